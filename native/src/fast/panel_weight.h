// A weight [N, K] in groups of 32 columns of the product x w^T, in bf16 or as int8 with one scale per output.
#pragma once
#include <cstdint>
#include <initializer_list>

#include "decode/buffer.h"
#include "fast/fast_kernels.h"

namespace pn {

enum class WeightFormat : int { BFloat16, Int8 };

/// Some rows of a weight and their bias, which may be null.
struct WeightRows {
    const float* rows;   // [count, K]
    const float* bias;
    int count;
};

class PanelWeight {
public:
    /// The parts one below the other.
    void pack(std::initializer_list<WeightRows> parts, int k, WeightFormat format);
    /// The two in turns of 16 rows, so that a group of 32 columns holds 16 of each; their counts are equal.
    void pack_interleaved(const WeightRows& first, const WeightRows& second, int k, WeightFormat format);

    int n() const { return n_; }
    int k() const { return k_; }
    int padded_k() const { return padded(k_); }
    int groups() const { return groups_; }
    WeightFormat format() const { return format_; }

    PanelView group(int g) const { return {bf16_.data() + stride() * g, 2 * kGroup, kGroup}; }
    const int8_t* group_int8(int g) const { return int8_.data() + stride() * g; }
    const float* scale(int g) const { return format_ == WeightFormat::Int8 ? scale_.data() + kGroup * g : nullptr; }
    const float* bias(int g) const { return has_bias_ ? bias_.data() + kGroup * g : nullptr; }

    /// Products work on whole AMX tiles.
    static int padded(int k) { return (k + 31) / 32 * 32; }

private:
    struct Row {
        const float* values;   // null: zeros
        float bias;
    };
    template <class RowOf>
    void pack_rows(int n, int k, WeightFormat format, RowOf&& row_of);
    ptrdiff_t stride() const { return ptrdiff_t(kGroup) * padded_k(); }

    int n_ = 0, k_ = 0, groups_ = 0;
    bool has_bias_ = false;
    WeightFormat format_ = WeightFormat::BFloat16;
    Buffer<uint16_t> bf16_;
    Buffer<int8_t> int8_;
    Buffer<float> scale_, bias_;
};

}  // namespace pn
