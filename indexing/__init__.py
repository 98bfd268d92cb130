"""Catalogue + encoder → searchable index on disk (FAISS, BM25)."""
