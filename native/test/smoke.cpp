// Exercises the C interface without managed code: creation, arithmetic, gradients, hooks, errors, no leaks.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>

#include "ponder_native.h"

namespace {

int checks = 0;

void check(bool holds, const char* what, int line) {
    checks++;
    if (holds) return;
    std::fprintf(stderr, "smoke.cpp:%d: failed: %s; last error: %s\n", line, what, pn_last_error());
    std::exit(1);
}

#define CHECK(condition) check((condition), #condition, __LINE__)

pn_tensor floats(const float* data, int32_t rows, int32_t columns) {
    const int32_t shape[2] = {rows, columns};
    return pn_tensor_from_data(data, shape, 2, 6);
}

double item(pn_tensor tensor) {
    double value = NAN;
    CHECK(pn_tensor_item_double(tensor, &value) == PN_OK);
    return value;
}

void tensors_and_arithmetic() {
    const float data[6] = {1, 2, 3, 4, 5, 6};
    pn_tensor a = floats(data, 2, 3), b = pn_transpose(a, 0, 1), product = pn_mat_mul(a, b);
    CHECK(product != nullptr);
    float read[4] = {};
    CHECK(pn_tensor_read(product, read, sizeof read) == PN_OK);
    CHECK(read[0] == 14 && read[1] == 32 && read[2] == 32 && read[3] == 77);
    int32_t shape[8] = {}, dtype = -1;
    CHECK(pn_tensor_describe(b, shape, 8, &dtype) == 2 && shape[0] == 3 && shape[1] == 2 && dtype == 6);
    CHECK(!pn_tensor_is_contiguous(b));
    for (pn_tensor t : {a, b, product}) pn_tensor_free(t);
}

void gradients() {
    const float data[4] = {1, 2, 3, 4};
    pn_tensor x = floats(data, 2, 2);
    CHECK(pn_set_requires_grad(x, 1) == PN_OK);
    pn_tensor y = pn_square(x), sum = pn_sum(y);
    CHECK(item(sum) == 30);
    CHECK(pn_backward(sum, nullptr, 0) == PN_OK);
    pn_tensor grad = nullptr;
    CHECK(pn_grad(x, &grad) == PN_OK && grad != nullptr);
    float read[4] = {};
    CHECK(pn_tensor_read(grad, read, sizeof read) == PN_OK && read[0] == 2 && read[3] == 8);
    for (pn_tensor t : {x, y, sum, grad}) pn_tensor_free(t);
}

int hook_calls = 0, drops = 0;

void hooks() {
    const float data[2] = {1, 2};
    pn_tensor x = floats(data, 1, 2);
    CHECK(pn_set_requires_grad(x, 1) == PN_OK);
    auto doubled = [](void*, pn_tensor grad, pn_tensor* replacement) -> int32_t {
        hook_calls++;
        *replacement = pn_mul_scalar(grad, 2);
        pn_tensor_free(grad);
        return 0;
    };
    auto counted = [](void*) -> int32_t { return hook_calls++, 0; };
    auto drop = [](void*) { drops++; };
    pn_hook gradient = pn_register_gradient_hook(x, doubled, drop, nullptr);
    pn_hook accumulated = pn_register_accumulate_hook(x, counted, drop, nullptr);
    CHECK(gradient != nullptr && accumulated != nullptr);
    for (int round = 0; round < 2; round++) {
        pn_tensor sum = pn_sum(x);
        CHECK(pn_backward(sum, nullptr, 0) == PN_OK);
        pn_tensor_free(sum);
        pn_hook_free(gradient);
        pn_hook_free(accumulated);
        gradient = accumulated = nullptr;
    }
    CHECK(hook_calls == 2);
    CHECK(drops == 2);
    pn_tensor grad = nullptr;
    CHECK(pn_grad(x, &grad) == PN_OK);
    float read[2] = {};
    CHECK(pn_tensor_read(grad, read, sizeof read) == PN_OK && read[0] == 3 && read[1] == 3);
    pn_tensor_free(grad);
    pn_tensor_free(x);
}

void errors() {
    const float data[6] = {1, 2, 3, 4, 5, 6};
    pn_tensor a = floats(data, 2, 3);
    CHECK(pn_mat_mul(a, a) == nullptr);
    CHECK(std::strstr(pn_last_error(), "mat1 and mat2") != nullptr);
    CHECK(pn_backward(a, nullptr, 0) == PN_ERROR);
    CHECK(pn_set_isa("sse9") == PN_ERROR);
    CHECK(pn_set_isa(nullptr) == PN_OK);
    CHECK(pn_set_threads(0) == PN_ERROR);
    pn_tensor_free(a);
    pn_tensor_free(nullptr);
}

}  // namespace

int main() {
    const pn_options options = {2, 1, nullptr};
    CHECK(pn_init(&options) == PN_OK);
    CHECK(pn_abi_version() == PN_ABI_VERSION);
    CHECK(std::strstr(pn_describe(), "onednn=2.") != nullptr);
    tensors_and_arithmetic();
    gradients();
    hooks();
    errors();
    CHECK(pn_live_handles() == 0);
    std::printf("native smoke test: %d checks passed\n%s", checks, pn_describe());
    return 0;
}
