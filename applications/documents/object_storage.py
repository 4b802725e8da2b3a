"""Documents in an object storage that speaks S3 (Ceph and others), which any number of hosts share.

Imported only where DOCUMENTS_STORAGE or DOCUMENTS_MOVE_FROM is s3: boto3 takes memory and time of every process.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import cached_property, partial
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import Any, BinaryIO, cast

from botocore.config import Config
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from applications.documents.object_faults import Patience, retry_what_is_refused, to_os_error
from applications.documents.object_reading import ObjectReader
from applications.documents.sealed_storage import BLOCK, CHECKED_WHOLE, SealedStorage
from applications.documents.storage_mark import MARK

PART = 8 * BLOCK
"""Bytes in memory while something is written; what is larger is sent in parts."""
WHOLE = CHECKED_WHOLE + BLOCK
"""Bytes: what is smaller is fetched at once, since it is read twice, and lies in a file without a name meanwhile."""
IN_MEMORY = BLOCK
SLOWEST = 256 * 1024
"""Bytes a second; what comes more slowly is given up."""
MARK_IS_KNOWN_SECONDS = 60.0
WRITE_TEST = ".write-test"


class ObjectStorage(SealedStorage, S3Storage):
    """Objects of one bucket, below `location` if it is set. Nothing of it is public, and no address is ever made.

    Options are those of django-storages and `seconds` that a request waits for an answer, `tries` for one that
    is refused for the moment. Faults are OSErrors, and Patience keeps threads from waiting one after the other.
    """

    variable = "S3_BUCKET"
    demand = "Is the bucket there, may S3_ACCESS_KEY write into it, and is S3_ENDPOINT right?"
    is_known_when_empty = True
    file_overwrite = False

    def __init__(self, **options: Any) -> None:
        seconds, tries = options.pop("seconds", 2), options.pop("tries", 2)
        config = Config(
            signature_version="s3v4",
            connect_timeout=seconds / 2,
            read_timeout=seconds,
            # Checksums in trailers are not known to every maker's S3; the segments of a file prove themselves.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            # Tried again by retry_what_is_refused alone: others would wait for a silent server again and again.
            retries={"total_max_attempts": 1, "mode": "standard"},
            s3={"addressing_style": options.get("addressing_style")},
        )
        super().__init__(client_config=config, **options)
        self.seconds, self.tries = float(seconds), tries
        self.patience = Patience(self.seconds)
        self.mark_is_known_until = 0.0

    @cached_property
    def connection(self) -> Any:
        """One for all threads, which only ever use its client."""
        made = self._create_session().resource(
            "s3",
            region_name=self.region_name,
            endpoint_url=self.endpoint_url,
            config=self.client_config,
            verify=self.verify,
        )
        events = made.meta.client.meta.events
        events.register("needs-retry.s3", retry_what_is_refused(self.tries))
        return made

    @contextmanager
    def asking(self) -> Iterator[Any]:
        """The client; what it raises is told as an OSError. Nothing is asked while nobody answers."""
        self.patience.refuse_while_silent()
        try:
            yield self.connection.meta.client
        except Exception as error:
            told = to_os_error(error)
            if told is None:
                raise
            self.patience.note(told)
            raise told from error

    def address(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket_name, "Key": self._normalize_name(clean_name(name))}

    def write_sealed(self, name: str, blocks: Iterable[bytes]) -> None:
        parts = join_to_parts(blocks)
        first = next(parts)
        with self.asking() as client:
            if len(first) < PART:
                client.put_object(**self.address(name), Body=first)
            else:
                self.write_parts(client, name, first, parts)

    def write_parts(
        self, client: Any, name: str, first: bytearray, others: Iterator[bytearray]
    ) -> None:
        """It appears when all of them are there."""
        upload = self.address(name)
        upload["UploadId"] = client.create_multipart_upload(**upload)["UploadId"]
        try:
            done = [self.write_part(client, upload, 1, first)]
            done += [
                self.write_part(client, upload, number, part)
                for number, part in enumerate(others, 2)
            ]
            client.complete_multipart_upload(**upload, MultipartUpload={"Parts": done})
        except BaseException:
            with suppress(Exception):  # else delete_unfinished() does it
                client.abort_multipart_upload(**upload)
            raise

    def write_part(
        self, client: Any, upload: dict[str, str], number: int, part: bytearray
    ) -> dict[str, Any]:
        answer = client.upload_part(**upload, PartNumber=number, Body=part)
        return {"PartNumber": number, "ETag": answer["ETag"]}

    def open_sealed(self, name: str) -> BinaryIO:
        with self.asking() as client:
            answer = client.get_object(**self.address(name))
            if answer["ContentLength"] <= WHOLE:
                return self.fetch(answer)
        reader = ObjectReader(
            partial(self.open_from, name), answer["ContentLength"], answer["Body"]
        )
        return io.BufferedReader(reader, BLOCK)

    def fetch(self, answer: dict[str, Any]) -> BinaryIO:
        """All of an object, in a file without a name."""
        until = monotonic() + self.seconds + answer["ContentLength"] / SLOWEST
        kept = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 – whoever reads it closes it
        try:
            with closing(answer["Body"]) as body:
                for block in body.iter_chunks(BLOCK // 4):
                    kept.write(block)
                    refuse_after(until)
            kept.seek(0)
        except BaseException:
            kept.close()
            raise
        return cast(BinaryIO, kept)

    def open_from(self, name: str, position: int) -> Any:
        """The body from this byte on."""
        with self.asking() as client:
            return client.get_object(**self.address(name), Range=f"bytes={position}-")["Body"]

    def read_start(self, name: str, size: int) -> bytes:
        with self.asking() as client:
            try:
                answer = client.get_object(**self.address(name), Range=f"bytes=0-{size - 1}")
            except client.exceptions.ClientError as error:
                if error.response["Error"]["Code"] == "InvalidRange":
                    return b""  # it is empty
                raise
            with closing(answer["Body"]) as body:
                return bytes(body.read())

    def delete(self, name: str) -> None:
        with self.asking() as client:
            client.delete_object(**self.address(name))

    def exists(self, name: str) -> bool:
        with suppress(FileNotFoundError), self.asking() as client:
            client.head_object(**self.address(name))
            return True
        return False

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with self.asking():
            folders, files = super().listdir(name)
            return folders, files

    def size(self, name: str) -> int:
        with self.asking() as client:
            return int(client.head_object(**self.address(name))["ContentLength"])

    def get_modified_time(self, name: str) -> datetime:
        """Of a folder that of the newest object in it."""
        with suppress(FileNotFoundError), self.asking() as client:
            return cast(datetime, client.head_object(**self.address(name))["LastModified"])
        found = [cast(datetime, each["LastModified"]) for each in self.list_objects(f"{name}/")]
        if not found:
            raise FileNotFoundError(name)
        return max(found)

    def list_objects(self, start: str) -> Iterator[dict[str, Any]]:
        """What lies under names that begin like this."""
        place = self.address("x")["Key"].removesuffix("x") + start
        with self.asking() as client:
            pages = client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket_name, Prefix=place):
                yield from page.get("Contents", ())

    def count_free(self) -> None:
        return None

    def refuse_when_full(self) -> None:
        """The bucket says so itself where its quota is used up."""

    def try_to_write(self) -> None:
        with self.asking() as client:
            client.put_object(**self.address(WRITE_TEST), Body=b"ready")
            client.delete_object(**self.address(WRITE_TEST))

    def delete_unfinished(self, before: datetime) -> int:
        """Parts of objects that were never put together."""
        place = self.address("x")["Key"].removesuffix("x")
        with self.asking() as client:
            pages = client.get_paginator("list_multipart_uploads")
            found = [
                upload
                for page in pages.paginate(Bucket=self.bucket_name, Prefix=place)
                for upload in page.get("Uploads", ())
                if upload["Initiated"] < before
            ]
            for upload in found:
                client.abort_multipart_upload(
                    Bucket=self.bucket_name, Key=upload["Key"], UploadId=upload["UploadId"]
                )
        return len(found)

    def keeps_what_is_deleted(self) -> bool:
        """Versions of objects, if the bucket keeps them and the keys may ask."""
        with suppress(OSError), self.asking() as client:
            answer = client.get_bucket_versioning(Bucket=self.bucket_name)
            return bool(answer.get("Status") == "Enabled")
        return False

    def make_bucket(self) -> None:
        """One of ours that is there already is left as it is."""
        with self.asking() as client, suppress(client.exceptions.BucketAlreadyOwnedByYou):
            client.create_bucket(Bucket=self.bucket_name)

    def is_marked(self) -> bool:
        """Asked again every minute: a bucket is not unmounted."""
        if monotonic() < self.mark_is_known_until:
            return True
        is_there = self.exists(MARK)
        self.mark_is_known_until = monotonic() + MARK_IS_KNOWN_SECONDS if is_there else 0.0
        return is_there

    def mark(self) -> None:
        with self.asking() as client:
            client.put_object(**self.address(MARK), Body=b"")

    def is_empty(self) -> bool:
        names = (each["Key"].rpartition("/")[2] for each in self.list_objects(""))
        return next((name for name in names if name != WRITE_TEST), None) is None


def refuse_after(moment: float) -> None:
    if monotonic() > moment:
        raise TimeoutError


def join_to_parts(blocks: Iterable[bytes]) -> Iterator[bytearray]:
    """The same bytes in pieces of PART; the last one is shorter, and may be empty if it is the only one."""
    held, is_first = bytearray(), True
    for block in blocks:
        held += block
        while len(held) >= PART:
            rest = held[PART:]
            del held[PART:]
            yield held
            held, is_first = rest, False
    if held or is_first:
        yield held
