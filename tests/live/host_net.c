/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Network devices by netlink: the test kernels have no ip tool that knows netkit. */
#include "tests/live/host.h"

#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <linux/veth.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

struct message {
	struct nlmsghdr head;
	struct ifinfomsg link;
	char attrs[512];
};

static struct rtattr *add_attr(struct message *m, uint16_t type, const void *data, size_t len)
{
	struct rtattr *at = (struct rtattr *)(void *)((char *)m + NLMSG_ALIGN(m->head.nlmsg_len));

	at->rta_type = type;
	at->rta_len = (uint16_t)RTA_LENGTH(len);
	if (len)
		memcpy(RTA_DATA(at), data, len);
	m->head.nlmsg_len = (uint32_t)(NLMSG_ALIGN(m->head.nlmsg_len) + RTA_ALIGN(at->rta_len));
	return at;
}

static void end_attr(const struct message *m, struct rtattr *at)
{
	at->rta_len = (uint16_t)((const char *)m + m->head.nlmsg_len - (char *)at);
}

static int send_message(struct message *m)
{
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
		char rest[1024];
	} reply;
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	ssize_t got = -1;

	m->head.nlmsg_flags |= NLM_F_REQUEST | NLM_F_ACK;
	if (fd >= 0 && send(fd, m, m->head.nlmsg_len, 0) > 0)
		got = recv(fd, &reply, sizeof(reply), 0);
	close(fd);
	return got < (ssize_t)(sizeof(reply.head) + sizeof(reply.error)) ? -1 : reply.error.error;
}

/* Brings a device up, so that what is attached to it is as in life. */
static unsigned int raise_device(const char *name)
{
	struct ifreq req = {.ifr_flags = IFF_UP};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	memcpy(req.ifr_name, name, strnlen(name, IFNAMSIZ - 1));
	ioctl(fd, SIOCSIFFLAGS, &req);
	close(fd);
	return if_nametoindex(name);
}

static struct message new_link(const char *name)
{
	struct message m = {.head = {.nlmsg_len = NLMSG_LENGTH(sizeof(struct ifinfomsg)),
				     .nlmsg_type = RTM_NEWLINK,
				     .nlmsg_flags = NLM_F_CREATE | NLM_F_EXCL}};

	add_attr(&m, IFLA_IFNAME, name, strlen(name) + 1);
	return m;
}

unsigned int host_make_veth(const char *name, const char *peer)
{
	const struct ifinfomsg peer_link = {0};
	struct message m = new_link(name);
	struct rtattr *info, *data, *other;

	info = add_attr(&m, IFLA_LINKINFO, NULL, 0);
	add_attr(&m, IFLA_INFO_KIND, "veth", 4);
	data = add_attr(&m, IFLA_INFO_DATA, NULL, 0);
	other = add_attr(&m, VETH_INFO_PEER, &peer_link, sizeof(peer_link));
	add_attr(&m, IFLA_IFNAME, peer, strlen(peer) + 1);
	end_attr(&m, other);
	end_attr(&m, data);
	end_attr(&m, info);
	if (send_message(&m))
		return 0;
	raise_device(peer);
	return raise_device(name);
}

unsigned int host_make_netkit(const char *name)
{
	struct message m = new_link(name);
	struct rtattr *info = add_attr(&m, IFLA_LINKINFO, NULL, 0);

	add_attr(&m, IFLA_INFO_KIND, "netkit", 6);
	end_attr(&m, info);
	return send_message(&m) ? 0 : raise_device(name);
}

int host_delete_device(unsigned int ifindex)
{
	struct message m = {.head = {.nlmsg_len = NLMSG_LENGTH(sizeof(struct ifinfomsg)),
				     .nlmsg_type = RTM_DELLINK},
			    .link = {.ifi_index = (int)ifindex}};

	return send_message(&m);
}
