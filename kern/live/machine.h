/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the files that answer for this machine share; not included elsewhere. */
#ifndef BPFI_KERN_LIVE_MACHINE_H
#define BPFI_KERN_LIVE_MACHINE_H

#include "kern/change.h"
#include "kern/mounts.h"

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

/* Where an object was seen that only some users may open by its id. */
struct live_pinned {
	enum kern_kind kind;
	uint32_t id;
	char *path; /* NULL: an unused slot */
};
enum { LIVE_PINNED = 8 }; /* more than one command line names */

/* What programs are attached to when they are only probed; probe_ways.c. */
struct live_way {
	bool is_sought;
	uint32_t btf_id; /* 0: not found */
	uint32_t attach_type;
	bool is_refused;     /* for another reason than what was loaded: lockdown, a security module */
	bool had_all_rights; /* then */
};
enum { LIVE_WAYS = 24 };

/* All state between questions; each is opened or read when first needed. */
struct live {
	struct live_pinned pinned[LIVE_PINNED];
	unsigned int pinned_next;
	int fdinfo_dir;
	int cgroup_dir;
	char cgroup_root[MOUNT_PATH_LEN];
	struct live_symbols symbols;
	struct live_way ways[LIVE_WAYS];
	bool has_ways;       /* of one type at least */
	const void *vmlinux; /* NULL until asked for */
	size_t vmlinux_size;
};

/* The implementation of each question and each change: one function a row. */
#define QUESTION(name, gives, parameters, arguments, trace) \
	int live_##name(struct kern *k, KERN_LIST parameters, struct err *err);
#include "kern/questions.h"
#define CHANGE(name, gives, parameters, arguments, trace) \
	int live_##name(struct kern *k, KERN_LIST parameters, struct err *err);
#include "kern/changes.h"

/* change.c */
struct change_ops;
extern const struct change_ops live_changes;
/* pins.c */
/* An object by the path where it was last seen: a descriptor or -ENOENT. Takes no right but the file's. */
int live_open_pinned(struct live *live, enum kern_kind kind, uint32_t id);
void live_pinned_free(struct live *live);

/* What the link in /proc/PID/fd shows of a descriptor; false if it is not a BPF object. */
bool live_kind_of_link(const char *text, enum kern_kind *ret_kind);

/* proc.c */
/* The nearest of the readings, on a grid; see there. */
int64_t live_boot_round(const int64_t *offsets, const int64_t *widths, unsigned int count);

/* All that is left of an open file, appended to the buffer: 0 or -errno. */
int live_read_fd(int fd, struct buf *text);
/* The whole of /proc/self/mountinfo. */
int live_read_mounts(struct buf *ret_text, struct err *err);
/* True when what is at @path lies in a bpffs. */
bool live_is_bpffs(const char *path);

/* cgroup.c */
/* Where the second version is mounted; KERN_NONE: nowhere. */
int live_cgroup_root(struct kern *k, const char **ret_root, struct err *err);
/* The path that the kernel shows for a descriptor; KERN_NONE: it has none. */
int live_fd_path(int fd, char *ret_path, size_t size);

/* events_ring.c: those of a ring buffer. */
int live_open_ring(int handle, const struct events_attrs *attrs, struct events **ret_events, struct err *err);

/* symbols.c */
void live_symbols_parse(struct live_symbols *symbols, char *text);
void live_symbols_free(struct live_symbols *symbols);

#endif
