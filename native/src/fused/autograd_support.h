// What the fused autograd functions share. Its header of libtorch takes seconds to compile: only files with such functions include it.
#pragma once

#include <torch/csrc/autograd/custom_function.h>

#include "support.h"

namespace pn {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

}  // namespace pn
