/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What changes a kernel: one question with many forms. A recording answers none of them.
 *
 * Answers are those of kern.h. Errors carry the kernel's errno; what it means for this map the caller knows.
 */
#ifndef BPFI_KERN_CHANGE_H
#define BPFI_KERN_CHANGE_H

#include "kern/kern.h"

enum change_act {
	CHANGE_OPEN,        /* a map for writing; by path where there is one, else by id */
	CHANGE_UPDATE,      /* key, value, flags */
	CHANGE_DELETE,      /* key */
	CHANGE_POP,         /* fills value */
	CHANGE_FREEZE,      /* for user space, for good */
	CHANGE_LOAD_BTF,    /* value: the bytes */
	CHANGE_CREATE,      /* attrs */
	CHANGE_PIN,         /* path; flags: CHANGE_MAY_MOUNT */
	CHANGE_UNPIN,       /* path */
	CHANGE_FIND_DEV,    /* no change: the index of the device named path */
	CHANGE_CHECK_PIN,   /* no change: what stands against a name at path; flags: CHANGE_MAY_... */
	CHANGE_MAKE_FOLDER, /* path; flags: CHANGE_MAY_MOUNT; ret_made */
	CHANGE_DROP_FOLDER, /* path; flags: what was made */
	/* Programs: kern/change_prog.h. */
	CHANGE_ATTACH, /* handle to target, id: the attach type */
	CHANGE_DETACH,
	CHANGE_RUN,          /* run */
	CHANGE_RUN_LOADER,   /* loader */
	CHANGE_LOAD_TRACING, /* tracing */
	CHANGE_LINK_TRACING, /* handle */
	CHANGE_OPEN_COUNTER, /* counter */
	CHANGE_STATS,        /* on for as long as the handle is open */
	CHANGE_OPEN_TRACE,   /* flags: CHANGE_MAY_MOUNT */
	CHANGE_READ,         /* takes out what is there; fills value */
	CHANGE_READ_STREAM,  /* handle, id: the stream; fills value */
	/* Events: kern/events.h. */
	CHANGE_OPEN_EVENTS,     /* handle, events */
	CHANGE_FIND_PERF_EVENT, /* no change: handle, events; ret_handle: the index */
	/* No changes, but what values are made of. */
	CHANGE_OPEN_PROCESS, /* id */
	CHANGE_OPEN_PATH,    /* path: any file or folder, without reading it */
	CHANGE_TAKE_FD,      /* descriptor number (flags) of process id */
	CHANGE_COUNT,
};

enum { CHANGE_MAY_MOUNT = 1, CHANGE_MAY_CREATE = 2 };
/* What a folder in a bpffs took. */
enum { FOLDER_CREATED = 1, FOLDER_MOUNTED = 2 };
enum { CHANGE_NAME_LEN = 16, CHANGE_HASH_LEN = 32 };

/* A map to be made. Handles are -1 where there is none. */
struct map_attrs {
	uint32_t type, key_size, value_size, max_entries, flags;
	char name[CHANGE_NAME_LEN];
	uint32_t numa_node;
	uint32_t ifindex;
	uint64_t extra;
	int inner_map;
	int btf;
	uint32_t btf_key_type, btf_value_type;
	uint32_t vmlinux_value_type;
	int value_btf; /* of a module, for vmlinux_value_type */
	bool has_exclusive;
	uint8_t exclusive[CHANGE_HASH_LEN]; /* only the program with this digest may use it */
};

struct kern_change {
	enum change_act act;
	int handle;
	enum kern_kind kind;
	uint32_t id;
	const char *path;
	const void *key;
	const void *value;
	size_t value_size;
	uint64_t flags;
	int target;
	const struct map_attrs *attrs;
	struct prog_run *run;
	struct loader_run *loader;
	const struct tracing_attrs *tracing;
	const struct counter_attrs *counter;
	const struct events_attrs *events;
	struct events **ret_events;
	struct buf *ret_value;
	int *ret_handle;
	unsigned int *ret_made;
};

/* Names of acts, for --debug. */
extern const char *const kern_change_names[CHANGE_COUNT];

int kern_change(struct kern *k, const struct kern_change *change, struct err *err);

/* Update flags of the kernel's interface; older headers lack the last. */
enum {
	UPDATE_ANY = 0,
	UPDATE_NOEXIST = 1,
	UPDATE_EXIST = 2,
	UPDATE_LOCK = 4,
	UPDATE_ONE_CPU = 8, /* Linux 7.0: the number is in the upper half */
};

int kern_open_to_write(struct kern *k, uint32_t id, int *ret_handle, struct err *err);
/* KERN_NONE: no such map, no such file; an error for what is pinned there and is no map. */
int kern_open_pin_to_write(struct kern *k, const char *path, int *ret_handle, struct err *err);
/* @key is NULL for types without keys; of a per-CPU map @value holds the values of all CPUs. */
int kern_update(struct kern *k, int handle, const void *key, const void *value, uint64_t flags,
		struct err *err);
/* KERN_NONE: there is no such key. */
int kern_delete(struct kern *k, int handle, const void *key, struct err *err);
/* Takes an element out, of queues and stacks (@key NULL) the next one; KERN_NONE: there is none. @ret_value
 * gets @size bytes. */
int kern_pop(struct kern *k, int handle, const void *key, size_t size, struct buf *ret_value,
	     struct err *err);
int kern_freeze(struct kern *k, int handle, struct err *err);
/* Both return a handle to be closed. */
int kern_load_btf(struct kern *k, const void *data, size_t size, int *ret_handle, struct err *err);
int kern_create_map(struct kern *k, const struct map_attrs *attrs, int *ret_handle, struct err *err);
/*
 * Gives an object a name in a bpffs. With @may_mount one is mounted where the folder is none and holds
 * nothing; it is taken away again where pinning fails.
 */
int kern_pin(struct kern *k, enum kern_kind kind, int handle, const char *path, bool may_mount,
	     struct err *err);
/*
 * Whether it could: nothing is there, and the folder is in a bpffs or one may be mounted; with @may_create it
 * need not be there yet.
 */
int kern_check_pin(struct kern *k, const char *path, bool may_mount, bool may_create, struct err *err);
/* The folder at @path is there and in a bpffs, whatever that takes; to be dropped if nothing comes into it.
 */
int kern_make_folder(struct kern *k, const char *path, bool may_mount, unsigned int *ret_made,
		     struct err *err);
int kern_drop_folder(struct kern *k, const char *path, unsigned int made, struct err *err);
/* Takes the name away; KERN_NONE: there is none. */
int kern_unpin(struct kern *k, const char *path, struct err *err);

#endif
