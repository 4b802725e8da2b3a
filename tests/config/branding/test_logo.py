"""The logo: a mounted file that is checked at the start and served by itself."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from PIL import Image
from pytest_django import Settings

from config.branding import logo
from config.branding.logo import Logo, read_logo

SVG = b'<?xml version="1.0"?>\n<!-- ours -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'
SITE = "https://jobs.example.org"


def picture(kind: str) -> bytes:
    made = BytesIO()
    Image.new("RGB", (2, 2)).save(made, kind)
    return made.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    contents = {
        "our.svg": SVG,
        "our.png": picture("PNG"),
        "our.webp": picture("WEBP"),
        "our.gif": picture("GIF"),
        "wrong.svg": picture("PNG"),
        "empty.svg": b"",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def read(monkeypatch: pytest.MonkeyPatch, value: str, static: Path) -> Logo:
    monkeypatch.setenv("BRAND_LOGO", value)
    return read_logo("BRAND_LOGO", site_url=SITE, static=static)


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("our.svg", "image/svg+xml"), ("our.png", "image/png"), ("our.webp", "image/webp")],
)
def test_mounted_file_is_read(monkeypatch, folder: Path, name: str, content_type: str) -> None:
    found = read(monkeypatch, str(folder / name), static=Path("static"))
    assert (found.content, found.content_type) == ((folder / name).read_bytes(), content_type)


def test_size_is_known_of_a_png_only(monkeypatch, folder: Path) -> None:
    """Mails show no other kind."""
    (folder / "cut.png").write_bytes(picture("PNG")[:20])
    names = ("our.png", "our.webp", "our.svg", "cut.png")
    found = [read(monkeypatch, str(folder / name), static=folder) for name in names]
    assert [(one.width, one.height) for one in found] == [(2, 2), (0, 0), (0, 0), (0, 0)]


@pytest.mark.parametrize("value", ["our.svg", "/static/our.svg", f"{SITE}/static/our.svg"])
def test_file_below_static_is_named_as_before(monkeypatch, folder: Path, value: str) -> None:
    assert read(monkeypatch, value, static=folder).content == SVG


def test_without_a_logo_there_is_no_address(monkeypatch, folder: Path) -> None:
    assert read(monkeypatch, "", static=folder) == Logo()


def test_address_changes_with_the_file(monkeypatch, folder: Path) -> None:
    before = read(monkeypatch, str(folder / "our.svg"), static=folder).url
    (folder / "our.svg").write_bytes(SVG + b"\n")
    assert read(monkeypatch, str(folder / "our.svg"), static=folder).url != before


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        ("missing.svg", "Correct the path, its rights or the mount."),
        ("/media/our.svg", "Correct the path, its rights or the mount."),
        ("our.gif", "Name a file in .svg, .png, .webp."),
        ("wrong.svg", "Save it as SVG again."),
        ("empty.svg", "Fill it or take the variable away."),
        ("https://cdn.example.com/our.svg", "Mount the file into the container"),
        ("//cdn.example.com/our.svg", "Mount the file into the container"),
    ],
)
def test_wrong_logo_is_refused_by_name(monkeypatch, folder: Path, value: str, remedy: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(monkeypatch, value, static=folder)
    assert (str(refused.value).split()[0], remedy in str(refused.value)) == ("BRAND_LOGO", True)


def test_large_logo_is_refused(monkeypatch, folder: Path) -> None:
    monkeypatch.setattr(logo, "LARGEST", len(SVG) - 1)
    with pytest.raises(ImproperlyConfigured, match="BRAND_LOGO names a file of more than"):
        read(monkeypatch, "our.svg", static=folder)


def test_logo_is_served_by_itself_and_kept_for_long(settings: Settings) -> None:
    settings.LOGO = Logo("/brand/12.svg", "image/svg+xml", SVG)
    answer = Client().get("/brand/12.svg")
    assert (answer.status_code, answer.content) == (200, SVG)
    expected = {
        "Content-Type": "image/svg+xml",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, max-age=31536000, immutable",
    }
    assert {name: answer.headers[name] for name in expected} == expected


@pytest.mark.django_db
def test_other_names_are_not_found(settings: Settings) -> None:
    settings.LOGO = Logo("/brand/12.svg", "image/svg+xml", SVG)
    assert Client().get("/brand/13.svg").status_code == 404


def test_header_takes_the_dark_logo_on_dark_screens(rf: RequestFactory) -> None:
    portal = {
        "scheme": "",
        "brand": {"logo_path": "/brand/1.svg", "logo_dark_path": "/brand/2.svg"},
    }
    page = render_to_string("includes/_header.html", {"portal": portal}, rf.get("/de/"))
    source = '<source srcset="/brand/2.svg" media="(prefers-color-scheme: dark)">'
    assert (source in page, '<img src="/brand/1.svg"' in page) == (True, True)
