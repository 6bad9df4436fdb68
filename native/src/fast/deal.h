// How the work of a product is dealt out to the threads of a step, and what a thread may bring near meanwhile.
#pragma once
#include <algorithm>
#include <cstddef>

#include "fast/fast_kernels.h"
#include "fast/panel_weight.h"
#include "fast/team.h"

namespace pn {

/// Rows are dealt out in multiples of this where threads share them.
inline constexpr int kProductRows = 128;

/// From so many rows for each thread on, a thread has rows of its own and reads all weights; with fewer, it has groups of weights of its own and reads all rows.
inline constexpr int kOwnRows = 128;

/// Of activations that meet one group of weights after the other.
inline constexpr int kBlockBytes = 800 << 10;

/// What a waiting thread may bring near of the weights that it needs next.
inline constexpr ptrdiff_t kNearBytes = 256 << 10;

/// Brings memory near, some cache lines at each call.
struct Nearing {
    const char* at = nullptr;
    const char* end = nullptr;

    void operator()() {
        for (int i = 0; i < 8 && at < end; i++, at += 64) __builtin_prefetch(at, 0, 2);
    }
};

/// How a product is dealt out: some rows pass over all groups, then the next ones. Each thread takes a part of the items (row block, group) in order.
struct Deal {
    int blocks, block_rows, groups;
    int items() const { return blocks * groups; }
};

inline Deal deal_of(int rows, int k, int groups, int threads) {
    const int passes_of_block = std::max(1, kBlockBytes / (k * kProductRows * static_cast<int>(sizeof(uint16_t)))), passes = (rows + kProductRows - 1) / kProductRows;
    int blocks = (passes + passes_of_block - 1) / passes_of_block, step = kProductRows;
    if (rows >= kOwnRows * threads) {
        // Each thread keeps to its rows, from product to product: they never leave its second-level cache.
        blocks = (blocks + threads - 1) / threads * threads;
        step = kTileM;
    }
    return {blocks, ((rows + blocks - 1) / blocks + step - 1) / step * step, groups};
}

/// The group that a thread takes first.
inline int first_group(const PanelWeight& weight, int rows, const Team& team, int rank) {
    return team.part_begin(rank, deal_of(rows, weight.padded_k(), weight.groups(), team.threads()).items()) % weight.groups();
}

/// Groups that few rows meet at once: as many as leave no thread with more work than fewer would.
inline int streams_of(int groups, int most, int threads) {
    int best = 1, least = groups;
    for (int streams = 1; streams <= most; streams++) {
        const int items = (groups + streams - 1) / streams, work = (items + threads - 1) / threads * streams;
        if (work > least) continue;
        best = streams;
        least = work;
    }
    return best;
}

/// The beginning of what a thread reads of a weight.
inline Nearing nearing(const PanelWeight* weight, int rows, const Team& team, int rank) {
    if (weight == nullptr) return {};
    const int first = first_group(*weight, rows, team, rank);
    const Ahead memory = weight->memory(first);
    const auto* at = static_cast<const char*>(memory.data);
    return {at, at + std::min(kNearBytes, memory.bytes * std::max(1, (weight->groups() - first) / team.threads()))};
}

}  // namespace pn
