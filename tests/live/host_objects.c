/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs and maps with BTF, from the compiled objects; those that another kernel may refuse have a file
 * each. */
#include "tests/live/host.h"

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/live/uapi_new.h"

static struct bpf_object *open_object(const char *name)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s.bpf.o", host.objs, name);
	return bpf_object__open_file(path, NULL);
}

static int prog_fd(const struct bpf_object *obj, const char *name)
{
	return bpf_program__fd(bpf_object__find_program_by_name(obj, name));
}

static int map_fd(const struct bpf_object *obj, const char *name)
{
	return bpf_map__fd(bpf_object__find_map_by_name(obj, name));
}

static void make_traffic(void)
{
	static const struct {
		const char *name, *map;
	} maps[] = {
		{"m_long_name", "connections_by_source_address"},
		{"m_jump_table", "jump_table_of_programs"},
		{"m_outer_btf", "maps_per_tenant"},
		{"m_rodata", ".rodata"},
		{"m_data", ".data"},
		{"m_bss", ".bss"},
		{"m_data_custom", ".data.tunables"},
	};
	struct bpf_object *obj = open_object("traffic");
	int err = obj ? bpf_object__load(obj) : -errno;

	if (err) {
		host_skip("p_long_name", strerrorname_np(-err));
		return;
	}
	host_keep("prog", "p_long_name", prog_fd(obj, "count_packets_per_source_address"));
	host_keep("prog", "p_tail", prog_fd(obj, "drop_or_pass"));
	host_keep("prog", "p_switches", prog_fd(obj, "count_context_switches"));
	host_keep("prog", "p_no_gpl_map", prog_fd(obj, "watch_egress"));
	for (size_t i = 0; i < sizeof(maps) / sizeof(maps[0]); i++)
		host_keep("map", maps[i].name, map_fd(obj, maps[i].map));
	host_keep("btf", "b_traffic", bpf_object__btf_fd(obj));
}

static void make_freplace(void)
{
	struct bpf_object *obj = open_object("freplace");
	struct bpf_program *prog = obj ? bpf_object__find_program_by_name(obj, "admit_all") : NULL;
	int err =
		prog ? bpf_program__set_attach_target(prog, host_fd("p_long_name"), "is_admitted") : -ENOENT;

	if (!err)
		err = bpf_object__load(obj);
	host_keep("prog", "p_freplace", err ? err : bpf_program__fd(prog));
}

/* An object with one program. */
static void make_single(const char *object, const char *prog, const char *name)
{
	struct bpf_object *obj = open_object(object);
	int err = obj ? bpf_object__load(obj) : -errno;

	host_keep("prog", name, err ? err : prog_fd(obj, prog));
}

void host_make_objects(void)
{
	make_traffic();
	make_freplace();
	make_single("code", "walk_rounds", "p_code");
	make_single("kfunc", "hold_task", "p_kfunc");
}

/* Registered for good, or through a link where the kernel has those. */
static void register_ops(const struct bpf_object *obj, const char *map_name, const char *link_name)
{
	struct bpf_map *map = bpf_object__find_map_by_name(obj, map_name);
	struct bpf_link *link = bpf_map__attach_struct_ops(map);

	if (!link_name)
		return;
	if (link && bpf_link__fd(link) != bpf_map__fd(map) && bpf_link__fd(link) > 0)
		host_keep("link", link_name, bpf_link__fd(link));
	else
		host_keep("link", link_name, host_link(bpf_map__fd(map), 0, NEW_AT_STRUCT_OPS, 0, NULL, 0));
}

/* Without a link it is the kernel that keeps them: a host that was killed leaves its own, and their name is
 * taken. */
static void unregister_left_behind(void)
{
	uint32_t id = 0;

	while (!bpf_map_get_next_id(id, &id)) {
		struct bpf_map_info info = {0};
		uint32_t size = sizeof(info), key = 0;
		int fd = bpf_map_get_fd_by_id(id);

		if (fd < 0)
			continue;
		if (!bpf_obj_get_info_by_fd(fd, &info, &size) && info.type == BPF_MAP_TYPE_STRUCT_OPS &&
		    !strcmp(info.name, "steady"))
			bpf_map_delete_elem(fd, &key);
		close(fd);
	}
}

void host_make_struct_ops(void)
{
	struct bpf_object *obj = open_object("congestion");
	struct bpf_map *linked = obj ? bpf_object__find_map_by_name(obj, "steady_link") : NULL;
	int err;

	if (!linked) {
		host_skip("m_struct_ops", "no object");
		return;
	}
	unregister_left_behind();
	bpf_map__set_map_flags(linked, NEW_F_LINK);
	err = bpf_object__load(obj);
	if (err) {
		/* Before 6.4 there are no such links. */
		bpf_object__close(obj);
		obj = open_object("congestion");
		bpf_map__set_autocreate(bpf_object__find_map_by_name(obj, "steady_link"), false);
		err = bpf_object__load(obj);
		linked = NULL;
	}
	host_keep("map", "m_struct_ops", err ? err : map_fd(obj, "steady"));
	host_keep("prog", "p_struct_ops", err ? err : prog_fd(obj, "steady_ssthresh"));
	if (!err)
		register_ops(obj, "steady", NULL);
	if (!err && linked)
		register_ops(obj, "steady_link", "l_struct_ops");
	else
		host_skip("l_struct_ops", "no struct_ops links");
}
