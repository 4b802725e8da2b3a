"""An application that takes memory when it is asked to, and keeps it; answers with its process."""

import os
from collections.abc import Callable, Iterable
from typing import Any

MEBIBYTE = 1024 * 1024
HELD: list[bytearray] = []


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/grow":
        HELD.append(bytearray(150 * MEBIBYTE))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
