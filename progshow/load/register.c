/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tables of operations (struct_ops) out of an object file, registered: for good, or through links that are
 * pinned. All or none: a failure takes back what was registered.
 */
#include <linux/bpf.h>
#include <stdlib.h>
#include <unistd.h>

#include "kern/change.h"
#include "loaded/btfname.h"
#include "loaded/fullname.h"
#include "progshow/load/explain.h"
#include "progshow/load/load.h"
#include "progshow/load/pins.h"

static bool is_ops(const struct objfile_map *map)
{
	return map->type == BPF_MAP_TYPE_STRUCT_OPS;
}

static int check(const struct objfile *o, const char *link_folder, struct err *err)
{
	unsigned int count = 0;

	for (unsigned int i = 0; i < o->map_count; i++) {
		count += is_ops(&o->maps[i]);
		if (!is_ops(&o->maps[i]) || !o->maps[i].is_link || link_folder)
			continue;
		err_set(err, 0, "struct_ops %s is registered by a link, which would end with this command",
			o->maps[i].name);
		err_hint(err,
			 "specify a directory in which to pin the link: struct_ops register OBJ LINK_DIR");
		return -1;
	}
	return count ? 0 : err_set(err, 0, "no struct_ops found in %s", o->opts->path);
}

/* "Registered tcp_congestion_ops dctcp id 7", as scripts look for it. */
static void tell(const struct objfile *o, struct out *out, unsigned int map, int link)
{
	struct uapi_map_info info = {0};
	struct uapi_link_info link_info = {0};
	uint32_t len = sizeof(info), link_len = sizeof(link_info);
	char kind[FULLNAME_LEN] = "";
	struct err ignored = {0};
	auto_buf text = {0};

	if (kern_info(o->k, KIND_MAP, o->maps[map].fd, &info, &len, &ignored))
		return;
	btfname_of_ops(o->k, &info, kind, sizeof(kind));
	buf_printf(&text, "Registered %s %s ", kind, info.name);
	if (link < 0)
		buf_printf(&text, "id %u", info.id);
	else if (!kern_info(o->k, KIND_LINK, link, &link_info, &link_len, &ignored))
		buf_printf(&text, "map id %u link id %u", info.id, link_info.id);
	out_note(out, buf_str(&text));
}

static int register_one(struct objfile *o, struct out *out, unsigned int map, const char *link_folder,
			struct pins *pins, struct err *err)
{
	auto_buf path = {0};
	int link, r = 0;

	if (objfile_register(o, map, &link, err))
		return -1;
	if (link >= 0) {
		pins_path(link_folder, o->maps[map].name, &path);
		r = pins_add(pins, KIND_LINK, link, buf_str(&path), err);
	}
	if (!r)
		tell(o, out, map, link);
	if (link >= 0)
		close(link);
	return r;
}

/* Those without a link stay otherwise. */
static void take_back(const struct objfile *o, unsigned int count)
{
	const uint32_t key = 0;
	struct err ignored = {0};

	for (unsigned int i = 0; i < count; i++)
		if (is_ops(&o->maps[i]) && !o->maps[i].is_link)
			kern_delete(o->k, o->maps[i].fd, &key, &ignored);
}

static int register_all(struct objfile *o, struct out *out, const char *link_folder, struct pins *pins,
			struct err *err)
{
	if (link_folder && pins_folder(pins, link_folder, err))
		return -1;
	for (unsigned int i = 0; i < o->map_count; i++) {
		if (!is_ops(&o->maps[i]) || !register_one(o, out, i, link_folder, pins, err))
			continue;
		take_back(o, i);
		return err_wrap(err, "cannot register struct_ops %s", o->maps[i].name);
	}
	pins_keep(pins);
	return 0;
}

int ops_register(struct kern *k, struct out *out, const struct ops_register *a, struct err *err)
{
	auto_pins pins = {.k = k, .may_mount = a->may_mount};
	auto_objfile o = {0};

	if (explain_open(&o, k, &a->object, err) || check(&o, a->link_folder, err))
		return -1;
	if (explain_load(&o, err))
		return err_wrap(err, "%s", a->object.path);
	return register_all(&o, out, a->link_folder, &pins, err);
}
