#!/usr/bin/env python3
"""Checks that PDFs show every string of a submission: python Benchmarks/typst/check.py FILE.json FILE.pdf…

White space aside, for lines break elsewhere. Needs pdftotext (poppler-utils).
"""
import json
import re
import subprocess
import sys

# What chooses a layout and is not printed.
UNPRINTED = {"formSet", "item", "source", "level", "blankRows"}


def strings(value):
    """The texts and figures of a submission, a line each."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "date":
                yield ".".join(str(int(number)) for number in part.split("-"))
            elif key == "body":
                yield from (cell for line in part.splitlines() for cell in re.split(r"#+|\|", line))
            elif key not in UNPRINTED:
                yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif value is not None:
        yield from str(value).splitlines()


def characters(text):
    return re.sub(r"\s+", "", text)


def is_shown(text, pages):
    """Whether `text` stands in `pages`, where a page break may part it: its longest beginning, and then the rest."""
    while text:
        length = next((length for length in range(len(text), 0, -1) if text[:length] in pages), 0)
        if length < min(4, len(text)):
            return False
        text = text[length:]
    return True


def main():
    source, *pdfs = sys.argv[1:]
    submission = json.load(open(source, encoding="utf-8"))
    wanted = sorted({characters(text) for text in strings(submission)} - {""}, key=len)
    missing = 0
    for pdf in pdfs:
        shown = characters(subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, text=True).stdout)
        absent = [text for text in wanted if not is_shown(text, shown)]
        missing += len(absent)
        print(f"{pdf}: {len(wanted) - len(absent)} of {len(wanted)} strings", *absent, sep="\n  ")
    sys.exit(missing > 0)


if __name__ == "__main__":
    main()
