"""The brand in the admin: a draft, its preview on real pages, and its use."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client

from careers.branding.picture_roles import Role
from careers.models import BrandPicture
from careers.web.current_brand import BRANDS, current_brand
from tests.applications.documents.site_picture_files import picture_file
from tests.careers.brands import draft, new_picture, save_draft, use, used
from tests.careers.factories import published
from tests.config.people import browser, hr_manager, person

pytestmark = pytest.mark.django_db

LIST = "/admin/careers/brand/"
PREVIEW = f"{LIST}preview/"
WORDS = (
    *("hero_alt_de", "hero_alt_en", "introduction_de", "introduction_en", "about_de", "about_en"),
    *("imprint_addition_de", "imprint_addition_en", "privacy_addition_de", "privacy_addition_en"),
)


@pytest.fixture
def hr() -> Client:
    return browser(hr_manager())


def path() -> str:
    return f"{LIST}{draft().pk}/change/"


def form(**changed: Any) -> dict[str, Any]:
    plain = dict.fromkeys(("name", "colour", "second_colour", "links", *WORDS), "")
    return plain | {"_continue": "Save"} | changed


def read(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def test_list_leads_to_the_draft(hr: Client) -> None:
    assert hr.get(LIST).headers["Location"] == path()


def test_what_is_saved_is_a_draft(hr: Client) -> None:
    answer = hr.post(path(), form(name="Wolke", colour="#ffcc00", about_en="We."))
    assert (answer.status_code, answer.headers["Location"]) == (302, path())
    assert (draft().name, draft().about_en, used().name) == ("Wolke", "We.", "")
    assert "differs from what is in use" in hr.get(path()).text


def test_pictures_are_written_anew_and_served_for_good(hr: Client) -> None:
    sent = {"logo": picture_file((900, 300)), "icon": picture_file((600, 600))}
    assert hr.post(path(), form(**sent, _preview="x")).headers["Location"] == PREVIEW
    assert set(draft().pictures) == {"logo", "icon", "icon_touch", "icon_large"}
    logo = draft().find_picture(Role.LOGO)
    assert logo is not None
    answer = Client().get(logo.path)
    assert answer.content == bytes(BrandPicture.objects.get(pk=logo.digest).content)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_what_is_no_picture_is_said_beside_its_field(hr: Client) -> None:
    sent = picture_file()
    sent.file.truncate(50)
    answer = hr.post(path(), form(logo=sent, name="Wolke"))
    errors = answer.context["adminform"].form.errors
    assert list(errors) == ["logo"]
    assert "SVG is not taken here" in errors["logo"][0]
    assert (draft().name, draft().pictures) == ("", {})


def test_chosen_picture_says_that_it_is_to_be_chosen_again(hr: Client) -> None:
    """Browsers forget it over an error elsewhere, below the fold, and the draft would be saved without it."""
    answer = hr.post(path(), form(colour="violet-ish", logo=picture_file((900, 300))))
    errors = answer.context["adminform"].form.errors
    assert set(errors) == {"colour", "logo"}
    assert "Choose it again" in errors["logo"][0]
    assert draft().pictures == {}


def test_picture_is_removed_by_its_tick(hr: Client) -> None:
    save_draft(new_picture(Role.LOGO), new_picture(Role.LOGO_DARK))
    hr.post(path(), form(remove_logo="on"))
    assert set(draft().pictures) == {"logo_dark"}


@pytest.mark.parametrize(
    ("language", "heading"),
    [("de", "Offene Stellen bei Wolke"), ("en", "Open positions at Wolke")],
)
def test_preview_is_the_public_list_with_the_draft(hr: Client, language: str, heading: str) -> None:
    save_draft(new_picture(Role.LOGO), new_picture(Role.LOGO_DARK), name="Wolke")
    published()
    for scheme, role in (("light", Role.LOGO), ("dark", Role.LOGO_DARK)):
        answer = hr.get(f"{PREVIEW}?language={language}&scheme={scheme}")
        tree = BeautifulSoup(answer.content, "html.parser")
        assert " ".join(tree.h1.get_text().split()) == heading
        assert tree.html["class"] == [f"{scheme}-scheme"]
        logo = draft().find_picture(role)
        assert logo is not None
        assert tree.select_one(".logo img")["src"] == logo.path
        assert len(tree.select(".posting")) == 1
        assert answer.headers["Cache-Control"].startswith("no-store")
        assert "ETag" not in answer.headers


def test_preview_has_posting_imprint_and_shared_link(hr: Client) -> None:
    published()
    save_draft(name="Wolke", imprint_addition_de="Streitbeilegung: nein.")
    posting = read(hr, f"{PREVIEW}?page=posting&language=de")
    assert "Wolke" in posting.select_one("header > .employer").get_text()
    assert "Streitbeilegung" in read(hr, f"{PREVIEW}?page=imprint&language=de").get_text()
    assert hr.get(f"{PREVIEW}?page=card").headers["Content-Type"] == "image/png"


def test_preview_has_the_colours_of_the_draft(hr: Client) -> None:
    save_draft(colour="#ffcc00")
    link = read(hr, PREVIEW).select_one("link[href*=brand][rel=stylesheet]")
    assert link["href"] == f"{LIST}stylesheet/"
    assert "--brand-fill: light-dark(#ffcc00" in hr.get(link["href"]).text
    assert "#ffcc00" not in Client().get("/brand.css").text


def test_nonsense_in_the_address_shows_the_list(hr: Client) -> None:
    tree = read(hr, f"{PREVIEW}?page=x&language=xx&scheme=y")
    assert (tree.html["lang"], tree.html["class"]) == ("en", ["light-scheme"])


def test_use_shows_it_to_everybody_at_once(hr: Client) -> None:
    save_draft(name="Wolke", about_en="We **build**.", links="Code https://code.example.org")
    BRANDS.forget()
    assert current_brand().name == "Verein Musterwolke e. V."
    hr.post(f"{LIST}use/")
    BRANDS.forget()  # as on_commit does
    page = Client().get("/en/jobs/").text
    assert "Open positions at Wolke" in page
    assert "<p>We <strong>build</strong>.</p>" in page
    assert 'href="https://code.example.org"' in page
    assert LogEntry.objects.filter(object_id=str(draft().pk)).count() == 1


def test_discarded_draft_is_what_is_in_use(hr: Client) -> None:
    use(name="Wolke")
    save_draft(name="Other")
    hr.post(f"{LIST}discard/")
    assert draft().name == "Wolke"


def test_start_page_of_everybody_has_name_and_icon(hr: Client) -> None:
    use(new_picture(Role.ICON), name="Wolke")
    icon = current_brand().icon_url
    for page in (hr.get("/admin/").text, Client().get("/staff/login/").text):
        assert f'href="{icon}" type="image/png"' in page
        assert "Wolke" in page


def test_who_may_only_look_sees_no_inputs() -> None:
    viewer = person("vera")
    viewer.user_permissions.add(Permission.objects.get(codename="view_brand"))
    save_draft(name="Wolke")
    page = browser(viewer).get(path())
    assert (page.status_code, "Wolke" in page.text, 'type="file"' in page.text) == (
        200,
        True,
        False,
    )
    assert browser(viewer).get(PREVIEW).status_code == 403
