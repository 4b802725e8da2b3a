import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth import authenticate, get_user
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from config.staff.auth import StaffAccountAdapter
from tests.config.people import PASSWORD, browser, hr_manager, person, team_member

pytestmark = pytest.mark.django_db
SIGN_IN = "/staff/login/"
WRONG = "The username and/or password you specified are not correct."


def sign_in(client: Client, name: str, password: str = PASSWORD, **fields: str) -> object:
    return client.post(SIGN_IN, {"login": name, "password": password, **fields})


def with_app(user: User) -> str:
    """Gives the person an authenticator app; returns its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_right_password_leads_to_the_admin() -> None:
    hr_manager()
    client = browser()
    answer = sign_in(client, "hanna")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_user_name_counts_in_any_letter_case() -> None:
    hr_manager()
    assert sign_in(browser(), "HANNA").status_code == 302


@pytest.mark.parametrize("typed", ["anna@example.org", "ANNA@Example.org", " anna@example.org "])
def test_email_address_signs_in(typed: str) -> None:
    person("anna", email="Anna@example.org")
    assert sign_in(browser(), typed).status_code == 302


def test_address_of_two_accounts_signs_nobody_in() -> None:
    person("anna", email="team@example.org")
    person("bert", email="team@example.org")
    assert WRONG in sign_in(browser(), "team@example.org").text


def test_address_of_a_former_account_signs_its_successor_in() -> None:
    person("anna", email="team@example.org", is_active=False)
    person("bert", email="team@example.org")
    assert sign_in(browser(), "team@example.org").status_code == 302


def test_user_name_goes_before_the_address_of_somebody_else() -> None:
    person("team@example.org")
    person("bert", email="team@example.org")
    client = browser()
    sign_in(client, "team@example.org")
    assert get_user(client).get_username() == "team@example.org"


def test_address_and_user_name_share_their_tries_and_nobody_sees_that() -> None:
    person("anna", email="anna@example.org")
    for number in range(5):
        typed = ("anna", "anna@example.org")[number % 2]
        assert WRONG in sign_in(browser(), typed, f"wrong{number}").text
    assert WRONG in sign_in(browser(), "anna").text
    assert WRONG in sign_in(browser(), "anna@example.org").text
    elsewhere = browser()
    elsewhere.defaults["REMOTE_ADDR"] = "198.51.100.7"
    assert sign_in(elsewhere, "anna@example.org").status_code == 302


@pytest.mark.parametrize("known", ["anna@example.org", "bert@example.org"])
@pytest.mark.parametrize(
    "spelling", ["\uff41nna@example.org", "ANNA@example.org", "anna@EXAMPLE.org "]
)
def test_spellings_share_their_tries_whether_there_is_an_account_or_not(
    known: str, spelling: str
) -> None:
    person("kim", email=known)
    for number in range(5):
        assert WRONG in sign_in(browser(), "anna@example.org", f"wrong{number}").text
    assert "Too many wrong passwords" in sign_in(browser(), spelling, "wrong").text


def test_names_that_differ_in_case_only_need_the_exact_one() -> None:
    person("anna")
    User.objects.create_user("Anna", password="Anderes-Wort-2026", is_staff=True)
    assert sign_in(browser(), "Anna", "Anderes-Wort-2026").status_code == 302
    assert WRONG in sign_in(browser(), "ANNA").text


@pytest.mark.parametrize(
    ("name", "fields"),
    [("nobody", {}), ("anna", {"is_active": False}), ("anna", {"is_staff": False}), ("anna", {})],
)
def test_wrong_sign_in_looks_the_same_for_every_account(name: str, fields: dict[str, bool]) -> None:
    person("anna", **fields)
    password = PASSWORD if fields else "wrong"
    answer = sign_in(browser(), name, password)
    assert (answer.status_code, WRONG in answer.text, answer.cookies.keys() == {"csrftoken"}) == (
        200,
        True,
        True,
    )


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_wrong_sign_in_hashes_once_for_every_account(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import get_hasher

    person("anna")
    hashed: list[str] = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *a, **k: hashed.append(name) or encode(*a, **k))
    sign_in(browser(), name, "wrong")
    assert hashed == [name]


@pytest.mark.parametrize("name", ["anna", "nobody"])
def test_too_many_tries_look_the_same_for_every_account(name: str) -> None:
    person("anna")
    texts = [sign_in(browser(), name, f"wrong{number}").text for number in range(6)]
    assert [WRONG in text for text in texts] == [True] * 5 + [False]
    assert "Too many wrong passwords. Please wait 15 minutes, then try again." in texts[5]


def test_right_password_is_refused_once_the_tries_are_used_up() -> None:
    person("anna")
    client = browser()
    for number in range(5):
        sign_in(client, "anna", f"wrong{number}")
    assert sign_in(client, "anna").status_code == 200


def test_owner_signs_in_from_elsewhere_meanwhile() -> None:
    person("anna")
    for number in range(9):
        sign_in(browser(), "anna", f"wrong{number}")
    client = browser()
    client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    assert sign_in(client, "anna").status_code == 302


def test_right_passwords_use_no_tries_up() -> None:
    person("anna")
    assert [sign_in(browser(), "anna").status_code for _ in range(12)] == [302] * 12


def test_changing_the_password_is_under_the_same_limit() -> None:
    client = browser(person("anna"))
    form = {"oldpassword": "wrong", "password1": "Neues-Wort-2026", "password2": "Neues-Wort-2026"}
    texts = [client.post("/staff/password/", form).text for _ in range(6)]
    assert ["Too many wrong passwords" in text for text in texts] == [False] * 5 + [True]


def test_password_can_be_changed() -> None:
    user = person("anna")
    form = {"oldpassword": PASSWORD, "password1": "Neues-Wort-2026", "password2": "Neues-Wort-2026"}
    assert browser(user).post("/staff/password/", form).status_code == 302
    user.refresh_from_db()
    assert user.check_password("Neues-Wort-2026")


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/admin/careers/posting/", "/admin/careers/posting/"),
        ("https://evil.example/", "/admin/"),
        ("//evil.example/", "/admin/"),
        ("https://localhost/admin/", "/admin/"),
        ("/\\evil.example", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
    ],
)
def test_sign_in_leads_nowhere_else(target: str, location: str) -> None:
    person("anna")
    assert sign_in(browser(), "anna", next=target).headers["Location"] == location


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_in_of_the_admin_is_the_one_of_staff(method: str) -> None:
    answer = getattr(browser(), method)("/admin/login/?next=/admin/careers/posting/")
    assert (answer.status_code, answer.headers["Location"]) == (
        302, "/staff/login/?next=/admin/careers/posting/",
    )  # fmt: skip


def test_sign_in_of_the_admin_checks_no_password_for_staff_either() -> None:
    answer = browser(person("anna")).post("/admin/login/", {"username": "bert", "password": "x"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


def test_somebody_who_is_no_staff_may_not_see_the_admin() -> None:
    assert browser(person("anna", is_staff=False)).get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password"])
def test_other_pages_of_allauth_do_not_exist(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_nobody_can_sign_up() -> None:
    assert StaffAccountAdapter().is_open_for_signup(HttpRequest()) is False


def test_credentials_without_a_password_sign_nobody_in() -> None:
    person("anna")
    assert authenticate(None, username="anna") is None
    assert authenticate(None, username="anna", password=PASSWORD) is not None


def test_passwords_are_changed_in_one_place() -> None:
    client = browser(person("anna"))
    assert client.get("/admin/password_change/").headers["Location"] == "/staff/password/"
    assert client.get("/admin/password_change/done/").headers["Location"] == "/admin/"


def test_json_is_not_answered() -> None:
    answer = browser().get(SIGN_IN, headers={"accept": "application/json"})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_second_step_is_asked_after_the_password() -> None:
    secret = with_app(person("anna"))
    client = browser()
    assert sign_in(client, "anna").headers["Location"] == "/staff/second-factor/sign-in/"
    assert not get_user(client).is_authenticated
    client.post("/staff/second-factor/sign-in/", {"code": code(secret)})
    assert get_user(client).is_authenticated


def test_second_step_has_ten_tries() -> None:
    with_app(person("anna"))
    client = browser()
    sign_in(client, "anna")
    texts = [
        client.post("/staff/second-factor/sign-in/", {"code": "000000"}).text for _ in range(11)
    ]
    assert ["Too many failed login attempts" in text for text in texts] == [False] * 10 + [True]


def test_code_counts_once_only() -> None:
    secret = with_app(person("anna"))
    for expected in (True, False):
        client = browser()
        sign_in(client, "anna")
        client.post("/staff/second-factor/sign-in/", {"code": code(secret)})
        assert get_user(client).is_authenticated is expected


@pytest.mark.parametrize("path", ["/admin/", "/admin/careers/posting/", "/staff/password/", "/staff/second-factor/", "/de/stellen/", "/unknown"])  # fmt: skip
def test_without_a_second_factor_staff_reach_nothing_else(settings: object, path: str) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    answer = browser(hr_manager()).get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/staff/second-factor/app/")


def test_with_a_second_factor_staff_reach_the_admin(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    secret = with_app(hr_manager())
    client = browser()
    sign_in(client, "hanna")
    client.post("/staff/second-factor/sign-in/", {"code": code(secret)})
    assert client.get("/admin/careers/posting/").status_code == 200


def test_second_factor_is_not_asked_where_it_is_not_required() -> None:
    assert browser(hr_manager()).get("/admin/careers/posting/").status_code == 200


@pytest.mark.parametrize("path", ["/brand.css", "/staff/login/"])
def test_what_the_set_up_needs_stays_open(settings: object, path: str) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    answer = browser(hr_manager()).get(path)
    assert answer.headers.get("Location", "") != "/staff/second-factor/app/"


def test_visitors_are_not_asked_for_a_second_factor(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    assert browser().get("/de/stellen/").status_code == 200


def test_public_page_does_not_vary_by_cookie() -> None:
    assert "Cookie" not in browser().get("/de/stellen/").headers.get("Vary", "")


def test_second_factor_is_set_up_right_after_the_first_sign_in(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    user = person("anna")
    client = browser()
    sign_in(client, "anna")
    page = client.get("/admin/", follow=True)
    secret = page.context["form"].secret
    answer = client.post("/staff/second-factor/app/", {"code": code(secret)}, follow=True)
    assert get_adapter().is_mfa_enabled(user, types=[Authenticator.Type.TOTP])
    assert len(answer.context["unused_codes"]) == 10
    assert client.get("/admin/").status_code == 200


def test_old_session_must_show_its_password_before_it_changes_the_second_factor(
    time_machine: object,
) -> None:
    user = person("anna")
    client = browser(user)
    answer = client.get("/staff/second-factor/app/")
    assert answer.headers["Location"].startswith("/staff/reauthenticate/")


@pytest.mark.parametrize(
    "path",
    ["login/", "logout/", "reauthenticate/", "password/", "second-factor/", "second-factor/app/",
     "second-factor/app/remove/", "recovery-codes/", "recovery-codes/new/"],
)  # fmt: skip
@pytest.mark.parametrize("app", [True, False])
def test_pages_of_signing_in_open_without_inline_code(path: str, app: bool) -> None:
    user = person("anna")
    if app:
        with_app(user)
    client = browser()
    sign_in(client, "anna")
    if app:
        client.force_login(user)
    answer = client.get(f"/staff/{path}", follow=True)
    text = answer.text
    assert answer.status_code in {200, 404}
    assert ("<style" in text, "style=" in text, "<script>" in text, "onclick" in text) == (
        False,
    ) * 4


def test_lost_phone_is_handled_without_showing_a_secret() -> None:
    secret = with_app(person("anna"))
    client = browser(person("root", is_superuser=True))
    found = Authenticator.objects.get()
    text = client.get(f"/admin/mfa/authenticator/{found.pk}/change/").text
    assert (secret in text, "anna" in text) == (False, True)
    client.post(f"/admin/mfa/authenticator/{found.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.exists()


def test_language_is_switched_by_a_form_only() -> None:
    client = browser(hr_manager(), language="en")
    assert client.get("/staff/language/?language=de").cookies == {}
    answer = client.post("/staff/language/", {"language": "de", "next": "/admin/"})
    assert answer.headers["Location"] == "/admin/"
    assert '<html lang="de"' in client.get("/admin/").text


def test_hiring_team_sees_no_accounts() -> None:
    assert browser(team_member()).get("/admin/auth/user/").status_code == 403


@pytest.mark.parametrize("stored", ["anna@weiß.example", "anna@xn--wei-7ka.example"])
@pytest.mark.parametrize("typed", ["anna@weiß.example", "Anna@XN--WEI-7KA.example"])
def test_domain_with_umlauts_signs_in_in_either_form(stored: str, typed: str) -> None:
    person("kim", email="kim@weiss.example")
    person("anna", email=stored)
    assert sign_in(browser(), typed).status_code == 302
    assert WRONG in sign_in(browser(), "anna@weiss.example").text
