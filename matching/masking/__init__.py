"""Hiding of personal data before a text is matched: names, contacts, addresses, birth dates, age, links."""
