import pytest
from django.contrib.auth.models import AnonymousUser

from applications.models import Application, Document, DocumentAccess
from tests.applications.factories import (
    DECIDED,
    ApplicationFactory,
    StaffFactory,
    hr_manager,
    team_member,
)

pytestmark = pytest.mark.django_db


def test_hr_sees_every_application_and_document() -> None:
    ApplicationFactory.create_batch(2)
    user = hr_manager()
    assert Application.objects.for_user(user).count() == 2
    assert Document.objects.for_user(user).count() == 2


def test_team_sees_the_applications_and_documents_of_its_postings() -> None:
    own, _foreign = ApplicationFactory.create_batch(2)
    user = team_member(own)
    assert [*Application.objects.for_user(user)] == [own]
    assert [*Document.objects.for_user(user)] == [own.documents.get()]


def test_nobody_else_sees_anything() -> None:
    ApplicationFactory()
    retired = team_member(Application.objects.get())
    retired.is_active = False
    for user in (StaffFactory(), retired, AnonymousUser()):
        assert not Application.objects.for_user(user).exists()
        assert not Document.objects.for_user(user).exists()


def test_address_is_found_in_any_letter_case() -> None:
    application = ApplicationFactory(cv=False)
    ApplicationFactory(cv=False, email="kim@example.org")
    assert [*Application.objects.of_address("AYSE@Example.org")] == [application]


def test_rows_name_no_person() -> None:
    application = ApplicationFactory()
    document = application.documents.get()
    access = DocumentAccess(document=document, at=DECIDED)
    assert str(application) == application.reference
    assert str(document) == f"{document.get_kind_display()} ({document.pk})"
    assert str(access) == f"{document.pk} 2026-11-20 09:00"


def test_reference_can_be_read_out() -> None:
    application = ApplicationFactory(cv=False)
    first, dash, second = application.reference.partition("-")
    assert (len(first), dash, len(second)) == (4, "-", 4)
    assert set(application.reference) & set("01OILSBUV58") == set()
