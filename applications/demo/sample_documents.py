"""Small invented documents: valid one-page PDFs, the same bytes for the same person every time."""

import unicodedata
from io import BytesIO

from django.core.files.base import ContentFile
from pikepdf import Dictionary, Name, Pdf

from applications.demo.content import Row
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import DocumentKind

A4 = (595, 842)
LEFT, TOP, LEADING = 72, 760, 20
TITLES = {
    "de": {"cv": "Lebenslauf", "cover_letter": "Anschreiben", "certificate": "Arbeitszeugnis"},
    "en": {"cv": "Curriculum vitae", "cover_letter": "Cover letter", "certificate": "Reference"},
}
OTHER_TITLES = {"de": "Arbeitsprobe", "en": "Work sample"}
LINES = {
    "de": (
        "Erfundenes Beispieldokument der Demo.",
        "seit 2021: Fachkraft in einem mittelständischen Unternehmen",
        "2017 bis 2021: erste Stelle nach dem Abschluss",
        "Sprachen: Deutsch, Englisch",
        "Sonstiges: Ehrenamt in einem Verein für freie Software",
    ),
    "en": (
        "An invented sample document of the demo.",
        "since 2021: specialist at a medium-sized company",
        "2017 to 2021: first position after graduation",
        "Languages: English, German",
        "Other: volunteer at an association for free software",
    ),
}


def build_checked_document(kind: DocumentKind, row: Row, *, number: int) -> CheckedUpload:
    """The row's document of this kind as a generated PDF that has passed the upload check."""
    content = build_document(kind, row["name"], row["email"], row["language"])
    name = document_file_name(kind, row["name"], row["language"], number)
    return check_upload(ContentFile(content, name=name)).with_kind(kind)


def build_document(kind: DocumentKind, name: str, email: str, language: str) -> bytes:
    """A document of this kind by this person, as the bytes of a PDF."""
    title = TITLES[language].get(kind, OTHER_TITLES[language])
    return build_one_page_pdf([title, name, email, "", *LINES[language]])


def document_file_name(kind: DocumentKind, name: str, language: str, number: int) -> str:
    """What a person calls such a file: "Lebenslauf Dvorak.pdf"; number tells equals apart."""
    title = TITLES[language].get(kind, OTHER_TITLES[language])
    suffix = f" {number}" if number > 1 else ""
    return f"{title} {name.rsplit(maxsplit=1)[-1]}{suffix}.pdf"


def build_one_page_pdf(lines: list[str]) -> bytes:
    """A4 with the first line large; the same lines always give the same bytes."""
    drawn = [
        f"BT /F1 {24 if number == 0 else 12} Tf {LEFT} {TOP - LEADING * (number + bool(number))} Td "
        f"<{encode_for_helvetica(line).hex()}> Tj ET"
        for number, line in enumerate(lines)
    ]
    pdf = Pdf.new()
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type1,
        BaseFont=Name.Helvetica,
        Encoding=Name.WinAnsiEncoding,
    )
    page = pdf.add_blank_page(page_size=A4)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream("\n".join(drawn).encode("ascii"))
    written = BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def encode_for_helvetica(text: str) -> bytes:
    """Windows-1252, which Helvetica knows; other letters lose their marks (ř becomes r)."""
    return b"".join(
        letter.encode("cp1252", "ignore")
        or unicodedata.normalize("NFKD", LOOKALIKES.get(letter, letter)).encode("ascii", "ignore")
        for letter in text
    )


LOOKALIKES = {"ı": "i", "ł": "l", "Ł": "L"}
