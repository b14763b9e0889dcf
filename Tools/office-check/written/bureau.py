"""The bureau's case: a folder of forty files as offices hand them in, in one batch.

Each file is rendered, or refused and named with the reason, in the report, too; each workbook that is refused comes back marked.
"""

import glob
import json
import os
import re
import shutil
import subprocess
import time
import zipfile

import openpyxl
import yaml

import cases
import forms
import real

from .submissions import county

MADE, REFUSED, LEFT_OUT = "made", "refused", "left out"


class File:
    """A file and what must become of it.
    - id: what the finding is called that says why it is refused.
    - is_marked: whether it comes back with its findings on the cells.
    - cell: where one of these must be, if that is known; it is, once the file is written."""

    def __init__(self, name, outcome=MADE, id=None, is_marked=False):
        self.name, self.outcome, self.id, self.is_marked = name, outcome, id, is_marked
        self.cell = None


class Folder:
    def __init__(self, annex, folder, county):
        self.annex, self.folder, self.files = annex, folder, []
        self.offices = iter(county)

    def next(self):
        """The next office: its file and what it states."""
        path = next(self.offices)
        with open(path, encoding="utf-8") as file:
            return path, yaml.load(file, Loader=yaml.BaseLoader)

    def place(self, name, *wanted, **kinds):
        """Where a file is to be written, of which something must become."""
        path = f"{self.folder}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.files.append(File(name, *wanted, **kinds))
        return path

    def ours(self, name, *wanted, **kinds):
        """A workbook of ours, filled in."""
        source, _ = self.next()
        path = self.place(name, *wanted, **kinds)
        subprocess.run([self.annex, "new", "hunan-2023", "--workbook", "--from", source, "--whole", "-o", path], check=True, capture_output=True)
        return path

    def own(self, name, *wanted, style="pairs", **kinds):
        """An office's own workbook or Word file in the layout that bureaus publish."""
        _, submission = self.next()
        submission["narrative"]["body"] = paragraphs_only(submission["narrative"]["body"])
        path = self.place(name, *wanted, **kinds)
        sheets = cases.official(submission, style)
        if path.endswith("docx"):
            cases.Document(sheets, real.narrative(submission)).write(path)
        else:
            cases.Workbook([real.narrative_sheet(real.narrative(submission))] + sheets).write(path)
        return path

    def stated(self, name, *wanted, **kinds):
        """YAML or JSON."""
        source, submission = self.next()
        path = self.place(name, *wanted, **kinds)
        if name.endswith("json"):
            with open(path, "w", encoding="utf-8") as file:
                json.dump(submission, file, ensure_ascii=False)
        else:
            shutil.copy(source, path)
        return path

    def bytes(self, name, content, *wanted, **kinds):
        with open(self.place(name, *wanted, **kinds), "wb") as file:
            file.write(content)


def paragraphs_only(body):
    """Without tables and references, which no clerk writes so."""
    return "\n".join(line for line in body.splitlines() if not line.strip().startswith("|"))


def change(path, prefix, label, offset, value):
    """Writes into the open cell that is `offset`th in the row of a label."""
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book if sheet.title.startswith(prefix))
    row = next(cell.row for row in sheet.iter_rows() for cell in row if str(cell.value or "").strip() == label)
    cells = [cell for cell in sheet[row] if not cell.protection.locked and not isinstance(cell, openpyxl.cell.MergedCell)]
    cells[offset].value = value
    book.save(path)
    return f"{sheet.title}!{cells[offset].coordinate}"


def page(sheets):
    """A web page with a table a form in GBK, as systems of offices export what they call .xls."""
    tables = []
    for sheet in sheets:
        rows = []
        for number in range(sheet.height):
            cells = "".join(
                f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{cell.shown}</td>' for cell in sheet.row(number))
            rows.append(f"<tr>{cells}</tr>")
        tables.append(f"<table border=1>{''.join(rows)}</table>")
    return ('<html><head><meta charset="gbk"></head><body>' + "<br>".join(tables) + "</body></html>").encode("gb18030")


def encrypted():
    """A file with a password: a compound file that holds an encrypted package."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    header[30] = 9
    directory = b""
    for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"):
        entry = bytearray(128)
        entry[: 2 * len(name)] = name.encode("utf-16-le")
        entry[64], entry[66], entry[116] = 2 * len(name) + 2, 2, 1
        directory += bytes(entry)
    return bytes(header) + directory + bytes(1024 - 512 - len(directory)) + bytes(512)


def png():
    return bytes.fromhex(
        "89504E470D0A1A0A0000000D49484452000000010000000108000000003A7E9B550000000A49444154789C6360000000020001"
        "48AFA4710000000049454E44AE426082")


def forty(folder):
    """Writes the files."""
    for number in range(1, 11):
        folder.ours(f"填报/工作簿{number:02}.xlsx")
    for number, style in enumerate(("one", "pairs", "apart"), 1):
        folder.own(f"自制/自制表{number}.xlsx", style=style)
    for number in range(1, 4):
        folder.own(f"自制/自评材料{number}.docx", style="one")
    for number in range(1, 7):
        folder.stated(f"材料/单位{number}.yaml")
    for number in range(7, 10):
        folder.stated(f"材料/单位{number}.json")
    # Refused, and back with marks.
    path = folder.ours("退/非数字.xlsx", REFUSED, "bad-number", is_marked=True)
    folder.files[-1].cell = change(path, "附件2", "二、项目支出小计", 1, "约一百")
    path = folder.ours("退/总分不符.xlsx", REFUSED, "overall-weights-total", is_marked=True)
    folder.files[-1].cell = change(path, "附件3", "总分", 0, 110)
    path = folder.ours("退/宏.xlsm", REFUSED, "bad-number", is_marked=True)
    folder.files[-1].cell = change(path, "附件2", "二、项目支出小计", 2, "二十余")
    path = folder.own("退/自制表4.xlsx", REFUSED, is_marked=True)
    book = openpyxl.load_workbook(path)
    book.remove(book["附件2"])
    book["附件3"]["A2"].value = "部门整体支出绩效自评表"
    book.save(path)
    # Refused, and not to be marked.
    path = folder.own("退/自评材料4.docx", REFUSED)
    document = cases.files.docx.Document(path)
    for table in document.tables[:1]:
        table._tbl.getparent().remove(table._tbl)
    document.save(path)
    path = folder.stated("退/写法.yaml", REFUSED)
    with open(path, "a", encoding="utf-8") as file:
        file.write("year：2023\n  office: [\n")
    path = folder.stated("退/年度.yaml", REFUSED)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(re.sub(r"(?m)^year: .*$", "year: 早年", text))
    path = folder.stated("退/断了.json", REFUSED)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text[: len(text) // 2])
    _, submission = folder.next()
    folder.bytes("退/导出.xls", page([forms.base_data(submission, "one"), forms.overall(submission, "one")]), REFUSED)
    folder.bytes("退/有密码.xlsx", encrypted(), REFUSED, "encrypted-file")
    path = folder.ours("退/没传完.xlsx", REFUSED, "truncated-file")
    with open(path, "rb+") as file:
        file.truncate(os.path.getsize(path) // 2)
    folder.bytes("退/空的.xlsx", b"", REFUSED, "empty-file")
    folder.bytes("退/其实是图.xlsx", png(), REFUSED)
    book = openpyxl.Workbook()
    book.active["A1"].value = "食堂菜谱"
    book.save(folder.place("退/无关.xlsx", REFUSED, "unknown-form", is_marked=True))
    # No submissions, or none that are called so.
    shutil.copy(f"{folder.folder}/填报/工作簿01.xlsx", folder.place("另/工作簿01.xlsx.bak", LEFT_OUT))
    folder.bytes("另/~$工作簿02.xlsx", b"\x05Clerk" + bytes(159), LEFT_OUT)
    folder.bytes("另/盖章页.png", png(), LEFT_OUT)


def notes(path):
    """The comments of a marked workbook by their cells."""
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.comment}


class Batch:
    def __init__(self, annex, folder):
        self.annex, self.folder, self.wrong = annex, folder, []

    def run(self, *arguments):
        return subprocess.run(
            [self.annex, *arguments, "--lang", "en"], capture_output=True, text=True, timeout=900)

    def fault(self, text):
        self.wrong.append(f"the bureau's folder: {text}")

    def rendered(self, files):
        out, marks = f"{self.folder}/out", f"{self.folder}/marked"
        done = self.run("render", f"{self.folder}/in", "-o", out, "--mark", marks)
        self.judge_end(done, 1)
        with open(f"{out}/report.html", encoding="utf-8") as file:
            report = file.read()
        made = [file for file in files if file.outcome == MADE]
        pages = glob.glob(f"{out}/*.pdf")
        if len(pages) != len(made):
            self.fault(f"{len(pages)} PDFs of {len(made)} submissions that are right")
        for file in files:
            lines = [line for line in (done.stderr + done.stdout).splitlines() if f"/{file.name}" in line]
            if file.outcome == MADE and any(": error:" in line for line in lines):
                self.fault(f"{file.name} is refused: {lines[:3]}")
            if file.outcome != MADE and not lines:
                self.fault(f"{file.name} is not named")
            if file.outcome == REFUSED and file.id and not any(f"[{file.id}]" in line for line in lines):
                self.fault(f"{file.name} is not refused as {file.id}: {lines[:3]}")
            if file.outcome != LEFT_OUT and f"in/{file.name}" not in report:
                self.fault(f"{file.name} does not stand in the report")
        self.judge_marks(files, marks, "render")

    def checked(self, files):
        marks = f"{self.folder}/marked-by-check"
        done = self.run("check", f"{self.folder}/in", "--mark", marks)
        self.judge_end(done, 1)
        for file in files:
            if f"/{file.name}" not in done.stdout + done.stderr:
                self.fault(f"{file.name} is not named by check")
        self.judge_marks(files, marks, "check")

    def judge_end(self, done, code):
        if done.returncode != code or "Fatal" in done.stderr:
            self.fault(f"ends with {done.returncode}: {done.stderr[-500:]}")

    def judge_marks(self, files, marks, command):
        wanted = {file.name for file in files if file.is_marked}
        found = {os.path.relpath(path, marks) for path in glob.glob(f"{marks}/**/*.xls?", recursive=True)}
        if command == "render" and found != wanted or not wanted <= found:
            self.fault(f"{command} marked {sorted(found)}, not {sorted(wanted)}")
        for file in files:
            if file.is_marked and file.name in found:
                comments = notes(f"{marks}/{file.name}")
                if not comments or file.cell not in {None, *comments}:
                    self.fault(f"{command}: {file.name} has marks at {sorted(comments)}")


def check(annex, folder, has_libre_office):
    start = time.monotonic()
    os.makedirs(folder)
    inputs = Folder(annex, f"{folder}/in", county(f"{folder}/county", 40))
    forty(inputs)
    batch = Batch(annex, folder)
    if len(inputs.files) < 40:
        batch.fault(f"{len(inputs.files)} files only")
    batch.rendered(inputs.files)
    batch.checked(inputs.files)
    print(f"{len(inputs.files)} files of a bureau's folder, {len(batch.wrong)} faults, {time.monotonic() - start:.0f} s")
    return batch.wrong
