"""Qualification framework from PDF as Markdown."""
