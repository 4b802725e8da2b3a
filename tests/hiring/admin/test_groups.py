import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from tests.applications.migrations import create_groups

pytestmark = pytest.mark.django_db
CAREERS = {"posting", "postingsection", "textblock", "department", "location", "contact"}
CHANGES = {
    f"{action}_{model}" for action in ("add", "change", "delete", "view") for model in CAREERS
}
READ_CAREERS = {"view_edition", "view_editiontext", "view_postingevent"}
READ_APPLICATIONS = {"view_application", "view_document"}

HIRING = {
    *(f"{action}_mailtemplate" for action in ("add", "change", "delete", "view")),
    *(f"{action}_tag" for action in ("add", "change", "delete", "view")),
    *(f"{action}_rejectionreason" for action in ("add", "change", "view")),
    *(f"{action}_ownstage" for action in ("add", "change", "view")),
    *("view_mailtemplateversion", "view_outgoingmail", "view_decision"),
    *("change_criterion", "view_recordchange"),
}
RATING = {"add_rating", "view_rating", "add_note", "view_note"}


def rights(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_hr_managers_edit_postings_and_handle_every_application() -> None:
    handling = {"move_application", "see_every_application", "view_stagechange"}
    writing = {"add_message", "view_message", "add_documentrequest", "view_documentrequest"}
    proving = {"view_documentaccess", "view_applicationevent", "view_erasureproof"}
    inviting = {"add_invitation", "view_invitation", "change_copyrequest", "choose_hiring_team"}
    inviting |= {"view_brand", "change_brand"}
    assert rights("HR managers") - HIRING - RATING == (
        CHANGES | READ_CAREERS | READ_APPLICATIONS | handling | writing | proving | inviting
    )
    assert rights("HR managers") >= HIRING | RATING


def test_editors_edit_postings_and_see_no_application() -> None:
    assert rights("Editors") == CHANGES | READ_CAREERS


def test_hiring_team_reads_and_rates() -> None:
    assert rights("Hiring team") == READ_APPLICATIONS | {"view_posting"} | RATING


def test_migration_changes_nothing_when_it_runs_again() -> None:
    before = Permission.objects.count()
    create_groups(apps, None)
    assert (Permission.objects.count(), Group.objects.count()) == (before, 3)
