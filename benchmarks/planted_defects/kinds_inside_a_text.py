"""Defects inside a text, most of which stand in both languages in the same way."""

import random
import re

from benchmarks.planted_defects.pairs import LANGUAGES, Ad
from benchmarks.planted_defects.planting import (
    Kinds,
    Place,
    insert_in_both,
    insert_sentence,
    is_list,
    pick,
    places,
    replace_somewhere,
    split_units,
)

KINDS = Kinds()
LINKS = ("link_broken", "url_malformed", "url_not_linked")


@KINDS.add("foreign_name", "sentence_in_wrong_language", "term_missing")
def institution_in_the_other_language(ad: Ad, dice: random.Random) -> Place | None:
    names = (
        "Federal Office for Towers and Canals",
        "Federal Ministry of Harbours and Heaths",
        "Association of Travelling Libraries",
        "Institute for Applied Patience",
    )
    name = dice.choice(names)
    words = {"de": f"Wir arbeiten eng mit dem {name} zusammen."}
    return insert_sentence(ad, dice, words)


@KINDS.add("du_sie_mixed")
def summary_in_the_other_form(ad: Ad, dice: random.Random) -> Place | None:
    is_du = re.search(r"\b[Dd]u\b", ad.sections[1].body["de"] + ad.sections[2].body["de"])
    what = dice.choice(["was morgen wichtig ist", "wie wir arbeiten"])
    du = f"Werde Teil unseres Hauses und gestalte mit uns, {what}."
    sie = f"Werden Sie Teil unseres Hauses und gestalten Sie mit uns, {what}."
    ad.summary["de"] = sie if is_du else du
    ad.summary["en"] = "Become part of our house and shape with us what will matter tomorrow."
    return Place(0, ad.summary["de"])


@KINDS.add("du_sie_mixed")
def sentence_in_the_other_form(ad: Ad, dice: random.Random) -> Place | None:
    is_du = re.search(r"\b[Dd]u\b", ad.sections[1].body["de"] + ad.sections[2].body["de"])
    du = ("Melde dich gern, wenn etwas unklar ist.", "Bring deine Ideen ein.")
    sie = ("Melden Sie sich gern, wenn etwas unklar ist.", "Bringen Sie Ihre Ideen ein.")
    number = dice.randrange(2)
    english = ("Do get in touch if anything is unclear.", "Bring in your ideas.")[number]
    return insert_in_both(ad, dice, {"de": (sie if is_du else du)[number], "en": english})


@KINDS.add("names_differ", "numbers_differ")
def funder_with_two_names(ad: Ad, dice: random.Random) -> Place | None:
    """The funder is named twice, and differently, in both languages."""
    pairs = (
        ("Bundesministerium für Fähren und Furten", "Bundesministerium für Fähren und Fische"),
        ("Landesamt für Mühlen (LAM)", "Landesamt für Mühlen (LFM)"),
    )
    english = (
        ("Federal Ministry for Ferries and Fords", "Federal Ministry for Ferries and Fish"),
        ("State Office for Mills (LAM)", "State Office for Mills (LFM)"),
    )
    which = dice.randrange(2)
    first = {
        "de": f"Gefördert wird die Stelle vom {pairs[which][0]}.",
        "en": f"The position is funded by the {english[which][0]}.",
    }
    second = {
        "de": f"Das Geld kommt vom {pairs[which][1]}.",
        "en": f"The money comes from the {english[which][1]}.",
    }
    insert_in_both(ad, dice, first)
    return insert_in_both(ad, dice, second) and Place(-1, pairs[which][1])


@KINDS.add(*LINKS)
def link_without_end(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": "Mehr über uns steht auf [unserer Seite](https://osb-alliance.com/ueber",
        "en": "You can read more about us on [our page](https://osb-alliance.com/about",
    }
    return insert_in_both(ad, dice, words)


@KINDS.add(*LINKS)
def link_with_space(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": "Mehr über uns steht auf [unserer Seite] (https://osb-alliance.com/ueber).",
        "en": "You can read more about us on [our page] (https://osb-alliance.com/about).",
    }
    return insert_in_both(ad, dice, words)


@KINDS.add(*LINKS, "placeholder")
def bracket_left_open(ad: Ad, dice: random.Random) -> Place | None:
    words = {code: [(r"([\w.]+@[\w.]+\.example)", r"[\1")] for code in LANGUAGES}
    return replace_somewhere(ad, dice, words)


@KINDS.add("repeated")
def word_repeated(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": [(r"\b(und|für|mit|in|von|auf) ", r"\1 \1 ")],
        "en": [(r"\b(and|for|with|in|of|on|to) ", r"\1 \1 ")],
    }
    return replace_somewhere(ad, dice, words)


@KINDS.add("repeated")
def sentence_repeated(ad: Ad, dice: random.Random) -> Place | None:
    """A sentence of a paragraph stands again in another section, in both languages."""
    numbers = [
        n for n, code in places(ad) if code == "de" and not is_list(ad.sections[n - 1].body["de"])
    ]
    found = [
        n
        for n in numbers
        if all(len(split_units(ad.sections[n - 1].body[c])) > 1 for c in LANGUAGES)
    ]
    number = pick(dice, found)
    others = [each for each in numbers if each != number]
    if number is None or not others:
        return None
    target = dice.choice(others)
    for code in LANGUAGES:
        sentence = split_units(ad.sections[number - 1].body[code])[-1]
        ad.sections[target - 1].body[code] += f" {sentence}"
    return Place(-1, sentence)


@KINDS.add("repeated")
def item_repeated(ad: Ad, dice: random.Random) -> Place | None:
    numbers = [
        n for n, code in places(ad) if code == "de" and is_list(ad.sections[n - 1].body["de"])
    ]
    number = pick(dice, numbers)
    if number is None:
        return None
    for code in LANGUAGES:
        body = ad.sections[number - 1].body
        body[code] = f"{body[code]}\n{body[code].splitlines()[0]}"
    return Place(number, body["de"].splitlines()[-1])


@KINDS.add("list_in_a_line", "pasted_bullets")
def items_in_a_line(ad: Ad, dice: random.Random) -> Place | None:
    """A list whose items stand in one line, with a mark between them."""
    mark = dice.choice(["•", "*", "–", "·"])
    numbers = [
        n for n, code in places(ad) if code == "de" and is_list(ad.sections[n - 1].body["de"])
    ]
    number = pick(dice, numbers)
    if number is None:
        return None
    body = ad.sections[number - 1].body
    for code in LANGUAGES:
        items = [line.removeprefix("- ") for line in body[code].splitlines()]
        body[code] = f"{mark} " + f" {mark} ".join(items)
    return Place(number, body["de"][:70])


@KINDS.add("pasted_tags", "markup_left")
def tags_left(ad: Ad, dice: random.Random) -> Place | None:
    open_, close = dice.choice([("<b>", "</b>"), ("<span>", "</span>"), ("<strong>", "</strong>")])
    words = {code: [(r"\b(\w{6,})\b(?=[ .,])", rf"{open_}\1{close}")] for code in LANGUAGES}
    return replace_somewhere(ad, dice, words)


@KINDS.add("pasted_tags", "markup_left")
def entities_left(ad: Ad, dice: random.Random) -> Place | None:
    new = dice.choice(["&amp;nbsp;", "&amp;amp; ", "\\&nbsp;"])
    words = {code: [(r"(?<=[a-z]) (?=[a-zA-Z])", new.replace("\\", r"\\"))] for code in LANGUAGES}
    return replace_somewhere(ad, dice, words)


@KINDS.add("markup_left")
def emphasis_left_open(ad: Ad, dice: random.Random) -> Place | None:
    words = {code: [(r"(?<= )(\w{6,})(?=[ .,])", r"**\1")] for code in LANGUAGES}
    return replace_somewhere(ad, dice, words)


@KINDS.add("amount_implausible")
def pay_of_another_size(ad: Ad, dice: random.Random) -> Place | None:
    monthly = {
        "de": "Das Gehalt beträgt 42.000 Euro im Monat und steigt mit der Erfahrung.",
        "en": "The salary is 420,000 euros a month and rises with experience.",
    }
    monthly["en"] = "The salary is 42,000 euros a month and rises with experience."
    yearly = {
        "de": "Wir zahlen 480 Euro im Jahr, dazu Zuschläge.",
        "en": "We pay 480 euros a year, plus bonuses.",
    }
    hourly = {"de": "Der Stundenlohn beträgt 1.450 Euro.", "en": "The hourly wage is 1,450 euros."}
    return insert_in_both(ad, dice, dice.choice([monthly, yearly, hourly]))


@KINDS.add("week_implausible", "hours_implausible", "amount_implausible")
def hours_of_another_size(ad: Ad, dice: random.Random) -> Place | None:
    hours = dice.choice(["385", "72", "390"])
    words = {
        "de": f"Die Arbeitszeit beträgt {hours} Stunden in der Woche.",
        "en": f"Working time is {hours} hours a week.",
    }
    return insert_in_both(ad, dice, words)


@KINDS.add("date_impossible")
def day_that_never_comes(ad: Ad, dice: random.Random) -> Place | None:
    day, german, english = dice.choice(
        [(31, "Februar", "February"), (31, "April", "April"), (31, "Juni", "June")]
    )
    words = {
        "de": f"Die Gespräche finden am {day}. {german} 2027 statt.",
        "en": f"The interviews take place on {day} {english} 2027.",
    }
    return insert_in_both(ad, dice, words)


@KINDS.add("date_far")
def year_that_is_far(ad: Ad, dice: random.Random) -> Place | None:
    year = dice.choice(["2072", "2117", "2206"])
    words = {
        "de": f"Die Gespräche finden am 14. April {year} statt.",
        "en": f"The interviews take place on 14 April {year}.",
    }
    return insert_in_both(ad, dice, words)


@KINDS.add("date_past")
def deadline_of_last_year(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": "Bitte bewerben Sie sich bis zum 15. März 2025.",
        "en": "Please apply by 15 March 2025.",
    }
    if "du" in ad.sections[1].body["de"].lower().split():
        words["de"] = "Bitte bewirb dich bis zum 15. März 2025."
    return insert_in_both(ad, dice, words)


@KINDS.add("weekday_differs")
def wrong_day_of_the_week(ad: Ad, dice: random.Random) -> Place | None:
    words = {
        "de": "Wir laden am Montag, dem 14. April 2027, zu Gesprächen ein.",
        "en": "We invite candidates to interviews on Monday, 14 April 2027.",
    }
    return insert_in_both(ad, dice, words)


@KINDS.add("deadline_differs")
def deadline_of_the_fields(ad: Ad, dice: random.Random) -> Place | None:
    if "closes" not in ad.facts:
        return None
    ad.facts["closes"] = dice.choice(["2027-04-19", "2027-05-03"])
    return Place(-1, "closes")


@KINDS.add("start_differs")
def start_of_the_fields(ad: Ad, dice: random.Random) -> Place | None:
    if "starts" not in ad.facts:
        return None
    ad.facts["starts"] = dice.choice(["2027-10-01", "2027-11-15"])
    return Place(-1, "starts")


@KINDS.add("placeholder")
def placeholder_left(ad: Ad, dice: random.Random) -> Place | None:
    words = {code: [(r"\b[\w.]+@[\w.]+\.example", "[E-Mail]")] for code in LANGUAGES}
    return replace_somewhere(ad, dice, words)
