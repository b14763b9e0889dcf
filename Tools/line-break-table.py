#!/usr/bin/env python3
"""Writes Sources/Layout/Text/LineBreakData.swift from the Unicode Character Database.

Debian's package unicode-data has the files:  python3 Tools/line-break-table.py [/usr/share/unicode]
Debian 12's is of Unicode 15.0. With another version, Tests/LayoutTests/Unicode needs its LineBreakTest.txt.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
OUT = pathlib.Path(__file__).parent.parent / "Sources/Layout/Text/LineBreakData.swift"
# Ranges whose unassigned characters default to ID (header of LineBreak.txt).
IDEOGRAPHIC = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD),
               (0x1F000, 0x1FAFF), (0x1FC00, 0x1FFFD)]


def properties(name, wanted=None):
    """Code point -> value of a property file; with `wanted`, only that value's code points."""
    values = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) < 2 or (wanted and fields[1] != wanted):
            continue
        first, _, last = fields[0].partition("..")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            values[code] = fields[1]
    return values


LINE_BREAK = properties("LineBreak.txt")
CATEGORY = properties("extracted/DerivedGeneralCategory.txt")
WIDTH = properties("EastAsianWidth.txt")
PICTOGRAPH = properties("emoji/emoji-data.txt", "Extended_Pictographic")


def resolved(code):
    unassigned_pictograph = code in PICTOGRAPH and CATEGORY.get(code, "Cn") == "Cn"
    if code not in LINE_BREAK:
        if any(first <= code <= last for first, last in IDEOGRAPHIC):
            return "IDX" if unassigned_pictograph else "ID"
        return "PR" if 0x20A0 <= code <= 0x20CF else "AL"
    name = LINE_BREAK[code]
    wide = WIDTH.get(code) in ("F", "W", "H")
    if unassigned_pictograph:
        return "IDX"
    if name == "SA":
        return "CM" if CATEGORY.get(code) in ("Mn", "Mc") else "AL"
    return {"SG": "AL", "XX": "AL", "CJ": "NS", "OP": "OPW" if wide else "OP", "CP": "CPW" if wide else "CP"}.get(name, name)


def lines():
    line, previous = "", None
    for code in range(0x110000):
        name = resolved(code)
        if name == previous:
            continue
        previous = name
        entry = f"{code:X} {name} "
        if len(line) + len(entry) > 108:
            yield line.rstrip()
            line = ""
        line += entry
    yield line.rstrip()


VERSION = re.match(r"# LineBreak-(\d+\.\d+)", (ROOT / "LineBreak.txt").read_text(encoding="utf-8")).group(1)

OUT.write_text(f"""extension LineBreakClass {{
    /// Where each run of equal classes begins, and the class: made by Tools/line-break-table.py from Unicode {VERSION}'s
    /// LineBreak.txt, with LB1 resolved and the wide brackets (OPW, CPW) and unassigned pictographs (IDX) told apart.
    static let table: StaticString = \"\"\"
""" + "\n".join("        " + line for line in lines()) + """
        \"\"\"
}
""", encoding="utf-8")
