// y_i = x w_i^T for one or several weights that share their input (q, k, v; gate, up).
#include "composed/composed.h"
#include "device.h"
#include "kernels/gemm.h"
#include "kernels/kernels.h"
#include "bfloat16_weights.h"
#include "autograd_support.h"

namespace pn {
namespace {

/// Gradients: dx = sum_i dy_i w_i, accumulated inside the products;  dw_i = dy_i^T x.
/// BFloat16 rounds x, w and dy to bf16; products accumulate in fp32 and results are fp32.
struct Linears : torch::autograd::Function<Linears> {
    static variable_list forward(AutogradContext* context, Tensor x, at::TensorList weights, bool bfloat16) {
        const int64_t rows = x.size(0), in = x.size(1);
        const Tensor input = bfloat16 ? round_to_bfloat16(x) : x.contiguous();
        variable_list saved{input}, outputs;
        for (const Tensor& weight : weights) {
            const Tensor w = bfloat16 ? bfloat16_weight(weight) : weight.contiguous();
            Tensor y = empty_floats({rows, weight.size(0)});
            if (bfloat16) gemm_nt(halves(input), halves(w), floats(y), rows, weight.size(0), in);
            else gemm_nt(floats(input), floats(w), floats(y), rows, weight.size(0), in);
            saved.push_back(w);
            outputs.push_back(std::move(y));
        }
        context->save_for_backward(std::move(saved));
        context->saved_data["bfloat16"] = bfloat16;
        return outputs;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const bool bfloat16 = context->saved_data["bfloat16"].toBool();
        const Tensor& x = saved[0];
        const int64_t rows = x.size(0), in = x.size(1);
        variable_list result(gradients.size() + 2);
        const bool wants_x = context->needs_input_grad(0);
        if (wants_x) result[0] = empty_floats({rows, in});
        for (size_t i = 0; i < gradients.size(); i++) {
            const Tensor& w = saved[i + 1];
            const int64_t out = w.size(0);
            const Tensor dy = bfloat16 ? round_to_bfloat16(gradients[i]) : gradients[i].contiguous();
            if (wants_x) {
                if (bfloat16) gemm_nn(halves(dy), halves(w), floats(result[0]), rows, out, in, i > 0);
                else gemm_nn(floats(dy), floats(w), floats(result[0]), rows, out, in, i > 0);
            }
            if (context->needs_input_grad(i + 1)) {
                result[i + 1] = empty_floats({out, in});
                if (bfloat16) gemm_tn(halves(dy), halves(x), floats(result[i + 1]), rows, out, in);
                else gemm_tn(floats(dy), floats(x), floats(result[i + 1]), rows, out, in);
            }
        }
        return result;
    }
};

}  // namespace
}  // namespace pn

extern "C" int32_t pn_linears(pn_tensor x, const pn_tensor* weights, int32_t count, int32_t bfloat16, pn_tensor* outputs) {
    return pn::guard_status([&] {
        const pn::Borrowed input(x);
        const std::vector<at::Tensor> list = pn::borrow_list(weights, count);
        const at::TensorList view(list);
        const auto results = pn::is_composed(input) ? pn::composed::linears(input, view, bfloat16 != 0) : pn::Linears::apply(input.get(), view, bfloat16 != 0);
        for (int32_t i = 0; i < count; i++) outputs[i] = pn::give(results[static_cast<size_t>(i)]);
    });
}
