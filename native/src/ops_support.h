// Conversions that the generated exports share.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/GradMode.h>
#include <c10/core/Scalar.h>
#include <c10/core/TensorOptions.h>
#include <c10/util/SmallVector.h>

#include <cmath>
#include <cstdint>

namespace pn {

using Sizes = c10::SmallVector<int64_t, 8>;

inline Sizes sizes(const int32_t* shape, int32_t rank) { return Sizes(shape, shape + rank); }

inline at::ScalarType dtype_of(int32_t dtype) { return static_cast<at::ScalarType>(dtype); }

inline at::TensorOptions options(int32_t dtype) { return at::TensorOptions().dtype(dtype_of(dtype)); }

// A whole number beside an integer tensor stays an integer, so that the result keeps the tensor's type.
inline at::Scalar scalar(const at::Tensor& beside, double value) {
    const bool integral = c10::isIntegralType(beside.scalar_type(), /*includeBool=*/false);
    if (integral && std::fabs(value) < 0x1p63 && std::nearbyint(value) == value) return at::Scalar(static_cast<int64_t>(value));
    return at::Scalar(value);
}

// In-place ops act on values, outside of the autograd graph.
using OutsideGraph = c10::AutoGradMode;

}  // namespace pn
