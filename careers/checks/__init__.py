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
    amounts_in_text,
    bounds,
    copies,
    counterparts,
    dates_in_text,
    fairness,
    funding,
    gender_coding,
    half_links,
    hours,
    length,
    links,
    links_across_languages,
    missing_sentences,
    names_of_bodies,
    numbered_lists,
    numbers,
    outdated,
    pasted,
    pay,
    plausibility,
    points,
    questions,
    repeated,
    required,
    terms,
    titles,
    titles_across_languages,
    typography,
    wrong_language,
)

MODULES = (
    *(required, counterparts, wrong_language, links_across_languages, numbers, outdated, copies),
    *(pay, plausibility, hours, fairness, gender_coding, address_form, funding, titles, typography),
    *(links, length, numbered_lists, pasted, questions),
    *(missing_sentences, bounds, points, terms, titles_across_languages, names_of_bodies),
    *(repeated, half_links, dates_in_text, amounts_in_text),
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
