"""The page "my notices": one's own choice, for whoever reads applications."""

import pytest
from django.test import Client

from hiring.models import NoticePreference
from tests.applications.factories import ApplicationFactory, team_member
from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db
MINE = "/admin/hiring/noticepreference/mine/"


def test_a_choice_is_saved_for_oneself() -> None:
    hanna, other = hr_manager("hanna"), hr_manager("hugo")
    answer = browser(hanna).post(MINE, {"timing": "at_once", "language": "en", "user": other.pk})
    assert answer.headers["Location"] == MINE
    saved = NoticePreference.objects.get()
    assert (saved.user, saved.timing, saved.language) == (hanna, "at_once", "en")


def test_the_page_shows_what_goes() -> None:
    form = browser(hr_manager()).get(MINE).context["form"]
    assert (form["timing"].value(), form["language"].value()) == ("daily", "de")


def test_nonsense_is_refused() -> None:
    answer = browser(hr_manager()).post(MINE, {"timing": "hourly", "language": "xx"})
    assert sorted(answer.context["form"].errors) == ["language", "timing"]
    assert NoticePreference.objects.count() == 0


def test_who_reads_no_applications_has_no_such_page() -> None:
    people = {
        "anonymous": None,
        "team": team_member(ApplicationFactory()),
        "editor": person("edda", "Editors"),
        "HR manager": hr_manager(),
    }
    found = {who: browser(user).get(MINE).status_code for who, user in people.items()}
    assert found == {"anonymous": 302, "team": 200, "editor": 403, "HR manager": 200}


def test_the_menu_leads_there_for_those_who_may() -> None:
    def has_link(client: Client) -> bool:
        return MINE in client.get("/admin/").text

    assert has_link(browser(hr_manager()))
    assert not has_link(browser(person("edda", "Editors")))
