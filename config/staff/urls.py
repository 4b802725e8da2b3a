"""The few pages of allauth that staff need, and the page of an invitation; sign-up and e-mail addresses are left out.

Names are allauth's own, because it looks its pages up by them.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, re_path, reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from django.views.i18n import set_language

from config.staff.auth import second_factor_keys
from config.staff.hashing import limit_hashing
from config.staff.views import accept_invitation


def allauth_view(place: str, name: str) -> Callable[..., HttpResponse]:
    """A view of allauth that is imported when it is asked for: with WebAuthn, which we leave out, they take 13 MB."""

    def show(request: HttpRequest, **arguments: str) -> HttpResponse:
        view: Callable[..., HttpResponse] = import_string(f"allauth.{place}.views.{name}")
        return view(request, **arguments)

    show.__name__ = name
    return show


account = partial(allauth_view, "account")
second_factor = partial(allauth_view, "mfa.base")
totp = partial(allauth_view, "mfa.totp")
recovery_codes = partial(allauth_view, "mfa.recovery_codes")


def page(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    """One that no browser keeps: going back after a sign-out must not show a secret or a code."""
    return path(route, never_cache(view), name=name)


def confirm_by_password(request: HttpRequest) -> HttpResponse:
    """Who has an authenticator app confirms by its code: a password alone would change the second factor."""
    if request.user.is_authenticated and second_factor_keys(request.user):
        query = request.GET.urlencode()
        return redirect(f"{reverse('mfa_reauthenticate')}{'?' * bool(query)}{query}")
    return account("reauthenticate")(request)


urlpatterns = [
    page("", RedirectView.as_view(pattern_name="admin:index"), name="staff"),
    page("login/", limit_hashing(account("login")), name="account_login"),
    page("logout/", account("logout"), name="account_logout"),
    page("reauthenticate/", limit_hashing(confirm_by_password), name="account_reauthenticate"),
    page("password/", limit_hashing(account("password_change")), name="account_change_password"),
    page("password/forgotten/", account("password_reset"), name="account_reset_password"),
    page(
        "password/forgotten/sent/",
        account("password_reset_done"),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        never_cache(limit_hashing(account("password_reset_from_key"))),
        name="account_reset_password_from_key",
    ),
    page(
        "password/new/",
        account("password_reset_from_key_done"),
        name="account_reset_password_from_key_done",
    ),
    page("invitation/<str:key>/", limit_hashing(accept_invitation), name="accept_invitation"),
    page("language/", set_language, name="set_language"),
    page("second-factor/", second_factor("index"), name="mfa_index"),
    page("second-factor/sign-in/", second_factor("authenticate"), name="mfa_authenticate"),
    page("second-factor/again/", second_factor("reauthenticate"), name="mfa_reauthenticate"),
    page("second-factor/app/", totp("activate_totp"), name="mfa_activate_totp"),
    page("second-factor/app/remove/", totp("deactivate_totp"), name="mfa_deactivate_totp"),
    page("recovery-codes/", recovery_codes("view_recovery_codes"), name="mfa_view_recovery_codes"),
    page(
        "recovery-codes/new/",
        login_required(recovery_codes("generate_recovery_codes")),
        name="mfa_generate_recovery_codes",
    ),
    page(
        "recovery-codes/download/",
        recovery_codes("download_recovery_codes"),
        name="mfa_download_recovery_codes",
    ),
]
