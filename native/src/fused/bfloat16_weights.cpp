#include "bfloat16_weights.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "device.h"
#include "kernels/kernels.h"
#include "kernels/panel_products.h"

namespace pn {
namespace {

using Weak = c10::weak_intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

/// A copy of one weight or of several, found by the first.
struct Copy {
    std::vector<Weak> owners;
    std::vector<int64_t> versions;
    Tensor value;

    bool expired() const { return std::any_of(owners.begin(), owners.end(), [](const Weak& owner) { return owner.expired(); }); }

    bool is_of(const std::vector<Tensor>& weights) const {
        if (expired() || owners.size() != weights.size()) return false;
        for (size_t i = 0; i < weights.size(); i++)
            if (owners[i]._unsafe_get_target() != weights[i].unsafeGetTensorImpl() || versions[i] != int64_t(weights[i]._version())) return false;
        return true;
    }
};

std::mutex lock;

using Copies = std::unordered_map<const c10::TensorImpl*, Copy>;

Copies& single_copies() {
    static auto* map = new Copies();   // outlives static destructors of libtorch
    return *map;
}

Copies& joined_copies() {
    static auto* map = new Copies();
    return *map;
}

bool as_panels(const std::vector<Tensor>& weights) {
    return panel_products() &&
           std::all_of(weights.begin(), weights.end(), [](const Tensor& w) { return w.size(0) % kPanel == 0 && w.size(1) % kPanel == 0 && w.numel() > 0; });
}

Tensor joined_rows(const std::vector<Tensor>& weights) {
    int64_t rows = 0, first = 0;
    for (const Tensor& w : weights) rows += w.size(0);
    const int64_t k = weights[0].size(1);
    if (as_panels(weights)) {
        Tensor panels = empty_bfloat16({2, rows, k});
        for (const Tensor& w : weights) {
            const Tensor source = w.contiguous();
            panel_products()->pack(floats(source), first, w.size(0), rows, k, halves(panels), halves(panels) + rows * k);
            first += w.size(0);
        }
        return panels;
    }
    Tensor joined = empty_bfloat16({rows, k});
    uint16_t* to = halves(joined);
    for (const Tensor& w : weights) {
        const Tensor source = w.contiguous();
        kernels().to_bfloat16(floats(source), to, source.numel());
        to += source.numel();
    }
    return joined;
}

template <class Make>
Tensor kept(Copies& map, const std::vector<Tensor>& weights, int64_t dimensions, Make&& make) {
    if (!std::all_of(weights.begin(), weights.end(), [](const Tensor& w) { return w.is_leaf(); })) return make(weights);
    std::lock_guard<std::mutex> hold(lock);
    const auto key = weights[0].unsafeGetTensorImpl();
    const auto it = map.find(key);
    if (it != map.end() && it->second.is_of(weights) && it->second.value.dim() == dimensions) return it->second.value;
    for (auto other = map.begin(); other != map.end();) other = other->second.expired() ? map.erase(other) : std::next(other);
    Copy copy;
    for (const Tensor& w : weights) {
        copy.owners.emplace_back(w.getIntrusivePtr());
        copy.versions.push_back(int64_t(w._version()));
    }
    copy.value = make(weights);
    return map.insert_or_assign(key, std::move(copy)).first->second.value;
}

}  // namespace

Tensor round_to_bfloat16(const Tensor& x) {
    if (is_composed(x)) return x.detach().to(at::kBFloat16);
    const Tensor source = x.contiguous();
    Tensor rounded = empty_bfloat16(source.sizes());
    kernels().to_bfloat16(floats(source), halves(rounded), source.numel());
    return rounded;
}

Tensor bfloat16_weight(const Tensor& weight) {
    return kept(single_copies(), {weight}, 2, [](const std::vector<Tensor>& w) { return round_to_bfloat16(w[0]); });
}

Tensor bfloat16_weights(const std::vector<Tensor>& weights) { return kept(joined_copies(), weights, as_panels(weights) ? 3 : 2, joined_rows); }

}  // namespace pn
