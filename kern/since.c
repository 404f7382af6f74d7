/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * First kernels, a row each. Older kernels only return EINVAL for what they do not know. What
 * every kernel with BTF has is not listed.
 */
#include "kern/since.h"

#include <linux/bpf.h>
#include <stdlib.h>

enum { PROG_SYSCALL = 31, PROG_NETFILTER = 32 }; /* newer than the oldest header that is supported */

static const struct {
	uint32_t what;
	unsigned int major, minor;
	const char *words;
} rows[] = {
	{BPF_PROG_TYPE_TRACING, 5, 5, "programs of type tracing"},
	{BPF_PROG_TYPE_STRUCT_OPS, 5, 6, "programs of type struct_ops"},
	{BPF_PROG_TYPE_EXT, 5, 6, "programs of type ext"},
	{BPF_PROG_TYPE_LSM, 5, 7, "programs of type lsm"},
	{BPF_PROG_TYPE_SK_LOOKUP, 5, 9, "programs of type sk_lookup"},
	{PROG_SYSCALL, 5, 14, "programs of type syscall"},
	{PROG_NETFILTER, 6, 4, "programs of type netfilter"},
	{SINCE_PERF_LINKS, 5, 15, "links of kprobes, uprobes, tracepoints and perf events"},
	{SINCE_SOCKET_COOKIES, 5, 12, "listings of socket storage"},
	{SINCE_LOADERS, 5, 14, "loader programs (--use-loader)"},
	{SINCE_STRUCT_OPS_LINKS, 6, 4, "links of struct_ops"},
	{SINCE_TASK_ITERS, 6, 1, "iterators over one process"},
};

/* "5.10.0-46-cloud-amd64" as 5 and 10. */
static bool read_release(struct kern *k, struct buf *ret_text, unsigned long *ret_major,
			 unsigned long *ret_minor)
{
	struct err ignored = {0};
	char *end;

	if (kern_read_file(k, "/proc/sys/kernel/osrelease", ret_text, &ignored))
		return false;
	*ret_major = strtoul(buf_str(ret_text), &end, 10);
	if (*end != '.')
		return false;
	*ret_minor = strtoul(end + 1, NULL, 10);
	return true;
}

bool since_is_from(struct kern *k, unsigned long major, unsigned long minor)
{
	unsigned long of[2];
	auto_buf text = {0};

	return read_release(k, &text, &of[0], &of[1]) &&
	       (of[0] > major || (of[0] == major && of[1] >= minor));
}

bool since_hint(struct kern *k, uint32_t what, struct err *err)
{
	unsigned long major, minor;
	auto_buf text = {0};

	for (unsigned int i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].what != what)
			continue;
		if (!read_release(k, &text, &major, &minor) || major > rows[i].major ||
		    (major == rows[i].major && minor >= rows[i].minor))
			return false;
		err_hint(err, "%s require Linux %u.%u or newer; this is %lu.%lu", rows[i].words,
			 rows[i].major, rows[i].minor, major, minor);
		return true;
	}
	return false;
}
