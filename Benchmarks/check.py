#!/usr/bin/env python3
"""Guards the speed: python Benchmarks/check.py PROGRAM [--record]

Counts the instructions of a fixed piece of work, ten departments rendered by one worker, with callgrind, which gives the same
count however busy the machine is. Fails where it is more than 5% above the recorded one; --record records it anew.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import bench

RECORD = bench.HERE / "instructions.json"
LIMIT = 1.05


def main():
    program, *options = sys.argv[1:]
    count = instructions(program)
    if "--record" in options:
        RECORD.write_text(json.dumps({"instructions": count}) + "\n")
    recorded = json.loads(RECORD.read_text())["instructions"]
    print(f"instructions: {count}\nrecorded: {recorded}\nratio: {count / recorded:.4f}")
    sys.exit(count > recorded * LIMIT)


def instructions(program):
    with tempfile.TemporaryDirectory(dir=bench.ROOT / ".build") as folder:
        folder = pathlib.Path(folder)
        county = folder / "county"
        subprocess.run([sys.executable, bench.HERE / "county/county.py", "--count", "10", "--output", county], check=True, stdout=subprocess.DEVNULL)
        # valgrind cannot read what Swift says to debuggers; the program finds layouts and faces in the folders above it.
        subprocess.run(["strip", "-g", "-o", folder / "annex", program], check=True)
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", folder / "annex", "render", county, "-o", folder / "output", "--jobs", "1", "--progress", "none"],
            capture_output=True, text=True, check=True)
        return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


if __name__ == "__main__":
    main()
