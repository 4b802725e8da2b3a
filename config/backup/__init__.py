"""Backup and restore: database and documents as a consistent pair, and what was erased since (docs/operations.md)."""
