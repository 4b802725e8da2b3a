import pytest

from applications.documents.names import attachment_header, clean_file_name, file_extension


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
    ],
)
def test_clean_file_name(given: str, clean: str) -> None:
    assert clean_file_name(given) == clean


def test_clean_file_name_shortens_before_the_extension() -> None:
    assert clean_file_name("ü" * 300 + ".docx") == "ü" * 145 + ".docx"


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
