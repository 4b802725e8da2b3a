"""What reading uploads in a child costs, and what it keeps from the web process: python -m benchmarks.upload_check.

Honest files, those of benchmarks.document_previews. Each is checked in turns within this process and in a child, ROUNDS times; told are the medians, and by
how much the memory of this process grew at most while it did either for all of them.
"""

import os
import re
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

ROUNDS = 15


def peak_memory() -> int:
    """Of this process since reset_peak_memory(), in KiB (proc(5): VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [peak] = re.findall(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(peak)


def reset_peak_memory() -> int:
    """Forget the highest value, and return the present one."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return peak_memory()


def seconds_of(check: Callable[[BytesIO], object], content: bytes) -> float:
    began = time.perf_counter()
    check(BytesIO(content))
    return time.perf_counter() - began


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from applications.documents.inspection import inspect_file
    from applications.documents.upload_check import Patience, read_content
    from benchmarks.document_previews import documents

    def in_child(content: BytesIO) -> object:
        return read_content(content, Patience())

    ways: dict[str, Callable[[BytesIO], object]] = {"child": in_child, "here": inspect_file}
    samples = {name: content for name, _media_type, content in documents()}
    in_child(BytesIO(next(iter(samples.values()))))  # starts the process that forks the others
    print(f"{'file':24}{'KiB':>8}{'here, ms':>10}{'child, ms':>11}")
    for name, content in samples.items():
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for _round in range(ROUNDS):
            for way, check in ways.items():
                taken[way].append(1000 * seconds_of(check, content))
        here, child = statistics.median(taken["here"]), statistics.median(taken["child"])
        print(f"{name:24}{len(content) // 1024:>8}{here:>10.1f}{child:>11.1f}")
    for way, check in ways.items():
        before = reset_peak_memory()
        for content in samples.values():
            check(BytesIO(content))
        grown = peak_memory() - before
        print(f"most memory of this process, read {way}: +{grown / 1024:.1f} MiB")


if __name__ == "__main__":
    main()
