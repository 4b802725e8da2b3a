"""The look at everything before it is sent."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from applications.models import Application, Draft
from careers.services import publish_posting
from tests.applications import files
from tests.applications.factories import draft_with
from tests.applications.files import upload
from tests.applications.site import apply_path, fill_in, filled_form, page, words
from tests.applications.traces import DRAFT_WITH_CV, ONE_APPLICATION, traces
from tests.careers.factories import published


@pytest.mark.django_db
def test_review_lists_person_documents_and_message(client: Client) -> None:
    posting = published()
    fill_in(client, posting, phone="030 1", message="Hallo <b>Sie</b>\nda")
    response = client.get(apply_path(posting, name="review"))
    tree = page(response).tree
    shown = {words(term): words(term.find_next("dd")) for term in tree.select(".review dt")}
    assert shown == {
        "Your name": "Ayşe Öztürk",
        "Email": "ayse@example.org",
        "Phone": "030 1",
    }
    assert words(tree.select_one(".review .file")).startswith("PDF Lebenslauf.pdf")
    assert words(tree.select_one(".review .card:last-of-type > p")) == "Hallo <b>Sie</b>da"
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_each_part_of_the_review_leads_back_to_its_part_of_the_form(client: Client) -> None:
    posting = published()
    fill_in(client, posting, message="Hallo")
    tree = page(client.get(apply_path(posting, name="review"))).tree
    ways = {words(link): link["href"] for link in tree.select(".review .change-link")}
    form = page(client.get(apply_path(posting))).tree
    assert list(ways) == ["Change: About you", "Change: Your documents", "Change: Message"]
    for way in ways.values():
        path, _hash, part = str(way).partition("#")
        assert path == apply_path(posting)
        assert form.select_one(f"fieldset#{part}")


@pytest.mark.django_db
def test_form_and_review_are_two_steps(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    paths = [apply_path(posting), apply_path(posting, name="review")]
    labels = [words(page(client.get(path)).tree.select_one(".heading-label")) for path in paths]
    assert labels == ["Step 1 of 2 Application for", "Step 2 of 2 Application for"]


@pytest.mark.django_db
def test_review_has_the_notice_beside_the_button_and_a_way_back(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    tree = page(client.get(apply_path(posting, name="review"))).tree
    assert tree.select_one("main form .hint a")["href"] == "/en/privacy/"
    assert words(tree.select_one("main form button")) == "Send application"
    assert tree.select_one("main form .actions a")["href"] == apply_path(posting)
    assert traces() == DRAFT_WITH_CV


@pytest.mark.django_db
def test_review_takes_few_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    posting = published()
    fill_in(client, posting, other=[upload(files.pdf(number)) for number in (2, 3)])
    path = apply_path(posting, name="review")
    with django_assert_num_queries(4):
        client.get(path)


@pytest.mark.django_db
def test_review_warns_of_files_that_have_not_arrived(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    path = apply_path(posting, name="review")
    assert page(client.get(path)).tree.select(".notice") == []
    about = {"file-name": "Zeugnis.pdf", "file-size": 900, "file-kind": "other"}
    client.post(apply_path(posting, name="uploads"), filled_form(cv=None) | about)
    assert words(page(client.get(path)).tree.select_one(".notice")) == (
        "“Zeugnis.pdf” has not arrived completely, so it will not be sent. "
        "Go back and choose it again, or remove it."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "query"), [("get", ""), ("post", "?changed")])
def test_review_without_a_draft_leads_to_the_form(client: Client, method: str, query: str) -> None:
    posting = draft_with().posting
    response = getattr(client, method)(apply_path(posting, name="review"))
    assert response.headers["Location"] == apply_path(posting) + query
    assert traces() == DRAFT_WITH_CV


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "query"), [("get", ""), ("post", "?changed")])
def test_review_of_an_unfinished_draft_leads_to_the_form(
    client: Client, method: str, query: str
) -> None:
    posting = published()
    fill_in(client, posting, name="")
    path = apply_path(posting, name="review")
    assert getattr(client, method)(path).headers["Location"] == apply_path(posting) + query
    fill_in(client, posting, cv=None)
    assert getattr(client, method)(path).status_code in {200, 302}
    assert Application.objects.count() == (method == "post")


@pytest.mark.django_db
def test_sending_again_leads_to_the_application(client: Client) -> None:
    posting = published()
    fill_in(client, posting)
    path = apply_path(posting, name="review")
    first = client.post(path).headers["Location"]
    assert first.endswith("?sent")
    for again in (client.post(path), client.get(path)):
        assert again.headers["Location"].endswith("?repeated")
    assert traces() == ONE_APPLICATION


@pytest.mark.django_db
def test_draft_is_sent_with_the_edition_that_was_read(client: Client) -> None:
    posting = published()
    seen = posting.current_edition
    fill_in(client, posting)
    posting.title_en, posting.title_de = "Another title", "Ein anderer Titel"
    posting.save()
    publish_posting(posting=posting, actor=None, now=timezone.now())
    tree = page(client.get(apply_path(posting, name="review"))).tree
    assert words(tree.h1) == "Operations Technician (d/f/m)"
    client.post(apply_path(posting, name="review"))
    assert Application.objects.get().edition == seen != posting.current_edition


@pytest.mark.django_db
def test_sending_needs_the_token_against_forgery() -> None:
    strict, posting = Client(enforce_csrf_checks=True), published()
    token = page(strict.get(apply_path(posting))).tree.select_one("[name=csrfmiddlewaretoken]")
    fill_in(strict, posting, csrfmiddlewaretoken=token["value"])
    path = apply_path(posting, name="review")
    assert strict.post(path).status_code == 403
    assert traces() == DRAFT_WITH_CV
    assert strict.post(path, {"csrfmiddlewaretoken": token["value"]}).status_code == 302
    assert traces() == ONE_APPLICATION


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_ten_parallel_posts_are_one_application() -> None:
    posting, together = published(), threading.Barrier(10)
    first = Client()
    fill_in(first, posting)
    path = apply_path(posting, name="review")

    def run(_number: int) -> str:
        try:
            mine = Client()
            mine.cookies = first.cookies
            together.wait(timeout=10)
            return mine.post(path).headers["Location"].partition("?")[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        answers = set(threads.map(run, range(10)))
    assert traces() == ONE_APPLICATION
    assert Draft.objects.count() == 0
    assert all("/application/" in answer for answer in answers)
