#include "attention_plan.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>

#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <numeric>

#include "fused/segment_tree.h"
#include "kernels/kernels.h"

namespace pn::composed {
namespace {

/// Most elements of a mask; what is larger is cut into several rectangles.
constexpr int64_t kMaskElements = int64_t(1) << 28;

int log2_up(int64_t n) {
    int log = 0;
    while ((int64_t(1) << log) < n) log++;
    return log;
}

Tensor upload(const std::vector<int64_t>& values, c10::Device device) {
    const Tensor host = at::empty({int64_t(values.size())}, at::TensorOptions().dtype(at::kLong));
    std::copy(values.begin(), values.end(), host.data_ptr<int64_t>());
    return host.to(device);
}

/// A rectangle's key rows from its sequences and their padded number of keys.
using KeyRows = std::function<Tensor(const std::vector<PlannedSequence>&, int64_t keys)>;

Rectangle rectangle_of(const std::vector<PlannedSequence>& sequences, const KeyRows& key_rows, c10::Device device) {
    Rectangle r{int64_t(sequences.size()), 0, 0, {}, {}, {}};
    bool alone = true;
    for (const PlannedSequence& s : sequences) {
        r.queries = std::max(r.queries, s.queries);
        r.keys = std::max(r.keys, s.keys);
        alone = alone && s.queries == s.keys;
    }
    std::vector<int64_t> rows, first;
    for (const PlannedSequence& s : sequences) {
        for (int64_t i = 0; i < r.queries; i++) rows.push_back(s.first_query + std::min(i, s.queries - 1));
        first.push_back(s.keys - s.queries);
    }
    r.query_rows = upload(rows, device);
    r.key_rows = key_rows(sequences, r.keys);
    if (!alone) {
        const auto whole = at::TensorOptions().dtype(at::kLong).device(device);
        const Tensor last = upload(first, device).view({-1, 1, 1, 1}) + at::arange(r.queries, whole).view({1, 1, -1, 1});   // [S, 1, L, 1]
        r.visible = at::arange(r.keys, whole).view({1, 1, 1, -1}).le(last);
    }
    return r;
}

/// Sequences go together where their queries are alike within a factor of 2 and their keys within one of 4.
std::shared_ptr<const AttentionPlan> plan(const std::vector<PlannedSequence>& sequences, int64_t rows, const KeyRows& key_rows, c10::Device device) {
    std::map<std::pair<int, int>, std::vector<PlannedSequence>> alike;
    for (const PlannedSequence& s : sequences)
        if (s.queries > 0) alike[{log2_up(s.queries), log2_up(s.keys) / 2}].push_back(s);
    auto made = std::make_shared<AttentionPlan>();
    std::vector<int64_t> place(static_cast<size_t>(rows));
    int64_t before = 0;
    for (const auto& [lengths, group] : alike) {
        const int64_t one = (int64_t(1) << lengths.first) << (2 * lengths.second + 1), most = std::max<int64_t>(1, kMaskElements / one);
        for (size_t from = 0; from < group.size(); from += size_t(most)) {
            const std::vector<PlannedSequence> part(group.begin() + ptrdiff_t(from), group.begin() + ptrdiff_t(std::min(group.size(), from + size_t(most))));
            Rectangle r = rectangle_of(part, key_rows, device);
            for (const PlannedSequence& s : part) {
                std::iota(place.begin() + s.first_query, place.begin() + s.first_query + s.queries, before);
                before += r.queries;
            }
            made->rectangles.push_back(std::move(r));
        }
    }
    made->place = upload(place, device);
    return made;
}

using Weak = c10::weak_intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

struct Kept {
    Weak owner;
    c10::Device device;
    std::shared_ptr<const AttentionPlan> plan;
};

/// All layers of a forward pass ask for the same plan: the last few are kept, by the tensor that they were made from.
std::shared_ptr<const AttentionPlan> kept(const Tensor& key, c10::Device device, const std::function<std::shared_ptr<const AttentionPlan>()>& make) {
    static std::mutex lock;
    static auto* plans = new std::deque<Kept>();   // outlives static destructors of libtorch
    const std::lock_guard<std::mutex> hold(lock);
    for (auto it = plans->begin(); it != plans->end();) {
        if (it->owner.expired()) {
            it = plans->erase(it);
            continue;
        }
        if (it->owner.lock().get() == key.unsafeGetTensorImpl() && it->device == device) return it->plan;
        ++it;
    }
    if (plans->size() >= 4) plans->pop_front();
    plans->push_back({Weak(key.getIntrusivePtr()), device, make()});
    return plans->back().plan;
}

}  // namespace

std::shared_ptr<const AttentionPlan> plan_of_segments(const Tensor& cu_seqlens, const Tensor& parents, c10::Device device) {
    return kept(cu_seqlens, device, [&] {
        const int64_t *cu = integers(cu_seqlens), segments = cu_seqlens.numel() - 1;
        const SegmentTables tables(cu, parents.numel() > 0 ? integers(parents) : nullptr, segments);
        const SegmentTree tree = tables.view();
        std::vector<PlannedSequence> sequences;
        for (int64_t s = 0; s < segments; s++) sequences.push_back({s, cu[s], cu[s + 1] - cu[s], tree.chain_start[s + 1] - tree.chain_start[s]});
        const KeyRows key_rows = [&](const std::vector<PlannedSequence>& part, int64_t keys) {
            std::vector<int64_t> rows;
            for (const PlannedSequence& s : part)
                for (int64_t j = 0; j < keys; j++) rows.push_back(tree.chain[tree.chain_start[s.index] + std::min(j, s.keys - 1)]);
            return upload(rows, device);
        };
        return plan(sequences, cu[segments], key_rows, device);
    });
}

std::shared_ptr<const AttentionPlan> plan_of_blocks(const Tensor& row_start, const Tensor& context, const Tensor& table, c10::Device device) {
    return kept(row_start, device, [&] {
        const int64_t *start = integers(row_start), *positions = integers(context), sequences = context.numel();
        const Tensor blocks = table.to(device);   // [S, stride]
        std::vector<PlannedSequence> list;
        for (int64_t s = 0; s < sequences; s++) list.push_back({s, start[s], start[s + 1] - start[s], positions[s]});
        const KeyRows key_rows = [&](const std::vector<PlannedSequence>& part, int64_t keys) {
            std::vector<int64_t> index;
            for (const PlannedSequence& s : part) index.push_back(s.index);
            const auto whole = at::TensorOptions().dtype(at::kLong).device(device);
            const int64_t count = (keys + kCacheBlock - 1) / kCacheBlock;
            const Tensor first = blocks.narrow(1, 0, count).index_select(0, upload(index, device)) * kCacheBlock;   // [S, blocks]
            return (first.unsqueeze(2) + at::arange(kCacheBlock, whole)).flatten(1).narrow(1, 0, keys).flatten();
        };
        return plan(list, start[sequences], key_rows, device);
    });
}

}  // namespace pn::composed
