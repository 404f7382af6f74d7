/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* How the system is set up: sysctls and build options, a row each. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "hostshow/features.h"

enum { WORDS = 3 };

/* A value is its word, or a number in a sentence. */
static const struct sysctl {
	const char *key, *unknown;
	const char *words[WORDS];
	const char *before, *after;
} sysctls[SYSCTLS] = {
	{.key = "unprivileged_bpf_disabled",
	 .unknown = "Unable to retrieve required privileges for bpf() syscall",
	 .words = {"bpf() syscall for unprivileged users is enabled",
		   "bpf() syscall restricted to privileged users (without recovery)",
		   "bpf() syscall restricted to privileged users (admin can change)"},
	 .before = "bpf() syscall restriction has unknown value "},
	{.key = "bpf_jit_enable",
	 .unknown = "Unable to retrieve JIT-compiler status",
	 .words = {"JIT compiler is disabled", "JIT compiler is enabled",
		   "JIT compiler is enabled with debugging traces in kernel logs"},
	 .before = "JIT-compiler status has unknown value "},
	{.key = "bpf_jit_harden",
	 .unknown = "Unable to retrieve JIT hardening status",
	 .words = {"JIT compiler hardening is disabled",
		   "JIT compiler hardening is enabled for unprivileged users",
		   "JIT compiler hardening is enabled for all users"},
	 .before = "JIT hardening status has unknown value "},
	{.key = "bpf_jit_kallsyms",
	 .unknown = "Unable to retrieve JIT kallsyms export status",
	 .words = {"JIT compiler kallsyms exports are disabled",
		   "JIT compiler kallsyms exports are enabled for root"},
	 .before = "JIT kallsyms exports status has unknown value "},
	{.key = "bpf_jit_limit",
	 .unknown = "Unable to retrieve global memory limit for JIT compiler for unprivileged users",
	 .before = "Global memory limit for JIT compiler for unprivileged users is ",
	 .after = " bytes"},
};

const char *const sysctl_paths[SYSCTLS] = {
	"/proc/sys/kernel/unprivileged_bpf_disabled", "/proc/sys/net/core/bpf_jit_enable",
	"/proc/sys/net/core/bpf_jit_harden",          "/proc/sys/net/core/bpf_jit_kallsyms",
	"/proc/sys/net/core/bpf_jit_limit",
};

static const char *const options[] = {
	"CONFIG_BPF",
	"CONFIG_BPF_SYSCALL",
	"CONFIG_HAVE_EBPF_JIT",
	"CONFIG_BPF_JIT",
	"CONFIG_BPF_JIT_ALWAYS_ON",
	"CONFIG_DEBUG_INFO_BTF",
	"CONFIG_DEBUG_INFO_BTF_MODULES",
	"CONFIG_CGROUPS",
	"CONFIG_CGROUP_BPF",
	"CONFIG_CGROUP_NET_CLASSID",
	"CONFIG_SOCK_CGROUP_DATA",
	"CONFIG_BPF_EVENTS",
	"CONFIG_KPROBE_EVENTS",
	"CONFIG_UPROBE_EVENTS",
	"CONFIG_TRACING",
	"CONFIG_FTRACE_SYSCALLS",
	"CONFIG_FUNCTION_ERROR_INJECTION",
	"CONFIG_BPF_KPROBE_OVERRIDE",
	"CONFIG_NET",
	"CONFIG_XDP_SOCKETS",
	"CONFIG_LWTUNNEL_BPF",
	"CONFIG_NET_ACT_BPF",
	"CONFIG_NET_CLS_BPF",
	"CONFIG_NET_CLS_ACT",
	"CONFIG_NET_SCH_INGRESS",
	"CONFIG_XFRM",
	"CONFIG_IP_ROUTE_CLASSID",
	"CONFIG_IPV6_SEG6_BPF",
	"CONFIG_BPF_LIRC_MODE2",
	"CONFIG_BPF_STREAM_PARSER",
	"CONFIG_NETFILTER_XT_MATCH_BPF",
	"CONFIG_TEST_BPF",
	"CONFIG_HZ",
};
/* The one that programs are compiled with. */
static const char *const macro_option = "CONFIG_HZ";

enum { OPTIONS = sizeof(options) / sizeof(options[0]), VALUE_SIZE = 128 };

const char *system_option(unsigned int index)
{
	return index < OPTIONS ? options[index] : NULL;
}

bool config_value(const char *text, const char *option, char *ret_value, size_t size)
{
	const size_t len = strlen(option);

	for (const char *line = text; line && *line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (strncmp(line, option, len) != 0 || line[len] != '=')
			continue;
		snprintf(ret_value, size, "%.*s", (int)strcspn(line + len + 1, "\n"), line + len + 1);
		return true;
	}
	return false;
}

static void print_sysctl(struct out *o, const struct sysctl *row, int64_t value)
{
	const struct field json = {.name = row->key, .flags = FIELD_JSON_ONLY};
	const struct field text = {.name = row->key, .label = "", .flags = FIELD_TEXT_ONLY};
	char sentence[160];

	out_int(o, &json, value);
	if (value == SYSCTL_UNKNOWN)
		snprintf(sentence, sizeof(sentence), "%s", row->unknown);
	else if (value >= 0 && value < WORDS && row->words[value])
		snprintf(sentence, sizeof(sentence), "%s", row->words[value]);
	else
		snprintf(sentence, sizeof(sentence), "%s%" PRId64 "%s", row->before, value,
			 row->after ? row->after : "");
	out_str(o, &text, sentence);
}

static void print_option(struct out *o, const char *option, const char *text)
{
	const struct field json = {.name = option, .flags = FIELD_JSON_ONLY};
	const struct field line = {.name = option, .label = "", .flags = FIELD_TEXT_ONLY};
	char value[VALUE_SIZE] = "", sentence[VALUE_SIZE + 80];

	if (config_value(text, option, value, sizeof(value))) {
		snprintf(sentence, sizeof(sentence), "%s is set to %s", option, value);
		out_str(o, &json, value);
	} else {
		snprintf(sentence, sizeof(sentence), "%s is not set", option);
		out_null(o, &json);
	}
	out_str(o, &line, sentence);
}

void system_print(struct out *o, const struct features *f)
{
	static const struct field f_no_options = {.label = "", .flags = FIELD_TEXT_ONLY};

	for (unsigned int i = 0; i < SYSCTLS; i++)
		print_sysctl(o, &sysctls[i], f->sysctls[i]);
	if (!f->options)
		out_str(o, &f_no_options, "Unable to retrieve kernel build options");
	for (unsigned int i = 0; f->options && i < OPTIONS; i++)
		print_option(o, options[i], f->options);
}

void system_macros(struct buf *to, const struct features *f, const char *prefix)
{
	char value[VALUE_SIZE];

	if (!f->options)
		return;
	if (config_value(f->options, macro_option, value, sizeof(value)))
		buf_printf(to, "#define %s%s %s\n", prefix, macro_option, value);
	else
		buf_printf(to, "/* %s%s is not set */\n", prefix, macro_option);
}
