// Start-up, threads, memory accounting, and what pn_describe reports.
#include <ATen/Parallel.h>
#include <c10/util/Logging.h>
#include <malloc.h>
#include <omp.h>
#include <oneapi/dnnl/dnnl.h>
#include <torch/csrc/api/include/torch/version.h>

#include <mutex>
#include <stdexcept>
#include <string>

#include "cpu.h"
#include "device.h"
#include "guard.h"
#include "kernels/gemm.h"
#include "kernels/kernels.h"
#include "memory/block_cache.h"

// Headers of one libtorch with libraries of another crash in strange places.
static_assert(TORCH_VERSION_MAJOR == PN_LIBTORCH_MAJOR, "the compiler sees another libtorch's headers than CMake chose");

namespace pn {
namespace {

std::mutex start_lock;
bool started = false;
bool row_exact = true;

// What the block cache leaves to glibc is small; one heap, so that what one thread frees the other uses again.
void tune_heap() {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

// Symbolising a backtrace costs milliseconds per c10::Error, and nobody reads it here.
void silence_backtraces() {
#if TORCH_VERSION_MAJOR >= 2
    c10::SetStackTraceFetcher(std::function<c10::Backtrace()>([] { return c10::Backtrace(); }));
#else
    c10::SetStackTraceFetcher([] { return std::string(); });
#endif
}

void set_isa_or_throw(const char* name) {
    if (set_isa(name)) return;
    throw std::runtime_error(std::string("instruction set: expected portable, avx2 or avx512, and one that this CPU has; got ") + name);
}

// A forced instruction set holds for oneDNN's products too. set_row_exact keeps AMX off; both precede the first primitive.
void cap_onednn(bool exact, const char* isa) {
    row_exact = set_row_exact(exact);
    const std::string forced = isa ? isa : "";
    if (forced != "avx2" && forced != "portable") return;
    if (dnnl_set_max_cpu_isa(forced == "avx2" ? dnnl_cpu_isa_avx2 : dnnl_cpu_isa_sse41) != dnnl_success)
        throw std::runtime_error("oneDNN was used before pn_init, so its instruction set can no longer be chosen");
}

void set_threads(int32_t threads) {
    if (threads < 1) throw std::runtime_error("threads: expected at least 1, got " + std::to_string(threads));
    at::set_num_threads(threads);
    omp_set_num_threads(threads);
}

std::string describe() {
    const dnnl_version_t* dnn = dnnl_version();
    std::string text;
    auto line = [&](const char* key, const std::string& value) { text.append(key).append("=").append(value).append("\n"); };
    line("libtorch", TORCH_VERSION);
    line("onednn", std::to_string(dnn->major) + "." + std::to_string(dnn->minor) + "." + std::to_string(dnn->patch));
    line("isa", kernels().isa);
    line("bf16", cpu_has_avx512_bf16() ? "1" : "0");
    line("amx", cpu_has_amx_bf16() ? "1" : "0");
    line("threads", std::to_string(at::get_num_threads()));
    line("row_exact", row_exact ? "1" : "0");
    line("cuda", cuda_built() ? "1" : "0");
    line("cuda_devices", std::to_string(cuda_devices()));
    return text;
}

}  // namespace
}  // namespace pn

extern "C" {

int32_t pn_init(const pn_options* options) {
    return pn::guard_status([&] {
        std::lock_guard<std::mutex> hold(pn::start_lock);
        pn::set_threads(options->threads);
        if (pn::started) return;
        pn::tune_heap();
        pn::install_torch_allocator();
        pn::silence_backtraces();
        if (options->isa != nullptr) pn::set_isa_or_throw(options->isa);
        pn::cap_onednn(options->row_exact != 0, options->isa);
        pn::started = true;
    });
}

int32_t pn_abi_version(void) { return PN_ABI_VERSION; }

int32_t pn_set_threads(int32_t threads) {
    return pn::guard_status([&] { pn::set_threads(threads); });
}

int32_t pn_threads(void) { return at::get_num_threads(); }

const char* pn_describe(void) {
    static thread_local std::string text;
    const bool done = pn::run_guarded([&] { text = pn::describe(); });
    return done ? text.c_str() : nullptr;
}

int32_t pn_set_isa(const char* isa) {
    return pn::guard_status([&] { pn::set_isa_or_throw(isa); });
}

int64_t pn_allocated_bytes(void) {
    const struct mallinfo2 heap = mallinfo2();
    return static_cast<int64_t>(heap.uordblks + heap.hblkhd) + pn::block_counts().live_bytes;
}

void pn_trim(void) {
    pn::block_trim();
    malloc_trim(0);
}
}
