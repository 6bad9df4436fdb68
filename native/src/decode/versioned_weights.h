// The weights in use and the storage of the version before, which the next load takes.
#pragma once
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "decode/step_decoder.h"

namespace pn {

template <class Set>
class VersionedWeights {
public:
    std::unique_ptr<WeightSet> load(const DecoderShape& shape, const float* const* weights) {
        std::unique_ptr<WeightSet> set;
        {
            std::lock_guard<std::mutex> hold(lock_);
            set = std::move(spare_);
        }
        if (set == nullptr) set = std::make_unique<Set>();
        set->load(shape, weights);
        return set;
    }

    void publish(std::unique_ptr<WeightSet> weights) {
        std::swap(current_, weights);
        std::lock_guard<std::mutex> hold(lock_);
        spare_ = std::move(weights);
    }

    const Set& current() const {
        if (current_ == nullptr) throw std::runtime_error("decoder: no weights have been published");
        return static_cast<const Set&>(*current_);
    }

private:
    std::unique_ptr<WeightSet> current_, spare_;
    std::mutex lock_;
};

}  // namespace pn
