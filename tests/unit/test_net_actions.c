/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Actions of filters, from attributes as the kernel sends them: those that were listed with their filter are
 * not listed again alone; those whose filter was not listed are.
 */
#include <linux/pkt_cls.h>
#include <linux/rtnetlink.h>
#include <linux/tc_act/tc_bpf.h>
#include <stdio.h>

#include "kern/live/net.h"

enum { PROG = 77, BOUND = 5, OTHER = 6, FREE = 7 };

static struct kern_attachment last;
static unsigned int count;
static int failures;

static void check(bool ok, const char *what)
{
	if (!ok)
		printf("not ok: %s\n", what);
	failures += !ok;
}

static int found(void *arg, const struct kern_attachment *a, struct err *err)
{
	(void)arg;
	(void)err;
	last = *a;
	count++;
	return 0;
}

/* One action of kind bpf, bound to @bound filters. */
static unsigned int list_action(struct net_scan *scan, uint32_t place, uint32_t index, int bound)
{
	const struct tc_act_bpf parms = {.index = index, .bindcnt = bound};
	struct kern_attachment about = {.place = place};
	struct netlink_request req;
	struct err err = {0};
	size_t action, options;

	netlink_start(&req, RTM_GETACTION, 0, 0);
	action = netlink_nest(&req, 1);
	netlink_put(&req, TCA_ACT_KIND, "bpf", sizeof("bpf"));
	options = netlink_nest(&req, TCA_ACT_OPTIONS);
	netlink_put(&req, TCA_ACT_BPF_PARMS, &parms, sizeof(parms));
	netlink_put_u32(&req, TCA_ACT_BPF_ID, PROG);
	netlink_nest_end(&req, options);
	netlink_nest_end(&req, action);
	count = 0;
	if (net_actions(scan, netlink_attrs(req.body, req.head.nlmsg_len - NLMSG_HDRLEN, 0), &about, &err))
		return UINT32_MAX;
	return count;
}

int main(void)
{
	struct places p = {.fn = found};
	struct net_scan scan = {.p = &p};

	check(list_action(&scan, PLACE_TC, BOUND, 1) == 1 && last.prog_id == PROG && last.action == 1,
	      "an action of a filter is listed with it");
	check(list_action(&scan, PLACE_ACTION, BOUND, 1) == 0, "and not again alone");
	check(list_action(&scan, PLACE_ACTION, OTHER, 1) == 1 && last.handle == OTHER,
	      "an action whose filter was not listed is listed alone");
	check(list_action(&scan, PLACE_ACTION, FREE, 0) == 1, "an action of no filter is listed");
	buf_free(&scan.actions);
	return failures > 0;
}
