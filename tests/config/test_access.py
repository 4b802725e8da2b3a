"""The access matrix: every address is classified, and each class lets in whom it says, and nobody else."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.config.people import browser, person

pytestmark = pytest.mark.django_db

PUBLIC = {
    "front_door", "home", "imprint", "privacy", "accessibility", "brand_stylesheet", "brand_icon",
    "brand_logo",
    "account_login", "account_logout", "mfa_authenticate", "set_language", "staff",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "accept_invitation",
}  # fmt: skip
PUBLIC_PARTS = ("careers:", "channels:")
APPLICANTS = ("applications:",)  # who has the link; tested in tests/hiring
SIGNED_IN = {
    "account_reauthenticate", "account_change_password", "mfa_index", "mfa_reauthenticate",
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
}  # fmt: skip
EVERY_MEMBER = {
    "admin:index", "admin:login", "admin:logout", "admin:password_change",
    "admin:password_change_done", "admin:autocomplete", "admin:jsi18n", "admin:view_on_site",
    "admin:app_list", "admin:", "admin:tables",
}  # fmt: skip
CAREERS = ("posting", "textblock", "department", "location", "contact")
PAGES = ("changelist", "add", "history", "delete", "change")
BESIDE_THE_EDITOR = (
    *("publish", "extend", "close", "reopen", "duplicate", "changes", "preview"),
    *("block", "check", "confirm", "markdown", "mend", "outdated"),
)
HR = {
    *(f"admin:careers_{model}_{page}" for model in CAREERS for page in PAGES),
    *(f"admin:careers_posting_{page}" for page in BESIDE_THE_EDITOR),
    *(f"admin:careers_textblock_{page}" for page in ("republish", "use", "confirm")),
    *(f"admin:careers_edition_{page}" for page in PAGES),
}
INVITING = {f"admin:staff_invitation_{page}" for page in PAGES}  # HR managers, not editors
ADMINISTRATORS = ("admin:auth_", "admin:mfa_", "admin:procrastinate_")
APPLICATION_STAFF = ("admin:applications_", "admin:hiring_")  # by team; tests/hiring/access_rows.py


def names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name or ''}"


def classes_of(name: str) -> list[str]:
    parts = {
        "public": name in PUBLIC or name.startswith(PUBLIC_PARTS),
        "applicants": name.startswith(APPLICANTS),
        "signed in": name in SIGNED_IN,
        "members": name in EVERY_MEMBER,
        "hr": name in HR,
        "inviting": name in INVITING,
        "administrators": name.startswith(ADMINISTRATORS),
        "application staff": name.startswith(APPLICATION_STAFF),
    }
    return [part for part, fits in parts.items() if fits]


def test_every_address_is_in_exactly_one_class() -> None:
    all_names = set(names(get_resolver().url_patterns))
    assert {name: classes_of(name) for name in all_names if len(classes_of(name)) != 1} == {}


def test_every_named_class_member_exists() -> None:
    all_names = set(names(get_resolver().url_patterns))
    assert (PUBLIC | SIGNED_IN | EVERY_MEMBER | HR | INVITING) - all_names == set()


def visitors() -> dict[str, Client]:
    return {
        "anonymous": browser(),
        "no staff": browser(person("nina", is_staff=False)),
        "no right": browser(person("nora")),
        "team": browser(person("tom", "Hiring team")),
        "editor": browser(person("edda", "Editors")),
        "hr": browser(person("hanna", "HR managers")),
        "root": browser(person("root", is_superuser=True)),
    }


LISTS = {
    "/admin/": "302 302 200 200 200 200 200",
    "/admin/tables/": "302 302 200 200 200 200 200",
    "/admin/careers/posting/": "302 302 403 200 200 200 200",
    "/admin/careers/posting/add/": "302 302 403 403 200 200 200",
    "/admin/careers/textblock/": "302 302 403 403 200 200 200",
    "/admin/careers/textblock/add/": "302 302 403 403 200 200 200",
    "/admin/careers/department/": "302 302 403 403 200 200 200",
    "/admin/careers/location/": "302 302 403 403 200 200 200",
    "/admin/careers/contact/": "302 302 403 403 200 200 200",
    "/admin/careers/edition/add/": "302 302 403 403 403 403 403",
    "/admin/staff/invitation/": "302 302 403 403 403 200 200",
    "/admin/staff/invitation/add/": "302 302 403 403 403 200 200",
    "/admin/auth/user/": "302 302 403 403 403 403 200",
    "/admin/auth/group/": "302 302 403 403 403 403 200",
    "/admin/mfa/authenticator/": "302 302 403 403 403 403 200",
    "/admin/procrastinate/procrastinatejob/": "302 302 403 403 403 403 200",
    "/staff/password/": "302 200 200 200 200 200 200",
    "/staff/second-factor/": "302 200 200 200 200 200 200",
    "/staff/recovery-codes/new/": "302 302 302 302 302 302 302",
    "/staff/password/forgotten/": "200 200 200 200 200 200 200",
    "/staff/login/": "200 302 302 302 302 302 302",
    "/de/stellen/": "200 200 200 200 200 200 200",
}


@pytest.mark.parametrize("path", LISTS)
def test_page_opens_for_those_with_the_right_only(path: str) -> None:
    answers = {who: client.get(path).status_code for who, client in visitors().items()}
    assert answers == dict(zip(answers, map(int, LISTS[path].split()), strict=True))


@pytest.mark.parametrize("path", [path for path in LISTS if path.startswith("/admin/")])
def test_anonymous_visitors_are_sent_to_sign_in(path: str) -> None:
    answer = browser().get(path, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/staff/login/?next=")
