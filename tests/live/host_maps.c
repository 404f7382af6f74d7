/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Maps of every type, one row each, a few of them with elements. */
#include "tests/live/host.h"

#include <arpa/inet.h>
#include <bpf/bpf.h>
#include <errno.h>
#include <linux/bpf.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/live/uapi_new.h"

struct map_row {
	const char *name; /* the kernel gets it without the m_ */
	uint32_t type, key, value, entries, flags;
	const char *inner; /* a map made before */
	bool has_btf;
};

static const struct map_row rows[] = {
	{"m_hash", BPF_MAP_TYPE_HASH, 4, 8, 16, 0, NULL, false},
	{"m_array", BPF_MAP_TYPE_ARRAY, 4, 8, 4, 0, NULL, false},
	{"m_prog_array", BPF_MAP_TYPE_PROG_ARRAY, 4, 4, 4, 0, NULL, false},
	{"m_perf_events", BPF_MAP_TYPE_PERF_EVENT_ARRAY, 4, 4, 2, 0, NULL, false},
	{"m_percpu_hash", BPF_MAP_TYPE_PERCPU_HASH, 4, 8, 8, 0, NULL, false},
	{"m_percpu_array", BPF_MAP_TYPE_PERCPU_ARRAY, 4, 8, 2, 0, NULL, false},
	{"m_stack_trace", BPF_MAP_TYPE_STACK_TRACE, 4, 80, 8, 0, NULL, false},
	{"m_cgroup_array", BPF_MAP_TYPE_CGROUP_ARRAY, 4, 4, 2, 0, NULL, false},
	{"m_lru_hash", BPF_MAP_TYPE_LRU_HASH, 8, 8, 16, 0, NULL, false},
	{"m_lru_percpu", BPF_MAP_TYPE_LRU_PERCPU_HASH, 8, 8, 16, 0, NULL, false},
	{"m_lpm_trie", BPF_MAP_TYPE_LPM_TRIE, 8, 4, 8, BPF_F_NO_PREALLOC, NULL, false},
	{"m_outer_array", BPF_MAP_TYPE_ARRAY_OF_MAPS, 4, 4, 2, 0, "m_array", false},
	{"m_outer_hash", BPF_MAP_TYPE_HASH_OF_MAPS, 4, 4, 2, 0, "m_hash", false},
	{"m_devmap", BPF_MAP_TYPE_DEVMAP, 4, 8, 4, 0, NULL, false},
	{"m_sockmap", BPF_MAP_TYPE_SOCKMAP, 4, 8, 4, 0, NULL, false},
	{"m_cpumap", BPF_MAP_TYPE_CPUMAP, 4, 8, 2, 0, NULL, false},
	{"m_xskmap", BPF_MAP_TYPE_XSKMAP, 4, 4, 4, 0, NULL, false},
	{"m_sockhash", BPF_MAP_TYPE_SOCKHASH, 4, 8, 4, 0, NULL, false},
	{"m_cg_storage", BPF_MAP_TYPE_CGROUP_STORAGE, sizeof(struct bpf_cgroup_storage_key), 8, 0, 0, NULL,
	 false},
	{"m_reuseport", BPF_MAP_TYPE_REUSEPORT_SOCKARRAY, 4, 8, 4, 0, NULL, false},
	{"m_cg_percpu", BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE, sizeof(struct bpf_cgroup_storage_key), 8, 0, 0,
	 NULL, false},
	{"m_queue", BPF_MAP_TYPE_QUEUE, 0, 4, 8, 0, NULL, false},
	{"m_stack", BPF_MAP_TYPE_STACK, 0, 4, 8, 0, NULL, false},
	{"m_sk_storage", BPF_MAP_TYPE_SK_STORAGE, 4, 4, 0, BPF_F_NO_PREALLOC, NULL, true},
	{"m_devmap_hash", BPF_MAP_TYPE_DEVMAP_HASH, 4, 8, 4, 0, NULL, false},
	{"m_ringbuf", BPF_MAP_TYPE_RINGBUF, 0, 0, 4096, 0, NULL, false},
	{"m_inode_storage", BPF_MAP_TYPE_INODE_STORAGE, 4, 4, 0, BPF_F_NO_PREALLOC, NULL, true},
	{"m_task_storage", BPF_MAP_TYPE_TASK_STORAGE, 4, 4, 0, BPF_F_NO_PREALLOC, NULL, true},
	{"m_bloom", BPF_MAP_TYPE_BLOOM_FILTER, 0, 4, 16, 0, NULL, false},
	{"m_user_ringbuf", BPF_MAP_TYPE_USER_RINGBUF, 0, 0, 4096, 0, NULL, false},
	{"m_cgrp_storage", NEW_MAP_CGRP_STORAGE, 4, 4, 0, BPF_F_NO_PREALLOC, NULL, true},
	{"m_arena", NEW_MAP_ARENA, 0, 0, 2, NEW_F_MMAPABLE, NULL, false},
	{"m_rhash", NEW_MAP_RHASH, 4, 8, 16, BPF_F_NO_PREALLOC, NULL, false},
	{"m_insn_array", NEW_MAP_INSN_ARRAY, 4, 16, 4, 0, NULL, false},
	{"m_with_btf", BPF_MAP_TYPE_ARRAY, 4, 4, 3, 0, NULL, true},
	{"m_frozen", BPF_MAP_TYPE_ARRAY, 4, 4, 3, BPF_F_RDONLY_PROG, NULL, true},
	{"m_numa", BPF_MAP_TYPE_HASH, 4, 4, 3, BPF_F_NUMA_NODE | BPF_F_NO_PREALLOC, NULL, false},
};

static int make_map(const struct map_row *row)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_flags = row->flags);

	if (row->inner)
		opts.inner_map_fd = (uint32_t)host_fd(row->inner);
	if (row->has_btf) {
		opts.btf_fd = (uint32_t)host.scalar_btf;
		opts.btf_key_type_id = opts.btf_value_type_id = 1;
	}
	return bpf_map_create(row->type, row->name + 2, row->key, row->value, row->entries, &opts);
}

void host_make_maps(void)
{
	const uint64_t values[64] = {0x4242, 0x4343};
	const uint32_t key = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		host_keep("map", rows[i].name, make_map(&rows[i]));
	for (size_t i = 0; i < 3; i++) {
		const uint64_t big = i + 7;
		const uint32_t small = (uint32_t)i;

		bpf_map_update_elem(host_fd("m_hash"), &small, &big, 0);
		bpf_map_update_elem(host_fd("m_array"), &small, &big, 0);
		bpf_map_update_elem(host_fd("m_percpu_hash"), &small, values, 0);
		bpf_map_update_elem(host_fd("m_lru_hash"), &big, &big, 0);
		bpf_map_update_elem(host_fd("m_queue"), NULL, &small, 0);
		bpf_map_update_elem(host_fd("m_stack"), NULL, &small, 0);
		bpf_map_update_elem(host_fd("m_bloom"), NULL, &small, 0);
	}
	bpf_map_update_elem(host_fd("m_percpu_array"), &key, values, 0);
	bpf_map_freeze(host_fd("m_frozen"));
}

static void fill_sockets(void)
{
	const uint32_t key = 1;
	int sock = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	const struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	const uint64_t value = (uint64_t)sock;

	if (sock < 0 || bind(sock, (const struct sockaddr *)&any, sizeof(any)))
		return;
	host_tell("fd", "fd_socket", value);
	bpf_map_update_elem(host_fd("m_sockmap"), &key, &value, 0);
	bpf_map_update_elem(host_fd("m_sockhash"), &key, &value, 0);
}

#define INSN(c, d, s, o, i)                                                         \
	{                                                                           \
		.code = (c), .dst_reg = (d), .src_reg = (s), .off = (o), .imm = (i) \
	}
#define MOVE(d, s)     INSN(BPF_ALU64 | BPF_MOV | BPF_X, d, s, 0, 0)
#define SET(d, i)      INSN(BPF_ALU64 | BPF_MOV | BPF_K, d, 0, 0, i)
#define SET_MAP(d, fd) INSN(BPF_LD | BPF_IMM | BPF_DW, d, BPF_PSEUDO_MAP_FD, 0, fd), INSN(0, 0, 0, 0, 0)
#define CALL(helper)   INSN(BPF_JMP | BPF_CALL, 0, 0, 0, helper)

/* One stack trace of the kernel, one record of eight bytes in the ring buffer, one that is discarded. */
static void fill_by_program(void)
{
	const struct bpf_insn insns[] = {
		SET_MAP(BPF_REG_2, host_fd("m_stack_trace")),
		SET(BPF_REG_3, 0),
		CALL(BPF_FUNC_get_stackid),
		INSN(BPF_ST | BPF_MEM | BPF_DW, BPF_REG_10, 0, -8, 0x626f6f),
		SET_MAP(BPF_REG_1, host_fd("m_ringbuf")),
		MOVE(BPF_REG_2, BPF_REG_10),
		INSN(BPF_ALU64 | BPF_ADD | BPF_K, BPF_REG_2, 0, 0, -8),
		SET(BPF_REG_3, 8),
		SET(BPF_REG_4, 0),
		CALL(BPF_FUNC_ringbuf_output),
		SET_MAP(BPF_REG_1, host_fd("m_ringbuf")),
		SET(BPF_REG_2, 16),
		SET(BPF_REG_3, 0),
		CALL(BPF_FUNC_ringbuf_reserve),
		INSN(BPF_JMP | BPF_JEQ | BPF_K, BPF_REG_0, 0, 3, 0),
		MOVE(BPF_REG_1, BPF_REG_0),
		SET(BPF_REG_2, 0),
		CALL(BPF_FUNC_ringbuf_discard),
		SET(BPF_REG_0, 0),
		INSN(BPF_JMP | BPF_EXIT, 0, 0, 0, 0),
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts);
	int prog = bpf_prog_load(BPF_PROG_TYPE_RAW_TRACEPOINT, "fill", "GPL", insns,
				 sizeof(insns) / sizeof(insns[0]), NULL);

	if (prog < 0 || bpf_prog_test_run_opts(prog, &opts))
		host_skip("filled_maps", strerrorname_np(errno));
	else
		host_tell("filled", "filled_maps", 1);
	if (prog >= 0)
		close(prog);
}

/* Values that are kept with this process, a cgroup and a socket. */
static void fill_storages(void)
{
	const uint32_t value = 5;
	const int task = (int)syscall(SYS_pidfd_open, getpid(), 0);
	const int sock = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	bpf_map_update_elem(host_fd("m_task_storage"), &task, &value, 0);
	bpf_map_update_elem(host_fd("m_cgrp_storage"), &host.cgroup, &value, 0);
	bpf_map_update_elem(host_fd("m_sk_storage"), &sock, &value, 0);
	host_tell("pid", "pid_host", (uint64_t)getpid());
	host_tell("fd", "fd_stored", (uint64_t)sock);
	close(task);
}

void host_fill_maps(void)
{
	static const uint8_t prefix[8] = {24, 0, 0, 0, 192, 0, 2, 0};
	const uint32_t key = 1, loopback[2] = {1, 0}, queue[2] = {64, 0};
	const int prog = host_fd("p_xdp"), array = host_fd("m_array"), hash = host_fd("m_hash");

	bpf_map_update_elem(host_fd("m_lpm_trie"), prefix, &key, 0);
	bpf_map_update_elem(host_fd("m_prog_array"), &key, &prog, 0);
	bpf_map_update_elem(host_fd("m_outer_array"), &key, &array, 0);
	bpf_map_update_elem(host_fd("m_outer_hash"), &key, &hash, 0);
	bpf_map_update_elem(host_fd("m_cgroup_array"), &key, &host.cgroup, 0);
	bpf_map_update_elem(host_fd("m_devmap"), &key, loopback, 0);
	bpf_map_update_elem(host_fd("m_devmap_hash"), &key, loopback, 0);
	bpf_map_update_elem(host_fd("m_cpumap"), &(uint32_t){0}, queue, 0);
	fill_sockets();
	fill_storages();
	fill_by_program();
}
