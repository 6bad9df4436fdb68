// The headers that every file over ATen includes; see CMakeLists.txt.
#pragma once

#include <ATen/core/Tensor.h>
#include <torch/csrc/autograd/custom_function.h>
