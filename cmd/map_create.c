/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The command that makes maps: a row for each attribute that the kernel has. */
#include "cmd/args.h"
#include <stdio.h>
#include <string.h>

#include "cmd/map_write.h"
#include "kern/names.h"
#include "lib/cmd.h"
#include "mapdump/mapdump.h"

struct map_create_args {
	struct map_create create;
	const char *device; /* under its other name */
};

static int run_create(struct ctx *c, const void *args, struct err *err)
{
	const struct map_create_args *a = args;
	struct map_create create = a->create;

	if (create.device && a->device)
		return err_usage(err, "'dev' and 'offload_dev' are the same");
	if (a->device)
		create.device = a->device;
	return map_create(c->kern, &create, c->opts.base_btf, !c->opts.nomount, err);
}

static int parse_word(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	return arg_word.parse(a, rest, dst, err);
}

/* Number 0 is no type. */
static void complete_type(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	for (uint32_t i = 1; i < names_map_types.count; i++)
		if (names_map_types.words[i])
			complete_add(c, names_map_types.words[i], NULL);
}

static const struct arg_type arg_map_type = {
	.token = "TYPE",
	.parse = parse_word,
	.complete = complete_type,
};

/* Behind the comma stands one more. */
static void complete_flags(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	const char *comma = strrchr(c->begun, ',');
	char word[256];

	(void)a;
	(void)given;
	for (unsigned int i = 0; i < flags_map.count; i++) {
		snprintf(word, sizeof(word), "%.*s%s", comma ? (int)(comma + 1 - c->begun) : 0, c->begun,
			 flags_map.rows[i].name);
		complete_add(c, word, NULL);
	}
}

static const struct arg_type arg_map_flags = {
	.token = "F,F...",
	.parse = parse_word,
	.complete = complete_flags,
};

#define CREATE(member) .off = offsetof(struct map_create_args, create.member)
#define NUMBER(word, place, member, text)                                                            \
	{                                                                                            \
		.key = (word), .rank = (place), .type = &arg_optional_number, .flags = ARG_OPTIONAL, \
		.help = (text), CREATE(member)                                                       \
	}
#define WORD(word, what, member, text)                                                                    \
	{                                                                                                 \
		.key = (word), .type = &arg_word, .token = (what), .flags = ARG_OPTIONAL, .help = (text), \
		CREATE(member)                                                                            \
	}

const struct cmd cmd_map_create = {
	.name = "create",
	.rank = 11,
	.summary = "Make a map and pin it",
	.about = "Makes a map and gives it a name in a bpffs, both or neither. The words behind FILE come in "
		 "any "
		 "order.",
	.args =
		(const struct arg[]){
			{.type = &arg_path, .token = "FILE", .help = "Where it is pinned.", CREATE(path)},
			{.key = "type",
			 .rank = 1,
			 .type = &arg_map_type,
			 .help = "hash, array, lpm_trie, ..., or the number of a newer one.",
			 CREATE(type)},
			NUMBER("key", 6, key_size, "Bytes of a key; with key_type its size if left out."),
			NUMBER("value", 7, value_size,
			       "Bytes of a value; with value_type its size if left out."),
			NUMBER("entries", 8, max_entries, "How many elements fit."),
			{.key = "name",
			 .rank = 2,
			 .type = &arg_word,
			 .token = "NAME",
			 .help = "At most 15 letters, digits, '_' and '.'.",
			 CREATE(name)},
			{.key = "flags",
			 .rank = 3,
			 .type = &arg_map_flags,
			 .flags = ARG_OPTIONAL,
			 .help = "Names as map show prints them, or numbers.",
			 CREATE(flags)},
			{.key = "inner_map",
			 .rank = 4,
			 .type = &arg_map,
			 .flags = ARG_OPTIONAL,
			 .help = "A map of maps: what the maps in it are like.",
			 CREATE(inner)},
			WORD("dev", "IF", device, "The network device it is offloaded to."),
			{.key = "offload_dev",
			 .rank = 5,
			 .type = &arg_word,
			 .token = "IF",
			 .flags = ARG_OPTIONAL,
			 .help = "The same.",
			 .off = offsetof(struct map_create_args, device)},
			WORD("map_extra", "N", extra,
			     "What else the type needs to know: hash functions of a bloom "
			     "filter, the address of an arena."),
			NUMBER("numa_node", 0, numa_node, "Where its memory is; sets the flag numa_node."),
			{.key = "btf", .type = &arg_create_btf, .flags = ARG_OPTIONAL, CREATE(btf)},
			WORD("key_type", "T", key_type,
			     "Type of the key in those types: NAME, 'struct NAME' or #ID."),
			WORD("value_type", "T", value_type, "Type of the value, likewise."),
			WORD("vmlinux_value_type", "T", vmlinux_value_type,
			     "struct_ops: type of the value in the kernel's own types."),
			WORD("exclusive", "DIGEST", exclusive,
			     "Only the program with this SHA-256 digest may use it."),
			{0},
		},
	.args_size = sizeof(struct map_create_args),
	.flags = CMD_CHANGES,
	.run = run_create,
};
