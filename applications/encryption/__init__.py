"""Encryption at rest: what is read and written here knows nothing of rows, files or requests."""
