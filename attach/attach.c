/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The walk: each finder, then the joins; and the programs that they report. */
#include "attach/attach.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "attach/list.h"
#include "kern/names.h"

void list_note(struct attachments *list, const struct err *why)
{
	if (!list->failed++)
		list->first_failure = *why;
}

static int add_found(void *arg, const struct kern_attachment *at, struct err *err)
{
	return list_add(arg, at, false, err);
}

/* Links can be of any program; for the others the loaded programs are queried. */
static const struct finder {
	unsigned int bit;
	int (*find)(struct attachments *list, struct err *err); /* NULL: the group of kern_attachments() */
	enum attach_group group;
} finders[] = {
	{FIND_NET, NULL, ATTACH_NET},     {FIND_CGROUPS, NULL, ATTACH_CGROUPS},
	{FIND_TASKS, NULL, ATTACH_TASKS}, {FIND_SOCKMAPS, NULL, ATTACH_MAPS},
	{FIND_SLOTS, NULL, ATTACH_SLOTS}, {FIND_LINKS, find_links, 0},
};

/* Of the object that was named, this finder knows whether it exists. */
static bool is_of_object(const struct finder *f, const struct attach_query *q)
{
	return (f->bit == FIND_NET && q->dev) || (f->bit == FIND_CGROUPS && q->cgroup);
}

static int ask_finder(struct attachments *list, const struct finder *f, const struct attach_query *q,
		      struct err *err)
{
	struct attach_query asked = *q;
	struct err why = {0};
	int r;

	asked.group = f->group;
	asked.prog_types = q->prog_types ? q->prog_types & list->prog_types : list->prog_types;
	r = f->find ? f->find(list, &why) : kern_attachments(list->k, &asked, add_found, list, &why);
	if (r == KERN_NONE)
		list->missing |= f->bit;
	if (r >= 0)
		return 0;
	if (why.kind != ERR_PARTIAL && is_of_object(f, q)) {
		*err = why;
		return -1;
	}
	if (why.kind != ERR_PARTIAL)
		list->broken |= f->bit;
	list_note(list, &why);
	return 0;
}

static int compare_progs(const void *key, const void *item)
{
	uint32_t id = *(const uint32_t *)key, other = ((const struct attach_prog *)item)->id;

	return id < other ? -1 : id > other;
}

static struct attach_prog *known_prog(const struct attachments *list, uint32_t id)
{
	if (!list->prog_count)
		return NULL;
	return bsearch(&id, list->progs, list->prog_count, sizeof(*list->progs), compare_progs);
}

/* Returns the new program's place in the order of IDs, NULL if memory ran out. */
static struct attach_prog *insert_prog(struct attachments *list, uint32_t id)
{
	size_t at = list->prog_count;

	if (list->prog_count == list->prog_room) {
		size_t room = list->prog_room ? 2 * list->prog_room : 64;
		struct attach_prog *progs = realloc(list->progs, room * sizeof(*progs));

		if (!progs)
			return NULL;
		list->progs = progs;
		list->prog_room = room;
	}
	while (at && list->progs[at - 1].id > id)
		at--;
	memmove(list->progs + at + 1, list->progs + at, (list->prog_count - at) * sizeof(*list->progs));
	list->prog_count++;
	return list->progs + at;
}

/* Returns KERN_NONE if the program is gone. */
static int read_prog(struct attachments *list, uint32_t id, struct attach_prog **ret_prog, struct err *err)
{
	auto_handle h = {.k = list->k, .handle = -1};
	struct uapi_prog_info info = {0};
	uint32_t len = sizeof(info);
	struct err ignored = {0};
	int r = kern_open(list->k, KIND_PROG, id, &h.handle, err);

	if (r) {
		h.k = NULL;
		return r;
	}
	if (kern_info(list->k, KIND_PROG, h.handle, &info, &len, &ignored))
		return KERN_NONE;
	*ret_prog = insert_prog(list, id);
	if (!*ret_prog)
		return err_no_memory(err);
	**ret_prog = (struct attach_prog){.id = id,
					  .type = info.type,
					  .attach_btf_obj_id = info.attach_btf_obj_id,
					  .attach_btf_id = info.attach_btf_id};
	memcpy((*ret_prog)->cut_name, info.name, UAPI_NAME_LEN - 1);
	list->prog_types |= prog_type_bit(info.type);
	return 0;
}

/*
 * Only finders that ask many places for each program type need to know which types are loaded, unless they
 * are told what to look for. The others get by with the programs that they find.
 */
static void find_types(struct attachments *list, unsigned int wanted, const struct attach_query *q)
{
	struct attach_prog *prog;
	struct err ignored = {0};
	uint32_t id = 0;
	int r = -1;

	if (wanted & (FIND_NET | FIND_CGROUPS) && !q->prog_types)
		while (!(r = kern_next_id(list->k, KIND_PROG, id, &id, &ignored)))
			if (read_prog(list, id, &prog, &ignored) < 0)
				break;
	if (r != KERN_NONE)
		list->prog_types = PROG_TYPES_ALL;
}

int attach_find(struct attachments *ret_list, struct kern *k, unsigned int wanted,
		const struct attach_query *q, struct err *err)
{
	static const struct attach_query everything = {0};
	struct attachments list = {.k = k};
	struct err ignored = {0};
	int r = 0;

	q = q ? q : &everything;
	find_types(&list, wanted, q);
	for (unsigned int i = 0; !r && i < sizeof(finders) / sizeof(finders[0]); i++)
		if (wanted & finders[i].bit)
			r = ask_finder(&list, &finders[i], q, err);
	if (!r && wanted & FIND_LINKS)
		r = join_links(&list, err);
	if (r)
		attach_end(&list, &ignored);
	else
		*ret_list = list;
	return r;
}

int attach_end(struct attachments *list, struct err *err)
{
	unsigned int failed = list->failed;
	struct err why = list->first_failure;

	free(list->list);
	free(list->progs);
	free(list->idle);
	arena_free(&list->texts);
	fullname_cache_free(&list->names);
	memset(list, 0, sizeof(*list));
	if (!failed)
		return 0;
	if (why.kind != ERR_PARTIAL)
		return err_partial(err, &why, "some attachments could not be read");
	*err = why;
	return -1;
}

struct attach_prog *attach_prog_of(struct attachments *list, uint32_t id)
{
	struct attach_prog *prog = known_prog(list, id);
	struct err ignored = {0};

	if (!prog && id && read_prog(list, id, &prog, &ignored))
		return NULL;
	return prog;
}

const char *attach_prog_name(struct attachments *list, uint32_t id)
{
	struct attach_prog *prog = attach_prog_of(list, id);
	char name[FULLNAME_LEN];

	if (!prog)
		return NULL;
	if (prog->name)
		return prog->name;
	if (strlen(prog->cut_name) < UAPI_NAME_LEN - 1 ||
	    !fullname_by_id(list->k, KIND_PROG, id, &list->names, name))
		snprintf(name, sizeof(name), "%s", prog->cut_name);
	/* The program's own place can move. */
	prog->name = arena_text(&list->texts, name);
	return prog->name;
}
