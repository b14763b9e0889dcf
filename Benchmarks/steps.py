#!/usr/bin/env python3
"""Times the steps of one rendering: python Benchmarks/steps.py

Each step takes what the one before it gives; the submission is one department of the made-up county.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import bench


def main():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, bench.HERE / "county/county.py", "--count", "1", "--first", "3", "--output", folder], check=True, stdout=subprocess.DEVNULL)
        submission = next(pathlib.Path(folder).iterdir())
        settings = {"ANNEX_LAYOUTS": bench.ROOT / "layouts", "ANNEX_FONTS": bench.ROOT / "fonts", "ANNEX_SUBMISSION": submission}
        subprocess.run([bench.HERE / ".build/release/Steps"], check=True, env=os.environ | {name: str(path) for name, path in settings.items()})


if __name__ == "__main__":
    main()
