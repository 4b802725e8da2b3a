"""Pictures as cameras, phones, scanners and programs write them."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from applications.documents.picture_cleaning import ORIENTATION
from tests.applications.documents.heic_files import GPS, MAKER, corners, heic

SIZE = (120, 90)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    written = BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def noise(mode: str = "RGB") -> Image.Image:
    return Image.effect_noise(SIZE, 60).convert(mode)


def camera_data(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATION] = "Phone of Kim", orientation
    exif[GPS] = {1: "N", 2: (52.0, 31.0, 12.0)}
    return exif


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def honest_pictures() -> Iterator[tuple[str, str, bytes]]:
    """Name, extension and bytes."""
    for name, content in jpgs():
        yield f"JPG, {name}", "jpg", content
    for name, content in pngs():
        yield f"PNG, {name}", "png", content
    for orientation in range(1, 9):
        yield f"HEIC, turned as {orientation}", "heic", heic(orientation=orientation)
    yield "HEIC in tiles", "heif", heic(corners((256, 192)), tile_size=64)
    yield "HEIC, transparent", "heic", heic(corners().convert("RGBA"))
    yield "HEIC, grey", "HEIC", heic(corners().convert("L"))
    yield "HEIC called JPG", "jpg", heic()


def jpgs() -> Iterator[tuple[str, bytes]]:
    for mode in ("RGB", "L", "CMYK"):
        yield mode, saved(noise(mode), "JPEG")
        yield f"{mode}, progressive", saved(noise(mode), "JPEG", progressive=True)
    for orientation in range(1, 9):
        yield f"turned as {orientation}", saved(noise(), "JPEG", exif=camera_data(orientation))
    for quality in (10, 75, 100):
        yield f"quality {quality}", saved(noise(), "JPEG", quality=quality)
    for subsampling in ("4:4:4", "4:2:2", "4:2:0"):
        yield f"colours {subsampling}", saved(noise(), "JPEG", subsampling=subsampling)
    yield "with a profile", saved(noise(), "JPEG", icc_profile=profile())
    yield "with a comment", saved(noise(), "JPEG", comment=b"At home")
    yield "with restarts", saved(noise(), "JPEG", restart_marker_blocks=2)
    yield "with something behind its end", saved(noise(), "JPEG") + b"\0" * 40


def pngs() -> Iterator[tuple[str, bytes]]:
    for mode in ("RGB", "RGBA", "L", "LA", "P", "1", "I;16"):
        picture = Image.new(mode, SIZE) if mode == "I;16" else noise().convert(mode)
        yield mode, saved(picture, "PNG")
    yield "transparent colour", saved(noise("P"), "PNG", transparency=1)
    yield "moving", saved(noise(), "PNG", save_all=True, append_images=[noise()])
    yield "with a profile", saved(noise(), "PNG", icc_profile=profile(), dpi=(300, 300))
    for orientation in (1, 6):
        yield f"turned as {orientation}", saved(noise(), "PNG", exif=camera_data(orientation))
    for level in (0, 9):
        yield f"packed {level}", saved(noise(), "PNG", compress_level=level)
