#include "scratch.h"

#include "memory/block_cache.h"

namespace pn {
namespace {

struct Slot {
    void* memory = nullptr;
    size_t bytes = 0;
    ~Slot() { block_free(memory); }
};

thread_local Slot slots[static_cast<int>(Scratch::Count)];

}  // namespace

void* scratch(Scratch which, size_t bytes) {
    Slot& slot = slots[static_cast<int>(which)];
    if (bytes > slot.bytes) {
        block_free(slot.memory);
        slot.memory = nullptr;
        slot.bytes = 0;
        const size_t rounded = (bytes + bytes / 4 + 4095) / 4096 * 4096;
        slot.memory = block_allocate(rounded);
        slot.bytes = rounded;
    }
    return slot.memory;
}

}  // namespace pn
