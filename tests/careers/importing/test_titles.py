"""What a title says beside the position goes where it belongs, and no word of it is lost."""

import pytest

from careers.importing.parser import parse_ad
from careers.importing.title import read_title


@pytest.mark.parametrize(
    ("written", "text", "marker", "rest", "lead_words"),
    [
        ("Köch:in (m/w/d)", "Köch:in", "(m/w/d)", "", ""),
        ("Köch:in (m/w/d, Teilzeit)", "Köch:in", "(m/w/d)", "Teilzeit", ""),
        ("Köch:in m/w/d | 80 % Stelle", "Köch:in", "(m/w/d)", "80 % Stelle", ""),
        (
            "Köch:in (TVöD E 5, ab sofort, ein Jahr befristet)",
            "Köch:in",
            "",
            "TVöD E 5, ab sofort, ein Jahr befristet",
            "",
        ),
        ("Stellenangebot: Köch:in", "Köch:in", "", "", "Stellenangebot:"),
        ("We are hiring: Cook (all genders)", "Cook", "(all genders)", "", "We are hiring:"),
        (
            "Das Haus sucht ab Mai eine:n Köch:in für den Mittag (d/w/m)",
            "Köch:in für den Mittag",
            "(d/w/m)",
            "Das Haus sucht ab Mai eine:n Köch:in für den Mittag",
            "",
        ),
        ("Referent:in (Recht, Politik)", "Referent:in (Recht, Politik)", "", "", ""),
        ("Head of Search, Berlin", "Head of Search, Berlin", "", "", ""),
        ("Job Coach", "Job Coach", "", "", ""),
    ],
)
def test_title_is_the_position_alone(
    written: str, text: str, marker: str, rest: str, lead_words: str
) -> None:
    title = read_title(written)
    assert (title.text, title.gender_marker, title.rest, title.lead_words) == (
        text,
        marker,
        rest,
        lead_words,
    )


def test_facts_of_a_title_are_facts_of_the_ad_and_stay_text() -> None:
    ad = parse_ad("# Köch:in (TVöD E 5, 30 Stunden pro Woche)\n\n## Aufgaben\n\n- kochen", "de")
    assert ad.facts.pay is not None
    assert (ad.title, ad.facts.pay.grade, ad.facts.hours.weekly_min) == ("Köch:in", "TVöD E 5", 30)
    assert ad.sections[0].body == "TVöD E 5, 30 Stunden pro Woche"
