"""The ad check: what is wrong with a posting before the public sees it.

`check_posting(facts_of(posting, now=now))` gives the findings.
"""

from careers.checks import blocking, counter_links, counterparts, currency, drift, foreign, numbers
from careers.checks.facts import PREFETCHED, Draft, PostingFacts, facts_of, facts_of_draft
from careers.checks.findings import Finding, Level
from careers.checks.registry import check_posting

MODULES = (blocking, counterparts, foreign, counter_links, numbers, currency, drift)

__all__ = [
    "MODULES",
    "PREFETCHED",
    "Draft",
    "Finding",
    "Level",
    "PostingFacts",
    "check_posting",
    "facts_of",
    "facts_of_draft",
]
