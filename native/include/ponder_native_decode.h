/*
 * The decode step: the forward pass of a Llama-family model over a block KV cache. Part of ponder_native.h, whose conventions hold.
 * Extents: N rows, S sequences, D width, H heads, G key/value heads, K head width, F feed-forward width, V vocabulary.
 */
#ifndef PONDER_NATIVE_DECODE_H
#define PONDER_NATIVE_DECODE_H

#include "ponder_native.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pn_decoder_object* pn_decoder;
typedef struct pn_decoder_weights_object* pn_decoder_weights;

typedef struct pn_decoder_config {
    int32_t layers, width, heads, kv_heads, head_width, feed_forward, vocabulary;
    int32_t context;          /* positions that a sequence may have; rows of cos and sin */
    int32_t blocks;           /* blocks of 64 positions in the KV cache */
    int32_t precision;        /* of products: 0 fp32; 1 bf16 operands, fp32 sums; 2 int8 weights with one scale per output, bf16 or fp32 activations */
    int32_t fast;             /* 0: rows have the bits of training; 1: full speed, bf16 KV cache but in fp32, rows may differ in the last bits */
    int32_t threads;          /* of the fast step, >= 1 */
    float norm_epsilon;
    float attention_scale;
    const float* cos; /* [context, K/2], copied */
    const float* sin;
} pn_decoder_config;

typedef struct pn_decoder_rows {
    int32_t rows, sequences;
    const int32_t* tokens;      /* [N] */
    const int64_t* positions;   /* [N]; rows of a sequence are consecutive and end at its context - 1 */
    const uint8_t* wanted;      /* [N]; 1 where logits are wanted */
    const int32_t* row_start;   /* [S + 1] */
    const int32_t* context;     /* [S]; positions cached, those of this step included */
    const int32_t* block_table; /* [S, table_stride] */
    int32_t table_stride;
} pn_decoder_rows;

PN_API pn_decoder pn_decoder_create(const pn_decoder_config* config);
PN_API void pn_decoder_free(pn_decoder decoder);

/* Copies and packs a version of the weights, beside the one in use; may run while another thread steps.
 * weights: embedding [V,D]; per layer attention norm [D], q [HK,D], k [GK,D], v [GK,D], o [D,HK] and their four biases, ffn norm [D],
 * gate [F,D], up [F,D], down [D,F] and their three biases; final norm [D]; head [V,D]. fp32, row-major. Biases may be NULL, and so may
 * the head: it is then the embedding. count = 16 layers + 3. */
PN_API pn_decoder_weights pn_decoder_load(pn_decoder decoder, const float* const* weights, int32_t count);
PN_API void pn_decoder_weights_free(pn_decoder_weights weights);
/* Steps use these weights from now on; the handle is consumed, and the storage of the version before is reused by the next load. */
PN_API int32_t pn_decoder_publish(pn_decoder decoder, pn_decoder_weights weights);

/* Computes the rows and writes logits [wanted rows, V]. Steps, copies and publications of one decoder must not overlap. */
PN_API int32_t pn_decoder_step(pn_decoder decoder, const pn_decoder_rows* rows, float* logits);
/* Copies the first positions of a cache block to another in every layer. */
PN_API int32_t pn_decoder_copy_block(pn_decoder decoder, int32_t from, int32_t to, int32_t positions);

#ifdef __cplusplus
}
#endif

#endif
