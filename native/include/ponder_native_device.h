/*
 * Devices, and what runs where a tensor does not lie on the CPU. Part of ponder_native.h, whose conventions hold.
 * A device is -1 for the CPU, else the number of a CUDA device.
 */
#ifndef PONDER_NATIVE_DEVICE_H
#define PONDER_NATIVE_DEVICE_H

#include "ponder_native.h"
#include "ponder_native_sampling.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Whether this libtorch has CUDA, and how many CUDA devices it sees (0 where it has none). */
PN_API int32_t pn_cuda_devices(int32_t* built, int32_t* count);

PN_API int32_t pn_tensor_device(pn_tensor tensor);

/* The same values on a device, inside the autograd graph; the tensor itself where it lies there already. */
PN_API pn_tensor pn_tensor_to_device(pn_tensor tensor, int32_t device);

/* Whether functions of this tensor are compositions of libtorch's operations (1) instead of Ponder's own CPU kernels (0). */
PN_API int32_t pn_is_composed(pn_tensor tensor);

/* For tests: 1 takes compositions on the CPU as well; returns what was set before. The whole process is affected. */
PN_API int32_t pn_force_composed(int32_t value);

/* Attention through a block cache. q [N, H, K]; k and v [blocks * 64, G, K], fp32 or bf16, which is the type of the products. On the CPU,
 * int64: row_start [S + 1] over the rows of q, context [S] positions of each sequence with those of q, table [S, stride] of its blocks.
 * The last query of a sequence sees all of its positions. What is derived from row_start is kept while that tensor lives. */
PN_API pn_tensor pn_attention_blocks(pn_tensor q, pn_tensor k, pn_tensor v, pn_tensor row_start, pn_tensor context, pn_tensor table, double scale);

/* pn_sample for logits [R, V] on any device: one copy of three numbers a draw leaves it. */
PN_API int32_t pn_sample_tensor(pn_tensor logits, const pn_draw* draws, int32_t count, pn_drawn* drawn);

#ifdef __cplusplus
}
#endif
#endif
