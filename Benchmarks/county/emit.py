"""Writes a submission as YAML, the way clerks write it, or as JSON."""
import json
import re

PLAIN = re.compile(r"[\u4e00-\u9fff“《（≥≤—\w][^\s,\[\]{}:#]*")
NUMBER_LIKE = re.compile(r"[\d.+\-]+")
DATE = re.compile(r"\d{4}-\d\d-\d\d")


def json_text(submission):
    return json.dumps(submission, ensure_ascii=False, indent=1) + "\n"


def yaml_text(submission, notes):
    """The submission with a comment before each part that `notes` names."""
    lines = []
    for key, value in submission.items():
        lines += ["", "# " + notes[key]] if key in notes else []
        lines += entry(key, value, 0)
    return "\n".join(lines) + "\n"


def entry(key, value, depth):
    indent = "  " * depth
    if isinstance(value, str) and "\n" in value:
        return [f"{indent}{key}: |"] + [f"{indent}  {line}" for line in value.rstrip("\n").split("\n")]
    if isinstance(value, (dict, list)) and not is_short(value):
        return [f"{indent}{key}:"] + (entries(value, depth + 1) if isinstance(value, dict) else items(value, depth + 1))
    return [f"{indent}{key}: {flow(value)}"]


def entries(mapping, depth):
    return [line for key, value in mapping.items() for line in entry(key, value, depth)]


def items(sequence, depth):
    lines = []
    for value in sequence:
        if is_short(value):
            lines.append("  " * depth + "- " + flow(value))
        else:
            first, *rest = entries(value, depth + 1)
            lines += ["  " * depth + "- " + first.lstrip(), *rest]
    return lines


def is_short(value):
    """Whether the value stands on one line: a scalar, or a mapping of nothing but short scalars."""
    if isinstance(value, dict):
        return all(not isinstance(part, (dict, list)) and "\n" not in str(part) for part in value.values())
    return not isinstance(value, list) and "\n" not in str(value)


def flow(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, str) and DATE.fullmatch(value):
        return value
    if isinstance(value, str) and PLAIN.fullmatch(value) and not NUMBER_LIKE.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
