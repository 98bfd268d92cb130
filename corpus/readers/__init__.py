"""Readers: bytes of a document → blocks."""
