/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The finder of links: what each type reports about the place of its program. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "attach/list.h"
#include "kern/names.h"
#include "kern/perf_names.h"
#include "loaded/btfname.h"
#include "loaded/walk.h"

enum { NAME_ROOM = 256 };

/* A link being read, and a buffer for a name that must be looked up. */
struct link_reading {
	struct attachments *list;
	const struct uapi_link_info *info;
	struct kern_attachment at;
	char name[NAME_ROOM];
	char path[4096]; /* of the cgroup path_id */
	uint64_t path_id;
};

static const char *text_of(uint64_t ptr)
{
	return (const char *)(uintptr_t)ptr;
}

static void read_raw_tracepoint(struct link_reading *l)
{
	l->at.target = text_of(l->info->raw_tracepoint.tp_name);
}

/* The function is in the kernel's types, or in those of the program that is traced or replaced. */
static void read_tracing(struct link_reading *l)
{
	struct kern *k = l->list->k;
	uint32_t target = l->info->tracing.target_obj_id;
	const struct attach_prog *prog = attach_prog_of(l->list, l->at.prog_id);
	struct err ignored = {0};

	l->at.attach_type = l->info->tracing.attach_type;
	if (!prog)
		return;
	/* There the kernel's 0 is not an attach type. */
	if (prog->type == BPF_PROG_TYPE_EXT) {
		l->at.place = PLACE_REPLACED;
		l->at.attach_type = 0;
	}
	if (prog->attach_btf_obj_id) {
		if (btfname_of(k, prog->attach_btf_obj_id, prog->attach_btf_id, l->name, sizeof(l->name)))
			l->at.target = l->name;
	} else if (target) {
		auto_handle h = {.k = k, .handle = -1};
		struct uapi_prog_info info = {0};
		uint32_t len = sizeof(info);

		if (kern_open(k, KIND_PROG, target, &h.handle, &ignored)) {
			h.k = NULL;
			return;
		}
		l->at.target_prog_id = target;
		if (!kern_info(k, KIND_PROG, h.handle, &info, &len, &ignored) && info.btf_id &&
		    btfname_of(k, info.btf_id, l->info->tracing.target_btf_id, l->name, sizeof(l->name)))
			l->at.target = l->name;
	}
}

static void find_cgroup(struct link_reading *l, uint64_t id)
{
	struct err ignored = {0};

	l->at.cgroup_id = id;
	/* Links of one cgroup are mostly consecutive. */
	if (id && id != l->path_id) {
		l->path_id = id;
		if (kern_cgroup_path(l->list->k, id, l->path, sizeof(l->path), &ignored))
			l->path[0] = '\0';
	}
	if (id && *l->path)
		l->at.path = l->path;
}

static void read_cgroup(struct link_reading *l)
{
	find_cgroup(l, l->info->cgroup.cgroup_id);
	l->at.attach_type = l->info->cgroup.attach_type;
	l->at.flags = UAPI_F_MULTI;
}

/* Some targets can be restricted to one map, one process or thread, one cgroup. */
static void read_iter(struct link_reading *l)
{
	const char *target = text_of(l->info->iter.target_name);

	l->at.target = target;
	if (!target)
		return;
	if (!strcmp(target, "bpf_map_elem") || !strcmp(target, "bpf_sk_storage_map"))
		l->at.map_id = l->info->iter.map_id;
	else if (!strncmp(target, "task", strlen("task")))
		l->at.pid = l->info->iter.task.pid ? l->info->iter.task.pid : l->info->iter.task.tid;
	else if (!strcmp(target, "cgroup"))
		find_cgroup(l, l->info->iter.cgroup.cgroup_id);
}

static void read_netns(struct link_reading *l)
{
	l->at.netns_ino = l->info->netns.netns_ino;
	l->at.attach_type = l->info->netns.attach_type;
}

static void read_device(struct link_reading *l)
{
	l->at.ifindex = l->info->dev.ifindex;
	if (l->at.place != PLACE_XDP)
		l->at.attach_type = l->info->dev.attach_type;
}

static void read_netfilter(struct link_reading *l)
{
	l->at.pf = l->info->netfilter.pf;
	l->at.hook = l->info->netfilter.hooknum;
	l->at.hook_priority = l->info->netfilter.priority;
	l->at.flags = l->info->netfilter.flags;
}

static void read_map(struct link_reading *l)
{
	l->at.map_id = l->info->map.map_id;
	if (l->at.place == PLACE_SOCKMAP)
		l->at.attach_type = l->info->map.attach_type;
}

static const char *symbol_of(struct link_reading *l, uint64_t addr)
{
	struct err ignored = {0};
	char module[64];
	uint64_t offset;

	if (!addr || kern_symbol(l->list->k, addr, l->name, sizeof(l->name), module, sizeof(module), &offset,
				 &ignored))
		return NULL;
	return l->name;
}

static void read_kprobe_multi(struct link_reading *l)
{
	const uint64_t *addrs = (const uint64_t *)(uintptr_t)l->info->kprobe_multi.addrs;

	l->at.count = l->info->kprobe_multi.count;
	if (addrs && l->at.count == 1)
		l->at.target = symbol_of(l, addrs[0]);
}

static void read_uprobe_multi(struct link_reading *l)
{
	const uint64_t *offsets = (const uint64_t *)(uintptr_t)l->info->uprobe_multi.offsets;

	l->at.count = l->info->uprobe_multi.count;
	l->at.target = text_of(l->info->uprobe_multi.path);
	l->at.pid = l->info->uprobe_multi.pid;
	if (offsets && l->at.count == 1)
		l->at.offset = offsets[0];
}

static void read_tracing_multi(struct link_reading *l)
{
	const uint32_t *ids = (const uint32_t *)(uintptr_t)l->info->tracing_multi.ids;

	l->at.attach_type = l->info->tracing_multi.attach_type;
	l->at.count = l->info->tracing_multi.count;
	if (ids && l->at.count == 1 &&
	    btfname_of(l->list->k, l->info->tracing_multi.btf_obj_id, ids[0], l->name, sizeof(l->name)))
		l->at.target = l->name;
}

/* "software:page-faults", with numbers for what has no name. */
static void read_counter(struct link_reading *l)
{
	uint32_t type = l->info->perf.event.type;
	uint64_t config = l->info->perf.event.config;
	char kind[NAMES_TEXT_SIZE], event[PERF_EVENT_NAME_SIZE];

	if (!names_text(NULL, &names_perf_events, type, kind, sizeof(kind)))
		snprintf(kind, sizeof(kind), "%" PRIu32, type);
	if (!perf_event_text(type, config, event, sizeof(event)))
		snprintf(event, sizeof(event), "%" PRIu64, config);
	snprintf(l->name, sizeof(l->name), "%s:%s", kind, event);
	l->at.target = l->name;
}

static void read_perf(struct link_reading *l)
{
	const struct uapi_link_perf *perf = &l->info->perf;

	switch (perf->type) {
	case UAPI_PERF_UPROBE:
	case UAPI_PERF_URETPROBE:
		l->at.fd_type = perf->type == UAPI_PERF_UPROBE ? TASK_FD_UPROBE : TASK_FD_URETPROBE;
		l->at.target = text_of(perf->uprobe.name);
		l->at.offset = perf->uprobe.offset;
		break;
	case UAPI_PERF_KPROBE:
	case UAPI_PERF_KRETPROBE:
		l->at.fd_type = perf->type == UAPI_PERF_KPROBE ? TASK_FD_KPROBE : TASK_FD_KRETPROBE;
		l->at.target = text_of(perf->kprobe.name);
		l->at.offset = perf->kprobe.offset;
		l->at.addr = perf->kprobe.addr;
		if (!l->at.target || !*l->at.target)
			l->at.target = symbol_of(l, perf->kprobe.addr);
		break;
	case UAPI_PERF_TRACEPOINT:
		l->at.fd_type = TASK_FD_TRACEPOINT;
		l->at.target = text_of(perf->tracepoint.name);
		break;
	case UAPI_PERF_EVENT:
		l->at.fd_type = TASK_FD_TYPES;
		read_counter(l);
		break;
	default:
		/* A kernel that does not report the kind: not one of these. */
		l->at.fd_type = TASK_FD_TYPES;
		break;
	}
}

static const struct link_place {
	uint32_t link_type, place;
	void (*read)(struct link_reading *l);
} link_places[] = {
	{UAPI_LINK_RAW_TRACEPOINT, PLACE_RAW_TRACEPOINT, read_raw_tracepoint},
	{UAPI_LINK_TRACING, PLACE_TRACING, read_tracing},
	{UAPI_LINK_CGROUP, PLACE_CGROUP, read_cgroup},
	{UAPI_LINK_ITER, PLACE_ITER, read_iter},
	{UAPI_LINK_NETNS, PLACE_NETNS, read_netns},
	{UAPI_LINK_XDP, PLACE_XDP, read_device},
	{UAPI_LINK_PERF_EVENT, PLACE_PERF_EVENT, read_perf},
	{UAPI_LINK_KPROBE_MULTI, PLACE_KPROBE_MULTI, read_kprobe_multi},
	{UAPI_LINK_STRUCT_OPS, PLACE_STRUCT_OPS, read_map},
	{UAPI_LINK_NETFILTER, PLACE_NETFILTER, read_netfilter},
	{UAPI_LINK_TCX, PLACE_TCX, read_device},
	{UAPI_LINK_UPROBE_MULTI, PLACE_UPROBE_MULTI, read_uprobe_multi},
	{UAPI_LINK_TRACING_MULTI, PLACE_TRACING_MULTI, read_tracing_multi},
	{UAPI_LINK_NETKIT, PLACE_NETKIT, read_device},
	{UAPI_LINK_SOCKMAP, PLACE_SOCKMAP, read_map},
};

static int add_link(struct link_reading *l, struct err *err)
{
	l->at = (struct kern_attachment){.place = PLACE_LINK,
					 .prog_id = l->info->prog_id,
					 .link_id = l->info->id};
	for (unsigned int i = 0; i < sizeof(link_places) / sizeof(link_places[0]); i++) {
		if (link_places[i].link_type != l->info->type)
			continue;
		l->at.place = link_places[i].place;
		link_places[i].read(l);
		break;
	}
	return list_add(l->list, &l->at, true, err);
}

int find_links(struct attachments *list, struct err *err)
{
	struct link_reading l = {.list = list};
	struct err why = {0};
	struct walk w;
	int r;

	walk_start(&w, list->k, KIND_LINK, NULL);
	while (!(r = walk_next(&w, &why))) {
		l.info = &w.info.link;
		if (add_link(&l, err)) {
			walk_end(&w, &why);
			return -1;
		}
	}
	if (r < 0)
		*err = why;
	return walk_end(&w, r < 0 ? &why : err) || r < 0 ? -1 : 0;
}
