/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Export, import, copy. */
#include "mapdump/transfer/transfer.h"

#include <errno.h>
#include <string.h>

#include "kern/names.h"
#include "lib/out_file.h"
#include "lib/progress.h"
#include "lib/record.h"
#include "mapdump/transfer/read.h"

enum { EXPORT_MODE = 0666 };

static const struct field transfer_fields[] = {
	{.name = "written",
	 .help = "Number of elements written; with --dry-run, number that would be written",
	 .type = FIELD_U64,
	 .off = offsetof(struct transferred, written)},
	{.name = "repeated",
	 .help = "Number of times a key was written again",
	 .flags = FIELD_NONZERO,
	 .type = FIELD_U64,
	 .off = offsetof(struct transferred, repeated)},
	{.name = "failed",
	 .help = "With --keep-going, number of elements that could not be written",
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

#define ROW(key, what, about)                                                                  \
	{                                                                                      \
		.name = (key), .help = (about), .type = FIELD_##what, .flags = FIELD_OPTIONAL, \
	}

static const struct field description_fields[] = {
	ROW("bpfi_map", U32, "Version of the format"),
	ROW("type", STR, "Type of the map"),
	ROW("name", STR, "Full name of the map"),
	ROW("key_size", U32, "Key size in bytes"),
	ROW("value_size", U32, "Value size in bytes"),
	ROW("max_entries", U32, "Maximum number of elements"),
	ROW("flags", U32, "Flags of the map"),
	ROW("cpus", U32, "Number of values per element for per-CPU maps, else 0"),
	ROW("byte_order", STR, "Byte order: little or big"),
	{0},
};

enum { D_VERSION, D_TYPE, D_NAME, D_KEY_SIZE, D_VALUE_SIZE, D_MAX_ENTRIES, D_FLAGS, D_CPUS, D_BYTE_ORDER };

static const struct field element_fields[] = {
	ROW("key_hex", STR, "Key as hexadecimal digits"),
	ROW("value_hex", STR, "Value as hexadecimal digits"),
	{.name = "values_hex",
	 .help = "Per-CPU maps: the values of each possible CPU",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_STR,
	 .flags = FIELD_OPTIONAL},
	{0},
};

enum { E_KEY, E_VALUE, E_VALUES };

static const struct field export_fields[] = {
	ROW("written", U64, "Number of elements written"),
	{.name = "On standard output: the map", .layout = LAYOUT_SECTION, .sub = description_fields},
	{.name = "On standard output: the elements", .layout = LAYOUT_SECTION, .sub = element_fields},
	{0},
};

const struct record map_export_record = {.name = "export", .fields = export_fields};

struct export
{
	const struct write_target *t;
	struct out *file;
	struct transferred done;
	struct progress progress;
	enum progress_output output;
	struct err unread; /* the first one */
	uint64_t unread_count;
};

static void export_element(struct export *x, const unsigned char *key, const unsigned char *value,
			   size_t size)
{
	const struct uapi_map_info *info = write_info(x->t);
	const size_t stride = elements_stride(info->value_size);

	out_object(x->file, NULL);
	out_bytes(x->file, &element_fields[E_KEY], key, info->key_size);
	if (x->t->v.type->is_percpu) {
		out_list(x->file, &element_fields[E_VALUES]);
		for (size_t at = 0; at + stride <= size; at += stride)
			out_bytes(x->file, NULL, value + at, info->value_size);
		out_end(x->file);
	} else {
		out_bytes(x->file, &element_fields[E_VALUE], value, info->value_size);
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
	progress_add(&x->progress, batch->count);
	return out_is_dead(x->file) ? KERN_NONE : 0;
}

static void export_description(struct export *x)
{
	const struct uapi_map_info *info = write_info(x->t);
	const struct field *rows = description_fields;

	out_object(x->file, NULL);
	out_uint(x->file, &rows[D_VERSION], TRANSFER_VERSION);
	names_print(x->t->k, x->file, &rows[D_TYPE], &names_map_types, info->type);
	out_str(x->file, &rows[D_NAME], x->t->v.name);
	out_uint(x->file, &rows[D_KEY_SIZE], info->key_size);
	out_uint(x->file, &rows[D_VALUE_SIZE], info->value_size);
	out_uint(x->file, &rows[D_MAX_ENTRIES], info->max_entries);
	out_uint(x->file, &rows[D_FLAGS], info->map_flags);
	out_uint(x->file, &rows[D_CPUS], x->t->v.type->is_percpu ? x->t->v.cpus.count : 0);
	out_str(x->file, &rows[D_BYTE_ORDER], TRANSFER_BYTE_ORDER);
	out_end(x->file);
}

/* ERR_PARTIAL: everything that could be read was written. */
static int export_all(struct export *x, struct err *err)
{
	struct err walked = {0};
	int r;

	out_list(x->file, NULL);
	export_description(x);
	progress_start(&x->progress, "elements", write_info(x->t)->max_entries, x->output);
	x->progress.is_most = x->t->v.type->order != ORDER_FIXED;
	r = kern_elements(x->t->k, x->t->v.h.handle, write_info(x->t), export_batch, x, &walked);
	progress_end(&x->progress);
	out_end(x->file);
	if (r < 0) {
		*err = walked;
		return err->kind == ERR_PARTIAL ? -1 : err_wrap(err, "map %u", x->t->id);
	}
	return x->unread_count
		       ? err_partial(err, &x->unread, "map %u: %llu element%s could not be read", x->t->id,
				     (unsigned long long)x->unread_count, x->unread_count == 1 ? "" : "s")
		       : 0;
}

static bool is_whole(int r, const struct err *err)
{
	return !r || err->kind == ERR_PARTIAL;
}

static int export_to_file(struct export *x, struct out *o, const char *path, struct err *err)
{
	auto_out_file file = {.fd = -1};
	struct err failed = {0};
	int r;

	if (out_file_open(&file, path, EXPORT_MODE, err))
		return -1;
	x->output = PROGRESS_ALONE;
	x->file = out_new_writer(out_file_write, &file, OUT_JSONL);
	if (!x->file)
		return err_no_memory(err);
	r = export_all(x, err);
	if (is_whole(r, err) && out_finish(x->file, &failed))
		r = err_set(err, failed.no, "writing %.256s", path);
	out_free(x->file);
	if (is_whole(r, err) && out_file_commit(&file, NULL, &failed)) {
		*err = failed;
		return -1;
	}
	if (is_whole(r, err))
		record_print(o, &map_transfer_record, &x->done);
	return r;
}

static int add_text(void *o, const void *data, size_t len)
{
	out_text_add(o, data, len);
	return out_is_dead(o) ? EIO : 0;
}

/* As scripts expect it, else as it would be in a file. */
static int export_to_stdout(struct export *x, struct out *o, struct err *err)
{
	static const struct field f_json = {.flags = FIELD_JSON_ONLY};
	struct err ignored = {0};
	int r;

	x->file = o;
	if (out_shows(o, &f_json))
		return export_all(x, err);
	x->file = out_new_writer(add_text, o, OUT_JSONL);
	if (!x->file)
		return err_no_memory(err);
	out_text_open(o, NULL);
	r = export_all(x, err);
	out_finish(x->file, &ignored);
	out_free(x->file);
	out_text_close(o);
	return r;
}

int map_export(struct kern *k, struct out *o, const struct ref *ref, const char *path, struct err *err)
{
	struct export x = {0};
	auto_target t = {0};

	if (write_target_open(&t, k, ref, false, err) || write_check_readable(&t, err))
		return -1;
	x.t = &t;
	return out_file_is_stdout(path) ? export_to_stdout(&x, o, err) : export_to_file(&x, o, path, err);
}
