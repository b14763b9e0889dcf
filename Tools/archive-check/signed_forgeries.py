"""Forgeries around signatures, all of which `annex verify` must find: what is signed was forged before, what is signed is
changed since, and what says that it is a signature is none."""

import io
import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from pyhanko.sign.fields import SigFieldSpec

import signing
from forgeries import content, element, field, inside, lay, page, picture, root, script, tree
from genuine import saved
from update import update

FORGERIES = {}


def forgery(function):
    FORGERIES[function.__name__] = function
    return function


def changed(key, value, target=root):
    """An update that changes an entry of what `target` finds."""
    def pairs(pdf):
        found = target(pdf)
        new = value(pdf) if callable(value) else value
        return [(found, Dictionary({**dict(found), key: new}))]
    return lambda data: update(data, pairs)


def form(pdf):
    """The form, in a dictionary of the catalog."""
    return pdf.Root.AcroForm


def with_form(key, value):
    return changed("/AcroForm", lambda pdf: Dictionary({**dict(form(pdf)), key: value(pdf) if callable(value) else value}))


def drawn_over(pdf):
    return [(content(pdf), pdf.make_stream(content(pdf).read_bytes() + b"\nq 1 g 200 420 90 20 re f Q\n"))]


def restored(data, original):
    """An update that gives the first page its first content back."""
    with pikepdf.open(io.BytesIO(original)) as pdf:
        drawing = content(pdf).read_bytes()
    return update(data, lambda pdf: [(content(pdf), pdf.make_stream(drawing))])


# What is changed since it was signed

SINCE = {
    "content": lambda data: update(data, drawn_over),
    "actions": changed("/AA", Dictionary(WP=script())),
    "opening": changed("/OpenAction", script()),
    "portfolio": changed("/Collection", Dictionary(View=Name.T)),
    "title": lambda data: update(data, lambda pdf: [(pdf.docinfo, Dictionary({**dict(pdf.docinfo), "/Title": String("x")}))]),
    "metadata": lambda data: update(data, lambda pdf: [(pdf.Root.Metadata, pdf.make_stream(
        pdf.Root.Metadata.read_bytes().replace(b"<dc:creator>", b"<dc:rights>x</dc:rights><dc:creator>"), Type=Name.Metadata, Subtype=Name.XML))]),
    "submission": lambda data: update(data, lambda pdf: [(inside("submission.json")(pdf), pdf.make_stream(b"{}", Type=Name.EmbeddedFile))]),
    "tags": changed("/ActualText", String("9999.99"), element),
    "turn": changed("/Rotate", 180, tree),
    "crop": changed("/CropBox", Array([0, 0, 9, 9]), page),
    "note": lambda data: update(data, lambda pdf: [(page(pdf), noted(pdf))]),
    "appearance": changed("/AP", lambda pdf: Dictionary(N=picture(pdf)), field),
    "rectangle": changed("/Rect", Array([200, 420, 320, 444]), field),
    "name": changed("/T", String("Signature9"), field),
    "page": changed("/P", lambda pdf: pdf.pages[1].obj, field),
    "flags": changed("/F", 6, field),
    "actions of the field": changed("/AA", Dictionary(E=script()), field),
    "popup": changed("/Popup", lambda pdf: pdf.make_indirect(Dictionary(Subtype=Name.Popup, Rect=[0, 0, 99, 99])), field),
    "appearance of the other field": changed("/AP", lambda pdf: Dictionary(N=picture(pdf)), lambda pdf: form(pdf).Fields[1]),
    "signature of the other field": changed("/V", lambda pdf: field(pdf).V, lambda pdf: form(pdf).Fields[1]),
    "signature taken away": lambda data: update(data, lambda pdf: [(field(pdf), Dictionary(
        {key: value for key, value in field(pdf).items() if key != "/V"}))]),
    "fields": with_form("/Fields", lambda pdf: Array([field(pdf)])),
    "XFA": with_form("/XFA", Array()),
    "scripts of the form": with_form("/CO", Array()),
    "appearances of the form": with_form("/NeedAppearances", True),
    "resources of the form": with_form("/DR", Dictionary(XObject=Dictionary())),
    "rights": changed("/Perms", Dictionary(UR3=Dictionary(Type=Name.Sig))),
    "certification by nobody": changed("/Perms", lambda pdf: Dictionary(DocMDP=pdf.make_indirect(Dictionary(Type=Name.Sig)))),
    "certificates and more": changed("/DSS", Dictionary(Certs=Array(), JS=script())),
    "version that there is none of": changed("/Version", Name("/3.0")),
    "extension of a stranger": changed("/Extensions", Dictionary(XXXX=Dictionary(BaseVersion=Name("/1.7"), ExtensionLevel=1))),
    "junk": lambda data: data + b"x\n",
    "comment": lambda data: data + b"% x\n",
    "all, by another program": lambda data: saved(data),
    "date of the signature": lambda data: re.sub(rb"/M \(D\\07220..", rb"/M (D\\0722099", data, count=1),
    "range": lambda data: re.sub(rb"/ByteRange \[0 (\d)", lambda found: b"/ByteRange [1 " + found[1], data, count=1),
    "digits of the signature": lambda data: data.replace(b"/Contents <30", b"/Contents <31", 1),
    "digest in the signature": lambda data: other_digest(data),
}


def noted(pdf):
    note = lay(pdf, Subtype=Name.Stamp, FT=Name.Sig)
    entries = dict(page(pdf))
    entries["/Annots"] = Array([*list(page(pdf).Annots)[:-1], note])
    return Dictionary(entries)


def other_digest(data):
    """Another digit in the attribute id-messageDigest."""
    start = data.index(b"06092A864886F70D010904") + 22 + 8
    return data[:start] + (b"0" if data[start:start + 1] != b"0" else b"1") + data[start + 1:]


# What is forged before it is signed

BEFORE = {
    "content": lambda data: update(data, drawn_over),
    "actions": changed("/AA", Dictionary(WP=script())),
    "note": lambda data: saved(data, lambda pdf: lay(pdf, Subtype=Name.FreeText, FT=Name.Sig)),
    "rectangle": lambda data: saved(data, lambda pdf: field(pdf).__setitem__("/Rect", Array([200, 420, 320, 444]))),
    "whole page": lambda data: saved(data, lambda pdf: field(pdf).__setitem__("/Rect", Array([0, 0, 595, 842]))),
    "other field": lambda data: saved(data, lambda pdf: form(pdf).Fields[1].__setitem__("/AP", Dictionary(N=picture(pdf)))),
    "lock of the field": lambda data: saved(data, lambda pdf: field(pdf).__setitem__(
        "/Lock", Dictionary(Type=Name.SigFieldLock, Action=Name.All))),
    "parent of a page": lambda data: saved(data, lambda pdf: page(pdf).__setitem__(
        "/Parent", pdf.make_indirect(Dictionary(Type=Name.Pages, Kids=Array(), Count=0)))),
}


@forgery
def signed_in_a_field_of_its_own(data, office):
    return office.sign(data, "Own", style=signing.TEXT, new=SigFieldSpec("Own", on_page=0, box=(200, 420, 320, 444)))


@forgery
def signed_in_an_invisible_field_of_its_own(data, office):
    return office.sign(data, "Own", new=SigFieldSpec("Own", on_page=0))


@forgery
def signed_when_forged_and_restored_since(data, office):
    return restored(office.sign(update(data, drawn_over)), data)


@forgery
def signed_in_both_fields_when_forged_and_restored_between(data, office):
    return office.sign(restored(office.sign(update(data, drawn_over)), data), "Signature2")


@forgery
def appearance_changed_between_two_signatures(data, office):
    return office.sign(SINCE["appearance"](office.sign(data)), "Signature2")


@forgery
def signature_of_another_file(data, office):
    other = office.sign(saved(data))
    with pikepdf.open(io.BytesIO(other)) as pdf:
        value = {key: signed for key, signed in field(pdf).V.items() if not isinstance(signed, pikepdf.Object)
                 or not signed.is_indirect}
        return changed("/V", lambda _: Dictionary(value), field)(data)


# What is no signature

PLACE = 3000


def homemade(entries, message=bytes(PLACE), shape=lambda before, after, end: [0, before, after, end - after], **widget):
    """Puts something into the first field that looks like a signature."""
    def make(data, office):
        def pairs(pdf):
            value = Dictionary(
                Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"),
                ByteRange=Array([1111111111] * 4), **entries)
            made = {f"/{key}": entry(pdf) if callable(entry) else entry for key, entry in widget.items()}
            return [(field(pdf), Dictionary({**dict(field(pdf)), "/AP": Dictionary(N=picture(pdf, 170, 23)), "/V": value, **made}))]

        forged = update(data, pairs)
        start = forged.rindex(b"/ByteRange")
        stop = forged.index(b"]", start) + 1
        # The place of the signature goes behind the range, and moves everything behind it, the references first.
        digits = b"/Contents <" + message.hex().encode() + b"> "
        text = b"/ByteRange [ " + b" " * 70 + b"] " + digits
        moved = len(text) - (stop - start)
        tail = forged[stop:]
        place = int(tail[tail.rindex(b"startxref") + 9:].split()[0])
        forged = forged[:start] + text + tail
        before = start + len(text) - len(digits) + 10
        after = before + 2 * len(message) + 2
        forged = shifted(forged, len(data), start, moved, place)
        numbers = " ".join(map(str, shape(before, after, len(forged)))).encode()
        return forged.replace(b" " * 70, numbers.ljust(70), 1)
    return make


def shifted(data, behind, start, moved, place):
    """`data`, in which what is behind `start` has moved, with right references: those of the update behind `behind`."""
    table = data.index(b"stream\n", place + moved) + 7
    entries = bytearray(data[table:data.index(b"\nendstream", table)])
    for index in range(0, len(entries), 7):
        offset = int.from_bytes(entries[index + 1:index + 5], "big")
        if entries[index] == 1 and offset > start:
            entries[index + 1:index + 5] = (offset + moved).to_bytes(4, "big")
    data = data[:table] + bytes(entries) + data[table + len(entries):]
    end = data.rindex(b"startxref")
    assert end > behind
    return data[:end] + f"startxref\n{place + moved}\n%%EOF\n".encode()


def whole(*content):
    """A value of DER: a tag and what it holds."""
    tag, *parts = content
    body = b"".join(parts)
    size = len(body).to_bytes(2, "big")
    return bytes([tag, 0x82]) + size + body


OTHER = bytes.fromhex("06092A864886F70D010701")
SIGNED = bytes.fromhex("06092A864886F70D010702")
SHA256 = bytes.fromhex("300D06096086480165030402010500")


def message(attributes=True, algorithm=SHA256):
    """A signature by nobody of nothing."""
    digest = whole(0x30, bytes.fromhex("06092A864886F70D010904"), whole(0x31, b"\x04\x20" + bytes(32)))
    signer = whole(0x30, b"\x02\x01\x01", whole(0x30), algorithm, *([whole(0xA0, digest)] if attributes else []), SHA256, b"\x04\x01x")
    data = whole(0x30, b"\x02\x01\x01", whole(0x31, algorithm), whole(0x30, OTHER), whole(0x31, signer))
    return whole(0x30, SIGNED, whole(0xA0, data)).ljust(PLACE, b"\0")


NONE = {
    "zeros": homemade({}),
    "noise": homemade({}, bytes(range(1, 251)) * 12),
    "a message of nothing": homemade({}, b"\x30\x03\x02\x01\x01".ljust(PLACE, b"\0")),
    "a message of something else": homemade({}, whole(0x30, OTHER).ljust(PLACE, b"\0")),
    "by nobody": homemade({}, message()),
    "by nobody without a digest": homemade({}, message(attributes=False)),
    "by nobody with an unknown digest": homemade({}, message(algorithm=bytes.fromhex("300A06086086480165030402"))),
    "by nobody with more behind it": homemade({}, message()[:-1] + b"x"),
    "that begins within the file": homemade({}, message(), lambda before, after, end: [9, before - 9, after, end - after]),
    "that ends within the file": homemade({}, message(), lambda before, after, end: [0, before, after, end - after - 9]),
    "that leaves more out": homemade({}, message(), lambda before, after, end: [0, before - 40, after, end - after]),
    "that leaves nothing out": homemade({}, message(), lambda before, after, end: [0, before, before, end - before]),
    "that goes beyond the file": homemade({}, message(), lambda before, after, end: [0, before, after, end]),
    "of three ranges": homemade({}, message(), lambda before, after, end: [0, before, after, 9, after + 9, end - after - 9]),
    "of one range": homemade({}, message(), lambda before, after, end: [0, end]),
    "of huge ranges": homemade({}, message(), lambda before, after, end: [0, 2**62, 2**62 + 9, 2**62]),
    "of negative ranges": homemade({}, message(), lambda before, after, end: [0, -before, -after, end]),
    "that is hidden": homemade({}, message(), F=6),
    "that is drawn elsewhere": homemade({}, message(), Rect=Array([200, 420, 320, 444])),
    "with an appearance that has no area": homemade({}, message(), AP=lambda pdf: Dictionary(N=pdf.make_stream(
        b"", Subtype=Name.Form, BBox=[0, 0, 0, 0]))),
    "with a second appearance": homemade({}, message(), AP=lambda pdf: Dictionary(N=picture(pdf), D=picture(pdf))),
    "with an appearance in a layer": homemade({}, message(), AP=lambda pdf: Dictionary(N=pdf.make_stream(
        b"", Subtype=Name.Form, BBox=[0, 0, 9, 9], OC=Dictionary(Type=Name.OCG, Name=String("x"))))),
}


def write(fields, office, folder):
    """Writes every forgery of the PDF `fields`, which has fields for signatures; the paths by name."""
    with open(fields, "rb") as file:
        data = file.read()
    signed = office.sign(data)
    made = {f"{name} changed since it was signed": change(signed) for name, change in SINCE.items()}
    made |= {f"{name} forged before it was signed": office.sign(change(data)) for name, change in BEFORE.items()}
    made |= {name: make(data, office) for name, make in FORGERIES.items()}
    made |= {f"signature {name}": make(data, office) for name, make in NONE.items()}
    paths = {}
    for name, forged in made.items():
        assert forged not in (data, signed), name
        paths[name] = f"{folder}/{name}.pdf"
        with open(paths[name], "wb") as file:
            file.write(forged)
    return paths
