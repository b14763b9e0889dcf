"""Compares the text that readers extract from a PDF with what layout placed on its pages, and with the submission."""

import ctypes
import json
import re
import subprocess

import pikepdf
import pymupdf
import pypdfium2
import pypdfium2.raw as pdfium_c

import structure

# Fields of a submission that are not printed as they are written.
UNPRINTED = {"formSet", "item", "level", "source", "date", "blankRows", "year", "signature", "waivers"}


def bare(text):
    """`text` without white space, and without the mark that PDFium puts where a line ends in a hyphen."""
    return re.sub(r"[\s\ufffe\u0002]", "", text)


def placed(annex, submission, layout):
    """For each page its text in the order drawn, and the elements with their texts in reading order."""
    def run(*options):
        command = [annex, "inspect", submission, *layout, *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    pages = []
    for line in run().split("\n"):
        if line.startswith("page "):
            pages.append("")
        elif match := re.match(r"  text \S+ \S+  \S+pt  (.*)", line):
            pages[-1] += match[1]
    tags = [re.match(r" *\S+(?: \S+)*?  (.*)", line) for line in run("--tags").split("\n")]
    elements = [bare(match[1]) for match in tags if match and not match[0].lstrip().startswith("Figure")]
    return [bare(page) for page in pages], [element for element in elements if element]


def poppler(path):
    output = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True).stdout
    return output.decode().split("\f")[:-1]


def mupdf(path):
    with pymupdf.open(path) as document:
        for page in document:
            # MuPDF writes words of its own into signature fields that are empty.
            document.xref_set_key(page.xref, "Annots", "null")
        return [page.get_text("text") for page in document]


def pdfium(path):
    """The texts in the order drawn: as a whole PDFium gives a page with lines of neighbouring cells mixed."""
    return ["".join(text for _, text in pieces) for pieces in pdfium_pieces(path)]


def pdfium_pieces(path):
    """For each page the number of the marked content and the text of every piece of text."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [pieces_of(page) for page in document]
    finally:
        document.close()


def pieces_of(page):
    reader = page.get_textpage()
    pieces = []
    for piece in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
        size = pdfium_c.FPDFTextObj_GetText(piece.raw, reader.raw, None, 0)
        units = (ctypes.c_ushort * (size // 2))()
        pdfium_c.FPDFTextObj_GetText(piece.raw, reader.raw, units, size)
        text = bytes(units).decode("utf-16-le").rstrip("\0")
        pieces.append((pdfium_c.FPDFPageObj_GetMarkedContentID(piece.raw), text))
    return pieces


READERS = {"poppler": poppler, "MuPDF": mupdf, "PDFium": pdfium}


def tagged(path):
    """The texts of the elements in reading order, as PDFium reads their marked content."""
    texts = {}
    for index, pieces in enumerate(pdfium_pieces(path)):
        for number, text in pieces:
            texts[index, number] = texts.get((index, number), "") + text
    with pikepdf.open(path) as pdf:
        contents = structure.Structure(pdf).contents
    read = [bare("".join(texts.get(key, "") for key in keys)) for keys in contents]
    return [text for text in read if text]


def strings(value, key=""):
    """The printed texts of a submission."""
    if isinstance(value, dict):
        return [text for key, part in value.items() if key not in UNPRINTED for text in strings(part, key)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part, key)]
    lines = str(value).split("\n")
    if key == "body":
        # A heading and what runs on behind it, or the cells of a row.
        lines = [part for line in lines for part in re.split(r"#+| \| ", line.strip("| "))]
    return [bare(line) for line in lines if bare(line)]


def faults(annex, submission, path, isTagged, layout=()):
    """Where the PDF at `path` reads otherwise than the submission at `submission` was laid out with the options `layout`."""
    pages, elements = placed(annex, submission, layout)
    found = []
    for name, read in READERS.items():
        texts = [bare(text) for text in read(path)]
        if len(texts) != len(pages):
            found.append(f"{name}: {len(texts)} pages instead of {len(pages)}")
        found += [f"{name}: page {index + 1} reads otherwise" for index, (text, page) in enumerate(zip(texts, pages))
                  if text != page]
    if isTagged and (read := tagged(path)) != elements:
        differing = [pair for pair in zip(read, elements) if pair[0] != pair[1]]
        found.append(f"the structure reads otherwise: {len(read)} and {len(elements)} texts, first {differing[:1]}")
    with open(submission, encoding="utf-8") as file:
        # Forms may print amounts with their thousands apart.
        printed = "\n".join(elements + [re.sub(r"(?<=\d),(?=\d{3})", "", text) for text in elements])
        found += [f"not printed: {text}" for text in strings(json.load(file)) if text not in printed]
    return found
