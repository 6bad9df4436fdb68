#include "fast/panel_weight.h"

#include <cstring>

#include "fast/int8.h"

namespace pn {
namespace {

/// Round to nearest even.
uint16_t to_bits(float x) {
    uint32_t u;
    std::memcpy(&u, &x, 4);
    if ((u & 0x7fffffffu) > 0x7f800000u) return uint16_t((u >> 16) | 0x40u);
    return uint16_t((u + 0x7fffu + ((u >> 16) & 1u)) >> 16);
}

}  // namespace

size_t PanelWeight::bytes(int n, int k, WeightFormat format) {
    const size_t columns = static_cast<size_t>((n + kGroup - 1) / kGroup) * kGroup;
    return columns * static_cast<size_t>(padded(k)) * (format == WeightFormat::BFloat16 ? sizeof(uint16_t) : sizeof(int8_t));
}

template <class RowOf>
void PanelWeight::pack_rows(int n, int k, WeightFormat format, uint8_t* memory, RowOf&& row_of) {
    n_ = n;
    k_ = k;
    format_ = format;
    groups_ = (n + kGroup - 1) / kGroup;
    const size_t columns = static_cast<size_t>(groups_) * kGroup;
    uint16_t* halves = bf16_ = format == WeightFormat::BFloat16 ? reinterpret_cast<uint16_t*>(memory) : nullptr;
    int8_t* bytes = int8_ = format == WeightFormat::Int8 ? reinterpret_cast<int8_t*>(memory) : nullptr;
    float* scales = bytes != nullptr ? scale_.at_least(columns) : nullptr;
    int32_t* sums = bytes != nullptr ? sums_.at_least(columns) : nullptr;
    float* biases = has_bias_ ? bias_.at_least(columns) : nullptr;
#pragma omp parallel for schedule(static)
    for (int g = 0; g < groups_; g++) {
        for (int c = 0; c < kGroup; c++) {
            const int at = g * kGroup + c;
            const Row row = at < n ? row_of(at) : Row{nullptr, 0};
            if (biases != nullptr) biases[at] = row.bias;
            const int filled = row.values != nullptr ? k : 0;
            if (halves != nullptr) {
                uint16_t* to = halves + stride() * g + 2 * c;
                int j = 0;
                for (; j + 2 <= filled; j += 2, to += 2 * kGroup) {
                    to[0] = to_bits(row.values[j]);
                    to[1] = to_bits(row.values[j + 1]);
                }
                for (; j < padded_k(); j += 2, to += 2 * kGroup) {
                    to[0] = j < filled ? to_bits(row.values[j]) : uint16_t(0);
                    to[1] = 0;
                }
            } else {
                const float scale = filled > 0 ? int8_scale(row.values, k) : 0;
                int8_t* to = bytes + stride() * g + 4 * c;
                int32_t sum = 0;
                for (int j = 0; j < padded_k(); j += 4, to += 4 * kGroup)
                    for (int i = 0; i < 4; i++) {
                        to[i] = j + i < filled ? int8_of(row.values[j + i], scale) : int8_t(0);
                        sum += to[i];
                    }
                scales[at] = scale;
                sums[at] = sum;
            }
        }
    }
}

void PanelWeight::pack(std::initializer_list<WeightRows> parts, int k, WeightFormat format, uint8_t* memory) {
    int n = 0;
    has_bias_ = false;
    for (const WeightRows& part : parts) {
        n += part.count;
        has_bias_ = has_bias_ || part.bias != nullptr;
    }
    pack_rows(n, k, format, memory, [&](int at) -> Row {
        for (const WeightRows& part : parts) {
            if (at < part.count) return {part.rows + static_cast<ptrdiff_t>(at) * k, part.bias != nullptr ? part.bias[at] : 0};
            at -= part.count;
        }
        return {nullptr, 0};
    });
}

void PanelWeight::pack_interleaved(const WeightRows& first, const WeightRows& second, int k, WeightFormat format, uint8_t* memory) {
    has_bias_ = first.bias != nullptr || second.bias != nullptr;
    const int turns = (first.count + 15) / 16;
    pack_rows(turns * kGroup, k, format, memory, [&](int at) -> Row {
        const WeightRows& part = at % kGroup < 16 ? first : second;
        const int row = at / kGroup * 16 + at % 16;
        if (row >= part.count) return {nullptr, 0};
        return {part.rows + static_cast<ptrdiff_t>(row) * k, part.bias != nullptr ? part.bias[row] : 0};
    });
}

}  // namespace pn
