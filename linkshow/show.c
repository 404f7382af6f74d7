/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The listing of links: the common head, then the section of the link's type. */
#include "linkshow/linkshow.h"
#include "linkshow/rows.h"

static void emit_sections(struct out *o, const struct field *f, const void *rec)
{
	record_print_fields(o, f->sub, LINK_LEN_OFF, rec);
}

static const struct field link_fields[] = {
	ROW_OBJECT_ID("ID of the link", LINK_INFO(id)),
	ROW_OBJECT_TYPE(TYPE_OR_NUMBER, .emit = link_emit_named, .arg = &names_link_types, LINK_INFO(type)),
	{.name = "prog_id",
	 .help = "ID of the attached program; 0 for struct_ops links, whose programs are in a map",
	 .label = "prog",
	 .style = STYLE_ID,
	 .type = FIELD_U32,
	 .flags = FIELD_TEXT_NONZERO,
	 LINK_INFO(prog_id)},
	{.name = "types",
	 .help = "Further fields depend on the link type",
	 .layout = LAYOUT_SECTION,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_sections,
	 .sub = link_type_sections},
	HOLDER_ROWS(10, 11),
	{0},
};

const struct record link_record = {
	.name = "link",
	.fields = link_fields,
	.len_off = LINK_LEN_OFF,
};

static void link_show_one(struct show *s, void *arg)
{
	struct link_rec l = {.head = s->head, .info = s->walk.info.link};

	(void)arg;
	record_print(s->out, &link_record, &l);
}

int link_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err)
{
	struct show s = {.k = k, .out = o, .kind = KIND_LINK, .ref = ref, .with_pins = with_pins};

	return show_each(&s, link_show_one, NULL, err);
}
