"""Trains the default encoder: pairs of texts that mean the same → `models/kasip-static-1/`."""
