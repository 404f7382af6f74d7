/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Detaching links, or replacing their program. */
#include <errno.h>
#include <string.h>

#include "kern/names.h"
#include "linkshow/change.h"

struct link_work {
	uint32_t id, type, prog_id;
	struct kern_handle link;
};

static void close_link_work(struct link_work *w)
{
	kern_handle_close(&w->link);
}

static int open_link(struct kern *k, const struct ref *ref, struct link_work *ret_work, struct err *err)
{
	struct uapi_link_info info = {0};
	uint32_t len = sizeof(info);

	if (ref_open(k, KIND_LINK, ref, &ret_work->id, &ret_work->link, err))
		return -1;
	if (kern_info(k, KIND_LINK, ret_work->link.handle, &info, &len, err))
		return err_wrap(err, "link %u", ret_work->id);
	ret_work->type = info.type;
	ret_work->prog_id = info.prog_id;
	return 0;
}

static const char *type_name(const struct link_work *w)
{
	const char *name = names_find(&names_link_types, w->type);

	return name ? name : "this type";
}

/* The kernel accepts another detach of what is detached already. */
static bool was_detached(struct kern *k, uint32_t id)
{
	struct attachments list;
	struct err ignored = {0};
	bool is_off = false;

	if (attach_find(&list, k, FIND_LINKS, NULL, &ignored))
		return false;
	for (size_t i = 0; i < list.count; i++)
		is_off |= list.list[i].at.link_id == id && list.list[i].is_detached;
	attach_end(&list, &ignored);
	return is_off;
}

int link_detach(struct kern *k, struct out *o, const struct ref *ref, struct err *err)
{
	__attribute__((cleanup(close_link_work))) struct link_work w = {0};
	auto_buf gone = {0};
	bool was_off;

	if (open_link(k, ref, &w, err))
		return -1;
	attach_describe_link(k, w.id, w.prog_id, &gone);
	was_off = was_detached(k, w.id);
	if (!kern_detach_link(k, w.link.handle, err)) {
		attach_tell_gone(o, &gone, was_off ? "was already detached" : "detached");
		return 0;
	}
	if (err->no == EOPNOTSUPP || err->no == ERR_ENOTSUPP || err->no == EINVAL) {
		err_set(err, err->no, "the kernel cannot detach links of type %s", type_name(&w));
		attach_hint_holders(k, w.id, err);
	}
	return err_wrap(err, "link %u", w.id);
}

/* Link types that accept another program; all others keep theirs. */
static bool is_updatable(uint32_t type)
{
	static const uint32_t types[] = {UAPI_LINK_CGROUP,  UAPI_LINK_ITER,      UAPI_LINK_NETNS,
					 UAPI_LINK_XDP,     UAPI_LINK_TCX,       UAPI_LINK_NETKIT,
					 UAPI_LINK_SOCKMAP, UAPI_LINK_STRUCT_OPS};

	for (unsigned int i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i] == type)
			return true;
	return false;
}

static int explain_update(const struct link_work *w, const struct link_update *u, struct err *err)
{
	bool is_ops = w->type == UAPI_LINK_STRUCT_OPS;

	if (!is_updatable(w->type))
		err_hint(err, "the program of a link of type %s cannot be replaced", type_name(w));
	else if (err->no == EINVAL && is_ops != (u->map.by != REF_ALL))
		err_hint(err, is_ops ? "a struct_ops link requires 'map'"
				     : "only a link of struct_ops takes a map");
	else if (err->no == EINVAL)
		err_hint(err, "the program must have the type and attach type of the attached one");
	return err_wrap(err, "link %u", w->id);
}

int link_update(struct kern *k, struct out *o, const struct link_update *u, struct err *err)
{
	__attribute__((cleanup(close_link_work))) struct link_work w = {0};
	auto_handle fresh = {.handle = -1};
	auto_buf gone = {0};
	uint32_t id;

	if ((u->prog.by != REF_ALL) == (u->map.by != REF_ALL))
		return err_usage(err, "PROG, or 'map' and a MAP, is required");
	if (open_link(k, &u->link, &w, err) ||
	    (u->prog.by != REF_ALL ? ref_open(k, KIND_PROG, &u->prog, &id, &fresh, err)
				   : ref_open_to_write(k, &u->map, &id, &fresh, err)))
		return -1;
	if (w.prog_id && w.prog_id != id)
		attach_describe(k, w.prog_id, &gone);
	if (kern_update_link(k, w.link.handle, fresh.handle, err))
		return explain_update(&w, u, err);
	attach_tell_gone(o, &gone, "replaced");
	return 0;
}
