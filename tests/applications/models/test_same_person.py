"""Who applied before: the same address, or the same name and phone number."""

import pytest
from django.db import connection

from applications.models import Application
from careers.text.person_keys import person_key
from tests.applications.factories import ApplicationFactory

SAME = [
    ("Ayşe Öztürk", "030 123456"),
    ("ayse OEZTUERK", "+49 30 123456"),
    ("Öztürk, Ayşe", "0049 (0)30/123456"),
]
OTHERS = [
    ("Ayşe Öztürk", "030 123457"),
    ("Ayşe Öztürk", ""),
    ("Ayşe Öztürk", "1234"),
    ("Ayşe", "030 123456"),
    ("", "030 123456"),
]


def test_spellings_of_one_person_have_one_key() -> None:
    assert len({person_key(*one) for one in SAME}) == 1
    assert [person_key(*one) for one in OTHERS[1:3] + OTHERS[4:]] == ["", "", ""]
    assert {person_key(*SAME[0])} & {person_key(*one) for one in OTHERS} == set()


def test_names_in_other_scripts_have_a_key() -> None:
    assert person_key("Олена Шевченко", "030 123456") != ""


@pytest.mark.django_db
def test_others_are_found_by_address_or_by_name_and_phone() -> None:
    name, phone = SAME[0]
    application = ApplicationFactory(name=name, phone=phone)
    by_address = ApplicationFactory(email="AYSE@example.org", name="A. Ö.")
    by_name = [ApplicationFactory(name=n, phone=p, email="b@example.org") for n, p in SAME[1:]]
    for number, (name, phone) in enumerate(OTHERS):
        ApplicationFactory(name=name, phone=phone, email=f"{number}@example.org")
    found = Application.objects.of_same_person(application)
    assert set(found) == {by_address, *by_name}


@pytest.mark.django_db
def test_who_gave_neither_address_nor_phone_is_nobody_else() -> None:
    first, _second = ApplicationFactory.create_batch(2, email="", source="post")
    assert list(Application.objects.of_same_person(first)) == []


@pytest.mark.django_db
def test_indexes_find_them() -> None:
    application = ApplicationFactory(phone="030 123456")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Application.objects.of_same_person(application).order_by().explain()
    assert [
        name for name in ("application_address", "application_person") if name not in plan
    ] == []
