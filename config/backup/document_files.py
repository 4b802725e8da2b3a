"""The document storage as a backup sees it: files as they lie there, encrypted."""

from collections.abc import Iterator

from applications.documents.storage import document_storage
from config.backup.byte_streams import read_blocks


def look_at_file(name: str) -> tuple[int, float]:
    """Size and time of change; FileNotFoundError if it is gone."""
    storage = document_storage()
    return storage.size(name), storage.get_modified_time(name).timestamp()


def read_file(name: str) -> Iterator[bytes]:
    """FileNotFoundError if it is gone."""
    return read_blocks(document_storage().open_sealed(name))


def list_files(folder: str = "") -> Iterator[str]:
    """The names of all files; beside the folders lies only what belongs to the place, as its mark."""
    try:
        folders, names = document_storage().listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}{name}" for name in names if folder)
    for inner in folders:
        yield from list_files(f"{folder}{inner}/")
