"""Pay, hours, fairness and forms of address: what the labelled cases do not show."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.text import format_lazy
from django.utils.translation import override

from benchmarks.ad_check import build_facts, find_codes
from careers.checks import check_posting
from careers.checks.findings import Level, Place, Rule

THIRD = "fr"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def findings(code, **case):
    return [finding for finding in check_posting(build_facts(case)) if finding.code == code]


def test_finding_says_in_which_text_it_stands():
    (found,) = findings("native_speaker", en="Native English is a must.")
    assert (found.language, found.place, found.params) == (
        "en",
        Place("body", 2),
        {"words": "Native English"},
    )


def test_headings_are_read_too():
    (found,) = findings("age_named", heading_de="Für Digital Natives", heading_en="For all")
    assert found.place == Place("heading", 2)


def test_summaries_are_read_too():
    (found,) = findings("age_named", summary_en="Join our young team.")
    assert found.place == Place("summary")


def test_wording_is_reported_once_for_each_place():
    twice = "You are a digital native. As a digital native you like it here."
    assert len(findings("age_named", en=twice)) == 1


def test_vague_pay_is_worse_where_no_figure_is_given():
    vague = "We offer a competitive salary."
    (beside,) = findings("vague_pay", en=vague)
    (alone,) = findings("vague_pay", en=vague, pay="")
    assert (beside.message, alone.message) == (
        "“competitive salary” says nothing: leave it out, or write the range or the grade here, too",
        "“competitive salary” is all that is said of the pay: give a range or a tariff grade instead",
    )


def test_hours_that_differ_name_both():
    (found,) = findings("hours_differ", en="It is a 50% position.", hours_min=80, hours_max=100)
    assert found.params == {"words": "50% position", "other": "80–100"}


def test_coded_words_are_counted_and_shown():
    warm = "warm, gentle, kindly, polite, loyal, considerate and understanding"
    (found,) = findings("coded_feminine", en=f"You are {warm}, and share what you know.")
    assert (found.params["count"], found.params["other"]) == (8, 0)


def test_rarer_form_of_address_is_the_one_reported():
    (found,) = findings(
        "du_sie_mixed",
        around_de="Sie sind willkommen, auch mit Behinderung. Wir freuen uns auf Sie.",
        heading_de="Deine Aufgaben",
        heading_en="Your tasks",
        de="Hier wird geplant, und Ihre Fragen sind uns wichtig.",
    )
    assert (found.place, found.params["words"]) == (Place("heading", 2), "Deine")


def test_house_may_say_du(settings):
    settings.ADDRESS_FORMS = {"de": "du"}
    assert "address_form_differs" not in find_codes({"de": "Du planst und baust."})


def test_house_that_says_du_is_told_of_sie(settings):
    settings.ADDRESS_FORMS = {"de": "du"}
    assert "address_form_differs" in find_codes({"de": "Sie planen und bauen."})


def test_house_may_leave_the_form_open(settings):
    settings.ADDRESS_FORMS = {}
    assert "address_form_differs" not in find_codes({"de": "Du planst und baust."})


def test_form_of_address_may_not_be_mixed_even_if_left_open(settings):
    settings.ADDRESS_FORMS = {}
    assert "du_sie_mixed" in find_codes({"de": "Du planst. Wir freuen uns, wenn Sie schreiben."})


def test_words_of_another_language_are_not_looked_for():
    posting = build_facts(
        {"en": "A digital native with a competitive salary, write to a (at) b.de!!"}
    )
    german, english = posting.texts
    third = replace(posting, texts=(german, replace(english, language=THIRD)))
    found = {each.code for each in check_posting(third) if each.language == THIRD}
    assert found & {"age_named", "vague_pay", "obfuscated_mail", "shouting"} == {
        "obfuscated_mail",
        "shouting",
    }


@pytest.mark.parametrize(
    ("language", "value", "words"),
    [
        ("de", 12345, "12.345"),
        ("en", 12345, "12,345"),
        ("de", Decimal("38.5"), "38,5"),
        ("en", Decimal("38.5"), "38.5"),
        ("de", "1.234", "1.234"),
    ],
)
def test_numbers_in_a_finding_are_written_as_the_reader_does(
    language: str, value: object, words: str
) -> None:
    rule = Rule("size", Level.HINT, format_lazy("{}", "%(count)s"))
    with override(language):
        assert rule.build_finding(count=value).message == words
