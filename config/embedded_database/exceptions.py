"""What can go wrong, as a sentence for the person at the terminal."""


class EmbeddedDatabaseError(Exception):
    """The embedded database cannot run; the text says why and what to do."""
