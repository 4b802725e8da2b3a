"""Brands for tests: used as somebody in the admin would use one, without reading pictures."""

from typing import Any

from django.utils import timezone

from careers.branding.picture_roles import NewPicture, Role
from careers.models import Brand
from careers.services.brand import save_brand_draft, use_brand
from careers.web.current_brand import BRANDS

PNG = b"\x89PNG not read by anybody "


def new_picture(role: Role, content: bytes = PNG, media_type: str = "image/png") -> NewPicture:
    return NewPicture(role, media_type, 640, 160, content + role.encode())


def draft() -> Brand:
    return Brand.objects.get(state=Brand.State.DRAFT)


def used() -> Brand:
    return Brand.objects.get(state=Brand.State.USED)


def save_draft(*pictures: NewPicture, removed: Any = (), **values: Any) -> Brand:
    row = draft()
    for name, value in values.items():
        setattr(row, name, value)
    save_brand_draft(draft=row, pictures=pictures, removed=removed, now=timezone.now())
    return row


def use(*pictures: NewPicture, **values: Any) -> None:
    """Have a brand in use, and read by this process."""
    save_draft(*pictures, **values)
    use_brand()
    BRANDS.forget()
