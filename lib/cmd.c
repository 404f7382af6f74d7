/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* From words to a command and its filled argument structure. */
#include "lib/cmd.h"

#include <stdlib.h>
#include <string.h>

#include "lib/out.h"
#include "lib/words.h"

enum { WORDS_MOST = 64 };

int cmd_find_object(const struct object *const *objects, struct argv_rest *rest,
		    const struct object **ret_object, struct err *err)
{
	struct word list[WORDS_MOST] = {0};
	unsigned int n = 0;
	int found;

	for (unsigned int i = 0; objects[i] && n + 1 < WORDS_MOST; i++) {
		bool is_asked = rest->left && !strcmp(objects[i]->name, rest->at[0]);

		if (!objects[i]->is_hidden || is_asked)
			list[n++] = (struct word){objects[i]->name, (int)i, objects[i]->rank};
	}
	if (!rest->left)
		return err_usage(err, "object and command required");
	if (words_find(list, rest->at[0], "object", &found, err))
		return -1;
	rest->at++;
	rest->left--;
	*ret_object = objects[found];
	return 0;
}

/* The names of an object's commands; returns how many. */
static unsigned int command_words(const struct object *object, struct word list[WORDS_MOST])
{
	unsigned int n = 0;

	for (unsigned int i = 0; object->cmds[i] && n + 3 < WORDS_MOST; i++) {
		const struct cmd *cmd = object->cmds[i];

		list[n++] = (struct word){cmd->name, (int)i, cmd->rank};
		if (cmd->alias)
			list[n++] = (struct word){cmd->alias, (int)i, cmd->alias_rank};
	}
	return n;
}

bool cmd_asks_help(const struct object *object, const char *word)
{
	enum { HELP = -1, HELP_RANK = 99 };
	struct word list[WORDS_MOST] = {0};
	struct err ignored = {0};
	int found;

	if (object->is_plain)
		return false;
	list[command_words(object, list)] = (struct word){"help", HELP, HELP_RANK};
	return !words_find(list, word, "", &found, &ignored) && found == HELP;
}

/* An id or a path where a command could be: no command looks like that. */
static bool is_shown(const struct object *object, const char *word)
{
	const struct arg *first = object->cmds[0]->args;
	bool is_id = *word && !word[strspn(word, "0123456789")];

	return !strcmp(object->cmds[0]->name, "show") && !arg_is_end(first) && !first->key &&
	       (is_id || strchr(word, '/'));
}

int cmd_find(const struct object *object, struct argv_rest *rest, const struct cmd **ret_cmd, struct err *err)
{
	struct word list[WORDS_MOST] = {0};
	int found;

	if (object->is_plain || !rest->left || is_shown(object, rest->at[0])) {
		*ret_cmd = object->cmds[0];
		return 0;
	}
	command_words(object, list);
	if (words_find(list, rest->at[0], "command", &found, err))
		return err_wrap(err, "%s", object->name);
	rest->at++;
	rest->left--;
	*ret_cmd = object->cmds[found];
	return 0;
}

const char *cmd_called(const struct cmd *cmd, const char *word)
{
	size_t len = word ? strlen(word) : 0;

	return cmd->alias && len && !strncmp(cmd->alias, word, len) && strncmp(cmd->name, word, len) != 0
		       ? cmd->alias
		       : cmd->name;
}

/* The keyword argument that @word means. -1: a usage error; KEY_NONE: no keyword begins like that. */
enum { KEY_NONE = 1 };

static int find_key(const struct arg *args, const char *word, unsigned int *ret_index, struct err *err)
{
	struct word list[WORDS_MOST] = {0};
	unsigned int n = 0;
	size_t len = strlen(word);
	bool is_near = false;
	int found;

	for (unsigned int i = 0; !arg_is_end(&args[i]) && n + 1 < WORDS_MOST; i++) {
		if (!args[i].key)
			continue;
		is_near |= len && !strncmp(args[i].key, word, len);
		list[n++] = (struct word){args[i].key, (int)i, args[i].rank};
	}
	if (!is_near)
		return KEY_NONE;
	if (words_find(list, word, "word", &found, err))
		return -1;
	*ret_index = (unsigned int)found;
	return 0;
}

/* Arguments without a keyword that must come. */
static unsigned int count_required(const struct arg *args)
{
	unsigned int n = 0;

	for (; !arg_is_end(args); args++)
		n += !args->key && !(args->flags & ARG_OPTIONAL);
	return n;
}

/* Index of the next positional argument not yet seen, or -1; there are @left words for it and others. */
static int next_position(const struct arg *args, uint64_t seen, unsigned int left)
{
	for (unsigned int i = 0; !arg_is_end(&args[i]); i++) {
		const struct arg *a = &args[i];

		if (a->flags & ARG_FIRST && (seen || left <= count_required(args)))
			continue;
		if (!a->key && (!(seen >> i & 1) || a->flags & ARG_REPEAT))
			return (int)i;
	}
	return -1;
}

/* What the next word is for: the keyword of an argument, or its value. */
struct chosen {
	unsigned int index;
	bool is_key;
	bool is_typed; /* one more word is being typed */
};

static int parse_one(const struct arg *a, bool is_key, struct argv_rest *rest, void *args, struct err *err)
{
	if (is_key) {
		rest->at++;
		rest->left--;
	}
	if (a->flags & ARG_FLAG) {
		*(bool *)((char *)args + a->off) = true;
		return 0;
	}
	if (!rest->left)
		return err_usage(err, "'%s' must be followed by %s", a->key ? a->key : "", arg_token(a));
	return a->type->parse(a, rest, (char *)args + a->off, err);
}

/* A whole keyword in the place of something that can have any name. */
static int check_place(const struct arg *args, const struct arg *place, const char *word, struct err *err)
{
	for (; place->type->yields && !arg_is_end(args); args++)
		if (args->key && !strcmp(args->key, word))
			return err_usage(err, "%s is missing before '%s'", arg_token(place), word);
	return 0;
}

/* Which argument the next word belongs to; *chosen is the one before, at first none with a keyword. */
static int choose_arg(const struct arg *args, const struct argv_rest *rest, uint64_t seen,
		      struct chosen *chosen, struct err *err)
{
	int position = next_position(args, seen, rest->left + chosen->is_typed);
	const char *word = rest->at[0];
	bool is_more = seen && args[chosen->index].flags & ARG_MANY;
	unsigned int found = chosen->index;
	int key = KEY_NONE;

	if (position < 0 || args[position].flags & (ARG_OPTIONAL | ARG_REPEAT))
		key = find_key(args, word, &found, err);
	else if (check_place(args, &args[position], word, err))
		return -1;
	if (key < 0)
		return -1;
	/* "prog show i 5": an abbreviation is not of our own keyword while a reference can come. */
	if (!key && position >= 0 && args[position].flags & ARG_OPTIONAL &&
	    (!args[found].rank || args[position].flags & ARG_FIRST) && strcmp(args[found].key, word) != 0)
		key = KEY_NONE;
	if (!key)
		chosen->index = found;
	chosen->is_key = key != KEY_NONE;
	if (key == KEY_NONE && is_more)
		return 0;
	if (key == KEY_NONE && position < 0)
		return err_usage(err, "unexpected word '%s'", word);
	if (key == KEY_NONE)
		chosen->index = (unsigned int)position;
	if (seen >> chosen->index & 1 && !(args[chosen->index].flags & ARG_REPEAT))
		return err_usage(err, "'%s' is given twice", word);
	return 0;
}

static int check_missing(const struct arg *args, uint64_t seen, struct err *err)
{
	for (unsigned int i = 0; !arg_is_end(&args[i]); i++) {
		if (args[i].flags & (ARG_OPTIONAL | ARG_FLAG) || seen >> i & 1)
			continue;
		if (args[i].key)
			return err_usage(err, "'%s %s' is missing", args[i].key, arg_token(&args[i]));
		return err_usage(err, "%s is missing", arg_token(&args[i]));
	}
	return 0;
}

int cmd_parse_args(const struct cmd *cmd, struct argv_rest *rest, void *ret_args, struct err *err)
{
	static const struct arg none = {0};
	const struct arg *args = cmd->args ? cmd->args : &none;
	struct chosen chosen = {0};
	uint64_t seen = 0;

	while (rest->left) {
		if (choose_arg(args, rest, seen, &chosen, err))
			return -1;
		if (parse_one(&args[chosen.index], chosen.is_key, rest, ret_args, err))
			return -1;
		seen |= 1ULL << chosen.index;
	}
	return check_missing(args, seen, err);
}

const struct arg *cmd_next_arg(const struct cmd *cmd, struct argv_rest *rest, struct cmd_typed *ret_typed)
{
	struct cmd_typed *typed = ret_typed;
	struct chosen chosen = {.is_typed = true};

	*typed = (struct cmd_typed){0};
	while (cmd->args && rest->left) {
		struct argv_rest before = *rest;
		struct err err = {0};
		const struct arg *a;

		if (choose_arg(cmd->args, rest, typed->seen, &chosen, &err))
			break;
		a = &cmd->args[chosen.index];
		typed->seen |= 1ULL << chosen.index;
		if (parse_one(a, chosen.is_key, rest, typed->args, &err)) {
			*rest = before;
			return a;
		}
		typed->last = a;
		typed->last_words = (struct argv_rest){before.at + chosen.is_key,
						       before.left - rest->left - chosen.is_key};
	}
	return NULL;
}

static void complete_line(struct complete *c, const char *word, const char *about)
{
	static const struct field f_record = {.name = "candidate"};
	static const struct field f_word = {.name = "word", .label = ""};
	static const struct field f_about = {.name = "about", .label = "", .lead = "\t"};

	out_object(c->out, &f_record);
	out_str(c->out, &f_word, word);
	if (about && *about)
		out_str(c->out, &f_about, about);
	out_end(c->out);
}

void complete_add(struct complete *c, const char *word, const char *about)
{
	if (!strncmp(word, c->begun, strlen(c->begun)))
		complete_line(c, word, about);
}

void complete_files(struct complete *c, const char *suffix)
{
	complete_line(c, ":files", suffix);
}
