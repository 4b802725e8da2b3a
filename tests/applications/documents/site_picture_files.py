"""Pictures as somebody may choose for logo, icon and the large picture."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw


def picture_file(
    size: tuple[int, int] = (900, 600),
    kind: str = "PNG",
    mode: str = "RGBA",
    colour: str | tuple[int, ...] = "#1d4e89",
) -> SimpleUploadedFile:
    """A plate of one colour with an empty margin where the mode has any."""
    picture = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else "white")
    width, height = size
    box = (width // 10, height // 10, width - width // 10, height - height // 10)
    ImageDraw.Draw(picture).rectangle(box, fill=colour)
    written = BytesIO()
    picture.save(written, kind)
    return SimpleUploadedFile(f"picture.{kind.lower()}", written.getvalue())


def noise_file(size: tuple[int, int]) -> SimpleUploadedFile:
    """What no format makes small: each pixel is another colour."""
    written = BytesIO()
    Image.effect_noise(size, 100).convert("RGB").save(written, "PNG")
    return SimpleUploadedFile("noise.png", written.getvalue())


def open_picture(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))
