"""How often a password may be tried: at most ten times an account in 15 minutes.

Of the ten, seven are for anybody, at most five of these for one network (an IPv4 address, an IPv6
/64) and six for one /56 or /48, so that one attacker does not use up the tries of the account's owner elsewhere. The last
three are kept for browsers that have signed in to the account before: even an attack from many
networks does not lock its owner out. A try counts before the password is looked at and is given
back when it was right.

Each try counts twice: under what was typed, which is the same whether there is such an account or
not, and is what a refusal tells of; and under the account, which has a name and an address. When
only the account has none left, every password is wrong: a refusal would tell that two names are one.
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from applications.rate_limit import Use, lock_uses, save_uses
from careers.web.client_address import client_network, widen_network

WINDOW = timedelta(minutes=15)
TRIES_OF_NETWORKS = (5, 6, 6)
"""Of one network, and of those around it in the order of widen_network()."""
TRIES_OF_ALL_NETWORKS = 7
TRIES_KEPT_FOR_KNOWN_BROWSERS = 3
COOKIE_AGE = timedelta(days=180)


@dataclass(frozen=True)
class Try:
    """One look at a password; `reserved` if it was one of those kept for known browsers."""

    at: datetime
    network: str
    reserved: bool


@dataclass(frozen=True)
class Taken:
    """What a look at a password counted as; without a try of the account, no password is right."""

    of_name: Try
    of_account: Try | None


class TooManyTriesError(Exception):
    """No try is left; one is free again after `minutes` (whole, at least one)."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


def account_key(username: str) -> str:
    """The same for every spelling of a user name that signs in to the same account."""
    folded = unicodedata.normalize("NFKC", username.strip()).casefold()
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def take_try(request: HttpRequest, typed: str, username: str | None = None) -> Taken:
    """Count one look at the password of this user, None for nobody; TooManyTriesError if the typed name has none."""
    wanted = Try(timezone.now(), client_network(request), reserved=False)
    is_known = is_known_browser(request, username or typed)
    of_name = count_try(name_key(typed), wanted, is_known=is_known)
    try:
        of_account = count_try(owner_key(typed, username), wanted, is_known=is_known)
    except TooManyTriesError:
        return Taken(of_name, None)
    return Taken(of_name, of_account)


def count_try(key: str, wanted: Try, *, is_known: bool) -> Try:
    """The try, with those of a known browser if no other is left; or TooManyTriesError."""
    tries = lock_tries(key, wanted.at)
    taken = wanted
    if wait := waiting_time(tries, wanted):
        reserved = sum(one.reserved for one in tries)
        if not is_known or reserved >= TRIES_KEPT_FOR_KNOWN_BROWSERS:
            raise TooManyTriesError(minutes=int(wait.total_seconds() // 60) + 1)
        taken = Try(wanted.at, wanted.network, reserved=True)
    save_tries(key, [*tries, taken])
    return taken


@transaction.atomic
def return_try(typed: str, username: str, taken: Taken) -> None:
    """The password was right: its try does not count."""
    counted = (name_key(typed), taken.of_name), (owner_key(typed, username), taken.of_account)
    for key, returned in counted:
        save_tries(key, [one for one in lock_tries(key, timezone.now()) if one != returned])


@transaction.atomic
def forget_tries(username: str, addresses: Iterable[str]) -> None:
    """The account has a new password, by its owner's mail: tries of the old one do not count."""
    names = dict.fromkeys(name_key(one) for one in (username, *sorted(addresses)))
    for key in (*names, owner_key(username, username)):
        lock_tries(key, timezone.now())
        save_tries(key, [])


def name_key(typed: str) -> str:
    return f"sign-in-tries:name:{account_key(typed)}"


def owner_key(typed: str, username: str | None) -> str:
    """Of the account; where there is none, one of its own for what was typed, so that it takes as long."""
    if username is None:
        return f"sign-in-tries:nobody:{account_key(typed)}"
    return f"sign-in-tries:account:{account_key(username)}"


def lock_tries(key: str, now: datetime) -> list[Try]:
    """The tries in the window; parallel requests wait until the transaction ends."""
    uses = lock_uses(key, since=now - WINDOW)
    return [Try(use.at, *use.detail) for use in uses]


def save_tries(key: str, tries: list[Try]) -> None:
    uses = [Use(one.at, (one.network, one.reserved)) for one in tries]
    save_uses(key, uses, window=WINDOW)


def waiting_time(tries: list[Try], wanted: Try) -> timedelta:
    """How long until this try fits among the unreserved ones; nothing if it does now."""
    counted = [one for one in tries if not one.reserved]
    groups = [([one.at for one in counted], TRIES_OF_ALL_NETWORKS)]
    for network, limit in zip(widen_network(wanted.network), TRIES_OF_NETWORKS, strict=False):
        times = [one.at for one in counted if network in widen_network(one.network)]
        groups.append((times, limit))
    full = [
        sorted(times)[-limit] + WINDOW - wanted.at for times, limit in groups if len(times) >= limit
    ]
    return max(full, default=timedelta())


def remember_browser(response: HttpResponseBase, username: str) -> None:
    """Tell the browser, signed, that it has signed in to this account."""
    response.set_signed_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        account_key(username),
        max_age=COOKIE_AGE,
        path=reverse("account_login").removesuffix("login/"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def is_known_browser(request: HttpRequest, username: str) -> bool:
    """Whether the cookie is ours, signed, not too old, and about this account."""
    name = settings.KNOWN_BROWSER_COOKIE_NAME
    known = request.get_signed_cookie(name, default="", max_age=COOKIE_AGE)
    return bool(known == account_key(username))
