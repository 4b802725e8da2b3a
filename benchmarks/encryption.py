"""What encryption at rest costs: python -m benchmarks.encryption.

The honest files of benchmarks.document_previews and one of 30 MiB, in turns, ROUNDS times: written to the
disk and read back, as the storage does it and without encryption, and with the upload check before it. Told
are medians, and how much of the throughput is left. The database, which is asked for the key, is left out.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import uuid4

ROUNDS = 15
MEBIBYTE = 1024 * 1024


def measure(ways: dict[str, Callable[[bytes], object]], content: bytes) -> dict[str, float]:
    """Seconds by way, medians of turns."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for _round in range(ROUNDS):
        for way, do in ways.items():
            began = time.perf_counter()
            do(content)
            taken[way].append(time.perf_counter() - began)
    return {way: statistics.median(found) for way, found in taken.items()}


type Way = Callable[[bytes], object]


def build_ways() -> dict[str, Way]:
    """Each way in which the bytes of a file are kept, read back and deleted; with the upload check before it, too."""
    from django.conf import settings
    from django.core.files.base import ContentFile

    from applications.documents import storage
    from applications.documents.upload_check import check_upload
    from applications.models.data_key import DataKey, KeyRing

    key = DataKey.make()
    ring = KeyRing([key])

    def keep_plain(content: bytes) -> None:
        place = Path(settings.DOCUMENTS_ROOT, uuid4().hex)
        place.parent.mkdir(parents=True, exist_ok=True)
        blocks = [content[at : at + MEBIBYTE] for at in range(0, len(content), MEBIBYTE)]
        storage.write_whole(place.with_suffix(".part"), place, blocks)
        read_blocks(place.open("rb"), content)
        place.unlink()

    def keep_encrypted(content: bytes) -> None:
        name = storage.store_bytes(storage.make_storage_name(), content, key)
        read_blocks(storage.document_storage().open_with(name, ring), content)
        storage.document_storage().delete(name)

    def after_check(keep: Way) -> Way:
        def check_and_keep(content: bytes) -> None:
            check_upload(ContentFile(content, name="CV.pdf"))
            keep(content)

        return check_and_keep

    ways: dict[str, Way] = {"plain": keep_plain, "encrypted": keep_encrypted}
    return ways | {f"checked, {way}": after_check(keep) for way, keep in ways.items()}


def describe(name: str, content: bytes, ways: dict[str, Way]) -> str:
    """A line of the table; what is larger than an upload may be is not checked."""
    from django.conf import settings

    is_upload = len(content) <= settings.DOCUMENT_MAX_BYTES
    found = measure(
        {way: keep for way, keep in ways.items() if is_upload or "," not in way}, content
    )
    told = "".join(f"{1000 * found[way]:>20.1f}" if way in found else " " * 20 for way in ways)
    alone = found["plain"] / found["encrypted"]
    whole = f"{found['checked, plain'] / found['checked, encrypted']:>7.0%}" if is_upload else ""
    return f"{name:24}{len(content) // 1024:>8}{told}{alone:>7.0%}{whole}"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.conf import settings

    from benchmarks.document_previews import documents

    ways = build_ways()
    samples = {name: content for name, _media_type, content in documents()}
    samples["30 MiB, as an export"] = os.urandom(30 * MEBIBYTE)
    columns = "".join(f"{way:>20}" for way in ways)
    print(f"{'milliseconds':24}{'KiB':>8}{columns}{'left':>14}")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        settings.DOCUMENTS_ROOT = folder
        for name, content in samples.items():
            print(describe(name, content, ways))


def read_blocks(file: BytesIO, content: bytes) -> None:
    with file:
        read = sum(len(block) for block in iter(lambda: file.read(4096), b""))
    assert read == len(content)


if __name__ == "__main__":
    main()
