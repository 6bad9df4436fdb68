// A block of floats (or of anything trivial) that only grows and is never cleared.
#pragma once
#include <cstddef>
#include <memory>

#include "memory/block_cache.h"

namespace pn {

template <class T>
class Buffer {
public:
    /// Room for at least count elements; what was there before is lost when it grows.
    T* at_least(size_t count) {
        if (count > capacity_) {
            data_.reset();
            capacity_ = 0;
            data_.reset(static_cast<T*>(block_allocate(count * sizeof(T))));
            capacity_ = count;
        }
        return data_.get();
    }
    T* data() const { return data_.get(); }

private:
    struct Free {
        void operator()(T* pointer) const { block_free(pointer); }
    };
    std::unique_ptr<T, Free> data_;
    size_t capacity_ = 0;
};

}  // namespace pn
