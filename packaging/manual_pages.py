#!/usr/bin/env python3
"""Writes the manual pages of every command, in Chinese and in English, from what the program itself says of them.

    manual_pages.py PROGRAM OUTPUT --version 0.2.0 --date 2026-11-29

PROGRAM describes its commands with --experimental-dump-help; nothing about them stands here, so that a new command or option has
its page by itself. OUTPUT becomes a folder as below /usr/share/man: man1 in English, zh_CN/man1 in Chinese.
"""

import argparse
import json
import pathlib
import subprocess

FOLDERS = {"en": "man1", "zh": "zh_CN/man1"}

WORDS = {
    "en": {
        "name": "NAME", "synopsis": "SYNOPSIS", "description": "DESCRIPTION", "commands": "COMMANDS",
        "arguments": "ARGUMENTS", "options": "OPTIONS", "exit": "EXIT STATUS", "environment": "ENVIRONMENT",
        "files": "FILES", "see": "SEE ALSO", "manual": "Annex Manual", "option": "options", "command": "command",
        "default": "Default: {}.", "values": "One of: {}.", "separator": ", ", "between": "\n",
        "common": "Exit status, environment and files: see {}.",
    },
    "zh": {
        "name": "名称", "synopsis": "用法", "description": "说明", "commands": "命令", "arguments": "参数", "options": "选项",
        "exit": "退出码", "environment": "环境变量", "files": "文件", "see": "参见", "manual": "Annex 使用手册",
        "option": "选项", "command": "命令", "default": "默认 {}。", "values": "可用：{}。", "separator": "、",
        "between": "",
        "common": "退出码、环境变量和文件见 {}。",
    },
}

# What holds for the whole program and is not said in its help.
COMMON = {
    "en": {
        "exit": [
            ("0", "All done."), ("1", "The input was at fault."), ("2", "Wrong usage."), ("3", "The system failed."),
        ],
        "environment": [
            ("ANNEX_LAYOUTS", "Folders of form sets, separated by colons, which are looked through behind those of --layouts and before the program's own."),
            ("CUPS_SERVER", "The print server, if it is another one than this machine's."),
            ("NO_COLOR", "If it is set and not empty, messages have no colours unless --color=always asks for them."),
            ("SOURCE_DATE_EPOCH", "The date that PDFs name as that of their making, in seconds since 1970. Without it they name none of the clock's: the same input gives the same bytes."),
        ],
        "files": [
            ("/usr/share/annex/layouts", "The form sets."),
            ("/usr/share/annex/fonts", "The faces."),
            ("/usr/share/doc/annex-doc", "The manual, in Chinese."),
        ],
    },
    "zh": {
        "exit": [
            ("0", "全部做完。"), ("1", "材料有错误。"), ("2", "命令写错了。"), ("3", "系统出错。"),
        ],
        "environment": [
            ("ANNEX_LAYOUTS", "表样所在的文件夹，用冒号分开；在 --layouts 给出的之后、程序自带的之前查找。"),
            ("CUPS_SERVER", "打印服务器，不在本机时写明。"),
            ("NO_COLOR", "设了并且不空，提示就不带颜色，除非写了 --color=always。"),
            ("SOURCE_DATE_EPOCH", "PDF 里写明的生成日期，1970 年以来的秒数。不设就不写时钟的日期：同样的材料总是生成同样的文件。"),
        ],
        "files": [
            ("/usr/share/annex/layouts", "表样。"),
            ("/usr/share/annex/fonts", "字体。"),
            ("/usr/share/doc/annex-doc", "使用手册。"),
        ],
    },
}


def escaped(text):
    """`text` as it stands in a line of roff that is no request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return "\\&" + text if text.startswith(".") else text


def bold(text):
    return f"\\fB{escaped(text)}\\fR"


def italic(text):
    return f"\\fI{escaped(text)}\\fR"


def paragraph(term, text):
    """A paragraph about `term`, which is roff already."""
    return [".TP", term] + [escaped(line) for line in text.splitlines() if line]


class Page:
    """The page of a command in one language."""

    def __init__(self, command, language, version, date):
        self.command = command
        self.words = WORDS[language]
        self.common = COMMON[language]
        self.names = command.get("superCommands", []) + [command["commandName"]]
        self.version = version
        self.date = date

    @property
    def title(self):
        return "-".join(self.names)

    def shown(self, kinds):
        arguments = self.command.get("arguments", [])
        return [each for each in arguments if each["kind"] in kinds and each["shouldDisplay"]]

    @property
    def subcommands(self):
        return [each for each in self.command.get("subcommands", []) if each.get("shouldDisplay", True)]

    @property
    def text(self):
        abstract = self.command.get("abstract", "")
        title = self.title.upper()
        lines = [
            f'.TH "{title}" 1 "{self.date}" "annex {self.version}" "{self.words["manual"]}"',
            # Words are not broken, and lines not stretched: Chinese has hardly a space to stretch.
            ".nh", ".ad l",
            f".SH {self.words['name']}",
            f"{escaped(self.title)} \\- {escaped(abstract.rstrip('。.'))}",
            f".SH {self.words['synopsis']}",
            self.synopsis,
            f".SH {self.words['description']}",
            *map(escaped, (self.command.get("discussion") or abstract).splitlines()),
        ]
        lines += self.section("commands", [self.subcommand(each) for each in self.subcommands])
        lines += self.section("arguments", [self.argument(each) for each in self.shown(["positional"])])
        lines += self.section("options", [self.argument(each) for each in self.shown(["option", "flag"])])
        if len(self.names) == 1:
            for key in ("exit", "environment", "files"):
                lines += self.section(key, [paragraph(bold(term), text) for term, text in self.common[key]])
        else:
            lines += [".PP", self.words["common"].format(f"\\fB{self.names[0]}\\fR(1)")]
        return "\n".join(lines + self.see_also) + "\n"

    def section(self, key, paragraphs):
        return [f".SH {self.words[key]}"] + sum(paragraphs, []) if paragraphs else []

    @property
    def synopsis(self):
        parts = [bold(" ".join(self.names))]
        if self.subcommands:
            parts.append(f"<{italic(self.words['command'])}>")
        options = self.shown(["option"])
        parts += [self.signature(each, [each["preferredName"]]) for each in options if not each["isOptional"]]
        if [each for each in self.shown(["option", "flag"]) if each["isOptional"]]:
            parts.append(f"[{italic(self.words['option'])}]")
        for each in self.shown(["positional"]):
            name = italic(each["valueName"]) + (" ..." if each["isRepeating"] else "")
            parts.append(f"[{name}]" if each["isOptional"] else name)
        return " ".join(parts)

    def signature(self, argument, names=None):
        names = [("--" if each["kind"] == "long" else "-") + each["name"] for each in names or argument["names"]]
        names.sort(key=len)
        value = f" {italic(argument['valueName'])}" if argument["kind"] == "option" else ""
        return ", ".join(map(bold, names)) + value

    def argument(self, argument):
        term = italic(argument["valueName"]) if argument["kind"] == "positional" else self.signature(argument)
        sentences = [argument.get("abstract", ""), argument.get("discussion", "")]
        if argument.get("allValues"):
            sentences.append(self.words["values"].format(self.words["separator"].join(argument["allValues"])))
        if argument.get("defaultValue") and argument["kind"] != "flag":
            sentences.append(self.words["default"].format(argument["defaultValue"]))
        return paragraph(term, self.words["between"].join(filter(None, sentences)))

    def subcommand(self, command):
        name = "-".join(self.names + [command["commandName"]])
        return paragraph(f"\\fB{escaped(name)}\\fR(1)", command.get("abstract", ""))

    @property
    def see_also(self):
        related = ["-".join(self.names[:length]) for length in range(1, len(self.names))]
        related += ["-".join(self.names + [each["commandName"]]) for each in self.subcommands]
        if not related:
            return []
        return [f".SH {self.words['see']}", ",\n".join(f"\\fB{escaped(name)}\\fR(1)" for name in related)]


def commands(command):
    """The command and all below it. What only repeats the help is no command of its own."""
    command["subcommands"] = [each for each in command.get("subcommands", []) if each["commandName"] != "help"]
    yield command
    for each in command["subcommands"]:
        yield from commands(each)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--date", required=True)
    options = parser.parse_args()
    for language, folder in FOLDERS.items():
        request = [options.program, "--experimental-dump-help", "--lang", language]
        told = json.loads(subprocess.run(request, check=True, capture_output=True).stdout)
        place = options.output / folder
        place.mkdir(parents=True, exist_ok=True)
        for command in commands(told["command"]):
            page = Page(command, language, options.version, options.date)
            (place / f"{page.title}.1").write_text(page.text, encoding="utf-8")


if __name__ == "__main__":
    main()
