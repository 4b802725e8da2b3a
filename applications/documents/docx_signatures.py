"""Signatures of a DOCX: one that names what stands outside of the package is none of the package (part 2, 13)."""

from zipfile import ZipFile

from applications.documents.link_targets import ADDRESS
from applications.documents.office_parts import read_part
from applications.documents.xml_cuts import PartReader, Treatment
from applications.documents.xml_parts import values_of

SIGNATURE_TYPE = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"


class SignatureReader(PartReader):
    """`is_outside` if an address stands in it that a program could fetch to verify it."""

    is_outside = False

    def treat_element(self, _name: str, attributes: dict[str, str]) -> Treatment | None:
        self.is_outside |= any(map(ADDRESS.match, values_of(attributes, "URI")))
        return None


def names_what_is_outside(archive: ZipFile, name: str) -> bool:
    reader = SignatureReader(read_part(archive, name))
    reader.read()
    return reader.is_outside
