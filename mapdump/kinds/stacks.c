/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Stack traces: addresses with the functions they are in, or places in files by build id. */
#include <stdio.h>
#include <string.h>

#include "mapdump/kinds/kinds.h"

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
