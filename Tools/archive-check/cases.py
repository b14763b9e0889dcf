"""The submissions that archival PDFs are made from: the example of every form set, and traps."""

import copy
import json
import os
import re
import shutil
import subprocess

RARE = "䶮㛃𬱖𫖯㐂𠮷"


class Case:
    """A PDF to be checked."""

    def __init__(self, annex, submission, path, flavours):
        self.annex = annex
        self.submission = submission
        self.path = path
        self.flavours = flavours

    @property
    def is_tagged(self):
        return "ua1" in self.flavours

    @property
    def has_data(self):
        return "3a" in self.flavours


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
        made = [name for name in os.listdir(folder) if name.endswith(".pdf")]
        os.rename(f"{folder}/{made[0]}", path)
        flavours = {"3a": "3a,ua1", "2a": "2a,ua1", "2u": "2u"}[archive]
        self.cases.append(Case(annex, submission, path, flavours))
        return path

    def extract(self, path):
        data = path.removesuffix(".pdf") + ".data"
        subprocess.run([self.annex, "extract", path, "-o", data], check=True, stdout=subprocess.DEVNULL)
        return f"{data}/submission.json"

    def trap(self, name, submission):
        path = f"{self.folder}/{name}.json"
        with open(path, "w", encoding="utf-8") as file:
            json.dump(submission, file, ensure_ascii=False)
        return self.render(name, path)

    def make(self):
        """All cases; the one that is made for defects is the last."""
        layouts = f"{self.project}/layouts"
        sets = sorted(name for name in os.listdir(layouts) if os.path.isdir(f"{layouts}/{name}"))
        for name in sets:
            source = f"{self.project}/layouts/{name}/example/submission.yaml"
            data = self.extract(self.render(name, source))
            # The text of a submission is compared with what it prints, so from here on it is read as JSON.
            self.cases[-1].submission = data
            for archive in ("2a", "2u"):
                self.render(name, data, archive)
            self.render(f"{name}-signature", data, options=["--signature-field"])
            self.render(f"{name}-landscape", data, annex=self.turned(name))
        with open(self.cases[0].submission, encoding="utf-8") as file:
            self.make_traps(json.load(file))
        return self.cases

    def make_traps(self, example):
        def changed(change):
            submission = copy.deepcopy(example)
            change(submission)
            return submission

        for change in (rare, quoted, stamped, long_report, long_tables, long_cells, deep_heading, bare_forms, brief):
            self.trap(change.__name__, changed(change))

    def turned(self, name):
        """A program beside a copy of the form set in which every form but the report is printed in landscape."""
        folder = f"{self.folder}/turned"
        layouts = f"{folder}/layouts/{name}"
        shutil.copytree(f"{self.project}/layouts/{name}", layouts)
        for file in os.listdir(layouts):
            if file.endswith(".yaml"):
                with open(f"{layouts}/{file}", encoding="utf-8") as source:
                    text = source.read()
                with open(f"{layouts}/{file}", "w", encoding="utf-8") as target:
                    target.write(re.sub(r"^(page: .*)\n", r"\1\n  landscape: true\n", text, count=file != "formset.yaml"))
        if not os.path.exists(f"{folder}/annex"):
            shutil.copy(self.annex, f"{folder}/annex")
            os.symlink(f"{self.project}/fonts", f"{folder}/fonts")
        return f"{folder}/annex"


# Traps


def rare(submission):
    for person in submission["roster"]["people"]:
        person["name"] = RARE[:2]
        person["note"] = RARE
    submission["overall"]["filing"]["leader"] = "㐂𠮷𡈽"


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
