"""Proves that packs for archives are what they claim to be, by the judgement of others: bags by bagit-python, XML by libxml2
and the schemas in the pack, PDFs by veraPDF, and workbooks and PDFs by what stands in them. A pack is made of originals and of
signed copies, twice.

    check.py ANNEX ENGINE_JAR FOLDER [COUNT]

COUNT offices are packed, 12 by default.
"""

import glob
import hashlib
import os
import re
import resource
import shutil
import subprocess
import sys
import zipfile

import bagit
from lxml import etree

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = f"{HERE}/../../layouts/national-project/example/submission.yaml"
DATA = """formSet: archive-catalogue
year: 2024
office: {name: 清岚县财政局}
fonds: "0086"
type: WS
retention: D30
section: {code: JXK, name: 绩效管理股}
date: 2024.12.20
exceptions:
  - {office: 第2局, retention: Y}
"""
CATALOGUE = "文件目录.XML"
SPACE = "{urn:annex:archive-catalogue:1}"


def run(*arguments, code=0):
    outcome = subprocess.run(arguments, capture_output=True, text=True)
    assert outcome.returncode == code, f"{arguments}: {outcome.returncode}\n{outcome.stdout}{outcome.stderr}"
    return outcome.stdout


def render(annex, folder, count):
    example = open(EXAMPLE, encoding="utf-8").read()
    os.makedirs(f"{folder}/in")
    for number in range(count):
        text = example.replace("name: 清岚县教育局,", f"name: 第{number}局,")
        assert text != example
        with open(f"{folder}/in/{number}.yaml", "w", encoding="utf-8") as file:
            file.write(text)
    with open(f"{folder}/archive.yaml", "w", encoding="utf-8") as file:
        file.write(DATA)
    run(annex, "render", f"{folder}/in", "-o", f"{folder}/out", "--report", "none")
    run(annex, "render", f"{folder}/in", "-o", f"{folder}/signed", "--report", "none", "--archive", "2u")


def files(pack):
    found = {}
    for folder, _, names in os.walk(pack):
        for name in names:
            path = f"{folder}/{name}"
            with open(path, "rb") as file:
                found[os.path.relpath(path, pack)] = hashlib.sha256(file.read()).hexdigest()
    return found


def check_xml(pack):
    """Every XML file is valid by the schemas in the pack; the catalogue is given back."""
    schemas = {name: etree.XMLSchema(etree.parse(f"{pack}/data/schema/{name}.xsd")) for name in ("catalogue", "metadata")}
    catalogue = etree.parse(f"{pack}/{CATALOGUE}")
    schemas["catalogue"].assertValid(catalogue)
    items = catalogue.findall(f"{SPACE}文件")
    for item in items:
        path = item.find(f"{SPACE}电子档案名称").text
        schemas["metadata"].assertValid(etree.parse(f"{pack}/{path[:-3]}xml"))
    # The schemas are no formality.
    text = etree.tostring(catalogue, encoding="unicode")
    for wrong in ("<x/>", text.replace("<页数>", "<页数>x"), text.replace("<档号>", "<档号>·")):
        assert not schemas["catalogue"].validate(etree.fromstring(wrong))
    return items


def check_workbook(pack, count):
    with zipfile.ZipFile(f"{pack}/data/catalogue/catalogue.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert len(re.findall("<row ", sheet)) == count + 1, "a row for each item and one for the heads"


def check_pdfs(pack, items):
    for item in items:
        path = f"{pack}/{item.find(f'{SPACE}电子档案名称').text}"
        run("qpdf", "--check", path)
        information = run("pdfinfo", path)
        pages = int(re.search(r"Pages: +(\d+)", information).group(1))
        assert pages == int(item.find(f"{SPACE}页数").text), path
        first = re.sub(r"\s", "", run("pdftotext", "-l", "1", path, "-"))
        code = item.find(f"{SPACE}档号").text
        assert "绩效管理股" in first and code[-4:] in first, f"{path}: no mark on the first page"


def validate(jar, folder):
    """Some items of each pack conform to the standards that they name, with the stamp on them; so do catalogues and reports."""
    requests = []
    for pack, flavours in (("originals-pack", "3a,ua1"), ("signed-pack", "2u")):
        root = f"{folder}/{pack}/data"
        records = sorted(glob.glob(f"{root}/records/*/*/*.pdf"))
        requests += [(flavours, path) for path in records[:2] + records[-1:]]
        requests += [("3a,ua1", path) for path in glob.glob(f"{root}/catalogue/*.pdf") + glob.glob(f"{root}/report/*.pdf")]
    assert len(requests) >= 12
    lines = "".join(f"{flavours}\t{path}\n" for flavours, path in requests)
    command = ["java", "-Djava.awt.headless=true", "-cp", jar, f"{HERE}/../archive-check/Validate.java"]
    output = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout
    results = [line.split("\t") for line in output.splitlines()]
    assert len(results) == sum(len(flavours.split(",")) for flavours, _ in requests)
    for flavour, path, rules in results:
        assert not rules, f"{path} breaks rules of {flavour}: {rules}"


def check(annex, folder, pack, count):
    bag = bagit.Bag(f"{folder}/{pack}")
    bag.validate()
    assert all(name.isascii() for name in bag.payload_files()), "the payload's names are ASCII"
    items = check_xml(f"{folder}/{pack}")
    assert len(items) == count
    check_workbook(f"{folder}/{pack}", count)
    check_pdfs(f"{folder}/{pack}", items)
    run(annex, "archive", f"{folder}/{pack}", "--check")
    return bag.entries


def main(annex, jar, folder, count=12):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    render(annex, folder, count)
    for pack, scans in (("originals", []), ("signed", ["--scans", f"{folder}/signed"])):
        arguments = [annex, "archive", f"{folder}/out", "--data", f"{folder}/archive.yaml"] + scans
        run(*arguments, "-o", f"{folder}/{pack}-pack")
        check(annex, folder, f"{pack}-pack", count)
        run(*arguments, "-o", f"{folder}/{pack}-again")
        assert files(f"{folder}/{pack}-pack") == files(f"{folder}/{pack}-again"), "the same bytes"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    validate(jar, folder)
    print(f"2 packs of {count} items: sound by bagit-python, libxml2 and veraPDF; no process took more than {peak // 1024} MB")


if __name__ == "__main__":
    main(*sys.argv[1:4], *map(int, sys.argv[4:]))
