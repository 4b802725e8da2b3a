"""Sign-in of staff: a password, then a second factor; accounts are made in the admin only."""

import time
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ChangePasswordForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import check_password_with_timing_attack_mitigation, get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser, User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext

from careers.web.client_address import client_address
from config.middleware import View
from config.staff import login_limit

OPEN_WITHOUT_SECOND_FACTOR = {
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "set_language",
    "brand_stylesheet",
    "brand_icon",
}
FRESH_SIGN_IN_SECONDS = 300


class StaffBackend(ModelBackend):
    """Signs in active staff by user name, in any letter case, with one hash whoever is named."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        if password is None:
            return None
        user = self.find_user(username or "")
        right = check_password_with_timing_attack_mitigation(user, password)
        if user is None or not right or not user.is_staff or not self.user_can_authenticate(user):
            return None
        return user

    def find_user(self, username: str) -> User | None:
        """The one account of this name; spellings that count as other names find none."""
        key = login_limit.account_key(username)
        found = get_user_model().objects.filter(username__iexact=username.strip())
        same = [user for user in found if login_limit.account_key(user.username) == key]
        exact = [user for user in same if user.username == username]
        return next(iter(exact or same), None) if exact or len(same) == 1 else None


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
        try:
            self.taken = login_limit.take_try(request, credentials.get("username", ""))
        except login_limit.TooManyTriesError as refused:
            raise ValidationError(wait_sentence(refused.minutes), code="too_many_tries") from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        if user is not None:
            login_limit.return_try(credentials["username"], self.taken)
        return user

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        login_limit.remember_browser(response, user.get_username())
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of the last five minutes is fresh enough, else the second factor asks twice."""
        records = get_authentication_records(self.request, self.request.user)
        oldest = time.time() - FRESH_SIGN_IN_SECONDS
        return all(record["at"] < oldest for record in records)


class StaffPasswordForm(ChangePasswordForm):
    def clean_oldpassword(self) -> str:
        """Looks at the old password under the same limit as signing in does."""
        password = self.cleaned_data["oldpassword"]
        adapter = get_adapter()
        if not adapter.reauthenticate(cast(User, self.user), password):
            raise adapter.validation_error("enter_current_password")
        return str(password)


def wait_sentence(minutes: int) -> str:
    return ngettext(
        "Too many wrong passwords. Please wait %(minutes)d minute, then try again.",
        "Too many wrong passwords. Please wait %(minutes)d minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}


def require_second_factor(get_response: View) -> View:
    """Sends staff without an authenticator app to set one up; nothing else is open to them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not lacks_second_factor(request) or is_open_without(request.path_info):
            return get_response(request)
        return redirect("mfa_activate_totp")

    return middleware


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether somebody is signed in who ought to have a second factor and has none.

    Without a session cookie the user is not looked at, so that public pages stay cacheable.
    """
    if not settings.SECOND_FACTOR_REQUIRED or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = request.user
    return user.is_authenticated and not is_mfa_enabled(user, types=[Authenticator.Type.TOTP])


def is_open_without(path: str) -> bool:
    try:
        return resolve(path).url_name in OPEN_WITHOUT_SECOND_FACTOR
    except Resolver404:
        return False
