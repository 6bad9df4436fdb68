// What the code over tensors shares.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <cstdint>
#include <stdexcept>
#include <string>

#include "handle.h"
#include "ponder_native_fused.h"

namespace pn {

using at::Tensor;

inline float* floats(const Tensor& t) { return t.data_ptr<float>(); }
inline uint16_t* halves(const Tensor& t) { return static_cast<uint16_t*>(t.data_ptr()); }
inline const int64_t* integers(const Tensor& t) { return t.data_ptr<int64_t>(); }

inline Tensor empty_floats(at::IntArrayRef sizes) { return at::empty(sizes, at::TensorOptions().dtype(at::kFloat)); }
inline Tensor empty_bfloat16(at::IntArrayRef sizes) { return at::empty(sizes, at::TensorOptions().dtype(at::kBFloat16)); }

/// The tensor itself when each of its rows [H, K] is contiguous (rows may be strided), else a contiguous copy.
inline Tensor with_contiguous_rows(const Tensor& x) {
    int64_t expected = 1;
    for (int64_t d = x.dim() - 1; d > 0; d--) {
        if (x.size(d) != 1 && x.stride(d) != expected) return x.contiguous();
        expected *= x.size(d);
    }
    return x;
}

}  // namespace pn
