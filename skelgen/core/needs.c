/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * From a relocation record to the names to look for. Where an object's own record makes no sense (a member
 * that its type does not have), loaders refuse the object, and so does this.
 */
#include "skelgen/core/needs.h"

#include <stdlib.h>
#include <string.h>

/* A flavour begins with the last "___" that has other characters on both sides. */
uint32_t core_name_length(const char *name)
{
	const size_t length = strlen(name);

	for (size_t at = length; at-- > 4;)
		if (name[at] != '_' && !memcmp(name + at - 3, "___", 3) && name[at - 4] != '_')
			return (uint32_t)(at - 3);
	return (uint32_t)length;
}

static int bad(const struct core_need *need, const struct ext_record *r, const char *what, struct err *err)
{
	return err_set(err, 0, "relocation of section '%.128s' at byte %u, type %u '%.128s': %s",
		       r->section->name, r->insn, need->type, types_name(need->local, need->type), what);
}

/* "0:1:2"; false at the end. A sign is not a digit: nothing precedes the first member. */
static bool next_number(const char **at, uint32_t *ret_number, bool *ret_is_bad)
{
	uint64_t number = 0;

	if (!**at)
		return false;
	*ret_is_bad = **at < '0' || **at > '9';
	for (; **at >= '0' && **at <= '9' && number <= INT32_MAX; ++*at)
		number = number * 10 + (uint64_t)(**at - '0');
	*ret_is_bad |= number > INT32_MAX || (**at && **at != ':') || (**at && !(*at)[1]);
	*at += **at == ':';
	*ret_number = (uint32_t)number;
	return true;
}

/* Where a walk over an access string is. */
struct walk {
	const struct wire_type *in;       /* the type that has the last member */
	const struct wire_member *member; /* the last step, if it was a named member */
	uint32_t type;
	struct core_step steps[CORE_STEPS];
	uint32_t count;
};

static bool is_flexible(const struct walk *w, const struct wire_type *array)
{
	return w->member && !type_array(array)->count &&
	       w->member == &type_members(w->in)[type_vlen(w->in) - 1];
}

/* One step further. NULL, or what is wrong with it. */
static const char *take_step(const struct types *t, struct walk *w, uint32_t number)
{
	const struct wire_type *at = types_at(t, types_resolve(t, w->type));
	struct core_step step = {.index = number};

	if (kind_is_composite(type_kind(at))) {
		if (number >= type_vlen(at))
			return "the member does not exist";
		w->in = at;
		w->member = &type_members(at)[number];
		w->type = w->member->type;
		step.name = types_string(t, w->member->name_off);
		step.type = w->type;
		/* Members of anonymous ones are looked for from the outside. */
		if (!*step.name) {
			w->member = NULL;
			return NULL;
		}
	} else if (type_kind(at) == BK_ARRAY) {
		if (number >= type_array(at)->count && !is_flexible(w, at))
			return "the element does not exist";
		w->type = type_array(at)->type;
		w->member = NULL;
	} else {
		return "a step into something that has no members";
	}
	w->steps[w->count++] = step;
	return NULL;
}

static int keep_steps(struct core_need *n, const struct core_step *steps, uint32_t count, struct err *err)
{
	n->steps = malloc((count + (size_t)1) * sizeof(*steps));
	if (!n->steps)
		return err_no_memory(err);
	memcpy(n->steps, steps, count * sizeof(*steps));
	n->step_count = count;
	return 0;
}

static int read_field(struct core_need *n, const char *access, const struct ext_record *r, struct err *err)
{
	struct walk w = {.type = n->type};
	uint32_t number, count = 0;
	bool is_bad = false;

	for (; next_number(&access, &number, &is_bad); count++) {
		const char *what;

		if (is_bad || count == CORE_STEPS)
			return bad(n, r, "invalid access string", err);
		/* The first one counts from one root to the next, as in p[1].x. */
		what = count ? take_step(n->local, &w, number) : NULL;
		if (what)
			return bad(n, r, what, err);
	}
	return count ? keep_steps(n, w.steps, w.count, err) : bad(n, r, "empty access string", err);
}

static int read_enumerator(struct core_need *n, const char *access, const struct ext_record *r,
			   struct err *err)
{
	const struct types *t = n->local;
	const struct wire_type *at = types_at(t, types_resolve(t, n->type));
	struct core_step step = {0};
	bool is_bad = false;
	uint32_t number;

	if (!next_number(&access, &number, &is_bad) || is_bad || *access)
		return bad(n, r, "invalid access string", err);
	if (!kind_is_enum(type_kind(at)) || number >= type_vlen(at))
		return bad(n, r, "the enumerator does not exist", err);
	step.name = types_string(t, type_enum_name(at, number));
	return keep_steps(n, &step, 1, err);
}

static int read_need(struct core_need *n, const char *access, const struct ext_record *r, struct err *err)
{
	if (!*types_name(n->local, n->type))
		return bad(n, r, "its type has no name", err);
	if (n->kind <= CORE_FIELD_RSHIFT)
		return read_field(n, access, r, err);
	if (n->kind == CORE_ENUMERATOR_EXISTS || n->kind == CORE_ENUMERATOR_VALUE)
		return read_enumerator(n, access, r, err);
	return strcmp(access, "0") != 0 ? bad(n, r, "invalid access string", err) : 0;
}

static struct core_need *needs_room(struct core_needs *needs, struct err *err)
{
	if (needs->count == needs->room) {
		uint32_t room = needs->room ? needs->room * 2 : 256;
		struct core_need *list = realloc(needs->list, room * sizeof(*list));

		if (!list) {
			err_no_memory(err);
			return NULL;
		}
		needs->list = list;
		needs->room = room;
	}
	return &needs->list[needs->count];
}

int core_needs_add(struct core_needs *needs, const struct types *local, const struct ext_record *r,
		   struct err *err)
{
	struct core_need n = {.local = local, .type = r->words[1], .kind = r->words[3]}, *place;

	if (r->words[3] >= CORE_KINDS)
		return bad(&n, r, "a kind of relocation newer than this program", err);
	if (n.kind == CORE_TYPE_ID_LOCAL)
		return 0;
	place = needs_room(needs, err);
	if (!place)
		return -1;
	if (read_need(&n, types_string(local, r->words[2]), r, err)) {
		free(n.steps);
		return -1;
	}
	*place = n;
	needs->count++;
	return 0;
}

static uint32_t name_place(const struct core_needs *needs, const char *name, uint32_t length)
{
	uint32_t hash = 2166136261u;

	for (uint32_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619u;
	for (uint32_t at = hash;; at++) {
		const struct core_name *n = &needs->names[at & (needs->name_room - 1)];

		if (!n->first || (n->length == length && !memcmp(n->name, name, length)))
			return at & (needs->name_room - 1);
	}
}

/* With a flavour after it, a short name begins in another way. */
static void note_beginning(struct core_needs *needs, const char *name, uint32_t length)
{
	char begin[4] = "", flavoured[4] = "___";
	const uint32_t own = length < 3 ? length : 3;

	memcpy(begin, name, own);
	memcpy(flavoured, name, own);
	needs->beginnings[core_beginning(begin)] = 1;
	needs->beginnings[core_beginning(flavoured)] = 1;
}

int core_needs_index(struct core_needs *needs, struct err *err)
{
	free(needs->names);
	memset(needs->beginnings, 0, sizeof(needs->beginnings));
	for (needs->name_room = 64; needs->name_room < needs->count * 4;)
		needs->name_room *= 2;
	needs->names = calloc(needs->name_room, sizeof(*needs->names));
	if (!needs->names)
		return err_no_memory(err);
	for (uint32_t i = 0; i < needs->count; i++) {
		const char *name = types_name(needs->list[i].local, needs->list[i].type);
		const uint32_t length = core_name_length(name);
		struct core_name *n = &needs->names[name_place(needs, name, length)];

		note_beginning(needs, name, length);
		needs->list[i].next = n->first;
		*n = (struct core_name){name, length, i + 1};
	}
	return 0;
}

uint32_t core_needs_find(const struct core_needs *needs, const char *name)
{
	return needs->names[name_place(needs, name, core_name_length(name))].first;
}

void core_needs_free(struct core_needs *needs)
{
	for (uint32_t i = 0; i < needs->count; i++)
		free(needs->list[i].steps);
	free(needs->list);
	free(needs->names);
	*needs = (struct core_needs){0};
}
