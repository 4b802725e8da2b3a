"""Parts of pages that nobody reads: heads, scripts and styles."""

import pytest

from careers.text.html_to_markdown import drop_heads, to_markdown
from careers.text.raw_html import drop_unclosed_scripts


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<head><title>x</title></head>a", "a"),
        ("a<HEAD lang=de>x\n</head >b<head>y</head>c", "abc"),
        ("<head>x<head>y</head>a</head>b", "a</head>b"),
        ("<head>x</head>a<head>b", "a<head>b"),
        ("<header>a</header>", "<header>a</header>"),
    ],
)
def test_heads_are_dropped_where_they_end(source: str, left: str) -> None:
    assert drop_heads(source) == left


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<script>a</script>b", "<script>a</script>b"),
        ("a<script>b", "ab"),
        ("<STYLE>a</style ><style>b", "<STYLE>a</style >b"),
        ("<script>a</style><style>b</style>", "a</style><style>b</style>"),
        ("<style><script></style>", "<style></style>"),
    ],
)
def test_scripts_and_styles_without_an_end_lose_their_beginning(source: str, left: str) -> None:
    assert drop_unclosed_scripts(source) == left


@pytest.mark.parametrize("blank", [" ", "\t", "&#32;"])
def test_long_runs_of_blanks_are_shortened(blank: str) -> None:
    assert to_markdown(f"<p>a{blank * 500}b</p>").strip() == "a b"
    code = to_markdown(f"<pre>a{blank * 500}b</pre>").strip()
    assert code == f"```\na{' ' * 100}b\n```"


def test_blanks_of_code_stay_as_they_are() -> None:
    assert to_markdown(f"<pre>a{' ' * 80}b</pre>").strip() == f"```\na{' ' * 80}b\n```"
