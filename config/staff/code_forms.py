"""The forms that ask for a code of the second factor, with a limit that leaves its owner tries elsewhere.

Whoever knows a password could else have its owner kept out, by ten wrong codes every 15 minutes.
"""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from django.contrib.auth.models import User
from django.utils import timezone

from applications.rate_limit import Limit, save_uses, try_acquire_each
from careers.web.client_address import client_network

WINDOW = timedelta(minutes=15)
CODES_OF_A_NETWORK = 10
CODES_OF_ALL_NETWORKS = 20
"""A wrong code is right by chance once in 300,000 tries (three of a million count at a time)."""


class LimitedCode(BaseAuthenticateForm):
    """Counts each code for its account and network, and for the account; allauth counts none ("login_failed")."""

    def clean_code(self) -> str:
        limits = list_limits(self.user)
        if not try_acquire_each(limits, now=timezone.now()):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()
        for one in limits:
            save_uses(one.key, [], window=WINDOW)
        return code


class StaffCodeForm(LimitedCode, AuthenticateForm):
    """After the password."""


class StaffCodeAgainForm(LimitedCode, ReauthenticateForm):
    """Before something that wants a fresh sign-in."""


def list_limits(user: User) -> list[Limit]:
    key, network = f"codes:{user.pk}", client_network(context.request)
    return [
        Limit(f"{key}:{network}", CODES_OF_A_NETWORK, WINDOW),
        Limit(key, CODES_OF_ALL_NETWORKS, WINDOW),
    ]
