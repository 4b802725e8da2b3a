"""Pictures of the organisation are written anew in a child; what is no picture is refused."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from applications.documents import site_picture_check, site_pictures
from applications.documents.site_picture_check import (
    PATIENCE_SECONDS,
    Patience,
    RefusedPicture,
    TooLargePicture,
    read_site_picture,
)
from applications.documents.site_pictures import HERO_BYTES, render_site_picture
from careers.branding.picture_roles import Role
from tests.applications.documents.site_picture_files import noise_file, open_picture, picture_file

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><path d='M0 0h1v1z'/></svg>"


def test_logo_is_a_png_without_its_margin() -> None:
    [logo] = read_site_picture(Role.LOGO_DARK, picture_file((900, 300)))
    assert (logo.role, logo.media_type) == (Role.LOGO_DARK, "image/png")
    assert (logo.width, logo.height) == open_picture(logo.content).size
    assert logo.height <= 160
    assert logo.width / logo.height == pytest.approx(3, abs=0.1)


def test_icon_has_three_sizes_and_no_hole_on_home_screens() -> None:
    icons = read_site_picture(Role.ICON, picture_file((600, 600)))
    assert [(one.role, one.width, one.height) for one in icons] == [
        (Role.ICON, 192, 192),
        (Role.ICON_TOUCH, 180, 180),
        (Role.ICON_LARGE, 512, 512),
    ]
    assert open_picture(icons[1].content).mode == "RGB"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_large_picture_is_webp_in_two_sizes(kind: str) -> None:
    made = read_site_picture(Role.HERO, picture_file((1800, 1200), kind, "RGB"))
    assert [(one.role, one.media_type, one.width, one.height) for one in made] == [
        (Role.HERO, "image/webp", 1200, 800),
        (Role.HERO_SMALL, "image/webp", 600, 400),
    ]


def test_large_picture_of_many_colours_stays_light() -> None:
    made = read_site_picture(Role.HERO, noise_file((1000, 700)))
    assert max(len(one.content) for one in made) <= HERO_BYTES


def test_what_a_camera_writes_beside_the_picture_goes() -> None:
    exif = Image.Exif()
    exif[0x010E] = "where I live"
    exif[0x0112] = 6  # to be turned by 90 degrees
    written = BytesIO()
    Image.new("RGB", (300, 200), "red").save(written, "JPEG", exif=exif)
    [hero, _small] = read_site_picture(Role.HERO, SimpleUploadedFile("a.jpg", written.getvalue()))
    assert b"where I live" not in hero.content
    assert (hero.width, hero.height) == (200, 300)


@pytest.mark.parametrize(
    "content", [SVG, b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", picture_file().read()[:200]]
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedPicture):
        read_site_picture(Role.LOGO, SimpleUploadedFile("logo.png", content))


def test_large_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_picture_check, "LARGEST_UPLOAD", 100)
    monkeypatch.setattr(site_picture_check, "run_in_child", None)
    with pytest.raises(RefusedPicture):
        read_site_picture(Role.LOGO, picture_file())


def test_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_pictures, "MAX_PIXELS", 100 * 100 - 1)
    with pytest.raises(MemoryError):
        list(render_site_picture(BytesIO(picture_file((100, 100)).read()), {"use": "logo"}))
    monkeypatch.setattr(site_pictures, "MAX_PIXELS", 100 * 100)
    assert list(render_site_picture(BytesIO(picture_file((100, 100)).read()), {"use": "logo"}))


def test_pictures_of_one_form_share_their_seconds() -> None:
    patience = Patience()
    assert read_site_picture(Role.LOGO, picture_file(), patience)
    assert 0 < patience.left < PATIENCE_SECONDS
    patience.left = 0
    with pytest.raises(TooLargePicture):
        read_site_picture(Role.ICON, picture_file(), patience)


def test_photograph_of_a_telephone_is_taken() -> None:
    """50 million pixels, read at a fraction of them."""
    [hero, _small] = read_site_picture(Role.HERO, picture_file((8192, 6144), "JPEG", "RGB"))
    assert (hero.width, hero.height) == (1067, 800)


@pytest.mark.parametrize(
    "facts",
    [
        {"type": "image/svg+xml"},
        {"role": "hero"},
        {"width": "wide"},
        {"role": "nonsense"},
    ],
)
def test_what_a_child_should_not_say_is_refused(
    monkeypatch: pytest.MonkeyPatch, facts: dict[str, Any]
) -> None:
    said = {"role": "logo", "type": "image/png", "width": 1, "height": 1} | facts

    class Outcome:
        failure, seconds = None, 0.1
        results = (str(said).replace("'", '"').encode(), b"x")

    monkeypatch.setattr(site_picture_check, "run_in_child", lambda *_: Outcome)
    with pytest.raises(RefusedPicture):
        read_site_picture(Role.LOGO, picture_file())
