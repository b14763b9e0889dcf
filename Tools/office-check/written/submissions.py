"""The submissions that are tried: both examples and the made-up county."""

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


def all(folder, of_every_office):
    """Writes the county into `folder`."""
    for name in ("hunan-2023", "national-project"):
        yield Submission(name, name, f"{project}/layouts/{name}/example/submission.yaml")
    subprocess.run(
        [sys.executable, f"{project}/Benchmarks/county/county.py", "--output", folder, "--count", str(OFFICES)],
        check=True, capture_output=True)
    offices = sorted(glob.glob(f"{folder}/*.yaml"))
    for path in offices if of_every_office else offices[::STEP]:
        yield Submission(os.path.basename(path).removesuffix(".yaml"), "hunan-2023", path)
