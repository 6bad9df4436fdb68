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
    void barrier();

    /// Inside run: body(begin, end) for pieces of 0..count, each taken by one thread, then a barrier. Every thread calls it.
    template <class Body>
    void share(int count, int piece, Body&& body) {
        if (threads_ == 1) {
            if (count > 0) body(0, count);
            return;
        }
        const unsigned turn = phase_.load(std::memory_order_relaxed);
        std::atomic<int>& next = next_[turn & 3].value;
        for (int begin; (begin = next.fetch_add(piece, std::memory_order_relaxed)) < count;)
            body(begin, begin + piece < count ? begin + piece : count);
        barrier();
    }

private:
    void work(int rank);

    struct alignas(64) Counter {
        std::atomic<int> value{0};
    };

    const int threads_;
    std::vector<std::thread> workers_;
    const std::function<void(int)>* body_ = nullptr;
    alignas(64) std::atomic<unsigned> epoch_{0};     // runs begun
    alignas(64) std::atomic<int> arrived_{0};        // of the current barrier
    alignas(64) std::atomic<unsigned> phase_{0};     // barriers passed
    alignas(64) std::atomic<int> running_{0};        // workers inside the current run
    Counter next_[4];
    std::mutex sleep_;
    std::condition_variable wake_;
    bool closed_ = false;
};

}  // namespace pn
