#pragma once
#include <zlib.h>

/// `inflateInit2` is a macro. Negative window bits: raw deflate, without zlib's own header.
static inline int lt_inflate_init_raw(z_stream *stream) { return inflateInit2(stream, -MAX_WBITS); }
