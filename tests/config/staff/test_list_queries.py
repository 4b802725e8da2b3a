"""Every list of the admin asks the database as often for 200 rows as for one: exact numbers, which nothing may exceed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from applications.models import Application, CopyRequest, MailDelivery
from careers.models import Brand, Location, Posting
from config.staff.models import Invitation
from hiring.models import Decision, OutgoingMail, OwnStage, RejectionReason, Tag
from tests.applications.factories import ApplicationFactory, StaffFactory
from tests.careers.factories import (
    ContactFactory,
    DepartmentFactory,
    PostingFactory,
    QuestionFactory,
    SectionFactory,
    TextBlockFactory,
    published,
)
from tests.config.people import browser
from tests.hiring.factories import MailTemplateFactory, rejection_reason

pytestmark = pytest.mark.django_db

AT_NIGHT = pytest.mark.nightly(
    "tests/config/staff/test_list_queries.py::test_list_takes_its_queries_for_any_number_of_rows"
)
NUMBERS = [1, pytest.param(20, marks=AT_NIGHT), 200]


class Row(NamedTuple):
    """How a row of a list is made, by its number, and how many queries the list takes."""

    make: Callable[[int], object]
    queries: int


def add_posting(number: int) -> Posting:
    """With a section of its own, one of a block of its own, a question, a place and a contact."""
    posting = PostingFactory(
        title_de=f"Koch {number}", department=DepartmentFactory(slug=f"d{number % 9}")
    )
    SectionFactory(posting=posting, block=TextBlockFactory())
    QuestionFactory(posting=posting)
    posting.contacts.add(ContactFactory())
    return posting


def some_posting() -> Posting:
    """One for all rows."""
    return Posting.objects.exclude(current_edition=None).first() or published()


def add_application(number: int) -> Application:
    """With a document, whose bytes no list reads."""
    return ApplicationFactory(posting=some_posting(), name=f"Ada {number}", cv={"stored": False})


def add_edition(number: int) -> object:
    edition = some_posting().current_edition
    assert edition is not None
    edition.pk, edition.number = None, number + 2
    edition.published_by = StaffFactory()
    edition.save()
    return edition


def add_mail(number: int) -> OutgoingMail:
    now, writer = timezone.now(), StaffFactory()
    return OutgoingMail.objects.create(
        application=add_application(number), occasion="rejection", language="de", subject="Absage", body="Nein.",
        send_after=now, written_at=now, written_by=writer,
    )  # fmt: skip


def add_decision(number: int) -> Decision:
    return Decision.objects.create(
        application=add_application(number), to_stage="rejected", reason=rejection_reason(),
        by=StaffFactory(), at=timezone.now(),
    )  # fmt: skip


def add_refused_mail(number: int) -> MailDelivery:
    application = add_application(number)
    return MailDelivery.objects.create(
        application=application, kind="receipt", refused_at=timezone.now()
    )


def add_copy_request(number: int) -> CopyRequest:
    now = timezone.now()
    return CopyRequest.objects.create(
        application=add_application(number),
        asked_at=now,
        received_on=now.date(),
        due_on=now.date() + timedelta(days=30),
    )


def add_invitation(number: int) -> Invitation:
    now = timezone.now()
    return Invitation.objects.create(
        first_name="Ada", last_name="Koch", email=f"ada{number}@example.org", group=Group.objects.first(),
        invited_by=StaffFactory(), invited_at=now, link_made_at=now,
    )  # fmt: skip


def add_authenticator(_number: int) -> Authenticator:
    return Authenticator.objects.create(user=StaffFactory(), type="totp", data={})


def add_job(number: int) -> object:
    return app.configure_task("config.nothing", allow_unknown=True).defer(number=number)


LISTS = {
    "applications_application": Row(add_application, 11),
    "applications_copyrequest": Row(add_copy_request, 4),
    "applications_maildelivery": Row(add_refused_mail, 4),
    "auth_group": Row(lambda number: Group.objects.create(name=f"Group {number}"), 5),
    "auth_user": Row(lambda _number: StaffFactory(), 7),
    "careers_contact": Row(lambda number: ContactFactory(name=f"Ada {number}"), 5),
    "careers_department": Row(lambda number: DepartmentFactory(slug=f"d{number}"), 5),
    "careers_edition": Row(add_edition, 4),
    "careers_location": Row(
        lambda number: Location.objects.create(slug=f"p{number}", name_de="Berlin", locality="Berlin"), 5
    ),
    "careers_posting": Row(add_posting, 12),
    "careers_textblock": Row(lambda _number: TextBlockFactory(), 5),
    "hiring_decision": Row(add_decision, 4),
    "hiring_mailtemplate": Row(lambda _number: MailTemplateFactory(), 5),
    "hiring_outgoingmail": Row(add_mail, 4),
    "hiring_ownstage": Row(
        lambda number: OwnStage.objects.create(name_de=f"Probe {number}", name_en=f"Sample {number}",
                                               public_stage="in_review"), 5
    ),
    "hiring_rejectionreason": Row(
        lambda number: RejectionReason.objects.create(slug=f"reason-{number}", name_de="Grund", name_en="Reason"), 5
    ),
    "hiring_tag": Row(lambda number: Tag.objects.create(name=f"Tag {number}"), 5),
    "mfa_authenticator": Row(add_authenticator, 5),
    "procrastinate_procrastinatejob": Row(add_job, 6),
    "staff_invitation": Row(add_invitation, 6),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("number", NUMBERS)
def test_list_takes_its_queries_for_any_number_of_rows(name: str, number: int) -> None:
    row = LISTS[name]
    for each in range(number):
        row.make(each)
    client = browser(StaffFactory(is_superuser=True))
    path = reverse(f"admin:{name}_changelist")
    assert client.get(path).status_code == 200  # what a process reads once
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    assert len(captured) == row.queries, [each["sql"][:200] for each in captured.captured_queries]


def has_list(model: type[Model]) -> bool:
    options: Any = model._meta
    try:
        reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    except NoReverseMatch:
        return False
    return True


def test_every_list_is_counted() -> None:
    """Of the brand there is one draft, to which its address leads."""
    models = [model._meta for model in {*admin.site._registry} - {Brand} if has_list(model)]
    assert {f"{each.app_label}_{each.model_name}" for each in models} == set(LISTS)
