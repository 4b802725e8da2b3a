"""The ad check: what is wrong with a posting before the public sees it.

`check_posting(facts_of(posting, now=now))` gives the findings.
"""

from careers.checks import (
    address_form,
    blocking,
    coding,
    counter_links,
    counterparts,
    craft,
    currency,
    drift,
    fairness,
    foreign,
    funding,
    hours,
    length,
    links,
    numbers,
    pay,
    questions,
    titles,
)
from careers.checks.facts import (
    PREFETCHED,
    Draft,
    PostingFacts,
    facts_of,
    facts_of_draft,
    stored_draft,
)
from careers.checks.findings import Finding, Level
from careers.checks.registry import check_posting

MODULES = (
    *(blocking, counterparts, foreign, counter_links, numbers, currency, drift),
    *(pay, hours, fairness, coding, address_form, funding, titles, craft, links, length, questions),
)

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
    "stored_draft",
]
