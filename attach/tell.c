/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Messages about who is affected by a change. */
#include <string.h>

#include "attach/attach.h"

enum { HOLDERS_MOST = 4, PINS_MOST = 2 };

static void add_owners(struct kern *k, enum kern_kind kind, uint32_t id, bool is_pinned, struct buf *text)
{
	__attribute__((cleanup(kern_owners_free))) struct kern_owners owners = {0};
	struct err ignored = {0};
	unsigned int count = 0;

	if (kern_owners(k, kind, id, &owners, &ignored))
		return;
	for (size_t i = 0; i < owners.count; i++) {
		if (owners.list[i].id != id)
			continue;
		if (count < HOLDERS_MOST)
			buf_printf(text, "%s%.*s(%u)", count ? ", " : ", held by ", KERN_COMM_LEN,
				   owners.list[i].comm, owners.list[i].pid);
		count++;
	}
	if (count > HOLDERS_MOST)
		buf_printf(text, " and %u more", count - HOLDERS_MOST);
	else if (!count && !is_pinned && owners.is_complete)
		buf_add_str(text, ", held by no process");
}

struct pin_search {
	enum kern_kind kind;
	uint32_t id;
	unsigned int count;
	struct buf text;
};

static int find_pin(void *arg, const struct kern_pin *pin, struct err *err)
{
	struct pin_search *search = arg;

	(void)err;
	if (!pin->is_object || pin->kind != search->kind || pin->id != search->id)
		return 0;
	if (search->count++ < PINS_MOST)
		buf_printf(&search->text, "%s%.128s", search->count > 1 ? ", " : ", pinned at ", pin->path);
	return 0;
}

static void add_holders(struct kern *k, enum kern_kind kind, uint32_t id, struct buf *text)
{
	struct pin_search search = {.kind = kind, .id = id};
	struct err ignored = {0};

	kern_pins(k, NULL, find_pin, &search, &ignored);
	add_owners(k, kind, id, search.count > 0, text);
	buf_add_str(text, buf_str(&search.text));
	if (search.count > PINS_MOST)
		buf_printf(text, " and %u more", search.count - PINS_MOST);
	buf_free(&search.text);
}

static void add_prog(struct kern *k, uint32_t id, struct buf *text)
{
	char name[FULLNAME_LEN];

	buf_printf(text, "program %u", id);
	if (fullname_by_id(k, KIND_PROG, id, NULL, name))
		buf_printf(text, " (%s)", name);
}

void attach_describe(struct kern *k, uint32_t prog_id, struct buf *ret_text)
{
	add_prog(k, prog_id, ret_text);
	add_holders(k, KIND_PROG, prog_id, ret_text);
}

void attach_describe_link(struct kern *k, uint32_t link_id, uint32_t prog_id, struct buf *ret_text)
{
	buf_printf(ret_text, "link %u", link_id);
	if (prog_id) {
		buf_add_str(ret_text, " of ");
		add_prog(k, prog_id, ret_text);
	}
	add_holders(k, KIND_LINK, link_id, ret_text);
}

void attach_tell_gone(struct out *o, struct buf *described, const char *what)
{
	auto_buf text = {0};

	if (!described->len)
		return;
	out_escape(&text, buf_str(described));
	buf_printf(&text, ": %s", what);
	out_note(o, buf_str(&text));
}

void attach_hint_link(struct kern *k, uint32_t link_id, struct err *err)
{
	auto_buf text = {0};

	add_holders(k, KIND_LINK, link_id, &text);
	err_hint(err, "link %u is attached there%.200s; to detach it: bpfi link detach id %u", link_id,
		 buf_str(&text), link_id);
}

void attach_hint_holders(struct kern *k, uint32_t link_id, struct err *err)
{
	auto_buf text = {0};

	add_holders(k, KIND_LINK, link_id, &text);
	err_hint(err, "it ends when nothing holds it any more%.240s", buf_str(&text));
}
