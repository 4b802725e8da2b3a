"""What may be published: complete languages, and what the ad check says unless it is overridden."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from careers.checks import Finding, Level, build_posting_facts, check_posting
from careers.checks.corpus import EMPTY_CORPUS, Corpus
from careers.checks.facts import LanguageFacts, PostingFacts, SectionFacts, build_outdated_facts
from careers.checks.findings import Place
from careers.checks.rules.outdated import check_translations_current
from careers.checks.rules.wrong_language import check_language
from careers.languages import language_codes, language_name, text_in_language
from careers.models import Edition, Posting, TextBlock
from careers.models.edition import LONGEST_REASON
from careers.services.posting_refusals import PublishRefused
from careers.status.completeness import complete_languages, missing_texts
from careers.text_blocks.usage import Use, missing_block_texts


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
    refuse_findings(found, override, final)
    return found


def block_findings_to_override(
    block: TextBlock, languages: Sequence[str], override: str, now: datetime
) -> list[Finding]:
    """The same for a text block; all of its blocking findings can be overruled."""
    found = blocking_findings_of_block(block, languages, now)
    refuse_findings(found, override)
    return found


def refuse_findings(found: Sequence[Finding], override: str, final: Sequence[Finding] = ()) -> None:
    """Raises PublishRefused if any finding is `final`, or if `override` gives no reason."""
    if final or (found and not override.strip()):
        raise PublishRefused(*map(finding_sentence, final or found), findings=found)


def record_override(edition: Edition, findings: Sequence[Finding], override: str) -> None:
    """Adds overridden findings and the reason to an unsaved edition, beside those that it has."""
    if findings:
        codes = {finding.code for finding in findings}
        edition.overridden = sorted({*edition.overridden, *codes})
        edition.override_reason = join_reasons(override.strip(), edition.override_reason)


def join_reasons(new: str, old: str) -> str:
    """Both; if too long, the older one is cut: its own edition keeps it whole."""
    if not old or old == new:
        return new
    both = f"{new} · {old}"
    return both if len(both) <= LONGEST_REASON else f"{both[: LONGEST_REASON - 1]}…"


def may_override(draft: Posting, finding: Finding) -> bool:
    """An edition cannot end before it begins, so a first one needs a deadline ahead."""
    is_first = finding.code == "deadline_past" and not draft.is_published
    return finding.rule.can_be_overridden and not is_first


def finding_sentence(finding: Finding) -> str:
    return f"{str(finding)[:1].upper()}{str(finding)[1:]}."


def blocking_findings_of_block(
    block: TextBlock, languages: Sequence[str], now: datetime
) -> list[Finding]:
    """Texts of the block in the wrong language as a whole, or out of date; each names its language."""
    facts = PostingFacts(now=now, texts=tuple(block_facts(block, code) for code in languages))
    found = (*check_language(facts), *check_translations_current(facts))
    return [replace(each, place=Place()) for each in found if each.level is Level.BLOCKS]


def block_facts(block: TextBlock, language: str) -> LanguageFacts:
    """The block as the only section of an ad."""
    texts = text_in_language(block, "heading", language), text_in_language(block, "body", language)
    section = SectionFacts(block.kind, *texts, block.slug)
    outdated = tuple(build_outdated_facts(block, language))
    return LanguageFacts(language, sections=(section,), outdated=outdated)


def refuse_gaps(block: TextBlock, postings: Sequence[Use]) -> None:
    reasons = list(gap_sentences(block, postings))
    if reasons:
        raise PublishRefused(*reasons)


def gap_sentences(block: TextBlock, postings: Sequence[Use]) -> Iterator[str]:
    """What keeps the block from the public, with the postings concerned."""
    for code in language_codes():
        concerned = [use for use in postings if code in use.edition.languages]
        if concerned and missing_block_texts(block, code):
            yield _("The text block is not complete in %(language)s, shown by: %(postings)s.") % {
                "language": language_name(code),
                "postings": ", ".join(
                    _("“%(title)s”") % {"title": use.posting} for use in concerned
                ),
            }
