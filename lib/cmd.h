/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Command rows: one declaration of a command gives its parser, usage, help, manual, completion and schema.
 *
 * Rows are const. Arguments are parsed into a structure of the command's own; the run function reads it and
 * never sees argv. What an argument means (PROG, FILE, N) is its type: parser, synopsis word, completion and
 * manual text in one place.
 */
#ifndef BPFI_LIB_CMD_H
#define BPFI_LIB_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/err.h"
#include "lib/record.h"

struct arg;
struct ctx; /* of the program; the rows only hand it on */
struct kern;
struct out;

/* Candidates for the word under the cursor, printed a line each for the shells to read. */
struct complete {
	struct out *out;
	struct kern *kern; /* NULL: none to ask */
	const char *begun; /* what is typed of the word so far */
};

/* Printed if it begins with what was typed: the word, a tab, what it is (may be NULL). */
void complete_add(struct complete *c, const char *word, const char *about);
/* The shell shall offer file names. */
void complete_files(struct complete *c);

/* The words of a command line that are not yet used. */
struct argv_rest {
	char **at;
	unsigned int left;
};

struct arg_type {
	const char *token;   /* in synopses: "PROG" */
	const char *grammar; /* what it stands for, NULL if the token says it */
	const char *help;
	/* Takes one or more words off @rest into the argument structure at @dst. */
	int (*parse)(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err);
	/* Candidates for the word behind the @given ones; NULL: none. */
	void (*complete)(struct complete *c, const struct arg *a, const struct argv_rest *given);
};

enum arg_flags {
	ARG_OPTIONAL = 1 << 0,
	ARG_REPEAT = 1 << 1, /* the parser appends */
	ARG_FLAG = 1 << 2,   /* the keyword alone: sets a bool */
};

struct arg {
	const char *key; /* keyword in front; NULL: told by position */
	const struct arg_type *type;
	const char *token; /* instead of the type's */
	const char *help;
	uint16_t off; /* in the argument structure */
	uint8_t flags;
	uint8_t rank;             /* of the keyword: struct word */
	const char *const *words; /* of a choice, ends with NULL */
};

enum opt_type { OPT_BOOL, OPT_STRING, OPT_CHOICE };

struct opt {
	char letter; /* 0: none */
	const char *name;
	const char *token; /* of its value; NULL: it has none */
	const char *help;
	uint8_t type;
	uint16_t off;
	const char *const *words; /* OPT_CHOICE */
	bool is_file;             /* completion: the value is a file's name */
	const struct record
		*record; /* of what is printed with it, instead of the command's; NULL: the same */
};

enum cmd_flags {
	CMD_CHANGES = 1 << 0, /* changes the system: refused with --read-only and on recordings */
	CMD_HIDDEN = 1 << 1,
	CMD_FREE = 1 << 3,  /* no rows describe what it prints */
	CMD_WORDS = 1 << 2, /* takes all words as they are (completion) */
};

enum { CMD_ARGS_SIZE = 4096 };

struct cmd {
	const char *name;  /* "show" */
	const char *alias; /* "list" or NULL */
	uint8_t rank;      /* of the name: struct word */
	uint8_t alias_rank;
	const char *summary;
	const char *about;      /* manual: sentences; NULL: the summary says it */
	const struct arg *args; /* ends with key and type NULL; NULL: none */
	const struct opt *opts; /* ends with name NULL; NULL: none */
	const struct record *record;
	uint16_t args_size;
	uint8_t flags;
	int (*run)(struct ctx *c, const void *args, struct err *err);
};

/* What commands are about: the first word. An object alone means its first command. */
struct object {
	const char *name;
	uint8_t rank; /* struct word */
	const char *summary;
	const struct cmd *const *cmds; /* ends with NULL */
	bool is_plain;                 /* a word that is a command itself: version, help */
	bool is_hidden;
};

/* The object, then the command, taken off @rest. *ret_cmd is NULL when only --help makes sense of it. */
int cmd_find_object(const struct object *const *objects, struct argv_rest *rest,
		    const struct object **ret_object, struct err *err);
/* True if @word asks for the help of an object: "help" or a beginning that means nothing else. */
bool cmd_asks_help(const struct object *object, const char *word);
int cmd_find(const struct object *object, struct argv_rest *rest, const struct cmd **ret_cmd,
	     struct err *err);
/* Its name or its other one, whichever @word (NULL: none) was meant as. */
const char *cmd_called(const struct cmd *cmd, const char *word);

/* The words into the argument structure (cleared by the caller), all of them, or a usage error. */
int cmd_parse_args(const struct cmd *cmd, struct argv_rest *rest, void *ret_args, struct err *err);

/* The argument a completion is about. Stops at the first one that is not complete. */
const struct arg *cmd_next_arg(const struct cmd *cmd, struct argv_rest *rest, uint64_t *ret_seen);
/* What stands for it in synopses, and its line in the help; "" where it has none. */
static inline const char *arg_token(const struct arg *a)
{
	return a->token ? a->token : a->type ? a->type->token : "";
}
static inline const char *arg_help(const struct arg *a)
{
	const char *help = a->help ? a->help : a->type ? a->type->help : NULL;

	return help ? help : "";
}
static inline bool arg_is_end(const struct arg *a)
{
	return !a || (!a->key && !a->type);
}

#endif
