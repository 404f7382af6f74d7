/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The holder: one object of every kind that the running kernel can make, under names that cases refer to.
 *
 * What cannot be made is told of as "skip NAME reason" and is no failure.
 */
#ifndef BPFI_TESTS_LIVE_HOST_H
#define BPFI_TESTS_LIVE_HOST_H

#include <stdbool.h>
#include <stdint.h>

struct btf;

struct host {
	const char *objs; /* folder of the compiled BPF objects */
	const char *pins; /* an empty folder in a bpffs */
	int cgroup;       /* a cgroup of our own, -1: none */
	char cgroup_dir[256];
	unsigned int veth; /* interface numbers, 0: none */
	unsigned int lost; /* one that is deleted in the end */
	unsigned int netkit;
	struct btf *vmlinux;
	int scalar_btf; /* BTF with one integer type, number 1 */
};

extern struct host host;

/* Takes @fd in under @name; a negative one becomes a skip with the reason. Returns @fd. */
int host_keep(const char *kind, const char *name, int fd);
void host_skip(const char *name, const char *why);
/* The descriptor kept under @name, -1 if there is none. */
int host_fd(const char *name);
/* A number that is no object, for the cases: a process, an interface. */
void host_tell(const char *kind, const char *name, uint64_t number);

void host_make_maps(void);
void host_fill_maps(void); /* with what exists only later: programs, sockets, devices */
void host_make_progs(void);
void host_make_code(void);    /* programs with instructions to be looked at */
void host_make_objects(void); /* from ELF files */
void host_make_links(void);
void host_make_struct_ops(void);
void host_make_pins(void);

/* What no process holds goes when the holder ends, whatever ends it. */
void host_guard_start(void);
void host_guard_tell(int struct_ops_map);
void host_guard_end(void);

#define HOST_VETH   "bpfhost0"
#define HOST_LOST   "bpflost0"
#define HOST_NETKIT "bpfkit0"

/* Network devices; 0 if the kernel makes none. */
unsigned int host_make_veth(const char *name, const char *peer);
unsigned int host_make_netkit(const char *name);
int host_delete_device(unsigned int ifindex);

/* One BPF_LINK_CREATE; @tail is what the kernel's structure has behind the flags. */
int host_link(int prog, int target, uint32_t attach, uint32_t flags, const void *tail, uint32_t tail_size);

#endif
