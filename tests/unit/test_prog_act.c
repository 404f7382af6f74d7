/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What is done with programs, on a small kernel that counts what is open and pinned: whichever question
 * fails, nothing is left behind.
 */
#include <errno.h>
#include <linux/bpf.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "kern/elements.h"
#include "kern/ops.h"
#include "lib/stop.h"
#include "progshow/load/pins.h"
#include "progshow/profile.h"
#include "progshow/progshow.h"
#include "tests/unit/fault.h"

enum { PROG = 1, CPUS = 3, QUESTIONS_MOST = 200 };

/* What the kernel has: names in its bpffs, and folders made and mounted. */
static struct {
	int pins, folders;
	uint32_t offline; /* a CPU */
	uint32_t ran;
} world;

static int failures;

static void check(bool ok, const char *what, unsigned long n)
{
	if (ok)
		return;
	printf("not ok %s (question %lu)\n", what, n);
	failures++;
}

static int open_id(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err)
{
	(void)k;
	(void)kind;
	(void)err;
	*ret_handle = 100;
	return id == PROG ? 0 : KERN_NONE;
}

static void close_id(struct kern *k, int handle)
{
	(void)k;
	(void)handle;
}

static int info(struct kern *k, enum kern_kind kind, int handle, void *to, uint32_t *len, struct err *err)
{
	struct uapi_prog_info prog = {.id = PROG, .type = BPF_PROG_TYPE_XDP};

	(void)k;
	(void)handle;
	(void)err;
	prog.run_cnt = world.ran++;
	if (kind == KIND_PROG && *len >= sizeof(prog))
		memcpy(to, &prog, sizeof(prog));
	return 0;
}

static int lookup(struct kern *k, int handle, const struct uapi_map_info *map, const void *key,
		  struct buf *ret_value, struct err *err)
{
	const struct profile_slot slot = {.sum = {.value = 5, .enabled = 7, .running = 6}, .runs = 2};

	(void)k;
	(void)handle;
	(void)map;
	(void)key;
	(void)err;
	buf_reset(ret_value);
	for (int i = 0; i < CPUS; i++)
		buf_add(ret_value, &slot, sizeof(slot));
	return 0;
}

enum { HANDLE_MADE = 200 };

static int open_to_write(struct kern *k, uint32_t id, int *ret_handle, struct err *err)
{
	(void)k;
	(void)err;
	(void)id;
	*ret_handle = HANDLE_MADE;
	return 0;
}

static int create_map(struct kern *k, const struct map_attrs *attrs, int *ret_handle, struct err *err)
{
	(void)k;
	(void)err;
	(void)attrs;
	*ret_handle = HANDLE_MADE;
	return 0;
}

static int update(struct kern *k, int handle, const void *key, const void *value, uint64_t flags,
		  struct err *err)
{
	(void)k;
	(void)err;
	(void)handle;
	(void)key;
	(void)value;
	(void)flags;
	return 0;
}

static int load_tracing(struct kern *k, const struct tracing_attrs *attrs, int *ret_handle, struct err *err)
{
	(void)k;
	(void)err;
	(void)attrs;
	*ret_handle = HANDLE_MADE;
	return 0;
}

static int link_tracing(struct kern *k, int handle, int *ret_handle, struct err *err)
{
	(void)k;
	(void)err;
	(void)handle;
	*ret_handle = HANDLE_MADE;
	return 0;
}

static int open_counter(struct kern *k, const struct counter_attrs *attrs, int *ret_handle, struct err *err)
{
	(void)k;
	(void)err;
	if (attrs->cpu == world.offline)
		return KERN_NONE;
	*ret_handle = HANDLE_MADE;
	return 0;
}

static int enable_stats(struct kern *k, int *ret_handle, struct err *err)
{
	(void)k;
	(void)err;
	*ret_handle = HANDLE_MADE;
	return 0;
}

static int run_prog(struct kern *k, int handle, struct prog_run *run, struct err *err)
{
	(void)k;
	(void)err;
	(void)handle;
	run->ret_value = 3;
	return 0;
}

static int attach(struct kern *k, int handle, const struct attach_at *at, struct err *err)
{
	(void)k;
	(void)err;
	(void)handle;
	(void)at;
	return 0;
}

static int pin(struct kern *k, enum kern_kind kind, int handle, const char *path, bool may_mount,
	       struct err *err)
{
	(void)k;
	(void)err;
	(void)kind;
	(void)handle;
	(void)path;
	(void)may_mount;
	world.pins++;
	return 0;
}

static int check_pin(struct kern *k, const char *path, bool may_mount, bool may_create, struct err *err)
{
	(void)k;
	(void)err;
	(void)path;
	(void)may_mount;
	(void)may_create;
	return 0;
}

static int unpin(struct kern *k, const char *path, struct err *err)
{
	(void)k;
	(void)err;
	(void)path;
	world.pins--;
	return 0;
}

static int make_folder(struct kern *k, const char *path, bool may_mount, unsigned int *ret_made,
		       struct err *err)
{
	(void)k;
	(void)err;
	(void)path;
	(void)may_mount;
	*ret_made = FOLDER_CREATED;
	world.folders++;
	return 0;
}

static int drop_folder(struct kern *k, const char *path, unsigned int made, struct err *err)
{
	(void)k;
	(void)err;
	(void)path;
	(void)made;
	world.folders--;
	return 0;
}

static const struct change_ops changes = {
	.open_to_write = open_to_write,
	.create_map = create_map,
	.update = update,
	.load_tracing = load_tracing,
	.link_tracing = link_tracing,
	.open_counter = open_counter,
	.enable_stats = enable_stats,
	.run_prog = run_prog,
	.attach = attach,
	.detach = attach,
	.pin = pin,
	.check_pin = check_pin,
	.unpin = unpin,
	.make_folder = make_folder,
	.drop_folder = drop_folder,
};

static const struct kern_ops ops = {
	.name = "small",
	.open = open_id,
	.close = close_id,
	.info = info,
	.lookup = lookup,
	.changes = &changes,
};

/* The Nth question of @act fails, for every N there is. */
/* What is attached before a change is only for what is said about it. */
static bool is_look(const char *question)
{
	return question && (!strcmp(question, "attachments") || !strcmp(question, "next_id"));
}

static void fail_each(const char *what, int (*act)(struct kern *k, struct err *err))
{
	for (unsigned long n = 1; n < QUESTIONS_MOST; n++) {
		struct fault fault = {.fail_at = n, .no = EPERM};
		struct kern inner = {.ops = &ops}, k;
		struct err err = {0};
		int r;

		memset(&world, 0, sizeof(world));
		world.offline = 1;
		fault_wrap(&fault, inner, &k);
		r = act(&k, &err);
		check(!fault.open_handles, what, n);
		if (fault.asked < n) {
			check(!r && !err.kind, what, n);
			return;
		}
		check((r < 0 && err.kind && *err.text) || is_look(fault.failed), what, n);
		check(!world.pins && !world.folders, what, n);
	}
	check(false, what, QUESTIONS_MOST);
}

static int act_count(struct kern *k, struct err *err)
{
	static const enum counter counters[] = {COUNTER_CYCLES, COUNTER_CPU_CLOCK};
	struct profile_slot slots[COUNTER_COUNT];
	struct counting c = {0};
	int r = counting_start(&c, k, 100, 1, counters, 2, err);

	if (!r)
		r = counting_read(&c, slots, err);
	if (!r)
		check(c.cpus == CPUS && slots[1].runs == 2 * CPUS && slots[1].sum.value == 5 * CPUS,
		      "sums over CPUs", 0);
	counting_stop(&c);
	return r;
}

static int act_pins(struct kern *k, struct err *err)
{
	struct pins pins = {.k = k, .may_mount = true};
	int r = pins_folder(&pins, "/fs/folder", err);

	if (!r)
		r = pins_add(&pins, KIND_PROG, 1, "/fs/folder/one", err);
	if (!r)
		r = pins_add(&pins, KIND_MAP, 2, "/fs/other/two", err);
	if (!r) {
		pins_keep(&pins);
		check(world.pins == 2, "pins are kept", 0);
	}
	/* What goes wrong while taking back is another matter: one question fails, not two. */
	pins_undo(&pins);
	return r;
}

static volatile sig_atomic_t signals;

static void count_signal(int number)
{
	(void)number;
	signals++;
}

/* A signal between two pins comes when both are there, or none. */
static void check_signals(void)
{
	struct kern k = {.ops = &ops};
	struct pins pins = {.k = &k};
	struct err err = {0};
	sigset_t none;

	sigemptyset(&none);
	world.pins = 0;
	signal(SIGTERM, count_signal);
	check(!pins_add(&pins, KIND_PROG, 1, "/fs/one", &err) && !raise(SIGTERM) && !signals, "signals wait",
	      0);
	check(!pins_add(&pins, KIND_PROG, 1, "/fs/two", &err) && !signals, "signals wait on", 0);
	pins_keep(&pins);
	pins_undo(&pins);
	check(!signals && world.pins == 2, "signals wait for the answer when pins are kept", 0);
	stop_release(&none);
	check(signals == 1, "signals come after the answer", 0);
	check(!pins_add(&pins, KIND_PROG, 1, "/fs/three", &err) && !raise(SIGTERM), "one more pin", 0);
	pins_undo(&pins);
	check(signals == 2 && world.pins == 2, "signals come when pins are taken back", 0);
	pins_undo(&pins);
	signal(SIGTERM, SIG_DFL);
	world.pins = 0;
}

static int act_test(struct kern *k, struct err *err)
{
	const struct prog_run_options t = {0};
	const struct ref ref = {.by = REF_ID, .id = PROG};
	struct out *o = out_new(-1, OUT_JSON, false);
	int r = prog_run(k, o, &ref, &t, err);

	out_free(o);
	return r;
}

static int act_attach(struct kern *k, struct err *err)
{
	const struct ref ref = {.by = REF_ID, .id = PROG};
	char word[] = "sk_msg_verdict", *words[] = {word};
	const struct arg a = {.type = &arg_attach_type};
	struct argv_rest rest = {words, 1};
	const struct attach_row *row;
	struct out *o = out_new(-1, OUT_JSON, false);
	int r = arg_attach_type.parse(&a, &rest, &row, err) || prog_attach(k, o, &ref, row, &ref, err) ||
		prog_detach(k, &ref, row, &ref, err);

	out_free(o);
	return r ? -1 : 0;
}

static int act_profile(struct kern *k, struct err *err)
{
	const struct prog_profile p = {.ref = {.by = REF_ID, .id = PROG}, .duration = {.is_given = true}};
	struct out *o = out_new(-1, OUT_JSON, false);
	int r = prog_profile(k, o, &p, err);

	out_free(o);
	return r;
}

/* Jumps stay inside, go forward, and do not land in the middle of a wide instruction. */
static void check_code(bool is_exit, unsigned int count)
{
	static const int events[COUNTER_COUNT] = {11, 12, 13, 14, 15, 16, 17};
	struct bpf_insn code[PROFILE_CODE];
	unsigned int n = profile_code(code, is_exit, 10, events, count);

	check(n && n <= PROFILE_CODE, "room for the code", count);
	check(code[n - 1].code == (BPF_JMP | BPF_EXIT), "the end is an exit", count);
	for (unsigned int i = 0; i < n; i++) {
		bool is_jump = BPF_CLASS(code[i].code) == BPF_JMP && BPF_OP(code[i].code) != BPF_CALL &&
			       BPF_OP(code[i].code) != BPF_EXIT;

		if (is_jump)
			check(code[i].off > 0 && i + 1 + (unsigned int)code[i].off < n &&
				      code[i + 1 + (unsigned int)code[i].off].code,
			      "jumps lead somewhere", i);
	}
}

/* The manual's list is that of the rows. */
static void check_grammar(void)
{
	for (const struct metric *m = metrics; m->name; m++)
		check(strstr(arg_metrics.grammar, m->name) != NULL, m->name, 0);
}

int main(void)
{
	fail_each("counting", act_count);
	fail_each("pins", act_pins);
	check_signals();
	fail_each("test run", act_test);
	fail_each("attach", act_attach);
	fail_each("profile", act_profile);
	for (unsigned int count = 1; count <= COUNTER_COUNT; count++) {
		check_code(false, count);
		check_code(true, count);
	}
	check_grammar();
	printf("%s programs acted on: failures leave nothing behind\n", failures ? "not ok" : "ok");
	return failures != 0;
}
