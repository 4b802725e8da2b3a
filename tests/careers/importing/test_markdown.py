import pytest

from careers.importing.markdown import BlockType, read_blocks, to_canonical
from careers.importing.parser import parse_ad


def body(source: str) -> str:
    """The source as a posting would keep it, one section below a known heading."""
    return parse_ad(f"## Your tasks\n\n{source}", "en").sections[0].body


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("one\ntwo\nthree", "one two three"),
        ("* one\n  two\n* three\nfour", "* one two\n* three four"),
        ("* a\n    * b\n      c", "* a\n    * b c"),
        ("> one\n> two", "> one two"),
        ("one  \ntwo\\\nthree\nfour", "one  \ntwo\\\nthree four"),
        ("```\none\ntwo\n```", "```\none\ntwo\n```"),
        ("1. one\n\n   two\n   three", "1. one\n\n   two three"),
    ],
)
def test_wrapped_lines_become_one(source, kept):
    assert body(source) == kept


@pytest.mark.parametrize(
    "source",
    [
        "&euro; and &shy; and “quotes” and ä ö ü ß",
        "a [link](https://example.org/a_b) and <https://example.org>",
        "`code` and **bold** and *soft*\u00ad*hyphen*",
        "List<String> costs 3 < 4",
    ],
)
def test_text_without_html_is_kept_letter_by_letter(source):
    assert body(source) == source


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<p>One <b>two</b></p>", "One **two**"),
        ("One<br>two", "One  \ntwo"),
        ('<a href="https://example.org" onclick="x()">us</a>', "[us](https://example.org)"),
        ('<a href="javascript:alert(1)">us</a>', "us"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "* a\n  * b"),
        ("![words](https://example.org/x.png)", "[words](https://example.org/x.png)"),
        ("![words](x.png)", "words"),
        ('<img src="https://example.org/x.png">', "<https://example.org/x.png>"),
        ("[us][1]\n\n[1]: https://example.org", "[us](https://example.org)"),
        ("<!-- a comment -->stays", "stays"),
        ("<em>List&lt;String&gt;</em> &amp;euro;", "*List\\<String>* &amp;euro;"),
    ],
)
def test_html_images_and_references_become_markdown(source, kept):
    assert body(source) == kept


def test_bullets_of_plain_text_become_a_list():
    assert to_canonical("• one\n◦ two\n✓ three") == "* one\n* two\n* ✓ three"


def test_dashes_of_plain_text_become_a_list_where_there_are_several():
    assert to_canonical("– one\n– two") == "* one\n* two"
    assert to_canonical("one\n– two") == "one\n– two"


def test_labels_of_plain_text_keep_their_lines():
    assert (
        to_canonical("Ort: Bonn\nBeginn: bald\nund mehr") == "Ort: Bonn  \nBeginn: bald\nund mehr"
    )


def test_blocks_tell_their_type_and_size():
    blocks = read_blocks("Title\n===\n\ntext\n\n1. a\n2. b\n   * c\n\n| t |\n|---|\n| u |")
    assert [(block.type, block.level, block.items) for block in blocks] == [
        (BlockType.HEADING, 1, 0),
        (BlockType.PARAGRAPH, 0, 0),
        (BlockType.LIST, 0, 2),
        (BlockType.OTHER, 0, 0),
    ]


def test_first_level_one_heading_is_the_title_wherever_it_stands():
    ad = parse_ad("We look for a\n# First\n## Tasks\n\nx\n\n# Second", "en")
    assert ad.title == "First"


def test_heading_that_names_a_section_is_no_title():
    assert parse_ad("# About us\n\nText\n\n# Cook\n\nMore", "en").title == "Cook"
    assert parse_ad("# About us\n\nText", "en").title == ""


def test_marker_inside_the_title_leaves_its_words():
    ad = parse_ad("# Cook (m/w/d), Berlin kitchen", "en")
    assert (ad.title, ad.gender_marker) == ("Cook, Berlin kitchen", "(m/w/d)")


def test_marker_of_the_text_counts_where_the_title_has_none():
    ad = parse_ad("# Cook\n\nWe look for two cooks (m/f/d).", "en")
    assert (ad.title, ad.gender_marker) == ("Cook", "(m/f/d)")


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<p>15. Oktober</p><p>3. Person</p>", "15\\. Oktober\n\n3\\. Person"),
        ("<p>im<br>1. Stock und 2. Stock</p>", "im  \n1\\. Stock und 2. Stock"),
        ("<ul><li>12. Etage</li></ul>", "* 12\\. Etage"),
        ("<p>am <b>Montag</b> 5. Mai</p>", "am **Montag** 5. Mai"),
        ("<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"),
        ("<pre>1. one</pre>", "```\n1. one\n```"),
    ],
)
def test_number_of_an_html_paragraph_does_not_begin_a_list(source, kept):
    assert body(source) == kept


def test_date_of_plain_text_is_kept_letter_by_letter():
    source = "15. Oktober: Frist.\n\n3. November: Gespräch."
    assert body(source) == source


@pytest.mark.parametrize(
    ("source", "kept", "is_mended"),
    [
        ("\uf0b7\tone\n\uf0b7\ttwo", "* one\n* two", True),
        ("o one\no two", "* one\n* two", True),
        ("Text\n\n    more", "Text\n\nmore", True),
        ("* one\n* two", "* one\n* two", False),
    ],
)
def test_text_of_a_word_processor_is_mended_and_reported(source, kept, is_mended):
    ad = parse_ad(f"## Your tasks\n\n{source}", "en")
    assert (ad.sections[0].body, ad.is_mended) == (kept, is_mended)
