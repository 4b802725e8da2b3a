"""Defects between the languages: what one of them says, and the other does not."""

import random
import re

from benchmarks.planted_defects.pairs import LANGUAGES, Ad, read_pairs
from benchmarks.planted_defects.planting import (
    Kinds,
    Place,
    insert_sentence,
    is_list,
    join_units,
    pick,
    places,
    replace_somewhere,
    split_units,
)

KINDS = Kinds()
GONE = ("sentence_missing", "items_differ", "number_missing", "content_differs", "term_missing")
OTHER = (
    *("numbers_differ", "point_missing", "limit_differs", "duty_differs", "unit_differs"),
    *("place_missing", "name_missing", "address_missing"),
)
TOOLS = (
    *(
        "Kubernetes",
        "Ansible",
        "Excel",
        "SAP",
        "Jira",
        "Confluence",
        "TYPO3",
        "Figma",
        "PostgreSQL",
    ),
    *(
        "Salesforce",
        "Moodle",
        "AutoCAD",
        "Matlab",
        "Nextcloud",
        "Power BI",
        "LaTeX",
        "Tableau",
        "Rust",
    ),
)
NEEDS = {
    "de": (
        *("einen Führerschein der Klasse B", "die Bereitschaft zu Schichtarbeit"),
        *("gute Kenntnisse in Spanisch", "ein polizeiliches Führungszeugnis"),
        *(
            "eine Promotion",
            "die Bereitschaft zu Dienstreisen",
            "Erfahrung in der Führung von Personal",
        ),
    ),
    "en": (
        *("a class B driving licence", "willingness to work shifts", "a good knowledge of Spanish"),
        *("a certificate of good conduct", "a doctorate", "willingness to travel on business"),
        *("experience in leading staff",),
    ),
}
TOWNS = "Augsburg Ulm Görlitz Schwerin Saarbrücken Oldenburg Chemnitz Fulda".split()


def several_units(ad: Ad, *, lists: bool, least: int = 3) -> list[tuple[int, str]]:
    return [
        (number, code)
        for number, code in places(ad)
        if is_list(ad.sections[number - 1].body[code]) is lists
        and len(split_units(ad.sections[number - 1].body[code])) >= least
    ]


def drop_unit(ad: Ad, dice: random.Random, *, lists: bool, count: int = 1) -> Place | None:
    chosen = pick(dice, several_units(ad, lists=lists, least=count + 2))
    if not chosen:
        return None
    number, code = chosen
    body = ad.sections[number - 1].body
    units = split_units(body[code])
    start = dice.randrange(len(units) - count + 1)
    gone = [units.pop(start) for _each in range(count)]
    body[code] = join_units(units)
    return Place(number, f"{code}: - {' '.join(gone)}")


@KINDS.add(*GONE)
def sentence_dropped(ad: Ad, dice: random.Random) -> Place | None:
    return drop_unit(ad, dice, lists=False)


@KINDS.add(*GONE)
def item_dropped(ad: Ad, dice: random.Random) -> Place | None:
    return drop_unit(ad, dice, lists=True)


@KINDS.add(*GONE)
def two_sentences_dropped(ad: Ad, dice: random.Random) -> Place | None:
    return drop_unit(ad, dice, lists=False, count=2)


def swap_unit(ad: Ad, dice: random.Random, *, lists: bool) -> Place | None:
    """Puts what another ad says in place of a sentence or an item of one language."""
    chosen = pick(dice, several_units(ad, lists=lists))
    if not chosen:
        return None
    number, code = chosen
    section = ad.sections[number - 1]
    others = [
        unit
        for other in read_pairs()
        if other.name != ad.name and other.style == ad.style
        for each in other.sections
        if each.kind == section.kind and is_list(each.body[code]) is lists
        for unit in split_units(each.body[code])
    ]
    new = pick(dice, others)
    if new is None:
        return None
    units = split_units(section.body[code])
    place = dice.randrange(len(units))
    old, units[place] = units[place], new
    section.body[code] = join_units(units)
    return Place(number, f"{code}: {old} -> {new}")


@KINDS.add(*GONE, *OTHER)
def item_swapped(ad: Ad, dice: random.Random) -> Place | None:
    return swap_unit(ad, dice, lists=True)


@KINDS.add(*GONE, *OTHER)
def sentence_swapped(ad: Ad, dice: random.Random) -> Place | None:
    return swap_unit(ad, dice, lists=False)


def extend_unit(ad: Ad, dice: random.Random, additions: dict[str, str], kinds: str) -> Place | None:
    """Adds words to the end of a sentence or an item of one language."""
    found = [each for each in places(ad) if ad.sections[each[0] - 1].kind in kinds.split()]
    chosen = pick(dice, found)
    if not chosen:
        return None
    number, code = chosen
    body = ad.sections[number - 1].body
    units = split_units(body[code])
    place = dice.randrange(len(units))
    stop = "." if units[place].endswith(".") else ""
    units[place] = f"{units[place].removesuffix('.')}{additions[code]}{stop}"
    body[code] = join_units(units)
    return Place(number, f"{code}: {units[place]}")


@KINDS.add("term_missing", "content_differs", "point_missing")
def tool_added(ad: Ad, dice: random.Random) -> Place | None:
    tools = [tool for tool in TOOLS if tool not in "".join(s.body["de"] for s in ad.sections)]
    tool = dice.choice(tools)
    additions = {"de": f", auch mit {tool}", "en": f", including with {tool}"}
    return extend_unit(ad, dice, additions, "tasks requirements")


@KINDS.add("point_missing", "sentence_missing", "items_differ", "content_differs")
def requirement_added(ad: Ad, dice: random.Random) -> Place | None:
    place = dice.randrange(len(NEEDS["de"]))
    if re.search("Führerschein|Fahrerlaubnis", str(ad.sections)) and place == 0:
        place = 1
    additions = {
        "de": f"; außerdem erwarten wir {NEEDS['de'][place]}",
        "en": f"; we also expect {NEEDS['en'][place]}",
    }
    return extend_unit(ad, dice, additions, "requirements")


@KINDS.add("start_missing", "sentence_missing", "point_missing")
def start_in_words_added(ad: Ad, dice: random.Random) -> Place | None:
    if re.search(r"sofort|zum nächst|ab dem|Beginn", str(ad.sections)):
        return None
    words = (
        {
            "de": "Die Stelle ist ab sofort zu besetzen.",
            "en": "The position is available immediately.",
        },
        {
            "de": "Der Eintritt ist zum nächstmöglichen Zeitpunkt vorgesehen.",
            "en": "You start at the earliest possible date.",
        },
    )
    return insert_sentence(ad, dice, dice.choice(words))


@KINDS.add("start_missing", "number_missing", "sentence_missing", "numbers_differ")
def start_date_added(ad: Ad, dice: random.Random) -> Place | None:
    if "starts" in ad.facts:
        return None
    words = {"de": "Beginn ist der 1. August 2027.", "en": "The start is 1 August 2027."}
    return insert_sentence(ad, dice, words)


@KINDS.add("place_missing", "place_differs", "term_missing", "content_differs")
def place_changed(ad: Ad, dice: random.Random) -> Place | None:
    town = ad.facts["place"]
    english = {
        "Köln": "Cologne",
        "München": "Munich",
        "Hannover": "Hanover",
        "Nürnberg": "Nuremberg",
    }
    new = dice.choice([each for each in TOWNS if each != town])
    words = {"de": [(rf"\b{town}\b", new)], "en": [(rf"\b{english.get(town, town)}\b", new)]}
    return replace_somewhere(ad, dice, words)


@KINDS.add("place_missing", "sentence_missing", "term_missing")
def place_added(ad: Ad, dice: random.Random) -> Place | None:
    town = dice.choice(TOWNS)
    words = {"de": f"Dienstort ist {town}.", "en": f"The place of work is {town}."}
    return insert_sentence(ad, dice, words)


@KINDS.add("name_missing", "contact_differs", "term_missing")
def contact_changed(ad: Ad, dice: random.Random) -> Place | None:
    name = ad.facts["contact"].split()[-2:]
    new = dice.choice(["Katrin Uhde", "Malte Rieck", "Selin Kaya"])
    pattern = rf"\b{name[0]} {name[1]}\b"
    return replace_somewhere(ad, dice, {code: [(pattern, new)] for code in LANGUAGES})


@KINDS.add("address_missing", "contact_differs")
def mail_changed(ad: Ad, dice: random.Random) -> Place | None:
    words = {code: [(r"\b[\w.]+@", "personal@")] for code in LANGUAGES}
    return replace_somewhere(ad, dice, words)


@KINDS.add("sentence_missing", "link_missing", "link_differs")
def link_in_one_language(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": "Mehr steht in [unserem Jahresbericht](https://osb-alliance.com/bericht).",
        "en": "More can be found in [our annual report](https://osb-alliance.com/report).",
    }
    return insert_sentence(ad, dice, words)


@KINDS.add("sentence_in_wrong_language", "section_in_wrong_language", "sentence_untranslated")
def sentence_untranslated(ad: Ad, dice: random.Random) -> Place | None:
    """A sentence of the other language in place of its translation."""
    chosen = pick(dice, several_units(ad, lists=False))
    if not chosen:
        return None
    number, code = chosen
    body = ad.sections[number - 1].body
    units = split_units(body[code])
    others = split_units(body["en" if code == "de" else "de"])
    place = dice.randrange(min(len(units), len(others)))
    units[place] = others[place]
    body[code] = join_units(units)
    return Place(number, f"{code}: {others[place]}")


@KINDS.add("title_differs", "title_in_wrong_language")
def title_untranslated(ad: Ad, dice: random.Random) -> Place | None:
    code, other = dice.choice([("de", "en"), ("en", "de")])
    ad.title[code] = ad.title[other]
    return Place(0, f"{code}: {ad.title[code]}")


@KINDS.add("title_differs")
def title_of_another_level(ad: Ad, dice: random.Random) -> Place | None:
    level = {"de": ["Leitung", "Junior", "Werkstudium"], "en": ["Head of", "Senior", "Trainee"]}
    code = dice.choice(LANGUAGES)
    if re.search("Leitung|leitung|Head|Manager", ad.title["de"] + ad.title["en"]):
        return None
    ad.title[code] = f"{dice.choice(level[code])} {ad.title[code]}"
    return Place(0, f"{code}: {ad.title[code]}")


@KINDS.add("heading_differs")
def heading_of_another_section(ad: Ad, dice: random.Random) -> Place | None:
    number = dice.randrange(2, len(ad.sections) + 1)
    code = dice.choice(LANGUAGES)
    headings = {
        "de": {"tasks": "Ihre Aufgaben", "requirements": "Ihr Profil", "offer": "Wir bieten"},
        "en": {"tasks": "Your tasks", "requirements": "Your profile", "offer": "We offer"},
    }
    section = ad.sections[number - 1]
    kind = dice.choice([each for each in headings[code] if each != section.kind])
    section.heading[code] = headings[code][kind]
    return Place(number, f"{code}: {section.heading[code]}")
