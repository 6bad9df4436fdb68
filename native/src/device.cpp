// Devices of tensors, and which code works on them.
#include "device.h"

#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <atomic>
#include <stdexcept>
#include <string>

#include "handle.h"

namespace pn {
namespace {

std::atomic<bool> forced{false};

}  // namespace

bool cuda_built() { return c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA); }

int cuda_devices() { return cuda_built() ? int(c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount()) : 0; }

bool is_composed(const at::Tensor& x) { return !x.is_cpu() || forced.load(std::memory_order_relaxed); }

c10::Device device_of(int32_t number) {
    if (number < 0) return c10::Device(c10::DeviceType::CPU);
    if (number >= cuda_devices())
        throw std::runtime_error("device cuda:" + std::to_string(number) + ": " +
                                 (cuda_built() ? "libtorch sees " + std::to_string(cuda_devices()) + " CUDA devices" : std::string("this libtorch has no CUDA")));
    return c10::Device(c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(number));
}

}  // namespace pn

extern "C" {

int32_t pn_cuda_devices(int32_t* built, int32_t* count) {
    return pn::guard_status([&] {
        *built = pn::cuda_built();
        *count = pn::cuda_devices();
    });
}

int32_t pn_tensor_device(pn_tensor tensor) {
    const pn::Borrowed t(tensor);
    return t->is_cpu() ? -1 : static_cast<int32_t>(t->device().index());
}

pn_tensor pn_tensor_to_device(pn_tensor tensor, int32_t device) {
    return pn::guard_tensor([&] { return pn::Borrowed(tensor)->to(pn::Borrowed(tensor)->options().device(pn::device_of(device))); });
}

int32_t pn_is_composed(pn_tensor tensor) { return pn::is_composed(pn::Borrowed(tensor)); }

int32_t pn_force_composed(int32_t value) { return pn::forced.exchange(value != 0); }

}  // extern "C"
