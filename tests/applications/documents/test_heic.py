"""HEIC from a phone is taken, and the staff gets a JPG of it that tells nothing but what it shows."""

from io import BytesIO

import pi_heif
import pytest
from django.utils.translation import override
from PIL import Image

from applications.documents import heic as reading
from applications.documents.limits import accept_attribute
from applications.documents.previews.page_images import render_picture
from applications.documents.refusals import SENTENCES, Cause, RefusedUpload
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import MediaType, Removed
from tests.applications import files
from tests.applications.documents.heic_files import MAKER_NAME, corners, heic, with_brand

RED, WHITE = (200, 0, 0), (255, 255, 255)


def check(content: bytes, name: str = "IMG_0001.HEIC") -> CheckedUpload:
    return check_upload(files.upload(content, name))


def shown(checked: CheckedUpload) -> Image.Image:
    checked.content.seek(0)
    return Image.open(BytesIO(checked.content.read()), formats=["JPEG"]).convert("RGB")


def is_red(picture: Image.Image, place: tuple[float, float]) -> bool:
    found = picture.getpixel((int(picture.width * place[0]), int(picture.height * place[1])))
    return isinstance(found, tuple) and found[1] < 100


@pytest.mark.parametrize("options", [{}, {"tile_size": 64}, {"chroma": 444}])
@pytest.mark.parametrize(
    "name", ["IMG_0001.HEIC", "20261130_120000.heif", "Zeugnis.jpg", "Foto", "CV.pdf"]
)
def test_picture_of_a_phone_becomes_a_jpg(name: str, options: dict[str, int]) -> None:
    sent = heic(corners((256, 192)), **options)
    checked = check(sent, name)
    assert (checked.media_type, checked.removed) == (MediaType.JPG, (Removed.METADATA,))
    assert (checked.name, checked.size) == (f"{name.partition('.')[0]}.jpg", len(sent))
    assert checked.original is not None
    checked.original.seek(0)
    assert checked.original.read() == sent
    assert shown(checked).size == (256, 192)


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [(1, (64, 48), (0.2, 0.2)), (3, (64, 48), (0.8, 0.8)), (6, (48, 64), (0.8, 0.2))],
)
def test_picture_is_upright_and_tells_nothing(
    orientation: int, size: tuple[int, int], corner: tuple[float, float]
) -> None:
    sent = heic(orientation=orientation)
    assert MAKER_NAME.encode() in sent
    checked = check(sent)
    picture = shown(checked)
    assert (picture.size, dict(picture.getexif())) == (size, {})
    corners_of = [(across, down) for across in (0.2, 0.8) for down in (0.2, 0.8)]
    assert [one for one in corners_of if is_red(picture, one)] == [corner]
    checked.content.seek(0)
    assert MAKER_NAME.encode() not in checked.content.read()


def test_what_shines_through_becomes_white_and_grey_stays_grey() -> None:
    clear = corners().convert("RGBA")
    clear.putalpha(0)
    assert min(shown(check(heic(clear))).get_flattened_data()) >= (250, 250, 250)
    grey = shown(check(heic(Image.new("L", (64, 48), 120))))
    assert abs(grey.getpixel((9, 9))[0] - 120) < 4


def test_preview_is_made_of_what_is_kept() -> None:
    checked = check(heic())
    checked.content.seek(0)
    assert b"WEBP" in render_picture(BytesIO(checked.content.read()))


def refusal(content: bytes) -> Cause:
    with pytest.raises(RefusedUpload) as refused:
        check(content)
    return refused.value.cause


def test_picture_that_is_cut_off_is_refused_as_damaged() -> None:
    assert refusal(heic()[:-200]) is Cause.BROKEN


@pytest.mark.parametrize("brand", [b"avif", b"mp42", b"qt  "])
def test_relatives_of_heic_are_refused_as_what_they_are_not(brand: bytes) -> None:
    assert refusal(with_brand(heic(), brand)) is Cause.WRONG_TYPE


@pytest.mark.usefixtures("read_here")
def test_limit_of_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_PIXELS", 64 * 48 - 1)
    assert refusal(heic()) is Cause.TOO_MANY_PIXELS
    monkeypatch.setattr(reading, "MAX_PIXELS", 64 * 48)
    assert check(heic()).media_type is MediaType.JPG


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("Memory allocation error: 1")])
@pytest.mark.usefixtures("read_here")
def test_too_little_memory_is_said_as_such(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_picture: object) -> None:
        raise error

    monkeypatch.setattr(pi_heif.HeifImage, "to_pillow", fail)
    assert refusal(heic()) is Cause.TOO_MANY_PIXELS


@pytest.mark.usefixtures("read_here")
def test_without_threads_the_remedy_is_a_jpg(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_thread: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(reading.threading.Thread, "start", fail)
    assert refusal(heic()) is Cause.NO_HEIC


def test_sentence_names_the_limit_and_inputs_accept_it() -> None:
    for language in ("en", "de"):
        with override(language):
            assert f" {reading.MAX_PIXELS // 10**6} " in str(SENTENCES[Cause.TOO_MANY_PIXELS])
    assert {".heic", ".heif", "image/heic", "image/heif"} <= {*accept_attribute().split(",")}


@pytest.mark.nightly(
    "tests/applications/documents/test_heic.py::test_picture_is_upright_and_tells_nothing"
)
@pytest.mark.parametrize("options", [{}, {"tile_size": 512}])
def test_largest_picture_fits_into_a_child(options: dict[str, int]) -> None:
    """As the phones of 2026 take it, in one piece or in tiles, turned."""
    sent = heic(corners((5712, 4284)), orientation=6, **options)
    assert shown(check(sent)).size == (4284, 5712)
