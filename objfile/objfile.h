/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * BPF object files: opened, checked and loaded through libbpf. What comes out are lists of programs and maps,
 * with the logs of the verifier; interpreting these logs is up to the caller.
 */
#ifndef BPFI_OBJFILE_OBJFILE_H
#define BPFI_OBJFILE_OBJFILE_H

#include "kern/kern.h"
#include "lib/buf.h"

/* What the verifier logs: the instructions up to a refusal, numbers, or all there is. Why it refuses, always.
 */
enum { LOG_INSNS = 1, LOG_STATS = 4, LOG_EVERYTHING = 7 };

/*
 * What a listener gets of libbpf's messages, from least to most. From warnings on it gets the whole log of
 * what the verifier rejects too, with everything all its logs.
 */
enum objfile_detail { TELL_NOTHING, TELL_WARNINGS, TELL_INFO, TELL_DEBUG, TELL_EVERYTHING };
struct objfile_listener {
	void (*say)(const char *line);
	enum objfile_detail detail;
};

/* Settings of an object before it is opened. */
struct objfile_opts {
	const char *path;
	const char *type;       /* a section name, for all programs; NULL: their own */
	const char *type_hint;  /* advice where a section does not say the type; NULL: the word "type" */
	const char *kernel_btf; /* instead of the running kernel's */
	bool is_relaxed;        /* unknown members of map definitions are ignored */
	bool is_never_loaded;   /* nothing is asked of the kernel */
	struct objfile_listener listener;
};

/* Strings live until the object is closed; descriptors too, and are the object's: -1 until it is loaded. */
struct objfile_prog {
	const char *name, *section;
	const char *target; /* after the slash of a section that libbpf may not know; "" if there is none */
	uint32_t type, attach_type;
	uint64_t size;           /* instructions; after a load with those of functions that it calls */
	const char *attached_by; /* the first libbpf that can attach it by itself; NULL: not known */
	const char *log;         /* of the verifier; "" if empty */
	int fd;
};
struct objfile_map {
	const char *name;
	const char *pin_path; /* from its definition; NULL: not pinned */
	uint32_t type;
	bool is_link; /* a table of operations that is registered through a link */
	int fd;
};

struct objfile_inside;

struct objfile {
	struct kern *k;
	const struct objfile_opts *opts;
	struct objfile_prog *progs;
	struct objfile_map *maps;
	unsigned int prog_count, map_count;
	struct objfile_inside *in; /* of this folder */
};

/*
 * Reads and checks the file and gives its programs their type. Errors of this and the functions that follow
 * hold libbpf's warnings (err_quote). The caller closes also where it fails.
 */
int objfile_open(struct objfile *o, struct kern *k, const struct objfile_opts *opts, struct err *err);
void objfile_close(struct objfile *o);
#define auto_objfile __attribute__((cleanup(objfile_close))) struct objfile

/* What libbpf has warned of until now, a line each; "" for nothing. */
const char *objfile_warnings(const struct objfile *o);

/* Changes between opening and loading. */
int objfile_reuse_map(struct objfile *o, unsigned int map, int fd, struct err *err);
/* The map is made and pinned by the caller, if at all. */
void objfile_forget_pin(struct objfile *o, unsigned int map);
/* Programs are loaded for this device, and maps made on it; or, @is_metadata, XDP programs only bound to it.
 */
void objfile_set_device(struct objfile *o, uint32_t ifindex, bool is_metadata);
/* Only one program will be loaded, or all of them; with a log of that level. */
enum { OBJFILE_ALL = ~0u };
void objfile_select(struct objfile *o, unsigned int prog, uint32_t log_level);

/* Into the kernel, by libbpf itself. */
int objfile_load(struct objfile *o, struct err *err);
/* The same through a program that loads it; @ret_log is the verifier's log for what that program loaded, or
 * NULL. */
int objfile_run_loader(struct objfile *o, const char **ret_log, struct err *err);

/* A program that loads the object, and the values that its maps begin with, in the order of the object's
 * lists.
 */
struct objfile_value {
	const char *data;
	uint32_t size; /* 0: no value */
};
struct objfile_loader {
	struct buf bytes; /* all that follows lies in it */
	const char *data, *insns;
	uint32_t data_size, insns_size;
	struct objfile_value *values;
};
int objfile_make_loader(struct objfile *o, struct objfile_loader *ret_loader, struct err *err);
void objfile_loader_free(struct objfile_loader *l);
#define auto_loader __attribute__((cleanup(objfile_loader_free))) struct objfile_loader

/*
 * Attaches a program as its section defines. The caller closes the link. KERN_NONE: there is no known way
 * to attach it without a target.
 */
int objfile_attach(struct objfile *o, unsigned int prog, int *ret_fd, struct err *err);

/* What an iterator walks over: all, or one of these. Unused descriptors are -1. */
struct objfile_iter {
	int map;
	uint32_t pid, tid;
	bool has_cgroups; /* its target is cgroups: one and its descendants */
	int cgroup;       /* -1: the root */
};
/* The caller closes the link. */
int objfile_attach_iter(struct objfile *o, unsigned int prog, const struct objfile_iter *at, int *ret_fd,
			struct err *err);

/* Registers a table of operations: for good (*ret_link is -1), or until the caller closes the link. */
int objfile_register(struct objfile *o, unsigned int map, int *ret_link, struct err *err);

/*
 * Several objects linked into one, without debugging information. Linked again it is the same. An error names
 * both files where two define a name.
 */
int objfile_link(const char *const *paths, unsigned int count, const struct objfile_listener *listener,
		 struct buf *ret_object, struct err *err);

/* Names that objfile_opts.type can have, the usual ones; NULL after the last. */
extern const char *const objfile_types[];

#endif
