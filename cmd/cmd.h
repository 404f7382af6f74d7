/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What every command's run function receives, and the rows for finding commands. */
#ifndef BPFI_CMD_CMD_H
#define BPFI_CMD_CMD_H

#include "kern/kern.h"
#include "lib/cmd.h"
#include "lib/opt.h"
#include "lib/out.h"
#include "objfile/objfile.h"

#define BPFI_VERSION "0.1.0"

/* The global options, as given. */
struct globals {
	bool json, pretty, jsonl;
	bool bpffs, nomount, debug, mapcompat, use_loader;
	bool help, version, read_only, legacy;
	bool sign;
	const char *base_btf, *color, *from, *sign_key, *sign_cert;
};

struct dialect;

struct ctx {
	const struct dialect *dialect;
	struct globals opts;
	struct opt_hits hits; /* all options on the command line */
	struct out *out;
	struct kern *kern;
	struct objfile_listener listener; /* to standard error */
	unsigned int batch_depth;
	const struct cmd *cmd; /* of the command line, not of a line of a batch; NULL: not found */
	struct buf usage;      /* for standard error, after the rest */
};

extern const struct opt global_opts[];
/* Of every command that has columns; where is a struct query_options. */
extern const struct opt listing_opts[];

/* Refuses what contradicts itself, cannot be read or is not supported, whatever the command. */
int opts_check(const struct globals *opts, struct err *err);

/* How much of what libbpf logs is printed; @unasked: if neither option nor environment says it. */
enum objfile_detail opts_detail(const struct globals *opts, enum objfile_detail unasked);

#endif
