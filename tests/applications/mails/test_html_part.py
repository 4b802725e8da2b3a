"""The logo of a mail: by its address on the site, of a kind that mail programs show."""

import pytest
from pytest_django import Settings

from applications.mails.html_part import MailLogo, read_mail_look
from config.branding.logo import Logo

SVG = Logo("/brand/1.svg", "image/svg+xml", b"<svg/>")
WEBP = Logo("/brand/2.webp", "image/webp", b"RIFF")
WIDE = Logo("/brand/3.png", "image/png", b"", 1200, 100)
HIGH = Logo("/brand/4.png", "image/png", b"", 100, 200)


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.SITE_URL = "https://jobs.example.org"


def test_mounted_png_is_shown_within_its_room(settings: Settings) -> None:
    settings.LOGO, settings.LOGO_DARK = WIDE, HIGH
    look = read_mail_look()
    assert look.logo == MailLogo("https://jobs.example.org/brand/3.png", 240, 20)
    assert look.dark_logo == MailLogo("https://jobs.example.org/brand/4.png", 20, 40)


@pytest.mark.parametrize("mounted", [Logo(), SVG, WEBP])
def test_name_stands_for_a_logo_that_mail_programs_do_not_show(
    settings: Settings, mounted: Logo
) -> None:
    settings.LOGO, settings.LOGO_DARK = mounted, WIDE
    look = read_mail_look()
    assert (look.logo, look.dark_logo) == (None, None)


def test_dark_logo_of_another_kind_leaves_the_light_one_on_a_plate(settings: Settings) -> None:
    settings.LOGO, settings.LOGO_DARK = WIDE, SVG
    assert read_mail_look().dark_logo is None
