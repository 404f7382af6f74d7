/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the verifier says of each program of object files. A program is loaded alone, with only the maps that
 * libbpf makes for the whole object; its numbers stand in the last lines of the log.
 */
#include "progshow/verify.h"
#include "lib/complete.h"
#include "lib/record.h"
#include "progshow/loading.h"

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

/* What is loaded, and how much is said of it. */
struct attempt {
	bool is_alone, is_last;
	uint32_t log_level;
};

/* libbpf loads an object once: each attempt has its own. A map that has a pin of its own is none here. */
static int open_for(struct loading *l, struct kern *k, const struct load_object *said, unsigned int number,
		    const struct attempt *a, struct bpf_program **ret_prog, struct err *err)
{
	struct bpf_program *prog;
	struct bpf_map *map;
	unsigned int i = 0;

	if (loading_open(l, k, said, err))
		return -1;
	bpf_object__for_each_map (map, l->obj)
		bpf_map__set_pin_path(map, NULL);
	bpf_object__for_each_program (prog, l->obj) {
		if (i == number) {
			*ret_prog = prog;
			if (!said->say)
				bpf_program__set_log_level(prog, a->log_level);
		}
		bpf_program__set_autoload(prog, i++ == number || !a->is_alone);
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

/* Slots that the object fills with its other programs cannot be filled when these are not there. */
static bool has_prog_array(const struct loading *l)
{
	struct bpf_map *map;

	bpf_object__for_each_map (map, l->obj) {
		if (bpf_map__type(map) == BPF_MAP_TYPE_PROG_ARRAY)
			return true;
	}
	return false;
}

/* KERN_NONE: the next attempt may tell more. True and false are answers, and printed. */
static int try_one(struct kern *k, struct out *o, const struct load_object *said, unsigned int number,
		   const struct attempt *a, struct err *err)
{
	struct verify_rec v = {.object = said->path, .err = err};
	struct bpf_program *prog = NULL;
	auto_loading l = {0};

	err_clear(err);
	if (!open_for(&l, k, said, number, a, &prog, err)) {
		if (!a->is_alone && !has_prog_array(&l))
			return KERN_NONE;
		v.is_verified = !loading_load(&l, err);
		if (!v.is_verified && !a->is_last)
			return KERN_NONE;
		fill_rec(&l, prog, &v);
	}
	record_print(o, &prog_verify_record, &v);
	return v.is_verified ? 0 : -1;
}

static bool verify_one(struct kern *k, struct out *o, const struct load_object *said, unsigned int number)
{
	static const struct attempt attempts[] = {
		{.is_alone = true, .log_level = LOG_STATS},
		{.is_alone = false, .log_level = LOG_STATS},
		{.is_alone = true, .log_level = LOG_INSNS | LOG_STATS, .is_last = true},
	};
	struct err err = {0};
	int r = KERN_NONE;

	for (unsigned int i = 0; r == KERN_NONE; i++)
		r = try_one(k, o, said, number, &attempts[i], &err);
	return !r;
}

static unsigned int count_programs(struct kern *k, const struct load_object *said, struct err *err)
{
	auto_loading l = {0};

	if (loading_open(&l, k, said, err))
		return 0;
	if (!l.prog_count)
		err_set(err, 0, "%s has no programs", said->path);
	return l.prog_count;
}

/* True when all its programs are taken. */
static bool verify_object(struct kern *k, struct out *o, const struct load_object *said)
{
	struct verify_rec v = {.object = said->path};
	struct err err = {0};
	unsigned int count = count_programs(k, said, &err);
	bool is_good = count != 0;

	v.err = &err;
	if (!count)
		record_print(o, &prog_verify_record, &v);
	for (unsigned int i = 0; i < count && !out_is_dead(o); i++)
		is_good &= verify_one(k, o, said, i);
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
