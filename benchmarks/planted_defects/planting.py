"""What planting a defect needs: a place by chance, and a change there."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from benchmarks.planted_defects.pairs import LANGUAGES, Ad

SENTENCE_END = re.compile(
    r"(?<=[.!?]) (?=[A-ZÄÖÜ0-9])(?<!\bv\. )(?<!\b[A-Z]\. )(?<!Dr\. )(?<!Prof\. )(?<!\d\. )"
)


@dataclass(frozen=True)
class Place:
    """Where a defect was planted: a section from 1, or 0 for title and summary."""

    section: int
    note: str = ""


type Plant = Callable[[Ad, random.Random], Place | None]


@dataclass(frozen=True)
class Kind:
    """A kind of defect; `codes` are the findings any of which tells it, at the place."""

    name: str
    codes: frozenset[str]
    plant: Plant


@dataclass
class Kinds:
    """The kinds of one module, in the order in which they were written."""

    found: list[Kind] = field(default_factory=list)

    def add(self, *codes: str) -> Callable[[Plant], Plant]:
        def register(plant: Plant) -> Plant:
            self.found.append(Kind(plant.__name__, frozenset(codes), plant))
            return plant

        return register


def places(ad: Ad) -> Iterator[tuple[int, str]]:
    """Each section with each language."""
    return ((number, code) for number in range(1, len(ad.sections) + 1) for code in LANGUAGES)


def pick[Value](dice: random.Random, values: list[Value]) -> Value | None:
    return dice.choice(values) if values else None


def replace_somewhere(
    ad: Ad, dice: random.Random, words: dict[str, list[tuple[str, str]]]
) -> Place | None:
    """Replaces one match of one of the patterns of a language, somewhere in it."""
    found = [
        (number, code, match, new)
        for number, code in places(ad)
        for pattern, new in words.get(code, [])
        for match in re.finditer(pattern, ad.sections[number - 1].body[code])
    ]
    chosen = pick(dice, found)
    if not chosen:
        return None
    number, code, match, new = chosen
    body = ad.sections[number - 1].body
    body[code] = body[code][: match.start()] + match.expand(new) + body[code][match.end() :]
    return Place(number, f"{code}: {match[0]} -> {match.expand(new)}")


def replace_in_both(ad: Ad, dice: random.Random, words: dict[str, tuple[str, str]]) -> Place | None:
    """Replaces the first match in each language of a section that has one in both."""
    numbers = [
        number
        for number in range(1, len(ad.sections) + 1)
        if all(re.search(words[code][0], ad.sections[number - 1].body[code]) for code in LANGUAGES)
    ]
    number = pick(dice, numbers)
    if number is None:
        return None
    body = ad.sections[number - 1].body
    for code in LANGUAGES:
        body[code] = re.sub(*words[code], body[code], count=1)
    return Place(number, body["de"][:60])


def split_units(body: str) -> list[str]:
    """The items of a list, or the sentences of a paragraph."""
    return body.split("\n") if body.startswith("- ") else SENTENCE_END.split(body)


def join_units(units: list[str]) -> str:
    return ("\n" if units and units[0].startswith("- ") else " ").join(units)


def is_list(body: str) -> bool:
    return body.startswith("- ")


def insert_sentence(ad: Ad, dice: random.Random, sentences: dict[str, str]) -> Place | None:
    """Puts a sentence in a paragraph of one of the languages."""
    found = [(n, code) for n, code in places(ad) if not is_list(ad.sections[n - 1].body[code])]
    number, code = dice.choice([each for each in found if each[1] in sentences])
    body = ad.sections[number - 1].body
    units = split_units(body[code])
    units.insert(dice.randint(1, len(units)), sentences[code])
    body[code] = join_units(units)
    return Place(number, f"{code}: + {sentences[code]}")


def insert_in_both(ad: Ad, dice: random.Random, sentences: dict[str, str]) -> Place:
    """Adds a sentence to the end of a paragraph in both languages."""
    number = dice.choice(
        [n for n, code in places(ad) if not is_list(ad.sections[n - 1].body[code])]
    )
    body = ad.sections[number - 1].body
    for code, sentence in sentences.items():
        body[code] = f"{body[code]} {sentence}"
    return Place(number, sentences["de"])
