/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The part of the kernel's own BTF that a recording needs: the enums that name types, what programs, maps and
 * links refer to, and whatever those are made of. After a pointer a struct is cut to its name, which ends
 * the search: the rest of the kernel hangs on pointers.
 */
#include <string.h>

#include "kern/recording/write.h"
#include "wire/cut.h"

static const char *const name_enums[] = {
	"bpf_map_type",  "bpf_prog_type", "bpf_attach_type",
	"bpf_link_type", "bpf_func_id",   "bpf_perf_event_type",
};

static void want_enums(struct cut *cut)
{
	for (size_t i = 0; i < sizeof(name_enums) / sizeof(name_enums[0]); i++)
		cut_want_type(cut, types_find(cut->t, name_enums[i], 1u << BK_ENUM | 1u << BK_ENUM64, 1),
			      CUT_WHOLE);
}

/* What a module's own BTF takes from the kernel's: its ids and string offsets go on where those end. */
static void want_of_module(struct cut *cut, const struct buf *bytes)
{
	auto_types *module = NULL;
	struct err ignored = {0};

	if (types_open(bytes->data, bytes->len, cut->t, &module, &ignored))
		return;
	for (uint32_t id = module->first_id; id < module->count; id++)
		cut_want_refs(cut, types_at(module, id), CUT_NAME);
}

static void want_of_modules(struct recorder *rec, struct cut *cut)
{
	size_t count;
	const uint64_t *ids = number_set_sort(&rec->modules, &count);

	for (size_t i = 0; i < count; i++) {
		struct err ignored = {0};
		auto_buf bytes = {0};

		if (!kern_btf_bytes(rec->k, (uint32_t)ids[i], &bytes, &ignored))
			want_of_module(cut, &bytes);
	}
}

static void want_of_objects(struct recorder *rec, struct cut *cut)
{
	size_t count;
	const uint64_t *ids = number_set_sort(&rec->btf_types, &count);

	for (size_t i = 0; i < count; i++)
		if (ids[i] < cut->t->count)
			cut_want_type(cut, (uint32_t)ids[i], CUT_WHOLE);
}

static int record_types(struct recorder *rec, const struct cut *cut, struct err *err)
{
	auto_buf record = {0};

	record_list(rec, "types");
	for (uint32_t id = 1; id < cut->t->count; id++) {
		if (!cut_has(cut, id))
			continue;
		if (cut_record(cut, id, &record, err))
			return -1;
		out_object(rec->o, NULL);
		record_uint(rec, "id", id);
		record_bytes(rec, "record", record.data, record.len);
		out_end(rec->o);
	}
	out_end(rec->o);
	return 0;
}

static void record_strings(struct recorder *rec, const struct cut *cut)
{
	size_t count;
	const uint32_t *offs = cut_strings(cut, &count);

	record_list(rec, "strings");
	for (size_t i = 0; i < count; i++) {
		out_object(rec->o, NULL);
		record_uint(rec, "off", offs[i]);
		record_str(rec, "text", types_string(cut->t, offs[i]));
		out_end(rec->o);
	}
	out_end(rec->o);
}

static int record_part(struct recorder *rec, const char *key, const struct types *t, struct err *err)
{
	__attribute__((cleanup(cut_free))) struct cut cut = {0};

	if (cut_open(&cut, t, CUT_FORWARD, err))
		return -1;
	want_enums(&cut);
	want_of_objects(rec, &cut);
	want_of_modules(rec, &cut);
	if (cut_follow(&cut, err))
		return -1;
	out_key(rec->o, key);
	out_object(rec->o, NULL);
	record_uint(rec, "type_count", t->count - 1);
	record_uint(rec, "str_size", t->str_end);
	if (record_types(rec, &cut, err))
		return -1;
	record_strings(rec, &cut);
	out_end(rec->o);
	return 0;
}

/* Before 5.11 it is a file only, not an object that the list of those has. */
static void record_whole(struct recorder *rec, const char *key, const void *data, size_t size)
{
	out_key(rec->o, key);
	out_object(rec->o, NULL);
	record_bytes(rec, "bytes", data, size);
	out_end(rec->o);
}

int section_write_vmlinux(struct recorder *rec, const char *key, struct err *err)
{
	auto_types *t = NULL;
	struct err why = {0};
	const void *data;
	size_t size;
	int r;

	if (rec->has_vmlinux)
		return 0;
	r = kern_vmlinux(rec->k, &data, &size, &why);
	if (!r && (rec->what & RECORDING_VMLINUX)) {
		record_whole(rec, key, data, size);
		return 0;
	}
	if (!r && types_open(data, size, NULL, &t, &why))
		r = err_wrap(&why, "the kernel's BTF");
	return record_has_answer(rec, r, &why) ? record_part(rec, key, t, err) : 0;
}
