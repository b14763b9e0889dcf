#!/usr/bin/env python3
"""Typst, warm: one process that compiles forms.typ for one submission after another.

    python Benchmarks/typst/worker.py [--output FOLDER] [--core N] FILE.json…

Without files their names come from standard input, one a line. The first --warm-up documents are not counted. At the end one
line of JSON: documents, pages, wall and CPU seconds, peak memory in bytes (also before and after, to see it grow), bytes of
PDF. Reading the files is counted, for it is part of the work; counting pages is not. Needs requirements.txt.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import sys
import tempfile
import time

import typst

import faces

TEMPLATE = pathlib.Path(__file__).resolve().parent / "forms.typ"
# Each page is a dictionary of its own; /Pages and /PageLabels are not meant.
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def compiler(folder, standards=("a-2a",)):
    """What compiles the JSON text of a submission to a PDF; faces are read from `folder`."""
    warm = typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=typst.Fonts(False, False, [str(faces.prepare(folder))]))
    return lambda text: warm.compile(format="pdf", sys_inputs={"data": text}, pdf_standards=list(standards), timestamp=0)


def main():
    wanted = arguments()
    if wanted.core is not None:
        os.sched_setaffinity(0, {wanted.core})  # Typst runs as many threads as it sees cores
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(wanted, compiler(folder, wanted.standard or ["a-2a"]))))


def measure(wanted, compile):
    totals = dict.fromkeys(("documents", "pages", "wall", "cpu", "bytes"), 0)
    first_peak = None
    for number, name in enumerate(wanted.files or map(str.strip, sys.stdin)):
        wall, cpu = time.perf_counter(), time.process_time()
        pdf = compile(pathlib.Path(name).read_text(encoding="utf-8"))
        if wanted.output:
            (pathlib.Path(wanted.output) / (pathlib.Path(name).stem + ".pdf")).write_bytes(pdf)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        if number >= wanted.warm_up:
            first_peak = first_peak or peak()
            for key, value in (("documents", 1), ("pages", len(PAGE.findall(pdf))), ("wall", wall), ("cpu", cpu), ("bytes", len(pdf))):
                totals[key] += value
    return totals | {"peak_first": first_peak, "peak": peak()}


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--output", metavar="FOLDER", help="write the PDFs there; without it they are only made")
    parser.add_argument("--core", type=int, help="run on this core alone")
    parser.add_argument("--warm-up", type=int, default=3, metavar="N", help="documents before counting begins (3)")
    parser.add_argument("--standard", action="append", help="a PDF standard such as a-2a (the default), ua-1 or 1.7; may be repeated")
    return parser.parse_args()


if __name__ == "__main__":
    main()
