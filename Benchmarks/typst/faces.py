"""The project's faces in a folder that Typst can tell apart: python Benchmarks/typst/faces.py FOLDER"""
import pathlib
import struct
import sys

FONTS = pathlib.Path(__file__).resolve().parents[2] / "fonts"
BOLD = "AnnexLatinBold.ttf"


def prepare(folder):
    """Fills `folder` with links to fonts/.

    Typst takes “Bold” off a family's name and looks at the weight instead, and both Annex Latin and Annex Latin Bold state
    the weight 400, so that it would use only one of them. A copy of the bold face states 700; nothing else is changed.
    """
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for face in FONTS.glob("*.ttf"):
        place = folder / face.name
        place.unlink(missing_ok=True)
        if face.name == BOLD:
            place.write_bytes(with_weight(face.read_bytes(), 700))
        else:
            place.symlink_to(face)
    return folder


def with_weight(font, weight):
    """`font` with another usWeightClass, the field at offset 4 of its table OS/2, and that table's checksum."""
    font = bytearray(font)
    for record in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, record)
        if tag == b"OS/2":
            struct.pack_into(">H", font, start + 4, weight)
            words = struct.unpack_from(f">{(length + 3) // 4}L", font, start)
            struct.pack_into(">L", font, record + 4, sum(words) & 0xFFFFFFFF)
    return bytes(font)


if __name__ == "__main__":
    print(prepare(sys.argv[1]))
