"""Who is asking, as far as limits count: the client as the last trusted proxy saw it."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


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
    address = client_address(request)
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if ":" in address else address
