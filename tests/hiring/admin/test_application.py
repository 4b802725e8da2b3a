from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.enums import Stage
from applications.models import Application
from hiring.enums import Occasion
from tests.applications.factories import (
    ApplicationFactory,
    StaffFactory,
    editor,
    hr_manager,
    team_member,
)
from tests.applications.site import page, words
from tests.careers.factories import published
from tests.config.people import browser, person
from tests.hiring.factories import waiting_mail

pytestmark = pytest.mark.django_db
LIST = "admin:applications_application_changelist"


@pytest.fixture
def hr(client: Client) -> Client:
    client.force_login(hr_manager())
    return client


def names(client: Client, query: str = "") -> list[str]:
    tree = page(client.get(reverse(LIST) + query)).tree
    return [words(link) for link in tree.select("#result_list .field-name a")]


def change_path(application: Application) -> str:
    return reverse("admin:applications_application_change", args=[application.pk])


def change_page(client: Client, application: Application) -> BeautifulSoup:
    return page(client.get(change_path(application))).tree


def test_list_shows_who_where_and_how_much(hr: Client) -> None:
    ApplicationFactory(stage=Stage.IN_REVIEW)
    row = page(hr.get(reverse(LIST))).tree.select_one("#result_list tbody tr")
    assert words(row.select_one(".field-name a")) == "Ayşe Öztürk"
    assert words(row.select_one(".reference")) == Application.objects.get().reference
    assert words(row.select_one(".field-posting")) == "Technikerin für Betrieb"
    assert words(row.select_one(".field-document_count")) == "1"


def test_list_has_the_newest_first(hr: Client) -> None:
    for number in (2, 3, 1):
        ApplicationFactory(name=f"Nr. {number}", submitted_at=f"2026-11-0{number}T10:00Z")
    assert names(hr) == ["Nr. 3", "Nr. 2", "Nr. 1"]


@pytest.mark.parametrize("query", ["öztürk", "KIM@example", "{0}"])
def test_list_finds_name_address_and_reference(hr: Client, query: str) -> None:
    wanted = ApplicationFactory(name="Kim Öztürk", email="kim@example.org")
    ApplicationFactory(name="Wer anders", email="wer@example.org")
    assert names(hr, f"?q={query.format(wanted.reference)}") == ["Kim Öztürk"]


def test_list_is_filtered_by_stage_and_posting(hr: Client) -> None:
    first = ApplicationFactory(name="A")
    ApplicationFactory(name="B", rejected=True, posting=first.posting)
    ApplicationFactory(name="C", rejected=True)
    assert names(hr, f"?stage=rejected&posting={first.posting_id}") == ["B"]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_any_number_of_rows(
    hr: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    ApplicationFactory.create_batch(count)
    with django_assert_num_queries(13):
        hr.get(reverse(LIST))


@pytest.mark.parametrize("count", [1, 3])
def test_change_page_takes_as_many_queries_for_any_number_of_documents(
    hr: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    application = ApplicationFactory()
    for number in range(count):
        application.stage_changes.create(
            from_stage="received", to_stage="in_review", at=f"2026-11-0{number + 1}T10:00Z"
        )
        application.letters.create(text="Hallo", at="2026-11-01T10:00Z")
        application.document_requests.create(kind="cv", at="2026-11-01T10:00Z")
        waiting_mail(application, occasion=Occasion.FREE)
    ContentType.objects.get_for_model(Application)  # Django keeps it for the life of a process
    with django_assert_num_queries(41):
        hr.get(change_path(application))


def test_team_sees_its_own_applications_only(client: Client) -> None:
    own = ApplicationFactory(name="Eigene", posting=published(title_de="Eigene Stelle"))
    ApplicationFactory(name="Fremde", posting=published(title_de="Fremde Stelle"))
    client.force_login(team_member(own))
    assert names(client) == ["Eigene"]
    assert names(client, "?q=Fremde") == []
    assert "Fremde Stelle" not in client.get(reverse(LIST)).content.decode()


@pytest.mark.parametrize("name", ["change", "history", "delete"])
def test_foreign_application_is_answered_like_a_missing_one(client: Client, name: str) -> None:
    own, foreign = ApplicationFactory.create_batch(2)
    client.force_login(team_member(own))
    for pk in (foreign.pk, 4711, "x"):
        path = reverse(f"admin:applications_application_{name}", args=[pk])
        assert client.get(path).status_code == 404
    assert client.get(change_path(own)).status_code == 200


@pytest.mark.parametrize("make", [StaffFactory, editor])
def test_staff_without_right_sees_no_applications(client: Client, make: Callable[[], User]) -> None:
    application = ApplicationFactory()
    client.force_login(make())
    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(change_path(application)).status_code in {403, 404}


def test_stranger_is_sent_to_sign_in(client: Client) -> None:
    application = ApplicationFactory()
    for path in (reverse(LIST), change_path(application), change_path(application) + "history/"):
        answered = client.get(path, follow=True)
        assert answered.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_change_page_shows_everything_and_changes_nothing(hr: Client) -> None:
    application = ApplicationFactory(message="Hallo!\nBis bald", phone="+49 (30) 12-34")
    tree = change_page(hr, application)
    assert words(tree.select_one("#desk h1")) == "Ayşe Öztürk"
    assert words(tree.select_one("#person .typed")) == "Hallo!Bis bald"
    links = {words(link): link["href"] for link in tree.select("#person .facts a")}
    assert links == {
        "ayse@example.org": "mailto:ayse@example.org",
        "+49 (30) 12-34": "tel:+49301234",
    }
    assert hr.post(change_path(application), {"name": "Neu"}).status_code == 403


def test_change_page_links_to_the_documents(hr: Client) -> None:
    application = ApplicationFactory()
    link = change_page(hr, application).select_one("#viewer a.button[href*='/documents/']")
    path = reverse("admin:applications_document_download", args=[application.documents.get().pk])
    assert link["href"] == path


def test_change_page_escapes_what_applicants_write(hr: Client) -> None:
    bad = "<script>alert(1)</script>"
    application = ApplicationFactory(name=bad, message=bad, cv={"name": bad})
    assert bad not in hr.get(change_path(application)).content.decode()
    assert bad not in hr.get(reverse(LIST)).content.decode()


def test_nobody_deletes_in_the_admin(client: Client) -> None:
    client.force_login(StaffFactory(is_superuser=True))
    path = reverse("admin:applications_application_delete", args=[ApplicationFactory().pk])
    assert client.post(path, {"post": "yes"}).status_code == 403
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    "typed", ["anna@weiß.example", "anna@xn--wei-7ka.example", "@weiß.example"]
)
def test_application_is_found_by_every_spelling_of_its_address(typed: str) -> None:
    found = ApplicationFactory(name="Anna Anders", email="anna@weiß.example")
    ApplicationFactory(name="Kim Anders", email="anna@weiss.example")
    admin = browser(person("root", is_superuser=True))
    listed = admin.get("/admin/applications/application/", {"q": typed}).text
    assert ("Anna Anders" in listed, "Kim Anders" in listed) == (True, False)
    page = admin.get(f"/admin/applications/application/{found.pk}/change/").text
    assert "anna@weiß.example" in page


def test_breadcrumb_names_the_list_once(hr: Client) -> None:
    crumbs = change_page(hr, ApplicationFactory(cv=False)).select(".breadcrumbs a")
    assert [link["href"] for link in crumbs] == [reverse("admin:index"), reverse(LIST)]
