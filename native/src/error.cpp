#include <string>

#include "guard.h"

namespace pn {

std::atomic<int64_t> live_handles{0};

namespace {
std::string& message() {
    static thread_local std::string text;
    return text;
}
}  // namespace

void set_error(const char* text) noexcept {
    try {
        message() = text;
    } catch (...) {
        // Out of memory: the previous message stays.
    }
}

}  // namespace pn

extern "C" {

const char* pn_last_error(void) { return pn::message().c_str(); }

int64_t pn_live_handles(void) { return pn::live_handles.load(std::memory_order_relaxed); }
}
