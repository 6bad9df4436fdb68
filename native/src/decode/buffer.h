// A block of floats (or of anything trivial) that only grows and is never cleared.
#pragma once
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace pn {

template <class T>
class Buffer {
public:
    /// Room for at least count elements; what was there before is lost when it grows.
    T* at_least(size_t count) {
        if (count > capacity_) {
            const size_t bytes = (count * sizeof(T) + 63) / 64 * 64;
            data_.reset(static_cast<T*>(std::aligned_alloc(64, bytes)));
            if (data_ == nullptr) {
                capacity_ = 0;
                throw std::bad_alloc();
            }
            capacity_ = count;
        }
        return data_.get();
    }
    T* data() const { return data_.get(); }

private:
    struct Free {
        void operator()(T* pointer) const { std::free(pointer); }
    };
    std::unique_ptr<T, Free> data_;
    size_t capacity_ = 0;
};

}  // namespace pn
