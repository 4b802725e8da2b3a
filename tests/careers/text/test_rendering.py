import pytest

from careers.text.rendering import plain_text, render_markdown, shorten_to_sentence


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1.7 billion &euro;", "<p>1.7 billion €</p>"),
        ("weiter\u00adbilden", "<p>weiter\u00adbilden</p>"),
        ("„so“ – und", "<p>„so“ – und</p>"),
        ("# Mehr", "<h3>Mehr</h3>"),
        ("###### tief", "<h6>tief</h6>"),
        ("~~alt~~", "<p><s>alt</s></p>"),
        (
            "- a\n    - b",
            "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>",
        ),
        (
            "[Seite](https://example.org/)",
            '<p><a href="https://example.org/" rel="noopener noreferrer">Seite</a></p>',
        ),
        (
            "[Post](mailto:a@example.org)",
            '<p><a href="mailto:a@example.org" rel="noopener noreferrer">Post</a></p>',
        ),
    ],
)
def test_markdown_keeps_what_an_ad_needs(source: str, expected: str) -> None:
    assert render_markdown(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a <img src=x onerror=alert(1)>", "<p>a &lt;img src=x onerror=alert(1)&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](data:text/html,hi)", "<p>[x](data:text/html,hi)</p>"),
        ("![x](https://example.org/p.png)", "<p>x</p>"),
    ],
)
def test_markdown_lets_no_active_content_through(source: str, expected: str) -> None:
    assert render_markdown(source).removeprefix("<p>").removesuffix("</p>") == (
        expected.removeprefix("<p>").removesuffix("</p>")
    )


def test_plain_text_separates_blocks_and_resolves_entities() -> None:
    html = "<ul>\n<li>eins</li><li>zwei &amp; <em>dr</em>ei</li></ul><p>€</p>"
    assert plain_text(html) == "eins zwei & drei €"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kurz", "kurz"),
        ("Erster Satz. Zweiter Satz ist lang.", "Erster Satz."),
        ("ein langes Wort ohne Satzende, das", "ein langes Wort ohne…"),
    ],
)
def test_shorten_ends_with_a_sentence_or_a_word(text: str, expected: str) -> None:
    assert shorten_to_sentence(text, limit=25) == expected


@pytest.mark.parametrize("count", [2_000, 2_001])
def test_more_brackets_than_links_need_are_text(count: int) -> None:
    """Looking for the end of each would take minutes; what is shown is the same."""
    source = "[a](https://example.org) " + "[" * (count - 1)
    assert render_markdown(source).count("<a ") == (count == 2_000)
    assert render_markdown(source).count("[") + (count == 2_000) == count
