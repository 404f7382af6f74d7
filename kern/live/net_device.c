/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Network devices: one dump lists their names and XDP programs; chains of tcx and netkit are queried one by
 * one. */
#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "kern/live/net.h"
#include "kern/live/query.h"

#ifndef RTEXT_FILTER_SKIP_STATS
#define RTEXT_FILTER_SKIP_STATS (1 << 3)
#endif

static int found_xdp(struct net_scan *scan, const struct net_device *dev, const struct netlink_attr *xdp,
		     struct err *err)
{
	/* In the order in which they are listed: the attribute with the program, the mode. */
	static const struct {
		uint16_t attr;
		uint8_t mode;
	} modes[] = {{IFLA_XDP_SKB_PROG_ID, XDP_MODE_GENERIC},
		     {IFLA_XDP_DRV_PROG_ID, XDP_MODE_DRIVER},
		     {IFLA_XDP_HW_PROG_ID, XDP_MODE_OFFLOAD}};
	uint32_t ids[IFLA_XDP_HW_PROG_ID + 1] = {0}, mode = 0;
	struct netlink_attrs attrs = netlink_inside(xdp);
	struct kern_attachment a = scan->about;
	struct netlink_attr attr;
	bool has_modes = false;
	int r = 0;

	while (netlink_next(&attrs, &attr)) {
		if (attr.type == IFLA_XDP_ATTACHED)
			mode = attr.len ? *(const uint8_t *)attr.data : 0;
		else if (attr.type <= IFLA_XDP_HW_PROG_ID)
			ids[attr.type] = netlink_u32(&attr);
	}
	a.place = PLACE_XDP;
	a.ifindex = dev->ifindex;
	a.dev = dev->name;
	for (unsigned int i = 0; !r && i < sizeof(modes) / sizeof(modes[0]); i++) {
		if (!ids[modes[i].attr])
			continue;
		has_modes = true;
		a.mode = modes[i].mode;
		a.prog_id = ids[modes[i].attr];
		r = net_found(scan, &a, err);
	}
	/* Kernels before 4.19 have only one attribute. */
	a.mode = mode;
	a.prog_id = ids[IFLA_XDP_PROG_ID];
	return r || has_modes || !a.prog_id ? r : net_found(scan, &a, err);
}

static bool is_netkit(const struct netlink_attr *linkinfo)
{
	struct netlink_attrs attrs = netlink_inside(linkinfo);
	struct netlink_attr attr;
	char kind[NET_NAME];

	while (netlink_next(&attrs, &attr)) {
		if (attr.type != IFLA_INFO_KIND)
			continue;
		netlink_text(&attr, kind, sizeof(kind));
		return !strcmp(kind, "netkit");
	}
	return false;
}

static int found_device(void *arg, const void *body, size_t len, struct err *err)
{
	const struct ifinfomsg *info = body;
	struct netlink_attr attr, xdp = {0};
	struct net_scan *scan = arg;
	struct net_device dev = {0};
	struct netlink_attrs attrs;

	if (len < sizeof(*info))
		return 0;
	dev.ifindex = (uint32_t)info->ifi_index;
	attrs = netlink_attrs(body, len, sizeof(*info));
	while (netlink_next(&attrs, &attr)) {
		if (attr.type == IFLA_IFNAME)
			netlink_text(&attr, dev.name, sizeof(dev.name));
		else if (attr.type == IFLA_XDP)
			xdp = attr;
		else if (attr.type == IFLA_LINKINFO)
			dev.is_netkit = is_netkit(&attr);
	}
	buf_add(&scan->devices, &dev, sizeof(dev));
	return xdp.len ? found_xdp(scan, &dev, &xdp, err) : 0;
}

int net_walk_devices(struct net_scan *scan, struct err *err)
{
	const char *name = scan->p->q->dev;
	struct netlink_request req;
	int r;

	netlink_start(&req, RTM_GETLINK, name ? 0 : NLM_F_DUMP, sizeof(struct ifinfomsg));
	netlink_put_u32(&req, IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
	if (name && strlen(name) >= NET_NAME)
		return err_set(err, ENODEV, "network device '%.64s'", name);
	if (name)
		netlink_put(&req, IFLA_IFNAME, name, strlen(name) + 1);
	r = netlink_ask(&scan->route, &req, NULL, found_device, scan, err);
	if (r && name && err->no == ENODEV)
		err_set(err, ENODEV, "network device '%.64s'", name);
	return scan->devices.failed ? err_no_memory(err) : r;
}

/* The chains of a device. netkit: both directions by the primary's number; the kernel refuses queries of a
 * peer. */
static const struct {
	uint32_t attach_type, place;
	bool is_netkit;
} chains[] = {
	{UAPI_ATTACH_TCX_INGRESS, PLACE_TCX, false},
	{UAPI_ATTACH_TCX_EGRESS, PLACE_TCX, false},
	{UAPI_ATTACH_NETKIT_PRIMARY, PLACE_NETKIT, true},
	{UAPI_ATTACH_NETKIT_PEER, PLACE_NETKIT, true},
};

static int walk_device(struct net_scan *scan, const struct net_device *dev, struct err *err)
{
	struct kern_attachment about = scan->about;

	about.ifindex = dev->ifindex;
	about.dev = dev->name;
	for (unsigned int i = 0; i < sizeof(chains) / sizeof(chains[0]); i++) {
		int r;

		if (chains[i].is_netkit && !dev->is_netkit)
			continue;
		about.place = chains[i].place;
		r = query_programs(dev->ifindex, chains[i].attach_type, QUERY_LINKS, &about, scan->p->fn,
				   scan->p->arg, err);
		if (r < 0 && chains[i].is_netkit && err->no == EACCES)
			err_clear(err);
		else if (r < 0)
			return r;
	}
	return 0;
}

int net_walk_chains(struct net_scan *scan, struct err *err)
{
	const struct net_device *devices;
	size_t count;

	devices = net_devices(scan, &count);
	for (size_t i = 0; i < count; i++)
		if (walk_device(scan, &devices[i], err) && net_skip_device(scan, &devices[i], err))
			return -1;
	return 0;
}
