/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* C made from BPF objects. All errors are reported before any output. */
#ifndef BPFI_SKELGEN_SKELGEN_H
#define BPFI_SKELGEN_SKELGEN_H

#include "lib/buf.h"
#include "lib/err.h"

struct kern;
struct objfile_listener;

struct skelgen_object {
	const char *path;
	const char *name; /* of what is generated; NULL: made from the path */
	bool has_types;   /* of skeletons: named types of variables are defined, not only used */
};

/* Takes the next piece of the text and empties the buffer. */
typedef void skelgen_take_fn(void *arg, struct buf *text);

/* A header that embeds the object and opens, loads and attaches it; piece by piece, after the last error. */
int skelgen_skeleton(const struct skelgen_object *object, skelgen_take_fn *take, void *arg, struct err *err);
/* One that needs no libbpf: a program that libbpf makes now loads the object. */
int skelgen_light_skeleton(struct kern *k, const struct skelgen_object *object,
			   const struct objfile_listener *listener, struct buf *ret_c, struct err *err);
/* The header that BPF programs include: types of the running kernel and its modules. */
int skelgen_vmlinux(struct kern *k, struct buf *ret_c, struct err *err);
/* The same as one header of the kernel, vmlinux.h, and one for each module, which includes it. */
typedef int skelgen_header_fn(void *data, const char *name, struct buf *text, struct err *err);
int skelgen_vmlinux_split(struct kern *k, skelgen_header_fn *write, void *data, struct err *err);
/* One that finds maps, programs and variables in an object that the caller has opened. */
int skelgen_subskeleton(const struct skelgen_object *object, struct buf *ret_c, struct err *err);

/* The files of a new application, with the name of its folder where @name is NULL. */
struct skelgen_file {
	struct buf path, text;
};
enum { SKELGEN_PROJECT_FILES = 5 };
int skelgen_project(const char *folder, const char *name, struct skelgen_file *ret_files, struct err *err);
/* An error if one of them exists. */
int skelgen_files_check_new(struct skelgen_file *list, unsigned int count, struct err *err);
void skelgen_files_remove(struct skelgen_file *list, unsigned int count);
void skelgen_files_free(struct skelgen_file *list, unsigned int count);

/*
 * What the relocations of several objects need of kernels' types. To be freed also where it fails; a note on
 * what the result does not replace, or NULL.
 */
struct core;
int skelgen_core_read(const char *const *objects, unsigned int count, struct core **ret_core,
		      struct err *err);
const char *skelgen_core_note(const struct core *core);
void skelgen_core_free(struct core *core);
/* The minimal BTF for the kernel, or the module, whose types that file has. */
int skelgen_core_cut(const struct core *core, struct kern *k, const char *kernel, const char *base,
		     struct buf *ret_btf, struct err *err);

#endif
