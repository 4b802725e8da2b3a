"""What is recognised in whole ads: the real ones, and our own of other shapes."""

from datetime import date
from decimal import Decimal

import pytest

from careers.enums import EmploymentType, PayUnit, SectionKind, WorkplaceType
from careers.importing.facts.hours import Hours
from careers.importing.facts.pay import Pay
from careers.importing.facts.place import Place
from careers.importing.facts.start_and_deadline import Start
from careers.importing.parser import UnknownLanguageError, parse_ad
from tests.careers.importing.sources import own_ad, seed_text

FULL, PART = EmploymentType.FULL_TIME, EmploymentType.PART_TIME
PERSONS = ("Kurt Garloff", "Dirk Loßack", "Manuela Urban")
OFFICE_OR_REMOTE = WorkplaceType.REMOTE_OR_ON_SITE


def remote_or_berlin(note: str) -> Place:
    return Place(note, OFFICE_OR_REMOTE, ("Berlin",))


@pytest.mark.parametrize(
    ("number", "language", "title", "marker"),
    [
        (0, "en", "SCS Product Engineer", "(d/f/m)"),
        (1, "en", "", ""),
        (2, "en", "Knowledge Management Engineer", "(d/f/m)"),
        (3, "de", "Infra-as-Code Architekt", "(d/w/m)"),
        (4, "de", "Product Owner Betrieb und Sicherheit", "(d/w/m)"),
    ],
)
def test_seed_has_language_title_and_marker(number, language, title, marker):
    ad = parse_ad(seed_text(number))
    assert (ad.language, ad.title, ad.gender_marker) == (language, title, marker)


@pytest.mark.parametrize(
    ("number", "place", "start", "hours"),
    [
        (0, "Remote or Berlin city centre", "as soon as possible", Hours((FULL, PART))),
        (1, None, "as soon as possible", Hours((FULL, PART))),
        (2, "Home office or Berlin city centre", "as soon as possible", Hours((PART,), 80, 80)),
        (3, "Remote oder Berlin-Zentrum", "zum nächstmöglichen Zeitpunkt", Hours((FULL, PART))),
        (4, "Remote oder Berlin-Zentrum", "zum nächstmöglichen Zeitpunkt", Hours((FULL, PART))),
    ],
)
def test_seed_has_place_start_and_hours(number, place, start, hours):
    facts = parse_ad(seed_text(number)).facts
    expected = remote_or_berlin(place) if place else None
    assert (facts.place, facts.start, facts.hours) == (expected, Start(start), hours)


@pytest.mark.parametrize("number", range(5))
def test_seed_states_no_pay_deadline_or_end(number):
    facts = parse_ad(seed_text(number)).facts
    assert (facts.pay, facts.deadline, facts.fixed_term) == (None, None, None)


@pytest.mark.parametrize("number", [0, 2, 3, 4])
def test_seed_names_its_funder(number):
    funder = parse_ad(seed_text(number)).facts.funder
    assert funder == "German Federal Ministry for Economic Affairs and Energy (BMWi)"


def test_seed_without_opening_names_its_funder_in_the_text():
    funder = parse_ad(seed_text(1)).facts.funder
    assert funder == "German Federal Ministry for Economic Affairs and Climate Action (BMWK)"


@pytest.mark.parametrize(
    ("number", "email"),
    [
        (0, "jobs-scs@osb-alliance.com"),
        (1, "jobs-scs@osb-alliance.com"),
        (2, "project@scs.sovereignit.de"),
        (3, "jobs-scs@osb-alliance.com"),
        (4, "jobs-scs@osb-alliance.com"),
    ],
)
def test_seed_names_persons_and_address(number, email):
    ad = parse_ad(seed_text(number))
    assert (ad.contacts, ad.contact_email) == (PERSONS, email)


@pytest.mark.parametrize(
    ("number", "kinds_and_items"),
    [
        (
            0,
            "introduction 0, about 0, tasks 9, requirements 7, nice_to_have 4, offer 7, how_to_apply 0",
        ),
        (1, "introduction 0, about 0, tasks 6, requirements 8, offer 7, how_to_apply 0"),
        (2, "introduction 0, about 0, tasks 6, requirements 7, offer 7, how_to_apply 0"),
        (
            3,
            "introduction 0, about 0, tasks 9, requirements 5, nice_to_have 3, offer 6, how_to_apply 0",
        ),
        (4, "introduction 0, about 0, tasks 8, requirements 10, offer 7, how_to_apply 0"),
    ],
)
def test_seed_falls_into_sections(number, kinds_and_items):
    sections = parse_ad(seed_text(number)).sections
    assert ", ".join(f"{part.kind} {part.items}" for part in sections) == kinds_and_items


def test_a_sentence_broken_off_before_the_title_is_completed():
    introduction = parse_ad(own_ad("bold_leadins_de")).sections[0]
    assert introduction.body == (
        "Für unser Labor suchen wir eine **Laborleitung (d/w/m)** (Präsenz in Jena)\n\n"
        "*Die Stelle ist ab sofort zu besetzen.*"
    )


@pytest.mark.parametrize(
    ("name", "title", "marker"),
    [
        ("headings_en", "Data Steward", "(f/m/d)"),
        ("setext_en", "Librarian", "(all genders)"),
        ("setext_de", "Hausmeister:in", "(w/m/d)"),
        ("bullets_txt_de", "Erzieher/in", "(m/w/d)"),
        ("capitals_en", "TRAIN DRIVER", "(M/F/D)"),
        ("level_one_de", "Anlagenmechaniker:in", "(m/w/d)"),
        ("labels_de", "Referent:in Presse", "(d/w/m)"),
        ("nested_lists_de", "Systemadministrator*in", "(m/w/d)"),
        ("entities_de", "Köch:in & Gastgeber:in", "(m/w/d)"),
        ("html_page_de", "Gärtner:in", "(m/w/d)"),
        ("html_inline_en", "Radio Editor", "(d/f/m)"),
    ],
)
def test_own_ad_has_title_and_marker(name, title, marker):
    ad = parse_ad(own_ad(name))
    assert (ad.title, ad.gender_marker) == (title, marker)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("headings_en", "introduction about tasks requirements nice_to_have offer how_to_apply"),
        ("headings_de", "introduction about tasks requirements offer how_to_apply"),
        ("setext_en", "tasks requirements how_to_apply"),
        ("setext_de", "introduction tasks requirements offer"),
        ("no_headings_en", "introduction tasks requirements offer how_to_apply"),
        ("prose_only_de", "introduction how_to_apply"),
        (
            "bold_leadins_de",
            "introduction about tasks requirements nice_to_have offer other how_to_apply",
        ),
        ("numbered_en", "tasks requirements offer"),
        ("nested_lists_de", "tasks requirements"),
        ("html_page_de", "tasks requirements how_to_apply"),
        ("bullets_txt_de", "tasks requirements offer how_to_apply"),
        ("capitals_en", "introduction tasks requirements offer"),
        ("level_one_de", "about tasks requirements other"),
        ("mixed_languages_de", "introduction tasks requirements nice_to_have offer how_to_apply"),
        ("labels_de", "introduction tasks requirements how_to_apply"),
        ("other_headings_en", "other requirements other other process"),
        ("bare_headings_de", "tasks requirements"),
        ("pay_en", "introduction offer how_to_apply"),
    ],
)
def test_own_ad_falls_into_sections(name, kinds):
    assert " ".join(part.kind for part in parse_ad(own_ad(name)).sections) == kinds


def test_what_is_not_recognised_stays_under_its_own_heading():
    sections = parse_ad(own_ad("other_headings_en")).sections
    others = [(part.heading, part.body) for part in sections if part.kind is SectionKind.OTHER]
    assert others == [
        ("Opening hours", "We cook from Tuesday to Saturday.\n\n### Kitchen\n\nGas."),
        ("Accessibility", "The kitchen has a lift."),
        ("Our values", "### Fairness\n\nTips are shared."),
    ]


def test_own_ad_states_all_its_facts():
    ad = parse_ad(own_ad("labels_de"))
    assert ad.facts.place == Place("Bonn oder Berlin", WorkplaceType.ON_SITE, ("Bonn", "Berlin"))
    assert ad.facts.start == Start("", date(2027, 4, 1))
    assert ad.facts.hours == Hours((PART,), 50, 75)
    assert ad.facts.pay == Pay(grade="TV-L E 11")
    assert ad.facts.deadline == date(2027, 1, 31)
    assert ad.contact_email == "presse@example.org"


def test_own_english_ad_states_all_its_facts():
    facts = parse_ad(own_ad("pay_en")).facts
    assert facts.pay == Pay(Decimal(75_000), Decimal(90_000), PayUnit.YEAR)
    assert facts.hours == Hours((FULL,), None, None, Decimal("38.5"), Decimal("38.5"))
    assert facts.fixed_term is not None
    assert facts.fixed_term.until == date(2029, 6, 30)
    assert facts.deadline == date(2027, 3, 15)


def test_language_is_told_by_the_text_or_by_the_caller():
    assert parse_ad("Wir suchen dich für unser Team.").language == "de"
    assert parse_ad("Wir suchen dich für unser Team.", "en").language == "en"


def test_language_of_too_little_text_is_an_error():
    with pytest.raises(UnknownLanguageError):
        parse_ad("# Koch")
