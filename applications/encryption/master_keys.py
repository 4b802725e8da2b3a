"""Data keys under master keys: settings.DOCUMENT_KEYS names these, the first one wraps what is new."""

import os
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from applications.encryption.unreadable import DamagedFile, MissingMasterKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


def first_master_key() -> str:
    """The name of the master key that wraps new data keys."""
    return str(next(iter(settings.DOCUMENT_KEYS)))


def wrap_key(key: bytes, *, key_id: UUID, master_key: str) -> bytes:
    """A data key as it is stored, bound to its row; MissingMasterKey if no such one is configured."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + cipher_of(master_key).encrypt(nonce, key, key_id.bytes)


def unwrap_key(wrapped: bytes, *, key_id: UUID, master_key: str) -> bytes:
    """The data key; MissingMasterKey, or DamagedFile if it is not what was stored."""
    from cryptography.exceptions import InvalidTag

    nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
    try:
        return cipher_of(master_key).decrypt(nonce, sealed, key_id.bytes)
    except InvalidTag:
        raise DamagedFile(f"Data key {key_id} is not what was stored.") from None


def cipher_of(master_key: str) -> "AESGCM":
    """AES under this master key. The library takes 6 MB, in processes that read or write a document."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = settings.DOCUMENT_KEYS.get(master_key)
    if key is None:
        raise MissingMasterKey(master_key)
    return AESGCM(key)
