"""Sign-in of staff: a password, then a second factor; accounts are made in the admin only."""

import time
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import check_password_with_timing_attack_mitigation, logout
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.exceptions import ValidationError
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext

from careers.web.client_address import client_address
from config.middleware import View
from config.staff import login_limit
from config.staff.accounts import find_login_account

OPEN_WITHOUT_SECOND_FACTOR = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "set_language",
    "brand_stylesheet",
    "brand_icon",
    "accept_invitation",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}
FRESH_SIGN_IN_SECONDS = 300
SET_UP_HERE = "second-factor-set-up-here"
"""In the session: the key of the authenticator that was set up in it."""


class StaffBackend(ModelBackend):
    """Signs in active staff by user name or address, in any letter case, with one hash whoever is named."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if password is None:
            return None
        user = find_login_account(username or "")
        right = check_password_with_timing_attack_mitigation(user, password)
        if user is None or not right or not user.is_staff or not self.user_can_authenticate(user):
            return None
        return user


class StaffAccountAdapter(DefaultAccountAdapter):
    """allauth without sign-up, foreign redirects and JSON, and with our limit of tries."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self.typed = credentials.get("username", "")
        owner = find_login_account(self.typed)
        username = None if owner is None else owner.username
        try:
            self.taken = login_limit.take_try(request, self.typed, username)
        except login_limit.TooManyTriesError as refused:
            raise ValidationError(wait_sentence(refused.minutes), code="too_many_tries") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Nobody if the account has no try left; the password is hashed all the same, which takes as long."""
        user = super().authenticate(request, **credentials)
        if user is None or self.taken.of_account is None:
            return None
        login_limit.return_try(self.typed, user.get_username(), self.taken)
        return user

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        login_limit.remember_browser(response, user.get_username())
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of the last five minutes is fresh enough, else the second factor asks twice.

        With an authenticator app only its code makes one fresh, or that it was set up in this session: the
        password alone changes nothing of it.
        """
        records = get_authentication_records(self.request, self.request.user)
        keys = second_factor_keys(self.request.user)
        if keys and self.request.session.get(SET_UP_HERE) not in keys:
            records = [record for record in records if record["method"] == "mfa"]
        oldest = time.time() - FRESH_SIGN_IN_SECONDS
        return all(record["at"] < oldest for record in records)


def wait_sentence(minutes: int) -> str:
    return ngettext(
        "Too many wrong passwords. Please wait %(minutes)d minute, then try again.",
        "Too many wrong passwords. Please wait %(minutes)d minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}


def require_second_factor(get_response: View) -> View:
    """Sends staff without an authenticator app to set one up; nothing else is open to them.

    A session that began with the password alone ends when the account has one: whoever knows the
    password could have waited for that.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not may_lack_second_factor(request):
            return get_response(request)
        keys = second_factor_keys(request.user)
        if keys and not has_passed(request, keys):
            logout(request)
            return get_response(request)
        if keys or is_open_without(request.path_info):
            return get_response(request)
        return redirect("mfa_activate_totp")

    return middleware


def may_lack_second_factor(request: HttpRequest) -> bool:
    """Whether somebody is signed in whose second factor is to be looked at.

    Without a session cookie the user is not looked at, so that public pages stay cacheable.
    """
    if not settings.SECOND_FACTOR_REQUIRED or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated


def second_factor_keys(user: AbstractBaseUser | AnonymousUser) -> set[int]:
    """The keys of an account's authenticator app and recovery codes; empty without an app."""
    found = dict(Authenticator.objects.filter(user_id=user.pk).values_list("type", "pk"))
    return {*found.values()} if Authenticator.Type.TOTP in found else set()


def has_passed(request: HttpRequest, keys: set[int]) -> bool:
    """Whether this session has shown one of these, or has set the app up itself."""
    records = get_authentication_records(request, cast(User, request.user))
    shown = {record.get("id") for record in records if record["method"] == "mfa"}
    return not keys.isdisjoint({*shown, request.session.get(SET_UP_HERE)})


@receiver(post_save, sender=Authenticator)
def note_set_up(instance: Authenticator, *, created: bool, **_others: object) -> None:
    """Who has set the app up has just shown a code of it."""
    request = context.request
    is_app = created and instance.type == Authenticator.Type.TOTP
    if is_app and request is not None and request.user.pk == instance.user_id:
        request.session[SET_UP_HERE] = instance.pk


def is_open_without(path: str) -> bool:
    try:
        return resolve(path).url_name in OPEN_WITHOUT_SECOND_FACTOR
    except Resolver404:
        return False
