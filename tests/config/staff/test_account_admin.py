"""Accounts and groups: what permissions are called."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission

from tests.config.people import browser, person

pytestmark = pytest.mark.django_db


def permissions_on(page: str, language: str) -> dict[str, str]:
    """The label of each permission by its code."""
    client = browser(person("root", is_superuser=True), language)
    codes = {str(each.pk): each.codename for each in Permission.objects.all()}
    options = BeautifulSoup(client.get(page).text, "html.parser").select(
        "#id_permissions option, #id_user_permissions option"
    )
    return {codes[str(option["value"])]: option.text for option in options}


@pytest.mark.parametrize("page", ["/admin/auth/group/add/", "/admin/auth/user/{pk}/change/"])
@pytest.mark.parametrize(
    ("language", "change", "every"),
    [
        (
            "de",
            "Stellenanzeigen | Stellenanzeige | ändern",
            "Bewerbungen | Bewerbung | die aller Stellenanzeigen sehen",
        ),
        (
            "en",
            "Postings | posting | change",
            "Applications | application | see those of every posting",
        ),
    ],
)
def test_permissions_are_named_in_the_language_of_the_reader(
    page: str, language: str, change: str, every: str
) -> None:
    found = permissions_on(page.format(pk=person("kim").pk), language)
    assert (found["change_posting"], found["see_every_application"]) == (change, every)


def test_permission_of_nobody_we_know_keeps_its_name() -> None:
    known = Permission.objects.get(codename="view_posting")
    Permission.objects.create(codename="paint", name="Can paint", content_type=known.content_type)
    assert permissions_on("/admin/auth/group/add/", "de")["paint"].endswith("| Can paint")


@pytest.mark.parametrize(
    ("language", "warning"),
    [
        ("de", "Wenn Sie sie ausschalten, geht das bisherige Passwort dieses Kontos verloren."),
        ("en", "If disabled, the current password of this account will be lost."),
    ],
)
def test_warning_beside_a_password_is_in_the_language_of_the_reader(
    language: str, warning: str
) -> None:
    client = browser(person("root", is_superuser=True), language)
    page = client.get(f"/admin/auth/user/{person('kim').pk}/password/").text
    assert BeautifulSoup(page, "html.parser").select_one("#id_unusable_warning li").text == warning


@pytest.mark.parametrize("field", ["first_name", "last_name"])
def test_name_of_an_account_is_one_line(field: str) -> None:
    kim, admin = person("kim"), browser(person("root", is_superuser=True))
    page = f"/admin/auth/user/{kim.pk}/change/"
    form = {"username": "kim", "date_joined_0": "2026-11-01", "date_joined_1": "08:00:00"}
    answers = [admin.post(page, form | {field: typed}) for typed in ("Kim\nSo", "Kim So")]
    kim.refresh_from_db()
    assert ([one.status_code for one in answers], getattr(kim, field)) == ([200, 302], "Kim So")


def test_field_without_a_name_is_refused_and_no_fault_of_ours() -> None:
    root = person("root", is_superuser=True)
    path = f"/admin/auth/user/{root.pk}/change/"
    assert browser(root).get(f"{path}?_to_field=").status_code == 400
    assert browser(root).get(f"{path}?_to_field=id").status_code == 200
