#!/usr/bin/env python3
"""python3 Benchmarks/county/test_county.py"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

COUNTY = pathlib.Path(__file__).with_name("county.py")


def made(*options):
    """The files that the generator writes: bytes by name."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, COUNTY, "--output", folder, *options], check=True, capture_output=True)
        return {file.name: file.read_bytes() for file in pathlib.Path(folder).iterdir()}


class CountyTests(unittest.TestCase):
    def test_same_seed_gives_same_bytes(self):
        self.assertEqual(made("--count", "5"), made("--count", "5", "--seed", "1"))
        self.assertNotEqual(made("--count", "5"), made("--count", "5", "--seed", "2"))

    def test_department_is_the_same_whatever_the_count(self):
        few, many = made("--count", "3"), made("--count", "8")
        self.assertEqual(few, {name: many[name] for name in few})
        self.assertEqual(made("--first", "7", "--count", "1").items() & many.items(), made("--first", "7", "--count", "1").items())

    def test_departments_differ(self):
        self.assertEqual(len(set(made("--count", "60").values())), 60)

    def test_tables_do_not_depend_on_the_report(self):
        brief, full = (made("--count", "1", "--format", "json", *more) for more in ([], ["--narrative"]))
        (brief,), (full,) = ([json.loads(file) for file in files.values()] for files in (brief, full))
        self.assertGreater(len(full.pop("narrative")["body"]), 4000)
        self.assertLess(len(brief.pop("narrative")["body"]), 500)
        self.assertEqual(brief, full)

    def test_faults_are_put_into_as_many_departments(self):
        right, faulty = made("--count", "20"), made("--count", "20", "--faults", "7")
        self.assertEqual(sum(right[name] != faulty[name] for name in right), 7)

    def test_rows_are_the_projects_of_the_base_data(self):
        (file,) = made("--count", "1", "--format", "json", "--rows", "500").values()
        rows = [row for row in json.loads(file)["baseData"]["spending"] if row["item"] == "project"]
        self.assertEqual(len(rows), 500)


if __name__ == "__main__":
    unittest.main()
