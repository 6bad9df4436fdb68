// How fast the machine multiplies matrices when nothing stands around the product.
#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

#include "guard.h"
#include "kernels/gemm.h"
#include "kernels/kernels.h"

namespace pn {
namespace {

/// Numbers in [-0.5, 0.5) without a pattern that a product could profit from.
std::vector<float> operand(size_t count) {
    std::vector<float> values(count);
    uint32_t state = 1;
    for (float& x : values) {
        state = state * 1664525u + 1013904223u;
        x = static_cast<float>(state >> 8) / static_cast<float>(1 << 24) - 0.5f;
    }
    return values;
}

double seconds_of_product(int64_t size, Precision precision, int calls) {
    const auto count = static_cast<size_t>(size * size);
    const std::vector<float> x = operand(count);
    std::vector<float> y(count);
    std::vector<uint16_t> rounded(precision == Precision::BFloat16 ? count : 0);
    if (!rounded.empty()) kernels().to_bfloat16(x.data(), rounded.data(), static_cast<int64_t>(count));
    const PackedWeight weight(x.data(), size, size, precision);
    std::vector<double> seconds(static_cast<size_t>(calls) + 1);
    for (double& s : seconds) {
        const auto start = std::chrono::steady_clock::now();
        if (rounded.empty())
            weight.forward(x.data(), y.data(), size);
        else
            weight.forward(rounded.data(), y.data(), size);
        s = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    std::nth_element(seconds.begin() + 1, seconds.begin() + 1 + calls / 2, seconds.end());   // the first call warms up
    return seconds[1 + static_cast<size_t>(calls / 2)];
}

}  // namespace
}  // namespace pn

extern "C" int32_t pn_gemm_seconds(int32_t size, int32_t bfloat16, int32_t calls, double* seconds) {
    return pn::guard_status([&] {
        if (size < 1 || calls < 1) throw std::runtime_error("gemm_seconds: size and calls must be at least 1, got " + std::to_string(size) + " and " + std::to_string(calls));
        *seconds = pn::seconds_of_product(size, bfloat16 != 0 ? pn::Precision::BFloat16 : pn::Precision::Float32, calls);
    });
}
