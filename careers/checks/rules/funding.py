"""Whether the public learns who pays."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import LanguageFacts, PostingFacts
from careers.checks.findings import Finding, Level, Rule, register

FUNDING_MISSING = Rule(
    "funding_line_missing",
    Level.WARNS,
    _("nothing names the funder (%(words)s): add the line to the department or to a section"),
)
ABBREVIATION = re.compile(r"\b[A-ZÄÖÜ]{3,}\b")


@register
def check_funder_named(facts: PostingFacts) -> Iterator[Finding]:
    """The funder is named in each language. Source: the terms of public grants, which demand it.

    A department's notice counts as that line; a section must have the funder's name or abbreviation.
    """
    for text in facts.written if facts.funder else ():
        if not text.funding_notice and not is_named(facts.funder, text):
            yield FUNDING_MISSING.build_finding(text.language, words=facts.funder)


def is_named(funder: str, text: LanguageFacts) -> bool:
    spoken = re.sub(r"\s*\([^)]*\)", "", funder)
    names = [spoken, *ABBREVIATION.findall(funder)]
    said = text.plain.casefold()
    return any(re.search(rf"\b{re.escape(name.casefold())}\b", said) for name in names if name)
