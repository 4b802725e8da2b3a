"""DOCX with pictures and fonts that are none, or do more than show themselves: a few harmless words of our own."""

import gzip
import struct
from base64 import b64encode

from applications.documents.office import BLOCK
from applications.enums import Removed
from tests.applications.documents.active_links import ADDRESS, HIDDEN
from tests.applications.documents.honest_docx import (
    FONT,
    in_run,
    scrambled_font,
    with_fonts,
    with_part,
)
from tests.applications.documents.metafiles import (
    emf,
    emf_record,
    svm,
    svm_comment,
    svm_record,
    wmf,
    wmf_record,
)
from tests.applications.documents.office_files import PNG, docx, relation

MARKER = HIDDEN.encode()


def prefixed_drawing(prefix: str) -> str:
    return f'<{prefix}:svg xmlns:{prefix}="http://www.w3.org/2000/svg">{HIDDEN}</{prefix}:svg>'


def drawing(inside: str, *, name: str = "image2.svg", before: str = "") -> bytes:
    svg = f'{before}<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    used = '<w:drawing><a:blip r:embed="rId8"><a:svgBlip r:embed="rId7"/></a:blip></w:drawing>'
    return docx(
        in_run(used),
        links=relation("rId7", "image", f"media/{name}")
        + relation("rId8", "image", "media/image1.png"),
        types='<Default Extension="svg" ContentType="image/svg+xml"/>',
        more={f"word/media/{name}": svg, "word/media/image1.png": PNG},
    )


SCRIPT = f'<script>"{HIDDEN}"</script>'


def data(content: bytes, kind: str = "image/png") -> str:
    """A picture, or what is called one, in the drawing itself."""
    return f"data:{kind};base64,{b64encode(content).decode()}"


DRAWINGS: dict[str, tuple[str, dict[str, str], Removed]] = {
    "a script": (SCRIPT, {}, Removed.SCRIPTS),
    "a script, called a picture": (SCRIPT, {"name": "image2.png"}, Removed.SCRIPTS),
    "a script at opening": (f'<g onload="{HIDDEN}"/>', {}, Removed.SCRIPTS),
    "a style sheet": (
        "",
        {"before": f'<?xml-stylesheet type="text/css" href="{ADDRESS}"?>'},
        Removed.SCRIPTS,
    ),
    "letters by number": (f"<style>@\\69mport '{ADDRESS}'</style>", {}, Removed.OUTSIDE),
    "letters by number, in pieces": (
        f"<style>@im&#112;ort '{ADDRESS}'</style>",
        {},
        Removed.OUTSIDE,
    ),
    "a style that fetches": (f'<g style="fill:url({ADDRESS})"/>', {}, Removed.OUTSIDE),
    "a style of other functions": (f"<g fill=\"image('{ADDRESS}')\"/>", {}, Removed.OUTSIDE),
    "an address that is written later": (
        f'<use><set attributeName="xlink:href" to="{ADDRESS}"/></use>',
        {},
        Removed.SCRIPTS,
    ),
    "a base of its own": (f'<g xml:base="{ADDRESS}"/>', {}, Removed.OUTSIDE),
    "a picture of HTML": (
        f'<img xmlns="http://www.w3.org/1999/xhtml" src="{ADDRESS}"/>',
        {},
        Removed.REST,
    ),
    "a picture of elsewhere": (f'<image href="{ADDRESS}"/>', {}, Removed.OUTSIDE),
    "a part of elsewhere": (f'<use href="{ADDRESS}"/>', {}, Removed.OUTSIDE),
    "a drawing called a picture": (
        f'<image href="{data(b"<svg/>")}" id="{HIDDEN}"/>',
        {},
        Removed.FILES,
    ),
    "a program called a picture": (
        f'<image href="{data(b"%!PS harmless")}" id="{HIDDEN}"/>',
        {},
        Removed.FILES,
    ),
    "a drawing in the drawing": (
        f'<image href="{data(b"<svg/>", "image/svg+xml")}" id="{HIDDEN}"/>',
        {},
        Removed.FILES,
    ),
    "unknown elements": (f"<harmless>{HIDDEN}</harmless>", {}, Removed.REST),
    "unknown attributes": (f'<g harmless="{HIDDEN}"/>', {}, Removed.REST),
}


def picture(content: bytes | str, name: str = "image1.png", kind: str = "image/png") -> bytes:
    return with_part(
        f"media/{name}",
        content,
        word="image",
        content_type=kind,
        used='<w:drawing><a:blip r:embed="rId7"/></w:drawing>',
    )


UNKNOWN = {
    "a.png": b"\xc5\xd0\xd3\xc6 harmless ",
    "a.pict": b"harmless ",
    "a.emz": gzip.compress(b"harmless "),
    "a.emf": b"\1\0\0\0 harmless ",
    "a.ico": b"\0\0\1\0 harmless ",
    "a.bmp": b"BM harmless ",
    "a.odttf": b"%!PS harmless ",
    "packed.emz": gzip.compress(emf(emf_record(70, MARKER))),
}
CARRYING = {
    "comment of EMF": emf(emf_record(70, MARKER)),
    "comment of GDI+": emf(emf_record(70, struct.pack("<L", 40) + b"EMF+" + MARKER)),
    "escape of EMF": emf(emf_record(106, MARKER)),
    "bytes behind EMF": emf() + MARKER,
    "escape of WMF": wmf(wmf_record(0x0626, MARKER)),
    "unknown function of WMF": wmf(wmf_record(0x0999, MARKER)),
    "bytes behind WMF": wmf() + MARKER,
    "comment of SVM": svm(svm_comment(b"EMF_PLUS", MARKER)),
}


def used_as_picture() -> bytes:
    """A scrambled font, which may begin as anything does, in the place of a picture."""
    return docx(
        in_run('<w:drawing><a:blip r:embed="rId7"/></w:drawing>'),
        links=relation("rId7", "image", "fonts/font1.odttf"),
        types=FONT,
        more={"word/fonts/font1.odttf": scrambled_font(MARKER)},
    )


ACTIVE = {
    **{
        f"drawing with {what}": (
            lambda inside=inside, more=more: drawing(inside, **more),
            kind,
        )
        for what, (inside, more, kind) in DRAWINGS.items()
    },
    "drawing called a text": (
        lambda: docx(
            links=relation("rId7", "image", "media/image2.xml"),
            more={"word/media/image2.xml": f"<svg>{HIDDEN}</svg>"},
        ),
        Removed.SCRIPTS,
    ),
    "drawing called a text, with a long prefix": (
        lambda: docx(
            links=relation("rId7", "image", "media/image2.xml"),
            more={"word/media/image2.xml": prefixed_drawing("p" * BLOCK)},
        ),
        Removed.SCRIPTS,
    ),
    "text used as a picture": (
        lambda: docx(
            in_run('<w:drawing><a:blip r:embed="rId7"/></w:drawing>'),
            links=relation("rId7", "image", "../customXml/item1.xml"),
            more={"customXml/item1.xml": f"<a>{HIDDEN}</a>"},
        ),
        Removed.FILES,
    ),
    **{
        f"unknown bytes called {name}": (
            lambda name=name, head=head: picture(head + MARKER, name),
            Removed.FILES,
        )
        for name, head in UNKNOWN.items()
    },
    **{
        what: (lambda content=content: picture(content, "image1.emf", "image/x-emf"), Removed.REST)
        for what, content in CARRYING.items()
    },
    "PostScript in SVM": (lambda: picture(svm(svm_record(143, MARKER))), Removed.FILES),
    "picture of any kind in SVM": (lambda: picture(svm(svm_record(152, MARKER))), Removed.FILES),
    "scrambled font used as a picture": (used_as_picture, Removed.FILES),
    "scrambled font that an element for pictures uses": (
        lambda: with_fonts(
            scrambled_font(MARKER), used='<w:pict><v:imagedata r:id="rId1"/></w:pict>'
        ),
        Removed.FILES,
    ),
    "program called a font": (
        lambda: with_fonts(b"MZ harmless " + MARKER.ljust(90)),
        Removed.FILES,
    ),
    "font of a part that has none": (
        lambda: docx(
            in_run('<w:embedRegular r:id="rId7"/>'),
            links=relation("rId7", "font", "fonts/font1.odttf"),
            types=FONT,
            more={"word/fonts/font1.odttf": scrambled_font(MARKER)},
        ),
        Removed.FILES,
    ),
}
