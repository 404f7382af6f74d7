/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is neither at a device nor a filter: actions, hooks of the namespace, netfilter, routes. */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/lwtunnel.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/pkt_cls.h>
#include <linux/rtnetlink.h>
#include <linux/seg6_local.h>
#include <linux/tc_act/tc_bpf.h>
#include <stdio.h>
#include <string.h>

#include "kern/live/net.h"
#include "kern/live/query.h"

enum { TEXT_ROOM = 256, ROUTE_ROOM = 64 };

/* One action's attributes; false where it is not a BPF program. */
static bool read_action(const struct netlink_attr *action, struct kern_attachment *a, char *text, size_t size,
			uint32_t *ret_bound)
{
	struct netlink_attrs attrs = netlink_inside(action), inside;
	struct netlink_attr attr, options = {0};
	char kind[TEXT_ROOM] = "";

	while (netlink_next(&attrs, &attr)) {
		if (attr.type == TCA_ACT_KIND)
			netlink_text(&attr, kind, sizeof(kind));
		else if (attr.type == TCA_ACT_OPTIONS)
			options = attr;
	}
	if (strcmp(kind, "bpf") != 0)
		return false;
	inside = netlink_inside(&options);
	while (netlink_next(&inside, &attr)) {
		if (attr.type == TCA_ACT_BPF_ID) {
			a->prog_id = netlink_u32(&attr);
		} else if (attr.type == TCA_ACT_BPF_NAME) {
			netlink_text(&attr, text, size);
			a->name = text;
		} else if (attr.type == TCA_ACT_BPF_PARMS && attr.len >= sizeof(struct tc_act_bpf)) {
			struct tc_act_bpf parms;

			memcpy(&parms, attr.data, sizeof(parms));
			*ret_bound = (uint32_t)parms.bindcnt;
			a->handle = parms.index;
		}
	}
	return true;
}

/* Of a filter whose classifier is not known, or that could not be read, the action alone is reported. */
static bool was_reported(const struct net_scan *scan, uint32_t index)
{
	const uint32_t *list = (const void *)scan->actions.data;

	for (size_t i = 0; i < scan->actions.len / sizeof(*list); i++)
		if (list[i] == index)
			return true;
	return false;
}

int net_actions(struct net_scan *scan, struct netlink_attrs list, struct kern_attachment *about,
		struct err *err)
{
	struct netlink_attr action;
	int r = 0;

	while (!r && netlink_next(&list, &action)) {
		struct kern_attachment a = *about;
		char text[TEXT_ROOM] = "";
		uint32_t bound = 0;

		a.action = action.type;
		a.prog_id = 0;
		a.name = NULL;
		if (!read_action(&action, &a, text, sizeof(text), &bound))
			continue;
		if (a.place == PLACE_ACTION && bound && was_reported(scan, a.handle))
			continue;
		if (a.place != PLACE_ACTION)
			buf_add(&scan->actions, &a.handle, sizeof(a.handle));
		r = net_found(scan, &a, err);
	}
	return r;
}

static int found_actions(void *arg, const void *body, size_t len, struct err *err)
{
	struct net_scan *scan = arg;
	struct kern_attachment about = scan->about;
	struct netlink_attrs attrs = netlink_attrs(body, len, sizeof(struct tcamsg));
	struct netlink_attr attr;
	int r = 0;

	about.place = PLACE_ACTION;
	while (!r && netlink_next(&attrs, &attr))
		if (attr.type == TCA_ACT_TAB)
			r = net_actions(scan, netlink_inside(&attr), &about, err);
	return r;
}

/* A kernel without that kind of action has no such hooks. */
int net_walk_actions(struct net_scan *scan, struct err *err)
{
	struct netlink_request req;
	size_t tab, first;
	int r;

	if (scan->p->q->dev)
		return 0;
	netlink_start(&req, RTM_GETACTION, NLM_F_DUMP, sizeof(struct tcamsg));
	tab = netlink_nest(&req, TCA_ACT_TAB);
	first = netlink_nest(&req, 1);
	netlink_put(&req, TCA_ACT_KIND, "bpf", sizeof("bpf"));
	netlink_nest_end(&req, first);
	netlink_nest_end(&req, tab);
	r = netlink_ask(&scan->route, &req, NULL, found_actions, scan, err);
	if (r < 0 && err->no != ENOMEM && err->no != EPERM) {
		err_clear(err);
		return KERN_NONE;
	}
	return r;
}

int net_walk_namespace(struct net_scan *scan, struct err *err)
{
	static const struct {
		uint32_t attach_type, prog_type;
	} hooks[] = {{BPF_FLOW_DISSECTOR, BPF_PROG_TYPE_FLOW_DISSECTOR},
		     {BPF_SK_LOOKUP, BPF_PROG_TYPE_SK_LOOKUP}};
	struct kern_attachment about = scan->about;
	int r = 0;

	if (scan->p->q->dev)
		return 0;
	about.place = PLACE_NETNS;
	for (unsigned int i = 0; r >= 0 && i < sizeof(hooks) / sizeof(hooks[0]); i++)
		if (places_want(scan->p, hooks[i].prog_type))
			r = query_programs((uint32_t)scan->netns, hooks[i].attach_type, 0, &about,
					   scan->p->fn, scan->p->arg, err);
	return r;
}

/* The dump of a hook: all that is in its chain, in order; a BPF program has its id in the description. */
enum {
	NF_SUBSYS_HOOK = 12,
	NF_HOOK_GET = 0,
	NF_HOOK_NUM = 1,
	NF_HOOK_PRIORITY = 2,
	NF_HOOK_INFO = 6,
	NF_INFO_DESC = 1,
	NF_INFO_TYPE = 2,
	NF_TYPE_BPF = 2,
	NF_BPF_ID = 1,
	NF_HOOKS = 5,
};

static uint32_t be32_of(const struct netlink_attr *attr)
{
	return ntohl(netlink_u32(attr));
}

static uint32_t read_hook_prog(const struct netlink_attr *info)
{
	struct netlink_attrs attrs = netlink_inside(info), inside = {0};
	struct netlink_attr attr;
	bool is_bpf = false;

	while (netlink_next(&attrs, &attr)) {
		if (attr.type == NF_INFO_TYPE)
			is_bpf = be32_of(&attr) == NF_TYPE_BPF;
		else if (attr.type == NF_INFO_DESC)
			inside = netlink_inside(&attr);
	}
	while (is_bpf && netlink_next(&inside, &attr))
		if (attr.type == NF_BPF_ID)
			return be32_of(&attr);
	return 0;
}

struct hook_scan {
	struct net_scan *scan;
	struct kern_attachment about;
};

static int found_hook(void *arg, const void *body, size_t len, struct err *err)
{
	struct hook_scan *hooks = arg;
	struct netlink_attrs attrs = netlink_attrs(body, len, sizeof(struct nfgenmsg));
	struct netlink_attr attr;

	hooks->about.prog_id = 0;
	hooks->about.position++;
	while (netlink_next(&attrs, &attr)) {
		if (attr.type == NF_HOOK_PRIORITY)
			hooks->about.hook_priority = (int32_t)be32_of(&attr);
		else if (attr.type == NF_HOOK_INFO)
			hooks->about.prog_id = read_hook_prog(&attr);
	}
	return hooks->about.prog_id ? net_found(hooks->scan, &hooks->about, err) : 0;
}

/* Where the kernel cannot dump hooks, only links are visible; that is not an error. */
int net_walk_netfilter(struct net_scan *scan, struct err *err)
{
	static const uint8_t families[] = {NFPROTO_IPV4, NFPROTO_IPV6};
	struct hook_scan hooks = {.scan = scan};
	auto_netlink nl = {.fd = -1};

	if (scan->p->q->dev)
		return 0;
	if (netlink_open(&nl, NETLINK_NETFILTER, err)) {
		err_clear(err);
		return KERN_NONE;
	}
	for (unsigned int i = 0; i < sizeof(families) * NF_HOOKS; i++) {
		struct netlink_request req;
		struct nfgenmsg *head =
			netlink_start(&req, NF_SUBSYS_HOOK << 8 | NF_HOOK_GET, NLM_F_DUMP, sizeof(*head));

		head->nfgen_family = families[i / NF_HOOKS];
		netlink_put_u32(&req, NF_HOOK_NUM, htonl(i % NF_HOOKS));
		hooks.about = scan->about;
		hooks.about.place = PLACE_NETFILTER;
		hooks.about.pf = head->nfgen_family;
		hooks.about.hook = i % NF_HOOKS;
		if (!netlink_ask(&nl, &req, NULL, found_hook, &hooks, err))
			continue;
		if (err->no == EPERM || err->no == ENOMEM)
			return -1;
		err_clear(err);
	}
	return 0;
}

static bool is_encap(uint32_t type)
{
	return type == LWTUNNEL_ENCAP_BPF || type == LWTUNNEL_ENCAP_SEG6_LOCAL;
}

/* Routes can be a million: only those with a program are stored. */
static bool keep_route(const void *body, size_t len)
{
	struct netlink_attrs attrs = netlink_attrs(body, len, sizeof(struct rtmsg));
	struct netlink_attr attr;

	while (netlink_next(&attrs, &attr))
		if (attr.type == RTA_MULTIPATH ||
		    (attr.type == RTA_ENCAP_TYPE && is_encap(netlink_u32(&attr))))
			return true;
	return false;
}

/* The programs of one encapsulation: a name each, and of those in segments an id. */
static int found_encap(struct net_scan *scan, struct kern_attachment *about, uint32_t type,
		       const struct netlink_attr *encap, struct err *err)
{
	uint16_t text_attr = type == LWTUNNEL_ENCAP_BPF ? LWT_BPF_PROG_NAME : SEG6_LOCAL_BPF_PROG_NAME;
	struct netlink_attrs attrs = netlink_inside(encap);
	struct netlink_attr attr, part;
	int r = 0;

	while (!r && netlink_next(&attrs, &attr)) {
		struct netlink_attrs parts = netlink_inside(&attr);
		struct kern_attachment a = *about;
		char text[TEXT_ROOM] = "";

		if (type == LWTUNNEL_ENCAP_BPF ? attr.type > LWT_BPF_XMIT : attr.type != SEG6_LOCAL_BPF)
			continue;
		a.mode = type == LWTUNNEL_ENCAP_BPF ? attr.type : LWT_MODE_SEG6LOCAL;
		while (netlink_next(&parts, &part)) {
			if (part.type == text_attr)
				netlink_text(&part, text, sizeof(text));
			else if (type != LWTUNNEL_ENCAP_BPF && part.type == SEG6_LOCAL_BPF_PROG)
				a.prog_id = netlink_u32(&part);
		}
		a.name = text;
		r = net_found(scan, &a, err);
	}
	return r;
}

static int found_nexthop(struct net_scan *scan, struct kern_attachment *about, struct netlink_attrs attrs,
			 struct err *err)
{
	struct netlink_attr attr, encap = {0};
	uint32_t type = 0;

	while (netlink_next(&attrs, &attr)) {
		if (attr.type == RTA_ENCAP_TYPE)
			type = netlink_u32(&attr) & UINT16_MAX;
		else if (attr.type == RTA_ENCAP)
			encap = attr;
		else if (attr.type == RTA_OIF)
			about->ifindex = netlink_u32(&attr);
	}
	return is_encap(type) ? found_encap(scan, about, type, &encap, err) : 0;
}

static int found_multipath(struct net_scan *scan, struct kern_attachment *about,
			   const struct netlink_attr *paths, struct err *err)
{
	const char *at = paths->data, *end = at + paths->len;
	int r = 0;

	while (!r && (size_t)(end - at) >= sizeof(struct rtnexthop)) {
		struct rtnexthop hop;

		memcpy(&hop, at, sizeof(hop));
		if (hop.rtnh_len < sizeof(hop) || hop.rtnh_len > end - at)
			break;
		about->ifindex = (uint32_t)hop.rtnh_ifindex;
		r = found_nexthop(scan, about, netlink_attrs(at, hop.rtnh_len, sizeof(hop)), err);
		at += RTNH_ALIGN((size_t)hop.rtnh_len) < (size_t)(end - at) ? RTNH_ALIGN((size_t)hop.rtnh_len)
									    : (size_t)(end - at);
	}
	return r;
}

static const char *device_name(const struct net_scan *scan, uint32_t ifindex)
{
	const struct net_device *devices;
	size_t count;

	devices = net_devices(scan, &count);
	for (size_t i = 0; i < count; i++)
		if (devices[i].ifindex == ifindex)
			return devices[i].name;
	return NULL;
}

static int found_route(void *arg, const void *body, size_t len, struct err *err)
{
	struct netlink_attrs attrs = netlink_attrs(body, len, sizeof(struct rtmsg)), all = attrs;
	struct net_scan *scan = arg;
	struct kern_attachment about = scan->about;
	const struct rtmsg *rt = body;
	char addr[INET6_ADDRSTRLEN] = "", route[ROUTE_ROOM] = "default";
	struct netlink_attr attr, paths = {0};
	uint32_t out = 0;
	int r;

	while (netlink_next(&attrs, &attr)) {
		if (attr.type == RTA_DST && attr.len >= (rt->rtm_family == AF_INET ? 4U : 16U))
			inet_ntop(rt->rtm_family, attr.data, addr, sizeof(addr));
		else if (attr.type == RTA_MULTIPATH)
			paths = attr;
		else if (attr.type == RTA_OIF)
			out = netlink_u32(&attr);
	}
	if (*addr)
		snprintf(route, sizeof(route), "%s/%u", addr, rt->rtm_dst_len);
	about.place = PLACE_LWT;
	about.route = route;
	about.ifindex = out;
	about.dev = device_name(scan, out);
	r = found_nexthop(scan, &about, all, err);
	return r ? r : found_multipath(scan, &about, &paths, err);
}

int net_walk_routes(struct net_scan *scan, struct err *err)
{
	static const uint8_t families[] = {AF_INET, AF_INET6};

	if (scan->p->q->dev)
		return 0;
	for (unsigned int i = 0; i < sizeof(families); i++) {
		struct netlink_request req;
		struct rtmsg *rt = netlink_start(&req, RTM_GETROUTE, NLM_F_DUMP, sizeof(*rt));

		rt->rtm_family = families[i];
		if (netlink_ask(&scan->route, &req, keep_route, found_route, scan, err))
			return -1;
	}
	return 0;
}
