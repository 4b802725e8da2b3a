"""What a search of the inbox shows of the text that it found."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from applications.models import Application
from applications.word_index import index_application
from hiring.inbox.query import read_query
from hiring.inbox.snippets import Snippet, find_snippet, with_texts
from tests.applications.factories import ApplicationFactory, DocumentFactory, hr_manager
from tests.applications.site import page, words
from tests.applications.stored import set_text
from tests.hiring.factories import NOW

pytestmark = pytest.mark.django_db


def applicant(message: str = "", **texts: str) -> Application:
    application = ApplicationFactory(cv=False, message=message)
    for position, (name, text) in enumerate(texts.items()):
        document = DocumentFactory(application=application, name=f"{name}.pdf", position=position)
        set_text(document, text, made_at=NOW)
    index_application(application)
    return application


def snippet(application: Application, typed: str) -> Snippet | None:
    return find_snippet(with_texts(Application.objects.filter(pk=application.pk)).get(), typed)


def test_snippet_is_the_first_place_in_message_then_documents() -> None:
    application = applicant("Ich kenne Rust.", cv="Rust und Go", letter="Go, seit 2019")
    with override("en"):
        assert snippet(application, "rust") == Snippet("Message", "Ich kenne ", "Rust", ".")
    assert snippet(application, "go") == Snippet("cv.pdf", "Rust und ", "Go", "")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("mueller", "Müller"),
        ("Müller", "Müller"),
        ("Straße", "Strasse"),
        ("entwicklung", "Entwicklungen"),
        ("cafe", "Café"),
        ("und rust", "Rust"),
    ],
)
def test_words_are_found_in_every_spelling(typed: str, word: str) -> None:
    text = "Café und Müller in der Strasse, Entwicklungen mit Rust"
    found = snippet(applicant(cv=text), typed)
    assert found is not None
    assert found.word == word


def test_snippet_has_whole_words_around_it_in_one_line() -> None:
    found = snippet(applicant(cv="links " * 40 + "Rust\n\f" + "rechts " * 40), "rust")
    assert found is not None
    assert found.before == "…" + "links " * 9
    assert found.after == " " + "rechts " * 7 + "rechts…"


@pytest.mark.parametrize("typed", ["go", "und", "@", ""])
def test_what_no_text_has_gives_no_snippet(typed: str) -> None:
    assert snippet(applicant("Hallo und guten Tag", cv="Rust, Django, ago"), typed) is None


@pytest.mark.parametrize("may_read", [True, False])
def test_list_shows_snippets_to_those_who_may_read_documents(
    client: Client, *, may_read: bool
) -> None:
    applicant("Kubernetes", cv="Betrieb von <b>Kubernetes</b> seit 2019")
    Application.objects.update(name="Ada Kubernetes", message="")
    hr = hr_manager()
    if not may_read:
        hr.groups.get().permissions.remove(*Permission.objects.filter(codename="view_document"))
    client.force_login(hr)
    address = reverse("admin:applications_application_changelist")
    tree = page(client.get(address, {"q": "kubernetes"})).tree
    assert len(tree.select("#result_list tbody tr")) == 1
    shown = ["cv.pdf: Betrieb von <b>Kubernetes</b> seit 2019"] if may_read else []
    assert [words(place) for place in tree.select("#result_list .snippet")] == shown
    assert [words(place) for place in tree.select(".snippet mark")] == ["Kubernetes"] * may_read


def test_search_shows_the_best_match_first_unless_told_otherwise() -> None:
    named, told, attached = applicant(), applicant("Ich kenne Rust."), applicant(cv="Rust")
    Application.objects.filter(pk=named.pk).update(name="Rust, Ada")
    for hours, one in enumerate((named, told, attached)):
        at = NOW - timedelta(hours=9 - hours)
        Application.objects.filter(pk=one.pk).update(submitted_at=at)
        index_application(Application.objects.get(pk=one.pk))
    hr, rust = hr_manager(), {"q": "rust"}
    best, newest = read_query(hr, rust), read_query(hr, rust | {"order": "newest"})
    assert best.read_keys(0, 9) == [named.pk, told.pk, attached.pk]
    assert newest.read_keys(0, 9) == [attached.pk, told.pk, named.pk]
    assert [best.address(), newest.address()] == ["q=rust", "q=rust&order=newest"]
    assert read_query(hr, {"order": "best"}).address() == ""
