"""One module a revision, the newest last. A later one is never changed once it was released."""
