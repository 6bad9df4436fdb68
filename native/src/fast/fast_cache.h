// Keys and values in bf16, in blocks of 64 positions whose layout is that of a product's right operand (fast_kernels.h, PanelView).
#pragma once
#include <cstddef>
#include <cstdint>

#include "fast/fast_kernels.h"
#include "kernels/kernels.h"

namespace pn {

/// [block][layer]{K: [G][K/2][64][2], V: [G][64/2][K][2]}. Memory is committed as blocks are first written.
class FastCache {
public:
    FastCache(int blocks, int layers, int kv_heads, int head_width);
    ~FastCache();
    FastCache(const FastCache&) = delete;
    FastCache& operator=(const FastCache&) = delete;

    /// Columns are positions, k is the head's width.
    PanelView keys(int block, int layer, int head) const { return {at(block, layer, 0, head), 2 * kCacheBlock, 32}; }
    /// Columns are the head's width, k is the position.
    PanelView values(int block, int layer, int head) const { return {at(block, layer, 1, head), ptrdiff_t(2) * width_, 32}; }
    /// The blocks themselves, for what stores keys and values.
    uint16_t* key_block(int block, int layer, int head) { return at(block, layer, 0, head); }
    uint16_t* value_block(int block, int layer, int head) { return at(block, layer, 1, head); }
    void copy(int from, int to, int positions);

    int blocks() const { return blocks_; }

private:
    uint16_t* at(int block, int layer, int part, int head) const {
        return data_ + (((static_cast<ptrdiff_t>(block) * layers_ + layer) * 2 + part) * kv_heads_ + head) * (static_cast<ptrdiff_t>(kCacheBlock) * width_);
    }

    int blocks_, layers_, kv_heads_, width_;
    size_t bytes_;
    uint16_t* data_;
};

}  // namespace pn
