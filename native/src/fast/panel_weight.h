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
    /// Of the memory that a weight of n rows takes, a multiple of 64.
    static size_t bytes(int n, int k, WeightFormat format);
    /// Of one whose rows are two in turns.
    static size_t bytes_interleaved(int count, int k, WeightFormat format) { return bytes((count + 15) / 16 * kGroup, k, format); }

    /// The parts one below the other. The weight lies at `memory`, which the caller keeps.
    void pack(std::initializer_list<WeightRows> parts, int k, WeightFormat format, uint8_t* memory);
    /// The two in turns of 16 rows, so that a group of 32 columns holds 16 of each; their counts are equal.
    void pack_interleaved(const WeightRows& first, const WeightRows& second, int k, WeightFormat format, uint8_t* memory);

    int n() const { return n_; }
    int k() const { return k_; }
    int padded_k() const { return padded(k_); }
    int groups() const { return groups_; }
    WeightFormat format() const { return format_; }

    PanelView group(int g) const { return {bf16_ + stride() * g, 2 * kGroup, kGroup}; }
    IntegerGroup group_int8(int g) const { return {int8_ + stride() * g, sums_.data() + kGroup * g}; }
    /// Elements from a group to the next.
    ptrdiff_t apart() const { return stride(); }
    Affine affine(int g) const {
        return {format_ == WeightFormat::Int8 ? scale_.data() + kGroup * g : nullptr, has_bias_ ? bias_.data() + kGroup * g : nullptr};
    }
    /// The memory of a group.
    Ahead memory(int g) const {
        if (format_ == WeightFormat::Int8) return {int8_ + stride() * g, stride()};
        return {bf16_ + stride() * g, stride() * ptrdiff_t(sizeof(uint16_t))};
    }

    /// Products work on whole AMX tiles.
    static int padded(int k) { return (k + 31) / 32 * 32; }

private:
    struct Row {
        const float* values;   // null: zeros
        float bias;
    };
    template <class RowOf>
    void pack_rows(int n, int k, WeightFormat format, uint8_t* memory, RowOf&& row_of);
    ptrdiff_t stride() const { return ptrdiff_t(kGroup) * padded_k(); }

    int n_ = 0, k_ = 0, groups_ = 0;
    bool has_bias_ = false;
    WeightFormat format_ = WeightFormat::BFloat16;
    uint16_t* bf16_ = nullptr;
    int8_t* int8_ = nullptr;
    Buffer<float> scale_, bias_;
    Buffer<int32_t> sums_;   // of each output's integers
};

}  // namespace pn
