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

#include "kern/change_prog.h"
#include "objfile/loading.h"
#include "progshow/load/refusal.h"

struct slots {
	struct bpf_loader_ctx *ctx;
	struct bpf_map_desc *maps;
	struct bpf_prog_desc *progs;
};

static void slots_free(struct slots *s)
{
	free(s->ctx);
}

static int slots_make(const struct loading *l, struct slots *ret_slots, struct err *err)
{
	size_t size = sizeof(struct bpf_loader_ctx) + l->map_count * sizeof(struct bpf_map_desc) +
		      l->prog_count * sizeof(struct bpf_prog_desc);
	struct bpf_loader_ctx *ctx = calloc(1, size);

	if (!ctx)
		return err_no_memory(err);
	ctx->sz = (uint32_t)size;
	ret_slots->ctx = ctx;
	ret_slots->maps = (struct bpf_map_desc *)(void *)(ctx + 1);
	ret_slots->progs = (struct bpf_prog_desc *)(void *)(ret_slots->maps + l->map_count);
	return 0;
}

static void read_slots(const struct loading *l, const struct slots *s, struct loaded *ret_progs,
		       struct loaded *ret_maps)
{
	struct bpf_program *prog;
	struct bpf_map *map;
	unsigned int i = 0;

	bpf_object__for_each_map (map, l->obj) {
		ret_maps[i] = (struct loaded){bpf_map__name(map), s->maps[i].map_fd};
		i++;
	}
	i = 0;
	bpf_object__for_each_program (prog, l->obj) {
		ret_progs[i] = (struct loaded){bpf_program__name(prog), s->progs[i].prog_fd};
		i++;
	}
}

static int run_once(const struct loading *l, struct loader_run *r, uint32_t log_level, struct err *err)
{
	r->log_level = l->logs ? log_level : 0;
	r->log = r->log_level ? l->logs : NULL;
	r->log_size = r->log_level ? (uint32_t)l->log_room - 1 : 0;
	return kern_run_loader(l->k, r, err);
}

/* A log that does not fit would be a failure: without --debug there is one only after another failure. */
static int run(const struct loading *l, struct loader_run *r, struct err *err)
{
	const bool is_told = l->said->say != NULL;
	int failed = run_once(l, r, is_told ? LOG_EVERYTHING : 0, err);
	struct refusal why;

	if (failed && !is_told && l->logs) {
		err_clear(err);
		failed = run_once(l, r, LOG_INSNS, err);
	}
	if (r->log)
		story_tell(&l->story, r->log);
	if (failed && r->log && refusal_find(r->log, &why))
		refusal_tell(&why, err);
	return failed;
}

int loading_run_loader(struct loading *l, struct loaded *ret_progs, struct loaded *ret_maps, struct err *err)
{
	__attribute__((cleanup(slots_free))) struct slots s = {0};
	DECLARE_LIBBPF_OPTS(gen_loader_opts, gen);
	struct loader_run r;
	int no;

	if (slots_make(l, &s, err))
		return -1;
	no = bpf_object__gen_loader(l->obj, &gen);
	if (!no)
		no = bpf_object__load(l->obj);
	if (no) {
		err_set(err, -no, "libbpf makes no loader of it");
		return loading_explain(l, -no, err);
	}
	r = (struct loader_run){
		.data = gen.data,
		.data_size = gen.data_sz,
		.insns = gen.insns,
		.insns_size = gen.insns_sz,
		.ctx = s.ctx,
	};
	if (run(l, &r, err))
		return -1;
	read_slots(l, &s, ret_progs, ret_maps);
	return 0;
}
