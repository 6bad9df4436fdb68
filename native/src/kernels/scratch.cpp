#include "scratch.h"

#include <cstdlib>
#include <new>

namespace pn {
namespace {

struct Slot {
    void* memory = nullptr;
    size_t bytes = 0;
    ~Slot() { std::free(memory); }
};

thread_local Slot slots[static_cast<int>(Scratch::Count)];

}  // namespace

void* scratch(Scratch which, size_t bytes) {
    Slot& slot = slots[static_cast<int>(which)];
    if (bytes > slot.bytes) {
        std::free(slot.memory);
        slot.bytes = 0;
        const size_t rounded = (bytes + bytes / 4 + 4095) / 4096 * 4096;
        slot.memory = std::aligned_alloc(64, rounded);
        if (!slot.memory) throw std::bad_alloc();
        slot.bytes = rounded;
    }
    return slot.memory;
}

}  // namespace pn
