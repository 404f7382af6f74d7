/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which object is meant: [id] N | [name] NAME | tag HEX | [pinned] PATH, for every kind of object, in one
 * place: keywords win, then digits are an id, a word with a slash is a path, and anything else a name.
 *
 * A name matches exactly first (the full name or the kernel's 15 bytes), then as a glob, then, for the maps
 * of global data, by section.
 */
#ifndef BPFI_LOADED_REF_H
#define BPFI_LOADED_REF_H

#include "kern/arrays.h"
#include "lib/cmd.h"

enum ref_by { REF_ALL, REF_ID, REF_NAME, REF_TAG, REF_PIN };

struct ref {
	enum ref_by by;
	uint32_t id;
	const char *text; /* name or path */
	uint8_t tag[UAPI_TAG_LEN];
};

/* Ids of what was found, in order. */
struct id_list {
	uint32_t *ids;
	size_t count;
};
void id_list_free(struct id_list *list);
#define auto_ids __attribute__((cleanup(id_list_free))) struct id_list

/* The words that each kind accepts. */
extern const struct arg_type arg_prog, arg_map, arg_link, arg_btf;

/*
 * All objects that match; an error if none does. With REF_ALL nothing is queried: the list stays empty, the
 * caller walks.
 */
int ref_find(struct kern *k, enum kern_kind kind, const struct ref *ref, struct id_list *ret_ids,
	     struct err *err);
/* Exactly one, or an error that lists the candidates. */
int ref_find_one(struct kern *k, enum kern_kind kind, const struct ref *ref, uint32_t *ret_id,
		 struct err *err);

/* Opens that one; the caller closes. */
int ref_open(struct kern *k, enum kern_kind kind, const struct ref *ref, uint32_t *ret_id,
	     struct kern_handle *ret_handle, struct err *err);
/* A map, to change its elements. */
int ref_open_to_write(struct kern *k, const struct ref *ref, uint32_t *ret_id, struct kern_handle *ret_handle,
		      struct err *err);

/* The error for an object that is not found. */
int ref_not_there(enum kern_kind kind, uint32_t id, struct err *err);

#endif
