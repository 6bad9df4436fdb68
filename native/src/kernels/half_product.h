#pragma once
#include <cstddef>
#include <cstdint>

namespace pn::avx512 {

/// C [rows][columns] (+)= A [rows][inner] B, bf16 operands: element (k, n) of B lies at [k / 2][n][k % 2] of rows of b_columns pairs. Columns
/// and inner are multiples of 32; rows are rounded up to 16 in A and C. Between begin and end of the fast kernels with AMX.
void half_product_amx(const uint16_t* a, ptrdiff_t lda, const uint16_t* b, int b_columns, float* c, ptrdiff_t ldc, int rows, int columns, int inner, bool accumulate);

}  // namespace pn::avx512
