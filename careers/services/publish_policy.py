"""The gate before the public: what the ad check says, and who may overrule it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from careers.checks import Finding, Level, build_posting_facts, check_posting
from careers.checks.corpus import EMPTY_CORPUS, Corpus
from careers.checks.facts import PostingFacts
from careers.languages import language_codes, language_name
from careers.models import Posting
from careers.services.posting_refusals import PublishRefused
from careers.status.completeness import complete_languages, missing_texts


def languages_to_publish(draft: Posting, wanted: Sequence[str] | None) -> list[str]:
    """The languages in the portal's order; PublishRefused names what each one lacks."""
    unknown = [code for code in wanted or () if code not in language_codes()]
    if unknown or (wanted is not None and not wanted):
        raise PublishRefused(_("Choose one or more of the portal's languages."))
    chosen = [code for code in language_codes() if wanted is None or code in wanted]
    complete = complete_languages(draft, chosen)
    lacking = [code for code in chosen if code not in complete]
    if not complete or (wanted is not None and lacking):
        raise PublishRefused(*(lack_sentence(draft, code) for code in lacking or chosen))
    return complete


def lack_sentence(draft: Posting, language: str) -> str:
    return _("%(language)s cannot be published yet. Missing: %(missing)s.") % {
        "language": language_name(language),
        "missing": ", ".join(missing_texts(draft, language)),
    }


def facts_to_publish(draft: Posting, now: datetime, corpus: Corpus = EMPTY_CORPUS) -> PostingFacts:
    """The facts as they will be: publishing a closed posting opens it again."""
    return replace(build_posting_facts(draft, now=now, corpus=corpus), closed=False)


def blocking_findings(draft: Posting, languages: Sequence[str], now: datetime) -> list[Finding]:
    """What keeps these languages of a draft from the public at `now`."""
    return [
        finding
        for finding in check_posting(facts_to_publish(draft, now))
        if finding.level is Level.BLOCKS and (finding.language or languages[0]) in languages
    ]


def findings_to_override(
    draft: Posting, languages: Sequence[str], override: str, now: datetime
) -> list[Finding]:
    """The blocking findings, all of which `override` gives a reason to overrule.

    Raises PublishRefused where it does not, or where one cannot be overruled: a missing field,
    or a deadline that was past before the posting was ever public.
    """
    found = blocking_findings(draft, languages, now)
    final = [finding for finding in found if not may_override(draft, finding)]
    if final or (found and not override.strip()):
        raise PublishRefused(*(reason(finding) for finding in final or found), findings=found)
    return found


def may_override(draft: Posting, finding: Finding) -> bool:
    """An edition cannot end before it begins, so a first one needs a deadline ahead."""
    is_first = finding.code == "deadline_past" and not draft.is_published
    return finding.rule.can_be_overridden and not is_first


def reason(finding: Finding) -> str:
    return f"{str(finding)[:1].upper()}{str(finding)[1:]}."
