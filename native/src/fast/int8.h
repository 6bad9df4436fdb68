// Weights rounded to int8, symmetric, with one scale for each row.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace pn {

/// The step between two values: max |w| / 127.
inline float int8_scale(const float* row, int k) {
    float largest = 0;
    for (int j = 0; j < k; j++) largest = std::max(largest, std::fabs(row[j]));
    return largest / 127.0f;
}

inline int8_t int8_of(float w, float scale) {
    return scale > 0 ? static_cast<int8_t>(std::lrintf(std::clamp(w / scale, -127.0f, 127.0f))) : int8_t(0);
}

}  // namespace pn
