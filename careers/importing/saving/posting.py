"""One ad becomes one posting: made, brought up to date, or left alone."""

from collections.abc import Iterator, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from careers.completeness import missing_texts, section_texts
from careers.enums import SectionKind
from careers.importing.findings import Finding, FindingCode
from careers.importing.pieces import Section
from careers.importing.readers.source import Source
from careers.importing.saving.alignment import align
from careers.importing.saving.fields import columns_of
from careers.importing.saving.options import Options
from careers.importing.saving.outcome import Outcome, Result
from careers.importing.saving.reading import Reading, SaveError, packed, read_source, unpacked
from careers.importing.saving.related import department_for, set_contacts, set_locations
from careers.languages import column, in_language, language_codes, language_name
from careers.models import Posting, PostingSection, Redirect
from careers.services import PublishRefused, publish_posting


def import_source(source: Source, options: Options) -> Outcome:
    """Writes an ad as a posting, in a transaction of its own.

    The posting is found again by the source's key. Where the texts (and the title given) are
    those of the last import, nothing is written. A failure leaves nothing behind; its reason
    is a sentence part in the active language.
    """
    try:
        with transaction.atomic():
            return _import(source, options)
    except SaveError as error:
        return Outcome(source.name, Result.FAILED, reason=str(error))
    except ValidationError as error:
        return Outcome(source.name, Result.FAILED, reason=" ".join(error.messages))
    except DatabaseError as error:
        reason = _("could not be stored (%(why)s)") % {"why": str(error).partition("\n")[0]}
        return Outcome(source.name, Result.FAILED, reason=reason)


def _import(source: Source, options: Options) -> Outcome:
    reading = read_source(source, options.title)
    posting = Posting.objects.select_for_update().filter(import_key=source.key).first()
    result = _result(posting, reading, options)
    if posting is None or result is not Result.UNCHANGED:
        posting = _write(posting or _new_posting(source, reading, options), reading, options)
    notes = [*_add_redirects(posting, source)]
    if options.publish and (result is not Result.UNCHANGED or not posting.is_published):
        notes += _publish(posting, source)
    return Outcome(
        name=source.name,
        result=result,
        posting=posting,
        ads=tuple(reading.ads.values()),
        findings=tuple(_findings(posting, reading)),
        notes=tuple(notes),
        used_title=bool(reading.untitled),
    )


def _result(posting: Posting | None, reading: Reading, options: Options) -> Result:
    if posting is None:
        return Result.CREATED
    is_moved = options.department is not None and options.department != posting.department
    is_same = reading.digests.items() <= unpacked(posting.import_digest).items()
    is_renamed = any(
        in_language(posting, "title", code) != reading.ads[code].title for code in reading.untitled
    )
    return Result.UPDATED if is_moved or is_renamed or not is_same else Result.UNCHANGED


def _new_posting(source: Source, reading: Reading, options: Options) -> Posting:
    department = options.department or department_for(list(reading.ads.values()))
    return Posting(import_key=source.key, department=department)


def _write(posting: Posting, reading: Reading, options: Options) -> Posting:
    ads = reading.ads
    for name, value in columns_of(ads, reading.summaries).items():
        setattr(posting, name, value)
    if options.department is not None:
        posting.department = options.department
    posting.import_digest = packed(unpacked(posting.import_digest) | dict(reading.digests))
    posting.full_clean()
    posting.save()
    places = [ad.facts.place.locations for ad in ads.values() if ad.facts.place]
    set_locations(posting, next(iter(places), ()))
    set_contacts(posting, dict.fromkeys(name for ad in ads.values() for name in ad.contacts))
    _write_sections(posting, {code: ad.sections for code, ad in ads.items()})
    return posting


def _write_sections(posting: Posting, imported: Mapping[str, Sequence[Section]]) -> None:
    """Replaces the sections; a language that was not imported now keeps its words."""
    texts = {
        code: imported.get(code) or list(_stored_sections(posting, code))
        for code in language_codes()
    }
    rows = align({code: sections for code, sections in texts.items() if sections})
    posting.sections.all().delete()
    for position, row in enumerate(rows):
        section = PostingSection(posting=posting, position=position, kind=row.kind)
        for code, heading in row.headings.items():
            setattr(section, column("heading", code), heading)
            setattr(section, column("body", code), row.bodies[code])
        section.full_clean()
        section.save()


def _stored_sections(posting: Posting, language: str) -> Iterator[Section]:
    for section in posting.sections.select_related("block"):
        heading, body = section_texts(section, language)
        if heading or body:
            yield Section(SectionKind(section.kind), heading, body)


def _add_redirects(posting: Posting, source: Source) -> Iterator[str]:
    for language, path in source.redirects:
        found, _created = Redirect.objects.get_or_create(
            path=path, defaults={"posting": posting, "language": language}
        )
        if found.posting_id != posting.pk:
            yield _("%(path)s leads to another posting already") % {"path": path}


def _publish(posting: Posting, source: Source) -> Iterator[str]:
    """Publishes what can be, and says of the rest why not."""
    if not source.is_public:
        yield _("not published, because its front matter says so")
        return
    if posting.closed_at is not None:
        yield _("stays closed")
        return
    missing = {code: missing_texts(posting, code) for code in _languages(posting)}
    for code, names in missing.items():
        if names:
            yield _("%(language)s is not published. Missing: %(missing)s.") % {
                "language": language_name(code),
                "missing": ", ".join(names),
            }
    complete = [code for code, names in missing.items() if not names]
    try:
        if complete:
            publish_posting(posting=posting, actor=None, languages=complete)
    except PublishRefused as error:
        yield from error.reasons


def _languages(posting: Posting) -> list[str]:
    """The languages imported into a posting, now or before."""
    known = unpacked(posting.import_digest)
    return [code for code in language_codes() if code in known]


def _findings(posting: Posting, reading: Reading) -> Iterator[Finding]:
    for code, ad in reading.ads.items():
        has_title = bool(in_language(posting, "title", code))
        yield from (
            each for each in ad.findings if each.code is not FindingCode.NO_TITLE or not has_title
        )
    for code in language_codes():
        if code not in _languages(posting):
            yield Finding(FindingCode.OTHER_LANGUAGE_MISSING, code)
