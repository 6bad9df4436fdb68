// Exercises the C interface without managed code: creation, arithmetic, gradients, hooks, fused functions in every
// instruction set, the decode step, errors, no leaks.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <vector>

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

std::vector<float> read(pn_tensor tensor, size_t count) {
    std::vector<float> values(count);
    CHECK(pn_tensor_read(tensor, values.data(), static_cast<int64_t>(count * sizeof(float))) == PN_OK);
    return values;
}

std::vector<float> ramp(size_t count, float scale) {
    std::vector<float> values(count);
    for (size_t i = 0; i < count; i++) values[i] = scale * static_cast<float>(static_cast<int>(i * 37 % 23) - 11);
    return values;
}

bool near(const std::vector<float>& a, const std::vector<float>& b, float tolerance) {
    for (size_t i = 0; i < a.size(); i++)
        if (!(std::fabs(a[i] - b[i]) <= tolerance)) return false;
    return a.size() == b.size();
}

// A linear layer through oneDNN against ATen, forward and backward, in both precisions.
void linear() {
    const int T = 5, In = 24, Out = 7;
    const auto xs = ramp(T * In, 0.05f), ws = ramp(Out * In, 0.1f);
    for (int bfloat16 = 0; bfloat16 < 2; bfloat16++) {
        const float tolerance = bfloat16 ? 3e-2f : 1e-5f;
        pn_tensor x = floats(xs.data(), T, In), w = floats(ws.data(), Out, In);
        CHECK(pn_set_requires_grad(w, 1) == PN_OK);
        pn_tensor y = nullptr, wt = pn_transpose(w, 0, 1), expected = pn_mat_mul(x, wt);
        CHECK(pn_linears(x, &w, 1, bfloat16, &y) == PN_OK);
        CHECK(near(read(y, T * Out), read(expected, T * Out), tolerance));

        pn_tensor grads[2] = {}, sums[2] = {pn_sum(y), pn_sum(expected)};
        for (int i = 0; i < 2; i++) {
            CHECK(pn_backward(sums[i], nullptr, 0) == PN_OK && pn_grad(w, &grads[i]) == PN_OK);
            CHECK(pn_set_grad(w, nullptr) == PN_OK);
        }
        CHECK(near(read(grads[0], Out * In), read(grads[1], Out * In), tolerance));
        for (pn_tensor t : {x, w, y, wt, expected, grads[0], grads[1], sums[0], sums[1]}) pn_tensor_free(t);
    }
}

// Packed causal attention and RMSNorm: every instruction set gives what the portable code gives.
void kernels_of_every_instruction_set() {
    const int32_t T = 9, H = 4, G = 2, K = 12;
    const int32_t q_shape[3] = {T, H, K}, k_shape[3] = {T, G, K}, cu_shape[1] = {3};
    const int64_t cu_values[3] = {0, 4, T};
    const auto qs = ramp(T * H * K, 0.1f), ks = ramp(T * G * K, 0.08f), ones = std::vector<float>(K, 1.5f);
    pn_tensor q = pn_tensor_from_data(qs.data(), q_shape, 3, 6), k = pn_tensor_from_data(ks.data(), k_shape, 3, 6);
    pn_tensor cu = pn_tensor_from_data(cu_values, cu_shape, 1, 4);
    pn_tensor rows = floats(qs.data(), T * H, K), weight = pn_tensor_from_data(ones.data(), &q_shape[2], 1, 6);
    std::vector<float> attention, norm;
    for (const char* isa : {"portable", "avx2", "avx512"}) {
        if (pn_set_isa(isa) != PN_OK) continue;  // this CPU lacks it
        pn_tensor y = pn_attention(q, k, k, cu, nullptr, 0.3, 0), n = pn_rms_norm(rows, weight, 1e-5);
        CHECK(y != nullptr && n != nullptr);
        const auto got = read(y, T * H * K), normed = read(n, T * H * K);
        if (attention.empty()) attention = got, norm = normed;
        CHECK(near(got, attention, 1e-5f));
        CHECK(near(normed, norm, 1e-5f));
        pn_tensor_free(y);
        pn_tensor_free(n);
    }
    CHECK(pn_set_isa(nullptr) == PN_OK);
    // A sequence's first row sees only itself: its result is its own value.
    for (int32_t d = 0; d < K; d++) CHECK(std::fabs(attention[4 * H * K + d] - ks[4 * G * K + d]) < 1e-6f);
    for (pn_tensor t : {q, k, cu, rows, weight}) pn_tensor_free(t);
}

// One layer, two steps over the cache: the second step's logits are finite and depend on the first step's token.
void decode() {
    const int32_t D = 16, H = 2, G = 1, K = 8, F = 12, V = 11, context = 64;
    std::vector<float> cos(context * K / 2, 1.0f), sin(context * K / 2, 0.0f);
    pn_decoder_config config = {1, D, H, G, K, F, V, context, 2, 0, 0, 1, 1e-5f, 0.35f, cos.data(), sin.data()};
    // A size of 0 stands for a weight that is not there: the biases, and the head, which is the embedding.
    const int sizes[] = {V * D, D, H * K * D, G * K * D, G * K * D, D * H * K, 0, 0, 0, 0, D, F * D, F * D, D * F, 0, 0, 0, D, 0};
    std::vector<std::vector<float>> values;
    std::vector<const float*> weights;
    for (int size : sizes) values.push_back(ramp(static_cast<size_t>(size), 0.07f));
    for (const auto& value : values) weights.push_back(value.empty() ? nullptr : value.data());

    pn_decoder decoder = pn_decoder_create(&config);
    CHECK(decoder != nullptr);
    pn_decoder_weights loaded = pn_decoder_load(decoder, weights.data(), static_cast<int32_t>(weights.size()));
    CHECK(loaded != nullptr && pn_decoder_publish(decoder, loaded) == PN_OK);
    std::vector<float> logits[2];
    for (int32_t first = 0; first < 2; first++) {
        const uint8_t wanted = 1;
        const int32_t start[2] = {0, 1}, table = 0;
        for (int64_t position = 0; position < 2; position++) {
            const int32_t token = position == 0 ? first : 3, length = static_cast<int32_t>(position) + 1;
            const pn_decoder_rows rows = {1, 1, &token, &position, &wanted, start, &length, &table, 1};
            logits[first].assign(V, NAN);
            CHECK(pn_decoder_step(decoder, &rows, logits[first].data()) == PN_OK);
        }
        for (float logit : logits[first]) CHECK(std::isfinite(logit));
    }
    CHECK(!near(logits[0], logits[1], 1e-7f));
    pn_decoder_free(decoder);
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
    linear();
    kernels_of_every_instruction_set();
    decode();
    errors();
    CHECK(pn_live_handles() == 0);
    std::printf("native smoke test: %d checks passed\n%s", checks, pn_describe());
    return 0;
}
