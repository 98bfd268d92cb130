"""Lemmas, lexicon, encoders, training."""
