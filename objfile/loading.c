/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Objects opened and loaded with libbpf, and its failures in words. Every program gets room for a log of its
 * own, so that it is known whose it is; the memory is there when the verifier writes to it.
 */
#include "objfile/loading.h"

#include <errno.h>
#include <stdio.h>

#include "kern/mapfile.h"
#include "kern/rights.h"
#include "lib/complete.h"
#include "objfile/form.h"
#include "progshow/load/refusal.h"
#include "wire/btf.h"

enum {
	LOG_ROOM = 16 << 20,     /* only what is refused is told of */
	LOG_ROOM_MOST = 1 << 30, /* the kernel takes no more; what does not fit fails the load */
	LIBBPF_ERRORS = 4000,
	ELF_MAGIC_LEN = 4,
};

/* libbpf has numbers of its own behind the kernel's. */
static int set_error(struct err *err, int no, const char *what)
{
	char text[128];

	if (no < LIBBPF_ERRORS)
		return err_set(err, no, "%s", what);
	libbpf_strerror(no, text, sizeof(text));
	return err_set(err, 0, "%s: %s", what, text);
}

int loading_add_warnings(const struct loading *l, struct err *err)
{
	const struct buf *said = &l->story.warnings;
	const char *hint = said->len ? refusal_hint(said->data, said->len) : NULL;

	if (said->len)
		err_said(err, said->data, said->len);
	if (hint)
		err_hint(err, "%s", hint);
	else
		rights_explain(err, RIGHTS_LOAD_NET);
	return -1;
}

/* The kernel's number would mislead: it is EACCES where no right is missing, ENOSPC where the log was long.
 */
static int explain_log(const struct bpf_program *prog, const char *log, struct err *err)
{
	struct refusal r;

	if (!refusal_find(log, &r))
		return -1;
	err_set(err, 0, "program %.128s: the verifier refuses it: %.*s", bpf_program__name(prog),
		(int)(r.reason_len < 200 ? r.reason_len : 200), r.reason);
	refusal_tell(&r, err);
	return 0;
}

/* Programs are loaded in turn: the last one with a log is the one that was refused. */
int loading_explain(const struct loading *l, int no, struct err *err)
{
	const struct bpf_program *last = NULL;
	struct bpf_program *prog;

	bpf_object__for_each_program (prog, l->obj)
		if (*loading_log(l, prog))
			last = prog;
	if (last && !explain_log(last, loading_log(l, last), err))
		return -1;
	set_error(err, no, "loading");
	return loading_add_warnings(l, err);
}

static bool has_type(const struct bpf_program *prog)
{
	return bpf_program__type(prog) != BPF_PROG_TYPE_UNSPEC;
}

/* A name with or without the slash that libbpf wants behind some. */
static int find_type(const char *name, enum bpf_prog_type *ret_type, enum bpf_attach_type *ret_attach)
{
	char with_slash[128];

	if (!libbpf_prog_type_by_name(name, ret_type, ret_attach))
		return 0;
	snprintf(with_slash, sizeof(with_slash), "%s/", name);
	return libbpf_prog_type_by_name(with_slash, ret_type, ret_attach);
}

static int set_types(const struct loading *l, struct err *err)
{
	enum bpf_attach_type attach = 0;
	enum bpf_prog_type type = BPF_PROG_TYPE_UNSPEC;
	struct bpf_program *prog;

	if (l->said->type && find_type(l->said->type, &type, &attach)) {
		err_usage(err, "'%.64s' is no section name that libbpf %s knows", l->said->type,
			  kern_libbpf_version());
		err_hint(err, "names are those of SEC(\"...\"): xdp, tc, kprobe, cgroup/connect4, ...");
		return -1;
	}
	bpf_object__for_each_program (prog, l->obj) {
		if (l->said->type) {
			bpf_program__set_type(prog, type);
			bpf_program__set_expected_attach_type(prog, attach);
		} else if (!has_type(prog)) {
			err_set(err, 0, "program %.128s: its section '%.128s' tells no type",
				bpf_program__name(prog), bpf_program__section_name(prog));
			err_hint(err, "say which one: type xdp, type tc, ...");
			return -1;
		}
	}
	return 0;
}

static size_t logs_size(const struct loading *l)
{
	return (l->prog_count + (size_t)1) * l->log_room;
}

/* Without room libbpf shows its own log in a warning. */
static void give_logs(struct loading *l)
{
	struct bpf_program *prog;
	unsigned int i = 0;

	bpf_object__for_each_program (prog, l->obj)
		l->prog_count++;
	l->log_room = l->said->say ? LOG_ROOM_MOST : LOG_ROOM;
	l->logs = kern_reserve(logs_size(l));
	if (!l->logs)
		return;
	bpf_object__for_each_program (prog, l->obj) {
		bpf_program__set_log_buf(prog, l->logs + l->log_room * i++, l->log_room - 1);
		if (l->said->say)
			bpf_program__set_log_level(prog, LOG_EVERYTHING);
	}
}

struct bpf_program *loading_prog(const struct loading *l, unsigned int number)
{
	struct bpf_program *prog;

	bpf_object__for_each_program (prog, l->obj) {
		if (!number--)
			break;
	}
	return prog;
}

char *loading_log(const struct loading *l, const struct bpf_program *prog)
{
	static char none[] = "";
	struct bpf_program *at;
	unsigned int i = 0;

	bpf_object__for_each_program (at, l->obj) {
		if (at == prog)
			break;
		i++;
	}
	return l->logs ? l->logs + l->log_room * i : none;
}

/* The two forms that libbpf reads. Objects without relocations never make it look at the file. */
static bool is_btf(const void *data, size_t size)
{
	const uint16_t magic = WIRE_MAGIC;

	return size > ELF_MAGIC_LEN &&
	       (!memcmp(data, &magic, sizeof(magic)) || !memcmp(data, "\177ELF", ELF_MAGIC_LEN));
}

static int check_types(const char *path, struct err *err)
{
	const void *data;
	size_t size;
	bool is_good;

	if (!path)
		return 0;
	if (kern_map_file(path, &data, &size, err)) {
		rights_explain(err, RIGHTS_FILE);
		return err_wrap(err, "kernel_btf");
	}
	is_good = is_btf(data, size);
	kern_unmap_file(data, size);
	if (is_good)
		return 0;
	err_set(err, 0, "kernel_btf: %s has no types: neither raw BTF nor ELF", path);
	err_hint(err, "give a copy of another kernel's /sys/kernel/btf/vmlinux, or its vmlinux");
	return -1;
}

/* What is no object file at all is told better than libbpf would. */
static int check_object(const char *path, struct err *err)
{
	const void *data;
	size_t size;
	int r;

	if (kern_map_file(path, &data, &size, err))
		return rights_explain(err, RIGHTS_FILE);
	r = objfile_check(path, data, size, err);
	kern_unmap_file(data, size);
	return r;
}

int loading_open(struct loading *l, struct kern *k, const struct load_object *said, struct err *err)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .relaxed_maps = said->is_relaxed,
		    .btf_custom_path = said->kernel_btf);
	struct bpf_map *map;
	int no;

	if (check_object(said->path, err) || check_types(said->kernel_btf, err))
		return -1;
	l->k = k;
	l->said = said;
	story_begin(&l->story, said->say);
	l->obj = bpf_object__open_file(said->path, &opts);
	if (!l->obj) {
		no = errno;
		/* Its own numbers have words, the others only mislead where it has warned. */
		if (l->story.warnings.len && no < LIBBPF_ERRORS)
			err_set(err, 0, "%s: libbpf does not take it", said->path);
		else
			set_error(err, no, said->path);
		return loading_add_warnings(l, err);
	}
	bpf_object__for_each_map (map, l->obj)
		l->map_count++;
	if (set_types(l, err))
		return err->kind == ERR_USAGE ? -1 : err_wrap(err, "%s", said->path);
	give_logs(l);
	return 0;
}

static void tell_logs(const struct loading *l)
{
	struct bpf_program *prog;

	bpf_object__for_each_program (prog, l->obj) {
		if (!*loading_log(l, prog))
			continue;
		story_tell(&l->story, "what the verifier says of the program:");
		story_tell(&l->story, bpf_program__name(prog));
		story_tell(&l->story, loading_log(l, prog));
	}
}

int loading_load(struct loading *l, struct err *err)
{
	int r = bpf_object__load(l->obj);

	if (l->said->say)
		tell_logs(l);
	return r ? loading_explain(l, -r, err) : 0;
}

void loading_close(struct loading *l)
{
	if (l->obj)
		bpf_object__close(l->obj);
	kern_unreserve(l->logs, logs_size(l));
	if (l->k)
		story_end(&l->story);
}
