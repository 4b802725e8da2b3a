"""Under which name the log speaks of a request, and its answer too: the proxy's (X-Request-ID), or one of our own."""

import os
import re
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

HEADER = "X-Request-ID"
FROM_PROXY = re.compile(r"[0-9a-f]{16,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
"""As nginx, Traefik, Envoy and others make them; words that somebody sends are none."""
REQUEST_ID: ContextVar[str] = ContextVar("request id", default="")
"""Of the request that this thread answers."""


def name_request(environ: "WSGIEnvironment", start_response: "StartResponse") -> "StartResponse":
    """Notes the name for the log, and returns what begins the answer with it."""
    said = environ.get("HTTP_X_REQUEST_ID", "")
    name = said if said and FROM_PROXY.fullmatch(said) else os.urandom(8).hex()
    REQUEST_ID.set(name)

    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start_response(status, [*headers, (HEADER, name)], *more)

    return start
