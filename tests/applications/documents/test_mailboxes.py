"""Links of DOCX and ODT to a bare address of mail lead to the mailbox, and not to a file that is called so."""

from collections.abc import Callable

import pytest

from applications.documents.link_targets import is_mailbox
from applications.enums import Removed
from tests.applications.documents import office_files as made
from tests.applications.documents.honest_docx import LINK, complex_field, simple_field
from tests.applications.documents.honest_odt import in_frame, in_paragraph, linked
from tests.applications.documents.office_files import docx, odt, outside, unpacked
from tests.applications.documents.test_docx_cleaning import check, clean_bytes

MAIL = b"kim.roe+cv@mail.example.com"
WORDS = MAIL.decode()
SCREENED = WORDS.replace("@", "&#64;")


def docx_link(address: str, used: str = LINK) -> bytes:
    return docx(used, made.paragraph(), links=outside("rId7", "hyperlink", address))


def odt_link(address: str, more: str = "") -> bytes:
    return odt(in_paragraph(linked("text:a", address=address, inside="Result", more=more)))


LED: dict[str, Callable[[], bytes]] = {
    "relation": lambda: docx_link(WORDS),
    "field": lambda: docx(complex_field(f' HYPERLINK "{WORDS}" \\o "Mail" '), made.paragraph()),
    "field in pieces": lambda: docx(
        complex_field(f"HYPER</w:instrText></w:r><w:r><w:instrText>LINK {WORDS}"), made.paragraph()
    ),
    "simple field": lambda: docx(
        simple_field(f"HYPERLINK &quot;{WORDS}&quot;"), made.paragraph()
    ),
    "ODT": lambda: odt_link(WORDS),
    "ODT with a name": lambda: odt_link(WORDS, f' office:name="{WORDS}"'),
    "part of a picture": lambda: odt(
        in_frame(f"<draw:image-map>{linked('draw:area-circle', address=WORDS)}</draw:image-map>")
    ),
}  # fmt: skip
TAKEN_OUT: dict[str, Callable[[], bytes]] = {
    "relation, letters by number": lambda: docx_link(SCREENED),
    "field, letters by number": lambda: docx(
        complex_field(f'HYPERLINK "{SCREENED}"'), made.paragraph()
    ),
    "field, in a comment too": lambda: docx(
        complex_field(f'<!-- {WORDS} -->HYPERLINK "{SCREENED}"'), made.paragraph()
    ),
    "field, address in pieces": lambda: docx(
        complex_field(f'HYPERLINK "kim</w:instrText></w:r><w:r><w:instrText a="{WORDS}">.roe+cv@'
                      'mail.example.com"'),
        made.paragraph(),
    ),
    "field, twice": lambda: docx(
        complex_field(f'HYPERLINK "{WORDS}" \\o "{WORDS}"'), made.paragraph()
    ),
    "field with another address": lambda: docx(
        complex_field(f'HYPERLINK "{WORDS}" "file:///a"'), made.paragraph()
    ),
    "simple field, letters by number": lambda: docx(
        simple_field(f"HYPERLINK &quot;{SCREENED}&quot;"), made.paragraph()
    ),
    "relation with a command": lambda: docx_link(f"{WORDS}?attach=a"),
    "ODT, letters by number": lambda: odt_link(SCREENED),
    "ODT, letters by number and a name": lambda: odt_link(SCREENED, f' office:href="{WORDS}"'),
}  # fmt: skip


def name_of(sent: bytes) -> str:
    return "CV.odt" if sent[38:].startswith(b"application/vnd.oasis") else "CV.docx"


@pytest.mark.parametrize("what", LED)
def test_bare_address_of_mail_leads_to_the_mailbox(what: str) -> None:
    sent = LED[what]()
    name = name_of(sent)
    assert check(sent, name).removed == (Removed.LINKS,)
    kept = clean_bytes(sent, name)
    assert unpacked(kept).count(b"mailto:" + MAIL) == 1
    assert unpacked(kept).replace(b"mailto:", b"") == unpacked(sent)
    assert check(kept, name).removed == ()


@pytest.mark.parametrize("what", TAKEN_OUT)
def test_address_that_is_not_plainly_one_goes(what: str) -> None:
    sent = TAKEN_OUT[what]()
    name = name_of(sent)
    assert check(sent, name).removed == (Removed.LINKS,)
    kept = clean_bytes(sent, name)
    assert b"mailto:" not in unpacked(kept)
    assert b"HYPERLINK" not in unpacked(kept)
    assert check(kept, name).removed == ()


def test_picture_by_such_a_link_goes() -> None:
    sent = docx_link(WORDS, '<w:p><w:r><w:drawing><a:blip r:link="rId7"/></w:drawing></w:r></w:p>')
    assert MAIL not in unpacked(clean_bytes(sent))


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        *(
            (one, True)
            for one in ("kim@example.org", "k-r_1@a-b.example", "Kim.Roe@EXAMPLE.museum")
        ),
        *(
            (one, False)
            for one in ("kim@example", "kim@@example.org", "a b@example.org", "@example.org")
        ),
        *((one, False) for one in ("kim@example.org/a", "kim%0a@example.org", "a:kim@example.org")),
        *(
            (one, False)
            for one in ("kim@example.org?cc=a", ".kim@example.org", "kim@example.org\n")
        ),
    ],
)
def test_plain_addresses_are_known(address: str, *, is_one: bool) -> None:
    assert is_mailbox(address) is is_one
