"""How often one network may do something in an hour."""

import logging
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from applications.rate_limit import take
from careers.web.client_address import UNKNOWN, client_network

WINDOW = timedelta(hours=1)
OF_UNKNOWN = 10
"""Times the limit for all whose address is unknown, who share one: the proxy is set up wrong then."""

logger = logging.getLogger(__name__)


def take_for_network(request: HttpRequest, purpose: str, *, limit: int) -> bool:
    """Count one use by the client's network; False, and nothing counted, beyond `limit` an hour."""
    network = client_network(request)
    if network == UNKNOWN:
        logger.warning("The client's address is unknown. Is TRUSTED_PROXY_COUNT right?")
        limit *= OF_UNKNOWN
    return take(f"{purpose}:{network}", limit=limit, window=WINDOW, now=timezone.now())
