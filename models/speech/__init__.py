"""People's words: how employers, clients and job seekers say what a profession does, and the words of other trades.

Training pairs and extra rows for the shortlist; never shown as evidence.
"""
