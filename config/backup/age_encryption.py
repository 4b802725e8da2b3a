"""Encryption of a backup by age (https://age-encryption.org/v1): public keys write it, a private one reads it."""

from collections.abc import Iterable, Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

from config.backup.backup_errors import BackupError, DamagedBackup
from config.backup.byte_streams import BlockReader, pull

if TYPE_CHECKING:
    from pyrage.x25519 import Identity, Recipient

ENDING = ".age"
"""Of the names of what is encrypted."""


class Plain:
    """No encryption beside that of the documents, which are encrypted anyway."""

    ending = ""

    def encrypt(self, blocks: Iterable[bytes]) -> Iterable[bytes]:
        return blocks

    def decrypt(self, blocks: Iterable[bytes]) -> Iterable[bytes]:
        return blocks


class Age:
    """For any of these recipients; who has an identity of one of them can read it."""

    ending = ENDING

    def __init__(
        self, recipients: "Sequence[Recipient]" = (), identities: "Sequence[Identity]" = ()
    ) -> None:
        self.recipients, self.identities = recipients, identities

    def encrypt(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        import pyrage

        source = BlockReader(blocks)
        reader = BufferedReader(source)
        try:
            yield from pull(lambda target: pyrage.encrypt_io(reader, target, self.recipients))
        except pyrage.EncryptError as error:
            raise source.failure or error from None

    def decrypt(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """BackupError without a fitting identity, DamagedBackup for what was changed or cut off."""
        import pyrage

        if not self.identities:
            raise BackupError("This backup is encrypted. Name the private key: --identity FILE.")
        source = BlockReader(blocks)
        reader = BufferedReader(source)
        try:
            yield from pull(lambda target: pyrage.decrypt_io(reader, target, self.identities))
        except pyrage.DecryptError:
            other = BackupError("The private key is not the one of this backup.")
            raise source.failure or other from None
        except OSError as error:
            damaged = DamagedBackup(f"An encrypted file is damaged ({error}).")
            raise source.failure or damaged from None


type Encryption = Plain | Age


def choose_encryption(recipients: Iterable[str]) -> Encryption:
    """How a new backup is written: for these public keys (age1…), or plain without any."""
    import pyrage

    read = []
    for recipient in recipients:
        try:
            read.append(pyrage.x25519.Recipient.from_str(recipient))
        except pyrage.RecipientError:
            raise BackupError(
                "A recipient is no public key of age. Keys are made by age-keygen, and begin with age1."
            ) from None
    return Age(recipients=read) if read else Plain()


def read_identities(path: str) -> "list[Identity]":
    """The private keys in a file as age-keygen writes it; comments and empty lines are passed over."""
    import pyrage

    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        return [pyrage.x25519.Identity.from_str(key) for key in keys]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        raise BackupError("The file of --identity holds no private key of age.") from None
