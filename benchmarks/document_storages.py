"""What keeping and opening a file costs in a folder and in an object storage (Ceph on the loopback, in memory).

    python -m benchmarks.document_storages

Milliseconds, the median of ten; what is stored is as large as an encrypted document. Then the memory that a process
takes more for importing what speaks S3, and for writing and reading an export of 200 MiB.
"""

import contextlib
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SIZES = {"100 KiB": 100 * 1024, "1 MiB": 2**20, "10 MiB": 10 * 2**20}
ROUNDS = 10
BLOCK = 2**20
EXPORT_BLOCKS = 200


@contextlib.contextmanager
def running_ceph(folder: Path) -> Iterator[str]:
    from tests.object_store import Ceph, make_bucket, stop

    try:
        address = Ceph(folder).start_all()
        make_bucket(address)
        yield address
    finally:
        stop(folder)


def peak_mebibytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def median_ms(work: Callable[[], object]) -> float:
    times = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def measure(storage: object, name: str) -> None:
    for label, size in SIZES.items():
        content = os.urandom(size)
        stored = median_ms(lambda content=content: storage.write_sealed("7f/7f", [content]))

        def read() -> None:
            with storage.open_sealed("7f/7f") as opened:
                while opened.read(BLOCK):
                    pass

        print(
            f"{name:7} {label:8} store {stored:7.1f} ms   open and read {median_ms(read):7.1f} ms"
        )


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.conf import settings

    from applications.documents.storage import DocumentStorage

    with tempfile.TemporaryDirectory() as folder:
        settings.DOCUMENTS_ROOT = Path(folder, "documents")
        measure(DocumentStorage(), "folder")
        before = peak_mebibytes()
        began = time.perf_counter()
        from applications.documents.object_storage import ObjectStorage

        took = time.perf_counter() - began
        print(f"import: {peak_mebibytes() - before:.0f} MiB, {took:.2f} s")
        from tests.object_store import storage_entry

        ceph = Path(folder, "ceph")
        ceph.mkdir()
        with running_ceph(ceph) as address:
            storage = ObjectStorage(**storage_entry(address)["OPTIONS"])
            storage.try_to_write()
            print(f"with its first request: {peak_mebibytes() - before:.0f} MiB")
            measure(storage, "s3")
            before = peak_mebibytes()
            storage.write_sealed("exports/one", (bytes(BLOCK) for _n in range(EXPORT_BLOCKS)))
            print(f"200 MiB written: {peak_mebibytes() - before:.0f} MiB more")
            with storage.open_sealed("exports/one") as opened:
                while opened.read(64 * 1024):
                    pass
            print(f"200 MiB read: {peak_mebibytes() - before:.0f} MiB more")


if __name__ == "__main__":
    main()
