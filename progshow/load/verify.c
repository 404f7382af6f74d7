/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The verifier's verdict on each program of object files. All programs of one are loaded together; where that
 * fails, those that were not reached, or refused, alone. The numbers are in the last lines of the log.
 */
#include "progshow/load/verify.h"

#include "lib/cmd.h"
#include "lib/record.h"
#include "progshow/load/explain.h"
#include "progshow/load/log_lines.h"
#include "progshow/load/refusal.h"

static int parse_objects(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct prog_verify *v =
		(struct prog_verify *)(void *)((char *)dst - offsetof(struct prog_verify, paths));

	if (v->count == VERIFY_OBJECTS)
		return err_usage(err, "too many files (at most %d)", VERIFY_OBJECTS);
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
	complete_files(c, ".o");
}

const struct arg_type arg_objects = {
	.token = "OBJ",
	.help = "Object files compiled for BPF by clang",
	.parse = parse_objects,
	.complete = complete_objects,
};

static bool number_after(const char *log, const char *word, uint64_t *ret_number)
{
	const char *at = strstr(log, word);

	if (!at)
		return false;
	at += strlen(word);
	return log_number(&at, ret_number);
}

/* The numbers come last: the same text in the program's source lines does not count. */
static void read_numbers(const char *log, struct verify_rec *v)
{
	const char *last = log, *at;

	while ((at = strstr(last + (last != log), "\nverification time ")))
		last = at;
	if (last == log && strncmp(log, "verification time ", 18))
		return;
	v->has_numbers = number_after(last, "verification time ", &v->time_us) &&
			 number_after(last, "processed ", &v->insns) &&
			 number_after(last, "total_states ", &v->states) &&
			 number_after(last, "peak_states ", &v->peak_states) &&
			 number_after(last, "max_states_per_insn ", &v->most_states);
	number_after(last, "mark_read ", &v->read_marks);
	v->totals = last;
}

/* libbpf loads an object once: each attempt opens it anew. A map that declares a pin is not pinned here. */
static int open_for(struct objfile *o, struct kern *k, const struct objfile_opts *opts, unsigned int number,
		    uint32_t log_level, struct err *err)
{
	if (explain_open(o, k, opts, err))
		return -1;
	if (!o->prog_count)
		return err_set(err, 0, "%s has no programs", opts->path);
	for (unsigned int i = 0; i < o->map_count; i++)
		objfile_forget_pin(o, i);
	objfile_select(o, number, log_level);
	return 0;
}

static void fill_rec(const struct objfile *o, const struct objfile_prog *prog, struct verify_rec *v)
{
	v->k = o->k;
	v->name = prog->name;
	v->section = prog->section;
	v->type = prog->type;
	v->size = prog->size;
	read_numbers(prog->log, v);
}

/*
 * The verifier finished it, and neither it nor libbpf reports an error for it: what failed is another
 * program, or a table of programs with slots for some that are not loaded.
 */
static bool is_taken(const struct objfile *o, const struct verify_rec *v, const char *log)
{
	struct refusal why;
	auto_buf name = {0};

	buf_printf(&name, "prog '%s': ", v->name);
	return v->has_numbers && !refusal_find(log, &why) && !strstr(objfile_warnings(o), buf_str(&name));
}

/* Shows a program if it was accepted; a refused one only if @in_any_case, else KERN_NONE. */
static int show_rec(const struct objfile *object, struct out *o, unsigned int number, bool in_any_case,
		    const struct err *err)
{
	struct verify_rec v = {.object = object->opts->path};
	const struct err none = {0};

	fill_rec(object, &object->progs[number], &v);
	v.is_verified = !err->kind || is_taken(object, &v, object->progs[number].log);
	if (!v.is_verified && !in_any_case)
		return KERN_NONE;
	v.err = v.is_verified ? &none : err;
	record_print(o, &prog_verify_record, &v);
	return v.is_verified ? 0 : -1;
}

static int show_broken(struct out *o, const struct objfile_opts *opts, const struct err *err)
{
	const struct verify_rec v = {.object = opts->path, .err = err};

	record_print(o, &prog_verify_record, &v);
	return -1;
}

/* One program alone. The whole log takes time: it is requested only to report a refusal. */
static int verify_alone(struct kern *k, struct out *o, const struct objfile_opts *opts, unsigned int number)
{
	static const uint32_t levels[] = {LOG_STATS, LOG_INSNS | LOG_STATS};
	int r = KERN_NONE;

	for (unsigned int i = opts->listener.detail == TELL_EVERYTHING; r == KERN_NONE; i++) {
		auto_objfile object = {0};
		struct err err = {0};

		if (open_for(&object, k, opts, number, levels[i], &err))
			return show_broken(o, opts, &err);
		explain_load(&object, &err);
		r = show_rec(&object, o, number, levels[i] & LOG_INSNS, &err);
	}
	return r;
}

/* All of its programs at once; those that need more information alone. */
static bool verify_object(struct kern *k, struct out *o, const struct objfile_opts *opts)
{
	auto_objfile object = {0};
	struct err err = {0};
	bool is_good = true;

	if (open_for(&object, k, opts, OBJFILE_ALL, LOG_STATS, &err))
		return show_broken(o, opts, &err) == 0;
	explain_load(&object, &err);
	for (unsigned int i = 0; i < object.prog_count && !out_is_dead(o); i++) {
		int r = show_rec(&object, o, i, false, &err);

		if (r == KERN_NONE)
			r = verify_alone(k, o, opts, i);
		is_good &= !r;
	}
	return is_good;
}

int prog_verify(struct kern *k, struct out *o, const struct prog_verify *v, struct err *err)
{
	struct objfile_opts opts = v->object;
	bool is_good = true;

	out_list(o, NULL);
	for (uint32_t i = 0; i < v->count && !out_is_dead(o); i++) {
		opts.path = v->paths[i];
		is_good &= verify_object(k, o, &opts);
	}
	out_end(o);
	return is_good ? 0 : err_answer_no(err);
}
