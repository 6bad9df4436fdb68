#!/usr/bin/env bash
# Builds the native library: native/build/libponder_native.so.
#   native/build.sh [--test] [--clean]
# --test builds and runs the smoke test as well; --clean starts from nothing.
# LIBTORCH_HOME=/path/to/libtorch builds against a libtorch 2.x into native/build-2x instead.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$here/build
[[ -n ${LIBTORCH_HOME:-} ]] && build=$here/build-2x
run_test=
for argument in "$@"; do
    case $argument in
        --test) run_test=1 ;;
        --clean) rm -rf "$build" ;;
        *) echo "native/build.sh: unknown argument '$argument'; expected --test or --clean" >&2; exit 2 ;;
    esac
done

missing=()
command -v cmake >/dev/null || missing+=(cmake)
command -v ninja >/dev/null || missing+=(ninja-build)
command -v g++ >/dev/null || missing+=(g++)
[[ -f /usr/include/oneapi/dnnl/dnnl.h || -f /usr/include/dnnl.h ]] || missing+=(libdnnl-dev)
if [[ -z ${LIBTORCH_HOME:-} ]]; then
    [[ -f /usr/include/ATen/core/Tensor.h ]] || missing+=(libtorch-dev)
elif [[ ! -f $LIBTORCH_HOME/include/ATen/core/Tensor.h ]]; then
    echo "native/build.sh: LIBTORCH_HOME=$LIBTORCH_HOME holds no include/ATen/core/Tensor.h" >&2
    exit 2
fi
if ((${#missing[@]})); then
    echo "native/build.sh: missing packages; install them with: apt-get install -y ${missing[*]}" >&2
    exit 2
fi

# One line of output per problem: the log is shown only when something fails.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
step() { "$@" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }; }
if [[ ! -f $build/build.ninja ]] || ! grep -qxF "LIBTORCH_HOME:PATH=${LIBTORCH_HOME:-}" "$build/CMakeCache.txt"; then
    step cmake -S "$here" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DLIBTORCH_HOME="${LIBTORCH_HOME:-}"
fi
step cmake --build "$build"
if [[ -n $run_test ]]; then
    step cmake --build "$build" --target smoke header_is_c
    "$build/smoke"
fi
