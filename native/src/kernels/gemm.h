// Matrix products through oneDNN: fp32, or bf16 operands with fp32 accumulation and fp32 results.
//
// All matrices are row-major with contiguous rows. A result row depends only on its own left row and the right matrix: rows are
// bit-identical for every M (exact mode, see row_exact), which is what makes sampling and training agree.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>

namespace pn {

enum class Precision : int { Float32 = 0, BFloat16 = 1 };

/// y [M,N] (+)= x [M,K] w[N,K]^T - the forward product of a linear layer.
void gemm_nt(const float* x, const float* w, float* y, int64_t m, int64_t n, int64_t k, bool accumulate = false);
/// dx [M,K] (+)= dy [M,N] w[N,K] - its gradient for the input.
void gemm_nn(const float* dy, const float* w, float* dx, int64_t m, int64_t n, int64_t k, bool accumulate = false);
/// dw [N,K] (+)= dy[M,N]^T x [M,K] - its gradient for the weight.
void gemm_tn(const float* dy, const float* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate = false);

/// The same with bf16 operands (bit patterns) and fp32 results.
void gemm_nt(const uint16_t* x, const uint16_t* w, float* y, int64_t m, int64_t n, int64_t k, bool accumulate = false);
void gemm_nn(const uint16_t* dy, const uint16_t* w, float* dx, int64_t m, int64_t n, int64_t k, bool accumulate = false);
void gemm_tn(const uint16_t* dy, const uint16_t* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate = false);

/// The same with results in bf16, and y = addend + x w^T in fp32; on CPUs where oneDNN multiplies bf16.
void gemm_nt_half(const uint16_t* x, const uint16_t* w, uint16_t* y, int64_t m, int64_t n, int64_t k);
void gemm_nn_half(const uint16_t* dy, const uint16_t* w, uint16_t* dx, int64_t m, int64_t n, int64_t k);
void gemm_nt_add(const uint16_t* x, const uint16_t* w, const float* addend, float* y, int64_t m, int64_t n, int64_t k);

/// Whether oneDNN must give identical rows for every M. True keeps AMX off (its bf16 products are not row-exact); call before the
/// first product, later calls change nothing. Default true. Returns the value in force.
bool set_row_exact(bool exact);
/// The value in force, or the default where none was set.
bool is_row_exact();

/// A weight [N,K] kept in oneDNN's own layout for repeated forward products.
/// y = weight.forward(x) has the bits of gemm_nt with the same precision. Thread-safe for concurrent forwards.
class PackedWeight {
public:
    /// Copies w [N,K]; w may change or go afterwards.
    PackedWeight(const float* w, int64_t n, int64_t k, Precision precision);
    ~PackedWeight();
    PackedWeight(PackedWeight&&) noexcept;
    PackedWeight& operator=(PackedWeight&&) noexcept;

    /// Copies new values of the same shape into the same storage.
    void repack(const float* w);
    /// y [M,N] = x [M,K] w^T. With BFloat16, x is rounded to bf16 first (as in training).
    void forward(const float* x, float* y, int64_t m) const;
    /// The same when the caller already holds x as bf16; BFloat16 weights only.
    void forward(const uint16_t* x, float* y, int64_t m) const;

    int64_t n() const;
    int64_t k() const;
    Precision precision() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace pn
