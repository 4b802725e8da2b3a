"""Why encrypted bytes cannot be opened: each cause is told in the log, never to whoever asked for them."""


class UnreadableFile(Exception):
    """The bytes are there and cannot be opened; nothing of them has been handed out as if it were whole."""


class DamagedFile(UnreadableFile):
    """Not the bytes that were written here: changed, cut off, added to, or those of another file."""


class DestroyedKey(UnreadableFile):
    """The data key is gone, as after an erasure: nobody can open the bytes any more."""


class MissingMasterKey(UnreadableFile):
    """No master key that is configured opens the data key."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Master key {name} is not among DOCUMENT_KEYS. Add it there again, behind the others."
        )


class PlainFileRefused(UnreadableFile):
    """The bytes are not encrypted, and nothing says that they were stored before files were."""
