"""The pictures of a brand: what each is for, and how its address names its content."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import blake2s
from typing import Any, Self

MOST_BYTES = 1024 * 1024
"""Of one picture as it is kept and served."""
ENDINGS = {"image/png": "png", "image/webp": "webp"}


class Role(StrEnum):
    """What a picture is for. ICON and HERO are kept in further sizes."""

    LOGO = "logo"
    LOGO_DARK = "logo_dark"
    ICON = "icon"
    ICON_TOUCH = "icon_touch"
    ICON_LARGE = "icon_large"
    HERO = "hero"
    HERO_SMALL = "hero_small"


UPLOADED = {
    Role.LOGO: (Role.LOGO,),
    Role.LOGO_DARK: (Role.LOGO_DARK,),
    Role.ICON: (Role.ICON, Role.ICON_TOUCH, Role.ICON_LARGE),
    Role.HERO: (Role.HERO, Role.HERO_SMALL),
}
"""What somebody uploads, and all that is made of it."""


@dataclass(frozen=True)
class Picture:
    """A picture that is kept; width and height in pixels."""

    digest: str
    media_type: str
    width: int
    height: int

    @property
    def path(self) -> str:
        return picture_path(self.digest, self.media_type)

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Self:
        return cls(**facts)

    @property
    def facts(self) -> dict[str, Any]:
        """For a JSON column."""
        return asdict(self)


def picture_digest(content: bytes) -> str:
    """32 hexadecimal digits: nobody finds another picture for them."""
    return blake2s(content, digest_size=16).hexdigest()


def picture_path(digest: str, media_type: str) -> str:
    """On this site; it changes with the content."""
    return f"/brand/{digest}.{ENDINGS[media_type]}"


@dataclass(frozen=True)
class NewPicture:
    """A picture as a child process of the upload check has written it anew; sizes in pixels."""

    role: Role
    media_type: str
    width: int
    height: int
    content: bytes

    @property
    def picture(self) -> Picture:
        return Picture(picture_digest(self.content), self.media_type, self.width, self.height)
