#include "segment_tree.h"

#include <stdexcept>
#include <string>

namespace pn {

SegmentTables::SegmentTables(const int64_t* cu_seqlens, const int64_t* parents, int64_t segments) : chain_start_{0}, table_start_{0} {
    for (int64_t s = 0; s < segments; s++) {
        const int64_t parent = parents ? parents[s] : -1;
        if (parent < -1 || parent >= s)
            throw std::runtime_error("attention: the parent of segment " + std::to_string(s) + " must be a segment before it or -1, got " + std::to_string(parent));
        const int64_t ancestors = parent < 0 ? 0 : chain_start_[size_t(parent) + 1] - chain_start_[size_t(parent)];
        first_.push_back(int32_t(ancestors));
        for (int64_t i = 0; i < ancestors; i++) chain_.push_back(chain_[size_t(chain_start_[size_t(parent)] + i)]);
        for (int64_t row = cu_seqlens[s]; row < cu_seqlens[s + 1]; row++) chain_.push_back(int32_t(row));
        chain_start_.push_back(int64_t(chain_.size()));

        // Blocks that lie within the ancestors are theirs; the one that the segment begins in is made anew.
        const int64_t end = chain_start_.back() - chain_start_[size_t(s)], shared = ancestors / kCacheBlock;
        for (int64_t j = 0; j * kCacheBlock < end; j++) {
            if (j < shared) {
                table_.push_back(table_[size_t(table_start_[size_t(parent)] + j)]);
                continue;
            }
            table_.push_back(int32_t(block_segment_.size()));
            block_segment_.push_back(int32_t(s));
            block_index_.push_back(int32_t(j));
        }
        table_start_.push_back(int64_t(table_.size()));
    }
    const size_t rows = size_t(cu_seqlens[segments]);
    use_start_.assign(rows + 1, 0);
    for (const int32_t row : chain_) use_start_[size_t(row) + 1]++;
    for (size_t i = 0; i < rows; i++) use_start_[i + 1] += use_start_[i];
    uses_.resize(chain_.size());
    std::vector<int64_t> next(use_start_.begin(), use_start_.end() - 1);
    for (size_t entry = 0; entry < chain_.size(); entry++) uses_[size_t(next[size_t(chain_[entry])]++)] = int64_t(entry);
}

SegmentTree SegmentTables::view() const {
    return {first_.data(), chain_start_.data(), chain_.data(), table_start_.data(), table_.data(), block_segment_.data(), block_index_.data(),
            int64_t(block_segment_.size()), use_start_.data(), uses_.data()};
}

}  // namespace pn
