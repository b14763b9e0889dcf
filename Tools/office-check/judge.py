"""Compares what `annex import` reads with what was written."""

import re
import subprocess
from decimal import Decimal

import yaml

from sheets import path

FINDING = re.compile(r"^(?P<place>\S.*?): (?P<level>error|warning|note): (?P<text>.*) \[(?P<id>[a-z-]+)\]$")
# What follows from other fields and from the form set.
DERIVED = {"formSet", "level", "blankRows"}


class Reading:
    """A submission that was imported: its fields by their paths, and what was said of places in the files."""

    def __init__(self, annex, files, form_set):
        command = [annex, "import", *files, "--lang", "en"] + (["--form-set", form_set] if form_set else [])
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        self.output = done.stderr
        loaded = yaml.load(done.stdout, Loader=yaml.BaseLoader) or {}
        self.fields = dict(flattened(loaded))
        self.findings = [match for match in map(FINDING.match, done.stderr.splitlines()) if match]
        self.places = {match["place"] for match in self.findings}


def flattened(node, way=()):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from flattened(value, way + (key,))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from flattened(value, way + (index,))
    elif way[-1] not in DERIVED:
        yield way, node


def renumbered(fields):
    """The fields with the elements of each list numbered from 0, in order."""
    known = {}
    for field in fields:
        for place, step in enumerate(field):
            if not isinstance(step, str):
                known.setdefault(field[:place], set()).add(step)
    order = {way: {step: number for number, step in enumerate(sorted(steps))} for way, steps in known.items()}
    return {
        field: tuple(
            step if isinstance(step, str) else order[field[:place]][step] for place, step in enumerate(field))
        for field in fields
    }


def plain(text):
    """What counts in a value: numbers by what they are, days as year-month-day, texts without space around their lines."""
    text = re.sub(r"\s*\n\s*", "\n", text.strip())
    if re.fullmatch(r"-?\d+(\.\d+)?%?", text):
        return (Decimal(text.rstrip("%")).normalize(), text.endswith("%"))
    day = re.fullmatch(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", text)
    return tuple(map(int, day.groups())) if day else text


def report(text):
    """The text of a narrative without the marks of headings and where its paragraphs end."""
    return re.sub(r"[#\s]", "", text)


class Outcome:
    """How many cells landed where they belong, which were named, and what is wrong."""

    def __init__(self, reading, files, others=None):
        """`files` holds for each file its name and its cells by their places; `others` fields that no cell holds."""
        self.right, self.named, self.wrong = 0, [], []
        cells = [(f"{file}:{place}", cell) for file, places in files for place, cell in places.items()]
        expected = {field: text for _, cell in cells for field, text in cell.fields.items()}
        expected |= {path(field): text for field, text in (others or {}).items()}
        names = renumbered(expected)
        for place, cell in cells:
            self.judge(place, cell, names, reading)
        wanted = {names[field]: text for field, text in expected.items()}
        for field, text in reading.fields.items():
            if field not in wanted:
                self.wrong.append(f"{written(field)} is {text!r}, which stands nowhere")
        for field, text in (others or {}).items():
            if report(reading.fields.get(names[path(field)], "")) != report(text):
                self.wrong.append(f"{field} is not what was written")
        allowed = {place for place, cell in cells if cell.told or cell.may_be_told}
        for finding in reading.findings:
            if finding["place"] not in allowed:
                self.wrong.append(f"said without need: {finding[0]}")
        if "Traceback" in reading.output or "Fatal" in reading.output:
            self.wrong.append(reading.output)

    def judge(self, place, cell, names, reading):
        if cell.told and place not in reading.places:
            self.wrong.append(f"{place} {cell.shown[:20]!r} is not named")
        if not cell.fields:
            if cell.told:
                self.named.append(place)
            return
        for field, text in cell.fields.items():
            read = reading.fields.get(names[field])
            if read is None or plain(read) != plain(text):
                fault = f"{place} {cell.shown[:20]!r}: {written(field)} is {read!r}, not {text!r}"
                if place in reading.places and read is None:
                    self.named.append(place)
                else:
                    self.wrong.append(fault)
                return
        self.right += 1

    @property
    def share(self):
        all = self.right + len(self.named) + len(self.wrong)
        return self.right / all if all else 1


def written(field):
    return "".join(f"[{step}]" if not isinstance(step, str) else f".{step}" for step in field).lstrip(".")
