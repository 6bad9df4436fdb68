// RMSNorm, RoPE and SwiGLU as differentiable functions over the row kernels.
#include "composed/composed.h"
#include "device.h"
#include "kernels/kernels.h"
#include "packing_checks.h"
#include "autograd_support.h"

namespace pn {
namespace {

struct RmsNorm : torch::autograd::Function<RmsNorm> {
    static Tensor forward(AutogradContext* context, Tensor x, Tensor weight, double eps) {
        x = x.contiguous();
        weight = weight.contiguous();
        const int64_t rows = x.size(0), d = x.size(1);
        Tensor y = empty_floats(x.sizes()), rstd = empty_floats({rows});
        kernels().rms_forward(floats(x), floats(weight), floats(y), floats(rstd), rows, d, static_cast<float>(eps));
        context->save_for_backward({x, weight, rstd});
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const Tensor &x = saved[0], &weight = saved[1], dy = gradients[0].contiguous();
        Tensor dx, dw;
        if (context->needs_input_grad(0)) dx = empty_floats(x.sizes());
        if (context->needs_input_grad(1)) dw = empty_floats(weight.sizes());
        kernels().rms_backward(floats(x), floats(weight), floats(dy), floats(saved[2]), dx.defined() ? floats(dx) : nullptr,
                               dw.defined() ? floats(dw) : nullptr, x.size(0), x.size(1));
        return {dx, dw, Tensor()};
    }
};

/// x [T,H,K], positions [T], cos and sin [S,K/2]. The gradient is the rotation by the opposite angle.
struct Rope : torch::autograd::Function<Rope> {
    static Tensor rotate(const Tensor& x, const Tensor& positions, const Tensor& cos, const Tensor& sin, float sign) {
        const int64_t rows = x.size(0), heads = x.size(1), width = x.size(2);
        Tensor y = empty_floats(x.sizes());
        kernels().rope(floats(x), x.stride(0), floats(y), heads * width, integers(positions), floats(cos), floats(sin), rows, int(heads), int(width), sign);
        return y;
    }

    static Tensor forward(AutogradContext* context, Tensor x, Tensor positions, Tensor cos, Tensor sin) {
        check_positions(positions, cos.size(0));
        context->save_for_backward({positions, cos, sin});
        return rotate(with_contiguous_rows(x), positions, cos, sin, 1.f);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        return {rotate(with_contiguous_rows(gradients[0]), saved[0], saved[1], saved[2], -1.f), Tensor(), Tensor(), Tensor()};
    }
};

struct SwiGlu : torch::autograd::Function<SwiGlu> {
    static Tensor forward(AutogradContext* context, Tensor gate, Tensor up) {
        gate = with_contiguous_rows(gate);
        up = with_contiguous_rows(up);
        Tensor y = empty_floats(gate.sizes());
        kernels().swiglu_forward(floats(gate), gate.stride(0), floats(up), up.stride(0), floats(y), gate.size(0), gate.size(1));
        context->save_for_backward({gate, up});
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const variable_list saved = context->get_saved_variables();
        const Tensor &gate = saved[0], &up = saved[1], dy = gradients[0].contiguous();
        const int64_t rows = gate.size(0), f = gate.size(1);
        Tensor dgate = empty_floats({rows, f}), dup = empty_floats({rows, f});
        kernels().swiglu_backward(floats(gate), gate.stride(0), floats(up), up.stride(0), floats(dy), floats(dgate), f, floats(dup), f, rows, f);
        return {dgate, dup};
    }
};

}  // namespace
}  // namespace pn

extern "C" {

pn_tensor pn_rms_norm(pn_tensor x, pn_tensor weight, double eps) {
    return pn::guard_tensor([&] {
        const pn::Borrowed input(x), scale(weight);
        return pn::is_composed(input) ? pn::composed::rms_norm(input, scale, eps) : pn::RmsNorm::apply(input.get(), scale.get(), eps);
    });
}

pn_tensor pn_rope(pn_tensor x, pn_tensor positions, pn_tensor cos, pn_tensor sin) {
    return pn::guard_tensor([&] {
        if (pn::is_composed(pn::Borrowed(x))) return pn::composed::rope(pn::Borrowed(x), pn::Borrowed(positions), pn::Borrowed(cos), pn::Borrowed(sin));
        return pn::Rope::apply(pn::Borrowed(x).get(), pn::Borrowed(positions)->contiguous(), pn::Borrowed(cos)->contiguous(), pn::Borrowed(sin)->contiguous());
    });
}

pn_tensor pn_swiglu(pn_tensor gate, pn_tensor up) {
    return pn::guard_tensor([&] {
        const pn::Borrowed g(gate), u(up);
        return pn::is_composed(g) ? pn::composed::swiglu(g, u) : pn::SwiGlu::apply(g.get(), u.get());
    });
}

}  // extern "C"
