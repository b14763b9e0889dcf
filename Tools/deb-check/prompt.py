"""A shell at a terminal, at which a line is typed and completed."""

import fcntl
import os
import pty
import re
import select
import subprocess
import termios
import time

SEQUENCES = re.compile(r"\x1b(?:\[[0-9;?>=]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][A-Z0-9]|[=>78])|[\x07\x0f]")

# How each shell is started, and what is typed first so that it completes and says by `@@` that it waits.
SHELLS = {
    "bash": (["bash", "--norc", "-i"], ". /usr/share/bash-completion/bash_completion; PS1='@''@ '\n"),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -u -D; unsetopt prompt_sp; PS1='@''@ '\n"),
    "fish": (["fish", "-i"], "function fish_prompt; echo '@''@ '; end; function fish_greeting; end\n"),
}
PATIENCE = 20
# So long nothing must come before what was typed counts as completed.
QUIET = 1.0


class Prompt:
    """A shell called `name` in `system`, whose working folder is `folder`."""

    def __init__(self, system, name, folder, **environment):
        start, beginning = SHELLS[name]
        self.terminal, end = pty.openpty()
        command = ["sh", "-c", 'cd "$0" && exec "$@"', folder, *start]
        self.shell = subprocess.Popen(
            system.command(command), env=system.environment(**environment), stdin=end, stdout=end, stderr=end,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(end)
        self.read()
        os.write(self.terminal, beginning.encode())
        self.read(until="@@ ")

    def read(self, until=None):
        """What the shell shows until nothing more comes; it is waited for until `until` is among it."""
        shown, began = "", time.monotonic()
        while time.monotonic() - began < PATIENCE:
            ready, _, _ = select.select([self.terminal], [], [], QUIET)
            if ready:
                shown += os.read(self.terminal, 1 << 16).decode(errors="replace")
            elif until is None or until in SEQUENCES.sub("", shown):
                break
        return SEQUENCES.sub("", shown)

    def complete(self, line):
        """What is shown when `line` is typed and then the tabulator."""
        os.write(self.terminal, line.encode())
        self.read()
        os.write(self.terminal, b"\t")
        shown = self.read()
        # Control-U takes the line back.
        os.write(self.terminal, b"\x15\n")
        self.read(until="@@")
        return line + shown

    def end(self):
        os.close(self.terminal)
        self.shell.kill()
        self.shell.wait()
