"""Proves that what offices write comes back out of their workbooks and Word files: forms in the layout that bureaus publish,
a submission set as a clerk sets it in Word, and files that people changed. Each cell lands in its field, or is named.
Then, that the workbooks that the program writes are right and give back what was put into them.

    check.py ANNEX FOLDER [--all | NAME ...]

--all takes every office of the made-up county instead of some, and what LibreOffice makes of the workbooks.
"""

import concurrent.futures
import os
import shutil
import sys
import time

import cases
import files
import judge
import written

# Of the cells of a submission set in Word, at least these land in the right field.
LEAST_SHARE = 0.98
# Fewer cases than these, and something was not checked.
FEWEST_CASES = 180


def check(annex, folder, case):
    where = f"{folder}/{case.name}"
    os.makedirs(where)
    written = []
    for file in case.files:
        name = f"{where}/{file.name}"
        written.append((name, file.write(name)))
    reading = judge.Reading(annex, [name for name, _ in written], case.form_set)
    outcome = judge.Outcome(reading, written, case.others)
    for id in case.ids:
        if id not in {finding["id"] for finding in reading.findings}:
            outcome.wrong.append(f"nothing is said as {id}")
    return outcome


def main(annex, folder, names):
    start = time.monotonic()
    everything = names == ["--all"]
    if everything:
        names = []
    shutil.rmtree(folder, ignore_errors=True)
    chosen = [case for case in cases.all() if not names or any(name in case.name for name in names)]
    assert names or len(chosen) >= FEWEST_CASES, f"only {len(chosen)} files were checked"
    assert len({case.name for case in chosen}) == len(chosen), "two cases have one name"
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        outcomes = list(pool.map(lambda case: check(annex, folder, case), chosen))
    failures = 0
    for case, outcome in zip(chosen, outcomes):
        if case.least_share and outcome.share < LEAST_SHARE:
            outcome.wrong.append(f"only {outcome.share:.1%} of the cells landed in the right field")
        failures += bool(outcome.wrong)
        if outcome.wrong or names or case.least_share:
            print(f"{case.name}: {outcome.right} cells right, {len(outcome.named)} named, {outcome.share:.1%}")
        for fault in outcome.wrong[: None if names else 8]:
            print(f"    {fault}")
    cells = sum(outcome.right for outcome in outcomes)
    named = sum(len(outcome.named) for outcome in outcomes)
    print(
        f"{len(chosen)} submissions of offices' own files, {cells} cells right, {named} named, "
        f"{failures} with faults, {time.monotonic() - start:.0f} s", flush=True)
    if not names:
        failures += written.check(annex, folder, everything)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
