/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Attaching to control groups and detaching from them. Without multi the kernel silently replaces the
 * attached program: that is reported here, as is the link or the flag that prevents a change.
 */
#include <errno.h>

#include "kern/names.h"
#include "lib/cmd.h"
#include "lib/words.h"
#include "linkshow/change.h"

enum { HOOKS_MOST = 32 };

static int parse_hook(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct word list[2 * HOOKS_MOST + 1] = {0};
	unsigned int n = 0;
	int found;

	for (unsigned int i = 0; i < cgroup_hook_count && i < HOOKS_MOST; i++) {
		const struct cgroup_hook *hook = &cgroup_hooks[i];

		list[n++] = (struct word){names_find(&names_attach_types, hook->attach_type), (int)i, 0};
		if (hook->alias)
			list[n++] = (struct word){hook->alias, (int)i, hook->rank};
	}
	if (words_find(list, rest->at[0], a->type->token, &found, err))
		return -1;
	rest->at++;
	rest->left--;
	*(const struct cgroup_hook **)dst = &cgroup_hooks[found];
	return 0;
}

static void complete_hook(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	for (unsigned int i = 0; i < cgroup_hook_count; i++)
		complete_add(c, names_find(&names_attach_types, cgroup_hooks[i].attach_type),
			     cgroup_hooks[i].alias);
}

const struct arg_type arg_cgroup_hook = {
	.token = "ATTACH_TYPE",
	.grammar =
		"cgroup_inet_ingress | cgroup_inet_egress | cgroup_inet4_connect | ... | ingress | egress | "
		"sock_create | sock_release | sock_ops | device | bind4 | bind6 | connect4 | connect6 | "
		"connect_unix | post_bind4 | post_bind6 | getpeername4 | getpeername6 | getpeername_unix | "
		"getsockname4 | getsockname6 | getsockname_unix | sendmsg4 | sendmsg6 | sendmsg_unix | sysctl | "
		"recvmsg4 | recvmsg6 | recvmsg_unix | getsockopt | setsockopt",
	.help = "Hook: the kernel's name as shown in listings, or a short name",
	.parse = parse_hook,
	.complete = complete_hook,
};

/* Objects opened for a change, and what was at the hook before it. */
struct cgroup_work {
	struct kern *k;
	const struct cgroup_change *c;
	struct kern_handle prog, cgroup, anchor, replaced;
	uint32_t prog_id, replaced_id;
	struct attachments before;
	bool has_before;
};

static void close_work(struct cgroup_work *w)
{
	struct err ignored = {0};

	kern_handle_close(&w->prog);
	kern_handle_close(&w->cgroup);
	kern_handle_close(&w->anchor);
	kern_handle_close(&w->replaced);
	if (w->has_before)
		attach_end(&w->before, &ignored);
}

static int open_work(struct cgroup_work *w, struct err *err)
{
	const struct attach_query q = {.cgroup = w->c->path,
				       .prog_types = prog_type_bit(w->c->hook->prog_type)};
	struct err ignored = {0};
	int handle, r;

	if (ref_open(w->k, KIND_PROG, &w->c->prog, &w->prog_id, &w->prog, err))
		return -1;
	r = kern_open_path(w->k, w->c->path, &handle, err);
	if (r)
		return r == KERN_NONE ? err_set(err, ENOENT, "cgroup %.256s", w->c->path) : -1;
	w->cgroup = (struct kern_handle){w->k, handle};
	w->has_before = !attach_find(&w->before, w->k, FIND_CGROUPS | FIND_LINKS, &q, &ignored);
	return 0;
}

/* The next record of the hook in this cgroup; NULL: no more. */
static const struct attachment *at_hook(const struct cgroup_work *w, size_t *at)
{
	while (w->has_before && *at < w->before.count) {
		const struct attachment *a = &w->before.list[(*at)++];

		if (!a->is_link && a->at.attach_type == w->c->hook->attach_type)
			return a;
	}
	return NULL;
}

static bool is_at_hook(const struct cgroup_work *w, uint32_t prog_id)
{
	const struct attachment *a;
	size_t at = 0;

	while ((a = at_hook(w, &at)))
		if (a->at.prog_id == prog_id)
			return true;
	return false;
}

static int wrap(const struct cgroup_work *w, struct err *err)
{
	if (err->no == EBADF)
		return err_set(err, 0, "%.256s is not a control group (cgroup2)", w->c->path);
	return err_wrap(err, "program %u, cgroup %.256s", w->prog_id, w->c->path);
}

static const char *flags_word(uint32_t flags)
{
	return flags & UAPI_F_MULTI ? "multi" : flags & UAPI_F_OVERRIDE ? "override" : "no flags";
}

static int explain_attach(const struct cgroup_work *w, uint32_t flags, struct err *err)
{
	const struct attachment *there;
	size_t at = 0;

	there = at_hook(w, &at);
	if (err->no == EPERM && there && (there->at.flags ^ flags) & (UAPI_F_MULTI | UAPI_F_OVERRIDE))
		err_hint(
			err,
			"program %u is attached there with %s; other programs must be attached with the same flags",
			there->at.prog_id, flags_word(there->at.flags));
	else if (err->no == EPERM && !*err->hint)
		err_hint(err, "a parent control group has a program attached without multi or override");
	else if (err->no == EEXIST || (err->no == EINVAL && is_at_hook(w, w->prog_id)))
		err_hint(err, "this program is already attached there");
	else if (err->no == ENOENT && flags & (UAPI_F_BEFORE | UAPI_F_AFTER))
		err_hint(err, "the program or link given to 'before' or 'after' is not attached there");
	else
		change_explain_type(w->k, w->prog.handle, w->c->hook->prog_type,
				    names_find(&names_attach_types, w->c->hook->attach_type), err);
	if (!*err->hint && flags & UAPI_F_REPLACE && (err->no == ENOENT || err->no == EINVAL) &&
	    !is_at_hook(w, w->replaced_id))
		err_hint(err, "program %u is not attached there", w->replaced_id);
	return wrap(w, err);
}

/* Without multi there is one program, which the new one replaces. */
static void describe_replaced(struct cgroup_work *w, uint32_t flags, struct buf *ret_text)
{
	const struct attachment *there;
	size_t at = 0;

	if (flags & UAPI_F_REPLACE && w->replaced_id != w->prog_id)
		attach_describe(w->k, w->replaced_id, ret_text);
	there = flags & UAPI_F_MULTI ? NULL : at_hook(w, &at);
	if (there && there->at.prog_id != w->prog_id)
		attach_describe(w->k, there->at.prog_id, ret_text);
}

static int attach_work(struct cgroup_work *w, struct out *o, struct err *err)
{
	const struct cgroup_change *c = w->c;
	struct attach_at at = {.attach_type = c->hook->attach_type, .replaced = -1, .relative = -1};
	auto_buf gone = {0};

	at.flags = (c->is_multi ? UAPI_F_MULTI : 0) | (c->is_override ? UAPI_F_OVERRIDE : 0) |
		   (c->is_preorder ? UAPI_F_PREORDER : 0);
	if (open_work(w, err) || anchor_open(w->k, &c->before, &c->after, &at, &w->anchor, err))
		return -1;
	if (c->replaced.by != REF_ALL) {
		if (ref_open(w->k, KIND_PROG, &c->replaced, &w->replaced_id, &w->replaced, err))
			return -1;
		/* The kernel accepts replace only with multi. */
		at.flags |= UAPI_F_REPLACE | UAPI_F_MULTI;
		at.replaced = w->replaced.handle;
	}
	at.target = w->cgroup.handle;
	describe_replaced(w, at.flags, &gone);
	if (kern_attach(w->k, w->prog.handle, &at, err))
		return explain_attach(w, at.flags, err);
	attach_tell_gone(o, &gone, "replaced");
	return 0;
}

int cgroup_attach(struct kern *k, struct out *o, const struct cgroup_change *c, struct err *err)
{
	__attribute__((cleanup(close_work))) struct cgroup_work w = {.k = k, .c = c};

	return attach_work(&w, o, err);
}

/* The kernel only reports that it is not there, even if a link holds it. */
static int explain_detach(const struct cgroup_work *w, struct err *err)
{
	const struct attachment *a;
	size_t at = 0;

	while (err->no == ENOENT && (a = at_hook(w, &at)))
		if (a->at.prog_id == w->prog_id && a->at.link_id)
			attach_hint_link(w->k, a->at.link_id, err);
	if (err->no == ENOENT && !*err->hint)
		err_hint(err, "it is not attached there by this hook");
	return wrap(w, err);
}

int cgroup_detach(struct kern *k, const struct cgroup_change *c, struct err *err)
{
	__attribute__((cleanup(close_work))) struct cgroup_work w = {.k = k, .c = c};
	struct attach_at at = {.attach_type = c->hook->attach_type, .replaced = -1, .relative = -1};

	if (open_work(&w, err))
		return -1;
	at.target = w.cgroup.handle;
	return kern_detach(k, w.prog.handle, &at, err) ? explain_detach(&w, err) : 0;
}
