// Making, reading and freeing tensors: what cannot be one line of the op list.
#include <ATen/ops/empty.h>

#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>

#include "handle.h"
#include "ops_support.h"

using pn::Borrowed;

extern "C" {

pn_tensor pn_tensor_from_data(const void* data, const int32_t* shape, int32_t rank, int32_t dtype) {
    return pn::guard_tensor([&] {
        at::Tensor tensor = at::empty(pn::sizes(shape, rank), pn::options(dtype));
        if (tensor.nbytes() > 0) std::memcpy(tensor.data_ptr(), data, tensor.nbytes());
        return tensor;
    });
}

pn_tensor pn_tensor_alias(pn_tensor tensor) {
    return pn::guard_tensor([&] { return Borrowed(tensor).get(); });
}

void pn_tensor_free(pn_tensor tensor) {
    pn::run_guarded([&] { pn::take(tensor); });
}

int32_t pn_tensor_describe(pn_tensor tensor, int32_t* shape, int32_t capacity, int32_t* dtype) {
    int32_t rank = PN_ERROR;
    pn::run_guarded([&] {
        Borrowed t(tensor);
        for (int64_t i = 0; i < t->dim(); i++) {
            if (t->size(i) > std::numeric_limits<int32_t>::max())
                throw std::runtime_error("dimension " + std::to_string(i) + " holds " + std::to_string(t->size(i)) +
                                         " elements; at most 2147483647 are supported");
            if (i < capacity) shape[i] = static_cast<int32_t>(t->size(i));
        }
        *dtype = static_cast<int32_t>(t->scalar_type());
        rank = static_cast<int32_t>(t->dim());
    });
    return rank;
}

void* pn_tensor_data(pn_tensor tensor) {
    void* data = nullptr;
    pn::run_guarded([&] { data = Borrowed(tensor)->data_ptr(); });
    return data;
}

int32_t pn_tensor_is_contiguous(pn_tensor tensor) { return Borrowed(tensor)->is_contiguous(); }

int32_t pn_tensor_read(pn_tensor tensor, void* buffer, int64_t bytes) {
    return pn::guard_status([&] {
        Borrowed t(tensor);
        if (static_cast<int64_t>(t->nbytes()) != bytes)
            throw std::runtime_error("read: the tensor holds " + std::to_string(t->nbytes()) + " bytes, the buffer " +
                                     std::to_string(bytes));
        if (bytes > 0) std::memcpy(buffer, t->cpu().contiguous().data_ptr(), static_cast<size_t>(bytes));
    });
}

int32_t pn_tensor_item_double(pn_tensor tensor, double* value) {
    return pn::guard_status([&] { *value = Borrowed(tensor)->item().toDouble(); });
}

int32_t pn_tensor_item_int64(pn_tensor tensor, int64_t* value) {
    return pn::guard_status([&] { *value = Borrowed(tensor)->item().toLong(); });
}
}
