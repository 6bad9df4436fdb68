// bf16 copies of fp32 weights, rounded once per change of the weight and not once per use.
#pragma once

#include "support.h"

namespace pn {

/// x rounded to bf16, same shape, contiguous.
Tensor round_to_bfloat16(const Tensor& x);

/// The bf16 copy of a leaf weight, kept until the weight's version changes or the weight goes. Do not write to it.
Tensor bfloat16_weight(const Tensor& weight);

}  // namespace pn
