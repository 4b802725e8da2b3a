"""The example brands of the demo, used as somebody in the admin would use one."""

from datetime import datetime
from typing import Any

from applications.demo.content import demo_folder, read_tables
from applications.documents.site_picture_check import read_site_picture
from careers.branding.picture_roles import UPLOADED, NewPicture, Role
from careers.models import Brand
from careers.services.brand import brand_columns, save_brand_draft, use_brand

FILES = {
    Role.LOGO: "logo.png",
    Role.LOGO_DARK: "logo_dark.png",
    Role.ICON: "icon.png",
    Role.HERO: "hero.webp",
}
NONE = "none"


def brand_names() -> list[str]:
    return [NONE, *(row["slug"] for row in read_tables("brands")["brands"])]


def use_demo_brand(name: str, *, now: datetime) -> None:
    """Have the example of this name in use; for NONE what the environment says."""
    fill_brand_draft(name, now=now)
    use_brand()


def fill_brand_draft(name: str, *, now: datetime) -> None:
    """Fill the draft with the example of this name, or empty it for NONE."""
    found: dict[str, Any] = {}
    pictures: list[NewPicture] = []
    if name != NONE:
        [found] = [row for row in read_tables("brands")["brands"] if row["slug"] == name]
        pictures = read_pictures(name)
    draft = Brand.objects.get(state=Brand.State.DRAFT)
    for column in set(brand_columns()) - {"pictures"}:
        setattr(draft, column, found.get(column, ""))
    save_brand_draft(draft=draft, pictures=pictures, removed=[*UPLOADED], now=now)


def read_pictures(name: str) -> list[NewPicture]:
    folder = demo_folder() / "brands" / name
    made = list[NewPicture]()
    for role, file in FILES.items():
        with (folder / file).open("rb") as content:
            made += read_site_picture(role, content)
    return made
