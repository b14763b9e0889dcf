"""The submissions that are tried: the examples of all form sets and the made-up county."""

import glob
import os
import subprocess
import sys

project = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
# How many offices the county has, and every how many one is tried where not all are.
OFFICES, STEP = 100, 11


class Submission:
    def __init__(self, name, form_set, path):
        self.name, self.form_set, self.path = name, form_set, path


def county(folder, count):
    """Writes so many offices of the made-up county into `folder`; gives back their files."""
    subprocess.run(
        [sys.executable, f"{project}/Benchmarks/county/county.py", "--output", folder, "--count", str(count)],
        check=True, capture_output=True)
    return sorted(glob.glob(f"{folder}/*.yaml"))


def all(folder, of_every_office):
    """Writes the county into `folder`."""
    for path in sorted(glob.glob(f"{project}/layouts/*/formset.yaml")):
        name = os.path.basename(os.path.dirname(path))
        # What archives print no office fills in.
        if name.startswith("archive-"):
            continue
        yield Submission(name, name, f"{project}/layouts/{name}/example/submission.yaml")
    offices = county(folder, OFFICES)
    for path in offices if of_every_office else offices[::STEP]:
        yield Submission(os.path.basename(path).removesuffix(".yaml"), "hunan-2023", path)
