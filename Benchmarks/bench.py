#!/usr/bin/env python3
"""Annex, Typst and the floor, side by side: python Benchmarks/bench.py [--rounds 5] [--count 300]

One made-up county is rendered by Annex with one worker and with one a core, by Typst, warm, with one process a core, and
drawn by Cairo alone from pages laid out beforehand. The four take turns, round by round, so that whatever else the machine
does meets all of them; figures are medians of the rounds. Annex makes no report here, as Typst makes none. Both programs write
their files to memory, where there is a /dev/shm. Three counties of a hundred are rendered at once: a run of a second is at the
mercy of what else the machine does, and the start, which is not counted for Typst, weighs less. The last lines are
"name: value". `make bench` builds what this needs.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
ANNEX = ROOT / ".build/release/annex"
FLOOR = HERE / ".build/release/Floor"
CORES = sorted(os.sched_getaffinity(0))


def main():
    wanted = arguments()
    shared = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=shared) as folder:
        folder = pathlib.Path(folder)
        county = folder / "county"
        subprocess.run([sys.executable, HERE / "county/county.py", "--count", str(wanted.count), "--format", "json", "--output", county], check=True, stdout=subprocess.DEVNULL)
        rounds = []
        # Typst's processes are warm when their time begins; what Annex reads is in memory, too.
        annex(county, folder / "annex", len(CORES), "annex", wanted.count)
        for number in range(wanted.rounds):
            rounds.append(one_round(county, folder))
            print(f"round {number + 1}: " + ", ".join(f"{name} {value:.4g}" for name, value in rounds[-1].items()), flush=True)
        report({name: statistics.median(round[name] for round in rounds) for name in rounds[0]})


def one_round(county, folder):
    files = sorted(county.iterdir())
    figures = {}
    for name, workers in (("annex", len(CORES)), ("annex_1", 1)):
        figures |= annex(county, folder / "annex", workers, name, len(files))
    figures |= typst(files, folder / "typst")
    # Cairo gets the allocator that Annex is linked with.
    floor = json.loads(run([FLOOR, county, ROOT / "layouts", ROOT / "fonts", "1"], "floor", os.environ | {"LD_PRELOAD": "libjemalloc.so.2"})["output"])
    figures |= {"floor_tagged_ms_a_page": floor["tagged"], "floor_untagged_ms_a_page": floor["untagged"]}
    figures |= cold(files[len(files) // 2], folder)
    return figures


def run(command, name, environment=None):
    """Runs a command: what it prints, and its wall seconds, CPU seconds and peak memory in bytes."""
    start = time.perf_counter()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{name} failed: {' '.join(map(str, command))}")
    return {"output": output.decode(), "wall": time.perf_counter() - start, "cpu": usage.ru_utime + usage.ru_stime,
            "peak": usage.ru_maxrss * 1024}


def annex(county, output, workers, name, count):
    shutil.rmtree(output, ignore_errors=True)
    done = run([ANNEX, "render", county, "-o", output, "--jobs", workers, "--progress", "none", "--report", "none"], name)
    pages = sum(entry["pages"] for entry in json.loads((output / "manifest.json").read_text())["outputs"])
    size = sum(file.stat().st_size for file in output.glob("*.pdf"))
    return {f"{name}_documents_a_second": count / done["wall"], f"{name}_cpu_ms_a_document": done["cpu"] * 1000 / count,
            f"{name}_cpu_ms_a_page": done["cpu"] * 1000 / pages, f"{name}_peak_mb": done["peak"] / 1e6,
            f"{name}_bytes_a_page": size / pages, f"{name}_pages": pages}


def typst(files, output):
    """One warm process a core, each with its part of the county; time begins when a process has compiled three documents."""
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir()
    processes = []
    for index, core in enumerate(CORES):
        part = files[index::len(CORES)]
        command = [sys.executable, HERE / "typst/worker.py", "--core", core, "--output", output, *part[:3], *part]
        processes.append(subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE))
    results = [json.loads(process.communicate()[0]) for process in processes]
    total = {key: sum(result[key] for result in results) for key in ("documents", "pages", "cpu", "bytes", "peak")}
    return {"typst_documents_a_second": total["documents"] / max(result["wall"] for result in results),
            "typst_cpu_ms_a_document": total["cpu"] * 1000 / total["documents"],
            "typst_cpu_ms_a_page": total["cpu"] * 1000 / total["pages"], "typst_peak_mb": total["peak"] / 1e6,
            "typst_bytes_a_page": total["bytes"] / total["pages"], "typst_pages": total["pages"]}


def cold(file, folder, starts=15):
    """One submission, from the start of a process to its file: medians of starts in turn, as one alone says little.

    Typst is called from Python, whose own start is taken off; what it takes to start any process stays in, as it does for Annex.
    """
    faces = folder / "faces"
    if not faces.exists():
        subprocess.run([sys.executable, "-c", f"import sys; sys.path.insert(0, {str(HERE / 'typst')!r}); import faces; faces.prepare({str(faces)!r})"], check=True)
    times = {"annex": [], "nothing": [], "python": [], "typst": []}
    for _ in range(starts):
        times["annex"].append(run([ANNEX, "render", file, "-o", folder / "one", "--progress", "none"], "annex, cold")["wall"])
        shutil.rmtree(folder / "one")
        times["nothing"].append(run(["/bin/true"], "true")["wall"])
        times["python"].append(run([sys.executable, "-I", "-c", "pass"], "python")["wall"])
        times["typst"].append(run([sys.executable, "-I", HERE / "typst/cold.py", faces, file, folder / "one.pdf"], "typst, cold")["wall"])
    annex, nothing, python, typst = (statistics.median(walls) for walls in times.values())
    return {"annex_cold_ms": annex * 1000, "typst_cold_ms": (typst - (python - nothing)) * 1000}


def report(figures):
    print("\n" + "\n".join(f"{name:32}{value:12.2f}" for name, value in figures.items()) + "\n")
    ratios = {
        "throughput_vs_typst": figures["annex_documents_a_second"] / figures["typst_documents_a_second"],
        "cpu_vs_floor": figures["annex_1_cpu_ms_a_page"] / figures["floor_tagged_ms_a_page"],
        "workers_2_vs_1": figures["annex_documents_a_second"] / figures["annex_1_documents_a_second"],
        "memory_vs_typst": figures["annex_peak_mb"] / figures["typst_peak_mb"],
        "size_vs_typst": figures["annex_bytes_a_page"] / figures["typst_bytes_a_page"],
        "cold_vs_typst": figures["annex_cold_ms"] / figures["typst_cold_ms"],
    }
    for name, value in ratios.items():
        print(f"{name}: {value:.3f}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=300)
    return parser.parse_args()


if __name__ == "__main__":
    main()
