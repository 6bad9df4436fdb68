// How a handle of the C interface becomes an at::Tensor and back.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "guard.h"

namespace pn {

using TensorPtr = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

inline c10::TensorImpl* impl(pn_tensor handle) { return reinterpret_cast<c10::TensorImpl*>(handle); }

// Gives a tensor to the caller; an undefined tensor becomes NULL.
inline pn_tensor give(at::Tensor tensor) {
    if (!tensor.defined()) return nullptr;
    live_handles.fetch_add(1, std::memory_order_relaxed);
    return reinterpret_cast<pn_tensor>(tensor.unsafeReleaseTensorImpl());
}

// Takes an owned handle back from the caller.
inline at::Tensor take(pn_tensor handle) {
    if (handle == nullptr) return {};
    live_handles.fetch_sub(1, std::memory_order_relaxed);
    return at::Tensor(TensorPtr::reclaim(impl(handle)));
}

// A caller's handle seen as a tensor for the length of a call, without touching its reference count.
class Borrowed {
public:
    explicit Borrowed(pn_tensor handle) : tensor_(handle ? at::Tensor(TensorPtr::reclaim(impl(handle))) : at::Tensor()) {}
    ~Borrowed() {
        if (tensor_.defined()) tensor_.unsafeReleaseTensorImpl();
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;

    // A const reference: a kernel that keeps the tensor copies it and so takes its own reference.
    const at::Tensor& get() const { return tensor_; }
    operator const at::Tensor&() const { return tensor_; }
    const at::Tensor* operator->() const { return &tensor_; }

private:
    at::Tensor tensor_;
};

inline std::vector<at::Tensor> borrow_list(const pn_tensor* handles, int32_t count) {
    std::vector<at::Tensor> tensors;
    tensors.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++) tensors.push_back(Borrowed(handles[i]).get());
    return tensors;
}

// The body returns a tensor: its handle, or NULL.
template <class Body>
pn_tensor guard_tensor(Body&& body) noexcept {
    pn_tensor result = nullptr;
    run_guarded([&] { result = give(body()); });
    return result;
}

}  // namespace pn
