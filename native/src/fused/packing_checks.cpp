#include "packing_checks.h"

namespace pn {

void check_lengths(const Tensor& cu_seqlens, int64_t rows) {
    const int64_t* cu = integers(cu_seqlens);
    const int64_t n = cu_seqlens.numel();
    if (n < 1 || cu[0] != 0 || cu[n - 1] != rows)
        throw std::runtime_error("attention: cu_seqlens must run from 0 to the " + std::to_string(rows) + " rows of q; it runs from " +
                                 (n < 1 ? "nothing" : std::to_string(cu[0]) + " to " + std::to_string(cu[n - 1])));
    for (int64_t i = 1; i < n; i++)
        if (cu[i] < cu[i - 1])
            throw std::runtime_error("attention: cu_seqlens falls at " + std::to_string(i) + ": " + std::to_string(cu[i - 1]) + " then " + std::to_string(cu[i]));
}

void check_positions(const Tensor& positions, int64_t table_rows) {
    const int64_t* p = integers(positions);
    for (int64_t i = 0; i < positions.numel(); i++)
        if (p[i] < 0 || p[i] >= table_rows)
            throw std::runtime_error("rope: position " + std::to_string(p[i]) + " of row " + std::to_string(i) + " lies outside of the table of " + std::to_string(table_rows) +
                                     " positions");
}

Tensor segment_parents(pn_tensor parents, const Tensor& cu_seqlens) {
    if (!parents) return at::empty({0}, at::TensorOptions().dtype(at::kLong));
    const Tensor tree = Borrowed(parents)->contiguous();
    const int64_t segments = cu_seqlens.numel() - 1;
    if (tree.numel() != segments)
        throw std::runtime_error("attention: expected one parent for each of the " + std::to_string(segments) + " segments, got " + std::to_string(tree.numel()));
    return tree;
}

}  // namespace pn
