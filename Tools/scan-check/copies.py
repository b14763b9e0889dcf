"""Proves that signed copies are what they claim to be: collects scans of a made-up county's forms with `annex stack --collect`
and holds the copies against what was printed and scanned.

    copies.py ANNEX JAR FOLDER

Each copy must be a PDF/A-3u by veraPDF's engine and sound by qpdf; each page must have the text of the printed page, with each
word within a millimetre of its ink; pictures must be in it as they came; the submission must be attached; pages that were not
scanned must be named; and a second run must give the same bytes."""

import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from PIL import Image, ImageChops, TiffImagePlugin

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path += [str(PROJECT / "Tools"), str(PROJECT / "Tools/archive-check")]

import scan  # noqa: E402
import validation  # noqa: E402
from check import Stock  # noqa: E402

# One strip a page, as scanners write it.
TiffImagePlugin.STRIP_SIZE = 1 << 26

DPI = 150
# What the data of a picture must still be, as pdfimages calls it, by the end of the file that it came in.
KEPT = {"fax.tif": "ccitt", "group4.tif": "ccitt", "jpeg.tif": "jpeg", "pages.pdf": "jpeg", "fax.pdf": "ccitt"}
# How far a word may lie beside its ink, in millimetres; how far it is sought.
NEAR, SOUGHT = 1, 3

# How the pages of an office are scanned and into what file each is put; the first page of each office is left out.
WAYS = [
    ("grey.jpg", dict(dpi=200, skew=2.5, shift=(2, -2))),
    ("bw.png", dict(dpi=300, skew=-3, mode="bw")),
    ("fax.tif", dict(skew=1, mode="fax")),
    ("colour.jpg", dict(dpi=150, skew=-1.5, mode="colour", turn=180, marks=("seal", "pen"))),
    ("sideways.jpg", dict(dpi=200, skew=4, turn=90, scale=1.01)),
    ("group4.tif", dict(dpi=200, skew=-2, mode="bw")),
    ("plain.tif", dict(dpi=150, skew=0.5, marks=("fold", "ring"))),
    ("jpeg.tif", dict(dpi=200, skew=3)),
    ("pages.pdf", dict(dpi=200, skew=-4, turn=270)),
    ("pages.pdf", dict(dpi=200, skew=1.2, marks=("lost",))),
    ("fax.pdf", dict(dpi=200, skew=-0.7, mode="bw")),
    ("drawn.pdf", dict(dpi=200, skew=2)),
    ("interlaced.png", dict(dpi=150, skew=-2)),
]


def run(*command, code=0):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{command}: {done.returncode} {done.stdout} {done.stderr}"
    return done.stdout


def put(image, path, way):
    """Writes a scanned page; further pages of a PDF are put behind those that are there."""
    dpi = (way.dpi, way.dpi)
    match path.name.split("-", 1)[1]:
        case "fax.tif":
            image.save(path, compression="group3", dpi=scan.FAX)
        case "group4.tif":
            image.save(path, compression="group4", dpi=dpi)
        case "plain.tif":
            image.save(path, compression="tiff_lzw", dpi=dpi)
        case "jpeg.tif":
            image.save(path, compression="jpeg", dpi=dpi)
        case "interlaced.png":
            image.convert("RGBA").save(path)
        case "drawn.pdf":
            # A picture with a rule drawn over it, which is no picture.
            image.save(path, resolution=way.dpi)
            subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, f"{path}.qdf"], check=True)
            text = pathlib.Path(f"{path}.qdf").read_bytes()
            pathlib.Path(f"{path}.qdf").unlink()
            drawn = re.sub(rb"\nendstream", b"\n0 0 20 2 re f\nendstream", text, count=1)
            path.write_bytes(subprocess.run(["fix-qdf"], input=drawn, capture_output=True, check=True).stdout)
        case name if name.endswith(".pdf"):
            image.save(path, resolution=way.dpi, append=path.exists())
        case _:
            image.save(path, quality=way.quality, dpi=dpi)


def scanned(stock, folder):
    """Scans all pages but the first of each office; gives where the pictures of files are that must be kept as they are."""
    folder.mkdir()
    offices = {}
    for page in stock.pages:
        offices.setdefault(page[2], []).append(page)
    for index, (output, pages) in enumerate(sorted(offices.items())):
        for number, page in enumerate(pages[1:]):
            name, how = WAYS[(number + 5 * index) % len(WAYS)]
            way = scan.Scan(**how)
            image = scan.at(Image.open(page[0]), way.drawn_at / 400)
            put(scan.simulated(image, number, way), folder / f"{index:02}-{name}" if name.endswith(".pdf")
                else folder / f"{index:02}{number:02}-{name}", way)
    return offices


def drawn(path, page):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), "-f", str(page), "-l", str(page), path, f"{folder}/p"], check=True)
        return Image.open(next(pathlib.Path(folder).iterdir())).copy()


def words(path, page):
    text = run("pdftotext", "-bbox", "-f", page, "-l", page, path, "-")
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', text)
    # A dash alone is like any rule beside it.
    return [tuple(float(side) * DPI / 72 for side in word[:4]) for word in found if re.search(r"\w", word[4])]


def blackened(image, limit):
    return image.point(lambda value: 255 if value < limit else 0)


def off(printed, copy, box):
    """By how many millimetres the ink of the copy lies beside the ink of the printed page in a word's box."""
    reach = round(SOUGHT * DPI / 25.4)
    left, top, right, bottom = round(box[0]) - 1, round(box[1]) - 1, round(box[2]) + 1, round(box[3]) + 1
    ink = printed.crop((left, top, right, bottom))
    total = ink.histogram()[255]
    if total < 25:
        return None
    shown = {
        (x, y): ImageChops.multiply(ink, copy.crop((left + x, top + y, right + x, bottom + y))).histogram()[255]
        for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)}
    best = max(shown.values())
    # A stroke fits anywhere along a rule: what is hardly better further off is not meant.
    distance = min((x * x + y * y) ** 0.5 for (x, y), dots in shown.items() if dots >= 0.95 * best)
    return None if best < 0.5 * total else distance * 25.4 / DPI


def ink_of_copy(path, page):
    """The ink, as darker than most of the paper around it."""
    image = drawn(path, page)
    return blackened(image, 150)


def page_faults(printed, number, copy, page):
    wanted, found = (run("pdftotext", "-f", n, "-l", n, path, "-") for path, n in ((printed, number), (copy, page)))
    if wanted != found:
        yield f"page {number}: another text"
    ink, scanned_ink = blackened(drawn(printed, number), 150), ink_of_copy(copy, page)
    distances = [off(ink, scanned_ink, box) for box in words(copy, page)]
    told = [distance for distance in distances if distance is not None]
    far = [distance for distance in told if distance > NEAR]
    print(f"  page {number}: {len(distances)} words, {len(told)} held against ink, at most {max(told, default=0):.2f} mm off")
    if len(told) < 0.5 * len(distances):
        yield f"page {number}: only {len(told)} of {len(distances)} words are on ink"
    # A word under a seal or a fold may match the ink beside it.
    if len(far) > 0.01 * len(told):
        yield f"page {number}: {len(far)} of {len(told)} words lie up to {max(far):.1f} mm beside their ink"


def attached(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdfdetach", "-saveall", "-o", folder, path], check=True)
        return {file.name: file.read_bytes() for file in pathlib.Path(folder).iterdir()}


def raw_pictures(path):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdfimages", "-all", path, f"{folder}/i"], check=True)
        return [file.read_bytes() for file in sorted(pathlib.Path(folder).iterdir())]


def copy_faults(stock, target, entry, pages):
    copy, printed = target / entry["file"], stock.out / entry["file"]
    numbers = [page["number"] for page in entry["pages"]]
    # What an office scans with its code torn off may be too like another page; it is named then.
    if sorted([gap["number"] for gap in entry["missing"]] + numbers) != sorted(page[3] for page in pages):
        yield f"pages {numbers}, missing {entry['missing']}"
    if pages[0][3] in numbers or entry["missing"][0]["number"] != pages[0][3]:
        yield "the page that was not scanned is there"
    if entry["sha256"] != hashlib.sha256(copy.read_bytes()).hexdigest():
        yield "another hash than the record has"
    count = int(re.search(r"Pages: +(\d+)", run("pdfinfo", copy))[1])
    if count != len(numbers):
        yield f"{count} pages"
    done = subprocess.run(["qpdf", "--check", copy], capture_output=True, text=True, check=False)
    if done.returncode:
        yield done.stdout + done.stderr
    if attached(copy) != attached(printed):
        yield "other files are attached"
    about = run("pdfinfo", "-meta", copy)
    if f"<annex:digest>{entry['digest']}</annex:digest>" not in about:
        yield "no digest in the metadata"
    gap = entry["missing"][0]
    if f"{gap['number']}（{gap['form']}）" not in about:
        yield "no gap in the metadata"
    if not all(page["aligned"] for page in entry["pages"]):
        yield "pages that do not lie on their ink"
    raw = raw_pictures(copy)
    encodings = [line.split()[8] for line in run("pdfimages", "-list", copy).splitlines()[2:]]
    for place, page in enumerate(entry["pages"], 1):
        yield from page_faults(printed, page["number"], copy, place)
        if page["scan"]["file"].endswith(".jpg") and pathlib.Path(page["scan"]["file"]).read_bytes() not in raw:
            yield f"page {page['number']}: the JPEG is not as it came"
        kept = next((kept for end, kept in KEPT.items() if page["scan"]["file"].endswith(end)), None)
        if kept and encodings[place - 1] != kept:
            yield f"page {page['number']}: {encodings[place - 1]} and not {kept}"
        if page["redrawn"] != page["scan"]["file"].endswith("drawn.pdf"):
            yield f"page {page['number']}: redrawn: {page['redrawn']}"


def main():
    annex, jar, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    stock = Stock(annex, folder, 3)
    offices = scanned(stock, folder / "scans")
    for name in ("signed", "again"):
        print(run(annex, "stack", folder / "scans", "--against", stock.out, "--collect", folder / name, code=1), end="")
    faults = []
    for file in sorted((folder / "signed").iterdir()):
        if file.read_bytes() != (folder / "again" / file.name).read_bytes():
            faults.append(f"{file.name}: other bytes the second time")
    record = json.loads((folder / "signed/signed.json").read_text())
    if len(record["copies"]) != len(offices):
        faults.append("not every office has a copy")
    copies = [str(folder / "signed" / entry["file"]) for entry in record["copies"]]
    for (_, path), rules in validation.validate(jar, [("3u", path) for path in copies]).items():
        if rules:
            faults.append(f"{path}: {rules}")
    for entry in record["copies"]:
        print(entry["file"])
        faults += [f"{entry['file']}: {fault}"
                   for fault in copy_faults(stock, folder / "signed", entry, offices[entry["file"]])]
    for fault in faults:
        print(f"FAILED: {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
