/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The global options: every command takes them. */
#include <stddef.h>

#include "cmd/cmd.h"

static const char *const color_words[] = {"auto", "always", "never", NULL};

#define GLOBAL(member) .off = offsetof(struct globals, member)

const struct opt global_opts[] = {
	{'j', "json", .help = "JSON on standard output", GLOBAL(json)},
	{'p', "pretty", .help = "JSON, indented", GLOBAL(pretty)},
	{'J', "jsonl", .help = "JSON, one record a line", GLOBAL(jsonl)},
	{'f', "bpffs", .help = "show where objects are pinned", GLOBAL(bpffs)},
	{'n', "nomount", .help = "never mount a bpffs or tracefs", GLOBAL(nomount)},
	{'d', "debug", .help = "tell on standard error what is asked of the kernel, and what libbpf says",
	 GLOBAL(debug)},
	{'m', "mapcompat", .help = "when loading: tolerate unknown members of map definitions",
	 GLOBAL(mapcompat)},
	{'L', "use-loader", .help = "when loading: through a generated loader program", GLOBAL(use_loader)},
	{'B', "base-btf", "FILE", "base of split BTF", OPT_STRING, GLOBAL(base_btf), .is_file = true},
	{0, "from", "RECORDING", "answer from a recorded host (snapshot save makes one)", OPT_STRING,
	 GLOBAL(from), .is_file = true},
	{0, "read-only", .help = "refuse every command that would change the system", GLOBAL(read_only)},
	{0, "color", "WHEN", "colour text: auto, always or never", OPT_CHOICE, GLOBAL(color), color_words},
	{'V', "version", .help = "print the version", GLOBAL(version)},
	{'h', "help", .help = "print help: of the command, the object or the program", GLOBAL(help)},
	{0},
};
