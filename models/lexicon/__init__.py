"""Everyday and official words, abbreviations, Kazakh and Russian terms: tables and their reading."""
