/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Every link type, also those that few kernels can make: an info struct filled by hand, and what text and
 * JSON say of it. Behind the first keys of the JSON, the same in all, stands only what the type adds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "linkshow/linkshow.h"
#include "linkshow/rows.h"
#include "tests/unit/stub_kern.h"

static int failures;

struct link_case {
	const char *name;
	struct uapi_link_info info;
	uint32_t len; /* 0: all of it */
	const char *text, *json;
};

struct printed {
	struct kern *k;
	const struct link_case *c;
	struct holders *holders;
};

static void print_link(struct out *o, const void *arg)
{
	const struct printed *p = arg;
	const uint32_t len = p->c->len ? p->c->len : sizeof(p->c->info);
	const struct link_rec rec = {.head = {len, p->c->info.id, p->k, p->holders}, .info = p->c->info};

	record_print(o, &link_record, &rec);
}

static void compare(const char *name, const char *got, const char *expected)
{
	if (got && !strcmp(got, expected))
		return;
	failures++;
	printf("not ok link %s\nexpected: %sgot: %s", name, expected, got ? got : "nothing\n");
}

/* The member depends on the type alone: transcripts of whole listings have it. */
static void cut_detachable(char *json)
{
	char *at = json ? strstr(json, ",\"detachable\":") : NULL;
	char *end = at ? strpbrk(at + 1, ",}") : NULL;

	if (end)
		memmove(at, end, strlen(end) + 1);
}

static void check_case(struct kern *k, const struct link_case *c)
{
	struct holders holders = {.k = k, .owners.is_complete = true};
	const struct printed p = {k, c, &holders};
	char *text = stub_capture(OUT_TEXT, print_link, &p);
	char *json = stub_capture(OUT_JSON, print_link, &p);

	compare(c->name, text, c->text);
	cut_detachable(json);
	compare(c->name, json, c->json);
	free(text);
	free(json);
}

#define PTR(p)           ((uintptr_t)(p))
#define HEAD(link_type)  .id = 5, .prog_id = 77, .type = (link_type)
#define JSON(type, more) "{\"id\":5,\"type\":\"" type "\",\"prog_id\":77" more "}\n"
#define LEN(member)      offsetof(struct uapi_link_info, member)

static const uint32_t traced_ids[] = {STUB_KERNEL_FUNC, 99};
static const uint64_t traced_addrs[] = {0x1000, 0}, traced_cookies[] = {11, 0};

static const struct link_case plain_cases[] = {
	{"tracing_multi",
	 {HEAD(UAPI_LINK_TRACING_MULTI), .tracing_multi = {.attach_type = 59,
							   .count = 2,
							   .btf_obj_id = STUB_BTF_VMLINUX,
							   .ids = PTR(traced_ids),
							   .addrs = PTR(traced_addrs),
							   .cookies = PTR(traced_cookies)}},
	 .text = "5: tracing_multi  prog 77\n\tattach_type trace_fentry_multi  func_cnt 2  btf_obj_id 1\n"
		 "\taddr             cookie           btf_id   func\n"
		 "\t1000             b                6        do_unlinkat\n"
		 "\t0                0                99       (unknown)\n",
	 .json = JSON(
		 "tracing_multi",
		 ",\"attach_type\":\"trace_fentry_multi\",\"func_cnt\":2,\"btf_obj_id\":1,\"funcs\":["
		 "{\"addr\":4096,\"addr_hex\":\"0x1000\",\"cookie\":11,\"btf_id\":6,\"func\":\"do_unlinkat\"},"
		 "{\"addr\":0,\"addr_hex\":\"0x0\",\"cookie\":0,\"btf_id\":99,\"func\":\"(unknown)\"}]")},
	{"raw_tracepoint",
	 {HEAD(UAPI_LINK_RAW_TRACEPOINT),
	  .raw_tracepoint = {.tp_name = PTR("sched_switch"), .tp_name_len = 13, .cookie = 9}},
	 .text = "5: raw_tracepoint  prog 77\n\ttp 'sched_switch'  cookie 9\n",
	 .json = JSON("raw_tracepoint", ",\"tp_name\":\"sched_switch\",\"cookie\":9")},
	{"raw_tracepoint without a cookie",
	 {HEAD(UAPI_LINK_RAW_TRACEPOINT), .raw_tracepoint = {.tp_name = PTR("a'b\n"), .tp_name_len = 5}},
	 .text = "5: raw_tracepoint  prog 77\n\ttp 'a'b\\n'\n",
	 .json = JSON("raw_tracepoint", ",\"tp_name\":\"a'b\\n\",\"cookie\":0")},
	{"raw_tracepoint of a kernel without cookies",
	 {HEAD(UAPI_LINK_RAW_TRACEPOINT), .raw_tracepoint = {.tp_name = PTR("sys_exit"), .cookie = 9}},
	 .len = LEN(raw_tracepoint.cookie),
	 .text = "5: raw_tracepoint  prog 77\n\ttp 'sys_exit'\n",
	 .json = JSON("raw_tracepoint", ",\"tp_name\":\"sys_exit\"")},
	{"cgroup",
	 {HEAD(UAPI_LINK_CGROUP), .cgroup = {.cgroup_id = STUB_CGROUP, .attach_type = 1}},
	 .text = "5: cgroup  prog 77\n\tcgroup_id 4242  attach_type cgroup_inet_egress\n"
		 "\tcgroup_path /sys/fs/cgroup/web\n",
	 .json = JSON("cgroup", ",\"cgroup_id\":4242,\"attach_type\":\"cgroup_inet_egress\","
				"\"cgroup_path\":\"/sys/fs/cgroup/web\"")},
	{"cgroup that is gone",
	 {HEAD(UAPI_LINK_CGROUP), .cgroup = {.cgroup_id = 0, .attach_type = 6}},
	 .text = "5: cgroup  prog 77\n\tcgroup_id 0  attach_type cgroup_device\n\tcgroup_path (detached)\n",
	 .json = JSON("cgroup", ",\"cgroup_id\":0,\"attach_type\":\"cgroup_device\","
				"\"cgroup_path\":\"(detached)\"")},
	{"cgroup that cannot be found, hook without a name",
	 {HEAD(UAPI_LINK_CGROUP), .cgroup = {.cgroup_id = 1, .attach_type = 999}},
	 .text = "5: cgroup  prog 77\n\tcgroup_id 1  attach_type 999\n\tcgroup_path (unknown)\n",
	 .json = JSON("cgroup", ",\"cgroup_id\":1,\"attach_type\":999,\"cgroup_path\":\"(unknown)\"")},
	{"cgroup with a security hook",
	 {.id = 5,
	  .prog_id = STUB_PROG_LSM,
	  .type = UAPI_LINK_CGROUP,
	  .cgroup = {.cgroup_id = STUB_CGROUP, .attach_type = 43}},
	 .text = "5: cgroup  prog 12\n\tcgroup_id 4242  attach_type lsm_cgroup  target_func do_unlinkat\n"
		 "\tcgroup_path /sys/fs/cgroup/web\n",
	 .json = "{\"id\":5,\"type\":\"cgroup\",\"prog_id\":12,\"cgroup_id\":4242,\"attach_type\":\"lsm_"
		 "cgroup\","
		 "\"target_func\":\"do_unlinkat\",\"cgroup_path\":\"/sys/fs/cgroup/web\"}\n"},
	{"iter",
	 {HEAD(UAPI_LINK_ITER), .iter = {.target_name = PTR("tcp"), .map_id = 9, .task.pid = 9}},
	 .text = "5: iter  prog 77  target_name tcp\n",
	 .json = JSON("iter", ",\"target_name\":\"tcp\"")},
	{"iter over a map",
	 {HEAD(UAPI_LINK_ITER), .iter = {.target_name = PTR("bpf_map_elem"), .map_id = STUB_MAP}},
	 .text = "5: iter  prog 77  target_name bpf_map_elem  map_id 20  map_name socks\n",
	 .json = JSON("iter", ",\"target_name\":\"bpf_map_elem\",\"map_id\":20,\"map_name\":\"socks\"")},
	{"iter over a process",
	 {HEAD(UAPI_LINK_ITER), .iter = {.target_name = PTR("task_file"), .task.pid = 5037}},
	 .text = "5: iter  prog 77  target_name task_file  pid 5037\n",
	 .json = JSON("iter", ",\"target_name\":\"task_file\",\"pid\":5037")},
	{"iter over a thread",
	 {HEAD(UAPI_LINK_ITER), .iter = {.target_name = PTR("task"), .task.tid = 5038}},
	 .text = "5: iter  prog 77  target_name task  tid 5038\n",
	 .json = JSON("iter", ",\"target_name\":\"task\",\"tid\":5038")},
	{"iter over cgroups",
	 {HEAD(UAPI_LINK_ITER),
	  .iter = {.target_name = PTR("cgroup"), .cgroup = {.cgroup_id = STUB_CGROUP, .order = 2}}},
	 .text = "5: iter  prog 77  target_name cgroup  cgroup_id 4242  order descendants_pre\n"
		 "\tcgroup_path /sys/fs/cgroup/web\n",
	 .json = JSON("iter", ",\"target_name\":\"cgroup\",\"cgroup_id\":4242,\"order\":\"descendants_pre\","
			      "\"cgroup_path\":\"/sys/fs/cgroup/web\"")},
	{"netns",
	 {HEAD(UAPI_LINK_NETNS), .netns = {.netns_ino = 4026531840, .attach_type = 36}},
	 .text = "5: netns  prog 77\n\tnetns_ino 4026531840  attach_type sk_lookup\n",
	 .json = JSON("netns", ",\"netns_ino\":4026531840,\"attach_type\":\"sk_lookup\"")},
	{"xdp",
	 {HEAD(UAPI_LINK_XDP), .dev = {.ifindex = STUB_IFINDEX}},
	 .text = "5: xdp  prog 77\n\tifindex veth0(3)\n",
	 .json = JSON("xdp", ",\"devname\":\"veth0\",\"ifindex\":3")},
	{"xdp on a device that is gone",
	 {HEAD(UAPI_LINK_XDP)},
	 .text = "5: xdp  prog 77\n\tifindex (detached)\n",
	 .json = JSON("xdp", ",\"devname\":\"(detached)\",\"ifindex\":0")},
	{"tcx on a device elsewhere",
	 {HEAD(UAPI_LINK_TCX), .dev = {.ifindex = 8, .attach_type = 46}},
	 .text = "5: tcx  prog 77\n\tifindex (unknown)(8)  attach_type tcx_ingress\n",
	 .json = JSON("tcx", ",\"devname\":\"(unknown)\",\"ifindex\":8,\"attach_type\":\"tcx_ingress\"")},
	{"netkit",
	 {HEAD(UAPI_LINK_NETKIT), .dev = {.ifindex = STUB_IFINDEX, .attach_type = 55}},
	 .text = "5: netkit  prog 77\n\tifindex veth0(3)  attach_type netkit_peer\n",
	 .json = JSON("netkit", ",\"devname\":\"veth0\",\"ifindex\":3,\"attach_type\":\"netkit_peer\"")},
	{"sockmap",
	 {HEAD(UAPI_LINK_SOCKMAP), .map = {.map_id = STUB_MAP, .attach_type = 7}},
	 .text = "5: sockmap  prog 77\n\tmap_id 20  attach_type sk_msg_verdict  map_name socks\n",
	 .json = JSON("sockmap", ",\"map_id\":20,\"attach_type\":\"sk_msg_verdict\",\"map_name\":\"socks\"")},
	{"struct_ops",
	 {.id = 5, .type = UAPI_LINK_STRUCT_OPS, .map = {.map_id = STUB_MAP_LONG}},
	 .text = "5: struct_ops  map 21  map_name a_name_of_fifte\n",
	 .json = "{\"id\":5,\"type\":\"struct_ops\",\"prog_id\":0,\"map_id\":21,"
		 "\"map_name\":\"a_name_of_fifte\"}\n"},
	{"struct_ops after its map",
	 {.id = 5, .type = UAPI_LINK_STRUCT_OPS},
	 .text = "5: struct_ops  map 0\n",
	 .json = "{\"id\":5,\"type\":\"struct_ops\",\"prog_id\":0,\"map_id\":0}\n"},
	{"netfilter",
	 {HEAD(UAPI_LINK_NETFILTER), .netfilter = {.pf = 10, .hooknum = 4, .priority = -10}},
	 .text = "5: netfilter  prog 77\n\tip6 postrouting prio -10\n",
	 .json = JSON("netfilter", ",\"pf\":10,\"pf_name\":\"ip6\",\"hook\":4,\"hook_name\":\"postrouting\","
				   "\"prio\":-10,\"flags\":0")},
	{"netfilter with flags",
	 {HEAD(UAPI_LINK_NETFILTER), .netfilter = {.pf = 3, .hooknum = 1, .priority = 7, .flags = 3}},
	 .text = "5: netfilter  prog 77\n\tarp output prio 7 flags 0x3 ip_defrag,0x2\n",
	 .json = JSON("netfilter", ",\"pf\":3,\"pf_name\":\"arp\",\"hook\":1,\"hook_name\":\"output\","
				   "\"prio\":7,\"flags\":3,\"flag_names\":[\"ip_defrag\",\"0x2\"]")},
	{"netfilter without names",
	 {HEAD(UAPI_LINK_NETFILTER), .netfilter = {.pf = 4, .hooknum = 9}},
	 .text = "5: netfilter  prog 77\n\tpf_name 4 hook_name 9 prio 0\n",
	 .json = JSON("netfilter",
		      ",\"pf\":4,\"pf_name\":4,\"hook\":9,\"hook_name\":9,\"prio\":0,\"flags\":0")},
	{"netfilter far out",
	 {HEAD(UAPI_LINK_NETFILTER), .netfilter = {.pf = 4000000000, .hooknum = 4000000000}},
	 .text = "5: netfilter  prog 77\n\tpf_name 4000000000 hook_name 4000000000 prio 0\n",
	 .json = JSON("netfilter", ",\"pf\":4000000000,\"pf_name\":4000000000,\"hook\":4000000000,"
				   "\"hook_name\":4000000000,\"prio\":0,\"flags\":0")},
	{"a type that only the kernel has a name for",
	 {HEAD(16)},
	 .text = "5: from_tomorrow_0  prog 77\n",
	 .json = JSON("from_tomorrow_0", "")},
	{"a type without a name",
	 {HEAD(99)},
	 .text = "5: type 99  prog 77\n",
	 .json = "{\"id\":5,\"type\":99,\"prog_id\":77}\n"},
	{"a kernel that tells only the head",
	 {HEAD(UAPI_LINK_XDP), .dev = {.ifindex = STUB_IFINDEX}},
	 .len = LEN(dev),
	 .text = "5: xdp  prog 77\n",
	 .json = JSON("xdp", "")},
};

#define PERF(...)             .perf = {__VA_ARGS__}
#define PERF_JSON(kind, more) JSON("perf_event", ",\"perf_type\":\"" kind "\"," more)

static const struct link_case perf_cases[] = {
	{"perf tracepoint",
	 {HEAD(UAPI_LINK_PERF_EVENT),
	  PERF(.type = UAPI_PERF_TRACEPOINT, .tracepoint = {.name = PTR("sys_enter_read"), .cookie = 4})},
	 .text = "5: perf_event  prog 77\n\ttracepoint sys_enter_read  cookie 4\n",
	 .json = PERF_JSON("tracepoint", "\"tracepoint\":\"sys_enter_read\",\"cookie\":4")},
	{"perf uprobe",
	 {HEAD(UAPI_LINK_PERF_EVENT),
	  PERF(.type = UAPI_PERF_UPROBE,
	       .uprobe = {.name = PTR("/bin/bash"), .offset = 0xc6c20, .cookie = 3})},
	 .text = "5: perf_event  prog 77\n\tuprobe /bin/bash+0xc6c20  cookie 3\n",
	 .json = PERF_JSON("uprobe",
			   "\"retprobe\":false,\"file\":\"/bin/bash\",\"offset\":814112,\"cookie\":3,"
			   "\"ref_ctr_offset\":0")},
	{"perf uretprobe with a counter, no cookie",
	 {HEAD(UAPI_LINK_PERF_EVENT),
	  PERF(.type = UAPI_PERF_URETPROBE,
	       .uprobe = {.name = PTR("/bin/a b"), .offset = 16, .ref_ctr_offset = 255})},
	 .text = "5: perf_event  prog 77\n\turetprobe /bin/a b+0x10  ref_ctr_offset 0xff\n",
	 .json = PERF_JSON("uretprobe", "\"retprobe\":true,\"file\":\"/bin/a b\",\"offset\":16,\"cookie\":0,"
					"\"ref_ctr_offset\":255")},
	{"perf kprobe",
	 {HEAD(UAPI_LINK_PERF_EVENT), PERF(.type = UAPI_PERF_KPROBE, .kprobe = {.name = PTR("vfs_read"),
										.offset = 8,
										.addr = 0xffffffff81000108,
										.missed = 2,
										.cookie = 1})},
	 .text = "5: perf_event  prog 77\n\tkprobe ffffffff81000108 vfs_read+0x8  missed 2  cookie 1\n",
	 .json = PERF_JSON(
		 "kprobe",
		 "\"retprobe\":false,\"addr\":18446744071578845448,\"addr_hex\":\"0xffffffff81000108\",\"func\":\"vfs_read\","
		 "\"offset\":8,\"missed\":2,\"cookie\":1")},
	{"perf kretprobe on an address",
	 {HEAD(UAPI_LINK_PERF_EVENT),
	  PERF(.type = UAPI_PERF_KRETPROBE, .kprobe = {.addr = 0xffffffff81000000})},
	 .text = "5: perf_event  prog 77\n\tkretprobe ffffffff81000000 do_unlinkat\n",
	 .json = PERF_JSON(
		 "kretprobe",
		 "\"retprobe\":true,\"addr\":18446744071578845184,\"addr_hex\":\"0xffffffff81000000\","
		 "\"func\":\"do_unlinkat\",\"offset\":0,\"missed\":0,\"cookie\":0")},
	{"perf kprobe where addresses are hidden",
	 {HEAD(UAPI_LINK_PERF_EVENT), PERF(.type = UAPI_PERF_KPROBE, .kprobe = {.name = PTR("")})},
	 .text = "5: perf_event  prog 77\n\tkprobe (unknown)\n",
	 .json = PERF_JSON(
		 "kprobe",
		 "\"retprobe\":false,\"addr\":0,\"addr_hex\":\"0x0\",\"func\":\"(unknown)\",\"offset\":0,"
		 "\"missed\":0,\"cookie\":0")},
	{"perf software event",
	 {HEAD(UAPI_LINK_PERF_EVENT), PERF(.type = UAPI_PERF_EVENT, .event = {.type = 1, .config = 2})},
	 .text = "5: perf_event  prog 77\n\tevent software:page-faults\n",
	 .json = PERF_JSON("event",
			   "\"event_type\":\"software\",\"event_config\":\"page-faults\",\"cookie\":0")},
	{"perf hardware event without a name",
	 {HEAD(UAPI_LINK_PERF_EVENT),
	  PERF(.type = UAPI_PERF_EVENT, .event = {.type = 0, .config = 0x100000001, .cookie = 6})},
	 .text = "5: perf_event  prog 77\n\tevent hardware:4294967297  cookie 6\n",
	 .json = PERF_JSON("event", "\"event_type\":\"hardware\",\"event_config\":4294967297,\"cookie\":6")},
	{"perf cache event",
	 {HEAD(UAPI_LINK_PERF_EVENT), PERF(.type = UAPI_PERF_EVENT, .event = {.type = 3, .config = 0x10002})},
	 .text = "5: perf_event  prog 77\n\tevent hw-cache:LLC-load-misses\n",
	 .json = PERF_JSON("event", "\"event_type\":\"hw-cache\",\"event_config\":\"LLC-load-misses\","
				    "\"cookie\":0")},
	{"perf cache event in parts without names",
	 {HEAD(UAPI_LINK_PERF_EVENT),
	  PERF(.type = UAPI_PERF_EVENT, .event = {.type = 3, .config = 0xff0109})},
	 .text = "5: perf_event  prog 77\n\tevent hw-cache:9-store-255\n",
	 .json = PERF_JSON("event", "\"event_type\":\"hw-cache\",\"event_config\":\"9-store-255\","
				    "\"cookie\":0")},
	{"perf event of another source",
	 {HEAD(UAPI_LINK_PERF_EVENT), PERF(.type = UAPI_PERF_EVENT, .event = {.type = 6, .config = 0})},
	 .text = "5: perf_event  prog 77\n\tevent 6:0\n",
	 .json = PERF_JSON("event", "\"event_type\":6,\"event_config\":0,\"cookie\":0")},
	{"perf event of a kernel that does not tell",
	 {HEAD(UAPI_LINK_PERF_EVENT)},
	 .text = "5: perf_event  prog 77\n",
	 .json = JSON("perf_event", "")},
	{"perf event of a kind without a name",
	 {HEAD(UAPI_LINK_PERF_EVENT), PERF(.type = 50)},
	 .text = "5: perf_event  prog 77\n",
	 .json = JSON("perf_event", ",\"perf_type\":50")},
};

static const uint64_t addrs[] = {0xffffffffc0000000, 0xffffffff81000000, 0xffffffff81000100, 0x1000};
static const uint64_t cookies[] = {1, 2, 0xffffffffffffffff, 4};
static const uint64_t offsets[] = {0xc6c20, 0};
static const uint64_t counters[] = {0, 0x123456789abcdef0};

static const struct link_case multi_cases[] = {
	{"kprobe_multi",
	 {HEAD(UAPI_LINK_KPROBE_MULTI),
	  .kprobe_multi = {.addrs = PTR(addrs), .count = 4, .missed = 3, .cookies = PTR(cookies)}},
	 .text = "5: kprobe_multi  prog 77\n"
		 "\tkprobe.multi  func_cnt 4  missed 3\n"
		 "\taddr             cookie           func [module]\n"
		 "\t1000             4                (unknown)\n"
		 "\tffffffff81000000 2                do_unlinkat\n"
		 "\tffffffff81000100 ffffffffffffffff vfs_read\n"
		 "\tffffffffc0000000 1                nf_nat_in [nf_nat]\n",
	 .json = JSON(
		 "kprobe_multi",
		 ",\"retprobe\":false,\"func_cnt\":4,\"missed\":3,\"flags\":0,\"funcs\":["
		 "{\"addr\":4096,\"addr_hex\":\"0x1000\",\"func\":\"(unknown)\",\"module\":null,\"cookie\":4},"
		 "{\"addr\":18446744071578845184,\"addr_hex\":\"0xffffffff81000000\",\"func\":\"do_unlinkat\",\"module\":null,\"cookie\":2},"
		 "{\"addr\":18446744071578845440,\"addr_hex\":\"0xffffffff81000100\",\"func\":\"vfs_read\",\"module\":null,"
		 "\"cookie\":18446744073709551615},"
		 "{\"addr\":18446744072635809792,\"addr_hex\":\"0xffffffffc0000000\",\"func\":\"nf_nat_in\",\"module\":\"nf_nat\","
		 "\"cookie\":1}]")},
	{"kprobe_multi without arrays",
	 {HEAD(UAPI_LINK_KPROBE_MULTI), .kprobe_multi = {.count = 4, .flags = 1}},
	 .text = "5: kprobe_multi  prog 77\n\tkretprobe.multi  func_cnt 4\n",
	 .json = JSON("kprobe_multi",
		      ",\"retprobe\":true,\"func_cnt\":4,\"missed\":0,\"flags\":1,\"funcs\":[]")},
	{"kprobe_multi without cookies",
	 {HEAD(UAPI_LINK_KPROBE_MULTI), .kprobe_multi = {.addrs = PTR(addrs + 1), .count = 1}},
	 .text = "5: kprobe_multi  prog 77\n"
		 "\tkprobe.multi  func_cnt 1\n"
		 "\taddr             cookie           func [module]\n"
		 "\tffffffff81000000 0                do_unlinkat\n",
	 .json = JSON(
		 "kprobe_multi",
		 ",\"retprobe\":false,\"func_cnt\":1,\"missed\":0,\"flags\":0,\"funcs\":["
		 "{\"addr\":18446744071578845184,\"addr_hex\":\"0xffffffff81000000\",\"func\":\"do_unlinkat\",\"module\":null,\"cookie\":0}]")},
	{"uprobe_multi",
	 {HEAD(UAPI_LINK_UPROBE_MULTI), .uprobe_multi = {.path = PTR("/bin/bash"),
							 .offsets = PTR(offsets),
							 .count = 2,
							 .flags = 1,
							 .ref_ctr_offsets = PTR(counters),
							 .cookies = PTR(cookies + 1),
							 .pid = 8}},
	 .text = "5: uprobe_multi  prog 77\n"
		 "\turetprobe.multi  path /bin/bash  func_cnt 2  pid 8\n"
		 "\toffset             ref_ctr_offset     cookies\n"
		 "\t0xc6c20            0x0                0x2\n"
		 "\t0x0                0x123456789abcdef0 0xffffffffffffffff\n",
	 .json = JSON(
		 "uprobe_multi",
		 ",\"retprobe\":true,\"path\":\"/bin/bash\",\"func_cnt\":2,\"pid\":8,\"flags\":1,\"funcs\":["
		 "{\"offset\":814112,\"ref_ctr_offset\":0,\"cookie\":2},"
		 "{\"offset\":0,\"ref_ctr_offset\":1311768467463790320,"
		 "\"cookie\":18446744073709551615}]")},
	{"uprobe_multi without arrays",
	 {HEAD(UAPI_LINK_UPROBE_MULTI), .uprobe_multi = {.path = PTR("/bin/bash"), .count = 2}},
	 .text = "5: uprobe_multi  prog 77\n\tuprobe.multi  path /bin/bash  func_cnt 2\n",
	 .json = JSON("uprobe_multi", ",\"retprobe\":false,\"path\":\"/bin/bash\",\"func_cnt\":2,\"pid\":0,"
				      "\"flags\":0,\"funcs\":[]")},
};

#define TRACING(prog, obj, btf, ...)                                                \
	{                                                                           \
		.id = 5, .prog_id = (prog), .type = UAPI_LINK_TRACING, .tracing = { \
			.attach_type = 24,                                          \
			.target_obj_id = (obj),                                     \
			.target_btf_id = (btf),                                     \
			__VA_ARGS__                                                 \
		}                                                                   \
	}
#define TRACING_JSON(prog, more) \
	"{\"id\":5,\"type\":\"tracing\",\"prog_id\":" prog ",\"attach_type\":\"trace_fentry\"," more "}\n"

static const struct link_case tracing_cases[] = {
	{"tracing of the kernel", TRACING(STUB_PROG_FENTRY, STUB_BTF_VMLINUX, STUB_KERNEL_FUNC, .cookie = 8),
	 .text = "5: tracing  prog 7\n\tattach_type trace_fentry\n"
		 "\ttarget_obj_id 1  target_btf_id 6  target_func do_unlinkat\n\tcookie 8\n",
	 .json = TRACING_JSON("7", "\"target_obj_id\":1,\"target_btf_id\":6,"
				   "\"target_func\":\"do_unlinkat\",\"cookie\":8")},
	{"tracing of a module", TRACING(STUB_PROG_MODULE, STUB_BTF_MODULE, STUB_MODULE_FUNC, .cookie = 0),
	 .text = "5: tracing  prog 8\n\tattach_type trace_fentry\n"
		 "\ttarget_obj_id 2  target_btf_id 8  target_func nf_nat_in  target_module mod\n",
	 .json = TRACING_JSON("8", "\"target_obj_id\":2,\"target_btf_id\":8,"
				   "\"target_func\":\"nf_nat_in\",\"target_module\":\"mod\",\"cookie\":0")},
	{"freplace without an attach type",
	 {HEAD(UAPI_LINK_TRACING), .tracing = {.target_obj_id = 999, .target_btf_id = 2}},
	 .len = LEN(tracing.cookie),
	 .text = "5: tracing  prog 77\n\ttarget_obj_id 999  target_btf_id 2\n",
	 .json = JSON("tracing", ",\"target_obj_id\":999,\"target_btf_id\":2")},
	{"freplace", TRACING(STUB_PROG_EXT, STUB_PROG_TARGET, STUB_PROG_FUNC, .cookie = 0),
	 .text = "5: tracing  prog 9\n\tattach_type trace_fentry\n"
		 "\ttarget_obj_id 11  target_btf_id 2  target_func handle_packet  target_prog_id 11  "
		 "target_prog xdp_main\n",
	 .json = TRACING_JSON("9", "\"target_obj_id\":11,\"target_btf_id\":2,"
				   "\"target_func\":\"handle_packet\",\"target_prog_id\":11,"
				   "\"target_prog\":\"xdp_main\",\"cookie\":0")},
	{"tracing of a program", TRACING(STUB_PROG_ON_PROG, STUB_PROG_TARGET, STUB_PROG_FUNC, .cookie = 0),
	 .text = "5: tracing  prog 10\n\tattach_type trace_fentry\n"
		 "\ttarget_obj_id 11  target_btf_id 2  target_func handle_packet  target_prog_id 11  "
		 "target_prog xdp_main\n",
	 .json = TRACING_JSON("10", "\"target_obj_id\":11,\"target_btf_id\":2,"
				    "\"target_func\":\"handle_packet\",\"target_prog_id\":11,"
				    "\"target_prog\":\"xdp_main\",\"cookie\":0")},
	{"tracing of a program that is gone", TRACING(STUB_PROG_ON_PROG, 999, STUB_PROG_FUNC, .cookie = 0),
	 .text = "5: tracing  prog 10\n\tattach_type trace_fentry\n"
		 "\ttarget_obj_id 999  target_btf_id 2  target_prog_id 999\n",
	 .json = TRACING_JSON("10", "\"target_obj_id\":999,\"target_btf_id\":2,"
				    "\"target_prog_id\":999,\"cookie\":0")},
	{"tracing of what cannot be looked at", TRACING(STUB_PROG_HIDDEN, STUB_BTF_HIDDEN, 3, .cookie = 0),
	 .text = "5: tracing  prog 13\n\tattach_type trace_fentry\n"
		 "\ttarget_obj_id 6  target_btf_id 3\n",
	 .json = TRACING_JSON("13", "\"target_obj_id\":6,\"target_btf_id\":3,\"cookie\":0")},
	{"tracing of a kernel that does not tell the target", TRACING(STUB_PROG_FENTRY, 0, 0, .cookie = 0),
	 .len = LEN(tracing.target_obj_id), .text = "5: tracing  prog 7\n\tattach_type trace_fentry\n",
	 .json = "{\"id\":5,\"type\":\"tracing\",\"prog_id\":7,"
		 "\"attach_type\":\"trace_fentry\"}\n"},
	{"tracing by a program that is gone", TRACING(999, STUB_BTF_VMLINUX, STUB_KERNEL_FUNC, .cookie = 0),
	 .text = "5: tracing  prog 999\n\tattach_type trace_fentry\n"
		 "\ttarget_obj_id 1  target_btf_id 6\n",
	 .json = "{\"id\":5,\"type\":\"tracing\",\"prog_id\":999,\"attach_type\":\"trace_fentry\","
		 "\"target_obj_id\":1,\"target_btf_id\":6,\"cookie\":0}\n"},
};

static void check_all(struct kern *k, const struct link_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check_case(k, &cases[i]);
}

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

int main(void)
{
	struct kern k;

	if (stub_kern_open(&k))
		return 1;
	check_all(&k, plain_cases, COUNT_OF(plain_cases));
	check_all(&k, perf_cases, COUNT_OF(perf_cases));
	check_all(&k, multi_cases, COUNT_OF(multi_cases));
	check_all(&k, tracing_cases, COUNT_OF(tracing_cases));
	kern_free(&k);
	printf("%s every type of link\n", failures ? "not ok" : "ok");
	return failures != 0;
}
