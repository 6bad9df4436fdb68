// The C interface of the decode step (ponder_native_decode.h).
#include <stdexcept>
#include <string>

#include "decode/decoder.h"
#include "fast/fast_decoder.h"
#include "fast/float_decoder.h"
#include "guard.h"
#include "ponder_native_decode.h"

namespace pn {
namespace {

StepDecoder& decoder_of(pn_decoder handle) {
    if (handle == nullptr) throw std::runtime_error("decoder: the handle is null");
    return *reinterpret_cast<StepDecoder*>(handle);
}

Precision precision_of(int32_t value) {
    if (value < 0 || value > 2) throw std::runtime_error("decoder: precision must be 0 (fp32), 1 (bf16) or 2 (int8 weights), got " + std::to_string(value));
    return value == 0 ? Precision::Float32 : Precision::BFloat16;
}

DecoderShape shape_of(const pn_decoder_config& c) {
    for (const int32_t extent : {c.layers, c.width, c.heads, c.kv_heads, c.head_width, c.feed_forward, c.vocabulary, c.context, c.blocks, c.threads})
        if (extent < 1) throw std::runtime_error("decoder: every extent must be at least 1, got " + std::to_string(extent));
    if (c.heads % c.kv_heads != 0)
        throw std::runtime_error("decoder: " + std::to_string(c.heads) + " heads cannot share " + std::to_string(c.kv_heads) + " key/value heads evenly");
    if (c.head_width % 2 != 0) throw std::runtime_error("decoder: the head width must be even, got " + std::to_string(c.head_width));
    return {c.layers, c.width, c.heads, c.kv_heads, c.head_width, c.feed_forward, c.vocabulary, c.context, c.blocks,
            precision_of(c.precision), precision_of(c.precision), c.fast != 0, c.precision == 2, c.norm_epsilon, c.attention_scale, c.threads};
}

/// The fast decoder of the precision where it is asked for and runs; else the exact one, to which int8 weights are rounded numbers.
StepDecoder* create(const pn_decoder_config& c) {
    DecoderShape shape = shape_of(c);
    if (c.fast != 0 && FastDecoder::serves(shape)) return new FastDecoder(shape, c.cos, c.sin);
    if (c.fast != 0 && FloatDecoder::serves(shape)) return new FloatDecoder(shape, c.cos, c.sin);
    if (shape.int8) shape.linear = shape.head = Precision::Float32;
    return new Decoder(shape, c.cos, c.sin);
}

}  // namespace
}  // namespace pn

extern "C" {

pn_decoder pn_decoder_create(const pn_decoder_config* config) {
    pn_decoder result = nullptr;
    pn::run_guarded([&] {
        result = reinterpret_cast<pn_decoder>(pn::create(*config));
        pn::live_handles.fetch_add(1, std::memory_order_relaxed);
    });
    return result;
}

void pn_decoder_free(pn_decoder decoder) {
    if (decoder == nullptr) return;
    delete reinterpret_cast<pn::StepDecoder*>(decoder);
    pn::live_handles.fetch_sub(1, std::memory_order_relaxed);
}

pn_decoder_weights pn_decoder_load(pn_decoder decoder, const float* const* weights, int32_t count) {
    pn_decoder_weights result = nullptr;
    pn::run_guarded([&] {
        pn::StepDecoder& target = pn::decoder_of(decoder);
        if (count != target.shape().weight_count())
            throw std::runtime_error("decoder: expected " + std::to_string(target.shape().weight_count()) + " weights, got " + std::to_string(count));
        result = reinterpret_cast<pn_decoder_weights>(target.load(weights).release());
        pn::live_handles.fetch_add(1, std::memory_order_relaxed);
    });
    return result;
}

void pn_decoder_weights_free(pn_decoder_weights weights) {
    if (weights == nullptr) return;
    delete reinterpret_cast<pn::WeightSet*>(weights);
    pn::live_handles.fetch_sub(1, std::memory_order_relaxed);
}

int32_t pn_decoder_publish(pn_decoder decoder, pn_decoder_weights weights) {
    return pn::guard_status([&] {
        pn::StepDecoder& target = pn::decoder_of(decoder);
        if (weights == nullptr) throw std::runtime_error("decoder: no weights to publish");
        pn::live_handles.fetch_sub(1, std::memory_order_relaxed);
        target.publish(std::unique_ptr<pn::WeightSet>(reinterpret_cast<pn::WeightSet*>(weights)));
    });
}

int32_t pn_decoder_step(pn_decoder decoder, const pn_decoder_rows* rows, float* logits) {
    return pn::guard_status([&] {
        pn::decoder_of(decoder).step({rows->rows, rows->sequences, rows->tokens, rows->positions, rows->wanted, rows->row_start, rows->context,
                                      rows->block_table, rows->table_stride},
                                     logits);
    });
}

int32_t pn_decoder_copy_block(pn_decoder decoder, int32_t from, int32_t to, int32_t positions) {
    return pn::guard_status([&] { pn::decoder_of(decoder).copy_block(from, to, positions); });
}
}
