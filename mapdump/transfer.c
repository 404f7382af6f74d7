/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Export, import, copy. */
#include "mapdump/transfer.h"

#include <errno.h>
#include <string.h>

#include "kern/names.h"
#include "lib/record.h"
#include "mapdump/mapdump.h"
#include "mapdump/transfer_read.h"
#include "mapdump/transfer_record.h"
#include "mapdump/transfer_write.h"

static const struct field transfer_fields[] = {
	{.name = "written",
	 .help = "how many elements were written; with --dry-run, how many would be",
	 .type = FIELD_U64,
	 .off = offsetof(struct transferred, written)},
	{.name = "failed",
	 .help = "how many could not be written, with --keep-going",
	 .flags = FIELD_NONZERO,
	 .type = FIELD_U64,
	 .off = offsetof(struct transferred, failed)},
	{0},
};

const struct record map_transfer_record = {
	.name = "transfer",
	.fields = transfer_fields,
	.len_off = offsetof(struct transferred, len),
};

struct export
{
	const struct write_target *t;
	struct out *file;
	struct transferred done;
	struct err unread; /* the first one */
	uint64_t unread_count;
};

static const struct field f_key_hex = {.name = "key_hex"}, f_value_hex = {.name = "value_hex"},
			  f_values_hex = {.name = "values_hex"};

static void export_element(struct export *x, const unsigned char *key, const unsigned char *value,
			   size_t size)
{
	const struct uapi_map_info *info = write_info(x->t);
	const size_t stride = elements_stride(info->value_size);

	out_object(x->file, NULL);
	out_bytes(x->file, &f_key_hex, key, info->key_size);
	if (x->t->v.row->is_percpu) {
		out_list(x->file, &f_values_hex);
		for (size_t at = 0; at + stride <= size; at += stride)
			out_bytes(x->file, NULL, value + at, info->value_size);
		out_end(x->file);
	} else {
		out_bytes(x->file, &f_value_hex, value, info->value_size);
	}
	out_end(x->file);
	x->done.written++;
}

static int export_batch(void *arg, const struct elements *batch, struct err *err)
{
	struct export *x = arg;

	(void)err;
	if (!batch->values && batch->no != ENOENT) {
		if (!x->unread_count)
			err_set(&x->unread, batch->no, "reading an element");
		x->unread_count += batch->count;
	}
	for (uint32_t i = 0; batch->values && i < batch->count; i++)
		export_element(x, batch->keys + i * batch->key_size, batch->values + i * batch->value_size,
			       batch->value_size);
	return out_is_dead(x->file) ? KERN_NONE : 0;
}

static void number(struct out *o, const char *key, uint64_t v)
{
	out_key(o, key);
	out_uint(o, NULL, v);
}

static void export_description(struct export *x)
{
	const struct uapi_map_info *info = write_info(x->t);
	const struct field f_type = {.name = "type"}, f_name = {.name = "name"},
			   f_order = {.name = "byte_order"};

	out_object(x->file, NULL);
	number(x->file, "bpfi_map", TRANSFER_VERSION);
	names_print(x->t->k, x->file, &f_type, &names_map_types, info->type);
	out_str(x->file, &f_name, x->t->v.name);
	number(x->file, "key_size", info->key_size);
	number(x->file, "value_size", info->value_size);
	number(x->file, "max_entries", info->max_entries);
	number(x->file, "flags", info->map_flags);
	number(x->file, "cpus", x->t->v.row->is_percpu ? x->t->v.cpus.count : 0);
	out_str(x->file, &f_order, TRANSFER_BYTE_ORDER);
	out_end(x->file);
}

static int export_all(struct export *x, struct err *err)
{
	out_list(x->file, NULL);
	export_description(x);
	return kern_elements(x->t->k, x->t->v.h.handle, write_info(x->t), export_batch, x, err);
}

static int export_to(struct export *x, struct transfer_target *to, struct err *err)
{
	struct err walked = {0};
	int r = export_all(x, &walked);

	if (r < 0 && walked.kind != ERR_PARTIAL) {
		*err = walked;
		return err_wrap(err, "map %u", x->t->id);
	}
	if (out_finish(x->file, err))
		return err_set(err, err->no, "writing %.256s", to->path);
	if (transfer_target_commit(to, err))
		return -1;
	if (r < 0)
		*err = walked;
	else if (x->unread_count)
		r = err_partial(err, &x->unread, "map %u: %llu elements could not be read", x->t->id,
				(unsigned long long)x->unread_count);
	return r < 0 ? -1 : 0;
}

int map_export(struct kern *k, struct out *o, const struct ref *ref, const char *path, struct err *err)
{
	__attribute__((cleanup(transfer_target_close))) struct transfer_target to = {.fd = -1};
	struct export x = {0};
	auto_target t = {0};
	int r;

	if (write_target_open(&t, k, ref, false, err))
		return -1;
	if (!write_info(&t)->key_size)
		return err_set(err, 0,
			       "map %u has no keys: its elements cannot be read without taking them out",
			       t.id);
	if (transfer_target_open(&to, path, err))
		return -1;
	x.t = &t;
	x.file = out_new_writer(transfer_target_write, &to, OUT_JSONL);
	if (!x.file)
		return err_no_memory(err);
	r = export_to(&x, &to, err);
	out_free(x.file);
	if (!r || err->kind == ERR_PARTIAL)
		record_print(o, &map_transfer_record, &x.done);
	return r;
}
