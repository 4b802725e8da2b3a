"""The migration that gives stored addresses their one form, on rows as they were stored before."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.test import Client

from applications.models import Application, Draft, JobAlert
from applications.signed_links import application_token, draft_path, read_application_token
from careers.models import Contact, Posting
from tests.applications.factories import ApplicationFactory, draft_with
from tests.applications.job_alerts import AlertFactory
from tests.careers.factories import ContactFactory, PostingFactory
from tests.config.people import person

pytestmark = pytest.mark.django_db

migration = import_module("applications.migrations.0008_canonical_addresses")
BEFORE = {
    "Anna@weiß.example": "Anna@xn--wei-7ka.example",
    "anna@xn--wei-7ka.example": "anna@xn--wei-7ka.example",
    "kim@BÜCHER.example": "kim@xn--bcher-kva.example",
    "Kim@Example.ORG": "Kim@example.org",
    "kim@☃.example": "kim@☃.example",
}


def store(row: Model, column: str, address: str) -> None:
    """Write the address past the field, which would give it its form."""
    table, name = row._meta.db_table, connection.ops.quote_name(column)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {name} = %s WHERE id = %s", [address, row.pk])


def migrate() -> None:
    migration.rewrite_all(apps, None)


def alert(address: str, **fields: Any) -> JobAlert:
    made = AlertFactory(email=f"{len(JobAlert.objects.all())}@example.org", **fields)
    store(made, "email", address)
    return made


@pytest.mark.parametrize(("before", "after"), BEFORE.items())
@pytest.mark.parametrize(
    ("make", "column"),
    [
        (ApplicationFactory, "email"),
        (AlertFactory, "email"),
        (ContactFactory, "email"),
        (PostingFactory, "contact_email"),
        (person, "email"),
    ],
)
def test_stored_address_gets_its_form_once(make: Any, column: str, before: str, after: str) -> None:
    row = make()
    store(row, column, before)
    for _run in range(2):
        migrate()
        assert type(row).objects.values_list(column, flat=True).get(pk=row.pk) == after


@pytest.mark.parametrize(("before", "after"), BEFORE.items())
def test_address_typed_into_a_draft_gets_its_form(before: str, after: str) -> None:
    draft = draft_with(data={"email": before, "name": "Kim"})
    migrate()
    assert Draft.objects.get(pk=draft.pk).data == {"email": after, "name": "Kim"}


@pytest.mark.parametrize(
    ("address", "is_valid"), [("anna@weiß.example", False), ("kim@bücher.example", True)]
)
def test_link_that_went_to_another_domain_is_worthless(address: str, is_valid: bool) -> None:
    application = ApplicationFactory()
    store(application, "email", address)
    token = application_token(application)
    migrate()
    migrate()
    assert (read_application_token(token) is not None) is is_valid
    assert Application.objects.get().link_version == (1 if is_valid else 2)


@pytest.mark.parametrize(
    ("address", "status"), [("anna@weiß.example", 404), ("kim@bücher.example", 200)]
)
def test_link_of_a_draft_opens_for_whom_it_has_reached(
    client: Client, address: str, status: int
) -> None:
    draft = draft_with(data={"mailed to": address})
    path = draft_path(draft, address)
    migrate()
    assert client.get(path).status_code == status


def test_alert_that_another_domain_may_have_confirmed_is_not_confirmed() -> None:
    astray, right = alert("anna@weiß.example"), alert("kim@bücher.example")
    migrate()
    now = {one.pk: (one.confirmed_at, one.token) for one in JobAlert.objects.all()}
    assert now[astray.pk][0] is None
    assert now[astray.pk][1] != astray.token
    assert now[right.pk] == (right.confirmed_at, right.token)


@pytest.mark.parametrize("first_is_confirmed", [True, False])
def test_of_two_alerts_that_become_one_the_confirmed_one_stays(first_is_confirmed: bool) -> None:
    first = alert("kim@bücher.example", unconfirmed=not first_is_confirmed)
    second = alert("kim@xn--bcher-kva.example", unconfirmed=first_is_confirmed)
    migrate()
    assert JobAlert.objects.get() == (first if first_is_confirmed else second)


def test_rows_in_their_form_are_left_alone() -> None:
    (
        ApplicationFactory(),
        alert("ayse@example.org"),
        draft_with(),
        ContactFactory(),
        PostingFactory(),
    )
    models = (Application, JobAlert, Draft, Contact, Posting, User)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    migrate()
    assert [list(model.objects.order_by("pk").values()) for model in models] == before
