"""What somebody uploads as a picture of the organisation: refused, or written anew by a child process."""

import json
from typing import IO, Any, BinaryIO, cast

from django.core.files.base import File

from applications.documents.child_process import FunctionByName, Limits, run_in_child
from applications.documents.child_process.running import MEBIBYTE
from careers.branding.picture_roles import ENDINGS, MOST_BYTES, UPLOADED, NewPicture, Role

render_site_picture = FunctionByName("applications.documents.site_pictures", "render_site_picture")
LARGEST_UPLOAD = 10 * MEBIBYTE
LIMITS = Limits(512 * MEBIBYTE, 10, 30, result_bytes=8 * MEBIBYTE, niceness=0)
USES = {Role.LOGO: "logo", Role.LOGO_DARK: "logo", Role.ICON: "icon", Role.HERO: "hero"}


class RefusedPicture(Exception):
    """It is larger than LARGEST_UPLOAD, no intact PNG, JPG or WebP, or one that takes too much to read."""


def read_site_picture(role: Role, upload: "File[Any] | IO[bytes]") -> list[NewPicture]:
    """All that is made of an upload for this role. Raises RefusedPicture; nothing is stored."""
    if isinstance(upload, File) and (upload.size or 0) > LARGEST_UPLOAD:
        raise RefusedPicture
    content = cast(BinaryIO, upload.file if isinstance(upload, File) else upload)
    outcome = run_in_child(render_site_picture, content, {"use": USES[role]}, LIMITS)
    if outcome.failure:
        raise RefusedPicture(outcome.failure)
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
