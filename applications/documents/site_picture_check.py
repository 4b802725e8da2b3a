"""What somebody uploads as a picture of the organisation: refused, or written anew by a child process."""

import json
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, cast

from django.core.files.base import File

from applications.documents.child_process import Failure, FunctionByName, Limits, run_in_child
from applications.documents.child_process.running import MEBIBYTE
from careers.branding.picture_roles import ENDINGS, MOST_BYTES, UPLOADED, NewPicture, Role

render_site_picture = FunctionByName("applications.documents.site_pictures", "render_site_picture")
LARGEST_UPLOAD = 10 * MEBIBYTE
MEMORY = 512 * MEBIBYTE
PATIENCE_SECONDS = 8.0
"""Of the processor, for all pictures of one form; one of a telephone takes less than one."""
SLOWEST_MACHINE = 2
"""So many times longer on the clock."""
TOO_LARGE = {Failure.MEMORY, Failure.TOO_SLOW, Failure.TOO_BIG}
USES = {Role.LOGO: "logo", Role.LOGO_DARK: "logo", Role.ICON: "icon", Role.HERO: "hero"}


class RefusedPicture(Exception):
    """It is larger than LARGEST_UPLOAD, or no intact PNG, JPG or WebP."""


class TooLargePicture(RefusedPicture):
    """It has too many pixels, or takes too much to read."""


@dataclass
class Patience:
    """Seconds of the processor that are left for the pictures of one form."""

    left: float = PATIENCE_SECONDS


def read_site_picture(
    role: Role, upload: "File[Any] | IO[bytes]", patience: Patience | None = None
) -> list[NewPicture]:
    """All that is made of an upload for this role. Raises RefusedPicture; nothing is stored."""
    patience = patience or Patience()
    if isinstance(upload, File) and (upload.size or 0) > LARGEST_UPLOAD:
        raise RefusedPicture
    if patience.left <= 0:
        raise TooLargePicture
    content = cast(BinaryIO, upload.file if isinstance(upload, File) else upload)
    limits = Limits(
        MEMORY,
        patience.left,
        SLOWEST_MACHINE * patience.left,
        result_bytes=8 * MEBIBYTE,
        niceness=0,
    )
    outcome = run_in_child(render_site_picture, content, {"use": USES[role]}, limits)
    patience.left -= outcome.seconds
    if outcome.failure:
        raise TooLargePicture if outcome.failure in TOO_LARGE else RefusedPicture(outcome.failure)
    try:
        pairs = zip(outcome.results[::2], outcome.results[1::2], strict=True)
        made = [build_picture(role, json.loads(facts), written) for facts, written in pairs]
    except (ValueError, KeyError, TypeError):
        raise RefusedPicture from None
    if [one.role for one in made] != [*UPLOADED[role]]:
        raise RefusedPicture
    return made


def build_picture(role: Role, facts: dict[str, Any], content: bytes) -> NewPicture:
    """RefusedPicture for one that may not be kept."""
    if not 0 < len(content) <= MOST_BYTES or facts["type"] not in ENDINGS:
        raise RefusedPicture
    own = role if facts["role"] == Role.LOGO else Role(facts["role"])
    return NewPicture(own, str(facts["type"]), int(facts["width"]), int(facts["height"]), content)
