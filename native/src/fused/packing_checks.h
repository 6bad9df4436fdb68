// Checks that attention has in common, by itself and within a block of a layer.
#pragma once

#include "support.h"

namespace pn {

/// cu_seqlens must start at 0, never fall, and end at the number of rows.
void check_lengths(const Tensor& cu_seqlens, int64_t rows);

/// Every position must be a row of the table of angles.
void check_positions(const Tensor& positions, int64_t table_rows);

/// parents or, for null, an empty tensor; one for each segment of cu_seqlens.
Tensor segment_parents(pn_tensor parents, const Tensor& cu_seqlens);

}  // namespace pn
