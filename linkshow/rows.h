/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The parts of link rows: the record, the sections of the types, and the emitters for values common to
 * several types. A new link type is one array of rows and one LINK_SECTION in types.c.
 */
#ifndef BPFI_LINKSHOW_ROWS_H
#define BPFI_LINKSHOW_ROWS_H

#include "kern/names.h"
#include "lib/field.h"
#include "lib/record.h"
#include "loaded/fullname.h"
#include "loaded/holders.h"
#include "loaded/walk.h"

struct link_rec {
	struct object_rec head;
	struct uapi_link_info info;
	/* Of the program; the name is empty where it could not be read. */
	bool has_prog;
	uint32_t prog_type;
	char prog_name[FULLNAME_LEN];
	/* A device link: was it searched for in this network namespace, and the name of the device there. */
	bool is_searched;
	const char *dev;
};

#define LINK_INFO(member) .off = offsetof(struct link_rec, info.member), NEED(uapi_link_info, member)
#define LINK_LEN_OFF      offsetof(struct link_rec, head.len)

/* Rows that are present if the number at @member is @value. */
#define LINK_SECTION(title, about, member, value, rows)                                              \
	{                                                                                            \
		.name = (title), .help = (about), .layout = LAYOUT_SECTION, .flags = FIELD_OPTIONAL, \
		.emit = link_emit_section, .sub = (rows), .arg = &(const uint32_t){value},           \
		LINK_INFO(member),                                                                   \
	}
bool link_section_applies(const struct field *f, const void *rec);
void link_emit_section(struct out *o, const struct field *f, const void *rec);

/* .arg is a struct names: the word for the number at .off; FIELD_NONZERO as usual. */
void link_emit_named(struct out *o, const struct field *f, const void *rec);
/* The number at .off, for rows whose value is a string in JSON. */
void link_emit_u64(struct out *o, const struct field *f, const void *rec);
/* The text that the pointer at .off points to. */
void link_emit_text(struct out *o, const struct field *f, const void *rec);
/* .arg is a word that only text shows; the second: only if the pointer at .off is not NULL. */
void link_emit_word(struct out *o, const struct field *f, const void *rec);
void link_emit_heading(struct out *o, const struct field *f, const void *rec);
/* From the number at .off: network device, path of a cgroup, name of a map. */
void link_emit_devname(struct out *o, const struct field *f, const void *rec);
void link_emit_cgroup_path(struct out *o, const struct field *f, const void *rec);
void link_emit_map_name(struct out *o, const struct field *f, const void *rec);
/* Bit 0 at .off: the probe is at the return of the function. */
void link_emit_retprobe(struct out *o, const struct field *f, const void *rec);
/* .arg is a struct flag_names. */
void link_emit_flag_names(struct out *o, const struct field *f, const void *rec);

/* Shown if the kernel has a number but it has no known name. */
#define LINK_UNKNOWN "(unknown)"

#define ROW_ATTACH_TYPE(at_line, member)                                                            \
	{                                                                                           \
		.name = "attach_type", .help = "Attach type, or its number if it has no name",      \
		.line = (at_line), .style = STYLE_TYPE, .type = FIELD_STR, .emit = link_emit_named, \
		.arg = &names_attach_types, LINK_INFO(member),                                      \
	}
#define ROW_COOKIE(at_line, member)                                                                   \
	{                                                                                             \
		.name = "cookie", .help = "Cookie given at attach time, which the program can read",  \
		.line = (at_line), .type = FIELD_U64, .flags = FIELD_TEXT_NONZERO, LINK_INFO(member), \
	}
#define ROW_MAP_NAME(at_line, member)                                                                      \
	{                                                                                                  \
		.name = "map_name", .help = "Name of the map", .line = (at_line), .style = STYLE_NAME,     \
		.type = FIELD_STR, .flags = FIELD_OPTIONAL, .emit = link_emit_map_name, LINK_INFO(member), \
	}
#define ROW_CGROUP_PATH(at_line, member)                                                                       \
	{                                                                                                      \
		.name = "cgroup_path",                                                                         \
		.help = "Path of the cgroup; (detached) if the cgroup is gone, (unknown) if it was not found", \
		.line = (at_line), .style = STYLE_PATH, .type = FIELD_STR, .emit = link_emit_cgroup_path,      \
		LINK_INFO(member),                                                                             \
	}

/* One section for each link type (types.c), and what the larger ones are made of. */
extern const struct field link_type_sections[];
extern const struct field link_iter_fields[];         /* iter.c */
extern const struct field link_netfilter_fields[];    /* netfilter.c */
extern const struct field link_perf_fields[];         /* perf.c */
extern const struct field link_kprobe_multi_fields[]; /* multi.c */
extern const struct field link_uprobe_multi_fields[];
extern const struct field link_tracing_multi_fields[];
extern const struct field link_tracing_fields[]; /* tracing.c; for a separate record */
void link_emit_tracing(struct out *o, const struct field *f, const void *rec);
void link_emit_lsm_target(struct out *o, const struct field *f, const void *rec);

#endif
