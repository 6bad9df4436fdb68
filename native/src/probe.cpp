// How fast the machine multiplies matrices when nothing stands around the product.
#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

#include "guard.h"
#include "kernels/gemm.h"
#include "kernels/kernels.h"
#include "memory/block_cache.h"

namespace pn {
namespace {

/// Memory as tensors have it, on huge pages where the system grants them: on pages of 4 KB the same products run at 0.6 times the rate with AMX.
template <class T>
class Operand {
public:
    explicit Operand(size_t count) : data_(static_cast<T*>(block_allocate(count * sizeof(T)))), count_(count) {}
    Operand(const Operand&) = delete;
    Operand& operator=(const Operand&) = delete;
    ~Operand() { block_free(data_); }
    T* data() const { return data_; }

    /// Numbers in [-0.5, 0.5) without a pattern that a product could profit from.
    void fill() const {
        uint32_t state = 1;
        for (size_t i = 0; i < count_; i++) {
            state = state * 1664525u + 1013904223u;
            data_[i] = static_cast<float>(state >> 8) / static_cast<float>(1 << 24) - 0.5f;
        }
    }

private:
    T* data_;
    size_t count_;
};

double seconds_of_product(int64_t size, Precision precision, int calls) {
    const auto count = static_cast<size_t>(size * size);
    const bool bfloat16 = precision == Precision::BFloat16;
    const Operand<float> x(count), y(count);
    const Operand<uint16_t> rounded(count);
    x.fill();
    if (bfloat16) kernels().to_bfloat16(x.data(), rounded.data(), static_cast<int64_t>(count));
    const PackedWeight weight(x.data(), size, size, precision);
    std::vector<double> seconds(static_cast<size_t>(calls) + 1);
    for (double& s : seconds) {
        const auto start = std::chrono::steady_clock::now();
        if (bfloat16) weight.forward(rounded.data(), y.data(), size);
        else weight.forward(x.data(), y.data(), size);
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
