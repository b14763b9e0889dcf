"""Proves that scans are told apart, and what is signed on them: scans a made-up county's forms (Tools/scan.py) in the ways of
offices and holds what `annex stack` makes of them against what they are.

    check.py ANNEX FOLDER [--count 200] [--seed 1] [--offices 4]

Wrong attributions are a failure, and so are fewer pages told than SHARES asks for; a blank or smudged place for a signature or
seal that is called filled, a filled one that is called empty, and fewer than FILLED of these called filled. It also says what a page at 200 dots an inch
costs, and how much memory the program takes with those and with files that state monstrous sizes."""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import resource
import shutil
import struct
import subprocess
import sys
import zlib

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT / "Tools"))

import scan  # noqa: E402
from PIL import Image  # noqa: E402

Scan = scan.Scan
DRAWN_AT = 400

# How pages are scanned, by kind; what is not said is left to chance.
KINDS = {
    "200 grey": dict(dpi=200),
    "200 bw": dict(dpi=200, mode="bw"),
    "150 grey": dict(dpi=150),
    "300 grey": dict(dpi=300),
    "200 JPEG 30": dict(dpi=200, quality=30),
    "200 colour, seal, pen": dict(dpi=200, mode="colour", marks=("seal", "pen")),
    "fax": dict(dpi=200, mode="fax"),
    "copy": dict(dpi=200, copies=1),
    "copy of a copy": dict(dpi=200, copies=2),
    "fold, staple": dict(dpi=200, marks=("fold", "staple")),
    "coffee ring": dict(dpi=200, marks=("ring", "pen")),
    "colour stamp over the code": dict(dpi=200, mode="colour", marks=("stamp",)),
    "grey stamp over the code": dict(dpi=200, marks=("stamp",)),
    "upside down": dict(dpi=200, turn=180),
    "sideways": dict(dpi=200, turn=90),
    "code lost": dict(dpi=200, marks=("lost",)),
    "code lost, 150": dict(dpi=150, marks=("lost",)),
    "code lost, bw, seal, pen": dict(dpi=200, mode="bw", marks=("lost", "seal", "pen")),
    "code lost, upside down, ring": dict(dpi=200, turn=180, marks=("lost", "ring", "staple")),
    "code lost, copy": dict(dpi=200, copies=1, marks=("lost", "fold")),
    "foreign, code lost": dict(dpi=200, marks=("lost",)),
    "foreign": dict(dpi=200),
    "blank": dict(dpi=200),
}

# What share of a kind must be told, by its beginning; nothing is asked of others.
SHARES = {"200 ": 0.995, "300 ": 0.995, "150 ": 0.97, "fold": 0.995, "coffee": 0.995, "upside": 0.995, "sideways": 0.995}


def run(annex, *arguments):
    return subprocess.run([annex, *map(str, arguments)], capture_output=True, text=True, check=False)


# How pages with places for signatures and seals are scanned.
WAYS = {
    "200 grey": dict(dpi=200),
    "200 colour": dict(dpi=200, mode="colour"),
    "150 grey": dict(dpi=150),
    "300 grey": dict(dpi=300),
    "200 bw": dict(dpi=200, mode="bw"),
    "200 JPEG 30": dict(dpi=200, quality=30),
    "150 colour, JPEG 30": dict(dpi=150, mode="colour", quality=30),
    "300 colour": dict(dpi=300, mode="colour"),
    "fax": dict(dpi=200, mode="fax"),
    "copy": dict(dpi=200, copies=1),
    "fold, staple": dict(dpi=200, marks=("fold", "staple")),
    "coffee ring": dict(dpi=200, mode="colour", marks=("ring",)),
    "coffee ring, grey": dict(dpi=200, marks=("ring",)),
    "upside down": dict(dpi=200, turn=180),
}
# What was done to the places: whether they are signed, smudged and sealed.
DEEDS = ((True, False, True), (False, False, False), (True, True, False), (False, True, False), (True, False, False),
         (False, False, True), (True, True, True), (False, True, True))
FILLED = 0.98


class Stock:
    """The printed pages: drawn once, with what they are."""

    def __init__(self, annex, folder, offices):
        self.pages, self.foreign, self.blanks = [], [], {}
        self.out = folder / "out"
        for name, first, count, pages in (("in", 0, offices, self.pages), ("other", 500, 2, self.foreign)):
            source, out = folder / name, self.out if name == "in" else folder / "other-out"
            county = PROJECT / "Benchmarks/county/county.py"
            subprocess.run([sys.executable, county, "--count", str(count), "--first", str(first), "--output", source],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            made = run(annex, "render", source, "-o", out, "--page-codes", "--report", "none")
            assert made.returncode == 0, made.stderr
            manifest = json.loads((out / "manifest.json").read_text())
            for entry in manifest["outputs"]:
                self.add(out, entry, folder / "drawn", pages)

    def add(self, out, entry, drawn, pages):
        folder = drawn / entry["output"]
        folder.mkdir(parents=True)
        blank = set(entry["pageCodes"]["blankPages"])
        for number, path in enumerate(scan.draw(out / entry["output"], folder, DRAWN_AT), 1):
            if number not in blank:
                pages.append((path, entry["pageCodes"]["digest"], entry["output"], number))
                places = [place for place in entry["pageCodes"]["blanks"] if place["page"] == number]
                self.blanks[path] = [(place["kind"], tuple(int(side) / 10 for side in place["place"].split()))
                                     for place in places]


def recipe(kind, chance):
    known = dict(KINDS[kind])
    known.setdefault("skew", round(chance.uniform(-5, 5), 2))
    known.setdefault("shift", (round(chance.uniform(-3, 3), 1), round(chance.uniform(-3, 3), 1)))
    known.setdefault("scale", round(chance.uniform(0.99, 1.01), 4))
    return Scan(**known)


def make(job):
    """Scans one page into its own file."""
    path, page, number, how = job
    if page is None:
        image = Image.new("L", (round(8.27 * how.drawn_at), round(11.69 * how.drawn_at)), 255)
    else:
        image = Image.open(page[0])
    image = scan.at(image, how.drawn_at / DRAWN_AT) if page and how.drawn_at != DRAWN_AT else image
    scan.save(scan.simulated(image, number, how), path, how)


def bundle(files, folder):
    """Puts every second file with others of its kind into files of many pages; gives the place of each."""
    places, groups = {}, collections.defaultdict(list)
    for index, path in enumerate(files):
        if index % 2 == 0:
            places[path] = (path, 1)
        else:
            groups[path.suffix].append(path)
    for suffix, paths in groups.items():
        for start in range(0, len(paths), 10):
            part = paths[start:start + 10]
            whole = folder / f"bundle{suffix.replace('.', '-')}-{start}{'.pdf' if suffix == '.jpg' else '.tiff'}"
            images = [Image.open(path) for path in part]
            if suffix == ".jpg":
                images[0].save(whole, save_all=True, append_images=images[1:], resolution=200)
            else:
                images[0].save(whole, save_all=True, append_images=images[1:], compression="group4")
            for page, path in enumerate(part, 1):
                places[path] = (whole, page)
                path.unlink()
    return places


def judged(kind, page, row):
    """What became of a scan: how it was told, or `wrong`."""
    found, name = row["found"], row["as"]
    if page is None:
        return "right" if found == "blank" else "wrong" if found in ("code", "look") else "untold"
    path, digest, output, number = page
    if found == "code":
        mark = name.split("-")
        return "by code" if mark[1].startswith(digest) and mark[3] == str(number) and " " not in name else "wrong"
    if found == "look":
        return "by look" if name == f"{output} {number}" and not kind.startswith("foreign") else "wrong"
    return "wrong" if found == "blank" else "right" if kind == "foreign, code lost" else "untold"


def listed(path):
    head, *rows = [line.split("\t") for line in path.read_text().splitlines()]
    return {(row[0], int(row[1])): dict(zip(head, row)) for row in rows}


def told(annex, folder, stock, count, seed):
    """Scans `count` pages and counts what became of each kind; gives how many were wrong."""
    chance = random.Random(seed)
    scans = folder / "scans"
    scans.mkdir()
    kinds = [list(KINDS)[index % len(KINDS)] for index in range(count)]
    jobs = []
    for number, kind in enumerate(kinds):
        how = recipe(kind, chance)
        pages = stock.foreign if kind.startswith("foreign") else stock.pages
        page = None if kind == "blank" else chance.choice(pages)
        jobs.append((scans / f"{number:05}{how.suffix}", page, number, how))
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        list(pool.map(make, jobs, chunksize=4))
    places = bundle([job[0] for job in jobs], scans)
    made = run(annex, "stack", scans, "--against", stock.out, "--partial", "--list", folder / "list.tsv")
    rows = listed(folder / "list.tsv")
    table = collections.defaultdict(collections.Counter)
    for kind, job in zip(kinds, jobs):
        place, number = places[job[0]]
        row = rows.get((str(place), number))
        fate = judged(kind, job[1], row) if row else "unread"
        table[kind][fate] += 1
        if fate in ("wrong", "unread"):
            print(f"  {fate}: {place} {number}: {kind}, {job[1] and job[1][2:]}, {row}\n    {job[3]}")
    for kind in KINDS:
        print(f"  {kind:32}", ", ".join(f"{fate} {n}" for fate, n in sorted(table[kind].items())))
    print(made.stderr, end="")
    return table


# Signatures and seals.


def meets(box, place, margin=10):
    """Whether two boxes, left, top, width and height in millimetres, lie nearer than `margin` to each other."""
    return all(box[side] < place[side] + place[side + 2] + margin and place[side] < box[side] + box[side + 2] + margin
               for side in (0, 1))


def deeds(blanks, index, chance):
    """What hands do on a page, and what its places are then."""
    signed, smudged, sealed = DEEDS[index % len(DEEDS)]
    hand, truths = [], []
    for kind, box in blanks:
        if smudged:
            hand.append((chance.choice(scan.SMUDGES), box))
        filled = signed if kind == "signature" else sealed
        if filled:
            hand.append(("signature" if kind == "signature" else "sealed", box))
        others = ("smudged " if smudged else "") + ("under a seal " if kind == "signature" and sealed else "")
        truths.append((kind, others + ("filled" if filled else "empty")))
    # Seals are set last.
    hand.sort(key=lambda deed: deed[0] == "sealed")
    if chance.random() < 0.25:
        # What is written into a place to sign is no correction; on some sheets there is hardly any room beside those.
        boxes = [(chance.uniform(30, 150), chance.uniform(60, 110), 12, 7) for _ in range(20)]
        free = [box for box in boxes if not any(meets(box, place) for _, place in blanks)]
        hand += [("corrected", box) for box in free[:1]]
    return tuple(hand), truths


def signed(annex, folder, stock, count, seed):
    """Fills in and scans `count` pages, and counts what became of each kind of place, and of corrections."""
    chance = random.Random(seed)
    scans = folder / "hands"
    scans.mkdir()
    pages = [page for page in stock.pages if stock.blanks[page[0]]]
    jobs, truths = [], []
    for number in range(count):
        page, way = chance.choice(pages), list(WAYS)[number % len(WAYS)]
        hand, truth = deeds(stock.blanks[page[0]], number // len(WAYS) + number, chance)
        how = dict(WAYS[way], hand=hand, skew=round(chance.uniform(-5, 5), 2), scale=round(chance.uniform(0.99, 1.01), 4),
                   shift=(round(chance.uniform(-3, 3), 1), round(chance.uniform(-3, 3), 1)))
        how = Scan(**how)
        jobs.append((scans / f"{number:05}{how.suffix}", page, number, how))
        truths.append((way, truth))
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        list(pool.map(make, jobs, chunksize=4))
    made = run(annex, "stack", scans, "--against", stock.out, "--partial", "--list", folder / "hands.tsv",
               "--report", folder / "hands.html")
    print(made.stderr, end="")
    rows = listed(folder / "hands.tsv")
    table, marks = collections.defaultdict(collections.Counter), collections.defaultdict(list)
    for (way, truth), job in zip(truths, jobs):
        row = rows[str(job[0]), 1]
        found = [blank.split() for blank in row["blanks"].split("; ") if blank]
        if not found:
            table["signature", "page not told"][row["found"]] += 1
            continue
        for (kind, true), (name, state, share) in zip(truth, found, strict=True):
            assert name == kind
            table[kind, true][state] += 1
            if state != true.split()[-1]:
                print(f"  {kind} {true}: {state} {share}: {way}, {job[0].name}")
        if not job[3].marks:
            marks["corrected" if "corrected" in [deed[0] for deed in job[3].hand] else "not corrected"].append(row["marks"])
    return table, marks


def misjudged(table, marks):
    """Faults in what became of places."""
    totals = collections.defaultdict(collections.Counter)
    for (kind, true), states in sorted(table.items()):
        print(f"  {kind + ' ' + true:40}", ", ".join(f"{state} {n}" for state, n in sorted(states.items())))
        totals[kind, true.split()[-1]] += states
    for name, numbers in sorted(marks.items()):
        numbers = [int(number or 0) for number in numbers]
        print(f"  {name}: {sum(n > 0 for n in numbers)} of {len(numbers)} pages with marks, {sum(numbers)} marks")
    for (kind, true), states in sorted(totals.items()):
        total = sum(states.values())
        if true == "empty" and states["filled"]:
            yield f"{kind}: {states['filled']} of {total} empty places are called filled"
        if true == "filled" and states["empty"]:
            yield f"{kind}: {states['empty']} of {total} filled places are called empty"
        if true == "filled" and states["filled"] < FILLED * total:
            yield f"{kind}: {states['filled'] / total:.1%} of filled places found, {FILLED:.0%} wanted"


def faults(table):
    for kind, fates in table.items():
        total = sum(fates.values())
        wanted = next((share for start, share in SHARES.items() if kind.startswith(start)), 0)
        share = (fates["by code"] + fates["by look"]) / total
        if fates["wrong"] or fates["unread"]:
            yield f"{kind}: {fates['wrong']} wrong, {fates['unread']} unread"
        elif share < wanted:
            yield f"{kind}: {share:.1%} told, {wanted:.1%} wanted"


def costs(annex, *arguments):
    """The CPU time in seconds and the peak in megabytes of a run, and its outcome."""
    script = ("import resource, subprocess, sys; r = subprocess.run(sys.argv[1:], capture_output=True, text=True);"
              "u = resource.getrusage(resource.RUSAGE_CHILDREN);"
              "print(u.ru_utime + u.ru_stime, u.ru_maxrss // 1024, r.returncode); print(r.stderr)")
    done = subprocess.run([sys.executable, "-c", script, annex, *map(str, arguments)],
                          capture_output=True, text=True, check=True)
    head, _, errors = done.stdout.partition("\n")
    cpu, peak, code = head.split()
    return float(cpu), int(peak), int(code), errors


def measured(annex, folder, stock):
    scans = folder / "plain"
    scans.mkdir()
    pages = stock.pages[:40]
    how = Scan(dpi=200, skew=1.3)
    jobs = [(scans / f"{index:03}.jpg", page, index, how) for index, page in enumerate(pages)]
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        list(pool.map(make, jobs, chunksize=4))
    none = costs(annex, "stack", os.devnull, "--against", stock.out)[0]
    blanks = sum(bool(stock.blanks[page[0]]) for page in pages)
    for name, *extra in (("unsigned", "--unsigned"), ("signatures",), ("all", "--report", folder / "plain.html")):
        cpu, peak, _, _ = costs(annex, "stack", scans, "--against", stock.out, "--partial", *extra)
        print(f"  200 dpi grey, {name}: {1000 * (cpu - none) / len(pages):.0f} ms CPU a page, peak {peak} MB "
              f"({blanks} of {len(pages)} pages with places to fill in)")


# Files that state monstrous sizes.


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bombs(folder):
    """Files of a few bytes, or of many, that would take gigabytes."""
    folder.mkdir()
    tags = [(256, 4, 50000), (257, 4, 50000), (258, 3, 1), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1),
            (278, 4, 50000), (279, 4, 312500000)]
    ifd = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", t, k, 1, v) for t, k, v in tags) + bytes(4)
    (folder / "large.tif").write_bytes(b"II*\0" + struct.pack("<I", 8) + ifd)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 50000, 50000, 8, 2, 0, 0, 0))
    (folder / "large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(bytes(1000))))
    Image.new("L", (64, 64), 200).save(folder / "small.jpg")
    small = (folder / "small.jpg").read_bytes()
    place = small.index(b"\xff\xc0") + 5
    for name, side in (("lies.jpg", 65500), ("longer.jpg", 12000)):
        (folder / name).write_bytes(small[:place] + struct.pack(">HH", side, side) + small[place + 4:])
    (folder / "small.jpg").unlink()
    pdf(folder / "pages.pdf", 1_000_000)
    image = b"<</Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceGray/BitsPerComponent 1/Length 0>>"
    pdf(folder / "picture.pdf", 1, image)


def pdf(path, pages, image=None):
    """A PDF with so many pages, which really are there."""
    with open(path, "wb") as file:
        places = []

        def put(text):
            places.append(file.tell())
            file.write(b"%d 0 obj\n%s\nendobj\n" % (len(places), text))

        file.write(b"%PDF-1.4\n")
        put(b"<</Type/Catalog/Pages 2 0 R>>")
        first = 4 if image else 3
        kids = b" ".join(b"%d 0 R" % (first + index) for index in range(pages))
        put(b"<</Type/Pages/Count %d/MediaBox[0 0 595 842]/Kids[%s]>>" % (pages, kids))
        if image:
            put(image + b"\nstream\n\nendstream")
        resources = b"/Resources<</XObject<</I 3 0 R>>>>" if image else b""
        for _ in range(pages):
            put(b"<</Type/Page/Parent 2 0 R%s>>" % resources)
        start = file.tell()
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
        file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
        file.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))


def refused(annex, folder, stock):
    """Faults of the program over files that state monstrous sizes."""
    bombs(folder / "bombs")
    for path in sorted((folder / "bombs").iterdir()):
        cpu, peak, code, errors = costs(annex, "stack", path, "--against", stock.out)
        print(f"  {path.name}: {errors.splitlines()[0] if errors.strip() else 'nothing said'} ({peak} MB, {cpu:.1f} s)")
        if code != 1 or not errors.strip():
            yield f"{path.name} is not refused"
        if peak >= 200:
            yield f"{path.name} takes {peak} MB"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("annex", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--offices", type=int, default=4)
    wanted = parser.parse_args()
    shutil.rmtree(wanted.folder, ignore_errors=True)
    wanted.folder.mkdir(parents=True)
    annex = wanted.annex.resolve()
    stock = Stock(annex, wanted.folder, wanted.offices)
    print(f"{wanted.count} scans of {len(stock.pages)} pages of {wanted.offices} offices, seed {wanted.seed}")
    failures = list(faults(told(annex, wanted.folder, stock, wanted.count, wanted.seed)))
    failures += misjudged(*signed(annex, wanted.folder, stock, wanted.count, wanted.seed))
    measured(annex, wanted.folder, stock)
    failures += refused(annex, wanted.folder, stock)
    for failure in failures:
        print(f"FAILED: {failure}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
