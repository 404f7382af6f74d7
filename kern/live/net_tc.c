/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Traffic control. One dump lists the queueing disciplines of all devices; filters are queried only where
 * one is that takes any, classes only below those whose classes do.
 */
#include <errno.h>
#include <linux/pkt_cls.h>
#include <linux/pkt_sched.h>
#include <linux/rtnetlink.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "kern/live/net.h"

enum { KIND_ROOM = 32, TEXT_ROOM = 256, TAG_ROOM = 17 };

/* What is known of disciplines. One that is not in the table may have filters. */
enum qdisc_filters { FILTERS_AT_ROOT, FILTERS_NONE, FILTERS_AT_CLASSES, FILTERS_AT_DEVICE };
static const struct {
	const char *kind;
	enum qdisc_filters filters;
} qdisc_kinds[] = {
	{"clsact", FILTERS_AT_DEVICE}, {"ingress", FILTERS_AT_DEVICE}, {"htb", FILTERS_AT_CLASSES},
	{"hfsc", FILTERS_AT_CLASSES},  {"cbq", FILTERS_AT_CLASSES},    {"noqueue", FILTERS_NONE},
	{"pfifo", FILTERS_NONE},       {"bfifo", FILTERS_NONE},        {"pfifo_fast", FILTERS_NONE},
	{"mq", FILTERS_NONE},          {"fq", FILTERS_NONE},           {"tbf", FILTERS_NONE},
	{"codel", FILTERS_NONE},       {"pie", FILTERS_NONE},          {"red", FILTERS_NONE},
};

static enum qdisc_filters filters_of(const char *kind)
{
	for (unsigned int i = 0; i < sizeof(qdisc_kinds) / sizeof(qdisc_kinds[0]); i++)
		if (!strcmp(qdisc_kinds[i].kind, kind))
			return qdisc_kinds[i].filters;
	return FILTERS_AT_ROOT;
}

struct qdisc {
	uint32_t ifindex, handle, parent;
	uint32_t ingress_block, egress_block;
	char kind[KIND_ROOM];
};

/* One place where filters can be. */
struct filter_scan {
	struct net_scan *scan;
	struct kern_attachment about;
	char kind[KIND_ROOM];
	struct buf devs; /* of a shared block, with commas */
};

/* Headers of newer kernels lack what those kernels no longer have. */
enum { TCINDEX_ACT = 7, RSVP_ACT = 6 };

/* In which attribute of its options a classifier has its actions. */
static const struct {
	const char *classifier;
	uint16_t attr;
} action_attrs[] = {
	{"bpf", TCA_BPF_ACT},           {"u32", TCA_U32_ACT},     {"flower", TCA_FLOWER_ACT},
	{"matchall", TCA_MATCHALL_ACT}, {"basic", TCA_BASIC_ACT}, {"fw", TCA_FW_ACT},
	{"cgroup", TCA_CGROUP_ACT},     {"flow", TCA_FLOW_ACT},   {"route", TCA_ROUTE4_ACT},
	{"tcindex", TCINDEX_ACT},       {"rsvp", RSVP_ACT},       {"rsvp6", RSVP_ACT},
};

static bool has_actions(const char *classifier, uint16_t attr)
{
	for (unsigned int i = 0; i < sizeof(action_attrs) / sizeof(action_attrs[0]); i++)
		if (!strcmp(action_attrs[i].classifier, classifier))
			return action_attrs[i].attr == attr;
	return false;
}

/* What a record's texts point to. */
struct filter_texts {
	char classifier[KIND_ROOM], name[TEXT_ROOM], tag[TAG_ROOM];
};

static void write_tag(const struct netlink_attr *attr, char ret_text[TAG_ROOM])
{
	for (size_t i = 0; i < attr->len && i < TAG_ROOM / 2; i++)
		snprintf(ret_text + 2 * i, 3, "%02x", ((const uint8_t *)attr->data)[i]);
}

static void read_options(const struct netlink_attr *options, struct kern_attachment *a,
			 struct filter_texts *texts, struct netlink_attrs *ret_actions)
{
	struct netlink_attrs attrs = netlink_inside(options);
	bool is_bpf = !strcmp(a->classifier, "bpf");
	struct netlink_attr attr;

	while (netlink_next(&attrs, &attr)) {
		if (has_actions(a->classifier, attr.type)) {
			*ret_actions = netlink_inside(&attr);
		} else if (is_bpf && attr.type == TCA_BPF_ID) {
			a->prog_id = netlink_u32(&attr);
		} else if (is_bpf && attr.type == TCA_BPF_FLAGS) {
			a->flags = netlink_u32(&attr);
		} else if (is_bpf && attr.type == TCA_BPF_NAME) {
			netlink_text(&attr, texts->name, sizeof(texts->name));
			a->name = texts->name;
		} else if (is_bpf && attr.type == TCA_BPF_TAG) {
			write_tag(&attr, texts->tag);
			a->tag = texts->tag;
		} else if (is_bpf && attr.type == TCA_BPF_FLAGS_GEN) {
			a->hw_flags = netlink_u32(&attr);
		}
	}
}

static int found_filter(void *arg, const void *body, size_t len, struct err *err)
{
	struct filter_texts texts = {0};
	struct filter_scan *filters = arg;
	struct kern_attachment a = filters->about;
	struct netlink_attr attr, options = {0};
	struct netlink_attrs attrs, actions = {0};
	const struct tcmsg *tc = body;
	int r;

	if (len < sizeof(*tc))
		return 0;
	attrs = netlink_attrs(body, len, sizeof(*tc));
	while (netlink_next(&attrs, &attr)) {
		if (attr.type == TCA_KIND)
			netlink_text(&attr, texts.classifier, sizeof(texts.classifier));
		else if (attr.type == TCA_OPTIONS)
			options = attr;
		else if (attr.type == TCA_CHAIN)
			a.chain = netlink_u32(&attr);
	}
	/* The head of a chain at a priority, or a table of hashes, which are not filters. */
	if (!options.len || (!strcmp(texts.classifier, "u32") && !TC_U32_NODE(tc->tcm_handle)))
		return 0;
	a.handle = tc->tcm_handle;
	a.priority = TC_H_MAJ(tc->tcm_info) >> 16;
	a.protocol = __builtin_bswap16((uint16_t)TC_H_MIN(tc->tcm_info));
	a.classifier = texts.classifier;
	read_options(&options, &a, &texts, &actions);
	r = net_found(filters->scan, &a, err);
	return r ? r : net_actions(filters->scan, actions, &a, err);
}

static int ask_filters(struct filter_scan *filters, uint32_t ifindex, uint32_t parent, struct err *err)
{
	struct netlink_request req;
	struct tcmsg *tc = netlink_start(&req, RTM_GETTFILTER, NLM_F_DUMP, sizeof(*tc));
	int r;

	tc->tcm_family = AF_UNSPEC;
	tc->tcm_ifindex = (int)ifindex;
	tc->tcm_parent = parent;
	filters->about.parent = parent;
	filters->about.kind = filters->kind;
	/* The socket owns the answer: a query inside the callback would replace it. None is made. */
	r = netlink_ask(&filters->scan->route, &req, NULL, found_filter, filters, err);
	/* The device or its discipline no longer exists. */
	if (r < 0 && (err->no == ENODEV || err->no == ENOENT || err->no == EINVAL)) {
		err_clear(err);
		return 0;
	}
	return r;
}

static uint32_t block_of(const struct qdisc *q, bool is_ingress)
{
	return is_ingress ? q->ingress_block : q->egress_block;
}

/*
 * A block that several disciplines share: its filters are reported once for each direction, with all
 * devices that have it there.
 */
static int ask_block(struct filter_scan *filters, const struct buf *qdiscs, const struct qdisc *first,
		     bool is_ingress, struct err *err)
{
	const struct qdisc *list = (const void *)qdiscs->data;
	uint32_t block = block_of(first, is_ingress);
	const struct net_device *devices;
	size_t count;

	devices = net_devices(filters->scan, &count);
	buf_reset(&filters->devs);
	for (size_t i = 0; i < qdiscs->len / sizeof(*list); i++) {
		if (block_of(&list[i], is_ingress) != block)
			continue;
		for (size_t j = 0; j < count; j++) {
			if (devices[j].ifindex != list[i].ifindex)
				continue;
			/* Asked before, unless only one device is looked at. */
			if (&list[i] < first)
				return 0;
			buf_printf(&filters->devs, "%s%s", filters->devs.len ? "," : "", devices[j].name);
		}
	}
	if (filters->devs.failed)
		return err_no_memory(err);
	filters->about.dev = buf_str(&filters->devs);
	filters->about.ifindex = 0;
	filters->about.block = block;
	snprintf(filters->kind, sizeof(filters->kind), "clsact/%s", is_ingress ? "ingress" : "egress");
	return ask_filters(filters, TCM_IFINDEX_MAGIC_BLOCK, block, err);
}

static int walk_clsact(struct filter_scan *filters, const struct buf *qdiscs, const struct qdisc *q,
		       struct err *err)
{
	const struct kern_attachment about = filters->about;

	for (int is_ingress = 1; is_ingress >= 0; is_ingress--) {
		int r;

		filters->about = about;
		if (!is_ingress && strcmp(q->kind, "clsact") != 0)
			return 0;
		if (block_of(q, is_ingress)) {
			r = ask_block(filters, qdiscs, q, is_ingress, err);
		} else {
			snprintf(filters->kind, sizeof(filters->kind), "clsact/%s",
				 is_ingress ? "ingress" : "egress");
			r = ask_filters(filters, q->ifindex,
					is_ingress ? TC_PARENT_INGRESS : TC_PARENT_EGRESS, err);
		}
		if (r)
			return r;
	}
	return 0;
}

struct class_list {
	struct buf handles; /* uint32_t each */
};

static int found_class(void *arg, const void *body, size_t len, struct err *err)
{
	const struct tcmsg *tc = body;
	struct class_list *classes = arg;

	(void)err;
	if (len >= sizeof(*tc))
		buf_add(&classes->handles, &tc->tcm_handle, sizeof(tc->tcm_handle));
	return 0;
}

/* The dump has the classes of the whole device: those of this discipline share the upper half of the handle.
 */
static int walk_classes(struct filter_scan *filters, const struct qdisc *q, struct err *err)
{
	__attribute__((cleanup(buf_free))) struct buf handles = {0};
	struct class_list classes = {0};
	struct netlink_request req;
	struct tcmsg *tc = netlink_start(&req, RTM_GETTCLASS, NLM_F_DUMP, sizeof(*tc));
	int r;

	tc->tcm_ifindex = (int)q->ifindex;
	r = netlink_ask(&filters->scan->route, &req, NULL, found_class, &classes, err);
	handles = classes.handles;
	for (size_t at = 0; !r && at < handles.len; at += sizeof(uint32_t)) {
		uint32_t handle;

		memcpy(&handle, handles.data + at, sizeof(handle));
		if (TC_H_MAJ(handle) == TC_H_MAJ(q->handle) && TC_H_MIN(handle))
			r = ask_filters(filters, q->ifindex, handle, err);
	}
	return r;
}

static int walk_qdisc(struct filter_scan *filters, const struct buf *qdiscs, const struct qdisc *q,
		      struct err *err)
{
	enum qdisc_filters where = filters_of(q->kind);
	int r;

	if (where == FILTERS_AT_DEVICE)
		return walk_clsact(filters, qdiscs, q, err);
	/* Only the root can be queried without a handle. */
	if (where == FILTERS_NONE || (!q->handle && q->parent != TC_H_ROOT))
		return 0;
	snprintf(filters->kind, sizeof(filters->kind), "%s", q->kind);
	r = where == FILTERS_AT_CLASSES ? walk_classes(filters, q, err) : 0;
	return r ? r : ask_filters(filters, q->ifindex, q->handle, err);
}

static int found_qdisc(void *arg, const void *body, size_t len, struct err *err)
{
	const struct tcmsg *tc = body;
	struct netlink_attrs attrs;
	struct netlink_attr attr;
	struct qdisc q = {0};

	(void)err;
	if (len < sizeof(*tc))
		return 0;
	q.ifindex = (uint32_t)tc->tcm_ifindex;
	q.handle = tc->tcm_handle;
	q.parent = tc->tcm_parent;
	attrs = netlink_attrs(body, len, sizeof(*tc));
	while (netlink_next(&attrs, &attr)) {
		if (attr.type == TCA_KIND)
			netlink_text(&attr, q.kind, sizeof(q.kind));
		else if (attr.type == TCA_INGRESS_BLOCK)
			q.ingress_block = netlink_u32(&attr);
		else if (attr.type == TCA_EGRESS_BLOCK)
			q.egress_block = netlink_u32(&attr);
	}
	buf_add(arg, &q, sizeof(q));
	return 0;
}

static int walk_qdiscs(struct filter_scan *filters, const struct buf *qdiscs, struct err *err)
{
	struct net_scan *scan = filters->scan;
	const struct net_device *devices;
	size_t count;

	devices = net_devices(scan, &count);
	for (size_t i = 0, j = 0; i < qdiscs->len / sizeof(struct qdisc); i++) {
		const struct qdisc *q = (const struct qdisc *)(const void *)qdiscs->data + i;

		/* Both dumps go by device, mostly in the same order. */
		for (size_t tried = 0; tried < count && devices[j % count].ifindex != q->ifindex; tried++)
			j++;
		if (!count || devices[j % count].ifindex != q->ifindex)
			continue;
		filters->about = scan->about;
		filters->about.place = PLACE_TC;
		filters->about.ifindex = q->ifindex;
		filters->about.dev = devices[j % count].name;
		if (walk_qdisc(filters, qdiscs, q, err) && net_skip_device(scan, &devices[j % count], err))
			return -1;
	}
	return 0;
}

int net_walk_tc(struct net_scan *scan, struct err *err)
{
	struct filter_scan filters = {.scan = scan};
	struct netlink_request req;
	auto_buf qdiscs = {0};
	int r;

	netlink_start(&req, RTM_GETQDISC, NLM_F_DUMP, sizeof(struct tcmsg));
	if (netlink_ask(&scan->route, &req, NULL, found_qdisc, &qdiscs, err))
		return -1;
	if (qdiscs.failed)
		return err_no_memory(err);
	r = walk_qdiscs(&filters, &qdiscs, err);
	buf_free(&filters.devs);
	return r;
}
