#!/usr/bin/env python3
"""Find characters that a face draws as another one, or as nothing.

    venv/bin/python fonts/shapes.py [FOLDER]

Looks at every symbol of every face in the folder (default: this one) and at the
Han of GBK and 通用规范汉字表. A character is at fault where its glyph

* is empty, though it is neither a space nor ignorable;
* has the outline of another character that is not the same one (`identity`);
* looks like another character of the face, though a second face tells both apart;
* looks or stands unlike the character in every other face that has it, and is not
  among those that were looked at and found right (`LOOKED_AT`).

Found faults are printed, and the exit code is 1. What is at fault is to be named in
`wrong` of the face in build.py, which leaves it out, so that the next face of each
role's chain draws the character.
"""

from __future__ import annotations

import collections
import dataclasses
import multiprocessing
import pathlib
import sys
import unicodedata

import numpy
from fontTools.ttLib import TTFont
from PIL import Image, ImageFont

HERE = pathlib.Path(__file__).resolve().parent


# ---------------------------------------------------------------- characters

def is_han(code: int) -> bool:
    return (0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF)


def gbk_han() -> set[int]:
    texts = (bytes((lead, trail)).decode("gbk", "ignore")
             for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF))
    return {ord(text) for text in texts if len(text) == 1 and is_han(ord(text))}


def charset(name: str) -> set[int]:
    """A set of characters in charsets/, which are lists of ranges."""
    codes: set[int] = set()
    for line in (HERE / "charsets" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, _, last = line.partition("-")
            codes |= set(range(int(first, 16), int(last or first, 16) + 1))
    return codes


# Characters that one outline may serve.
SAME = [
    # Letters of Latin, Greek and Cyrillic that look alike.
    "AΑА", "BΒВ", "CС", "EΕЕ", "HΗН", "IΙ", "KΚК", "MΜМ", "NΝ", "OΟО", "PΡР", "TΤТ", "XΧХ", "YΥ",
    "ZΖ", "ÐĐ", "ËЁ", "ΓГ", "ΠП", "ΦФ", "aа", "cс", "eе", "oо", "pр", "xх", "yу", "ëё",
    # Hyphens; dashes of a digit and of an en.
    "-\u00ad\u2010", "\u2012\u2013",
    # What GB 2312 has at A1A4, and a dot at the same height that parts syllables; that dot in
    # the faces in which it is the bullet.
    "·・\u2027", "•\u2027",
    # Chinese has the ellipsis at mid height. Upright it is three dots like the tricolon.
    "…⋯", "⁝︙",
    # Drawn alike in Chinese faces, after GBK's A845, A84E and A1AB.
    "‵`", "∕/", "〜~",
    # An accent alone and one for the letter before it.
    "ˊ\u0301", "ˋ\u0300",
    # Circled digits with and without serifs.
    *(chr(0x2460 + i) + chr(0x2780 + i) for i in range(10)),
    *(chr(0x2776 + i) + chr(0x278A + i) for i in range(10)),
    "⓪\U0001f10b", "⓿\U0001f10c", "➡⮕",
    # Annex Symbols' one box for both.
    "□☐",
    # Mainland form of the radical, GBK's form of U+F92C, and ideographs encoded twice (kZVariant
    # and kSpoofingVariant of Unihan).
    "⼾户", "郞\uf92c", "㖈䎛", "㘽㦳", "㶷\U0002420e", "瑨\U00024a01", "\ufa23\U00027eaf",
]
# Radicals and the ideographs that they are (Unicode, EquivalentUnifiedIdeograph), in pairs.
RADICALS = ("⺂乛⺃乚⺅亻⺇\U00020628⺉刂⺍\U0002d544⺎兀⺏尣⺐尢⼪尢⺒巳⺓幺⼳幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺠民⺡氵⺣灬⺦丬⺨犭"
            "⺩\U000248e9⺫罒⺲罒⺭礻⺯糹⺰纟⺱罓⺹耂⺺肀⺽\U00026951⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻅见⻆角⻇\U000278b2⻈讠⻉贝"
            "⻋车⻌辶⻐钅⻑長⻒镸⻓长⻔门⻕\U00028e0f⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻞\U0002967f⻟飠⻠饣⻡\U00029810⻢马⻣骨⻤鬼"
            "⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀")
# Where GBK and GB 18030-2000 put characters that had no other place yet.
PRIVATE = {0xE76C: 0x20AC, 0xE7C7: 0x1E3F, 0xE7C8: 0x01F9, 0xE7E7: 0x303E,
           **{0xE7E8 + i: 0x2FF0 + i for i in range(12)},
           0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11,
           **{0xE790 + i: 0xFE13 + i for i in range(7)}}
# Compatibility characters that are to look as what they stand for. The others, such as ² and
# vertical forms, are to look different.
LIKE_ORIGINAL = ("", "<compat>", "<wide>", "<narrow>", "<noBreak>")


def identity(code: int) -> str:
    """What a character is taken for: canonical and compatibility equivalents are the same."""
    code = PRIVATE.get(code, code)
    character = chr(code)
    decomposition = unicodedata.decomposition(character)
    tag = decomposition.split(" ")[0] if decomposition.startswith("<") else ""
    if decomposition and tag in LIKE_ORIGINAL and code != 0x17F:
        character = unicodedata.normalize("NFKC", character)
    return _RADICALS.get(character, character)


_RADICALS = dict(zip(RADICALS[::2], RADICALS[1::2]))
_GROUPS = collections.defaultdict(set)
for _number, _group in enumerate(SAME):
    for _character in _group:
        _GROUPS[identity(ord(_character))].add(_number)


def are_same(codes: list[int]) -> bool:
    """Whether one outline may serve all the characters."""
    found = {identity(code) for code in codes}
    first, *others = sorted(found)
    return all(_GROUPS[first] & _GROUPS[other] for other in others)


def may_be_empty(code: int) -> bool:
    return (unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp", "Cf")
            or code in (0x115F, 0x1160, 0x3164, 0xFFA0, 0x034F) or 0xFE00 <= code <= 0xFE0F)


# ------------------------------------------------------------------- shapes

SIZE = 48     # pixels of the em in which glyphs are drawn
SIDE = 32     # pixels of the square in which they are compared
CELLS = 8     # cells a side in which strokes are counted, by direction
_WINDOWS = numpy.exp(-((numpy.arange(SIDE)[:, None] - (numpy.arange(CELLS) + 0.5) * SIDE / CELLS
                        + 0.5) / 3.0) ** 2 / 2).astype(numpy.float32)


def fitted(mask, box: tuple[int, int, int, int]) -> numpy.ndarray:
    """The ink in the middle of the square, filling it; slim shapes are widened a little only."""
    width, height = box[2] - box[0], box[3] - box[1]
    scale = SIDE / max(width, height)
    across = max(1, round(min(SIDE, width * scale * (1.6 if width < height else 1))))
    down = max(1, round(min(SIDE, height * scale * (1.6 if height < width else 1))))
    ink = mask.resize((across, down), Image.Resampling.BOX, box)
    square = numpy.zeros((SIDE, SIDE), numpy.uint8)
    left, top = (SIDE - across) // 2, (SIDE - down) // 2
    square[top:top + down, left:left + across] = numpy.frombuffer(bytes(ink), numpy.uint8).reshape(down, across)
    return square


def _unit(rows: numpy.ndarray) -> numpy.ndarray:
    rows = rows - rows.mean(axis=1, keepdims=True)
    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def _smooth(images: numpy.ndarray) -> numpy.ndarray:
    for _ in range(2):
        padded = numpy.pad(images, ((0, 0), (1, 1), (0, 0)))
        images = (padded[:, :-2] + 2 * padded[:, 1:-1] + padded[:, 2:]) / 4
        images = images.transpose(0, 2, 1)
    return images


def features(images: numpy.ndarray) -> numpy.ndarray:
    """A vector of length 1 for each shape: half of it says where the ink is, half which way the
    strokes go. The product of two vectors is 1 where shapes agree and about 0 where they do not."""
    images = _smooth(images.astype(numpy.float32) / 255)
    halved = images.reshape(len(images), SIDE // 2, 2, SIDE // 2, 2).mean(axis=(2, 4))
    ink = _unit(_smooth(halved).reshape(len(images), -1))
    padded = numpy.pad(images, ((0, 0), (1, 1), (1, 1)))
    across = padded[:, 1:-1, 2:] - padded[:, 1:-1, :-2]
    down = padded[:, 2:, 1:-1] - padded[:, :-2, 1:-1]
    strokes = [_WINDOWS.T @ numpy.maximum(numpy.abs(along) - numpy.abs(athwart), 0) @ _WINDOWS
               for along, athwart in ((across, down), (down, across),
                                      (across + down, across - down), (across - down, across + down))]
    strokes = _unit(numpy.sqrt(numpy.stack(strokes, axis=1)).reshape(len(images), -1))
    return numpy.concatenate([ink, strokes], axis=1) / numpy.sqrt(2).astype(numpy.float32)


@dataclasses.dataclass
class Shapes:
    """What a face draws for each character."""
    codes: numpy.ndarray           # sorted
    vectors: numpy.ndarray         # of `features`, a row a character
    middles: numpy.ndarray         # height of the ink's middle above the baseline, in em
    empty: list[int]
    shared: list[list[int]]        # characters with one and the same outline


def read(path: pathlib.Path, wanted: frozenset[int]) -> Shapes:
    font = TTFont(path, lazy=True)
    places = {name: number for number, name in enumerate(font.getGlyphOrder())}
    starts, outlines = font["loca"].locations, font.reader["glyf"]
    pen = ImageFont.truetype(str(path), SIZE, layout_engine=ImageFont.Layout.BASIC)
    sharing = collections.defaultdict(list)
    codes, images, middles, empty = [], [], [], []
    for code, name in sorted(font.getBestCmap().items()):
        if is_han(code) and code not in wanted:
            continue
        outline = outlines[starts[places[name]]:starts[places[name] + 1]]
        mask, offset = pen.getmask2(chr(code), "L", anchor="ls") if outline else (None, None)
        box = mask.getbbox() if mask else None
        if box is None:
            empty.append(code)
            continue
        sharing[outline].append(code)
        codes.append(code)
        images.append(fitted(mask, box))
        middles.append(-(offset[1] + (box[1] + box[3]) / 2) / SIZE)
    images = numpy.array(images).reshape(-1, SIDE, SIDE)
    vectors = numpy.concatenate([features(images[i:i + 1000]) for i in range(0, len(images), 1000)])
    return Shapes(numpy.array(codes), vectors, numpy.array(middles), empty,
                  [group for group in sharing.values() if len(group) > 1])


# --------------------------------------------------------------------- check

# Least agreement with the second face that agrees most, of Han and of other characters.
LEAST_HAN, LEAST_OTHER = 0.62, 0.55
# Farthest that the middle of a symbol is above or below that in the nearest of other faces, in em.
FARTHEST = 0.2
# From here on two characters of a face look the same; up to there, those of another face differ.
ALIKE, APART = 0.985, 0.9

# Characters whose shape is far from that in all other faces, or near that of another character,
# by face: looked at, and right.
LOOKED_AT = {
    # Radicals in their own style, dashed boxes, upright marks in the middle, a small ™.
    "AnnexFang": "\u02d9™⼎⼙⼫⼹⽯⿴⿻〾石苞西\ufe10\ufe11\ufe12",
    # Handwritten forms of parts; two that differ in a stroke.
    "AnnexFiller": "噅禢糾鼦夐敻",
    # No serifs; one of two forms of the Suzhou numeral.
    "AnnexHei": "EFª〩ㄐ㍺㎆Ｊ＾ａｌ",
    # Greek letters slant; few Han are as wide as high.
    "AnnexKai": "jβγδηθιμνξπτυψ‖妇宄屯氘汛池汹沁泗洄片瓦画疗皿石而肛色苞＊＝ｇｊ",
    # The other side of what Annex Fang draws in its style.
    "AnnexSong": "\u02d9⼎⼙⼫⼹⽯⿴⿻淕湱瀖蒞\ufe10\ufe11\ufe12",
}


def name_of(code: int) -> str:
    shown = chr(code) if unicodedata.category(chr(code))[0] not in "CZM" else ""
    return f"{shown} U+{code:04X}"


def agreement(shapes: Shapes, others: list[Shapes]) -> tuple[numpy.ndarray, numpy.ndarray]:
    """For each character how well it agrees with the other face that agrees most, and how far
    from the nearest it stands; 1 and 0 where no other face has it."""
    best = numpy.full(len(shapes.codes), -1.0)
    near = numpy.full(len(shapes.codes), numpy.inf)
    for other in others:
        _, mine, theirs = numpy.intersect1d(shapes.codes, other.codes, True, True)
        best[mine] = numpy.maximum(
            best[mine], (shapes.vectors[mine] * other.vectors[theirs]).sum(axis=1))
        near[mine] = numpy.minimum(
            near[mine], numpy.abs(shapes.middles[mine] - other.middles[theirs]))
    alone = numpy.isinf(near)
    return numpy.where(alone, 1, best), numpy.where(alone, 0, near)


def look_alikes(shapes: Shapes, others: list[Shapes]) -> list[tuple[int, int]]:
    """Pairs of Han, alike in this face, that another face tells apart."""
    han = numpy.array([is_han(int(code)) for code in shapes.codes], dtype=bool)
    codes, vectors = shapes.codes[han], shapes.vectors[han]
    found = []
    for start in range(0, len(codes), 2000):
        alike = vectors[start:start + 2000] @ vectors.T > ALIKE
        rows, columns = numpy.nonzero(numpy.triu(alike, start + 1))
        found += [(int(codes[start + row]), int(codes[column])) for row, column in zip(rows, columns)]
    return [pair for pair in found if not are_same(list(pair))
            and any(told_apart(pair, other) for other in others)]


def told_apart(pair: tuple[int, int], shapes: Shapes) -> bool:
    places = numpy.searchsorted(shapes.codes, pair)
    if not all(place < len(shapes.codes) and shapes.codes[place] == code
               for place, code in zip(places, pair)):
        return False
    return float(shapes.vectors[places[0]] @ shapes.vectors[places[1]]) < APART


def faults_of(face: str, shapes: Shapes, others: list[Shapes]) -> list[str]:
    faults = [f"{name_of(code)} is empty" for code in shapes.empty if not may_be_empty(code)]
    faults += ["one outline for " + ", ".join(map(name_of, group))
               for group in shapes.shared if not are_same(group)]
    known = {ord(character) for character in LOOKED_AT.get(face, "")}
    faults += [f"{name_of(a)} looks like {name_of(b)}" for a, b in look_alikes(shapes, others)
               if not {a, b} <= known]
    for code, best, near in zip(map(int, shapes.codes), *agreement(shapes, others)):
        if code in known:
            continue
        if best < (LEAST_HAN if is_han(code) else LEAST_OTHER):
            faults.append(f"{name_of(code)} agrees with no other face ({best:.2f})")
        elif near > FARTHEST and not is_han(code):
            faults.append(f"{name_of(code)} stands {near:.2f} em off its place")
    return faults


def check(folder: pathlib.Path = HERE) -> list[str]:
    """The faults of all faces in a folder."""
    # Rare faces hold nothing that is looked at.
    paths = sorted(path for path in folder.glob("*.ttf") if "Rare" not in path.name)
    wanted = frozenset(gbk_han() | charset("tgh-8105"))
    with multiprocessing.Pool() as pool:
        # The largest first, so that no core waits for it.
        by_size = sorted(paths, key=lambda path: -path.stat().st_size)
        read_ones = pool.starmap(read, [(path, wanted) for path in by_size], chunksize=1)
    shapes = dict(zip((path.stem for path in by_size), read_ones))
    return [f"{face}: {fault}" for face in sorted(shapes) for fault in
            faults_of(face, shapes[face], [shapes[other] for other in shapes if other != face])]


def main() -> None:
    faults = check(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
    print("\n".join(faults) if faults else "Each character is drawn as itself.")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
