/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What one who answers the questions of kern.h implements: this machine (live.c), a recorded host
 * (recording.c), or a wrapper around one of them (trace.c, the fault-injecting one of the tests).
 */
#ifndef BPFI_KERN_OPS_H
#define BPFI_KERN_OPS_H

#include "kern/kern.h"

struct kern_change;
struct elements_ops;

struct kern_ops {
	const char *name;   /* "live", "recording" */
	const char *source; /* see kern_source() */
	int (*next_id)(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id, struct err *err);
	/* A handle to be given to close; read access is enough. */
	int (*open)(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err);
	/* What is pinned at @path; KERN_NONE if nothing is. */
	int (*open_pin)(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
			struct err *err);
	void (*close)(struct kern *k, int handle);
	/*
	 * The info struct as the kernel gives it: *len bytes at most are filled, *len tells how many. The
	 * caller clears the struct and sets pointer and count members for the arrays it wants, as for the
	 * system call.
	 */
	int (*info)(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len,
		    struct err *err);
	/* The text of /proc/self/fdinfo/N of the object. */
	int (*fdinfo)(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text, struct err *err);
	/* A whole file of /proc or /sys; KERN_NONE if there is none. */
	int (*read_file)(struct kern *k, const char *path, struct buf *ret_text, struct err *err);
	int (*owners)(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners, struct err *err);
	int (*process)(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err);
	/* Every file below @root, or of every mounted bpffs when @root is NULL. */
	int (*pins)(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err);
	int (*ifname)(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err);
	int (*cgroup_path)(struct kern *k, uint64_t cgroup_id, char *ret_path, size_t size, struct err *err);
	/* The function at an address, and the module it is of ("" for the kernel); offset from its start. */
	int (*symbol)(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		      size_t module_size, uint64_t *ret_offset, struct err *err);
	/* Where a function of the kernel lies; KERN_NONE if that is not known. NULL: never known. */
	int (*address)(struct kern *k, const char *name, uint64_t *ret_addr, struct err *err);
	/* The running kernel's own BTF; valid until the kern is freed. */
	int (*vmlinux)(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err);
	/* Nanoseconds between the epoch and the boot: load times count from the boot. */
	int (*boot_time)(struct kern *k, int64_t *ret_ns, struct err *err);
	const struct elements_ops *elements; /* of maps: kern/elements.h; NULL: none to be had */
	/* kern/change.h; NULL: nothing can be changed. */
	int (*change)(struct kern *k, const struct kern_change *change, struct err *err);
	void (*free)(struct kern *k);
};

#endif
