// Draws a token from a row of logits: one pass for the maximum, one for the log-sum-exp and the partial sums that the draw needs.
#pragma once
#include <cstdint>
#include <vector>

#include "sampling/row_kernels.h"

namespace pn {

/// How to draw: greedy, or from softmax(x t) after min-p, top-k and top-p in this order (vLLM's).
struct DrawRule {
    float inverse_temperature;   // t
    bool greedy;
    int64_t top_k;               // 0: off
    double top_p, min_p;         // 1 and 0: off
    double uniform;              // in [0, 1)
};

struct Drawn {
    int64_t token;   // -1 where the row holds NaN, or nothing but -inf
    float logp;      // under the distribution that it was drawn from
    float lse;       // of the whole row, before truncation
};

/// Scratch memory of one thread for rows of one length.
class RowSampler {
public:
    explicit RowSampler(int64_t vocabulary);

    /// A pure function of the row and the rule.
    Drawn draw(const float* x, const DrawRule& rule);

private:
    int64_t first_maximum(const float* x, float max);
    int64_t inverse_cdf(const float* x, float t, float max, double uniform) const;
    bool truncate(const float* x, const DrawRule& rule, float max);
    void keep_nucleus(const float* x, float t, float max, double top_p);
    size_t depth_of(const float* x, float t, float max, double wanted);
    int64_t nucleus_size(double wanted) const;
    float lower_bound(int64_t count);
    void collect(const float* x, float lowest);
    void weigh(const float* x, float t, float max);
    double sum_of_kept() const;

    int64_t vocabulary_;
    std::vector<float> sums_, block_max_, select_;
    std::vector<uint64_t> kept_;     // sorted: the most likely first, of equals the lower id
    std::vector<double> weights_;    // exp(t (x - max)) of the kept ones
};

}  // namespace pn
