import pytest
from django.test import Client
from django.utils import timezone

from careers.services import publish_posting
from tests.careers.factories import closed, published
from tests.careers.public_site import page_path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "rest", ["/", "-old-title/", "-caf%C3%A9.html/", "-technikerin-fuer-betrieb/"]
)
def test_any_slug_leads_to_the_right_one_for_good(client: Client, rest: str) -> None:
    posting = published()
    answer = client.get(f"/en/jobs/{posting.public_id}{rest}")
    assert (answer.status_code, answer.headers["Location"]) == (301, page_path(posting))


def test_redirect_keeps_the_query(client: Client) -> None:
    posting = published()
    answer = client.get(f"/en/jobs/{posting.public_id}/?utm_source=fair")
    assert answer.headers["Location"] == f"{page_path(posting)}?utm_source=fair"


def test_old_slug_leads_to_the_new_one_after_publishing_again(client: Client) -> None:
    posting = published()
    old = page_path(posting)
    posting.title_en, posting.title_de = "Platform Technician", "Technikerin für Plattformen"
    posting.save()
    assert client.get(old).status_code == 200
    publish_posting(posting=posting, actor=None, now=timezone.now())
    answer = client.get(old)
    assert answer.headers["Location"] == f"/en/jobs/{posting.public_id}-platform-technician/"
    assert "max-age=0" in answer.headers["Cache-Control"]


def test_missing_language_is_reached_by_the_slug_of_the_other(client: Client) -> None:
    posting = published(german_only=True)
    answer = client.get(f"/en/jobs/{posting.public_id}/")
    assert answer.headers["Location"] == (f"/en/jobs/{posting.public_id}-technikerin-fuer-betrieb/")


def test_closed_posting_is_redirected_too(client: Client) -> None:
    posting = closed()
    answer = client.get(f"/en/jobs/{posting.public_id}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, page_path(posting))


def test_slug_that_looks_like_a_host_stays_on_the_site(client: Client) -> None:
    posting = published()
    answer = client.get(f"/en/jobs/{posting.public_id}-evil.example/?//evil.example")
    assert answer.headers["Location"].startswith("/en/jobs/")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_only_answer_reads(client: Client, method: str) -> None:
    posting = published()
    for path in ("/en/jobs/", page_path(posting), "/en/jobs/feed/", "/sitemap.xml"):
        assert getattr(client, method)(path).status_code == 405
