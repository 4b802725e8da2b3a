"""What is active in a PDF goes before anybody of the staff gets it; what is not stays as it was."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from pikepdf import Array, Dictionary, Name, Pdf, String

from applications.documents import pdf_cleaning
from applications.documents.pdf_cleaning import clean_pdf
from applications.documents.refusals import Cause, RefusedContent
from applications.documents.upload_check import CheckedUpload, check_upload
from applications.enums import Removed
from tests.applications import files

SCRIPT = {"/S": Name.JavaScript, "/JS": String("1 + 1")}


def empty() -> Pdf:
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 100))
    return document


def written(document: Pdf) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def attached(document: Pdf) -> Dictionary:
    """The specification of an embedded file."""
    stream = document.make_stream(b"col1,col2\n1,2\n")
    return Dictionary(Type=Name.Filespec, F=String("list.csv"), EF=Dictionary(F=stream))


def annotate(document: Pdf, **fields: object) -> None:
    page = document.pages[0]
    one = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 10, 10]), **fields)
    one = document.make_indirect(one)
    page.Annots = document.make_indirect(Array([*page.get("/Annots", []), one]))
    if one.Subtype == Name.Widget:
        document.Root.AcroForm = Dictionary(Fields=Array([one]))


def script_at_opening(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(SCRIPT)


def script_by_name(document: Pdf) -> None:
    tree = Dictionary(Names=Array([String("a"), Dictionary(SCRIPT)]))
    document.Root.Names = Dictionary(JavaScript=document.make_indirect(tree))


def script_of_a_field(document: Pdf) -> None:
    annotate(
        document,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String("a"),
        AA=Dictionary(K=Dictionary(SCRIPT)),
    )


def script_after_another_action(document: Pdf) -> None:
    first = Dictionary(S=Name.GoTo, D=Array([0]), Next=Array([Dictionary(SCRIPT)]))
    annotate(document, Subtype=Name.Link, A=first)


def script_as_a_link(document: Pdf) -> None:
    link = Dictionary(S=Name.URI, URI=String("javascript:1+1"))
    annotate(document, Subtype=Name.Link, A=link)


def start_of_a_program(document: Pdf) -> None:
    launch = Dictionary(S=Name.Launch, F=String("notes.txt"))
    annotate(document, Subtype=Name.Link, A=document.make_indirect(launch))


def form_that_is_sent(document: Pdf) -> None:
    send = Dictionary(S=Name.SubmitForm, F=String("https://example.org/"))
    annotate(document, Subtype=Name.Widget, FT=Name.Btn, A=send)


def other_document(document: Pdf) -> None:
    annotate(
        document, Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String("b.pdf"), D=Array([0]))
    )


def action_of_a_page(document: Pdf) -> None:
    document.pages[0].AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


def call_at_opening(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.URI, URI=String("https://example.org/marker"))


def call_after_the_first_page(document: Pdf) -> None:
    call = Dictionary(S=Name.URI, URI=String("https://example.org/marker"))
    first = Dictionary(S=Name.GoTo, D=Array([document.pages[0].obj, Name.Fit]), Next=call)
    document.Root.OpenAction = document.make_indirect(first)


def next_page_at_opening(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Named, N=Name.NextPage)


def entry_of_a_menu(document: Pdf) -> None:
    annotate(document, Subtype=Name.Link, A=Dictionary(S=Name.Named, N=Name.Print))


def action_named_by_a_string(document: Pdf) -> None:
    annotate(document, Subtype=Name.Link, A=Dictionary(S=String("Launch"), F=String("notes.txt")))


def folder_of_all_links(document: Pdf) -> None:
    document.Root.URI = document.make_indirect(Dictionary(Base=String("file://example.org/marker")))


def embedded_file(document: Pdf) -> None:
    tree = Dictionary(Names=Array([String("list.csv"), attached(document)]))
    document.Root.Names = Dictionary(EmbeddedFiles=tree)


def attachment(document: Pdf) -> None:
    annotate(document, Subtype=Name.FileAttachment, FS=attached(document))


def film(document: Pdf) -> None:
    annotate(document, Subtype=Name.RichMedia, RichMediaContent=Dictionary())


def xfa(document: Pdf) -> None:
    part = document.make_stream(b"<xdp/>")
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Array([String("a"), part]))


def document_of_libreoffice(document: Pdf) -> None:
    """What LibreOffice opens instead of the pages."""
    inside = document.make_stream(b"marker")
    document.trailer.AdditionalStreams = Array([Name("/application/marker"), inside])
    document.trailer.DocChecksum = Name("/" + "0" * 32)


def document_of_illustrator(document: Pdf) -> None:
    """What Illustrator opens instead of the page."""
    private = Dictionary(Private=Dictionary(AIPrivateData1=document.make_stream(b"marker")))
    document.pages[0].PieceInfo = Dictionary(Illustrator=private)


def page_of_the_web(document: Pdf) -> None:
    command = Dictionary(URL=String("https://example.org/marker"))
    document.Root.SpiderInfo = Dictionary(V=1, C=Array([command]))


def profile_of_elsewhere(document: Pdf) -> None:
    reference = Dictionary(URLs=Array([String("https://example.org/marker")]))
    intent = Dictionary(S=Name.GTS_PDFX, DestOutputProfileRef=reference)
    document.Root.OutputIntents = Array([document.make_indirect(intent)])


def script_that_is_required(document: Pdf) -> None:
    handler = Dictionary(S=Name.JS, Script=String("marker"))
    document.Root.Requirements = Array([Dictionary(S=Name.EnableJavaScripts, RH=handler)])


ACTIVE: dict[Callable[[Pdf], None], set[Removed]] = {
    script_at_opening: {Removed.SCRIPTS},
    script_by_name: {Removed.SCRIPTS},
    script_of_a_field: {Removed.ACTIONS, Removed.SCRIPTS},
    script_after_another_action: {Removed.SCRIPTS},
    script_as_a_link: {Removed.LINKS},
    start_of_a_program: {Removed.ACTIONS},
    form_that_is_sent: {Removed.ACTIONS},
    other_document: {Removed.ACTIONS},
    action_of_a_page: {Removed.ACTIONS},
    call_at_opening: {Removed.ACTIONS},
    call_after_the_first_page: {Removed.ACTIONS},
    next_page_at_opening: {Removed.ACTIONS},
    entry_of_a_menu: {Removed.ACTIONS},
    action_named_by_a_string: {Removed.ACTIONS},
    folder_of_all_links: {Removed.LINKS},
    embedded_file: {Removed.FILES},
    attachment: {Removed.FILES},
    film: {Removed.MEDIA},
    xfa: {Removed.FORM},
    document_of_libreoffice: {Removed.FILES},
    document_of_illustrator: {Removed.REST},
    page_of_the_web: {Removed.OUTSIDE},
    script_that_is_required: {Removed.SCRIPTS},
}


def test_checksum_that_libreoffice_writes_in_every_pdf_is_nothing_active() -> None:
    document = empty()
    document.trailer.DocChecksum = Name("/" + "0" * 32)
    sent = written(document)
    assert b"DocChecksum" in sent
    assert check(sent).removed == ()


def test_layers_are_shown_alike_by_whoever_reads_or_prints() -> None:
    document = empty()
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("marker")))
    event = Dictionary(Event=Name.View, OCGs=Array([layer]), Category=Array([Name.View]))
    shown = Dictionary(ON=Array([layer]), AS=Array([event]))
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
    assert check(written(document)).removed == (Removed.REST,)
    del shown.AS
    document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
    annotate(document, Subtype=Name.Widget, AS=Name.Off)
    assert check(written(document)).removed == ()


@pytest.mark.parametrize("add", ACTIVE)
def test_what_is_active_is_taken_out_and_nothing_of_it_left(add: Callable[[Pdf], None]) -> None:
    document = empty()
    add(document)
    with pikepdf.open(BytesIO(written(document))) as sent:
        assert clean_pdf(sent) == ACTIVE[add]
        clean = written(sent)
    with pikepdf.open(BytesIO(clean)) as again:
        assert (clean_pdf(again), len(again.pages)) == (set(), 1)
    for name in (b"JavaScript", b"javascript", b"Launch", b"SubmitForm", b"GoToR", b"col1", b"xdp"):
        assert name not in clean
    assert b"marker" not in clean


def test_profile_of_colours_in_another_file_goes() -> None:
    document = empty()
    profile_of_elsewhere(document)
    sent = written(document)
    assert clean_pdf(document) == {Removed.OUTSIDE}
    assert check(sent).removed == (Removed.OUTSIDE,)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "\\\\example.org\\share",
            "//example.org/share",
            "file://example.org/",
            "notes.txt",
            "../a",
        ),
        *("java\tscript:1+1", "\0file:///notes.txt", "\u00a0file:///notes.txt", "C:\\notes.txt"),
        *("www.example.org\\..\\notes.txt", "ms-settings:display", "example.org"),
    ],
)
def test_link_that_leads_to_no_page_goes(address: str) -> None:
    document = empty()
    annotate(document, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)))
    assert clean_pdf(document) == {Removed.LINKS}
    assert "/A" not in document.pages[0].Annots[0]


ACTIONS = {
    "script": SCRIPT,
    "program": {"/S": Name.Launch, "/F": String("notes.txt")},
    "link": {"/S": Name.URI, "/URI": String("file://example.org/")},
}


KINDS = {"script": Removed.SCRIPTS, "program": Removed.ACTIONS, "link": Removed.LINKS}


@pytest.mark.parametrize("action", ACTIONS)
def test_stream_in_the_place_of_a_dictionary_is_one(action: str) -> None:
    """PDFium takes the dictionary of a stream for the action, or the annotation, that it would be."""
    document = empty()
    as_stream = document.make_stream(
        b"", **{key[1:]: value for key, value in ACTIONS[action].items()}
    )
    annotate(document, Subtype=Name.Link, A=as_stream)
    document.Root.OpenAction = as_stream
    assert clean_pdf(document) >= {KINDS[action]}
    assert "/A" not in document.pages[0].Annots[0]
    assert "/OpenAction" not in document.Root


def test_actions_in_lists_of_lists_go() -> None:
    document = empty()
    annotate(document, Subtype=Name.Link, A=Array([Array([Dictionary(S=Name.Launch)])]))
    assert clean_pdf(document) == {Removed.ACTIONS}
    assert "/A" not in document.pages[0].Annots[0]


@pytest.mark.parametrize("kind", pdf_cleaning.ACTIVE_ANNOTATIONS)
def test_annotation_that_is_a_stream_goes(kind: str) -> None:
    document = empty()
    one = document.make_stream(b"", Type=Name.Annot, Subtype=Name(kind), Rect=Array([0, 0, 9, 9]))
    document.pages[0].Annots = Array([one])
    assert clean_pdf(document) == {pdf_cleaning.ACTIVE_ANNOTATIONS[kind]}
    assert len(document.pages[0].Annots) == 0


@pytest.mark.parametrize("place", ["page", "list"])
@pytest.mark.parametrize("form", ["string", "own object"])
def test_kind_of_an_annotation_is_known_in_every_form(form: str, place: str) -> None:
    document = empty()
    kind = String("RichMedia") if form == "string" else document.make_indirect(Name.RichMedia)
    one = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([0, 0, 9, 9]))
    document.pages[0].Annots = Array([one if place == "page" else document.make_indirect(one)])
    assert clean_pdf(document) == {Removed.MEDIA}
    assert len(document.pages[0].Annots) == 0


@pytest.mark.parametrize("written_name", [b"/JavaScript", b"/J#61vaScript"])
def test_names_are_known_however_they_are_written(written_name: bytes) -> None:
    document = empty()
    document.Root.OpenAction = pikepdf.Object.parse(b"<< /S %s /JS (1) >>" % written_name)
    assert clean_pdf(document) == {Removed.SCRIPTS}


def test_links_tables_of_contents_and_fields_stay() -> None:
    document = empty()
    page = document.pages[0]
    for link in (
        "https://example.org/a?b=c:d",
        "mailto:kim@example.org",
        "tel:+4930123",
        "#page=2",
        "www.example.org/cv",
    ):
        annotate(document, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(link)))
    annotate(document, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=Array([page.obj, Name.Fit])))
    annotate(document, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("Kim"))
    document.Root.OpenAction = Array([page.obj, Name.Fit])
    with document.open_outline() as outline:
        outline.root += [pikepdf.OutlineItem("One", 0), pikepdf.OutlineItem("Two", 0)]
    kept = written(document)
    assert clean_pdf(document) == set()
    assert check(kept).original is None


def test_tagged_document_is_left_alone() -> None:
    """Its tags have keys that elsewhere are those of actions."""
    attributes = Dictionary(O=Name.Table, RowSpan=2)
    document = empty()
    tag = Dictionary(Type=Name.StructElem, S=Name.TD, A=attributes, K=Array([Dictionary(S=Name.P)]))
    document.Root.StructTreeRoot = Dictionary(K=document.make_indirect(tag))
    assert clean_pdf(document) == set()


def test_limits_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    document = empty()
    document.Root.A = Array([Array([Array([])])])
    monkeypatch.setattr(pdf_cleaning, "MAX_DEPTH", 2)
    assert cause(document) is Cause.TOO_COMPLEX
    monkeypatch.setattr(pdf_cleaning, "MAX_DEPTH", 3)
    assert clean_pdf(document) == set()
    monkeypatch.setattr(pdf_cleaning, "MAX_LOOKED_AT", 5)
    assert cause(document) is Cause.TOO_COMPLEX
    monkeypatch.setattr(pdf_cleaning, "MAX_LOOKED_AT", 1000)
    monkeypatch.setattr(pdf_cleaning, "MAX_OBJECTS", len(document.objects) - 1)
    assert cause(document) is Cause.TOO_COMPLEX


def cause(document: Pdf) -> Cause:
    with pytest.raises(RefusedContent) as refusal:
        clean_pdf(document)
    return refusal.value.cause


def check(content: bytes) -> CheckedUpload:
    return check_upload(ContentFile(content, name="CV.pdf"))


def test_staff_gets_a_clean_copy_and_the_original_is_kept() -> None:
    document = empty()
    script_at_opening(document)
    sent = written(document)
    checked = check(sent)
    assert checked.original is not None
    assert (checked.removed, checked.size) == ((Removed.SCRIPTS,), len(sent))
    checked.original.seek(0)
    checked.content.seek(0)
    assert checked.original.read() == sent
    with pikepdf.open(BytesIO(checked.content.read())) as clean:
        assert (len(clean.pages), "/OpenAction" in clean.Root) == (1, False)


def test_file_with_nothing_active_is_kept_byte_for_byte() -> None:
    checked = check(files.pdf())
    checked.content.seek(0)
    assert (checked.content.read(), checked.files) == (files.pdf(), [checked.content])
