"""The ad check: what is wrong with a posting before the public sees it.

`check_posting(build_posting_facts(posting, now=now))` gives the findings.
"""

from careers.checks.facts import (
    PREFETCHED,
    Draft,
    PostingFacts,
    build_draft_facts,
    build_posting_facts,
    stored_draft,
)
from careers.checks.findings import Finding, Level, check_posting
from careers.checks.rules import (
    address_form,
    copies,
    counterparts,
    fairness,
    funding,
    gender_coding,
    hours,
    length,
    links,
    links_across_languages,
    numbered_lists,
    numbers,
    outdated,
    pasted,
    pay,
    plausibility,
    questions,
    required,
    titles,
    typography,
    wrong_language,
)

MODULES = (
    *(required, counterparts, wrong_language, links_across_languages, numbers, outdated, copies),
    *(pay, plausibility, hours, fairness, gender_coding, address_form, funding, titles, typography),
    *(links, length, numbered_lists, pasted, questions),
)

__all__ = [
    "MODULES",
    "PREFETCHED",
    "Draft",
    "Finding",
    "Level",
    "PostingFacts",
    "build_draft_facts",
    "build_posting_facts",
    "check_posting",
    "stored_draft",
]
