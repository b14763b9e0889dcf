"""Makes the pictures of the manual anew: a blank workbook, the same filled in by a clerk, what comes back marked, and the PDF;
and those of the tutorial and the cookbook: the forms whose files stand in them.

    pictures.py ANNEX FOLDER

Needs LibreOffice (libreoffice-calc-nogui), poppler-utils, Pillow and what Tools/office-check needs.
"""

import os
import re
import shutil
import subprocess
import sys

import openpyxl
from PIL import Image

import signature

project = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, f"{project}/Tools/office-check")
from written import clerk, converted  # noqa: E402

# How wide pictures are, how many colours they have, and the most bytes of one.
WIDTH, COLORS, MOST = 720, 12, 60_000
# How much of a page's foot is its number's, in millimetres.
FOOT = 26


class Studio:
    def __init__(self, annex, folder):
        self.annex, self.folder = annex, folder
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        with open(f"{project}/Tools/manual-pictures/fonts.conf", encoding="utf-8") as file:
            faces = file.read().replace("FONTS", f"{project}/fonts").replace("CACHE", f"{os.path.abspath(folder)}/faces")
        configuration = f"{os.path.abspath(folder)}/fonts.conf"
        with open(configuration, "w", encoding="utf-8") as file:
            file.write(faces)
        self.office = converted.Office(folder, {"FONTCONFIG_FILE": configuration})

    def annexed(self, *arguments, code=0):
        done = subprocess.run([self.annex, *arguments], capture_output=True, text=True)
        assert done.returncode == code, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def sheet(self, workbook, name, picture):
        """A sheet of a workbook as LibreOffice prints it."""
        book = openpyxl.load_workbook(workbook)
        for sheet in list(book):
            if sheet.title != name and sheet.sheet_state == "visible":
                book.remove(sheet)
        alone = f"{self.folder}/{picture}.xlsx"
        book.save(alone)
        (page,) = self.office.convert([alone], "pdf", self.folder)
        self.page(page, 1, picture)

    def page(self, pdf, number, picture):
        """A page of a PDF, cut to what is on it."""
        subprocess.run(
            ["pdftoppm", "-png", "-r", "130", "-f", str(number), "-l", str(number), "-singlefile", pdf, f"{self.folder}/{picture}"],
            check=True)
        self.cut(Image.open(f"{self.folder}/{picture}.png"), picture)

    def cut(self, image, picture):
        """A picture of the manual, from what is on an image."""
        image = image.convert("RGB")
        box = image.convert("L").point(lambda grey: 255 if grey < 250 else 0).getbbox()
        printed = image.crop(box)
        image = Image.new("RGB", (printed.width + 48, printed.height + 48), "white")
        image.paste(printed, (24, 24))
        width = WIDTH * 3 // 2 if image.width > 1000 and image.width > image.height else WIDTH
        image = image.resize((width, image.height * width // image.width), Image.LANCZOS)
        image = image.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        target = f"{project}/docs/pictures/{picture}.png"
        image.save(target, optimize=True)
        size = os.path.getsize(target)
        assert size < MOST, f"{picture}.png has {size} bytes"
        print(f"{target}: {image.width} × {image.height}, {size} bytes")


    def guide(self, name, picture, page=1):
        """The form of a form set of a guide, without the page number at the foot."""
        self.annexed("preview", f"{self.folder}/{name}", "-o", f"{self.folder}/{picture}")
        image = Image.open(f"{self.folder}/{picture}/page-{page:02}.png")
        foot = round(FOOT / 25.4 * 100)
        upright = image.height > image.width
        self.cut(image.crop((0 if upright else foot, 0, image.width, image.height - (foot if upright else 0))), picture)


def guides(studio):
    """Writes the files of the guides, as their readers do, and draws the forms."""
    for name in ["tutorial", "cookbook"]:
        with open(f"{project}/docs/{name}.md", encoding="utf-8") as file:
            text = file.read()
        for path, lines in re.findall(r"^```yaml (\S+)\n(.*?\n)```$", text, re.MULTILINE | re.DOTALL):
            target = f"{studio.folder}/{path}"
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "w", encoding="utf-8") as file:
                file.write(lines)
        for picture in re.findall(r"\]\(pictures/([a-z-]+)\.png\)", text):
            recipe = picture.removeprefix("recipe-")
            folder = "our-forms/village-works" if name == "tutorial" else f"recipes/{recipe}"
            studio.guide(folder, picture, page=2 if recipe == "roster" else 1)


def main(annex, folder):
    studio = Studio(os.path.abspath(annex), folder)
    os.makedirs(f"{project}/docs/pictures", exist_ok=True)
    guides(studio)
    blank, typed = f"{folder}/空白/县文化馆.xlsx", f"{folder}/县文化馆.xlsx"
    os.makedirs(os.path.dirname(blank))
    studio.annexed("new", "hunan-2023", "--workbook", "-o", blank)
    studio.sheet(blank, "附件3", "workbook-blank")
    clerk.fill(blank, typed, "签名.png")
    # LibreOffice computes the formulas.
    (filled,) = studio.office.convert([typed], "xlsx", f"{folder}/已填")
    signature.draw(f"{os.path.dirname(filled)}/签名.png")
    studio.sheet(filled, "附件3", "workbook-filled")
    studio.annexed("render", filled, "-o", f"{folder}/out")
    pdf = f"{folder}/out/{clerk.OFFICE}2023年度绩效自评.pdf"
    pages = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout.split("\f")
    studio.page(pdf, next(number for number, page in enumerate(pages, 1) if "附件3" in page), "form-printed")


if __name__ == "__main__":
    main(*sys.argv[1:])
