"""Accounts in the hands of somebody who is no superuser: nobody gives, takes over or ends more than they have."""

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User

from tests.applications.factories import ApplicationFactory
from tests.careers.factories import published
from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db

DATES = {"date_joined_0": "2026-11-01", "date_joined_1": "08:00:00"}
OWN = ("change_user", "view_user", "delete_user", "add_group", "change_group", "view_group")
OTHERS = ("view_authenticator", "delete_authenticator")


def keeper() -> User:
    """Somebody who looks after accounts, groups and second factors, and no more."""
    user = person("karl")
    user.user_permissions.set(Permission.objects.filter(codename__in=(*OWN, *OTHERS)))
    return user


def change(account: User, **fields: object) -> int:
    form = {**DATES, "username": account.username, "is_active": "on", "is_staff": "on", **fields}
    path = f"/admin/auth/user/{account.pk}/change/"
    return browser(User.objects.get(username="karl")).post(path, form).status_code


def key_of_permission(codename: str) -> int:
    return Permission.objects.get(codename=codename).pk


def names_of_permissions(user: User) -> list[str]:
    return [*user.user_permissions.order_by("codename").values_list("codename", flat=True)]


def test_nobody_makes_themselves_a_superuser() -> None:
    karl = keeper()
    kept = [*karl.user_permissions.values_list("pk", flat=True)]
    assert change(karl, is_superuser="on", last_name="Kiel", user_permissions=kept) == 302
    karl.refresh_from_db()
    assert (karl.is_superuser, karl.last_name) == (False, "Kiel")


def test_superuser_makes_a_superuser() -> None:
    kim = person("kim")
    form = {**DATES, "username": "kim", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    browser(person("root", is_superuser=True)).post(f"/admin/auth/user/{kim.pk}/change/", form)
    kim.refresh_from_db()
    assert kim.is_superuser


@pytest.mark.parametrize("codename", ["view_user", "view_posting"])
def test_permissions_are_given_by_groups_only(codename: str) -> None:
    keeper()
    kim = person("kim")
    kim.user_permissions.set([key_of_permission("view_group")])
    assert change(kim, user_permissions=[key_of_permission(codename)]) == 302
    assert names_of_permissions(kim) == ["view_group"]


@pytest.mark.parametrize(("codename", "joined"), [("view_user", True), ("view_posting", False)])
def test_groups_of_rights_that_one_has_are_given_only(codename: str, joined: bool) -> None:
    keeper()
    kim, group = person("kim"), Group.objects.create(name="Some")
    group.permissions.add(key_of_permission(codename))
    change(kim, groups=[group.pk])
    assert kim.groups.filter(pk=group.pk).exists() is joined


@pytest.mark.parametrize(("codename", "status"), [("view_user", 302), ("view_posting", 200)])
def test_group_is_made_of_rights_that_one_has(codename: str, status: int) -> None:
    form = {"name": "New", "permissions": [key_of_permission(codename)]}
    answer = browser(keeper()).post("/admin/auth/group/add/", form)
    assert (answer.status_code, Group.objects.filter(name="New").exists()) == (
        status, status == 302,
    )  # fmt: skip


@pytest.mark.parametrize(("group", "status"), [("Plain", 302), ("HR managers", 403)])
def test_group_of_more_rights_is_not_changed(group: str, status: int) -> None:
    found, _made = Group.objects.get_or_create(name=group)
    path = f"/admin/auth/group/{found.pk}/change/"
    assert browser(keeper()).post(path, {"name": "Renamed"}).status_code == status


@pytest.mark.parametrize("page", ["change", "password", "delete"])
def test_account_of_more_rights_is_looked_at_only(page: str) -> None:
    client = browser(keeper())
    plain, root = person("plain"), person("root", is_superuser=True)
    paths = [f"/admin/auth/user/{user.pk}/{page}/" for user in (plain, root, hr_manager())]
    shown = [client.get(path) for path in paths]
    may_save = [
        answer.status_code == 200
        and bool(BeautifulSoup(answer.text, "html.parser").select("#content [type=submit]"))
        for answer in shown
    ]
    assert may_save == [True, False, False]


def test_password_of_more_rights_is_not_set() -> None:
    client, root = browser(keeper()), person("root", is_superuser=True)
    before = root.password
    form = {"password1": "Ein-Neues-Wort-2026", "password2": "Ein-Neues-Wort-2026"}
    answer = client.post(f"/admin/auth/user/{root.pk}/password/", form)
    root.refresh_from_db()
    assert (answer.status_code, root.password == before) == (403, True)


def set_password(account: User) -> int:
    form = {"password1": "Ein-Neues-Wort-2026", "password2": "Ein-Neues-Wort-2026"}
    path = f"/admin/auth/user/{account.pk}/password/"
    return browser(User.objects.get(username="karl")).post(path, form).status_code


def test_account_of_a_hiring_team_that_one_is_not_on_is_not_taken_over() -> None:
    karl, kim, posting = keeper(), person("kim"), published()
    posting.hiring_team.add(kim)
    assert (set_password(kim), change(kim, last_name="Kiel")) == (403, 403)
    posting.hiring_team.add(karl)
    assert (set_password(kim), change(kim, last_name="Kiel")) == (302, 302)


@pytest.mark.parametrize("codename", ["see_every_application", "choose_hiring_team"])
def test_who_could_see_what_a_team_sees_looks_after_its_accounts(codename: str) -> None:
    kim = person("kim")
    published().hiring_team.add(kim)
    keeper().user_permissions.add(key_of_permission(codename))
    assert set_password(kim) == 302


def test_account_that_sees_what_one_is_kept_away_from_is_not_taken_over() -> None:
    application, karl, kim = ApplicationFactory(), keeper(), person("kim")
    application.posting.hiring_team.add(karl, kim)
    assert set_password(kim) == 302
    application.exclusions.create(user=karl, at=application.submitted_at)
    assert set_password(kim) == 403
    application.exclusions.create(user=kim, at=application.submitted_at)
    assert set_password(kim) == 302


def delete_chosen(path: str, keys: list[int]) -> None:
    form = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    browser(keeper()).post(path, form)


def test_accounts_of_more_rights_are_not_deleted_together() -> None:
    plain, root = person("plain"), person("root", is_superuser=True)
    delete_chosen("/admin/auth/user/", [plain.pk, root.pk])
    assert User.objects.filter(pk__in=[plain.pk, root.pk]).count() == 2
    browser(User.objects.get(username="karl")).post(
        "/admin/auth/user/",
        {"action": "delete_selected", "_selected_action": [plain.pk], "post": "yes"},
    )
    assert not User.objects.filter(pk=plain.pk).exists()


def add_second_factor(user: User) -> Authenticator:
    return Authenticator.objects.create(user=user, type="totp", data={"secret": "KRUGKIDR"})


@pytest.mark.parametrize(("is_superuser", "left"), [(True, 1), (False, 0)])
def test_second_factor_of_more_rights_is_not_removed(is_superuser: bool, left: int) -> None:
    factor = add_second_factor(person("kim", is_superuser=is_superuser))
    delete_chosen("/admin/mfa/authenticator/", [factor.pk])
    assert Authenticator.objects.count() == left


def test_secret_of_a_second_factor_is_not_found_out_by_a_filter() -> None:
    add_second_factor(person("kim"))
    client, page = browser(keeper()), "/admin/mfa/authenticator/"
    asked = [{"data__secret__startswith": "K"}, {"data__secret__startswith": "X"}, {"data": "{}"}]
    assert [client.get(page, each).status_code for each in asked] == [400, 400, 400]
    assert client.get(page, {"type__exact": "totp"}).context["cl"].result_count == 1
