"""Reads a source's texts as ads, and tells whether they are those of the last import."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from careers.importing.facts.place import read_place
from careers.importing.parser import UnknownLanguageError, parse_ad
from careers.importing.pieces import ParsedAd
from careers.importing.readers.source import Source, SourceText
from careers.importing.section_builder import escape_markdown
from careers.importing.title import read_title
from careers.languages import language_codes, language_name

DIGEST_LENGTH = 12


class SaveError(Exception):
    """An ad that cannot become a posting; the message is a sentence part."""


@dataclass(frozen=True)
class Reading:
    """A source as ads by language, in the portal's order of languages."""

    ads: Mapping[str, ParsedAd]
    summaries: Mapping[str, str]
    digests: Mapping[str, str]
    """A short hash of all that an ad was made of, by language."""
    untitled: tuple[str, ...]
    """The languages whose ad got the title that the person who imports gave."""


def read_source(source: Source, title: str) -> Reading:
    """Parses the texts of a source; `title` is for those that have none.

    Raises SaveError if the language of a text cannot be detected, or if two are in the same one.
    """
    found: dict[str, tuple[SourceText, ParsedAd]] = {}
    for text in source.texts:
        ad = _parse_text(source, text)
        if ad.language in found:
            raise SaveError(
                _("has two texts in %(language)s") % {"language": language_name(ad.language)}
            )
        found[ad.language] = (text, ad)
    pairs = {code: found[code] for code in language_codes() if code in found}
    untitled = [code for code, (_text, ad) in pairs.items() if title and not ad.title]
    return Reading(
        ads={
            code: ad if ad.title else _read_with_title(text, title, code)
            for code, (text, ad) in pairs.items()
        },
        summaries={code: text.summary for code, (text, _ad) in pairs.items()},
        digests={code: _source_digest(source, text) for code, (text, _ad) in pairs.items()},
        untitled=tuple(untitled),
    )


def _parse_text(source: Source, text: SourceText) -> ParsedAd:
    """The ad, with the title and place its source gives beside the text."""
    try:
        ad = parse_ad(text.text, text.language)
        if text.title and not ad.title:
            ad = _read_with_title(text, text.title, ad.language)
    except UnknownLanguageError as error:
        raise SaveError(_("does not show its language; name it with --language")) from error
    except RecursionError as error:
        raise SaveError(_("is nested too deeply to be read")) from error
    if ad.facts.place is None and source.place:
        return replace(ad, facts=replace(ad.facts, place=read_place(source.place)))
    return ad


def _read_with_title(text: SourceText, title: str, language: str) -> ParsedAd:
    """The ad as if its title stood above it, so that what the title says besides the position is not lost."""
    if not title:
        return parse_ad(text.text, language)
    ad = parse_ad(f"# {escape_markdown(title)}\n\n{text.text}", language)
    if ad.title:
        return ad
    named = read_title(title)  # one that a heading of a section could be, too
    return replace(
        parse_ad(text.text, language),
        title=named.text,
        gender_marker=named.gender_marker or ad.gender_marker,
    )


def _source_digest(source: Source, text: SourceText) -> str:
    redirects = ["".join(pair) for pair in source.redirects]
    parts = [text.text, text.title, text.summary, source.place, *redirects]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:DIGEST_LENGTH]
