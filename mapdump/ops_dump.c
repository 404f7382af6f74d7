/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The contents of tables of operations (struct_ops), by the kernel's types: what the kernel tells of the
 * map, then its value, with the programs in place of pointers to functions.
 */
#include <string.h>

#include "btfdump/btfdump.h"
#include "mapdump/ops.h"
#include "mapdump/view.h"
#include "wire/btf.h"

enum { INFO_ROOM = 512 };

struct ops_dump {
	struct out *o;
	struct view v;
	struct buf value;
};

static void ops_dump_free(struct ops_dump *d)
{
	buf_free(&d->value);
	view_close(&d->v);
}

/* The FUNC_PROTO that a member points to; 0: it is something else. */
static uint32_t function_of(const struct types *t, uint32_t id)
{
	uint32_t pointer = types_skip_modifiers(t, id), to;

	if (types_kind(t, pointer) != BK_PTR)
		return 0;
	to = types_skip_modifiers(t, types_ref(t, pointer));
	return types_kind(t, to) == BK_FUNC_PROTO ? to : 0;
}

/* "u32 (struct sock *) ssthresh/prog_id:7" */
static void print_function(struct ops_dump *d, const struct field *f, uint32_t proto, uint32_t prog_id)
{
	char name[FULLNAME_LEN];
	auto_buf text = {0};

	types_declare(&text, d->v.btf.types, proto);
	if (!prog_id)
		buf_add_str(&text, " 0");
	else if (fullname_by_id(d->v.k, KIND_PROG, prog_id, NULL, name))
		buf_printf(&text, " %s/prog_id:%u", name, prog_id);
	else
		buf_printf(&text, " <unknown_prog_name>/prog_id:%u", prog_id);
	out_str(d->o, f, buf_str(&text));
}

static int print_part(struct ops_dump *d, const struct field *f, const char *path, struct err *err)
{
	struct value_field part;

	if (value_field_find(d->v.value_plan, path, &part, err))
		return -1;
	return value_field_print(d->o, f, d->v.value_plan, &part, d->value.data, d->value.len, err);
}

static int print_operation(struct ops_dump *d, uint32_t type_id, const char *name, size_t off,
			   struct err *err)
{
	const struct field f = {.name = name};
	const uint32_t proto = function_of(d->v.btf.types, type_id);
	auto_buf path = {0};
	uint64_t id = 0;

	if (proto && off + sizeof(id) <= d->value.len)
		id = mem_u64(d->value.data + off);
	if (proto && id <= UINT32_MAX) {
		print_function(d, &f, proto, (uint32_t)id);
		return 0;
	}
	buf_printf(&path, "data.%s", name);
	return print_part(d, &f, buf_str(&path), err);
}

static int print_operations(struct ops_dump *d, uint32_t type_id, size_t off, struct err *err)
{
	static const struct field f_data = {.name = "data"};
	const struct types *t = d->v.btf.types;
	const struct wire_type *w = types_at(t, types_resolve(t, type_id));
	const struct wire_member *m = type_members(w);

	out_object(d->o, &f_data);
	for (uint32_t i = 0; i < type_vlen(w); i++) {
		const char *name = types_string(t, m[i].name_off);

		if (*name && print_operation(d, m[i].type, name, off + type_member_bit(w, &m[i]) / 8, err))
			return -1;
	}
	out_end(d->o);
	return 0;
}

static int print_value(struct ops_dump *d, struct err *err)
{
	const uint32_t id = view_info(&d->v)->btf_vmlinux_value_type_id;
	const struct types *t = d->v.btf.types;
	const struct wire_type *w = types_at(t, id);
	const struct wire_member *m = type_members(w);
	const struct field f_value = {.name = types_name(t, id)};

	out_object(d->o, &f_value);
	for (uint32_t i = 0; i < type_vlen(w); i++) {
		const struct field f = {.name = types_string(t, m[i].name_off)};
		const bool is_data = !strcmp(f.name, "data");

		if (is_data ? print_operations(d, m[i].type, type_member_bit(w, &m[i]) / 8, err)
			    : print_part(d, &f, f.name, err))
			return -1;
	}
	out_end(d->o);
	return 0;
}

/* Every member that the running kernel's own structure has. */
static int print_info(struct ops_dump *d, struct err *err)
{
	static const struct field f_info = {.name = "bpf_map_info"};
	const uint32_t id = types_find(d->v.btf.types, "bpf_map_info", 1U << BK_STRUCT, 1);
	auto_value_plan *plan = NULL;
	uint64_t raw[INFO_ROOM / 8] = {0};
	uint32_t len = sizeof(raw);

	if (!id)
		return err_set(err, 0, "struct bpf_map_info not found in the kernel's BTF");
	if (value_plan_make(d->v.btf.types, id, NULL, &plan, err) ||
	    kern_info(d->v.k, KIND_MAP, d->v.h.handle, raw, &len, err))
		return -1;
	return value_print(d->o, &f_info, plan, raw, sizeof(raw), err);
}

static int read_value(struct ops_dump *d, struct err *err)
{
	const uint32_t key = 0;
	int r;

	if (!d->v.value_plan) {
		*err = d->v.no_types;
		return err->kind ? -1 : err_set(err, 0, "its type is not known");
	}
	if (types_kind(d->v.btf.types, view_info(&d->v)->btf_vmlinux_value_type_id) != BK_STRUCT)
		return err_set(err, 0, "its type is not a structure");
	r = kern_lookup(d->v.k, d->v.h.handle, view_info(&d->v), &key, &d->value, err);
	return r == KERN_NONE ? err_set(err, 0, "it has no value") : r;
}

static int print_both(struct ops_dump *d, struct err *err)
{
	out_object(d->o, NULL);
	if (print_info(d, err))
		return -1;
	out_end(d->o);
	out_object(d->o, NULL);
	if (print_value(d, err))
		return -1;
	out_end(d->o);
	return 0;
}

static int dump_one(struct kern *k, struct out *o, uint32_t id, struct err *err)
{
	__attribute__((cleanup(ops_dump_free))) struct ops_dump d = {.o = o};
	const struct view_options opt = {0};
	int r = view_open(&d.v, k, id, &opt, err);

	if (r == KERN_NONE)
		return 0;
	if (r || read_value(&d, err) || print_both(&d, err))
		return err_wrap(err, "struct_ops map %u", id);
	return 0;
}

int ops_dump(struct kern *k, struct out *o, const struct ref *ref, struct err *err)
{
	static const struct field f_tree = {.layout = LAYOUT_TREE};
	auto_ids ids = {0};

	if (ops_find(k, ref, &ids, err))
		return -1;
	out_list(o, &f_tree);
	for (size_t i = 0; i < ids.count; i++)
		if (dump_one(k, o, ids.ids[i], err))
			return -1;
	out_end(o);
	return 0;
}
