"""How much may be searched for at once.

A database looks through many rows for each word: three thousand words, which fit into an address, keep
it busy for minutes.
"""

MOST_WORDS = 20
LONGEST_SEARCH = 200
"""Characters."""


def cut_search_words(typed: str) -> str:
    """What was typed, or its first MOST_WORDS words within LONGEST_SEARCH characters if it is more."""
    if len(typed) <= LONGEST_SEARCH and len(typed.split()) <= MOST_WORDS:
        return typed
    return " ".join(typed[:LONGEST_SEARCH].split()[:MOST_WORDS])
