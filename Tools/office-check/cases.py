"""The files that are tried, and what must come of each."""

import copy
import os

import yaml

import changes
import files
import forms
import real

project = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Workbook:
    extension = "xlsx"

    def __init__(self, sheets, epoch=1900, name="tables"):
        self.sheets, self.epoch, self.name = sheets, epoch, f"{name}.xlsx"

    def write(self, path):
        return files.write_workbook(self.sheets, path, self.epoch)


class Document:
    extension = "docx"

    def __init__(self, sheets, narrative=(), name="report"):
        self.sheets, self.narrative, self.name = sheets, narrative, f"{name}.docx"

    def write(self, path):
        return files.write_document(self.sheets, path, self.narrative)


class Case:
    def __init__(self, name, files, others=None, form_set="hunan-2023", least_share=False, ids=()):
        self.name, self.files, self.others, self.form_set = name, files, others, form_set
        self.least_share = least_share
        # What findings are called that there must be.
        self.ids = ids


def example(name):
    with open(f"{project}/layouts/{name}/example/submission.yaml", encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.BaseLoader)


def official(submission, style):
    projects = range(len(submission["projects"]))
    sheets = [forms.base_data(submission, style), forms.overall(submission, style)]
    for index in projects:
        sheets += [forms.project_report(submission, index, style), forms.evaluation(submission, index, style)]
    return sheets + [forms.roster(submission)]


def texts(sheets):
    for sheet in sheets:
        sheet.as_texts()
    return sheets


def stacked(sheets):
    first, *others = sheets
    first.name = "全部"
    for sheet in others:
        first.below(sheet)
    return [first]


def in_official_layout():
    submission = example("hunan-2023")
    nation = example("national-project")
    for style in ("one", "pairs", "apart"):
        yield Case(f"sheets-{style}", [Workbook(official(submission, style))])
    yield Case("sheets-of-texts", [Workbook(texts(official(submission, "pairs")))])
    yield Case("forms-on-one-sheet", [Workbook(stacked(official(submission, "one")))])
    yield Case("forms-in-word", [Document(official(submission, "one"))], form_set=None)
    for sheet in official(submission, "pairs"):
        yield Case(f"alone-{sheet.name}", [Workbook([sheet])], form_set=None)

    def both():
        return [forms.national(nation, index) for index in range(2)]

    yield Case("national", [Workbook(both())], form_set=None)
    yield Case("national-texts", [Workbook(texts(both()))], form_set="national-project")
    yield Case("national-one-sheet", [Workbook(stacked(both()))], form_set="national-project")
    yield Case("national-word", [Document(both())], form_set="national-project")


def changed():
    submission = example("hunan-2023")
    for name, form, change in changes.all:
        sheets = form(submission)
        outcome = change(*sheets) or {}
        sheets = outcome.get("sheets", sheets)
        ids = outcome.get("ids", ())
        if outcome["workbook"]:
            epoch = outcome.get("epoch", 1900)
            yield Case(f"{name}-xlsx", [Workbook(copy.deepcopy(sheets), epoch)], outcome.get("others"), ids=ids)
        if outcome["word"]:
            yield Case(f"{name}-docx", [Document(copy.deepcopy(sheets))], outcome.get("others"), ids=ids)


def all():
    yield from real.cases(Case, Document, Workbook, example("hunan-2023"))
    yield from in_official_layout()
    yield from changed()
