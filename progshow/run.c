/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Test runs: the kernel runs a program on data and a context from files, and returns the results. Types of
 * programs take different input; where the kernel only reports "invalid", the row of the type explains it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "kern/change.h"
#include "kern/names.h"
#include "lib/file.h"
#include "lib/record.h"
#include "progshow/progshow.h"

enum {
	INPUT_MAX = 16 << 20,  /* far above what any kernel accepts */
	OUTPUT_SIZE = 32 << 10 /* if the input is not larger */
};

static const struct field test_fields[] = {
	{.name = "data_out",
	 .help = "Data after the run, with data_out -",
	 .label = "",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_U8,
	 .flags = FIELD_OPTIONAL},
	{.name = "ctx_out",
	 .help = "Context after the run, with ctx_out -",
	 .label = "",
	 .type = FIELD_LIST,
	 .sub_type = FIELD_U8,
	 .flags = FIELD_OPTIONAL},
	{.name = "retval",
	 .help = "Return value of the program",
	 .label = "Return value:",
	 .type = FIELD_U32},
	{.name = "duration",
	 .help = "Duration of a run in nanoseconds; the average if it was repeated",
	 .label = "duration:",
	 .lead = ", ",
	 .tail = "ns",
	 .type = FIELD_U32},
	{0},
};
enum { OUT_DATA, OUT_CTX, OUT_RETVAL, OUT_DURATION };

static const struct field f_average = {
	.name = "duration", .label = "duration (average):", .lead = ", ", .tail = "ns"};

const struct record prog_run_record = {.name = "prog_run", .fields = test_fields};

#define PACKET "data_in: an Ethernet frame of at least 14 bytes and at most one page less about 600 bytes"

static const struct {
	const char *type, *takes;
} shapes[] = {
	{"xdp",
	 PACKET ", or in newer kernels 68 KiB if it is SEC(\"xdp.frags\"); ctx_in: struct xdp_md, 24 bytes"},
	{"sched_cls", PACKET ", or in newer kernels 68 KiB; ctx_in: struct __sk_buff, 192 bytes"},
	{"sched_act", PACKET ", or in newer kernels 68 KiB; ctx_in: struct __sk_buff, 192 bytes"},
	{"socket_filter", PACKET "; ctx_in: struct __sk_buff, 192 bytes"},
	{"cgroup_skb", PACKET "; ctx_in: struct __sk_buff, 192 bytes"},
	{"lwt_in", PACKET},
	{"lwt_out", PACKET},
	{"lwt_xmit", PACKET},
	{"flow_dissector", PACKET "; ctx_in: struct bpf_flow_keys"},
	{"netfilter", PACKET "; no context"},
	{"sk_lookup", "no data; ctx_in: struct bpf_sk_lookup"},
	{"raw_tracepoint", "no data, no ctx_out, no repeat; ctx_in: its arguments, 8 bytes each, at most 96"},
	{"syscall", "no data, no repeat; ctx_in: at most 65535 bytes, as many as the program reads"},
	{"struct_ops", "only programs whose struct_ops structure supports test runs"},
	{"tracing", "no data and no context, and only fentry, fexit and fmod_ret programs can be run"},
};

struct test {
	struct kern *k;
	const struct prog_run_options *t;
	uint32_t id;
	struct kern_handle prog;
	struct buf data_in, ctx_in, data_out, ctx_out;
	struct prog_run run;
};

static void test_free(struct test *s)
{
	kern_handle_close(&s->prog);
	buf_free(&s->data_in);
	buf_free(&s->ctx_in);
	buf_free(&s->data_out);
	buf_free(&s->ctx_out);
}

static bool is_std(const char *path)
{
	return path && !strcmp(path, "-");
}

static int check_words(const struct prog_run_options *t, struct err *err)
{
	if (is_std(t->data_in) && is_std(t->ctx_in))
		return err_usage(err, "standard input cannot be both data_in and ctx_in");
	if (t->data_size_out.is_given && !t->data_out)
		return err_usage(err, "'data_size_out' requires 'data_out'");
	if (t->ctx_size_out.is_given && !t->ctx_out)
		return err_usage(err, "'ctx_size_out' requires 'ctx_out'");
	return 0;
}

static int read_input(const char *path, const char *what, struct buf *data, const void **ret_data,
		      uint32_t *ret_size, struct err *err)
{
	if (!path)
		return 0;
	if (file_read(path, INPUT_MAX, data, err))
		return err_wrap(err, "%s", what);
	if (!data->len)
		return err_set(err, 0, "%s: %.256s is empty", what, path);
	*ret_data = data->data;
	*ret_size = (uint32_t)data->len;
	return 0;
}

static int make_output(const char *path, const struct optional_number *size, uint32_t size_in,
		       struct buf *data, void **ret_data, uint32_t *ret_size, struct err *err)
{
	uint32_t room = size->is_given ? size->value : size_in + OUTPUT_SIZE;

	if (!path)
		return 0;
	if (!room || room > INPUT_MAX)
		return err_usage(err, "output size %u: must be between 1 and %d", room, INPUT_MAX);
	if (!buf_room(data, room))
		return err_no_memory(err);
	memset(data->data, 0, room);
	*ret_data = data->data;
	*ret_size = room;
	return 0;
}

static int prepare(struct test *s, struct err *err)
{
	const struct prog_run_options *t = s->t;
	struct prog_run *run = &s->run;

	if (read_input(t->data_in, "data_in", &s->data_in, &run->data_in, &run->data_size_in, err) ||
	    read_input(t->ctx_in, "ctx_in", &s->ctx_in, &run->ctx_in, &run->ctx_size_in, err) ||
	    make_output(t->data_out, &t->data_size_out, run->data_size_in, &s->data_out, &run->data_out,
			&run->data_size_out, err) ||
	    make_output(t->ctx_out, &t->ctx_size_out, run->ctx_size_in, &s->ctx_out, &run->ctx_out,
			&run->ctx_size_out, err))
		return -1;
	/* Some types do not take a number; for the others 0 is once. */
	run->repeat = t->repeat.is_given ? t->repeat.value : 0;
	return 0;
}

/* Which output was too small: the program ran, and the kernel reported the size. */
static int explain_space(const struct prog_run *run, struct err *err)
{
	if (run->data_out && run->ret_data_size > run->data_size_out)
		err_hint(err, "the program produced %u bytes of data; specify data_size_out %u",
			 run->ret_data_size, run->ret_data_size);
	else if (run->ctx_out && run->ret_ctx_size > run->ctx_size_out)
		err_hint(err, "the program produced %u bytes of context; specify ctx_size_out %u",
			 run->ret_ctx_size, run->ret_ctx_size);
	return -1;
}

static int explain(const struct test *s, struct err *err)
{
	static const int unfit[] = {EINVAL, ENOMEM, E2BIG, EMSGSIZE, ENODATA, EFAULT};
	struct uapi_prog_info info = {0};
	uint32_t len = sizeof(info);
	struct err ignored = {0};
	const char *type;

	if (err->no == ENOSPC)
		return explain_space(&s->run, err);
	if (kern_info(s->k, KIND_PROG, s->prog.handle, &info, &len, &ignored))
		return -1;
	type = names_find(&names_prog_types, info.type);
	for (unsigned int i = 0; i < sizeof(unfit) / sizeof(unfit[0]); i++) {
		if (err->no != unfit[i])
			continue;
		for (unsigned int j = 0; j < sizeof(shapes) / sizeof(shapes[0]); j++)
			if (type && !strcmp(shapes[j].type, type))
				err_hint(err, "programs of type %s take %s", type, shapes[j].takes);
		return -1;
	}
	if (err->no == EOPNOTSUPP || err->no == ERR_ENOTSUPP)
		err_hint(err, "this kernel does not support test runs of programs of type %s",
			 type ? type : "unknown");
	return -1;
}

static int give(struct out *o, const struct field *f, const char *path, const void *data, uint32_t size,
		struct err *err)
{
	if (!path)
		return 0;
	if (!is_std(path))
		return file_write(path, data, size, err);
	out_octets(o, f, data, size);
	return 0;
}

static void print_result(struct out *o, const struct prog_run *run)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY}, f_json = {.flags = FIELD_JSON_ONLY};
	const bool is_text = !out_shows(o, &f_json);

	if (is_text)
		out_object(o, &f_text);
	out_uint(o, &test_fields[OUT_RETVAL], run->ret_value);
	out_uint(o, run->repeat > 1 ? &f_average : &test_fields[OUT_DURATION], run->ret_duration);
	if (is_text)
		out_end(o);
}

static int give_all(const struct test *s, struct out *o, struct err *err)
{
	static const struct field f_section = {.layout = LAYOUT_SECTION};
	const struct prog_run *run = &s->run;
	int r;

	out_object(o, &f_section);
	r = give(o, &test_fields[OUT_DATA], s->t->data_out, run->data_out, run->ret_data_size, err);
	if (!r)
		r = give(o, &test_fields[OUT_CTX], s->t->ctx_out, run->ctx_out, run->ret_ctx_size, err);
	print_result(o, run);
	out_end(o);
	return r;
}

static int test(struct test *s, struct out *o, const struct ref *ref, struct err *err)
{
	if (ref_open(s->k, KIND_PROG, ref, &s->id, &s->prog, err) || prepare(s, err))
		return -1;
	if (kern_run_prog(s->k, s->prog.handle, &s->run, err)) {
		explain(s, err);
		return err_wrap(err, "prog %u", s->id);
	}
	return give_all(s, o, err);
}

int prog_run(struct kern *k, struct out *o, const struct ref *ref, const struct prog_run_options *t,
	     struct err *err)
{
	struct test s = {.k = k, .t = t, .prog = {.handle = -1}};
	int r;

	if (check_words(t, err))
		return -1;
	r = test(&s, o, ref, err);
	test_free(&s);
	return r;
}
