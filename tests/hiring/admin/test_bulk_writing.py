"""Tags, letters and requests for several: asked first, done to the selection or the filter, and who may."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.models import Application, Exclusion
from careers.models import Posting
from hiring.enums import BulkState, Occasion
from hiring.models import BulkRun, OutgoingMail, RecordChange, Tag
from hiring.services import bulk_runs
from tests.applications.factories import ApplicationFactory, editor, hr_manager, team_member
from tests.applications.site import page, words
from tests.careers.factories import published
from tests.hiring.factories import NOW, template_of
from tests.worker import run_worker

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LIST = "admin:applications_application_changelist"
LETTER = {
    "confirmed": "yes",
    "subject_de": "Termin",
    "body_de": "Guten Tag {name}, passt Ihnen der Dienstag?",
}
REQUEST = {"confirmed": "yes", "kind": "certificate", "note": "C1"}


@pytest.fixture
def hr(client: Client) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(hr_manager())
    return client


@pytest.fixture(autouse=True)
def templates() -> None:
    template_of(Occasion.FREE)
    template_of(Occasion.REQUEST)


def applications(count: int, posting: Posting | None = None, **fields: Any) -> list[Application]:
    shared = {"posting": posting or published(), "cv": False, "language": "de"}
    return [ApplicationFactory(**(shared | fields)) for _ in range(count)]


def selection(action: str, rows: list[Application], **more: Any) -> dict[str, Any]:
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return {"select_across": "0"} | chosen | more


def written() -> set[tuple[int, str]]:
    return {*OutgoingMail.objects.values_list("application", "occasion")}


def test_letter_begins_with_the_template_in_each_language_of_the_selection(hr: Client) -> None:
    rows = [*applications(1), *applications(1, language="en")]
    asked = hr.post(reverse(LIST), selection("write_selected", rows))
    form, template = asked.context["form"], template_of(Occasion.FREE)
    assert (asked.context["count"], form["subject_en"].value()) == (2, template.subject_en)
    assert (
        "subject_en"
        not in hr.post(reverse(LIST), selection("write_selected", rows[:1])).context["form"].fields
    )
    assert written() == set()


def test_selection_is_written_to_and_nobody_else(hr: Client) -> None:
    chosen, _other = applications(2), applications(1)
    answer = hr.post(reverse(LIST), selection("write_selected", chosen, **LETTER), follow=True)
    assert written() == {(row.pk, Occasion.FREE) for row in chosen}
    assert "2 messages are written. 2 emails wait in the outbox." in words(page(answer).tree)


def test_another_template_is_filled_in_and_nothing_is_sent(hr: Client) -> None:
    rows, other = applications(1), template_of(Occasion.FREE)
    other.pk, other.name, other.is_default, other.subject_de = None, "Other", False, "Anderes"
    other.save()
    sent = selection("write_selected", rows, **LETTER, template=other.pk, fill="yes")
    assert hr.post(reverse(LIST), sent).context["form"]["subject_de"].value() == "Anderes"
    assert written() == set()


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"body_de": "We would like to meet you on Tuesday at ten."}, "language_confirmed"),
        ({"body_de": "Guten Tag {nmae}"}, "body_de"),
        ({"subject_de": ""}, "subject_de"),
        ({"subject_de": "{link}"}, "subject_de"),
    ],
)
def test_letter_that_is_wrong_is_shown_again_as_it_was_typed(
    hr: Client, bad: dict[str, str], field: str
) -> None:
    sent = selection("write_selected", applications(2), **(LETTER | bad))
    answer = hr.post(reverse(LIST), sent)
    form = answer.context["form"]
    assert (answer.status_code, [*form.errors]) == (422, [field])
    assert {name: form[name].value() for name in bad} == bad
    assert written() == set()


def test_whole_filter_is_asked_for_a_document_and_nothing_outside_of_it(hr: Client) -> None:
    posting = published()
    rows = applications(3, posting)
    applications(1)
    sent = selection("ask_selected", rows[:1], **REQUEST, select_across="1")
    hr.post(f"{reverse(LIST)}?posting={posting.pk}", sent)
    assert written() == {(row.pk, Occasion.REQUEST) for row in rows}


def test_refused_ones_are_named_with_the_reason(hr: Client) -> None:
    rows = [*applications(1), ApplicationFactory(name="Entschieden", rejected=True)]
    answer = hr.post(reverse(LIST), selection("ask_selected", rows, **REQUEST), follow=True)
    [warning] = page(answer).tree.select(".messagelist .warning")
    assert words(warning) == (
        f"Entschieden ({rows[1].reference}): A decision has been taken; documents are no longer needed."
    )
    assert written() == {(rows[0].pk, Occasion.REQUEST)}


def test_tags_are_given_and_taken(hr: Client) -> None:
    rows, old = applications(2), Tag.objects.create(name="alt")
    hr.post(
        reverse(LIST),
        selection("tag_selected", rows, confirmed="yes", add=[old.pk], new_tag="neu"),
    )
    hr.post(reverse(LIST), selection("tag_selected", rows[:1], confirmed="yes", remove=[old.pk]))
    found = [[tag.name for tag in row.hiring_record.tags.all()] for row in rows]
    assert found == [["neu"], ["alt", "neu"]]


@pytest.mark.parametrize("both", [False, True])
def test_tagging_with_nothing_or_with_both_is_refused(hr: Client, both: bool) -> None:
    tag = Tag.objects.create(name="alt")
    chosen = {"add": [tag.pk], "remove": [tag.pk]} if both else {}
    sent = selection("tag_selected", applications(1), confirmed="yes", **chosen)
    assert (hr.post(reverse(LIST), sent).status_code, RecordChange.objects.count()) == (422, 0)


def test_number_of_many_has_to_be_typed(hr: Client) -> None:
    rows = applications(31)
    wrong = hr.post(reverse(LIST), selection("write_selected", rows, **LETTER, typed_count="30"))
    assert (wrong.status_code, written()) == (422, set())
    hr.post(reverse(LIST), selection("write_selected", rows, **LETTER, typed_count="31"))
    assert len(written()) == 31


def test_double_click_writes_once(hr: Client) -> None:
    rows = applications(2)
    asked = hr.post(reverse(LIST), selection("write_selected", rows))
    sent = selection("write_selected", rows, **LETTER)
    sent["form_token"] = asked.context["form"]["form_token"].value()
    for _ in range(2):
        assert hr.post(reverse(LIST), sent).status_code == 302
    assert OutgoingMail.objects.count() == 2


def test_many_are_done_in_the_background_on_a_page_that_says_how_far(
    hr: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_runs, "AT_ONCE", 2)
    rows = [*applications(2), ApplicationFactory(name="Entschieden", rejected=True)]
    answer = hr.post(reverse(LIST), selection("ask_selected", rows, **REQUEST))
    run = BulkRun.objects.get()
    progress = reverse("admin:hiring_bulkrun_progress", args=[run.pk])
    assert (answer.headers["Location"], written()) == (progress, set())
    assert page(hr.get(progress)).tree.select_one("progress")["max"] == "3"
    run_worker()
    shown = page(hr.get(progress)).tree.select_one("#job-progress")
    assert "2 applicants are asked for the document. 2 emails in the outbox" in words(shown)
    assert "Entschieden" in words(shown.select_one("li"))
    mine = page(hr.get(reverse("admin:hiring_bulkrun_mine"))).tree
    assert [link["href"] for link in mine.select(".exports a")] == [progress]


def test_what_broke_off_is_resumed_from_its_page(hr: Client) -> None:
    rows, user = applications(2), User.objects.get()
    step = bulk_runs.BulkStep("tag", {"add": [Tag.objects.create(name="neu").pk], "remove": []})
    order = bulk_runs.Order(step, [row.pk for row in rows], NAMELESS)
    run = bulk_runs.begin_run(order=order, actor=user, now=NOW)
    BulkRun.objects.update(state=BulkState.FAILED)
    shown = page(hr.get(reverse("admin:hiring_bulkrun_progress", args=[run.pk]))).tree
    box = shown.select_one("#job-progress")
    assert box["data-ended"] == "This broke off because of an error."
    hr.post(box.select_one("form")["action"])
    run_worker()
    run.refresh_from_db()
    assert (run.state, RecordChange.objects.count()) == (BulkState.DONE, 2)


NAMELESS = bulk_runs.UUID(int=7)
ACTIONS = {
    "tag_selected": {"confirmed": "yes", "new_tag": "neu"},
    "ask_selected": REQUEST,
    "write_selected": LETTER,
}


def people(row: Application) -> dict[str, User]:
    excluded = hr_manager()
    Exclusion.objects.create(application=row, user=excluded, at=NOW)
    return {
        "other team": team_member(ApplicationFactory()),
        "excluded": excluded,
        "team": team_member(row),
        "editor": editor(),
        "hr": hr_manager(),
    }


@pytest.mark.parametrize("action", ACTIONS)
def test_actions_are_for_those_who_may(client: Client, action: str) -> None:
    row = applications(1)[0]
    done = {}
    for who, user in people(row).items():
        client.force_login(user)
        client.post(reverse(LIST), selection(action, [row], **ACTIONS[action]))
        done[who] = OutgoingMail.objects.count() + RecordChange.objects.count()
    assert done == {"other team": 0, "excluded": 0, "team": 0, "editor": 0, "hr": 1}
    client.logout()
    assert client.post(reverse(LIST), selection(action, [row])).status_code == 302


def test_team_member_with_the_right_tags_their_own_and_no_others(client: Client) -> None:
    own, foreign = applications(1), applications(1)
    member = team_member(own[0])
    member.user_permissions.add(Permission.objects.get(codename="move_application"))
    client.force_login(member)
    sent = selection("tag_selected", [*own, *foreign], confirmed="yes", new_tag="neu")
    client.post(reverse(LIST), sent)
    assert [change.application for change in RecordChange.objects.all()] == own


MATRIX = {
    "hiring_bulkrun_mine": "302 200 200 200 403 200",
    "hiring_bulkrun_progress": "302 404 404 404 403 404",
    "hiring_bulkrun_resume": "302 404 404 404 403 404",
}


@pytest.mark.parametrize("name", MATRIX)
def test_pages_open_for_those_who_may(client: Client, name: str) -> None:
    """The run is somebody else's; its owner has it in the tests above."""
    row = applications(1)[0]
    step = bulk_runs.BulkStep("tag", {"add": [], "remove": []})
    order = bulk_runs.Order(step, [row.pk], NAMELESS)
    run = bulk_runs.begin_run(order=order, actor=hr_manager(), now=NOW)
    arguments = [] if name.endswith("mine") else [run.pk]
    answers = [client.get(reverse(f"admin:{name}", args=arguments)).status_code]
    for user in people(row).values():
        client.force_login(user)
        ask = client.post if name.endswith("resume") else client.get
        answers.append(ask(reverse(f"admin:{name}", args=arguments)).status_code)
    assert answers == [*map(int, MATRIX[name].split())]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_pages_do_not_grow(
    hr: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    rows = [ApplicationFactory(rejected=True, cv=False) for _ in range(count)]
    hr.post(reverse(LIST), selection("ask_selected", rows, **REQUEST))
    progress = reverse("admin:hiring_bulkrun_progress", args=[BulkRun.objects.get().pk])
    with django_assert_num_queries(8):
        hr.get(progress)
    with django_assert_num_queries(11):
        hr.post(reverse(LIST), selection("ask_selected", rows))


def test_tags_are_chosen_from_only_where_there_are_any(hr: Client) -> None:
    sent = selection("tag_selected", applications(1))
    assert "add" not in hr.post(reverse(LIST), sent).context["form"].fields
    tag = Tag.objects.create(name="Night shift")
    assert [*hr.post(reverse(LIST), sent).context["form"].fields["add"].queryset] == [tag]
