/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Values of attachments. */
#include "attach/attach.h"

#include <stdio.h>
#include <string.h>

#include "kern/names.h"
#include "lib/record.h"
#include "loaded/btfname.h"
#include "loaded/holders.h"

struct place_rec place_rec_of(struct attachments *list, const struct attachment *a)
{
	const struct attach_prog *prog = attach_prog_of(list, a->at.prog_id);
	struct place_rec p = {.head = {.len = UINT32_MAX, .k = list->k},
			      .list = list,
			      .at = a->at,
			      .is_detached = a->is_detached,
			      .next = a + 1,
			      .end = list->list + list->count};

	if (prog && prog->type == BPF_PROG_TYPE_LSM) {
		p.attach_btf_obj_id = prog->attach_btf_obj_id;
		p.attach_btf_id = prog->attach_btf_id;
	}
	return p;
}

static const char *text_at(const struct field *f, const void *rec)
{
	const char *text;

	memcpy(&text, (const char *)rec + f->off, sizeof(text));
	return text;
}

void place_emit_text(struct out *o, const struct field *f, const void *rec)
{
	const char *text = text_at(f, rec);

	if (text)
		out_str(o, f, text);
}

void place_emit_known(struct out *o, const struct field *f, const void *rec)
{
	uint32_t v = record_u32(f, rec);

	if (v)
		out_uint(o, f, v);
	else
		out_null(o, f);
}

void place_emit_attach_type(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;

	names_print(p->head.k, o, f, &names_attach_types, p->at.attach_type);
}

void place_emit_prog_name(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;
	const char *name = attach_prog_name(p->list, p->at.prog_id);

	if (name)
		out_str(o, f, name);
	else
		out_null(o, f);
}

void place_emit_prog_type(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;
	const struct attach_prog *prog = attach_prog_of(p->list, p->at.prog_id);

	if (prog)
		names_print(p->head.k, o, f, &names_prog_types, prog->type);
	else
		out_null(o, f);
}

void place_emit_btf_name(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;
	char name[FULLNAME_LEN];

	if (p->attach_btf_id &&
	    btfname_of(p->head.k, p->attach_btf_obj_id, p->attach_btf_id, name, sizeof(name)))
		out_str(o, f, name);
}

void place_emit_cgroup_flags(struct out *o, const struct field *f, const void *rec)
{
	static const char *const words[] = {"", "override", "multi"};
	uint32_t flags = record_u32(f, rec);
	char text[32];

	snprintf(text, sizeof(text), "unknown(%x)", flags);
	out_str(o, f, flags < sizeof(words) / sizeof(words[0]) ? words[flags] : text);
}

void place_emit_unit(struct out *o, const struct field *f, const void *rec)
{
	const char *path = text_at(f, rec);
	char unit[CGROUP_NAME_LEN] = "";

	if (path)
		cgroup_unit(path, unit);
	if (*unit)
		out_str(o, f, unit);
}

void place_emit_container(struct out *o, const struct field *f, const void *rec)
{
	const char *path = text_at(f, rec);
	char container[CGROUP_NAME_LEN] = "";

	if (path)
		cgroup_container(path, container);
	if (*container)
		out_str(o, f, container);
}

void place_emit_bits(struct out *o, const struct field *f, const void *rec)
{
	uint32_t bits = record_u32(f, rec);

	out_list(o, f);
	for (; bits; bits &= bits - 1)
		out_uint(o, NULL, bits & -bits);
	out_end(o);
}

void place_emit_xdp_mode(struct out *o, const struct field *f, const void *rec)
{
	static const char *const modes[] = {NULL, "driver", "generic", "offload"};
	uint32_t mode = record_u32(f, rec);

	if (mode && mode < sizeof(modes) / sizeof(modes[0]))
		out_str(o, f, modes[mode]);
	else
		out_uint(o, f, mode);
}

void place_emit_lwt_hook(struct out *o, const struct field *f, const void *rec)
{
	static const char *const hooks[] = {NULL, "in", "out", "xmit", "seg6local"};
	uint32_t mode = ((const struct place_rec *)rec)->at.mode;

	if (mode && mode < sizeof(hooks) / sizeof(hooks[0]))
		out_str(o, f, hooks[mode]);
}

void place_emit_family(struct out *o, const struct field *f, const void *rec)
{
	names_print(NULL, o, f, &names_netfilter_families, ((const struct place_rec *)rec)->at.pf);
}

void place_emit_hook(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;

	names_print(NULL, o, f, names_netfilter_hooks(p->at.pf), p->at.hook);
}

void place_emit_map_name(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;
	char name[FULLNAME_LEN];

	if (p->at.map_id && fullname_by_id(p->head.k, KIND_MAP, p->at.map_id, NULL, name))
		out_str(o, f, name);
}

void place_emit_detached(struct out *o, const struct field *f, const void *rec)
{
	const struct place_rec *p = rec;

	if (p->is_detached)
		out_bool(o, f, true);
	else if (p->at.place == PLACE_NETFILTER && !p->at.position)
		out_null(o, f);
}

const char *place_direction(const struct kern_attachment *at)
{
	switch (at->attach_type) {
	case UAPI_ATTACH_TCX_INGRESS:
		return "tcx/ingress";
	case UAPI_ATTACH_TCX_EGRESS:
		return "tcx/egress";
	case UAPI_ATTACH_NETKIT_PRIMARY:
		return "netkit/primary";
	case UAPI_ATTACH_NETKIT_PEER:
		return "netkit/peer";
	default:
		return NULL;
	}
}
