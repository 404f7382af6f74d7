/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Attachment without a link to maps of sockets and to the network namespace. */
#include <errno.h>
#include <stdio.h>

#include "kern/change.h"
#include "kern/names.h"
#include "lib/cmd.h"
#include "lib/words.h"
#include "progshow/progshow.h"

struct attach_row {
	const char *name;  /* a word of names_attach_types */
	const char *alias; /* accepted for scripts */
	bool has_map;
	const char *prog_type; /* what it takes */
};

/* In the order in which beginnings of the aliases are tried. */
static const struct attach_row attach_rows[] = {
	{"sk_skb_stream_parser", "stream_parser", true, "sk_skb"},
	{"sk_skb_stream_verdict", "stream_verdict", true, "sk_skb"},
	{"sk_skb_verdict", "skb_verdict", true, "sk_skb"},
	{"sk_msg_verdict", "msg_verdict", true, "sk_msg"},
	{"flow_dissector", NULL, false, "flow_dissector"},
};
enum { ATTACH_ROWS = sizeof(attach_rows) / sizeof(attach_rows[0]) };

static int parse_attach_type(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct word list[2 * ATTACH_ROWS + 1] = {0};
	unsigned int n = 0;
	int found;

	for (int i = 0; i < ATTACH_ROWS; i++) {
		list[n++] = (struct word){.text = attach_rows[i].name, .meaning = i};
		if (attach_rows[i].alias)
			list[n++] = (struct word){.text = attach_rows[i].alias,
						  .meaning = i,
						  .rank = (unsigned int)i + 1};
	}
	if (words_find(list, rest->at[0], a->type->token, &found, err))
		return -1;
	rest->at++;
	rest->left--;
	*(const struct attach_row **)dst = &attach_rows[found];
	return 0;
}

static void complete_attach_type(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	for (unsigned int i = 0; i < ATTACH_ROWS; i++)
		complete_add(c, attach_rows[i].name, attach_rows[i].has_map ? "requires a MAP" : NULL);
}

const struct arg_type arg_attach_type = {
	.token = "ATTACH_TYPE",
	.grammar = "sk_msg_verdict | sk_skb_verdict | sk_skb_stream_verdict | sk_skb_stream_parser | "
		   "flow_dissector",
	.help = "Attach type; all types except flow_dissector, which attaches to the network namespace, require a MAP",
	.parse = parse_attach_type,
	.complete = complete_attach_type,
};

static int explain(struct kern *k, const struct attach_row *row, const struct kern_handle *prog, bool is_on,
		   struct err *err)
{
	struct uapi_prog_info info = {0};
	uint32_t len = sizeof(info);
	struct err ignored = {0};
	const char *type;

	if (err->no == EEXIST)
		err_hint(err, "this network namespace, or the initial one, already has one");
	else if (err->no == EBUSY)
		err_hint(err, "the map already has a verdict program of another kind");
	if (err->no != EINVAL && err->no != ENOENT && err->no != EOPNOTSUPP)
		return -1;
	if (kern_info(k, KIND_PROG, prog->handle, &info, &len, &ignored))
		return -1;
	type = names_find(&names_prog_types, info.type);
	if (type && strcmp(type, row->prog_type))
		err_hint(err, "the program has type %s, but %s requires %s", type, row->name, row->prog_type);
	else if (!is_on)
		err_hint(err, "this program is not attached there");
	else if (!row->has_map)
		err_hint(err, "this program is already attached there");
	else
		err_hint(err, "the map must be a sockmap or a sockhash");
	return -1;
}

static int change(struct kern *k, const struct ref *ref, const struct attach_row *row, const struct ref *map,
		  bool is_on, struct err *err)
{
	auto_handle prog = {.handle = -1}, target = {.handle = -1};
	struct attach_at at = {.replaced = -1, .relative = -1};
	uint32_t id, map_id = 0, type;
	char where[32] = "";
	int r;

	if (row->has_map && map->by == REF_ALL)
		return err_usage(err, "%s requires a MAP", row->name);
	if (!row->has_map && map->by != REF_ALL)
		return err_usage(err, "%s does not take a MAP", row->name);
	if (names_value(k, &names_attach_types, row->name, &type, err) ||
	    ref_open(k, KIND_PROG, ref, &id, &prog, err) ||
	    (row->has_map && ref_open_to_write(k, map, &map_id, &target, err)))
		return -1;
	at.attach_type = type;
	at.target = row->has_map ? target.handle : 0;
	r = is_on ? kern_attach(k, prog.handle, &at, err) : kern_detach(k, prog.handle, &at, err);
	if (!r)
		return 0;
	explain(k, row, &prog, is_on, err);
	if (row->has_map)
		snprintf(where, sizeof(where), ", map %u", map_id);
	return err_wrap(err, "prog %u%s", id, where);
}

int prog_attach(struct kern *k, const struct ref *prog, const struct attach_row *type, const struct ref *map,
		struct err *err)
{
	return change(k, prog, type, map, true, err);
}

int prog_detach(struct kern *k, const struct ref *prog, const struct attach_row *type, const struct ref *map,
		struct err *err)
{
	return change(k, prog, type, map, false, err);
}
