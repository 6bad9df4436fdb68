// libtorch's CPU tensors live in the block cache.
#include <c10/core/Allocator.h>
#include <torch/csrc/api/include/torch/version.h>

#include "block_cache.h"

namespace pn {
namespace {

void release(void* memory) { block_free(memory); }

class TorchAllocator final : public c10::Allocator {
public:
#if TORCH_VERSION_MAJOR >= 2
    c10::DataPtr allocate(size_t bytes) override { return allocate_block(bytes); }
    void copy_data(void* destination, const void* source, std::size_t count) const override {
        default_copy_data(destination, source, count);
    }
#else
    c10::DataPtr allocate(size_t bytes) const override { return allocate_block(bytes); }
#endif
    c10::DeleterFnPtr raw_deleter() const override { return &release; }

private:
    static c10::DataPtr allocate_block(size_t bytes) {
        const c10::Device cpu(c10::DeviceType::CPU);
        if (bytes == 0) return {nullptr, nullptr, &release, cpu};
        void* memory = block_allocate(bytes);
        return {memory, memory, &release, cpu};
    }
};

}  // namespace

void install_torch_allocator() {
    static TorchAllocator* allocator = new TorchAllocator();
    c10::SetAllocator(c10::DeviceType::CPU, allocator, 200);
}

}  // namespace pn
