// The decode step of the fast mode in fp32: the exact decoder's kernels for rows and attention (kernels/kernels.h) over its fp32 cache, own products, and
// one team of threads for the whole step. With few rows a step through oneDNN spends a third of its time between products.
// Extents: N rows, S sequences, D width, H query heads, G key/value heads, K head width, F feed-forward width, V vocabulary.
#pragma once
#include <memory>
#include <vector>

#include "decode/buffer.h"
#include "decode/kv_cache.h"
#include "decode/step_decoder.h"
#include "decode/versioned_weights.h"
#include "fast/float_weights.h"
#include "fast/team.h"
#include "kernels/kernels.h"

namespace pn {

class FloatDecoder final : public StepDecoder {
public:
    /// Whether this CPU and this precision are served; elsewhere Decoder is.
    static bool serves(const DecoderShape& shape);
    /// cos, sin: [context, K/2], copied.
    FloatDecoder(const DecoderShape& shape, const float* cos, const float* sin);

    std::unique_ptr<WeightSet> load(const float* const* weights) override { return weights_.load(shape_, weights); }
    void publish(std::unique_ptr<WeightSet> weights) override { weights_.publish(std::move(weights)); }
    void step(const StepRows& rows, float* logits) override;
    void copy_block(int from, int to, int positions) override { cache_.copy(from, to, positions); }
    const DecoderShape& shape() const override { return shape_; }

private:
    /// Some consecutive rows of a sequence and the query heads of one key/value head. Alone: the item also stores the rows' keys and values.
    struct Item {
        int32_t row_start[2];
        int32_t context;   // positions that the last row sees
        int sequence, kv_head;
        bool alone;
    };

    void prepare(const StepRows& rows);
    void plan(const StepRows& rows);
    void walk(int rank, const StepRows& rows, int wanted, float* logits);
    CacheView view(int layer, const StepRows& rows, const Item& item) const;
    void store(const CacheView& view, const StepRows& rows, const Item& item);
    void attend(int layer, const StepRows& rows, const Item& item);
    void norm(const float* weight, int rows);
    /// x [rows, K] w^T, handed to put(group, row, rows, product [rows][32]) without bias.
    template <class Put>
    void multiply(int rank, const FloatPanels& w, const float* x, int rows, Put&& put);
    void narrow();

    const FloatKernels& products_;
    const Kernels& kernels_;
    DecoderShape shape_;
    KvCache cache_;
    Team team_;
    std::vector<float> cos_, sin_;
    VersionedWeights<FloatWeights> weights_;
    std::vector<Item> stored_, items_, last_items_;   // stored_: those that are stored before attention
    std::vector<int> kept_rows_;
    Buffer<float> memory_;
    float *x_ = nullptr, *normed_ = nullptr, *qkv_ = nullptr, *attended_ = nullptr, *active_ = nullptr;   // [N, ...], dense
};

}  // namespace pn
