/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The tables of names and their lookup. A word's place in its table is the kernel's number. */
#include "kern/names.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/out.h"
#include "wire/scan.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

enum { ENUM_MORE = 256 }; /* upper limit for the growth of a kernel enum */

static const char *const prog_types[] = {
	"unspec",
	"socket_filter",
	"kprobe",
	"sched_cls",
	"sched_act",
	"tracepoint",
	"xdp",
	"perf_event",
	"cgroup_skb",
	"cgroup_sock",
	"lwt_in",
	"lwt_out",
	"lwt_xmit",
	"sock_ops",
	"sk_skb",
	"cgroup_device",
	"sk_msg",
	"raw_tracepoint",
	"cgroup_sock_addr",
	"lwt_seg6local",
	"lirc_mode2",
	"sk_reuseport",
	"flow_dissector",
	"cgroup_sysctl",
	"raw_tracepoint_writable",
	"cgroup_sockopt",
	"tracing",
	"struct_ops",
	"ext",
	"lsm",
	"sk_lookup",
	"syscall",
	"netfilter",
};

static const char *const link_types[] = {
	"unspec",       "raw_tracepoint", "tracing",      "cgroup",        "iter",      "netns",
	"xdp",          "perf_event",     "kprobe_multi", "struct_ops",    "netfilter", "tcx",
	"uprobe_multi", "netkit",         "sockmap",      "tracing_multi",
};

static const char *const attach_types[] = {
	"cgroup_inet_ingress",
	"cgroup_inet_egress",
	"cgroup_inet_sock_create",
	"cgroup_sock_ops",
	"sk_skb_stream_parser",
	"sk_skb_stream_verdict",
	"cgroup_device",
	"sk_msg_verdict",
	"cgroup_inet4_bind",
	"cgroup_inet6_bind",
	"cgroup_inet4_connect",
	"cgroup_inet6_connect",
	"cgroup_inet4_post_bind",
	"cgroup_inet6_post_bind",
	"cgroup_udp4_sendmsg",
	"cgroup_udp6_sendmsg",
	"lirc_mode2",
	"flow_dissector",
	"cgroup_sysctl",
	"cgroup_udp4_recvmsg",
	"cgroup_udp6_recvmsg",
	"cgroup_getsockopt",
	"cgroup_setsockopt",
	"trace_raw_tp",
	"trace_fentry",
	"trace_fexit",
	"modify_return",
	"lsm_mac",
	"trace_iter",
	"cgroup_inet4_getpeername",
	"cgroup_inet6_getpeername",
	"cgroup_inet4_getsockname",
	"cgroup_inet6_getsockname",
	"xdp_devmap",
	"cgroup_inet_sock_release",
	"xdp_cpumap",
	"sk_lookup",
	"xdp",
	"sk_skb_verdict",
	"sk_reuseport_select",
	"sk_reuseport_select_or_migrate",
	"perf_event",
	"trace_kprobe_multi",
	"lsm_cgroup",
	"struct_ops",
	"netfilter",
	"tcx_ingress",
	"tcx_egress",
	"trace_uprobe_multi",
	"cgroup_unix_connect",
	"cgroup_unix_sendmsg",
	"cgroup_unix_recvmsg",
	"cgroup_unix_getpeername",
	"cgroup_unix_getsockname",
	"netkit_primary",
	"netkit_peer",
	"trace_kprobe_session",
	"trace_uprobe_session",
	"trace_fsession",
	"trace_fentry_multi",
	"trace_fexit_multi",
	"trace_fsession_multi",
};

const struct names names_prog_types = {
	.words = prog_types,
	.count = COUNT_OF(prog_types),
	.word = "program type",
	.btf_enum = "bpf_prog_type",
	.btf_prefix = "BPF_PROG_TYPE_",
};

const struct names names_link_types = {
	.words = link_types,
	.count = COUNT_OF(link_types),
	.word = "link type",
	.btf_enum = "bpf_link_type",
	.btf_prefix = "BPF_LINK_TYPE_",
};

const struct names names_attach_types = {
	.words = attach_types,
	.count = COUNT_OF(attach_types),
	.word = "attach type",
	.btf_enum = "bpf_attach_type",
	.btf_prefix = "BPF_",
};

static const struct flag_name map_flags[] = {
	{1U << 0, "no_prealloc"},   {1U << 1, "no_common_lru"},
	{1U << 2, "numa_node"},     {1U << 3, "rdonly"},
	{1U << 4, "wronly"},        {1U << 5, "stack_build_id"},
	{1U << 6, "zero_seed"},     {1U << 7, "rdonly_prog"},
	{1U << 8, "wronly_prog"},   {1U << 9, "clone"},
	{1U << 10, "mmapable"},     {1U << 11, "preserve_elems"},
	{1U << 12, "inner_map"},    {1U << 13, "link"},
	{1U << 14, "path_fd"},      {1U << 15, "vtype_btf_obj_fd"},
	{1U << 16, "token_fd"},     {1U << 17, "segv_on_fault"},
	{1U << 18, "no_user_conv"}, {1U << 19, "rb_overwrite"},
};

const struct flag_names flags_map = {map_flags, COUNT_OF(map_flags)};

/* An enumerator's name as a word: "BPF_MAP_TYPE_ARENA" is "arena". */
static bool word_of(const struct names *n, const char *enumerator, char *ret_text, size_t size)
{
	size_t skip = strlen(n->btf_prefix), lead = n->lead ? strlen(n->lead) : 0;
	size_t i;

	if (strncmp(enumerator, n->btf_prefix, skip) != 0 || lead + strlen(enumerator + skip) >= size)
		return false;
	if (lead)
		memcpy(ret_text, n->lead, lead);
	for (i = 0; enumerator[skip + i]; i++)
		ret_text[lead + i] = (char)tolower((unsigned char)enumerator[skip + i]);
	ret_text[lead + i] = '\0';
	return i > 0;
}

static bool enum_open(struct kern *k, const struct names *n, struct btfscan *ret_scan)
{
	struct err ignored = {0};
	const void *data;
	size_t size;

	return k && n->btf_enum && !kern_vmlinux(k, &data, &size, &ignored) &&
	       !btfscan_open(ret_scan, data, size, &ignored);
}

static bool enum_name(struct kern *k, const struct names *n, uint32_t value, char *ret_text, size_t size)
{
	const char *enumerator;
	struct btfscan scan;

	if (!enum_open(k, n, &scan))
		return false;
	enumerator = btfscan_enumerator(&scan, n->btf_enum, value);
	return enumerator && word_of(n, enumerator, ret_text, size);
}

bool names_are_without(struct kern *k, const struct names *n, uint32_t value)
{
	char text[NAMES_TEXT_SIZE];
	const char *enumerator;
	struct btfscan scan;

	/* An enum that is not found proves nothing. */
	if (!enum_open(k, n, &scan) || !btfscan_enumerator(&scan, n->btf_enum, 1))
		return false;
	enumerator = btfscan_enumerator(&scan, n->btf_enum, value);
	return !enumerator || !word_of(n, enumerator, text, sizeof(text));
}

/* Values that only a newer kernel has follow the rows without a gap. */
static bool enum_value(struct kern *k, const struct names *n, const char *word, uint32_t *ret_value)
{
	char text[NAMES_TEXT_SIZE];
	const char *enumerator;
	struct btfscan scan;

	if (!enum_open(k, n, &scan))
		return false;
	for (uint32_t value = n->count; value - n->count < ENUM_MORE; value++) {
		enumerator = btfscan_enumerator(&scan, n->btf_enum, value);
		if (!enumerator)
			break;
		if (word_of(n, enumerator, text, sizeof(text)) && !strcmp(text, word)) {
			*ret_value = value;
			return true;
		}
	}
	return false;
}

uint32_t names_end(struct kern *k, const struct names *n)
{
	char text[NAMES_TEXT_SIZE];
	uint32_t end = n->count;

	while (end - n->count < ENUM_MORE && enum_name(k, n, end, text, sizeof(text)))
		end++;
	return end;
}

const char *names_find(const struct names *n, uint32_t value)
{
	const size_t stride = n->stride ? n->stride : sizeof(*n->words);

	if (value >= n->count)
		return NULL;
	return *(const char *const *)(const void *)((const char *)n->words + value * stride);
}

bool names_text(struct kern *k, const struct names *n, uint32_t value, char *ret_text, size_t size)
{
	const char *word = names_find(n, value);

	if (!word)
		return enum_name(k, n, value, ret_text, size);
	snprintf(ret_text, size, "%s", word);
	return true;
}

void names_print(struct kern *k, struct out *o, const struct field *f, const struct names *n, uint32_t value)
{
	const char *word = names_find(n, value);
	char text[NAMES_TEXT_SIZE];

	if (!out_shows(o, f))
		return;
	if (word)
		out_str(o, f, word);
	else if (names_text(k, n, value, text, sizeof(text)))
		out_str(o, f, text);
	else
		out_uint(o, f, value);
}

int names_value(struct kern *k, const struct names *n, const char *word, uint32_t *ret_value, struct err *err)
{
	for (uint32_t i = 0; i < n->count; i++) {
		const char *name = names_find(n, i);

		if (name && !strcmp(name, word)) {
			*ret_value = i;
			return 0;
		}
	}
	if (enum_value(k, n, word, ret_value))
		return 0;
	return err_usage(err, "'%s' is not a known %s", word, n->word);
}

/* The bits without a word: as a word too, so that the list is one of strings. */
static void flags_print_rest(struct out *o, uint64_t rest)
{
	char text[24];

	snprintf(text, sizeof(text), "0x%" PRIx64, rest);
	out_str(o, NULL, text);
}

void flags_print(struct out *o, const struct field *f, const struct flag_names *n, uint64_t flags)
{
	out_list(o, f);
	for (unsigned int i = 0; i < n->count; i++) {
		if ((flags & n->rows[i].bit) != n->rows[i].bit)
			continue;
		out_str(o, NULL, n->rows[i].name);
		flags &= ~n->rows[i].bit;
	}
	if (flags)
		flags_print_rest(o, flags);
	out_end(o);
}
