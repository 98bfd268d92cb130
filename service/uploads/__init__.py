"""Uploads: bytes of a CV or vacancy in txt, pdf, docx, odt, rtf or html → its text, read in a confined child process."""
