// How exceptions become error codes and messages; free of ATen, so that it compiles quickly.
#pragma once

#include <c10/util/Exception.h>

#include <atomic>
#include <cstdint>
#include <exception>

#include "ponder_native.h"

namespace pn {

extern std::atomic<int64_t> live_handles;

// Keeps the calling thread's message for pn_last_error().
void set_error(const char* message) noexcept;

template <class Body>
bool run_guarded(Body&& body) noexcept {
    try {
        body();
        return true;
    } catch (const c10::Error& error) {
        set_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        set_error(error.what());
    } catch (...) {
        set_error("an unknown C++ exception");
    }
    return false;
}

// The body returns nothing: PN_OK or PN_ERROR.
template <class Body>
int32_t guard_status(Body&& body) noexcept {
    return run_guarded(body) ? PN_OK : PN_ERROR;
}

}  // namespace pn
