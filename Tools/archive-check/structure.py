"""Checks of a tagged PDF that veraPDF does not make: that marked content, parent tree and structure tree agree in every
direction, that tables are grids, that the catalog holds what the archive asks for."""

import pikepdf

PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE IMAGE"}
PARTS = {
    "Document": {"Sect", "Part"},
    "Part": {"Sect"},
    "Sect": {"H1", "H2", "H3", "H4", "H5", "P", "Table", "Figure", "TOC"},
    "TOC": {"TOCI"},
    "TOCI": {"Reference"},
    "Reference": {"Link"},
    "Table": {"Caption", "THead", "TBody"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TH": {"P", "Figure"},
    "TD": {"P", "Figure"},
    "P": {"Form", "Figure"},
}


class Structure:
    """The structure tree of a PDF, with the faults found in it."""

    def __init__(self, pdf, tagged=True, attached=True):
        self.pdf = pdf
        self.faults = []
        self.owners = {}  # (page, mcid) -> element
        self.contents = []  # for each element with marked content its (page, mcid)s, in reading order
        self.forms = {}  # widget or link -> element
        self.headings = []
        self.pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self.check_catalog(attached)
        if tagged:
            self.check_tree()

    def fault(self, text):
        self.faults.append(text)

    def expect(self, condition, text):
        if not condition:
            self.fault(text)

    # The catalog

    def check_catalog(self, attached):
        root = self.pdf.Root
        self.expect(root.get("/Lang") == "zh-CN", "no language")
        self.expect(root.get("/OutputIntents") is not None, "no output intent")
        self.expect(self.pdf.trailer.get("/ID") is not None, "no identity")
        self.expect("/OpenAction" not in root and "/AA" not in root, "an action")
        outline = root.get("/Outlines")
        self.expect(outline is not None and int(outline.Count) == self.outline_length(outline), "a broken outline")
        if attached:
            self.check_attachments(root)

    def outline_length(self, outline):
        length, entry = 0, outline.get("/First")
        while entry is not None:
            length += 1
            self.expect(entry.Dest[0].objgen in self.pages, "an entry of the outline leads nowhere")
            entry = entry.get("/Next")
        return length

    def check_attachments(self, root):
        named = list(root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", []))
        files = {str(named[index]): named[index + 1] for index in range(0, len(named), 2)}
        self.expect({"record.json", "submission.json"} <= set(files), "not the two files")
        associated = {file.objgen for file in root.get("/AF", [])}
        for name, file in files.items():
            relationship = "/Supplement" if name == "record.json" else "/Source"
            kind = "/image/png" if name.endswith(".png") else "/application/json"
            self.expect(str(file.get("/AFRelationship")) == relationship, f"{name} has another relationship")
            self.expect(file.objgen in associated, f"{name} is not associated")
            self.expect(file.UF == name and file.F == name, f"{name} has another name")
            self.expect(str(file.EF.F.get("/Subtype")) == kind, f"{name} is of another type")
            self.expect(int(file.EF.F.Params.Size) == len(file.EF.F.read_bytes()), f"{name} has another size")

    # The tree

    def check_tree(self):
        root = self.pdf.Root.get("/StructTreeRoot")
        if root is None:
            return self.fault("no structure tree")
        self.expect(bool(self.pdf.Root.get("/MarkInfo", {}).get("/Marked")), "not marked")
        self.expect("/RoleMap" not in root, "roles are mapped")
        kids = self.kids(root)
        self.expect([str(kid.get("/S")) for kid in kids] == ["/Document"], "the root is no document")
        for kid in kids:
            self.walk(kid, root)
        self.check_headings()
        self.check_pages(self.number_tree(root.ParentTree))

    @staticmethod
    def kids(element):
        kids = element.get("/K")
        if kids is None:
            return []
        return list(kids) if isinstance(kids, pikepdf.Array) else [kids]

    def number_tree(self, node):
        numbers = list(node.get("/Nums", []))
        tree = {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}
        for kid in node.get("/Kids", []):
            tree.update(self.number_tree(kid))
        return tree

    def walk(self, element, parent):
        role = str(element.S)[1:]
        self.expect(element.P.objgen == parent.objgen, f"a {role} names another parent")
        if role.startswith("H") and role[1:].isdigit():
            self.headings.append(int(role[1:]))
        parts, contents = [], []
        for kid in self.kids(element):
            if isinstance(kid, int):
                contents.append(self.own(element, element.get("/Pg"), int(kid), role))
            elif kid.get("/Type") == "/MCR":
                contents.append(self.own(element, kid.get("/Pg"), int(kid.MCID), role))
            elif kid.get("/Type") == "/OBJR":
                self.forms[kid.Obj.objgen] = element
                wanted = "Link" if kid.Obj.get("/Subtype") == "/Link" else "Form"
                self.expect(role == wanted, f"a {role} refers to an object")
            else:
                parts.append(kid)
                self.walk(kid, element)
        if contents:
            self.contents.append(contents)
        for part in parts:
            name = str(part.S)[1:]
            self.expect(name in PARTS.get(role, set()), f"a {name} in a {role}")
        self.expect(role != "Figure" or str(element.get("/Alt", "")), "a figure without alternative text")
        if role == "TH":
            self.expect(self.attribute(element, "/Scope") in ("/Row", "/Column"), "a header cell without scope")
        if role == "Table":
            self.check_grid(element, parts)

    def own(self, element, page, number, role):
        if page is None or page.objgen not in self.pages:
            return self.fault(f"a {role} is on no page")
        key = (self.pages[page.objgen], number)
        self.expect(key not in self.owners, f"marked content {key} has two elements")
        self.owners[key] = element
        return key

    @staticmethod
    def attribute(element, key, default=None):
        attributes = element.get("/A")
        value = attributes.get(key) if attributes is not None else None
        return default if value is None else (str(value) if key == "/Scope" else int(value))

    def check_grid(self, table, groups):
        """Cells with their spans fill the rows of every group of rows without holes or overlaps."""
        names = [str(group.S)[1:] for group in groups]
        self.expect(names in (["TBody"], ["THead", "TBody"], ["Caption", "TBody"], ["Caption", "THead", "TBody"], ["THead"]),
                    f"a table of {names}")
        width = None
        for group in groups:
            if str(group.S) == "/Caption":
                continue
            rows = self.kids(group)
            covered = [set() for _ in rows]
            for index, row in enumerate(rows):
                column = 0
                for cell in self.kids(row):
                    while column in covered[index]:
                        column += 1
                    for below in range(self.attribute(cell, "/RowSpan", 1)):
                        for right in range(self.attribute(cell, "/ColSpan", 1)):
                            if index + below >= len(rows):
                                self.fault("a cell reaches below its table")
                                break
                            self.expect(column + right not in covered[index + below], "two cells in one place")
                            covered[index + below].add(column + right)
            for columns in covered:
                width = width if width is not None else len(columns)
                self.expect(columns == set(range(width)), "a row with holes")

    def check_headings(self):
        self.expect(self.headings[:1] in ([], [1]), "the first heading is not of level 1")
        for before, after in zip(self.headings, self.headings[1:]):
            self.expect(after <= before + 1, f"a heading of level {after} after one of level {before}")

    # The pages

    def check_pages(self, parents):
        seen = set()
        for index, page in enumerate(self.pdf.pages):
            self.expect(str(page.obj.get("/Tabs")) == "/S", f"page {index + 1} has no tab order")
            self.expect(page.obj.get("/StructParents") == index, f"page {index + 1} has another key")
            owners = list(parents.get(int(page.obj.get("/StructParents", -1)), []))
            numbers = self.check_content(index, page, owners)
            seen |= {(index, number) for number in numbers}
            self.expect(numbers == list(range(len(owners))), f"page {index + 1}: marked content is not numbered in order")
            for annotation in page.obj.get("/Annots", []):
                self.check_widget(annotation, parents)
        self.expect(seen == set(self.owners), "the tree has other marked content than the pages")

    def check_content(self, index, page, owners):
        stack, numbers = [], []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                number = None
                if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                    number = int(operands[1].MCID)
                    numbers.append(number)
                    self.check_mark(index, number, str(operands[0])[1:], owners, stack)
                stack.append((str(operands[0]), number))
            elif name == "EMC":
                stack.pop()
            elif name in PAINTING:
                marked = any(tag == "/Artifact" or number is not None for tag, number in stack)
                self.expect(marked, f"page {index + 1}: {name} outside all marks")
        return numbers

    def check_mark(self, index, number, tag, owners, stack):
        place = f"page {index + 1}, {number}"
        owner = self.owners.get((index, number))
        self.expect(not stack, f"{place}: marks within marks")
        if owner is None or number >= len(owners):
            return self.fault(f"{place}: belongs to no element")
        self.expect(owner.objgen == owners[number].objgen, f"{place}: leads back to another element")
        self.expect(str(owner.S)[1:] == tag, f"{place}: is tagged {tag}")

    def check_widget(self, annotation, parents):
        if annotation.get("/Subtype") == "/Link":
            self.expect(bool(str(annotation.get("/Contents", ""))), "a link says nothing")
            self.expect(annotation.Dest[0].objgen in self.pages, "a link leads nowhere")
        else:
            self.expect(annotation.get("/FT") == "/Sig", "an annotation that is no signature field")
        form = self.forms.get(annotation.objgen)
        parent = parents.get(int(annotation.get("/StructParent", -1)))
        self.expect(form is not None and parent is not None and form.objgen == parent.objgen, "an annotation without element")


def faults(path, tagged=True, attached=True):
    """What is wrong with the PDF at `path`; nothing where all is well."""
    try:
        with pikepdf.open(path) as pdf:
            return Structure(pdf, tagged, attached).faults
    except (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        return [f"{type(error).__name__}: {error}"]
