"""Backups for the keys of age: only who has a private one reads them, and changes are noticed."""

from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from config.backup.age_encryption import Age, Plain, choose_encryption, read_identities
from config.backup.backup_errors import BackupError, DamagedBackup
from config.backup.byte_streams import compress, decompress

CONTENT = [b"a" * 300_000, b"b" * 300_000]


@pytest.fixture
def identity() -> Identity:
    return Identity.generate()


def encrypt(identity: Identity) -> bytes:
    return b"".join(choose_encryption([str(identity.to_public())]).encrypt(CONTENT))


def decrypt(sealed: bytes, *identities: Identity) -> bytes:
    return b"".join(Age(identities=identities).decrypt([sealed]))


def test_private_key_reads_what_the_public_one_wrote(identity: Identity) -> None:
    sealed = encrypt(identity)
    assert sealed.startswith(b"age-encryption.org/v1")
    assert decrypt(sealed, identity) == b"".join(CONTENT)


def test_any_of_several_recipients_reads_it(identity: Identity) -> None:
    other = Identity.generate()
    written = choose_encryption([str(one.to_public()) for one in (other, identity)])
    sealed = b"".join(written.encrypt(CONTENT))
    assert decrypt(sealed, identity) == decrypt(sealed, other) == b"".join(CONTENT)


def test_another_key_and_none_are_told_apart(identity: Identity) -> None:
    with pytest.raises(BackupError, match="not the one of this backup"):
        decrypt(encrypt(identity), Identity.generate())
    with pytest.raises(BackupError, match="--identity FILE"):
        decrypt(encrypt(identity))


def test_cut_and_changed_bytes_are_noticed(identity: Identity) -> None:
    sealed = encrypt(identity)
    for damaged in (sealed[:-10], sealed[:-10] + bytes(10)):
        with pytest.raises(DamagedBackup):
            decrypt(damaged, identity)


def test_failure_of_what_is_read_comes_through(identity: Identity) -> None:
    def fail():
        yield b"one"
        raise ConnectionError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        [*choose_encryption([str(identity.to_public())]).encrypt(fail())]


def test_file_of_age_keygen_is_read(identity: Identity, tmp_path: Path) -> None:
    file = tmp_path / "key.txt"
    file.write_text(f"# created: today\n# public key: {identity.to_public()}\n{identity}\n")
    assert decrypt(encrypt(identity), *read_identities(str(file))) == b"".join(CONTENT)
    file.write_text("nothing of the kind")
    with pytest.raises(BackupError, match="no private key"):
        read_identities(str(file))


def test_recipient_that_is_none_is_refused_and_none_is_no_encryption() -> None:
    with pytest.raises(BackupError, match="no public key"):
        choose_encryption(["age1nothing"])
    assert isinstance(choose_encryption([]), Plain)


def test_compressed_bytes_come_back_and_a_missing_end_is_noticed() -> None:
    packed = b"".join(compress(CONTENT))
    assert b"".join(decompress([packed[:100], packed[100:]])) == b"".join(CONTENT)
    with pytest.raises(EOFError):
        [*decompress([packed[:-9]])]
