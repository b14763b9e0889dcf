"""What LibreOffice makes of the workbooks that the program writes, and of files of old programs.

It opens them, keeps their merges and validations, computes the totals that the program has put there, and what it writes, in the
formats of today and of before 2007, imports as the original does.
"""

import os
import shutil
import subprocess
import time

import openpyxl
import yaml

import cases
from judge import FINDING, flattened

from . import clerk

# What a file that LibreOffice converted is said to be, and nothing else beside what the original is said to be.
CONVERTED = "converted-file"


class Office:
    """LibreOffice, with a profile of its own in `folder`.
    - environment: what it sees besides of variables."""

    def __init__(self, folder, environment=None):
        self.folder = folder
        self.environment = os.environ | (environment or {})

    def convert(self, paths, suffix, out):
        """Converts files, all in one run, into the folder `out`; gives back their new paths."""
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{os.path.abspath(self.folder)}/profile", "--headless", "--norestore",
             "--nologo", "--convert-to", suffix, "--outdir", out, *paths],
            check=True, capture_output=True, timeout=900, env=self.environment)
        stems = [os.path.splitext(os.path.basename(path))[0] for path in paths]
        return [f"{out}/{stem}.{suffix}" for stem in stems]


def imported(annex, path, environment=None):
    """The fields of a file, and what is said of it but that it was converted."""
    done = subprocess.run(
        [annex, "import", path, "--lang", "en"], capture_output=True, text=True, timeout=300, env=environment)
    fields = dict(flattened(yaml.load(done.stdout, Loader=yaml.BaseLoader) or {}))
    said = [match for match in map(FINDING.match, done.stderr.splitlines()) if match]
    name = os.path.basename(path)
    places = sorted(f"{match['place'].partition(name)[2]} {match['id']}" for match in said if match["id"] != CONVERTED)
    return fields, places, CONVERTED in {match["id"] for match in said}, done


class Check:
    def __init__(self, annex, folder):
        self.annex, self.folder = annex, folder
        self.wrong, self.files = [], 0
        self.office = Office(folder)

    def like(self, original, converted, expected=None):
        """Both import alike."""
        self.files += 1
        name = "/".join(converted.split("/")[-2:])
        if not os.path.exists(converted):
            return self.wrong.append(f"{name}: LibreOffice did not write it")
        first = expected or imported(self.annex, original)
        second = imported(self.annex, converted)
        if not first[0]:
            self.wrong.append(f"{name}: the original gives nothing")
        for field in sorted({*first[0], *second[0]}, key=str):
            if first[0].get(field) != second[0].get(field):
                self.wrong.append(f"{name}: {field} is {second[0].get(field)!r}, not {first[0].get(field)!r}")
        if first[1] != second[1]:
            self.wrong.append(f"{name}: said {set(second[1]) ^ set(first[1])} otherwise than of the original")
        return second

    def same_shape(self, original, converted):
        """Sheets, merges, validations and locked cells are there."""
        first, second = shape(original), shape(converted)
        for kind, (left, right) in {kind: (first[kind], second[kind]) for kind in first}.items():
            if left != right:
                self.wrong.append(f"{os.path.basename(converted)}: {kind}: {sorted(map(str, left ^ right))[:4]} differ")

    def recalculated(self, original):
        """openpyxl leaves the results of formulas out, so that LibreOffice must compute them all."""
        bare = f"{self.folder}/bare/{os.path.basename(original)}"
        os.makedirs(os.path.dirname(bare), exist_ok=True)
        openpyxl.load_workbook(original).save(bare)
        return bare

    def same_results(self, original, converted):
        ours = openpyxl.load_workbook(original, data_only=True)
        formulas = openpyxl.load_workbook(original)
        theirs = openpyxl.load_workbook(converted, data_only=True)
        count = 0
        for sheet in formulas:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                count += 1
                left, right = (book[sheet.title][cell.coordinate].value or None for book in (ours, theirs))
                if left != right and abs(float(left or 0) - float(right or 0)) > 1e-9:
                    self.wrong.append(f"{os.path.basename(original)} {sheet.title}!{cell.coordinate}: {right}, not {left}")
        return count

    def without_libre_office(self, path):
        """Where there is no LibreOffice, the file is refused, and what to do is said."""
        _, _, _, done = imported(self.annex, path, {"PATH": "/nowhere"})
        for word in ("[old-format]", "libreoffice-calc-nogui", "libreoffice-writer-nogui"):
            if word not in done.stderr:
                self.wrong.append(f"{os.path.basename(path)} without LibreOffice: {word} is not in {done.stderr}")
        if done.returncode != 1:
            self.wrong.append(f"{os.path.basename(path)} without LibreOffice: ends with {done.returncode}")


def shape(path):
    book = openpyxl.load_workbook(path)
    merges, demands, open_cells = set(), set(), set()
    for sheet in book:
        merges |= {(sheet.title, merge.coord) for merge in sheet.merged_cells.ranges}
        for demand in sheet.data_validations.dataValidation:
            for part in demand.sqref.ranges:
                demands |= {
                    (sheet.title, place, demand.type, demand.promptTitle, demand.prompt, listed(demand)) for place in part.cells}
        covered = {place for merge in sheet.merged_cells.ranges for place in merge.cells}
        open_cells |= {
            (sheet.title, cell.coordinate) for row in sheet.iter_rows() for cell in row
            if not cell.protection.locked and (cell.row, cell.column) not in covered}
    sheets = {(sheet.title, sheet.sheet_state, sheet.print_area) for sheet in book}
    return {"sheets": sheets, "merges": merges, "validations": demands, "open cells": open_cells}


def listed(demand):
    return (demand.formula1 or "").replace("'", "") if demand.type == "list" else None


def check(annex, folder, trip, submissions):
    start = time.monotonic()
    os.makedirs(folder)
    test = Check(annex, folder)
    # Both examples and some offices: what is said of each workbook that LibreOffice wrote costs some seconds.
    chosen = submissions[:2] + submissions[2::10]
    originals = [trip.workbook(submission) for submission in chosen]
    expected = {path: imported(annex, path) for path in originals}
    of_today = test.office.convert(originals, "xlsx", f"{folder}/xlsx")
    for original, converted in zip(originals, of_today):
        test.like(original, converted, expected[original])
        test.same_shape(original, converted)
    bare = [test.recalculated(original) for original in originals]
    formulas = 0
    for original, converted in zip(originals, test.office.convert(bare, "xlsx", f"{folder}/computed")):
        formulas += test.same_results(original, converted)
    sheets = test.office.convert(originals, "ods", f"{folder}/ods")
    for original, converted in zip(originals, test.office.convert(sheets, "xlsx", f"{folder}/of-ods")):
        test.like(original, converted, expected[original])
    for original, page in zip(originals, test.office.convert(originals, "pdf", f"{folder}/pdf")):
        test.wrong += printed(original, page)
    old_formats(test, originals, expected)
    filled_in(test)
    print(f"{len(originals)} workbooks through LibreOffice, {test.files} of its files read back, {formulas} formulas computed, "
          f"{len(test.wrong)} faults, {time.monotonic() - start:.0f} s")
    return test.wrong


def printed(original, page):
    """Each sheet that is shown is on paper."""
    text = subprocess.run(["pdftotext", page, "-"], capture_output=True, text=True).stdout
    text = "".join(text.split())
    for sheet in openpyxl.load_workbook(original):
        first = next((cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)), "")
        if sheet.sheet_state == "visible" and "".join(first.split()) not in text:
            yield f"{os.path.basename(page)}: “{first}” of {sheet.title} is not on it"


def filled_in(test):
    """A blank workbook that a clerk fills in, whose formulas LibreOffice computes as Excel does, is without a fault."""
    blank, typed = f"{test.folder}/空白.xlsx", f"{test.folder}/县文化馆.xlsx"
    subprocess.run([test.annex, "new", "hunan-2023", "--workbook", "-o", blank], check=True, capture_output=True)
    clerk.fill(blank, typed)
    (filled,) = test.office.convert([typed], "xlsx", f"{test.folder}/filled")
    done = subprocess.run(
        [test.annex, "render", filled, "-o", f"{test.folder}/filled", "--lang", "en"], capture_output=True, text=True)
    if done.returncode or done.stderr:
        test.wrong.append(f"what a clerk filled in is not right: {done.stderr}")


def old_formats(test, originals, expected):
    """.xls, .et, .doc and .wps give what the files of today give."""
    for original, old in zip(originals, test.office.convert(originals, "xls", f"{test.folder}/xls")):
        test.like(original, old, expected[original])
        renamed = old.removesuffix(".xls") + ".et"
        shutil.copy(old, renamed)
        test.like(original, renamed, expected[original])
    documents = []
    os.makedirs(f"{test.folder}/word")
    for case in cases.all():
        if case.name in ("real", "forms-in-word", "national-word"):
            path = f"{test.folder}/word/{case.name}.docx"
            case.files[0].write(path)
            documents.append(path)
    for original, old in zip(documents, test.office.convert(documents, "doc", f"{test.folder}/doc")):
        read = test.like(original, old)
        renamed = old.removesuffix(".doc") + ".wps"
        shutil.copy(old, renamed)
        test.like(original, renamed)
        if read and not read[2]:
            test.wrong.append(f"{old}: nobody says that it was converted")
        test.without_libre_office(renamed)
    test.without_libre_office(old)
