"""Checks YAML and JSON files against JSON Schemas: python3 Tools/check-schema.py [--schema SCHEMA] FILE…

Without a schema, each file names its own in its first line, as editors read it. YAML is read as editors read it (YAML 1.2,
core schema): a date is a text. A file of JSON Lines (.jsonl) holds a document a line, and faults name the line. Exits with 1
where a file does not follow its schema.
"""

import argparse
import json
import pathlib
import re
import sys

import jsonschema
import yaml


class CoreLoader(yaml.SafeLoader):
    """Reads YAML without the dates of version 1.1."""


CoreLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def definitions(path, known):
    """Adds to `known` the files that the schema at `path` refers to, each with its definitions."""
    text = path.read_text()
    known[path.name] = json.loads(re.sub(r'"[\w.]+\.json#', '"#', text))
    for name in sorted(set(re.findall(r'"([\w.]+\.json)#', text)) - set(known)):
        definitions(path.parent / name, known)
    return known


def validator(path):
    """A validator for the schema in the file at `path`, with the definitions of those that it refers to."""
    known = definitions(path, {})
    schema = known[path.name]
    for other in known.values():
        schema["$defs"] = schema.get("$defs", {}) | other.get("$defs", {})
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def documents(path, text):
    """The documents in the file at `path`, each with the name that faults tell it by."""
    if path.suffix == ".jsonl":
        return [(f"{path}:{number}", json.loads(line)) for number, line in enumerate(text.splitlines(), 1)]
    return [(str(path), json.loads(text) if path.suffix == ".json" else yaml.load(text, CoreLoader))]


def faults(path, schema):
    """What is wrong with the file at `path`, by the schema at that path or the one that the file names."""
    text = path.read_text()
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    if not schema and not named:
        return [f"{path}: the first line names no schema"]
    checks = validator(pathlib.Path(schema) if schema else (path.parent / named[1]).resolve())
    return [
        f"{name}: {error.json_path}: {error.message}"
        for name, document in documents(path, text)
        for error in checks.iter_errors(document)
    ]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--schema")
    arguments.add_argument("files", nargs="+")
    options = arguments.parse_args()
    found = [fault for file in options.files for fault in faults(pathlib.Path(file), options.schema)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
