#!/bin/sh
# Makes the packages in a second folder and a year from now, and compares them with those of `make deb`: reproduce.sh FOLDER
# FOLDER is made, must not be there before, and goes afterwards. It takes as long as building the program anew.
set -eu

folder=$(realpath -m "$1")
project=$(realpath "$(dirname "$0")/../..")
[ ! -e "$folder" ] || { echo "已经有 $folder / $folder is there already" >&2; exit 1; }
trap 'rm -rf "$folder"' EXIT
git clone -q "$project" "$folder"
mkdir -p "$folder/.build"
# Packages of Swift that were fetched for the first are not fetched again, and are the same.
for part in checkouts repositories workspace-state.json; do cp -a "$project/.build/$part" "$folder/.build/$part"; done
cp "$project/Package.resolved" "$folder"
make -C "$folder" release
# The compiler's clock is true: it would take files for changed, and writes no time.
# What is in the place of malloc in the program cannot be told another time.
RUN="env -u LD_PRELOAD" faketime -f "+365d" make -C "$folder" packages
for package in "$project"/.build/deb/*.deb; do
  cmp "$package" "$folder/.build/deb/$(basename "$package")"
  sha256sum "$package"
done
