/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Words of the commands that load: section names, maps that replace the object's, hooks. */
#include <stdio.h>

#include "kern/names.h"
#include "lib/cmd.h"
#include "lib/num.h"
#include "lib/words.h"
#include "objfile/objfile.h"
#include "progshow/load/load.h"

static int parse_section(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	if (!*rest->at[0])
		return err_usage(err, "%s is empty", a->type->token);
	*(const char **)dst = *rest->at++;
	rest->left--;
	return 0;
}

/* The usual ones: the given word is passed to libbpf, which knows all. */
static void complete_section(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	for (const char *const *name = objfile_types; *name; name++)
		complete_add(c, *name, NULL);
}

const struct arg_type arg_section = {
	.token = "TYPE",
	.help = "Section name that libbpf knows, as in SEC(\"...\"): xdp, tc, kprobe, cgroup/connect4, ...",
	.parse = parse_section,
	.complete = complete_section,
};

static int parse_load_map(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct prog_load *p = (struct prog_load *)(void *)((char *)dst - offsetof(struct prog_load, maps));
	static const struct word words[] = {{"idx", 0, 1}, {"name", 1, 2}, {0}};
	struct load_map *m = &p->maps[p->map_count];
	int by_name;

	if (p->map_count == LOAD_MAPS)
		return err_usage(err, "more than %d times '%s'", LOAD_MAPS, a->key);
	if (words_find(words, rest->at[0], a->key, &by_name, err))
		return -1;
	if (rest->left < 3)
		return err_usage(err, "'map %s' must be followed by %s and MAP", words[by_name].text,
				 by_name ? "NAME" : "N");
	if (!by_name && num_parse_u32(rest->at[1], "map idx", &m->index, err))
		return -1;
	m->name = by_name ? rest->at[1] : NULL;
	for (uint32_t i = 0; !by_name && i < p->map_count; i++)
		if (!p->maps[i].name && p->maps[i].index == m->index)
			return err_usage(err, "map idx %u is given twice", m->index);
	rest->at += 2;
	rest->left -= 2;
	if (arg_map.parse(a, rest, &m->ref, err))
		return -1;
	p->map_count++;
	return 0;
}

static void complete_load_map(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	struct argv_rest after;

	if (!given->left) {
		complete_add(c, "idx", "the Nth map of the object, from 0");
		complete_add(c, "name", "the map with this name");
	}
	if (given->left < 2)
		return;
	after = (struct argv_rest){given->at + 2, given->left - 2};
	arg_map.complete(c, a, &after);
}

const struct arg_type arg_load_map = {
	.token = "MAP",
	.grammar = "idx N MAP | name NAME MAP",
	.help = "Replace a map of the object, given by index (from 0) or name, with an existing map",
	.parse = parse_load_map,
	.complete = complete_load_map,
};

/* The number of the name up to the next slash; *at moves after that. */
static int take_name(const struct names *n, const char **at, uint32_t *ret_number, struct err *err)
{
	const size_t len = strcspn(*at, "/");
	char name[32];

	snprintf(name, sizeof(name), "%.*s", (int)(len < sizeof(name) ? len : sizeof(name)), *at);
	*at += len + ((*at)[len] == '/');
	return names_value(NULL, n, name, ret_number, err);
}

static int take_priority(const char *text, int32_t *ret_priority, struct err *err)
{
	const bool is_negative = *text == '-';
	uint64_t value;

	if (num_parse_u64(text + is_negative, INT32_MAX, "priority", &value, err))
		return -1;
	*ret_priority = is_negative ? -(int32_t)value : (int32_t)value;
	return 0;
}

static int parse_load_hook(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	const char *at = rest->at[0];
	struct load_hook hook = {.text = at};

	if (take_name(&names_netfilter_families, &at, &hook.pf, err) ||
	    take_name(names_netfilter_hooks(hook.pf), &at, &hook.number, err) ||
	    (*at && take_priority(at, &hook.priority, err)))
		return err_wrap(err, "%s", a->key);
	*(struct load_hook *)dst = hook;
	rest->at++;
	rest->left--;
	return 0;
}

static void complete_load_hook(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	complete_add(c, "ip/", "IPv4");
	complete_add(c, "ip6/", "IPv6");
}

const struct arg_type arg_load_hook = {
	.token = "HOOK",
	.grammar = "FAMILY/HOOK[/PRIORITY]",
	.help = "Hook of netfilter: ip/prerouting, ip6/output/10, ...",
	.parse = parse_load_hook,
	.complete = complete_load_hook,
};
