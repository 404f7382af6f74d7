/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Owners and pins of objects, and the rows that show them. */
#include "loaded/holders.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/out.h"
#include "lib/record.h"

enum { CONTAINER_ID_LEN = 64 };

struct pin_collector {
	struct holders *h;
	enum kern_kind kind;
};

static int collect_pin(void *arg, const struct kern_pin *pin, struct err *err)
{
	struct pin_collector *c = arg;
	struct holders *h = c->h;

	if (!pin->is_object || pin->kind != c->kind)
		return 0;
	if (h->pin_count == h->pin_room) {
		size_t room = h->pin_room ? 2 * h->pin_room : 16;
		struct holder_pin *pins = realloc(h->pins, room * sizeof(*pins));

		if (!pins)
			return err_no_memory(err);
		h->pins = pins;
		h->pin_room = room;
	}
	h->pins[h->pin_count].id = pin->id;
	h->pins[h->pin_count].file = pin->file;
	h->pins[h->pin_count].path = strdup(pin->path);
	if (!h->pins[h->pin_count].path)
		return err_no_memory(err);
	h->pin_count++;
	return 0;
}

static int compare_pins(const void *a, const void *b)
{
	const struct holder_pin *pa = a, *pb = b;

	if (pa->id != pb->id)
		return pa->id < pb->id ? -1 : 1;
	return strcmp(pa->path, pb->path);
}

int holders_load(struct holders *h, struct kern *k, enum kern_kind kind, uint32_t only, bool with_pins,
		 struct err *err)
{
	struct pin_collector c = {h, kind};
	struct err ignored = {0};

	memset(h, 0, sizeof(*h));
	h->k = k;
	h->has_pins = with_pins;
	/* A listing without owners is still worth printing; it reports that it is incomplete. */
	if (kern_owners(k, kind, only, &h->owners, &ignored))
		h->owners = (struct kern_owners){.is_complete = false};
	if (!with_pins)
		return 0;
	if (kern_pins(k, NULL, collect_pin, &c, err) < 0)
		return -1;
	if (h->pin_count)
		qsort(h->pins, h->pin_count, sizeof(*h->pins), compare_pins);
	return 0;
}

void holders_free(struct holders *h)
{
	kern_owners_free(&h->owners);
	for (size_t i = 0; i < h->pin_count; i++)
		free(h->pins[i].path);
	free(h->pins);
	memset(h, 0, sizeof(*h));
}

void holders_emit_pins(struct out *o, const struct field *f, const void *rec)
{
	const struct object_rec *r = rec;

	if (!r->holders->has_pins)
		return;
	out_list(o, f);
	for (size_t i = 0; i < r->holders->pin_count; i++)
		if (r->holders->pins[i].id == r->id)
			out_str(o, NULL, r->holders->pins[i].path);
	out_end(o);
}

/* First owner of @id in the sorted list. */
static size_t first_owner(const struct kern_owners *owners, uint32_t id)
{
	size_t low = 0, high = owners->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (owners->list[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Queried only if the format shows it. */
struct pid_rec {
	uint32_t len;
	const struct kern_owner *owner;
	struct holders *h;
};

static const struct kern_process *process_of(const struct pid_rec *p)
{
	struct err ignored = {0};

	if (p->h->process_pid != p->owner->pid) {
		memset(&p->h->process, 0, sizeof(p->h->process));
		if (kern_process(p->h->k, p->owner->pid, &p->h->process, &ignored))
			memset(&p->h->process, 0, sizeof(p->h->process));
		p->h->process_pid = p->owner->pid;
	}
	return &p->h->process;
}

static void emit_pid(struct out *o, const struct field *f, const void *rec)
{
	out_uint(o, f, ((const struct pid_rec *)rec)->owner->pid);
}

static void emit_comm(struct out *o, const struct field *f, const void *rec)
{
	const char *comm = ((const struct pid_rec *)rec)->owner->comm;

	out_strn(o, f, comm, strnlen(comm, KERN_COMM_LEN));
}

static void emit_known(struct out *o, const struct field *f, const char *text)
{
	if (*text)
		out_str(o, f, text);
}

static void emit_exe(struct out *o, const struct field *f, const void *rec)
{
	emit_known(o, f, process_of(rec)->exe);
}

static void emit_cgroup(struct out *o, const struct field *f, const void *rec)
{
	emit_known(o, f, process_of(rec)->cgroup);
}

/* Paths are /system.slice/docker-0123….scope, /kubepods/…/0123…, /system.slice/ssh.service. */

/* The container's id inside one path component: 64 hex digits at its start, or after a dash or colon. */
static const char *container_id(const char *part, size_t len)
{
	size_t digits = 0;

	for (size_t i = 0; i < len; i++) {
		digits = isxdigit((unsigned char)part[i]) ? digits + 1 : 0;
		if (digits == CONTAINER_ID_LEN && (i + 1 == len || !isalnum((unsigned char)part[i + 1])))
			return part + i + 1 - CONTAINER_ID_LEN;
	}
	return NULL;
}

static bool has_ending(const char *part, size_t len, const char *ending)
{
	size_t n = strlen(ending);

	return len > n && !memcmp(part + len - n, ending, n);
}

void cgroup_container(const char *path, char ret_container[CGROUP_NAME_LEN])
{
	ret_container[0] = '\0';
	for (const char *p = path; *p; p += strcspn(p, "/"), p += *p == '/') {
		const char *id = container_id(p, strcspn(p, "/"));

		if (id)
			snprintf(ret_container, CGROUP_NAME_LEN, "%.*s", CONTAINER_ID_LEN, id);
	}
}

/* The innermost service, socket or scope that does not belong to a container. */
void cgroup_unit(const char *path, char ret_unit[CGROUP_NAME_LEN])
{
	static const char *const endings[] = {".service", ".scope", ".socket", ".mount", NULL};

	ret_unit[0] = '\0';
	for (const char *p = path; *p; p += strcspn(p, "/"), p += *p == '/') {
		size_t len = strcspn(p, "/");

		for (const char *const *e = endings; *e; e++)
			if (has_ending(p, len, *e) && !container_id(p, len))
				snprintf(ret_unit, CGROUP_NAME_LEN, "%.*s", (int)len, p);
	}
}

static void emit_unit(struct out *o, const struct field *f, const void *rec)
{
	char unit[CGROUP_NAME_LEN];

	cgroup_unit(process_of(rec)->cgroup, unit);
	emit_known(o, f, unit);
}

static void emit_container(struct out *o, const struct field *f, const void *rec)
{
	char container[CGROUP_NAME_LEN];

	cgroup_container(process_of(rec)->cgroup, container);
	emit_known(o, f, container);
}

#define DETAIL(key, about, fn)                                          \
	{                                                               \
		.name = (key), .help = (about), .type = FIELD_STR,      \
		.flags = FIELD_JSON_ONLY | FIELD_OPTIONAL, .emit = (fn) \
	}

const struct field holder_pid_fields[] = {
	{.name = "pid", .help = "Process ID", .type = FIELD_U32, .flags = FIELD_JSON_ONLY, .emit = emit_pid},
	{.name = "comm", .help = "Process name", .label = "", .type = FIELD_STR, .emit = emit_comm},
	{.name = "pid", .label = "", .lead = "(", .tail = ")", .flags = FIELD_TEXT_ONLY, .emit = emit_pid},
	DETAIL("exe", "Executable of the process", emit_exe),
	DETAIL("cgroup", "Control group of the process", emit_cgroup),
	DETAIL("unit", "Systemd unit of the process", emit_unit),
	DETAIL("container", "Container of the process", emit_container),
	{0},
};

void holders_emit_pids(struct out *o, const struct field *f, const void *rec)
{
	const struct object_rec *r = rec;
	const struct kern_owners *owners = &r->holders->owners;
	size_t i = first_owner(owners, r->id);

	if (i == owners->count || owners->list[i].id != r->id)
		return;
	out_list(o, f);
	for (; i < owners->count && owners->list[i].id == r->id; i++) {
		struct pid_rec p = {.len = UINT32_MAX, .owner = &owners->list[i], .h = r->holders};

		out_object(o, NULL);
		record_print_fields(o, holder_pid_fields, offsetof(struct pid_rec, len), &p);
		out_end(o);
	}
	out_end(o);
}

void holders_emit_complete(struct out *o, const struct field *f, const void *rec)
{
	if (!((const struct object_rec *)rec)->holders->owners.is_complete)
		out_bool(o, f, false);
}
