/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What every command's run function receives, and the rows for finding commands. */
#ifndef BPFI_CMD_CMD_H
#define BPFI_CMD_CMD_H

#include "kern/kern.h"
#include "lib/cmd.h"
#include "lib/opt.h"
#include "lib/out.h"

#define BPFI_VERSION "0.1.0"

/* The global options, as given. */
struct globals {
	bool json, pretty, jsonl;
	bool bpffs, nomount, debug, mapcompat, use_loader;
	bool help, version, read_only, legacy;
	const char *base_btf, *color, *from;
};

struct dialect;

struct ctx {
	const struct dialect *dialect;
	struct globals opts;
	struct opt_hits hits; /* all options on the command line */
	struct out *out;
	struct kern *kern;
	void (*say)(const char *line); /* with --debug: a line for standard error; else NULL */
	unsigned int batch_depth;
	struct buf usage; /* for standard error, after the rest */
};

extern const struct opt global_opts[];

#endif
