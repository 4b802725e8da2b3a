"""Keys of rows as addresses and buttons send them."""


def is_number(text: str) -> bool:
    """Digits that fit a key of the database."""
    return text.isascii() and text.isdigit() and len(text) < len(str(2**31))
