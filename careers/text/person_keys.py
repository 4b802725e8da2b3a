"""One key for spellings that are surely one person: the words of a name in any order, and a phone number."""

import hashlib
import re
import unicodedata

from careers.text.folding import GERMAN

FEWEST_DIGITS = 6
"""A shorter number is an extension, which many share."""
ABROAD = re.compile(r"^\s*(?:\+|00)\s*49")


def person_key(name: str, phone: str) -> str:
    """The same for "Öztürk, Ayse; 030 123456" and "ayşe oeztuerk; +49 30 123456".

    32 hexadecimal digits; empty without a name or a whole number, since a name alone is shared by many.
    """
    digits = re.sub(r"\D", "", ABROAD.sub("", phone)).lstrip("0")
    words = sorted(re.findall(r"\w+", fold_name(name)))
    if not words or len(digits) < FEWEST_DIGITS:
        return ""
    return hashlib.sha256(f"{' '.join(words)} {digits}".encode()).hexdigest()[:32]


def fold_name(name: str) -> str:
    """In small letters of any script, without marks; German umlauts are spelled out."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(GERMAN)
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
