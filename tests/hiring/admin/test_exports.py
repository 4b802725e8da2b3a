"""Exporting from the list and from the page of an application; who may, and what others get."""

import io
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from applications.enums import Stage
from applications.models import Application, DocumentAccess, Exclusion
from careers.channels.pdf.typesetter import TypesetterFailed
from careers.models import Posting
from hiring.enums import ExportKind
from hiring.exports import dossiers
from hiring.exports.wishes import Wish
from hiring.models import Export, ExportAccess
from hiring.services.exports import Selection, begin_export, make_export
from tests.applications.factories import ApplicationFactory, editor, hr_manager, team_member
from tests.applications.traces import stored_files
from tests.careers.factories import published
from tests.hiring.factories import NOW
from tests.worker import run_worker

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "admin:applications_application_changelist"
TABLE = {"confirmed": "yes", "kind": "xlsx", "columns": ["reference", "name"]}
DOCUMENTS = {"confirmed": "yes", "kind": "documents"}


def applications(count: int, posting: Posting | None = None) -> list[Application]:
    shared = posting or published()
    return [ApplicationFactory(posting=shared) for _ in range(count)]


def selection(*rows: Application, **more: Any) -> dict[str, Any]:
    chosen = {"action": "export_selected", "_selected_action": [row.pk for row in rows]}
    return {"select_across": "0"} | chosen | more


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def references(answer: Any) -> list[str]:
    rows = load_workbook(io.BytesIO(body(answer))).active.iter_rows(min_row=2, values_only=True)
    return [row[0] for row in rows]


@pytest.fixture
def hr(client: Client) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    client.force_login(hr_manager())
    return client


def test_selection_is_exported_after_a_question(hr: Client) -> None:
    chosen, _other = applications(2), applications(1)
    asked = hr.post(reverse(LIST), selection(*chosen))
    assert (asked.status_code, asked.context["count"], ExportAccess.objects.count()) == (200, 2, 0)
    answer = hr.post(reverse(LIST), selection(*chosen, **TABLE))
    assert {*references(answer)} == {row.reference for row in chosen}
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="Applications-')
    wanted = ("X-Content-Type-Options", "Content-Security-Policy")
    assert [answer.headers[name] for name in wanted] == ["nosniff", "sandbox"]
    assert answer.headers["Cache-Control"].split(", ")[0] == "no-store"
    assert {*ExportAccess.objects.values_list("application", "kind", "export")} == {
        (row.pk, "xlsx", None) for row in chosen
    }


def test_whole_filter_is_exported_and_nothing_outside_of_it(hr: Client) -> None:
    posting = published()
    rows = applications(3, posting)
    ApplicationFactory(posting=posting, stage=Stage.OFFER)
    applications(1)
    url = f"{reverse(LIST)}?posting={posting.pk}&stage=received"
    answer = hr.post(url, selection(rows[0], **TABLE) | {"select_across": "1"})
    assert sorted(references(answer)) == sorted(row.reference for row in rows)


def test_choice_is_kept_for_each_person(client: Client) -> None:
    row = applications(1)[0]
    for user, kind in ((hr_manager(), "csv"), (team_member(row), "documents")):
        client.force_login(user)
        client.post(reverse(LIST), selection(row, **TABLE) | {"kind": kind})
        form = client.post(reverse(LIST), selection(row)).context["form"]
        assert form["kind"].value() == kind
    assert form["columns"].value()[:2] == ["reference", "posting"]
    client.force_login(hr_manager())
    form = client.post(reverse(LIST), selection(row)).context["form"]
    assert form["kind"].value() == "xlsx"


@pytest.mark.parametrize("wrong", [{"kind": "exe"}, {"columns": []}, {"columns": ["token"]}])
def test_wrong_choice_is_refused(hr: Client, wrong: dict[str, Any]) -> None:
    row = applications(1)[0]
    answer = hr.post(reverse(LIST), selection(row, **(TABLE | wrong)))
    assert (answer.status_code, ExportAccess.objects.count()) == (422, 0)


def test_documents_come_as_archive_and_each_is_noted(hr: Client) -> None:
    rows = applications(2)
    answer = hr.post(reverse(LIST), selection(*rows, **DOCUMENTS))
    with ZipFile(io.BytesIO(body(answer))) as archive:
        assert len(archive.namelist()) == 3
    assert DocumentAccess.objects.count() == 2


def test_column_of_hr_is_refused_to_the_team(client: Client) -> None:
    row = applications(1)[0]
    answers = []
    for user in (hr_manager(), team_member(row)):
        client.force_login(user)
        answers.append(
            client.post(reverse(LIST), selection(row, **(TABLE | {"columns": ["hold"]})))
        )
    assert [answer.status_code for answer in answers] == [200, 422]
    assert "hold" not in dict(answers[1].context["form"].fields["columns"].choices)


def test_list_exports_nothing_that_one_may_not_see(client: Client) -> None:
    own, foreign, excluded = applications(1) + applications(1) + applications(1)
    user = team_member(own, excluded)
    Exclusion.objects.create(application=excluded, user=user, at=NOW)
    client.force_login(user)
    answer = client.post(reverse(LIST), selection(own, foreign, excluded, **TABLE))
    assert references(answer) == [own.reference]
    whole = selection(own, **TABLE) | {"select_across": "1"}
    assert references(client.post(reverse(LIST), whole)) == [own.reference]
    assert {*ExportAccess.objects.values_list("application", flat=True)} == {own.pk}


def test_history_says_who_exported_it(hr: Client) -> None:
    row = applications(1)[0]
    body(hr.get(reverse("admin:applications_application_dossier", args=[row.pk])))
    page = hr.get(reverse("admin:applications_application_change", args=[row.pk]))
    entry = next(one for one in page.context["timeline"] if one.words.startswith("exported"))
    assert (entry.words, entry.by) == ("exported: Dossier (PDF)", User.objects.get())


def test_dossier_that_cannot_be_typeset_leads_back_with_a_sentence(
    hr: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_inputs: str) -> bytes:
        raise TypesetterFailed

    row = applications(1)[0]
    monkeypatch.setattr(dossiers, "typeset", fail)
    answer = hr.get(reverse("admin:applications_application_dossier", args=[row.pk]), follow=True)
    assert answer.redirect_chain[0][1] == 302
    assert "No PDF can be made of these words." in answer.text


def test_long_export_has_a_page_and_a_file(hr: Client) -> None:
    first = applications(1)[0]
    posting = first.posting
    new = ApplicationFactory.build_batch(
        50, posting=posting, edition=posting.current_edition, cv=False
    )
    Application.objects.bulk_create(new)
    across = selection(first, **TABLE) | {"select_across": "1"}
    answer = hr.post(reverse(LIST), across)
    export = Export.objects.get()
    page = reverse("admin:hiring_export_progress", args=[export.pk])
    file = reverse("admin:hiring_export_file", args=[export.pk])
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    shown = hr.get(page)
    assert ("0 of 51 applications done" in shown.text, file in shown.text) == (True, False)
    assert hr.get(file).status_code == 410
    run_worker()
    assert file in hr.get(page).text
    assert len(references(hr.get(file))) == 51
    assert page in hr.get(reverse("admin:hiring_export_mine")).text
    hr.post(reverse("admin:hiring_export_discard", args=[export.pk]))
    assert hr.get(page).status_code == 404
    assert [path for path in stored_files() if path.parent.name == "exports"] == []


def ready(user: User, row: Application) -> Export:
    wish = Wish(ExportKind.CSV, "de", ["name"])
    export = begin_export(selection=Selection(user, [row.pk]), wish=wish, now=row.submitted_at)
    make_export(export_id=export.pk, now=row.submitted_at)
    return export


def test_file_that_is_forbidden_now_is_refused(client: Client) -> None:
    row = applications(1)[0]
    user = team_member(row)
    export = ready(user, row)
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    file = reverse("admin:hiring_export_file", args=[export.pk])
    assert body(client.get(file)).startswith(b"\xef\xbb\xbf")
    row.posting.hiring_team.clear()
    answer = client.get(file)
    assert (answer.status_code, "Make it again from the list." in answer.text) == (410, True)
    assert row.name not in answer.text


def people(row: Application) -> dict[str, User | None]:
    excluded = team_member(row)
    Exclusion.objects.create(application=row, user=excluded, at=NOW)
    return {
        "anonymous": None,
        "other team": team_member(ApplicationFactory()),
        "excluded": excluded,
        "this team": team_member(row),
        "editor": editor(),
        "hr": hr_manager(),
    }


MATRIX = {
    "applications_application_dossier": "302 404 404 200 404 200",
    "hiring_export_mine": "302 200 200 200 403 200",
    "hiring_export_progress": "302 404 404 404 403 404",
    "hiring_export_file": "302 404 404 404 403 404",
    "hiring_export_discard": "302 404 404 404 403 404",
}


@pytest.mark.parametrize("name", MATRIX)
def test_pages_open_for_those_who_may(client: Client, name: str) -> None:
    """The export is somebody else's; its owner has it in the tests above."""
    row = applications(1)[0]
    key = {"applications_application_dossier": [row.pk], "hiring_export_mine": []}
    arguments = key.get(name, [ready(hr_manager(), row).pk])
    answers = {}
    for who, user in people(row).items():
        client.logout()
        if user is not None:
            client.force_login(user)
        ask = client.post if name.endswith("discard") else client.get
        answers[who] = ask(reverse(f"admin:{name}", args=arguments)).status_code
    assert answers == dict(zip(answers, map(int, MATRIX[name].split()), strict=True))


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_pages_do_not_grow(
    hr: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    rows = applications(count)
    user = User.objects.get()
    for row in rows:
        ready(user, row)
    with django_assert_num_queries(5):
        hr.get(reverse("admin:hiring_export_mine"))
    with django_assert_num_queries(27 + count):  # whether it may be, asked for each document
        body(hr.post(reverse(LIST), selection(*rows, **DOCUMENTS)))
