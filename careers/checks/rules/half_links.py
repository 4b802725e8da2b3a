"""Links of which a bracket is missing, so that the public sees brackets instead."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register, to_excerpt
from careers.checks.passages import read_passages
from careers.checks.wording_search import LATELY_READ

LINK_BROKEN = Rule(
    "link_broken",
    Level.WARNS,
    _(
        "“%(words)s” is half a link: write it as [words](https://…), without a blank between the brackets"
    ),
)
HALF = re.compile(
    r"\[[^\[\]\n]{1,80}\] \((?:https?:|www\.|mailto:)[^)\s]*\)?"
    r"|\[[^\[\]\n]{1,80}\]\((?:https?:|www\.|mailto:)[^)\n]*$"
    r"|\[[^\[\]\s]{1,60}(?=[\s.,;]|$)(?![^\[\n]{0,200}\])",
    re.MULTILINE,
)


@register
def check_links_whole(facts: PostingFacts) -> Iterator[Finding]:
    """A bracket too few or a blank too many makes text of a link (CommonMark 0.31, 6.3)."""
    for text in facts.written:
        for number, section in enumerate(text.sections, 1):
            for words in half_links(section.body):
                yield LINK_BROKEN.build_finding(
                    text.language, Place("body", number), words=to_excerpt(words)
                )


@lru_cache(LATELY_READ)
def half_links(body: str) -> tuple[str, ...]:
    if "[" not in body:
        return ()
    return tuple(match[0] for each in read_passages(body) for match in HALF.finditer(each.text))
