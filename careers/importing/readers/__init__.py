"""Finds the ads in files and folders as organisations keep them; nothing is written here."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from careers.importing.readers.jekyll import is_site, read_site
from careers.importing.readers.markdown_files import find_files, read_files
from careers.importing.readers.source import Problem, Source, display_path

__all__ = ["Problem", "Source", "find_sources"]


def find_sources(paths: Sequence[Path], language: str | None = None) -> Iterator[Source | Problem]:
    """The ads under these paths, one Source for all languages of an ad.

    `language` is that of single files whose folder or name does not tell it. What cannot be
    read is yielded as a Problem with one sentence, in the active language; the rest goes on.
    """
    files = []
    for path in paths:
        if path.is_dir() and is_site(path):
            yield from read_site(path)
            continue
        found, problem = find_files(path)
        files += found
        if problem:
            yield problem
        elif not found:
            yield Problem(display_path(path), _("the folder has no ads (.md, .markdown, .txt)"))
    yield from read_files(files, language)
