"""Proves that the PDFs of this build are what they claim to be: PDF/A and PDF/UA by veraPDF's engine, their structure,
their text in three readers, their data, their signatures; and that each of these checks finds the defects it should.

    check.py ANNEX JAR FOLDER
"""

import os
import shutil
import subprocess
import sys
import time

import cases
import defects
import forgeries
import genuine
import jobs
import signed_forgeries
import signing
import structure
import text
from validation import validate

# Fewer files than these, and something was not checked.
FEWEST_FILES = 23
FEWEST_DEFECTS = 40
FEWEST_FORGERIES = 380
FEWEST_GENUINE = 70
FEWEST_LONGEST_PAGES = 100

project = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def verify(annex, paths):
    """The paths of the files that `annex verify` finds fault with."""
    errors = subprocess.run([annex, "verify", *paths], capture_output=True, text=True).stderr
    return {path for path in paths if f"{path}:1:1" in errors or f"{path}/" in errors}


def qpdf_faults(path):
    outcome = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    return [] if outcome.returncode == 0 else [f"qpdf: {outcome.stdout.strip()} {outcome.stderr.strip()}"]


class Report:
    def __init__(self):
        self.faults = 0
        self.start = time.monotonic()

    def expect(self, condition, message):
        if not condition:
            self.faults += 1
            print(f"FAILED {message}")

    def say(self, message):
        print(f"{time.monotonic() - self.start:5.1f} s  {message}", flush=True)


def check_cases(report, made, rules, annex):
    for case in made:
        name = os.path.basename(case.path)
        found = qpdf_faults(case.path) + structure.faults(case.path, case.is_tagged, case.has_data)
        if not case.is_draft:
            found += text.faults(case.annex, case.submission, case.path, case.is_tagged, case.layout)
        for flavour in case.flavours.split(","):
            found += [f"{flavour} {rule}" for rule in rules[flavour, case.path]]
        for fault in found:
            report.expect(False, f"{name}: {fault}")
    for annex in sorted({case.annex for case in made}):
        paths = [case.path for case in made if case.annex == annex and case.has_data]
        for path in verify(annex, paths):
            report.expect(False, f"{os.path.basename(path)}: does not verify")
    report.expect(len(made) >= FEWEST_FILES, f"only {len(made)} files")
    longest = max(len(text.mupdf(case.path)) for case in made)
    report.expect(longest >= FEWEST_LONGEST_PAGES, f"the longest file has only {longest} pages")
    report.say(f"{len(made)} files pass veraPDF, qpdf, structure, text and verification; the longest has {longest} pages")


def check_defects(report, broken, rules, annex):
    caught = {}
    refuted = verify(annex, list(broken.values()))
    for name, path in broken.items():
        by = [flavour for flavour in ("3a", "ua1") if rules[flavour, path]]
        by += ["structure"] if structure.faults(path) else []
        by += ["verify"] if path in refuted else []
        caught[name] = by
    report.expect(caught.pop("none") == [], "a file without defect is refused")
    for name, by in caught.items():
        report.expect(by, f"nothing catches {name}")
    counts = [f"{check} {sum(check in by for by in caught.values())}" for check in ("3a", "ua1", "structure", "verify")]
    report.expect(len(caught) >= FEWEST_DEFECTS, f"only {len(caught)} defects")
    report.say(f"{len(caught)} defects are caught ({', '.join(counts)})")


def check_forgeries(report, annex, forged, true):
    """Every forgery must be refuted, and nothing that is genuine."""
    refuted = verify(annex, list(forged.values()))
    for name in [name for name, path in forged.items() if path not in refuted]:
        report.expect(False, f"nothing is found in the forgery: {name}")
    refused = verify(annex, list(true.values()))
    for name in [name for name, path in true.items() if path in refused]:
        report.expect(False, f"does not verify, but is genuine: {name}")
    report.expect(len(forged) >= FEWEST_FORGERIES, f"only {len(forged)} forgeries")
    report.expect(len(true) >= FEWEST_GENUINE, f"only {len(true)} genuine files")
    report.say(f"{len(refuted)} of {len(forged)} forgeries are found, {len(true) - len(refused)} of {len(true)} genuine files verify")


def check_jobs(report, printed, rules):
    for job in printed:
        name = os.path.basename(job.path)
        found = qpdf_faults(job.path) + structure.faults(job.path, attached=False) + jobs.faults(job)
        for flavour in jobs.FLAVOURS.split(","):
            found += [f"{flavour} {rule}" for rule in rules[flavour, job.path]]
        for fault in found:
            report.expect(False, f"{name}: {fault}")
    sizes = [f"{job.size:,} bytes for {job.size_of_parts:,}" for job in printed]
    report.say(f"{len(printed)} print jobs pass veraPDF, qpdf, structure and text: {'; '.join(sizes)}")


def main(annex, jar, folder):
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("defects", "forged", "genuine"):
        os.makedirs(f"{folder}/{part}")
    report = Report()
    made = cases.Cases(annex, project, folder).make()
    report.say(f"{len(made)} files rendered")
    plain, fields = (f"{folder}/national-project{kind}-3a.pdf" for kind in ("", "-signature"))
    office = signing.Office(folder)
    true = genuine.write(plain, fields, office, f"{folder}/genuine")
    signed = {name: path for name, path in true.items() if name.startswith("signed")}
    for name, path in signed.items():
        with open(path, "rb") as file:
            for fault in office.faults(file.read()):
                report.expect(False, f"{name}: {fault}")
    forged = forgeries.write(plain, fields, f"{folder}/forged")
    forged |= signed_forgeries.write(fields, office, f"{folder}/forged")
    forged |= forgeries.write_against_rules(made[-1].annex, plain, f"{folder}/forged")
    report.say(f"{len(forged)} forgeries and {len(true)} genuine files made")
    broken = defects.write(made[-1].path, f"{folder}/defects")
    printed = jobs.make(annex, [case for case in made if case.is_printed_in_jobs and case.annex == annex], folder)
    requests = [(case.flavours, case.path) for case in made] + [("3a,ua1", signed["signed with a seal"])]
    requests += [(jobs.FLAVOURS, job.path) for job in printed]
    rules = validate(jar, requests + [("3a,ua1", path) for path in broken.values()])
    report.say("validated")
    for flavour in ("3a", "ua1"):
        broken_rules = rules[flavour, signed["signed with a seal"]]
        report.expect(not broken_rules, f"signed: {flavour} {broken_rules}")
    check_cases(report, made, rules, annex)
    check_jobs(report, printed, rules)
    check_defects(report, broken, rules, made[-1].annex)
    check_forgeries(report, annex, forged, true)
    sys.exit(1 if report.faults else 0)


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:]))
