/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Commands about recorded hosts. */
#include "cmd/args.h"
#include "cmd/list.h"
#include "kern/recording/recording.h"
#include "lib/out_file.h"

struct snapshot_save_args {
	const char *path;
	bool contents, vmlinux, features;
};

/* What was recorded, for people and scripts. */
struct saved_rec {
	uint32_t len;
	const char *path;
	struct recording_stats stats;
};

static void emit_path(struct out *o, const struct field *f, const void *rec)
{
	out_str(o, f, ((const struct saved_rec *)rec)->path);
}

#define COUNT(key, about, member)                                                                   \
	{                                                                                           \
		.name = (key), .help = (about), .type = FIELD_U64,                                  \
		.off = offsetof(struct saved_rec, stats) + offsetof(struct recording_stats, member) \
	}

static const struct field saved_fields[] = {
	{.name = "file",
	 .help = "File name of the recording",
	 .label = "",
	 .tail = ":",
	 .style = STYLE_PATH,
	 .type = FIELD_STR,
	 .emit = emit_path},
	COUNT("progs", "Number of programs", objects[KIND_PROG]),
	COUNT("maps", "Number of maps", objects[KIND_MAP]),
	COUNT("links", "Number of links", objects[KIND_LINK]),
	COUNT("btfs", "Number of BTF objects", objects[KIND_BTF]),
	COUNT("elements", "Number of map elements", elements),
	COUNT("pins", "Number of pinned objects", pins),
	COUNT("bytes", "Size of the file in bytes", file_bytes),
	COUNT("unreadable", "Number of answers that could not be recorded", unreadable),
	{0},
};

static const struct record saved_record = {
	.name = "recording",
	.fields = saved_fields,
	.len_off = offsetof(struct saved_rec, len),
};

static int run_save(struct ctx *c, const void *args, struct err *err)
{
	const struct snapshot_save_args *a = args;
	unsigned int what = (a->contents ? RECORDING_CONTENTS : 0) | (a->vmlinux ? RECORDING_VMLINUX : 0) |
			    (a->features ? RECORDING_FEATURES : 0);
	struct saved_rec saved = {.len = UINT32_MAX, .path = a->path};

	if (out_file_is_stdout(a->path))
		return err_usage(err, "FILE cannot be standard output, where the summary is printed");
	if (recording_save(c->kern, a->path, what, &saved.stats, err))
		return -1;
	record_print(c->out, &saved_record, &saved);
	if (!saved.stats.unreadable)
		return 0;
	return err_partial(err, &saved.stats.first_failure,
			   "%s: %llu answers of the kernel could not be recorded", a->path,
			   (unsigned long long)saved.stats.unreadable);
}

static const struct cmd cmd_save = {
	.name = "save",
	.summary = "Record this host: programs, maps, links, BTF and the processes that hold them",
	.about =
		"Records the answers of this machine's kernel in FILE, a gzip-compressed JSON document for use with --from. "
		"Code and types are always included. "
		"FILE is replaced only after all was written.",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "FILE",
			 .help = "File to write the recording to",
			 .off = offsetof(struct snapshot_save_args, path)},
			{.key = "contents",
			 .help = "Include the elements of maps",
			 .flags = ARG_FLAG,
			 .off = offsetof(struct snapshot_save_args, contents)},
			{.key = "vmlinux",
			 .help = "Include the BTF of the kernel itself (some megabytes)",
			 .flags = ARG_FLAG,
			 .off = offsetof(struct snapshot_save_args, vmlinux)},
			{.key = "features",
			 .help = "Include what the kernel can do and how it was built, for 'feature'",
			 .flags = ARG_FLAG,
			 .off = offsetof(struct snapshot_save_args, features)},
			{0},
		},
	.args_size = sizeof(struct snapshot_save_args),
	.record = &saved_record,
	.run = run_save,
};

const struct object object_snapshot = {
	.name = "snapshot",
	.summary = "Recordings of a host, for --from",
	.cmds = (const struct cmd *const[]){&cmd_save, NULL},
};
