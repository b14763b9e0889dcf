#!/usr/bin/env python3
"""Typst, cold: compiles forms.typ once, as `typst compile` does.

    python -I Benchmarks/typst/cold.py FACES FILE.json FILE.pdf

FACES is a folder that faces.py has filled. The wheel holds no command line program; what Python itself takes to start is the
time of `python -I -c pass`, to be taken off. Nothing is imported but what Typst needs.
"""
import sys

import typst

faces, source, output = sys.argv[1:]
template = __file__.rpartition("/")[0] + "/forms.typ"
with open(source, encoding="utf-8") as file:
    typst.compile(template, output, font_paths=typst.Fonts(False, False, [faces]), sys_inputs={"data": file.read()},
                  pdf_standards=["a-2a"], timestamp=0)
