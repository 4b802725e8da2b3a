"""A Jekyll site with jekyll-multiple-languages-plugin.

`_jobs/<slug>.md` has the facts in its front matter, `_i18n/<language>/jobs/<slug>.md` the texts,
`_i18n/<language>.yml` the titles. https://github.com/kurtsson/jekyll-multiple-languages-plugin
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from careers.importing.readers.source import (
    LONGEST_KEY,
    Problem,
    ReadError,
    Source,
    SourceText,
    check_within,
    display_path,
    one_line_text,
    parse_yaml,
    read_text,
    split_front_matter,
    unreadable,
)
from careers.languages import language_codes
from careers.text.web_addresses import split_web_address
from careers.text.words import visible_words

ADS, TEXTS = "_jobs", "_i18n"
LONGEST_PATH = 490
SUFFIXES = frozenset({".md", ".markdown", ".html"})
TRANSLATED_FILE = re.compile(r"\{%-?\s*(?:tf|translate_file)\s+[\"']?([^\s\"'%]+)")
LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# Attributes of kramdown, as in [text](address){:target="_blank"}
ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")


@dataclass(frozen=True)
class Site:
    root: Path
    words: Mapping[str, Mapping[str, Any]]
    """The content of `_i18n/<language>.yml` by language."""
    default_language: str
    """The language whose pages have no language in their path."""


def is_site(folder: Path) -> bool:
    return (folder / ADS).is_dir() and (folder / TEXTS).is_dir()


def read_site(root: Path) -> Iterator[Source | Problem]:
    """Every ad of the site, in all languages of the portal it has texts in."""
    translations: dict[str, Mapping[str, Any]] = {}
    for code in language_codes():
        try:
            translations[code] = _read_yaml_mapping(root / TEXTS / f"{code}.yml", root)
        except ReadError as error:
            yield Problem(display_path(root / TEXTS / f"{code}.yml"), str(error))
    site = Site(root, translations, _default_language(root))
    try:
        ads = _find_ads(root)
    except ReadError as error:
        yield Problem(display_path(root / ADS), str(error))
        return
    for path in ads:
        try:
            yield _read_source(site, path)
        except ReadError as error:
            yield Problem(display_path(path), str(error))


def _find_ads(root: Path) -> list[Path]:
    """Raises ReadError for a folder without any, or one that is elsewhere or cannot be read."""
    check_within(root / ADS, root)
    try:
        ads = sorted(path for path in (root / ADS).iterdir() if path.suffix.lower() in SUFFIXES)
    except OSError as error:
        raise unreadable(error) from error
    if not ads:
        raise ReadError(_("the folder has no ads"))
    return ads


def _read_yaml_mapping(path: Path, root: Path) -> Mapping[str, Any]:
    found = parse_yaml(read_text(path, root)) if os.path.lexists(path) else {}
    return found if isinstance(found, dict) else {}


def _default_language(root: Path) -> str:
    """As the plugin has it: default_lang, else the first of the languages in _config.yml."""
    try:
        config = _read_yaml_mapping(root / "_config.yml", root)
    except ReadError:
        config = {}
    listed = config.get("languages")
    first = listed[0] if isinstance(listed, list) and listed else None
    wanted = config.get("default_lang") or first
    return wanted if wanted in language_codes() else settings.LANGUAGE_CODE


def _read_source(site: Site, path: Path) -> Source:
    matter, body = split_front_matter(read_text(path, site.root))
    texts = tuple(_read_texts(site, path, matter, body))
    if not texts:
        raise ReadError(_("has no text in any language of the portal"))
    return Source(
        key=display_path(Path(path.stem))[:LONGEST_KEY],
        name=display_path(path),
        texts=texts,
        place=one_line_text(matter.get("location")),
        is_public=matter.get("published", True) is not False,
        redirects=tuple(_read_redirects(site, matter.get("redirect_from"))),
    )


def _read_texts(site: Site, path: Path, matter: dict[str, Any], body: str) -> Iterator[SourceText]:
    """The texts named by the body's translate_file tag or by the slug, else the body itself."""
    named = TRANSLATED_FILE.search(body)
    inside = named[1] if named else f"jobs/{path.stem}.md"
    found = False
    for code in language_codes():
        file = site.root / TEXTS / code / inside
        if _is_named_below(file, site.root / TEXTS / code) and _is_file(file):
            found = True
            yield _build_text(site, matter, _read_ad_text(file, site.root), code)
    rest = LIQUID.sub("", body)
    if not found and visible_words(rest):
        yield _build_text(site, matter, ATTRIBUTES.sub("", rest), None)


def _is_file(path: Path) -> bool:
    """Raises ReadError for a name that no disk can have, and for a folder that cannot be read."""
    try:
        return path.is_file()
    except OSError as error:
        raise unreadable(error) from error


def _is_named_below(file: Path, folder: Path) -> bool:
    """By the words of the path; where links lead is asked when it is read."""
    return Path(os.path.normpath(file)).is_relative_to(os.path.normpath(folder))


def _read_ad_text(file: Path, root: Path) -> str:
    try:
        return ATTRIBUTES.sub("", split_front_matter(read_text(file, root))[1])
    except ReadError as error:
        raise ReadError(f"{display_path(file)}: {error}") from error


def _build_text(site: Site, matter: dict[str, Any], text: str, code: str | None) -> SourceText:
    terms = site.words.get(code or site.default_language, {})
    title = _translate_key(terms, one_line_text(matter.get("title_slug"))) or one_line_text(
        matter.get("title")
    )
    summary = one_line_text(matter.get("short_description"))
    return SourceText(text, code, title, _translate_key(terms, summary) or _drop_key(summary))


def _translate_key(terms: Mapping[str, Any], key: str) -> str:
    """The translation of a key such as "jobs.cook.title"; empty where there is none."""
    if text := one_line_text(terms.get(key)):
        return text
    found: Any = terms
    for part in key.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, dict):
        found = found.get("title")
    return one_line_text(found)


def _drop_key(text: str) -> str:
    """Words meant for people; a key without a translation is none."""
    return text if " " in text else ""


def _read_redirects(site: Site, value: object) -> Iterator[tuple[str, str]]:
    """Old paths by language: the default language's without prefix, the others' with it.

    https://github.com/jekyll/jekyll-redirect-from
    """
    for address in value if isinstance(value, list) else [value]:
        path = split_web_address(one_line_text(address)).path
        if path.strip("/") and len(path) < LONGEST_PATH:
            yield site.default_language, f"/{path.strip('/')}"
            for code in language_codes():
                if code != site.default_language:
                    yield code, f"/{code}/{path.strip('/')}"
