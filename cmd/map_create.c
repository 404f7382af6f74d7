/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The command that creates maps: one row for each attribute that the kernel has. */
#include "cmd/args.h"
#include <stdio.h>
#include <string.h>

#include "cmd/map_write.h"
#include "kern/names.h"
#include "lib/cmd.h"
#include "mapdump/mapdump.h"
#include "mapdump/write/write.h"

struct map_create_args {
	struct map_create create;
	const char *device; /* under its other name */
};

static int run_create(struct ctx *c, const void *args, struct err *err)
{
	const struct map_create_args *a = args;
	struct map_create create = a->create;

	if (create.device && a->device)
		return err_usage(err, "'dev' and 'offload_dev' are mutually exclusive");
	if (a->device)
		create.device = a->device;
	return map_create(c->kern, c->out, &create, c->opts.base_btf, !c->opts.nomount, err);
}

static int parse_word(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	return arg_word.parse(a, rest, dst, err);
}

/* Number 0 is not a type. */
static void complete_type(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	(void)a;
	(void)given;
	for (uint32_t i = 1; i < names_map_types.count; i++)
		if (names_find(&names_map_types, i))
			complete_add(c, names_find(&names_map_types, i), NULL);
}

static const struct arg_type arg_map_type = {
	.token = "TYPE",
	.parse = parse_word,
	.complete = complete_type,
};

/* Another one follows the comma. */
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
	.summary = "Create a map and pin it",
	.about = "Creates a map and pins it at FILE in a bpffs. "
		 "If pinning fails, the map is not kept. "
		 "Arguments after FILE can be given in any order.",
	.args =
		(const struct arg[]){
			{.type = &arg_path,
			 .token = "FILE",
			 .help = "Path at which to pin the map",
			 CREATE(path)},
			{.key = "type",
			 .rank = 1,
			 .type = &arg_map_type,
			 .help = "Map type: hash, array, lpm_trie, ..., or a number",
			 CREATE(type)},
			NUMBER("key", 6, key_size, "Key size in bytes (default: the size of key_type)"),
			NUMBER("value", 7, value_size,
			       "Value size in bytes (default: the size of value_type)"),
			NUMBER("entries", 8, max_entries, "Maximum number of elements"),
			{.key = "name",
			 .rank = 2,
			 .type = &arg_word,
			 .token = "NAME",
			 .help = "Name of the map: letters, digits, '_' and '.', truncated to 15 characters",
			 CREATE(name)},
			{.key = "flags",
			 .rank = 3,
			 .type = &arg_map_flags,
			 .flags = ARG_OPTIONAL,
			 .help = "Flags, as names printed by 'map show' or as numbers",
			 CREATE(flags)},
			{.key = "inner_map",
			 .rank = 4,
			 .type = &arg_map,
			 .flags = ARG_OPTIONAL,
			 .help = "Map of maps: a map that serves as template for the inner maps",
			 CREATE(inner)},
			WORD("dev", "IF", device, "Network device to which the map is offloaded"),
			{.key = "offload_dev",
			 .rank = 5,
			 .type = &arg_word,
			 .token = "IF",
			 .flags = ARG_OPTIONAL,
			 .help = "Same as dev",
			 .off = offsetof(struct map_create_args, device)},
			WORD("map_extra", "N", extra,
			     "Type-specific value: the number of hash functions of a bloom filter, or the address of an arena"),
			NUMBER("numa_node", 0, numa_node,
			       "NUMA node to allocate memory on; sets the flag numa_node"),
			{.key = "btf", .type = &arg_create_btf, .flags = ARG_OPTIONAL, CREATE(btf)},
			WORD("key_type", "T", key_type,
			     "Type of the key in the given BTF: NAME, 'struct NAME' or #ID"),
			WORD("value_type", "T", value_type,
			     "Type of the value in the given BTF: NAME, 'struct NAME' or #ID"),
			WORD("vmlinux_value_type", "T", vmlinux_value_type,
			     "struct_ops: type of the value in the kernel's BTF"),
			WORD("exclusive", "DIGEST", exclusive,
			     "Allow only the program with this SHA-256 digest to use the map"),
			{0},
		},
	.args_size = sizeof(struct map_create_args),
	.flags = CMD_CHANGES,
	.run = run_create,
};
