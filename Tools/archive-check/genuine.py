"""Genuine PDFs, written anew by other programs, added to or signed: `annex verify` must find no fault with them."""

import base64
import io
import zlib

import fitz
import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, StreamDecodeLevel, String

import signing
from update import update


def saved(data, change=lambda pdf: None, **options):
    """`data` as pikepdf writes them."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(output, **options)
    return output.getvalue()


def mupdf(data, **options):
    """`data` as MuPDF writes them: it rounds numbers, and merges objects that are equal."""
    with fitz.open(stream=data) as pdf:
        written = pdf.tobytes(**options)

    def without_page_mode(pdf):
        # PyMuPDF has files inside shown beside the pages, which is a difference.
        del pdf.Root["/PageMode"]
    return saved(written, without_page_mode, fix_metadata_version=False)


def encoded(data, encode, names):
    """`data` with the contents of pages under other filters."""
    def change(pdf):
        for page in pdf.pages:
            page.Contents.write(encode(page.Contents.read_bytes()), filter=names)
    return saved(data, change)


def rounded(pdf):
    for page in pdf.pages:
        page.MediaBox = Array([round(float(side), 3) for side in page.MediaBox])


def restated(pdf):
    """What a program that writes a file states of itself."""
    pdf.docinfo["/ModDate"] = "D:20300102030405+08'00'"
    pdf.docinfo["/Producer"] = "Another program 1.0"


def restated_in_metadata(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=True, update_docinfo=False):
        pass


def reencoded(pdf):
    """Strings of ASCII instead of UTF-16."""
    names = pdf.Root.Names.EmbeddedFiles.Names
    for index in range(0, len(names), 2):
        names[index] = String(str(names[index]))
    pdf.docinfo["/Creator"] = String(str(pdf.docinfo["/Creator"]))


def apart(pdf):
    """Dictionaries as objects with numbers of their own."""
    pdf.Root.PageLabels = pdf.make_indirect(Dictionary(pdf.Root.PageLabels))
    pdf.Root.ViewerPreferences = pdf.make_indirect(Dictionary(pdf.Root.ViewerPreferences))


def same(pdf):
    return [(pdf.Root, Dictionary(pdf.Root))]


# How a file may be written.
WRITTEN = {
    "as it is": lambda data: data,
    "by pikepdf": lambda data: saved(data),
    "by pikepdf without its mark": lambda data: saved(data, fix_metadata_version=False),
    "by pikepdf twice": lambda data: saved(saved(data)),
    "with object streams": lambda data: saved(data, object_stream_mode=ObjectStreamMode.generate),
    "without object streams": lambda data: saved(data, object_stream_mode=ObjectStreamMode.disable),
    "linearized": lambda data: saved(data, linearize=True),
    "linearized without object streams": lambda data: saved(data, linearize=True, object_stream_mode=ObjectStreamMode.disable),
    "uncompressed": lambda data: saved(data, compress_streams=False, stream_decode_level=StreamDecodeLevel.generalized),
    "compressed anew": lambda data: saved(data, recompress_flate=True),
    "for reading": lambda data: saved(data, qdf=True),
    "with objects of their own": lambda data: saved(data, apart),
    "by MuPDF": lambda data: mupdf(data),
    "by MuPDF without what is unused": lambda data: mupdf(data, garbage=2, deflate=True),
    "by MuPDF with equal objects merged": lambda data: mupdf(data, garbage=3),
    "with rounded numbers": lambda data: saved(data, rounded),
    "with another producer": lambda data: saved(data, restated),
    "with another producer in the metadata": lambda data: saved(data, restated_in_metadata),
    "with other encodings": lambda data: saved(data, reencoded),
    "in ASCII85": lambda data: encoded(data, lambda stream: base64.a85encode(stream) + b"~>", Name.ASCII85Decode),
    "in hexadecimal digits": lambda data: encoded(data, lambda stream: stream.hex().encode() + b">", Name.ASCIIHexDecode),
    "compressed twice": lambda data: encoded(
        data, lambda stream: zlib.compress(zlib.compress(stream)), Array([Name.FlateDecode, Name.FlateDecode])),
    "without an end of line": lambda data: data.rstrip(b"\n"),
    "with another end of line": lambda data: data.rstrip(b"\n") + b"\r\n",
    "with an update that changes nothing": lambda data: update(data, same),
    "with two updates that change nothing": lambda data: update(update(data, same), same),
}


def signatures(office):
    """How a file with fields may be signed."""
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

    def both(data, **settings):
        return office.sign(office.sign(data, **settings), "Signature2")

    return {
        "with a seal": lambda data: office.sign(data),
        "with text": lambda data: office.sign(data, style=signing.TEXT),
        "without a picture": lambda data: office.sign(data, style=signing.NOTHING),
        "in the second field": lambda data: office.sign(data, "Signature2"),
        "in both fields": both,
        "in both fields, the second first": lambda data: office.sign(office.sign(data, "Signature2"), "Signature1"),
        "with a reason": lambda data: office.sign(data, reason="同意", location="清岚县", name="x"),
        "with SHA-384": lambda data: office.sign(data, md_algorithm="sha384"),
        "with SHA-512": lambda data: office.sign(data, md_algorithm="sha512"),
        "as PAdES": lambda data: office.sign(data, subfilter=SigSeedSubFilter.PADES),
        "as a certification": lambda data: office.sign(data, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS),
        "as a certification and again": lambda data: both(data, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS),
        "and proved": lambda data: office.prove(office.sign(data)),
        "twice and proved": lambda data: office.prove(both(data)),
        "and updated": lambda data: update(office.sign(data), same),
        "when linearized": lambda data: office.sign(saved(data, linearize=True)),
        "when written by pikepdf": lambda data: both(saved(data)),
        "when without object streams": lambda data: office.sign(saved(data, object_stream_mode=ObjectStreamMode.disable)),
        "when written by MuPDF": lambda data: office.sign(mupdf(data)),
    }


def write(plain, fields, office, folder):
    """Writes the PDF `plain`, and `fields`, which has fields for signatures, in all these ways; the paths by name."""
    with open(plain, "rb") as file:
        data = file.read()
    with open(fields, "rb") as file:
        signable = file.read()
    made = {f"written {name}": way(data) for name, way in WRITTEN.items()}
    made |= {f"with fields, written {name}": way(signable) for name, way in WRITTEN.items()}
    made |= {f"signed {name}": way(signable) for name, way in signatures(office).items()}
    paths = {}
    for name, data in made.items():
        paths[name] = f"{folder}/{name}.pdf"
        with open(paths[name], "wb") as file:
            file.write(data)
    return paths
