"""Qualification framework from DOCX text with tab-flattened tables."""
