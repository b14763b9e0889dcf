"""The submissions that archival PDFs are made from: the example of every form set, and traps."""

import copy
import glob
import json
import os
import re
import shutil
import struct
import subprocess
import zlib

RARE = "䶮㛃𬱖𫖯㐂𠮷"


class Case:
    """A PDF to be checked."""

    def __init__(self, annex, submission, path, flavours, options):
        self.annex = annex
        self.submission = submission
        self.path = path
        self.flavours = flavours
        self.is_draft = "--draft" in options
        # The options that pages depend on.
        self.layout = [option for option in options if option == "--page-codes"]

    @property
    def is_tagged(self):
        return "ua1" in self.flavours

    @property
    def has_data(self):
        return "3a" in self.flavours and not self.is_draft

    @property
    def is_printed_in_jobs(self):
        # What is printed for archives is in no print job.
        return self.has_data and not os.path.basename(self.path).startswith("archive-")


class Cases:
    """Makes the cases in a folder."""

    def __init__(self, annex, project, folder):
        self.annex = annex
        self.project = project
        self.folder = folder
        self.cases = []

    def render(self, name, submission, archive="3a", options=(), annex=None):
        annex = annex or self.annex
        folder = f"{self.folder}/{name}-{archive}"
        command = [annex, "render", submission, "-o", folder, "--archive", archive, *options]
        outcome = subprocess.run(command, capture_output=True, text=True)
        assert outcome.returncode == 0, outcome.stderr
        path = f"{folder}.pdf"
        os.rename(glob.glob(f"{folder}/*.pdf")[0], path)
        flavours = {"3a": "3a,ua1", "2a": "2a,ua1", "2u": "2u"}[archive]
        self.cases.append(Case(annex, submission, path, flavours, options))
        return path

    def extract(self, path):
        data = path.removesuffix(".pdf") + ".data"
        subprocess.run([self.annex, "extract", path, "-o", data], check=True, stdout=subprocess.DEVNULL)
        return f"{data}/submission.json"

    def trap(self, name, submission, options=(), annex=None):
        path = f"{self.folder}/{name}.json"
        with open(path, "w", encoding="utf-8") as file:
            json.dump(submission, file, ensure_ascii=False)
        return self.render(name, path, options=options, annex=annex)

    def make(self):
        """All cases; the one that is made for defects is the last."""
        sets = sorted(os.path.dirname(path) for path in glob.glob("*/formset.yaml", root_dir=f"{self.project}/layouts"))
        landscape = self.program("landscape", turned)
        # A stamp is no page: it is judged on the pages that it is put on (Tools/pack-check).
        sets.remove("archive-stamp")
        examples = {}
        for name in sets:
            source = f"{self.project}/layouts/{name}/example/submission.yaml"
            data = self.extract(self.render(name, source))
            # The text of a submission is compared with what it prints, so from here on it is read as JSON.
            self.cases[-1].submission = data
            for archive in ("2a", "2u"):
                self.render(name, data, archive)
            # What is printed for archives has neither blanks to sign nor codes.
            if name.startswith("archive-"):
                continue
            examples[name] = data
            self.render(f"{name}-signature", data, options=["--signature-field"])
            self.render(f"{name}-codes", data, options=["--page-codes"])
            self.render(f"{name}-landscape", data, options=["--signature-field", "--page-codes"], annex=landscape)
        with open(examples["hunan-2023"], encoding="utf-8") as file:
            example = json.load(file)
        os.makedirs(f"{self.folder}/签名")
        with open(f"{self.folder}/签名/sign 1.png", "wb") as file:
            file.write(picture())
        self.make_traps(example)
        return self.cases

    def make_traps(self, example):
        def changed(change):
            submission = copy.deepcopy(example)
            change(submission)
            return submission

        self.trap("draft", changed(faulty), ["--draft", "--page-codes"])
        self.trap("bound", example, ["--signature-field", "--page-codes"], annex=bound(self.program("bound")))
        # Traps are about pages: what rules would find in them does not matter.
        lenient = self.program("lenient")
        for change in (imaged, rare, quoted, stamped, long_report, long_tables, long_cells, deep_heading, bare_forms, brief):
            self.trap(change.__name__, changed(change), annex=lenient)

    def program(self, tag, change=lambda text: text):
        """A program beside a copy of the form sets without their rules, and with `change` made in every form set and form."""
        folder = f"{self.folder}/{tag}"
        shutil.copytree(f"{self.project}/layouts", f"{folder}/layouts", ignore=shutil.ignore_patterns("rules.yaml"))
        for path in glob.glob(f"{folder}/layouts/*/*.yaml"):
            with open(path, encoding="utf-8") as source:
                text = source.read()
            with open(path, "w", encoding="utf-8") as target:
                target.write(change(text))
        shutil.copy(self.annex, f"{folder}/annex")
        os.symlink(f"{self.project}/fonts", f"{folder}/fonts")
        return f"{folder}/annex"


def turned(text):
    """What says how pages are, with pages in landscape and forms that begin on an odd page."""
    text = re.sub(r"^( *page: \{|.*, )landscape: \w+(, )?", r"\1", text, flags=re.MULTILINE)
    text = re.sub(r"^page: \{(.*)\}", r"page: {landscape: true, begins: oddPage, \1}", text, flags=re.MULTILINE)
    return re.sub(r"^(page:(?: +#.*)?)\n", r"\1\n  landscape: true\n  begins: oddPage\n", text, flags=re.MULTILINE)


def bound(annex):
    """The program `annex` beside a form set with a cover, a list of its forms, other papers and forms that share pages."""
    folder = f"{os.path.dirname(annex)}/layouts/hunan-2023"

    def change(name, old, new):
        with open(f"{folder}/{name}", encoding="utf-8") as source:
            text = source.read()
        assert old in text, f"{name} has changed"
        with open(f"{folder}/{name}", "w", encoding="utf-8") as target:
            target.write(text.replace(old, new, 1))

    with open(f"{folder}/cover.yaml", "w", encoding="utf-8") as file:
        file.write(
            "title: 封面\nlisted: false\npage: {valign: middle, number: none, code: none}\nbody:\n"
            "  - {text: \"{year}年度部门整体支出\\n绩效自评材料\", style: annexTitle, tag: h1, before: 30mm, atHead: true}\n"
            "  - {text: '{office.name}', style: annexTitle, before: 60mm}\n")
    with open(f"{folder}/contents.yaml", "w", encoding="utf-8") as file:
        file.write(
            "title: 目录\npage: {begins: oddPage}\nfooter: {text: '{office.name}', style: note, distance: 2mm}\nbody:\n"
            "  - {text: 目录, style: annexTitle, tag: h1, after: 5mm}\n"
            "  - contents: {style: annexLabel}\n")
    with open(f"{folder}/note.yaml", "w", encoding="utf-8") as file:
        file.write(
            "title: 说明\npage: {begins: same}\nbody:\n"
            "  - {text: 说明, style: heading1, tag: h2, before: 5mm, keepWithNext: true}\n"
            "  - {text: '{office.name}的材料到此为止。', style: report}\n")
    change("formset.yaml", "  - {file: base-data.yaml", "  - note.yaml\n  - {file: base-data.yaml")
    change("formset.yaml", "  - {file: narrative.yaml", "  - cover.yaml\n  - contents.yaml\n  - {file: narrative.yaml")
    change("formset.yaml", "indent: 14pt}", "indent: 14pt, format: '{office.shortName}　{page}/{pages}'}")
    change("base-data.yaml", "page:", "page:\n  paper: A3")
    change("roster.yaml", "page:", "page:\n  begins: same")
    change(
        "project-report.yaml", "page:",
        "footer: {text: '{project.name}', style: note, distance: 22mm}\npage:\n  paper: {width: 230mm, height: 320mm}")
    return annex


# Traps


def picture(width=60, height=30):
    """A PNG of a stroke: grey with alpha."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"".join(b"\0\xff" if x // 2 == y else b"\xff\0" for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 4, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def faulty(submission):
    submission["overall"]["funds"]["initial"] = 1


def imaged(submission):
    submission["filing"]["signature"] = "签名/sign 1.png"


def rare(submission):
    for person in submission["roster"]["people"]:
        person["name"] = RARE[:2]
        person["note"] = RARE
    submission["filing"]["leader"] = "㐂𠮷𡈽"


def quoted(submission):
    submission["projects"][0]["name"] = "“‘引号’——……”《书》〈名〉·㎡①Ⅳ℃"
    submission["narrative"]["body"] += "\n他说：“‘甲’与‘乙’……”——a fi ffi ‘b’ (c) <d> & \\ 100% A4/B5\n第 1 项 3,000.50 元"


def stamped(submission):
    submission["archive"] = {"fonds": "A001", "item": "12", "category": "财务", "retention": "永久", "pages": "23"}


def long_report(submission):
    body = submission["narrative"]["body"]
    submission["narrative"]["body"] = "\n".join([body] * 8)


def long_tables(submission):
    submission["baseData"]["spending"] *= 12
    group = submission["overall"]["groups"][0]
    group["subgroups"][0]["indicators"] *= 40
    rows = ["| 项目 | 金额 |"] + [f"| 第{number}项 | {number}.5 |" for number in range(1, 90)]
    submission["narrative"]["body"] += "\n附表\n" + "\n".join(rows)


def long_cells(submission):
    submission["baseData"]["austerity"] = "\n".join([submission["baseData"]["austerity"]] * 6)
    report = submission["projects"][0]["report"]
    for key in ("purpose", "problems", "improvements"):
        report[key] = "\n".join([report[key]] * 9)


def deep_heading(submission):
    submission["narrative"]["body"] = "#### （1）先深\n甲\n# 一、后浅\n乙\n### 1.又深\n丙"


def brief(submission):
    submission["narrative"]["body"] = "\n".join(submission["narrative"]["body"].split("\n")[:6])
    submission["projects"] = []


def bare_forms(submission):
    submission["filing"] = {}
    submission["baseData"] = {"staffing": {}, "spending": [], "buildings": []}
    submission["roster"] = {"people": [], "blankRows": 3}
    submission["projects"] = []
