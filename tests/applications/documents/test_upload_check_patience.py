"""What would keep a reader busy is counted first; harmless files under low limits show that."""

from io import BytesIO

import pytest
from PIL import Image

from applications.documents import images, xml_parts
from applications.documents.inspection import inspect_file
from applications.documents.refusals import Cause, RefusedContent
from applications.enums import MediaType
from tests.applications import files

SCAN, THUMBNAIL = b"\xff\xda", b"\xff\xe1\x00\x0a\xff\xda\x00\x02\xff\xda\xff\xd9"


def progressive() -> bytes:
    """A picture as a phone saves it for the web, in a few scans."""
    written = BytesIO()
    Image.new("L", (64, 64), 128).save(written, "JPEG", progressive=True)
    return written.getvalue()


def cause(content: bytes) -> Cause:
    with pytest.raises(RefusedContent) as refusal:
        inspect_file(BytesIO(content))
    return refusal.value.cause


def test_picture_of_many_scans_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = progressive()
    scans = picture.count(SCAN)
    monkeypatch.setattr(images, "MAX_SCANS", scans)
    assert inspect_file(BytesIO(picture)) is MediaType.JPG
    monkeypatch.setattr(images, "MAX_SCANS", scans - 1)
    assert cause(picture) is Cause.TOO_COMPLEX


def test_scans_of_a_thumbnail_and_of_what_follows_a_picture_do_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    picture = progressive()
    monkeypatch.setattr(images, "MAX_SCANS", picture.count(SCAN))
    assert inspect_file(BytesIO(picture[:2] + THUMBNAIL + picture[2:] + SCAN)) is MediaType.JPG


@pytest.mark.parametrize(("subsampling", "bytes_a_pixel"), [(0, 6), (1, 4), (2, 3)])
def test_picture_in_several_scans_is_refused_where_it_takes_much_memory(
    monkeypatch: pytest.MonkeyPatch, subsampling: int, bytes_a_pixel: int
) -> None:
    written, whole = BytesIO(), BytesIO()
    picture = Image.new("RGB", (64, 64))
    picture.save(written, "JPEG", progressive=True, subsampling=subsampling)
    picture.save(whole, "JPEG", subsampling=subsampling)
    monkeypatch.setattr(images, "MAX_KEPT_BYTES", 64 * 64 * bytes_a_pixel)
    assert inspect_file(written) is MediaType.JPG
    monkeypatch.setattr(images, "MAX_KEPT_BYTES", 64 * 64 * bytes_a_pixel - 1)
    assert cause(written.getvalue()) is Cause.TOO_COMPLEX
    assert inspect_file(whole) is MediaType.JPG


def test_usual_pictures_are_far_below_the_limit_of_scans() -> None:
    assert progressive().count(SCAN) * 3 < images.MAX_SCANS


def test_picture_that_begins_again_at_each_interval_is_taken() -> None:
    written = BytesIO()
    Image.effect_noise((640, 480), 50).save(written, "JPEG", restart_marker_blocks=1)
    assert inspect_file(BytesIO(written.getvalue())) is MediaType.JPG


@pytest.mark.parametrize(
    ("limit", "needed"), [("MAX_ELEMENTS", 2), ("MAX_NAMESPACE_LENGTH", len(files.PACKAGE))]
)
def test_content_types_are_read_up_to_limits(
    monkeypatch: pytest.MonkeyPatch, limit: str, needed: int
) -> None:
    content = files.docx()
    monkeypatch.setattr(xml_parts, limit, needed - 1)
    assert cause(content) is Cause.TOO_COMPLEX
    monkeypatch.setattr(xml_parts, limit, needed)
    assert inspect_file(BytesIO(content)) is MediaType.DOCX
