"""Validates PDFs with veraPDF's engine."""

import os
import subprocess

here = os.path.dirname(os.path.abspath(__file__))


def validate(jar, requests):
    """The rules that each file breaks, by flavour and path."""
    command = ["java", "-Djava.awt.headless=true", "-cp", jar, f"{here}/Validate.java"]
    lines = "".join(f"{flavours}\t{path}\n" for flavours, path in requests)
    output = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    results = {}
    for line in output.splitlines():
        flavour, path, rules = line.split("\t")
        results[flavour, path] = rules.split()
    for flavours, path in requests:
        for flavour in flavours.split(","):
            assert (flavour, path) in results, f"{path} was not validated for {flavour}"
    return results
