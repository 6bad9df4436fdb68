// Ragged sequences as a few rectangles, so that libtorch's attention kernels can work on them.
#pragma once

#include <memory>

#include "fused/support.h"

namespace pn::composed {

/// One sequence: rows [first_query, first_query + queries) of q; its last query sees all of its `keys` positions.
struct PlannedSequence {
    int64_t index, first_query, queries, keys;
};

/// S sequences of about the same lengths, padded to L queries and M keys. Padding reads some row that is there and nobody reads what comes of it.
struct Rectangle {
    int64_t sequences, queries, keys;
    Tensor query_rows;   // [S * L] rows of q
    Tensor key_rows;     // [S * M] rows of k and v
    Tensor visible;      // [S, 1, L, M] bool; undefined where every sequence sees itself causally and nothing else
};

/// On the device of the tensors that it is for.
struct AttentionPlan {
    std::vector<Rectangle> rectangles;
    Tensor place;   // [rows of q] where the result of each row is when those of all rectangles lie end to end
};

/// cu_seqlens [N + 1] and parents [N] (or empty), on the CPU: see pn_attention.
std::shared_ptr<const AttentionPlan> plan_of_segments(const Tensor& cu_seqlens, const Tensor& parents, c10::Device device);

/// row_start [S + 1], context [S], table [S, stride], on the CPU: see pn_attention_blocks.
std::shared_ptr<const AttentionPlan> plan_of_blocks(const Tensor& row_start, const Tensor& context, const Tensor& table, c10::Device device);

}  // namespace pn::composed
