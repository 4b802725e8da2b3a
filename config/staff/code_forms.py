"""The forms that ask for a code of the second factor, with a limit that leaves its owner tries elsewhere.

Whoever knows a password could else have its owner kept out, by ten wrong codes every 15 minutes. Of the
25 codes of an account, at most ten are for one network (an IPv4 address, an IPv6 /64) and twelve for
one /56 or /48; the last five are kept for browsers that have signed in to the account before.
"""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from django.contrib.auth.models import User
from django.utils import timezone

from applications.rate_limit import Limit, save_uses, try_acquire_each
from careers.web.client_address import client_network, widen_network
from config.staff.login_limit import is_known_browser

WINDOW = timedelta(minutes=15)
CODES_OF_NETWORKS = (10, 12, 12)
"""Of one network, and of those around it in the order of widen_network()."""
CODES_OF_ALL_NETWORKS = 20
CODES_KEPT_FOR_KNOWN_BROWSERS = 5
"""A wrong code is right by chance once in 300,000 tries (three of a million count at a time)."""


class LimitedCode(BaseAuthenticateForm):
    """Counts each code for its account and network, and for the account; allauth counts none ("login_failed")."""

    def clean_code(self) -> str:
        counted = self.take_try()
        if not counted:
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        for one in counted:
            save_uses(one.key, [], window=WINDOW)
        return code

    def take_try(self) -> list[Limit]:
        """Where this code counts; nowhere if no try is left."""
        now, kept = (
            timezone.now(),
            Limit(f"codes:{self.user.pk}:known", CODES_KEPT_FOR_KNOWN_BROWSERS, WINDOW),
        )
        limits = list_limits(self.user)
        if try_acquire_each(limits, now=now):
            return limits
        is_known = is_known_browser(context.request, self.user.get_username())
        return [kept] if is_known and try_acquire_each([kept], now=now) else []


class StaffCodeForm(LimitedCode, AuthenticateForm):
    """After the password."""


class StaffCodeAgainForm(LimitedCode, ReauthenticateForm):
    """Before something that wants a fresh sign-in."""


def list_limits(user: User) -> list[Limit]:
    key = f"codes:{user.pk}"
    networks = widen_network(client_network(context.request))
    return [
        *(
            Limit(f"{key}:{network}", most, WINDOW)
            for network, most in zip(networks, CODES_OF_NETWORKS, strict=False)
        ),
        Limit(key, CODES_OF_ALL_NETWORKS, WINDOW),
    ]
