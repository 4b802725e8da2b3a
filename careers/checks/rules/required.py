"""What must not be missing from an ad that the public sees."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from careers.checks.facts import PostingFacts
from careers.checks.findings import Finding, Level, Place, Rule, register

SECTIONS_MISSING = Rule(
    "sections_missing",
    Level.BLOCKS,
    _("the posting has no section: add at least one that describes the work"),
    can_be_overridden=False,
)
PAY_MISSING = Rule(
    "pay_missing",
    Level.BLOCKS,
    _("neither a pay range nor a tariff grade is given: enter one, or the reason for giving none"),
)
CONTACT_MISSING = Rule(
    "contact_missing",
    Level.BLOCKS,
    _("nobody is named whom candidates may ask: add a contact or an email address"),
)
DEADLINE_PAST = Rule(
    "deadline_past", Level.BLOCKS, _("the deadline has passed. Set a later one, or none")
)
HOURS_MISSING = Rule(
    "hours_missing",
    Level.WARNS,
    _("nothing says whether the position is full-time or part-time: choose the employment types"),
)
MARKER_MISSING = Rule(
    "marker_missing", Level.WARNS, _("the gender marker is missing: add it in its own field")
)
MARKER_DIFFERS = Rule(
    "marker_differs",
    Level.WARNS,
    _("the gender marker is %(words)s: use %(other)s, the style of the house"),
)
DISABILITY_MISSING = Rule(
    "disability_clause_missing",
    Level.WARNS,
    _(
        "nothing says that severely disabled applicants are welcome: add the clause or its text block"
    ),
)
DISABILITY = {
    "de": re.compile(r"behinder|gleichgestellt|SGB IX", re.IGNORECASE),
    "en": re.compile(r"disab|impairment|SGB IX", re.IGNORECASE),
}


@register
def check_sections_present(facts: PostingFacts) -> Iterator[Finding]:
    """An ad describes the work. Source: Google, JobPosting, description (required)."""
    if not any(text.sections for text in facts.texts):
        yield SECTIONS_MISSING.build_finding(place=Place("sections"))


@register
def check_pay_given(facts: PostingFacts) -> Iterator[Finding]:
    """Directive (EU) 2023/970, Article 5(1): the pay or its range before the interview.

    Without a vacant position there is none to state yet.
    """
    is_given = facts.pay_min is not None or facts.pay_max is not None or facts.pay_grade
    if not is_given and not facts.pay_reason and not facts.is_speculative:
        yield PAY_MISSING.build_finding(place=Place("pay"))


@register
def check_contact_given(facts: PostingFacts) -> Iterator[Finding]:
    """A contact or a mail address; source: GDPR, Article 13(1)(a), and plain courtesy."""
    if not facts.contacts and not facts.contact_email:
        yield CONTACT_MISSING.build_finding(place=Place("contacts"))


@register
def check_deadline_ahead(facts: PostingFacts) -> Iterator[Finding]:
    """An ad whose deadline has come takes no applications (Google, validThrough)."""
    if facts.closes_at and facts.closes_at <= facts.now and not facts.closed:
        yield DEADLINE_PAST.build_finding(place=Place("deadline"))


@register
def check_hours_given(facts: PostingFacts) -> Iterator[Finding]:
    """TzBfG § 7(1): a suitable position is advertised as part-time, too."""
    is_given = facts.employment_types or facts.hours_percent_min
    if not is_given and not facts.is_speculative:
        yield HOURS_MISSING.build_finding(place=Place("hours"))


@register
def check_gender_marker(facts: PostingFacts) -> Iterator[Finding]:
    """AGG §§ 1, 7, 11: an ad addresses every gender; the spelling is a setting of the house."""
    for text in facts.written:
        wanted = settings.GENDER_MARKERS.get(text.language, "")
        place = Place("gender_marker")
        if wanted and not text.marker:
            yield MARKER_MISSING.build_finding(text.language, place)
        elif wanted and text.marker != wanted:
            yield MARKER_DIFFERS.build_finding(
                text.language, place, words=text.marker, other=wanted
            )


@register
def check_disability_clause(facts: PostingFacts) -> Iterator[Finding]:
    """SGB IX §§ 164, 165: the clause on severely disabled applicants."""
    for text in facts.written:
        clause = DISABILITY.get(text.language)
        if clause and not clause.search(text.plain):
            yield DISABILITY_MISSING.build_finding(text.language)
