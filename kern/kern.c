/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Passes each question to its implementation; what can be built from other questions is built here. */
#include "kern/ops.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *const kern_kind_names[KIND_COUNT] = {
	[KIND_PROG] = "prog",
	[KIND_MAP] = "map",
	[KIND_LINK] = "link",
	[KIND_BTF] = "btf",
};

const char *const kern_kind_nouns[KIND_COUNT] = {
	[KIND_PROG] = "program",
	[KIND_MAP] = "map",
	[KIND_LINK] = "link",
	[KIND_BTF] = "BTF object",
};

const char *const kern_kind_plurals[KIND_COUNT] = {
	[KIND_PROG] = "programs",
	[KIND_MAP] = "maps",
	[KIND_LINK] = "links",
	[KIND_BTF] = "BTF objects",
};

const char *const probe_kind_names[PROBE_KINDS] = {
	[PROBE_ABILITY] = "ability", [PROBE_PROG] = "program type",     [PROBE_MAP] = "map type",
	[PROBE_HELPER] = "helper",   [PROBE_KFUNC] = "kernel function",
};

enum {
	BTF_FIRST_BYTES = 4096,  /* enough for most programs: one call instead of two */
	BTF_MAX_BYTES = 1 << 30, /* far above anything real; an answer from a file can contain anything */
};

const char *kern_source(const struct kern *k)
{
	return k->ops->source;
}

static int cannot_answer(const struct kern *k, const char *question, struct err *err)
{
	return err_set(err, 0, "%s does not provide %s", k->ops->source ? k->ops->source : k->ops->name,
		       question);
}

#define QUESTION(name, gives, parameters, arguments, trace)                     \
	int kern_##name(struct kern *k, KERN_LIST parameters, struct err *err)  \
	{                                                                       \
		return k->ops->name ? k->ops->name(k, KERN_LIST arguments, err) \
				    : cannot_answer(k, #name, err);             \
	}
#include "kern/questions.h"

int kern_pin_is(const char *path, enum kern_kind found, enum kern_kind wanted, struct err *err)
{
	if (found == wanted)
		return 0;
	return err_set(err, 0, "%.256s is a pinned %s, not a %s", path, kern_kind_nouns[found],
		       kern_kind_nouns[wanted]);
}

void kern_close(struct kern *k, int handle)
{
	k->ops->close(k, handle);
}

void kern_owners_free(struct kern_owners *owners)
{
	free(owners->list);
	*owners = (struct kern_owners){0};
}

void kern_counts_free(struct kern_counts *counts)
{
	free(counts->list);
	*counts = (struct kern_counts){0};
}

void kern_free(struct kern *k)
{
	if (k->ops)
		k->ops->free(k);
	*k = (struct kern){0};
}

void kern_handle_close(struct kern_handle *h)
{
	if (h->k && h->handle >= 0)
		kern_close(h->k, h->handle);
	h->handle = -1;
}

/* Asks with @room bytes for the answer; *ret_size is what the whole BTF takes. */
static int kern_btf_ask(struct kern *k, int handle, struct buf *bytes, uint32_t room, uint32_t *ret_size,
			struct err *err)
{
	struct uapi_btf_info info = {0};
	uint32_t len = sizeof(info);
	char *to = buf_room(bytes, room);
	int r;

	if (!to)
		return err_no_memory(err);
	info.btf = (uintptr_t)to;
	info.btf_size = room;
	r = kern_info(k, KIND_BTF, handle, &info, &len, err);
	if (!r)
		*ret_size = info.btf_size;
	return r;
}

int kern_btf_bytes(struct kern *k, uint32_t btf_id, struct buf *ret_bytes, struct err *err)
{
	auto_handle h = {.k = k, .handle = -1};
	uint32_t room = BTF_FIRST_BYTES, size = 0;
	int r;

	r = kern_open(k, KIND_BTF, btf_id, &h.handle, err);
	if (r)
		return r;
	buf_reset(ret_bytes);
	for (int tries = 0; tries < 2; tries++) {
		r = kern_btf_ask(k, h.handle, ret_bytes, room, &size, err);
		if (r)
			return r;
		if (size <= room) {
			ret_bytes->len = size;
			return 0;
		}
		if (size > BTF_MAX_BYTES)
			return err_set(err, EFBIG, "BTF %u: %u bytes", btf_id, size);
		room = size;
	}
	return err_set(err, 0, "BTF %u: size changed while it was read", btf_id);
}

bool fdinfo_number(const char *text, const char *key, uint64_t *ret_value)
{
	size_t len = strlen(key);
	unsigned long long v;
	char *end;

	while (text && *text) {
		if (!strncmp(text, key, len) && text[len] == ':') {
			v = strtoull(text + len + 1, &end, 0);
			if (end == text + len + 1)
				return false;
			*ret_value = v;
			return true;
		}
		text = strchr(text, '\n');
		text += text != NULL;
	}
	return false;
}
