/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The part of the kernel's own BTF that a recording needs: the enums that name types, what programs, maps and
 * links refer to, and whatever those are made of. Behind a pointer a struct is cut to its name, which ends
 * the search: the rest of the kernel hangs on pointers.
 */
#include <stdlib.h>
#include <string.h>

#include "kern/recording/write.h"
#include "wire/btf.h"

enum need { NEED_NOT, NEED_NAME, NEED_WHOLE };

struct image {
	const char *types, *strings;
	uint32_t types_len, strings_len;
	uint32_t *offsets; /* of each id, from 1 on, in types */
	uint8_t *needs;    /* enum need of each id */
	uint32_t count;    /* ids are below this */
	struct buf queue;  /* ids to be looked at: uint32_t each */
	struct number_set names;
};

static const char *const name_enums[] = {
	"bpf_map_type",  "bpf_prog_type", "bpf_attach_type",
	"bpf_link_type", "bpf_func_id",   "bpf_perf_event_type",
};

static void image_free(struct image *im)
{
	free(im->offsets);
	free(im->needs);
	buf_free(&im->queue);
	buf_free(&im->names.numbers);
}

static uint32_t word_at(const struct image *im, uint32_t off)
{
	uint32_t v;

	memcpy(&v, im->types + off, sizeof(v));
	return v;
}

static struct wire_type type_at(const struct image *im, uint32_t off)
{
	struct wire_type t;

	memcpy(&t, im->types + off, sizeof(t));
	return t;
}

static unsigned int kind_of(const struct wire_type *t)
{
	return t->info >> 24 & (WIRE_KIND_LIMIT - 1);
}

/* Size of the record at @off; 0 when it does not fit, or its kind is not known. */
static uint32_t record_size(const struct image *im, uint32_t off)
{
	const struct wire_kind_facts *facts;
	struct wire_type t;
	uint64_t size;

	if (im->types_len - off < sizeof(t))
		return 0;
	t = type_at(im, off);
	facts = wire_kind_facts(kind_of(&t));
	if (!facts || !kind_of(&t))
		return 0;
	size = sizeof(t) + facts->fixed + (uint64_t)(t.info & WIRE_VLEN_MAX) * facts->elem;
	return size <= im->types_len - off ? (uint32_t)size : 0;
}

static bool image_open(struct image *im, const char *data, size_t size)
{
	struct wire_header h;
	uint64_t behind;

	if (size < WIRE_HEADER_LEN || size > UINT32_MAX)
		return false;
	memcpy(&h, data, WIRE_HEADER_LEN);
	if (h.magic != WIRE_MAGIC || h.hdr_len < WIRE_HEADER_LEN || h.hdr_len > size)
		return false;
	behind = size - h.hdr_len;
	if ((uint64_t)h.type_off + h.type_len > behind || (uint64_t)h.str_off + h.str_len > behind ||
	    !h.str_len)
		return false;
	im->types = data + h.hdr_len + h.type_off;
	im->types_len = h.type_len;
	im->strings = data + h.hdr_len + h.str_off;
	im->strings_len = h.str_len;
	return !im->strings[h.str_len - 1];
}

/* Where each type lies. Of a file that ends in what is not understood, the part before is taken. */
static bool image_index(struct image *im)
{
	uint32_t room = im->types_len / sizeof(struct wire_type) + 1, size;

	im->offsets = calloc(room, sizeof(*im->offsets));
	im->needs = calloc(room, sizeof(*im->needs));
	if (!im->offsets || !im->needs)
		return false;
	im->count = 1;
	for (uint32_t off = 0; off < im->types_len && (size = record_size(im, off)); off += size)
		im->offsets[im->count++] = off;
	return true;
}

static const char *name_at(const struct image *im, uint32_t off)
{
	return off < im->strings_len ? im->strings + off : "";
}

static void need_type(struct image *im, uint32_t id, enum need need)
{
	if (!id || id >= im->count || im->needs[id] >= need)
		return;
	im->needs[id] = (uint8_t)need;
	buf_add(&im->queue, &id, sizeof(id));
}

static void need_name(struct image *im, uint32_t off)
{
	if (off && off < im->strings_len)
		number_set_add(&im->names, off);
}

static bool is_cut(enum need need, unsigned int kind)
{
	return need == NEED_NAME && (kind == BK_STRUCT || kind == BK_UNION);
}

/* Where the elements of a kind have a name and a type: in words, -1 for none. */
static void visit_elements(struct image *im, uint32_t off, const struct wire_type *t, enum need need)
{
	static const struct {
		int8_t name, type;
	} places[BK_COUNT] = {
		[BK_STRUCT] = {0, 1},     [BK_UNION] = {0, 1},   [BK_ENUM] = {0, -1},
		[BK_FUNC_PROTO] = {0, 1}, [BK_ENUM64] = {0, -1}, [BK_DATASEC] = {-1, 0},
	};
	const struct wire_kind_facts *facts = wire_kind_facts(kind_of(t));
	uint32_t at = off + sizeof(*t) + facts->fixed;

	for (uint32_t i = 0; facts->elem && i < (t->info & WIRE_VLEN_MAX); i++, at += facts->elem) {
		if (places[kind_of(t)].name >= 0)
			need_name(im, word_at(im, at + 4 * (uint32_t)places[kind_of(t)].name));
		if (places[kind_of(t)].type >= 0)
			need_type(im, word_at(im, at + 4 * (uint32_t)places[kind_of(t)].type), need);
	}
}

/* Marks what the record at @off refers to. */
static void visit_record(struct image *im, uint32_t off, enum need need)
{
	struct wire_type t = type_at(im, off);
	unsigned int kind = kind_of(&t);
	enum need below = kind == BK_PTR || kind == BK_FUNC || kind == BK_FUNC_PROTO ? NEED_NAME : need;

	need_name(im, t.name_off);
	if (is_cut(need, kind))
		return;
	if (wire_kind_facts(kind)->has_ref)
		need_type(im, t.size, below);
	if (kind == BK_ARRAY) {
		need_type(im, word_at(im, off + sizeof(t)), below);
		need_type(im, word_at(im, off + sizeof(t) + 4), below);
	}
	visit_elements(im, off, &t, below);
}

static void visit_queue(struct image *im)
{
	while (im->queue.len) {
		uint32_t id;

		im->queue.len -= sizeof(id);
		memcpy(&id, im->queue.data + im->queue.len, sizeof(id));
		visit_record(im, im->offsets[id], im->needs[id]);
	}
}

static void need_enums(struct image *im)
{
	for (uint32_t id = 1; id < im->count; id++) {
		struct wire_type t = type_at(im, im->offsets[id]);

		if (kind_of(&t) != BK_ENUM && kind_of(&t) != BK_ENUM64)
			continue;
		for (size_t i = 0; i < sizeof(name_enums) / sizeof(name_enums[0]); i++)
			if (!strcmp(name_at(im, t.name_off), name_enums[i]))
				need_type(im, id, NEED_WHOLE);
	}
}

/* What a module's own BTF takes from the kernel's: its ids and string offsets go on where those end. */
static void need_of_module(struct image *im, const struct buf *bytes)
{
	struct image module = {0};

	if (!image_open(&module, bytes->data, bytes->len))
		return;
	/* The marks go to the kernel's image, the words come from the module's. */
	for (uint32_t off = 0, size; off < module.types_len && (size = record_size(&module, off));
	     off += size) {
		const char *types = im->types;

		im->types = module.types;
		visit_record(im, off, NEED_NAME);
		im->types = types;
	}
}

static void need_of_modules(struct recorder *rec, struct image *im)
{
	size_t count;
	const uint64_t *ids = number_set_sort(&rec->modules, &count);

	for (size_t i = 0; i < count; i++) {
		struct err err = {0};
		auto_buf bytes = {0};

		if (!kern_btf_bytes(rec->k, (uint32_t)ids[i], &bytes, &err))
			need_of_module(im, &bytes);
	}
}

/* A struct of which only the name is needed becomes a forward declaration. */
static void record_type(struct recorder *rec, const struct image *im, uint32_t id)
{
	uint32_t off = im->offsets[id];
	struct wire_type t = type_at(im, off);
	unsigned int kind = kind_of(&t);

	out_object(rec->o, NULL);
	record_uint(rec, "id", id);
	if (is_cut(im->needs[id], kind)) {
		t.info = (uint32_t)BK_FWD << 24 | (kind == BK_UNION ? 1U << 31 : 0);
		t.size = 0;
		record_bytes(rec, "record", &t, sizeof(t));
	} else {
		record_bytes(rec, "record", im->types + off, record_size(im, off));
	}
	out_end(rec->o);
}

static void record_image(struct recorder *rec, struct image *im)
{
	const uint64_t *names;
	size_t count;

	out_object(rec->o, NULL);
	record_uint(rec, "type_count", im->count - 1);
	record_uint(rec, "str_size", im->strings_len);
	out_key(rec->o, "types");
	out_list(rec->o, NULL);
	for (uint32_t id = 1; id < im->count; id++)
		if (im->needs[id])
			record_type(rec, im, id);
	out_end(rec->o);
	names = number_set_sort(&im->names, &count);
	out_key(rec->o, "strings");
	out_list(rec->o, NULL);
	for (size_t i = 0; i < count; i++) {
		out_object(rec->o, NULL);
		record_uint(rec, "off", names[i]);
		record_str(rec, "text", im->strings + names[i]);
		out_end(rec->o);
	}
	out_end(rec->o);
	out_end(rec->o);
}

int section_write_vmlinux(struct recorder *rec, const char *key, struct err *err)
{
	__attribute__((cleanup(image_free))) struct image im = {0};
	struct err why = {0};
	const void *data;
	const uint64_t *ids;
	size_t size, count;
	int r;

	if (rec->has_vmlinux)
		return 0;
	r = kern_vmlinux(rec->k, &data, &size, &why);
	if (!r && !image_open(&im, data, size))
		r = err_set(&why, 0, "the kernel's BTF could not be parsed");
	if (r < 0)
		record_note(rec, &why);
	if (r)
		return 0;
	if (!image_index(&im))
		return err_no_memory(err);
	need_enums(&im);
	ids = number_set_sort(&rec->btf_types, &count);
	for (size_t i = 0; i < count; i++)
		if (ids[i] < im.count)
			need_type(&im, (uint32_t)ids[i], NEED_WHOLE);
	need_of_modules(rec, &im);
	visit_queue(&im);
	if (im.queue.failed || im.names.numbers.failed)
		return err_no_memory(err);
	out_key(rec->o, key);
	record_image(rec, &im);
	return 0;
}
