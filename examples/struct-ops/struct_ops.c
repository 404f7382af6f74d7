/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Registers the congestion control "constant", sends a megabyte a second to itself with it, and prints what
 * it has seen: struct_ops [WINDOW IN PACKETS].
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "struct_ops.skel.h"

static volatile sig_atomic_t is_ended;

static void end(int number)
{
	(void)number;
	is_ended = 1;
}

static int fail(const char *what, int no)
{
	fprintf(stderr, "struct_ops: %s: %s\n", what, strerror(no));
	return 1;
}

struct connection {
	int listener, from, to;
};

static void disconnect(const struct connection *c)
{
	close(c->to);
	close(c->from);
	close(c->listener);
}

/* The two ends of a connection over the loopback device. */
static int connect_self(struct connection *c)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(a);

	c->to = -1;
	c->listener = socket(AF_INET, SOCK_STREAM, 0);
	c->from = socket(AF_INET, SOCK_STREAM, 0);
	if (c->listener < 0 || c->from < 0 ||
	    setsockopt(c->from, IPPROTO_TCP, TCP_CONGESTION, "constant", strlen("constant")) ||
	    bind(c->listener, (struct sockaddr *)&a, len) || listen(c->listener, 1) ||
	    getsockname(c->listener, (struct sockaddr *)&a, &len) ||
	    connect(c->from, (struct sockaddr *)&a, len))
		return -1;
	c->to = accept(c->listener, NULL, NULL);
	return c->to < 0 ? -1 : 0;
}

static int send_megabyte(const struct connection *c)
{
	static char data[16384];

	for (int i = 0; i < 64 && !is_ended; i++)
		if (send(c->from, data, sizeof(data), 0) != (ssize_t)sizeof(data) ||
		    recv(c->to, data, sizeof(data), MSG_WAITALL) != (ssize_t)sizeof(data))
			return -1;
	return 0;
}

static int follow(struct struct_ops_bpf *skel)
{
	struct connection c;
	int code = 0;

	if (connect_self(&c))
		code = fail("cannot connect", errno);
	while (!is_ended && !code) {
		if (send_megabyte(&c) && !is_ended)
			code = fail("cannot send", errno);
		printf("window %u: %llu packets acknowledged, %llu losses\n", skel->data->window,
		       (unsigned long long)skel->bss->acknowledged, (unsigned long long)skel->bss->losses);
		sleep(1);
	}
	disconnect(&c);
	return code;
}

/* libbpf registers the map of a skeleton by itself from version 1.5 on. */
static int run(struct struct_ops_bpf *skel)
{
	struct bpf_link *own = NULL;
	int err = struct_ops_bpf__attach(skel), code;

	if (!err && !skel->links.constant) {
		own = bpf_map__attach_struct_ops(skel->maps.constant);
		err = own ? 0 : -errno;
	}
	code = err ? fail("cannot register the congestion control", -err) : follow(skel);
	bpf_link__destroy(own);
	return code;
}

int main(int argc, char **argv)
{
	struct struct_ops_bpf *skel = struct_ops_bpf__open_and_load();
	int code;

	if (!skel)
		return fail("cannot load the BPF programs", errno);
	if (argc > 1)
		skel->data->window = (unsigned int)strtoul(argv[1], NULL, 10);
	signal(SIGINT, end);
	signal(SIGTERM, end);
	setvbuf(stdout, NULL, _IOLBF, 0);
	code = run(skel);
	struct_ops_bpf__destroy(skel);
	return code;
}
