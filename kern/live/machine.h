/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the files that answer for this machine share; nobody else includes it. */
#ifndef BPFI_KERN_LIVE_H
#define BPFI_KERN_LIVE_H

#include "kern/kern.h"
#include "kern/live/mounts.h"

struct live_symbol {
	uint64_t addr;
	uint32_t name_off; /* into names: NAME NUL MODULE NUL */
};

/* Functions of /proc/kallsyms, as far as it had to be read; empty where addresses are hidden. */
struct live_symbols {
	struct live_symbol *list;
	size_t count, room;
	struct buf names;
	struct buf text; /* read and not yet a whole line */
	int fd;
	bool is_open, is_read; /* the file; all of it */
	bool is_mixed;         /* not by address, as the kernel's own are: only of use when all is read */
};

/* Where an object was met that only some may open by its id. */
struct live_pinned {
	enum kern_kind kind;
	uint32_t id;
	char *path; /* NULL: an unused place */
};
enum { LIVE_PINNED = 8 }; /* more than one command line names */

/* All that is kept between questions; each is opened or read when first needed. */
struct live {
	struct live_pinned pinned[LIVE_PINNED];
	unsigned int pinned_next;
	int fdinfo_dir;
	int cgroup_dir;
	char cgroup_root[MOUNT_PATH_LEN];
	struct live_symbols symbols;
	const void *vmlinux; /* NULL until asked for */
	size_t vmlinux_size;
};

/* live_pins.c */
int live_open_pin(struct kern *k, const char *path, enum kern_kind *ret_kind, int *ret_handle,
		  struct err *err);
int live_pins(struct kern *k, const char *root, kern_pin_fn fn, void *arg, struct err *err);
/* An object by the path where it was last met: a descriptor or -ENOENT. Takes no right but the file's. */
int live_open_pinned(struct live *live, enum kern_kind kind, uint32_t id);
void live_pinned_free(struct live *live);

/* What the link in /proc/PID/fd says of a descriptor; false if it is no BPF object. */
bool live_kind_of_link(const char *text, enum kern_kind *ret_kind);

/* live_proc.c */
int live_read_file(struct kern *k, const char *path, struct buf *ret_text, struct err *err);
int live_process(struct kern *k, uint32_t pid, struct kern_process *ret_process, struct err *err);
int live_ifname(struct kern *k, uint32_t ifindex, char *ret_name, size_t size, struct err *err);
int live_boot_time(struct kern *k, int64_t *ret_ns, struct err *err);
/* The nearest of the readings, on a grid; see there. */
int64_t live_boot_round(const int64_t *offsets, const int64_t *widths, unsigned int count);

/* All that is left of an open file, behind what is in the buffer: 0 or -errno. */
int live_read_fd(int fd, struct buf *text);

/* live_cgroup.c */
/* Where the second version is mounted; KERN_NONE: nowhere. */
int live_cgroup_root(struct kern *k, const char **ret_root, struct err *err);
int live_cgroup_path(struct kern *k, uint64_t cgroup_id, char *ret_path, size_t size, struct err *err);

/* live_symbols.c */
int live_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		size_t module_size, uint64_t *ret_offset, struct err *err);
int live_address(struct kern *k, const char *name, uint64_t *ret_addr, struct err *err);
void live_symbols_parse(struct live_symbols *symbols, char *text);
void live_symbols_free(struct live_symbols *symbols);

#endif
