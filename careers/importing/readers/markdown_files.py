"""Single Markdown files, and trees with a folder per language: …/de/…/<slug>.md."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.utils.translation import gettext as _

from careers.importing.readers.source import (
    LONGEST_KEY,
    Problem,
    ReadError,
    Source,
    SourceText,
    display_path,
    one_line_text,
    read_text,
    split_front_matter,
)
from careers.languages import language_codes

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
NO_ADS = frozenset({"readme", "license", "changelog", "contributing"})


@dataclass(frozen=True)
class AdFile:
    path: Path
    slug: str
    language: str | None
    root: Path
    """The folder that it was found in."""


def find_files(path: Path) -> tuple[list[AdFile], Problem | None]:
    """The files of ads at a path: the file itself, or all below a folder."""
    if path.is_dir():
        found = sorted(_walk_ads(path), key=os.fsencode)
        return [_parse_file_name(each, path) for each in found], None
    if not path.exists():
        return [], Problem(display_path(path), _("does not exist"))
    if path.suffix.lower() not in SUFFIXES:
        return [], Problem(
            display_path(path), _("is no Markdown or text file (.md, .markdown, .txt)")
        )
    return [_parse_file_name(path, path.parent)], None


def _walk_ads(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith((".", "_"))]
        for name in names:
            path = Path(parent, name)
            is_ad = path.suffix.lower() in SUFFIXES and path.stem.lower() not in NO_ADS
            if is_ad and not name.startswith((".", "_")):
                yield path


def _parse_file_name(path: Path, root: Path) -> AdFile:
    """Takes the language from the nearest folder named like one, or from <slug>.<language>.md."""
    parts = (root.name, *path.relative_to(root).parts)
    slug, dot, code = path.stem.rpartition(".")
    if dot and slug and code in language_codes():
        return AdFile(path, slug, code, root)
    folders = (part for part in reversed(parts[:-1]) if part in language_codes())
    return AdFile(path, path.stem, next(folders, None), root)


def read_files(files: Sequence[AdFile], language: str | None) -> Iterator[Source | Problem]:
    """Pairs files of one slug and different languages; reads them all."""
    by_slug = sorted(files, key=lambda file: os.fsencode(file.slug))
    for slug, group in groupby(by_slug, key=lambda file: file.slug):
        texts: dict[str | None, AdFile] = {}
        for file in group:
            spoken = file.language or language
            if spoken in texts:
                yield _duplicate_problem(file, texts[spoken])
            else:
                texts[spoken] = file
        yield _read_source(slug, texts)


def _duplicate_problem(file: AdFile, first: AdFile) -> Problem:
    reason = _("has the same name as %(other)s, so it cannot be told from it")
    return Problem(display_path(file.path), reason % {"other": display_path(first.path)})


def _read_source(slug: str, files: dict[str | None, AdFile]) -> Source | Problem:
    texts = []
    for language, file in files.items():
        try:
            texts.append(_read_source_text(file, language))
        except ReadError as error:
            return Problem(display_path(file.path), str(error))
    name = ", ".join(display_path(file.path) for file in files.values())
    return Source(display_path(Path(slug))[:LONGEST_KEY], name, tuple(texts))


def _read_source_text(file: AdFile, language: str | None) -> SourceText:
    matter, text = split_front_matter(read_text(file.path, file.root))
    return SourceText(text, language, one_line_text(matter.get("title")))
