// The C interface of sampling (ponder_native_sampling.h).
#include <memory>
#include <new>
#include <stdexcept>
#include <string>

#include "guard.h"
#include "ponder_native_sampling.h"
#include "sampling/row_sampler.h"

namespace pn {
namespace {

/// Below this many logits a second thread costs more than it saves.
constexpr int64_t kParallelLogits = 65536;

/// The calling thread's scratch memory.
RowSampler& sampler_for(int64_t vocabulary) {
    static thread_local std::unique_ptr<RowSampler> sampler;
    static thread_local int64_t length = 0;
    if (length != vocabulary) {
        sampler = std::make_unique<RowSampler>(vocabulary);
        length = vocabulary;
    }
    return *sampler;
}

void check(const pn_draw* draws, int32_t count, int32_t vocabulary, int32_t rows) {
    if (vocabulary < 1) throw std::runtime_error("sample: the vocabulary must be at least 1, got " + std::to_string(vocabulary));
    for (int32_t i = 0; i < count; i++) {
        const pn_draw& d = draws[i];
        if (d.row < 0 || d.row >= rows) throw std::runtime_error("sample: draw " + std::to_string(i) + " is from row " + std::to_string(d.row) + " of " + std::to_string(rows));
        if (!(d.inverse_temperature > 0)) throw std::runtime_error("sample: the inverse temperature of draw " + std::to_string(i) + " must be above 0, got " + std::to_string(d.inverse_temperature));
    }
}

}  // namespace
}  // namespace pn

extern "C" int32_t pn_sample(const float* logits, int32_t rows, int32_t vocabulary, const pn_draw* draws, int32_t count, pn_drawn* drawn) {
    return pn::guard_status([&] {
        pn::check(draws, count, vocabulary, rows);
        bool failed = false;
#pragma omp parallel for schedule(static) reduction(|| : failed) if (count > 1 && int64_t(count) * vocabulary >= pn::kParallelLogits)
        for (int32_t i = 0; i < count; i++) {
            try {
                const pn_draw& d = draws[i];
                const pn::Drawn result = pn::sampler_for(vocabulary).draw(
                    logits + int64_t(d.row) * vocabulary, {d.inverse_temperature, d.greedy != 0, d.top_k, d.top_p, d.min_p, d.uniform});
                drawn[i] = {static_cast<int32_t>(result.token), result.logp, result.lse};
            } catch (const std::bad_alloc&) {
                failed = true;
            }
        }
        if (failed) throw std::runtime_error("sample: no memory for " + std::to_string(vocabulary) + " logits");
    });
}
