"""The streams in which files are stored: whatever is done to the bytes is noticed."""

import io
import os
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.encryption.stream import (
    HEADER,
    SEALED,
    SEGMENT,
    DecryptingReader,
    Header,
    encrypt_blocks,
)
from applications.encryption.unreadable import DamagedFile

KEY, KEY_ID = os.urandom(32), uuid4()
SIZES = [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT, 3 * SEGMENT + 7]


def seal(content: bytes, name: str = "7f/name", key: bytes = KEY) -> bytes:
    return b"".join(encrypt_blocks([content], key_id=KEY_ID, key=key, name=name))


def reader(sealed: bytes, name: str = "7f/name", key: bytes = KEY) -> DecryptingReader:
    header = Header.read(sealed[: HEADER.size])
    assert header is not None
    return DecryptingReader(io.BytesIO(sealed), header, key=key, name=name)


def unseal(sealed: bytes, name: str = "7f/name", key: bytes = KEY) -> bytes:
    with reader(sealed, name, key) as content:
        return content.read()


@pytest.mark.parametrize("size", SIZES)
def test_what_was_written_is_read(size: int) -> None:
    content = os.urandom(size)
    sealed = seal(content)
    assert unseal(sealed) == content
    assert reader(sealed).size == size
    assert content[:16] not in sealed or size < 16


@given(
    st.lists(st.binary(max_size=SEGMENT), max_size=6), st.integers(0, 2**18), st.integers(1, 999)
)
def test_any_part_can_be_read(blocks: list[bytes], start: int, length: int) -> None:
    whole = b"".join(blocks)
    sealed = b"".join(encrypt_blocks(blocks, key_id=KEY_ID, key=KEY, name="7f/name"))
    with io.BufferedReader(reader(sealed)) as content:
        content.seek(start)
        assert content.read(length) == whole[start : start + length]
        assert content.seek(0, io.SEEK_END) == len(whole)


def test_same_content_never_looks_the_same() -> None:
    first, second = seal(b"CV" * 100), seal(b"CV" * 100)
    assert first[HEADER.size :] != second[HEADER.size :]


@pytest.mark.parametrize("size", SIZES)
def test_every_changed_byte_is_noticed(size: int) -> None:
    sealed = seal(os.urandom(size))
    places = {5, HEADER.size - 1, HEADER.size, len(sealed) - 1, len(sealed) // 2}
    for place in places:
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(DamagedFile):
            unseal(bytes(changed))


@pytest.mark.parametrize("left", [HEADER.size, HEADER.size + 1, HEADER.size + 16])
def test_cut_to_almost_nothing_is_noticed(left: int) -> None:
    with pytest.raises(DamagedFile):
        reader(seal(os.urandom(3 * SEGMENT))[:left])


@pytest.mark.parametrize("segments", [1, 2])
def test_cut_between_segments_is_noticed_before_anything_is_read(segments: int) -> None:
    sealed = seal(os.urandom(3 * SEGMENT))
    with pytest.raises(DamagedFile):
        reader(sealed[: HEADER.size + segments * SEALED])


def test_what_is_added_is_noticed_before_anything_is_read() -> None:
    sealed = seal(os.urandom(2 * SEGMENT))
    for added in (b"x", sealed[HEADER.size : HEADER.size + SEALED], sealed):
        with pytest.raises(DamagedFile):
            reader(sealed + added)


def test_other_order_and_repeated_segments_are_noticed() -> None:
    sealed = seal(os.urandom(4 * SEGMENT))
    head, parts = (
        sealed[: HEADER.size],
        [sealed[HEADER.size + at * SEALED :][:SEALED] for at in range(4)],
    )
    for order in ([1, 0, 2, 3], [0, 0, 2, 3], [0, 1, 1, 2, 3], [0, 2, 3]):
        content = head + b"".join(parts[at] for at in order)
        with pytest.raises(DamagedFile):
            unseal(content)


def test_file_under_another_name_is_noticed() -> None:
    with pytest.raises(DamagedFile):
        unseal(seal(b"of one", name="7f/one"), name="7f/other")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(DamagedFile):
        unseal(seal(b"of one"), key=os.urandom(32))


def test_segment_of_another_file_is_noticed() -> None:
    one, other = seal(os.urandom(2 * SEGMENT)), seal(os.urandom(2 * SEGMENT))
    mixed = one[: HEADER.size + SEALED] + other[HEADER.size + SEALED :]
    with pytest.raises(DamagedFile):
        unseal(mixed)


def test_plain_bytes_are_told_from_encrypted_ones() -> None:
    assert Header.read(b"%PDF-1.7 and so on") is None
    assert Header.read(b"") is None
