/*
 * Ponder's native library: a plain-C interface to libtorch, oneDNN and Ponder's own CPU kernels.
 *
 * Conventions
 *   handles   A pn_tensor owns one reference to a tensor; pn_tensor_free gives it back. Arguments are borrowed.
 *   errors    A function that returns a handle returns NULL on failure; one that returns int32_t returns PN_OK or
 *             PN_ERROR (negative). pn_last_error() then holds the calling thread's message. No exception crosses.
 *   sizes     Dimensions are int32_t, counts of elements and bytes are int64_t.
 *   dtypes    The numbers of c10::ScalarType: 0 uint8, 1 int8, 2 int16, 3 int32, 4 int64, 5 float16, 6 float32,
 *             7 float64, 11 bool, 15 bfloat16.
 *   threads   Every function may be called from any thread; one tensor must not be written by two at once.
 */
#ifndef PONDER_NATIVE_H
#define PONDER_NATIVE_H

#include <stdint.h>

#if defined(__GNUC__)
#define PN_API __attribute__((visibility("default")))
#else
#define PN_API
#endif

#define PN_OK 0
#define PN_ERROR (-1)

/* Raised whenever a signature or the meaning of an argument changes. */
#define PN_ABI_VERSION 1

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pn_tensor_object* pn_tensor;
typedef struct pn_hook_object* pn_hook;

/* ---- library ---------------------------------------------------------------------------------------------------- */

typedef struct pn_options {
    int32_t threads;   /* intra-op threads of the calling thread, >= 1 */
    int32_t row_exact; /* 1: matrix products give the same bits for a row whatever the number of rows (AMX is off) */
    const char* isa;   /* NULL: the best that the CPU has; else "portable", "avx2" or "avx512" */
} pn_options;

/* Call once, before anything else. Calling it again changes the threads only. */
PN_API int32_t pn_init(const pn_options* options);
PN_API int32_t pn_abi_version(void);
/* Intra-op threads (ATen, OpenMP, oneDNN) of the calling thread. */
PN_API int32_t pn_set_threads(int32_t threads);
PN_API int32_t pn_threads(void);
/* Forces the instruction set of Ponder's own kernels: "portable", "avx2", "avx512", or NULL for the best one. */
PN_API int32_t pn_set_isa(const char* isa);
/* Lines "key=value": libtorch, onednn (versions), isa (of the kernels), bf16, amx (what the CPU has), threads, row_exact, cuda (1: this
 * libtorch has it), cuda_devices. */
PN_API const char* pn_describe(void);
/* Median seconds of `calls` products of two size x size matrices with the threads of the calling thread, after one to warm up:
 * bfloat16 0 fp32, 1 bf16 operands with fp32 sums; the weight is packed and nothing is converted. */
PN_API int32_t pn_gemm_seconds(int32_t size, int32_t bfloat16, int32_t calls, double* seconds);
/* The message of the last failure on this thread; valid until the next failure on this thread. */
PN_API const char* pn_last_error(void);
/* Handles given out and not yet freed, tensors and hooks, in the whole process. */
PN_API int64_t pn_live_handles(void);
/* Bytes of the C heap in use, in the whole process. */
PN_API int64_t pn_allocated_bytes(void);
/* Gives unused pages of the C heap back to the operating system. */
PN_API void pn_trim(void);

/* ---- tensors ---------------------------------------------------------------------------------------------------- */

/* Copies count elements of dtype from data. */
PN_API pn_tensor pn_tensor_from_data(const void* data, const int32_t* shape, int32_t rank, int32_t dtype);
/* A second handle of the same tensor. */
PN_API pn_tensor pn_tensor_alias(pn_tensor tensor);
PN_API void pn_tensor_free(pn_tensor tensor);
/* Writes up to capacity sizes and the dtype; returns the rank, or PN_ERROR when a size exceeds int32_t. */
PN_API int32_t pn_tensor_describe(pn_tensor tensor, int32_t* shape, int32_t capacity, int32_t* dtype);
PN_API void* pn_tensor_data(pn_tensor tensor);
PN_API int32_t pn_tensor_is_contiguous(pn_tensor tensor);
/* Copies the elements, in row-major order, to a buffer of exactly bytes bytes. */
PN_API int32_t pn_tensor_read(pn_tensor tensor, void* buffer, int64_t bytes);
/* The only element of a tensor, as a number. */
PN_API int32_t pn_tensor_item_double(pn_tensor tensor, double* value);
PN_API int32_t pn_tensor_item_int64(pn_tensor tensor, int64_t* value);

/* ---- autograd --------------------------------------------------------------------------------------------------- */

PN_API int32_t pn_requires_grad(pn_tensor tensor);
PN_API int32_t pn_set_requires_grad(pn_tensor tensor, int32_t value);
PN_API int32_t pn_is_leaf(pn_tensor tensor);
/* The gradient, a new handle; PN_OK and *grad == NULL when there is none. */
PN_API int32_t pn_grad(pn_tensor tensor, pn_tensor* grad);
/* Replaces the gradient; NULL clears it. */
PN_API int32_t pn_set_grad(pn_tensor tensor, pn_tensor grad);
/* gradient may be NULL for a tensor of one element. */
PN_API int32_t pn_backward(pn_tensor tensor, pn_tensor gradient, int32_t retain_graph);
/* Turns the recording of gradients on or off for the calling thread; returns what it was. */
PN_API int32_t pn_set_grad_mode(int32_t enabled);

/* A callback returns 0, or non-zero to stop the backward pass with an error; it must not throw or unwind.
 * gradient hook: grad is an owned handle; *replacement may be set to an owned handle that takes its place. */
typedef int32_t (*pn_gradient_hook)(void* context, pn_tensor grad, pn_tensor* replacement);
typedef int32_t (*pn_accumulate_hook)(void* context);
/* Called once, when the library will not call the hook again. */
typedef void (*pn_drop_hook)(void* context);

/* Runs when the gradient with respect to the tensor is known. */
PN_API pn_hook pn_register_gradient_hook(pn_tensor tensor, pn_gradient_hook hook, pn_drop_hook drop, void* context);
/* Runs after the gradient has been added to a leaf's grad. */
PN_API pn_hook pn_register_accumulate_hook(pn_tensor leaf, pn_accumulate_hook hook, pn_drop_hook drop, void* context);
PN_API void pn_hook_free(pn_hook hook);

#ifdef __cplusplus
}
#endif

#include "ponder_native_decode.h" /* the decode step over a block KV cache */
#include "ponder_native_device.h" /* devices */
#include "ponder_native_fused.h"  /* fused functions and the optimiser */
#include "ponder_native_ops.g.h"  /* one function per line of native/ops/ops.txt */
#include "ponder_native_sampling.h" /* drawing tokens from logits */

#endif
