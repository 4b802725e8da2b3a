"""Of a picture the staff gets what it shows, and nothing of where and with what it was taken."""

import zlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from applications.documents.picture_cleaning import ORIENTATION, clean_jpg, clean_png
from applications.documents.refusals import Cause, RefusedContent, RefusedUpload
from applications.documents.upload_check import check_upload
from applications.enums import MediaType, Removed
from tests.applications import files

GPS, MAKER = 0x8825, 0x010F
KINDS = {"JPEG": clean_jpg, "PNG": clean_png}


def taken(kind: str, *, orientation: int = 1, **options: object) -> bytes:
    """A picture as a phone takes it: place, maker, comment, and which way up."""
    written, exif = BytesIO(), Image.Exif()
    exif[MAKER], exif[ORIENTATION] = "Phone of Kim", orientation
    exif[GPS] = {1: "N", 2: (52.0, 31.0, 12.0)}
    image = Image.effect_noise((48, 32), 60).convert("RGB")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = {"JPEG": {"comment": b"At home"}, "PNG": {"pnginfo": text_of("At home")}}[kind]
    image.save(written, kind, exif=exif, icc_profile=profile, **told, **options)
    return written.getvalue() + b"what a program has put behind the end"


def text_of(comment: str) -> PngInfo:
    info = PngInfo()
    info.add_text("Comment", comment)
    return info


def clean(kind: str, picture: bytes) -> bytes:
    return b"".join(KINDS[kind](picture))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", [1, 6])
def test_pixels_colours_and_way_up_stay_and_nothing_else(kind: str, orientation: int) -> None:
    sent = taken(kind, orientation=orientation)
    kept = clean(kind, sent)
    for secret in (b"Phone of Kim", b"At home", b"behind the end"):
        assert (secret in sent, secret in kept) == (True, False)
    with Image.open(BytesIO(sent)) as before, Image.open(BytesIO(kept)) as after:
        assert after.tobytes() == before.tobytes()
        assert after.info["icc_profile"] == before.info["icc_profile"]
        exif = after.getexif()
        assert (dict(exif), dict(exif.get_ifd(GPS))) == (
            {ORIENTATION: 6} if orientation == 6 else {},
            {},
        )
    assert clean(kind, kept) == kept


def test_first_exif_that_can_be_read_says_which_way_up() -> None:
    sent, unreadable = taken("JPEG", orientation=6), b"Exif\0\0no directory"
    kept = clean("JPEG", sent[:2] + segment(0xE1, unreadable) + sent[2:])
    assert (kept.count(b"Exif\0\0"), kept == clean("JPEG", sent)) == (1, True)


def test_exif_of_a_png_may_stand_behind_its_pixels() -> None:
    sent = taken("PNG", orientation=6)
    end = sent.index(b"IEND") - 4
    start = sent.index(b"eXIf") - 4
    chunk = sent[start : start + 12 + int.from_bytes(sent[start : start + 4])]
    moved = sent[:start] + sent[start + len(chunk) : end] + chunk + sent[end:]
    with Image.open(BytesIO(clean("PNG", moved))) as after:
        assert dict(after.getexif()) == {ORIENTATION: 6}


@pytest.mark.parametrize("progressive", [False, True])
def test_scans_and_restarts_are_copied_whole(*, progressive: bool) -> None:
    sent = taken("JPEG", progressive=progressive, restart_marker_blocks=2)
    with Image.open(BytesIO(sent)) as before, Image.open(BytesIO(clean("JPEG", sent))) as after:
        assert after.tobytes() == before.tobytes()


def test_bytes_between_segments_are_passed_over_as_readers_do() -> None:
    sent = taken("JPEG")
    stray = sent[:2] + b"\x00\x00" + sent[2:]
    assert clean("JPEG", stray) == clean("JPEG", sent)


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2) + content


MARKER = b"MARKER-OF-OURS"
CALLED_A_PROFILE = b"ICC_PROFILE\0\1\1"


@pytest.mark.parametrize(
    ("marker", "content"),
    [
        (0xE0, b"JFXX\0\x10" + MARKER),
        (0xE0, b"JFIF\0\1\2\0\0\1\0\1\2\1" + MARKER),
        (0xE0, MARKER * 2),
        (0xEE, MARKER),
        (0xEE, b"Adobe\0\x64\0\0\0\0\1" + MARKER),
        (0xE2, CALLED_A_PROFILE + MARKER * 9),
        (0xE2, MARKER),
        (0xDC, MARKER),
        (0xDE, MARKER),
    ],
)
def test_segment_that_only_is_called_so_goes(marker: int, content: bytes) -> None:
    written = BytesIO()
    Image.new("RGB", (8, 8)).save(written, "JPEG")
    plain = written.getvalue()
    kept = clean("JPEG", plain[:2] + segment(marker, content) + plain[2:])
    assert MARKER not in kept
    with Image.open(BytesIO(kept)) as after, Image.open(BytesIO(plain)) as before:
        assert after.tobytes() == before.tobytes()
    assert clean("JPEG", plain) == plain


def chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content).to_bytes(4)
    return len(content).to_bytes(4) + kind + content + checksum


@pytest.mark.parametrize("kind", [b"gAMA", b"cHRM", b"pHYs", b"sBIT", b"bKGD", b"cICP", b"tRNS"])
def test_chunk_that_is_longer_than_it_can_be_goes(kind: bytes) -> None:
    written = BytesIO()
    Image.new("RGB", (8, 8)).save(written, "PNG")
    plain = written.getvalue()
    place = plain.index(b"IDAT") - 4
    kept = clean("PNG", plain[:place] + chunk(kind, MARKER * 20) + plain[place:])
    assert kept == plain


@pytest.mark.parametrize("kind", KINDS)
def test_picture_that_is_an_archive_too_is_refused(kind: str) -> None:
    written = BytesIO()
    Image.new("RGB", (8, 8)).save(written, kind)
    sent, archive = written.getvalue(), files.archive({"a.txt": b"harmless"}, compression=0)
    place = sent.index(b"\xff\xd9") if kind == "JPEG" else sent.index(b"IEND") - 4
    more = archive.replace(b"\xff", b"") if kind == "JPEG" else chunk(b"IDAT", archive)
    with pytest.raises(RefusedUpload) as refusal:
        check_upload(ContentFile(sent[:place] + more + sent[place:], name="a.jpg"))
    assert refusal.value.cause is Cause.NOT_CLEANED


def test_bytes_behind_a_profile_take_it_along() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in KINDS:
        for content, stays in ((profile, True), (profile + MARKER, False), (MARKER * 9, False)):
            written = BytesIO()
            Image.new("RGB", (8, 8)).save(written, kind, icc_profile=content)
            with Image.open(BytesIO(clean(kind, written.getvalue()))) as after:
                assert ("icc_profile" in after.info) is stays


def test_profile_in_several_parts_stays_whole() -> None:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile = profile.ljust(150_000, b"\0")
    profile[:4] = len(profile).to_bytes(4)
    written = BytesIO()
    Image.new("RGB", (8, 8)).save(written, "JPEG", icc_profile=bytes(profile))
    assert clean("JPEG", written.getvalue()) == written.getvalue()


def test_transparency_and_palette_stay() -> None:
    written = BytesIO()
    Image.new("P", (8, 8), 1).save(written, "PNG", transparency=1)
    assert clean("PNG", written.getvalue()) == written.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_picture_that_is_cut_off_is_refused(kind: str) -> None:
    with pytest.raises(RefusedContent) as refusal:
        clean(kind, taken(kind)[:60])
    assert refusal.value.cause is Cause.BROKEN


@pytest.mark.parametrize(("kind", "found"), [("JPEG", MediaType.JPG), ("PNG", MediaType.PNG)])
def test_upload_has_both_files(kind: str, found: MediaType) -> None:
    sent = taken(kind)
    checked = check_upload(ContentFile(sent, name=f"CV.{found.label.lower()}"))
    assert (checked.media_type, checked.removed) == (found, (Removed.METADATA,))
    assert checked.original is not None
    contents = []
    for file in checked.files:
        file.seek(0)
        contents.append(file.read())
    assert contents == [clean(kind, sent), sent]
