/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Whole buffers in, whole buffers out. gzip and xz continue where the room ended; the others report how much
 * they consume before they begin, and are restarted with twice the room.
 */
#include "btfdump/load/unpack.h"

#include <dlfcn.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

#include "btfdump/load/unpack_lz4.h"

enum { TIMES_FIRST = 8, ROOM_FIRST = 1 << 20 };

struct input {
	const char *name;
	const unsigned char *data;
	size_t size;
	struct unpack_budget *budget;
};

struct packing {
	const char *name, *magic;
	size_t magic_len;
	/* *ret_consumed of the input. */
	int (*unpack)(const struct input *in, struct buf *b, size_t *ret_consumed, struct err *err);
};

/* How much this layer may produce for what was consumed of it. */
static size_t allowed(const struct input *in, uint64_t consumed)
{
	const struct unpack_budget *g = in->budget;
	uint64_t all = UNPACK_FREE + (g->consumed ? g->consumed : consumed) * g->times;

	if (all > UNPACK_MOST)
		all = UNPACK_MOST;
	return all > g->made ? (size_t)(all - g->made) : 0;
}

static int too_much(const struct input *in, struct err *err)
{
	return err_set(err, 0, "%s: corrupt, or more than %u times larger when decompressed", in->name,
		       in->budget->times);
}

/* Doubles the room; 0: an error. */
static size_t more_room(const struct input *in, struct buf *b, uint64_t consumed, struct err *err)
{
	size_t most = allowed(in, consumed), room = b->len > ROOM_FIRST ? b->len : ROOM_FIRST;

	if (b->len >= most) {
		too_much(in, err);
		return 0;
	}
	if (room > most - b->len)
		room = most - b->len;
	if (buf_room(b, room))
		return room;
	err_no_memory(err);
	return 0;
}

static int inflate_all(z_stream *z, const struct input *in, struct buf *b, struct err *err)
{
	int ret = Z_OK;

	while (ret == Z_OK || (ret == Z_BUF_ERROR && !z->avail_out)) {
		size_t room = more_room(in, b, z->total_in, err);

		if (!room)
			return -1;
		z->next_out = (Bytef *)b->data + b->len;
		z->avail_out = (uInt)room;
		ret = inflate(z, Z_NO_FLUSH);
		b->len += room - z->avail_out;
	}
	return ret == Z_STREAM_END ? 0 : err_set(err, 0, "gzip: corrupt data");
}

static int unpack_gzip(const struct input *in, struct buf *b, size_t *ret_consumed, struct err *err)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)in->data, .avail_in = (uInt)in->size};
	int r;

	if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK)
		return err_no_memory(err);
	r = inflate_all(&z, in, b, err);
	*ret_consumed = z.total_in;
	inflateEnd(&z);
	return r;
}

#ifdef BPFI_STATIC
#ifdef BPFI_STATIC_ZSTD
extern const char ZSTD_findFrameCompressedSize[], ZSTD_decompress[], ZSTD_getErrorCode[];
#endif
#ifdef BPFI_STATIC_LZMA
extern const char lzma_stream_decoder[], lzma_code[], lzma_end[];
#endif

/* Present when this was built; only the addresses matter. */
static void *library_symbol(const char *library, const char *symbol, struct err *err)
{
	static const struct {
		const char *name, *address;
	} linked[] = {
#ifdef BPFI_STATIC_ZSTD
		{"ZSTD_findFrameCompressedSize", ZSTD_findFrameCompressedSize},
		{"ZSTD_decompress", ZSTD_decompress},
		{"ZSTD_getErrorCode", ZSTD_getErrorCode},
#endif
#ifdef BPFI_STATIC_LZMA
		{"lzma_stream_decoder", lzma_stream_decoder},
		{"lzma_code", lzma_code},
		{"lzma_end", lzma_end},
#endif
		{NULL, NULL},
	};

	for (unsigned int i = 0; linked[i].name; i++)
		if (!strcmp(linked[i].name, symbol))
			return (void *)(uintptr_t)linked[i].address;
	err_set(err, 0, "a static build cannot decompress this file, which requires %s", library);
	return NULL;
}
#else
/* Never closed: the next file may need it too. */
static void *library_symbol(const char *library, const char *symbol, struct err *err)
{
	void *lib = dlopen(library, RTLD_NOW | RTLD_LOCAL), *fn = lib ? dlsym(lib, symbol) : NULL;

	if (!fn)
		err_set(err, 0, "%s is required to decompress this file: %s", library, dlerror());
	return fn;
}
#endif

/* liblzma's stream, unchanged since its first release. */
struct xz_stream {
	const uint8_t *next_in;
	size_t avail_in;
	uint64_t total_in;
	uint8_t *next_out;
	size_t avail_out;
	uint64_t total_out;
	const void *allocator;
	void *inside;
	void *reserved_pointers[4];
	uint64_t reserved_numbers[2];
	size_t reserved_sizes[2];
	int reserved_enums[2];
};

typedef int xz_begin_fn(struct xz_stream *z, uint64_t memory, uint32_t flags);
typedef int xz_code_fn(struct xz_stream *z, int action);
typedef void xz_end_fn(struct xz_stream *z);

/* Dictionaries of up to 128 MiB: kernels have 32. */
enum { XZ_OK = 0, XZ_STREAM_END = 1, XZ_RUN = 0, XZ_MEMORY = 136 << 20 };

static int xz_all(struct xz_stream *z, xz_code_fn *code, const struct input *in, struct buf *b,
		  struct err *err)
{
	int ret = XZ_OK;

	while (ret == XZ_OK && (z->avail_in || !z->avail_out)) {
		size_t room = more_room(in, b, z->total_in, err);

		if (!room)
			return -1;
		z->next_out = (uint8_t *)b->data + b->len;
		z->avail_out = room;
		ret = code(z, XZ_RUN);
		b->len += room - z->avail_out;
	}
	return ret == XZ_STREAM_END ? 0 : err_set(err, 0, "xz: corrupt data");
}

static int unpack_xz(const struct input *in, struct buf *b, size_t *ret_consumed, struct err *err)
{
	static const char library[] = "liblzma.so.5";
	xz_begin_fn *begin = (xz_begin_fn *)library_symbol(library, "lzma_stream_decoder", err);
	xz_code_fn *code = (xz_code_fn *)library_symbol(library, "lzma_code", err);
	xz_end_fn *end = (xz_end_fn *)library_symbol(library, "lzma_end", err);
	struct xz_stream z = {.next_in = in->data, .avail_in = in->size};
	int r;

	if (!begin || !code || !end)
		return -1;
	if (begin(&z, XZ_MEMORY, 0))
		return err_no_memory(err);
	r = xz_all(&z, code, in, b, err);
	*ret_consumed = (size_t)z.total_in;
	end(&z);
	return r;
}

/* Into all of @room; 0; -1: damaged; 1: the room is too small. */
typedef int blocks_fn(const struct input *in, size_t consumed, struct buf *b, size_t room);

static int unpack_blocks(const struct input *in, size_t consumed, blocks_fn *decode, struct buf *b,
			 struct err *err)
{
	size_t most = allowed(in, consumed);
	size_t room = consumed * TIMES_FIRST + ROOM_FIRST;

	for (;; room *= 2) {
		int r;

		if (room > most)
			room = most;
		buf_reset(b);
		if (!buf_room(b, room))
			return err_no_memory(err);
		r = decode(in, consumed, b, room);
		if (r < 0)
			return err_set(err, 0, "%s: corrupt data", in->name);
		if (!r)
			return 0;
		if (room == most)
			return too_much(in, err);
	}
}

typedef size_t zstd_frame_fn(const void *data, size_t size);
typedef size_t zstd_decode_fn(void *out, size_t out_size, const void *in, size_t in_size);
typedef int zstd_code_fn(size_t ret);

static const char zstd_library[] = "libzstd.so.1";

static int zstd_blocks(const struct input *in, size_t consumed, struct buf *b, size_t room)
{
	enum { ZSTD_NO_ROOM = 70 };
	struct err ignored = {0};
	zstd_decode_fn *decode = (zstd_decode_fn *)library_symbol(zstd_library, "ZSTD_decompress", &ignored);
	zstd_code_fn *code = (zstd_code_fn *)library_symbol(zstd_library, "ZSTD_getErrorCode", &ignored);
	size_t len;

	if (!decode || !code)
		return -1;
	len = decode(b->data, room, in->data, consumed);
	if (code(len))
		return code(len) == ZSTD_NO_ROOM ? 1 : -1;
	b->len = len;
	return 0;
}

static int unpack_zstd(const struct input *in, struct buf *b, size_t *ret_consumed, struct err *err)
{
	zstd_frame_fn *frame =
		(zstd_frame_fn *)library_symbol(zstd_library, "ZSTD_findFrameCompressedSize", err);
	zstd_code_fn *code = (zstd_code_fn *)library_symbol(zstd_library, "ZSTD_getErrorCode", err);
	size_t len;

	if (!frame || !code)
		return -1;
	len = frame(in->data, in->size);
	if (code(len))
		return err_set(err, 0, "zstd: corrupt data");
	*ret_consumed = len;
	return unpack_blocks(in, len, zstd_blocks, b, err);
}

static int lz4_blocks(const struct input *in, size_t consumed, struct buf *b, size_t room)
{
	bool is_short = false;

	if (!lz4_unpack_legacy(in->data, consumed, (unsigned char *)b->data, room, &b->len, &is_short))
		return 0;
	return is_short ? 1 : -1;
}

static int unpack_lz4(const struct input *in, struct buf *b, size_t *ret_consumed, struct err *err)
{
	*ret_consumed = lz4_legacy_extent(in->data, in->size);
	return unpack_blocks(in, *ret_consumed, lz4_blocks, b, err);
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

int unpack(const void *data, size_t size, struct unpack_budget *budget, struct buf *ret_bytes,
	   struct err *err)
{
	const struct packing *p = packing_of(data, size);
	struct input in = {.data = data, .size = size, .budget = budget};
	size_t consumed = 0;
	auto_buf b = {0};
	int r;

	if (!p)
		return err_set(err, 0, "not a compressed file");
	if (size > UNPACK_MOST)
		return err_set(err, 0, "%s: larger than a gigabyte", p->name);
	in.name = p->name;
	r = p->unpack(&in, &b, &consumed, err);
	budget->made += b.len;
	if (r)
		return r;
	if (!budget->consumed)
		budget->consumed = consumed;
	*ret_bytes = b;
	b = (struct buf){0};
	return 0;
}
