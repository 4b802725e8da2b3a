"""The pages of the review: who sees them, from the request on paper to the file."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from applications.enums import CopyState, EventKind
from applications.models import Application, CopyRequest, Exclusion
from applications.models.copy_request import REVIEW_COPIES
from applications.services.copy_requests import request_full_copy
from hiring.reviews.copy_entries import list_entries
from hiring.services.copy_review import release_copy
from tests.applications.factories import ApplicationFactory, StaffFactory, hr_manager, team_member
from tests.applications.site import page, words
from tests.config.people import browser
from tests.hiring.copies import asked, choose
from tests.hiring.desk_site import action_path
from tests.hiring.factories import NOW

pytestmark = pytest.mark.django_db
LIST = "admin:applications_copyrequest_changelist"
frozen = time_machine.travel(NOW, tick=False)
PAGES = ("change", "preview", "refuse", "extend")
BUTTONS = ("release", "file")


def path_of(name: str, request: CopyRequest) -> str:
    return reverse(f"admin:applications_copyrequest_{name}", args=[request.pk])


def chosen(request: CopyRequest, verdict: str = "release", **changes: str) -> dict[str, str]:
    """The form as it is sent with the same verdict on every entry."""
    with override("en"):
        entries = list_entries(request.application)
    sent = {}
    for one in entries:
        prefix = one.key.replace(":", "-")
        sent |= {f"{prefix}-verdict": verdict, f"{prefix}-seen": one.digest}
        sent |= {f"{prefix}-{name}": value for name, value in changes.items()}
    return sent


def answers(request: CopyRequest, user: User) -> set[int]:
    client = browser(user)
    got = {client.get(path_of(name, request)).status_code for name in PAGES}
    return got | {client.post(path_of(name, request)).status_code for name in BUTTONS}


def trusted(*permissions: str) -> User:
    """On a hiring team, with more rights of its own than a team usually has."""
    user = StaffFactory(groups=["Hiring team"])
    for name in permissions:
        label, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=label, codename=codename)
        )
    return user


def test_hiring_team_never_sees_the_review() -> None:
    request = asked()
    assert answers(request, team_member(request.application)) == {404}
    on_team = trusted(REVIEW_COPIES)
    request.application.posting.hiring_team.add(on_team)
    assert answers(request, on_team) == {404}


def test_hr_manager_sees_the_review_unless_excluded() -> None:
    request, hr = asked(), hr_manager()
    assert browser(hr).get(path_of("change", request)).status_code == 200
    Exclusion.objects.create(application=request.application, user=hr, at=NOW)
    assert answers(request, hr) == {404}
    assert request.application.name not in browser(hr).get(reverse(LIST)).content.decode()


def test_strangers_are_sent_to_sign_in() -> None:
    request = asked()
    assert browser().get(path_of("change", request)).status_code == 302


@frozen
def test_list_says_how_many_days_are_left() -> None:
    asked()
    row = page(browser(hr_manager()).get(reverse(LIST))).tree.select_one("#result_list tbody tr")
    assert "30 days left" in words(row)


@frozen
def test_list_shows_open_ones_until_asked_otherwise() -> None:
    request = asked()
    answer = {"state": CopyState.REFUSED, "refusal_reason": "x", "answered_at": NOW}
    CopyRequest.objects.filter(pk=request.pk).update(**answer)
    client = browser(hr_manager())
    found = [
        len(page(client.get(reverse(LIST) + query)).tree.select("#result_list tbody tr"))
        for query in ("", "?state=all", "?state=refused", "?state=released")
    ]
    assert found == [0, 1, 1, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_any_number(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _number in range(count):
        request_full_copy(application=ApplicationFactory(cv=False), now=NOW)
    client = browser(hr_manager())
    client.get(reverse(LIST))
    with django_assert_num_queries(6):
        client.get(reverse(LIST))


@frozen
def test_review_shows_every_entry_with_nothing_chosen() -> None:
    request = asked()
    tree = page(browser(hr_manager()).get(path_of("change", request))).tree
    assert len(tree.select(".copy-entry")) == len(list_entries(request.application))
    assert tree.select(".copy-entry input[checked]") == []


@frozen
def test_review_leads_over_the_preview_to_the_release() -> None:
    request, client = asked(), browser(hr_manager())
    preview = client.post(path_of("change", request), chosen(request), follow=True)
    assert "Too quiet" in words(page(preview).tree.select_one(".copy-preview"))
    client.post(path_of("release", request))
    request.refresh_from_db()
    assert request.state == CopyState.RELEASED


@frozen
def test_black_out_without_a_reason_is_asked_for_and_nothing_is_lost() -> None:
    request, client = asked(), browser(hr_manager())
    sent = chosen(request, "black_out", reason="names others")
    note = request.application.staff_notes.get()
    response = client.post(path_of("change", request), {**sent, f"note-{note.pk}-reason": ""})
    tree = page(response).tree
    assert (response.status_code, len(tree.select(".errorlist"))) == (422, 1)
    assert len(tree.select('input[value="names others"]')) == len(sent) // 3 - 1
    assert request.choices.count() == 0


@frozen
def test_release_of_what_is_not_reviewed_is_refused_in_words() -> None:
    request, client = asked(), browser(hr_manager())
    shown = page(client.post(path_of("release", request), follow=True))
    assert "Nothing is chosen yet for" in words(shown.tree.select_one(".messagelist"))
    assert shown.tree.select_one("button.default") is None


@frozen
def test_preview_is_in_the_language_of_the_applicant() -> None:
    request = asked(language="de")
    choose(request)
    tree = page(browser(hr_manager()).get(path_of("preview", request))).tree
    assert tree.select_one(".copy-preview")["lang"] == "de"
    assert "23. November 2026" in words(tree.select_one(".copy-preview"))


@frozen
@pytest.mark.parametrize(("name", "state"), [("refuse", "refused"), ("extend", "open")])
def test_refusal_and_more_time_ask_for_a_reason(name: str, state: str) -> None:
    request, client = asked(), browser(hr_manager())
    assert client.post(path_of(name, request), {"reason": " "}).status_code == 422
    client.post(path_of(name, request), {"reason": "So many of them"})
    request.refresh_from_db()
    assert request.state == state
    assert "So many of them" in f"{request.refusal_reason} {request.extension_reason}"


@frozen
def test_answered_request_is_only_shown_and_its_file_handed_out() -> None:
    request, hr = asked(), hr_manager()
    choose(request)
    release_copy(request=request, actor=hr, now=NOW)
    client = browser(hr)
    assert page(client.get(path_of("change", request))).tree.select(".copy-entry") == []
    response = client.post(path_of("file", request))
    assert response.getvalue()[:2] == b"PK"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    fetched = request.application.events.get(kind=EventKind.FULL_COPY_FETCHED)
    assert fetched.by == hr


def enter(application: Application, user: User, day: str) -> int:
    path = action_path("full_copy", application)
    return browser(user).post(path, {"received_on": day}).status_code


@frozen
def test_request_on_paper_is_entered_on_the_page_of_the_application() -> None:
    application, hr = ApplicationFactory(submitted_at=NOW - timedelta(days=9)), hr_manager()
    assert enter(application, hr, "2026-11-20") == 302
    made = application.copy_requests.get()
    assert (str(made.due_on), made.by) == ("2026-12-20", hr)
    shown = page(browser(hr).get(action_path("change", application))).tree
    assert "27 days left" in words(shown.select_one("#full-copy"))


@frozen
def test_wrong_day_of_a_letter_is_said_and_a_second_one_refused() -> None:
    application, hr = ApplicationFactory(submitted_at=NOW - timedelta(days=9)), hr_manager()
    assert enter(application, hr, "2026-12-20") == 422
    assert application.copy_requests.count() == 0
    assert [enter(application, hr, "2026-11-20") for _number in range(2)] == [302, 302]
    assert application.copy_requests.count() == 1


@frozen
def test_hiring_team_neither_enters_nor_sees_requests() -> None:
    application = ApplicationFactory(submitted_at=NOW - timedelta(days=9))
    request_full_copy(application=application, now=NOW)
    member = team_member(application)
    assert enter(application, member, "2026-11-20") == 403
    shown = page(browser(member).get(action_path("change", application))).tree
    assert shown.select("#full-copy") == []


@frozen
def test_preview_does_not_say_nothing_as_long_as_something_is_to_be_read() -> None:
    request, client = asked(), browser(hr_manager())
    assert page(client.get(path_of("preview", request))).tree.select(".copy-preview") == []
    empty = ApplicationFactory(cv=False, language="en")
    nothing = request_full_copy(application=empty, now=NOW)
    told = page(client.get(path_of("preview", nothing))).tree.select_one(".copy-preview")
    assert words(told) == "Our staff wrote down nothing besides."
