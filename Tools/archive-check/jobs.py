"""Print jobs that are put together from the cases, and what must hold of them."""

import os
import subprocess

import text

FLAVOURS = "2a,ua1"


class Job:
    """A print job; `parts` are the PDFs of which it shows every page in order and nothing else, if it does."""

    def __init__(self, path, inputs, parts):
        self.path = path
        self.parts = parts
        self.size = os.path.getsize(path)
        self.size_of_parts = sum(os.path.getsize(path) for path in inputs)


def make(annex, cases, folder):
    paths = [case.path for case in cases]

    def job(name, *options, parts=()):
        path = f"{folder}/{name}.pdf"
        subprocess.run([annex, "print", *paths, "-o", path, *options], check=True, stdout=subprocess.DEVNULL)
        return Job(path, paths, parts)

    return [
        job("job", parts=paths),
        job("job-forms", "--new-sheet", "form", "--separators", "--blank-note", "--copies", "2"),
        job("job-sheets", "--separators", "--sheets", "3-9,14,20-25"),
    ]


def pages(path, read):
    return [page for page in map(text.bare, read(path)) if page]


def faults(job):
    """Where a job reads otherwise than the parts that it shows."""
    found = []
    if job.parts:
        for name, read in text.READERS.items():
            if pages(job.path, read) != [page for part in job.parts for page in pages(part, read)]:
                found.append(f"{name}: the pages read otherwise than in the parts")
        if text.tagged(job.path) != [words for part in job.parts for words in text.tagged(part)]:
            found.append("the structure reads otherwise than in the parts")
    return found
