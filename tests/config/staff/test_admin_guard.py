"""No list of the admin answers questions about rows of another table that refer to its own, no form fails for its address."""

from itertools import cycle
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Field
from django.test import RequestFactory
from django.urls import reverse

from applications.models import Draft
from hiring.models import HiringRecord, Tag
from tests.applications.factories import ApplicationFactory, DraftFactory
from tests.careers.factories import PostingFactory
from tests.config.access_rows import ROWS
from tests.config.people import browser, person
from tests.hiring.access_rows import ROWS as HIRING_ROWS

pytestmark = pytest.mark.django_db
INBOX = "admin:applications_application_changelist"
"""Reads its own filters only (hiring/inbox/filter_table.py)."""
BRAND = "admin:careers_brand_changelist"
"""Is no list and reads nothing: it leads to the only draft."""


def fields_of_lists() -> list[tuple[str, Field[Any, Any]]]:
    """The address of each list, and each field of its rows."""
    lists = {
        f"admin:{model._meta.label_lower.replace('.', '_')}_changelist": model
        for model in admin.site._registry
    }
    return [
        (reverse(name), field)
        for name, model in lists.items()
        if name in {*ROWS, *HIRING_ROWS} - {INBOX, BRAND}
        for field in model._meta.get_fields()
    ]


def relations_from_elsewhere() -> list[tuple[str, str]]:
    """The address of each list, and the name of each relation that leads to its table."""
    return [
        (path, field.name)
        for path, field in fields_of_lists()
        if field.auto_created and not field.concrete
    ]


def own_columns() -> list[tuple[str, str]]:
    return [(path, field.name) for path, field in fields_of_lists() if field.concrete]


def answers_of(asked: list[tuple[str, str]], steps: list[str]) -> dict[tuple[str, str], int]:
    """The status of each list that is asked about a field of its rows; the steps by turns."""
    root = browser(person("root", is_superuser=True))
    lookups = [
        (path, f"{name}{step}") for (path, name), step in zip(asked, cycle(steps), strict=False)
    ]
    return {(path, lookup): root.get(path, {lookup: "1"}).status_code for path, lookup in lookups}


def test_no_list_is_narrowed_by_what_refers_to_its_rows() -> None:
    asked = relations_from_elsewhere()
    assert len(asked) > 20
    answers = answers_of(asked, ["", "__isnull", "__gt", "__pk__in"])
    assert {lookup: status for lookup, status in answers.items() if status != 400} == {}


def test_editors_are_not_told_which_postings_have_applications_or_drafts() -> None:
    application, editor = ApplicationFactory(), browser(person("edda", "Editors"))
    DraftFactory(posting=application.posting)
    assert Draft.objects.exists()
    for asked in ({"applications": application.pk}, {"drafts__isnull": "False"}):
        assert editor.get("/admin/careers/posting/", asked).status_code == 400


def test_tags_do_not_tell_whose_they_are() -> None:
    application = ApplicationFactory()
    record = HiringRecord.objects.create(application=application)
    record.tags.add(Tag.objects.create(name="Bernstein"))
    hr = browser(person("hanna", "HR managers"))
    assert hr.get("/admin/hiring/tag/", {"records": application.pk}).status_code == 400


def test_lists_are_still_narrowed_by_columns_of_their_own() -> None:
    application, editor = ApplicationFactory(), browser(person("edda", "Editors"))
    posting = application.posting
    for asked in (
        {"pk": posting.pk},
        {"department__id__exact": posting.department_id},
        {"published_at__isnull": "False"},
    ):
        assert editor.get("/admin/careers/posting/", asked).status_code == 200


def test_no_list_takes_a_lookup_that_no_filter_has() -> None:
    asked = own_columns()
    assert len(asked) > 80
    steps = ["__range", "__regex", "__startswith", "__unaccent", "__year__range", "__iso_year"]
    answers = answers_of(asked, steps)
    assert {lookup: status for lookup, status in answers.items() if status != 400} == {}


def test_inbox_knows_no_lookups() -> None:
    application = ApplicationFactory()
    root = browser(person("root", is_superuser=True))
    answer = root.get(reverse(INBOX), {"documents__isnull": "True", "email__startswith": "z"})
    assert application.name in answer.content.decode()


@pytest.mark.parametrize("typed", ["abc", "1,abc", "9" * 30, "-1", "½", ""])
def test_forms_begin_with_choices_that_can_be(typed: str) -> None:
    """Each choice of each form that adds a row; the page is there, whatever the address says."""
    root = browser(person("root", is_superuser=True))
    wrong = {}
    for model in admin.site._registry:
        name = f"admin:{model._meta.label_lower.replace('.', '_')}_add"
        if name not in {*ROWS, *HIRING_ROWS} or root.get(reverse(name)).status_code != 200:
            continue
        fields = [
            field for field in model._meta.get_fields() if field.concrete and field.is_relation
        ]
        answer = root.get(reverse(name), {field.name: typed for field in fields})
        wrong |= {} if answer.status_code == 200 else {name: answer.status_code}
    assert wrong == {}


def test_form_begins_with_a_choice_from_its_address() -> None:
    posting = PostingFactory()
    page = browser(person("hanna", "HR managers")).get(
        f"/admin/staff/invitation/add/?posting={posting.pk}"
    )
    assert page.context["adminform"].form.initial["posting"] == str(posting.pk)


@pytest.mark.parametrize("typed", ["abc", "1,abc", "9" * 30, "-1", "½", ""])
def test_ticks_of_rows_that_cannot_be_are_passed_over(typed: str) -> None:
    """In each list, by each of its actions: nothing was chosen."""
    root = person("root", is_superuser=True)
    asked = RequestFactory().get("/")
    asked.user = root
    client, answers = browser(root), {}
    for model, model_admin in admin.site._registry.items():
        name = f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"
        for action in model_admin.get_actions(asked) if name in {*ROWS, *HIRING_ROWS} else ():
            sent = {"action": action, "index": "0", "_selected_action": [typed]}
            answers[name, action] = client.post(reverse(name), sent).status_code
    assert len(answers) > 10
    assert {one: status for one, status in answers.items() if status not in {200, 302}} == {}


@pytest.mark.parametrize("typed", ["abc", "9" * 30, "½", "1,2"])
def test_forms_say_what_is_wrong_with_a_choice_that_cannot_be(typed: str) -> None:
    """Each choice of each form that adds a row, posted."""
    client, wrong = browser(person("root", is_superuser=True)), {}
    for model in admin.site._registry:
        name = f"admin:{model._meta.label_lower.replace('.', '_')}_add"
        shown = client.get(reverse(name)) if name in {*ROWS, *HIRING_ROWS} else None
        if shown is None or "adminform" not in (shown.context or {}):
            continue
        form = shown.context["adminform"].form
        choices = {key: typed for key, field in form.fields.items() if hasattr(field, "queryset")}
        if choices:
            wrong[name] = client.post(reverse(name), choices).status_code
    assert len(wrong) > 2
    assert {name: status for name, status in wrong.items() if status >= 500} == {}
