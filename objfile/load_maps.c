/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is changed in an object before it is loaded: maps that are there already, devices. */
#include <stdio.h>

#include "kern/change_means.h"
#include "lib/complete.h"
#include "lib/num.h"
#include "lib/words.h"
#include "objfile/loading.h"

enum { XDP_DEV_BOUND_ONLY = 1 << 6 }; /* a program flag; older headers lack it */

static int parse_section(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	if (!*rest->at[0])
		return err_usage(err, "%s is empty", a->type->token);
	*(const char **)dst = *rest->at++;
	rest->left--;
	return 0;
}

/* The usual ones: what is typed goes to libbpf, which knows all. */
static void complete_section(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	static const char *const sections[] = {
		"socket",
		"sk_reuseport",
		"kprobe",
		"kretprobe",
		"uprobe",
		"uretprobe",
		"tc",
		"tcx/ingress",
		"tcx/egress",
		"classifier",
		"action",
		"tracepoint",
		"raw_tracepoint",
		"tp_btf",
		"fentry",
		"fexit",
		"fmod_ret",
		"freplace",
		"lsm",
		"iter",
		"syscall",
		"xdp",
		"xdp/devmap",
		"xdp/cpumap",
		"xdp.frags",
		"perf_event",
		"lwt_in",
		"lwt_out",
		"lwt_xmit",
		"lwt_seg6local",
		"cgroup_skb",
		"cgroup/skb",
		"cgroup/sock",
		"sockops",
		"sk_skb",
		"sk_msg",
		"lirc_mode2",
		"flow_dissector",
		"cgroup/dev",
		"cgroup/sysctl",
		"cgroup/connect4",
		"cgroup/connect6",
		"cgroup/getsockopt",
		"cgroup/setsockopt",
		"struct_ops",
		"sk_lookup",
		"netfilter",
	};

	(void)a;
	(void)given;
	for (unsigned int i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		complete_add(c, sections[i], NULL);
}

const struct arg_type arg_section = {
	.token = "TYPE",
	.help = "A section name, as in SEC(\"...\"), that libbpf knows: xdp, tc, kprobe, cgroup/connect4, "
		"...",
	.parse = parse_section,
	.complete = complete_section,
};

static int parse_load_map(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct prog_load *p = (struct prog_load *)(void *)((char *)dst - offsetof(struct prog_load, maps));
	static const struct word words[] = {{"idx", 0, 1}, {"name", 1, 2}, {0}};
	struct load_map *m = &p->maps[p->map_count];
	int by_name;

	if (p->map_count == LOAD_MAPS)
		return err_usage(err, "more than %d times '%s'", LOAD_MAPS, a->key);
	if (words_find(words, rest->at[0], a->key, &by_name, err))
		return -1;
	if (rest->left < 3)
		return err_usage(err, "'map %s' needs %s and MAP behind it", words[by_name].text,
				 by_name ? "NAME" : "N");
	if (!by_name && num_parse_u32(rest->at[1], "map idx", &m->index, err))
		return -1;
	m->name = by_name ? rest->at[1] : NULL;
	for (uint32_t i = 0; !by_name && i < p->map_count; i++)
		if (!p->maps[i].name && p->maps[i].index == m->index)
			return err_usage(err, "map idx %u is given twice", m->index);
	rest->at += 2;
	rest->left -= 2;
	if (arg_map.parse(a, rest, &m->ref, err))
		return -1;
	p->map_count++;
	return 0;
}

static void complete_load_map(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	struct argv_rest behind;

	if (!given->left) {
		complete_add(c, "idx", "the Nth map of the object, from 0");
		complete_add(c, "name", "the map of that name");
	}
	if (given->left < 2)
		return;
	behind = (struct argv_rest){given->at + 2, given->left - 2};
	arg_map.complete(c, a, &behind);
}

const struct arg_type arg_load_map = {
	.token = "MAP",
	.grammar = "idx N MAP | name NAME MAP",
	.help = "A map of the object, by place (from 0) or name, and the one that takes its place.",
	.parse = parse_load_map,
	.complete = complete_load_map,
};

static struct bpf_map *find_map(const struct loading *l, const struct load_map *m)
{
	struct bpf_map *map;
	uint32_t i = 0;

	bpf_object__for_each_map (map, l->obj) {
		if (m->name ? !strcmp(bpf_map__name(map), m->name) : i == m->index)
			return map;
		i++;
	}
	return NULL;
}

static int not_there(const struct loading *l, const struct load_map *m, struct err *err)
{
	auto_buf names = {0};
	struct bpf_map *map;

	if (m->name)
		err_set(err, 0, "%s has no map '%.64s'", l->said->path, m->name);
	else
		err_set(err, 0, "%s has %u maps: none is number %u, counted from 0", l->said->path,
			l->map_count, m->index);
	bpf_object__for_each_map (map, l->obj)
		buf_printf(&names, "%s%s", names.len ? ", " : "", bpf_map__name(map));
	if (names.len)
		err_hint(err, "its maps: %.200s", buf_str(&names));
	return -1;
}

static int reuse_map(struct loading *l, const struct load_map *m, struct err *err)
{
	struct bpf_map *map = find_map(l, m);
	auto_handle h = {.handle = -1};
	uint32_t id;
	int r;

	if (!map)
		return not_there(l, m, err);
	if (ref_open_to_write(l->k, &m->ref, &id, &h, err))
		return -1;
	r = bpf_map__reuse_fd(map, h.handle);
	return r ? err_set(err, -r, "map %u for '%s'", id, bpf_map__name(map)) : 0;
}

int loading_reuse_maps(struct loading *l, const struct prog_load *p, struct err *err)
{
	for (uint32_t i = 0; i < p->map_count; i++)
		if (reuse_map(l, &p->maps[i], err))
			return -1;
	return 0;
}

static int find_device(struct kern *k, const char *name, uint32_t *ret_index, struct err *err)
{
	int r = kern_ifindex(k, name, ret_index, err);

	return r == KERN_NONE ? err_set(err, 0, "there is no network device '%.64s'", name) : r;
}

/* Events of an offloaded program still come here: their map is not on the device. */
static void offload_maps(const struct loading *l, uint32_t index)
{
	struct bpf_map *map;

	bpf_object__for_each_map (map, l->obj) {
		if (bpf_map__type(map) != BPF_MAP_TYPE_PERF_EVENT_ARRAY)
			bpf_map__set_ifindex(map, index);
	}
}

int loading_set_devices(struct loading *l, const struct prog_load *p, struct err *err)
{
	const char *name = p->offload_dev ? p->offload_dev : p->xdp_dev;
	struct bpf_program *prog;
	uint32_t index;

	if (!name)
		return 0;
	if (find_device(l->k, name, &index, err))
		return -1;
	if (p->offload_dev)
		offload_maps(l, index);
	bpf_object__for_each_program (prog, l->obj) {
		if (p->xdp_dev && bpf_program__type(prog) != BPF_PROG_TYPE_XDP)
			continue;
		bpf_program__set_ifindex(prog, index);
		if (p->xdp_dev)
			bpf_program__set_flags(prog, bpf_program__flags(prog) | XDP_DEV_BOUND_ONLY);
	}
	return 0;
}
