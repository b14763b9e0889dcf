"""Makes the small scans that tests begin with, one of each kind that offices send: make.py FOLDER"""

import struct
import sys
import tempfile
import zlib
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

SIZE = WIDTH, HEIGHT = 48, 32


def grey():
    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    draw.line((2, 28, 40, 4), fill=0, width=3)
    draw.rectangle((30, 18, 44, 28), outline=90, fill=180)
    return image


def coloured():
    image = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((4, 4, 28, 28), outline="red", width=3)
    draw.line((20, 28, 46, 6), fill="blue", width=2)
    return image


def palette():
    return coloured().convert("P", palette=Image.ADAPTIVE, colors=16)


def black_and_white():
    return grey().convert("1")


def tiffs(folder):
    for name, image, options in [
        ("grey", grey(), {}),
        ("group3", black_and_white(), {"compression": "group3"}),
        ("group4", black_and_white(), {"compression": "group4"}),
        ("packbits", black_and_white(), {"compression": "packbits"}),
        ("lzw", coloured(), {"compression": "tiff_lzw"}),
        ("palette", palette(), {"compression": "tiff_adobe_deflate"}),
        ("jpeg", coloured(), {"compression": "jpeg", "quality": 40}),
        ("jpeg-grey", grey(), {"compression": "jpeg", "quality": 40}),
        ("pages", black_and_white(), {"compression": "group4", "save_all": True, "append_images": [black_and_white()]}),
    ]:
        image.save(folder / f"{name}.tif", **options)


def jpegs(folder):
    grey().save(folder / "grey.jpg", quality=40)
    coloured().save(folder / "colour.jpg", quality=40)
    coloured().save(folder / "progressive.jpg", quality=40, progressive=True)
    coloured().convert("CMYK").save(folder / "cmyk.jpg", quality=40)


def pngs(folder):
    grey().save(folder / "grey.png")
    black_and_white().save(folder / "bits.png")
    palette().save(folder / "palette.png", transparency=0)
    coloured().convert("RGBA").save(folder / "alpha.png")
    (folder / "interlaced.png").write_bytes(interlaced())


def interlaced():
    """Grey of 16 bits in the seven passes of ISO/IEC 15948, 8.2."""
    pixels = grey().load()
    rows = b"".join(
        b"\0" + b"".join(struct.pack(">H", pixels[x, y] * 257) for x in range(left, WIDTH, across))
        for left, top, across, down in [
            (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
        ]
        for y in range(top, HEIGHT, down)
    )  # fmt: skip

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 16, 0, 0, 0, 1)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def saved(image, kind, **options):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture"
        image.save(path, kind, **options)
        return path.read_bytes()


def group4(image):
    """The picture as groups of fax write it, without a file around it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture"
        image.save(path, "TIFF", compression="group4")
        tags = Image.open(path).tag_v2
        return path.read_bytes()[tags[273][0] :][: tags[279][0]]


def jbig2(image):
    """A page and one generic region of ISO/IEC 14492, 7.4.6, that is encoded as group 4 of fax is."""
    page = struct.pack(">IIIIBH", WIDTH, HEIGHT, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", WIDTH, HEIGHT, 0, 0, 0, 1) + group4(ImageOps.invert(image.convert("L")).convert("1"))
    return b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data
        for number, (kind, data) in enumerate([(48, page), (38, region)])
    )


def pdf(encoding, data, colours, bits):
    """A page that is one picture."""
    content = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I Do Q".encode()
    picture = (
        f"/Type/XObject/Subtype/Image/Width {WIDTH}/Height {HEIGHT}/ColorSpace/{colours}/BitsPerComponent {bits}"
        f"/Filter/{encoding}"
    )

    def stream(entries, data):
        return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"

    file, places = b"%PDF-1.5\n", []
    for number, body in enumerate(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents 4 0 R"
            "/Resources<</XObject<</I 5 0 R>>>>>>".encode(),
            stream("", content),
            stream(picture, data),
        ],
        1,
    ):
        places.append(len(file))
        file += f"{number} 0 obj".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return file + (
        f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(places) + 1}/Root 1 0 R>>\n"
        f"startxref\n{len(file)}\n%%EOF\n"
    ).encode()


def pdfs(folder):
    fax = f"CCITTFaxDecode/DecodeParms<</K -1/Columns {WIDTH}/Rows {HEIGHT}>>"
    for name, *picture in [
        ("fax", fax, group4(ImageOps.invert(black_and_white().convert("L")).convert("1")), "DeviceGray", 1),
        ("jpeg", "DCTDecode", saved(coloured(), "JPEG", quality=40), "DeviceRGB", 8),
        ("jpeg2000", "JPXDecode", saved(coloured(), "JPEG2000"), "DeviceRGB", 8),
        ("jbig2", "JBIG2Decode", jbig2(black_and_white()), "DeviceGray", 1),
        ("rows", "FlateDecode", zlib.compress(coloured().tobytes(), 9), "DeviceRGB", 8),
    ]:
        (folder / f"{name}.pdf").write_bytes(pdf(*picture))


if __name__ == "__main__":
    for make in (tiffs, jpegs, pngs, pdfs):
        make(Path(sys.argv[1]))
