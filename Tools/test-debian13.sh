#!/bin/sh
# Runs `make test` in a Debian 13, whatever this machine runs: Tools/test-debian13.sh FOLDER [COMMAND]
#
# The system is made in FOLDER/root by debootstrap and kept for the next time, what is built there in FOLDER/build. It
# sees this project and the Swift toolchain of this machine; mounts are private and end with the tests.
#   DEBIAN_MIRROR  where debootstrap takes packages from
#   BIND           files and folders that the system is to see besides, such as certificates or the configuration of git
set -eu

folder=$(realpath -m "$1")
command=${2:-make test}
project=$(realpath "$(dirname "$0")/..")

if [ "$(id -u)" != 0 ]; then
  echo "要用 root 运行（debootstrap 和 chroot 需要）/ run this as root: debootstrap and chroot need it" >&2
  exit 1
fi
toolchain=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath" *: *"\(.*\)\/lib\/swift".*/\1/p')
root=$folder/root
mkdir -p "$folder/build"

if [ ! -e "$root/etc/debian_version" ]; then
  if ! command -v debootstrap >/dev/null; then
    echo "没有 debootstrap / there is no debootstrap: apt-get install debootstrap" >&2
    exit 1
  fi
  # A system that was not made to the end is not taken for one.
  rm -rf "$root.new"
  debootstrap --variant=minbase trixie "$root.new" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}"
  mv "$root.new" "$root"
fi

# Packages of Swift that this machine has fetched are not fetched again.
mkdir -p "$folder/build/tested"
for part in checkouts repositories workspace-state.json; do
  for source in "$project/.build/$part" "$project/.build/tested/$part"; do
    [ -e "$source" ] || continue
    for place in "$part" "tested/$part"; do
      [ -e "$folder/build/$place" ] || cp -a "$source" "$folder/build/$place"
    done
  done
done

export root toolchain project folder command
exec unshare --mount --propagation private sh -eu -c '
  show() {
    if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$(dirname "$root$2")"; touch "$root$2"; fi
    mount --bind "$1" "$root$2"
  }
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  show "$toolchain" "$toolchain"
  show "$project" /annex
  show "$folder/build" /annex/.build
  show "$(realpath /etc/resolv.conf)" /etc/resolv.conf
  run() {
    chroot "$root" env -i PATH="$toolchain/bin:/usr/sbin:/usr/bin:/sbin:/bin" HOME=/root LANG=C.UTF-8 \
      http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" DEBIAN_FRONTEND=noninteractive sh -euc "$1"
  }
  # What the toolchain needs; make installs what the project does.
  run "apt-get update -qq
    apt-get install -y -qq --no-install-recommends \
      binutils ca-certificates git libc6-dev libcurl4t64 libncurses6 libsqlite3-0 libstdc++-14-dev libxml2 make tzdata
    git config --global --replace-all safe.directory \"*\""
  # Over what packages have put there, which would not be installed otherwise.
  for path in ${BIND:-}; do show "$(realpath "$path")" "$path"; done
  run "cd /annex; $command"'
