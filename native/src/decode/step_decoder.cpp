#include "decode/step_decoder.h"

#include <stdexcept>
#include <string>

#include "kernels/kernels.h"

namespace pn {

int StepRows::wanted_rows() const {
    int count = 0;
    for (int i = 0; i < rows; i++) count += wanted[i] != 0;
    return count;
}

void StepRows::check(const DecoderShape& shape) const {
    if (rows < 1 || sequences < 1 || row_start[0] != 0 || row_start[sequences] != rows)
        throw std::runtime_error("decoder: the sequences of a step must cover its rows, at least one");
    for (int s = 0; s < sequences; s++) {
        const int begin = row_start[s], end = row_start[s + 1], length = context[s];
        const int blocks = (length + kCacheBlock - 1) / kCacheBlock;
        if (end <= begin || length < end - begin || length > shape.context || blocks > table_stride)
            throw std::runtime_error("decoder: sequence " + std::to_string(s) + " has " + std::to_string(end - begin) + " rows, " +
                                     std::to_string(length) + " positions and a table of " + std::to_string(table_stride) +
                                     " blocks; the context is " + std::to_string(shape.context));
        for (int b = 0; b < blocks; b++) {
            const int32_t block = block_table[static_cast<ptrdiff_t>(s) * table_stride + b];
            if (block < 0 || block >= shape.blocks) throw std::runtime_error("decoder: block " + std::to_string(block) + " does not exist");
        }
        for (int i = begin; i < end; i++) {
            if (positions[i] != length - (end - i)) throw std::runtime_error("decoder: the rows of a sequence must end at its context");
            if (tokens[i] < 0 || tokens[i] >= shape.vocabulary)
                throw std::runtime_error("decoder: token " + std::to_string(tokens[i]) + " is outside the vocabulary of " + std::to_string(shape.vocabulary));
        }
    }
}

void check_weights(const DecoderShape& shape, const float* const* weights) {
    const int count = shape.weight_count();
    for (int i = 0; i < count; i++) {
        const int at = (i - 1) % DecoderShape::kPerLayer;
        const bool bias = i > 0 && i < count - 2 && ((at >= 5 && at <= 8) || at >= 13), head = i == count - 1;
        if (weights[i] == nullptr && !bias && !head)
            throw std::runtime_error("decoder: weight " + std::to_string(i) + " of " + std::to_string(count) + " is missing");
    }
}

}  // namespace pn
