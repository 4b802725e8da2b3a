"""`import_postings`: ads from files become postings."""

from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import override

from careers.importing.readers import Problem, Source, find_sources
from careers.importing.report import outcome_lines, problem_line, summary_line
from careers.importing.saving import Options, Outcome, Result, import_source
from careers.languages import language_codes
from careers.models import Department
from careers.models.edition import LONGEST_REASON
from careers.text.words import visible_words

LONGEST_TITLE = 160


def parse_title(text: str) -> str:
    """A title as the command line gives it: not empty, not longer than a posting can keep."""
    plain = " ".join(text.split())
    if not 0 < len(plain) <= LONGEST_TITLE:
        raise ArgumentTypeError("A title has 1 to 160 characters.")
    return plain


def parse_reason(text: str) -> str:
    """A reason as the command line gives it: words, and not more than an edition can keep."""
    plain = " ".join(text.split())
    if not visible_words(plain) or len(plain) > LONGEST_REASON or not plain.isprintable():
        raise ArgumentTypeError(f"A reason is a sentence of at most {LONGEST_REASON} characters.")
    return plain


class Command(BaseCommand):
    help = "Imports job ads (Markdown files, a tree with a folder per language, a Jekyll site)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="Report, but write nothing.")
        parser.add_argument("--publish", action="store_true", help="Publish what is complete.")
        parser.add_argument(
            "--override",
            type=parse_reason,
            metavar="REASON",
            help="Why to publish in spite of findings that block; the edition keeps it.",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Let changed files replace what was edited here since the last import.",
        )
        parser.add_argument(
            "--language", choices=language_codes(), help="Of files that do not show theirs."
        )
        parser.add_argument("--title", type=parse_title, help="For a file without one.")
        parser.add_argument("--department", metavar="SLUG", help="Where the work is.")

    def handle(self, *_args: Any, paths: list[Path], **options: Any) -> None:
        if options["override"] and not options["publish"]:
            raise CommandError("--override says why to publish; add --publish.")
        chosen = Options(
            title=options["title"] or "",
            department=find_department(options["department"]),
            publish=options["publish"],
            override=options["override"] or "",
            replace=options["replace"],
        )
        is_dry = options["dry_run"]
        with override("en"), transaction.atomic() if is_dry else nullcontext():
            sources = list(find_sources(paths, options["language"]))
            done = [*self.import_all(sources, chosen)]
            self.stdout.write(summary_line(done, is_dry=is_dry))
            if is_dry:
                transaction.set_rollback(True)
        if any(isinstance(each, Problem) or each.result is Result.FAILED for each in done):
            raise CommandError("Not everything could be imported.")

    def import_all(
        self, sources: Sequence[Source | Problem], options: Options
    ) -> Iterator[Outcome | Problem]:
        """Imports one ad after the other, and reports on each at once."""
        for number, source in enumerate(sources, 1):
            self.show_progress(number, len(sources))
            if isinstance(source, Problem):
                self.stdout.write(problem_line(source))
                yield source
                continue
            outcome = import_source(source, options)
            self.stdout.write("\n".join(outcome_lines(outcome)))
            if outcome.used_title:
                options = replace(options, title="")
            yield outcome

    def show_progress(self, number: int, total: int) -> None:
        """A counter that each line of the report overwrites, for a person at a terminal only."""
        if self.stderr.isatty():
            self.stderr.write(f"{number}/{total}\r", style_func=str, ending="")
            self.stderr.flush()


def find_department(slug: str | None) -> Department | None:
    """The department of this slug; CommandError names those there are."""
    if slug is None:
        return None
    found = Department.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Department.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no department “{slug}”. Known: {known}.")
    return found
