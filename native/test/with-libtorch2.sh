#!/usr/bin/env bash
# Builds the native library against the libtorch 2.x of ../shared/libtorch (or $PONDER_SHARED/libtorch) and runs the smoke test.
# Unpacks it once into ${XDG_CACHE_HOME:-~/.cache}/ponder. Prints "skipped" and succeeds where there is none.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
shared=${PONDER_SHARED:-$root/../shared}/libtorch
archive=$(find "$shared" -maxdepth 1 -name 'libtorch-2.*-cpu.tar.xz' 2>/dev/null | sort -V | tail -n 1 || true)
if [[ -z $archive ]]; then
    echo "native smoke test against libtorch 2.x: skipped, no libtorch-2.*-cpu.tar.xz in $shared"
    exit 0
fi

name=$(basename "$archive" -cpu.tar.xz)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/ponder
home=$cache/$name
if [[ ! -f $home/include/ATen/core/Tensor.h ]]; then
    (cd "$shared" && grep -F "$(basename "$archive")" SHA256SUMS | sha256sum --check --quiet -)
    mkdir -p "$cache"
    unpacked=$(mktemp -d "$cache/unpack.XXXXXX")
    trap 'rm -rf "$unpacked"' EXIT
    tar -xJf "$archive" -C "$unpacked"
    rm -rf "$home"
    mv "$unpacked/libtorch" "$home"
fi

LIBTORCH_HOME=$home "$root/native/build.sh" --test
