"""Professional standard as page text, HTML or DOCX."""
