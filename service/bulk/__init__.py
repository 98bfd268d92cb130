"""Bulk matching: a file of texts in, a file of answers out, in shards, by one process, several, or a Ray cluster."""
