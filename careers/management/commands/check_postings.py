"""`check_postings`: what the ad check finds in all postings, as lines or as JSON."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from careers.checks import PREFETCHED, Finding, Level, build_posting_facts, check_posting
from careers.checks.corpus_cache import load_corpus
from careers.models import Posting

AT_ONCE = 200


class Command(BaseCommand):
    help = "Checks every posting that is not closed; fails if a finding blocks publishing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        checked = list(check_all())
        if options["format"] == "json":
            self.stdout.write(
                json.dumps([findings_as_json(*each) for each in checked], ensure_ascii=False)
            )
        else:
            for posting, findings in checked:
                self.stdout.write("\n".join(finding_lines(posting, findings)))
        if any(finding.level is Level.BLOCKS for _, findings in checked for finding in findings):
            raise CommandError("Some findings block publishing.", returncode=1)


def check_all() -> Iterator[tuple[Posting, list[Finding]]]:
    """Every posting that is not closed, with its findings at this moment."""
    now = timezone.now()
    corpus = load_corpus()
    postings = Posting.objects.filter(closed_at=None).select_related("department")
    for posting in postings.prefetch_related(*PREFETCHED).order_by("pk").iterator(AT_ONCE):
        yield posting, check_posting(build_posting_facts(posting, now=now, corpus=corpus))


def finding_lines(posting: Posting, findings: list[Finding]) -> Iterator[str]:
    yield f"#{posting.public_id} {posting}: {len(findings)}"
    yield from (f"    {finding.level}: {finding} [{finding.code}]" for finding in findings)


def findings_as_json(posting: Posting, findings: list[Finding]) -> dict[str, Any]:
    return {
        "posting": posting.public_id,
        "findings": [finding.as_json() for finding in findings],
    }
