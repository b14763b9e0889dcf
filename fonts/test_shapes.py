"""shapes.py finds each kind of wrong glyph in a face that has it, and none in faces as they are."""

import copy
import pathlib
import shutil
import tempfile
import unittest

from fontTools.ttLib import TTFont

import shapes

FACES = ("AnnexLatin", "AnnexLatinBold", "AnnexSymbols")
CHINESE = ("AnnexFang", "AnnexHei", "AnnexKai", "AnnexSong", "AnnexTitle")


class ShapesTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        for face in FACES:
            shutil.copy(shapes.HERE / f"{face}.ttf", self.folder)

    def faults_after(self, change, face="AnnexLatin"):
        path = self.folder / f"{face}.ttf"
        font = TTFont(path, recalcTimestamp=False)
        change(font, font.getBestCmap())
        font.save(path)
        return shapes.check(self.folder)

    def test_faces_as_they_are_have_no_faults(self):
        self.assertEqual(shapes.check(self.folder), [])

    def test_outline_of_another_character(self):
        def change(font, glyphs):
            font["glyf"][glyphs[ord("$")]] = copy.deepcopy(font["glyf"][glyphs[ord("%")]])
        faults = self.faults_after(change)
        self.assertIn("AnnexLatin: one outline for $ U+0024, % U+0025", faults)

    def test_glyph_of_another_character(self):
        def change(font, glyphs):
            for table in font["cmap"].tables:
                table.cmap[ord("B")] = glyphs[ord("8")]
        self.assertIn("AnnexLatin: one outline for 8 U+0038, B U+0042", self.faults_after(change))

    def test_empty_glyph(self):
        def change(font, glyphs):
            glyph = font["glyf"][glyphs[ord("&")]]
            glyph.numberOfContours = 0
            for part in ("coordinates", "flags", "endPtsOfContours"):
                if hasattr(glyph, part):
                    delattr(glyph, part)
        self.assertIn("AnnexLatin: & U+0026 is empty", self.faults_after(change))

    def test_control_characters_have_no_glyph(self):
        def change(font, glyphs):
            for table in font["cmap"].tables:
                table.cmap[0x09] = glyphs[0x20]
        self.assertIn("AnnexLatin:  U+0009 is empty", self.faults_after(change))

    def test_shape_of_no_such_character(self):
        def change(font, glyphs):
            coordinates = font["glyf"][glyphs[ord("7")]].coordinates
            coordinates.scale((1, -1))
            coordinates.translate((0, 1300))
        faults = self.faults_after(change)
        self.assertTrue(any(f.startswith("AnnexLatin: 7 U+0037 agrees with no") for f in faults), faults)

    def test_mark_out_of_its_place(self):
        def change(font, glyphs):
            font["glyf"][glyphs[ord("_")]].coordinates.translate((0, 1000))
        faults = self.faults_after(change)
        self.assertTrue(any(f.startswith("AnnexLatin: _ U+005F stands") for f in faults), faults)

    def test_marks_that_close_stand_at_the_lower_left(self):
        for face in CHINESE:
            font = TTFont(shapes.HERE / f"{face}.ttf", lazy=True)
            em, glyphs, table = font["head"].unitsPerEm, font.getBestCmap(), font["glyf"]
            for mark in "、。，；：．":
                glyph = table[glyphs[ord(mark)]]
                self.assertLess(glyph.xMin, em * 0.21, face + mark)
                self.assertLess(glyph.xMax, em * 0.4, face + mark)
                self.assertLess(glyph.yMin, em * 0.15, face + mark)
            stop = table[glyphs[ord("。")]]
            self.assertGreater(stop.xMax - stop.xMin, em * 0.2, face)

    def test_what_one_outline_may_serve(self):
        for same in ("AΑА", "￥¥", "·・", "ⅠI", "⺅亻", "Å\u212b"):
            self.assertTrue(shapes.are_same([ord(c) for c in same]), same)
        for different in ("￥＄", "²2", "︵（", "ſs", "干幹", "•·", "—―", "①1", "0O", "﹡*"):
            self.assertFalse(shapes.are_same([ord(c) for c in different]), different)


if __name__ == "__main__":
    unittest.main()
