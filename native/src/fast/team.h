// A few threads that walk through the phases of a step together. Work inside a phase is handed out in small pieces, so that a thread which
// loses its core to another process delays the others by one piece and not by half a phase.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace pn {

class Team {
public:
    explicit Team(int threads);
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    int threads() const { return threads_; }

    /// Runs body(rank) on every thread, the caller being rank 0; returns when all are done. The body must not throw.
    void run(const std::function<void(int)>& body);

    /// Inside run: waits until every thread is here.
    void barrier() { barrier([] {}); }
    /// The same; idle() is called now and then while the thread waits.
    template <class Idle>
    void barrier(Idle&& idle) {
        if (threads_ == 1) return;
        const unsigned phase = phase_.load(std::memory_order_relaxed);
        if (arrive(phase)) return;
        for (int i = 0; phase_.load(std::memory_order_acquire) == phase; i++) {
            if (i < kSpins) idle();
            wait_once(i);
        }
    }

    /// Inside run: body(begin, end) for pieces of 0..count, each taken by one thread, then a barrier. Every thread calls it.
    template <class Body>
    void share(int count, int piece, Body&& body) {
        if (threads_ == 1) {
            if (count > 0) body(0, count);
            return;
        }
        const unsigned turn = phase_.load(std::memory_order_relaxed);
        std::atomic<uint64_t>& next = next_[turn & 3].value;
        for (int begin; (begin = static_cast<int>(next.fetch_add(static_cast<uint64_t>(piece), std::memory_order_relaxed))) < count;)
            body(begin, begin + piece < count ? begin + piece : count);
        barrier();
    }

    /// The items that a thread takes first in walk: its own part of 0..count.
    int part_begin(int rank, int count) const { return static_cast<int>(static_cast<int64_t>(count) * rank / threads_); }

    /// Inside run: body(item) for 0..count, then a barrier. A thread takes the items of its part in order, so that it knows what it will need next;
    /// when they are done it takes the last ones of other parts.
    template <class Body>
    void walk(int rank, int count, Body&& body) {
        walk(rank, count, body, [] {});
    }
    template <class Body, class Idle>
    void walk(int rank, int count, Body&& body, Idle&& idle) {
        if (threads_ == 1) {
            for (int i = 0; i < count; i++) body(i);
            return;
        }
        Counter* parts = parts_.data() + static_cast<size_t>(phase_.load(std::memory_order_relaxed) & 3) * static_cast<size_t>(threads_);
        for (int i = 0; i < threads_; i++) {
            const int part = (rank + i) % threads_, begin = part_begin(part, count), size = part_begin(part + 1, count) - begin;
            std::atomic<uint64_t>& taken = parts[part].value;   // from the front in the low half, from the back in the high half
            while (true) {
                const uint64_t before = taken.fetch_add(i == 0 ? 1 : uint64_t(1) << 32, std::memory_order_relaxed);
                const int front = static_cast<int>(before & 0xffffffffu), back = static_cast<int>(before >> 32);
                if (front + back >= size) break;
                body(i == 0 ? begin + front : begin + size - 1 - back);
            }
        }
        barrier(idle);
    }

private:
    void work(int rank);
    /// Whether this thread is the last at the barrier, which is then open.
    bool arrive(unsigned phase);
    /// Spins for a few microseconds, then lets other threads have the core between two looks.
    static void wait_once(int turn);
    static constexpr int kSpins = 2000;
    void reset(unsigned phase);

    struct alignas(64) Counter {
        std::atomic<uint64_t> value{0};
    };

    const int threads_;
    std::vector<std::thread> workers_;
    const std::function<void(int)>* body_ = nullptr;
    alignas(64) std::atomic<unsigned> epoch_{0};     // runs begun
    alignas(64) std::atomic<int> arrived_{0};        // of the current barrier
    alignas(64) std::atomic<unsigned> phase_{0};     // barriers passed
    alignas(64) std::atomic<int> running_{0};        // workers inside the current run
    Counter next_[4];
    std::vector<Counter> parts_;                     // [4, threads]
    std::mutex sleep_;
    std::condition_variable wake_;
    bool closed_ = false;
};

}  // namespace pn
