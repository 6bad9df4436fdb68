// C [M,N] (+)= A [M,K] B [K,N] for the small blocks inside attention, all operands in cache.
// A is read at A[m*a_row + k*a_col], so a transposed A costs nothing; B and C have contiguous rows.
// Every element is one chain of fma over ascending k, whatever M, N and the register tile: splitting M or N never changes a bit.

namespace pn::PN_ISA {

template <int Rows, int Columns, bool Tail>
static __attribute__((noinline)) void small_gemm_tile(int K, const float* A, ptrdiff_t a_row, ptrdiff_t a_col, const float* B, ptrdiff_t ldb,
                                                      float* C, ptrdiff_t ldc, bool accumulate, int tail) {
    const Mask mask = first_lanes(tail);
    Vec c[Rows][Columns];
#pragma GCC unroll 16
    for (int r = 0; r < Rows; r++)
#pragma GCC unroll 4
        for (int n = 0; n < Columns; n++) {
            const float* p = C + r * ldc + n * 16;
            c[r][n] = !accumulate ? zero() : Tail ? load(p, mask) : load(p);
        }
    for (int k = 0; k < K; k++) {
        Vec b[Columns];
#pragma GCC unroll 4
        for (int n = 0; n < Columns; n++) b[n] = Tail ? load(B + n * 16, mask) : load(B + n * 16);
#pragma GCC unroll 16
        for (int r = 0; r < Rows; r++) {
            const Vec a = set1(A[r * a_row]);
#pragma GCC unroll 4
            for (int n = 0; n < Columns; n++) c[r][n] = fma(a, b[n], c[r][n]);
        }
        A += a_col;
        B += ldb;
    }
#pragma GCC unroll 16
    for (int r = 0; r < Rows; r++)
#pragma GCC unroll 4
        for (int n = 0; n < Columns; n++) {
            float* p = C + r * ldc + n * 16;
            if (Tail) store(p, c[r][n], mask); else store(p, c[r][n]);
        }
}

/// Tiles of `Rows` rows, then of about half as many, down to one.
template <int Rows, int Columns, bool Tail>
PN_INLINE void small_gemm_rows(int M, int K, const float* A, ptrdiff_t a_row, ptrdiff_t a_col, const float* B, ptrdiff_t ldb,
                               float* C, ptrdiff_t ldc, bool accumulate, int tail) {
    for (; M >= Rows; M -= Rows) {
        small_gemm_tile<Rows, Columns, Tail>(K, A, a_row, a_col, B, ldb, C, ldc, accumulate, tail);
        A += Rows * a_row;
        C += Rows * ldc;
    }
    if constexpr (Rows > 1)
        if (M > 0) small_gemm_rows<(Rows == 3 ? 2 : Rows / 2), Columns, Tail>(M, K, A, a_row, a_col, B, ldb, C, ldc, accumulate, tail);
}

static void small_gemm(int M, int N, int K, const float* A, ptrdiff_t a_row, ptrdiff_t a_col, const float* B, ptrdiff_t ldb,
                       float* C, ptrdiff_t ldc, bool accumulate) {
    int n = 0;
    if constexpr (kRows64 > 0)
        for (; n + 64 <= N; n += 64) small_gemm_rows<kRows64, 4, false>(M, K, A, a_row, a_col, B + n, ldb, C + n, ldc, accumulate, 16);
    if constexpr (kRows32 > 0)
        for (; n + 32 <= N; n += 32) small_gemm_rows<kRows32, 2, false>(M, K, A, a_row, a_col, B + n, ldb, C + n, ldc, accumulate, 16);
    for (; n + 16 <= N; n += 16) small_gemm_rows<kRows16, 1, false>(M, K, A, a_row, a_col, B + n, ldb, C + n, ldc, accumulate, 16);
    if (n < N) small_gemm_rows<kRows16, 1, true>(M, K, A, a_row, a_col, B + n, ldb, C + n, ldc, accumulate, N - n);
}

}  // namespace pn::PN_ISA
