/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs of control groups: of one, or of a tree of them. */
#include <string.h>

#include "linkshow/linkshow.h"
#include "linkshow/place.h"

#define ROW_TITLE(text, at_width)                                                                    \
	{                                                                                            \
		.name = (text), .label = "", .lead = " ", .width = (at_width), .style = STYLE_TITLE, \
		.flags = FIELD_TEXT_ONLY, .type = FIELD_STR, .emit = emit_title, .arg = (text),      \
	}

enum { ID_WIDTH = 8, COLUMN_WIDTH = 15 };

static void emit_title(struct out *o, const struct field *f, const void *rec)
{
	(void)rec;
	out_str(o, f, f->arg);
}

static const struct field title_fields[] = {
	ROW_TITLE("ID", ID_WIDTH),
	ROW_TITLE("AttachType", COLUMN_WIDTH),
	ROW_TITLE("AttachFlags", COLUMN_WIDTH),
	ROW_TITLE("Name", 0),
	{0},
};
static const struct field effective_title_fields[] = {
	ROW_TITLE("ID", ID_WIDTH),
	ROW_TITLE("AttachType", COLUMN_WIDTH),
	ROW_TITLE("Name", 0),
	{0},
};

/* Effective programs have no flags. */
static void emit_flags(struct out *o, const struct field *f, const void *rec)
{
	if (!((const struct place_rec *)rec)->at.is_effective)
		place_emit_cgroup_flags(o, f, rec);
}

static void emit_revision(struct out *o, const struct field *f, const void *rec)
{
	const uint64_t revision = ((const struct place_rec *)rec)->at.revision;

	if (revision)
		out_uint(o, f, revision);
	else
		out_null(o, f);
}

#define ROW_BTF_ID(member, about)                                                                   \
	{                                                                                           \
		.name = #member, .help = (about), .type = FIELD_U32,                                \
		.flags = FIELD_JSON_ONLY | FIELD_NONZERO, .off = offsetof(struct place_rec, member) \
	}

static const struct field cgroup_prog_fields[] = {
	{.name = "id",
	 .help = "ID of the program",
	 .label = "",
	 .width = ID_WIDTH,
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 PLACE_OFF(prog_id)},
	{.name = "attach_type",
	 .help = "Attach type, or its number if it has no name",
	 .label = "",
	 .lead = " ",
	 .width = COLUMN_WIDTH,
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_NAMED,
	 .emit = place_emit_attach_type},
	{.name = "attach_flags",
	 .help = "Attach flags. multi: programs of child control groups run in addition; override: they replace it; empty: they are not allowed. Absent with effective. The kernel does not report preorder",
	 .label = "",
	 .lead = " ",
	 .width = COLUMN_WIDTH,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_flags,
	 PLACE_OFF(flags)},
	{.name = "name",
	 .help = "Full name of the program; null if unknown",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .emit = place_emit_prog_name},
	{.name = "attach_btf_name",
	 .help = "For programs at a security hook, the function of the hook",
	 .label = "",
	 .lead = " ",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_btf_name},
	ROW_BTF_ID(attach_btf_obj_id, "ID of the BTF object of that function"),
	ROW_BTF_ID(attach_btf_id, "Type ID in that BTF object"),
	{.name = "position",
	 .help = "Position among the programs of the same hook in this cgroup, starting at 1",
	 .type = FIELD_U32,
	 .flags = FIELD_JSON_ONLY,
	 PLACE_OFF(position)},
	ROW_PLACE_LINK("  "),
	{.name = "revision",
	 .help = "Revision of the chain, which each change counts up; null before Linux 6.17 and with effective",
	 .type = FIELD_U64,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_revision,
	 PLACE_OFF(revision)},
	{0},
};

const struct record cgroup_prog_record = {
	.name = "cgroup program",
	.fields = cgroup_prog_fields,
	.len_off = PLACE_LEN_OFF,
};

static void print_titles(struct out *o, bool is_effective)
{
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY};
	const struct place_rec none = {.head = {.len = UINT32_MAX}};

	out_object(o, &f_text);
	record_print_fields(o, is_effective ? effective_title_fields : title_fields, PLACE_LEN_OFF, &none);
	out_end(o);
}

/* The programs of control groups, or an error if there are no control groups. */
static int find_cgroups(struct attachments *ret_list, struct kern *k, const struct attach_query *q,
			struct err *err)
{
	struct err ignored = {0};

	if (attach_find(ret_list, k, FIND_CGROUPS | FIND_LINKS, q, err))
		return -1;
	if (!((ret_list->missing | ret_list->broken) & FIND_CGROUPS))
		return 0;
	if (ret_list->broken & FIND_CGROUPS)
		*err = ret_list->first_failure;
	attach_end(ret_list, &ignored);
	if (err->kind)
		return -1;
	if (kern_source(k))
		return err_set(err, 0, "%s does not contain control groups", kern_source(k));
	return err_set(err, 0, "no cgroup2 filesystem is mounted");
}

int cgroup_show(struct kern *k, struct out *o, const char *path, bool is_effective, struct err *err)
{
	const struct attach_query q = {.cgroup = path, .is_effective = is_effective};
	struct attachments list;
	int r = find_cgroups(&list, k, &q, err);

	if (r)
		return r;
	out_list(o, NULL);
	for (size_t i = 0, shown = 0; i < list.count && !out_is_dead(o); i++) {
		const struct place_rec p = place_rec_of(&list, &list.list[i]);

		if (list.list[i].is_link)
			continue;
		if (!shown++)
			print_titles(o, is_effective);
		record_print(o, &cgroup_prog_record, &p);
	}
	out_end(o);
	return attach_end(&list, err);
}

/* The programs of the cgroup: all following records with its path. */
static void emit_programs(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;

	out_list(o, f);
	for (const struct attachment *a = p->next - 1; a < p->end && !out_is_dead(o); a++) {
		const struct place_rec one = place_rec_of(p->list, a);

		if (a->is_link || a->at.cgroup_id != p->at.cgroup_id)
			break;
		record_print(o, &cgroup_prog_record, &one);
	}
	out_end(o);
}

static const struct field tree_fields[] = {
	{.name = "cgroup",
	 .help = "Path of the cgroup",
	 .label = "",
	 .style = STYLE_PATH,
	 .type = FIELD_STR,
	 .emit = place_emit_text,
	 PLACE_OFF(path)},
	{.name = "unit",
	 .help = "Systemd unit derived from the path",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_unit,
	 PLACE_OFF(path)},
	{.name = "container",
	 .help = "Container derived from the path",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = place_emit_container,
	 PLACE_OFF(path)},
	{.name = "cgroup_id",
	 .help = "ID of the cgroup",
	 .type = FIELD_U64,
	 .flags = FIELD_JSON_ONLY,
	 PLACE_OFF(cgroup_id)},
	{.name = "programs",
	 .help = "The attached programs",
	 .label = "",
	 .lead = "    ",
	 .line = 1,
	 .layout = LAYOUT_LINES,
	 .type = FIELD_LIST,
	 .flags = FIELD_ROWS,
	 .sub = cgroup_prog_fields,
	 .emit = emit_programs},
	{0},
};

static const struct field tree_root = {.lead = "    "};

const struct record cgroup_tree_record = {
	.name = "cgroup",
	.fields = tree_fields,
	.len_off = PLACE_LEN_OFF,
	.root = &tree_root,
};

static void print_tree_title(struct out *o)
{
	static const struct field title = ROW_TITLE("CgroupPath", 0);
	static const struct field f_text = {.flags = FIELD_TEXT_ONLY};

	out_object(o, &f_text);
	out_str(o, &title, title.arg);
	out_end(o);
}

int cgroup_tree(struct kern *k, struct out *o, const char *root, bool is_effective, struct err *err)
{
	const struct attach_query q = {.cgroup = root, .is_tree = true, .is_effective = is_effective};
	struct attachments list;
	uint64_t last = 0;
	int r = find_cgroups(&list, k, &q, err);

	if (r)
		return r;
	out_list(o, NULL);
	print_tree_title(o);
	print_titles(o, is_effective);
	for (size_t i = 0; i < list.count && !out_is_dead(o); i++) {
		const struct place_rec p = place_rec_of(&list, &list.list[i]);

		if (list.list[i].is_link || p.at.cgroup_id == last)
			continue;
		last = p.at.cgroup_id;
		record_print(o, &cgroup_tree_record, &p);
	}
	out_end(o);
	return attach_end(&list, err);
}
