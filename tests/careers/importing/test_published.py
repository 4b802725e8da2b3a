"""From the file to the public page: every word of the ad is there."""

import re
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from careers.models import EditionText, Posting
from careers.text.words import visible_words
from tests.careers.importing.sources import ADS, DEMO, own_ad, seed_files
from tests.careers.importing.test_command import PUBLISH, run
from tests.careers.public_site import get_page

pytestmark = pytest.mark.django_db

NUMBERS = re.compile(r"^ *\d+\. ", re.MULTILINE)  # the browser counts the items of a list
TITLE = "Site Reliability Engineer (d/f/m)"


def published_words(text: EditionText) -> list[str]:
    """The words of an edition: title, marker and place, then its sections."""
    parts = [text.title, text.gender_marker, text.facts["place"]]
    for section in text.sections:
        parts += [section["heading"], section["html"]]
    return visible_words(" ".join(parts))


def is_in_order(wanted: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(word in rest for word in wanted)


def import_seed(number: int) -> EditionText:
    run(seed_files()[number], *PUBLISH, "--title", TITLE)
    return EditionText.objects.get()


@pytest.mark.parametrize("number", range(5))
def test_edition_of_a_seed_has_every_word_in_order(number: int):
    text = import_seed(number)
    source = seed_files()[number].read_text(encoding="utf-8")
    assert is_in_order(visible_words(source), published_words(text))


@pytest.mark.parametrize("number", range(5))
def test_page_of_a_seed_shows_its_sections(client: Client, number: int):
    text = import_seed(number)
    page = get_page(client, Posting.objects.get(), text.language)
    assert page.status_code == 200
    assert visible_words(page.tree.h1.get_text(" ")) == visible_words(text.full_title)
    said = visible_words(str(page.tree.find("main")))
    assert all(is_in_order(visible_words(section["html"]), said) for section in text.sections)


def test_all_seeds_are_imported_at_once_and_again():
    folder = seed_files()[0].parent
    first = run(folder, *PUBLISH, "--title", TITLE)[-1]
    second = run(folder, *PUBLISH, "--title", TITLE)[-1]
    assert (first, second) == (
        "5 created, 0 updated, 0 unchanged, 0 kept, 0 failed",
        "0 created, 0 updated, 5 unchanged, 0 kept, 0 failed",
    )
    assert EditionText.objects.public().count() == 5


@pytest.mark.dates  # of deadlines that some of these ads name
@time_machine.travel("2026-12-01T12:00:00+01:00")
@pytest.mark.parametrize("path", ADS, ids=lambda path: path.stem)
def test_edition_of_an_own_ad_has_every_word(path: Path):
    run(path, *PUBLISH, "--language", path.stem[-2:])
    text = EditionText.objects.get()
    source = NUMBERS.sub("", path.read_text(encoding="utf-8"))
    assert set(visible_words(source)) - set(published_words(text)) == set()


def test_pairs_of_the_demo_are_published_in_both_languages():
    paired = [path for path in DEMO if (path.parents[1] / "en" / path.name).exists()]
    lines = run(*paired, *PUBLISH)
    assert [line for line in lines if "!" in line or "failed:" in line] == []


def test_nested_lists_links_and_special_characters_survive(tmp_path: Path):
    path = tmp_path / "ad.md"
    path.write_text(
        "# Cook (d/f/m)\n\n## Your tasks\n\n* „one“ costs 5 &euro;\n    * so\u00adup\n"
        "    * [here](https://example.org/ä)\n* <b>two</b> & three, as you will see with us\n",
        encoding="utf-8",
    )
    run(path, *PUBLISH)
    html = EditionText.objects.get().sections[0]["html"]
    assert "".join(html.split("\n")) == (
        "<ul><li>„one“ costs 5 €<ul><li>so\u00adup</li>"
        '<li><a href="https://example.org/%C3%A4" rel="noopener noreferrer">here</a></li></ul></li>'
        "<li><strong>two</strong> &amp; three, as you will see with us</li></ul>"
    )


def test_scripts_never_reach_the_page(client: Client, tmp_path: Path):
    path = tmp_path / "ad.md"
    path.write_text(own_ad("html_inline_en"), encoding="utf-8")
    run(path, *PUBLISH)
    page = get_page(client, Posting.objects.get())
    content = page.content.decode()
    assert "never shown" not in content
    assert "onclick" not in content
