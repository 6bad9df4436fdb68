// All kernels of one instruction set and their table. Included once per set, after its simd_*.h. Nothing from the C++ library is
// instantiated here: a template compiled with AVX-512 flags could be the copy that the linker keeps for every other file.
#include "kernels.h"
#include "scratch.h"

#include "vector_math.inl"
#include "small_gemm.inl"
#include "rows.inl"
#include "attention_tile.inl"
#include "attention_forward.inl"
#include "attention_backward.inl"
#include "attention_tree.inl"
#include "head.inl"
#include "optimiser.inl"

namespace pn::PN_ISA {

#define PN_NAME_OF(x) #x
#define PN_NAME(x) PN_NAME_OF(x)

extern const Kernels table;
const Kernels table = {PN_NAME(PN_ISA), rms_forward, rms_backward, rope, swiglu_forward, swiglu_backward, attention_forward, attention_backward,
                       kv_append, attention_cached, log_sum_exp, target_logp, dlogits, add_into, to_bfloat16, adamw, sum_of_squares,
                       attention_tree_forward, attention_tree_backward, target_minus_softmax, scale_rows, scale_rows_half};

}  // namespace pn::PN_ISA
