/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects opened and loaded with libbpf. Every program gets its own log buffer, so that it is known
 * whose log it is; the memory is there when the verifier writes to it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "kern/mapfile.h"
#include "kern/rights.h"
#include "lib/words.h"
#include "objfile/contents/contents.h"
#include "objfile/inside.h"
#include "objfile/newer.h"
#include "objfile/read.h"
#include "objfile/sections.h"

enum {
	LOG_ROOM = 16 << 20,     /* only what is refused is reported */
	LOG_ROOM_MOST = 1 << 30, /* the kernel does not accept more; what does not fit fails the load */
	LIBBPF_ERRORS = 4000,
	OBJECT_NAME = 64, /* it keeps less */
};

int objfile_add_warnings(const struct objfile *o, struct err *err)
{
	const struct buf *warnings = &o->in->messages.warnings;

	if (warnings->len)
		err_quote(err, warnings->data, warnings->len);
	rights_explain(err, RIGHTS_LOAD_NET);
	return -1;
}

/* libbpf has its own numbers after the kernel's. */
static int set_error(struct err *err, int no, const char *what)
{
	char text[128];

	if (no < LIBBPF_ERRORS)
		return err_set(err, no, "%s", what);
	libbpf_strerror(no, text, sizeof(text));
	return err_set(err, 0, "%s: %s", what, text);
}

int objfile_fail(const struct objfile *o, int no, const char *what, struct err *err)
{
	set_error(err, no, what);
	return objfile_add_warnings(o, err);
}

const char *objfile_warnings(const struct objfile *o)
{
	return o->in && o->in->messages.warnings.len ? buf_str(&o->in->messages.warnings) : "";
}

/* The meaning of a section name, from libbpf or our own table. */
struct kind {
	enum bpf_prog_type type;
	enum bpf_attach_type attach;
	uint32_t flags;
};

/* A name with or without the slash that libbpf requires after some. */
static bool find_kind(const char *name, struct kind *ret_kind)
{
	const struct section_row *row;
	const char *target;
	char with_slash[128];

	*ret_kind = (struct kind){0};
	snprintf(with_slash, sizeof(with_slash), "%s/", name);
	row = section_find(name, &target);
	if (row) {
		*ret_kind = (struct kind){(enum bpf_prog_type)row->type,
					  (enum bpf_attach_type)row->attach_type, row->flags};
		return true;
	}
	return !libbpf_prog_type_by_name(name, &ret_kind->type, &ret_kind->attach) ||
	       !libbpf_prog_type_by_name(with_slash, &ret_kind->type, &ret_kind->attach);
}

static void set_kind(struct bpf_program *prog, const struct kind *kind)
{
	bpf_program__set_type(prog, kind->type);
	bpf_program__set_expected_attach_type(prog, kind->attach);
	if (kind->flags)
		bpf_program__set_flags(prog, bpf_program__flags(prog) | kind->flags);
}

/* A program whose section is newer than the installed libbpf. */
static int set_own_kind(struct bpf_program *prog, const char *hint, struct err *err)
{
	const char *target, *section = bpf_program__section_name(prog);
	const struct section_row *row;
	struct kind kind;
	int r;

	row = section_find(section, &target);
	if (!row || !find_kind(section, &kind)) {
		err_set(err, 0, "program %.128s: cannot derive a program type from section '%.128s'",
			bpf_program__name(prog), section);
		err_hint(err, "%s", hint ? hint : "specify it: type xdp, type tc, ...");
		return -1;
	}
	set_kind(prog, &kind);
	if (!row->is_traced || !*target)
		return 0;
	r = bpf_program__set_attach_target(prog, 0, target);
	return r ? err_set(err, -r, "program %.128s: target %.128s", bpf_program__name(prog), target) : 0;
}

static int refuse_type(const char *type, struct err *err)
{
	struct guess guess = {0};

	for (const char *const *known = objfile_types; *known; known++)
		guess_offer(&guess, type, *known);
	err_usage(err, "'%.64s' is not a known section name", type);
	err_hint(err, "use a name as in SEC(\"...\"): xdp, tc, kprobe, cgroup/connect4, ...");
	guess_hint(&guess, err);
	return -1;
}

static int set_types(const struct objfile *o, struct err *err)
{
	struct kind kind;

	if (o->opts->type && !find_kind(o->opts->type, &kind)) {
		return refuse_type(o->opts->type, err);
	}
	for (unsigned int i = 0; i < o->prog_count; i++) {
		struct bpf_program *prog = o->in->progs[i];

		if (o->opts->type)
			set_kind(prog, &kind);
		else if (bpf_program__type(prog) == BPF_PROG_TYPE_UNSPEC &&
			 set_own_kind(prog, o->opts->type_hint, err))
			return -1;
	}
	return 0;
}

static size_t logs_size(const struct objfile *o)
{
	return (o->prog_count + (size_t)1) * o->in->log_room;
}

/* Without room libbpf shows its own log in a warning. */
static void give_logs(struct objfile *o)
{
	const bool is_all = o->opts->listener.detail == TELL_EVERYTHING;
	struct objfile_inside *in = o->in;

	in->log_room = is_all ? LOG_ROOM_MOST : LOG_ROOM;
	in->logs = kern_reserve(logs_size(o));
	for (unsigned int i = 0; i < o->prog_count && in->logs; i++) {
		char *log = in->logs + in->log_room * i;

		o->progs[i].log = log;
		bpf_program__set_log_buf(in->progs[i], log, in->log_room - 1);
		if (is_all)
			bpf_program__set_log_level(in->progs[i], LOG_EVERYTHING);
	}
}

/* What libbpf reports of the programs and maps at this moment. */
static void read_lists(struct objfile *o)
{
	const struct section_row *row;
	const char *target;

	for (unsigned int i = 0; i < o->prog_count; i++) {
		const struct bpf_program *prog = o->in->progs[i];

		o->progs[i].name = bpf_program__name(prog);
		o->progs[i].section = bpf_program__section_name(prog);
		o->progs[i].type = bpf_program__type(prog);
		o->progs[i].attach_type = bpf_program__expected_attach_type(prog);
		o->progs[i].size = bpf_program__insn_cnt(prog);
		row = section_find(o->progs[i].section, &target);
		o->progs[i].attached_by = row ? row->attached_by : NULL;
		o->progs[i].target = row ? target : "";
	}
	for (unsigned int i = 0; i < o->map_count; i++) {
		const struct bpf_map *map = o->in->maps[i];

		o->maps[i].name = bpf_map__name(map);
		o->maps[i].pin_path = bpf_map__pin_path(map);
		o->maps[i].type = bpf_map__type(map);
		o->maps[i].is_link = bpf_map__map_flags(map) & NEWER_F_LINK &&
				     bpf_map__type(map) == BPF_MAP_TYPE_STRUCT_OPS;
	}
}

static int make_lists(struct objfile *o, struct err *err)
{
	struct objfile_inside *in = o->in;
	unsigned int progs = 0, maps = 0;
	struct bpf_program *prog;
	struct bpf_map *map;

	bpf_object__for_each_program (prog, in->obj)
		progs++;
	bpf_object__for_each_map (map, in->obj)
		maps++;
	o->progs = calloc(progs + 1, sizeof(*o->progs));
	o->maps = calloc(maps + 1, sizeof(*o->maps));
	in->progs = calloc(progs + 1, sizeof(void *));
	in->maps = calloc(maps + 1, sizeof(void *));
	if (!o->progs || !o->maps || !in->progs || !in->maps)
		return err_no_memory(err);
	bpf_object__for_each_program (prog, in->obj) {
		o->progs[o->prog_count] = (struct objfile_prog){.log = "", .fd = -1};
		in->progs[o->prog_count++] = prog;
	}
	bpf_object__for_each_map (map, in->obj) {
		o->maps[o->map_count] = (struct objfile_map){.fd = -1};
		in->maps[o->map_count++] = map;
		if (in->is_link && bpf_map__type(map) == BPF_MAP_TYPE_STRUCT_OPS)
			bpf_map__set_map_flags(map, bpf_map__map_flags(map) | NEWER_F_LINK);
	}
	return 0;
}

/* Maps of global data are named after it: the file's name, up to the first dot. */
static void name_object(const char *path, char *ret_name, size_t size)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;

	snprintf(ret_name, size, "%.*s", (int)strcspn(name, "."), name);
}

static int open_bytes(struct objfile *o, struct err *err)
{
	char name[OBJECT_NAME], types[READ_PATH];
	LIBBPF_OPTS(bpf_object_open_opts, opts, .relaxed_maps = o->opts->is_relaxed, .object_name = name);
	int no;

	name_object(o->opts->path, name, sizeof(name));
#if LIBBPF_MAJOR_VERSION > 1 || LIBBPF_MINOR_VERSION >= 5
	/* It would ask for a token even where it only writes a loader. */
	if (o->opts->is_never_loaded)
		opts.bpf_token_path = "";
#endif
	if (o->in->kernel_types >= 0) {
		read_memory_path(o->in->kernel_types, types);
		opts.btf_custom_path = types;
	}
	o->in->obj = bpf_object__open_mem(o->in->data, o->in->size, &opts);
	if (o->in->obj)
		return 0;
	no = errno;
	/* Its own numbers have words, the others only mislead where it has warned. */
	if (!o->in->messages.warnings.len || no >= LIBBPF_ERRORS)
		return objfile_fail(o, no, o->opts->path, err);
	err_set(err, 0, "%s: libbpf rejected it", o->opts->path);
	return objfile_add_warnings(o, err);
}

static int read_files(struct objfile *o, struct err *err)
{
	struct objfile_inside *in = o->in;

	if (read_object(o->opts->path, &in->data, &in->size, err))
		return -1;
	if (newer_make_known(in->data, in->size, &in->is_link, err))
		return err_wrap(err, "%s", o->opts->path);
	return o->opts->kernel_btf ? read_kernel_types(o->opts->kernel_btf, &in->kernel_types, err) : 0;
}

/* libbpf 1.4 to 1.6 would use the first of its maps, which may not exist. */
static int check_arena(const struct objfile *o, struct err *err)
{
	struct elf_section arena;
	struct elf elf;

	if (elf_parse(o->in->data, o->in->size, &elf, err))
		return -1;
	if (!elf_find(&elf, CONTENTS_ARENA_SECTION, &arena))
		return 0;
	for (unsigned int i = 0; i < o->map_count; i++)
		if ((unsigned int)bpf_map__type(o->in->maps[i]) == CONTENTS_ARENA)
			return 0;
	contents_refuse_arena(err);
	return err_wrap(err, "%s", o->opts->path);
}

int objfile_open(struct objfile *o, struct kern *k, const struct objfile_opts *opts, struct err *err)
{
	*o = (struct objfile){.k = k, .opts = opts, .in = calloc(1, sizeof(*o->in))};
	if (!o->in)
		return err_no_memory(err);
	o->in->kernel_types = -1;
	messages_begin(&o->in->messages, &opts->listener);
	if (read_files(o, err) || open_bytes(o, err) || make_lists(o, err) || check_arena(o, err))
		return -1;
	if (set_types(o, err))
		return err->kind == ERR_USAGE ? -1 : err_wrap(err, "%s", opts->path);
	give_logs(o);
	read_lists(o);
	return 0;
}

/* Between the marks that libbpf puts around logs where it has them itself: scripts look for these. */
static void tell_logs(const struct objfile *o)
{
	for (unsigned int i = 0; i < o->prog_count; i++) {
		auto_buf head = {0};

		if (!*o->progs[i].log)
			continue;
		buf_printf(&head, "libbpf: prog '%s': -- BEGIN PROG LOAD LOG --", o->progs[i].name);
		messages_tell(&o->in->messages, buf_str(&head));
		messages_tell(&o->in->messages, o->progs[i].log);
		messages_tell(&o->in->messages, "-- END PROG LOAD LOG --");
	}
}

int objfile_load(struct objfile *o, struct err *err)
{
	int r = bpf_object__load(o->in->obj);

	read_lists(o);
	tell_logs(o);
	if (r)
		return objfile_fail(o, -r, "loading", err);
	for (unsigned int i = 0; i < o->prog_count; i++)
		o->progs[i].fd = bpf_program__fd(o->in->progs[i]);
	for (unsigned int i = 0; i < o->map_count; i++)
		o->maps[i].fd = bpf_map__fd(o->in->maps[i]);
	return 0;
}

static void close_descriptors(const struct objfile *o)
{
	for (unsigned int i = 0; i < o->prog_count; i++)
		if (o->progs[i].fd >= 0)
			close(o->progs[i].fd);
	for (unsigned int i = 0; i < o->map_count; i++)
		if (o->maps[i].fd >= 0)
			close(o->maps[i].fd);
}

void objfile_close(struct objfile *o)
{
	struct objfile_inside *in = o->in;

	if (!in)
		return;
	if (in->is_run)
		close_descriptors(o);
	bpf_object__close(in->obj);
	kern_unreserve(in->logs, logs_size(o));
	messages_end(&in->messages);
	kern_unmap_file(in->data, in->size);
	if (in->kernel_types >= 0)
		close(in->kernel_types);
	free(in->progs);
	free(in->maps);
	free(in);
	free(o->progs);
	free(o->maps);
	*o = (struct objfile){0};
}
