"""Time and memory of previews, each in a child process of its own: python -m benchmarks.document_previews [TIMES].

A CV of two pages, one of 30, a photograph of 10 MB, a scan, a DOCX; all are made here.
"""

import os
import re
import resource
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from applications.documents.child_process import Limits, run_in_child
from applications.documents.previews.parts import join_parts

PDF, JPG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORDS = "Leitung der Softwareentwicklung in einer Verwaltung mit Betrieb und Planung der Budgets "
PEAK = b"peak"
STATUS = os.open("/proc/self/status", os.O_RDONLY)  # a child opens it here, before its sandbox


def render_and_measure(content: BinaryIO, options: Mapping[str, Any]) -> Iterator[bytes]:
    """Runs in the child: what it renders, then the most memory that it had, and its processor time."""
    from applications.documents.previews.render import render_document

    yield from render_document(content, options)
    [peak] = re.findall(rb"^VmHWM:\s+(\d+) kB", os.pread(STATUS, 4096, 0), re.MULTILINE)
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield PEAK + f"{int(peak) // 1024} {used.ru_utime + used.ru_stime}".encode()


def make_cv(stations: int) -> bytes:
    import typst

    part = f"== Station\n{WORDS * 6}\n\n- {WORDS}\n- {WORDS}\n"
    head = (
        '#set text(size: 10pt)\n#rect(fill: rgb("#0b6b5d"), width: 100%)[#text(fill: white)[CV]]\n'
    )
    return typst.compile((head + part * stations).encode())


def make_photo() -> Any:
    """12 megapixels with as much in them as a camera sees, or more."""
    from PIL import Image

    return Image.effect_noise((2040, 1536), 60).resize((4080, 3072)).convert("RGB")


def make_docx() -> bytes:
    paragraph = f"<w:p><w:r><w:t>{WORDS * 6}</w:t></w:r></w:p>"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{DOCX}.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body>{paragraph * 40}</w:body></w:document>',
        )
    return written.getvalue()


def encode(picture: Any, kind: str, **options: Any) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def documents() -> Iterator[tuple[str, str, bytes]]:
    photo = make_photo()
    yield "CV, 2 pages", PDF, make_cv(9)
    yield "CV, 36 pages", PDF, make_cv(180)
    yield "photograph, 12 MP", JPG, encode(photo, "JPEG", quality=97, subsampling=0)
    yield "the same, progressive", JPG, encode(photo, "JPEG", quality=97, progressive=True)
    yield "scan as PNG, 300 dpi", PNG, encode(photo.convert("L").resize((2480, 3508)), "PNG")
    yield "DOCX, 40 paragraphs", DOCX, make_docx()


def main() -> None:
    from benchmarks.document_previews import render_and_measure  # by a name that the child knows

    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print("| document | kB | seconds | of the processor | MB | pages | kB of images |")
    print("|---|---|---|---|---|---|---|")
    for name, media_type, content in documents():
        taken, used, outcome = [], [], None
        for _time in range(times):
            start = time.perf_counter()
            options = {"media_type": media_type, "most_pages": 30}
            outcome = run_in_child(render_and_measure, BytesIO(content), options, Limits())
            taken.append(time.perf_counter() - start)
            if outcome.failure:
                sys.exit(f"{name}: {outcome.failure} {outcome.detail}")
            used.append([float(one) for one in outcome.results[-1].removeprefix(PEAK).split()])
        parts = join_parts(outcome.results, most_pages=30)
        row = (
            name,
            len(content) // 1000,
            f"{statistics.median(taken):.2f}",
            f"{statistics.median(seconds for _peak, seconds in used):.2f}",
            max(int(peak) for peak, _seconds in used),
            f"{len(parts.pages)} of {parts.page_count}",
            sum(len(page.content) for page in parts.pages) // 1000,
        )
        print("|", " | ".join(map(str, row)), "|")


if __name__ == "__main__":
    main()
