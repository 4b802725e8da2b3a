"""The ad check: what is wrong with a posting before the public sees it.

`check_posting(facts_of(posting, now=now))` gives the findings.
"""

from careers.checks import blocking, counterparts, foreign, numbers
from careers.checks.facts import PREFETCHED, PostingFacts, facts_of
from careers.checks.findings import Finding, Level
from careers.checks.registry import check_posting

MODULES = (blocking, counterparts, foreign, numbers)

__all__ = ["MODULES", "PREFETCHED", "Finding", "Level", "PostingFacts", "check_posting", "facts_of"]
