/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A recording as a struct kern: its table, when it was made, and what the sections share. */
#include "kern/recording/recording.h"

#include <stdlib.h>
#include <string.h>

#include "kern/ops.h"
#include "kern/recording/model.h"
#include "kern/recording/write.h"

struct recording *recording_of(struct kern *k)
{
	return k->state;
}

int recording_give_text(const struct blob *text, struct buf *ret_text, struct err *err)
{
	buf_reset(ret_text);
	buf_add(ret_text, text->data, text->len);
	return ret_text->failed ? err_no_memory(err) : 0;
}

int section_write_boot_time(struct recorder *rec, const char *key, struct err *err)
{
	struct err why = {0};
	int64_t boot_time;

	(void)err;
	if (!record_has_answer(rec, kern_boot_time(rec->k, &boot_time, &why), &why))
		return 0;
	out_key(rec->o, key);
	out_int(rec->o, NULL, boot_time);
	return 0;
}

int section_read_boot_time(struct recording *s, const struct node *n, struct err *err)
{
	s->has_boot_time = true;
	return node_int(n, &s->boot_time_ns, err);
}

int recording_boot_time(struct kern *k, int64_t *ret_ns, struct err *err)
{
	(void)err;
	if (!recording_of(k)->has_boot_time)
		return KERN_NONE;
	*ret_ns = recording_of(k)->boot_time_ns;
	return 0;
}

static void recording_close(struct kern *k, int handle)
{
	(void)k;
	(void)handle;
}

static void free_recording(struct kern *k)
{
	recording_free(k->state);
	free(k->state);
}

static const struct kern_ops recording_ops = {
	.name = "recording",
	.source = "a recording",
#define QUESTION(name, gives, parameters, arguments, trace) .name = recording_##name,
#include "kern/questions.h"
	.close = recording_close,
	.free = free_recording,
};

int kern_open_recording(struct kern *ret_kern, const char *path, struct err *err)
{
	struct recording *s = calloc(1, sizeof(*s));

	if (!s)
		return err_no_memory(err);
	if (recording_load(s, path, err)) {
		recording_free(s);
		free(s);
		return err_wrap(err, "%.256s", path);
	}
	*ret_kern = (struct kern){.ops = &recording_ops, .state = s};
	return 0;
}

int recording_elements(struct kern *k, int map_handle, elements_fn fn, void *arg, const char **ret_reason,
		       struct err *err)
{
	const struct recording_object *obj;

	if (k->ops != &recording_ops)
		return KERN_NONE;
	obj = recording_object_of(k, KIND_MAP, map_handle);
	if (!obj || (!obj->has_elements && !obj->elements_error.len))
		return KERN_NONE;
	for (size_t i = 0; i < obj->element_count; i++) {
		const struct recording_element *e = &obj->elements[i];
		const struct elements one = {
			.keys = (const unsigned char *)e->key.data,
			.values = (const unsigned char *)e->value.data,
			.key_size = e->key.len,
			.value_size = e->value.len,
			.count = 1,
			.no = e->no,
		};
		int r = fn(arg, &one, err);

		if (r)
			return r;
	}
	if (ret_reason)
		*ret_reason = obj->elements_error.data;
	return 0;
}
