"""What a section's HTML becomes before it is typeset."""

import pytest

from careers.channels.pdf.tree import MOST_NESTED, Node, join_words, parse_section
from careers.text.rendering import render_markdown

BASE = "https://jobs.example.org/en/jobs/1-a/"


def tree(html: str, level: int = 2) -> list[Node]:
    return parse_section(html, base=BASE, level=level)


def levels(nodes: list[Node]) -> list[int]:
    return [node["level"] for node in nodes if not isinstance(node, str) and "level" in node]


def depth(nodes: list[Node]) -> int:
    below = [depth(node["children"]) for node in nodes if not isinstance(node, str)]
    return 1 + max(below) if below else 0


def test_tags_nest_and_white_space_between_items_is_no_text():
    item = {"tag": "li", "children": ["a ", {"tag": "strong", "children": ["b"]}]}
    assert tree("<ul>\n<li>a\n<strong>b</strong></li>\n</ul>") == [
        {"tag": "ul", "children": [item]}
    ]


def test_what_is_written_as_code_keeps_its_spaces():
    code = {"tag": "code", "children": ["a  b\n c"]}
    assert tree("<pre><code>a  b\n c</code></pre>") == [{"tag": "pre", "children": [code]}]


def test_list_counts_from_its_start():
    assert [node["start"] for node in tree('<ol start="5"></ol><ol></ol>')] == [5, 1]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/en/", "https://jobs.example.org/en/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#top", f"{BASE}#top"),
        ("https://[", BASE),
        ("https://example.org/" + "a" * 2000, BASE),
    ],
)
def test_link_leads_to_a_whole_address(href: str, expected: str):
    assert tree(f'<a href="{href}">x</a>') == [{"tag": "a", "children": ["x"], "href": expected}]


@pytest.mark.parametrize(
    ("above", "source", "expected"),
    [
        (2, "# a\n\n###### b\n\n# c", [3, 4, 3]),
        (1, "# a\n\n## b", [2, 3]),
        (2, "###### a\n\n###### b", [3, 4]),
    ],
)
def test_heading_is_at_most_one_level_below_the_one_before(
    above: int, source: str, expected: list[int]
):
    assert levels(tree(render_markdown(source), above)) == expected


def test_heading_or_link_without_words_is_left_out():
    assert tree('<h3> </h3><p>a<a href="#b"></a></p>') == [{"tag": "p", "children": ["a"]}]


@pytest.mark.parametrize("tags", ["ul li", "blockquote p", "em", "table tbody tr td"])
def test_what_is_nested_too_deep_keeps_its_words(tags: str):
    names = tags.split() * 20
    opened = "".join(f"<{name}>" for name in names)
    closed = "".join(f"</{name}>" for name in reversed(names))
    nodes = tree(f"{opened}deep{closed}<p>after</p>")
    assert depth(nodes) <= MOST_NESTED + len("table tbody tr td".split())
    assert [join_words(node).strip() for node in nodes] == ["deep", "after"]
