#!/usr/bin/env python3
"""Build the faces of this folder from their pinned source packages.

    python3 -m venv venv && venv/bin/pip install -r fonts/requirements.txt
    venv/bin/python fonts/build.py [--work DIR] [--only AnnexFang ...] [--check]

Needs a Debian 12 system (apt-get, dpkg-deb, fc-scan) with package sources for
`main`. Every package is fetched in the version named below and compared with
its SHA-256, so a rebuild gives the same bytes or stops.

What is done to each face is in its entry in FACES; what is common to all:

* static TrueType outlines, without hints;
* one family of its own, style Regular, weight 400: a program finds a face by
  its family name alone and nothing is emboldened or slanted on its behalf;
* U+0020, U+00A0 and U+3000 in every face, because a text layout engine keeps a
  space in the face of the text before it;
* of the layout features only vertical forms (`vert`, `vrt2`);
* one and the same table of baselines: an engine that aligns runs of different
  faces by their baselines (Pango does) must find them in one place, else it
  guesses from the descent and sets ballot boxes and rare Han too high;
* check boxes and ticks in Annex Symbols alone, so that □ and ☑ match;
* no glyph that is empty or shows another character than its own: shapes.py finds
  them, `wrong` in a face's entry leaves them out, and the next face of the chain
  draws the character;
* the origin's copyright and licence records, and a dated notice of change.

Also written: fonts.yaml, charsets/, licenses/ and the table in README.md.
"""

from __future__ import annotations

import argparse
import bz2
import dataclasses
import datetime
import functools
import gzip
import hashlib
import logging
import multiprocessing
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
from typing import Callable

from fontTools import subset
from fontTools.misc.timeTools import timestampSinceEpoch
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph

import shapes

HERE = pathlib.Path(__file__).resolve().parent

# The days the changes were made. A face's day is the date of its notice of change; give it
# a new one whenever a change below alters it. The time stamp of all faces stays the first
# day: it goes into documents, whose bytes are to change only where a glyph of theirs does.
FIRST_DAY = datetime.date(2026, 11, 23)
GLYPHS_TAKEN_OUT = datetime.date(2026, 11, 28)
MARKS_PLACED = datetime.date(2026, 11, 28)

# Latin letters and digits are enlarged against their origin: at the same
# nominal size they would look small beside Han.
LATIN_SCALE = 1.06

# Largest distance, in units of an em of 1000, of a converted curve from its origin.
CURVE_ERROR = 0.6


# ---------------------------------------------------------------- packages

@dataclasses.dataclass(frozen=True)
class Package:
    kind: str  # "deb" or "wheel"
    name: str
    version: str
    sha256: str


PACKAGES = {p.name: p for p in (
    Package("deb", "fonts-noto-cjk", "1:20220127+repack1-1",
            "4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502"),
    Package("deb", "fonts-noto-cjk-extra", "1:20220127+repack1-1",
            "5f6536c99f9b3d77a3c383c3f1544f6d49350e7f20832c4c979af0e33f603cb5"),
    Package("deb", "texlive-lang-chinese", "2022.20230122-1",
            "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0"),
    Package("deb", "fonts-arphic-gkai00mp", "2.11-16",
            "7c5452a4f5ce4eb351ceb25ee9ae359c8b094c2fd68955b9c93bd34c315bebf1"),
    Package("deb", "fonts-croscore", "20201225-1",
            "64904820b729ff40038f85683004e3b94b328d969bc0fbba263c58d635452923"),
    Package("deb", "fonts-lxgw-wenkai", "1.250+repack-1",
            "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318"),
    Package("deb", "fonts-noto-core", "20201225-1",
            "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba"),
    Package("deb", "fonts-babelstone-han", "15.0.5-2",
            "c7b7f9b5b78ad14c94d7e6d2b103307a7a643844c7db856fb97611d9d8a80589"),
    Package("deb", "fonts-hanazono", "20170904-2.1",
            "a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae"),
    Package("deb", "unicode-data", "15.0.0-1",
            "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc"),
    Package("wheel", "pylopdf-fonts-zh-cn", "0.1.1",
            "e2661ef3790cbe0f0f6aa5338b6859b7cd288ee75bc88cd4239c62cd025d4fb3"),
)}


def sha256(path: pathlib.Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def fetch(package: Package, folder: pathlib.Path) -> pathlib.Path:
    """The package's archive inside `folder`, downloaded if it is not there yet."""
    stem = package.name if package.kind == "deb" else package.name.replace("-", "_")
    pattern = f"{stem}_*.deb" if package.kind == "deb" else f"{stem}-*.whl"
    if not list(folder.glob(pattern)):
        if package.kind == "deb":
            command = ["apt-get", "download", "-qq", f"{package.name}={package.version}"]
        else:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                       f"{package.name}=={package.version}"]
        subprocess.run(command, cwd=folder, check=True)
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{package.name}: expected one archive, found {len(found)}")
    actual = sha256(found[0])
    if actual != package.sha256:
        raise SystemExit(f"{found[0].name}: SHA-256 is {actual}, expected {package.sha256}")
    return found[0]


def unpack(work: pathlib.Path) -> None:
    """Fetch, verify and extract all packages to `work`/NAME."""
    archives = work / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES.values():
        archive = fetch(package, archives)
        target = work / package.name
        if target.exists():
            continue
        if package.kind == "deb":
            subprocess.run(["dpkg-deb", "-x", str(archive), str(target)], check=True)
        else:
            with zipfile.ZipFile(archive) as z:
                z.extractall(target)


# ------------------------------------------------------------ character sets

def span(first: int, last: int) -> set[int]:
    return set(range(first, last + 1))


def chars(text: str) -> set[int]:
    return {ord(c) for c in text}


def decoded(codec: str, leads: range, trails: range) -> set[int]:
    """The code points a two-byte codec has in the given area."""
    out = set()
    for lead in leads:
        for trail in trails:
            text = bytes((lead, trail)).decode(codec, "ignore")
            if len(text) == 1:
                out.add(ord(text))
    return out


# The 6763 Han of GB 2312-80; its symbols are taken through GBK, whose mapping
# has U+00B7 and U+2014 where the GB 2312 codec has U+30FB and U+2015.
GB2312 = decoded("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))
GB2312_MARKS = {c for c in decoded("gbk", range(0xA1, 0xAA), range(0xA1, 0xFF))
                if not 0xE000 <= c <= 0xF8FF}
GBK = {c for c in decoded("gbk", range(0x81, 0xFF), range(0x40, 0xFF))
       if 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF}

# Unified ideographs inside the compatibility block, and the radicals, that
# GB 18030-2022 asks of its level 1.
COMPATIBILITY_12 = {0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24,
                    0xFA27, 0xFA28, 0xFA29}
RADICALS_14 = {0x2E81, 0x2E84, 0x2E88, 0x2E8B, 0x2E8C, 0x2E97, 0x2EA7, 0x2EAA, 0x2EAE, 0x2EB3,
               0x2EB6, 0x2EB7, 0x2EBB, 0x2ECA}
LEVEL1 = span(0x4E00, 0x9FEF) | span(0x3400, 0x4DB5) | COMPATIBILITY_12 | RADICALS_14
LEVEL3_BLOCKS = (span(0x20000, 0x2A6D6) | span(0x2A700, 0x2B734) | span(0x2B740, 0x2B81D)
                 | span(0x2B820, 0x2CEA1) | span(0x2CEB0, 0x2EBE0) | span(0x2F00, 0x2FD5))

SPACES = {0x20, 0xA0, 0x3000}
ASCII = span(0x20, 0x7E)
# Latin letters, with those of pinyin. No mark that Chinese sets full width.
LATIN = ((ASCII | span(0xC0, 0x17F) | span(0x1CD, 0x1DC) | {0x1F8, 0x1F9, 0x251, 0x261, 0x1E3F}
          | SPACES) - chars("×÷"))
SYMBOLS = (ASCII | span(0xA0, 0x17F) | span(0x1CD, 0x1DC) | {0x20AC} | GB2312_MARKS
           | span(0x2000, 0x206F) | span(0x2100, 0x22FF) | span(0x2460, 0x27BF)
           | span(0x3000, 0x30FF) | span(0x3200, 0x33FF) | span(0xFE30, 0xFE4F)
           | span(0xFF00, 0xFFEF) | span(0x1F8, 0x1F9) | {0x251, 0x261})
HAN = (span(0x3400, 0x4DBF) | span(0x4E00, 0x9FFF) | span(0xF900, 0xFAFF)
       | span(0x20000, 0x3FFFF) | span(0x2E80, 0x2FDF) | span(0x31C0, 0x31EF))
CJK_MARKS = span(0x3000, 0x30FF) | span(0xFE30, 0xFE4F) | span(0xFF00, 0xFFEF)
CHECKBOXES = chars("☐☑☒□■✓✔✕✖✗✘")
CONTROLS = "".join(map(chr, range(0x20)))
# Enclosed numbers and geometric shapes.
SHAPES = span(0x2460, 0x24FF) | span(0x25A0, 0x26FF)

# Marks that stand in the middle of a whole em in Chinese text.
FULL_WIDTH = chars("·‖…‘’“”±×÷§※→←↑↓♂♀℃￠￡￥")
# Marks that reach from edge to edge, so that a dash of two has no gap.
DASHES = chars("—―")


@dataclasses.dataclass(frozen=True)
class Sets:
    """What depends on the packages: the table of 8105 and the origins' coverage."""
    tgh: frozenset[int]
    song: frozenset[int]
    rare_a: frozenset[int]


def read_tgh(work: pathlib.Path) -> set[int]:
    """通用规范汉字表: the characters that have a kTGH entry in Unihan."""
    path = work / "unicode-data/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        found = re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", lines.read(), re.MULTILINE)
    return {int(code, 16) for code in found}


def read_charsets(tgh: set[int]) -> dict[str, tuple[str, set[int], int]]:
    """Name → (source, code points, the number there must be)."""
    level2 = LEVEL1 | tgh
    return {
        "gb2312": ("GB 2312-80, the Han of its levels 1 and 2", GB2312, 6763),
        "tgh-8105": ("通用规范汉字表 (2013), from the kTGH field of Unihan 15.0", tgh, 8105),
        "gb18030-level1": ("GB 18030-2022, implementation level 1", LEVEL1, 27584),
        "gb18030-level2": ("GB 18030-2022, implementation level 2 (level 1 and 通用规范汉字表)",
                           level2, 27780),
        "gb18030-level3": ("GB 18030-2022, implementation level 3 (level 2, Ext B to F, Kangxi "
                           "radicals)", level2 | LEVEL3_BLOCKS, 88115),
    }


# -------------------------------------------------------------------- faces

@dataclasses.dataclass(frozen=True)
class Face:
    file: str
    family: str
    package: str
    path: str
    origin: str               # the origin's full name
    licence: str
    licence_file: str
    keep: Callable[[set[int], Sets], set[int]]  # (origin's coverage, sets) → wanted
    changes: str              # what was done, for the notice and README.md
    scale: float = 1.0        # enlarges outlines and advances, by lowering unitsPerEm
    shift: int = 0            # moves glyphs from U+2000 on upwards, in 1/1000 em
    # For a mark how much it is enlarged, and where the left and the lower edge of its ink come to
    # stand, in 1/1000 em.
    marks: dict[str, tuple[float, int, int]] = dataclasses.field(default_factory=dict)
    chinese: bool = False     # full-width marks and joining dashes
    checkbox: bool = False    # fit to the em box of Han
    licence_record: str = ""  # name record 13 where the origin has none
    wrong: str = ""           # characters that the origin draws as others or not at all
    modified: datetime.date = FIRST_DAY


OFL = "SIL Open Font License 1.1"
ARPHIC = "Arphic Public License"
NOTO_CJK = "usr/share/fonts/opentype/noto/"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
CROSCORE = "usr/share/fonts/truetype/croscore/"

# The origin draws them small and towards the middle; here they stand where those of Annex Fang do.
KAI_MARKS = {"。": (1.2, 140, 5), "、": (1.1, 145, 0), "，": (1.25, 170, -105), "；": (1.2, 180, -60),
             "：": (1.2, 190, 85), "．": (1.1, 100, 70), "！": (1.1, 190, 25), "？": (1.1, 80, 25)}

FACES = (
    Face("AnnexLatin.ttf", "Annex Latin", "fonts-croscore", CROSCORE + "Tinos-Regular.ttf",
         "Tinos Regular", OFL, "tinos.txt",
         lambda have, s: LATIN, scale=LATIN_SCALE,
         changes=f"cut to ASCII and Latin letters, enlarged by {LATIN_SCALE}"),
    Face("AnnexLatinBold.ttf", "Annex Latin Bold", "fonts-croscore", CROSCORE + "Tinos-Bold.ttf",
         "Tinos Bold", OFL, "tinos.txt",
         lambda have, s: LATIN, scale=LATIN_SCALE,
         changes=f"cut to ASCII and Latin letters, enlarged by {LATIN_SCALE}"),
    Face("AnnexFang.ttf", "Annex Fang", "texlive-lang-chinese", FANDOL,
         "FandolFang Regular", "GPL 3 with font exception", "fandol.txt",
         # Its ①, ○ and the like are larger than a character; those of Annex Song serve.
         lambda have, s: have - SHAPES, shift=72, chinese=True,
         changes="converted to TrueType outlines, Han and marks moved up by 0.072 em, "
                 "enclosed numbers and geometric shapes removed, embedding permission set to "
                 "installable, font exception extended to this version",
         licence_record="GNU General Public License, version 3, with the font exception: if you "
                        "create a document which uses this font, and embed this font or unaltered "
                        "portions of this font into the document, this font does not by itself "
                        "cause the resulting document to be covered by the GNU General Public "
                        "License.",
         wrong=CONTROLS
         # ￥ is ＄, ￣ a hyphen, • the dot ·; θ, κ and Υ are the symbols ϑ, ϰ and ϒ.
         + "￥￣•θκΥ"
         # Traditional characters drawn as simplified or other ones.
         + "幹捨滷準癥臟衹醜餘鬆鬱鹼",
         modified=GLYPHS_TAKEN_OUT),
    Face("AnnexHei.ttf", "Annex Hei", "fonts-noto-cjk-extra", NOTO_CJK + "NotoSansCJK-Medium.ttc",
         "Noto Sans CJK SC Medium", OFL, "noto-cjk.txt",
         lambda have, s: SYMBOLS | GBK | s.tgh, chinese=True,
         changes="cut to GBK, 通用规范汉字表 and symbols, converted to TrueType outlines",
         # • is the dot ·, 壿 is 墫.
         wrong="•壿", modified=GLYPHS_TAKEN_OUT),
    Face("AnnexTitle.ttf", "Annex Title", "fonts-noto-cjk", NOTO_CJK + "NotoSerifCJK-Bold.ttc",
         "Noto Serif CJK SC Bold", OFL, "noto-cjk.txt",
         lambda have, s: SYMBOLS | GB2312 | s.tgh, chinese=True,
         changes="cut to GB 2312, 通用规范汉字表 and symbols, converted to TrueType outlines",
         # ㍿ is in the order of vertical text.
         wrong="㍿", modified=GLYPHS_TAKEN_OUT),
    Face("AnnexKai.ttf", "Annex Kai", "fonts-arphic-gkai00mp",
         "usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf",
         "AR PL KaitiM GB", ARPHIC, "ARPHICPL.TXT",
         lambda have, s: have, marks=KAI_MARKS, chinese=True,
         changes="marks that close enlarged and placed at the lower left of the em, embedding "
                 "permission set to installable",
         # Empty glyphs.
         wrong=CONTROLS + "ńňɑɡⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ︱︳︴︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄"
         # ∏ and ∑ are Π and Σ, ＇ is ′, ￠ the sign ₵; ζ and χ look like ξ and x, κ and Υ are the
         # symbols ϰ and ϒ, ♂ has its arrow upright.
         + "∏∑＇￠ζχκΥ♂",
         modified=MARKS_PLACED),
    Face("AnnexSong.ttf", "Annex Song", "pylopdf-fonts-zh-cn",
         "pylopdf_fonts_zh_cn/NotoSerifSC-Regular.otf",
         "Noto Serif SC Regular", OFL, "noto-serif-sc.txt",
         lambda have, s: have, chinese=True,
         changes="converted to TrueType outlines"),
    Face("AnnexFiller.ttf", "Annex Filler", "fonts-lxgw-wenkai",
         "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf",
         "LXGW WenKai Light", OFL, "lxgw-wenkai.txt",
         lambda have, s: (GBK | s.tgh) - GB2312, shift=25,
         changes="cut to GBK and 通用规范汉字表 without GB 2312, moved up by 0.025 em",
         # 凗 is 冫 alone, 醖 is 醞.
         wrong="凗醖", modified=GLYPHS_TAKEN_OUT),
    Face("AnnexSymbols.ttf", "Annex Symbols", "fonts-noto-core",
         "usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf",
         "Noto Sans Symbols2 Regular", OFL, "noto-symbols2.txt",
         lambda have, s: CHECKBOXES - chars("□"), checkbox=True,
         changes="cut to check boxes and ticks, fitted to the em box of Han"),
    Face("AnnexRareA.ttf", "Annex Rare A", "fonts-babelstone-han",
         "usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf",
         "BabelStone Han", ARPHIC, "babelstone-han.txt",
         lambda have, s: HAN - s.song,
         changes="cut to the Han that Annex Song lacks"),
    Face("AnnexRareB.ttf", "Annex Rare B", "fonts-hanazono",
         "usr/share/fonts/truetype/hanazono/HanaMinB.ttf",
         "HanaMinB", "Hanazono Font License", "hanazono.txt",
         lambda have, s: HAN - s.song - s.rare_a,
         changes="cut to the Han that Annex Song and Annex Rare A lack",
         licence_record="Hanazono Font License: This font is a free software. Unlimited permission "
                        "is granted to use, copy, and distribute it, with or without modification, "
                        "either commercially and noncommercially. THIS FONT IS PROVIDED \"AS IS\" "
                        "WITHOUT WARRANTY."),
)

# Loaded only once a text has a character that no other face has.
RARE_ONLY = ["Annex Rare A", "Annex Rare B"]
RARE = ["Annex Song", "Annex Symbols", *RARE_ONLY]
ROLES = {
    "title": ["Annex Latin Bold", "Annex Title", *RARE],
    "body": ["Annex Latin", "Annex Fang", "Annex Filler", *RARE],
    "hei": ["Annex Hei", *RARE],
    "kai": ["Annex Latin", "Annex Kai", "Annex Filler", *RARE],
    "song": ["Annex Latin", *RARE],
}


def open_origin(face: Face, work: pathlib.Path) -> TTFont:
    path = work / face.package / face.path
    number = -1
    if path.suffix == ".ttc":
        with TTCollection(path, lazy=True) as collection:
            names = [font["name"].getDebugName(4) for font in collection.fonts]
        number = names.index(face.origin)
    return TTFont(path, fontNumber=number, lazy=True, recalcTimestamp=False)


def set_cmap(font: TTFont, mapping: dict[int, str]) -> None:
    """Replace all character maps by one of the BMP and one of all planes."""
    table = newTable("cmap")
    table.tableVersion = 0
    table.tables = []
    for form, encoding, part in (
            (4, 1, {c: g for c, g in mapping.items() if c <= 0xFFFF}),
            (12, 10, mapping)):
        if form == 12 and len(part) == len(table.tables[0].cmap):
            continue
        sub = CmapSubtable.newSubtable(form)
        sub.platformID, sub.platEncID, sub.language = 3, encoding, 0
        sub.cmap = dict(sorted(part.items()))
        table.tables.append(sub)
    font["cmap"] = table


def cut(font: TTFont, unicodes: set[int]) -> None:
    """Reduce the font to the given characters and their vertical forms."""
    best = font.getBestCmap()
    set_cmap(font, {c: best[c] for c in sorted(unicodes) if c in best})
    options = subset.Options()
    options.layout_features = ["vert", "vrt2"]
    options.drop_tables += ["VORG", "BASE", "DSIG", "GPOS", "GDEF", "FFTM", "meta", "mort", "gasp",
                            "kern"]
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)


def bounds(glyphs, name: str) -> tuple[float, float, float, float] | None:
    pen = BoundsPen(glyphs)
    glyphs[name].draw(pen)
    return pen.bounds


def transforms(face: Face, font: TTFont) -> tuple[dict[str, tuple], dict[str, int]]:
    """The glyphs to be changed: name → affine transformation, name → new advance."""
    em = font["head"].unitsPerEm
    glyphs = font.getGlyphSet()
    cmap = font.getBestCmap()
    move: dict[str, tuple] = {}
    advance: dict[str, int] = {}
    if face.shift:
        # Vertical forms, which have no code point, move along with the rest.
        latin = {g for c, g in cmap.items() if c < 0x2000 and c not in FULL_WIDTH}
        dy = round(face.shift * em / 1000)
        move = {g: (1, 0, 0, 1, 0, dy) for g in font.getGlyphOrder() if g not in latin}
    for mark, (scale, left, bottom) in face.marks.items():
        x0, y0, _, _ = bounds(glyphs, cmap[ord(mark)])
        move[cmap[ord(mark)]] = (scale, 0, 0, scale, round(left * em / 1000 - x0 * scale),
                                 round(bottom * em / 1000 - y0 * scale))
    if face.chinese:
        for code in sorted((FULL_WIDTH | DASHES) & cmap.keys()):
            name = cmap[code]
            width = font["hmtx"][name][0]
            *_, dy = move.get(name, (1, 0, 0, 1, 0, 0))
            x0, y0, x1, y1 = bounds(glyphs, name)
            if code in DASHES:
                stretch = em / (x1 - x0)
                # A dash drawn for lower-case Latin is raised to the middle of Han.
                middle = (y0 + y1) / 2 + dy
                if abs(middle / em - 0.38) > 0.03:
                    dy += round(0.38 * em - middle)
                move[name] = (stretch, 0, 0, 1, -x0 * stretch, dy)
                advance[name] = em
            elif width < em:
                move[name] = (1, 0, 0, 1, round((em - width) / 2), dy)
                advance[name] = em
    if face.checkbox:
        # The ballot box gets the size and the place that □ has in Annex Song's origin, the
        # ticks are enlarged with it, and the black square gets the size of the box.
        x0, y0, x1, y1 = bounds(glyphs, cmap[0x2610])
        grow = 0.8 * em / (x1 - x0)
        dy = 0.38 * em - (y0 + y1) / 2 * grow
        for code in sorted(CHECKBOXES & cmap.keys()):
            x0, y0, x1, y1 = bounds(glyphs, cmap[code])
            scale, rise = grow, dy
            if code == ord("■"):
                scale = 0.8 * em / (x1 - x0)
                rise = 0.38 * em - (y0 + y1) / 2 * scale
            move[cmap[code]] = (scale, 0, 0, scale, em / 2 - (x0 + x1) / 2 * scale, rise)
            advance[cmap[code]] = em
    return move, advance


def to_truetype(font: TTFont, move: dict[str, tuple], advance: dict[str, int],
                origins: dict[str, int]) -> None:
    """Give the font TrueType outlines, with the given changes, and true side bearings."""
    em = font["head"].unitsPerEm
    order = font.getGlyphOrder()
    glyphs = font.getGlyphSet()
    metrics = font["hmtx"].metrics
    cubic = "CFF " in font
    redraw = order if cubic else sorted(move)
    new: dict[str, Glyph] = {}
    if "vmtx" in font and not cubic:
        # The origin of vertical text stays where it is when a glyph moves.
        vertical = font["vmtx"].metrics
        origins = {n: vertical[n][1] + font["glyf"][n].yMax for n in redraw
                   if font["glyf"][n].numberOfContours}
    for name in redraw:
        pen = TTGlyphPen(glyphs if not cubic else None)
        target = Cu2QuPen(pen, CURVE_ERROR * em / 1000, reverse_direction=True) if cubic else pen
        if name in move:
            target = TransformPen(target, move[name])
        glyphs[name].draw(target)
        new[name] = pen.glyph()
    if cubic:
        font["loca"] = newTable("loca")
        table = font["glyf"] = newTable("glyf")
        table.glyphOrder = order
        table.glyphs = new
        del font["CFF "]
        font.sfntVersion = "\x00\x01\x00\x00"
        maxp = font["maxp"]
        maxp.tableVersion = 0x00010000
        maxp.maxZones = 1
        for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                      "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
            setattr(maxp, field, 0)
    else:
        table = font["glyf"]
        for name, glyph in new.items():
            table.glyphs[name] = glyph
    for name in order:
        glyph = table[name]
        width, bearing = metrics[name]
        if not cubic and name not in move and glyph.numberOfContours > 0:
            # Where the recorded bearing differs from the outline, renderers move
            # the outline to the bearing: make that the outline.
            glyph.recalcBounds(table)
            if glyph.xMin != bearing:
                glyph.coordinates.translate((bearing - glyph.xMin, 0))
        glyph.recalcBounds(table)
        metrics[name] = (advance.get(name, width), glyph.xMin if glyph.numberOfContours else 0)
        if "vmtx" in font and glyph.numberOfContours and name in origins:
            font["vmtx"].metrics[name] = (font["vmtx"].metrics[name][0], origins[name] - glyph.yMax)


def changes(face: Face) -> str:
    text = face.changes
    if face.chinese:
        text += ", dashes lengthened to the em, narrow marks set full width, check boxes removed"
    if face.wrong:
        text += ", glyphs that are empty or show another character removed"
    return text


def set_names(face: Face, font: TTFont) -> None:
    table = font["name"]
    kept = {}
    for number in (0, 5, 7, 8, 9, 10, 11, 12, 13, 14):
        record = table.getName(number, 3, 1, 0x409)
        if record and str(record).strip():
            kept[number] = str(record).strip()
    package = PACKAGES[face.package]
    postscript = face.family.replace(" ", "") + "-Regular"
    notice = (f"Modified {face.modified.isoformat()} for Annex from {face.origin}, {kept[5]} "
              f"(package {package.name} {package.version}): {changes(face)}; hints and layout "
              f"features other than vertical forms removed; baselines and missing spaces added; "
              f"renamed.")
    if 10 in kept:
        notice += " Description of the origin: " + kept[10]
    kept.update({
        1: face.family, 2: "Regular", 4: face.family, 6: postscript,
        3: f"{postscript};{face.modified.isoformat()}",
        5: f"{kept[5]}; Annex {face.modified.isoformat()}" if kept[5].startswith("Version")
           else f"Version {font['head'].fontRevision:.3f}; {kept[5]}; Annex {face.modified.isoformat()}",
        10: notice,
    })
    if face.licence_record:
        kept[13] = face.licence_record
    table.names = []
    for number in sorted(kept):
        table.setName(kept[number], number, 3, 1, 0x409)


def add_spaces(font: TTFont, ideographic: int) -> None:
    """Add the no-break and the ideographic space where the origin has none."""
    mapping = dict(font.getBestCmap())
    mapping.setdefault(0xA0, mapping[0x20])
    if 0x3000 not in mapping:
        name = "ideographicspace"
        font.setGlyphOrder(font.getGlyphOrder() + [name])
        font["glyf"].glyphs[name] = Glyph()
        font["glyf"].glyphOrder = font.getGlyphOrder()
        font["hmtx"].metrics[name] = (ideographic, 0)
        if "vmtx" in font:
            font["vmtx"].metrics[name] = (ideographic, 0)
        mapping[0x3000] = name
    set_cmap(font, mapping)


# Where the baselines of all faces lie, in 1/1000 em: the em box of Han from -120
# to 880 and its ink a little inside of it; across the line of vertical text, 0 to 1000.
HORIZONTAL_BASELINES = {"hang": 700, "icfb": -80, "icft": 840, "ideo": -120, "idtp": 880,
                        "math": 380, "romn": 0}
VERTICAL_BASELINES = {"hang": 820, "icfb": 40, "icft": 960, "ideo": 0, "idtp": 1000,
                      "math": 500, "romn": 120}


def add_baselines(font: TTFont) -> None:
    def axis(baselines: dict[str, int], default: str) -> otTables.Axis:
        tags = sorted(baselines)
        values = otTables.BaseValues()
        values.DefaultIndex = tags.index(default)
        values.BaseCoordCount = len(tags)
        values.BaseCoord = []
        for tag in tags:
            coordinate = otTables.BaseCoord()
            coordinate.Format = 1
            coordinate.Coordinate = round(baselines[tag] * font["head"].unitsPerEm / 1000)
            values.BaseCoord.append(coordinate)
        script = otTables.BaseScript()
        script.BaseValues, script.DefaultMinMax = values, None
        script.BaseLangSysRecord, script.BaseLangSysCount = [], 0
        record = otTables.BaseScriptRecord()
        record.BaseScriptTag, record.BaseScript = "DFLT", script
        out = otTables.Axis()
        out.BaseTagList = otTables.BaseTagList()
        out.BaseTagList.BaselineTag, out.BaseTagList.BaseTagCount = tags, len(tags)
        out.BaseScriptList = otTables.BaseScriptList()
        out.BaseScriptList.BaseScriptRecord = [record]
        out.BaseScriptList.BaseScriptCount = 1
        return out

    table = otTables.BASE()
    table.Version = 0x00010000
    table.HorizAxis = axis(HORIZONTAL_BASELINES, "romn")
    table.VertAxis = axis(VERTICAL_BASELINES, "ideo")
    font["BASE"] = newTable("BASE")
    font["BASE"].table = table


def build(face: Face, work: pathlib.Path, sets: Sets, out: pathlib.Path) -> str:
    font = open_origin(face, work)
    fs_type = font["OS/2"].fsType
    have = set(font.getBestCmap())
    origins = {}
    if "VORG" in font:
        vorg = font["VORG"]
        origins = {g: vorg[g] for g in font.getGlyphOrder()}
    wanted = face.keep(have, sets) - chars(face.wrong)
    if not face.checkbox:
        wanted = wanted - CHECKBOXES
    cut(font, (wanted & have) | SPACES)
    move, advance = transforms(face, font)
    to_truetype(font, move, advance, origins)
    if face.scale != 1:
        font["head"].unitsPerEm = round(font["head"].unitsPerEm / face.scale)
    add_spaces(font, font["head"].unitsPerEm)
    if face.checkbox:  # the same box, ticked or not
        mapping = dict(font.getBestCmap())
        mapping[0x25A1] = mapping[0x2610]
        set_cmap(font, mapping)
    add_baselines(font)

    set_names(face, font)
    stamp = timestampSinceEpoch(datetime.datetime(
        FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=datetime.timezone.utc).timestamp())
    head, os2 = font["head"], font["OS/2"]
    head.created = head.modified = stamp
    head.macStyle = 0
    head.flags = (head.flags | 0b10) & ~0b11100  # bearings at x=0; nothing left of the hints
    os2.usWeightClass = 400
    os2.fsSelection = (os2.fsSelection & ~0b1100001) | 0b1000000  # regular
    os2.fsType = 0
    os2.panose.bWeight = 5
    os2.recalcUnicodeRanges(font)
    post = font["post"]
    post.formatType = 3.0
    post.italicAngle = 0
    unfinished = out / (face.file + ".part")
    font.save(unfinished, reorderTables=True)
    unfinished.rename(out / face.file)
    return f"{face.file}: {(out / face.file).stat().st_size:,} bytes" + (
        f" (the origin's fsType is {fs_type:#x})" if fs_type else "")


def build_number(number: int, work: pathlib.Path, sets: Sets, out: pathlib.Path) -> str:
    return build(FACES[number], work, sets, out)


# ----------------------------------------------------------- the other files

def write_charsets(tgh: set[int], out: pathlib.Path) -> None:
    folder = out / "charsets"
    folder.mkdir(exist_ok=True)
    for name, (source, codes, count) in read_charsets(tgh).items():
        if len(codes) != count:
            raise SystemExit(f"{name}: {len(codes)} characters, expected {count}")
        lines = [f"# {source}.", f"# {count} code points; a range or a single one a line."]
        ordered = sorted(codes)
        start = previous = ordered[0]
        for code in [*ordered[1:], -1]:
            if code != previous + 1:
                lines.append(f"{start:04X}" if start == previous else f"{start:04X}-{previous:04X}")
                start = code
            previous = code
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_yaml(out: pathlib.Path) -> None:
    lines = ["# The faces of each role, in the order in which a character is looked for.",
             "# Written by build.py, which also explains what was done to each face.",
             "roles:"]
    width = max(map(len, ROLES)) + 1
    lines += [f"  {role + ':':{width}} [{', '.join(chain)}]" for role, chain in ROLES.items()]
    lines.append("faces:")
    lines += [f"  - {{family: {f.family}, file: {f.file}, sha256: {sha256(out / f.file)}"
              + (", rare: true}" if f.family in RARE_ONLY else "}") for f in FACES]
    (out / "fonts.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def debian_field(work: pathlib.Path, package: str, start: str) -> str:
    """A stanza of a Debian copyright file, its continuation marks taken off."""
    text = (work / package / "usr/share/doc" / package / "copyright").read_text(encoding="utf-8")
    stanzas = [s for s in re.split(r"\n\s*\n", text) if s.lstrip("\n").startswith(start)]
    lines = stanzas[0].strip("\n").split("\n")
    return "\n".join("" if line.strip() == "." else line.removeprefix(" ") for line in lines)


def write_licenses(work: pathlib.Path, out: pathlib.Path) -> None:
    folder = out / "licenses"
    folder.mkdir(exist_ok=True)

    def gz(package: str, path: str) -> str:
        return gzip.decompress((work / package / path).read_bytes()).decode("utf-8")

    texts = {
        "ARPHICPL.TXT": gz("fonts-arphic-gkai00mp", "usr/share/doc/fonts-arphic-gkai00mp/license/"
                           "english/ARPHICPL.TXT.gz"),
    }
    doc = "usr/share/doc/texlive-doc/fonts/fandol/"
    readme = (work / "texlive-lang-chinese" / doc / "README").read_text(encoding="utf-8")
    bodies = {
        "fandol.txt": "The origin's README:\n\n" + readme.strip() + "\n\nIts COPYING:\n\n"
                      + gz("texlive-lang-chinese", doc + "COPYING.gz"),
        "noto-cjk.txt": debian_field(work, "fonts-noto-cjk", "License: SIL-1.1"),
        "noto-serif-sc.txt": next((work / "pylopdf-fonts-zh-cn").glob("*/licenses/LICENSE"))
                             .read_text(encoding="utf-8"),
        "tinos.txt": debian_field(work, "fonts-croscore", "License: OFL-1.1"),
        "noto-symbols2.txt": debian_field(work, "fonts-noto-core", "License: OFL-1.1"),
        "lxgw-wenkai.txt": debian_field(work, "fonts-lxgw-wenkai", "Files: *") + "\n\n"
                           + debian_field(work, "fonts-lxgw-wenkai", "License: OFL-1.1"),
        "babelstone-han.txt": debian_field(work, "fonts-babelstone-han",
                                           "License: arphic-public-license"),
        "hanazono.txt": debian_field(work, "fonts-hanazono", "License: Hanazono-Font-License"),
    }
    extra = {
        "fandol.txt": [
            "The unmodified origin is FandolFang-Regular.otf of that package; the script that made",
            "the changes is build.py in the folder above. The font exception is extended to the",
            "modified face."],
        "babelstone-han.txt": [
            "Only Han are taken from the origin, none of the symbols that are under another",
            "licence there."],
        "hanazono.txt": [
            "The origin is offered under either of two licences; this one is chosen."],
    }
    for name, body in bodies.items():
        faces = [f for f in FACES if f.licence_file == name]
        head = []
        for face in faces:
            package = PACKAGES[face.package]
            copyright_line = open_origin(face, work)["name"].getDebugName(0)
            head += [f"{face.family} ({face.file}) is a modified version of {face.origin},",
                     f"package {package.name} {package.version}.",
                     *copyright_line.strip().splitlines()]
        head += extra.get(name, [])
        texts[name] = "\n".join(head) + "\n\n" + "-" * 72 + "\n\n" + body.strip() + "\n"
    texts["unicode-data.txt"] = (
        "charsets/tgh-8105.txt and the levels 2 and 3 of GB 18030 are derived from Unihan,\n"
        f"package unicode-data {PACKAGES['unicode-data'].version}.\n\n" + "-" * 72 + "\n\n"
        + (work / "unicode-data/usr/share/doc/unicode-data/copyright").read_text(encoding="utf-8"))
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))


def write_readme_table(out: pathlib.Path) -> None:
    readme = out / "README.md"
    if not readme.exists():
        return
    roles = {f.family: [r for r, chain in ROLES.items() if f.family in chain] for f in FACES}
    rows = ["| face | roles | origin, package and version | licence | changes | glyphs |",
            "|---|---|---|---|---|--:|"]
    sums = ["| file | bytes | SHA-256 |", "|---|--:|---|"]
    for face in FACES:
        path = out / face.file
        package = PACKAGES[face.package]
        used = roles[face.family]
        count = TTFont(path, lazy=True)["maxp"].numGlyphs
        rows.append(
            f"| {face.family} | {'all' if len(used) == len(ROLES) else ', '.join(used)} "
            f"| {face.origin}, {package.name} {package.version} "
            f"| [{face.licence}](licenses/{face.licence_file}) | {changes(face)} "
            f"| {count:,} |")
        sums.append(f"| {face.file} | {path.stat().st_size:,} | `{sha256(path)}` |")
    table = "\n" + "\n".join(rows) + "\n\n" + "\n".join(sums) + "\n\n"
    text = readme.read_text(encoding="utf-8")
    text = re.sub(r"(<!-- faces -->\n).*?(<!-- /faces -->)",
                  lambda m: m.group(1) + table + m.group(2), text, flags=re.DOTALL)
    readme.write_text(text, encoding="utf-8")


# -------------------------------------------------------------- verification

def verify(out: pathlib.Path, tgh: set[int]) -> None:
    """Open what was built and compare it with what the project relies on."""
    problems: list[str] = []

    def expect(condition: bool, message: str) -> None:
        if not condition:
            problems.append(message)

    coverage: dict[str, set[int]] = {}
    for face in FACES:
        font = TTFont(out / face.file, lazy=False)
        cmap = font.getBestCmap()
        coverage[face.family] = set(cmap)
        em = font["head"].unitsPerEm
        name = font["name"]
        expect(font["OS/2"].fsType == 0, f"{face.file}: fsType")
        expect(font["OS/2"].usWeightClass == 400, f"{face.file}: weight")
        expect(name.getDebugName(1) == face.family, f"{face.file}: family")
        expect(name.getDebugName(10).startswith(f"Modified {face.modified.isoformat()}"),
               f"{face.file}: notice of change")
        expect(bool(name.getDebugName(0) and name.getDebugName(13)),
               f"{face.file}: licence records")
        expect(SPACES <= cmap.keys(), f"{face.file}: spaces")
        expect(font["hmtx"][cmap[0x3000]][0] == em, f"{face.file}: U+3000 is not an em wide")
        unwanted = {"fvar", "CFF ", "fpgm", "prep", "cvt ", "GPOS"} & set(font.keys())
        expect(not unwanted, f"{face.file}: tables {unwanted}")
        for axis, baselines in ((font["BASE"].table.HorizAxis, HORIZONTAL_BASELINES),
                                (font["BASE"].table.VertAxis, VERTICAL_BASELINES)):
            found = [c.Coordinate * 1000 / em for c in
                     axis.BaseScriptList.BaseScriptRecord[0].BaseScript.BaseValues.BaseCoord]
            expect(all(abs(a - baselines[t]) < 1 for a, t in zip(found, sorted(baselines))),
                   f"{face.file}: baselines")
        expect(face.checkbox or not CHECKBOXES & cmap.keys(), f"{face.file}: check boxes")
        expect(not chars(face.wrong) & cmap.keys(), f"{face.file}: glyphs of other characters")
        if "GSUB" in font:
            tags = {r.FeatureTag for r in font["GSUB"].table.FeatureList.FeatureRecord}
            expect(tags <= {"vert", "vrt2"}, f"{face.file}: features {tags}")
        for glyph_name in font.getGlyphOrder():
            glyph = font["glyf"][glyph_name]
            if glyph.numberOfContours and glyph.xMin != font["hmtx"][glyph_name][1]:
                problems.append(f"{face.file}: bearing of {glyph_name}")
                break
        if face.chinese:
            narrow = [chr(c) for c in sorted((FULL_WIDTH | DASHES) & cmap.keys())
                      if font["hmtx"][cmap[c]][0] != em]
            expect(not narrow, f"{face.file}: not full width: {narrow}")
            for code in sorted(DASHES & cmap.keys()):
                glyph = font["glyf"][cmap[code]]
                expect(glyph.xMin <= 0 and glyph.xMax >= em, f"{face.file}: U+{code:04X} has gaps")
        scan = subprocess.run(
            ["fc-scan", "--format",
             "%{family}|%{style}|%{weight}|%{slant}|%{variable}|%{fontformat}",
             str(out / face.file)], capture_output=True, text=True, check=True).stdout
        expect(scan == f"{face.family}|Regular|80|0|False|TrueType", f"{face.file}: fc-scan {scan}")

    for family in ("Annex Latin", "Annex Latin Bold"):
        stray = {c for c in coverage[family] - SPACES if c > 0x7E and not chr(c).isalpha()}
        expect(not stray, f"{family}: stray marks {sorted(map(chr, stray))}")
        expect(ASCII <= coverage[family], f"{family}: ASCII is incomplete")
    expect(GB2312 <= coverage["Annex Fang"], "Annex Fang: GB 2312 is incomplete")
    expect(GB2312 <= coverage["Annex Kai"], "Annex Kai: GB 2312 is incomplete")
    expect(GB2312 | tgh <= coverage["Annex Title"], "Annex Title: GB 2312 or 8105 is incomplete")
    hei = coverage["Annex Hei"] | chars(next(f for f in FACES if f.family == "Annex Hei").wrong)
    expect(GBK | tgh <= hei, "Annex Hei: GBK or 8105 is incomplete")
    expect(LEVEL1 - RADICALS_14 - COMPATIBILITY_12 <= coverage["Annex Song"],
           "Annex Song: URO or Ext A is incomplete")

    charsets = read_charsets(tgh)
    print(f"{'':8}" + "".join(f"{name:>24}" for name in [*charsets, "GBK", "GB 2312 marks"]))
    for role, chain in ROLES.items():
        union = set().union(*(coverage[family] for family in chain))
        cells = []
        for name, codes in [*((n, c) for n, (_, c, _) in charsets.items()), ("GBK", GBK),
                            ("GB 2312 marks", GB2312_MARKS)]:
            cells.append(f"{len(codes & union)}/{len(codes)}")
            lacking = sorted(codes - union)
            expect(not lacking, f"{role}: {len(lacking)} of {name} missing: "
                                + " ".join(f"U+{c:04X}" for c in lacking[:20]))
        print(f"{role:8}" + "".join(f"{cell:>24}" for cell in cells))
        expect(chars("䶮㛃𬱖𫖯𬍛𠅤☐☑☒✓✔□■①㎡㎥％℃—“”·…〔〕") <= union, f"{role}: samples")
    problems += shapes.check(out)
    if problems:
        raise SystemExit("\n".join(["Verification failed:", *problems]))
    print("Verified.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--work", type=pathlib.Path,
                        help="folder for packages (default: temporary)")
    parser.add_argument("--out", type=pathlib.Path, default=HERE, help="folder for the result")
    parser.add_argument("--only", nargs="+", metavar="FACE",
                        help="build these faces, e.g. AnnexFang")
    parser.add_argument("--check", action="store_true", help="verify only, build nothing")
    arguments = parser.parse_args()
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    arguments.out.mkdir(parents=True, exist_ok=True)

    if arguments.check:
        verify(arguments.out, shapes.charset("tgh-8105"))
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = (arguments.work or pathlib.Path(temporary)).resolve()
        unpack(work)
        tgh = read_tgh(work)
        by_family = {f.family: f for f in FACES}
        sets = Sets(frozenset(tgh), *(
            frozenset(open_origin(by_family[family], work).getBestCmap())
            for family in ("Annex Song", "Annex Rare A")))
        wanted = [i for i, f in enumerate(FACES)
                  if not arguments.only or f.file.removesuffix(".ttf") in arguments.only]
        job = functools.partial(build_number, work=work, sets=sets, out=arguments.out)
        with multiprocessing.Pool() as pool:
            for line in pool.imap_unordered(job, wanted):
                print(line, flush=True)
        write_charsets(tgh, arguments.out)
        write_licenses(work, arguments.out)
        if all((arguments.out / f.file).exists() for f in FACES):
            write_yaml(arguments.out)
            write_readme_table(arguments.out)
        verify(arguments.out, tgh)


if __name__ == "__main__":
    main()
