"""What staff find applications by, and in which order."""

import pytest
from django.contrib.postgres.search import SearchVector
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from applications.models import Application, ApplicationWords
from applications.search_words import build_word_queries, fold_name, fold_text, search_terms
from applications.word_index import index_application, index_missing
from tests.applications.factories import ApplicationFactory, DocumentFactory
from tests.applications.stored import set_text
from tests.applications.word_search import matching_words

pytestmark = pytest.mark.django_db


def application(text: str = "", **fields: object) -> Application:
    """One that is indexed, with a document that says this."""
    made = ApplicationFactory(**fields)
    document = made.documents.first()
    if text and document:
        set_text(document, text)
    index_application(made)
    return made


def found(words: str) -> list[Application]:
    return [*matching_words(words)]


@pytest.mark.parametrize(
    "words",
    [
        *("Öztürk", "öztürk", "OEZTUERK", "Ozturk", "Ayse", "ayşe öztürk", "öztü"),
        *("erfahrungen", "Erfahrung", "Softwareentwicklun", "softwareentwicklung"),
        *("managing teams", "managed team", "Entwicklerin", "Entwickler", "Kubernetes Python"),
        *("Иванов", "иван", "C++", "gekündigt", "Bachelor"),
    ],
)
def test_words_are_found_in_any_form(words: str) -> None:
    wanted = application(
        "Erfahrung in der Softwareentwicklung (Kubernetes, Python, C++).\fManaged teams. Иванов",
        name="Ayşe Öztürk",
        message="Ich bin Entwickler und habe nicht gekündigt.",
        answers=[
            {"key": "1", "label": "Abschluss", "kind": "choice", "value": "Bachelor"},
            {"key": "2", "label": "Führerschein", "kind": "yes_no", "value": True},
        ],
    )
    application("Ganz anderes.", name="Kim Lee", message="")
    assert found(words) == [wanted]


@pytest.mark.parametrize("words", ["Führerschein", "True", "wicklung", "Py", "Öztürk Java"])
def test_what_nobody_wrote_is_not_found(words: str) -> None:
    application("Softwareentwicklung mit Python", name="Ayşe Öztürk")
    assert found(words) == []


def test_reference_is_found_as_it_is_read_out() -> None:
    wanted, _other = application(reference="7KQ4-M2XP"), application(reference="A234-M2XP")
    for words in ("7KQ4-M2XP", "7kq4 m2xp", "7kq4-m2x"):
        assert found(words) == [wanted]


def test_name_counts_more_than_message_and_message_more_than_documents() -> None:
    in_document = application("Ein Zeugnis über Rust", name="Kim A")
    in_message = application(name="Kim B", message="Ich kann Rust.")
    in_name = application(name="Rust Kim")
    assert found("rust") == [in_name, in_message, in_document]


def test_small_words_need_not_be_there_and_rank_higher_where_they_are() -> None:
    with_it, without_it = application(name="Will Maier"), application(name="Anna Maier")
    assert found("will maier") == [with_it, without_it]
    assert found("will") == [with_it]


@pytest.mark.parametrize("words", ["", "  ", "…", "'", "\\", ":*", "& |"])
def test_nothing_is_found_by_no_words(words: str) -> None:
    application()
    assert (build_word_queries(words), found(words)) == (None, [])


@pytest.mark.parametrize("words", ["o'neil", "a:* & b", "<-> x", "x" * 3000, "( ! )) y", "é' | 'z"])
def test_signs_of_the_database_are_words_or_nothing(words: str) -> None:
    application(name="Someone Else")
    assert found(words) == []


def test_rank_stands_at_each_and_costs_no_query() -> None:
    application(name="Rust Kim")
    with CaptureQueriesContext(connection) as queries:
        assert [one.word_rank > 0 for one in matching_words("rust")] == [True]
    assert len(queries) == 1


def test_filters_hold() -> None:
    first, _second = application(name="Rust A"), application(name="Rust B")
    assert [*matching_words("rust").filter(pk=first.pk)] == [first]


def test_long_documents_have_equal_shares() -> None:
    made = ApplicationFactory()
    for number in range(5):
        document = DocumentFactory(application=made, stored=False)
        words = " ".join(f"word{number}x{place}" for place in range(15_000))
        set_text(document, words)
    index_application(made)
    assert [found(f"word{number}x0") for number in range(5)] == [[made]] * 5
    assert found("word4x14999") == []


def test_words_that_folding_makes_longer_fit_with_all_that_people_wrote() -> None:
    """Each of these signs is three to six letters of three bytes, once it is folded."""
    signs = [chr(code) for code in range(0x3300, 0x3358)]
    words = [first + second + third for first in signs[:30] for second in signs for third in signs]
    made = application("Rust " + " ".join(words)[:250_000], message=" ".join(words[::-1])[:5000])
    assert found("rust") == found(words[0]) == [made]


def test_word_of_any_length_can_be_indexed() -> None:
    wanted = application("x" * 5000, message="https://example.org/" + "y" * 4900)
    assert found("example") == [wanted]


def test_index_is_written_anew_and_once() -> None:
    made = application(name="Kim Lee")
    made.name = "Kim Meier"
    index_application(made)
    assert (found("Lee"), found("Meier"), ApplicationWords.objects.count()) == ([], [made], 1)


def test_missing_are_indexed_the_newest_first() -> None:
    older, newer = ApplicationFactory(name="Rust A"), ApplicationFactory(name="Rust B")
    assert (index_missing(at_most=1), found("rust")) == (1, [newer])
    assert (index_missing(), {*found("rust")}) == (1, {older, newer})
    assert index_missing() == 0


def test_order_of_the_words_is_not_kept() -> None:
    """A vector has positions: the same words in another order, and some twice, have the same ones."""
    first, second = (
        application(text, name="Kim Lee", message=text)
        for text in (
            "Leitung der Kasse, zuvor Personal",
            "Personal! Zuvor Kasse, Kasse der Leitung",
        )
    )
    assert positions_in_texts(first) == positions_in_texts(second)


def test_rows_that_kept_the_order_are_written_anew() -> None:
    made = application("Leitung der Kasse, zuvor Personal")
    written = positions_in_texts(made)
    in_order = SearchVector(Value("leitung der kasse zuvor personal"), weight="D", config="simple")
    ApplicationWords.objects.update(vector=in_order, lead=in_order, layout=0)
    assert positions_in_texts(made) != written
    assert (index_missing(at_most=1), positions_in_texts(made)) == (1, written)
    assert index_missing() == 0


def positions_in_texts(made: Application) -> list[str]:
    """What the row says of message and documents; references differ."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ts_filter(vector, '{b,d}')::text, ts_filter(lead, '{b}')::text"
            " FROM applications_applicationwords WHERE application_id = %s",
            [made.pk],
        )
        return [*cursor.fetchone()]


@pytest.mark.parametrize(
    ("text", "folded", "name"),
    [
        ("Ayşe Öztürk", "ayse oeztuerk", "ayse oeztuerk ozturk"),
        ("Łukasz Yıldız", "lukasz yildiz", "lukasz yildiz"),
        ("Иванов", "иванов", "иванов"),
        ("O'Neil-Weiß", "o neil weiss", "o neil weiss"),
    ],
)
def test_names_are_kept_as_they_are_typed(text: str, folded: str, name: str) -> None:
    assert (fold_text(text), fold_name(text)) == (folded, name)


def test_at_most_eight_words_are_looked_for() -> None:
    assert search_terms("1 2 3 4 5 6 7 8 9 1") == [*"12345678"]
