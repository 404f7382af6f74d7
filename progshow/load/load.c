/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Object files into the kernel, and names for what came of them. That a name is free is asked before anything
 * is loaded; what is pinned is taken back when a later step fails.
 */
#include "progshow/load/load.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "objfile/loading.h"
#include "progshow/load/pins.h"

/* All there is between the file and its pins. */
struct load {
	struct loading l;
	const struct prog_load *p;
	struct out *out;
	struct loaded *progs, *maps;
	char **map_pins; /* where maps that say so themselves are pinned; NULL where they are not, or already
			  */
	struct pins pins;
};

static void load_free(struct load *s)
{
	pins_undo(&s->pins);
	for (unsigned int i = 0; i < s->l.prog_count && s->progs && s->p->use_loader; i++)
		if (s->progs[i].fd > 0)
			close(s->progs[i].fd);
	for (unsigned int i = 0; i < s->l.map_count && s->maps && s->p->use_loader; i++)
		if (s->maps[i].fd > 0)
			close(s->maps[i].fd);
	for (unsigned int i = 0; i < s->l.map_count && s->map_pins; i++)
		free(s->map_pins[i]);
	free(s->map_pins);
	free(s->progs);
	free(s->maps);
	loading_close(&s->l);
}

static int allocate(struct load *s, struct err *err)
{
	const unsigned int maps = s->l.map_count + 1;

	s->progs = calloc(s->l.prog_count + 1, sizeof(*s->progs));
	s->maps = calloc(maps, sizeof(*s->maps));
	s->map_pins = calloc(maps, sizeof(*s->map_pins));
	return s->progs && s->maps && s->map_pins ? 0 : err_no_memory(err);
}

static int check_words(const struct prog_load *p, struct err *err)
{
	if (!p->path && !p->use_loader)
		return err_usage(err, "%s is missing", p->is_all ? "DIR" : "FILE");
	if (p->offload_dev && p->xdp_dev)
		return err_usage(err, "'offload_dev' and 'xdpmeta_dev' exclude each other");
	if (p->use_loader && (p->map_count || p->is_attached || p->offload_dev || p->xdp_dev))
		return err_usage(err, "'map', 'autoattach' and devices are not for --use-loader");
	return 0;
}

/* Where a program's name goes. */
static void prog_path(const struct load *s, const char *name, struct buf *ret_path)
{
	buf_reset(ret_path);
	if (s->p->is_all)
		pins_path(s->p->path, name, ret_path);
	else
		buf_add_str(ret_path, s->p->path);
}

static int check_prog_paths(const struct load *s, struct err *err)
{
	struct bpf_program *prog;
	auto_buf path = {0};

	if (!s->p->path)
		return 0;
	bpf_object__for_each_program (prog, s->l.obj) {
		prog_path(s, bpf_program__name(prog), &path);
		if (kern_check_pin(s->l.k, buf_str(&path), s->pins.may_mount, s->p->is_all, err))
			return -1;
		if (!s->p->is_all)
			break;
	}
	return 0;
}

static int check_map_paths(const struct load *s, struct err *err)
{
	struct bpf_map *map;
	auto_buf path = {0};

	if (!s->p->map_folder)
		return 0;
	bpf_object__for_each_map (map, s->l.obj) {
		pins_path(s->p->map_folder, bpf_map__name(map), &path);
		if (kern_check_pin(s->l.k, buf_str(&path), s->pins.may_mount, true, err))
			return -1;
	}
	return 0;
}

static bool is_free(struct kern *k, const char *path)
{
	auto_handle h = {.handle = -1};
	struct err ignored = {0};
	enum kern_kind kind;
	int r = kern_open_pin(k, path, &kind, &h.handle, &ignored);

	if (!r)
		h.k = k;
	return r == KERN_NONE;
}

/* Maps that name their own pin: libbpf takes those that are there, the others are pinned with the rest. */
static int take_map_pins(struct load *s, struct err *err)
{
	struct bpf_map *map;
	unsigned int i = 0;

	bpf_object__for_each_map (map, s->l.obj) {
		const char *path = bpf_map__pin_path(map);

		if (path && is_free(s->l.k, path)) {
			s->map_pins[i] = strdup(path);
			if (!s->map_pins[i])
				return err_no_memory(err);
			bpf_map__set_pin_path(map, NULL);
		}
		i++;
	}
	return 0;
}

static void take_descriptors(struct load *s)
{
	struct bpf_program *prog;
	struct bpf_map *map;
	unsigned int i = 0;

	bpf_object__for_each_program (prog, s->l.obj)
		s->progs[i++] = (struct loaded){bpf_program__name(prog), bpf_program__fd(prog)};
	i = 0;
	bpf_object__for_each_map (map, s->l.obj)
		s->maps[i++] = (struct loaded){bpf_map__name(map), bpf_map__fd(map)};
}

/*
 * KERN_NONE: libbpf does not know how to attach it. A link that has a name is let go by hand: libbpf would
 * switch the perf event off that it stands on.
 */
static int pin_link(struct load *s, unsigned int i, const char *path, struct err *err)
{
	struct bpf_link *link = bpf_program__attach(loading_prog(&s->l, i));
	int no = errno, r;

	if (!link && no == EOPNOTSUPP)
		return KERN_NONE;
	if (!link) {
		err_set(err, no, "attaching program %.128s", s->progs[i].name);
		return loading_add_warnings(&s->l, err);
	}
	r = pins_add(&s->pins, KIND_LINK, bpf_link__fd(link), path, err);
	if (!r) {
		bpf_link__disconnect(link);
		close(bpf_link__fd(link));
	}
	bpf_link__destroy(link);
	return r;
}

static void note_not_attached(const struct load *s, const char *name)
{
	auto_buf text = {0};

	buf_printf(&text, "program %s: libbpf cannot attach it by itself, it is only pinned", name);
	out_note(s->out, buf_str(&text));
}

static int pin_prog(struct load *s, unsigned int i, struct err *err)
{
	auto_buf path = {0};
	int r = KERN_NONE;

	prog_path(s, s->progs[i].name, &path);
	if (s->p->is_attached) {
		r = pin_link(s, i, buf_str(&path), err);
		if (r == KERN_NONE)
			note_not_attached(s, s->progs[i].name);
	}
	return r == KERN_NONE ? pins_add(&s->pins, KIND_PROG, s->progs[i].fd, buf_str(&path), err) : r;
}

static int pin_progs(struct load *s, struct err *err)
{
	const unsigned int count = s->p->is_all ? s->l.prog_count : 1;

	if (s->p->is_all && pins_folder(&s->pins, s->p->path, err))
		return -1;
	for (unsigned int i = 0; i < count; i++)
		if (pin_prog(s, i, err))
			return -1;
	return 0;
}

static int pin_maps(struct load *s, struct err *err)
{
	auto_buf path = {0};

	if (s->p->map_folder && pins_folder(&s->pins, s->p->map_folder, err))
		return -1;
	for (unsigned int i = 0; i < s->l.map_count; i++) {
		if (s->map_pins[i] && pins_add(&s->pins, KIND_MAP, s->maps[i].fd, s->map_pins[i], err))
			return -1;
		if (!s->p->map_folder)
			continue;
		pins_path(s->p->map_folder, s->maps[i].name, &path);
		if (pins_add(&s->pins, KIND_MAP, s->maps[i].fd, buf_str(&path), err))
			return -1;
	}
	return 0;
}

static int prepare(struct load *s, struct kern *k, struct err *err)
{
	if (loading_open(&s->l, k, &s->p->object, err) || allocate(s, err))
		return -1;
	if (!s->l.prog_count && !(s->p->is_all && s->p->map_folder && s->l.map_count))
		return err_set(err, 0, "%s has no programs", s->p->object.path);
	if (check_prog_paths(s, err) || check_map_paths(s, err) || take_map_pins(s, err))
		return -1;
	return loading_reuse_maps(&s->l, s->p, err) || loading_set_devices(&s->l, s->p, err) ? -1 : 0;
}

static int load_and_pin(struct load *s, struct err *err)
{
	int r = s->p->use_loader ? loading_run_loader(&s->l, s->progs, s->maps, err)
				 : loading_load(&s->l, err);

	if (r)
		return err_wrap(err, "%s", s->p->object.path);
	if (!s->p->use_loader)
		take_descriptors(s);
	if ((s->p->path && pin_progs(s, err)) || pin_maps(s, err))
		return -1;
	pins_keep(&s->pins);
	return 0;
}

int prog_load(struct kern *k, struct out *o, const struct prog_load *p, struct err *err)
{
	struct load s = {.p = p, .out = o, .pins = {.k = k, .may_mount = p->object.may_mount}};
	int r;

	if (check_words(p, err))
		return -1;
	r = prepare(&s, k, err);
	if (!r)
		r = load_and_pin(&s, err);
	load_free(&s);
	return r;
}
