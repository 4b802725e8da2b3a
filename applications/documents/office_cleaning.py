"""Writes a DOCX or ODT without what is active in it; one that has nothing of the kind keeps every byte."""

from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from applications.documents import office
from applications.documents.archive_layout import fills_its_bytes
from applications.documents.child_process.frames import open_output
from applications.documents.docx_cleaning import plan_docx
from applications.documents.metafiles import apply_patches
from applications.documents.odt_cleaning import plan_odt
from applications.documents.office_parts import Plan, read_part
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.xml_cuts import apply_cuts
from applications.enums import MediaType, Removed

LITTLE_SMALLER = 0.9
"""What compression made hardly smaller, as most pictures, is not compressed again, which takes time."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that an archive can say."""


def write_clean_copy(content: BinaryIO, found: MediaType) -> set[Removed]:
    """Write the document without what is active to the child's output; what was taken out.

    The archive has passed office.inspect_office(), so that all of it may be read. Of one that has
    nothing active, and no bytes beside its entries, nothing is written. Raises RefusedContent where text would go with it.
    """
    content.seek(0)
    try:
        with ZipFile(content) as archive:
            plan = (plan_odt if found is MediaType.ODT else plan_docx)(archive)
            if not plan.removed and not fills_its_bytes(archive, content):
                plan.removed.add(Removed.REST)
            if plan.removed:
                with open_output() as target:
                    write_archive(archive, plan, target)
    except office.BROKEN:
        raise RefusedContent(Cause.BROKEN) from None
    return plan.removed


def write_archive(archive: ZipFile, plan: Plan, target: BinaryIO) -> None:
    """All entries that stay, in their order, the mimetype of an ODT first and as it is (part 2, 3.3)."""
    entries = [each for each in archive.infolist() if each.filename not in plan.gone]
    entries.sort(key=lambda entry: entry.filename != "mimetype")
    with ZipFile(target, "w") as clean:
        for entry in entries:
            info = ZipInfo(entry.filename, max(entry.date_time, FIRST_DAY))
            is_plain = entry.filename == "mimetype" or is_dense(entry)
            info.compress_type = ZIP_STORED if is_plain else entry.compress_type
            info.external_attr = entry.external_attr
            write_entry(archive, clean, entry, info, plan)


def is_dense(entry: ZipInfo) -> bool:
    return entry.compress_size >= LITTLE_SMALLER * entry.file_size


def write_entry(
    archive: ZipFile, clean: ZipFile, entry: ZipInfo, info: ZipInfo, plan: Plan
) -> None:
    info.file_size = entry.file_size
    cuts = plan.cuts.get(entry.filename)
    patches = plan.patches.get(entry.filename)
    with clean.open(info, "w") as written:
        if cuts:
            written.write(apply_cuts(read_part(archive, entry.filename), cuts))
            return
        if patches:
            written.write(apply_patches(read_part(archive, entry.filename), patches))
            return
        with archive.open(entry) as stream:
            while block := stream.read(office.BLOCK):
                written.write(block)
