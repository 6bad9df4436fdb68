// Which rows and key blocks the segments of a packed batch share.
#pragma once
#include <cstdint>
#include <vector>

#include "kernels/kernels.h"

namespace pn {

/// The tables of a SegmentTree.
class SegmentTables {
public:
    /// parents[s] is the segment that s continues, below s, or -1; null: all -1.
    SegmentTables(const int64_t* cu_seqlens, const int64_t* parents, int64_t segments);

    SegmentTree view() const;

private:
    std::vector<int32_t> first_, chain_, table_, block_segment_, block_index_;
    std::vector<int64_t> chain_start_, table_start_, use_start_, uses_;
};

}  // namespace pn
