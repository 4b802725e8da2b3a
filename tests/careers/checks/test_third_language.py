"""A language that no word list knows yet: nothing fails, and nothing is made up."""

from datetime import UTC, datetime

import pytest

from careers.checks import check_posting
from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts
from careers.checks.quantities import find_number_words, find_quantities
from careers.checks.rules.wrong_language import find_foreign_parts

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GERMAN = "Der Verband hat 170 Mitglieder und erwirtschaftet 1,7 Milliarden Euro im Jahr."
ENGLISH = "The association has 170 members and generates 1.7 billion euros a year."
FEWER = ENGLISH.replace("170", "160")
FRENCH = "L’association des entreprises compte 170 membres ; elle réalise 1,7 milliard d’euros."
CODES = ("numbers_differ", "number_missing", "sentence_in_wrong_language")


def text(language, body):
    return LanguageFacts(language, "Poste", sections=(SectionFacts("about", "", body),))


def find_codes(*texts):
    findings = check_posting(PostingFacts(now=NOW, texts=texts))
    return [(each.code, each.language) for each in findings if each.code in CODES]


def test_third_language_causes_no_false_alarm():
    assert find_codes(text("de", GERMAN), text("en", ENGLISH), text("fr", FRENCH)) == []


@pytest.mark.parametrize("place", range(3))
def test_known_languages_are_compared_wherever_the_third_stands(place):
    texts = [text("de", GERMAN), text("en", FEWER)]
    texts.insert(place, text("fr", FRENCH))
    assert find_codes(*texts) == [("numbers_differ", "de")]


def test_third_language_has_no_quantities():
    assert (find_quantities(FRENCH, "fr"), list(find_number_words(FRENCH, "fr"))) == ([], [])


def test_third_language_is_not_taken_for_another():
    assert find_foreign_parts(FRENCH, "fr") == ()


def test_known_language_is_found_in_another():
    assert find_foreign_parts(GERMAN + " Das ist nicht zu viel.", "en") != ()
