/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The walk over one network namespace: what its steps share. Only kern/live/net*.c include it. */
#ifndef BPFI_KERN_LIVE_NET_H
#define BPFI_KERN_LIVE_NET_H

#include "kern/live/netlink.h"
#include "kern/live/places.h"

enum { NET_NAME = 16 };

struct net_device {
	uint32_t ifindex;
	char name[NET_NAME];
	bool is_netkit;
};

struct net_scan {
	struct places *p;
	struct netlink route;
	struct buf devices;           /* of struct net_device */
	struct kern_attachment about; /* what all that is found here has in common */
	int netns;                    /* a descriptor of the namespace */
	const char *step;             /* what is asked now */
	struct buf actions;           /* uint32_t each: indexes of actions that were reported with filters */
};

static inline const struct net_device *net_devices(const struct net_scan *scan, size_t *ret_count)
{
	*ret_count = scan->devices.len / sizeof(struct net_device);
	return (const void *)scan->devices.data;
}

static inline int net_found(const struct net_scan *scan, const struct kern_attachment *a, struct err *err)
{
	return scan->p->fn(scan->p->arg, a, err);
}

/* What could not be read of @dev is noted, and the others are walked; -1 if @dev is the only one. */
int net_skip_device(struct net_scan *scan, const struct net_device *dev, struct err *err);

/* Each answers 0, KERN_NONE or -1 with an error. */
int net_walk_devices(struct net_scan *scan, struct err *err); /* XDP too */
int net_walk_chains(struct net_scan *scan, struct err *err);  /* tcx, netkit */
int net_walk_tc(struct net_scan *scan, struct err *err);
int net_walk_actions(struct net_scan *scan, struct err *err);
int net_walk_namespace(struct net_scan *scan, struct err *err);
int net_walk_netfilter(struct net_scan *scan, struct err *err);
int net_walk_routes(struct net_scan *scan, struct err *err);

/* A list of actions, as filters and RTM_GETACTION have it: those that are BPF programs. */
int net_actions(struct net_scan *scan, struct netlink_attrs list, struct kern_attachment *about,
		struct err *err);

#endif
