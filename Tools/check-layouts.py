"""Checks layout files against layouts/*.schema.json: python3 Tools/check-layouts.py FILE…

A file names its schema in its first line, as editors read it. Exits with 1 where a file does not follow it.
"""

import json
import pathlib
import re
import sys

import jsonschema
import yaml


def validator(path):
    """A validator for the schema in the file at `path`, with the definitions of those beside it that it refers to."""
    text = path.read_text()
    schema = json.loads(re.sub(r'"[\w.]+\.json#', '"#', text))
    for name in set(re.findall(r'"([\w.]+\.json)#', text)):
        schema["$defs"] |= json.loads((path.parent / name).read_text())["$defs"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def faults(path):
    """What is wrong with the layout file at `path`."""
    text = path.read_text()
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    if not named:
        return ["the first line names no schema"]
    schema = validator((path.parent / named[1]).resolve())
    return [f"{error.json_path}: {error.message}" for error in schema.iter_errors(yaml.safe_load(text))]


def main(paths):
    found = [(path, fault) for path in paths for fault in faults(pathlib.Path(path))]
    for path, fault in found:
        print(f"{path}: {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
