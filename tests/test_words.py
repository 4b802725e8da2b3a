"""One word for one thing: the words that docs/words.md rules out stand in no text that people read."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
import pytest
from django.conf import settings

from tests.test_shared_words import texts_in_python

ROOT = Path(settings.BASE_DIR)
CATALOGUES = sorted(ROOT.glob("locale*/de/LC_MESSAGES/*.po"))
OWN = ROOT / "locale/de/LC_MESSAGES/django.po"
GUIDES = {
    "de": ["docs/hr-guide.de.md"],
    "en": ["docs/hr-guide.en.md", "docs/ad-check.md", "README.md"],
}
PUBLIC_TEMPLATES = ("applications", "careers", "includes", "pages", "errors")
PUBLIC_CODE = ("applications/views", "applications/forms", "applications/mails", "careers/views")
NOT_READ = re.compile(
    r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|\{\{.*?\}\}|<!--.*?-->|<style.*?</style>|<[^>]*>",
    re.DOTALL,
)
TEXTS_OF_TAGS = re.compile(r'"([^"]*)"')
BLOCK_TAG = re.compile(r"\{%(.*?)%\}", re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|“[^”“]*”|„[^“„]*“", re.DOTALL)
"""Of a guide: code, addresses, and examples of what others write."""
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|\w+(?:-\w+)*/|<[^>]*>|\S+@\S+")
NEVER_MEANT = re.compile(r"mail server|per-mail", re.IGNORECASE)


class Rule(NamedTuple):
    """A word not used in one language, and where: everywhere, or in what candidates read."""

    language: str
    word: str
    table: str

    @property
    def pattern(self) -> re.Pattern[str]:
        letters = re.escape(self.word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
        return re.compile(rf"(?<![\w:\N{{NON-BREAKING HYPHEN}}-]){letters}(?![\w:])", re.IGNORECASE)


def read_rules(text: str) -> Iterator[Rule]:
    """From the tables of docs/words.md: the fourth column is German, the fifth English."""
    table = ""
    for line in text.splitlines():
        if line.startswith("## "):
            table = line.removeprefix("## ")
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 5 and cells[0] not in {"Thing", "---"}:
            for language, cell in (("de", cells[3]), ("en", cells[4])):
                yield from (
                    Rule(language, word.strip(), table) for word in cell.split(",") if word != "—"
                )


RULES = [*read_rules((ROOT / "docs/words.md").read_text())]


def catalogue_texts(language: str) -> Iterator[tuple[str, str]]:
    """English are the texts of our own; German is what stands for them and for those of packages."""
    for path in CATALOGUES if language == "de" else [OWN]:
        for entry in polib.pofile(str(path)):
            german = [entry.msgstr, *entry.msgstr_plural.values()]
            english = [entry.msgid, entry.msgid_plural]
            for text in german if language == "de" else english:
                yield path.name, text


def guide_texts(language: str) -> Iterator[tuple[str, str]]:
    for name in GUIDES[language]:
        for part in CODE.sub("", (ROOT / name).read_text()).split("\n\n"):
            yield name, part


def template_texts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """The words of a template, which is English, and those that its tags show."""
    for path in paths:
        text = NOT_READ.sub(" ", path.read_text())
        yield path.name, BLOCK_TAG.sub(" ", text)
        shown = [tag for tag in BLOCK_TAG.findall(text) if tag.split()[0].startswith("trans")]
        for tag in shown:
            yield from ((path.name, found) for found in TEXTS_OF_TAGS.findall(tag)[:1])


def templates(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in (ROOT / "templates" / folder).rglob("*.*")]
    return [path for path in found if path.suffix in {".html", ".txt"}]


def code_texts() -> Iterator[tuple[str, str]]:
    for path in (path for room in PUBLIC_CODE for path in (ROOT / room).rglob("*.py")):
        yield from ((path.name, text) for text in texts_in_python(path))


def public_texts() -> Iterator[tuple[str, str]]:
    yield from template_texts(templates(*PUBLIC_TEMPLATES))
    yield from code_texts()


def public_german() -> Iterator[tuple[str, str]]:
    """What the catalogue has for whole texts of the public pages."""
    shown = {" ".join(text.split()) for _name, text in public_texts()}
    for entry in polib.pofile(str(OWN)):
        if " ".join(entry.msgid.split()) in shown:
            yield OWN.name, entry.msgstr


def texts_of(language: str, table: str) -> list[tuple[str, str]]:
    if table != "Everywhere":
        return [*(public_texts() if language == "en" else public_german())]
    pages = template_texts(templates("")) if language == "en" else ()
    return [*catalogue_texts(language), *guide_texts(language), *pages]


def find_words(texts: Iterable[tuple[str, str]], rules: Iterable[Rule]) -> list[str]:
    """Where a word that is not used stands, and in what."""
    cleaned = [(name, NEVER_MEANT.sub(" ", PLACES.sub(" ", text or ""))) for name, text in texts]
    return [
        f"{name}: “{rule.word}” in “{' '.join(text.split())[:120]}”"
        for rule in rules
        for name, text in cleaned
        if rule.pattern.search(text)
    ]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("table", ["Everywhere", "What candidates read"])
def test_words_that_are_not_used_stand_nowhere(language: str, table: str) -> None:
    rules = [rule for rule in RULES if (rule.language, rule.table) == (language, table)]
    texts = texts_of(language, table)
    assert (len(rules) > 3 or table != "Everywhere", len(texts) > 100) == (True, True)
    assert find_words(texts, rules) == []


def test_no_line_ends_within_the_german_email() -> None:
    found = [text for _name, text in catalogue_texts("de") if text and "E-Mail" in text]
    assert found == []


def test_list_names_words_of_both_languages() -> None:
    words = {(rule.language, rule.word) for rule in RULES}
    assert {("de", "Bewerbungsschluss*"), ("en", "e-mail*"), ("en", "posting*")} <= words


@pytest.mark.parametrize(
    ("word", "text", "is_found"),
    [
        ("Bewerber", "Alle Bewerber lesen das.", True),
        ("Bewerber", "Alle Bewerber:innen lesen das.", False),
        ("*schickt", "Die E‑Mail ist verschickt.", True),
        ("*schickt", "Schickt sie das?", True),
        ("Abteilung", "Unsere Personalabteilung liest sie.", False),
        ("second step", "Set up your second\nstep.", True),
        ("Mail", "Die E-Mail ist da.", False),
        ("by mail", "It comes by mail.", True),
    ],
)
def test_word_is_found_as_a_whole(word: str, text: str, is_found: bool) -> None:
    found = find_words([("page", text)], [Rule("de", word, "Everywhere")])
    assert bool(found) is is_found


def test_words_of_a_template_are_read_without_its_names(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('{# a mail #}{% translate "Write us" %}<p class="mail">Sent</p>{{ mail.body }}')
    assert [text.split() for _name, text in template_texts([page])] == [["Sent"], ["Write", "us"]]
