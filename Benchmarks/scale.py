#!/usr/bin/env python3
"""What pages, rows and documents cost, from few to many: python Benchmarks/scale.py

Times Annex on documents of 1 to 1,000 pages, tables of 10³ to 10⁵ rows and counties of 10 to 10⁴ documents, and writes the
figures to Benchmarks/scale.json and a plot of them to Benchmarks/scale.svg. A straight line at 45° is a cost that grows as
the work does.
"""
import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import bench
import plot

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--most-documents", type=int, default=10_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        figures = {
            "pages": [measure(folder, pages, "--pages", pages) for pages in (5, 10, 100, 1000)],
            "rows": [measure(folder, rows, "--rows", rows) for rows in (1_000, 10_000, 100_000)],
            "documents": [measure(folder, count, "--count", count) for count in (10, 100, 1_000, 10_000) if count <= wanted.most_documents],
        }
    (HERE / "scale.json").write_text(json.dumps(figures, indent=1) + "\n")
    (HERE / "scale.svg").write_text(plot.svg(figures))


def measure(folder, size, *options):
    """The CPU seconds, peak memory and pages of what `options` make up."""
    county, output = folder / "county", folder / "output"
    count = [] if "--count" in options else ["--count", "1"]
    subprocess.run([sys.executable, HERE / "county/county.py", *map(str, options), *count, "--format", "json", "--output", county], check=True, stdout=subprocess.DEVNULL)
    done = bench.run([bench.ANNEX, "render", county, "-o", output, "--progress", "none"], "annex")
    pages = sum(entry["pages"] for entry in json.loads((output / "manifest.json").read_text())["outputs"])
    shutil.rmtree(county)
    shutil.rmtree(output)
    figure = {"size": size, "pages": pages, "cpu": round(done["cpu"], 3), "wall": round(done["wall"], 3), "peak_mb": round(done["peak"] / 1e6, 1)}
    print(" ".join(map(str, options)), figure, flush=True)
    return figure


if __name__ == "__main__":
    main()
