"""What a stream begins with, whatever it is packed with; pikepdf, which undoes filters as a whole, is the measure."""

import zlib
from base64 import a85encode
from io import BytesIO
from itertools import batched

import pikepdf
import pytest
from pikepdf import Object, Stream
from PIL import Image

from applications.documents import pdf_filters
from applications.documents.pdf_bytes import StrayBytes
from applications.documents.pdf_filters import is_archive, read_beginning

WORDS = b"PK\3\4 A harmless marker of ours, with words words words and more words." * 20


def lzw(content: bytes) -> bytes:
    """Codes of nine bits alone, as some writers have them: the table begins anew before it grows."""
    bits = ""
    for part in batched(content, 200):
        bits += f"{256:09b}" + "".join(f"{one:09b}" for one in part)
    bits += f"{257:09b}"
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))


def run_length(content: bytes) -> bytes:
    parts = (bytes((len(part) - 1, *part)) for part in batched(content, 100))
    return b"".join(parts) + b"\xfda"


def in_rows(kind: int, width: int) -> bytes:
    """A row of each says what it is; the bytes are any."""
    return b"".join(bytes((kind, *row)) for row in batched(WORDS[: width * 20], width))


PNG = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns 5>>"
WAYS: dict[str, tuple[bytes, bytes]] = {
    "none": (b"", WORDS),
    "hexadecimal": (b"/Filter/ASCIIHexDecode", WORDS.hex(" ").encode() + b"5>"),
    "base 85": (b"/Filter[/ASCII85Decode]", a85encode(WORDS + bytes(9), wrapcol=60) + b"~>"),
    "flate": (b"/Filter /FlateDecode", zlib.compress(WORDS)),
    "LZW": (b"/Filter/LZWDecode", lzw(WORDS)),
    "run length": (b"/Filter/RunLengthDecode", run_length(WORDS)),
    "three": (
        b"/Filter[/ASCIIHexDecode/FlateDecode/RunLengthDecode]",
        zlib.compress(run_length(WORDS)).hex().encode() + b">",
    ),
    "parameters of the second": (
        b"/Filter[/ASCIIHexDecode /FlateDecode]/DecodeParms[null <</Predictor 12/Columns 4>>]",
        zlib.compress(in_rows(2, 4)).hex().encode() + b">",
    ),
    **{f"rows of PNG, kind {kind}": (PNG, zlib.compress(in_rows(kind, 15))) for kind in range(5)},
    "rows of TIFF": (
        b"/Filter/FlateDecode/DecodeParms<</Predictor 2/Colors 3/Columns 7>>",
        zlib.compress(WORDS[:210]),
    ),
    "rows of TIFF, four bits": (
        b"/Filter/FlateDecode/DecodeParms<</Predictor 2/BitsPerComponent 4/Columns 8>>",
        zlib.compress(WORDS[:200]),
    ),
}


def read_with_qpdf(text: bytes, data: bytes) -> bytes:
    document = pikepdf.new()
    facts = Object.parse(b"<<%s>>" % text)
    stream = Stream(document, data, dict(facts.items()))
    return bytes(stream.read_bytes(decode_level=pikepdf.StreamDecodeLevel.specialized))


@pytest.mark.parametrize("way", WAYS)
def test_stream_begins_as_qpdf_reads_it(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, data = WAYS[way]
    whole = read_with_qpdf(text, data)
    for block in (1, 7, 4096):
        monkeypatch.setattr(pdf_filters, "BLOCK", block)
        assert read_beginning(data, text, 5000) == whole[:5000]


@pytest.mark.parametrize("size", [(3, 2), (90, 60)])
def test_lzw_of_others_is_read(size: tuple[int, int]) -> None:
    """TIFF has the same codes; the longer ones come as early."""
    picture = Image.effect_noise(size, 80)
    target = BytesIO()
    picture.save(target, "TIFF", compression="tiff_lzw")
    with Image.open(BytesIO(target.getvalue())) as written:
        places, counts = written.tag_v2[273], written.tag_v2[279]
    strip = target.getvalue()[places[0] : places[0] + counts[0]]
    wanted = picture.tobytes()
    assert wanted.startswith(read_beginning(strip, b"/Filter/LZWDecode", len(wanted)))
    assert len(read_beginning(strip, b"/Filter/LZWDecode", 6)) == 6


def test_points_of_a_picture_end_it() -> None:
    data = zlib.compress(b"\xff\xd8\xff points")
    assert read_beginning(data, b"/Filter[/FlateDecode/DCTDecode]", 3) == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    "text",
    [
        b"/Filter 7 0 R",
        b"/Filter[7 0 R]",
        b"/Filter/FlateDecode/Filter/ASCIIHexDecode",
        b"/Filter/FlateDecode/DecodeParms 7 0 R",
        b"/Filter/FlateDecode/DecodeParms<</Predictor 7 0 R>>",
        b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 0>>",
    ],
)
def test_what_cannot_be_told_is_stray(text: bytes) -> None:
    with pytest.raises(StrayBytes):
        is_archive(zlib.compress(WORDS), text)


def test_damaged_data_ends_where_the_damage_is() -> None:
    assert read_beginning(b"no stream", b"/Filter/FlateDecode", 8) == b""
    assert read_beginning(b"!!!!!\xff!!!!", b"/Filter/ASCII85Decode", 8) == b""
    assert read_beginning(run_length(WORDS) + b"\x80more", b"/Filter/RunLengthDecode", 5000) == (
        WORDS + b"aaaa"
    )
    assert read_beginning(zlib.compress(WORDS)[:9], b"/Filter/FlateDecode", 2) == b"PK"


def test_what_says_nothing_for_long_is_stray(monkeypatch: pytest.MonkeyPatch) -> None:
    data, text = zlib.compress(zlib.compress(WORDS, 0)), b"/Filter[/FlateDecode/FlateDecode]"
    assert is_archive(data, text)
    monkeypatch.setattr(pdf_filters, "MAX_READ", 10)
    with pytest.raises(StrayBytes):
        is_archive(data, text)
