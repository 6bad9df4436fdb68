#include "gemm.h"

#include <oneapi/dnnl/dnnl.hpp>
#include <omp.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>

#include "kernels.h"
#include "scratch.h"

namespace pn {
namespace {

using dnnl::memory;
using Desc = memory::desc;
using Tag = memory::format_tag;
using Type = memory::data_type;

// Row exactness, measured with oneDNN 2.6: fp32 and AVX512-BF16 products give the same bits for every M; AMX bf16 products do not.
std::atomic<int> row_exact{-1};   // -1 = not decided yet

bool decide_row_exact(bool exact) {
    int undecided = -1;
    if (row_exact.compare_exchange_strong(undecided, exact ? 1 : 0) && exact) dnnl::set_max_cpu_isa(dnnl::cpu_isa::avx512_core_bf16);
    return row_exact.load() == 1;
}

const dnnl::engine& engine() {
    static const dnnl::engine e = (decide_row_exact(true), dnnl::engine(dnnl::engine::kind::cpu, 0));
    return e;
}

dnnl::stream& stream() {
    static thread_local dnnl::stream s(engine());
    return s;
}

/// One product C [rows, columns] (+)= A [rows, inner] B [inner, columns]; a transposed operand is stored the other way round.
struct Shape {
    int64_t rows, columns, inner;
    bool a_transposed, b_transposed, bfloat16, accumulate, b_packed;
    int threads;   // oneDNN fixes its partition when a primitive is made
    bool half_result = false, addend = false;   // C in bf16; C = D + A B with D [rows, columns] in fp32

    bool operator==(const Shape& o) const {
        return rows == o.rows && columns == o.columns && inner == o.inner && a_transposed == o.a_transposed && b_transposed == o.b_transposed &&
               bfloat16 == o.bfloat16 && accumulate == o.accumulate && b_packed == o.b_packed && threads == o.threads && half_result == o.half_result &&
               addend == o.addend;
    }
};

struct ShapeHash {
    size_t operator()(const Shape& s) const {
        size_t h = size_t(s.threads) * 16 + size_t(s.a_transposed) * 8 + size_t(s.b_transposed) * 4 + size_t(s.bfloat16) * 2 + size_t(s.accumulate);
        for (int64_t x : {s.rows, s.columns, s.inner, int64_t(s.b_packed) + 2 * int64_t(s.half_result) + 4 * int64_t(s.addend)}) h = h * 0x9e3779b97f4a7c15ull + size_t(x) + (h >> 29);
        return h;
    }
};

Type operand(bool bfloat16) { return bfloat16 ? Type::bf16 : Type::f32; }

dnnl::matmul::primitive_desc describe(const Shape& s, const Desc& b) {
    const Desc a({s.rows, s.inner}, operand(s.bfloat16), s.a_transposed ? Tag::ba : Tag::ab), c({s.rows, s.columns}, operand(s.half_result), Tag::ab);
    dnnl::primitive_attr attributes;
    dnnl::post_ops after;
    if (s.accumulate) after.append_sum(1.f);
    if (s.addend) after.append_binary(dnnl::algorithm::binary_add, Desc({s.rows, s.columns}, Type::f32, Tag::ab));
    if (s.accumulate || s.addend) attributes.set_post_ops(after);
    return {dnnl::matmul::desc(a, b, c), attributes, engine()};
}

/// A primitive with its memory objects; only the data handles change between calls.
struct Plan {
    dnnl::matmul primitive;
    memory a, b, c, addend;
    std::unordered_map<int, memory> arguments;

    Plan(const dnnl::matmul::primitive_desc& d, const Shape& s)
        : primitive(d), a(d.src_desc(), engine(), nullptr), b(d.weights_desc(), engine(), nullptr), c(d.dst_desc(), engine(), nullptr),
          arguments{{DNNL_ARG_SRC, a}, {DNNL_ARG_WEIGHTS, b}, {DNNL_ARG_DST, c}} {
        if (!s.addend) return;
        addend = memory(Desc({s.rows, s.columns}, Type::f32, Tag::ab), engine(), nullptr);
        arguments.emplace(DNNL_ARG_ATTR_MULTIPLE_POST_OP(0) | DNNL_ARG_SRC_1, addend);
    }

    void run(const void* pa, const void* pb, void* pc, const float* added = nullptr) {
        a.set_data_handle(const_cast<void*>(pa));
        b.set_data_handle(const_cast<void*>(pb));
        c.set_data_handle(pc);
        if (added) addend.set_data_handle(const_cast<float*>(added));
        primitive.execute(stream(), arguments);
        stream().wait();
    }
};

/// The calling thread's plans; the table starts afresh when it is full.
Plan& plan(const Shape& s, const Desc* packed = nullptr) {
    constexpr size_t kCapacity = 512;
    static thread_local std::unordered_map<Shape, Plan, ShapeHash> plans;
    auto it = plans.find(s);
    if (it != plans.end()) return it->second;
    if (plans.size() >= kCapacity) plans.clear();
    const Desc b = packed ? *packed : Desc({s.inner, s.columns}, operand(s.bfloat16), s.b_transposed ? Tag::ba : Tag::ab);
    return plans.emplace(s, Plan(describe(s, b), s)).first->second;
}

/// Whether oneDNN multiplies bf16 on this CPU (it wants AVX-512). Where it does not, operands are rounded to bf16 all the same and
/// widened for an fp32 product: the same values, slower.
bool multiplies_bfloat16() {
    static const bool answer = [] {
        try {
            describe({16, 16, 16, false, true, true, false, false, 1}, Desc({16, 16}, Type::bf16, Tag::ba));
            return true;
        } catch (const dnnl::error&) {
            return false;
        }
    }();
    return answer;
}

void widen(const void* x, float* y, int64_t n) {
    const auto* bits = static_cast<const uint16_t*>(x);
    for (int64_t i = 0; i < n; i++) {
        const uint32_t u = uint32_t(bits[i]) << 16;
        std::memcpy(y + i, &u, sizeof u);
    }
}

// A primitive takes about 0.2 ms and 200 KB, and every batch has another number of rows. So products run in parts whose row counts
// come from a short list: multiples of 512, then one last part that is padded in scratch memory. Rows are exact, so parts do not show.
constexpr int64_t kPart = 512, kLargestPart = 8192;

int64_t padded_rows(int64_t rows) {
    const int64_t step = rows <= 8 ? 1 : rows <= 64 ? 8 : rows <= 128 ? 16 : 32;
    return (rows + step - 1) / step * step;
}

/// Calls part(first, rows, padded) for consecutive rows; padded > rows only in the last one.
template <class Part>
void for_parts(int64_t rows, Part&& part) {
    int64_t first = 0;
    for (int64_t n; rows - first >= kPart; first += n) {
        n = std::min(kLargestPart, (rows - first) / kPart * kPart);
        part(first, n, n);
    }
    if (first < rows) part(first, rows - first, padded_rows(rows - first));
}

/// `rows` rows of `bytes` bytes each, followed by zeros up to `padded` rows.
char* copy_padded(char* to, const void* from, int64_t rows, int64_t padded, int64_t bytes) {
    std::memcpy(to, from, size_t(rows * bytes));
    std::memset(to + rows * bytes, 0, size_t((padded - rows) * bytes));
    return to;
}

const char* offset(const void* p, int64_t bytes) { return static_cast<const char*>(p) + bytes; }

/// Where the rows of a product go: fp32, to which they may be added, or bf16; or the sum of the product and `addend` in fp32.
struct Result {
    void* y;
    bool accumulate = false, half = false;
    const float* addend = nullptr;
};

/// y [rows, columns] (+)= x [rows, inner] times b, which may be packed.
void multiply_rows(const void* x, const void* b, bool b_transposed, const Desc* packed, const Result& result, int64_t rows, int64_t columns, int64_t inner, bool bfloat16) {
    const int64_t x_bytes = inner * (bfloat16 ? 2 : 4), y_bytes = columns * (result.half ? 2 : 4);
    for_parts(rows, [&](int64_t first, int64_t n, int64_t padded) {
        Plan& p = plan({padded, columns, inner, false, b_transposed, bfloat16, result.accumulate, packed != nullptr, omp_get_max_threads(), result.half, result.addend != nullptr},
                       packed);
        const char* from = offset(x, first * x_bytes);
        char* to = static_cast<char*>(result.y) + first * y_bytes;
        const float* added = result.addend ? result.addend + first * columns : nullptr;
        if (padded == n) {
            p.run(from, b, to, added);
            return;
        }
        const int64_t x_part = (padded * x_bytes + 63) / 64 * 64, y_part = (padded * y_bytes + 63) / 64 * 64;
        char* memory = static_cast<char*>(scratch(Scratch::Tail, size_t(x_part + 2 * y_part)));
        char* out = memory + x_part;
        copy_padded(memory, from, n, padded, x_bytes);
        if (result.accumulate) copy_padded(out, to, n, padded, y_bytes);
        p.run(memory, b, out, added ? reinterpret_cast<float*>(copy_padded(out + y_part, added, n, padded, y_bytes)) : nullptr);
        std::memcpy(to, out, size_t(n * y_bytes));
    });
}

/// dw [out, in] (+)= dy [rows, out]^T x [rows, in]; padding rows are zero and add nothing.
void multiply_transposed(const void* dy, const void* x, float* dw, int64_t rows, int64_t out, int64_t in, bool bfloat16, bool accumulate) {
    const int64_t size = bfloat16 ? 2 : 4;
    for_parts(rows, [&](int64_t first, int64_t n, int64_t padded) {
        Plan& p = plan({out, in, padded, true, false, bfloat16, accumulate || first > 0, false, omp_get_max_threads()});
        const char *a = offset(dy, first * out * size), *b = offset(x, first * in * size);
        if (padded != n) {
            char* memory = static_cast<char*>(scratch(Scratch::Tail, size_t(padded * (out + in) * size + 64)));
            char* second = memory + (padded * out * size + 63) / 64 * 64;
            a = copy_padded(memory, a, n, padded, out * size);
            b = copy_padded(second, b, n, padded, in * size);
        }
        p.run(a, b, dw);
    });
}

/// The three products of a linear layer, in terms of their storage: see gemm.h.
enum class Form { Forward, InputGradient, WeightGradient };

void multiply(Form form, const void* a, const void* b, float* c, int64_t m, int64_t n, int64_t k, bool bfloat16, bool accumulate) {
    const bool weight_gradient = form == Form::WeightGradient;
    const int64_t a_size = form == Form::Forward ? m * k : m * n, b_size = weight_gradient ? m * k : n * k;
    if (a_size == 0 || b_size == 0) {
        const int64_t c_size = weight_gradient ? n * k : form == Form::Forward ? m * n : m * k;
        if (!accumulate && c_size > 0) std::memset(c, 0, size_t(c_size) * sizeof(float));
        return;
    }
    if (bfloat16 && !multiplies_bfloat16()) {
        auto* wide = static_cast<float*>(scratch(Scratch::Operand, size_t(a_size + b_size) * sizeof(float)));
        widen(a, wide, a_size);
        widen(b, wide + a_size, b_size);
        multiply(form, wide, wide + a_size, c, m, n, k, false, accumulate);
        return;
    }
    if (weight_gradient) multiply_transposed(a, b, c, m, n, k, bfloat16, accumulate);
    else if (form == Form::Forward) multiply_rows(a, b, true, nullptr, {c, accumulate}, m, n, k, bfloat16);
    else multiply_rows(a, b, false, nullptr, {c, accumulate}, m, k, n, bfloat16);
}

}  // namespace

void gemm_nt(const float* x, const float* w, float* y, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(Form::Forward, x, w, y, m, n, k, false, accumulate); }
void gemm_nn(const float* dy, const float* w, float* dx, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(Form::InputGradient, dy, w, dx, m, n, k, false, accumulate); }
void gemm_tn(const float* dy, const float* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(Form::WeightGradient, dy, x, dw, m, n, k, false, accumulate); }
void gemm_nt(const uint16_t* x, const uint16_t* w, float* y, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(Form::Forward, x, w, y, m, n, k, true, accumulate); }
void gemm_nn(const uint16_t* dy, const uint16_t* w, float* dx, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(Form::InputGradient, dy, w, dx, m, n, k, true, accumulate); }
void gemm_tn(const uint16_t* dy, const uint16_t* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(Form::WeightGradient, dy, x, dw, m, n, k, true, accumulate); }

void gemm_nt_half(const uint16_t* x, const uint16_t* w, uint16_t* y, int64_t m, int64_t n, int64_t k) { multiply_rows(x, w, true, nullptr, {y, false, true}, m, n, k, true); }
void gemm_nn_half(const uint16_t* dy, const uint16_t* w, uint16_t* dx, int64_t m, int64_t n, int64_t k) { multiply_rows(dy, w, false, nullptr, {dx, false, true}, m, k, n, true); }
void gemm_nt_add(const uint16_t* x, const uint16_t* w, const float* addend, float* y, int64_t m, int64_t n, int64_t k) {
    multiply_rows(x, w, true, nullptr, {y, false, false, addend}, m, n, k, true);
}

bool set_row_exact(bool exact) { return decide_row_exact(exact); }
bool is_row_exact() { return row_exact.load() != 0; }

struct PackedWeight::State {
    int64_t n, k;
    Precision precision;
    bool bfloat16;     // of the product: a bf16 weight is held widened where oneDNN has no bf16 product
    Desc layout;       // [K,N] in oneDNN's blocked form
    memory packed;
    dnnl::reorder reorder;

    Desc plain() const { return Desc({k, n}, operand(bfloat16), Tag::ba); }

    void run(const void* x, float* y, int64_t m) const {
        multiply_rows(x, packed.get_data_handle(), true, &layout, {y}, m, n, k, bfloat16);
    }
};

PackedWeight::PackedWeight(const float* w, int64_t n, int64_t k, Precision precision)
    : state_(new State{n, k, precision, precision == Precision::BFloat16 && multiplies_bfloat16(), {}, {}, {}}) {
    // The blocked layout depends on the columns, not on the rows; 64 rows stand for any number.
    const auto d = describe({64, n, k, false, true, state_->bfloat16, false, true, omp_get_max_threads()}, Desc({k, n}, operand(state_->bfloat16), Tag::any));
    state_->layout = d.weights_desc();
    state_->packed = memory(state_->layout, engine());
    state_->reorder = dnnl::reorder(dnnl::reorder::primitive_desc(engine(), state_->plain(), engine(), state_->layout));
    repack(w);
}

PackedWeight::~PackedWeight() = default;
PackedWeight::PackedWeight(PackedWeight&&) noexcept = default;
PackedWeight& PackedWeight::operator=(PackedWeight&&) noexcept = default;

void PackedWeight::repack(const float* w) {
    const int64_t count = state_->n * state_->k;
    const void* source = w;
    if (state_->precision == Precision::BFloat16) {
        // The same rounding as the training path, then a pure reorder.
        auto* rounded = static_cast<uint16_t*>(scratch(Scratch::Shared, size_t(count) * sizeof(uint16_t)));
        kernels().to_bfloat16(w, rounded, count);
        source = rounded;
        if (!state_->bfloat16) {
            auto* wide = static_cast<float*>(scratch(Scratch::Operand, size_t(count) * sizeof(float)));
            widen(rounded, wide, count);
            source = wide;
        }
    }
    memory plain(state_->plain(), engine(), const_cast<void*>(source));
    state_->reorder.execute(stream(), plain, state_->packed);
    stream().wait();
}

void PackedWeight::forward(const float* x, float* y, int64_t m) const {
    if (m == 0) return;
    if (state_->precision == Precision::Float32) {
        state_->run(x, y, m);
        return;
    }
    auto* rounded = static_cast<uint16_t*>(scratch(Scratch::Shared, size_t(m * state_->k) * sizeof(uint16_t)));
    kernels().to_bfloat16(x, rounded, m * state_->k);
    forward(rounded, y, m);
}

void PackedWeight::forward(const uint16_t* x, float* y, int64_t m) const {
    if (m == 0) return;
    if (state_->precision != Precision::BFloat16) throw std::logic_error("PackedWeight: bf16 input needs a bf16 weight");
    if (state_->bfloat16) {
        state_->run(x, y, m);
        return;
    }
    auto* wide = static_cast<float*>(scratch(Scratch::Operand, size_t(m * state_->k) * sizeof(float)));
    widen(x, wide, m * state_->k);
    state_->run(wide, y, m);
}

int64_t PackedWeight::n() const { return state_->n; }
int64_t PackedWeight::k() const { return state_->k; }
Precision PackedWeight::precision() const { return state_->precision; }

}  // namespace pn
