// Generated from native/ops/ops.txt by native/generate; edit those.
#include <ATen/ops/abs.h>
#include <ATen/ops/add.h>
#include <ATen/ops/all.h>
#include <ATen/ops/amax.h>
#include <ATen/ops/amin.h>
#include <ATen/ops/any.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/argmin.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/ceil.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/clamp_max.h>
#include <ATen/ops/clamp_min.h>
#include <ATen/ops/clone.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/cumsum.h>
#include <ATen/ops/div.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/eq.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/expm1.h>
#include <ATen/ops/flatten.h>
#include <ATen/ops/flip.h>
#include <ATen/ops/floor.h>
#include <ATen/ops/full.h>
#include <ATen/ops/gather.h>
#include <ATen/ops/ge.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/gt.h>
#include <ATen/ops/index_add.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/isnan.h>
#include <ATen/ops/le.h>
#include <ATen/ops/log.h>
#include <ATen/ops/log1p.h>
#include <ATen/ops/log_sigmoid.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/logical_and.h>
#include <ATen/ops/logical_not.h>
#include <ATen/ops/logical_or.h>
#include <ATen/ops/logsumexp.h>
#include <ATen/ops/lt.h>
#include <ATen/ops/masked_fill.h>
#include <ATen/ops/masked_select.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/max.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/mean.h>
#include <ATen/ops/min.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/narrow.h>
#include <ATen/ops/ne.h>
#include <ATen/ops/neg.h>
#include <ATen/ops/nonzero.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/permute.h>
#include <ATen/ops/pow.h>
#include <ATen/ops/reciprocal.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/remainder.h>
#include <ATen/ops/repeat_interleave.h>
#include <ATen/ops/reshape.h>
#include <ATen/ops/round.h>
#include <ATen/ops/rsqrt.h>
#include <ATen/ops/rsub.h>
#include <ATen/ops/scalar_tensor.h>
#include <ATen/ops/scatter_add.h>
#include <ATen/ops/select.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/sign.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/sin.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/softplus.h>
#include <ATen/ops/sort.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/squeeze.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/sub.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/tanh.h>
#include <ATen/ops/topk.h>
#include <ATen/ops/transpose.h>
#include <ATen/ops/tril.h>
#include <ATen/ops/triu.h>
#include <ATen/ops/unsqueeze.h>
#include <ATen/ops/var.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include "handle.h"
#include "ops_support.h"

using pn::Borrowed;
using pn::scalar;

extern "C" {

pn_tensor pn_zeros(const int32_t* shape_sizes, int32_t shape_count, int32_t dtype_number) {
    return pn::guard_tensor([&] {
        const auto shape = pn::sizes(shape_sizes, shape_count);
        const auto dtype = pn::options(dtype_number);
        return at::Tensor(at::zeros(shape, dtype));
    });
}

pn_tensor pn_ones(const int32_t* shape_sizes, int32_t shape_count, int32_t dtype_number) {
    return pn::guard_tensor([&] {
        const auto shape = pn::sizes(shape_sizes, shape_count);
        const auto dtype = pn::options(dtype_number);
        return at::Tensor(at::ones(shape, dtype));
    });
}

pn_tensor pn_empty(const int32_t* shape_sizes, int32_t shape_count, int32_t dtype_number) {
    return pn::guard_tensor([&] {
        const auto shape = pn::sizes(shape_sizes, shape_count);
        const auto dtype = pn::options(dtype_number);
        return at::Tensor(at::empty(shape, dtype));
    });
}

pn_tensor pn_full(const int32_t* shape_sizes, int32_t shape_count, double value, int32_t dtype_number) {
    return pn::guard_tensor([&] {
        const auto shape = pn::sizes(shape_sizes, shape_count);
        const auto dtype = pn::options(dtype_number);
        return at::Tensor(at::full(shape, value, dtype));
    });
}

pn_tensor pn_arange(int64_t count, int32_t dtype_number) {
    return pn::guard_tensor([&] {
        const auto dtype = pn::options(dtype_number);
        return at::Tensor(at::arange(count, dtype));
    });
}

pn_tensor pn_zeros_like(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::zeros_like(self));
    });
}

pn_tensor pn_ones_like(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::ones_like(self));
    });
}

pn_tensor pn_empty_like(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::empty_like(self));
    });
}

pn_tensor pn_add(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::add(self, other));
    });
}

pn_tensor pn_add_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::add(self, scalar(self, value)));
    });
}

pn_tensor pn_sub(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::sub(self, other));
    });
}

pn_tensor pn_sub_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::sub(self, scalar(self, value)));
    });
}

pn_tensor pn_rsub_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::rsub(self, scalar(self, value)));
    });
}

pn_tensor pn_mul(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::mul(self, other));
    });
}

pn_tensor pn_mul_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::mul(self, scalar(self, value)));
    });
}

pn_tensor pn_div(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::div(self, other));
    });
}

pn_tensor pn_div_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::div(self, scalar(self, value)));
    });
}

pn_tensor pn_rdiv_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::div(at::scalar_tensor(value, self.options()), self));
    });
}

pn_tensor pn_remainder_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::remainder(self, scalar(self, value)));
    });
}

pn_tensor pn_neg(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::neg(self));
    });
}

pn_tensor pn_abs(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::abs(self));
    });
}

pn_tensor pn_sign(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::sign(self));
    });
}

pn_tensor pn_square(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::mul(self, self));
    });
}

pn_tensor pn_sqrt(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::sqrt(self));
    });
}

pn_tensor pn_rsqrt(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::rsqrt(self));
    });
}

pn_tensor pn_reciprocal(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::reciprocal(self));
    });
}

pn_tensor pn_pow(pn_tensor self_handle, double exponent) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::pow(self, scalar(self, exponent)));
    });
}

pn_tensor pn_pow_tensor(pn_tensor self_handle, pn_tensor exponent_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed exponent_borrowed(exponent_handle);
        const at::Tensor& exponent = exponent_borrowed.get();
        return at::Tensor(at::pow(self, exponent));
    });
}

pn_tensor pn_exp(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::exp(self));
    });
}

pn_tensor pn_expm1(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::expm1(self));
    });
}

pn_tensor pn_log(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::log(self));
    });
}

pn_tensor pn_log1p(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::log1p(self));
    });
}

pn_tensor pn_sin(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::sin(self));
    });
}

pn_tensor pn_cos(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::cos(self));
    });
}

pn_tensor pn_floor(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::floor(self));
    });
}

pn_tensor pn_ceil(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::ceil(self));
    });
}

pn_tensor pn_round(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::round(self));
    });
}

pn_tensor pn_clamp(pn_tensor self_handle, double low, double high) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::clamp(self, scalar(self, low), scalar(self, high)));
    });
}

pn_tensor pn_clamp_min(pn_tensor self_handle, double low) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::clamp_min(self, scalar(self, low)));
    });
}

pn_tensor pn_clamp_max(pn_tensor self_handle, double high) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::clamp_max(self, scalar(self, high)));
    });
}

pn_tensor pn_min_elementwise(pn_tensor a_handle, pn_tensor b_handle) {
    return pn::guard_tensor([&] {
        Borrowed a_borrowed(a_handle);
        const at::Tensor& a = a_borrowed.get();
        Borrowed b_borrowed(b_handle);
        const at::Tensor& b = b_borrowed.get();
        return at::Tensor(at::minimum(a, b));
    });
}

pn_tensor pn_max_elementwise(pn_tensor a_handle, pn_tensor b_handle) {
    return pn::guard_tensor([&] {
        Borrowed a_borrowed(a_handle);
        const at::Tensor& a = a_borrowed.get();
        Borrowed b_borrowed(b_handle);
        const at::Tensor& b = b_borrowed.get();
        return at::Tensor(at::maximum(a, b));
    });
}

pn_tensor pn_sigmoid(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::sigmoid(self));
    });
}

pn_tensor pn_log_sigmoid(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::log_sigmoid(self));
    });
}

pn_tensor pn_softplus(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::softplus(self));
    });
}

pn_tensor pn_silu(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::silu(self));
    });
}

pn_tensor pn_gelu(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::gelu(self));
    });
}

pn_tensor pn_relu(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::relu(self));
    });
}

pn_tensor pn_tanh(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::tanh(self));
    });
}

pn_tensor pn_softmax(pn_tensor self_handle, int32_t dim_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        return at::Tensor(at::softmax(self, dim));
    });
}

pn_tensor pn_log_softmax(pn_tensor self_handle, int32_t dim_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        return at::Tensor(at::log_softmax(self, dim));
    });
}

pn_tensor pn_log_sum_exp(pn_tensor self_handle, int32_t dim_number, int32_t keep_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const bool keep = keep_number != 0;
        return at::Tensor(at::logsumexp(self, at::IntArrayRef(dim), keep));
    });
}

pn_tensor pn_sum(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::sum(self));
    });
}

pn_tensor pn_sum_dim(pn_tensor self_handle, int32_t dim_number, int32_t keep_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const bool keep = keep_number != 0;
        return at::Tensor(at::sum(self, at::IntArrayRef(dim), keep));
    });
}

pn_tensor pn_mean(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::mean(self));
    });
}

pn_tensor pn_mean_dim(pn_tensor self_handle, int32_t dim_number, int32_t keep_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const bool keep = keep_number != 0;
        return at::Tensor(at::mean(self, at::IntArrayRef(dim), keep));
    });
}

pn_tensor pn_variance(pn_tensor self_handle, int32_t dim_number, int32_t unbiased_number, int32_t keep_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const bool unbiased = unbiased_number != 0;
        const bool keep = keep_number != 0;
        return at::Tensor(at::var(self, at::IntArrayRef(dim), unbiased, keep));
    });
}

pn_tensor pn_max(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::max(self));
    });
}

pn_tensor pn_max_dim(pn_tensor self_handle, int32_t dim_number, int32_t keep_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const bool keep = keep_number != 0;
        return at::Tensor(at::amax(self, at::IntArrayRef(dim), keep));
    });
}

pn_tensor pn_min(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::min(self));
    });
}

pn_tensor pn_min_dim(pn_tensor self_handle, int32_t dim_number, int32_t keep_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const bool keep = keep_number != 0;
        return at::Tensor(at::amin(self, at::IntArrayRef(dim), keep));
    });
}

pn_tensor pn_arg_max(pn_tensor self_handle, int32_t dim_number, int32_t keep_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const bool keep = keep_number != 0;
        return at::Tensor(at::argmax(self, dim, keep));
    });
}

pn_tensor pn_arg_min(pn_tensor self_handle, int32_t dim_number, int32_t keep_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const bool keep = keep_number != 0;
        return at::Tensor(at::argmin(self, dim, keep));
    });
}

pn_tensor pn_any(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::any(self));
    });
}

pn_tensor pn_all(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::all(self));
    });
}

pn_tensor pn_cum_sum(pn_tensor self_handle, int32_t dim_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        return at::Tensor(at::cumsum(self, dim));
    });
}

int32_t pn_sort(pn_tensor self_handle, int32_t dim_number, int32_t descending_number, pn_tensor* out_values, pn_tensor* out_indices) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const bool descending = descending_number != 0;
        auto result = at::sort(self, c10::optional<bool>(true), dim, descending);
        *out_values = pn::give(std::get<0>(result));
        *out_indices = pn::give(std::get<1>(result));
    });
}

int32_t pn_top_k(pn_tensor self_handle, int32_t count_number, int32_t dim_number, pn_tensor* out_values, pn_tensor* out_indices) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t count = count_number;
        const int64_t dim = dim_number;
        auto result = at::topk(self, count, dim);
        *out_values = pn::give(std::get<0>(result));
        *out_indices = pn::give(std::get<1>(result));
    });
}

pn_tensor pn_greater(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::gt(self, other));
    });
}

pn_tensor pn_greater_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::gt(self, scalar(self, value)));
    });
}

pn_tensor pn_greater_or_equal(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::ge(self, other));
    });
}

pn_tensor pn_greater_or_equal_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::ge(self, scalar(self, value)));
    });
}

pn_tensor pn_less(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::lt(self, other));
    });
}

pn_tensor pn_less_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::lt(self, scalar(self, value)));
    });
}

pn_tensor pn_less_or_equal(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::le(self, other));
    });
}

pn_tensor pn_less_or_equal_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::le(self, scalar(self, value)));
    });
}

pn_tensor pn_equal(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::eq(self, other));
    });
}

pn_tensor pn_equal_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::eq(self, scalar(self, value)));
    });
}

pn_tensor pn_not_equal(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::ne(self, other));
    });
}

pn_tensor pn_not_equal_scalar(pn_tensor self_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::ne(self, scalar(self, value)));
    });
}

pn_tensor pn_logical_and(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::logical_and(self, other));
    });
}

pn_tensor pn_logical_or(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::logical_or(self, other));
    });
}

pn_tensor pn_logical_not(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::logical_not(self));
    });
}

pn_tensor pn_is_finite(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::isfinite(self));
    });
}

pn_tensor pn_is_nan(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::isnan(self));
    });
}

pn_tensor pn_masked_fill(pn_tensor self_handle, pn_tensor mask_handle, double value) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed mask_borrowed(mask_handle);
        const at::Tensor& mask = mask_borrowed.get();
        return at::Tensor(at::masked_fill(self, mask, scalar(self, value)));
    });
}

pn_tensor pn_where(pn_tensor condition_handle, pn_tensor a_handle, pn_tensor b_handle) {
    return pn::guard_tensor([&] {
        Borrowed condition_borrowed(condition_handle);
        const at::Tensor& condition = condition_borrowed.get();
        Borrowed a_borrowed(a_handle);
        const at::Tensor& a = a_borrowed.get();
        Borrowed b_borrowed(b_handle);
        const at::Tensor& b = b_borrowed.get();
        return at::Tensor(at::where(condition, a, b));
    });
}

pn_tensor pn_mat_mul(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        return at::Tensor(at::matmul(self, other));
    });
}

pn_tensor pn_tril(pn_tensor self_handle, int32_t diagonal_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t diagonal = diagonal_number;
        return at::Tensor(at::tril(self, diagonal));
    });
}

pn_tensor pn_triu(pn_tensor self_handle, int32_t diagonal_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t diagonal = diagonal_number;
        return at::Tensor(at::triu(self, diagonal));
    });
}

pn_tensor pn_view(pn_tensor self_handle, const int32_t* shape_sizes, int32_t shape_count) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const auto shape = pn::sizes(shape_sizes, shape_count);
        return at::Tensor(self.view(shape));
    });
}

pn_tensor pn_reshape(pn_tensor self_handle, const int32_t* shape_sizes, int32_t shape_count) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const auto shape = pn::sizes(shape_sizes, shape_count);
        return at::Tensor(at::reshape(self, shape));
    });
}

pn_tensor pn_flatten(pn_tensor self_handle, int32_t from_number, int32_t to_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t from = from_number;
        const int64_t to = to_number;
        return at::Tensor(at::flatten(self, from, to));
    });
}

pn_tensor pn_transpose(pn_tensor self_handle, int32_t dim0_number, int32_t dim1_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim0 = dim0_number;
        const int64_t dim1 = dim1_number;
        return at::Tensor(at::transpose(self, dim0, dim1));
    });
}

pn_tensor pn_permute(pn_tensor self_handle, const int32_t* dims_sizes, int32_t dims_count) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const auto dims = pn::sizes(dims_sizes, dims_count);
        return at::Tensor(at::permute(self, dims));
    });
}

pn_tensor pn_unsqueeze(pn_tensor self_handle, int32_t dim_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        return at::Tensor(at::unsqueeze(self, dim));
    });
}

pn_tensor pn_squeeze(pn_tensor self_handle, int32_t dim_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        return at::Tensor(at::squeeze(self, dim));
    });
}

pn_tensor pn_expand(pn_tensor self_handle, const int32_t* shape_sizes, int32_t shape_count) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const auto shape = pn::sizes(shape_sizes, shape_count);
        return at::Tensor(self.expand(shape));
    });
}

pn_tensor pn_repeat_interleave(pn_tensor self_handle, int32_t repeats_number, int32_t dim_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t repeats = repeats_number;
        const int64_t dim = dim_number;
        return at::Tensor(at::repeat_interleave(self, repeats, c10::optional<int64_t>(dim)));
    });
}

pn_tensor pn_flip(pn_tensor self_handle, int32_t dim_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        return at::Tensor(at::flip(self, at::IntArrayRef(dim)));
    });
}

pn_tensor pn_contiguous(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(self.contiguous());
    });
}

pn_tensor pn_clone(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::clone(self));
    });
}

pn_tensor pn_detach(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(self.detach());
    });
}

pn_tensor pn_to(pn_tensor self_handle, int32_t dtype_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const auto dtype = pn::options(dtype_number);
        return at::Tensor(self.to(dtype));
    });
}

pn_tensor pn_narrow(pn_tensor self_handle, int32_t dim_number, int32_t start_number, int32_t length_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const int64_t start = start_number;
        const int64_t length = length_number;
        return at::Tensor(at::narrow(self, dim, start, length));
    });
}

pn_tensor pn_select(pn_tensor self_handle, int32_t dim_number, int32_t index_number) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        const int64_t index = index_number;
        return at::Tensor(at::select(self, dim, index));
    });
}

pn_tensor pn_index_select(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        Borrowed index_borrowed(index_handle);
        const at::Tensor& index = index_borrowed.get();
        return at::Tensor(at::index_select(self, dim, index));
    });
}

pn_tensor pn_index_add(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle, pn_tensor source_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        Borrowed index_borrowed(index_handle);
        const at::Tensor& index = index_borrowed.get();
        Borrowed source_borrowed(source_handle);
        const at::Tensor& source = source_borrowed.get();
        return at::Tensor(at::index_add(self, dim, index, source));
    });
}

pn_tensor pn_gather(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        Borrowed index_borrowed(index_handle);
        const at::Tensor& index = index_borrowed.get();
        return at::Tensor(at::gather(self, dim, index));
    });
}

pn_tensor pn_scatter_add(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle, pn_tensor source_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        Borrowed index_borrowed(index_handle);
        const at::Tensor& index = index_borrowed.get();
        Borrowed source_borrowed(source_handle);
        const at::Tensor& source = source_borrowed.get();
        return at::Tensor(at::scatter_add(self, dim, index, source));
    });
}

pn_tensor pn_masked_select(pn_tensor self_handle, pn_tensor mask_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed mask_borrowed(mask_handle);
        const at::Tensor& mask = mask_borrowed.get();
        return at::Tensor(at::masked_select(self, mask));
    });
}

pn_tensor pn_non_zero(pn_tensor self_handle) {
    return pn::guard_tensor([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        return at::Tensor(at::nonzero(self));
    });
}

pn_tensor pn_cat(const pn_tensor* tensors_handles, int32_t tensors_count, int32_t dim_number) {
    return pn::guard_tensor([&] {
        const auto tensors = pn::borrow_list(tensors_handles, tensors_count);
        const int64_t dim = dim_number;
        return at::Tensor(at::cat(tensors, dim));
    });
}

pn_tensor pn_stack(const pn_tensor* tensors_handles, int32_t tensors_count, int32_t dim_number) {
    return pn::guard_tensor([&] {
        const auto tensors = pn::borrow_list(tensors_handles, tensors_count);
        const int64_t dim = dim_number;
        return at::Tensor(at::stack(tensors, dim));
    });
}

pn_tensor pn_embedding(pn_tensor weight_handle, pn_tensor ids_handle) {
    return pn::guard_tensor([&] {
        Borrowed weight_borrowed(weight_handle);
        const at::Tensor& weight = weight_borrowed.get();
        Borrowed ids_borrowed(ids_handle);
        const at::Tensor& ids = ids_borrowed.get();
        return at::Tensor(at::embedding(weight, ids));
    });
}

int32_t pn_zero_in_place(pn_tensor self_handle) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        pn::OutsideGraph outside(false);
        self.zero_();
    });
}

int32_t pn_fill_in_place(pn_tensor self_handle, double value) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        pn::OutsideGraph outside(false);
        self.fill_(scalar(self, value));
    });
}

int32_t pn_add_in_place(pn_tensor self_handle, pn_tensor other_handle, double alpha) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        pn::OutsideGraph outside(false);
        self.add_(other, scalar(self, alpha));
    });
}

int32_t pn_add_in_place_scalar(pn_tensor self_handle, double value) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        pn::OutsideGraph outside(false);
        self.add_(scalar(self, value));
    });
}

int32_t pn_mul_in_place(pn_tensor self_handle, pn_tensor other_handle) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed other_borrowed(other_handle);
        const at::Tensor& other = other_borrowed.get();
        pn::OutsideGraph outside(false);
        self.mul_(other);
    });
}

int32_t pn_mul_in_place_scalar(pn_tensor self_handle, double value) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        pn::OutsideGraph outside(false);
        self.mul_(scalar(self, value));
    });
}

int32_t pn_copy_from(pn_tensor self_handle, pn_tensor source_handle) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        Borrowed source_borrowed(source_handle);
        const at::Tensor& source = source_borrowed.get();
        pn::OutsideGraph outside(false);
        self.copy_(source);
    });
}

int32_t pn_index_copy_in_place(pn_tensor self_handle, int32_t dim_number, pn_tensor index_handle, pn_tensor source_handle) {
    return pn::guard_status([&] {
        Borrowed self_borrowed(self_handle);
        const at::Tensor& self = self_borrowed.get();
        const int64_t dim = dim_number;
        Borrowed index_borrowed(index_handle);
        const at::Tensor& index = index_borrowed.get();
        Borrowed source_borrowed(source_handle);
        const at::Tensor& source = source_borrowed.get();
        pn::OutsideGraph outside(false);
        self.index_copy_(dim, index, source);
    });
}
}
