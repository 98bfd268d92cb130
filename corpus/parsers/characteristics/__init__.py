"""Qualification characteristics of positions."""
