"""redirect_from of a former site: old links go on working."""

from pathlib import Path

import pytest
from django.test import Client

from careers.models import Posting, Redirect
from tests.careers.importing.test_command import PUBLISH, run
from tests.careers.importing.test_jekyll import FILES, MATTER, change
from tests.careers.public_site import page_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        change(tmp_path, name, text)
    return tmp_path


@pytest.fixture
def posting(site: Path) -> Posting:
    """The site's ad, imported and published."""
    run(site, *PUBLISH)
    return Posting.objects.get()


def test_site_becomes_postings(posting: Posting):
    assert (posting.import_key, posting.title_de, posting.title_en) == ("cook", "Köch:in", "Cook")
    assert (posting.gender_marker_de, posting.gender_marker_en) == ("(m/w/d)", "(d/f/m)")
    assert (posting.summary_de, posting.place_note_en) == ("Kochen Sie mit uns.", "Kiel")
    assert [place.slug for place in posting.locations.all()] == ["kiel"]


def test_second_import_of_a_site_changes_nothing(site: Path, posting: Posting):
    assert run(site, *PUBLISH)[0] == f"unchanged: {site}/_jobs/cook.md"
    assert Posting.objects.values("updated_at").get() == {"updated_at": posting.updated_at}
    assert Redirect.objects.count() == 4


@pytest.mark.parametrize(
    ("old", "language"),
    [
        ("/stellen/koch.html", "de"),
        ("/en/stellen/koch.html", "en"),
        ("/cook/", "de"),
        ("/cook", "de"),
        ("/en/cook/", "en"),
    ],
)
def test_old_path_leads_to_the_posting_for_good(client: Client, posting, old, language):
    answer = client.get(old)
    assert (answer.status_code, answer.headers["Location"]) == (301, page_path(posting, language))


def test_old_path_keeps_the_query(client: Client, posting: Posting):
    answer = client.get("/cook?utm_source=fair")
    assert answer.headers["Location"] == f"{page_path(posting, 'de')}?utm_source=fair"


@pytest.mark.parametrize("path", ["/baker", "/cook/more", "/de/cook", f"/{'x' * 600}"])
def test_other_paths_are_not_found(client: Client, posting: Posting, path: str):
    assert client.get(path).status_code == 404


def test_old_path_is_for_reading_only(client: Client, posting: Posting):
    assert client.post("/cook").status_code in {403, 404}


def test_old_path_of_a_draft_is_not_found(client: Client, site: Path):
    run(site)
    assert Redirect.objects.count() == 4
    assert client.get("/cook").status_code == 404


def test_page_that_exists_wins_over_an_old_path(client: Client, posting: Posting):
    Redirect.objects.create(path="/de/stellen", posting=posting, language="de")
    assert client.get("/de/stellen/").status_code == 200


def test_ad_taken_off_the_site_stays_a_draft(site: Path):
    change(site, "_jobs/cook.md", MATTER.replace("layout: job", "published: false"))
    assert "    ! not published, because its front matter says so" in run(site, *PUBLISH)
    assert Posting.objects.get().is_published is False


def test_old_path_of_two_ads_stays_with_the_first(site: Path):
    change(site, "_jobs/waiter.md", MATTER.replace("jobs.cook", "jobs.waiter"))
    lines = run(site)
    assert "    ! /cook leads to another posting already" in lines
    assert set(Redirect.objects.values_list("posting__import_key", flat=True)) == {"cook"}
