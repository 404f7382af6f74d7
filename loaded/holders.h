/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Who keeps an object alive: processes with a descriptor, and pins. Queried once per listing, shown with
 * every kind.
 */
#ifndef BPFI_LOADED_HOLDERS_H
#define BPFI_LOADED_HOLDERS_H

#include "kern/kern.h"
#include "lib/field.h"

struct holder_pin {
	uint32_t id;
	uint64_t file; /* see struct kern_pin */
	char *path;
};

struct holders {
	struct kern *k;
	struct kern_owners owners;
	bool has_pins; /* requested */
	struct holder_pin *pins;
	size_t pin_count, pin_room;
	struct kern_process process; /* of the last pid looked up */
	uint32_t process_pid;
};

/* @only: of this object, 0: of all. @with_pins: also where objects are pinned. Owners that cannot be queried
 * leave an incomplete answer. */
int holders_load(struct holders *h, struct kern *k, enum kern_kind kind, uint32_t only, bool with_pins,
		 struct err *err);
void holders_free(struct holders *h);

/* The common head of every object's record. */
struct object_rec {
	uint32_t len; /* bytes of the info struct that the kernel returned */
	uint32_t id;
	struct kern *k;
	struct holders *holders;
};

/* What a control group's path shows about its processes: the systemd unit, the container; "" for none. */
enum { CGROUP_NAME_LEN = 256 };
void cgroup_unit(const char *path, char ret_unit[CGROUP_NAME_LEN]);
void cgroup_container(const char *path, char ret_container[CGROUP_NAME_LEN]);

extern const struct field holder_pid_fields[];
void holders_emit_pins(struct out *o, const struct field *f, const void *rec);
void holders_emit_pids(struct out *o, const struct field *f, const void *rec);
void holders_emit_complete(struct out *o, const struct field *f, const void *rec);

/*
 * How the text of every record of an object begins: "25: hash". What follows the help overrides or adds
 * members of the row.
 */
#define ROW_OBJECT_ID(about, ...)                                                                 \
	{                                                                                         \
		.name = "id", .help = (about), .label = "", .style = STYLE_ID, .type = FIELD_U32, \
		__VA_ARGS__                                                                       \
	}
#define ROW_OBJECT_TYPE(about, ...)                                                              \
	{                                                                                        \
		.name = "type", .help = (about), .label = "", .lead = ": ", .style = STYLE_TYPE, \
		.type = FIELD_STR, __VA_ARGS__                                                   \
	}
#define TYPE_OR_NUMBER "Type, or its number if not even the running kernel's BTF has a name for it"

/* The rows of both, for the record of a kind: pins on text line @pin_line, pids on @pid_line. */
#define HOLDER_ROWS(pin_line, pid_line)                                                                       \
	{.name = "pinned",                                                                                    \
	 .help = "Paths where the object is pinned",                                                          \
	 .line = (pin_line),                                                                                  \
	 .style = STYLE_PATH,                                                                                 \
	 .layout = LAYOUT_LINES,                                                                              \
	 .type = FIELD_LIST,                                                                                  \
	 .sub_type = FIELD_STR,                                                                               \
	 .flags = FIELD_OPTIONAL,                                                                             \
	 .emit = holders_emit_pins},                                                                          \
		{.name = "pids",                                                                              \
		 .help = "Processes that hold a file descriptor of the object",                               \
		 .line = (pid_line),                                                                          \
		 .type = FIELD_LIST,                                                                          \
		 .flags = FIELD_OPTIONAL,                                                                     \
		 .sub = holder_pid_fields,                                                                    \
		 .emit = holders_emit_pids},                                                                  \
	{                                                                                                     \
		.name = "pids_complete",                                                                      \
		.help = "False if some processes could not be inspected, so that others may hold the object", \
		.label = NULL, .no = "pids incomplete", .line = (pid_line), .type = FIELD_BOOL,               \
		.style = STYLE_WARN, .flags = FIELD_OPTIONAL, .emit = holders_emit_complete                   \
	}

#endif
