"""Files as applicants send them, good and bad, made from nothing."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_PART = "application/vnd.ms-word.document.macroEnabled.main+xml"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATION_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
HTML = b"<!doctype html><title>CV</title><script>alert(1)</script>"


def upload(content: bytes, name: str = "Lebenslauf.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/x-whatever")


def pdf(pages: int = 1, *, holding: bytes = b"", **save: object) -> bytes:
    """One with blank pages; `holding` stands in it byte for byte, as those of a picture do."""
    document = pikepdf.new()
    for _number in range(pages):
        document.add_blank_page()
    if holding:
        document.Root.Held = document.make_stream(holding)
        save = {"compress_streams": False, **save}
    written = BytesIO()
    options = {} if "encryption" in save else {"deterministic_id": True}
    document.save(written, **options, **save)
    return written.getvalue()


def pdf_with_script() -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    script = {"/S": pikepdf.Name.JavaScript, "/JS": pikepdf.String("1 + 1")}
    document.Root.OpenAction = pikepdf.Dictionary(script)
    written = BytesIO()
    document.save(written, deterministic_id=True)
    return written.getvalue()


def locked_pdf(user: str = "secret") -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=user))


def archive(parts: dict[str, str | bytes], *, compression: int = ZIP_DEFLATED) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", compression) as target:
        for name, content in parts.items():
            target.writestr(name, content, ZIP_STORED if name == "mimetype" else compression)
    return written.getvalue()


def content_types(*lines: str) -> str:
    return f'<Types xmlns="{PACKAGE}">{"".join(lines)}</Types>'


def docx_parts(main_part: str = MAIN_PART) -> dict[str, str | bytes]:
    override = f'<Override PartName="/word/document.xml" ContentType="{main_part}"/>'
    return {
        "[Content_Types].xml": content_types(override),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{RELATION_TYPES}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": "<w:document/>",
    }


def docx(**more: str | bytes) -> bytes:
    return archive(docx_parts() | more)


def manifest(entries: str = "") -> str:
    return f'<manifest:manifest xmlns:manifest="{MANIFEST}">{entries}</manifest:manifest>'


def odt_parts() -> dict[str, str | bytes]:
    return {
        "mimetype": ODT_TYPE,
        "content.xml": '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>',
        "META-INF/manifest.xml": manifest(),
    }


def odt(**more: str | bytes) -> bytes:
    return archive(odt_parts() | more)


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    written = BytesIO()
    Image.effect_noise(size, 50).save(written, kind)
    return written.getvalue()
