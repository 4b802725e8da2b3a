"""Grades of collective agreements: TVöD E 13, TV-L 10 step 1, EG 9b, S 11b, A 13."""

import re

TARIFFS = {
    "TVöD": r"TV[- ]?(?:ö|oe)D",
    "TV-L": r"TV[- ]?L",
    "TV-H": r"TV[- ]?H",
    "TV-V": r"TV[- ]?V",
    "TV-N": r"TV[- ]?N",
    "TV-Ärzte": r"TV[- ]?Ärzte",
    "AVR": r"AVR",
    "BAT-KF": r"BAT[- ]?KF",
    "KAVO": r"KAVO",
    "DRK-TV": r"DRK[- ](?:TV|Reformtarif(?:vertrag)?)|TV[- ]DRK",
    "TV AWO": r"TV[- ]AWO",
    "TV DN": r"TV[- ]DN",
}
TARIFF = (
    rf"\b(?P<tariff>{'|'.join(TARIFFS.values())})(?![\w])"
    r"(?:[ -/]*(?P<branch>Bund|VKA|SuE|Pflege|P|B|V|Berlin|Caritas|Diakonie|DD|DWBO|EKD|Hessen|NRW)\b)?"
)
NUMBER = r"\d{1,2}\s?(?:[a-c]|[üÜ])?(?![\d\w%])"
LETTER = r"(?:(?P<{name}>EG|E|S|P|Ä|KR|A|B|W|R)[ .]?)"
NAMED = (
    r"(?:(?:Entgeltgruppe|Vergütungsgruppe|Besoldungsgruppe|Lohngruppe|Entgeltgr\.|VergGr\.?|pay (?:group|grade)"
    r"|salary (?:group|grade)|grade|group|Gruppe)[ :]*)"
)
STEP = r"(?:\s?[/,]?\s?(?:Stufen?|step|S)?\s?\d\b)?"
RANGE = rf"(?:\s?(?P<between>–|-|/|bis|to|oder|or)\s?{LETTER.format(name='letter2')}?(?P<high>{NUMBER}))?"
# A number without a letter is a grade only right behind its agreement, and not "30 days".
NO_GRADE = r"(?!\s?(?:Tage?n?|days?|Stunden|hours|Std|h\b|Jahre?n?|years?|Monat|months?|Wochen|weeks?|%|Prozent|percent|[€.]\d|€|Euro))"
GRADE = rf"(?:{LETTER.format(name='letter')})?(?P<low>{NUMBER}){NO_GRADE}{RANGE}"
BEHIND = re.compile(rf"{TARIFF}[ ,:(-]*{NAMED}?{GRADE}", re.IGNORECASE)
BEFORE = re.compile(
    rf"\b(?:{NAMED}{LETTER.format(name='letter')}?|{LETTER.format(name='letter3')})(?P<low>{NUMBER}){RANGE}{STEP}"
    rf"[ ,:()]*(?:of (?:the )?|des |nach |according to (?:the )?|gemäß |im |in the )*{TARIFF}",
    re.IGNORECASE,
)
ALONE = re.compile(
    rf"\b(?:(?:Entgeltgruppe|Vergütungsgruppe|Besoldungsgruppe|EG)[ :]*)(?:{LETTER.format(name='letter')})?"
    rf"(?P<low>{NUMBER}){NO_GRADE}{RANGE}",
    re.IGNORECASE,
)
HIGHEST = 18
HIGHEST_STEP = 6


def find_grade(sentence: str) -> str:
    """The first grade, such as "TVöD E 13" or "TV-L E 9–11"; empty if there is none.

    Steps are left out: they depend on who is hired. "12/1" is grade 12, step 1; "9/10" are two grades.
    """
    for pattern in (BEHIND, BEFORE, ALONE):
        for match in pattern.finditer(sentence):
            if grade := _write_grade(match.groupdict()):
                return grade
    return ""


def _write_grade(parts: dict[str, str | None]) -> str:
    low = _tidy(parts["low"])
    if not 0 < _number(low) <= HIGHEST:
        return ""
    letter = (parts.get("letter") or parts.get("letter3") or "E").upper()
    high = _tidy(parts["high"]) if _is_second_grade(parts) else ""
    return " ".join(
        filter(
            None,
            (
                _name_of(parts.get("tariff")),
                parts.get("branch"),
                "E" if letter == "EG" else letter,
                f"{low}–{high}" if high else low,
            ),
        )
    )


def _is_second_grade(parts: dict[str, str | None]) -> bool:
    """Whether what stands behind a slash or "to" is a grade, and not a step."""
    if parts["high"] is None:
        return False
    high, low = _number(_tidy(parts["high"])), _number(_tidy(parts["low"]))
    is_step = parts["between"] == "/" and high <= HIGHEST_STEP and high < low
    return not is_step and low <= high <= HIGHEST


def _tidy(grade: str | None) -> str:
    return re.sub(r"\s", "", grade or "").lower().replace("ü", "Ü")


def _number(grade: str) -> int:
    return int(re.sub(r"\D", "", grade) or 0)


def _name_of(written: str | None) -> str:
    if written is None:
        return ""
    return next(
        name for name, words in TARIFFS.items() if re.fullmatch(words, written, re.IGNORECASE)
    )
