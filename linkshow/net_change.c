/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Attaching to network devices and detaching from them. Reports what was detached, and what prevents a
 * change: a link can be replaced only by its holder.
 */
#include <errno.h>

#include "lib/cmd.h"
#include "lib/words.h"
#include "linkshow/change.h"

static const struct net_place {
	const char *name;
	uint32_t attach_type; /* of chains; 0: XDP */
	uint32_t xdp_flags;
	uint8_t mode; /* of XDP; 0: any */
	uint8_t rank; /* struct word */
} net_places[] = {
	{"xdp", 0, 0, 0, 1},
	{"xdpgeneric", 0, XDP_IN_GENERIC, XDP_MODE_GENERIC, 2},
	{"xdpdrv", 0, XDP_IN_DRIVER, XDP_MODE_DRIVER, 3},
	{"xdpoffload", 0, XDP_IN_OFFLOAD, XDP_MODE_OFFLOAD, 4},
	{"tcx_ingress", UAPI_ATTACH_TCX_INGRESS, 0, 0, 5},
	{"tcx_egress", UAPI_ATTACH_TCX_EGRESS, 0, 0, 6},
	{"netkit_primary", UAPI_ATTACH_NETKIT_PRIMARY, 0, 0, 0},
	{"netkit_peer", UAPI_ATTACH_NETKIT_PEER, 0, 0, 0},
};
enum { NET_PLACES = sizeof(net_places) / sizeof(net_places[0]) };

static int parse_place(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct word list[NET_PLACES + 1] = {0};
	int found;

	for (int i = 0; i < NET_PLACES; i++)
		list[i] = (struct word){net_places[i].name, i, net_places[i].rank};
	if (words_find(list, rest->at[0], a->type->token, &found, err))
		return -1;
	rest->at++;
	rest->left--;
	*(const struct net_place **)dst = &net_places[found];
	return 0;
}

static void complete_place(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	for (unsigned int i = 0; i < NET_PLACES; i++)
		complete_add(c, net_places[i].name, NULL);
}

const struct arg_type arg_net_place = {
	.token = "ATTACH_TYPE",
	.grammar =
		"xdp | xdpgeneric | xdpdrv | xdpoffload | tcx_ingress | tcx_egress | netkit_primary | netkit_peer",
	.help = "Attach point: XDP in the best available mode or in the given one, or a chain",
	.parse = parse_place,
	.complete = complete_place,
};

/* Objects opened for a change, and what was at the device before it. */
struct net_work {
	struct kern *k;
	const struct net_change *c;
	uint32_t ifindex, prog_id, replaced_id;
	struct kern_handle prog, anchor, replaced;
	struct attachments before;
	bool has_before;
};

static void close_work(struct net_work *w)
{
	struct err ignored = {0};

	kern_handle_close(&w->prog);
	kern_handle_close(&w->anchor);
	kern_handle_close(&w->replaced);
	if (w->has_before)
		attach_end(&w->before, &ignored);
}

static int find_at_device(struct attachments *ret_list, const struct net_work *w, struct err *err)
{
	const struct attach_query q = {.dev = w->c->dev,
				       .prog_types = prog_type_bit(w->c->place->attach_type
									   ? BPF_PROG_TYPE_SCHED_CLS
									   : BPF_PROG_TYPE_XDP)};

	return attach_find(ret_list, w->k, FIND_NET | FIND_LINKS, &q, err);
}

static int open_work(struct net_work *w, struct err *err)
{
	const struct net_change *c = w->c;
	struct err ignored = {0};
	int r = kern_ifindex(w->k, c->dev, &w->ifindex, err);

	if (r)
		return r == KERN_NONE ? err_set(err, ENODEV, "network device '%.64s'", c->dev) : -1;
	if (c->prog.by != REF_ALL && ref_open(w->k, KIND_PROG, &c->prog, &w->prog_id, &w->prog, err))
		return -1;
	if (c->replaced.by != REF_ALL &&
	    ref_open(w->k, KIND_PROG, &c->replaced, &w->replaced_id, &w->replaced, err))
		return -1;
	w->has_before = !find_at_device(&w->before, w, &ignored);
	return 0;
}

static bool is_at(const struct net_place *place, const struct attachment *a)
{
	if (a->is_link)
		return false;
	if (place->attach_type)
		return a->at.attach_type == place->attach_type &&
		       (a->at.place == PLACE_TCX || a->at.place == PLACE_NETKIT);
	return a->at.place == PLACE_XDP && (!place->mode || place->mode == a->at.mode);
}

/* The last record of the place; of a program if @prog_id is not 0. NULL if none. */
static const struct attachment *last_at(const struct net_work *w, const struct net_place *place,
					uint32_t prog_id)
{
	for (size_t i = w->has_before ? w->before.count : 0; i-- > 0;)
		if (is_at(place, &w->before.list[i]) && (!prog_id || w->before.list[i].at.prog_id == prog_id))
			return &w->before.list[i];
	return NULL;
}

/* The kernel has one number for a program that is not the expected one, and for two modes at once. */
static void hint_xdp(const struct net_work *w, uint32_t expected, struct err *err)
{
	const struct attachment *there = last_at(w, w->c->place, 0), *other = last_at(w, &net_places[0], 0);

	if (there && expected)
		err_hint(err, "program %u is attached there, not program %u", there->at.prog_id, expected);
	else if (there)
		err_hint(err, "program %u is attached there; use overwrite to replace it", there->at.prog_id);
	else if (other && expected)
		err_hint(err, "program %u is attached there in another mode", other->at.prog_id);
	else if (other)
		err_hint(err, "detach the program of the other mode first");
	else if (expected)
		err_hint(err, "no program is attached there");
}

static void hint_chain(const struct net_work *w, bool is_attach, struct err *err)
{
	const struct net_place *place = w->c->place;
	bool is_netkit = place->attach_type >= UAPI_ATTACH_NETKIT_PRIMARY;

	if (is_attach && err->no == EEXIST)
		err_hint(err, "the program is already in the chain");
	else if (is_attach && w->replaced_id && !last_at(w, place, w->replaced_id) &&
		 (err->no == ENOENT || err->no == EINVAL))
		err_hint(err, "program %u is not in the chain", w->replaced_id);
	else if (is_attach && err->no == ENOENT)
		err_hint(err, "the program or link given to 'before' or 'after' is not in the chain");
	else if (err->no == ENOENT)
		err_hint(err, "%s", w->prog_id ? "it is not attached there" : "nothing is attached there");
	else if (is_netkit && err->no == EACCES)
		err_hint(err, "%s requires the primary device of the pair", place->name);
	else if (is_netkit && (err->no == EINVAL || err->no == ENXIO))
		err_hint(err, "%s requires a netkit device, and Linux 6.7 with CONFIG_NETKIT", place->name);
}

/* The link of the program that the change is about. */
static const struct attachment *link_in_the_way(const struct net_work *w, bool is_attach)
{
	uint32_t id = is_attach ? w->replaced_id : w->prog_id;
	const struct attachment *there = NULL;

	if (!is_attach || id || !w->c->place->attach_type)
		there = last_at(w, w->c->place, w->c->place->attach_type ? id : 0);
	return there && there->at.link_id ? there : NULL;
}

static int explain(const struct net_work *w, bool is_attach, struct err *err)
{
	const struct net_place *place = w->c->place;
	const struct attachment *link = link_in_the_way(w, is_attach);

	if (link && !*err->hint && (err->no == EBUSY || err->no == EPERM || err->no == ENOENT))
		attach_hint_link(w->k, link->at.link_id, err);
	if (!*err->hint && is_attach)
		change_explain_type(w->k, w->prog.handle,
				    place->attach_type ? BPF_PROG_TYPE_SCHED_CLS : BPF_PROG_TYPE_XDP,
				    place->name, err);
	if (!*err->hint && place->attach_type)
		hint_chain(w, is_attach, err);
	else if (!*err->hint && (err->no == EBUSY || err->no == EEXIST))
		hint_xdp(w, is_attach ? w->replaced_id : w->prog_id, err);
	err->is_refused = true;
	return err_wrap(err, "%s %s at %.64s", is_attach ? "attaching" : "detaching", place->name, w->c->dev);
}

/* Without a mode the kernel chooses: the slow one is worth a note. */
static void tell_mode(const struct net_work *w, struct out *o)
{
	struct attachments now;
	struct err ignored = {0};

	if (w->c->place->mode || find_at_device(&now, w, &ignored))
		return;
	for (size_t i = 0; i < now.count; i++)
		if (is_at(w->c->place, &now.list[i]) && now.list[i].at.prog_id == w->prog_id &&
		    now.list[i].at.mode == XDP_MODE_GENERIC)
			out_note(
				o,
				"the program runs in generic mode, because the device driver does not support XDP for it");
	attach_end(&now, &ignored);
}

static int attach_xdp(struct net_work *w, struct out *o, struct err *err)
{
	struct xdp_at at = {.ifindex = w->ifindex, .flags = w->c->place->xdp_flags, .expected = -1};
	const struct attachment *there = last_at(w, w->c->place, 0);
	auto_buf gone = {0};

	if (there && there->at.prog_id != w->prog_id)
		attach_describe(w->k, there->at.prog_id, &gone);
	if (w->c->replaced.by != REF_ALL) {
		at.flags |= XDP_IF_EXPECTED;
		at.expected = w->replaced.handle;
	} else if (!w->c->is_overwrite) {
		at.flags |= XDP_IF_NONE;
	}
	if (kern_set_xdp(w->k, w->prog.handle, &at, err))
		return explain(w, true, err);
	attach_tell_gone(o, &gone, "replaced");
	tell_mode(w, o);
	return 0;
}

static int attach_chain(struct net_work *w, struct out *o, struct err *err)
{
	const struct net_change *c = w->c;
	struct attach_at at = {.ifindex = w->ifindex,
			       .attach_type = c->place->attach_type,
			       .replaced = -1,
			       .relative = -1};
	auto_buf gone = {0};

	if (anchor_open(w->k, &c->before, &c->after, &at, &w->anchor, err))
		return -1;
	if (c->is_first)
		at.flags |= UAPI_F_BEFORE;
	if (c->replaced.by != REF_ALL) {
		at.flags |= UAPI_F_REPLACE;
		at.replaced = w->replaced.handle;
		if (w->replaced_id != w->prog_id)
			attach_describe(w->k, w->replaced_id, &gone);
	}
	if (kern_attach(w->k, w->prog.handle, &at, err))
		return explain(w, true, err);
	attach_tell_gone(o, &gone, "replaced");
	return 0;
}

static int check_words(const struct net_change *c, struct err *err)
{
	bool has_anchor = c->before.ref.by != REF_ALL || c->after.ref.by != REF_ALL;

	if (c->is_overwrite && c->place->attach_type)
		return err_usage(err, "'overwrite' applies only to XDP");
	if ((c->is_first || has_anchor) && !c->place->attach_type)
		return err_usage(
			err,
			"XDP allows one program per device: 'prepend', 'before' and 'after' apply to chains");
	if (c->is_first + has_anchor + (c->replaced.by != REF_ALL) + c->is_overwrite > 1)
		return err_usage(
			err,
			"'overwrite', 'prepend', 'replace', 'before' and 'after' are mutually exclusive");
	return 0;
}

int net_attach(struct kern *k, struct out *o, const struct net_change *c, struct err *err)
{
	__attribute__((cleanup(close_work))) struct net_work w = {.k = k, .c = c};

	if (check_words(c, err) || open_work(&w, err))
		return -1;
	return c->place->attach_type ? attach_chain(&w, o, err) : attach_xdp(&w, o, err);
}

static int detach_xdp(struct net_work *w, struct out *o, struct err *err)
{
	struct xdp_at at = {.ifindex = w->ifindex, .flags = w->c->place->xdp_flags, .expected = -1};
	const struct attachment *there = last_at(w, w->c->place, 0);
	auto_buf gone = {0};

	if (there && !w->prog_id)
		attach_describe(w->k, there->at.prog_id, &gone);
	if (w->prog_id) {
		at.flags |= XDP_IF_EXPECTED;
		at.expected = w->prog.handle;
	}
	if (kern_set_xdp(w->k, -1, &at, err))
		return explain(w, false, err);
	attach_tell_gone(o, &gone, "detached");
	return 0;
}

static int detach_chain(struct net_work *w, struct out *o, struct err *err)
{
	const struct attach_at at = {.ifindex = w->ifindex,
				     .attach_type = w->c->place->attach_type,
				     .replaced = -1,
				     .relative = -1};
	const struct attachment *last = last_at(w, w->c->place, 0);
	auto_buf gone = {0};

	if (last && !w->prog_id)
		attach_describe(w->k, last->at.prog_id, &gone);
	if (kern_detach(w->k, w->prog_id ? w->prog.handle : -1, &at, err))
		return explain(w, false, err);
	attach_tell_gone(o, &gone, "detached (it was the last of the chain)");
	return 0;
}

int net_detach(struct kern *k, struct out *o, const struct net_change *c, struct err *err)
{
	__attribute__((cleanup(close_work))) struct net_work w = {.k = k, .c = c};

	if (open_work(&w, err))
		return -1;
	return c->place->attach_type ? detach_chain(&w, o, err) : detach_xdp(&w, o, err);
}
