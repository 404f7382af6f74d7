/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Messages about who is affected by a change. */
#include <string.h>

#include "attach/attach.h"

enum { HOLDERS_MOST = 4 };

static void add_holders(struct kern *k, enum kern_kind kind, uint32_t id, struct buf *text)
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
	else if (!count && owners.is_complete)
		buf_add_str(text, ", held by no process");
}

static void add_prog(struct kern *k, uint32_t id, struct buf *text)
{
	char name[FULLNAME_LEN];

	buf_printf(text, "program %u", id);
	if (fullname_by_id(k, KIND_PROG, id, NULL, name))
		buf_printf(text, " (%s)", name);
}

void attach_tell_gone(struct out *o, struct kern *k, uint32_t prog_id, const char *what)
{
	auto_buf raw = {0}, text = {0};

	add_prog(k, prog_id, &raw);
	add_holders(k, KIND_PROG, prog_id, &raw);
	out_escape(&text, buf_str(&raw));
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

struct pin_search {
	uint32_t link_id;
	struct buf *text;
};

static int find_pin(void *arg, const struct kern_pin *pin, struct err *err)
{
	const struct pin_search *search = arg;

	(void)err;
	if (pin->is_object && pin->kind == KIND_LINK && pin->id == search->link_id)
		buf_printf(search->text, ", pinned at %.128s", pin->path);
	return 0;
}

void attach_hint_holders(struct kern *k, uint32_t link_id, struct err *err)
{
	auto_buf text = {0};
	struct pin_search search = {link_id, &text};
	struct err ignored = {0};

	add_holders(k, KIND_LINK, link_id, &text);
	kern_pins(k, NULL, find_pin, &search, &ignored);
	err_hint(err, "it ends when nothing holds it any more%.240s", buf_str(&text));
}
