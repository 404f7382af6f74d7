/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Command rows: one declaration of a command gives its parser, usage, help, manual, completion and schema.
 *
 * Rows are const. Arguments are parsed into a structure that the command defines; the run function reads it
 * and never sees argv. What an argument means (PROG, FILE, N) is its type: parser, synopsis word,
 * completion and manual text in one place.
 */
#ifndef BPFI_LIB_CMD_H
#define BPFI_LIB_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/complete.h"
#include "lib/err.h"
#include "lib/record.h"

struct arg;
struct opt; /* lib/opt.h */
struct ctx; /* defined by the program; the rows only pass it on */

struct arg_type {
	const char *token;   /* in synopses: "PROG" */
	const char *grammar; /* its meaning, NULL if the token is enough */
	const char *help;
	/* Takes one or more words from @rest into the argument structure at @dst. */
	int (*parse)(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err);
	/* Candidates for the word after the @given ones; NULL: none. */
	void (*complete)(struct complete *c, const struct arg *a, const struct argv_rest *given);
	bool yields; /* any word can be its value: a keyword in its place is an error */
};

enum arg_flags {
	ARG_OPTIONAL = 1 << 0,
	ARG_REPEAT = 1 << 1, /* the parser appends */
	ARG_FLAG = 1 << 2,   /* the keyword alone: sets a bool */
	ARG_MANY = 1 << 3,   /* one or more words after the keyword, up to the next one */
	ARG_FIRST = 1 << 4,  /* optional; only the first word can be it, and is, unless it is a keyword */
	ARG_MORE = 1 << 5,   /* completion: more words of it may follow those that are enough */
};

struct arg {
	const char *key; /* keyword in front; NULL: identified by position */
	const struct arg_type *type;
	const char *token; /* instead of the type's */
	const char *help;
	uint16_t off; /* in the argument structure */
	uint8_t flags;
	uint8_t rank;             /* of the keyword: struct word */
	const char *const *words; /* of a choice, ends with NULL */
	const char *suffix;       /* completion: of files */
	uint16_t of;              /* completion: where the argument is that has what this one names */
};

enum cmd_flags {
	CMD_CHANGES = 1 << 0, /* changes the system: rejected with --read-only and on recordings */
	CMD_HIDDEN = 1 << 1,
	CMD_FREE = 1 << 3,  /* its output is not described by rows */
	CMD_WORDS = 1 << 2, /* takes all words unparsed (completion) */
	/* Exit codes of failures in the dialect that has one for all others. */
	CMD_FAILS_ERRNO = 1 << 4, /* what the kernel refused: its number negated, else that of EINVAL */
	CMD_FAILS_ONE = 1 << 5,   /* 1 */
};

enum { CMD_ARGS_SIZE = 4096 };

struct cmd {
	const char *name;  /* "show" */
	const char *alias; /* "list" or NULL */
	uint8_t rank;      /* of the name: struct word */
	uint8_t alias_rank;
	const char *summary;
	const char *about;      /* manual: sentences; NULL: the summary is enough */
	const struct arg *args; /* ends with key and type NULL; NULL: none */
	const struct opt *opts; /* ends with name NULL; NULL: none */
	const struct record *record;
	const char *columns; /* a listing: those of its table, with commas between them */
	/* Takes a loaded program: the words for one that is pinned, shown where an object file was given. */
	const char *pinned_form;
	uint16_t args_size;
	uint8_t flags;
	int (*run)(struct ctx *c, const void *args, struct err *err);
};

/* The first word of a command. An object alone means its first command. */
struct object {
	const char *name;
	uint8_t rank; /* struct word */
	const char *summary;
	const struct cmd *const *cmds; /* ends with NULL */
	bool is_plain;                 /* a word that is a command itself: version, help */
	bool is_hidden;
};

/* The object, then the command, taken off @rest. *ret_cmd is NULL if only --help applies. */
int cmd_find_object(const struct object *const *objects, struct argv_rest *rest,
		    const struct object **ret_object, struct err *err);
/* True if @word asks for the help of an object: "help" or an unambiguous beginning of it. */
bool cmd_asks_help(const struct object *object, const char *word);
/* A number or a path instead of a command is what the first command shows. */
int cmd_find(const struct object *object, struct argv_rest *rest, const struct cmd **ret_cmd,
	     struct err *err);
/* Its name or its alias, whichever @word (NULL: none) stood for. */
const char *cmd_called(const struct cmd *cmd, const char *word);

/* The words into the argument structure (cleared by the caller), all of them, or a usage error. */
int cmd_parse_args(const struct cmd *cmd, struct argv_rest *rest, void *ret_args, struct err *err);

/* How far a line that is being typed has come. */
struct cmd_typed {
	_Alignas(16) char args[CMD_ARGS_SIZE]; /* of the arguments that are complete */
	uint64_t seen;
	const struct arg *last; /* complete, NULL: none; its words */
	struct argv_rest last_words;
};
/* The argument a completion is about. Stops at the first one that is not complete. */
const struct arg *cmd_next_arg(const struct cmd *cmd, struct argv_rest *rest, struct cmd_typed *ret_typed);
/* Its token in synopses, and its line in the help; "" if it has none. */
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
