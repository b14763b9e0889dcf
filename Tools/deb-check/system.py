"""A Debian of its own in a folder: made once by debootstrap, and changed by each run in a layer above it that goes afterwards."""

import ctypes
import os
import pathlib
import shutil
import subprocess

# What the checks look with; none of it belongs to the packages.
TOOLS = ["bash-completion", "fish", "locales", "man-db", "zsh"]
# What apt, dpkg and the indexes of manual pages and libraries keep for themselves.
KEPT = ("dev", "proc", "sys", "run", "tmp", "packages", "root", "var/cache", "var/lib/apt", "var/lib/dpkg", "var/log")

CLONE_NEWNS = 0x00020000


class System:
    """The system `suite` in `folder`. Whoever makes one leaves the mounts of the machine behind."""

    def __init__(self, folder, suite):
        self.base = folder / suite / "base"
        self.root = folder / suite / "root"
        self.layer = folder / suite / "layer"
        self.suite = suite

    def make(self):
        """Makes the system, unless it is there from before."""
        if self.base.exists():
            return
        new = self.base.with_name("new")
        shutil.rmtree(new, ignore_errors=True)
        new.parent.mkdir(parents=True, exist_ok=True)
        mirror = os.environ.get("DEBIAN_MIRROR", "http://deb.debian.org/debian")
        subprocess.run(["debootstrap", "--variant=minbase", self.suite, new, mirror], check=True)
        self.root, root = new, self.root
        self.mount_machine()
        self.run(["apt-get", "update", "-qq"])
        self.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *TOOLS])
        (new / "etc/locale.gen").write_text("zh_CN.UTF-8 UTF-8\n")
        self.run(["locale-gen"])
        for place in ("proc", "dev"):
            subprocess.run(["umount", "--recursive", new / place], check=True)
        self.root = root
        new.rename(self.base)

    def enter(self, packages):
        """Puts an empty layer above the system, in which `packages` are seen as /packages."""
        shutil.rmtree(self.layer, ignore_errors=True)
        for place in (self.root, self.layer / "changes", self.layer / "work"):
            place.mkdir(parents=True, exist_ok=True)
        options = f"lowerdir={self.base},upperdir={self.layer}/changes,workdir={self.layer}/work"
        subprocess.run(["mount", "-t", "overlay", "annex", "-o", options, self.root], check=True)
        self.mount_machine()
        (self.root / "packages").mkdir()
        subprocess.run(["mount", "--bind", packages, self.root / "packages"], check=True)

    def mount_machine(self):
        subprocess.run(["mount", "-t", "proc", "proc", self.root / "proc"], check=True)
        subprocess.run(["mount", "--rbind", "/dev", self.root / "dev"], check=True)
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")

    def leave(self):
        """Removes what was changed. The mounts go with this process."""
        shutil.rmtree(self.layer / "changes", ignore_errors=True)

    def command(self, arguments, user="root"):
        """The command line that runs `arguments` in the system as `user`."""
        return ["chroot", *([f"--userspec={user}"] if user != "root" else []), str(self.root), *map(str, arguments)]

    @staticmethod
    def environment(**further):
        proxies = {name: value for name, value in os.environ.items() if name.endswith("_proxy")}
        return {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "TERM": "xterm",
            "DEBIAN_FRONTEND": "noninteractive", **proxies, **further,
        }

    def run(self, arguments, user="root", check=True, **environment):
        """Runs `arguments` in the system and gives its outcome; what it says is told where it fails and must not."""
        done = subprocess.run(
            self.command(arguments, user), env=self.environment(**environment), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
        if check and done.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, arguments))}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def files(self):
        """Everything in the system but what `KEPT` names: of each path what it is, and of files how long."""
        found = {}
        for folder, folders, names in os.walk(self.root):
            below = os.path.relpath(folder, self.root)
            folders[:] = [name for name in folders if os.path.normpath(f"{below}/{name}") not in KEPT]
            for name in folders + names:
                path = os.path.normpath(f"{below}/{name}")
                about = os.lstat(f"{folder}/{name}")
                found[path] = (about.st_mode, about.st_size if name in names else 0)
        return found


def own_mounts():
    """Gives this process mounts of its own: they end with it."""
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNS) != 0:
        raise SystemExit("要用 root 运行（debootstrap 和 chroot 需要）/ run this as root: debootstrap and chroot need it")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
