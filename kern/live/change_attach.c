/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs attached and detached on this machine: by system call, XDP by netlink, links. */
#include <errno.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <string.h>

#include "kern/live/machine.h"
#include "kern/live/netlink.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum { ATTACH_STRUCT_OPS = 44 }; /* older headers lack it */

/* What older kernels do not know is left out, unless it is requested. */
static unsigned int attach_size(const struct uapi_prog_attach *attr, bool is_detach)
{
	if (attr->relative || attr->expected_revision)
		return sizeof(*attr);
	if (attr->replaced)
		return offsetof(struct uapi_prog_attach, relative);
	return is_detach && !attr->flags ? offsetof(struct uapi_prog_attach, flags)
					 : offsetof(struct uapi_prog_attach, replaced);
}

static int call(enum bpf_cmd cmd, int handle, const struct attach_at *at)
{
	struct uapi_prog_attach attr = {
		.target = at->ifindex ? at->ifindex : (uint32_t)at->target,
		.prog = handle < 0 ? 0 : (uint32_t)handle,
		.attach_type = at->attach_type,
		.flags = at->flags,
		.replaced = at->flags & UAPI_F_REPLACE ? (uint32_t)at->replaced : 0,
		.expected_revision = at->revision,
	};

	if (at->flags & (UAPI_F_BEFORE | UAPI_F_AFTER) && at->relative >= 0)
		attr.relative = (uint32_t)at->relative;
	return sys_bpf(cmd, (union bpf_attr *)(void *)&attr, attach_size(&attr, cmd == BPF_PROG_DETACH));
}

int live_attach(struct kern *k, int handle, const struct attach_at *at, struct err *err)
{
	int r = call(BPF_PROG_ATTACH, handle, at);

	(void)k;
	if (!r)
		return 0;
	err_set(err, -r, "attaching");
	return rights_explain(err, RIGHTS_LOAD_NET);
}

int live_detach(struct kern *k, int handle, const struct attach_at *at, struct err *err)
{
	int r = call(BPF_PROG_DETACH, handle, at);

	(void)k;
	if (!r)
		return 0;
	err_set(err, -r, "detaching");
	return rights_explain(err, RIGHTS_LOAD_NET);
}

int live_set_xdp(struct kern *k, int handle, const struct xdp_at *at, struct err *err)
{
	auto_netlink nl = {.fd = -1};
	struct netlink_request req;
	struct ifinfomsg *info;
	size_t xdp;

	(void)k;
	if (netlink_open(&nl, NETLINK_ROUTE, err))
		return -1;
	info = netlink_start(&req, RTM_SETLINK, NLM_F_ACK, sizeof(*info));
	info->ifi_index = (int)at->ifindex;
	xdp = netlink_nest(&req, IFLA_XDP);
	netlink_put_u32(&req, IFLA_XDP_FD, (uint32_t)handle);
	if (at->flags)
		netlink_put_u32(&req, IFLA_XDP_FLAGS, at->flags);
	if (at->flags & XDP_IF_EXPECTED)
		netlink_put_u32(&req, IFLA_XDP_EXPECTED_FD, (uint32_t)at->expected);
	netlink_nest_end(&req, xdp);
	if (!netlink_ask(&nl, &req, NULL, NULL, NULL, err))
		return 0;
	return rights_explain(err, RIGHTS_NET);
}

int live_create_link(struct kern *k, int handle, const struct link_at *at, int *ret_handle, struct err *err)
{
	struct uapi_link_create attr = {.prog = (uint32_t)handle,
					.target = at->ifindex,
					.attach_type = at->attach_type};
	int fd;

	(void)k;
	if (at->functions) {
		attr.kprobe_multi.functions = (uintptr_t)at->functions;
		attr.kprobe_multi.count = at->function_count;
	} else if (at->netfilter.pf) {
		attr.netfilter.pf = at->netfilter.pf;
		attr.netfilter.hook = at->netfilter.hook;
		attr.netfilter.priority = at->netfilter.priority;
	}
	fd = sys_bpf(BPF_LINK_CREATE, (union bpf_attr *)(void *)&attr, sizeof(attr));
	if (fd < 0) {
		err_set(err, -fd, "attaching");
		return rights_explain(err, RIGHTS_LOAD_NET);
	}
	*ret_handle = fd;
	return 0;
}

int live_detach_link(struct kern *k, int handle, struct err *err)
{
	union bpf_attr attr;
	int r;

	(void)k;
	memset(&attr, 0, sizeof(attr));
	attr.link_detach.link_fd = (uint32_t)handle;
	r = sys_bpf(BPF_LINK_DETACH, &attr, ATTR_SIZE(link_detach));
	return r ? err_set(err, -r, "detaching") : 0;
}

int live_update_link(struct kern *k, int handle, int fresh, struct err *err)
{
	struct uapi_link_update attr = {.link = (uint32_t)handle, .fresh = (uint32_t)fresh};
	int r = sys_bpf(BPF_LINK_UPDATE, (union bpf_attr *)(void *)&attr, sizeof(attr));

	(void)k;
	return r ? err_set(err, -r, "updating") : 0;
}

int live_create_iter(struct kern *k, int link, int *ret_handle, struct err *err)
{
	int fd = sys_iter_create(link);

	(void)k;
	if (fd < 0)
		return err_set(err, -fd, "starting the iterator");
	*ret_handle = fd;
	return 0;
}

int live_link_ops(struct kern *k, int map, int *ret_handle, struct err *err)
{
	union bpf_attr attr;
	int fd;

	(void)k;
	memset(&attr, 0, sizeof(attr));
	attr.link_create.prog_fd = (uint32_t)map;
	attr.link_create.attach_type = ATTACH_STRUCT_OPS;
	fd = sys_bpf(BPF_LINK_CREATE, &attr, ATTR_SIZE(link_create.iter_info_len));
	if (fd < 0)
		return err_set(err, -fd, "creating a link of struct_ops");
	*ret_handle = fd;
	return 0;
}
