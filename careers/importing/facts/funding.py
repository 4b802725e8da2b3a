"""Who pays for a funded project, named after "funded by", "gefördert durch" and the like."""

import re
from collections.abc import Iterable

NAME = r"(?P<name>[A-ZÄÖÜ][^.,;:()\n]*?(?:\([^)]+\))?)"
END = r"(?=\s*(?:[.,;:)]|$|\s(?:and is|is|are|which|that|und (?:wird|ist)|vorangetrieben|gefördert\w*|geförder\w*|finanziert\w*|unterstützt)\b))"
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Ff]unded|[Ff]inanced) (?:by|through) (?:the )?{NAME}{END}",
        rf"\b[Ff]unding (?:from|by|of) (?:the )?{NAME}{END}",
        rf"\b(?:[Gg]efördert|[Ff]inanziert) (?:durch|vom|von|aus Mitteln) (?:das |der |dem |die |des )?{NAME}{END}",
        rf"\bFörderung (?:durch|vom|von) (?:das |der |dem |die |den )?{NAME}{END}",
        rf"\b(?:vom|von der|von dem|durch das|durch die) {NAME}\s+(?:gefördert|finanziert)\w*",
    )
)
LONGEST = 160


def find_funder(passages: Iterable[str]) -> str:
    """The first funder named, as written; empty where none is."""
    for text in passages:
        names = [match["name"].strip() for pattern in PATTERNS if (match := pattern.search(text))]
        if names and len(names[0]) <= LONGEST:
            return names[0]
    return ""
