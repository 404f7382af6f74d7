/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Counting what programs cost: statistics, perf counters, programs at the entry and the end of another one.
 */
#include <errno.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum { LOG_SIZE = 64 << 10, EAGAIN_TRIES = 5 };

static int call_load(const struct tracing_attrs *a, struct buf *log)
{
	union bpf_attr attr;
	int fd = -EAGAIN;

	memset(&attr, 0, sizeof(attr));
	attr.prog_type = BPF_PROG_TYPE_TRACING;
	attr.expected_attach_type = a->is_exit ? BPF_TRACE_FEXIT : BPF_TRACE_FENTRY;
	attr.attach_prog_fd = (uint32_t)a->target;
	attr.attach_btf_id = a->target_type_id;
	attr.insns = (uintptr_t)a->insns;
	attr.insn_cnt = a->insn_count;
	attr.license = (uintptr_t) "Dual BSD/GPL";
	snprintf(attr.prog_name, sizeof(attr.prog_name), "%s", a->name);
	if (log) {
		attr.log_buf = (uintptr_t)log->data;
		attr.log_size = LOG_SIZE;
		attr.log_level = 1;
	}
	for (int tries = 0; tries < EAGAIN_TRIES && fd == -EAGAIN; tries++)
		fd = sys_bpf(BPF_PROG_LOAD, &attr, ATTR_SIZE(attach_prog_fd));
	return fd;
}

/* The first line of the log is the kernel's reason to refuse the target. */
int live_load_tracing(struct kern *k, const struct tracing_attrs *attrs, int *ret_handle, struct err *err)
{
	int fd = call_load(attrs, NULL);
	auto_buf log = {0};

	(void)k;
	if (fd < 0 && buf_room(&log, LOG_SIZE)) {
		memset(log.data, 0, LOG_SIZE);
		fd = call_load(attrs, &log);
		log.len = strcspn(log.data, "\n");
	}
	if (fd >= 0) {
		*ret_handle = fd;
		return 0;
	}
	err_set(err, -fd, "loading the %s program%s%.200s", attrs->is_exit ? "fexit" : "fentry",
		log.len ? ": " : "", buf_str(&log));
	return rights_explain(err, RIGHTS_TRACE);
}

int live_link_tracing(struct kern *k, int handle, int *ret_handle, struct err *err)
{
	union bpf_attr attr;
	int fd;

	(void)k;
	memset(&attr, 0, sizeof(attr));
	attr.raw_tracepoint.prog_fd = (uint32_t)handle;
	fd = sys_bpf(BPF_RAW_TRACEPOINT_OPEN, &attr, ATTR_SIZE(raw_tracepoint.prog_fd));
	if (fd >= 0) {
		*ret_handle = fd;
		return 0;
	}
	err_set(err, -fd, "attaching the tracing program");
	return rights_explain(err, RIGHTS_TRACE);
}

#define CACHE_READ(cache, result)                                                               \
	{                                                                                       \
		PERF_TYPE_HW_CACHE, (cache) | PERF_COUNT_HW_CACHE_OP_READ << 8 | (result) << 16 \
	}
#define LOADS  PERF_COUNT_HW_CACHE_RESULT_ACCESS
#define MISSES PERF_COUNT_HW_CACHE_RESULT_MISS

static const struct {
	uint32_t type;
	uint64_t config;
} counters[COUNTER_COUNT] = {
	[COUNTER_CYCLES] = {PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES},
	[COUNTER_INSTRUCTIONS] = {PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS},
	[COUNTER_L1D_LOADS] = CACHE_READ(PERF_COUNT_HW_CACHE_L1D, LOADS),
	[COUNTER_LLC_MISSES] = CACHE_READ(PERF_COUNT_HW_CACHE_LL, MISSES),
	[COUNTER_ITLB_MISSES] = CACHE_READ(PERF_COUNT_HW_CACHE_ITLB, MISSES),
	[COUNTER_DTLB_MISSES] = CACHE_READ(PERF_COUNT_HW_CACHE_DTLB, MISSES),
	[COUNTER_CPU_CLOCK] = {PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CPU_CLOCK},
};

int live_open_counter(struct kern *k, const struct counter_attrs *attrs, int *ret_handle, struct err *err)
{
	struct perf_event_attr attr = {
		.size = sizeof(attr),
		.type = counters[attrs->counter].type,
		.config = counters[attrs->counter].config,
		.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING,
		.exclude_user = 1,
	};
	long fd = syscall(__NR_perf_event_open, &attr, -1, (int)attrs->cpu, -1, PERF_FLAG_FD_CLOEXEC);

	(void)k;
	if (fd >= 0) {
		*ret_handle = (int)fd;
		return 0;
	}
	if (errno == ENODEV)
		return KERN_NONE;
	err_set(err, errno, "opening a perf counter");
	return rights_explain(err, RIGHTS_TRACE);
}

int live_enable_stats(struct kern *k, int *ret_handle, struct err *err)
{
	union bpf_attr attr;
	int fd;

	(void)k;
	memset(&attr, 0, sizeof(attr));
	attr.enable_stats.type = BPF_STATS_RUN_TIME;
	fd = sys_bpf(BPF_ENABLE_STATS, &attr, ATTR_SIZE(enable_stats));
	if (fd >= 0) {
		*ret_handle = fd;
		return 0;
	}
	err_set(err, -fd, "enabling run time statistics");
	if (fd == -EINVAL)
		err_hint(
			err,
			"this requires Linux 5.8; on older kernels write 1 to /proc/sys/kernel/bpf_stats_enabled");
	return rights_explain(err, RIGHTS_STATS);
}
