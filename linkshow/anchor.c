/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Position in a chain: before or after a program or a link that is in it. */
#include <errno.h>
#include <string.h>

#include "kern/change.h"
#include "kern/names.h"
#include "lib/cmd.h"
#include "linkshow/change.h"

static int parse_anchor(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct attach_anchor *anchor = dst;
	bool has_kind = rest->left > 1 && (!strcmp(rest->at[0], "link") || !strcmp(rest->at[0], "prog"));

	anchor->is_link = has_kind && rest->at[0][0] == 'l';
	rest->at += has_kind;
	rest->left -= has_kind;
	return (anchor->is_link ? arg_link : arg_prog).parse(a, rest, &anchor->ref, err);
}

static void complete_anchor(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	const struct argv_rest after = {given->at + 1, given->left ? given->left - 1 : 0};

	if (!given->left) {
		complete_add(c, "prog", NULL);
		complete_add(c, "link", NULL);
	} else {
		(strcmp(given->at[0], "link") ? &arg_prog : &arg_link)->complete(c, a, &after);
	}
}

const struct arg_type arg_anchor = {
	.token = "ANCHOR",
	.grammar = "[prog] PROG | link LINK",
	.help = "A program or link that is already in the chain",
	.parse = parse_anchor,
	.complete = complete_anchor,
};

int anchor_open(struct kern *k, const struct attach_anchor *before, const struct attach_anchor *after,
		struct attach_at *at, struct kern_handle *ret_handle, struct err *err)
{
	const struct attach_anchor *anchor = before->ref.by != REF_ALL ? before : after;
	uint32_t id;

	if (anchor->ref.by == REF_ALL)
		return 0;
	if (before->ref.by != REF_ALL && after->ref.by != REF_ALL)
		return err_usage(err, "'before' and 'after' are mutually exclusive");
	if (ref_open(k, anchor->is_link ? KIND_LINK : KIND_PROG, &anchor->ref, &id, ret_handle, err))
		return -1;
	at->flags |= anchor == before ? UAPI_F_BEFORE : UAPI_F_AFTER;
	at->flags |= anchor->is_link ? UAPI_F_LINK : 0;
	at->relative = ret_handle->handle;
	return 0;
}

int change_explain_type(struct kern *k, int prog, uint32_t wanted, const char *where, struct err *err)
{
	struct uapi_prog_info info = {0};
	uint32_t len = sizeof(info);
	struct err ignored = {0};
	const char *is, *takes = names_find(&names_prog_types, wanted);

	if (err->no != EINVAL || kern_info(k, KIND_PROG, prog, &info, &len, &ignored) || info.type == wanted)
		return -1;
	is = names_find(&names_prog_types, info.type);
	if (is && takes)
		err_hint(err, "the program has type %s, but %s requires %s", is, where, takes);
	return -1;
}
