"""The ad as a PDF, beside its page."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pikepdf import Pdf
from pypdf import PdfReader
from pytest_django import Settings

from applications.documents.site_picture_check import read_site_picture
from careers.branding.picture_roles import Role
from careers.channels.pdf import ad_pdf
from careers.channels.pdf.typesetter import TYPESETTER
from careers.models import EditionText, Posting
from careers.services import publish_posting
from careers.views.posting_pdf import build_ad, draw_pdf
from careers.web.localized_urls import pdf_path
from tests.applications.documents.site_picture_files import picture_file
from tests.careers.brands import use
from tests.careers.factories import ContactFactory, closed, past_deadline, published, scheduled
from tests.careers.public_site import get_page, page_path

pytestmark = pytest.mark.django_db
TITLES = {"de": "technikerin-fuer-betrieb", "en": "operations-technician"}


def path(posting: Posting, language: str = "en", slug: str = "") -> str:
    return pdf_path(posting.public_id, slug or TITLES[language], language)


def pdf_text(answer: Any) -> str:
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def with_body(body: str) -> Posting:
    return published(section={"body_en": body})


@pytest.mark.parametrize(
    ("language", "title"),
    [("de", "Technikerin für Betrieb (d/w/m)"), ("en", "Operations Technician (d/f/m)")],
)
def test_pdf_has_title_language_and_bookmarks(client: Client, language: str, title: str) -> None:
    answer = client.get(path(published(), language))
    with Pdf.open(BytesIO(answer.content)) as pdf, pdf.open_outline() as outline:
        assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == (title, language)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert [each.title for each in outline.root] == [title]
        assert len(outline.root[0].children) == 2
    assert answer.headers["Content-Type"] == "application/pdf"


def test_pdf_says_what_the_page_says(client: Client) -> None:
    posting = published(contact_email="jobs@example.org", reference="B-2026-04")
    posting.contacts.add(ContactFactory())
    publish_posting(posting=posting, actor=None, now=timezone.now())
    text = pdf_text(client.get(path(posting)))
    for words in (
        *("You keep the platform running.", "Your tasks", "fix outages", "B-2026-04"),
        *("€62,000–78,000 a year", "Ada Beispiel, Head of operations", "jobs@example.org"),
        f"{page_path(posting)}apply/",
    ):
        assert words in text


def test_pdf_links_to_form_mail_and_whatever_the_ad_links_to(client: Client) -> None:
    posting = with_body("[code](https://code.example.org/x) and [list](/en/jobs/)")
    with Pdf.open(BytesIO(client.get(path(posting)).content)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        links = [str(note.A.URI) for note in notes]
    site = "http://127.0.0.1:8000"
    assert links == [
        f"{site}{page_path(posting)}apply/",
        "https://code.example.org/x",
        f"{site}/en/jobs/",
        "mailto:stellen@example.org",
    ]


HARD = [
    "<b>x</b> & \\<script> &amp; **bold *and* ~~gone~~**",
    "- a\n  1. b\n     - c\n\n       > d\n\n5. e\n6. f",
    "| a | b |\n|---|---|\n| [x](mailto:a@example.org) | **y** |",
    "    code  with   spaces\n    and lines",
    "x" * 3000,
    "# One\n\n###### Six\n\n---\n\n![picture](x.png)\n\n[top](#top) []()",
    ">" * 15 + " deep\n\n" + "".join("  " * depth + "- deep\n" for depth in range(15)),
    "| a |\n|---|\n| " + "word " * 3000 + "|",
    "😀 Łódź Ωμέγα Київ 中文 \u202eabc",
    "# \n\n- # heading in an item\n\n> ## in a quote\n\n1. \n2.",
    "| a |\n|---|",
    "```\n#panic() *x* $y$\n```",
]


@pytest.mark.parametrize("body", HARD, ids=range(len(HARD)))
def test_anything_that_an_ad_can_say_becomes_a_pdf(client: Client, body: str) -> None:
    answer = client.get(path(with_body(body)))
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_markup_is_kept_apart_from_words(client: Client) -> None:
    text = pdf_text(client.get(path(with_body("5 &lt; 6 &amp; **bold**\n\n1. one\n2. two"))))
    assert "5 < 6 & bold 1. one 2. two" in text


def test_signs_of_typst_stay_signs(client: Client) -> None:
    signs = "#panic\\(\\) #sys.inputs $x$ = heading @ref \\_a\\_ // gone"
    text = pdf_text(client.get(path(with_body(f"{signs}\n\n= no heading"))))
    assert "#panic() #sys.inputs $x$ = heading @ref _a_ // gone = no heading" in text


def test_hyphens_are_found_where_a_table_breaks_long_words(client: Client) -> None:
    cells = "| " + "Donaudampfschifffahrtsgesellschaft | " * 8
    body = f"E-Mail\n\n{cells}\n{'|---' * 8}|\n{cells}\n\nE-Mail"
    text = pdf_text(client.get(path(with_body(body)))).replace("\N{SOFT HYPHEN}", "-")
    assert text.count("E-Mail") == 2


def test_word_longer_than_a_line_is_broken(client: Client) -> None:
    text = pdf_text(client.get(path(with_body("x" * 300)))).replace("\N{ZERO WIDTH SPACE}", "")
    lines = [part for part in text.split() if set(part) == {"x"}]
    assert (len(lines) > 1, len("".join(lines))) == (True, 300)


def test_long_ad_goes_over_several_pages_with_the_address_on_each(client: Client) -> None:
    posting = with_body("\n\n".join(["A sentence of the ad."] * 120))
    pages = PdfReader(BytesIO(client.get(path(posting)).content)).pages
    feet = [page.extract_text().count(page_path(posting)) for page in pages]
    assert (len(pages) > 1, all(feet)) == (True, True)


def test_language_that_is_not_published_has_none(client: Client) -> None:
    posting = published(german_only=True)
    assert client.get(path(posting, "en", TITLES["de"])).status_code == 404
    assert client.get(path(posting, "de")).status_code == 200


@pytest.mark.parametrize("make", [closed, past_deadline])
def test_closed_posting_leads_to_its_page(client: Client, make: Any) -> None:
    posting = make()
    answer = client.get(path(posting))
    assert (answer.status_code, answer.headers["Location"]) == (302, page_path(posting))


def test_posting_that_is_not_public_has_none(client: Client) -> None:
    posting = scheduled()
    assert client.get(path(posting)).status_code == 404


def test_other_slug_leads_to_the_right_one(client: Client) -> None:
    posting = published()
    assert client.get(path(posting, slug="old")).headers["Location"] == path(posting)


def test_pdf_is_known_by_its_edition_and_drawn_once(client: Client) -> None:
    posting = published()
    draw_pdf.cache_clear()
    first = client.get(path(posting))
    again = client.get(path(posting))
    etag = first.headers["ETag"]
    known = client.get(path(posting), headers={"if-none-match": etag})
    assert (again.content, known.status_code) == (first.content, 304)
    assert (draw_pdf.cache_info().misses, draw_pdf.cache_info().hits) == (1, 1)
    publish_posting(posting=posting, actor=None, now=timezone.now())
    assert client.get(path(posting)).headers["ETag"] != etag


def test_pdf_is_for_no_search_engine_and_has_a_name(client: Client) -> None:
    posting = published()
    headers = client.get(path(posting)).headers
    assert (headers["X-Robots-Tag"], headers["Content-Language"]) == ("noindex", "en")
    name = f'inline; filename="{posting.public_id}-operations-technician.pdf"'
    assert headers["Content-Disposition"] == name


def test_page_links_to_the_pdf_of_the_text_that_it_shows(client: Client) -> None:
    posting = published(german_only=True)
    link = get_page(client, posting, "en").tree.select_one("a[type='application/pdf']")
    assert (link["href"], link["hreflang"]) == (path(posting, "de"), "de")
    assert get_page(client, closed()).tree.select("a[type='application/pdf']") == []


def test_pdf_has_the_colour_of_the_brand(client: Client, settings: Settings) -> None:
    settings.BRAND_COLOUR = "#ff0000"
    with Pdf.open(BytesIO(client.get(path(published())).content)) as pdf:
        assert b"1 0 0 scn" in pdf.pages[0].Contents.read_bytes()


def test_same_ad_gives_the_same_bytes(client: Client) -> None:
    where = path(published())
    first = client.get(where).content
    draw_pdf.cache_clear()
    TYPESETTER.stop()
    assert client.get(where).content == first


def test_several_threads_draw_at_once() -> None:
    text = EditionText.objects.for_pages().get(edition__current_for=published(), language="en")
    ad = build_ad(text)
    titles = [f"Title {number}" for number in range(40)]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda title: ad_pdf(replace(ad, title=title)), titles))
    assert [PdfReader(BytesIO(content)).metadata.title for content in made] == titles


def test_pdf_links_to_the_form_of_an_address_for_mail(client: Client) -> None:
    posting = published(contact_email="jobs@weiß.example")
    with Pdf.open(BytesIO(client.get(path(posting)).content)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        links = [str(note.A.URI) for note in notes]
    assert "mailto:jobs@xn--wei-7ka.example" in links


def test_pdf_has_the_logo_of_the_brand_with_its_name(client: Client) -> None:
    [logo] = read_site_picture(Role.LOGO, picture_file((900, 300)))
    posting = published()
    without = client.get(path(posting)).content
    use(logo, name="Wolke")
    answer = client.get(path(posting)).content
    with Pdf.open(BytesIO(answer)) as pdf, Pdf.open(BytesIO(without)) as plain:
        assert count_pictures(pdf) == count_pictures(plain) + 1
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()
        assert pdf.docinfo["/Author"] == "Wolke"


def count_pictures(pdf: Pdf) -> int:
    return sum(len(page.get_images()) for page in pdf.pages)
