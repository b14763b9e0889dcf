"""Scans the pages of a PDF on paper, so to speak: skewed, blurred, noisy and through JPEG, as an office's copier does.

    scan.py FILE.pdf FOLDER [--dpi 200] [--skew 2] [--mode grey] [--quality 60] [--copies 0] [--marks fold,staple] [--turn 0]

A page is drawn at twice the resolution, marked, blurred by half a dot, turned, brought to the resolution, given the grey of
paper and toner and noise, and written: `colour` and `grey` as JPEG, `bw` as PNG, `fax` as a TIFF of 204 by 196 dots an inch in
Group 3. `--copies` scans a black-and-white photocopy at 300 dots an inch, or a copy of a copy, each skewed by a degree
the other way. `--marks` names what lies on the paper (MARKS), `--hand` what hands did in a place (HAND), as
`signature 48 240 60 6`: left, top, width and height in millimetres. The same arguments give the same scans."""

import argparse
import dataclasses
import functools
import glob
import math
import os
import random
import subprocess
import tempfile

from PIL import Image, ImageChops, ImageDraw, ImageFilter

# Grey values out of 255; the noise is a standard deviation.
PAPER, TONER = 235, 35
NOISE = 6
RED, BLUE, BROWN = (205, 30, 40), (35, 50, 140), (190, 160, 120)
FAX = (204, 196)


@dataclasses.dataclass(frozen=True)
class Scan:
    """How a page is scanned. Angles in degrees, clockwise; `shift` in millimetres; `scale` as a factor."""

    dpi: int = 200
    skew: float = 0
    mode: str = "grey"
    quality: int = 60
    copies: int = 0
    marks: tuple = ()
    turn: int = 0
    shift: tuple = (0, 0)
    scale: float = 1
    # What hands did where (HAND): names with left, top, width and height in millimetres.
    hand: tuple = ()

    @property
    def drawn_at(self):
        return 600 if self.copies else 2 * self.dpi

    @property
    def suffix(self):
        return {"colour": ".jpg", "grey": ".jpg", "bw": ".png", "fax": ".tif"}[self.mode]


@functools.cache
def noise(size, mode):
    grain = Image.frombytes("L", size, random.Random(7).randbytes(size[0] * size[1]))
    grain = grain.point(lambda value: int((value - 128) * NOISE * 3**0.5 / 128) + 128)
    return grain.convert(mode)


def soiled(page, number):
    """The grey of paper and toner, with noise, elsewhere on each page."""
    page = page.point(lambda value: TONER + value * (PAPER - TONER) // 255)
    grain = ImageChops.offset(noise(page.size, page.mode), 71 * number, 53 * number)
    return ImageChops.add(page, grain, 1, -128)


def white(page):
    return 255 if page.mode == "L" else (255, 255, 255)


def turned(page, degrees):
    return page.rotate(-degrees, resample=Image.BICUBIC, fillcolor=white(page)) if degrees else page


def at(page, scale):
    size = (round(page.width * scale), round(page.height * scale))
    return page.resize(size, Image.BOX if scale < 1 else Image.BICUBIC)


def black_and_white(page):
    return page.convert("L").point(lambda value: 255 if value > 128 else 0)


def scanned(page, number, drawn_at, dpi, skew, bits):
    page = page.filter(ImageFilter.GaussianBlur(0.5 * drawn_at / dpi))
    page = soiled(at(turned(page, skew), dpi / drawn_at), number)
    return black_and_white(page).convert("1") if bits == 1 else page


# What lies on the paper. Each is drawn on a page with `dot` dots to the millimetre, chance decided by `chance`; `code` is
# where the page's code is, in dots.


def multiplied(page, layer):
    return ImageChops.multiply(page, layer if page.mode == "RGB" else layer.convert("L"))


def blank(page):
    return Image.new("RGB", page.size, (255, 255, 255))


def fold(page, dot, chance, code):
    layer, y = blank(page), round(page.height * chance.uniform(0.3, 0.7))
    draw = ImageDraw.Draw(layer)
    for offset in range(round(3 * dot)):
        shade = 175 + round(80 * offset / (3 * dot))
        draw.line((0, y + offset, page.width, y + offset), fill=(shade, shade, shade))
    draw.line((0, y, page.width, y), fill=(90, 90, 90), width=max(1, round(0.2 * dot)))
    return multiplied(page, layer)


def staple(page, dot, chance, code):
    layer = blank(page)
    draw = ImageDraw.Draw(layer)
    x, y = chance.uniform(6, 12) * dot, chance.uniform(6, 12) * dot
    across, down = chance.uniform(3, 9) * dot, chance.uniform(-6, 6) * dot
    draw.line((x, y, x + across, y + down), fill=(150, 150, 150), width=round(1.2 * dot))
    draw.line((x, y, x + across, y + down), fill=(50, 50, 50), width=round(0.5 * dot))
    return multiplied(page, layer)


def seal(page, dot, chance, code, middle=None, radius=21):
    """A round seal of 42 mm with a star and characters along its rim."""
    layer = blank(page)
    draw = ImageDraw.Draw(layer)
    x, y = middle or (page.width * chance.uniform(0.3, 0.8), page.height * chance.uniform(0.5, 0.85))
    radius *= dot
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=RED, width=round(1.1 * dot))
    star = [(x + r * dot * math.sin(i * math.pi / 5), y - r * dot * math.cos(i * math.pi / 5))
            for i, r in enumerate([7, 2.7] * 5)]
    draw.polygon(star, fill=RED)
    for index in range(14):
        angle = math.radians(-130 + 20 * index)
        cx, cy = x + 15.5 * dot * math.sin(angle), y - 15.5 * dot * math.cos(angle)
        for _ in range(5):
            ends = [c + chance.uniform(-1.8, 1.8) * dot for c in (cx, cy, cx, cy)]
            draw.line(ends, fill=RED, width=round(0.5 * dot))
    return multiplied(page, layer)


def stamp(page, dot, chance, code):
    """A seal over the code, off its middle."""
    x, y = (code[0] + code[2]) / 2, (code[1] + code[3]) / 2
    return seal(page, dot, chance, code, (x + chance.uniform(-12, 12) * dot, y + chance.uniform(-12, 4) * dot))


def ring(page, dot, chance, code):
    layer = blank(page)
    draw = ImageDraw.Draw(layer)
    x, y, radius = page.width * chance.random(), page.height * chance.random(), 38 * dot
    box = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(box, fill=(246, 240, 228))
    draw.ellipse(box, outline=BROWN, width=round(chance.uniform(1.5, 3) * dot))
    return multiplied(page, layer.filter(ImageFilter.GaussianBlur(0.4 * dot)))


def stroke(draw, dot, chance, x, y):
    """A stroke of a pen from a point, wandering like handwriting."""
    points, angle = [(x, y)], chance.uniform(0, 2 * math.pi)
    for _ in range(chance.randint(8, 20)):
        angle += chance.uniform(-1.1, 1.1)
        x, y = x + 1.6 * dot * math.cos(angle), y + 1.1 * dot * math.sin(angle)
        points.append((x, y))
    draw.line(points, fill=BLUE, width=max(1, round(chance.uniform(0.3, 0.7) * dot)), joint="curve")


def pen(page, dot, chance, code):
    layer = blank(page)
    draw = ImageDraw.Draw(layer)
    for _ in range(chance.randint(2, 4)):
        x, y = page.width * chance.uniform(0.2, 0.8), page.height * chance.uniform(0.3, 0.9)
        for index in range(3):
            stroke(draw, dot, chance, x + 7 * index * dot, y)
    return multiplied(page, layer)


def lost(page, dot, chance, code):
    """The foot of the sheet is stuck over or torn off where the code is."""
    page = page.copy()
    edge = 3 * dot
    box = (code[0] - edge, code[1] - edge, code[2] + edge, code[3] + edge)
    ImageDraw.Draw(page).rectangle(box, fill=white(page))
    return page


MARKS = {mark.__name__: mark for mark in (fold, staple, seal, stamp, ring, pen, lost)}


# What hands do to a place that is filled by hand.

INKS = ((20, 20, 28), (35, 50, 140), (25, 35, 90), (30, 30, 30), (60, 60, 150))
CHARACTER_STROKES = (3, 8)


@functools.cache
def strokes():
    """200 strokes of a pen: points within a square of side 1, each with the pen's pressure."""
    made = []
    for seed in range(200):
        chance = random.Random(seed)
        x, y, angle, bend = chance.random(), chance.random(), chance.uniform(0, 2 * math.pi), chance.uniform(-0.25, 0.25)
        points = []
        for step in range(chance.randint(6, 16)):
            points.append((x, y, chance.uniform(0.7, 1.2) * (0.6 if step < 2 else 1)))
            angle += bend + chance.uniform(-0.35, 0.35)
            x = min(1.1, max(-0.1, x + 0.09 * math.cos(angle)))
            y = min(1.1, max(-0.1, y + 0.09 * math.sin(angle)))
        made.append(points)
    return made


def signature(page, dot, chance, box):
    """Two to four characters above the rule, as hurried as signatures are."""
    layer = blank(page)
    draw = ImageDraw.Draw(layer)
    left, top, width, height = (side * dot for side in box)
    side = chance.uniform(5, 10) * dot
    count = chance.randint(2, 4)
    pitch = min(side * chance.uniform(0.7, 1.15), (width - side) / max(1, count - 1))
    x = left + chance.uniform(0, max(0, width - side - pitch * (count - 1)))
    y = top + height - side * chance.uniform(0.75, 1.15)
    ink, pen = chance.choice(INKS), chance.uniform(0.3, 0.75) * dot
    for index in range(count):
        for stroke in chance.sample(strokes(), chance.randint(*CHARACTER_STROKES)):
            points = [(x + index * pitch + across * side, y + down * side) for across, down, _ in stroke]
            for start, end, (_, _, pressure) in zip(points, points[1:], stroke):
                draw.line((start, end), fill=ink, width=max(1, round(pen * pressure)))
    return multiplied(page, layer)


def sealed(page, dot, chance, box):
    """A seal over the lines of a place, set unevenly."""
    left, top, width, height = (side * dot for side in box)
    middle = (left + width * chance.uniform(0.3, 0.7), top + height * chance.uniform(0.2, 0.9))
    radius = chance.choice((20, 21, 21, 21, 22.5))
    stamped = seal(blank(page), dot, chance, None, middle, radius)
    # Where it was pressed less, there is less ink.
    worn = Image.new("L", (12, 12))
    worn.putdata([chance.randint(0, 90) for _ in range(144)])
    worn = worn.resize(page.size, Image.BICUBIC)
    return multiplied(page, ImageChops.lighter(stamped, Image.merge("RGB", [worn] * 3)))


def inside(chance, box, dot):
    left, top, width, height = (side * dot for side in box)
    return left + width * chance.random(), top + height * chance.uniform(-0.3, 1.1)


def smear(page, dot, chance, box):
    layer = blank(page)
    draw = ImageDraw.Draw(layer)
    for _ in range(chance.randint(1, 3)):
        (x, y), shade = inside(chance, box, dot), chance.randint(120, 215)
        across, down = chance.uniform(3, 14) * dot, chance.uniform(1, 5) * dot
        draw.ellipse((x - across, y - down, x + across, y + down), fill=(shade, shade, shade))
    return multiplied(page, layer.filter(ImageFilter.GaussianBlur(chance.uniform(0.8, 2.5) * dot)))


def blot(page, dot, chance, box):
    layer = blank(page)
    draw = ImageDraw.Draw(layer)
    for _ in range(chance.randint(1, 3)):
        (x, y), radius = inside(chance, box, dot), chance.uniform(0.3, 1.8) * dot
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=chance.choice(INKS))
    return multiplied(page, layer)


def dust(page, dot, chance, box):
    layer = blank(page)
    draw = ImageDraw.Draw(layer)
    for _ in range(chance.randint(20, 60)):
        (x, y), radius = inside(chance, box, dot), chance.uniform(0.05, 0.25) * dot
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(60, 60, 60))
    return multiplied(page, layer)


def crease(page, dot, chance, box):
    """A fold or dirt on the glass, through the place from one edge of the sheet to the other."""
    layer = blank(page)
    (x, y), shade = inside(chance, box, dot), chance.randint(60, 150)
    line = (0, y, page.width, y) if chance.random() < 0.5 else (x, 0, x, page.height)
    ImageDraw.Draw(layer).line(line, fill=(shade, shade, shade), width=max(1, round(chance.uniform(0.15, 0.4) * dot)))
    return multiplied(page, layer)


def cup(page, dot, chance, box):
    """A part of the ring of a cup of coffee, through the place."""
    layer = blank(page)
    (x, y), radius = inside(chance, box, dot), chance.uniform(33, 42) * dot
    angle = chance.uniform(0, 2 * math.pi)
    x, y = x + radius * math.cos(angle), y + radius * math.sin(angle)
    ring = (x - radius, y - radius, x + radius, y + radius)
    ImageDraw.Draw(layer).ellipse(ring, outline=BROWN, width=round(chance.uniform(1.5, 3) * dot))
    return multiplied(page, layer.filter(ImageFilter.GaussianBlur(0.4 * dot)))


def finger(page, dot, chance, box):
    """The print of a dirty finger."""
    layer = blank(page)
    draw = ImageDraw.Draw(layer)
    (x, y), shade = inside(chance, box, dot), chance.randint(140, 200)
    for ridge in range(3, 16):
        across, down = 0.5 * ridge * dot, 0.7 * ridge * dot
        draw.arc((x - across, y - down, x + across, y + down), chance.randint(0, 60), chance.randint(200, 360),
                 fill=(shade, shade, shade), width=max(1, round(0.25 * dot)))
    return multiplied(page, layer)


def corrected(page, dot, chance, box):
    """A figure that is written in by hand."""
    left, top, width, height = box
    return signature(page, dot, chance, (left, top, max(width, 12), height))


HAND = {mark.__name__: mark for mark in (signature, sealed, smear, blot, dust, crease, cup, finger, corrected)}
SMUDGES = ("smear", "blot", "dust", "crease", "cup", "finger")


def code_place(page, dot):
    """Where the page's code is: the square of 13.5 mm that is darkest of all along the foot, beside either margin."""
    side, foot = round(13.6 * dot), page.height - round(34 * dot)
    strip = page.convert("L").crop((0, foot, page.width, page.height))
    step = max(1, round(dot))
    small = at(strip, 1 / step)
    best = (256, 0, 0)
    for x in range(0, small.width - side // step, 2):
        for y in range(0, small.height - side // step, 2):
            mean = small.crop((x, y, x + side // step, y + side // step)).resize((1, 1), Image.BOX).getpixel((0, 0))
            best = min(best, (mean, x, y))
    x, y = best[1] * step, foot + best[2] * step
    return (x, y, x + side, y + side)


def moved(page, scan, dot):
    """The sheet lies beside its place, a little larger or smaller."""
    if scan.shift == (0, 0) and scan.scale == 1:
        return page
    x, y = page.width / 2 * (1 - 1 / scan.scale), page.height / 2 * (1 - 1 / scan.scale)
    matrix = (1 / scan.scale, 0, x - scan.shift[0] * dot, 0, 1 / scan.scale, y - scan.shift[1] * dot)
    return page.transform(page.size, Image.AFFINE, matrix, resample=Image.BICUBIC, fillcolor=white(page))


def simulated(page, number, scan):
    """`page`, drawn with `scan.drawn_at` dots to the inch, as it comes from the scanner."""
    dot = scan.drawn_at / 25.4
    page = page.convert("RGB" if scan.mode == "colour" else "L")
    for index in range(scan.copies):
        side = 1 if (number + index) % 2 == 0 else -1
        page = at(scanned(page, number, scan.drawn_at, 300, side, 1).convert(page.mode), scan.drawn_at / 300)
    chance = random.Random(f"{number} {scan}")
    if scan.marks:
        code = code_place(page, dot)
        for mark in scan.marks:
            page = MARKS[mark](page, dot, chance, code)
    for name, box in scan.hand:
        page = HAND[name](page, dot, chance, box)
    page = moved(page, scan, dot)
    page = scanned(page, number, scan.drawn_at, scan.dpi, scan.skew, 8)
    if scan.turn:
        page = page.rotate(-scan.turn, expand=True)
    if scan.mode == "fax":
        size = (round(page.width * FAX[0] / scan.dpi), round(page.height * FAX[1] / scan.dpi))
        page = page.resize(size, Image.BICUBIC)
    return black_and_white(page).convert("1") if scan.mode in ("bw", "fax") else page


def save(image, path, scan):
    match scan.mode:
        case "bw":
            image.save(path)
        case "fax":
            image.save(path, compression="group3", dpi=FAX)
        case _:
            image.save(path, quality=scan.quality, dpi=(scan.dpi, scan.dpi))


def draw(pdf, folder, dpi, colour=False):
    """Draws the pages of a PDF and gives their paths."""
    subprocess.run(["pdftoppm", *([] if colour else ["-gray"]), "-r", str(dpi), pdf, f"{folder}/page"], check=True)
    return sorted(glob.glob(f"{folder}/page*"))


def placed(text):
    name, *box = text.split()
    return name, tuple(map(float, box))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pdf")
    parser.add_argument("folder")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--skew", type=float, default=2)
    parser.add_argument("--mode", choices=("colour", "grey", "bw", "fax"), default="grey")
    parser.add_argument("--quality", type=int, default=60)
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument("--marks", type=lambda names: tuple(names.split(",")), default=())
    parser.add_argument("--hand", type=placed, action="append", default=[])
    parser.add_argument("--turn", type=int, choices=(0, 90, 180, 270), default=0)
    wanted = vars(parser.parse_args())
    wanted["hand"] = tuple(wanted["hand"])
    pdf, folder, skew = wanted.pop("pdf"), wanted.pop("folder"), wanted.pop("skew")
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as drawn:
        plain = Scan(**wanted)
        for number, path in enumerate(draw(pdf, drawn, plain.drawn_at)):
            # Sheets lie askew to one side or the other.
            scan = dataclasses.replace(plain, skew=-skew if number % 2 == 0 else skew)
            image = simulated(Image.open(path), number, scan)
            save(image, f"{folder}/scan-{number + 1:04}{scan.suffix}", scan)
            os.remove(path)


if __name__ == "__main__":
    main()
