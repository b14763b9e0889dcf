"""A submission that is written as a workbook and imported from it again is the same to the last byte of its PDF, which holds
the canonical data; and the workbook is right in openpyxl's eyes."""

import filecmp
import glob
import json
import os
import shutil
import subprocess

from judge import FINDING, flattened, written

from . import workbook


def run(*command):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=900)


class RoundTrip:
    def __init__(self, annex, folder):
        self.annex, self.folder = annex, folder
        self.wrong, self.counts = [], [0, 0, 0]
        for name in ("stated", "read", "workbooks"):
            os.makedirs(f"{folder}/{name}")

    def workbook(self, submission):
        return f"{self.folder}/workbooks/{submission.name}.xlsx"

    def take(self, submission):
        """Writes the workbook twice, looks at it and imports it."""
        shutil.copy(submission.path, f"{self.folder}/stated/{submission.name}.yaml")
        path = self.workbook(submission)
        for place in (path, path + ".again.xlsx"):
            made = run(
                self.annex, "new", submission.form_set, "--workbook", "--from", submission.path, "--whole", "-o", place, "--lang", "en")
            if made.returncode or made.stderr:
                return self.wrong.append(f"{submission.name}: {made.stderr}")
        if not filecmp.cmp(path, path + ".again.xlsx", shallow=False):
            self.wrong.append(f"{submission.name}: written twice, the workbook has other bytes")
        os.remove(path + ".again.xlsx")
        judge = workbook.Judge(path, submission.form_set)
        self.wrong += [f"{submission.name}.xlsx {fault}" for fault in judge.wrong]
        for place, count in enumerate((judge.merges, judge.validations, judge.formulas)):
            self.counts[place] += count
        read = run(self.annex, "import", path, "-o", f"{self.folder}/read/{submission.name}.yaml", "--lang", "en")
        said = [line for line in read.stderr.splitlines() if FINDING.match(line)]
        self.wrong += [f"{submission.name}: said without need: {line}" for line in said]
        if read.returncode:
            self.wrong.append(f"{submission.name}: not imported: {read.stderr}")

    def compare(self, submission):
        """Renders what was stated and what was read, each for itself: some offices hand in several kinds. Compares the files."""
        made = [self.output(submission, name) for name in ("stated", "read")]
        if None not in made and not filecmp.cmp(*made, shallow=False):
            self.wrong += [f"{submission.name}: {fault}" for fault in self.differences(*made)]

    def output(self, submission, name):
        """The PDF of what was stated or read."""
        out = f"{self.folder}/{name}-pdf/{submission.name}"
        made = run(
            self.annex, "render", f"{self.folder}/{name}/{submission.name}.yaml", "-o", out, "--report", "none", "--progress", "none",
            "--lang", "en")
        if made.returncode:
            return self.wrong.append(f"{submission.name}, {name}: {made.stderr[-2000:]}")
        return glob.glob(f"{out}/*.pdf")[0]

    def differences(self, first, second):
        """What the canonical data of two PDFs do not share."""
        fields = []
        for path in (first, second):
            where = f"{path}.data"
            done = run(self.annex, "extract", path, "-o", where)
            if done.returncode:
                return [done.stderr]
            with open(f"{where}/submission.json", encoding="utf-8") as file:
                fields.append(dict(flattened(json.load(file, parse_float=str, parse_int=str))))
        stated, read = fields
        faults = [
            f"{written(field)} is {read.get(field)!r}, not {stated.get(field)!r}"
            for field in sorted({*stated, *read}, key=str) if stated.get(field) != read.get(field)]
        return faults or ["the data are the same, the PDF is not"]
