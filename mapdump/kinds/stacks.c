/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Stack traces: addresses with the functions they are in, or places in files by build id. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/num.h"
#include "loaded/ref.h"
#include "mapdump/kinds/kinds.h"
#include "mapdump/records.h"

/* One frame as the kernel stores it if the map has the flag. */
struct build_frame {
	int32_t status;
	uint8_t build_id[20];
	uint64_t offset;
};

enum { FRAME_EMPTY, FRAME_IN_FILE, FRAME_ADDRESS };

static const struct field f_addr = {.name = "addr", .label = "", .style = STYLE_HEX};
static const struct field f_symbol = {.name = "symbol", .label = "", .lead = " ", .style = STYLE_NAME};
static const struct field f_offset = {.name = "offset", .label = "", .lead = "+", .style = STYLE_HEX};
static const struct field f_module = {.name = "module", .label = "", .lead = " [", .tail = "]"};
static const struct field f_build_id = {.name = "build_id", .label = "build_id", .size = 20};

static void print_address(struct out *o, const struct view *v, uint64_t addr)
{
	char name[FULLNAME_LEN], module[FULLNAME_LEN];
	struct err ignored = {0};
	uint64_t offset;

	out_object(o, NULL);
	out_uint(o, &f_addr, addr);
	if (!kern_symbol(v->k, addr, name, sizeof(name), module, sizeof(module), &offset, &ignored)) {
		out_str(o, &f_symbol, name);
		out_uint(o, &f_offset, offset);
		if (*module)
			out_str(o, &f_module, module);
	}
	out_end(o);
}

static void print_in_file(struct out *o, const struct build_frame *frame)
{
	out_object(o, NULL);
	out_bytes(o, &f_build_id, frame->build_id, sizeof(frame->build_id));
	out_uint(o, &f_offset, frame->offset);
	out_end(o);
}

static void print_addresses(struct out *o, const struct entry *e)
{
	uint64_t addr;

	for (size_t at = 0; at + sizeof(addr) <= e->value_size; at += sizeof(addr)) {
		memcpy(&addr, e->value + at, sizeof(addr));
		if (!addr)
			return;
		print_address(o, e->v, addr);
	}
}

static void print_build_frames(struct out *o, const struct entry *e)
{
	struct build_frame frame;

	for (size_t at = 0; at + sizeof(frame) <= e->value_size; at += sizeof(frame)) {
		memcpy(&frame, e->value + at, sizeof(frame));
		if (frame.status == FRAME_IN_FILE)
			print_in_file(o, &frame);
		else if (frame.status == FRAME_ADDRESS)
			print_address(o, e->v, frame.offset);
		else
			return;
	}
}

static void emit_frames(struct out *o, const struct field *f, const void *rec)
{
	const struct entry *e = rec;

	out_list(o, f);
	if (view_info(e->v)->map_flags & BPF_F_STACK_BUILD_ID)
		print_build_frames(o, e);
	else
		print_addresses(o, e);
	out_end(o);
}

static const struct field frame_fields[] = {
	{.name = "addr", .help = "Address", .type = FIELD_U64, .flags = FIELD_OPTIONAL},
	{.name = "symbol",
	 .help = "Kernel function that contains the address",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL},
	{.name = "offset",
	 .help = "Offset in the function or in the file",
	 .type = FIELD_U64,
	 .flags = FIELD_OPTIONAL},
	{.name = "module", .help = "Module of the function", .type = FIELD_STR, .flags = FIELD_OPTIONAL},
	{.name = "build_id", .help = "File", .type = FIELD_STR, .flags = FIELD_OPTIONAL},
	{0},
};

const struct field kind_stacks_fields[] = {
	{.name = "frames",
	 .help = "The stack, innermost frame first",
	 .label = "",
	 .line = 2,
	 .layout = LAYOUT_LINES,
	 .type = FIELD_LIST,
	 .flags = FIELD_OPTIONAL,
	 .sub = frame_fields,
	 .emit = emit_frames},
	{0},
};

const struct map_kind kind_stacks = {
	.types = {BPF_MAP_TYPE_STACK_TRACE},
	.details = kind_stacks_fields,
};

void kind_symbol_write(struct kern *k, uint64_t addr, char ret_text[KIND_SYMBOL_LEN])
{
	char name[FULLNAME_LEN], module[FULLNAME_LEN];
	struct err ignored = {0};
	uint64_t offset;

	if (kern_symbol(k, addr, name, sizeof(name), module, sizeof(module), &offset, &ignored))
		snprintf(ret_text, KIND_SYMBOL_LEN, "0x%" PRIx64, addr);
	else
		snprintf(ret_text, KIND_SYMBOL_LEN, "%s+0x%" PRIx64 "%s%s%s", name, offset,
			 *module ? " [" : "", module, *module ? "]" : "");
}

struct kind_stack {
	struct kern *k;
	struct kern_handle h;
	struct info_full full;
	struct buf value;
};

void kind_stack_close(struct kind_stack *s)
{
	if (!s)
		return;
	kern_handle_close(&s->h);
	info_full_free(&s->full);
	buf_free(&s->value);
	free(s);
}

static void print_address_text(struct kind_stack *s, struct out *o, uint64_t addr)
{
	char text[KIND_SYMBOL_LEN];

	kind_symbol_write(s->k, addr, text);
	out_str(o, NULL, text);
}

static void print_frame_text(struct kind_stack *s, struct out *o, const struct build_frame *frame)
{
	auto_buf text = {0};

	if (frame->status == FRAME_ADDRESS) {
		print_address_text(s, o, frame->offset);
		return;
	}
	for (size_t i = 0; i < sizeof(frame->build_id); i++)
		buf_printf(&text, "%02x", frame->build_id[i]);
	buf_printf(&text, "+0x%" PRIx64, frame->offset);
	out_str(o, NULL, buf_str(&text));
}

static void print_frames(struct kind_stack *s, struct out *o)
{
	const bool has_build_ids = s->full.map.map_flags & BPF_F_STACK_BUILD_ID;
	const size_t size = has_build_ids ? sizeof(struct build_frame) : sizeof(uint64_t);

	for (size_t at = 0; at + size <= s->value.len; at += size) {
		struct build_frame frame = {.status = FRAME_ADDRESS};

		if (has_build_ids)
			memcpy(&frame, s->value.data + at, sizeof(frame));
		else
			memcpy(&frame.offset, s->value.data + at, sizeof(frame.offset));
		if (frame.status == FRAME_EMPTY || !frame.offset)
			return;
		print_frame_text(s, o, &frame);
	}
}

void kind_stack_print(struct out *o, const struct field *f, struct kind_stack *s, int64_t id)
{
	const uint32_t key = (uint32_t)id;
	struct err ignored = {0};
	char text[64];

	/* In place of an id the kernel's helper returned the reason why there is none. */
	if (id < 0) {
		snprintf(text, sizeof(text), "%" PRId64 " (%s)", id, strerror((int)-id));
		out_str(o, f, text);
		return;
	}
	buf_reset(&s->value);
	if (kern_lookup(s->k, s->h.handle, &s->full.map, &key, &s->value, &ignored)) {
		out_null(o, f);
		return;
	}
	out_list(o, f);
	print_frames(s, o);
	out_end(o);
}

static bool is_stack_map(struct kern *k, uint32_t id)
{
	auto_handle h = {.k = k, .handle = -1};
	struct info_full full = {0};
	struct err ignored = {0};
	bool is_one;

	if (kern_open(k, KIND_MAP, id, &h.handle, &ignored))
		return false;
	is_one = !info_full_read(k, KIND_MAP, h.handle, &full, &ignored) &&
		 full.map.type == BPF_MAP_TYPE_STACK_TRACE;
	info_full_free(&full);
	return is_one;
}

struct guess {
	struct kern *k;
	uint32_t id;
	unsigned int count;
};

static int count_stack_maps(void *arg, const struct uapi_prog_info *prog, struct err *err)
{
	const uint32_t *ids = (const uint32_t *)(uintptr_t)prog->map_ids;
	struct guess *g = arg;

	(void)err;
	for (uint32_t i = 0; i < prog->nr_map_ids; i++) {
		if (ids[i] == g->id || !is_stack_map(g->k, ids[i]))
			continue;
		g->id = g->id ? g->id : ids[i];
		g->count++;
	}
	return 0;
}

static int guess_map(const struct view *v, uint32_t *ret_id, struct err *err)
{
	struct guess g = {.k = v->k};

	map_users_each(v->k, view_info(v)->id, count_stack_maps, &g, err);
	if (g.count == 1) {
		*ret_id = g.id;
		return 0;
	}
	err_set(err, 0,
		g.count ? "the programs that use map %u use several maps of stack traces"
			: "no program that uses map %u uses a map of stack traces",
		view_info(v)->id);
	err_hint(err, "name the map: stack:MAP");
	return -1;
}

int kind_stack_open(const struct view *v, const char *map, struct kind_stack **ret_stacks, struct err *err)
{
	struct ref ref = {.by = REF_ID, .text = map};
	struct kind_stack *s;
	uint32_t id;

	if (map && *map && !map[strspn(map, "0123456789")]) {
		if (num_parse_u32(map, "stack", &ref.id, err))
			return -1;
	} else if (map) {
		ref.by = strchr(map, '/') ? REF_PIN : REF_NAME;
	} else if (guess_map(v, &ref.id, err)) {
		return -1;
	}
	s = calloc(1, sizeof(*s));
	*ret_stacks = s;
	if (!s)
		return err_no_memory(err);
	s->k = v->k;
	s->h.handle = -1;
	if (ref_open(v->k, KIND_MAP, &ref, &id, &s->h, err) ||
	    info_full_read(v->k, KIND_MAP, s->h.handle, &s->full, err))
		return -1;
	return s->full.map.type == BPF_MAP_TYPE_STACK_TRACE
		       ? 0
		       : err_set(err, 0, "map %u is not a map of stack traces", id);
}
