"""The keys of stored files: one for each draft and application, destroyed with it."""

import io
import os
from collections.abc import Iterable
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar, Self
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.encryption.master_keys import first_master_key, unwrap_key, wrap_key
from applications.encryption.stream import (
    HEADER,
    KEY_BYTES,
    DecryptingReader,
    Header,
    encrypt_blocks,
)
from applications.encryption.unreadable import DestroyedKey, PlainFileRefused

if TYPE_CHECKING:
    from applications.models.application import Application
    from applications.models.draft import Draft


class DataKeyQuerySet(models.QuerySet["DataKey"]):
    def under_others_than(self, names: Iterable[str]) -> Self:
        """Those that none of these master keys wraps.

        Asked for as what lies between the names, which an index finds among any number of rows.
        """
        known = sorted(names)
        between = [Q(master_key__gt=low, master_key__lt=high) for low, high in pairwise(known)]
        outside = [Q(master_key__lt=known[0]), Q(master_key__gt=known[-1])]
        return self.filter(reduce(or_, [*between, *outside]))


DataKeyManager = models.Manager.from_queryset(DataKeyQuerySet)


class DataKey(models.Model):
    """A key of AES-256 for the files of one draft or application, wrapped by a master key.

    It goes along when a draft becomes an application and when two applications become one, and never
    to a copy: erasing either destroys its own. One that belongs to neither is an export's (hiring).
    Each file says in its header which key opens it.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid4)
    draft = models.ForeignKey(
        "applications.Draft", models.CASCADE, null=True, related_name="data_keys"
    )
    application = models.ForeignKey(
        "applications.Application", models.CASCADE, null=True, related_name="data_keys"
    )
    master_key = models.CharField(
        max_length=20, db_index=True, help_text="Its name, which is a digest of it."
    )
    wrapped = models.BinaryField()

    objects: ClassVar["DataKeyManager[DataKey]"] = DataKeyManager()

    class Meta:
        verbose_name = _("key of stored files")
        verbose_name_plural = _("keys of stored files")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="data_key_belongs_to_one_at_most",
                condition=Q(draft__isnull=True) | Q(application__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.uuid)

    @classmethod
    def make(cls, owner: "Application | Draft | None" = None) -> Self:
        """A new random key under the first master key, not saved yet."""
        made = cls(uuid=uuid4())
        if owner is not None:
            setattr(made, str(owner._meta.model_name), owner)
        made.wrap(os.urandom(KEY_BYTES))
        return made

    def wrap(self, key: bytes) -> None:
        self.master_key = first_master_key()
        self.wrapped = wrap_key(key, key_id=self.uuid, master_key=self.master_key)

    def unwrap(self) -> bytes:
        """Raises MissingMasterKey, or DamagedFile for a row that somebody changed."""
        return unwrap_key(bytes(self.wrapped), key_id=self.uuid, master_key=self.master_key)

    def encrypt(self, blocks: Iterable[bytes], name: str) -> Iterable[bytes]:
        """What is to be stored of these bytes under this name."""
        return encrypt_blocks(blocks, key_id=self.uuid, key=self.unwrap(), name=name)


def ensure_key(owner: "Application | Draft") -> DataKey:
    """A key for the files of a draft or application, made if there is none that can be used.

    If the owner has gone meanwhile it is one that nobody keeps: whoever stores something under it finds
    out by the lock that follows, and takes the file back.
    """
    return find_usable_key(owner) or make_key(owner)


def find_usable_key(owner: "Application | Draft") -> DataKey | None:
    keys = owner.data_keys.filter(master_key__in=settings.DOCUMENT_KEYS)
    return keys.order_by("pk").first()


@transaction.atomic
def make_key(owner: "Application | Draft") -> DataKey:
    """One for parallel requests together."""
    rows: models.QuerySet[Any] = models.QuerySet(type(owner)).select_for_update(of=("self",))
    is_there = rows.filter(pk=owner.pk).exists()
    key = find_usable_key(owner) or DataKey.make(owner)
    if is_there:
        key.save()
    return key


class KeyRing:
    """Data keys that were asked for, so that several files of one owner ask for theirs once."""

    def __init__(self, rows: Iterable[DataKey] = ()) -> None:
        self.rows = {row.uuid: row for row in rows}
        """Those that need not be asked for any more."""
        self.keys: dict[UUID, bytes] = {}

    def find(self, key_id: UUID) -> bytes:
        """Raises DestroyedKey, MissingMasterKey or DamagedFile."""
        if key_id not in self.keys:
            row = self.rows.get(key_id) or DataKey.objects.filter(pk=key_id).first()
            if row is None:
                raise DestroyedKey(f"Data key {key_id} is gone.")
            self.keys[key_id] = row.unwrap()
        return self.keys[key_id]

    def open(self, source: BinaryIO, name: str) -> DecryptingReader:
        """The content of what was encrypted under this name; PlainFileRefused for what was not.

        `source` is closed if it cannot be opened, and with what is returned.
        """
        try:
            header = read_header(source, name)
            return DecryptingReader(source, header, key=self.find(header.key_id), name=name)
        except BaseException:
            source.close()
            raise

    def decrypt(self, sealed: bytes, name: str) -> bytes:
        """All at once, for what is small."""
        with self.open(io.BytesIO(sealed), name) as content:
            return content.read() or b""


def open_stored(name: str, ring: KeyRing | None = None) -> "File[Any]":
    """The content of a stored file; FileNotFoundError if it is gone, UnreadableFile if it cannot be opened."""
    storage: Any = storages["documents"]
    opened: File[Any] = storage.open_with(name, ring or KeyRing())
    return opened


def read_header(source: BinaryIO, name: str) -> Header:
    """Raises PlainFileRefused for bytes that are not encrypted."""
    header = Header.read(source.read(HEADER.size))
    if header is None:
        raise PlainFileRefused(f"{name} is not encrypted.")
    return header
