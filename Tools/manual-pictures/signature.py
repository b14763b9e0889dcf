"""Draws what stands for a signature in the pictures: a stroke of a pen that is nobody's name."""

import math

from PIL import Image, ImageDraw

SCALE = 4


def draw(path, width=420, height=130):
    image = Image.new("RGBA", (width * SCALE, height * SCALE), (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    steps = 700
    for step in range(steps):
        part = step / steps
        x = 0.06 + 0.86 * part + 0.05 * math.sin(19 * part)
        y = 0.5 + 0.30 * math.sin(23 * part + 1) * math.exp(-1.1 * part) + 0.10 * math.cos(57 * part) - 0.12 * part
        thick = 3.2 + 2.0 * math.sin(31 * part)
        left, top = x * width * SCALE, y * height * SCALE
        size = thick * SCALE / 2
        pen.ellipse((left - size, top - size, left + size, top + size), fill=(24, 32, 92, 255))
    image.resize((width, height), Image.LANCZOS).save(path, optimize=True)
