/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Object files into the kernel: to stay there pinned, or only to see whether the verifier accepts them.
 *
 * Included by progshow.h; not included from outside this folder.
 */
#ifndef BPFI_PROGSHOW_LOAD_LOAD_H
#define BPFI_PROGSHOW_LOAD_LOAD_H

#include "lib/out.h"
#include "loaded/ref.h"
#include "objfile/objfile.h"

enum { LOAD_MAPS = 32, VERIFY_OBJECTS = 256 };

/* A map of the object that is replaced by an existing one. */
struct load_map {
	const char *name; /* NULL: by its place */
	uint32_t index;
	struct ref ref;
};

/* A hook of netfilter. */
struct load_hook {
	const char *text; /* NULL: none is given */
	uint32_t pf, number;
	int32_t priority;
};

struct prog_load {
	struct objfile_opts object;
	bool may_mount;
	const char *path; /* of the pin, or of the folder of pins; NULL: only load */
	bool is_all;      /* all programs, else the first */
	bool is_attached; /* pins links, if it is known how to attach */
	const char *attach_dev;
	struct load_hook hook;
	bool use_loader;
	const char *offload_dev, *xdp_dev;
	const char *map_folder;
	struct load_map maps[LOAD_MAPS];
	uint32_t map_count;
};

/* const char *: with completion; struct load_map and the count after them; struct load_hook. */
extern const struct arg_type arg_section, arg_load_map, arg_load_hook;

/* All of it or nothing: a failure leaves nothing loaded or pinned. */
int prog_load(struct kern *k, struct out *o, const struct prog_load *l, struct err *err);

struct prog_verify {
	struct objfile_opts object; /* its path is not used */
	const char *paths[VERIFY_OBJECTS];
	uint32_t count;
};
/* const char *, one more each time. */
extern const struct arg_type arg_objects;

/* Loads programs and releases them; each is judged alone. ERR_NO when one is refused. */
extern const struct record prog_verify_record;
int prog_verify(struct kern *k, struct out *o, const struct prog_verify *v, struct err *err);

/* An iterator, and what it walks over: all of it, or one of the parts. */
struct iter_options {
	struct objfile_opts object;
	bool may_mount;
	const char *prog; /* NULL: the first */
	struct ref map;
	uint32_t pid, tid;
	const char *cgroup;
};
int iter_pin(struct kern *k, const struct iter_options *i, const char *path, struct err *err);
/* Prints what the iterator prints, until it, its reader or a signal ends it. */
int iter_run(struct kern *k, struct out *out, const struct iter_options *i, struct err *err);

/* Tables of operations; those that are registered by links require a folder for the links' pins. */
struct ops_register {
	struct objfile_opts object;
	bool may_mount;
	const char *link_folder;
};
int ops_register(struct kern *k, struct out *out, const struct ops_register *a, struct err *err);

#endif
