// Min-p (Nguyen et al. 2024, arXiv:2407.01082), top-k and top-p (Holtzman et al. 2020, arXiv:1904.09751), in vLLM's order: min-p on the
// tempered softmax, then the k largest logits with all ties of the last, then the smallest set of what is left that reaches p, renormalised.
//
// All three keep an upper set of the logits, so only the upper end is ever sorted: the k-th largest maximum of blocks of logits is a lower
// bound of the k-th largest logit, and one comparison against it leaves few candidates.
#include "sampling/row_sampler.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <numeric>

namespace pn {
namespace {

/// Below this a log-sum-exp means that no token is possible: kernels begin their maximum at -3e38.
constexpr float kNothingPossible = -1e37f;

/// Bins of the histogram of a row: so many to a nat, 40 nats in all; below that no row of any length holds a share that counts.
constexpr size_t kDepthsPerNat = 16, kDepths = 40 * kDepthsPerNat;

int64_t parts(int64_t n, int64_t size) { return (n + size - 1) / size; }

/// Sorts from the largest logit down, then by id.
uint64_t key_of(float logit, int64_t id) {
    const float value = logit == 0 ? 0.f : logit;   // -0 equals 0
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    const uint32_t ascending = (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
    return uint64_t(~ascending) << 32 | uint32_t(id);
}

int64_t id_of(uint64_t key) { return int64_t(uint32_t(key)); }

}  // namespace

RowSampler::RowSampler(int64_t vocabulary)
    : vocabulary_(vocabulary), sums_(size_t(parts(vocabulary, kSumChunk))), block_max_(size_t(parts(vocabulary, kMaxBlock))) {}

Drawn RowSampler::draw(const float* x, const DrawRule& rule) {
    const float t = rule.inverse_temperature;
    float max, lse;
    row_kernels().softmax(x, vocabulary_, t, &max, &lse, sums_.data());
    if (!std::isfinite(lse) || lse <= kNothingPossible) return {-1, std::numeric_limits<float>::quiet_NaN(), lse};
    if (!rule.greedy && truncate(x, rule, max)) {
        const double total = sum_of_kept();
        double left = rule.uniform * total;
        size_t rank = 0;
        while (rank + 1 < kept_.size() && (left -= weights_[rank]) >= 0) rank++;
        return {id_of(kept_[rank]), static_cast<float>(std::log(weights_[rank] / total)), lse};
    }
    const int64_t token = rule.greedy ? first_maximum(x, max) : inverse_cdf(x, t, max, rule.uniform);
    const float z = x[token] * t;   // as Kernels::target_logp
    return {token, z - lse, lse};
}

int64_t RowSampler::first_maximum(const float* x, float max) {
    row_kernels().block_max(x, vocabulary_, block_max_.data());
    const auto block = std::find(block_max_.begin(), block_max_.end(), max) - block_max_.begin();
    return std::find(x + block * kMaxBlock, x + vocabulary_, max) - x;
}

/// The first token whose cumulative weight exceeds uniform times the sum of all; weights are summed in the order of the ids.
int64_t RowSampler::inverse_cdf(const float* x, float t, float max, double uniform) const {
    double left = uniform * std::accumulate(sums_.begin(), sums_.end(), 0.0);
    int64_t last = -1;
    for (size_t c = 0; c < sums_.size(); c++) {
        if (left >= sums_[c]) {
            left -= sums_[c];
            continue;
        }
        float weights[kSumChunk];
        const int64_t begin = int64_t(c) * kSumChunk, n = std::min(kSumChunk, vocabulary_ - begin);
        row_kernels().weights(x + begin, n, t, max, weights);
        for (int64_t i = 0; i < n; i++) {
            if (weights[i] <= 0) continue;
            last = begin + i;
            left -= weights[i];
            if (left < 0) return last;
        }
    }
    // Rounding left a crumb beyond the last possible token of its chunk; that token is the nearest.
    return last >= 0 ? last : std::max_element(x, x + vocabulary_) - x;
}

/// Finds the tokens that stay; false where the rule drops nothing.
bool RowSampler::truncate(const float* x, const DrawRule& rule, float max) {
    const bool has_top_k = rule.top_k > 0 && rule.top_k < vocabulary_;
    if (!has_top_k && rule.min_p <= 0 && rule.top_p >= 1) return false;
    const float t = rule.inverse_temperature;
    row_kernels().block_max(x, vocabulary_, block_max_.data());
    if (has_top_k) {
        collect(x, lower_bound(rule.top_k));
        const float last = x[id_of(kept_[size_t(std::min<int64_t>(rule.top_k, int64_t(kept_.size())) - 1)])];
        while (x[id_of(kept_.back())] < last) kept_.pop_back();
        weigh(x, t, max);
    } else if (rule.min_p > 0) {
        // A little below the threshold: the exact comparison is on the weights.
        const double lowest = max + std::log(rule.min_p) / t;
        collect(x, static_cast<float>(lowest - 1e-3 * std::max(1.0, std::abs(lowest))));
        weigh(x, t, max);
    } else {
        keep_nucleus(x, t, max, rule.top_p);
        return true;
    }
    while (kept_.size() > 1 && weights_[kept_.size() - 1] < rule.min_p) kept_.pop_back();
    if (rule.top_p < 1) kept_.resize(size_t(nucleus_size(rule.top_p * sum_of_kept())));
    return true;
}

/// Top-p alone: the total is that of the whole row. Few candidates are tried first; where they do not reach p, a histogram of the row's
/// probability over the distance from its maximum tells how far down to go.
void RowSampler::keep_nucleus(const float* x, float t, float max, double top_p) {
    constexpr int64_t kFew = 64;
    const double wanted = top_p * std::accumulate(sums_.begin(), sums_.end(), 0.0);
    collect(x, lower_bound(kFew));
    weigh(x, t, max);
    double reached = sum_of_kept();
    for (size_t depth = reached >= wanted ? 0 : depth_of(x, t, max, wanted); reached < wanted; depth++) {
        const bool all = depth >= kDepths;
        collect(x, all ? -std::numeric_limits<float>::infinity() : static_cast<float>(max - double(depth) / (kDepthsPerNat * double(t))));
        weigh(x, t, max);
        reached = sum_of_kept();
        if (all) break;
    }
    kept_.resize(size_t(nucleus_size(wanted)));
}

/// The least depth d such that the tokens less than d / kDepthsPerNat nats below the maximum reach `wanted`; kDepths where none does.
size_t RowSampler::depth_of(const float* x, float t, float max, double wanted) {
    double mass[kDepths] = {};
    float weights[kSumChunk];
    for (int64_t begin = 0; begin < vocabulary_; begin += kSumChunk) {
        const int64_t n = std::min(kSumChunk, vocabulary_ - begin);
        row_kernels().weights(x + begin, n, t, max, weights);
        for (int64_t i = 0; i < n; i++) {
            const float below = (max - x[begin + i]) * t * float(kDepthsPerNat);
            mass[below < float(kDepths - 1) ? size_t(below) : kDepths - 1] += weights[i];
        }
    }
    double reached = 0;
    for (size_t depth = 0; depth < kDepths; depth++) {
        reached += mass[depth];
        if (reached >= wanted) return depth + 1;
    }
    return kDepths;
}

/// A token stays while those before it do not reach `wanted`; at least one stays.
int64_t RowSampler::nucleus_size(double wanted) const {
    double before = 0;
    size_t size = 0;
    while (size < kept_.size() && (size == 0 || before < wanted)) before += weights_[size++];
    return int64_t(size);
}

/// A value that at least `count` logits reach.
float RowSampler::lower_bound(int64_t count) {
    if (count > int64_t(block_max_.size())) return -std::numeric_limits<float>::infinity();
    select_ = block_max_;
    std::nth_element(select_.begin(), select_.begin() + (count - 1), select_.end(), std::greater<float>());
    return select_[size_t(count - 1)];
}

void RowSampler::collect(const float* x, float lowest) {
    const float possible = std::max(lowest, -std::numeric_limits<float>::max());   // -inf never stays
    kept_.clear();
    for (size_t block = 0; block < block_max_.size(); block++) {
        if (!(block_max_[block] >= possible)) continue;
        const int64_t begin = int64_t(block) * kMaxBlock, end = std::min(begin + kMaxBlock, vocabulary_);
        for (int64_t id = begin; id < end; id++)
            if (x[id] >= possible) kept_.push_back(key_of(x[id], id));
    }
    std::sort(kept_.begin(), kept_.end());
}

void RowSampler::weigh(const float* x, float t, float max) {
    weights_.resize(kept_.size());
    for (size_t rank = 0; rank < kept_.size(); rank++) weights_[rank] = std::exp((double(x[id_of(kept_[rank])]) - max) * t);
}

double RowSampler::sum_of_kept() const { return std::accumulate(weights_.begin(), weights_.begin() + std::ptrdiff_t(kept_.size()), 0.0); }

}  // namespace pn
