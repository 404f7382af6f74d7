/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A recording in memory, checked and decoded; only this folder accesses it.
 *
 * Every list is sorted by the uint64_t that each of its elements begins with, and no key is there twice.
 */
#ifndef BPFI_KERN_RECORDING_MODEL_H
#define BPFI_KERN_RECORDING_MODEL_H

#include "kern/arrays.h"
#include "kern/probe.h"
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
	struct blob key, value; /* value.data NULL: could not be read, @no is the reason */
	int no;
};

/* An object that was listed but gave an error: the same error is returned again. */
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
	struct blob elements_error; /* why there are no elements, or not all */
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
	struct buf bytes;  /* built when first asked for */
	struct blob whole; /* or recorded as they are */
};

/* Lists of the questions that have a section; those with another form have their own members. */
enum {
#define RECORDED(name, gives, key, parameters, arguments, trace) SECTION_##name,
#include "kern/questions.h"
	SECTION_COUNT,
};

struct recording {
	struct arena arena;
	struct recording_list objects[KIND_COUNT];
	struct recording_list sections[SECTION_COUNT];
	bool has_section[SECTION_COUNT];
	struct recording_list owners[KIND_COUNT];
	bool is_owners_complete[KIND_COUNT];
	struct recording_list counts[KIND_COUNT];
	bool has_counts[KIND_COUNT];
	struct recording_vmlinux vmlinux;
	struct blob machine;
	struct blob config; /* build options */
	bool has_boot_time;
	int64_t boot_time_ns;
};

struct recording *recording_of(struct kern *k);

/* The answer to each question: one function a row. */
#define QUESTION(name, gives, parameters, arguments, trace) \
	int recording_##name(struct kern *k, KERN_LIST parameters, struct err *err);
#include "kern/questions.h"

/* Its section, where it has one. */
#define RECORDED(name, gives, key, parameters, arguments, trace) \
	int section_read_##name(struct recording *s, const struct node *n, struct err *err);
#include "kern/questions.h"

/* read.c: fills an empty one; what it filled is freed by recording_free() even after an error. */
int recording_load(struct recording *s, const char *path, struct err *err);
void recording_free(struct recording *s);

/* One element of a list: @item is cleared, its key must be set. @arg is what recording_read_list() got. */
typedef int (*recording_item_fn)(struct recording *s, const struct node *n, void *item, unsigned int arg,
				 struct err *err);
int recording_read_list(struct recording *s, const struct node *list, size_t item_size, recording_item_fn fn,
			unsigned int arg, struct recording_list *ret_list, struct err *err);

/* The members with objects: "progs" and so on. */
extern const char *const recording_object_keys[KIND_COUNT];
/* read_objects.c: the item of the lists of objects, @arg is the kind. */
int recording_read_object(struct recording *s, const struct node *n, void *item, unsigned int arg,
			  struct err *err);

/* objects.c; NULL: not found */
const struct recording_object *recording_object_of(struct kern *k, enum kern_kind kind, int handle);
const struct recording_array *recording_array_of(const struct recording_object *obj,
						 const struct info_array *row);

/* files.c; NULL: not recorded */
const struct blob *recording_file(const struct recording *s, const char *path);
int recording_give_text(const struct blob *text, struct buf *ret_text, struct err *err);

/* The element with this key, or the first one above it; NULL at the end. */
const void *recording_find(const struct recording_list *list, size_t item_size, uint64_t key);
const void *recording_find_from(const struct recording_list *list, size_t item_size, uint64_t key);

#endif
