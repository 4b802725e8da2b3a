"""The list of checks, and the one function that runs them."""

from collections.abc import Callable, Iterable

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level

Check = Callable[[PostingFacts], Iterable[Finding]]

CHECKS: list[Check] = []
ORDER = list(Level)


def register(check: Check) -> Check:
    """Adds a check; careers.checks imports every module that has some."""
    CHECKS.append(check)
    return check


def check_posting(facts: PostingFacts) -> list[Finding]:
    """All findings about a posting, blocking ones first, otherwise in the order of the checks."""
    found = [finding for check in CHECKS for finding in check(facts)]
    return sorted(found, key=lambda finding: ORDER.index(finding.level))
