/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A recording in memory, checked and decoded; only kern/snapshot*.c look inside.
 *
 * Every list is sorted by the uint64_t that each of its elements begins with, and no key is there twice.
 */
#ifndef BPFI_KERN_SNAPSHOT_MODEL_H
#define BPFI_KERN_SNAPSHOT_MODEL_H

#include "kern/arrays.h"
#include "kern/recording/node.h"

struct snapshot_list {
	void *items;
	size_t count;
};

struct snapshot_array {
	const struct info_array *row;
	struct blob bytes;
};

struct snapshot_element {
	struct blob key, value; /* value.data NULL: could not be read, @no tells why */
	int no;
};

/* An object that was listed but gave an error: the same answer is given again. */
struct snapshot_failure {
	bool is_at_open;
	int no;
	struct blob text, hint;
};

struct snapshot_object {
	uint64_t id;
	struct blob info; /* not there when failure is */
	struct blob fdinfo;
	struct snapshot_array *arrays;
	size_t array_count;
	const struct snapshot_failure *failure;
	struct snapshot_element *elements;
	size_t element_count;
	bool has_elements;
	struct blob elements_error; /* why there are none, or not all */
};

struct snapshot_pin {
	uint64_t order; /* as they were reported */
	enum kern_kind kind;
	uint32_t id;
	bool is_object;
	struct blob path;
};

struct snapshot_owner {
	uint64_t key; /* id << 32 | pid */
	struct kern_owner owner;
};

struct snapshot_process {
	uint64_t pid;
	struct kern_process process;
};

struct snapshot_file {
	uint64_t order;
	const char *path;
	struct blob text;
};

/* Interfaces by index, cgroups by id. */
struct snapshot_name {
	uint64_t number;
	struct blob name;
};

struct snapshot_symbol {
	uint64_t addr;
	uint64_t offset;
	struct blob name, module;
};

/* The kernel's BTF as far as it was recorded: all else is blank. */
struct snapshot_btf_type {
	uint64_t id;
	struct blob record;
};

struct snapshot_btf_string {
	uint64_t off;
	struct blob text;
};

struct snapshot_vmlinux {
	bool is_there;
	uint32_t type_count, str_size;
	struct snapshot_list types, strings;
	struct buf bytes; /* built when first asked for */
};

struct snapshot {
	struct arena arena;
	struct snapshot_list objects[KIND_COUNT];
	struct snapshot_list owners[KIND_COUNT];
	bool is_owners_complete[KIND_COUNT];
	struct snapshot_list pins, processes, files, ifnames, cgroup_paths, symbols;
	struct snapshot_vmlinux vmlinux;
	struct blob machine;
	bool has_boot_time;
	int64_t boot_time_ns;
};

/* snapshot_read.c: fills an empty one; what it filled is freed by snapshot_free() even after an error. */
int snapshot_read(struct snapshot *s, const char *path, struct err *err);
void snapshot_free(struct snapshot *s);

/* One element of a list: @item is cleared, its key must be set. @arg is what snapshot_read_list() got. */
typedef int (*snapshot_item_fn)(struct snapshot *s, const struct node *n, void *item, unsigned int arg,
				struct err *err);
int snapshot_read_list(struct snapshot *s, const struct node *list, size_t item_size, snapshot_item_fn fn,
		       unsigned int arg, struct snapshot_list *ret_list, struct err *err);

/* snapshot_objects.c: the item of the lists of objects, @arg is the kind. */
int snapshot_read_object(struct snapshot *s, const struct node *n, void *item, unsigned int arg,
			 struct err *err);

/* snapshot_vmlinux.c */
int snapshot_read_vmlinux(struct snapshot *s, const struct node *n, unsigned int arg, struct err *err);
int snapshot_build_vmlinux(struct snapshot_vmlinux *v, struct err *err);

/* The element with this key, or the first one above it; NULL at the end. */
const void *snapshot_find(const struct snapshot_list *list, size_t item_size, uint64_t key);
const void *snapshot_find_from(const struct snapshot_list *list, size_t item_size, uint64_t key);

#endif
