import pytest
from django.template import engines
from django.utils import translation

from applications.documents.limits import file_size

MEBIBYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("size", "german", "english"),
    [
        (537, "537 Bytes", "537 bytes"),
        (2048, "2 KB", "2 KB"),
        (1536, "1,5 KB", "1.5 KB"),
        (10 * MEBIBYTE, "10 MB", "10 MB"),
        (10 * MEBIBYTE + 52_500, "10,1 MB", "10.1 MB"),
    ],
)
def test_sizes_are_said_without_needless_decimals(size: int, german: str, english: str) -> None:
    for language, expected in (("de", german), ("en", english)):
        with translation.override(language):
            assert file_size(size).replace("\N{NO-BREAK SPACE}", " ") == expected


def test_templates_say_sizes_in_the_same_way() -> None:
    template = engines["django"].from_string("{% load file_sizes %}{{ 2048|file_size }}")
    assert template.render() == "2\N{NO-BREAK SPACE}KB"
