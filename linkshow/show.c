/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The listing of links: the common head, then the section of the link's type. */
#include <stdio.h>
#include <string.h>

#include "attach/attach.h"
#include "linkshow/linkshow.h"
#include "linkshow/rows.h"

static void emit_sections(struct out *o, const struct field *f, const void *rec)
{
	record_print_fields(o, f->sub, LINK_LEN_OFF, rec);
}

static void emit_prog_type(struct out *o, const struct field *f, const void *rec)
{
	const struct link_rec *l = rec;

	if (l->has_prog)
		names_print(l->head.k, o, f, &names_prog_types, l->prog_type);
}

/* Links of other types end when nothing holds them. */
static void emit_detachable(struct out *o, const struct field *f, const void *rec)
{
	static const uint32_t types[] = {UAPI_LINK_CGROUP,  UAPI_LINK_XDP,       UAPI_LINK_TCX,
					 UAPI_LINK_NETKIT,  UAPI_LINK_NETNS,     UAPI_LINK_NETFILTER,
					 UAPI_LINK_SOCKMAP, UAPI_LINK_STRUCT_OPS};
	const struct link_rec *l = rec;
	bool is_detachable = false;

	for (unsigned int i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		is_detachable |= types[i] == l->info.type;
	out_bool(o, f, is_detachable);
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
	{.name = "prog_name",
	 .help = "Full name of the program",
	 .label = "name",
	 .style = STYLE_NAME,
	 .type = FIELD_STR,
	 .flags = FIELD_NONZERO,
	 .off = offsetof(struct link_rec, prog_name),
	 .size = FULLNAME_LEN},
	{.name = "prog_type",
	 .help = "Type of the program, or its number if it has no name",
	 .style = STYLE_TYPE,
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_prog_type},
	{.name = "types",
	 .help = "Further fields depend on the link type",
	 .layout = LAYOUT_SECTION,
	 .flags = FIELD_OPTIONAL,
	 .emit = emit_sections,
	 .sub = link_type_sections},
	{.name = "detachable",
	 .help = "Whether link detach applies to links of this type, of struct_ops from Linux 6.10; others end when nothing holds them",
	 .type = FIELD_BOOL,
	 .flags = FIELD_JSON_ONLY,
	 .emit = emit_detachable},
	HOLDER_ROWS(10, 11),
	{0},
};

const struct record link_record = {
	.name = "link",
	.fields = link_fields,
	.len_off = LINK_LEN_OFF,
};

/* One call a program: the whole name is read only if the kernel's is cut. */
static void read_prog(struct link_rec *l, struct fullname_cache *cache)
{
	auto_handle h = {.k = l->head.k, .handle = -1};
	struct uapi_prog_info info = {0};
	uint32_t len = sizeof(info);
	struct err ignored = {0};

	if (!l->info.prog_id || kern_open(h.k, KIND_PROG, l->info.prog_id, &h.handle, &ignored)) {
		h.k = NULL;
		return;
	}
	l->has_prog = !kern_info(h.k, KIND_PROG, h.handle, &info, &len, &ignored);
	l->prog_type = info.type;
	if (strnlen(info.name, UAPI_NAME_LEN) < UAPI_NAME_LEN - 1 ||
	    !fullname_by_id(h.k, KIND_PROG, l->info.prog_id, cache, l->prog_name))
		snprintf(l->prog_name, sizeof(l->prog_name), "%.*s", UAPI_NAME_LEN, info.name);
}

/* What the links of one listing share. */
struct link_listing {
	struct fullname_cache names;
	struct attachments devices; /* what is attached in this network namespace; read for the first link */
	bool has_devices;
};

static bool is_of_device(uint32_t type)
{
	return type == UAPI_LINK_XDP || type == UAPI_LINK_TCX || type == UAPI_LINK_NETKIT;
}

/* A link's info has no namespace: the device is this one only if the link is found there. */
static void find_device(struct link_rec *l, struct link_listing *listing)
{
	const struct attach_query q = {.prog_types = prog_type_bit(BPF_PROG_TYPE_XDP) |
						     prog_type_bit(BPF_PROG_TYPE_SCHED_CLS)};
	struct err ignored = {0};

	if (!is_of_device(l->info.type) || !l->info.dev.ifindex)
		return;
	if (!listing->has_devices && attach_find(&listing->devices, l->head.k, FIND_NET, &q, &ignored))
		return;
	listing->has_devices = true;
	l->is_searched = !(listing->devices.missing & FIND_NET);
	for (size_t i = 0; i < listing->devices.count; i++) {
		const struct kern_attachment *at = &listing->devices.list[i].at;
		bool is_same = l->info.type == UAPI_LINK_XDP
				       ? at->place == PLACE_XDP && at->prog_id == l->info.prog_id
				       : at->link_id == l->info.id;

		if (is_same && at->ifindex == l->info.dev.ifindex)
			l->dev = at->dev;
	}
}

static void link_show_one(struct show *s, void *arg)
{
	struct link_rec l = {.head = s->head, .info = s->walk.info.link};
	struct link_listing *listing = arg;

	read_prog(&l, &listing->names);
	find_device(&l, listing);
	record_print(s->out, &link_record, &l);
}

int link_show(struct kern *k, struct out *o, const struct ref *ref, bool with_pins, struct err *err)
{
	struct show s = {.k = k, .out = o, .kind = KIND_LINK, .ref = ref, .with_pins = with_pins};

	struct link_listing listing = {0};
	struct err ignored = {0};
	int r = show_each(&s, link_show_one, &listing, err);

	fullname_cache_free(&listing.names);
	if (listing.has_devices)
		attach_end(&listing.devices, &ignored);
	return r;
}
