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


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.files.base import ContentFile

    from applications.documents.storage import (
        document_storage,
        make_storage_name,
        store_bytes,
        write_whole,
    )
    from applications.documents.upload_check import check_upload
    from applications.models.data_key import DataKey, KeyRing
    from benchmarks.document_previews import documents

    key = DataKey.make()
    ring = KeyRing([key])

    def keep_plain(content: bytes) -> None:
        place = Path(settings.DOCUMENTS_ROOT, uuid4().hex)
        place.parent.mkdir(parents=True, exist_ok=True)
        blocks = [content[at : at + MEBIBYTE] for at in range(0, len(content), MEBIBYTE)]
        write_whole(place.with_suffix(".part"), place, blocks)
        read_blocks(place.open("rb"), content)
        place.unlink()

    def keep_encrypted(content: bytes) -> None:
        name = store_bytes(make_storage_name(), content, key)
        read_blocks(document_storage().open_with(name, ring), content)
        document_storage().delete(name)

    def after_check(keep: Callable[[bytes], None]) -> Callable[[bytes], None]:
        def check_and_keep(content: bytes) -> None:
            check_upload(ContentFile(content, name="CV.pdf"))
            keep(content)

        return check_and_keep

    ways: dict[str, Callable[[bytes], object]] = {"plain": keep_plain, "encrypted": keep_encrypted}
    ways |= {f"checked, {way}": after_check(keep) for way, keep in (*ways.items(),)}
    samples = {name: content for name, _media_type, content in documents()}
    samples["30 MiB, as an export"] = os.urandom(30 * MEBIBYTE)
    print(
        f"{'milliseconds':24}{'KiB':>8}" + "".join(f"{way:>20}" for way in ways) + f"{'left':>14}"
    )
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        settings.DOCUMENTS_ROOT = folder
        for name, content in samples.items():
            tried = (
                ways if len(content) <= settings.DOCUMENT_MAX_BYTES else dict([*ways.items()][:2])
            )
            found = measure(tried, content)
            told = "".join(
                f"{1000 * found[way]:>20.1f}" if way in found else " " * 20 for way in ways
            )
            alone = found["plain"] / found["encrypted"]
            whole = found.get("checked, plain", 0) / found.get("checked, encrypted", 1)
            print(f"{name:24}{len(content) // 1024:>8}{told}{alone:>7.0%}{whole:>7.0%}")


def read_blocks(file: BytesIO, content: bytes) -> None:
    with file:
        read = sum(len(block) for block in iter(lambda: file.read(4096), b""))
    assert read == len(content)


if __name__ == "__main__":
    main()
