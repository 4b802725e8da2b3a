"""Filters under a name: kept, renamed, deleted, each person's own."""

from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from applications.word_index import index_application
from hiring.models import SavedFilter
from tests.applications.factories import ApplicationFactory, hr_manager
from tests.applications.site import page, words

pytestmark = pytest.mark.django_db
LIST = "admin:applications_application_changelist"
FILTERS = "admin:applications_application_filters"


@pytest.fixture
def user() -> User:
    return hr_manager()


@pytest.fixture
def hr(client: Client, user: User) -> Client:
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def save(client: Client, name: str, query: str = "language=de&page=3") -> str:
    path = f"{reverse(FILTERS)}?_changelist_filters={quote(query)}"
    return client.post(path, {"name": name})["Location"]


@pytest.mark.parametrize("typed", ["Zoé", "marder", "someone@", "python zeltmarder", "{reference}"])
def test_search_for_somebody_is_not_saved(hr: Client, typed: str) -> None:
    """It would stay when the person is erased."""
    row = ApplicationFactory(name="Zoé Zeltmarder", email="someone@example.org")
    save(hr, "Mine", f"q={quote(typed.format(reference=row.reference))}")
    assert not SavedFilter.objects.exists()
    assert "A saved filter outlives the applications" in words(page(hr.get(reverse(LIST))).tree)


@pytest.mark.parametrize("typed", ["Muessiggaenger", "mussiggang", "Müßiggängers", "jorg", "JOERG"])
def test_search_for_somebody_in_another_spelling_is_not_saved(hr: Client, typed: str) -> None:
    row = ApplicationFactory(name="Jörg Müßiggänger", email="jm@example.org", message="Python")
    index_application(row)
    save(hr, "Mine", f"q={quote(typed)}")
    assert not SavedFilter.objects.exists()
    save(hr, "Skill", "q=python")
    assert SavedFilter.objects.exists()


def test_search_for_a_skill_is_saved(hr: Client) -> None:
    ApplicationFactory(name="Zoé Zeltmarder")
    save(hr, "Pythonistas", "q=python an")
    assert SavedFilter.objects.get().query == "q=python+an"


def test_filter_is_saved_without_its_page_and_shown_above_the_list(hr: Client, user: User) -> None:
    assert save(hr, "German ones") == f"{reverse(LIST)}?language=de&page=3"
    saved = SavedFilter.objects.get()
    assert (saved.user, saved.name, saved.query) == (user, "German ones", "language=de")
    links = page(hr.get(reverse(LIST), {"language": "de"})).tree.select(".saved-filters li a")
    assert [(words(link), link["href"], link.get("aria-current")) for link in links] == [
        ("German ones", "?language=de", "page")
    ]


@pytest.mark.parametrize("name", ["", "x" * 61, "German ones"])
def test_name_that_cannot_be_is_refused(hr: Client, user: User, name: str) -> None:
    SavedFilter.objects.create(user=user, name="German ones", query="language=de")
    save(hr, name)
    assert SavedFilter.objects.count() == 1
    [error] = page(hr.get(reverse(LIST))).tree.select(".messagelist .error")
    assert words(error) != ""


def test_name_that_a_second_click_has_just_taken_is_refused(
    hr: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both found it free; the other one was faster."""
    check = SavedFilter.full_clean

    def check_and_lose(saved: SavedFilter) -> None:
        check(saved)
        SavedFilter.objects.create(user=user, name=saved.name, query="")

    monkeypatch.setattr(SavedFilter, "full_clean", check_and_lose)
    save(hr, "Twice")
    assert "You have saved another filter under this name." in hr.get(reverse(LIST)).text


def test_filter_is_renamed_and_deleted(hr: Client, user: User) -> None:
    saved = SavedFilter.objects.create(user=user, name="Old", query="language=de")
    SavedFilter.objects.create(user=user, name="Taken", query="q=a")
    path = reverse("admin:applications_application_filter", args=[saved.pk])
    for name, kept in (("New", "New"), ("Taken", "New"), ("", "New")):
        hr.post(path, {"name": name})
        saved.refresh_from_db()
        assert saved.name == kept
    hr.post(path, {"name": "", "delete": "1"})
    assert [*SavedFilter.objects.values_list("name", flat=True)] == ["Taken"]


def test_filters_of_others_are_not_there(hr: Client) -> None:
    theirs = SavedFilter.objects.create(user=hr_manager(), name="Theirs", query="q=a")
    path = reverse("admin:applications_application_filter", args=[theirs.pk])
    assert hr.post(path, {"delete": "1"}).status_code == 404
    assert "Theirs" not in hr.get(reverse(LIST)).content.decode()
    save(hr, "Theirs")  # a name is taken by one's own only
    assert SavedFilter.objects.filter(name="Theirs").count() == 2
