"""Deliberate defects, each of which some check must catch: a check that catches nothing proves nothing."""

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

DEFECTS = {}


def defect(function):
    DEFECTS[function.__name__] = function
    return function


# Finding things


def elements(pdf, role):
    """The elements of a role in reading order."""
    def walk(element):
        if not isinstance(element, Dictionary) or "/S" not in element:
            return
        if str(element.S) == "/" + role:
            yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            yield from walk(kid)

    for element in pdf.Root.StructTreeRoot.K if isinstance(pdf.Root.StructTreeRoot.K, Array) else [pdf.Root.StructTreeRoot.K]:
        yield from walk(element)


def with_key(pdf, role, key):
    return next(element for element in elements(pdf, role) if key in element.get("/A", {}))


def owners(pdf, page):
    """The array that leads from the marked content of a page to its elements."""
    return pdf.Root.StructTreeRoot.ParentTree.Nums[2 * page + 1]


def faces(pdf):
    """The descendant fonts of the document."""
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            if "/DescendantFonts" in font:
                yield font, font.DescendantFonts[0]


def rewrite(pdf, page, old, new):
    """Replaces the first `old` in the content of a page."""
    content = pdf.pages[page].Contents
    data = content.read_bytes()
    assert old in data
    content.write(data.replace(old, new, 1))


def rewrite_metadata(pdf, old, new):
    packet = pdf.Root.Metadata
    data = packet.read_bytes()
    assert old in data
    pdf.Root.Metadata = Stream(pdf, data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)


def attachment(pdf, name):
    names = pdf.Root.Names.EmbeddedFiles.Names
    return next(names[index + 1] for index in range(0, len(names), 2) if names[index] == name)


# Structure


@defect
def swapped_parent_tree_entries(pdf):
    array = owners(pdf, 0)
    array[0], array[1] = array[1], array[0]


@defect
def parent_tree_entry_of_another_page(pdf):
    owners(pdf, 0)[0] = owners(pdf, 1)[0]


@defect
def missing_parent_tree_entry(pdf):
    del owners(pdf, 0)[-1]


@defect
def swapped_reading_order(pdf):
    section = next(elements(pdf, "Sect"))
    section.K[1], section.K[2] = section.K[2], section.K[1]


@defect
def missing_row_span(pdf):
    del with_key(pdf, "TH", "/RowSpan").A["/RowSpan"]


@defect
def missing_column_span(pdf):
    del with_key(pdf, "TD", "/ColSpan").A["/ColSpan"]


@defect
def column_span_too_wide(pdf):
    with_key(pdf, "TD", "/ColSpan").A.ColSpan += 1


@defect
def header_cell_without_scope(pdf):
    del next(elements(pdf, "TH")).A["/Scope"]


@defect
def header_cell_as_data_cell(pdf):
    cell = with_key(pdf, "TH", "/Scope")
    cell.S = Name.TD
    del cell.A["/Scope"]


@defect
def cell_beside_its_row(pdf):
    row = next(elements(pdf, "TR"))
    cell = row.K[-1]
    del row.K[-1]
    row.P.K.append(cell)
    cell.P = row.P


@defect
def element_with_a_wrong_parent(pdf):
    next(elements(pdf, "TR")).P = next(elements(pdf, "Document"))


@defect
def skipped_level_of_heading(pdf):
    for element in elements(pdf, "H3"):
        element.S = Name.H4


@defect
def paragraph_as_unknown_type(pdf):
    next(elements(pdf, "P")).S = Name.Absatz


@defect
def missing_element(pdf):
    del next(elements(pdf, "Sect")).K[1]


@defect
def no_structure(pdf):
    del pdf.Root["/StructTreeRoot"]


@defect
def not_marked(pdf):
    pdf.Root.MarkInfo.Marked = False


# Content


@defect
def content_in_an_artifact(pdf):
    rewrite(pdf, 0, b"/H1 <</MCID 1>> BDC", b"/Artifact BMC")


@defect
def content_outside_marks(pdf):
    pdf.pages[0].contents_add(b"q 0 0 10 10 re f Q")


@defect
def artifact_that_is_none(pdf):
    rewrite(pdf, 0, b"/Artifact <</Type /Pagination>> BDC", b"/Span <<>> BDC")


@defect
def marked_content_of_another_number(pdf):
    rewrite(pdf, 0, b"<</MCID 1>>", b"<</MCID 99>>")


@defect
def another_digit_in_an_amount(pdf):
    page = next(index for index in range(len(pdf.pages)) if b"(10)Tj" in pdf.pages[index].Contents.read_bytes())
    rewrite(pdf, page, b"(10)Tj", b"(11)Tj")


@defect
def moved_text(pdf):
    rewrite(pdf, 0, b" Td\n", b" Td 3 0 Td\n")


@defect
def missing_page(pdf):
    del pdf.pages[3]


@defect
def swapped_pages(pdf):
    first = pdf.pages[0].obj
    kids = pdf.Root.Pages.Kids
    kids[0], kids[1] = kids[1], kids[0]
    assert kids[1].objgen == first.objgen


@defect
def turned_page(pdf):
    pdf.Root.Pages.Rotate = 180


@defect
def note_over_a_page(pdf):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[0, 0, 500, 500], F=4)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


@defect
def page_with_the_key_of_another(pdf):
    pdf.pages[0].obj.StructParents = 1


# Faces


@defect
def unembedded_face(pdf):
    _, face = next(faces(pdf))
    del face.FontDescriptor["/FontFile2"]


@defect
def face_without_characters(pdf):
    font, _ = next(faces(pdf))
    del font["/ToUnicode"]


@defect
def face_with_other_characters(pdf):
    font = next(font for font, _ in faces(pdf) if b"<4e2d>" in font.ToUnicode.read_bytes().lower())
    font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<4e2d>", b"<7532>").replace(b"<4E2D>", b"<7532>"))


@defect
def face_without_glyph_map(pdf):
    for _, face in faces(pdf):
        del face["/CIDToGIDMap"]
        return


@defect
def face_with_other_widths(pdf):
    _, face = next(faces(pdf))
    face.DW = 500
    if "/W" in face:
        del face["/W"]


# Document


@defect
def no_language(pdf):
    del pdf.Root["/Lang"]


@defect
def no_output_intent(pdf):
    del pdf.Root["/OutputIntents"]


@defect
def no_metadata(pdf):
    del pdf.Root["/Metadata"]


@defect
def metadata_of_another_part(pdf):
    rewrite_metadata(pdf, b"<pdfaid:part>3<", b"<pdfaid:part>2<")


@defect
def metadata_without_accessibility(pdf):
    rewrite_metadata(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")


@defect
def metadata_without_title(pdf):
    rewrite_metadata(pdf, b"dc:title", b"dc:subject")


@defect
def metadata_with_an_unknown_property(pdf):
    rewrite_metadata(pdf, b"<annex:office>", b"<annex:bureau/><annex:office>")


@defect
def title_not_shown(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@defect
def script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@defect
def broken_outline(pdf):
    pdf.Root.Outlines.Count = 99


# The data inside


@defect
def attachment_of_another_relationship(pdf):
    attachment(pdf, "submission.json").AFRelationship = Name.Alternative


@defect
def attachment_without_relationship(pdf):
    del attachment(pdf, "submission.json")["/AFRelationship"]


@defect
def attachment_without_type(pdf):
    del attachment(pdf, "submission.json").EF.F["/Subtype"]


@defect
def attachment_that_is_not_associated(pdf):
    del pdf.Root["/AF"]


@defect
def changed_submission(pdf):
    stream = attachment(pdf, "submission.json").EF.F
    stream.write(stream.read_bytes().replace(b"660.44", b"660.45"))


@defect
def missing_submission(pdf):
    names = pdf.Root.Names.EmbeddedFiles.Names
    del names[2:4]


def write(source, folder):
    """Writes a copy of the PDF `source` with each defect into `folder`, and one without any; the paths by name."""
    paths = {"none": f"{folder}/none.pdf"}
    with pikepdf.open(source) as pdf:
        pdf.save(paths["none"], fix_metadata_version=False)
    for name, apply in DEFECTS.items():
        with pikepdf.open(source) as pdf:
            apply(pdf)
            paths[name] = f"{folder}/{name}.pdf"
            pdf.save(paths[name], fix_metadata_version=False)
    return paths
