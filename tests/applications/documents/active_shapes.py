"""DOCX whose shapes, fields and XML parts carry or fetch something beside what they show: harmless words of ours."""

from applications.enums import Removed
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.active_links import ADDRESS, HIDDEN
from tests.applications.documents.honest_docx import complex_field, in_run
from tests.applications.documents.office_files import TEXT, docx

SIDES = ("left", "top", "right", "bottom", "column")
STYLE_SHEET = f'<?xml-stylesheet type="text/xsl" href="{ADDRESS}"?>'


def in_shape(attributes: str, inside: str = "") -> bytes:
    return docx(in_run(f"<w:pict><v:shape {attributes}>{inside}</v:shape></w:pict>"))


def with_instruction(part: str, instruction: str = STYLE_SHEET) -> bytes:
    parts = made.docx_parts(more={"docProps/app.xml": "<Properties/>"})
    return files.archive(parts | {part: made.instructed(str(parts[part]), instruction)})


ACTIVE = {
    **{
        f"file in the attribute {name}": (
            lambda name=name: in_shape(f'id="a" {name}="{HIDDEN}"'),
            Removed.REST,
        )
        for name in ("o:gfxdata", "gfxdata", "equationxml", "o:equationxml")
    },
    **{
        f"line at the {side}, {name}": (
            lambda side=side, name=name: in_shape(
                "", f'<v:stroke><o:{side} v:ext="view" {name}="{ADDRESS}"/></v:stroke>'
            ),
            Removed.OUTSIDE,
        )
        for side in SIDES
        for name in ("src", "o:href", "o:althref")
    },
    **{
        f"line for a signature, {name}": (
            lambda name=name: in_shape("", f'<o:signatureline issignatureline="t" {name}="{ADDRESS}"/>'),
            Removed.OUTSIDE,
        )
        for name in ("sigprovurl", "o:sigprovurl")
    },
    "data of a field": (
        lambda: docx(
            complex_field("HYPERLINK &quot;https://example.org/&quot;").replace(
                "/>", f"><w:fldData>{HIDDEN}</w:fldData></w:fldChar>", 1
            ),
            made.paragraph(),
        ),
        Removed.REST,
    ),
    "data of a simple field": (
        lambda: docx(
            f'<w:p><w:fldSimple w:instr="PAGE"><w:fldData>{HIDDEN}</w:fldData></w:fldSimple></w:p>',
            made.paragraph(),
        ),
        Removed.REST,
    ),
    **{
        f"style sheet of {part}": (lambda part=part: with_instruction(part), Removed.REST)
        for part in (
            *("word/document.xml", "docProps/app.xml", "[Content_Types].xml", "_rels/.rels"),
            "word/_rels/document.xml.rels",
        )
    },
    "instruction of others": (
        lambda: with_instruction("word/document.xml", f"<?mso-infoPathSolution href='{ADDRESS}'?>"),
        Removed.REST,
    ),
    "instruction within the text": (
        lambda: docx(made.paragraph(f"{TEXT}<?example {HIDDEN}?>")),
        Removed.REST,
    ),
    "known instruction that says more": (
        lambda: with_instruction("word/document.xml", f"<?mso-contentType {HIDDEN}?>"),
        Removed.REST,
    ),
}  # fmt: skip
