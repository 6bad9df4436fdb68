// Per-thread working memory of the kernels: grows, is reused, and is freed with its thread.
#pragma once
#include <cstddef>

namespace pn {

enum class Scratch : int { Tile, Shared, Index, Operand, Tail, Count };

/// At least `bytes` bytes, 64-byte aligned, contents undefined, valid until the same thread asks for the same slot again.
void* scratch(Scratch slot, size_t bytes);

}  // namespace pn
