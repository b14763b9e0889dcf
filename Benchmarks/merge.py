#!/usr/bin/env python3
"""Measures `annex merge` over shards of 100 documents: its time and its peak of memory.

    merge.py PROGRAM FOLDER [--shards 10 100 1000] [--bytes 4096]

The shards are made up from one that PROGRAM renders: manifests are as large as real ones, PDFs are as large as --bytes says, so that
what merging itself costs is told from the reading of PDFs, each of which is hashed.
"""
import argparse
import copy
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

PROJECT = pathlib.Path(__file__).resolve().parents[1]
DOCUMENTS = 100


def model(program, folder):
    """The record and the manifest of a shard that was really rendered."""
    make = [sys.executable, "-B", PROJECT / "Benchmarks/county/county.py", "--output", folder / "in", "--count", "4"]
    subprocess.run(make, check=True, stderr=subprocess.DEVNULL)
    subprocess.run([program, "plan", folder / "in", "--shards", "1", "-o", folder / "plan.json"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([program, "render", "--plan", folder / "plan.json", "--shard", "0", "-o", folder / "real", "--progress", "none"],
                   check=True, stdout=subprocess.DEVNULL)
    return [json.loads((folder / "real/shard-0" / name).read_text("utf-8")) for name in ["shard.json", "manifest.json"]]


def write_shard(folder, number, count, record, manifest, size):
    """Makes up shard `number` of `count`."""
    folder.mkdir(parents=True)
    submissions, outputs = [], []
    for index in range(DOCUMENTS):
        entry = copy.copy(manifest["outputs"][index % len(manifest["outputs"])])
        name = f"县{number:04d}第{index:03d}局2023年度绩效自评.pdf"
        body = f"%PDF-1.7\n%{number} {index}\n".encode()
        body += b"0" * max(0, size - len(body) - 6) + b"%%EOF\n"
        (folder / name).write_bytes(body)
        path = f"in/县{number:04d}/{index:03d}.yaml"
        entry.update(output=name, sha256=hashlib.sha256(body).hexdigest(), input=f"../../{path}", files=[f"../../{path}"])
        outputs.append(entry)
        submissions.append({"index": number * DOCUMENTS + index, "input": path, "place": f"../../{path}", "files": [path], "output": name})
    head = {**record, "shard": number, "shards": count, "total": count * DOCUMENTS, "count": DOCUMENTS}
    head.pop("submissions")
    write(folder / "shard.json", {**head, "submissions": submissions})
    order = [entry["output"] for entry in outputs]
    write(folder / "manifest.json", {**manifest, "outputs": sorted(outputs, key=lambda entry: entry["output"].encode()), "order": order})


def write(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def measure(words):
    """Runs a program; its seconds, those of the processor, and its peak of memory in MB."""
    began = time.monotonic()
    process = subprocess.Popen(list(map(str, words)), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{words[:2]} failed: {status}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--shards", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--bytes", type=int, default=4096)
    wanted = parser.parse_args()
    shutil.rmtree(wanted.folder, ignore_errors=True)
    wanted.folder.mkdir(parents=True)
    record, manifest = model(wanted.program, wanted.folder)
    for count in wanted.shards:
        shards = wanted.folder / f"shards-{count}"
        for number in range(count):
            write_shard(shards / f"shard-{number:04d}", number, count, record, manifest, wanted.bytes)
        seconds, processor, memory = measure([wanted.program, "merge", *sorted(shards.iterdir()), "-o", wanted.folder / f"out-{count}"])
        print(f"{count} shards of {DOCUMENTS}: {seconds:.2f} s ({processor:.2f} s of the processor), {memory:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
