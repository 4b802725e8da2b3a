"""Defects between the languages: a number, a limit, a duty or a condition that is another one there."""

import random
import re

from benchmarks.planted_defects.pairs import LANGUAGES, Ad
from benchmarks.planted_defects.planting import Kinds, Place, pick, places, replace_somewhere

KINDS = Kinds()
NUMBERS = ("numbers_differ", "number_missing")
MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}


def change_number(ad: Ad, dice: random.Random, pattern: dict[str, str]) -> Place | None:
    """Changes the digits of the group `n` somewhere in one language."""
    found = [
        (number, code, match)
        for number, code in places(ad)
        for match in re.finditer(pattern[code], ad.sections[number - 1].body[code])
    ]
    chosen = pick(dice, found)
    if not chosen:
        return None
    number, code, match = chosen
    body = ad.sections[number - 1].body
    digits = match["n"]
    at = dice.randrange(len(digits)) if digits[0] != "0" else len(digits) - 1
    while not digits[at].isdigit():
        at = (at + 1) % len(digits)
    other = str((int(digits[at]) + dice.randint(1, 8)) % 9 + 1)
    other = other if other != digits[at] else str(int(other) % 9 + 1)
    new = digits[:at] + other + digits[at + 1 :]
    body[code] = body[code][: match.start("n")] + new + body[code][match.end("n") :]
    return Place(number, f"{code}: {digits} -> {new}")


@KINDS.add(*NUMBERS)
def number_changed(ad: Ad, dice: random.Random) -> Place | None:
    return change_number(
        ad, dice, dict.fromkeys(LANGUAGES, r"(?<![\w.,])(?P<n>[1-9]\d{0,3})(?= [A-Za-zÄÖÜ])")
    )


@KINDS.add(*NUMBERS)
def hours_changed(ad: Ad, dice: random.Random) -> Place | None:
    pattern = {"de": r"(?P<n>\d+(?:,\d)?) Stunden", "en": r"(?P<n>\d+(?:\.\d)?) hours"}
    return change_number(ad, dice, pattern)


@KINDS.add(*NUMBERS)
def pay_changed(ad: Ad, dice: random.Random) -> Place | None:
    pattern = {"de": r"(?P<n>\d[\d.]*) (?:bis|und|Euro)", "en": r"(?P<n>\d[\d,]*) (?:to|and|euros)"}
    return change_number(ad, dice, pattern)


@KINDS.add(*NUMBERS)
def grade_changed(ad: Ad, dice: random.Random) -> Place | None:
    return change_number(ad, dice, dict.fromkeys(LANGUAGES, r"\bE (?P<n>\d+)"))


@KINDS.add(*NUMBERS)
def phone_changed(ad: Ad, dice: random.Random) -> Place | None:
    return change_number(ad, dice, dict.fromkeys(LANGUAGES, r"\b(?P<n>5550\d{3})"))


@KINDS.add(*NUMBERS)
def deadline_changed(ad: Ad, dice: random.Random) -> Place | None:
    """The deadline of one language becomes another day."""
    if "closes" not in ad.facts:
        return None
    day = str(int(ad.facts["closes"][-2:]))
    new = dice.choice([each for each in ("3", "11", "18", "26") if each != day])
    words = {
        "de": [(rf"\b{day}\. (?={MONTHS['de'].replace(' ', '|')})", f"{new}. ")],
        "en": [(rf"\b{day} (?={MONTHS['en'].replace(' ', '|')})", f"{new} ")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add(*NUMBERS)
def number_word_changed(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\b(?:zwei|drei|vier)\b", "sechs"), (r"\b(?:fünf|sechs|acht)\b", "drei")],
        "en": [(r"\b(?:two|three|four)\b", "six"), (r"\b(?:five|six|eight)\b", "three")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("limit_differs")
def about_becomes_more_than(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\b(?:rund|etwa|ungefähr) (?=\d)", "mehr als ")],
        "en": [(r"\b(?:about|around|roughly) (?=\d)", "more than ")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("limit_differs")
def at_least_becomes_up_to(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\b(?:mindestens|mehr als|über) (?=\d|zwei|drei|vier|fünf)", "bis zu ")],
        "en": [(r"\b(?:at least|more than) (?=\d|two|three|four|five)", "up to ")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("limit_differs")
def up_to_becomes_at_least(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\b(?:bis zu|höchstens) (?=\d|zwei|drei|vier|fünf)", "mindestens ")],
        "en": [(r"\b(?:up to|at most) (?=\d|two|three|four|five)", "at least ")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("duty_differs")
def must_becomes_should(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\bmüssen\b", "sollten"), (r"\bmusst\b", "solltest")],
        "en": [(r"\bmust(?! not)\b", "should")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("duty_differs")
def should_becomes_must(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\bsollten\b", "müssen"), (r"\bsolltest\b", "musst")],
        "en": [(r"\bshould(?! reach| be sent)\b", "must")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("duty_differs")
def wish_becomes_condition(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [
            (
                r"\b(?:wünschenswert|erwünscht|von Vorteil|hilfreich)\b(?![^.]*Behinderung)",
                "erforderlich",
            ),
            (r"\bWünschenswert\b", "Erforderlich"),
        ],
        "en": [(r"\b(?:desirable|desired|an advantage|helpful)\b", "required")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("duty_differs")
def condition_becomes_wish(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [
            (
                r"(?<!nicht )\b(?:zwingend |unbedingt )?(?:erforderlich|notwendig|nötig)\b",
                "von Vorteil",
            )
        ],
        "en": [(r"(?<!not )\b(?:absolutely )?(?:required|necessary|essential)\b", "an advantage")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("duty_differs", "point_missing", "negation_differs")
def negation_dropped(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [
            (r"\bnicht (notwendig|nötig|erforderlich)", r"\1"),
            (r"\bkeine Bedingung", "Bedingung"),
        ],
        "en": [
            (r"\bnot (necessary|required|a condition)", r"\1"),
            (r"\bno (?=degree is needed)", "a "),
        ],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("point_missing", "point_differs")
def term_changed(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\bunbefristete?[nrs]?\b", "befristet")],
        "en": [(r"\bpermanent\b", "fixed-term")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("point_missing", "point_differs")
def workplace_changed(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\b(?:zu Hause|von zu Hause|Homeoffice|mobil)\b", "vor Ort im Büro")],
        "en": [(r"\b(?:at home|from home|remotely)\b", "on site in the office")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("point_missing", "point_differs")
def full_time_changed(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [
            (r"\bVollzeitstelle\b", "Teilzeitstelle"),
            (r"\bTeilzeitstelle\b", "Vollzeitstelle"),
        ],
        "en": [(r"\bfull-time\b", "part-time"), (r"\bpart-time position\b", "full-time position")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("numbers_differ", "number_missing", "point_missing")
def language_level_changed(ad: Ad, dice: random.Random) -> Place | None:
    new = dice.choice(["A2", "B1"])
    return replace_somewhere(ad, dice, {code: [(r"\b[BC][12]\b", new)] for code in LANGUAGES})


@KINDS.add("point_missing", "point_differs", "content_differs")
def language_changed(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\b(?:Englisch|Französisch|Arabisch|Italienisch)\b(?! und)", "Spanisch")],
        "en": [(r"\b(?:English|French|Arabic|Italian)\b(?! and)", "Dutch")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("point_missing", "point_differs", "content_differs")
def degree_changed(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [
            (r"\bMaster(?:abschluss)?\b", "Bachelor"),
            (r"\b(?:eine )?Promotion\b", "einen Master"),
        ],
        "en": [(r"\bmaster's\b", "bachelor's"), (r"\bdoctorate\b", "master's degree")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("point_differs", "point_missing", "unit_differs")
def unit_of_time_changed(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [
            (r"\bim Monat\b", "im Jahr"),
            (r"\bim Jahr\b", "im Monat"),
            (r"\bin der Woche\b", "im Monat"),
        ],
        "en": [
            (r"\b(?:a|per) month\b", "a year"),
            (r"\ba year\b", "a month"),
            (r"\ba week\b", "a month"),
        ],
    }
    return replace_somewhere(ad, dice, words)
