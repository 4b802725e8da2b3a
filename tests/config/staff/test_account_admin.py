"""Accounts and groups: what a form of an account asks for, and what roles and permissions are called."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User

from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db


def permissions_on(page: str, language: str) -> dict[str, str]:
    """The label of each permission by its code."""
    client = browser(person("root", is_superuser=True), language)
    codes = {str(each.pk): each.codename for each in Permission.objects.all()}
    options = BeautifulSoup(client.get(page).text, "html.parser").select("#id_permissions option")
    return {codes[str(option["value"])]: option.text for option in options}


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
    language: str, change: str, every: str
) -> None:
    found = permissions_on("/admin/auth/group/add/", language)
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
    path = f"/admin/auth/user/{root().pk}/change/"
    assert browser(root()).get(f"{path}?_to_field=").status_code == 400
    assert browser(root()).get(f"{path}?_to_field=id").status_code == 200


def root() -> User:
    return User.objects.filter(username="root").first() or person("root", is_superuser=True)


def form_of(user: User, language: str = "de") -> BeautifulSoup:
    client = browser(root(), language)
    return BeautifulSoup(client.get(f"/admin/auth/user/{user.pk}/change/").text, "html.parser")


def change(user: User, **fields: object) -> int:
    form = {"username": user.username, "is_active": "on", "is_staff": "on", **fields}
    return browser(root()).post(f"/admin/auth/user/{user.pk}/change/", form).status_code


def test_form_of_an_account_asks_for_name_address_role_and_whether_it_is_active() -> None:
    first, *rest = form_of(person("kim")).select("fieldset.module")
    names = list(dict.fromkeys(str(field["name"]) for field in first.select("[name]")))
    assert names == ["first_name", "last_name", "email", "groups", "is_active"]
    assert "collapse" in rest[0]["class"]
    assert form_of(person("ada")).select("[name=user_permissions]") == []


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("de", ["Keine Rolle", "Redaktion", "Personalabteilung", "Auswahlteam"]),
        ("en", ["No role", "Editors", "HR managers", "Hiring team"]),
    ],
)
def test_roles_are_offered_with_what_they_may_do(language: str, names: list[str]) -> None:
    labels = form_of(person("edda", "Editors"), language).select("#id_groups label")
    rights = [label.span.extract().text if label.span else "" for label in labels]
    assert [label.text.strip() for label in labels] == names
    assert [bool(words) for words in rights] == [False, True, True, True]


def test_role_is_changed_and_taken_away() -> None:
    edda, team = person("edda", "Editors"), Group.objects.get(name="Hiring team")
    assert (
        form_of(edda).select_one("#id_groups input:checked").parent.text.split()[0] == "Redaktion"
    )
    assert change(edda, groups=team.pk) == 302
    assert [*edda.groups.all()] == [team]
    assert change(edda, groups="") == 302
    assert [*edda.groups.all()] == []


def test_account_in_several_groups_keeps_them() -> None:
    both = [Group.objects.get(name=name) for name in ("Editors", "Hiring team")]
    edda = person("edda", "Editors")
    edda.groups.set(both)
    assert len(form_of(edda).select("#id_groups input[type=checkbox]:checked")) == 2
    assert change(edda, groups=[group.pk for group in both]) == 302
    assert {*edda.groups.all()} == {*both}


def test_account_is_added_by_an_invitation() -> None:
    answer = browser(hr_manager()).get("/admin/staff/invitation/add/")
    assert answer.status_code == 200
    client = browser(root())
    assert client.get("/admin/auth/user/add/").headers["Location"] == "/admin/staff/invitation/add/"
    assert client.get("/admin/auth/user/add/?_popup=1").status_code == 200


def test_list_of_accounts_names_the_roles() -> None:
    person("edda", "Editors")
    page = browser(person("root", is_superuser=True), "de").get("/admin/auth/user/").text
    cells = BeautifulSoup(page, "html.parser").select(".field-roles")
    assert sorted(cell.text for cell in cells) == ["Redaktion", "–"]
