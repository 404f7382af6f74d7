/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Asks for everything. Helpers are most of the work, a program for each of them and each type (about 5,600 on
 * Linux 6.18, 37 us each); chains of calls in one program need a tenth fewer programs and take twice as long.
 */
#include "hostshow/features.h"

#include <stdlib.h>
#include <string.h>

#include "kern/uapi.h"
#include "lib/num.h"

const struct ability_name ability_names[ABILITY_COUNT] = {
	[ABILITY_SYSCALL] = {"bpf_syscall", "bpf() syscall"},
	[ABILITY_LARGE] = {"large_insn_limit", "Large program size limit"},
	[ABILITY_LOOPS] = {"bounded_loops", "Bounded loop support"},
	[ABILITY_V2] = {"v2_isa_extension", "ISA extension v2"},
	[ABILITY_V3] = {"v3_isa_extension", "ISA extension v3"},
	[ABILITY_V4] = {"v4_isa_extension", "ISA extension v4"},
	[ABILITY_KFUNCS] = {"kfuncs", "Kernel function (kfunc) support"},
	[ABILITY_ARENA] = {"arena", "Arena support"},
	[ABILITY_PRIVATE_STACK] = {"private_stack", "Private stack support"},
	[ABILITY_MAY_GOTO] = {"may_goto", "may_goto instruction support"},
	[ABILITY_LOAD_ACQUIRE] = {"load_acquire", "Load-acquire and store-release support"},
	[ABILITY_TOKEN] = {"token", "Token support"},
};

static bool is_one_of(uint32_t type, const uint32_t *list, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		if (list[i] == type)
			return true;
	return false;
}

/* All that devices take. */
bool features_has_prog(const struct features *f, uint32_t type)
{
	static const uint32_t of_devices[] = {BPF_PROG_TYPE_SCHED_CLS, BPF_PROG_TYPE_XDP};

	return type && (!f->is_device || is_one_of(type, of_devices, 2));
}

bool features_has_map(const struct features *f, uint32_t type)
{
	static const uint32_t of_devices[] = {BPF_MAP_TYPE_HASH, BPF_MAP_TYPE_ARRAY};

	return type && (!f->is_device || is_one_of(type, of_devices, 2));
}

/* False: out of memory. Numbers in the middle may have no name. */
static bool list_open(struct kern *k, const struct names *n, struct feature_list *l)
{
	l->count = names_end(k, n);
	l->names = calloc(l->count, sizeof(*l->names));
	l->answers = calloc(l->count, sizeof(*l->answers));
	for (uint32_t i = 0; l->names && i < l->count; i++)
		names_text(k, n, i, l->names[i], sizeof(l->names[i]));
	return l->names && l->answers;
}

static void list_free(struct feature_list *l)
{
	free(l->names);
	free(l->answers);
}

void features_free(struct features *f)
{
	for (uint32_t i = 0; f->of_helper && i < f->progs.count; i++)
		free(f->of_helper[i]);
	free(f->of_helper);
	list_free(&f->progs);
	list_free(&f->maps);
	list_free(&f->helpers);
	buf_free(&f->config);
}

static int ask(struct kern *k, const struct feature_scope *scope, struct probe p,
	       struct probe_answer *ret_answer, struct err *err)
{
	int r;

	p.ifindex = scope->ifindex;
	r = kern_probe(k, &p, ret_answer, err);
	if (r == KERN_NONE)
		ret_answer->verdict = PROBE_UNASKED;
	/* What a user without rights is refused is not available to that user. */
	if (!r && scope->is_unprivileged && ret_answer->verdict == PROBE_UNKNOWN)
		ret_answer->verdict = PROBE_NO;
	return r < 0 ? -1 : 0;
}

static int ask_types(struct kern *k, const struct feature_scope *scope, struct features *f, struct err *err)
{
	for (uint32_t i = 0; i < f->progs.count; i++)
		if (features_has_prog(f, i) &&
		    ask(k, scope, (struct probe){.kind = PROBE_PROG, .number = i}, &f->progs.answers[i], err))
			return -1;
	for (uint32_t i = 0; i < f->maps.count; i++)
		if (features_has_map(f, i) &&
		    ask(k, scope, (struct probe){.kind = PROBE_MAP, .number = i}, &f->maps.answers[i], err))
			return -1;
	for (uint32_t i = 0; i < ABILITY_COUNT; i++)
		if (ask(k, scope, (struct probe){.kind = PROBE_ABILITY, .number = i}, &f->abilities[i], err))
			return -1;
	return 0;
}

static int ask_helpers_of(struct kern *k, const struct feature_scope *scope, struct features *f,
			  uint32_t type, struct err *err)
{
	struct probe p = {.kind = PROBE_HELPER, .prog_type = type};

	f->of_helper[type] = calloc(f->helpers.count, sizeof(**f->of_helper));
	if (!f->of_helper[type])
		return err_no_memory(err);
	for (p.number = 1; p.number < f->helpers.count; p.number++)
		if ((scope->is_full || !probe_is_loud(p.number)) &&
		    ask(k, scope, p, &f->of_helper[type][p.number], err))
			return -1;
	return 0;
}

static int ask_helpers(struct kern *k, const struct feature_scope *scope, struct features *f, struct err *err)
{
	/* Those of the program that it replaces. */
	const uint32_t without = BPF_PROG_TYPE_EXT;

	for (uint32_t i = 0; i < f->progs.count; i++)
		if (i != without && f->progs.answers[i].verdict == PROBE_YES &&
		    ask_helpers_of(k, scope, f, i, err))
			return -1;
	return 0;
}

static int64_t read_sysctl(struct kern *k, const char *path)
{
	struct err ignored = {0};
	auto_buf text = {0};
	uint64_t value;

	if (kern_read_file(k, path, &text, &ignored))
		return SYSCTL_UNKNOWN;
	while (text.len && text.data[text.len - 1] == '\n')
		text.len--;
	if (num_parse_u64(buf_str(&text), INT64_MAX, path, &value, &ignored))
		return SYSCTL_UNKNOWN;
	return (int64_t)value;
}

static int read_system(struct kern *k, struct features *f, struct err *err)
{
	int r;

	for (unsigned int i = 0; i < SYSCTLS; i++)
		f->sysctls[i] = read_sysctl(k, sysctl_paths[i]);
	limits_read(k, &f->limits);
	r = kern_config(k, &f->config, err);
	f->options = r ? NULL : buf_str(&f->config);
	return r < 0 ? -1 : 0;
}

int features_collect(struct kern *k, const struct feature_scope *scope, struct features *ret_features,
		     struct err *err)
{
	struct features *f = ret_features;

	f->is_device = scope->ifindex != 0;
	if (!list_open(k, &names_prog_types, &f->progs) || !list_open(k, &names_map_types, &f->maps) ||
	    !list_open(k, &names_helpers, &f->helpers))
		return err_no_memory(err);
	f->of_helper = calloc(f->progs.count, sizeof(struct probe_answer *));
	if (!f->of_helper)
		return err_no_memory(err);
	if (read_system(k, f, err) || ask_types(k, scope, f, err) || ask_helpers(k, scope, f, err))
		return -1;
	if (kern_source(k) && f->abilities[ABILITY_SYSCALL].verdict == PROBE_UNASKED) {
		err_set(err, 0, "this recording does not contain what the kernel can do");
		err_hint(err, "it is recorded by 'snapshot save FILE features'");
		return -1;
	}
	return 0;
}
