"""Names of files inside an archive: readable, safe on every system, and none twice."""

import re
import unicodedata

from applications.documents.names import clean_file_name, shorten

FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|\Z)", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the dot."""
LONGEST_PART, LONGEST_PART_BYTES = 60, 72
"""Characters, and bytes of UTF-8: with three parts, a number and an extension no name is over 255 bytes."""
EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")


def make_harmless(text: str) -> str:
    """A part of a name: no path, no sign that a system forbids, nothing invisible."""
    return clean_file_name(FORBIDDEN.sub("_", text)).lstrip(". ") or "_"


class NameGiver:
    """Gives names of which no two are the same, also where letter case does not count."""

    def __init__(self, *taken: str) -> None:
        self.taken = {fold_name(name) for name in taken}

    def name(self, *parts: str, extension: str) -> str:
        """The parts joined by dashes, such as "Ayşe Öztürk – CV – Lebenslauf.pdf"."""
        harmless = map(make_harmless, parts)
        cut = [shorten(part, LONGEST_PART, LONGEST_PART_BYTES) or "_" for part in harmless]
        stem = RESERVED.sub(r"_\1", " – ".join(cut))
        found, number = f"{stem}{extension}", 1
        while fold_name(found) in self.taken:
            number += 1
            found = f"{stem} ({number}){extension}"
        self.taken.add(fold_name(found))
        return found


def fold_name(name: str) -> str:
    """What names have in common that some file system takes for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def split_extension(name: str) -> tuple[str, str]:
    """The name without its extension, and that with its dot."""
    found = EXTENSION.search(name)
    return (name[: found.start()], found[0]) if found else (name, "")
