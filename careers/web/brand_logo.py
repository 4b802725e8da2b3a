"""The bytes of the logo in use, for files that hold it."""

from functools import lru_cache

from careers.branding.picture_roles import Role
from careers.models import BrandPicture
from careers.web.current_brand import CurrentBrand


def read_logo_picture(brand: CurrentBrand) -> bytes:
    """The PNG for light grounds that the admin has; empty without one, as mounted files may be of any kind."""
    logo = brand.pictures.get(Role.LOGO)
    return read_picture(logo.digest) if logo else b""


@lru_cache(4)
def read_picture(digest: str) -> bytes:
    """A picture never changes; empty if nobody shows it any more."""
    found = BrandPicture.objects.filter(pk=digest).values_list("content", flat=True).first()
    return bytes(found or b"")
