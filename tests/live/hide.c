/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * hide BPFFS: loads programs and maps that nothing uses (lone_*), that this process only holds (held_*), that
 * are used where nobody can look (hid_*), and that are used elsewhere (used_*); says "ready", and holds them
 * until its input ends. What the kernel cannot make is told of as "skip NAME".
 *
 * No descriptor is left open but those of the places themselves.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/lwtunnel.h>
#include <linux/perf_event.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define INSN(c, d, s, i)                                                \
	{                                                               \
		.code = (c), .dst_reg = (d), .src_reg = (s), .imm = (i) \
	}

static const char *pins;

/* A program that returns 1, and refers to @map if there is one. */
static int load(enum bpf_prog_type type, enum bpf_attach_type attach, const char *name, int map)
{
	const struct bpf_insn insns[] = {
		INSN(BPF_LD | BPF_IMM | BPF_DW, 1, map < 0 ? 0 : BPF_PSEUDO_MAP_FD, map < 0 ? 0 : map),
		INSN(0, 0, 0, 0),
		INSN(BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 1),
		INSN(BPF_JMP | BPF_EXIT, 0, 0, 0),
	};
	LIBBPF_OPTS(bpf_prog_load_opts, opts, .expected_attach_type = attach);
	int fd = bpf_prog_load(type, name, "GPL", insns, sizeof(insns) / sizeof(insns[0]), &opts);

	if (fd < 0)
		printf("skip %s: %s\n", name, strerror(errno));
	return fd;
}

static int array(const char *name, enum bpf_map_type type, uint32_t flags, int inner)
{
	LIBBPF_OPTS(bpf_map_create_opts, opts, .map_flags = flags,
		    .inner_map_fd = inner < 0 ? 0 : (uint32_t)inner);
	int fd = bpf_map_create(type, name, 4, 4, 4, &opts);

	if (fd < 0)
		printf("skip %s: %s\n", name, strerror(errno));
	return fd;
}

static void put(int map, uint32_t key, int fd)
{
	if (bpf_map_update_elem(map, &key, &fd, 0))
		perror("putting an element");
}

static void pin(int fd, const char *folder, const char *name)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (fd >= 0 && bpf_obj_pin(fd, path))
		perror(path);
}

/* A program with a map, both of which only a pin keeps; a pin of two names; maps in a map; tail calls. */
static void make_lone(void)
{
	int map = array("lone_map", BPF_MAP_TYPE_ARRAY, 0, -1);
	int prog = load(BPF_PROG_TYPE_XDP, 0, "lone_prog", map);
	int twice = array("lone_twice", BPF_MAP_TYPE_ARRAY, 0, -1);
	int inner = array("lone_inner", BPF_MAP_TYPE_ARRAY, 0, -1);
	int outer = array("lone_outer", BPF_MAP_TYPE_ARRAY_OF_MAPS, 0, inner);
	int jumps = array("lone_jumps", BPF_MAP_TYPE_PROG_ARRAY, 0, -1);
	int tail = load(BPF_PROG_TYPE_XDP, 0, "lone_tail", -1);
	char from[512], to[512];

	pin(prog, pins, "lone_prog");
	pin(twice, pins, "lone_twice");
	snprintf(from, sizeof(from), "%s/lone_twice", pins);
	snprintf(to, sizeof(to), "%s/lone_again", pins);
	if (link(from, to))
		perror(to);
	pin(outer, pins, "lone_outer");
	pin(jumps, pins, "lone_jumps");
	put(outer, 0, inner);
	put(jumps, 2, tail);
	/* The first descriptors of all. */
	for (int fd = map; fd <= tail; fd++)
		close(fd);
}

/* A link whose network namespace ends: one made for it, as the device "lo" outside may have a program
 * already. */
static void make_lone_link(void)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts);
	int outside = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	int prog = load(BPF_PROG_TYPE_XDP, BPF_XDP, "lone_linked", -1), linked;

	linked =
		unshare(CLONE_NEWNET) ? -1 : bpf_link_create(prog, (int)if_nametoindex("lo"), BPF_XDP, &opts);
	if (linked < 0) {
		printf("skip lone_linked: %s\n", strerror(errno));
	} else {
		pin(linked, pins, "lone_link");
		bpf_link_detach(linked);
	}
	setns(outside, CLONE_NEWNET);
	close(outside);
	close(linked);
	close(prog);
}

/* Shared with the child, which is one reference. */
static void make_held(void)
{
	int map = array("held_map", BPF_MAP_TYPE_ARRAY, 0, -1);

	load(BPF_PROG_TYPE_XDP, 0, "held_prog", map);
	dup(map);
	close(load(BPF_PROG_TYPE_SOCKET_FILTER, 0, "never", -1));
}

/* The place alone keeps it, or a pin as well. */
static void hide_filter(const char *name, int option, bool is_pinned)
{
	int prog = load(BPF_PROG_TYPE_SOCKET_FILTER, 0, name, -1), one = 1;
	int sock = socket(AF_INET, SOCK_DGRAM, 0);

	if (setsockopt(sock, SOL_SOCKET, SO_REUSEPORT, &one, sizeof(one)) ||
	    (option == SO_ATTACH_REUSEPORT_EBPF &&
	     bind(sock, (const struct sockaddr *)&(const struct sockaddr_in){.sin_family = AF_INET},
		  sizeof(struct sockaddr_in))) ||
	    setsockopt(sock, SOL_SOCKET, option, &prog, sizeof(prog)))
		printf("skip %s: %s\n", name, strerror(errno));
	if (is_pinned)
		pin(prog, pins, name);
	close(prog);
}

/* Memory is mapped, the descriptor is closed. */
static void hide_memory(void)
{
	int map = array("hid_memory", BPF_MAP_TYPE_ARRAY, BPF_F_MMAPABLE, -1);

	if (map >= 0 && mmap(NULL, 4096, PROT_READ, MAP_SHARED, map, 0) == MAP_FAILED)
		perror("mmap");
	pin(map, pins, "hid_memory");
	close(map);
}

/* On its way between two sockets. */
static void hide_message(void)
{
	char control[CMSG_SPACE(sizeof(int))] = {0}, byte = 0;
	struct iovec text = {&byte, 1};
	struct msghdr message = {.msg_iov = &text,
				 .msg_iovlen = 1,
				 .msg_control = control,
				 .msg_controllen = sizeof(control)};
	struct cmsghdr *c = CMSG_FIRSTHDR(&message);
	int prog = load(BPF_PROG_TYPE_XDP, 0, "hid_message", -1), ends[2];

	if (socketpair(AF_UNIX, SOCK_DGRAM, 0, ends))
		return;
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	memcpy(CMSG_DATA(c), &prog, sizeof(prog));
	if (sendmsg(ends[0], &message, 0) < 0)
		perror("sendmsg");
	close(prog);
}

struct route {
	struct nlmsghdr head;
	struct rtmsg route;
	char attrs[256];
};

static struct rtattr *add_attr(struct route *m, uint16_t type, const void *data, size_t len)
{
	struct rtattr *at = (struct rtattr *)(void *)((char *)m + NLMSG_ALIGN(m->head.nlmsg_len));

	at->rta_type = type;
	at->rta_len = (uint16_t)RTA_LENGTH(len);
	if (len)
		memcpy(RTA_DATA(at), data, len);
	m->head.nlmsg_len = (uint32_t)(NLMSG_ALIGN(m->head.nlmsg_len) + RTA_ALIGN(at->rta_len));
	return at;
}

static void end_attr(const struct route *m, struct rtattr *at)
{
	at->rta_len = (uint16_t)((const char *)m + m->head.nlmsg_len - (char *)at);
}

/* A route of the loopback device. */
static void hide_route(void)
{
	struct route m = {
		.head = {.nlmsg_len = NLMSG_LENGTH(sizeof(struct rtmsg)),
			 .nlmsg_type = RTM_NEWROUTE,
			 .nlmsg_flags = NLM_F_REQUEST | NLM_F_CREATE | NLM_F_REPLACE | NLM_F_ACK},
		.route = {.rtm_family = AF_INET,
			  .rtm_dst_len = 32,
			  .rtm_table = RT_TABLE_MAIN,
			  .rtm_protocol = RTPROT_BOOT,
			  .rtm_scope = RT_SCOPE_LINK,
			  .rtm_type = RTN_UNICAST},
	};
	const unsigned char to[] = {198, 51, 100, 7};
	const uint16_t kind = LWTUNNEL_ENCAP_BPF;
	const uint32_t loopback = if_nametoindex("lo");
	struct ifreq up = {.ifr_name = "lo", .ifr_flags = IFF_UP};
	int prog = load(BPF_PROG_TYPE_LWT_XMIT, 0, "hid_route", -1);
	int sock = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
		char rest[512];
	} reply = {.error.error = -EIO};
	struct rtattr *encap, *out;

	ioctl(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), SIOCSIFFLAGS, &up);
	add_attr(&m, RTA_DST, to, sizeof(to));
	add_attr(&m, RTA_OIF, &loopback, sizeof(loopback));
	add_attr(&m, RTA_ENCAP_TYPE, &kind, sizeof(kind));
	encap = add_attr(&m, RTA_ENCAP, NULL, 0);
	out = add_attr(&m, LWT_BPF_XMIT | NLA_F_NESTED, NULL, 0);
	add_attr(&m, LWT_BPF_PROG_FD, &prog, sizeof(prog));
	add_attr(&m, LWT_BPF_PROG_NAME, "hidden", sizeof("hidden"));
	end_attr(&m, out);
	end_attr(&m, encap);
	if (send(sock, &m, m.head.nlmsg_len, 0) < 0 || recv(sock, &reply, sizeof(reply), 0) < 0 ||
	    reply.error.error)
		printf("skip hid_route: %s\n", strerror(-reply.error.error));
	close(sock);
	close(prog);
}

/* A child that does its part and stays. */
static void stay(void (*part)(void))
{
	const pid_t parent = getpid();
	int done[2];
	char byte;

	if (pipe2(done, O_CLOEXEC))
		return;
	if (fork()) {
		close(done[1]);
		if (read(done[0], &byte, 1) < 0)
			perror("read");
		close(done[0]);
		return;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	part();
	fflush(stdout);
	close(0);
	close(1);
	close(done[0]);
	close(done[1]);
	for (;;)
		pause();
}

/* A pin in a bpffs that only this process sees. */
static void hide_pin(void)
{
	int prog = load(BPF_PROG_TYPE_XDP, 0, "hid_pin", -1);

	if (unshare(CLONE_NEWNS) || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("bpf", pins, "bpf", 0, NULL))
		printf("skip hid_pin: %s\n", strerror(errno));
	else
		pin(prog, pins, "hid_pin");
	close(prog);
}

/* A filter of the loopback device of another network namespace. */
static void use_netns(void)
{
	int prog = load(BPF_PROG_TYPE_SCHED_CLS, 0, "used_netns", -1);

	if (unshare(CLONE_NEWNET)) {
		printf("skip used_netns: %s\n", strerror(errno));
	} else {
		LIBBPF_OPTS(bpf_tc_hook, hook, .ifindex = 1, .attach_point = BPF_TC_INGRESS);
		LIBBPF_OPTS(bpf_tc_opts, opts, .prog_fd = prog);

		if (bpf_tc_hook_create(&hook) || bpf_tc_attach(&hook, &opts))
			printf("skip used_netns: %s\n", strerror(errno));
	}
	close(prog);
}

static void use_link(int prog, const char *name)
{
	int linked = bpf_raw_tracepoint_open("sched_process_exit", prog);

	if (linked < 0)
		printf("skip %s: %s\n", name, strerror(errno));
	pin(linked, pins, name);
	close(linked);
	close(prog);
}

/* Links that only pins keep, and all that their programs refer to. */
static void use_links(void)
{
	int inner = array("used_inner", BPF_MAP_TYPE_ARRAY, 0, -1);
	int outer = array("used_outer", BPF_MAP_TYPE_ARRAY_OF_MAPS, 0, inner);
	int jumps = array("used_jumps", BPF_MAP_TYPE_PROG_ARRAY, 0, -1);
	int tail = load(BPF_PROG_TYPE_RAW_TRACEPOINT, 0, "used_tail", -1);

	put(outer, 1, inner);
	put(jumps, 3, tail);
	pin(jumps, pins, "used_jumps");
	use_link(load(BPF_PROG_TYPE_RAW_TRACEPOINT, 0, "used_prog", outer), "used_link");
	use_link(load(BPF_PROG_TYPE_RAW_TRACEPOINT, 0, "used_jump", jumps), "used_too");
	close(inner);
	close(outer);
	close(jumps);
	close(tail);
}

/* The kernel does not tell which program an event has that is not a trace point. */
static void hide_event(void)
{
	struct perf_event_attr attr = {.type = PERF_TYPE_SOFTWARE,
				       .size = sizeof(attr),
				       .config = PERF_COUNT_SW_CPU_CLOCK,
				       .sample_period = 1000000000,
				       .disabled = 1};
	int prog = load(BPF_PROG_TYPE_PERF_EVENT, 0, "hid_event", -1);
	int event = (int)syscall(__NR_perf_event_open, &attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);

	if (event < 0 || ioctl(event, PERF_EVENT_IOC_SET_BPF, prog))
		printf("skip hid_event: %s\n", strerror(errno));
	close(prog);
}

int main(int argc, char **argv)
{
	char byte;

	if (argc != 2) {
		fputs("usage: hide BPFFS\n", stderr);
		return 2;
	}
	pins = argv[1];
	libbpf_set_print(NULL);
	setvbuf(stdout, NULL, _IOLBF, 0);
	make_lone();
	make_lone_link();
	hide_filter("hid_socket", SO_ATTACH_BPF, false);
	hide_filter("hid_pinned", SO_ATTACH_BPF, true);
	hide_filter("hid_reuse", SO_ATTACH_REUSEPORT_EBPF, false);
	hide_memory();
	hide_message();
	hide_route();
	use_links();
	hide_event();
	make_held();
	stay(hide_pin);
	stay(use_netns);
	puts("ready");
	while (read(0, &byte, 1) > 0)
		;
	return 0;
}
