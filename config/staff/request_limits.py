"""How long somebody waits whom allauth's limits of requests refuse (ACCOUNT_RATE_LIMITS)."""

import math
import time

from allauth.core.internal.ratelimit import Rate, get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from config import errors

ACTIONS = {
    "account_login": "login",
    "account_change_password": "change_password",
    "account_reset_password": "reset_password",
    "account_reset_password_from_key": "reset_password_from_key",
}
"""The limit of each page; all others ask again for the password."""
REAUTHENTICATE = "reauthenticate"


def refuse_request(request: HttpRequest) -> HttpResponse:
    """429 with the time until the page takes a request again; a minute if nothing is full any more."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    action = ACTIONS.get(name or "", REAUTHENTICATE)
    rates = get_rates(app="allauth.account", action=action)
    waits = [seconds_until_free(request, action, rate) for rate in rates]
    return errors.too_many_requests(request, max(waits, default=0) or 60)


def seconds_until_free(request: HttpRequest, action: str, rate: Rate) -> int:
    """Whole seconds until one of the uses, the newest first, is older than the limit looks back."""
    if rate.per == "user" and not request.user.is_authenticated:
        return 0
    email = request.POST.get("email", "").strip().lower()
    key = get_cache_key(request, app="allauth.account", action=action, rate=rate, key=email)
    uses: list[float] = cache.get(key, [])
    if len(uses) < rate.amount:
        return 0
    return max(0, math.ceil(uses[rate.amount - 1] + rate.duration - time.time()))
