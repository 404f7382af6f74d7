/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Elements of a map, as its type lets user space read them; what cannot be read is recorded with the reason.
 * Mostly that is a fact about the type or an empty slot, so it does not count as a missing answer.
 */
#include <errno.h>

#include "kern/elements.h"
#include "kern/recording/write.h"

/* One map, and how much of it there is room for. */
struct walked {
	struct recorder *rec;
	uint64_t elements, bytes; /* that may still come */
	bool has_addresses;       /* values are addresses */
	bool is_full;             /* the map has more */
};

static void record_value(struct recorder *rec, const unsigned char *value, size_t size, int no)
{
	if (value)
		out_bytes(rec->o, NULL, value, size);
	else if (no == ENODATA) /* a recording that does not know why */
		out_null(rec->o, NULL);
	else
		out_int(rec->o, NULL, no);
}

/* The element at @i of the batch. */
static int record_element(struct walked *walked, const struct elements *batch, uint32_t i, struct err *err)
{
	struct recorder *rec = walked->rec;
	size_t key_size = batch->keys ? batch->key_size : 0;
	size_t value_size = batch->values ? batch->value_size : 0;
	size_t size = key_size + value_size;

	walked->is_full = !walked->elements || size > walked->bytes;
	if (walked->is_full)
		return err_set(err, 0, "the map is too large for a recording and was truncated");
	if (out_is_dead(rec->o))
		return KERN_NONE;
	walked->elements--;
	walked->bytes -= size;
	rec->stats.elements++;
	rec->element_bytes += size;
	if (walked->has_addresses && batch->values)
		record_note_frames(rec, batch->values + i * value_size, value_size);
	out_list(rec->o, NULL);
	out_bytes(rec->o, NULL, batch->keys ? batch->keys + i * key_size : NULL, key_size);
	record_value(rec, batch->values ? batch->values + i * value_size : NULL, value_size, batch->no);
	out_end(rec->o);
	return 0;
}

static int record_batch(void *arg, const struct elements *batch, struct err *err)
{
	int r = 0;

	for (uint32_t i = 0; i < batch->count && !r; i++)
		r = record_element(arg, batch, i, err);
	return r;
}

/* A large map gets a part of what is left, so that there is room for the smaller ones after it. */
static struct walked share_of(struct recorder *rec, const struct uapi_map_info *info)
{
	return (struct walked){
		.rec = rec,
		.has_addresses = map_type(info->type)->has_addresses,
		.elements = (RECORDING_MAX_ELEMENTS - rec->stats.elements) / 4,
		.bytes = (RECORDING_MAX_ELEMENT_BYTES - rec->element_bytes) / 4,
	};
}

/* From a recording they are taken as they are, with its own reasons. */
static int record_again(struct recorder *rec, int handle, const struct uapi_map_info *info,
			const char **ret_reason, struct err *err)
{
	struct walked walked = {
		.rec = rec,
		.has_addresses = map_type(info->type)->has_addresses,
		.elements = RECORDING_MAX_ELEMENTS - rec->stats.elements,
		.bytes = RECORDING_MAX_ELEMENT_BYTES - rec->element_bytes,
	};

	return recording_elements(rec->k, handle, record_batch, &walked, ret_reason, err);
}

static void record_walk(struct recorder *rec, int handle, const struct uapi_map_info *info, struct err *err)
{
	struct walked walked = share_of(rec, info);

	kern_elements(rec->k, handle, info, record_batch, &walked, err);
	if (walked.is_full)
		record_note(rec, err);
}

void record_elements(struct recorder *rec, int handle, const struct uapi_map_info *info)
{
	char text[sizeof(((struct err *)0)->text) + 64] = "";
	const char *reason = text;
	struct err err = {0};

	out_key(rec->o, "elements");
	out_list(rec->o, NULL);
	if (record_again(rec, handle, info, &reason, &err) == KERN_NONE)
		record_walk(rec, handle, info, &err);
	out_end(rec->o);
	if (err.kind != ERR_OK)
		err_describe(&err, text, sizeof(text));
	if (*reason)
		record_str(rec, "elements_error", reason);
}
