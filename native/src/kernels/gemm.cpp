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

void multiply(const void* a, bool a_transposed, const void* b, bool b_transposed, float* c, int64_t rows, int64_t columns, int64_t inner,
              bool bfloat16, bool accumulate) {
    if (rows == 0 || columns == 0) return;
    if (inner == 0) {
        if (!accumulate) std::memset(c, 0, size_t(rows * columns) * sizeof(float));
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
    Desc layout;       // [K,N] in oneDNN's blocked form
    memory packed;
    dnnl::reorder reorder;

    bool bfloat16() const { return precision == Precision::BFloat16; }
};

PackedWeight::PackedWeight(const float* w, int64_t n, int64_t k, Precision precision) : state_(new State{n, k, precision, {}, {}, {}}) {
    // The blocked layout depends on the columns, not on the rows; 64 rows stand for any number.
    const bool bfloat16 = precision == Precision::BFloat16;
    const auto d = describe({64, n, k, false, true, bfloat16, false, true, omp_get_max_threads()}, Desc({k, n}, operand(bfloat16), Tag::any));
    state_->layout = d.weights_desc();
    state_->packed = memory(state_->layout, engine());
    const Desc plain({k, n}, operand(bfloat16), Tag::ba);
    state_->reorder = dnnl::reorder(dnnl::reorder::primitive_desc(engine(), plain, engine(), state_->layout));
    repack(w);
}

PackedWeight::~PackedWeight() = default;
PackedWeight::PackedWeight(PackedWeight&&) noexcept = default;
PackedWeight& PackedWeight::operator=(PackedWeight&&) noexcept = default;

void PackedWeight::repack(const float* w) {
    const void* source = w;
    if (state_->bfloat16()) {
        // The same rounding as the training path, then a pure reorder.
        const size_t count = size_t(state_->n * state_->k);
        auto* rounded = static_cast<uint16_t*>(scratch(Scratch::Shared, count * sizeof(uint16_t)));
        kernels().to_bfloat16(w, rounded, int64_t(count));
        source = rounded;
    }
    memory plain(Desc({state_->k, state_->n}, operand(state_->bfloat16()), Tag::ba), engine(), const_cast<void*>(source));
    state_->reorder.execute(stream(), plain, state_->packed);
    stream().wait();
}

void PackedWeight::forward(const float* x, float* y, int64_t m) const {
    if (m == 0) return;
    if (state_->bfloat16()) {
        auto* rounded = static_cast<uint16_t*>(scratch(Scratch::Shared, size_t(m * state_->k) * sizeof(uint16_t)));
        kernels().to_bfloat16(x, rounded, m * state_->k);
        forward(rounded, y, m);
        return;
    }
    plan({m, state_->n, state_->k, false, true, false, false, true, omp_get_max_threads()}, &state_->layout).run(x, state_->packed.get_data_handle(), y);
}

void PackedWeight::forward(const uint16_t* x, float* y, int64_t m) const {
    if (m == 0) return;
    if (!state_->bfloat16()) throw std::logic_error("PackedWeight: bf16 input needs a bf16 weight");
    plan({m, state_->n, state_->k, false, true, true, false, true, omp_get_max_threads()}, &state_->layout).run(x, state_->packed.get_data_handle(), y);
}

int64_t PackedWeight::n() const { return state_->n; }
int64_t PackedWeight::k() const { return state_->k; }
Precision PackedWeight::precision() const { return state_->precision; }
size_t PackedWeight::bytes() const { return state_->layout.get_size(); }

}  // namespace pn
