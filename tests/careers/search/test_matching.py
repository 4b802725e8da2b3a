"""What people type, and which postings it finds."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from careers.models import Location, Posting, SearchEntry, TextBlock
from careers.search.matching import Matches, find_editions, highlight_words, search_terms
from careers.services import close_posting, publish_posting
from careers.text.folding import find_acronyms, fold_words
from tests.careers.factories import closed, past_deadline, published, scheduled

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Störung auf der Straße", "stoerung auf der strasse"),
        ("Entwickler*in Köch:innen", "entwickler entwicklerin koech koechinnen"),
        ("Mitarbeiter/-in, Leiter(in)", "mitarbeiter mitarbeiterin leiter leiterin"),
        ("EntwicklerInnen", "entwickler entwicklerinnen"),
        ("Technische:r Redakteur_in", "technische technischer redakteur redakteurin"),
        ("Koch (m/w/d)", "koch"),
        ("Cook (all genders), d/f/m", "cook"),
        ("C++, C#, .NET, Node.js and CI/CD", "cplusplus csharp dotnet nodejs and cicd"),
        ("Café à la carte", "cafe a la carte"),
        ("soft\u00adhyphen", "softhyphen"),
        ("'; DROP TABLE --", "drop table"),
    ],
)
def test_folded_text_has_one_spelling(text: str, expected: str) -> None:
    assert fold_words(text) == expected


def test_title_of_three_words_has_an_acronym() -> None:
    assert find_acronyms("Site Reliability Engineer (d/f/m)") == ["sre"]
    assert find_acronyms("Office Manager") == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Cook for Berlin", ["cook", "berlin"]),
        ("Koch für Berlin", ["koch", "berlin"]),
        ("IT in Berlin", ["it", "berlin"]),
        ("it", ["it"]),
        ("Entwicklerinnen", ["entwickler"]),
        ("Architektin Redakteurin", ["architekt", "redakteur"]),
        ("Termin Berlin", ["termin", "berlin"]),
        ("a b c d e f g h j k l", ["b", "c", "d", "e", "f", "g", "h", "j"]),
        ("cook COOK", ["cook"]),
        ("!!!", []),
    ],
)
def test_terms_leave_small_words_out(words: str, expected: list[str]) -> None:
    assert search_terms(words, "en") == expected


def found_titles(words: str) -> list[str]:
    """The English titles that the words find, best first."""
    matches = find_editions(words, "en")
    assert matches is not None
    titles = dict(Posting.objects.values_list("current_edition", "title_en"))
    return [titles[key] for key in matches.editions]


def two() -> None:
    published(title_de="Köchin für Großküche", title_en="Cook", section={"body_de": "Kochen."})
    published(title_de="Softwareentwickler:in", title_en="Developer")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cook", ["Cook"]),
        ("Grosskueche", ["Cook"]),
        ("Entwickler", ["Developer"]),
        ("Softwareentwicklerin", ["Developer"]),
        ("devel", ["Developer"]),
        ("dveeloper", ["Developer"]),
        ("coko", ["Cook"]),
        ("okko", []),
        ("Webentwickler", ["Developer"]),
        ("Programmiererin", ["Developer"]),
        ("coders", ["Developer"]),
        ("Softwareentwicklung", ["Developer"]),
        ("job as a chef", ["Cook"]),
        ("Berlin", ["Cook", "Developer"]),
        ("zebra", []),
    ],
)
def test_words_find_their_postings(words: str, expected: list[str]) -> None:
    two()
    assert found_titles(words) == expected


def test_exact_words_are_told_from_near_ones() -> None:
    two()
    exact, near = find_editions("cook", "en"), find_editions("cokk", "en")
    assert exact is not None
    assert near == Matches(exact.editions, is_near=True)


def test_nothing_asked_is_not_nothing_found() -> None:
    assert find_editions("", "en") is None
    assert find_editions("!!!", "en") == Matches(())


def test_title_counts_more_than_text() -> None:
    published(title_en="Cook", title_de="Koch")
    published(title_en="Waiter", title_de="Service", section={"body_en": "- cook cook cook"})
    assert found_titles("cook") == ["Cook", "Waiter"]


def test_place_counts_more_than_a_place_in_the_text() -> None:
    elsewhere = Location.objects.create(name_de="Ulm", name_en="Ulm", slug="ulm")
    published(title_en="Cook", location=elsewhere)
    published(title_en="Waiter", section={"body_en": "Ulm, Ulm and Ulm again."})
    assert found_titles("Ulm") == ["Cook", "Waiter"]


def test_own_words_count_more_than_those_of_a_shared_block() -> None:
    block = TextBlock.objects.create(
        slug="all", body_de="Wir backen.", body_en="We bake, bake, bake."
    )
    published(title_en="Cook", section={"body_en": "You bake bread."})
    published(title_en="Waiter", section={"kind": "about", "block": block, "body_en": ""})
    assert found_titles("bake") == ["Cook", "Waiter"]


def test_signs_tell_languages_apart() -> None:
    published(title_en="Cook", section={"body_en": "- Recipes in C++"})
    published(title_en="Waiter", section={"body_en": "- Orders in C#"})
    assert (found_titles("C++"), found_titles("c#")) == (["Cook"], ["Waiter"])


def test_only_open_postings_are_found() -> None:
    two()
    for make in (closed, past_deadline, scheduled):
        make(title_en="Cook")
    assert found_titles("cook") == ["Cook"]
    matches = find_editions("cook", "en")
    assert matches is not None
    assert len(matches.editions) == 1


def test_new_edition_takes_the_place_of_the_old_words() -> None:
    posting = published(title_en="Cook")
    posting.title_en, posting.title_de = "Waiter", "Kellnerin"
    posting.save()
    assert found_titles("waiter") == []
    publish_posting(posting=posting, actor=None, now=timezone.now() - timedelta(minutes=1))
    assert (found_titles("waiter"), SearchEntry.objects.count()) == (["Waiter"], 2)


def test_index_can_be_made_anew() -> None:
    two()
    close_posting(
        posting=published(title_en="Cook"), actor=None, reason="filled", now=timezone.now()
    )
    before = list(SearchEntry.objects.order_by("edition", "language").values("words", "vector"))
    SearchEntry.objects.all().delete()
    call_command("rebuild_search", verbosity=0)
    assert (
        list(SearchEntry.objects.order_by("edition", "language").values("words", "vector"))
        == before
    )


@pytest.mark.parametrize(
    ("text", "terms", "expected"),
    [
        ("A <b>cook</b> & more", ["cook"], "A &lt;b&gt;<mark>cook</mark>&lt;/b&gt; &amp; more"),
        ("Softwareentwicklerin", ["entwickler"], "<mark>Softwareentwicklerin</mark>"),
        ("Störungen beheben", ["stoerung"], "<mark>Störungen</mark> beheben"),
        ("in", ["index"], "in"),
        ("<script>", [], "&lt;script&gt;"),
    ],
)
def test_hits_are_marked_and_everything_is_escaped(
    text: str, terms: list[str], expected: str
) -> None:
    assert highlight_words(text, terms) == expected
