#!/usr/bin/env python3
"""Tries the Debian packages in a Debian that has neither Swift nor this project:

    check.py [--suite bookworm] --packages .build/deb --program .build/release/annex FOLDER

The system is made in FOLDER by debootstrap and kept for the next time. The packages are installed, the program is held against
PROGRAM, which was built here, and afterwards nothing of them may be left.
    DEBIAN_MIRROR  where debootstrap takes packages from
"""

import argparse
import filecmp
import pathlib
import subprocess
import sys
import tempfile
import time

import prompt
import system as systems

PROJECT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = "layouts/hunan-2023/example/submission.yaml"
USER = "65532:65532"


class Checks:
    """What was looked at, and how it was."""

    def __init__(self):
        self.passed = self.failed = 0

    def expect(self, holds, what, told=""):
        if holds:
            self.passed += 1
            print(f"  {what}")
        else:
            self.failed += 1
            print(f"✗ {what}\n{told}", file=sys.stderr)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


def install(checks, system, packages):
    """Installs the packages as a person would, and tells how large they are and how long it takes."""
    names = [f"/packages/{each.name}" for each in packages]
    system.run(["apt-get", "update", "-qq"])
    request = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    system.run([*request, "--download-only", *names])
    began = time.monotonic()
    system.run([*request, *names])
    seconds = time.monotonic() - began
    for each in packages:
        installed = system.run(["dpkg-query", "-W", "-f", "${Installed-Size}", each.name.split("_")[0]]).stdout
        print(f"  {each.name}: {each.stat().st_size / 1e6:.1f} MB, installed {int(installed) / 1024:.1f} MB")
    libraries = system.run(["dpkg-query", "-W", "-f", "${Package}\n"]).stdout.count("\n")
    print(f"  installed in {seconds:.1f} s; the system has {libraries} packages")
    checks.expect(not (system.root / "usr/share/annex/layouts/README.md").is_symlink(), "form sets are installed")
    checks.expect(system.run(["sh", "-c", "command -v swift"], check=False).returncode != 0, "there is no Swift")
    checks.expect(system.run(["dpkg", "--verify"]).stdout == "", "dpkg finds every file as it is packed")


def use(checks, system, program):
    """The program does what the one of the project does, for a user who is not root, and finds its libraries."""
    work = system.root / "tmp/work"
    work.mkdir()
    work.chmod(0o777)

    def annex(*arguments, **options):
        return system.run(["sh", "-c", 'cd /tmp/work && exec annex "$@"', "sh", *arguments], USER, check=False, **options)

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "render", EXAMPLE, "-o", folder], cwd=PROJECT, check=True, capture_output=True)
        made = annex("render", f"/usr/share/annex/{EXAMPLE}", "-o", "out")
        checks.expect(made.returncode == 0, "renders the example", made.stderr)
        here = next(pathlib.Path(folder).glob("*.pdf"))
        there = work / "out" / here.name
        checks.expect(filecmp.cmp(here, there, shallow=False), f"the same bytes as the project's program: {here.name}")
    versions = [
        [line.rsplit("  ", 1)[0] for line in told.splitlines() if "/" in line]
        for told in (annex("--version").stdout, subprocess.run(
            [program, "--version"], check=True, capture_output=True, text=True).stdout)
    ]
    checks.expect(versions[0] == versions[1] and len(versions[0]) > 5, "--version tells the same form sets and faces", versions)
    told = annex("verify", f"out/{there.name}")
    checks.expect(told.returncode == 0 and "逐字节相同" in told.stdout, "verifies it (libqpdf)", told.stderr)
    told = annex("new", "hunan-2023", "--workbook", "-o", "表.xlsx", "--from", f"/usr/share/annex/{EXAMPLE}", "--whole")
    checks.expect(told.returncode == 0, "writes a workbook (libxlsxwriter)", told.stderr)
    told = annex("check", "表.xlsx")
    checks.expect(told.returncode == 0, "reads it back (libzip, libxml2)", told.stderr)
    told = annex("printers")
    checks.expect("libcups" not in told.stderr and told.returncode == 3, "asks for printers (libcups)", told.stderr)
    told = annex("render", "表.xlsx", "-o", "out", ANNEX_LAYOUTS="/nowhere")
    checks.expect(told.returncode == 2 and "ANNEX_LAYOUTS" in told.stderr, "looks into ANNEX_LAYOUTS", told.stderr)


def read_manuals(checks, system):
    words_of = {"zh_CN.UTF-8": ["用法", "表样", "退出码"], "C.UTF-8": ["SYNOPSIS", "form sets", "EXIT STATUS"]}
    for language, words in words_of.items():
        shown = system.run(["man", "annex"], USER, LANG=language, MANPAGER="cat", MANWIDTH="100")
        missing = [word for word in words if word not in shown.stdout]
        checks.expect(not missing, f"man annex with LANG={language}", f"{missing}\n{shown.stdout}{shown.stderr}")
        listed = system.run(["man", "-k", "annex"], check=False, LANG=language).stdout
        commands = system.run(["sh", "-c", "ls /usr/share/man/man1/annex*"]).stdout.split()
        missing = [each for each in commands if f"{pathlib.Path(each).name.split('.')[0]} (1)" not in listed]
        checks.expect(not missing, f"man -k annex lists {len(commands)} pages", f"{missing}\n{listed}")


def complete(checks, system):
    """Each shell completes commands, options, files, folders and form sets at its prompt."""
    cases = [
        ("annex rend", "annex render ", "a command"),
        ("annex layout che", "annex layout check ", "a command of a command"),
        ("annex render --page", "annex render --page-codes ", "an option"),
        ("annex render --archive 3", "annex render --archive 3a", "a value"),
        ("annex new nat", "annex new national-p", "a form set"),
        ("annex new hun", "annex new hunan-2023", "the only form set that fits"),
        ("annex import x.xlsx --form-set rect", "rectification", "a form set of an option"),
        ("annex check 县", "annex check 县委办.yaml", "a submission"),
        ("annex verify 县", "annex verify 县委办.pdf", "a PDF"),
        ("annex check x.yaml --layouts for", "forms/", "a folder"),
    ]
    folder = system.root / "tmp/typing"
    (folder / "forms").mkdir(parents=True)
    for name in ("县委办.yaml", "县委办.pdf", "format.txt"):
        (folder / name).touch()
    for shell in prompt.SHELLS:
        typed = prompt.Prompt(system, shell, "/tmp/typing")
        for line, expected, what in cases:
            shown = typed.complete(line)
            checks.expect(expected in shown, f"{shell} completes {what}: {line}", repr(shown))
        typed.end()


def run_confined(checks, system):
    """As in a container: not root, and its own file system read-only; and as the service of an inbox."""
    subprocess.run(["mount", "-t", "tmpfs", "work", system.root / "srv"], check=True)
    (system.root / "srv").chmod(0o777)
    subprocess.run(["mount", "-o", "remount,ro", system.root], check=True)
    made = system.run(["annex", "render", f"/usr/share/annex/{EXAMPLE}", "-o", "/srv/out"], USER, check=False)
    checks.expect(made.returncode == 0, "renders as another user on a read-only system", made.stderr)
    subprocess.run(["mount", "-o", "remount,rw", system.root], check=True)
    inbox = system.root / "srv/inbox"
    inbox.mkdir()
    for name in ("hunan-2023", "national-project"):
        (inbox / f"{name}.yaml").write_bytes((PROJECT / f"layouts/{name}/example/submission.yaml").read_bytes())
    (inbox / "broken.yaml").write_text("formSet: hunan-2023\nyear: x\n")
    made = system.run(["/usr/libexec/annex/render-inbox", "/srv/inbox", "/srv/pdf"], USER, check=False)
    output = sorted(each.name for each in (system.root / "srv/pdf").iterdir())
    checks.expect(
        made.returncode == 0 and len([name for name in output if name.endswith(".pdf")]) == 2 and "report.html" in output,
        "an inbox is rendered; what is refused stands in the report", f"{output}\n{made.stdout}{made.stderr}")
    subprocess.run(["umount", system.root / "srv"], check=True)


def verify_units(checks, system):
    """Systemd knows every word of the units; of the folders that they name only the program's is there."""
    places = [system.root / "lib/systemd/system", system.root / "usr/lib/systemd/system"]
    units = sorted(next(each for each in places if any(each.glob("annex-inbox@*"))).glob("annex-inbox@*"))
    with tempfile.TemporaryDirectory() as folder:
        copies = []
        for unit in units:
            text = unit.read_text().replace("ExecStart=/", f"ExecStart={system.root}/")
            (pathlib.Path(folder) / unit.name).write_text(text)
            copies.append(f"{folder}/{unit.name}".replace("@.", "@county."))
        told = subprocess.run(["systemd-analyze", "verify", "--man=no", *copies], capture_output=True, text=True)
        names = ", ".join(unit.name for unit in units)
        about = [line for line in told.stderr.splitlines() if "annex-inbox" in line]
        checks.expect(
            told.returncode == 0 and not about and len(units) == 3, f"systemd accepts {names}", told.stderr)


def remove(checks, system, packages, before):
    system.run(["rm", "-rf", "/tmp/work", "/tmp/typing"])
    names = [each.name.split("_")[0] for each in packages]
    # What others only recommend goes, too: libc6 of Debian 13 recommends libidn2-0, which was not there before.
    alone = ["-o", "APT::AutoRemove::RecommendsImportant=false", "-o", "APT::AutoRemove::SuggestsImportant=false"]
    system.run(["apt-get", "purge", "-y", "-qq", "--autoremove", *alone, *names])
    after = system.files()
    left = sorted(path for path in after if path not in before)
    gone = sorted(path for path in before if path not in after)
    mine = system.run(["sh", "-c", "find / -xdev -iname '*annex*' -not -path '/proc/*' -not -path '/packages*' "
                       "-not -path '/var/cache/apt/*' -not -path '/tmp/*'"]).stdout
    checks.expect(mine == "", "nothing of the packages is left", mine)
    checks.expect(not left and not gone, "nothing of what they need is left either", f"left {left}\ngone {gone}")
    checks.expect("annex" not in system.run(["dpkg", "-l"]).stdout, "dpkg knows none of them any more")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--packages", type=lambda path: pathlib.Path(path).resolve(), required=True)
    parser.add_argument("--program", type=lambda path: pathlib.Path(path).resolve(), required=True)
    options = parser.parse_args()
    packages = sorted(options.packages.glob("*.deb"))
    if len(packages) != 3:
        raise SystemExit(f"{options.packages} 里应有三个软件包，先运行 make deb / there should be three packages: make deb")
    systems.own_mounts()
    system = systems.System(options.folder, options.suite)
    system.make()
    system.enter(options.packages)
    checks = Checks()
    before = system.files()
    install(checks, system, packages)
    use(checks, system, options.program)
    read_manuals(checks, system)
    complete(checks, system)
    run_confined(checks, system)
    verify_units(checks, system)
    remove(checks, system, packages, before)
    system.leave()
    return checks.end()


if __name__ == "__main__":
    sys.exit(main())
