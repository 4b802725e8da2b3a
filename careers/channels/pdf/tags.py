"""The logical structure of the PDF: what is a heading, a list, a link (ISO 32000-1, section 14.8).

ReportLab draws and knows no tags. So the canvas marks what each paragraph draws and notes it, and the
tree of the notes is written into the finished file. What is not marked as content is an artifact.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

OF_STYLES = {"title": "H1", "heading": "H2", "minor": "H3"}
ITEM, LIST = "LI", "L"


@dataclass
class Part:
    """What one paragraph drew: its tag, page and number there (both from 0), and its links."""

    tag: str
    page: int
    number: int
    links: list[int] = field(default_factory=list)
    """Places of their annotations on the page."""


class MarkingCanvas(Canvas):
    """Notes in `parts` what was drawn within `marked`, in the order of reading."""

    _code: list[str]
    _annotationrefs: list[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.parts: list[Part] = []
        self.is_marking = False

    @contextmanager
    def marked(self, tag: str) -> Iterator[None]:
        page, first_link = self.getPageNumber() - 1, len(self._annotationrefs)
        part = Part(tag, page, sum(each.page == page for each in self.parts))
        self.parts.append(part)
        with self.around(f"/{tag} <</MCID {part.number}>> BDC"):
            yield
        part.links = [*range(first_link, len(self._annotationrefs))]

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """For what a screen reader leaves out."""
        with self.around("/Artifact BMC"):
            yield

    @contextmanager
    def around(self, begin: str) -> Iterator[None]:
        self._code.append(begin)
        self.is_marking = True
        yield
        self.is_marking = False
        self._code.append("EMC")

    def line(self, *args: Any, **options: Any) -> None:
        """A line on its own, as tables and rules have them, is an artifact."""
        with nullcontext() if self.is_marking else self.artifact():
            super().line(*args, **options)


class Words(Paragraph):
    """A paragraph with a tag by its style; with a bullet it is an item of a list."""

    canv: MarkingCanvas

    def draw(self) -> None:
        tag = ITEM if self.bulletText else OF_STYLES.get(self.style.name, "P")
        with self.canv.marked(tag):
            super().draw()


def tagged(content: bytes, parts: list[Part]) -> bytes:
    """The PDF with the tree of these parts."""
    with Pdf.open(BytesIO(content)) as pdf:
        tree = Tree(pdf)
        for tag, group in groupby(parts, lambda part: part.tag):
            parent = tree.node(LIST, tree.top) if tag == ITEM else tree.top
            for part in group:
                tree.add(part, parent)
        tree.finish()
        target = BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


class Tree:
    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.top = self.node("Document", self.root)
        self.pages: list[list[Object]] = [[] for _page in pdf.pages]
        self.links: list[Object] = []

    def node(self, tag: str, parent: Object) -> Object:
        element = Dictionary(Type=Name.StructElem, S=Name(f"/{tag}"), P=parent, K=Array())
        made = self.pdf.make_indirect(element)
        if "/K" not in parent:
            parent.K = Array()
        parent.K.append(made)
        return made

    def add(self, part: Part, parent: Object) -> None:
        page = self.pdf.pages[part.page]
        node = self.node(part.tag, parent)
        holder = self.node("LBody", node) if part.tag == ITEM else node
        holder.Pg = page.obj
        holder.K.append(part.number)
        self.pages[part.page].append(holder)
        for place in part.links:
            self.add_link(page.obj, page.Annots[place], holder)

    def add_link(self, page: Object, note: Object, parent: Object) -> None:
        node = self.node("Link", parent)
        node.Pg = page
        node.K.append(Dictionary(Type=Name.OBJR, Obj=note, Pg=page))
        note.StructParent = len(self.pages) + len(self.links)
        note.Contents = note.A.URI
        self.links.append(node)

    def finish(self) -> None:
        """Lead from the pages and links back to the tree, and say that there is one."""
        numbers = Array()
        for key, value in enumerate([*map(Array, self.pages), *self.links]):
            numbers.append(key)
            numbers.append(value)
        for key, page in enumerate(self.pdf.pages):
            page.obj.StructParents = key
            page.obj.Tabs = Name.S
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=numbers))
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
