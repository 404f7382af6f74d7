/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* One table of everything that is attached: one record per place, however it was found. */
#include <string.h>

#include "linkshow/linkshow.h"
#include "linkshow/place.h"
#include "loaded/walk.h"

static void emit_where(struct out *o, const struct field *f, const void *rec)
{
	record_print_fields(o, f->sub, PLACE_LEN_OFF, rec);
}

static const struct field attached_fields[] = {
	{.name = "prog_id",
	 .help = "ID of the program; null if the kernel does not provide it",
	 .label = "",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .emit = place_emit_known,
	 PLACE_OFF(prog_id)},
	{.name = "prog_type",
	 .help = "Type; null if unknown",
	 .label = "",
	 .lead = ": ",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NAMED,
	 .emit = place_emit_prog_type},
	{.name = "name",
	 .help = "Full name; null if unknown",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_TEXT_NONZERO,
	 .emit = place_emit_prog_name},
	{.name = "where",
	 .help = "What it is attached to; further fields depend on the kind",
	 .layout = LAYOUT_SECTION,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_where,
	 .sub = place_fields},
	HOLDER_ROWS(1, 2),
	{0},
};

const struct record attached_record = {
	.name = "attached",
	.fields = attached_fields,
	.len_off = PLACE_LEN_OFF,
};

/* State shared by a listing: who holds programs, and who holds links. */
struct attached_show {
	struct kern *k;
	struct out *out;
	const struct attached_options *opt;
	struct attachments list;
	struct holders progs, links;
	uint32_t prog_id;   /* only this one; 0: all */
	const char *cgroup; /* its path as records have it; NULL: all */
};

static bool has_holder(const struct holders *holders, uint32_t id, uint32_t pid)
{
	for (size_t i = 0; i < holders->owners.count; i++)
		if (holders->owners.list[i].id == id && holders->owners.list[i].pid == pid)
			return true;
	return false;
}

static bool is_wanted(const struct attached_show *s, const struct kern_attachment *at)
{
	const struct attached_options *opt = s->opt;

	/* Filters of other kinds, whose only program is an action. */
	if (!at->prog_id && at->place != PLACE_LWT && at->place != PLACE_STRUCT_OPS)
		return false;
	if (s->prog_id && at->prog_id != s->prog_id)
		return false;
	if (opt->dev && !attach_has_device(at->dev, opt->dev))
		return false;
	if (s->cgroup && (!at->path || strcmp(at->path, s->cgroup) != 0))
		return false;
	return !opt->pid || at->pid == opt->pid || has_holder(&s->links, at->link_id, opt->pid) ||
	       (!at->link_id && has_holder(&s->progs, at->prog_id, opt->pid));
}

static void show_one(struct attached_show *s, const struct attachment *a)
{
	struct place_rec p = place_rec_of(&s->list, a);

	p.head.id = a->at.link_id ? a->at.link_id : a->at.prog_id;
	p.head.holders = a->at.link_id ? &s->links : &s->progs;
	out_hold(s->out);
	record_print(s->out, &attached_record, &p);
	out_keep(s->out);
}

/* The path can be given in several ways: records of the control group itself have its full path. */
static const char *cgroup_path(const struct attached_show *s)
{
	for (size_t i = 0; s->opt->cgroup && i < s->list.count; i++)
		if (s->list.list[i].at.place == PLACE_CGROUP && !s->list.list[i].is_link)
			return s->list.list[i].at.path;
	return s->opt->cgroup;
}

/* A filter restricts the query to finders that can match it. */
static unsigned int finders_of(const struct attached_options *opt)
{
	if (opt->dev)
		return FIND_NET | FIND_LINKS;
	return opt->cgroup ? FIND_CGROUPS | FIND_LINKS : FIND_ALL;
}

static int show_all(struct attached_show *s, struct err *err)
{
	struct attach_query q = {.dev = s->opt->dev,
				 .cgroup = s->opt->cgroup,
				 .is_tree = !s->opt->cgroup,
				 .has_all_netns = s->opt->has_all_netns};
	int r;

	if (s->opt->dev && s->opt->cgroup)
		return err_usage(err, "'dev' and 'cgroup' are mutually exclusive");
	if (s->opt->prog.by != REF_ALL && ref_find_one(s->k, KIND_PROG, &s->opt->prog, &s->prog_id, err))
		return -1;
	if (holders_load(&s->progs, s->k, KIND_PROG, 0, true, err) ||
	    holders_load(&s->links, s->k, KIND_LINK, 0, true, err))
		return -1;
	r = attach_find(&s->list, s->k, finders_of(s->opt), &q, err);
	if (r)
		return r;
	s->cgroup = cgroup_path(s);
	out_list(s->out, NULL);
	for (size_t i = 0; i < s->list.count && !out_is_dead(s->out); i++)
		if (is_wanted(s, &s->list.list[i].at))
			show_one(s, &s->list.list[i]);
	out_end(s->out);
	return attach_end(&s->list, err);
}

int attached_show(struct kern *k, struct out *o, const struct attached_options *opt, struct err *err)
{
	struct attached_show s = {.k = k, .out = o, .opt = opt};
	int r = show_all(&s, err);

	holders_free(&s.progs);
	holders_free(&s.links);
	return r;
}
