"""Single facts, each with near misses that must not count."""

from datetime import date
from decimal import Decimal

import pytest

from careers.enums import EmploymentType, PayUnit, WorkplaceType
from careers.importing.facts.funding import find_funder
from careers.importing.facts.hours import Hours, find_hours
from careers.importing.facts.marker import find_gender_marker
from careers.importing.facts.pay import Pay, find_pay
from careers.importing.facts.place import Place, find_labelled_place, read_place_line
from careers.importing.facts.start_and_deadline import Start, find_date, find_deadline, find_start
from careers.importing.facts.term import FixedTerm, find_fixed_term

FULL, PART = EmploymentType.FULL_TIME, EmploymentType.PART_TIME
BOTH = WorkplaceType.REMOTE_OR_ON_SITE


@pytest.mark.parametrize(
    ("line", "workplace", "locations"),
    [
        ("(Remote or Hamburg city centre)", BOTH, ("Hamburg",)),
        ("(Home office or Berlin)", BOTH, ("Berlin",)),
        ("Remote oder Köln-Innenstadt", BOTH, ("Köln",)),
        ("(Remote)", WorkplaceType.REMOTE, ()),
        ("100 % remote (Germany)", WorkplaceType.REMOTE, ()),
        ("Homeoffice deutschlandweit", WorkplaceType.REMOTE, ()),
        ("Berlin, hybrid", WorkplaceType.HYBRID, ("Berlin",)),
        ("Hybrid in Frankfurt am Main", WorkplaceType.HYBRID, ("Frankfurt am Main",)),
        ("Leipzig mit Homeoffice", WorkplaceType.HYBRID, ("Leipzig",)),
        ("Leipzig, zwei Tage Homeoffice möglich", WorkplaceType.HYBRID, ("Leipzig",)),
        ("Büro Köln oder Home-Office", BOTH, ("Köln",)),
        ("(Bonn / Berlin / Brüssel)", WorkplaceType.ON_SITE, ("Bonn", "Berlin", "Brüssel")),
        ("*(vor Ort in Jena)*", WorkplaceType.ON_SITE, ("Jena",)),
        ("Vollzeit, Dortmund", WorkplaceType.ON_SITE, ("Dortmund",)),
        ("(Kleinkleckersdorf)", WorkplaceType.ON_SITE, ("Kleinkleckersdorf",)),
    ],
)
def test_place_line_gives_workplace_and_towns(line, workplace, locations):
    place = read_place_line(line)
    assert place is not None
    assert (place.workplace, place.locations) == (workplace, locations)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "(Acme GmbH)",
        "Acme Alliance",
        "(Teilzeit)",
        "Full-time, permanent",
        "(unbefristet)",
        "Join our team.",
        "Kleinkleckersdorf",
        "We work in Berlin. We like it.",
        "Berlin Software Experts and the people who want to become some of them one day soon",
        "(all genders)",
        "Wir kennen die Menschen vor Ort.",
        "Bitte schicken Sie alles bis zum 1. Mai an unser Büro",
    ],
)
def test_other_short_lines_are_no_places(line):
    assert read_place_line(line) is None


def test_place_line_is_kept_in_its_own_words():
    assert read_place_line("(Remote or Hamburg city centre)") == Place(
        "Remote or Hamburg city centre", BOTH, ("Hamburg",)
    )


@pytest.mark.parametrize("label", ["Location", "Standort", "Arbeitsort", "Dienstort", "ORT"])
def test_labelled_place_is_found_anywhere(label):
    assert find_labelled_place(["Text.", f"{label}: Kiel"]) == Place(
        "Kiel", WorkplaceType.ON_SITE, ("Kiel",)
    )


def test_labelled_place_ends_with_its_sentence():
    text = "Standort: Kassel. Sofern die Stiftung Mut, Zeit und Rat (MZR) zustimmt"
    assert find_labelled_place([text]) == Place("Kassel", WorkplaceType.ON_SITE, ("Kassel",))


@pytest.mark.parametrize("text", ["Ein Ort: viele Menschen", "Report: Kiel", "Allocation: Kiel"])
def test_other_labels_are_no_places(text):
    assert find_labelled_place([text]) is None


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("This is an 80% position; we are flexible.", (80, 80)),
        ("Es handelt sich um eine 80 %-Stelle.", (80, 80)),
        ("Teilzeit (60 %)", (60, 60)),
        ("Umfang: 50 % der regelmäßigen Arbeitszeit", (50, 50)),
        ("Arbeitszeit: Teilzeit, 50 bis 75 %", (50, 75)),
        ("a 60–80 % part-time role", (60, 80)),
        ("Workload: 80-100%", (80, 100)),
        ("75 percent of a full position", (75, 75)),
        ("Teilzeitstelle (65 %), 26 Stunden pro Woche", (65, 65)),
        ("Beschäftigungsumfang von 70 %", (70, 70)),
    ],
)
def test_percentage_of_a_position_is_found(text, percent):
    hours = find_hours([text])
    assert (hours.percent_min, hours.percent_max) == percent


@pytest.mark.parametrize(
    "text",
    [
        "80 % of our customers are libraries.",
        "You can work 100% remotely.",
        "Wir haben 30 % mehr Mitglieder.",
        "Reisebereitschaft bis zu 20 %",
        "We give 110 % full-time.",
        "0 % Stelle",
    ],
)
def test_other_percentages_are_no_hours(text):
    hours = find_hours([text])
    assert (hours.percent_min, hours.percent_max) == (None, None)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The position is full-time, yet part-time is not excluded.", (FULL, PART)),
        ("A full time position, part time is also possible.", (FULL, PART)),
        ("Vollzeittätigkeit; Teilzeit ist jedoch nicht ausgeschlossen.", (FULL, PART)),
        ("Vollzeit/Teilzeit", (FULL, PART)),
        ("Hilfe in Voll- oder Teilzeit", (FULL, PART)),
        ("full or part time", (FULL, PART)),
        ("full- and part-time", (FULL, PART)),
        ("Wochenarbeitszeit 20 Stunden", (PART,)),
        ("39 Stunden pro Woche", (FULL,)),
        ("Teilzeit, 35 Stunden pro Woche", (PART,)),
        ("Vollzeit, Teilzeit ist leider nicht möglich", (FULL,)),
        ("Full-time; part-time is not possible.", (FULL,)),
        ("Full-time, no part-time", (FULL,)),
        ("in Teilzeit", (PART,)),
        ("An 80% position", (PART,)),
        ("Eine 100 %-Stelle", (FULL,)),
        ("We have 20 full-time employees and 5 part-time developers.", ()),
        ("Wir sind 20 Vollzeitkräfte, das sind 18 Vollzeitäquivalente.", ()),
        ("Full-stack developers", ()),
    ],
)
def test_employment_types_are_found(text, types):
    assert find_hours([text]).types == types


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30–35 Stunden/Woche", "30", "35"),
        ("39,5 Wochenstunden", "39.5", "39.5"),
        ("38.5 hours per week", "38.5", "38.5"),
        ("20 bis 25 Stunden pro Woche", "20", "25"),
        ("a 35-hour week", "35", "35"),
        ("28-38h/Woche", "28", "38"),
        ("39 St. wöchentlich (Teilzeit ab mindestens 30 Wochenstunden)", "30", "39"),
        ("Wöchentliche Arbeitszeit: 38,5 Stunden", "38.5", "38.5"),
    ],
)
def test_weekly_hours_are_found(text, low, high):
    hours = find_hours([text])
    assert (hours.weekly_min, hours.weekly_max) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    "text", ["24 hours a day", "24/7", "2 Stunden", "3 weeks", "48 hours later"]
)
def test_other_hours_are_not_weekly(text):
    assert find_hours([text]) == Hours()


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("We aim to fill the role as soon as possible.", "en", Start("as soon as possible")),
        ("The position is available immediately.", "en", Start("immediately")),
        ("Die Stelle ist ab sofort zu besetzen.", "de", Start("ab sofort")),
        ("Beginn: sofort", "de", Start("sofort")),
        ("Beginn: 01.04.2027", "de", Start("", date(2027, 4, 1))),
        ("Zum 1. Mai 2027 suchen wir Sie.", "de", Start("", date(2027, 5, 1))),
        ("Starting 1 March 2027, we need help.", "en", Start("", date(2027, 3, 1))),
        ("Berlin | full-time | from 1 April 2027", "en", Start("", date(2027, 4, 1))),
        (
            "Wir suchen zum 01.05.2027 Sie, befristet bis 30.04.2029.",
            "de",
            Start("", date(2027, 5, 1)),
        ),
        ("Start date: 1 May 2027", "en", Start("", date(2027, 5, 1))),
        ("Eintritt ab März 2027", "de", Start("März 2027", date(2027, 3, 1))),
        ("Die Stelle soll baldestmöglich besetzt werden.", "de", Start("baldestmöglich")),
        (
            "Wir suchen zum frühestmöglichen Zeitpunkt Sie.",
            "de",
            Start("zum frühestmöglichen Zeitpunkt"),
        ),
        ("Immediate start possible.", "en", Start("Immediate start")),
        ("Die Stelle ist ab sofort zu besetzen.", "en", Start("as soon as possible")),
    ],
)
def test_start_is_found(text, language, start):
    assert find_start([text], language) == start


@pytest.mark.parametrize(
    "text",
    [
        "You mend what is broken as soon as possible, and you tell those who wait for it.",
        "Send us your application as soon as possible.",
        "We were founded on 1 March 2020 by three people.",
        "Die Stelle ist bis zum 31.12.2028 befristet.",
        "Apply from 1 March 2027.",
        "The position is open until 1 March 2027.",
        "Die Stelle beginnt zum 31.02.2027.",
    ],
)
def test_other_moments_are_no_start(text):
    assert find_start([text], "en") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Bewerbungsfrist: 31.01.2027", date(2027, 1, 31)),
        ("Bitte bewerben Sie sich bis zum 15. März 2027.", date(2027, 3, 15)),
        ("Apply by March 1st, 2027.", date(2027, 3, 1)),
        ("Applications are welcome until 2027-02-28.", date(2027, 2, 28)),
        ("The deadline is the 1st of June 2027.", date(2027, 6, 1)),
        ("Bewerbungsschluss: 30.02.2027", None),
        ("Befristet bis 31.12.2028", None),
        ("Apply soon.", None),
    ],
)
def test_deadline_is_found(text, day):
    assert find_deadline([text]) == day


def test_first_date_in_a_text_counts():
    assert find_date("from 2 May 2027 until 01.06.2027") == date(2027, 5, 2)


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("Salary: €48,000 to €56,000 per year", Pay(Decimal(48_000), Decimal(56_000))),
        ("Gehalt: 48.000–56.000 Euro brutto im Jahr", Pay(Decimal(48_000), Decimal(56_000))),
        ("65.000 – 80.000 € p.a.", Pay(Decimal(65_000), Decimal(80_000))),
        ("75k – 90k EUR gross", Pay(Decimal(75_000), Decimal(90_000))),
        ("5.200 Euro brutto im Monat", Pay(Decimal(5_200), Decimal(5_200), PayUnit.MONTH)),
        ("Stundenlohn: 15,50 €", Pay(Decimal("15.50"), Decimal("15.50"), PayUnit.HOUR)),
        ("Vergütung nach TVöD E 13", Pay(grade="TVöD E 13")),
        ("Entgeltgruppe 9b TVöD Bund", Pay(grade="TVöD Bund E 9b")),
        ("pay grade E 11 of the TV-L", Pay(grade="TV-L E 11")),
        ("TV-L E 9 bis E 11", Pay(grade="TV-L E 9–11")),
        ("TV-H 13, Stufe 2", Pay(grade="TV-H E 13")),
        ("in Anlehnung an TVL 11/3", Pay(grade="TV-L E 11")),
        ("nach TVL E9/S2, 30 Stunden", Pay(grade="TV-L E 9")),
        ("EG 9a – 10 nach TVöD-VKA", Pay(grade="TVöD VKA E 9a–10")),
        ("S 8b/S 9 TVöD", Pay(grade="TVöD S 8b–9")),
        ("AVR Caritas EG 9", Pay(grade="AVR Caritas E 9")),
        ("Besoldungsgruppe A 13", Pay(grade="A 13")),
        ("Lohn 603 € im Monat", Pay(Decimal(603), Decimal(603), PayUnit.MONTH)),
        (
            "**Entgelt**: 712,40 € monatlich, 12 Stunden die Woche",
            Pay(Decimal("712.40"), Decimal("712.40"), PayUnit.MONTH),
        ),
        ("Taschengeld: 450 Euro pro Monat", Pay(Decimal(450), Decimal(450), PayUnit.MONTH)),
        ("Gehalt ab 52.000 € im Jahr", Pay(Decimal(52_000), None)),
        ("a salary of up to £41,000", Pay(None, Decimal(41_000), currency="GBP")),
        (
            "Monatslohn CHF 6'900 bis 7'800",
            Pay(Decimal(6_900), Decimal(7_800), PayUnit.MONTH, currency="CHF"),
        ),
        ("45-55k € Jahresgehalt", Pay(Decimal(45_000), Decimal(55_000))),
        (
            "Gehalt 3.500,- € plus Jobticket 49 €",
            Pay(Decimal(3_500), Decimal(3_500), PayUnit.MONTH),
        ),
        (
            "Weiterbildungsbudget von 900 € und ein Gehalt von 4.100 €",
            Pay(Decimal(4_100), Decimal(4_100), PayUnit.MONTH),
        ),
        (
            "Jahresgehalt von 48.000 bis 56.000 € (ca. 4.000 € im Monat)",
            Pay(Decimal(48_000), Decimal(56_000)),
        ),
    ],
)
def test_pay_is_found(text, pay):
    assert find_pay([text]) == pay


@pytest.mark.parametrize(
    "text",
    [
        "an adequate compensation package",
        "eine angemessene Vergütung",
        "Our customers have a turnover of 2.5 billion € a year",
        "mit einem Umsatz von über 90 Milliarden Euro im Jahr",
        "We manage a budget of 300,000 euros per year.",
        "a bonus card worth 50 €",
        "Vergütung in Anlehnung an den TVöD",
        "Urlaub nach TVöD 30 Tage",
        "ein monatlicher Zuschuss von 50 € zum Essen",
        "2.000 Euro für Fortbildung im Jahr",
        "Wir verwalten 300.000 Euro Spenden pro Jahr",
    ],
)
def test_other_sums_are_no_pay(text):
    assert find_pay([text]) is None


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Die Stelle ist befristet bis 31.12.2028.", date(2028, 12, 31)),
        ("a fixed-term contract until 30 June 2029", date(2029, 6, 30)),
        ("Die Stelle ist auf zwei Jahre befristet.", None),
    ],
)
def test_fixed_term_is_found(text, until):
    assert find_fixed_term([text]) == FixedTerm(text, until)


@pytest.mark.parametrize(
    "text",
    [
        "eine unbefristete Stelle",
        "a permanent contract",
        "Die Stelle ist nicht befristet.",
        "no fixed term",
    ],
)
def test_permanent_contracts_have_no_fixed_term(text):
    assert find_fixed_term([text]) is None


@pytest.mark.parametrize(
    ("text", "funder"),
    [
        ("a project funded by the Ministry of Examples (MoE), looks", "Ministry of Examples (MoE)"),
        ("with funding from the Example Fund.", "Example Fund"),
        ("gefördert durch das Bundesamt für Beispiele (BfB)", "Bundesamt für Beispiele (BfB)"),
        ("sein vom Land Musterland gefördertes Projekt", "Land Musterland"),
        ("mit Förderung durch die Stiftung Beispiel.", "Stiftung Beispiel"),
        ("three of the tools were funded by the project, the rest", ""),
        ("You look after funding applications.", ""),
    ],
)
def test_funder_is_found(text, funder):
    assert find_funder([text]) == funder


@pytest.mark.parametrize(
    "marker",
    [
        *("(d/f/m)", "(m/w/d)", "(d/w/m)", "(w/m/d)", "(f/m/x)", "(m/w)", "(M/W/D)", "[m/w/d]"),
        *("(m|w|d)", "(m, w, d)", "( m / w / d )", "(m/w/divers)", "(all genders)", "(gn)"),
        *("(alle Geschlechter)", "(any gender)", "(m/w/d/x)", "m/w/d"),
    ],
)
def test_gender_marker_is_found_in_any_order(marker):
    found = find_gender_marker(f"Cook {marker} for lunch")
    assert found is not None
    assert found[0] == marker


@pytest.mark.parametrize(
    "text", ["Cook (w/o gluten)", "Cook (m/m)", "Cook f/m", "Cook (d)", "km/d/w/x"]
)
def test_other_brackets_are_no_gender_marker(text):
    assert find_gender_marker(text) is None
