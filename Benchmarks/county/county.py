#!/usr/bin/env python3
"""Makes up a county: the submissions of its departments for the form set hunan-2023.

    python3 Benchmarks/county/county.py --count 100 --seed 1 --output out/county

The same seed gives the same bytes, and a department is the same whatever the count. All figures agree with each other,
so that `annex check` finds nothing, unless --faults asks for departments with faults.
"""
import argparse
import pathlib
import sys

import emit
import faults
from department import Department

NOTES = {
    "filing": "每张表下面的落款", "narrative": "附件1  自评报告", "baseData": "附件2  部门整体支出绩效评价基础数据表",
    "overall": "附件3  部门整体支出绩效自评表", "projects": "附件4、附件5  每个项目一份自评报告、一张自评表", "roster": "附件6  预算绩效管理工作负责人名册",
}


def main():
    wanted = arguments()
    folder = pathlib.Path(wanted.output)
    folder.mkdir(parents=True, exist_ok=True)
    faulty = faults.faulty(wanted.count, wanted.faults)
    for index in range(wanted.count):
        department = Department(wanted.seed, wanted.first + index, wanted.rows)
        submission = department.submission(wanted.pages, wanted.narrative)
        faulty.get(index, lambda _: None)(submission)
        text = emit.json_text(submission) if wanted.format == "json" else emit.yaml_text(submission, NOTES)
        (folder / f"{wanted.first + index:05d}-{department.short_name}.{wanted.format}").write_text(text, encoding="utf-8", newline="\n")
    print(f"{wanted.count} submissions in {folder}", file=sys.stderr)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--output", required=True, metavar="FOLDER")
    parser.add_argument("--count", type=int, default=100, help="how many departments (100)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first department (0)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=["yaml", "json"], default="yaml")
    parser.add_argument("--narrative", action="store_true", help="a 附件1 of realistic length instead of a summary of one page")
    parser.add_argument("--pages", type=int, metavar="N", help="a 附件1 of about N pages, 1 or at least 5")
    parser.add_argument("--rows", type=int, metavar="N", help="N projects in 附件2")
    parser.add_argument("--faults", type=int, default=0, metavar="N", help="N departments with a typical fault each")
    wanted = parser.parse_args()
    if not 0 <= wanted.faults <= wanted.count or wanted.count < 1 or wanted.first < 0:
        parser.error("--count is at least 1, --first at least 0, --faults from 0 to --count")
    return wanted


if __name__ == "__main__":
    main()
