// The decode step at full speed: bf16 or int8 weights, bf16 activations and cache, fp32 sums, norms and softmax. Its rows may differ from
// those of training in the last bits of bf16; the exact decoder (decode/decoder.h) is the one whose rows do not.
// Extents: N rows, S sequences, D width, H query heads, G key/value heads, K head width, F feed-forward width, V vocabulary.
#pragma once
#include <memory>
#include <vector>

#include "decode/buffer.h"
#include "decode/step_decoder.h"
#include "decode/versioned_weights.h"
#include "fast/fast_cache.h"
#include "fast/fast_weights.h"
#include "fast/team.h"

namespace pn {

/// Rows of activations between two products: always in bf16, and in fp32 as well where int8 weights meet few rows.
struct Activations {
    uint16_t* half;   // [N, stride]
    float* full;      // [N, stride] or null
    int stride;
};

class FastDecoder final : public StepDecoder {
public:
    /// Whether this CPU and these extents are served; elsewhere Decoder is.
    static bool serves(const DecoderShape& shape);
    /// cos, sin: [context, K/2], copied.
    FastDecoder(const DecoderShape& shape, const float* cos, const float* sin);

    std::unique_ptr<WeightSet> load(const float* const* weights) override { return weights_.load(shape_, weights); }
    void publish(std::unique_ptr<WeightSet> weights) override { weights_.publish(std::move(weights)); }
    void step(const StepRows& rows, float* logits) override;
    void copy_block(int from, int to, int positions) override { cache_.copy(from, to, positions); }
    const DecoderShape& shape() const override { return shape_; }

private:
    /// Some consecutive positions of one sequence and all query heads of one key/value head. A row that is alone in the step brings its own
    /// key and value; those of others are stored before.
    struct AttentionItem {
        int sequence, first_row, rows, kv_head, first_position;
        bool alone;
    };
    /// Rows of a sequence at consecutive positions whose keys and values are stored together.
    struct Run {
        int sequence, first_row, rows, position;
    };
    /// What one thread needs for itself.
    struct Local {
        Buffer<float> product, scores, sums;
        Buffer<uint16_t> query, key, widened;
        Buffer<uint8_t> high, low;
        Buffer<uint16_t> normed_half;   // [kOwnNorms, stride]
        Buffer<float> normed_full;
    };
    /// A product's weight, and the weight that its thread needs next.
    struct Weights {
        const PanelWeight& now;
        const PanelWeight* next;
    };

    void prepare(const StepRows& rows, int wanted);
    void clear_padding(int rows);
    void plan_attention(const StepRows& rows);
    void walk(int rank, const StepRows& rows, int wanted, float* logits);
    void embed(const StepRows& rows);
    const float* cos_at(int position) const;
    const float* sin_at(int position) const;
    void store(Local& local, int layer, const StepRows& rows, const Run& run, int kv_head);
    void rotate_and_store(Local& local, int layer, const StepRows& rows, const Run& run);
    void attend(Local& local, int layer, const StepRows& rows, const AttentionItem& item);
    void bring_near(int layer, const StepRows& rows, const AttentionItem& item) const;
    void narrow(const StepRows& rows);
    /// The rows x as the product with a weight of `padded` columns takes them; few rows every thread makes for itself.
    Activations norm(int rank, const float* weight, int rows, int padded);
    /// out [rows, 32 columns of each group] of x w^T, handed to epilogue(group, row, rows, product [rows][32]) without scale and bias.
    template <class Put>
    void multiply(int rank, Weights w, const Activations& x, int rows, Put&& put);

    /// The same for rows that are few enough to meet several groups at once.
    template <class Put>
    void multiply_few(int rank, Weights w, const Activations& x, int rows, Put&& put);

    const FastKernels& kernels_;
    DecoderShape shape_;
    FastCache cache_;
    Team team_;
    std::vector<float> cos_, sin_;
    VersionedWeights<FastWeights> weights_;
    std::vector<Local> locals_;
    std::vector<AttentionItem> items_, last_items_;
    std::vector<Run> runs_;   // of the rows whose keys and values are stored before attention
    std::vector<int> kept_rows_;
    Buffer<float> floats_;
    Buffer<uint16_t> half_;
    float *x_ = nullptr, *qkv_ = nullptr;   // [N, x_stride_], [N, qkv_stride_]
    int x_stride_ = 0, qkv_stride_ = 0;
    Activations normed_{}, attended_{}, active_{}, queries_{};
};

}  // namespace pn
