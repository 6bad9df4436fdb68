// A loop over several groups of a weight side by side.
#pragma once
#include <immintrin.h>

#include <cstddef>

#include "fast/fast_kernels.h"

namespace pn::avx512 {

/// body(step) for steps 0 .. count - 1, each of which reads 128 bytes of each of G groups from `at` on, `apart` bytes apart. What follows is asked for
/// early: after the end of a group that is the next of its stream.
template <int G, class Body>
inline __attribute__((always_inline)) void over_groups(const void* at, ptrdiff_t apart, int count, NextGroups then, Body&& body) {
    constexpr int kAhead = 16;
    const auto ask = [](const char* line) __attribute__((always_inline)) {
        _mm_prefetch(line, _MM_HINT_T0);
        _mm_prefetch(line + 64, _MM_HINT_T0);
    };
    const auto* here = static_cast<const char*>(at);
    const auto* next = static_cast<const char*>(then.data);
    int i = 0;
    for (; i + kAhead < count; i++) {
#pragma GCC unroll 4
        for (int g = 0; g < G; g++) ask(here + g * apart + (i + kAhead) * 128);
        body(i);
    }
    for (int j = 0; i < count; i++, j++) {
#pragma GCC unroll 4
        for (int g = 0; g < G; g++) ask(next + g * then.apart + j * 128);
        body(i);
    }
}

}  // namespace pn::avx512
