"""Puts small faults into the sources and tells which of them no test notices.

All faults go into one copy of the tree at once. Each stands beside what it replaces, as in
`(isMutant(17) ? a <= b : a < b)`, and an environment variable chooses one of them, so that one build serves all. Faults
that do not compile are taken out again. One run without a fault tells how long each suite of tests takes and which of the
faults it comes to: no other can notice them. For each fault the suites of its own target run first, then the others that
come to it, the shortest first, until a test fails; a run that takes far longer than without a fault has noticed it, too.
Everything happens in .build/mutants, the table is .build/mutants/mutants.tsv.

    python3 Tools/mutate.py --count 100 --seed 1
    # These again, say after a test was added to suites of FormsTests:
    python3 Tools/mutate.py --count 100 --seed 1 --only 17,23 --suites 'FormsTests\.(FormSet|TableGrid)Tests'
"""

import argparse
import itertools
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".build" / "mutants"
TREE = FOLDER / "tree"
REPORT = FOLDER / "mutants.tsv"
# Faults that did not compile in an earlier run.
UNBUILDABLE = FOLDER / "unbuildable.txt"
REACHED = FOLDER / "reached"
OUTPUT = FOLDER / "output.txt"
TESTS = TREE / ".build" / "debug" / "annexPackageTests.xctest"
VARIABLE = "ANNEX_MUTANT"
# A file with a byte for each fault, which a process sets when it comes to the place of the fault.
REACHED_VARIABLE = "ANNEX_MUTANTS_REACHED"
REACHED_SIZE = 4096

# The fuzz tests take minutes each, and the project's tests read the sources, which the faults change.
LEFT_OUT = ("FuzzTests.", "ProjectTests.")
FAILURE = re.compile(r"Test (\S+\(.*?\)) (?:recorded an issue|failed)")

# The target that says which fault is chosen.
SWITCH = {
    "Sources/CMutants/include/mutants.h": "#include <stdbool.h>\nbool isMutant(int number);\n",
    "Sources/CMutants/mutants.c": f"""
#include "mutants.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static int chosen;
static bool unasked[{REACHED_SIZE}], *reached = unasked;

__attribute__((constructor)) static void choose(void) {{
    const char *number = getenv("{VARIABLE}"), *path = getenv("{REACHED_VARIABLE}");
    chosen = number ? atoi(number) : 0;
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *bytes = mmap(NULL, {REACHED_SIZE}, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (bytes != MAP_FAILED) reached = bytes;
    close(file);
}}

bool isMutant(int number) {{
    reached[number] = true;
    return number == chosen;
}}
""",
}
# The manifest's end: every Swift target may ask for the fault, and what a fault makes superfluous is no error.
MANIFEST = """
for target in package.targets where target.swiftSettings != nil && target.type != .test {
    target.dependencies.append("CMutants")
    target.swiftSettings?.append(.treatAllWarnings(as: .warning))
}
package.targets.append(.target(name: "CMutants"))
"""

OPERAND = r"-?(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\([^()\"{}]*\)|\[[^\[\]\"{}]*\])?(?:\.[A-Za-z_]\w*)*|\d+(?:\.\d+)?)"
COMPARISONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
SUMS = {"+": "-", "-": "+", "*": "+", "/": "*"}
# What may stand before and behind an expression so that brackets around it change nothing.
BEFORE = r"(?:(?<=[(\[])|(?<=, )|(?<=: )|(?<= = )|(?<=return )|(?<=\? )|(?<=&& )|(?<=\|\| )|(?<=if )|(?<=guard )|(?<=while )|(?<=where ))"
BEHIND = r"(?=[)\],]| \{| &&| \|\|| \?| :| else|$)"
BEFORE_TERM = BEFORE[:-1] + r"|(?<= < )|(?<= > )|(?<= <= )|(?<= >= )|(?<= == ))"
BEHIND_TERM = BEHIND[:-1] + r"| <| >| ==)"


def alternatives(pattern, replacements, before, behind):
    """A finder of `left operator right`, where the operator is replaced."""
    operators = "|".join(re.escape(key) for key in sorted(replacements, key=len, reverse=True))
    expression = re.compile(f"{before}({OPERAND}) ({operators}) ({pattern}){behind}")

    def find(line):
        for match in expression.finditer(line):
            left, operator, right = match.groups()
            yield match.span(), f"{left} {replacements[operator]} {right}", match.group()

    return find


def literals(expression, other):
    """A finder of literals, of which `other` makes another."""
    compiled = re.compile(expression)

    def find(line):
        if not line.lstrip().startswith("case "):
            for match in compiled.finditer(line):
                yield match.span(), other(match.group()), match.group()

    return find


def negations(line):
    """Conditions, turned around."""
    match = re.match(r"^(\s*(?:\} else )?(?:if|guard|while) )([^{},#]+?)( \{| else \{)", line)
    if match and not re.search(r"\b(let|var|case|as|try|await)\b", match.group(2)):
        yield match.span(2), f"!({match.group(2)})", match.group(2)


FINDERS = {
    "comparison": alternatives(OPERAND, COMPARISONS, BEFORE, BEHIND),
    "sum": alternatives(OPERAND, SUMS, BEFORE_TERM, BEHIND_TERM),
    "connective": alternatives(OPERAND, {"&&": "||"}, BEFORE, BEHIND),
    "negation": negations,
    "truth": literals(
        r"(?:(?<== )|(?<=return )|(?<=: ))(?:true|false)\b", lambda text: "false" if text == "true" else "true"),
    "number": literals(r"(?:(?<== )|(?<=return )|(?<=, )|(?<=[(\[])|(?<=: ))\d+(?=[)\],]|$)", lambda text: str(int(text) + 1)),
}
STATEMENT = re.compile(
    r"^\s+(?!return|let|var|case|if|guard|precondition|throw|super|self\.|init|import|switch|for|while|func|default"
    r"|assert|fatalError|continue|break|defer|try!|static|public|package|private|fileprivate|@|#)"
    r"(?:(?:try )?[A-Za-z_][\w.?]*\([^{}]*\)|[A-Za-z_][\w.]*(?:\[[^\]]*\])? [-+*/]?= [^{}]+)$")


class Mutant:
    """One fault: where it is, and the line with it."""

    def __init__(self, path, line, kind, text, change):
        self.path, self.line, self.kind, self.text, self.change = path, line, kind, text, change
        self.number = 0

    def __str__(self):
        return f"{self.path}:{self.line + 1}\t{self.kind}\t{self.change}"


def statement(lines, index):
    """The statement of the line `index`, if it is one that can be left out."""
    line = lines[index]
    if not STATEMENT.match(line) or line.count("(") != line.count(")") or line.count('"') % 2:
        return None
    before = next((lines[i].strip() for i in range(index - 1, -1, -1) if lines[i].strip()), "")
    behind = lines[index + 1].strip() if index + 1 < len(lines) else ""
    ends = re.search(r"(?:[(\[,=?:+*/&|-]|\breturn|\bin)$", before) and not re.search(r"\{ .*in$", before)
    if ends or before.startswith(("//", "@")) or re.match(r"[.?:)\],&|+*-]", behind):
        return None
    return line.strip()


def mutants(path, lines):
    """All faults that are known for a file, as functions of their number."""
    isInString = False
    for index, line in enumerate(lines):
        code = line.split(" //")[0].rstrip()
        quotes = line.count('"""')
        isOutside = not isInString and quotes == 0
        isInString ^= quotes % 2 == 1
        stripped = code.strip()
        if not isOutside or not stripped or stripped.startswith(("//", "@", "#", "import", "public import", "precondition")):
            continue
        for kind, find in FINDERS.items():
            for (start, end), other, own in find(code):
                if code[:start].count('"') % 2:
                    continue
                text = f"{code[:start]}(isMutant(#N) ? {other} : {own}){code[end:]}"
                yield Mutant(path, index, kind, text, f"{own} → {other}")
        left = statement(lines, index)
        if left:
            indent = code[: len(code) - len(code.lstrip())]
            yield Mutant(path, index, "removal", f"{indent}if !isMutant(#N) {{ {left} }}", f"without {left}")
            yield Mutant(path, index, "return", f"{indent}if isMutant(#N) {{ return }}; {left}", f"return before {left}")


def copy_tree():
    """The files of the project, new ones too, in a folder of their own, but for the sources, which `write` writes. What was
    built there before stays, and what is as it was is not touched, so that it need not be built again."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    names = {name for name in listed.split("\0") if name and (ROOT / name).is_file()}
    TREE.mkdir(parents=True, exist_ok=True)
    for folder, folders, files in os.walk(TREE):
        if folder == str(TREE) and ".build" in folders:
            folders.remove(".build")
        for file in files:
            path = pathlib.Path(folder) / file
            if str(path.relative_to(TREE)) not in names | SWITCH.keys():
                path.unlink()
    for name in names:
        if not is_source(name):
            put(name, (ROOT / name).read_bytes() + (MANIFEST.encode() if name == "Package.swift" else b""))
            shutil.copymode(ROOT / name, TREE / name)
    for name, text in SWITCH.items():
        put(name, text.encode())


def is_source(name):
    return name.startswith("Sources/") and name.endswith(".swift")


def put(name, content):
    """Writes a file of the tree, unless it is so already."""
    path = TREE / name
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def choose(count, seed):
    """The faults that are tried, more than are wanted: at most one a line, each kind as often as the others."""
    found = {}
    for path in sorted((ROOT / "Sources").rglob("*.swift")):
        name = str(path.relative_to(ROOT))
        for mutant in mutants(name, path.read_text().split("\n")):
            found.setdefault((name, mutant.line), []).append(mutant)
    generator = random.Random(seed)
    by_kind = {}
    for place in sorted(found):
        mutant = generator.choice(found[place])
        by_kind.setdefault(mutant.kind, []).append(mutant)
    for kind in by_kind.values():
        generator.shuffle(kind)
    turns = itertools.chain.from_iterable(itertools.zip_longest(*by_kind.values()))
    chosen = list(filter(None, turns))[: count * 2]
    for number, mutant in enumerate(chosen, 1):
        mutant.number = number
    return chosen


def write(chosen):
    """The sources with all of `chosen` in them."""
    by_path = {}
    for mutant in chosen:
        by_path.setdefault(mutant.path, []).append(mutant)
    for path in (ROOT / "Sources").rglob("*.swift"):
        name = str(path.relative_to(ROOT))
        lines = path.read_text().split("\n")
        for mutant in by_path.get(name, []):
            lines[mutant.line] = mutant.text.replace("#N", str(mutant.number))
        put(name, "\n".join((["internal import CMutants"] if name in by_path else []) + lines).encode())


def build(chosen):
    """Builds the tree, taking out what does not compile, and gives back what stays in."""
    known = set(UNBUILDABLE.read_text().splitlines()) if UNBUILDABLE.exists() else set()
    chosen = [mutant for mutant in chosen if str(mutant) not in known]
    while True:
        write(chosen)
        result = subprocess.run(
            ["swift", "build", "--build-tests"], cwd=TREE, capture_output=True, text=True, errors="replace")
        if result.returncode == 0:
            return chosen
        places = set(re.findall(r"(Sources/\S+?\.swift):(\d+):\d+: error:", result.stdout + result.stderr))
        lines = {(path, int(line) - 2) for path, line in places}
        bad = {mutant for mutant in chosen if (mutant.path, mutant.line) in lines}
        if not bad:
            paths = {path for path, _ in places}
            bad = {mutant for mutant in chosen if mutant.path in paths}
        if not bad:
            sys.exit((result.stdout + result.stderr)[-3000:])
        print(f"{len(bad)} do not compile", flush=True)
        chosen = [mutant for mutant in chosen if mutant not in bad]
        known |= {str(mutant) for mutant in bad}
        UNBUILDABLE.write_text("".join(f"{line}\n" for line in sorted(known)))


def suite_names(pattern):
    """The names of the suites that run, as in `FormsTests.FormSetTests`: those in which `pattern` is found."""
    command = [str(TESTS), "--testing-library", "swift-testing", "--list-tests"]
    listed = subprocess.run(command, cwd=TREE, capture_output=True, check=True, text=True).stdout
    names = {match.group() for match in re.finditer(r"^\w+\.\w+", listed, re.MULTILINE)}
    return sorted(name for name in names if not name.startswith(LEFT_OUT) and re.search(pattern, name))


def run(suite, number, limit, **environment):
    """Runs a suite with one fault, until a test fails.
    Returns what noticed it, or None."""
    command = [str(TESTS), "--testing-library", "swift-testing", "--filter", f"^{re.escape(suite)}\\b"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, OUTPUT.open("w") as output:
        # A print server that a test starts writes there as another user.
        os.chmod(folder, 0o755)
        # A session of its own, so that what the tests have started ends with them.
        process = subprocess.Popen(
            command, cwd=TREE, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            env=os.environ | {VARIABLE: str(number), "TMPDIR": folder} | environment)
        end = time.monotonic() + limit
        while process.poll() is None and time.monotonic() < end and not failure():
            time.sleep(0.2)
        ended = process.poll()
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
    found = failure() or ("no end" if ended is None else f"ended with {ended}" if ended else None)
    return f"{suite}: {found}" if found else None


def failure():
    """The first test that failed, as far as the tests have told, or None."""
    failed = FAILURE.search(OUTPUT.read_text(errors="replace"))
    return failed.group(1) if failed else None


class Suite:
    """A suite of tests: how long it takes without a fault, in seconds, and the numbers of the faults it comes to."""

    def __init__(self, name):
        REACHED.write_bytes(bytes(REACHED_SIZE))
        start = time.monotonic()
        failed = run(name, 0, float("inf"), **{REACHED_VARIABLE: str(REACHED)})
        if failed:
            sys.exit(f"without a fault: {failed}")
        self.name, self.seconds = name, time.monotonic() - start
        self.reached = {number for number, byte in enumerate(REACHED.read_bytes()) if byte}


def killer(mutant, suites):
    """What notices a fault, or None, and how many suites come to it."""
    own = mutant.path.split("/")[1] + "Tests."
    coming = [suite for suite in suites if mutant.number in suite.reached]
    for suite in sorted(coming, key=lambda suite: (not suite.name.startswith(own), suite.seconds)):
        found = run(suite.name, mutant.number, 60 + 8 * suite.seconds)
        if found:
            return found, len(coming)
    return None, len(coming)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100, help="how many faults are wanted")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="the numbers of those that are run")
    parser.add_argument("--suites", default="", help="a pattern of the names of the suites that run")
    arguments = parser.parse_args()
    # What a shell starts in the background ignores interrupts, and so would the programs that tests interrupt.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    copy_tree()
    chosen = build(choose(arguments.count, arguments.seed))[: arguments.count]
    suites = [Suite(name) for name in suite_names(arguments.suites)]
    print(f"{len(suites)} suites, {sum(suite.seconds for suite in suites):.0f} s without a fault", flush=True)
    only = {int(number) for number in arguments.only.split(",")} if arguments.only else None
    survivors = []
    with REPORT.open("w") as report:
        for mutant in chosen:
            if only and mutant.number not in only:
                continue
            found, coming = killer(mutant, suites)
            line = f"{mutant.number}\t{mutant}\t{found or f'SURVIVED, {coming} suites come to it'}"
            print(line, flush=True)
            report.write(line + "\n")
            report.flush()
            survivors += [] if found else [mutant]
    tried = len(only) if only else len(chosen)
    print(f"{tried} faults, {tried - len(survivors)} noticed, {len(survivors)} survived: {REPORT}")


if __name__ == "__main__":
    main()
