/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A recording in memory, checked and decoded; only this room looks inside.
 *
 * Every list is sorted by the uint64_t that each of its elements begins with, and no key is there twice.
 */
#ifndef BPFI_KERN_RECORDING_MODEL_H
#define BPFI_KERN_RECORDING_MODEL_H

#include "kern/arrays.h"
#include "kern/attach.h"
#include "kern/recording/node.h"

struct recording_list {
	void *items;
	size_t count;
};

struct recording_array {
	const struct info_array *row;
	struct blob bytes;
};

struct recording_element {
	struct blob key, value; /* value.data NULL: could not be read, @no tells why */
	int no;
};

/* An object that was listed but gave an error: the same answer is given again. */
struct recording_failure {
	bool is_at_open;
	int no;
	struct blob text, hint;
};

struct recording_object {
	uint64_t id;
	struct blob info; /* not there when failure is */
	struct blob fdinfo;
	struct recording_array *arrays;
	size_t array_count;
	const struct recording_failure *failure;
	struct recording_element *elements;
	size_t element_count;
	bool has_elements;
	struct blob elements_error; /* why there are none, or not all */
};

struct recording_pin {
	uint64_t order; /* as they were reported */
	enum kern_kind kind;
	uint32_t id;
	bool is_object;
	struct blob path;
};

struct recording_owner {
	uint64_t key; /* id << 32 | pid */
	struct kern_owner owner;
};

struct recording_process {
	uint64_t pid;
	struct kern_process process;
};

struct recording_file {
	uint64_t order;
	const char *path;
	struct blob text;
};

/* Interfaces by index, cgroups by id. */
struct recording_name {
	uint64_t number;
	struct blob name;
};

struct recording_symbol {
	uint64_t addr;
	uint64_t offset;
	struct blob name, module;
};

struct recording_attachment {
	uint64_t order;
	struct kern_attachment at;
};

/* The kernel's BTF as far as it was recorded: all else is blank. */
struct recording_btf_type {
	uint64_t id;
	struct blob record;
};

struct recording_btf_string {
	uint64_t off;
	struct blob text;
};

struct recording_vmlinux {
	bool is_there;
	uint32_t type_count, str_size;
	struct recording_list types, strings;
	struct buf bytes; /* built when first asked for */
};

struct recording {
	struct arena arena;
	struct recording_list objects[KIND_COUNT];
	struct recording_list owners[KIND_COUNT];
	bool is_owners_complete[KIND_COUNT];
	struct recording_list pins, processes, files, ifnames, cgroup_paths, symbols, attachments;
	struct recording_vmlinux vmlinux;
	struct blob machine;
	bool has_boot_time, has_attachments;
	int64_t boot_time_ns;
};

/* The answer to each question: one function a row. */
#define QUESTION(name, gives, key, parameters, arguments, trace) \
	int recording_##name(struct kern *k, KERN_LIST parameters, struct err *err);
#include "kern/questions.h"

/* read.c: fills an empty one; what it filled is freed by recording_free() even after an error. */
int recording_load(struct recording *s, const char *path, struct err *err);
void recording_free(struct recording *s);

/* One element of a list: @item is cleared, its key must be set. @arg is what recording_read_list() got. */
typedef int (*recording_item_fn)(struct recording *s, const struct node *n, void *item, unsigned int arg,
				 struct err *err);
int recording_read_list(struct recording *s, const struct node *list, size_t item_size, recording_item_fn fn,
			unsigned int arg, struct recording_list *ret_list, struct err *err);

/* read_objects.c: the item of the lists of objects, @arg is the kind. */
int recording_read_object(struct recording *s, const struct node *n, void *item, unsigned int arg,
			  struct err *err);

/* read_vmlinux.c */
int recording_read_vmlinux(struct recording *s, const struct node *n, unsigned int arg, struct err *err);
int recording_build_vmlinux(struct recording_vmlinux *v, struct err *err);

int recording_read_attachment(struct recording *s, const struct node *n, void *item, unsigned int arg,
			      struct err *err);

/* The element with this key, or the first one above it; NULL at the end. */
const void *recording_find(const struct recording_list *list, size_t item_size, uint64_t key);
const void *recording_find_from(const struct recording_list *list, size_t item_size, uint64_t key);

#endif
