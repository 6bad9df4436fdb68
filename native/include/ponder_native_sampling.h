/*
 * Drawing tokens from logits. Part of ponder_native.h, whose conventions hold. Extents: R rows, V vocabulary, N draws.
 */
#ifndef PONDER_NATIVE_SAMPLING_H
#define PONDER_NATIVE_SAMPLING_H

#include "ponder_native.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One draw, in this order: divide by the temperature, min-p, top-k with ties, top-p on what is left. */
typedef struct pn_draw {
    double uniform;            /* in [0, 1): the inverse of the cumulative distribution is taken there, over ids in order where nothing
                                  is dropped, else over the kept tokens from the most to the least likely */
    double top_p;              /* 1: off */
    double min_p;              /* 0: off */
    float inverse_temperature; /* above 0 */
    int32_t top_k;             /* 0: off */
    int32_t greedy;            /* 1: the most likely token, of equals the lowest id; the rest above is not read except inverse_temperature */
    int32_t row;               /* of the logits */
} pn_draw;

typedef struct pn_drawn {
    int32_t token; /* -1 where the row holds NaN or +inf, or nothing but -inf */
    float logp;    /* under the distribution that it was drawn from; where nothing is dropped, with the bits of the training head */
    float lse;     /* log-sum-exp of the row times the inverse temperature */
} pn_drawn;

/* Draws from rows of logits [R, V]. A draw depends on its own row and rule alone. */
PN_API int32_t pn_sample(const float* logits, int32_t rows, int32_t vocabulary, const pn_draw* draws, int32_t count, pn_drawn* drawn);

#ifdef __cplusplus
}
#endif

#endif
