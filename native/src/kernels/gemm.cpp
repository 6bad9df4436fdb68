#include "gemm.h"

#include <oneapi/dnnl/dnnl.hpp>
#include <omp.h>

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

    bool operator==(const Shape& o) const {
        return rows == o.rows && columns == o.columns && inner == o.inner && a_transposed == o.a_transposed && b_transposed == o.b_transposed &&
               bfloat16 == o.bfloat16 && accumulate == o.accumulate && b_packed == o.b_packed && threads == o.threads;
    }
};

struct ShapeHash {
    size_t operator()(const Shape& s) const {
        size_t h = size_t(s.threads) * 16 + size_t(s.a_transposed) * 8 + size_t(s.b_transposed) * 4 + size_t(s.bfloat16) * 2 + size_t(s.accumulate);
        for (int64_t x : {s.rows, s.columns, s.inner, int64_t(s.b_packed)}) h = h * 0x9e3779b97f4a7c15ull + size_t(x) + (h >> 29);
        return h;
    }
};

Type operand(bool bfloat16) { return bfloat16 ? Type::bf16 : Type::f32; }

dnnl::matmul::primitive_desc describe(const Shape& s, const Desc& b) {
    const Desc a({s.rows, s.inner}, operand(s.bfloat16), s.a_transposed ? Tag::ba : Tag::ab), c({s.rows, s.columns}, Type::f32, Tag::ab);
    dnnl::primitive_attr attributes;
    if (s.accumulate) {
        dnnl::post_ops sum;
        sum.append_sum(1.f);
        attributes.set_post_ops(sum);
    }
    return {dnnl::matmul::desc(a, b, c), attributes, engine()};
}

/// A primitive with its memory objects; only the data handles change between calls.
struct Plan {
    dnnl::matmul primitive;
    memory a, b, c;
    std::unordered_map<int, memory> arguments;

    explicit Plan(const dnnl::matmul::primitive_desc& d)
        : primitive(d), a(d.src_desc(), engine(), nullptr), b(d.weights_desc(), engine(), nullptr), c(d.dst_desc(), engine(), nullptr),
          arguments{{DNNL_ARG_SRC, a}, {DNNL_ARG_WEIGHTS, b}, {DNNL_ARG_DST, c}} {}

    void run(const void* pa, const void* pb, float* pc) {
        a.set_data_handle(const_cast<void*>(pa));
        b.set_data_handle(const_cast<void*>(pb));
        c.set_data_handle(pc);
        primitive.execute(stream(), arguments);
        stream().wait();
    }
};

/// The calling thread's plans. Ragged batches bring ever new row counts, so the table starts afresh when it is full.
Plan& plan(const Shape& s, const Desc* packed = nullptr) {
    constexpr size_t kCapacity = 512;
    static thread_local std::unordered_map<Shape, Plan, ShapeHash> plans;
    auto it = plans.find(s);
    if (it != plans.end()) return it->second;
    if (plans.size() >= kCapacity) plans.clear();
    const Desc b = packed ? *packed : Desc({s.inner, s.columns}, operand(s.bfloat16), s.b_transposed ? Tag::ba : Tag::ab);
    return plans.emplace(s, Plan(describe(s, b))).first->second;
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

void multiply(const void* a, bool a_transposed, const void* b, bool b_transposed, float* c, int64_t rows, int64_t columns, int64_t inner,
              bool bfloat16, bool accumulate) {
    if (rows == 0 || columns == 0) return;
    if (inner == 0) {
        if (!accumulate) std::memset(c, 0, size_t(rows * columns) * sizeof(float));
        return;
    }
    if (bfloat16 && !multiplies_bfloat16()) {
        auto* wide = static_cast<float*>(scratch(Scratch::Operand, size_t(rows * inner + inner * columns) * sizeof(float)));
        widen(a, wide, rows * inner);
        widen(b, wide + rows * inner, inner * columns);
        multiply(wide, a_transposed, wide + rows * inner, b_transposed, c, rows, columns, inner, false, accumulate);
        return;
    }
    plan({rows, columns, inner, a_transposed, b_transposed, bfloat16, accumulate, false, omp_get_max_threads()}).run(a, b, c);
}

}  // namespace

void gemm_nt(const float* x, const float* w, float* y, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(x, false, w, true, y, m, n, k, false, accumulate); }
void gemm_nn(const float* dy, const float* w, float* dx, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(dy, false, w, false, dx, m, k, n, false, accumulate); }
void gemm_tn(const float* dy, const float* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(dy, true, x, false, dw, n, k, m, false, accumulate); }
void gemm_nt(const uint16_t* x, const uint16_t* w, float* y, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(x, false, w, true, y, m, n, k, true, accumulate); }
void gemm_nn(const uint16_t* dy, const uint16_t* w, float* dx, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(dy, false, w, false, dx, m, k, n, true, accumulate); }
void gemm_tn(const uint16_t* dy, const uint16_t* x, float* dw, int64_t m, int64_t n, int64_t k, bool accumulate) { multiply(dy, true, x, false, dw, n, k, m, true, accumulate); }

bool set_row_exact(bool exact) { return decide_row_exact(exact); }

struct PackedWeight::State {
    int64_t n, k;
    Precision precision;
    bool bfloat16;     // of the product: a bf16 weight is held widened where oneDNN has no bf16 product
    Desc layout;       // [K,N] in oneDNN's blocked form
    memory packed;
    dnnl::reorder reorder;

    Desc plain() const { return Desc({k, n}, operand(bfloat16), Tag::ba); }

    void run(const void* x, float* y, int64_t m) const {
        plan({m, n, k, false, true, bfloat16, false, true, omp_get_max_threads()}, &layout).run(x, packed.get_data_handle(), y);
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
size_t PackedWeight::bytes() const { return state_->layout.get_size(); }

}  // namespace pn
