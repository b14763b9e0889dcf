"""Scans the pages of a PDF on paper, so to speak: skewed, blurred, noisy and through JPEG, as an office's copier does.

    scan.py FILE.pdf FOLDER [--dpi 200] [--skew 2] [--bits 8] [--copied]

A page is drawn at twice the resolution, blurred by half a dot, turned, brought to the resolution, given the grey of paper
and toner and noise, and written as JPEG; with `--bits 1` it is black and white instead (PNG). `--copied` scans a
black-and-white photocopy at 300 dots an inch, which is skewed by a degree the other way. The same arguments give the same scans."""

import argparse
import functools
import glob
import os
import random
import subprocess
import tempfile

from PIL import Image, ImageChops, ImageFilter

# Grey values out of 255; the noise is a standard deviation.
PAPER, TONER = 235, 35
NOISE = 6
QUALITY = 60


@functools.cache
def noise(size):
    grain = Image.frombytes("L", size, random.Random(7).randbytes(size[0] * size[1]))
    return grain.point(lambda value: int((value - 128) * NOISE * 3**0.5 / 128) + 128)


def soiled(page, number):
    """The grey of paper and toner, with noise, elsewhere on each page."""
    page = page.point(lambda value: TONER + value * (PAPER - TONER) // 255)
    return ImageChops.add(page, ImageChops.offset(noise(page.size), 71 * number, 53 * number), 1, -128)


def turned(page, degrees):
    return page.rotate(degrees, resample=Image.BICUBIC, fillcolor=255) if degrees else page


def at(page, scale):
    size = (round(page.width * scale), round(page.height * scale))
    return page.resize(size, Image.BOX if scale < 1 else Image.BICUBIC)


def scanned(page, number, drawn_at, dpi, skew, bits):
    page = page.filter(ImageFilter.GaussianBlur(0.5 * drawn_at / dpi))
    page = soiled(at(turned(page, skew), dpi / drawn_at), number)
    return page.point(lambda value: 255 if value > 128 else 0).convert("1") if bits == 1 else page


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pdf")
    parser.add_argument("folder")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--skew", type=float, default=2)
    parser.add_argument("--bits", type=int, choices=(1, 8), default=8)
    parser.add_argument("--copied", action="store_true")
    wanted = parser.parse_args()
    drawn_at = 600 if wanted.copied else 2 * wanted.dpi
    os.makedirs(wanted.folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as drawn:
        subprocess.run(["pdftoppm", "-gray", "-r", str(drawn_at), wanted.pdf, f"{drawn}/page"], check=True)
        for number, path in enumerate(sorted(glob.glob(f"{drawn}/page*"))):
            page = Image.open(path)
            # Sheets lie askew to one side or the other.
            side = 1 if number % 2 == 0 else -1
            if wanted.copied:
                page = at(scanned(page, number, drawn_at, 300, -side, 1).convert("L"), 2)
            scan = scanned(page, number, drawn_at, wanted.dpi, side * wanted.skew, wanted.bits)
            name = f"{wanted.folder}/scan-{number + 1:04}"
            if wanted.bits == 1:
                scan.save(f"{name}.png")
            else:
                scan.save(f"{name}.jpg", quality=QUALITY)
            os.remove(path)


if __name__ == "__main__":
    main()
