#include "fast/team.h"

#include <sched.h>

#include <chrono>

namespace pn {
namespace {

void pause_once() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

}  // namespace

Team::Team(int threads) : threads_(threads < 1 ? 1 : threads), parts_(static_cast<size_t>(4 * threads_)) {
    for (int rank = 1; rank < threads_; rank++) workers_.emplace_back([this, rank] { work(rank); });
}

Team::~Team() {
    {
        std::lock_guard<std::mutex> hold(sleep_);
        closed_ = true;
    }
    wake_.notify_all();
    for (std::thread& worker : workers_) worker.join();
}

void Team::run(const std::function<void(int)>& body) {
    if (threads_ == 1) {
        body(0);
        return;
    }
    for (unsigned phase = 0; phase < 4; phase++) reset(phase);
    body_ = &body;
    running_.store(threads_ - 1, std::memory_order_relaxed);
    {
        std::lock_guard<std::mutex> hold(sleep_);
        epoch_.fetch_add(1, std::memory_order_release);
    }
    wake_.notify_all();
    body(0);
    for (int i = 0; running_.load(std::memory_order_acquire) != 0; i++) wait_once(i);
}

void Team::reset(unsigned phase) {
    next_[phase & 3].value.store(0, std::memory_order_relaxed);
    for (int i = 0; i < threads_; i++) parts_[static_cast<size_t>(phase & 3) * static_cast<size_t>(threads_) + static_cast<size_t>(i)].value.store(0, std::memory_order_relaxed);
}

void Team::wait_once(int turn) {
    if (turn < kSpins) pause_once();
    else sched_yield();
}

bool Team::arrive(unsigned phase) {
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 != threads_) return false;
    // The counters after next are those that nobody can be using: all have left the phase before, none has entered the next.
    reset(phase + 2);
    arrived_.store(0, std::memory_order_relaxed);
    phase_.store(phase + 1, std::memory_order_release);
    return true;
}

void Team::work(int rank) {
    unsigned seen = 0;
    while (true) {
        // Steps follow each other within a fraction of a millisecond while there is work; then the worker sleeps.
        const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(200);
        while (epoch_.load(std::memory_order_acquire) == seen && std::chrono::steady_clock::now() < until) pause_once();
        {
            std::unique_lock<std::mutex> hold(sleep_);
            wake_.wait(hold, [&] { return closed_ || epoch_.load(std::memory_order_relaxed) != seen; });
            if (closed_) return;
            seen = epoch_.load(std::memory_order_relaxed);
        }
        (*body_)(rank);
        running_.fetch_sub(1, std::memory_order_release);
    }
}

}  // namespace pn
