/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Netlink messages out and in. */
#include "kern/live/netlink.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kern/live/sys.h"

enum {
	RECEIVE_SIZE = 64 * 1024, /* the kernel makes parts of 32 KiB at most, but for single large objects */
	RECEIVE_MAX = 16 << 20,
	TRIES = 16, /* of a dump that changes while it is read */
};

/* How a receive ended. */
enum outcome { MORE, WHOLE, AGAIN };

#ifndef SOL_NETLINK
#define SOL_NETLINK 270
#endif

static int open_socket(struct netlink *nl, struct err *err)
{
	const int on = 1;

	nl->fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, nl->protocol);
	if (nl->fd < 0)
		return err_set(err, errno, "opening a netlink socket");
	/* Kernels without them send numbers only, or repeat the request. */
	setsockopt(nl->fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof(on));
	setsockopt(nl->fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof(on));
	return 0;
}

int netlink_open(struct netlink *ret_nl, int protocol, struct err *err)
{
	*ret_nl = (struct netlink){.protocol = protocol};
	return open_socket(ret_nl, err);
}

void netlink_close(struct netlink *nl)
{
	file_close_fd(&nl->fd);
	buf_free(&nl->in);
	buf_free(&nl->answer);
}

void *netlink_start(struct netlink_request *req, uint16_t type, uint16_t flags, size_t head_size)
{
	memset(req, 0, sizeof(*req));
	req->head.nlmsg_type = type;
	req->head.nlmsg_flags = NLM_F_REQUEST | flags;
	req->head.nlmsg_len = (uint32_t)(NLMSG_HDRLEN + NLA_ALIGN(head_size));
	return req->body;
}

void netlink_put(struct netlink_request *req, uint16_t type, const void *data, size_t size)
{
	size_t at = req->head.nlmsg_len - NLMSG_HDRLEN;
	struct nlattr *attr = (struct nlattr *)(void *)(req->body + at);

	if (at + NLA_HDRLEN + NLA_ALIGN(size) > sizeof(req->body)) {
		req->is_full = true;
		return;
	}
	attr->nla_len = (uint16_t)(NLA_HDRLEN + size);
	attr->nla_type = type;
	if (size)
		memcpy(req->body + at + NLA_HDRLEN, data, size);
	req->head.nlmsg_len += (uint32_t)(NLA_HDRLEN + NLA_ALIGN(size));
}

size_t netlink_nest(struct netlink_request *req, uint16_t type)
{
	size_t at = req->head.nlmsg_len - NLMSG_HDRLEN;

	netlink_put(req, type | NLA_F_NESTED, NULL, 0);
	return at;
}

void netlink_nest_end(struct netlink_request *req, size_t nest)
{
	uint16_t len = (uint16_t)(req->head.nlmsg_len - NLMSG_HDRLEN - nest);

	if (!req->is_full)
		memcpy(req->body + nest, &len, sizeof(len));
}

/* The header's macros for these cast away what is const, and compare signed with unsigned. */
static const void *payload(const struct nlmsghdr *msg)
{
	return (const char *)msg + NLMSG_HDRLEN;
}

static bool is_whole(const struct nlmsghdr *msg, size_t left)
{
	return left >= sizeof(*msg) && msg->nlmsg_len >= sizeof(*msg) && msg->nlmsg_len <= left;
}

static const struct nlmsghdr *next_message(const struct nlmsghdr *msg, size_t *left)
{
	const size_t len = NLMSG_ALIGN(msg->nlmsg_len);

	*left -= len < *left ? len : *left;
	return (const void *)((const char *)msg + len);
}

/* The kernel's message follows its errno, which repeats the question's head (or all of it, in old
 * kernels). */
static int refused(const struct nlmsghdr *msg, struct err *err)
{
	const struct nlmsgerr *answer = payload(msg);
	struct netlink_attrs attrs;
	struct netlink_attr attr;
	size_t skip = sizeof(*answer);
	char text[200] = "";

	if (msg->nlmsg_len < NLMSG_LENGTH(sizeof(*answer)))
		return err_set(err, EBADMSG, "netlink");
	if (!answer->error)
		return 0;
	if (!(msg->nlmsg_flags & NLM_F_CAPPED))
		skip += answer->msg.nlmsg_len - sizeof(answer->msg);
	attrs = netlink_attrs(answer, msg->nlmsg_len - NLMSG_HDRLEN, skip);
	while (msg->nlmsg_flags & NLM_F_ACK_TLVS && netlink_next(&attrs, &attr))
		if (attr.type == NLMSGERR_ATTR_MSG)
			netlink_text(&attr, text, sizeof(text));
	return err_set(err, -answer->error, "%s", *text ? text : "netlink");
}

/* A dump can end with an error too: its number is in the last message. */
static int dump_ended(const struct nlmsghdr *msg, struct err *err)
{
	int no = 0;

	if (msg->nlmsg_len >= NLMSG_LENGTH(sizeof(no)))
		memcpy(&no, payload(msg), sizeof(no));
	return no < 0 ? err_set(err, -no, "netlink") : 0;
}

/* What was cut is lost, possibly with the end of the dump: repeat from the start, with more room. */
static int start_over(struct netlink *nl, struct err *err)
{
	if (nl->in.cap > RECEIVE_MAX || !buf_room(&nl->in, nl->in.cap * 2))
		return err_set(err, EMSGSIZE, "netlink");
	file_close_fd(&nl->fd);
	return open_socket(nl, err);
}

static int receive(struct netlink *nl, size_t *ret_len, enum outcome *ret_outcome, struct err *err)
{
	struct iovec iov = {.iov_base = buf_room(&nl->in, RECEIVE_SIZE)};
	struct msghdr msg = {.msg_iov = &iov, .msg_iovlen = 1};
	ssize_t n;

	if (!iov.iov_base)
		return err_no_memory(err);
	iov.iov_len = nl->in.cap - 1;
	do
		n = recvmsg(nl->fd, &msg, 0);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_set(err, errno, "netlink");
	*ret_len = (size_t)n;
	*ret_outcome = msg.msg_flags & MSG_TRUNC ? AGAIN : MORE;
	return *ret_outcome == AGAIN ? start_over(nl, err) : 0;
}

/* One receive: its messages are stored, or end the answer. */
static int take(struct netlink *nl, size_t len, bool is_dump, netlink_keep_fn keep, bool *is_changed,
		enum outcome *ret_outcome, struct err *err)
{
	const struct nlmsghdr *msg = (const void *)nl->in.data;
	size_t left = len;

	*ret_outcome = MORE;
	for (; is_whole(msg, left); msg = next_message(msg, &left)) {
		if (msg->nlmsg_seq != nl->seq)
			continue;
		*is_changed |= (msg->nlmsg_flags & NLM_F_DUMP_INTR) != 0;
		if (msg->nlmsg_type == NLMSG_DONE) {
			*ret_outcome = WHOLE;
			return dump_ended(msg, err);
		}
		if (msg->nlmsg_type == NLMSG_ERROR) {
			*ret_outcome = WHOLE;
			return refused(msg, err);
		}
		if (!keep || keep(payload(msg), NLMSG_PAYLOAD(msg, 0)))
			buf_add(&nl->answer, msg, NLMSG_ALIGN(msg->nlmsg_len));
		if (!is_dump)
			*ret_outcome = WHOLE;
	}
	return nl->answer.failed ? err_no_memory(err) : 0;
}

/* Questions about one thing are answered by a message, changes by an acknowledgement: either ends it. */
static int ask_once(struct netlink *nl, struct netlink_request *req, netlink_keep_fn keep,
		    enum outcome *ret_outcome, struct err *err)
{
	bool is_dump = (req->head.nlmsg_flags & NLM_F_DUMP) == NLM_F_DUMP, is_changed = false;
	size_t len = 0;

	req->head.nlmsg_seq = ++nl->seq;
	buf_reset(&nl->answer);
	if (send(nl->fd, req, req->head.nlmsg_len, 0) < 0)
		return err_set(err, errno, "netlink");
	do {
		if (receive(nl, &len, ret_outcome, err))
			return -1;
		if (*ret_outcome == MORE && take(nl, len, is_dump, keep, &is_changed, ret_outcome, err))
			return -1;
	} while (*ret_outcome == MORE);
	if (is_changed)
		*ret_outcome = AGAIN;
	return 0;
}

int netlink_ask(struct netlink *nl, struct netlink_request *req, netlink_keep_fn keep, netlink_fn fn,
		void *arg, struct err *err)
{
	enum outcome outcome = AGAIN;
	int r = 0;

	if (req->is_full)
		return err_set(err, EMSGSIZE, "netlink");
	for (int tries = 0; outcome == AGAIN; tries++) {
		if (tries == TRIES)
			return err_set(err, EAGAIN, "it changed each of the %d times it was read", TRIES);
		if (ask_once(nl, req, keep, &outcome, err))
			return -1;
	}
	for (size_t at = 0; !r && fn && at < nl->answer.len;) {
		const struct nlmsghdr *msg = (const void *)(nl->answer.data + at);

		r = fn(arg, payload(msg), NLMSG_PAYLOAD(msg, 0), err);
		at += NLMSG_ALIGN(msg->nlmsg_len);
	}
	return r;
}

bool netlink_next(struct netlink_attrs *attrs, struct netlink_attr *ret_attr)
{
	struct nlattr head;
	size_t step;

	if (attrs->left < sizeof(head))
		return false;
	memcpy(&head, attrs->at, sizeof(head));
	if (head.nla_len < NLA_HDRLEN || head.nla_len > attrs->left)
		return false;
	*ret_attr = (struct netlink_attr){.type = head.nla_type & NLA_TYPE_MASK,
					  .data = attrs->at + NLA_HDRLEN,
					  .len = head.nla_len - (size_t)NLA_HDRLEN};
	step = NLA_ALIGN((size_t)head.nla_len);
	step = step < attrs->left ? step : attrs->left;
	attrs->at += step;
	attrs->left -= step;
	return true;
}

uint32_t netlink_u32(const struct netlink_attr *attr)
{
	uint32_t value = 0;

	memcpy(&value, attr->data, attr->len < sizeof(value) ? attr->len : sizeof(value));
	return value;
}

void netlink_text(const struct netlink_attr *attr, char *ret_text, size_t size)
{
	size_t len = strnlen(attr->data, attr->len);

	len = len < size ? len : size - 1;
	memcpy(ret_text, attr->data, len);
	ret_text[len] = '\0';
}
