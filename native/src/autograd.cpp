// Gradients, the backward pass, and hooks that call back into managed code.
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>
#include <torch/csrc/autograd/variable.h>

#include <memory>
#include <stdexcept>
#include <utility>

#include "handle.h"

using pn::Borrowed;

namespace pn {
namespace {

// What the caller gave; its drop function runs when the last user is gone.
class Context {
public:
    Context(void* value, pn_drop_hook drop) : value_(value), drop_(drop) {}
    ~Context() { drop_(value_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    void* value() const { return value_; }

private:
    void* value_;
    pn_drop_hook drop_;
};

[[noreturn]] void stopped() { throw std::runtime_error("a hook stopped the backward pass"); }

class AccumulateHook : public torch::autograd::FunctionPostHook {
public:
    AccumulateHook(pn_accumulate_hook hook, std::shared_ptr<std::shared_ptr<Context>> slot)
        : hook_(hook), slot_(std::move(slot)) {}

    torch::autograd::variable_list operator()(const torch::autograd::variable_list& outputs,
                                              const torch::autograd::variable_list&) override {
        if (auto context = *slot_; context && hook_(context->value()) != 0) stopped();
        return outputs;
    }

private:
    pn_accumulate_hook hook_;
    std::shared_ptr<std::shared_ptr<Context>> slot_;
};

}  // namespace
}  // namespace pn

// A registration. Emptying the slot silences the callback, also where libtorch still holds it.
struct pn_hook_object {
    std::shared_ptr<std::shared_ptr<pn::Context>> slot;
    at::Tensor tensor;
    unsigned position = 0;
    // A shared_ptr in libtorch 1.13, an intrusive_ptr in later ones.
    decltype(torch::autograd::impl::grad_accumulator(std::declval<const at::Tensor&>())) accumulator;
};

extern "C" {

int32_t pn_requires_grad(pn_tensor tensor) { return Borrowed(tensor)->requires_grad(); }

int32_t pn_set_requires_grad(pn_tensor tensor, int32_t value) {
    return pn::guard_status([&] { Borrowed(tensor)->set_requires_grad(value != 0); });
}

int32_t pn_is_leaf(pn_tensor tensor) { return Borrowed(tensor)->is_leaf(); }

int32_t pn_grad(pn_tensor tensor, pn_tensor* grad) {
    return pn::guard_status([&] { *grad = pn::give(Borrowed(tensor)->grad()); });
}

int32_t pn_set_grad(pn_tensor tensor, pn_tensor grad) {
    return pn::guard_status([&] {
        Borrowed t(tensor), g(grad);
        if (g->defined() && g->sizes() != t->sizes()) throw std::runtime_error("set_grad: shapes differ");
        t->mutable_grad() = g.get();
    });
}

int32_t pn_backward(pn_tensor tensor, pn_tensor gradient, int32_t retain_graph) {
    return pn::guard_status([&] { Borrowed(tensor)->backward(Borrowed(gradient).get(), retain_graph != 0); });
}

int32_t pn_set_grad_mode(int32_t enabled) {
    const bool before = c10::GradMode::is_enabled();
    c10::GradMode::set_enabled(enabled != 0);
    return before;
}

pn_hook pn_register_gradient_hook(pn_tensor tensor, pn_gradient_hook hook, pn_drop_hook drop, void* context) {
    pn_hook result = nullptr;
    auto owned = std::make_shared<pn::Context>(context, drop);
    pn::run_guarded([&] {
        Borrowed t(tensor);
        auto slot = std::make_shared<std::shared_ptr<pn::Context>>(std::move(owned));
        auto call = [slot, hook](const at::Tensor& grad) -> at::Tensor {
            auto live = *slot;
            if (!live || !grad.defined()) return {};
            pn_tensor replacement = nullptr;
            if (hook(live->value(), pn::give(grad), &replacement) != 0) pn::stopped();
            return pn::take(replacement);
        };
        auto registration = std::make_unique<pn_hook_object>();
        registration->slot = slot;
        registration->position = t->register_hook(call);
        registration->tensor = t.get();
        pn::live_handles.fetch_add(1, std::memory_order_relaxed);
        result = registration.release();
    });
    return result;
}

pn_hook pn_register_accumulate_hook(pn_tensor leaf, pn_accumulate_hook hook, pn_drop_hook drop, void* context) {
    pn_hook result = nullptr;
    auto owned = std::make_shared<pn::Context>(context, drop);
    pn::run_guarded([&] {
        Borrowed t(leaf);
        auto accumulator = torch::autograd::impl::grad_accumulator(t.get());
        if (!accumulator) throw std::runtime_error("accumulate hook: the tensor is not a leaf that requires a gradient");
        auto registration = std::make_unique<pn_hook_object>();
        registration->slot = std::make_shared<std::shared_ptr<pn::Context>>(std::move(owned));
        accumulator->add_post_hook(std::make_unique<pn::AccumulateHook>(hook, registration->slot));
        registration->accumulator = std::move(accumulator);
        pn::live_handles.fetch_add(1, std::memory_order_relaxed);
        result = registration.release();
    });
    return result;
}

void pn_hook_free(pn_hook hook) {
    if (hook == nullptr) return;
    pn::run_guarded([&] {
        std::unique_ptr<pn_hook_object> registration(hook);
        pn::live_handles.fetch_sub(1, std::memory_order_relaxed);
        registration->slot->reset();
        if (registration->tensor.defined()) registration->tensor.remove_hook(registration->position);
    });
}
}
