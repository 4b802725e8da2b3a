"""DOCX whose links are none, or lead elsewhere than to the web: harmless addresses of nobody."""

from applications.documents import office
from applications.documents.docx_text import WORDS_OF_LINK
from applications.enums import Removed
from tests.applications import files
from tests.applications.documents import office_files as made
from tests.applications.documents.honest_docx import LINK, complex_field, in_run, simple_field
from tests.applications.documents.office_files import docx, outside, relation

HIDDEN = "FETCHED-FROM-ELSEWHERE"
"""Stands in each file in what has to go."""
ADDRESS = f"https://example.org/{HIDDEN}"
SETTINGS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"


def with_settings(inside: str, *links: str) -> bytes:
    more: made.Parts = {
        "word/settings.xml": made.word_xml("settings", inside),
        "word/_rels/settings.xml.rels": made.relations(*links),
    }
    kind = f'<Override PartName="/word/settings.xml" ContentType="{SETTINGS_TYPE}"/>'
    return docx(links=relation("rId5", "settings", "settings.xml"), types=kind, more=more)


def with_link(used: str) -> bytes:
    """Something that uses the number of a link to the web."""
    return docx(in_run(used), links=outside("rId7", "hyperlink", ADDRESS))


def with_package_link() -> bytes:
    parts = made.docx_parts()
    main = relation("rId1", "officeDocument", "word/document.xml")
    parts["_rels/.rels"] = made.relations(main, outside("rId2", "hyperlink", ADDRESS))
    return files.archive(parts)


def in_shape(attributes: str) -> bytes:
    text = "<w:txbxContent>" + made.paragraph("Result") + "</w:txbxContent>"
    return docx(
        in_run(f"<w:pict><v:shape {attributes}><v:textbox>{text}</v:textbox></v:shape></w:pict>"),
        made.paragraph(),
    )


def quoting_link(word: str, before: str = "") -> str:
    """A link with a quotation mark in one of its attributes, with others before."""
    words = f"w:{word}='a\" \"example-program:/{HIDDEN}'"
    return f"<w:hyperlink {before} {words}>{made.paragraph()}</w:hyperlink>"


LYING = {
    "picture by a link": (
        lambda: with_link('<w:drawing><a:blip r:link="rId7"/></w:drawing>'),
        Removed.OUTSIDE,
    ),
    "picture of VML by a link": (
        lambda: with_link('<w:pict><v:imagedata r:href="rId7"/></w:pict>'),
        Removed.OUTSIDE,
    ),
    "picture of VML by its other number": (
        lambda: with_link('<w:pict><v:fill o:relid="rId7"/></w:pict>'),
        Removed.OUTSIDE,
    ),
    "picture beside a link": (
        lambda: docx(
            LINK,
            in_run('<w:drawing><a:blip r:link="rId7"/></w:drawing>'),
            links=outside("rId7", "hyperlink", ADDRESS),
        ),
        Removed.OUTSIDE,
    ),
    "template by a link": (
        lambda: with_settings(
            '<w:attachedTemplate r:id="rId1"/>', outside("rId1", "hyperlink", ADDRESS)
        ),
        Removed.OUTSIDE,
    ),
    "link of the settings": (
        lambda: with_settings("", outside("rId1", "hyperlink", ADDRESS)),
        Removed.OUTSIDE,
    ),
    "link of the package": (with_package_link, Removed.OUTSIDE),
    "type that ends like a link": (
        lambda: docx(
            in_run('<w:drawing><a:blip r:link="rId7"/></w:drawing>'),
            links=outside("rId7", "image?x=/hyperlink", ADDRESS),
        ),
        Removed.OUTSIDE,
    ),
    "link of another standard": (
        lambda: docx(
            LINK,
            made.paragraph(),
            links=relation(
                "rId7", "hyperlink", ADDRESS, mode="External", types="https://example.org/types"
            ),
        ),
        Removed.OUTSIDE,
    ),
    **{
        f"picture of VML, {word}": (
            lambda word=word: docx(
                in_run(f'<w:pict><v:imagedata {word}="{ADDRESS}"/></w:pict>')
            ),
            Removed.OUTSIDE,
        )
        for word in ("o:href", "href", "o:althref")
    },
    "shape that fetches": (lambda: in_shape(f'src="{ADDRESS}"'), Removed.OUTSIDE),
}  # fmt: skip
TARGETS = {
    "a program": f"example-program:/{HIDDEN}",
    "a file": f"file://example.org/{HIDDEN}",
    "a share": f"\\\\\\\\example.org\\\\{HIDDEN}",
    "a share, slashes": f"//example.org/{HIDDEN}",
    "a drive": f"C:\\\\{HIDDEN}.pdf",
    "a program beside": f"{HIDDEN}.exe",
    "a file without an ending": f"bin/{HIDDEN}",
    "a file without an ending, behind dots": f"../../bin/{HIDDEN}",
    "a document far away": f"../../{HIDDEN}.pdf",
    "a file whose ending is no part of it": f"{HIDDEN}#.pdf",
}
LEADING = {
    **{
        f"field to {name}, {way.__name__}": (
            lambda way=way, target=target: docx(
                way(f" HYPERLINK \\l &quot;top&quot; &quot;{target}&quot; \\o &quot;a&quot; "),
                made.paragraph(),
            ),
            Removed.LINKS,
        )
        for name, target in TARGETS.items()
        for way in (complex_field, simple_field)
    },
    **{
        f"field to a file {where}": (
            lambda switch=switch: docx(
                complex_field(
                    f"HYPERLINK &quot;https://example.org/&quot; {switch}file://example.org/{HIDDEN}"
                ),
                made.paragraph(),
            ),
            Removed.LINKS,
        )
        for where, switch in {
            "after a format": "\\* &quot;",
            "after a switch in a capital letter": "\\O &quot;",
            "after a curly mark": "\\o “ ",
        }.items()
    },
    **{
        f"link with a quotation mark in its {word}": (
            lambda word=word: docx(quoting_link(word)),
            Removed.LINKS,
        )
        for word in WORDS_OF_LINK
    },
    **{
        f"link with a quotation mark in its {word}, {where}": (
            lambda word=word, before=before: docx(quoting_link(word, before)),
            Removed.LINKS,
        )
        for word, other in zip(WORDS_OF_LINK, reversed(WORDS_OF_LINK), strict=True)
        for where, before in {
            "behind a bracket": f'w:{other}="a > b"',
            "far behind": f'w:{other}="{"a" * office.BLOCK}"',
        }.items()
    },
    "picture that is a link, with a quotation mark in its tooltip": (
        lambda: docx(
            in_run(
                f"<w:drawing><a:hlinkClick tooltip='a\" \"example-program:/{HIDDEN}'/></w:drawing>"
            ),
            made.paragraph(),
        ),
        Removed.LINKS,
    ),
    "field to a share, bare": (
        lambda: docx(complex_field(f"HYPERLINK \\\\example.org\\{HIDDEN}"), made.paragraph()),
        Removed.LINKS,
    ),
    "field whose address is computed": (
        lambda: docx(
            complex_field(
                'HYPERLINK "</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/>'
                f'<w:instrText>QUOTE {HIDDEN}</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
                '<w:r><w:instrText>:a"'
            ),
            made.paragraph(),
        ),
        Removed.LINKS,
    ),
    **{
        f"link to {name}": (
            lambda target=target: docx(
                LINK, made.paragraph(), links=outside("rId7", "hyperlink", target)
            ),
            Removed.LINKS,
        )
        for name, target in TARGETS.items()
    },
    **{
        f"link to {name}, called a part": (
            lambda target=target: docx(
                LINK, made.paragraph(), links=relation("rId7", "hyperlink", target)
            ),
            Removed.LINKS,
        )
        for name, target in TARGETS.items()
    },
    "link to a program that is a part": (
        lambda: docx(
            LINK,
            made.paragraph(),
            links=relation("rId7", "hyperlink", f"{HIDDEN}.exe"),
            types=f'<Override PartName="/word/{HIDDEN.lower()}.exe" ContentType="image/png"/>',
            more={f"word/{HIDDEN.lower()}.exe": made.PNG},
        ),
        Removed.LINKS,
    ),
    "shape that leads to a file": (
        lambda: in_shape(f'href="file://example.org/{HIDDEN}"'),
        Removed.LINKS,
    ),
}
