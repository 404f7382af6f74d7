/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The questions that bpfi asks a kernel. Who answers them is kern/ops.h's business.
 *
 * Answers: 0; KERN_NONE when what was asked about is not there (end of a list, object vanished, no such
 * file), which is for the caller to judge; -1 with err filled.
 */
#ifndef BPFI_KERN_KERN_H
#define BPFI_KERN_KERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kern/uapi.h"
#include "lib/buf.h"
#include "lib/err.h"

enum { KERN_NONE = 1 };

enum kern_kind { KIND_PROG, KIND_MAP, KIND_LINK, KIND_BTF, KIND_COUNT };

/* "prog", "map", "link", "btf": the word of commands, of JSON and of errors. */
extern const char *const kern_kind_names[KIND_COUNT];
extern const char *const kern_kind_plurals[KIND_COUNT];

enum { KERN_COMM_LEN = 16 };

/* One process that holds a descriptor of one object. */
struct kern_owner {
	uint32_t kind; /* enum kern_kind */
	uint32_t id;
	uint32_t pid; /* of the thread group */
	char comm[KERN_COMM_LEN];
};

/* All of one kind, sorted by (id, pid), each pair once. */
struct kern_owners {
	struct kern_owner *list;
	size_t count;
	bool is_complete;
};

/* What -j adds about a process; empty strings where it cannot be read. */
struct kern_process {
	char exe[512];
	char cgroup[512];
};

/* One file of a bpffs. */
struct kern_pin {
	enum kern_kind kind;
	uint32_t id;
	bool is_object; /* false: a file that is no program, map, link or BTF object, or cannot be opened */
	const char *path;
};

typedef int (*kern_pin_fn)(void *arg, const struct kern_pin *pin, struct err *err);

struct kern_ops;

struct kern {
	const struct kern_ops *ops;
	void *state; /* of the implementation */
};

/* This machine. Never fails for want of rights: the questions do. */
int kern_open_live(struct kern *ret_kern, struct err *err);
/* A recording; see kern/recording/recording.h for its form. */
int kern_open_recording(struct kern *ret_kern, const char *path, struct err *err);
void kern_free(struct kern *k);

/* Who answers instead of this machine, for messages: "a recording"; NULL: this machine does. */
const char *kern_source(const struct kern *k);

/* The questions, for callers. */
int kern_next_id(struct kern *k, enum kern_kind kind, uint32_t id, uint32_t *ret_id, struct err *err);
int kern_open(struct kern *k, enum kern_kind kind, uint32_t id, int *ret_handle, struct err *err);
int kern_open_pin(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
		  struct err *err);
void kern_close(struct kern *k, int handle);
int kern_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len, struct err *err);
int kern_fdinfo(struct kern *k, enum kern_kind kind, int handle, struct buf *ret_text, struct err *err);
int kern_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err);
int kern_owners(struct kern *k, enum kern_kind kind, struct kern_owners *ret_owners, struct err *err);
void kern_owners_free(struct kern_owners *owners);
int kern_process(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err);
int kern_pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err);
int kern_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err);
int kern_cgroup_path(struct kern *k, uint64_t cgroup_id, char *ret_path, size_t size, struct err *err);
int kern_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		size_t module_size, uint64_t *ret_offset, struct err *err);
int kern_address(struct kern *k, const char *name, uint64_t *ret_addr, struct err *err);
int kern_vmlinux(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err);
int kern_boot_time(struct kern *k, int64_t *ret_ns, struct err *err);

/* The bytes of a BTF object, read through info. Freed by the caller. */
int kern_btf_bytes(struct kern *k, uint32_t btf_id, struct buf *ret_bytes, struct err *err);

/* "1.1": the libbpf that is in use. */
const char *kern_libbpf_version(void);

/* A handle that closes itself. */
struct kern_handle {
	struct kern *k;
	int handle;
};
void kern_handle_close(struct kern_handle *h);
#define auto_handle __attribute__((cleanup(kern_handle_close))) struct kern_handle

#endif
