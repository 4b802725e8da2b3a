import pytest

from applications.documents import names
from applications.documents.names import (
    MAX_NAME_BYTES,
    MAX_NAME_LENGTH,
    attachment_header,
    clean_file_name,
    file_extension,
)


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Lebenslauf Öztürk.pdf", "Lebenslauf Öztürk.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ayşe\\CV.pdf", "CV.pdf"),
        ("CV\r\nBcc: x.pdf", "CV Bcc: x.pdf"),
        ("CV\x00.pdf", "CV.pdf"),
        ("exe.\u202efdp.pdf", "exe.fdp.pdf"),
        ("CV\u2028neu.pdf", "CV neu.pdf"),
        ("  CV   neu .pdf", "CV neu.pdf"),
        (".htaccess", "htaccess"),
        ("A\u0308nderung.pdf", "Änderung.pdf"),
        ("", "document"),
        ("..", "document"),
        ("\u200b.pdf", "document.pdf"),
        ("CV.pdf.", "CV.pdf"),
        ("CV．ｐｄｆ", "CV.pdf"),
        ("履历。pdf", "履历.pdf"),
        ("CV.ＥＸＥ", "CV.EXE"),
        ("سيرة ذاتية.pdf", "سيرة ذاتية.pdf"),
        ("CV.سيرة", "CV.سيرة"),
        ("سيرة\u202e.fdp.exe", "سيرة.fdp.exe"),
        ("Version 2．0", "Version 2．0"),
        ("\u3164\u2800\u115f.pdf", "document.pdf"),
        ("\u0301\u0301.pdf", "document.pdf"),
        ("\u2800", "document"),
    ],
)
def test_clean_file_name(given: str, clean: str) -> None:
    assert clean_file_name(given) == clean


def test_clean_file_name_shortens_before_the_extension() -> None:
    assert clean_file_name("u" * 300 + ".docx") == "u" * 145 + ".docx"
    assert clean_file_name("ü" * 300 + ".docx") == "ü" * 97 + ".docx"


@pytest.mark.parametrize("letter", ["ü", "履", "😀", "é" + "\u0323"])
def test_name_is_short_in_bytes_too(letter: str) -> None:
    name = clean_file_name(letter * 300 + ".docx")
    assert len(name) <= MAX_NAME_LENGTH
    assert MAX_NAME_BYTES - 4 < len(name.encode()) <= MAX_NAME_BYTES or len(name) == MAX_NAME_LENGTH
    assert name.endswith(".docx")
    assert clean_file_name(name) == name


@pytest.mark.parametrize(
    ("name", "extension"),
    [("CV.PDF", "pdf"), ("CV", ""), ("CV Dr. Maier", ""), ("CV 2.0", ""), ("a.b.jpeg", "jpeg")],
)
def test_extension_of(name: str, extension: str) -> None:
    assert file_extension(name) == extension


@pytest.mark.parametrize("name", ["CV.pdf", "1234-cook_2026.pdf", "B+C.pdf", "ABC-123.zip"])
def test_plain_name_stands_in_the_header_as_it_is(name: str) -> None:
    assert attachment_header(name) == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("50%20mehr.pdf", "50%2520mehr.pdf"),
        ("100%.pdf", "100%25.pdf"),
        ("Mein CV.pdf", "Mein%20CV.pdf"),
        ('"CV".pdf', "%22CV%22.pdf"),
        ("a\\b.pdf", "a%5Cb.pdf"),
        ("a;b=c.pdf", "a%3Bb%3Dc.pdf"),
        ("it's.pdf", "it%27s.pdf"),
        ("ÄÖ.pdf", "%C3%84%C3%96.pdf"),
    ],
)
def test_every_other_name_is_encoded(name: str, encoded: str) -> None:
    assert attachment_header(name) == f"attachment; filename*=utf-8''{encoded}"


def test_of_a_name_without_end_only_the_end_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    monkeypatch.setattr(names, "plain_ending", lambda text: read.append(len(text)) or text)
    assert clean_file_name("x" * 100_000 + ".pdf").endswith("x.pdf")
    assert read == [names.MOST_READ]
