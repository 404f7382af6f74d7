/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What is changed in an object before it is loaded: maps that exist already, devices. */
#include "progshow/load/load_maps.h"

#include "kern/change.h"

static bool find_map(const struct objfile *o, const struct load_map *m, unsigned int *ret_map)
{
	for (unsigned int i = 0; i < o->map_count; i++)
		if (m->name ? !strcmp(o->maps[i].name, m->name) : i == m->index) {
			*ret_map = i;
			return true;
		}
	return false;
}

static int not_there(const struct objfile *o, const struct load_map *m, struct err *err)
{
	auto_buf names = {0};

	if (m->name)
		err_set(err, 0, "%s has no map '%.64s'", o->opts->path, m->name);
	else
		err_set(err, 0, "%s has %u maps, none with index %u", o->opts->path, o->map_count, m->index);
	for (unsigned int i = 0; i < o->map_count; i++)
		buf_printf(&names, "%s%s", names.len ? ", " : "", o->maps[i].name);
	if (names.len)
		err_hint(err, "its maps: %.200s", buf_str(&names));
	return -1;
}

static int reuse_map(struct objfile *o, const struct load_map *m, struct err *err)
{
	auto_handle h = {.handle = -1};
	unsigned int map;
	uint32_t id;

	if (!find_map(o, m, &map))
		return not_there(o, m, err);
	if (ref_open_to_write(o->k, &m->ref, &id, &h, err))
		return -1;
	return objfile_reuse_map(o, map, h.handle, err) ? err_wrap(err, "map %u", id) : 0;
}

int load_reuse_maps(struct objfile *o, const struct prog_load *p, struct err *err)
{
	for (uint32_t i = 0; i < p->map_count; i++)
		if (reuse_map(o, &p->maps[i], err))
			return -1;
	return 0;
}

int load_find_device(struct kern *k, const char *name, uint32_t *ret_index, struct err *err)
{
	int r = kern_ifindex(k, name, ret_index, err);

	return r == KERN_NONE ? err_set(err, 0, "network device '%.64s' not found", name) : r;
}

int load_set_devices(struct objfile *o, const struct prog_load *p, struct err *err)
{
	const char *name = p->offload_dev ? p->offload_dev : p->xdp_dev;
	uint32_t index;

	if (!name)
		return 0;
	if (load_find_device(o->k, name, &index, err))
		return -1;
	objfile_set_device(o, index, !p->offload_dev);
	return 0;
}
