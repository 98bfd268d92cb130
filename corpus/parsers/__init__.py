"""Parsers: blocks → cards, positions and framework levels, one parser a document kind."""
