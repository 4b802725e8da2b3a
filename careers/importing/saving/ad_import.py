"""One ad becomes one posting: made, brought up to date, or left alone."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from careers.checks import PREFETCHED, Finding, build_posting_facts, check_posting
from careers.checks.corpus_cache import load_corpus
from careers.importing.readers.source import Source
from careers.importing.saving.memory import Memory
from careers.importing.saving.options import Options
from careers.importing.saving.outcome import Outcome, Result
from careers.importing.saving.parsed_source import Reading, SaveError, read_source
from careers.importing.saving.posting_fields import posting_columns
from careers.importing.saving.publication import publish_imported
from careers.importing.saving.related import find_or_create_department, set_contacts, set_locations
from careers.importing.saving.section_rows import section_findings, write_sections
from careers.languages import language_name, text_in_language
from careers.models import Department, Posting, Redirect
from careers.services import note_draft_change


def import_source(source: Source, options: Options) -> Outcome:
    """Writes an ad as a posting, in a transaction of its own.

    The posting is found again by the source's key. Where the texts (and the title given) are
    those of the last import, nothing is written; where somebody has changed the draft since,
    it is kept unless the options say otherwise. A failure leaves nothing behind; its reason
    is a sentence part in the active language.
    """
    try:
        with transaction.atomic():
            return _import_posting(source, options)
    except SaveError as error:
        return Outcome(source.name, Result.FAILED, reason=str(error))
    except ValidationError as error:
        return Outcome(source.name, Result.FAILED, reason=" ".join(error.messages))
    except DatabaseError as error:
        reason = _("could not be stored (%(why)s)") % {"why": str(error).partition("\n")[0]}
        return Outcome(source.name, Result.FAILED, reason=reason)


def _import_posting(source: Source, options: Options) -> Outcome:
    reading = read_source(source, options.title)
    posting = Posting.objects.select_for_update().filter(import_key=source.key).first()
    result = _decide_result(posting, reading, options)
    if posting is None:
        posting = _create_posting(source, reading, options)
    alone = _store_reading(posting, reading, options, result)
    edition, refused = (
        publish_imported(posting, source, options.override)
        if options.publish and _is_to_publish(posting, result)
        else (None, [])
    )
    notes = [*_import_notes(posting, reading, result), *_add_redirects(posting, source), *refused]
    return Outcome(
        name=source.name,
        result=result,
        posting=posting,
        ads=tuple(reading.ads.values()),
        findings=(*_check_stored(posting), *alone),
        notes=tuple(notes),
        edition=edition,
        used_title=bool(reading.untitled),
    )


def _decide_result(posting: Posting | None, reading: Reading, options: Options) -> Result:
    if posting is None:
        return Result.CREATED
    if _is_changed(posting, reading):
        is_edited = posting.version != Memory.parse(posting.import_digest).version
        return Result.KEPT if is_edited and not options.replace else Result.UPDATED
    return Result.UPDATED if _has_other_department(posting, options) else Result.UNCHANGED


def _is_changed(posting: Posting, reading: Reading) -> bool:
    """Whether the texts, or the title given for one, are not those of the last import."""
    is_same = reading.digests.items() <= Memory.parse(posting.import_digest).digests.items()
    return not is_same or any(
        text_in_language(posting, "title", code) != reading.ads[code].title
        for code in reading.untitled
    )


def _has_other_department(posting: Posting, options: Options) -> bool:
    return options.department is not None and options.department != posting.department


def _create_posting(source: Source, reading: Reading, options: Options) -> Posting:
    department = options.department or find_or_create_department(list(reading.ads.values()))
    return Posting(import_key=source.key, department=department)


def _store_reading(
    posting: Posting, reading: Reading, options: Options, result: Result
) -> Sequence[Finding]:
    """Writes what the result says; the findings that only writing shows."""
    if result is Result.CREATED or (result is Result.UPDATED and _is_changed(posting, reading)):
        posting.department = options.department or posting.department
        return _write_posting(posting, reading, result)
    if result is Result.UPDATED and options.department is not None:
        _change_department(posting, options.department)
    return ()


def _write_posting(posting: Posting, reading: Reading, result: Result) -> Sequence[Finding]:
    ads = reading.ads
    for name, value in posting_columns(ads, reading.summaries).items():
        setattr(posting, name, value)
    posting.full_clean()
    posting.save()
    places = [ad.facts.place.locations for ad in ads.values() if ad.facts.place]
    set_locations(posting, next(iter(places), ()))
    set_contacts(posting, dict.fromkeys(name for ad in ads.values() for name in ad.contacts))
    rows = write_sections(posting, {code: ad.sections for code, ad in ads.items()})
    if result is Result.UPDATED:
        note_draft_change(posting, now=timezone.now())
    known = Memory.parse(posting.import_digest).digests
    _store_memory(posting, Memory({**known, **reading.digests}, posting.version))
    return list(section_findings(rows, ads))


def _change_department(posting: Posting, department: Department) -> None:
    """Only the department changes; what somebody has edited is remembered as edited."""
    memory = Memory.parse(posting.import_digest)
    posting.department = department
    posting.save(update_fields=["department"])
    note_draft_change(posting, now=timezone.now())
    _store_memory(posting, Memory(memory.digests, memory.version + 1))


def _store_memory(posting: Posting, memory: Memory) -> None:
    posting.import_digest = str(memory)
    posting.save(update_fields=["import_digest"])


def _is_to_publish(posting: Posting, result: Result) -> bool:
    """What is kept is for its editors to publish."""
    return result is not Result.KEPT and (
        result is not Result.UNCHANGED or not posting.is_published
    )


def _check_stored(posting: Posting) -> list[Finding]:
    """What the ad check says of the posting as it is stored now, beside those imported so far."""
    stored = Posting.objects.select_related("department").prefetch_related(*PREFETCHED)
    now, corpus = timezone.now(), load_corpus()
    return check_posting(build_posting_facts(stored.get(pk=posting.pk), now=now, corpus=corpus))


def _import_notes(posting: Posting, reading: Reading, result: Result) -> Iterator[str]:
    if result is Result.KEPT:
        yield _("the draft was edited since the last import and is kept; --replace gives it up")
    for code, ad in reading.ads.items():
        if not ad.title and not text_in_language(posting, "title", code):
            yield _("%(language)s: the file has no title; give it one with --title") % {
                "language": language_name(code)
            }


def _add_redirects(posting: Posting, source: Source) -> Iterator[str]:
    for language, path in source.redirects:
        found, _created = Redirect.objects.get_or_create(
            path=path, defaults={"posting": posting, "language": language}
        )
        if found.posting_id != posting.pk:
            yield _("%(path)s leads to another posting already") % {"path": path}
