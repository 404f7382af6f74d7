/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs as they are loaded, and their functions and source lines put in order. */
#include "progshow/code/program.h"

#include <stdlib.h>
#include <string.h>

#include "btfdump/load/load.h"
#include "lib/mem.h"
#include "progshow/code/code.h"
#include "progshow/code/proto.h"

enum { FUNC_RECORD = 8, LINE_RECORD = 16, COLUMN_BITS = 10 };

static const struct uapi_prog_info *info_of(const struct code *c)
{
	return &c->info.prog;
}

/* Without types the instructions can still be shown. */
static void load_types(struct code *c)
{
	struct buf bytes = {0};

	if (!info_of(c)->btf_id)
		return;
	if (kern_btf_bytes(c->k, info_of(c)->btf_id, &bytes, &c->no_types))
		buf_free(&bytes);
	else
		types_load_bytes(&bytes, NULL, &c->types, &c->no_types);
}

static int load_funcs(struct code *c, struct err *err)
{
	const struct uapi_prog_info *info = info_of(c);
	const char *from = (const char *)(uintptr_t)info->func_info;
	uint32_t count = from && info->func_info_rec_size >= FUNC_RECORD ? info->nr_func_info : 0;

	c->funcs = calloc((size_t)count + 1, sizeof(*c->funcs));
	if (!c->funcs)
		return err_no_memory(err);
	c->func_count = 1;
	for (uint32_t i = 0; i < count; i++, from += info->func_info_rec_size) {
		struct code_func f = {mem_u32(from), mem_u32(from + 4)};
		uint32_t before = c->funcs[c->func_count - 1].start;

		if (!i && !f.start)
			c->funcs[0] = f;
		else if (f.start > before && f.start < c->insn_count)
			c->funcs[c->func_count++] = f;
	}
	return 0;
}

static const char *string_of(const struct code *c, uint32_t off)
{
	return c->types ? types_string(c->types, off) : "";
}

/* The address that belongs to the record of a line; the kernel returns both or neither. */
static uint64_t line_address(const struct code *c, uint32_t i)
{
	const struct uapi_prog_info *info = info_of(c);
	const char *from = (const char *)(uintptr_t)info->jited_line_info;

	if (!from || i >= info->nr_jited_line_info || info->jited_line_info_rec_size < sizeof(uint64_t))
		return 0;
	return mem_u64(from + (size_t)i * info->jited_line_info_rec_size);
}

static int load_lines(struct code *c, struct err *err)
{
	const struct uapi_prog_info *info = info_of(c);
	const char *from = (const char *)(uintptr_t)info->line_info;
	uint32_t count = from && info->line_info_rec_size >= LINE_RECORD ? info->nr_line_info : 0;

	c->lines = count && c->types ? calloc(count, sizeof(*c->lines)) : NULL;
	if (!c->lines)
		return count && c->types ? err_no_memory(err) : 0;
	for (uint32_t i = 0; i < count; i++, from += info->line_info_rec_size) {
		uint32_t at = mem_u32(from), where = mem_u32(from + 12);
		const char *text = string_of(c, mem_u32(from + 8));

		if (c->line_count && c->lines[c->line_count - 1].at >= at)
			continue;
		text += strspn(text, " \t");
		c->lines[c->line_count++] = (struct code_line){
			.at = at,
			.line = where >> COLUMN_BITS,
			.column = where & ((1 << COLUMN_BITS) - 1),
			.addr = line_address(c, i),
			.file = string_of(c, mem_u32(from + 4)),
			.text = text,
		};
	}
	return 0;
}

/* The program's name as listings show it: longer than the kernel's if the types have it. */
static void load_name(struct code *c)
{
	const char *cut = info_of(c)->name, *full = code_func_name(c, 0);
	size_t len = strnlen(cut, UAPI_NAME_LEN);

	if (!full || len != UAPI_NAME_LEN - 1 || strncmp(full, cut, len) != 0)
		full = cut;
	len = strnlen(full, full == cut ? len : sizeof(c->name) - 1);
	memcpy(c->name, full, len);
	c->name[len] = '\0';
}

int code_load(struct code *c, struct kern *k, uint32_t id, uint64_t rows, struct err *err)
{
	auto_handle h = {.k = k, .handle = -1};
	int r;

	*c = (struct code){.k = k, .id = id};
	r = kern_open(k, KIND_PROG, id, &h.handle, err);
	if (r) {
		h.handle = -1;
		return r;
	}
	r = info_full_read_rows(k, KIND_PROG, h.handle, rows, &c->info, err);
	if (r)
		return r;
	c->insn_count = info_of(c)->xlated_prog_len / (uint32_t)sizeof(struct bpf_insn);
	c->disasm.insns = (const void *)(uintptr_t)info_of(c)->xlated_prog_insns;
	if (c->disasm.insns)
		c->disasm.count = c->insn_count;
	load_types(c);
	if (load_funcs(c, err) || load_lines(c, err))
		return -1;
	load_name(c);
	return 0;
}

void code_free(struct code *c)
{
	free(c->funcs);
	free(c->lines);
	types_free(c->types);
	info_full_free(&c->info);
	*c = (struct code){0};
}

uint32_t code_func_end(const struct code *c, uint32_t func)
{
	return func + 1 < c->func_count ? c->funcs[func + 1].start : c->insn_count;
}

uint32_t code_func_at(const struct code *c, int64_t at)
{
	uint32_t i = 0;

	while (i < c->func_count && c->funcs[i].start != at)
		i++;
	return i;
}

bool code_proto(const struct code *c, uint32_t func, struct buf *to)
{
	uint32_t id = c->funcs[func].type_id;

	if (!c->types || types_kind(c->types, id) != BK_FUNC)
		return false;
	proto_write(to, c->types, id);
	return true;
}

const char *code_func_name(const struct code *c, uint32_t func)
{
	uint32_t id = func < c->func_count ? c->funcs[func].type_id : 0;
	const char *name = c->types && types_kind(c->types, id) == BK_FUNC ? types_name(c->types, id) : "";

	return *name ? name : NULL;
}

bool code_symbol(const struct code *c, uint32_t func, struct buf *to)
{
	const struct uapi_prog_info *info = info_of(c);
	const uint8_t *tags = (const void *)(uintptr_t)info->prog_tags;
	const char *name = code_func_name(c, func);

	if (!info->jited_prog_len && !info->nr_jited_ksyms)
		return false;
	/* The first one's symbol has the tag of the whole program. */
	if (!func)
		tags = info->tag;
	else if (tags && func < info->nr_prog_tags)
		tags += (size_t)func * UAPI_TAG_LEN;
	else
		return false;
	buf_add_str(to, "bpf_prog_");
	for (unsigned int i = 0; i < UAPI_TAG_LEN; i++)
		buf_printf(to, "%02x", tags[i]);
	/* The kernel names functions without types after the program. */
	if (!name)
		name = *info->name ? c->name : NULL;
	if (name)
		buf_add_char(to, '_');
	if (name)
		buf_add_str(to, name);
	return true;
}

const struct code_line *code_lines_step(struct code_lines *l, uint32_t at, uint32_t places)
{
	const struct code_line *found = NULL;

	while (l->next < l->c->line_count && l->c->lines[l->next].at < at + places)
		found = &l->c->lines[l->next++];
	return found;
}

int prog_find_func_type(struct kern *k, uint32_t id, uint32_t *ret_type_id, struct err *err)
{
	auto_code c;
	int r = code_load(&c, k, id, INFO_ROW_BIT(INFO_FUNC_INFO), err);

	if (r)
		return r == KERN_NONE ? ref_not_there(KIND_PROG, id, err) : r;
	*ret_type_id = c.func_count ? c.funcs[0].type_id : 0;
	return 0;
}
