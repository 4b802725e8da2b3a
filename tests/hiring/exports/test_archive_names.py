"""Names of files in an archive are readable, safe on every system, and none is there twice."""

import pytest

from hiring.exports.archive_names import NameGiver, fold_name, split_extension


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (
            ("Ayşe Öztürk", "Lebenslauf", "Zeugnis groß"),
            "Ayşe Öztürk – Lebenslauf – Zeugnis groß.pdf",
        ),
        (("../../etc", "CV", "a/b\\c"), "_.._etc – CV – a_b_c.pdf"),
        (('A<b>:"c|d?*', "CV", "x"), "A_b___c_d__ – CV – x.pdf"),
        (("CON", "CV", "x"), "CON – CV – x.pdf"),
        (("...", "CV", ". ."), "document – CV – document.pdf"),
        (("A\u202eB\nC", "CV", "x"), "AB C – CV – x.pdf"),
    ],
)
def test_name_is_harmless_and_readable(parts: tuple[str, ...], name: str) -> None:
    assert NameGiver().name(*parts, extension=".pdf") == name


def test_device_of_windows_is_no_name() -> None:
    assert NameGiver().name("con", extension=".pdf") == "_con.pdf"


def test_no_two_names_are_alike_whatever_their_case() -> None:
    names = NameGiver("index.html")
    given = [names.name(one, "CV", "x", extension=".pdf") for one in ("Kim", "KIM", "kim", "Kım")]
    assert given == [
        "Kim – CV – x.pdf",
        "KIM – CV – x (2).pdf",
        "kim – CV – x (3).pdf",
        "Kım – CV – x.pdf",
    ]
    assert names.name("INDEX", extension=".html") == "INDEX (2).html"
    assert len({fold_name(name) for name in given}) == 4


def test_long_parts_are_cut_and_the_extension_stays() -> None:
    name = NameGiver().name("a" * 200, "CV", "b" * 200, extension=".docx")
    assert (len(name), name[-5:]) == (60 + 3 + 2 + 3 + 60 + 5, ".docx")


def test_extension_is_split_off() -> None:
    assert split_extension("a.b.PDF") == ("a.b", ".PDF")
    assert split_extension("Zeugnis 3.12.2020") == ("Zeugnis 3.12.2020", "")


def test_name_of_parts_in_any_script_fits_into_a_file_system() -> None:
    names = NameGiver()
    for _time in range(3):
        name = names.name("李" * 150, "文" * 60, "😀" * 100, extension=".docx")
        assert len(name.encode()) <= 255
