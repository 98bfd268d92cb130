"""Text → evidence → professions, levels, gaps. Pure: no HTTP, no files but its own tables."""
