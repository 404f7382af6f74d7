/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Loading through a program: libbpf writes down all it would ask the kernel as a program of the syscall type,
 * which runs once and leaves descriptors in the structure it was given: maps first, then programs.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include <sys/syscall.h>

#include <bpf/skel_internal.h>

#include "kern/change.h"
#include "objfile/child.h"
#include "objfile/inside.h"

struct slots {
	struct bpf_loader_ctx *ctx;
	struct bpf_map_desc *maps;
	struct bpf_prog_desc *progs;
};

static void slots_free(struct slots *s)
{
	free(s->ctx);
}

static int slots_make(const struct objfile *o, struct slots *ret_slots, struct err *err)
{
	size_t size = sizeof(struct bpf_loader_ctx) + o->map_count * sizeof(struct bpf_map_desc) +
		      o->prog_count * sizeof(struct bpf_prog_desc);
	struct bpf_loader_ctx *ctx = calloc(1, size);

	if (!ctx)
		return err_no_memory(err);
	ctx->sz = (uint32_t)size;
	ret_slots->ctx = ctx;
	ret_slots->maps = (struct bpf_map_desc *)(void *)(ctx + 1);
	ret_slots->progs = (struct bpf_prog_desc *)(void *)(ret_slots->maps + o->map_count);
	return 0;
}

/* What was not made has 0. */
static void read_slots(const struct objfile *o, const struct slots *s)
{
	for (unsigned int i = 0; i < o->map_count; i++)
		o->maps[i].fd = s->maps[i].map_fd > 0 ? s->maps[i].map_fd : -1;
	for (unsigned int i = 0; i < o->prog_count; i++)
		o->progs[i].fd = s->progs[i].prog_fd > 0 ? s->progs[i].prog_fd : -1;
	o->in->is_run = true;
}

static int run_once(const struct objfile *o, struct loader_run *r, uint32_t log_level, struct err *err)
{
	r->log_level = o->in->logs ? log_level : 0;
	r->log = r->log_level ? o->in->logs : NULL;
	r->log_size = r->log_level ? (uint32_t)o->in->log_room - 1 : 0;
	return kern_run_loader(o->k, r, err);
}

/* A log that does not fit would be a failure: without --debug there is one only after another failure. */
static int run(const struct objfile *o, struct loader_run *r, struct err *err)
{
	const bool is_verbose = o->opts->listener.detail == TELL_EVERYTHING;
	int failed = run_once(o, r, is_verbose ? LOG_EVERYTHING : 0, err);

	if (failed && !is_verbose && o->in->logs) {
		err_clear(err);
		failed = run_once(o, r, LOG_INSNS, err);
	}
	if (r->log)
		messages_tell(&o->in->messages, r->log);
	return failed;
}

/* Begins what comes back from the child: sizes of data and instructions, which follow, then each map's
 * values.
 */
struct made {
	uint32_t data, insns;
};

static void add_values(const struct objfile *o, struct buf *to)
{
	for (unsigned int i = 0; i < o->map_count; i++) {
		size_t size = 0;
		const void *value = bpf_map__initial_value(o->in->maps[i], &size);
		uint32_t has = value ? (uint32_t)size : 0;

		buf_add(to, &has, sizeof(has));
		buf_add(to, value, has);
	}
}

static int make(void *arg, struct buf *ret_result, struct err *err)
{
	const struct objfile *o = arg;
	DECLARE_LIBBPF_OPTS(gen_loader_opts, gen);
	struct made made;
	int no;

	no = bpf_object__gen_loader(o->in->obj, &gen);
	if (!no)
		no = bpf_object__load(o->in->obj);
	if (no)
		return objfile_fail(o, -no, "libbpf cannot generate a loader program", err);
	made = (struct made){gen.data_sz, gen.insns_sz};
	buf_add(ret_result, &made, sizeof(made));
	buf_add(ret_result, gen.data, gen.data_sz);
	buf_add(ret_result, gen.insns, gen.insns_sz);
	add_values(o, ret_result);
	return ret_result->failed ? err_no_memory(err) : 0;
}

static int check_kinds(const struct objfile *o, struct err *err)
{
	for (unsigned int i = 0; i < o->map_count; i++)
		if (o->maps[i].type == BPF_MAP_TYPE_STRUCT_OPS)
			return err_set(err, 0, "map %.64s: struct_ops cannot be loaded by a loader program",
				       o->maps[i].name);
	return 0;
}

static int read_values(const struct objfile *o, const char *at, struct objfile_loader *l, struct err *err)
{
	l->values = calloc(o->map_count + 1, sizeof(*l->values));
	if (!l->values)
		return err_no_memory(err);
	for (unsigned int i = 0; i < o->map_count; i++) {
		memcpy(&l->values[i].size, at, sizeof(l->values[i].size));
		at += sizeof(l->values[i].size);
		l->values[i].data = at;
		at += l->values[i].size;
	}
	return 0;
}

int objfile_make_loader(struct objfile *o, struct objfile_loader *ret_loader, struct err *err)
{
	struct objfile_loader l = {0};
	struct made made;

	if (check_kinds(o, err) || child_run(make, o, &l.bytes, err))
		return -1;
	memcpy(&made, l.bytes.data, sizeof(made));
	l.data = l.bytes.data + sizeof(made);
	l.data_size = made.data;
	l.insns = l.data + made.data;
	l.insns_size = made.insns;
	if (read_values(o, l.insns + made.insns, &l, err)) {
		buf_free(&l.bytes);
		return -1;
	}
	*ret_loader = l;
	return 0;
}

void objfile_loader_free(struct objfile_loader *l)
{
	buf_free(&l->bytes);
	free(l->values);
	*l = (struct objfile_loader){0};
}

int objfile_run_loader(struct objfile *o, const char **ret_log, struct err *err)
{
	__attribute__((cleanup(slots_free))) struct slots s = {0};
	auto_loader l = {0};
	struct loader_run r;
	int failed;

	*ret_log = NULL;
	if (slots_make(o, &s, err) || objfile_make_loader(o, &l, err))
		return -1;
	r = (struct loader_run){
		.data = l.data,
		.data_size = l.data_size,
		.insns = l.insns,
		.insns_size = l.insns_size,
		.ctx = s.ctx,
	};
	failed = run(o, &r, err);
	*ret_log = r.log;
	if (failed)
		return -1;
	read_slots(o, &s);
	return 0;
}
