/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Missing rights by name. A row per kind of work lists the capabilities it needs; CAP_SYS_ADMIN substitutes
 * for the newer ones as it does in the kernel.
 */
#include "kern/rights.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <unistd.h>

#include "lib/file.h"

/* Debian 12's libcap knows them, its minimum elsewhere may not. */
#ifndef CAP_PERFMON
#define CAP_PERFMON 38
#endif
#ifndef CAP_BPF
#define CAP_BPF 39
#endif

enum { NEED_MAX = 3, NO_CAP = -1 };

struct need {
	int caps[NEED_MAX];
	bool is_sys_admin_enough; /* sufficient instead of any of them */
	const char *sysctl;       /* what else forbids it when it is not zero */
};

static const struct need needs[RIGHTS_COUNT] = {
	[RIGHTS_IDS] = {{CAP_SYS_ADMIN, NO_CAP, NO_CAP}, true, NULL},
	[RIGHTS_FILE] = {{CAP_DAC_OVERRIDE, NO_CAP, NO_CAP}, false, NULL},
	[RIGHTS_CGROUP] = {{CAP_DAC_READ_SEARCH, NO_CAP, NO_CAP}, false, NULL},
	[RIGHTS_LOAD] = {{CAP_BPF, NO_CAP, NO_CAP}, true, "kernel/unprivileged_bpf_disabled"},
	[RIGHTS_LOAD_NET] = {{CAP_BPF, CAP_NET_ADMIN, NO_CAP}, true, "kernel/unprivileged_bpf_disabled"},
	[RIGHTS_NET] = {{CAP_NET_ADMIN, NO_CAP, NO_CAP}, false, NULL},
	[RIGHTS_TRACE] = {{CAP_BPF, CAP_PERFMON, NO_CAP}, true, "kernel/perf_event_paranoid"},
	[RIGHTS_MOUNT] = {{CAP_SYS_ADMIN, NO_CAP, NO_CAP}, true, NULL},
	[RIGHTS_ADDRESS] = {{CAP_SYSLOG, NO_CAP, NO_CAP}, false, "kernel/kptr_restrict"},
	[RIGHTS_PROCESS] = {{CAP_SYS_PTRACE, NO_CAP, NO_CAP}, false, NULL},
	[RIGHTS_PROBE] = {{CAP_BPF, CAP_NET_ADMIN, CAP_PERFMON}, true, NULL},
	[RIGHTS_STATS] = {{CAP_SYS_ADMIN, NO_CAP, NO_CAP}, true, NULL},
};

static const struct {
	int cap;
	const char *name;
} cap_names[] = {
	{CAP_BPF, "CAP_BPF"},
	{CAP_SYS_ADMIN, "CAP_SYS_ADMIN"},
	{CAP_PERFMON, "CAP_PERFMON"},
	{CAP_NET_ADMIN, "CAP_NET_ADMIN"},
	{CAP_DAC_READ_SEARCH, "CAP_DAC_READ_SEARCH"},
	{CAP_DAC_OVERRIDE, "CAP_DAC_OVERRIDE"},
	{CAP_SYSLOG, "CAP_SYSLOG"},
	{CAP_SYS_PTRACE, "CAP_SYS_PTRACE"},
};

static const char *cap_name(int cap)
{
	for (unsigned int i = 0; i < sizeof(cap_names) / sizeof(cap_names[0]); i++)
		if (cap_names[i].cap == cap)
			return cap_names[i].name;
	return "a capability";
}

static bool has_cap(cap_t caps, int cap)
{
	cap_flag_value_t value = CAP_CLEAR;

	return caps && !cap_get_flag(caps, cap, CAP_EFFECTIVE, &value) && value == CAP_SET;
}

/* Writes "CAP_X and CAP_Y" for what is missing; returns how many are. */
static unsigned int missing_caps(enum rights_act act, char *text, size_t size)
{
	const struct need *need = &needs[act];
	unsigned int missing = 0;
	size_t len = 0;
	cap_t caps = cap_get_proc();

	text[0] = '\0';
	for (unsigned int i = 0; i < NEED_MAX && need->caps[i] != NO_CAP; i++) {
		if (has_cap(caps, need->caps[i]) ||
		    (need->is_sys_admin_enough && has_cap(caps, CAP_SYS_ADMIN)))
			continue;
		len += (size_t)snprintf(text + len, size - len, "%s%s", missing ? " and " : "",
					cap_name(need->caps[i]));
		missing++;
	}
	cap_free(caps);
	return missing;
}

static size_t read_small(const char *path, char *text, size_t size)
{
	auto_close fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, size - 1);

	n = n < 0 ? 0 : n;
	text[n] = '\0';
	return (size_t)n;
}

/* The value of a switch that forbids, or 0. */
static long sysctl_value(const char *name)
{
	char path[96], text[32];

	snprintf(path, sizeof(path), "/proc/sys/%s", name);
	return read_small(path, text, sizeof(text)) ? strtol(text, NULL, 10) : 0;
}

/* Puts the active mode of lockdown ("integrity") into @mode; false without lockdown. */
static bool is_locked_down(char *mode, size_t size)
{
	char text[128], *start, *end;

	if (!read_small("/sys/kernel/security/lockdown", text, sizeof(text)))
		return false;
	start = strchr(text, '[');
	end = start ? strchr(start, ']') : NULL;
	if (!end)
		return false;
	*end = '\0';
	snprintf(mode, size, "%s", start + 1);
	return strcmp(mode, "none") != 0;
}

void rights_missing(enum rights_act act, char *ret_text, size_t size)
{
	missing_caps(act, ret_text, size);
}

bool rights_has(enum rights_act act)
{
	char text[96];

	return missing_caps(act, text, sizeof(text)) == 0;
}

/* @value of those that are permitted: what is not effective can be made so again. */
static int set_effective(cap_flag_value_t value)
{
	static const cap_value_t list[] = {CAP_SYS_ADMIN, CAP_NET_ADMIN, CAP_BPF, CAP_PERFMON};
	cap_t caps = cap_get_proc();
	int r = caps ? 0 : -1;

	for (unsigned int i = 0; !r && i < sizeof(list) / sizeof(list[0]); i++) {
		cap_flag_value_t permitted = CAP_CLEAR;

		r = cap_get_flag(caps, list[i], CAP_PERMITTED, &permitted);
		if (!r && permitted == CAP_SET)
			r = cap_set_flag(caps, CAP_EFFECTIVE, 1, &list[i], value);
	}
	if (!r)
		r = cap_set_proc(caps);
	cap_free(caps);
	return r;
}

int rights_drop(struct err *err)
{
	if (set_effective(CAP_CLEAR))
		return err_set(err, errno, "giving up capabilities");
	return 0;
}

void rights_take(void)
{
	set_effective(CAP_SET);
}

/* With all capabilities the refusal comes from lockdown or from a security module. */
static int explain_refusal(struct err *err, enum rights_act act)
{
	const char *sysctl = needs[act].sysctl;
	long value = sysctl ? sysctl_value(sysctl) : 0;
	char mode[32];

	if (act == RIGHTS_ADDRESS && value > 1)
		err_hint(err, "sysctl %s is %ld, which hides addresses from all users", sysctl, value);
	else if (act != RIGHTS_FILE && is_locked_down(mode, sizeof(mode)))
		err_hint(err, "kernel lockdown (%s mode) or a security module denied it", mode);
	return -1;
}

int rights_explain(struct err *err, enum rights_act act)
{
	const char *sysctl = needs[act].sysctl;
	char caps[96];
	unsigned int missing;
	long value;

	if (err->no != EPERM && err->no != EACCES)
		return -1;
	missing = missing_caps(act, caps, sizeof(caps));
	if (!missing)
		return explain_refusal(err, act);
	value = sysctl ? sysctl_value(sysctl) : 0;
	if (value > 0)
		err_hint(err, "%s %s missing (and sysctl %s is %ld); run as root", caps,
			 missing > 1 ? "are" : "is", sysctl, value);
	else
		err_hint(err, "%s %s missing; run as root", caps, missing > 1 ? "are" : "is");
	return -1;
}
