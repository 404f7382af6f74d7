/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Whole buffers in, whole buffers out. Where a stream does not tell how long its content is, the room is
 * doubled and the work started over.
 */
#include "btfdump/load/unpack.h"

#include <dlfcn.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

#include "btfdump/load/unpack_lz4.h"

enum { TIMES_FIRST = 8, ROOM_LEAST = 16 << 20, ROOM_MAX = 1 << 30 };

struct packing {
	const char *name, *magic;
	size_t magic_len;
	/* Into @b from the start, at most @room bytes; *ret_is_short: there was not enough room. */
	int (*unpack)(const void *data, size_t size, struct buf *b, size_t room, bool *ret_is_short,
		      struct err *err);
};

static int unpack_gzip(const void *data, size_t size, struct buf *b, size_t room, bool *ret_is_short,
		       struct err *err)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)data, .avail_in = (uInt)size};
	int ret;

	if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK)
		return err_no_memory(err);
	z.next_out = (Bytef *)b->data;
	z.avail_out = (uInt)room;
	ret = inflate(&z, Z_FINISH);
	b->len = room - z.avail_out;
	*ret_is_short = !z.avail_out;
	inflateEnd(&z);
	return ret == Z_STREAM_END ? 0 : err_set(err, 0, "gzip: damaged data");
}

#ifdef BPFI_STATIC
static void *library_symbol(const char *library, const char *symbol, struct err *err)
{
	(void)symbol;
	err_set(err, 0, "a static build cannot unpack this file: it needs %s", library);
	return NULL;
}
#else
/* Never closed: the next file may need it too. */
static void *library_symbol(const char *library, const char *symbol, struct err *err)
{
	void *lib = dlopen(library, RTLD_NOW | RTLD_LOCAL), *fn = lib ? dlsym(lib, symbol) : NULL;

	if (!fn)
		err_set(err, 0, "%s is needed to unpack this file: %s", library, dlerror());
	return fn;
}
#endif

typedef int xz_decode_fn(uint64_t *memory, uint32_t flags, const void *allocator, const uint8_t *in,
			 size_t *in_pos, size_t in_size, uint8_t *out, size_t *out_pos, size_t out_size);

static int unpack_xz(const void *data, size_t size, struct buf *b, size_t room, bool *ret_is_short,
		     struct err *err)
{
	enum { XZ_BUF_ERROR = 10 };
	xz_decode_fn *decode =
		(xz_decode_fn *)library_symbol("liblzma.so.5", "lzma_stream_buffer_decode", err);
	uint64_t memory = ROOM_MAX;
	size_t in_pos = 0;
	int ret;

	if (!decode)
		return -1;
	ret = decode(&memory, 0, NULL, data, &in_pos, size, (uint8_t *)b->data, &b->len, room);
	*ret_is_short = ret == XZ_BUF_ERROR;
	return ret ? err_set(err, 0, "xz: damaged data") : 0;
}

typedef size_t zstd_frame_fn(const void *data, size_t size);
typedef size_t zstd_decode_fn(void *out, size_t out_size, const void *in, size_t in_size);
typedef int zstd_code_fn(size_t ret);

static int unpack_zstd(const void *data, size_t size, struct buf *b, size_t room, bool *ret_is_short,
		       struct err *err)
{
	enum { ZSTD_NO_ROOM = 70 };
	static const char library[] = "libzstd.so.1";
	zstd_frame_fn *frame = (zstd_frame_fn *)library_symbol(library, "ZSTD_findFrameCompressedSize", err);
	zstd_decode_fn *decode = (zstd_decode_fn *)library_symbol(library, "ZSTD_decompress", err);
	zstd_code_fn *code = (zstd_code_fn *)library_symbol(library, "ZSTD_getErrorCode", err);
	size_t len;

	if (!frame || !decode || !code)
		return -1;
	len = frame(data, size);
	if (code(len))
		return err_set(err, 0, "zstd: damaged data");
	len = decode(b->data, room, data, len);
	*ret_is_short = code(len) == ZSTD_NO_ROOM;
	if (code(len))
		return err_set(err, 0, "zstd: damaged data");
	b->len = len;
	return 0;
}

static int unpack_lz4(const void *data, size_t size, struct buf *b, size_t room, bool *ret_is_short,
		      struct err *err)
{
	if (lz4_unpack_legacy(data, size, (unsigned char *)b->data, room, &b->len, ret_is_short))
		return err_set(err, 0, "lz4: damaged data");
	return 0;
}

static const struct packing packings[] = {
	{"gzip", "\x1f\x8b\x08", 3, unpack_gzip},
	{"xz", "\xfd\x37zXZ\0", 6, unpack_xz},
	{"zstd", "\x28\xb5\x2f\xfd", 4, unpack_zstd},
	{"lz4", "\x02\x21\x4c\x18", 4, unpack_lz4},
};

static const struct packing *packing_of(const void *data, size_t size)
{
	for (size_t i = 0; i < sizeof(packings) / sizeof(packings[0]); i++)
		if (size > packings[i].magic_len && !memcmp(data, packings[i].magic, packings[i].magic_len))
			return &packings[i];
	return NULL;
}

bool unpack_is_packed(const void *data, size_t size)
{
	return packing_of(data, size) != NULL;
}

const void *unpack_find(const void *data, size_t size)
{
	const char *first = NULL;

	for (size_t i = 0; i < sizeof(packings) / sizeof(packings[0]); i++) {
		const char *at = memmem(data, size, packings[i].magic, packings[i].magic_len);

		if (!at)
			continue;
		first = at;
		size = (size_t)(at - (const char *)data);
	}
	return first;
}

int unpack(const void *data, size_t size, unsigned int times, struct buf *ret_bytes, struct err *err)
{
	const struct packing *p = packing_of(data, size);
	size_t limit = size < ROOM_MAX / times ? size * times : ROOM_MAX;

	if (!p)
		return err_set(err, 0, "not a compressed file");
	if (size > ROOM_MAX)
		return err_set(err, 0, "%s: more than a gigabyte", p->name);
	if (limit < ROOM_LEAST)
		limit = ROOM_LEAST;
	for (size_t room = size * TIMES_FIRST < limit ? size * TIMES_FIRST : limit;; room *= 2) {
		struct err why = {0};
		auto_buf b = {0};
		bool is_short = false;

		if (!buf_room(&b, room))
			return err_no_memory(err);
		if (!p->unpack(data, size, &b, room, &is_short, &why)) {
			*ret_bytes = b;
			b = (struct buf){0};
			return 0;
		}
		if (!is_short) {
			*err = why;
			return -1;
		}
		if (room >= limit)
			return err_set(err, 0, "%s: damaged, or more than %zu bytes when unpacked", p->name,
				       limit);
	}
}
