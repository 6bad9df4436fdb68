/* Compiling this file proves that the public header is valid C. */
#include "ponder_native.h"

int32_t pn_header_is_valid_c(void) { return PN_ABI_VERSION; }
