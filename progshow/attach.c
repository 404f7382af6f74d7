/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Attachment without a link to maps of sockets and to the network namespace. */
#include <errno.h>
#include <stdio.h>

#include "attach/attach.h"
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

/* Places of other commands. */
static void hint_command(const char *word, struct err *err)
{
	static const char *const devices[] = {"xdp", "tcx", "netkit"};

	for (unsigned int i = 0; i < sizeof(devices) / sizeof(devices[0]); i++)
		if (!strncmp(word, devices[i], strlen(devices[i])))
			err_hint(err, "to attach to a network device: bpfi net attach");
	for (unsigned int i = 0; i < cgroup_hook_count; i++)
		if (!strcmp(word, names_find(&names_attach_types, cgroup_hooks[i].attach_type)) ||
		    (cgroup_hooks[i].alias && !strcmp(word, cgroup_hooks[i].alias)))
			err_hint(err, "to attach to a control group: bpfi cgroup attach");
}

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
	if (words_find(list, rest->at[0], a->type->token, &found, err)) {
		hint_command(rest->at[0], err);
		return -1;
	}
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

/* What is opened for a change, and what was attached before it. */
struct attach_work {
	struct kern *k;
	const struct attach_row *row;
	struct kern_handle prog, target;
	uint32_t prog_id, map_id, attach_type;
	struct attachments before;
	bool has_before;
};

static void close_work(struct attach_work *w)
{
	struct err ignored = {0};

	kern_handle_close(&w->prog);
	kern_handle_close(&w->target);
	if (w->has_before)
		attach_end(&w->before, &ignored);
}

static int open_work(struct attach_work *w, const struct ref *prog, const struct ref *map, struct err *err)
{
	const struct attach_row *row = w->row;
	struct attach_query q = {0};
	struct err ignored = {0};
	uint32_t prog_type;

	if (row->has_map && map->by == REF_ALL)
		return err_usage(err, "%s requires a MAP", row->name);
	if (!row->has_map && map->by != REF_ALL)
		return err_usage(err, "%s does not take a MAP", row->name);
	if (names_value(w->k, &names_attach_types, row->name, &w->attach_type, err) ||
	    names_value(w->k, &names_prog_types, row->prog_type, &prog_type, err) ||
	    ref_open(w->k, KIND_PROG, prog, &w->prog_id, &w->prog, err) ||
	    (row->has_map && ref_open_to_write(w->k, map, &w->map_id, &w->target, err)))
		return -1;
	q.prog_types = prog_type_bit(prog_type);
	w->has_before = !attach_find(&w->before, w->k, FIND_LINKS | (row->has_map ? FIND_SOCKMAPS : FIND_NET),
				     &q, &ignored);
	return 0;
}

/* The program that is attached there; NULL: none. */
static const struct kern_attachment *at_target(const struct attach_work *w)
{
	for (size_t i = 0; w->has_before && i < w->before.count; i++) {
		const struct attachment *a = &w->before.list[i];

		if (!a->is_link && a->at.map_id == w->map_id && a->at.attach_type == w->attach_type)
			return &a->at;
	}
	return NULL;
}

static int explain(const struct attach_work *w, bool is_on, struct err *err)
{
	const struct kern_attachment *there = at_target(w);
	const struct attach_row *row = w->row;
	struct uapi_prog_info info = {0};
	uint32_t len = sizeof(info);
	struct err ignored = {0};
	const char *type;

	if (there && there->link_id) {
		attach_hint_link(w->k, there->link_id, err);
		return -1;
	}
	if (err->no == EEXIST)
		err_hint(err, "this network namespace, or the initial one, already has one");
	else if (err->no == EBUSY)
		err_hint(err, "the map already has a verdict program of another kind");
	if (err->no != EINVAL && err->no != ENOENT && err->no != EOPNOTSUPP)
		return -1;
	if (kern_info(w->k, KIND_PROG, w->prog.handle, &info, &len, &ignored))
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

/* After open_work(). */
static int change(struct attach_work *w, bool is_on, struct err *err)
{
	struct attach_at at = {.replaced = -1, .relative = -1};
	char where[32] = "";
	int r;

	at.attach_type = w->attach_type;
	at.target = w->row->has_map ? w->target.handle : 0;
	r = is_on ? kern_attach(w->k, w->prog.handle, &at, err) : kern_detach(w->k, w->prog.handle, &at, err);
	if (!r)
		return 0;
	explain(w, is_on, err);
	if (w->row->has_map)
		snprintf(where, sizeof(where), ", map %u", w->map_id);
	return err_wrap(err, "prog %u%s", w->prog_id, where);
}

int prog_attach(struct kern *k, struct out *o, const struct ref *prog, const struct attach_row *type,
		const struct ref *map, struct err *err)
{
	__attribute__((cleanup(close_work))) struct attach_work w = {.k = k, .row = type};
	const struct kern_attachment *there;
	auto_buf gone = {0};

	if (open_work(&w, prog, map, err))
		return -1;
	there = at_target(&w);
	if (there && there->prog_id != w.prog_id)
		attach_describe(k, there->prog_id, &gone);
	if (change(&w, true, err))
		return -1;
	attach_tell_gone(o, &gone, "replaced");
	return 0;
}

int prog_detach(struct kern *k, const struct ref *prog, const struct attach_row *type, const struct ref *map,
		struct err *err)
{
	__attribute__((cleanup(close_work))) struct attach_work w = {.k = k, .row = type};

	return open_work(&w, prog, map, err) || change(&w, false, err) ? -1 : 0;
}
