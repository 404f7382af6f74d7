/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Every beginning of every word of the incumbent means here what it means there: its first word that fits, in
 * the order of its tables. Scripts and fingers rely on it.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/list.h"

enum { WORD_SIZE = 32, COMMANDS = 20 };

static const char *const top[] = {"help", "batch", "prog",    "map", "link", "cgroup",
				  "perf", "net",   "feature", "btf", "gen",  "struct_ops",
				  "iter", "token", "version", NULL};

static const struct theirs {
	const char *object;
	const char *commands[COMMANDS];
} theirs[] = {
	{"prog",
	 {"show", "list", "help", "dump", "pin", "load", "loadall", "attach", "detach", "tracelog", "run",
	  "profile"}},
	{"map",
	 {"show", "list", "help", "dump", "update", "lookup", "getnext", "delete", "pin", "event_pipe",
	  "create", "peek", "push", "enqueue", "pop", "dequeue", "freeze"}},
	{"link", {"show", "list", "help", "pin", "detach"}},
	{"cgroup", {"show", "list", "tree", "attach", "detach", "help"}},
	{"perf", {"show", "list", "help"}},
	{"net", {"show", "list", "attach", "detach", "help"}},
	{"feature", {"probe", "list_builtins", "help"}},
	{"btf", {"show", "list", "help", "dump"}},
	{"gen", {"object", "skeleton", "subskeleton", "min_core_btf", "help"}},
	{"struct_ops", {"show", "list", "register", "unregister", "dump", "help"}},
	{"iter", {"help", "pin"}},
	{"token", {"show", "list", "help"}},
};

static int failures, checked;

static const struct object *find_object(const char *text)
{
	char word[WORD_SIZE], *words[] = {word};
	struct argv_rest rest = {words, 1};
	const struct object *object = NULL;
	struct err err = {0};

	snprintf(word, sizeof(word), "%s", text);
	return cmd_find_object(objects, &rest, &object, &err) ? NULL : object;
}

/* NULL: it asks for help; @ret_found: it means something. */
static const struct cmd *find_cmd(const struct object *object, const char *text, bool *ret_found)
{
	char word[WORD_SIZE], *words[] = {word};
	struct argv_rest rest = {words, 1};
	const struct cmd *cmd = NULL;
	struct err err = {0};

	snprintf(word, sizeof(word), "%s", text);
	*ret_found = cmd_asks_help(object, word) || !cmd_find(object, &rest, &cmd, &err);
	return cmd;
}

static bool is_there(const struct object *object, const char *name)
{
	if (!strcmp(name, "help"))
		return true;
	for (const struct cmd *const *c = object->cmds; *c; c++)
		if (!strcmp((*c)->name, name) || ((*c)->alias && !strcmp((*c)->alias, name)))
			return true;
	return false;
}

/* The first word of @list that begins with the first @len letters of @word. */
static const char *first_fitting(const char *const *list, const char *word, size_t len)
{
	while (strncmp(*list, word, len) != 0)
		list++;
	return *list;
}

static void check(bool ok, const char *object, const char *word, size_t len, const char *wanted)
{
	checked++;
	if (ok)
		return;
	failures++;
	printf("not ok %s %.*s: it is not %s\n", object, (int)len, word, wanted);
}

static void check_objects(void)
{
	for (const char *const *t = top; *t; t++)
		for (size_t len = 1; len <= strlen(*t); len++) {
			const char *wanted = first_fitting(top, *t, len);
			char begin[WORD_SIZE];

			snprintf(begin, sizeof(begin), "%.*s", (int)len, *t);
			check(find_object(wanted) && !strcmp(find_object(wanted)->name, wanted) &&
				      find_object(begin) == find_object(wanted),
			      "", *t, len, wanted);
		}
}

static void check_commands(const struct object *object, const char *const *list)
{
	for (const char *const *t = list; *t; t++)
		for (size_t len = 1; len <= strlen(*t); len++) {
			const char *wanted = first_fitting(list, *t, len);
			const struct cmd *exact, *found;
			char begin[WORD_SIZE];
			bool is_found;

			snprintf(begin, sizeof(begin), "%.*s", (int)len, *t);
			if (!is_there(object, wanted)) {
				check(false, object->name, *t, len, wanted);
				continue;
			}
			exact = find_cmd(object, wanted, &is_found);
			found = find_cmd(object, begin, &is_found);
			check(is_found && found == exact, object->name, *t, len, wanted);
		}
}

int main(void)
{
	check_objects();
	for (size_t i = 0; i < sizeof(theirs) / sizeof(theirs[0]); i++) {
		const struct object *object = find_object(theirs[i].object);

		if (object)
			check_commands(object, theirs[i].commands);
	}
	printf("%s %d beginnings mean what they mean to bpftool\n", failures ? "not ok" : "ok", checked);
	return failures != 0 || checked < 150;
}
