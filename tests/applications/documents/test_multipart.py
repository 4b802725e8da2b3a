"""Forms as bytes: what Django's own parser would lose, and what no browser would send."""

from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from applications.documents.multipart import MAX_HEADERS, HeaderRepair, PartCounter
from applications.models import Document, Draft
from tests.applications import files
from tests.applications.site import LANGUAGES, apply_path, page
from tests.applications.traces import EMPTY_DRAFT, NOTHING, traces
from tests.careers.factories import published

BOUNDARY = b"----boundary"
LATIN_1 = "Bewerbung für Übersetzer.pdf".encode("cp1252")


def part(headers: bytes, content: bytes) -> bytes:
    return b"--" + BOUNDARY + b"\r\n" + headers + b"\r\n\r\n" + content + b"\r\n"


def field(name: bytes, value: bytes) -> bytes:
    return part(b'Content-Disposition: form-data; name="' + name + b'"', value)


def file(file_name: bytes, content: bytes, *more: bytes) -> bytes:
    disposition = b'Content-Disposition: form-data; name="cv"; filename="' + file_name + b'"'
    return part(b"\r\n".join([disposition, b"Content-Type: application/pdf", *more]), content)


def body(*parts: bytes) -> bytes:
    person = (field(b"name", "Ayşe Öztürk".encode()), field(b"email", b"ayse@example.org"))
    return b"".join((*person, *parts, b"--" + BOUNDARY + b"--\r\n"))


def post(client: Client, sent: bytes, language: str = "en") -> HttpResponse:
    content_type = f"multipart/form-data; boundary={BOUNDARY.decode()}"
    return client.post(apply_path(published(), language), sent, content_type=content_type)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Lebenslauf Öztürk.pdf".encode(), "Lebenslauf Öztürk.pdf"),
        (LATIN_1, "Bewerbung für Übersetzer.pdf"),
        (b"\xff\xfe\x81.pdf", "ÿþ\ufffd.pdf"),
        (b"CV\x00.pdf", "CV.pdf"),
        (b"\x01\x02", "document.pdf"),
        (b"..", "document.pdf"),
        (b"../../etc/CV.pdf", "CV.pdf"),
    ],
)
def test_file_is_kept_whatever_its_name(client: Client, sent: bytes, kept: str) -> None:
    content = files.pdf()
    assert post(client, body(file(sent, content))).status_code == 302
    document = Document.objects.get()
    assert document.name == kept
    with document.open() as stored:
        assert stored.read() == content


@pytest.mark.django_db
def test_file_in_another_encoding_keeps_its_bytes_and_neighbours(client: Client) -> None:
    content = files.pdf(holding=LATIN_1 + b"\r\n\r\n" + bytes(range(256)) * 300)
    post(client, body(file(LATIN_1, content), field(b"message", "Grüße".encode())))
    draft = Draft.objects.get()
    assert (draft.typed_values["name"], draft.typed_values["message"]) == ("Ayşe Öztürk", "Grüße")
    with draft.documents.get().open() as stored:
        assert stored.read() == content


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "sent",
    [
        body(file(b"x" * 2000 + b".pdf", b"%PDF-")),
        body(file(b"CV.pdf", b"!", b"Content-Transfer-Encoding: base64")),
    ],
)
def test_broken_form_is_refused_clearly(client: Client, sent: bytes, language: str) -> None:
    shown = page(post(client, sent, language))
    assert (shown.status, shown.tree.html["lang"]) == (400, language)
    assert traces() == NOTHING


@pytest.mark.django_db
def test_form_that_ends_half_way_stores_no_file(client: Client) -> None:
    assert post(client, body(file(b"CV.pdf", files.pdf()))[:400]).status_code == 422
    assert traces() == EMPTY_DRAFT


@pytest.mark.django_db
def test_form_of_another_type_is_an_empty_form(client: Client) -> None:
    response = client.post(apply_path(published()), b"{}", content_type="application/json")
    assert [field for field, _words in page(response).errors] == ["#id_name", "#id_email", "#id_cv"]


def repair_headers(sent: bytes, block: int) -> bytes:
    repair = HeaderRepair(BytesIO(sent), BOUNDARY)
    blocks = iter(lambda: repair.read(block), b"")
    return b"".join(blocks)


@pytest.mark.parametrize("block", [*range(1, 40), 64, 1024, 65536])
def test_headers_are_repaired_however_the_body_is_cut(block: int) -> None:
    content = LATIN_1 + b"\r\n--" + BOUNDARY[:-1] + b"\r\n\r\n" + LATIN_1
    sent = body(file(LATIN_1, content), file(b"b.pdf", b""))
    right = body(file(LATIN_1.decode("cp1252").encode(), content), file(b"b.pdf", b""))
    assert repair_headers(sent, block) == right


@pytest.mark.parametrize("block", [7, 1024, 65536])
def test_headers_without_end_are_handed_on(block: int) -> None:
    endless = b"--" + BOUNDARY + b"\r\n" + b"x" * (3 * MAX_HEADERS)
    assert repair_headers(endless, block) == endless


def test_start_of_a_part_is_not_looked_for_in_those_before_it() -> None:
    """Else each of many starts without an end would have the rest of the body gone through."""
    start = b"--" + BOUNDARY + b"\r\n"
    found = HeaderRepair(BytesIO(), BOUNDARY)._headers.findall(3 * start + b"a: b\r\n\r\n")
    assert found == [start + b"a: b\r\n\r\n"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/staff/login/", "apply"])
def test_form_in_more_parts_than_may_be_is_given_up(
    client: Client, path: str, settings: Settings
) -> None:
    """Parts without a name, too, which Django counts neither as fields nor as files."""
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, settings.DATA_UPLOAD_MAX_NUMBER_FILES = 10, 5
    path = apply_path(published()) if path == "apply" else path
    content_type = f"multipart/form-data; boundary={BOUNDARY.decode()}"
    nameless = part(b'Content-Disposition: form-data; filename="a"', b"")
    answers = [
        client.post(
            path, nameless * number + b"--" + BOUNDARY + b"--\r\n", content_type=content_type
        )
        for number in (15, 16)
    ]
    assert answers[0].status_code in {200, 302, 422}
    assert answers[1].status_code == 400


def test_parts_are_counted_wherever_the_body_is_cut() -> None:
    sent = part(b"a", b"b") * 5
    for size in (1, 3, len(BOUNDARY), 50, 10_000):
        counter = PartCounter(BytesIO(sent), BOUNDARY)
        before = counter._left
        while counter.read(size):
            pass
        assert before - counter._left == 5
