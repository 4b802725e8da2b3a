"""Who is asking, as far as limits count: the client as the last trusted proxy saw it."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"
NETWORK_WIDTHS = (64, 56, 48)
"""In bits, of IPv6: a household's network, all that a provider gives to one, and the most that it gives to anybody."""


def client_address(request: HttpRequest) -> str:
    """The client as the last trusted proxy saw it, never what the client says about itself."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    trusted = 0 < proxies <= len(forwarded) and forwarded[-proxies].strip()
    try:
        address = ipaddress.ip_address(trusted or request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return UNKNOWN  # a Unix socket, or a proxy that sends nonsense: all share one limit
    return str(getattr(address, "ipv4_mapped", None) or address)


def client_network(request: HttpRequest) -> str:
    """The IPv4 address or the IPv6 /64, of which one household or rented server has a whole one."""
    return client_networks(request)[0]


def client_networks(request: HttpRequest) -> tuple[str, ...]:
    """The same, and what widen_network() says is around it."""
    return widen_network(client_address(request))


def widen_network(address: str) -> tuple[str, ...]:
    """An IPv4 address alone; of an IPv6 address or /64 the networks of NETWORK_WIDTHS, in that order.

    Who rents a /56 or a /48 has a new /64 for each request. Households share a /48, so that limits for it are higher.
    """
    if ":" not in address:
        return (address,)
    start = address.partition("/")[0]
    return tuple(
        str(ipaddress.ip_network(f"{start}/{width}", strict=False)) for width in NETWORK_WIDTHS
    )
