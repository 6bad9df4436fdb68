// Devices, and which code works on a tensor.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Device.h>

namespace pn {

/// Whether this libtorch has CUDA.
bool cuda_built();

/// CUDA devices that it sees.
int cuda_devices();

/// The one place that decides: true where functions of this tensor are compositions of libtorch's operations, false where they are Ponder's own CPU kernels.
bool is_composed(const at::Tensor& x);

/// The device of a number of the C interface; throws where there is none.
c10::Device device_of(int32_t number);

}  // namespace pn
