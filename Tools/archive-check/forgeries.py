"""Forgeries of finished PDFs, all of which `annex verify` must find, however little of them a viewer shows.

Each takes a genuine PDF and changes it as someone might who wants an official's reader to see, hear, print or run something
else than what the data inside give, or wants the file to say something else of itself.
"""

import glob
import hashlib
import json
import os
import re
import subprocess

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from update import update

# Of each forgery: the PDF that it changes and what changes it.
OF_PLAIN, OF_FIELDS, OF_BYTES = {}, {}, {}


def forgery(kind):
    def add(function):
        assert function.__name__ not in kind
        kind[function.__name__] = function
        return function
    return add


def each(kind, prefix, changes):
    """A forgery for each of `changes`, which are named after what they change."""
    for name, change in changes.items():
        assert f"{prefix} {name}" not in kind
        kind[f"{prefix} {name}"] = change


# What forgeries are made of


def script(code="app.alert('x')"):
    return Dictionary(S=Name.JavaScript, JS=String(code))


def picture(pdf, width=120, height=24, text="9999.99"):
    """What covers an amount with another one."""
    face = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman")))
    drawing = f"1 g 0 0 {width} {height} re f 0 g BT /T 14 Tf 3 6 Td ({text}) Tj ET"
    return pdf.make_stream(
        drawing.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, width, height],
        Resources=Dictionary(Font=Dictionary(T=face)))


def lay(pdf, page=0, form=False, **entries):
    """Lays an annotation over an amount of a page."""
    entries = {"Type": Name.Annot, "Rect": Array([200, 420, 320, 444]), "F": 4,
               "AP": Dictionary(N=picture(pdf)), **entries}
    note = pdf.make_indirect(Dictionary(**entries))
    target = pdf.pages[page].obj
    target.Annots = Array([*target.get("/Annots", []), note])
    if form:
        if "/AcroForm" not in pdf.Root:
            pdf.Root.AcroForm = Dictionary(Fields=Array())
        pdf.Root.AcroForm.Fields.append(note)
    return note


def put(target, key, value):
    """Changes an entry of what `target` finds in a PDF."""
    def change(pdf):
        target(pdf)[key] = value(pdf) if callable(value) else value
    return change


def drop(target, key):
    def change(pdf):
        del target(pdf)[key]
    return change


def root(pdf):
    return pdf.Root


def tree(pdf):
    return pdf.Root.Pages


def page(pdf):
    return pdf.pages[0].obj


def resources(pdf):
    return pdf.pages[0].obj.Resources


def content(pdf):
    return pdf.pages[0].obj.Contents


def field(pdf):
    return pdf.Root.AcroForm.Fields[0]


def structure(pdf):
    return pdf.Root.StructTreeRoot


def element(pdf):
    """The first element that holds content itself."""
    found = structure(pdf).K
    while True:
        kids = found.K if isinstance(found.K, Array) else [found.K]
        below = [kid for kid in kids if isinstance(kid, Dictionary)]
        if not below:
            return found
        found = below[0]


def attachment(pdf, name):
    names = pdf.Root.Names.EmbeddedFiles.Names
    return next(names[index + 1] for index in range(0, len(names), 2) if str(names[index]) == name)


def inside(name):
    return lambda pdf: attachment(pdf, name).EF.F


def rewrite(stream, old, new):
    def change(pdf):
        found = stream(pdf)
        data = found.read_bytes()
        assert old in data, old
        found.write(data.replace(old, new, 1))
    return change


# The document's own dictionary and the trailer

each(OF_PLAIN, "catalog", {
    "actions": put(root, "/AA", Dictionary(WP=script(), DP=script())),
    "opening script": put(root, "/OpenAction", script()),
    "opening at the last page": put(root, "/OpenAction", lambda pdf: Array([pdf.pages[-1].obj, Name.Fit])),
    "portfolio": put(root, "/Collection", Dictionary(View=Name.T, D=String("record.json"))),
    "rendering by another form": put(root, "/NeedsRendering", True),
    "layers": put(root, "/OCProperties", lambda pdf: Dictionary(OCGs=Array(), D=Dictionary())),
    "page mode": put(root, "/PageMode", Name.FullScreen),
    "page layout": put(root, "/PageLayout", Name.TwoPageRight),
    "base of addresses": put(root, "/URI", Dictionary(Base=String("http://example.org/"))),
    "named places": put(root, "/Dests", lambda pdf: Dictionary(x=Array([pdf.pages[0].obj, Name.Fit]))),
    "threads": put(root, "/Threads", Array()),
    "private data": put(root, "/PieceInfo", Dictionary(X=Dictionary(Private=String("x")))),
    "legal attestation": put(root, "/Legal", Dictionary(JavaScriptActions=0)),
    "requirements": put(root, "/Requirements", Array([Dictionary(Type=Name.Requirement, S=Name.EnableJavaScripts)])),
    "permissions": put(root, "/Perms", Dictionary(UR3=Dictionary(Type=Name.Sig))),
    "store of certificates": put(root, "/DSS", Dictionary(Certs=Array())),
    "version": put(root, "/Version", Name("/2.0")),
    "extensions": put(root, "/Extensions", Dictionary(ISO_=Dictionary(BaseVersion=Name("/2.0"), ExtensionLevel=1))),
    "parts": put(root, "/DPartRoot", Dictionary(Type=Name.DPartRoot)),
    "captured web page": put(root, "/SpiderInfo", Dictionary(V=1)),
    "unknown key": put(root, "/Annex", String("x")),
    "associated files in another order": put(root, "/AF", lambda pdf: Array(list(pdf.Root.AF)[::-1])),
    "language": put(root, "/Lang", String("zh-TW")),
    "no language": drop(root, "/Lang"),
    "no marks": put(root, "/MarkInfo", Dictionary(Marked=True, Suspects=True)),
    "page labels": put(root, "/PageLabels", Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))),
    "second output intent": lambda pdf: pdf.Root.OutputIntents.append(Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX)),
    "other colours": rewrite(lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile, b"XYZ", b"Lab"),
    "names of scripts": put(lambda pdf: pdf.Root.Names, "/JavaScript", Dictionary(Names=Array([String("a"), script()]))),
    "names of pages": put(lambda pdf: pdf.Root.Names, "/Templates", Dictionary(Names=Array())),
    "names of places": put(lambda pdf: pdf.Root.Names, "/Dests", Dictionary(Names=Array())),
})

each(OF_PLAIN, "viewer preference", {
    name: put(lambda pdf: pdf.Root.ViewerPreferences, "/" + name, value)
    for name, value in {
        "HideMenubar": True, "FitWindow": True, "PrintScaling": Name.AppDefault, "PrintPageRange": Array([2, 2]),
        "NumCopies": 5, "PrintClip": Name.TrimBox, "Direction": Name.R2L, "Duplex": Name.Simplex,
        "NonFullScreenPageMode": Name.UseOC, "DisplayDocTitle": False,
    }.items()
})

each(OF_PLAIN, "trailer", {
    "unknown key": lambda pdf: pdf.trailer.__setitem__("/Annex", Dictionary()),
    "second document": lambda pdf: pdf.trailer.__setitem__("/OldRoot", pdf.Root),
})

each(OF_PLAIN, "information", {
    "keywords": lambda pdf: pdf.docinfo.__setitem__("/Keywords", "x"),
    "own key": lambda pdf: pdf.docinfo.__setitem__("/Seal", "x"),
    "author": lambda pdf: pdf.docinfo.__setitem__("/Author", "x"),
    "creator": lambda pdf: pdf.docinfo.__setitem__("/Creator", "Annex 9.0.0"),
    "date": lambda pdf: pdf.docinfo.__setitem__("/CreationDate", "D:20200101000000Z"),
    "no title": lambda pdf: pdf.docinfo.__delitem__("/Title"),
    "title with more behind a null": lambda pdf: pdf.docinfo.__setitem__("/Title", str(pdf.docinfo["/Title"]) + "\0x"),
    "producer that is no text": lambda pdf: pdf.docinfo.__setitem__("/Producer", Array([1])),
})

# Pages

each(OF_PLAIN, "page", {
    "crop box": put(page, "/CropBox", Array([0, 0, 300, 842])),
    "trim box": put(page, "/TrimBox", Array([0, 0, 300, 842])),
    "bleed box": put(page, "/BleedBox", Array([0, 0, 300, 842])),
    "wider paper": put(page, "/MediaBox", lambda pdf: Array([0, 0, pdf.pages[0].MediaBox[2] + 1, pdf.pages[0].MediaBox[3]])),
    "moved paper": put(page, "/MediaBox", Array([40, 0, 635.275, 841.89])),
    "upside down": put(page, "/Rotate", 180),
    "other unit": put(page, "/UserUnit", 3),
    "actions": put(page, "/AA", Dictionary(O=script())),
    "preview": put(page, "/Thumb", lambda pdf: pdf.make_stream(b"\0")),
    "shown for a second": put(page, "/Dur", 1),
    "transition": put(page, "/Trans", Dictionary(S=Name.Dissolve)),
    "private data": put(page, "/PieceInfo", Dictionary()),
    "associated files": put(page, "/AF", Array()),
    "beads": put(page, "/B", Array()),
    "viewports": put(page, "/VP", Array()),
    "boxes' colours": put(page, "/BoxColorInfo", Dictionary()),
    "navigation": put(page, "/PresSteps", Dictionary()),
    "output intents": put(page, "/OutputIntents", Array()),
    "metadata": put(page, "/Metadata", lambda pdf: pdf.Root.Metadata),
    "unknown key": put(page, "/Annex", 1),
    "no group": drop(page, "/Group"),
    "other group": put(page, "/Group", Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)),
    "tab order": put(page, "/Tabs", Name.C),
    "key of no element": put(page, "/StructParents", 90),
    "keys of two exchanged": lambda pdf: exchange(pdf, "/StructParents"),
    "contents of two exchanged": lambda pdf: exchange(pdf, "/Contents"),
    "contents twice": put(page, "/Contents", lambda pdf: Array([content(pdf), content(pdf)])),
    "contents and more": put(page, "/Contents", lambda pdf: Array([content(pdf), pdf.make_stream(b"0 0 9 9 re f")])),
    "parent that lists it not": put(page, "/Parent", lambda pdf: pdf.make_indirect(
        Dictionary(Type=Name.Pages, Kids=Array(), Count=0, Rotate=180))),
    "no parent": drop(page, "/Parent"),
    "notes that are none": put(page, "/Annots", 1),
    "empty notes": put(page, "/Annots", Array()),
    "inherited paper": put(tree, "/MediaBox", Array([0, 0, 300, 300])),
    "inherited turn": put(tree, "/Rotate", 90),
    "inherited crop box": put(tree, "/CropBox", Array([0, 0, 10, 10])),
    "inherited resources": put(tree, "/Resources", Dictionary(Font=Dictionary())),
    "unknown key of the tree": put(tree, "/AA", Dictionary(O=script())),
    "twice in the tree": lambda pdf: pdf.Root.Pages.Kids.append(pdf.Root.Pages.Kids[0]),
    "one more": lambda pdf: pdf.add_blank_page(page_size=(595, 842)),
    "one fewer": lambda pdf: pdf.pages.__delitem__(-1),
    "in another order": lambda pdf: pdf.Root.Pages.Kids.insert(0, pdf.Root.Pages.Kids.__getitem__(1)),
})


def exchange(pdf, key):
    first, second = pdf.pages[0].obj, pdf.pages[1].obj
    first[key], second[key] = second[key], first[key]


def content_changed(change):
    def apply(pdf):
        stream = content(pdf)
        data = stream.read_bytes()
        changed = change(data)
        assert changed != data
        stream.write(changed)
    return apply


each(OF_PLAIN, "content", {
    "white over an amount": content_changed(lambda data: data + b"\nq 1 g 200 420 90 20 re f Q\n"),
    "one digit": content_changed(lambda data: data.replace(b"Tj", b"Tj ", 1).replace(b"0", b"1", 1)),
    "hidden text": content_changed(lambda data: data.replace(b"BT", b"BT 3 Tr", 1)),
    "a space more": content_changed(lambda data: data + b" "),
    "nothing": content_changed(lambda data: b""),
    "in another file": put(content, "/F", String("other.bin")),
    "with a key of its own": put(content, "/Annex", 1),
    "length when decoded": put(content, "/DL", 5),
})


def font(pdf):
    return next(iter(resources(pdf).Font.values()))


def face(pdf):
    return font(pdf).DescendantFonts[0]


each(OF_PLAIN, "resource", {
    "another face's name": put(face, "/BaseFont", Name("/Helvetica")),
    "widths": put(face, "/DW", 1),
    "characters": lambda pdf: characters(pdf),
    "outlines": lambda pdf: outlines(pdf),
    "glyph map": put(face, "/CIDToGIDMap", lambda pdf: pdf.make_stream(bytes(400))),
    "encoding": put(font, "/Encoding", Name("/Identity-V")),
    "transparency": lambda pdf: next(iter(resources(pdf).ExtGState.values())).__setitem__("/ca", 0),
    "soft mask": lambda pdf: next(iter(resources(pdf).ExtGState.values())).__setitem__("/SMask", Name("/None")),
    "meaning of grey": put(resources, "/ColorSpace", Dictionary(DefaultGray=Array([Name.CalGray, Dictionary(WhitePoint=[1, 1, 1], Gamma=8)]))),
    "faces exchanged": lambda pdf: faces_exchanged(pdf),
    "one that nothing uses": put(resources, "/XObject", lambda pdf: Dictionary(X=picture(pdf))),
    "named like a stream's key": put(resources, "/Length", 4),
    "named like what is signed": put(resources, "/Obj", Dictionary()),
})


def characters(pdf):
    """Copied amounts become others."""
    for found in resources(pdf).Font.values():
        data = found.ToUnicode.read_bytes()
        if b"<0030>" in data:
            found.ToUnicode.write(data.replace(b"<0030>", b"<0039>"))
            return
    assert False


def outlines(pdf):
    file = face(pdf).FontDescriptor.FontFile2
    data = bytearray(file.read_bytes())
    data[-9] ^= 1
    file.write(bytes(data))


def faces_exchanged(pdf):
    fonts = resources(pdf).Font
    first, second = sorted(fonts.keys())[:2]
    fonts[first], fonts[second] = fonts[second], fonts[first]


# What lies upon pages

each(OF_PLAIN, "note", {
    **{name: lambda pdf, name=name: lay(pdf, Subtype=Name("/" + name)) for name in [
        "FreeText", "Square", "Line", "Ink", "Highlight", "Link", "Caret", "FileAttachment", "Redact", "Screen", "Movie",
        "PrinterMark", "3D", "Watermark"]},
    **{f"{name} that says it is a signature": lambda pdf, name=name: lay(pdf, Subtype=Name("/" + name), FT=Name.Sig) for name in [
        "FreeText", "Stamp", "Square", "Text", "Popup", "Link", "RichMedia"]},
    "over the whole page": lambda pdf: lay(
        pdf, Subtype=Name.Stamp, FT=Name.Sig, Rect=Array([0, 0, 596, 842]), AP=Dictionary(N=picture(pdf, 596, 842))),
    "on the last page": lambda pdf: lay(pdf, page=-1, Subtype=Name.Widget, FT=Name.Sig),
    "direct": lambda pdf: page(pdf).__setitem__("/Annots", Array([
        Dictionary(Subtype=Name.Widget, FT=Name.Sig, Rect=[0, 0, 99, 99], AP=Dictionary(N=picture(pdf)))])),
    "hidden": lambda pdf: lay(pdf, Subtype=Name.Widget, FT=Name.Sig, F=2),
})

each(OF_PLAIN, "form", {
    "text field": lambda pdf: lay(pdf, form=True, Subtype=Name.Widget, FT=Name.Tx, T=String("x"), V=String("9999")),
    "button": lambda pdf: lay(pdf, form=True, Subtype=Name.Widget, FT=Name.Btn, T=String("x"), A=script()),
    "field for a signature": lambda pdf: lay(pdf, form=True, Subtype=Name.Widget, FT=Name.Sig, T=String("Signature1")),
    "field on no page": put(root, "/AcroForm", lambda pdf: Dictionary(Fields=Array([pdf.make_indirect(
        Dictionary(FT=Name.Tx, T=String("x"), V=String("9")))]))),
    "XFA": put(root, "/AcroForm", lambda pdf: Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))),
    "empty": put(root, "/AcroForm", Dictionary(Fields=Array())),
    "flags of signatures": put(root, "/AcroForm", Dictionary(Fields=Array(), SigFlags=3)),
})

# Fields that nobody has signed

each(OF_FIELDS, "form of fields", {
    name: put(lambda pdf: pdf.Root.AcroForm, "/" + name, value)
    for name, value in {
        "NeedAppearances": True, "SigFlags": 3, "CO": Array(), "DA": String("/F 9 Tf"), "DR": Dictionary(), "Q": 1,
        "XFA": Array(),
    }.items()
})

each(OF_FIELDS, "field", {
    "amount in its appearance": put(field, "/AP", lambda pdf: Dictionary(N=picture(pdf))),
    "second appearance": lambda pdf: field(pdf).AP.__setitem__("/R", picture(pdf)),
    "appearances by state": put(field, "/AP", lambda pdf: Dictionary(N=Dictionary(On=picture(pdf)))),
    "no appearance": drop(field, "/AP"),
    "drawing in its appearance": lambda pdf: field(pdf).AP.N.write(b"0 0 99 99 re f"),
    "moved over an amount": put(field, "/Rect", Array([200, 420, 320, 444])),
    "moved by a hair": put(field, "/Rect", lambda pdf: Array([field(pdf).Rect[0] + 1, *list(field(pdf).Rect)[1:]])),
    "as large as the page": put(field, "/Rect", Array([0, 0, 595, 842])),
    "of no size": put(field, "/Rect", Array([0, 0, 0, 0])),
    "other name": put(field, "/T", String("Signature7")),
    "name of the other": put(field, "/T", lambda pdf: pdf.Root.AcroForm.Fields[1].T),
    "other description": put(field, "/TU", String("x")),
    "hidden": put(field, "/F", 6),
    "not printed": put(field, "/F", 0),
    "not zoomed": put(field, "/F", 12),
    "text field": put(field, "/FT", Name.Tx),
    "value that is no signature": put(field, "/V", String("x")),
    "value of an empty signature": put(field, "/V", Dictionary(Type=Name.Sig)),
    "action": put(field, "/A", script()),
    "actions": put(field, "/AA", Dictionary(E=script())),
    "popup": put(field, "/Popup", lambda pdf: pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=[0, 0, 400, 400], Open=True))),
    "border": put(field, "/BS", Dictionary(W=40)),
    "old border": put(field, "/Border", Array([0, 0, 40])),
    "colour": put(field, "/C", Array([1, 0, 0])),
    "characteristics": put(field, "/MK", Dictionary(BG=Array([0]))),
    "layer": put(field, "/OC", Dictionary(Type=Name.OCG, Name=String("x"))),
    "lock": put(field, "/Lock", Dictionary(Type=Name.SigFieldLock, Action=Name.All)),
    "seed value": put(field, "/SV", Dictionary(Type=Name.SV)),
    "default": put(field, "/DV", String("x")),
    "field flags": put(field, "/Ff", 1),
    "contents": put(field, "/Contents", String("x")),
    "state": put(field, "/AS", Name.On),
    "key of another element": put(field, "/StructParent", 0),
    "on another page": put(field, "/P", lambda pdf: pdf.pages[1].obj),
    "removed from its page": drop(page, "/Annots"),
    "removed from the form": lambda pdf: pdf.Root.AcroForm.Fields.__delitem__(0),
    "removed with the form": drop(root, "/AcroForm"),
    "twice on its page": lambda pdf: page(pdf).Annots.append(page(pdf).Annots[0]),
    "twice in the form": lambda pdf: pdf.Root.AcroForm.Fields.append(field(pdf)),
    "copied": lambda pdf: lay(pdf, form=True, Subtype=Name.Widget, FT=Name.Sig, T=String("Signature3")),
    "in another order": lambda pdf: pdf.Root.AcroForm.__setitem__("/Fields", Array(list(pdf.Root.AcroForm.Fields)[::-1])),
    "below a parent": lambda pdf: below(pdf),
    "exchanged between pages": lambda pdf: exchange(pdf, "/Annots"),
})


def below(pdf):
    parent = pdf.make_indirect(Dictionary(T=String("x"), Kids=Array([field(pdf)])))
    field(pdf).Parent = parent
    pdf.Root.AcroForm.Fields[0] = parent


# What is read out, and where readers are led

each(OF_PLAIN, "tag", {
    "spoken text": put(element, "/ActualText", String("9999.99")),
    "description": put(element, "/Alt", String("9999.99")),
    "expansion": put(element, "/E", String("9999.99")),
    "language": put(element, "/Lang", String("en")),
    "title": put(element, "/T", String("x")),
    "identity": put(element, "/ID", String("x")),
    "class": put(element, "/C", Name.X),
    "revision": put(element, "/R", 1),
    "name space": put(element, "/NS", Dictionary(Type=Name.Namespace)),
    "associated files": put(element, "/AF", Array()),
    "role": put(element, "/S", Name.Artifact),
    "other page": put(element, "/Pg", lambda pdf: pdf.pages[1].obj),
    "page that is in no tree": put(element, "/Pg", lambda pdf: pdf.make_indirect(Dictionary(pdf.pages[0].obj))),
    "other content": put(element, "/K", Array([40])),
    "map of roles": put(structure, "/RoleMap", Dictionary(TD=Name.P)),
    "map of classes": put(structure, "/ClassMap", Dictionary()),
    "identities": put(structure, "/IDTree", Dictionary(Names=Array())),
    "name spaces": put(structure, "/Namespaces", Array()),
    "pronunciation": put(structure, "/PronunciationLexicon", Array()),
    "next key": put(structure, "/ParentTreeNextKey", 0),
    "no way back": drop(structure, "/ParentTree"),
    "way back of another page": lambda pdf: structure(pdf).ParentTree.Nums.__setitem__(1, structure(pdf).ParentTree.Nums[3]),
    "none": drop(root, "/StructTreeRoot"),
})


def entry(pdf):
    return pdf.Root.Outlines.First


each(OF_PLAIN, "outline", {
    "title": put(entry, "/Title", String("x")),
    "place": put(entry, "/Dest", lambda pdf: Array([pdf.pages[1].obj, Name.Fit])),
    "view": put(entry, "/Dest", lambda pdf: Array([pdf.pages[0].obj, Name.XYZ, 0, 0, 9])),
    "script": put(entry, "/A", script()),
    "colour": put(entry, "/C", Array([1, 1, 1])),
    "flags": put(entry, "/F", 2),
    "element": put(entry, "/SE", element),
    "none": drop(root, "/Outlines"),
    "one more": put(entry, "/First", lambda pdf: pdf.make_indirect(Dictionary(Title=String("x"), Parent=entry(pdf)))),
})

# Metadata


def metadata(old, new):
    def change(pdf):
        data = pdf.Root.Metadata.read_bytes()
        assert old in data, old
        pdf.Root.Metadata.write(data.replace(old, new, 1))
    return change


each(OF_PLAIN, "metadata", {
    "part of the standard": metadata(b"<pdfaid:part>3<", b"<pdfaid:part>4<"),
    "level of the standard": metadata(b"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<"),
    "office": metadata(b"<annex:office>", b"<annex:office>x"),
    "year": metadata(b"<annex:year>20", b"<annex:year>19"),
    "title": metadata(b"x-default\">", b"x-default\">x"),
    "title in a second language": metadata(b"</rdf:Alt></dc:title>", b"<rdf:li xml:lang=\"en\">x</rdf:li></rdf:Alt></dc:title>"),
    "creator": metadata(b"<dc:creator><rdf:Seq><rdf:li>", b"<dc:creator><rdf:Seq><rdf:li>x"),
    "tool": metadata(b"<xmp:CreatorTool>", b"<xmp:CreatorTool>x"),
    "date": metadata(b"<xmp:CreateDate>20", b"<xmp:CreateDate>19"),
    "one property more": metadata(b"<pdfaid:part>", b"<dc:rights>x</dc:rights><pdfaid:part>"),
    "one property fewer": metadata(b"<dc:format>application/pdf</dc:format>", b""),
    "one property twice": metadata(b"<pdfaid:part>", b"<pdfaid:part>3</pdfaid:part><pdfaid:part>"),
    "one property as an attribute, too": metadata(b"rdf:about=\"\"", b"rdf:about=\"\" dc:format=\"x\""),
    "structure as a date": metadata(
        b"<pdfaid:part>", b"<xmp:MetadataDate rdf:parseType=\"Resource\"><dc:x>x</dc:x></xmp:MetadataDate><pdfaid:part>"),
    "of something else": metadata(b"rdf:about=\"\"", b"rdf:about=\"urn:x\""),
    "comment": metadata(b"<dc:format>", b"<!-- x --><dc:format>"),
    "document type": metadata(b"<x:xmpmeta", b"<!DOCTYPE x><x:xmpmeta"),
    "no XML": metadata(b"</rdf:RDF>", b""),
    "description of a property": metadata(b"<pdfaProperty:valueType>Text<", b"<pdfaProperty:valueType>Date<"),
    "key of its stream": put(lambda pdf: pdf.Root.Metadata, "/Annex", 1),
    "none": drop(root, "/Metadata"),
})

# The data inside


def submission(change):
    """Changes the submission, and has the record state its new hash."""
    def apply(pdf):
        stream, record = inside("submission.json")(pdf), inside("record.json")(pdf)
        old = stream.read_bytes()
        new = change(old)
        assert new != old
        stream.write(new)
        stream.Params.Size = len(new)
        before, after = (hashlib.sha256(data).hexdigest().encode() for data in (old, new))
        assert before in record.read_bytes()
        rewrite_record(pdf, record.read_bytes().replace(before, after))
    return apply


def replaced(old, new):
    return lambda data: data.replace(old, new, 1)


def other_amount(data):
    return re.sub(rb'("executed": )"?[0-9.]+"?', rb"\g<1>7777", data, count=1)


def other_order(data):
    """The last key of all first."""
    lines = data.decode().rstrip("\n").split("\n")
    last = lines[-2].strip()
    assert last.startswith('"') and lines[-3].endswith(",")
    return "\n".join([lines[0], f"  {last},", *lines[1:-3], lines[-3].rstrip(","), lines[-1], ""]).encode()


each(OF_PLAIN, "data", {
    "an amount": lambda pdf: inside("submission.json")(pdf).write(other_amount(inside("submission.json")(pdf).read_bytes())),
    "an amount and its hash": submission(other_amount),
    "on one line": submission(lambda data: json.dumps(json.loads(data), ensure_ascii=False).encode()),
    "with a space": submission(replaced(b"{", b"{ ")),
    "without an end of line": submission(lambda data: data.rstrip(b"\n")),
    "with other ends of lines": submission(lambda data: data.replace(b"\n", b"\r\n")),
    "with a byte order mark": submission(lambda data: b"\xef\xbb\xbf" + data),
    "in UTF-16": submission(lambda data: data.decode().encode("utf-16")),
    "with an unknown key": submission(replaced(b"{\n", b'{\n  "a": 1,\n')),
    "with a key twice": submission(replaced(b'"year": 2023', b'"year": 2023,\n  "year": 2023')),
    "with another key first": submission(replaced(b"{\n", b'{\n  "year": 2022,\n')),
    "with escapes": submission(replaced(b'"year"', b'"\\u0079ear"')),
    "with an empty field": submission(replaced(b"{\n", b'{\n  "archive": null,\n')),
    "with a comment": submission(replaced(b"{\n", b"{\n  # x\n")),
    "with keys in another order": submission(other_order),
    "with a number as a text": submission(replaced(b'"year": 2023', b'"year": "2023"')),
    "with a zero behind an amount": submission(lambda data: re.sub(rb'("(?:executed|weight|score)": [0-9]+)(?=[,\n])', rb"\1.0", data, count=1)),
    "none": lambda pdf: take_out(pdf, "submission.json"),
    "no record": lambda pdf: take_out(pdf, "record.json"),
    "a third file": lambda pdf: put_in(pdf, "x.json"),
    "a second submission": lambda pdf: put_in(pdf, "submission.json"),
    "a second stream": put(lambda pdf: attachment(pdf, "submission.json").EF, "/UF", lambda pdf: pdf.make_stream(b"{}")),
    "a third stream": put(lambda pdf: attachment(pdf, "submission.json").EF, "/Unix", lambda pdf: pdf.make_stream(b"{}")),
    "another name": put(lambda pdf: attachment(pdf, "submission.json"), "/F", String("data.json")),
    "another key": lambda pdf: pdf.Root.Names.EmbeddedFiles.Names.__setitem__(2, String("zzz.json")),
    "another description": put(lambda pdf: attachment(pdf, "submission.json"), "/Desc", String("x")),
    "another relationship": put(lambda pdf: attachment(pdf, "submission.json"), "/AFRelationship", Name.Unspecified),
    "another type": put(inside("submission.json"), "/Subtype", Name("/text/html")),
    "another date": put(lambda pdf: inside("submission.json")(pdf).Params, "/ModDate", String("D:20300101")),
    "a check sum": put(lambda pdf: inside("submission.json")(pdf).Params, "/CheckSum", String("x")),
    "related files": put(lambda pdf: attachment(pdf, "submission.json"), "/RF", Dictionary()),
    "volatile": put(lambda pdf: attachment(pdf, "submission.json"), "/V", True),
    "limits of the names": put(lambda pdf: pdf.Root.Names.EmbeddedFiles, "/Limits", Array([String("a"), String("b")])),
    "names below names": lambda pdf: names_below(pdf),
})


def take_out(pdf, name):
    names = pdf.Root.Names.EmbeddedFiles.Names
    index = next(index for index in range(0, len(names), 2) if str(names[index]) == name)
    del names[index:index + 2]


def put_in(pdf, name):
    stream = pdf.make_stream(b"{}", Type=Name.EmbeddedFile, Subtype=Name("/application/json"))
    file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=stream)))
    pdf.Root.Names.EmbeddedFiles.Names.extend([String(name), file])


def names_below(pdf):
    names = pdf.Root.Names.EmbeddedFiles
    pdf.Root.Names.EmbeddedFiles = Dictionary(Kids=Array([pdf.make_indirect(Dictionary(names))]), Names=names.Names)


def record(old, new):
    def change(pdf):
        data = inside("record.json")(pdf).read_bytes()
        assert old in data, old
        rewrite_record(pdf, data.replace(old, new, 1))
    return change


def rewrite_record(pdf, data):
    stream = inside("record.json")(pdf)
    stream.write(data)
    stream.Params.Size = len(data)


each(OF_PLAIN, "record", {
    "a finding": lambda pdf: finding(pdf, {}),
    "a finding of the writing": lambda pdf: finding(pdf, {"id": "full-width-number", "severity": "error"}),
    "a finding that is none": record(b'"findings": []', b'"findings": [{"id": "x"}]'),
    "another version": record(b'"version": "', b'"version": "9'),
    "another program": record(b'"name": "Annex"', b'"name": "Anne"'),
    "another form set": record(b'"id": "national-project"', b'"id": "hunan-2023"'),
    "another hash of the data": lambda pdf: record_hash(pdf),
    "another date": record(b'"created": "20', b'"created": "19'),
    "a date that carries more": lambda pdf: more_than_a_date(pdf),
    "page codes": record(b'"pageCodes": false', b'"pageCodes": true'),
    "signature fields": record(b'"signatureFields": false', b'"signatureFields": true'),
    "images": record(b'"images": []', b'"images": [{"file": "image-1.png", "path": "a.png"}]'),
    "an unknown key": record(b"{\n", b'{\n  "a": 1,\n'),
    "a key twice": record(b'"pageCodes": false', b'"pageCodes": false,\n  "pageCodes": false'),
    "a space": record(b"{\n", b"{ \n"),
    "an end of line": record(b"{\n", b"{\r\n"),
    "rules that are none": record(b'"rules": [', b'"rules": [7, '),
    "the path of the original file": record(b'"created"', b'"path": "x",\n  "created"'),
})


def finding(pdf, changes):
    """A warning that nothing in the data gives."""
    keys = ["line", "column", "endLine", "endColumn", "severity", "id", "message", "field", "cell", "found", "relation",
            "expected", "computation", "hints", "waiver"]
    value = {**dict.fromkeys(keys), "line": 1, "column": 1, "endLine": 1, "endColumn": 2, "severity": "warning", "id": "x",
             "message": {"zh": "x", "en": "x"}, "hints": [], **changes}
    text = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n    ")
    record(b'"findings": []', f'"findings": [\n    {text}\n  ]'.encode())(pdf)


def more_than_a_date(pdf):
    """What the record says is the file's date stands in the metadata, too."""
    old = json.loads(inside("record.json")(pdf).read_bytes())["created"].encode()
    for kind in (b"CreateDate", b"ModifyDate"):
        new = old + b"</xmp:" + kind + b"><dc:rights>x</dc:rights><xmp:" + kind + b">"
        metadata(b"<xmp:" + kind + b">" + old, b"<xmp:" + kind + b">" + new)(pdf)
    record(old, old + b"</xmp:CreateDate><dc:rights>x</dc:rights><xmp:CreateDate>")(pdf)


def record_hash(pdf):
    data = inside("record.json")(pdf).read_bytes()
    value = json.loads(data)["submission"]["sha256"].encode()
    rewrite_record(pdf, data.replace(value, value[::-1]))


# Bytes

@forgery(OF_BYTES)
def junk_before_the_header(data):
    return b"x\n" + data


@forgery(OF_BYTES)
def page_of_the_web_before_the_header(data):
    return b"<html>x</html>\n" + data


@forgery(OF_BYTES)
def another_header(data):
    return data.replace(b"%PDF-1.7", b"%PDX-1.7", 1)


@forgery(OF_BYTES)
def junk_behind_the_end(data):
    return data + b"x"


@forgery(OF_BYTES)
def comment_behind_the_end(data):
    return data + b"% x\n"


@forgery(OF_BYTES)
def archive_behind_the_end(data):
    return data + b"PK\x03\x04" + bytes(60)


@forgery(OF_BYTES)
def many_line_ends_behind_the_end(data):
    return data + b"\n" * 2000


@forgery(OF_BYTES)
def second_way_to_the_references(data):
    start = data.rindex(b"startxref")
    return data[:start] + b"startxref\n1\n" + data[start:].replace(b"%%EOF", b"% startxref 0\n%%EOF")


@forgery(OF_BYTES)
def end_twice(data):
    return data + b"%%EOF\n"


@forgery(OF_BYTES)
def cut_off(data):
    return data[:-40]


@forgery(OF_BYTES)
def update_of_a_page(data):
    return update(data, lambda pdf: [(content(pdf), pdf.make_stream(b"0 0 300 300 re f"))])


@forgery(OF_BYTES)
def update_of_the_count_of_pages(data):
    return update(data, lambda pdf: [(tree(pdf), Dictionary({**dict(tree(pdf)), "/Count": 1}))])


@forgery(OF_BYTES)
def update_of_the_catalog(data):
    return update(data, lambda pdf: [(pdf.Root, Dictionary({**dict(pdf.Root), "/AA": Dictionary(WP=script())}))])


@forgery(OF_BYTES)
def update_of_the_information(data):
    return update(data, lambda pdf: [(pdf.docinfo, Dictionary({**dict(pdf.docinfo), "/Title": String("x")}))])


@forgery(OF_BYTES)
def update_of_the_data(data):
    def change(pdf):
        stream = inside("submission.json")(pdf)
        return [(stream, pdf.make_stream(stream.read_bytes().replace(b"2023", b"2024"), Type=Name.EmbeddedFile))]
    return update(data, change)


@forgery(OF_BYTES)
def update_that_takes_an_object_away(data):
    return update(data, lambda pdf: [(pdf.Root.Outlines, None)])


def write(plain, fields, folder):
    """Writes every forgery of the PDF `plain`, and of `fields`, which has fields for signatures; the paths by name."""
    paths = {}

    def path(name):
        paths[name] = f"{folder}/{name}.pdf"
        assert "/" not in name
        return paths[name]

    for source, kind in ((plain, OF_PLAIN), (fields, OF_FIELDS)):
        for name, change in kind.items():
            with pikepdf.open(source) as pdf:
                change(pdf)
                pdf.save(path(name), fix_metadata_version=False)
    with open(plain, "rb") as file:
        data = file.read()
    for name, change in OF_BYTES.items():
        with open(path(name), "wb") as file:
            file.write(change(data))
    for source in (plain, fields):
        with pikepdf.open(source) as pdf:
            pdf.save(path(f"encrypted {source is fields}"), encryption=pikepdf.Encryption(owner="x", user=""), fix_metadata_version=False)
    return paths


# Data that break the rules, in a PDF that shows just these data


def total(value):
    return value["projects"][0]["evaluation"]["total"]


def funds(value):
    return value["projects"][0]["evaluation"]["funds"][0]


AGAINST_RULES = {
    "sum of the scores": lambda value: total(value).update(score=99),
    "sum of the weights": lambda value: total(value).update(weight=90),
    "score of the rate": lambda value: funds(value).update(score=1),
    "rate of execution": lambda value: funds(value).update(rate="12%"),
}


def write_against_rules(lenient, plain, folder):
    """Has `lenient`, a program whose form sets have no rules, render what breaks them; the paths by name."""
    paths = {}
    with pikepdf.open(plain) as pdf:
        data = inside("submission.json")(pdf).read_bytes()
    for name, change in AGAINST_RULES.items():
        value = json.loads(data)
        change(value)
        target = f"{folder}/against rules {name}"
        os.makedirs(target)
        with open(f"{target}.json", "w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False)
        subprocess.run([lenient, "render", f"{target}.json", "-o", target], check=True, stdout=subprocess.DEVNULL)
        paths[f"against the rules: {name}"] = glob.glob(f"{target}/*.pdf")[0]
    return paths
