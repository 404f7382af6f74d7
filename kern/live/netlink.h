/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The reader of netlink: dumps that come in many parts and change while they are read, single questions and
 * changes, for every protocol. Never silently short: a message that was cut or a dump that the kernel calls
 * inconsistent is requested again.
 */
#ifndef BPFI_KERN_LIVE_NETLINK_H
#define BPFI_KERN_LIVE_NETLINK_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/buf.h"
#include "lib/err.h"

struct netlink {
	int fd, protocol;
	uint32_t seq;
	struct buf in;     /* one receive */
	struct buf answer; /* the answer so far */
};

/* @protocol: NETLINK_ROUTE, NETLINK_NETFILTER; of the network namespace that the caller is in. */
int netlink_open(struct netlink *ret_nl, int protocol, struct err *err);
void netlink_close(struct netlink *nl);
#define auto_netlink __attribute__((cleanup(netlink_close))) struct netlink

/* A message to be sent: the protocol's own head, then attributes. Too much for it is an error of
 * netlink_ask().
 */
struct netlink_request {
	struct nlmsghdr head;
	char body[512];
	bool is_full;
};
/* Returns the head, cleared. */
void *netlink_start(struct netlink_request *req, uint16_t type, uint16_t flags, size_t head_size);
void netlink_put(struct netlink_request *req, uint16_t type, const void *data, size_t size);
static inline void netlink_put_u32(struct netlink_request *req, uint16_t type, uint32_t value)
{
	netlink_put(req, type, &value, sizeof(value));
}
/* Attributes that are put until netlink_nest_end() are inside of this one. */
size_t netlink_nest(struct netlink_request *req, uint16_t type);
void netlink_nest_end(struct netlink_request *req, size_t nest);

/* Which messages of a dump are stored until it is complete. NULL: all. */
typedef bool (*netlink_keep_fn)(const void *body, size_t len);
typedef int (*netlink_fn)(void *arg, const void *body, size_t len, struct err *err);

/*
 * Sends and takes the whole answer, then hands its messages to @fn (what follows struct nlmsghdr). Refusals
 * are errors with the kernel's errno, and its message if there was one.
 */
int netlink_ask(struct netlink *nl, struct netlink_request *req, netlink_keep_fn keep, netlink_fn fn,
		void *arg, struct err *err);

/* Attributes one after the other. False at the end, also at one that is cut. */
struct netlink_attrs {
	const char *at;
	size_t left;
};
struct netlink_attr {
	uint16_t type;
	const void *data;
	size_t len;
};
static inline struct netlink_attrs netlink_attrs(const void *data, size_t len, size_t skip)
{
	skip = NLA_ALIGN(skip);
	return (struct netlink_attrs){(const char *)data + (skip < len ? skip : len),
				      len > skip ? len - skip : 0};
}
bool netlink_next(struct netlink_attrs *attrs, struct netlink_attr *ret_attr);
static inline struct netlink_attrs netlink_inside(const struct netlink_attr *attr)
{
	return (struct netlink_attrs){attr->data, attr->len};
}
uint32_t netlink_u32(const struct netlink_attr *attr);
/* A NUL-terminated text, truncated to the buffer. */
void netlink_text(const struct netlink_attr *attr, char *ret_text, size_t size);

#endif
