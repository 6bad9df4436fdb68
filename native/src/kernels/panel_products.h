// The three products of a linear layer with AMX tiles, for the fast mode in bf16. Their operands stay in the second-level cache, where oneDNN's
// make their way through memory. Results do not depend on the number of threads.
#pragma once
#include <cstddef>
#include <cstdint>

namespace pn {

/// Columns of a panel: element (k, c) of one lies at [k / 2][c][k % 2].
inline constexpr int kPanel = 32;

struct PanelProducts {
    /// Rows first .. first + n - 1 of a weight [total, k] as panels over its rows (for x w^T) and over its columns (for dy w). first, n and k are
    /// multiples of 32; both results have total k elements.
    void (*pack)(const float* w, int64_t first, int64_t n, int64_t total, int64_t k, uint16_t* by_rows, uint16_t* by_columns);

    /// y [m][n] = addend + a [m][inner] B, or without addend (null; it may be y). B: n / 32 panels, panel_stride apart. y is bf16 where half.
    void (*product)(const uint16_t* a, const uint16_t* panels, ptrdiff_t panel_stride, void* y, bool half, const float* addend, int64_t m, int64_t n, int64_t inner);

    /// dw [n][k] (+)= dy [m][n]^T x [m][k]; n and k are multiples of 32.
    void (*weight_gradient)(const uint16_t* dy, const uint16_t* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate);
};

/// Null where the CPU has no AMX, and where an instruction set was forced.
const PanelProducts* panel_products();

}  // namespace pn
