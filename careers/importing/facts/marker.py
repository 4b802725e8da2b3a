"""Gender markers of titles: (d/f/m), (m/w/d), (all genders) in any order and spelling."""

import re

LETTER = r"(?:div(?:ers|erse|\.)?|männlich|weiblich|[mwfdxi])"
BRACKETED = re.compile(
    rf"[(\[]\s*(?:{LETTER}(?:\s?[/|,*·]\s?{LETTER}){{1,3}}|all genders?|any gender|alle geschlechter"
    r"|gn|gender[ -]?neutral|geschlechtsneutral|all humans?)\s*[)\]]",
    re.IGNORECASE,
)
LONGEST = 30
BARE = re.compile(rf"(?<![\w/]){LETTER}(?:/{LETTER}){{2,3}}(?![\w/])", re.IGNORECASE)


def find_gender_marker(text: str) -> re.Match[str] | None:
    """Where the marker stands, with its brackets; letters without brackets need three."""
    return next(
        (
            match
            for pattern in (BRACKETED, BARE)
            for match in pattern.finditer(text)
            if len(match[0]) <= LONGEST and _has_no_letter_twice(match[0])
        ),
        None,
    )


def _has_no_letter_twice(marker: str) -> bool:
    letters = re.findall(r"\b\w\b", marker.casefold())
    return len(set(letters)) == len(letters)
