#!/usr/bin/env bash
# Training steps of the small shape: Debian's python3-torch, tuned, and ponder, alternating in one run.
#   bench/peers/train.sh [ROUNDS] [STEPS] > bench/results/peers-train.json
# Needs: apt-get install -y python3-torch libopenblas0-openmp, and a built ./ponder.
# Tuned means: OpenBLAS with OpenMP instead of a second thread pool, AVX-512 in ATen, an allocator that keeps its memory, huge pages.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rounds=${1:-3} steps=${2:-3} threads=2
python=/usr/bin/python3   # where Debian installs
$python -c "import torch" 2>/dev/null || { echo "bench/peers/train.sh: no PyTorch; install it with: apt-get install -y python3-torch libopenblas0-openmp" >&2; exit 2; }
blas=/usr/lib/x86_64-linux-gnu/openblas-openmp
[[ -d $blas ]] || { echo "bench/peers/train.sh: no $blas; install it with: apt-get install -y libopenblas0-openmp" >&2; exit 2; }

torch_step() {
    LD_LIBRARY_PATH=$blas OMP_NUM_THREADS=$threads ATEN_CPU_CAPABILITY=avx512 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=20000000000 \
        MALLOC_TOP_PAD_=268435456 GLIBC_TUNABLES=glibc.malloc.hugetlb=1 "$python" "$here/train_torch.py" "$1" "$steps"
}
ponder_step() { "$here/../../ponder" bench train --only "train/small/$1" --repeats "$steps" --threads $threads --json; }

lines=$(mktemp)
trap 'rm -f "$lines"' EXIT
for ((round = 0; round < rounds; round++)); do
    for precision in fp32 bf16; do
        { echo "{\"round\":$round,\"precision\":\"$precision\",\"torch\":$(torch_step $precision),\"ponder\":$(ponder_step $precision)}"; } >>"$lines"
    done
done
$python - "$lines" <<'PY'
import json, statistics, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
out = {"machine": rows[0]["ponder"]["machine"], "torch": rows[0]["torch"]["torch"], "rows": []}
for precision in ("fp32", "bf16"):
    mine = [r["ponder"]["rows"][0] for r in rows if r["precision"] == precision]
    theirs = [statistics.median(r["torch"]["tokens_per_second"]) for r in rows if r["precision"] == precision]
    ratios = [m["value"] / t for m, t in zip(mine, theirs)]
    out["rows"].append({"name": f"train/small/{precision}", "ponder_tokens_per_second": [m["value"] for m in mine], "ponder_share": [m["share"] for m in mine],
                        "torch_tokens_per_second": [round(t, 1) for t in theirs], "ratio": round(statistics.median(ratios), 3),
                        "ratio_min": round(min(ratios), 3), "ratio_max": round(max(ratios), 3)})
print(json.dumps(out, indent=1))
PY
