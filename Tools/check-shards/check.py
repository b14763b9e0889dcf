#!/usr/bin/env python3
"""Renders a made-up province in shards on engines that kill and begin again, and compares what is merged with what one process gives.

    check.py PROGRAM FOLDER [--offices 300] [--counties 20] [--shards 20] [--kills 50] [--engines slurm parallel]

Slurm is one of its own, with a configuration in FOLDER (munged, slurmctld and one slurmd; nothing of the machine's is touched);
GNU parallel runs Examples/Province/parallel.sh. Meanwhile programs are killed, and tasks put back into the queue, at random. Each
output that was finished when its shard was killed must be the same file in the end: it is not made twice. A lost, a doubled and a
foreign shard must each be reported.
"""
import argparse
import filecmp
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time

from slurm import Slurm

PROJECT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = PROJECT / "Examples/Province"


class Province:
    """The submissions, the plan and what one process makes of them."""

    def __init__(self, program, folder, offices, counties, shards):
        self.program, self.folder, self.shards = program, folder, shards
        self.source = folder / "province"
        for county in range(counties):
            make = [sys.executable, "-B", PROJECT / "Benchmarks/county/county.py", "--output", self.source / f"county-{county:02d}",
                    "--count", str(offices // counties), "--first", str(county * (offices // counties)), "--faults", str(county % 2)]
            subprocess.run(make, check=True, stderr=subprocess.DEVNULL)
        self.offices = offices // counties * counties
        began = time.monotonic()
        self.annex("plan", self.source, "--shards", shards, "-o", folder / "plan.json")
        self.plan_time = time.monotonic() - began
        began = time.monotonic()
        self.annex("render", self.source, "-o", folder / "one", "--progress", "none", "--faults-are-results")
        self.time = time.monotonic() - began

    def annex(self, *arguments, code=0):
        outcome = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True)
        if outcome.returncode != code:
            sys.exit(f"annex {' '.join(map(str, arguments))} ended with {outcome.returncode}\n{outcome.stdout}{outcome.stderr}")
        return outcome

    def merge(self, shards, name, code=0):
        out = self.folder / name
        shutil.rmtree(out, ignore_errors=True)
        return self.annex("merge", *shards, "-o", out, "--faults-are-results", code=code), out


class Watch:
    """Kills programs at random, and holds what was finished then against what lies there in the end."""

    def __init__(self, shards, seed):
        self.shards, self.random = shards, random.Random(seed)
        self.finished = {}
        self.kills = 0

    def note(self, shard):
        """Notes the files of `shard` that its journal says are finished."""
        journal = shard / ".annex.finished"
        text = journal.read_text("utf-8", "replace") if journal.exists() else ""
        for name in re.findall(r'^ *"output": "(.*)",$', text, re.M):
            self.finished[shard / name] = self.identity(shard / name)

    @staticmethod
    def identity(path):
        status = path.stat()
        return status.st_ino, status.st_mtime_ns

    def running(self):
        """The programs that render shards here, with the numbers of the shards."""
        for process in pathlib.Path("/proc").iterdir():
            if not process.name.isdigit():
                continue
            try:
                words = (process / "cmdline").read_bytes().decode().split("\0")
                variables = (process / "environ").read_bytes().decode("utf-8", "replace")
            except (OSError, UnicodeDecodeError):
                continue
            if "render" in words and str(self.shards) in words and os.path.basename(words[0]) == "annex":
                number = re.search(r"\0SLURM_ARRAY_TASK_ID=(\d+)\0", "\0" + variables)
                stated = words[words.index("--shard") + 1] if "--shard" in words else number and number[1]
                yield int(process.name), int(stated)

    def strike(self, requeue=None):
        """Kills one of the programs, or has its task put back into the queue; whether there was one."""
        running = list(self.running())
        if not running:
            return False
        process, number = self.random.choice(running)
        if requeue and self.random.random() < 0.5:
            requeue(number)
        else:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                return False
        self.kills += 1
        for shard in self.shards.glob("shard-*"):
            self.note(shard)
        return True

    def repeated(self):
        """The outputs that were finished and are other files now."""
        return [path for path, identity in self.finished.items() if self.identity(path) != identity]


def same(one, other):
    """What differs between two folders, below them, too."""
    comparison = filecmp.dircmp(one, other, ignore=[])
    names = comparison.left_only + comparison.right_only
    _, mismatch, errors = filecmp.cmpfiles(one, other, comparison.common_files, shallow=False)
    below = [name for part in comparison.common_dirs for name in same(pathlib.Path(one) / part, pathlib.Path(other) / part)]
    return names + mismatch + errors + below


def strike_until_done(watch, is_done, kills, interval, requeue=None):
    while not is_done():
        if watch.kills < kills:
            watch.strike(requeue)
        time.sleep(watch.random.uniform(0, 2 * interval))


def pause(province, kills):
    """How long programs run between two kills, in seconds: long enough to finish some outputs."""
    return max(0.3, province.time / max(1, kills))


def run_slurm(province, kills, seed):
    shards = province.folder / "slurm-shards"
    watch = Watch(shards, seed)
    with Slurm(province.folder / "slurm", province.program.parent) as slurm:
        began = time.monotonic()
        job = slurm.submit(EXAMPLES / "slurm-array.sh", f"0-{province.shards - 1}", [province.folder / "plan.json", shards,
                           "--faults-are-results"], {"ANNEX_RETRIES": "1000"})
        strike_until_done(watch, lambda: slurm.is_done(job), kills, pause(province, kills),
                          lambda number: slurm.run("scontrol", "requeue", f"{job}_{number}", check=False))
        return shards, watch, time.monotonic() - began


def run_parallel(province, kills, seed):
    shards = province.folder / "parallel-shards"
    watch = Watch(shards, seed)
    began = time.monotonic()
    environment = {**os.environ, "PATH": f"{province.program.parent}:{os.environ['PATH']}", "PARALLEL": "--will-cite -j2 --retries 1000"}
    with open(province.folder / "parallel.log", "w") as log:
        process = subprocess.Popen(
            [EXAMPLES / "parallel.sh", province.folder / "plan.json", shards, str(province.shards), "--faults-are-results"],
            env=environment, stdout=log, stderr=log)
        strike_until_done(watch, lambda: process.poll() is not None, kills, pause(province, kills))
    if process.returncode:
        sys.exit(f"parallel.sh ended with {process.returncode}, see {province.folder / 'parallel.log'}")
    return shards, watch, time.monotonic() - began


def check_faults(province, shards):
    """A lost, a doubled and a foreign shard are each reported, and nothing is merged."""
    folders = sorted(shards.glob("shard-*"))
    copy = province.folder / "copy"
    shutil.copytree(folders[1], copy, dirs_exist_ok=True)
    other = province.folder / "other.json"
    province.annex("plan", province.source, "--shards", province.shards + 1, "-o", other)
    province.annex("render", "--plan", other, "--shard", province.shards, "-o", province.folder / "other", "--faults-are-results")
    foreign = next((province.folder / "other").glob("shard-*"))
    for name, chosen in {"missing-shard": folders[1:], "doubled-shard": [*folders, copy], "other-plan": [*folders, foreign]}.items():
        outcome, out = province.merge(chosen, "refused", code=1)
        if f"[{name}]" not in outcome.stderr or out.exists():
            sys.exit(f"{name} was not told: {outcome.stderr}")
        print(f"{name}: {outcome.stderr.splitlines()[0]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--offices", type=int, default=300)
    parser.add_argument("--counties", type=int, default=20)
    parser.add_argument("--shards", type=int, default=20)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", nargs="+", choices=["slurm", "parallel"], default=["slurm", "parallel"])
    wanted = parser.parse_args()
    shutil.rmtree(wanted.folder, ignore_errors=True)
    wanted.folder.mkdir(parents=True)
    province = Province(wanted.program.resolve(), wanted.folder.resolve(), wanted.offices, wanted.counties, wanted.shards)
    print(f"one process: {province.offices} submissions in {province.time:.1f} s; planned in {province.plan_time:.1f} s")
    for engine in wanted.engines:
        shards, watch, seconds = {"slurm": run_slurm, "parallel": run_parallel}[engine](province, wanted.kills, wanted.seed)
        began = time.monotonic()
        outcome, out = province.merge(shards.glob("shard-*"), f"{engine}-merged")
        merged = time.monotonic() - began
        differences, repeated = same(province.folder / "one", out), watch.repeated()
        print(f"{engine}: {seconds:.1f} s, killed {watch.kills} times with {len(watch.finished)} outputs finished by then, "
              f"merged in {merged:.1f} s; {len(differences)} differences, {len(repeated)} made twice")
        if differences or repeated:
            sys.exit(f"differences: {differences[:5]}; made twice: {repeated[:5]}")
        if watch.kills < wanted.kills:
            sys.exit(f"only {watch.kills} of {wanted.kills} kills: more offices are needed")
    check_faults(province, shards)


if __name__ == "__main__":
    main()
