import pytest

from applications.documents.names import clean_file_name, file_extension


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
