"""What holds for every mail that leaves the portal: two parts of the same words in one frame."""

import re
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.mail import EmailMultiAlternatives
from pytest_django import Settings

from applications.mails.base import build_message
from applications.mails.html_part import FILLER
from careers.branding.picture_roles import Picture, Role
from careers.web.current_brand import current_brand
from tests.config.every_mail import EVERY_MAIL, compose_in, html_of

pytestmark = pytest.mark.django_db
LARGEST = 30_000
"""Bytes of a whole mail; Gmail cuts an HTML part at 102 kB."""
URL = re.compile(r"https?://[^\s\"<>]*[\w/=-]")
WITHOUT_BUTTON = {"mail-old_address", "mail-links", "mail-receipts", "staff-digest"}


def tree_of(message: EmailMultiAlternatives) -> BeautifulSoup:
    return BeautifulSoup(html_of(message), "html.parser")


def words_of(text: str) -> list[str]:
    """Without addresses, and without the marks that a list, a label or a button has in plain text."""
    return re.findall(r"[\w@.-]*\w", URL.sub(" ", text))


def shown_text(tree: BeautifulSoup) -> str:
    """What the HTML part says but for the heading, which is the subject, and the employer's mark."""
    frame = tree.find(role="article")
    assert isinstance(frame, Tag)
    for aside in frame.select("h1, .brand"):
        aside.extract()
    return frame.get_text(" ")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", EVERY_MAIL)
def test_mail_is_the_same_in_text_and_html(name: str, language: str) -> None:
    message = compose_in(name, language)
    tree = tree_of(message)
    check_frame(message, tree, language, buttons=0 if name in WITHOUT_BUTTON | no_link() else 1)
    check_parts(message)
    links = {str(link["href"]) for link in tree.select("a[href]")}
    assert links == set(URL.findall(message.body))
    assert words_of(shown_text(tree)) == words_of(message.body)


def no_link() -> set[str]:
    """Letters that no link stands in, as the first templates have them."""
    names = ("invitation", "offer", "free", "hired", "rejection", "posting_filled")
    return {f"letter-{name}" for name in names}


def check_frame(
    message: EmailMultiAlternatives, tree: BeautifulSoup, language: str, buttons: int
) -> None:
    frame, preheader = tree.find(role="article"), tree.select_one("body > .preheader")
    for tag in (tree.html, frame):
        assert (tag["lang"], tag["dir"]) == (language, "ltr")
    title = tree.h1.get_text()
    assert title
    assert message.subject.startswith(title)
    assert (tree.title.get_text(), len(tree.select(".button a"))) == (title, buttons)
    shown = " ".join(preheader.get_text().removesuffix(FILLER).rstrip("…").split())
    assert (shown in " ".join(message.body.split()), len(shown) > 20) == (True, True)
    for button in tree.select(".button a"):
        assert button["href"] in tree.select_one(".plain").get_text()


def check_parts(message: EmailMultiAlternatives) -> None:
    raw = message.message().as_bytes(policy=policy.SMTP)
    parts = [part.get_content_type() for part in message_from_bytes(raw).walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]
    assert len(raw) < LARGEST
    left = re.compile(r"\{[{%\w]|%\(|\[\[|None\b|\blorem\b")
    assert left.findall(message.subject + message.body) == []
    assert re.findall(r"\{[{%]|%\(\w|\{link\}|None\b", html_of(message)) == []


@pytest.mark.parametrize("name", EVERY_MAIL)
def test_mail_loads_nothing_from_elsewhere(name: str) -> None:
    html = html_of(compose_in(name, "de"))
    assert re.findall(r"<(?:img|link|script|iframe|source|form|input)\b|url\(|@import", html) == []


def test_words_of_a_person_are_words() -> None:
    html = html_of(compose_in("letter-invitation", "de"))
    assert ("<b>Öztürk" in html, "&lt;b&gt;Öztürk&lt;/b&gt;" in html) == (False, True)


def test_address_with_marks_leads_nowhere_else() -> None:
    body = 'Hello,\n\nSee https://example.org/a"onclick=x and javascript:alert(1) or <a href=x>.'
    tree = tree_of(build_message("Subject", body, "a@example.org"))
    assert [link.attrs for link in tree.select(".card a")] == [{"href": "https://example.org/a"}]


def test_subject_keeps_to_one_line_and_heads_the_html() -> None:
    message = build_message("News\r\nBcc: all@example.org", "Hello,\n\nnews.", "a@example.org")
    assert message.subject == "News Bcc: all@example.org"
    assert tree_of(message).h1.get_text() == message.subject
    assert "Bcc" not in message_from_bytes(message.message().as_bytes())


def test_second_action_of_a_mail_is_a_link() -> None:
    body = "→ Open:\nhttps://example.org/1\n\n→ Close:\nhttps://example.org/2"
    tree = tree_of(build_message("Subject", body, "a@example.org"))
    assert [link.get_text() for link in tree.select(".button a")] == ["Open"]
    assert [link["href"] for link in tree.select("p a")] == ["https://example.org/2"]


def use_logo(monkeypatch: pytest.MonkeyPatch, **pictures: Picture) -> None:
    brand = replace(current_brand(), pictures={Role(role): one for role, one in pictures.items()})
    monkeypatch.setattr("applications.mails.html_part.current_brand", lambda: brand)


def test_logo_is_shown_by_its_full_address(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SITE_URL = "https://jobs.example.org"
    use_logo(monkeypatch, logo=Picture("abc", "image/png", 600, 200))
    image = tree_of(build_message("Subject", "Hello", "a@example.org")).img
    assert (
        image.attrs.items()
        >= {
            "src": "https://jobs.example.org/brand/abc.png",
            "alt": settings.ORGANISATION["name"],
            "width": "120",
            "height": "40",
            "class": ["plate"],
        }.items()
    )


def test_logo_for_dark_screens_needs_no_plate(monkeypatch: pytest.MonkeyPatch) -> None:
    logo, dark = (Picture(name, "image/png", 400, 40) for name in ("abc", "def"))
    use_logo(monkeypatch, logo=logo, logo_dark=dark)
    tree = tree_of(build_message("Subject", "Hello", "a@example.org"))
    assert tree.source["srcset"].endswith("/brand/def.png")
    assert ("class" in tree.img.attrs, tree.img["width"], tree.img["height"]) == (
        False,
        "240",
        "24",
    )


def test_name_stands_where_there_is_no_logo(settings: Settings) -> None:
    tree = tree_of(build_message("Subject", "Hello", "a@example.org"))
    shown = tree.select_one(".brand").get_text(strip=True)
    assert (tree.img, shown) == (None, settings.ORGANISATION["name"])
