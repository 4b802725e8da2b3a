"""Time and size of the ads as PDFs: python -m benchmarks.pdf_making [FOLDER].

The demo ads in both languages, without a database; a FOLDER given keeps the files to look at.
"""

import os
import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

DEMO = Path(__file__).parents[1] / "demo"
ADDRESS = "https://jobs.example.org/de/jobs/1-stelle/"
FACTS = [
    ("Eingruppierung", "Entgeltgruppe E 11 TVöD Bund"),
    ("Arbeitszeit", "Vollzeit oder Teilzeit, 30 bis 39 Stunden pro Woche"),
    ("Ort", "Berlin, hybrid"),
    ("Frist", "15. Januar 2027, 23:59 Uhr"),
    ("Beginn", "so bald wie möglich"),
    ("Kennziffer", "B-2026-04"),
]
CONTACT = {"name": "Ada Beispiel", "role": "Leitung", "phone": "+49 30 1234567", "email": ""}


def ads() -> Iterator[tuple[str, Any]]:
    """Each demo ad with its name."""
    from careers.channels.pdf import Ad
    from careers.text.rendering import render_markdown

    for file in sorted(DEMO.glob("[de][en]/*.md")):
        title, *parts = re.split(r"^#+ ", file.read_text(), flags=re.MULTILINE)[1:]
        name, _newline, start = title.partition("\n")
        sections = [("", start), *(part.split("\n", 1) for part in parts)]
        yield (
            f"{file.stem}.{file.parent.name}",
            Ad(
                language=file.parent.name,
                title=name,
                summary="Was die Stelle in einem Satz ausmacht.",
                facts=FACTS,
                sections=[(heading, render_markdown(body)) for heading, body in sections],
                contacts=[CONTACT],
                contact_email="jobs@example.org",
                funding="Gefördert aus Mitteln des Beispielministeriums.",
                address=ADDRESS,
                apply_address=f"{ADDRESS}apply/",
                issuer="Beispiel e. V.",
            ),
        )


def memory() -> dict[str, int]:
    """MB that the process holds alone and those of mapped files, which processes share."""
    status = Path("/proc/self/status").read_text()
    found = re.findall(r"^Rss(Anon|File):\s+(\d+) kB", status, re.MULTILINE)
    return {kind: int(size) // 1024 for kind, size in found}


def main() -> None:
    import django

    django.setup()
    before = memory()
    start = time.perf_counter()
    from django.utils.translation import override

    from careers.channels.pdf import ad_pdf

    everything = list(ads())
    first = ad_pdf(everything[0][1])
    print(f"loading and first PDF: {time.perf_counter() - start:.2f} s, {len(first):,} bytes")
    taken, sizes = [], []
    worked = time.process_time()
    for name, ad in everything:
        start = time.perf_counter()
        with override(ad.language):
            content = ad_pdf(ad)
        taken.append((time.perf_counter() - start) * 1000)
        sizes.append(len(content))
        if len(sys.argv) > 1:
            Path(sys.argv[1], f"{name}.pdf").write_bytes(content)
    worked = (time.process_time() - worked) * 1000 / len(taken)
    cuts = statistics.quantiles(taken, n=20)
    print(f"{len(everything)} ads: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms")
    print(f"processor time: {worked:.1f} ms each")
    print(f"size: p50 {statistics.median(sizes):,.0f} bytes, most {max(sizes):,}")
    own, shared = (memory()[kind] - before[kind] for kind in ("Anon", "File"))
    print(f"memory: {own} MB more of its own, {shared} MB more of files")


if __name__ == "__main__":
    main()
