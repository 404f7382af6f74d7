/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Attachments into a recording: of every group all there is, of cgroups also what is in effect there. */
#include <string.h>

#include "kern/attach.h"
#include "kern/recording/write.h"

static int record_one(void *arg, const struct kern_attachment *a, struct err *err)
{
	struct recorder *rec = arg;

	(void)err;
	out_object(rec->o, NULL);
	record_str(rec, "place", attach_place_name(a->place));
	for (const struct attach_member *m = attach_members; m->name; m++) {
		const char *from = (const char *)a + m->off;
		uint64_t u64 = 0;
		uint32_t u32 = 0;
		const char *text;

		if (m->type == MEMBER_TEXT) {
			memcpy(&text, from, sizeof(text));
			if (text && *text)
				record_str(rec, m->name, text);
			continue;
		}
		memcpy(&u32, from, sizeof(u32));
		memcpy(&u64, from, m->type == MEMBER_U64 ? sizeof(u64) : 0);
		if (m->type == MEMBER_U32 && u32)
			record_uint(rec, m->name, u32);
		else if (u64)
			record_hex64(rec, m->name, u64);
	}
	out_end(rec->o);
	return 0;
}

static void record_group(struct recorder *rec, const struct attach_query *q)
{
	struct err err = {0};

	if (kern_attachments(rec->k, q, record_one, rec, &err) < 0)
		record_note(rec, &err);
}

void record_attachments(struct recorder *rec)
{
	out_key(rec->o, "attachments");
	out_list(rec->o, NULL);
	for (unsigned int group = 0; group < ATTACH_GROUPS; group++) {
		struct attach_query q = {.group = group,
					 .prog_types = PROG_TYPES_ALL,
					 .has_all_netns = true,
					 .is_tree = true};

		record_group(rec, &q);
		q.is_effective = true;
		if (group == ATTACH_CGROUPS)
			record_group(rec, &q);
	}
	out_end(rec->o);
}
