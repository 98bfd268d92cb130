"""What the service remembers: API keys, feedback, batches, audit log. No text of a request is among it."""
