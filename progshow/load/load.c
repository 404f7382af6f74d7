/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Object files into the kernel, and pins for the results. Names are checked to be free before anything is
 * loaded; pins are removed when a later step fails.
 */
#include "progshow/load/load.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "kern/since.h"
#include "progshow/load/explain.h"
#include "progshow/load/load_maps.h"
#include "progshow/load/own_link.h"
#include "progshow/load/pins.h"

/* The state between the file and its pins. */
struct load {
	struct objfile object;
	const struct prog_load *p;
	struct out *out;
	char **map_pins; /* where maps that request it are pinned; NULL: nowhere, or already */
	struct pins pins;
};

static void load_free(struct load *s)
{
	pins_undo(&s->pins);
	for (unsigned int i = 0; i < s->object.map_count && s->map_pins; i++)
		free(s->map_pins[i]);
	free(s->map_pins);
	objfile_close(&s->object);
}

static int check_words(const struct prog_load *p, struct err *err)
{
	if (!p->path && !p->use_loader)
		return err_usage(err, "%s is missing: it is optional only with --use-loader",
				 p->is_all ? "DIR" : "FILE");
	if ((p->attach_dev || p->hook.text) && !p->is_attached)
		return err_usage(err, "'%s' requires 'autoattach'",
				 p->attach_dev ? "attach_dev" : "attach_hook");
	if (p->offload_dev && p->xdp_dev)
		return err_usage(err, "'offload_dev' and 'xdpmeta_dev' are mutually exclusive");
	if (p->use_loader && (p->map_count || p->is_attached || p->offload_dev || p->xdp_dev))
		return err_usage(
			err,
			"--use-loader cannot be combined with 'map', 'autoattach', 'offload_dev' or 'xdpmeta_dev'");
	return 0;
}

/* The path of a program's pin. */
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
	const unsigned int count = s->p->is_all ? s->object.prog_count : 1;
	auto_buf path = {0};

	for (unsigned int i = 0; i < count && s->p->path; i++) {
		prog_path(s, s->object.progs[i].name, &path);
		if (kern_check_pin(s->object.k, buf_str(&path), s->pins.may_mount, s->p->is_all, err))
			return -1;
	}
	return 0;
}

/* The folder of the maps is in that of the programs, which is made first: in a new one nothing exists yet. */
static bool is_in_new_folder(const struct load *s, const struct err *err)
{
	size_t len = s->p->is_all && s->p->path ? strlen(s->p->path) : 0;

	while (len && s->p->path[len - 1] == '/')
		len--;
	return len && err->no == ENOENT && !strncmp(s->p->map_folder, s->p->path, len) &&
	       s->p->map_folder[len] == '/';
}

static int check_map_paths(const struct load *s, struct err *err)
{
	auto_buf path = {0};

	for (unsigned int i = 0; i < s->object.map_count && s->p->map_folder; i++) {
		pins_path(s->p->map_folder, s->object.maps[i].name, &path);
		if (!kern_check_pin(s->object.k, buf_str(&path), s->pins.may_mount, true, err))
			continue;
		if (!is_in_new_folder(s, err))
			return -1;
		err_clear(err);
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

/* Maps that declare a pin: libbpf reuses existing ones, the others are pinned with the rest. */
static int take_map_pins(struct load *s, struct err *err)
{
	s->map_pins = calloc(s->object.map_count + (size_t)1, sizeof(*s->map_pins));
	if (!s->map_pins)
		return err_no_memory(err);
	for (unsigned int i = 0; i < s->object.map_count; i++) {
		const char *path = s->object.maps[i].pin_path;

		if (!path || !is_free(s->object.k, path))
			continue;
		s->map_pins[i] = strdup(path);
		if (!s->map_pins[i])
			return err_no_memory(err);
		objfile_forget_pin(&s->object, i);
	}
	return 0;
}

/* KERN_NONE: it is not known how to attach it, or where. */
static int pin_link(struct load *s, unsigned int i, const char *path, struct err *err)
{
	int fd, r = explain_attach(&s->object, i, &fd, err);

	if (r == KERN_NONE)
		r = own_link_create(s->object.k, &s->object.progs[i], s->p, &fd, err);
	if (r)
		return r;
	r = pins_add(&s->pins, KIND_LINK, fd, path, err);
	/* Without such links libbpf returns the perf event itself, which cannot be pinned. */
	if (r)
		since_hint(s->object.k, SINCE_PERF_LINKS, err);
	close(fd);
	return r;
}

static void note_not_attached(const struct load *s, const struct objfile_prog *prog)
{
	auto_buf text = {0};

	if (own_link_wants(prog))
		buf_printf(&text, "program %s: attaching it requires '%s'; it is only pinned", prog->name,
			   own_link_wants(prog));
	else if (prog->attached_by)
		buf_printf(&text,
			   "program %s: attaching it requires libbpf %s (this is %s); it is only pinned",
			   prog->name, prog->attached_by, kern_libbpf_version());
	else
		buf_printf(&text, "program %s: libbpf cannot attach it automatically; it is only pinned",
			   prog->name);
	out_note(s->out, buf_str(&text));
}

static int pin_prog(struct load *s, unsigned int i, struct err *err)
{
	const struct objfile_prog *prog = &s->object.progs[i];
	auto_buf path = {0};
	int r = KERN_NONE;

	prog_path(s, prog->name, &path);
	if (s->p->is_attached) {
		r = pin_link(s, i, buf_str(&path), err);
		if (r == KERN_NONE)
			note_not_attached(s, prog);
	}
	return r == KERN_NONE ? pins_add(&s->pins, KIND_PROG, prog->fd, buf_str(&path), err) : r;
}

static int pin_progs(struct load *s, struct err *err)
{
	const unsigned int count = s->p->is_all ? s->object.prog_count : 1;

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
	for (unsigned int i = 0; i < s->object.map_count; i++) {
		if (s->map_pins[i] && pins_add(&s->pins, KIND_MAP, s->object.maps[i].fd, s->map_pins[i], err))
			return -1;
		if (!s->p->map_folder)
			continue;
		pins_path(s->p->map_folder, s->object.maps[i].name, &path);
		if (pins_add(&s->pins, KIND_MAP, s->object.maps[i].fd, buf_str(&path), err))
			return -1;
	}
	return 0;
}

static int prepare(struct load *s, struct kern *k, struct err *err)
{
	if (explain_open(&s->object, k, &s->p->object, err))
		return -1;
	if (!s->object.prog_count && !(s->p->is_all && s->p->map_folder && s->object.map_count))
		return err_set(err, 0, "%s has no programs", s->p->object.path);
	if (own_link_check(&s->object, s->p, err) || check_prog_paths(s, err) || check_map_paths(s, err) ||
	    take_map_pins(s, err))
		return -1;
	return load_reuse_maps(&s->object, s->p, err) || load_set_devices(&s->object, s->p, err) ? -1 : 0;
}

static int load_and_pin(struct load *s, struct err *err)
{
	int r = s->p->use_loader ? explain_run_loader(&s->object, err) : explain_load(&s->object, err);

	if (r)
		return err_wrap(err, "%s", s->p->object.path);
	if ((s->p->path && pin_progs(s, err)) || pin_maps(s, err))
		return -1;
	pins_keep(&s->pins);
	return 0;
}

int prog_load(struct kern *k, struct out *o, const struct prog_load *p, struct err *err)
{
	struct load s = {.p = p, .out = o, .pins = {.k = k, .may_mount = p->may_mount}};
	int r;

	if (check_words(p, err))
		return -1;
	r = prepare(&s, k, err);
	if (!r)
		r = load_and_pin(&s, err);
	load_free(&s);
	return r;
}
