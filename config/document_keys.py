"""The master keys of stored files, read from the environment or a file (applications/encryption/master_keys.py uses them)."""

import hashlib
from base64 import b64decode

from django.core.exceptions import ImproperlyConfigured

from config import env

KEY_BYTES, KEY_NAME_LENGTH = 32, 12  # AES-256; hexadecimal digits


def read_keys(name: str) -> dict[str, bytes]:
    """Return keys of 32 bytes by their names, in their order, from the variable or the file that NAME_FILE names.

    Each stands there in Base64, with commas, white space or line ends between them. Its name is a digest of
    it, so that none can be given the name of another.
    """
    remedy = "Make one with: openssl rand -base64 32"
    written = env.read_secrets(name)
    if not written:
        raise ImproperlyConfigured(f"{name} is not set, and neither is {name}_FILE. {remedy}")
    found: dict[str, bytes] = {}
    for number, one in enumerate(written, start=1):
        try:
            key = b64decode(one, validate=True)
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise ImproperlyConfigured(
                f"{name}: key {number} is not {KEY_BYTES} bytes in Base64. {remedy}"
            )
        if len(set(key)) < env.DIFFERENT:
            raise ImproperlyConfigured(f"{name}: key {number} can be guessed. {remedy}")
        digest = hashlib.sha256(b"name of a master key" + key).hexdigest()[:KEY_NAME_LENGTH]
        if digest in found:
            raise ImproperlyConfigured(f"{name}: key {number} stands there twice. Take one away.")
        found[digest] = key
    return found
