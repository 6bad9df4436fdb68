// bf16 copies of fp32 weights, rounded once per change of the weight and not once per use.
#pragma once

#include "support.h"

namespace pn {

/// x rounded to bf16, same shape, contiguous.
Tensor round_to_bfloat16(const Tensor& x);

/// The bf16 copy of a leaf weight, kept until the weight's version changes or the weight goes. Do not write to it.
Tensor bfloat16_weight(const Tensor& weight);

/// The same for weights [N_i, K] that share their input, one below the other, N = sum N_i: as panels for both products ([2, N, K]) where
/// HalfWeights multiplies panels, else as they are ([N, K]).
Tensor bfloat16_weights(const std::vector<Tensor>& weights);

}  // namespace pn
