/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the verifier says of each program of object files. All programs of one are loaded together; where that
 * fails, those that were not reached, or refused, alone. The numbers stand in the last lines of the log.
 */
#include "progshow/load/verify.h"

#include <limits.h>

#include "lib/complete.h"
#include "lib/record.h"
#include "objfile/loading.h"
#include "progshow/load/refusal.h"

uint64_t verify_digits(const char **at)
{
	uint64_t n = 0;

	for (; **at >= '0' && **at <= '9' && n < UINT64_MAX / 100; (*at)++)
		n = n * 10 + (uint64_t)(**at - '0');
	return n;
}

static int parse_objects(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct prog_verify *v =
		(struct prog_verify *)(void *)((char *)dst - offsetof(struct prog_verify, paths));

	if (v->count == VERIFY_OBJECTS)
		return err_usage(err, "more than %d files", VERIFY_OBJECTS);
	if (!*rest->at[0])
		return err_usage(err, "%s is empty", a->type->token);
	v->paths[v->count++] = *rest->at++;
	rest->left--;
	return 0;
}

static void complete_objects(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	complete_files(c);
}

const struct arg_type arg_objects = {
	.token = "OBJ",
	.help = "Object files that clang made for BPF.",
	.parse = parse_objects,
	.complete = complete_objects,
};

static bool number_behind(const char *log, const char *word, uint64_t *ret_number)
{
	const char *at = strstr(log, word);

	if (!at)
		return false;
	at += strlen(word);
	*ret_number = verify_digits(&at);
	return true;
}

/* The numbers are the last that is said: what the program's own source lines say does not count. */
static void read_numbers(const char *log, struct verify_rec *v)
{
	const char *last = log, *at;

	while ((at = strstr(last + (last != log), "\nverification time ")))
		last = at;
	if (last == log && strncmp(log, "verification time ", 18))
		return;
	v->has_numbers = number_behind(last, "verification time ", &v->time_us) &&
			 number_behind(last, "processed ", &v->insns) &&
			 number_behind(last, "total_states ", &v->states) &&
			 number_behind(last, "peak_states ", &v->peak_states) &&
			 number_behind(last, "max_states_per_insn ", &v->most_states);
	number_behind(last, "mark_read ", &v->read_marks);
	at = strstr(last, "stack depth ");
	v->stack = at ? at + 12 : NULL;
}

enum { ALL_PROGRAMS = UINT_MAX };

/* libbpf loads an object once: each attempt opens it anew. A map that has a pin of its own is none here. */
static int open_for(struct loading *l, struct kern *k, const struct load_object *said, unsigned int number,
		    uint32_t log_level, struct err *err)
{
	struct bpf_program *prog;
	struct bpf_map *map;
	unsigned int i = 0;

	if (loading_open(l, k, said, err))
		return -1;
	if (!l->prog_count)
		return err_set(err, 0, "%s has no programs", said->path);
	bpf_object__for_each_map (map, l->obj)
		bpf_map__set_pin_path(map, NULL);
	bpf_object__for_each_program (prog, l->obj) {
		bpf_program__set_autoload(prog, number == ALL_PROGRAMS || number == i);
		if (!said->say)
			bpf_program__set_log_level(prog, log_level);
		i++;
	}
	return 0;
}

static void fill_rec(const struct loading *l, const struct bpf_program *prog, struct verify_rec *v)
{
	v->k = l->k;
	v->name = bpf_program__name(prog);
	v->section = bpf_program__section_name(prog);
	v->type = bpf_program__type(prog);
	v->size = bpf_program__insn_cnt(prog);
	read_numbers(loading_log(l, prog), v);
}

/*
 * The verifier was done with it, and neither it nor libbpf says anything against it: what failed is another
 * program, or a table of programs with slots for some that are not loaded.
 */
static bool is_taken(const struct loading *l, const struct verify_rec *v, const char *log)
{
	const struct buf *warnings = &l->story.warnings;
	struct refusal why;
	auto_buf name = {0};

	buf_printf(&name, "prog '%s': ", v->name);
	return v->has_numbers && !refusal_find(log, &why) &&
	       (!warnings->len || !memmem(warnings->data, warnings->len, buf_str(&name), name.len));
}

/* Shows a program if it was taken; one that was not only if @in_any_case, else KERN_NONE. */
static int show_rec(const struct loading *l, struct out *o, const struct bpf_program *prog, bool in_any_case,
		    const struct err *err)
{
	const struct err none = {0};
	struct verify_rec v = {.object = l->said->path};

	fill_rec(l, prog, &v);
	v.is_verified = !err->kind || is_taken(l, &v, loading_log(l, prog));
	if (!v.is_verified && !in_any_case)
		return KERN_NONE;
	v.err = v.is_verified ? &none : err;
	record_print(o, &prog_verify_record, &v);
	return v.is_verified ? 0 : -1;
}

static int show_broken(struct out *o, const struct load_object *said, const struct err *err)
{
	const struct verify_rec v = {.object = said->path, .err = err};

	record_print(o, &prog_verify_record, &v);
	return -1;
}

/* One program alone. The whole log takes time: it is asked for where there is a refusal to be told. */
static int verify_alone(struct kern *k, struct out *o, const struct load_object *said, unsigned int number)
{
	static const uint32_t levels[] = {LOG_STATS, LOG_INSNS | LOG_STATS};
	int r = KERN_NONE;

	for (unsigned int i = said->say ? 1 : 0; r == KERN_NONE; i++) {
		auto_loading l = {0};
		struct err err = {0};

		if (open_for(&l, k, said, number, levels[i], &err))
			return show_broken(o, said, &err);
		loading_load(&l, &err);
		r = show_rec(&l, o, loading_prog(&l, number), levels[i] & LOG_INSNS, &err);
	}
	return r;
}

/* All of its programs at once; those of which that does not tell enough alone. */
static bool verify_object(struct kern *k, struct out *o, const struct load_object *said)
{
	struct bpf_program *prog;
	auto_loading l = {0};
	struct err err = {0};
	unsigned int i = 0;
	bool is_good = true;

	if (open_for(&l, k, said, ALL_PROGRAMS, LOG_STATS, &err))
		return show_broken(o, said, &err) == 0;
	loading_load(&l, &err);
	bpf_object__for_each_program (prog, l.obj) {
		int r = show_rec(&l, o, prog, false, &err);

		if (r == KERN_NONE)
			r = verify_alone(k, o, said, i);
		is_good &= !r;
		i++;
		if (out_is_dead(o))
			break;
	}
	return is_good;
}

int prog_verify(struct kern *k, struct out *o, const struct prog_verify *v, struct err *err)
{
	struct load_object object = v->object;
	bool is_good = true;

	out_list(o, NULL);
	for (uint32_t i = 0; i < v->count && !out_is_dead(o); i++) {
		object.path = v->paths[i];
		is_good &= verify_object(k, o, &object);
	}
	out_end(o);
	return is_good ? 0 : err_answer_no(err);
}
