/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The global options: every command takes them. */
#include <stddef.h>

#include "cmd/cmd.h"

static const char *const color_words[] = {"auto", "always", "never", NULL};

#define GLOBAL(member) .off = offsetof(struct globals, member)

const struct opt global_opts[] = {
	{'j', "json", .help = "Print JSON", GLOBAL(json)},
	{'p', "pretty", .help = "Print indented JSON", GLOBAL(pretty)},
	{'J', "jsonl", .help = "Print JSON lines, one record per line", GLOBAL(jsonl)},
	{'f', "bpffs", .help = "Show where objects are pinned", GLOBAL(bpffs)},
	{'n', "nomount", .help = "Never mount a bpffs or tracefs", GLOBAL(nomount)},
	{'d', "debug", .help = "Log requests to the kernel and messages of libbpf to standard error",
	 GLOBAL(debug)},
	{'m', "mapcompat", .help = "When loading, ignore unknown members of map definitions",
	 GLOBAL(mapcompat)},
	{'L', "use-loader", .help = "Load through a generated loader program", GLOBAL(use_loader)},
	{'B', "base-btf", "FILE", "Base of split BTF", OPT_STRING, GLOBAL(base_btf), .is_file = true},
	{0, "from", "RECORDING", "Answer from a recording (made by snapshot save) instead of the kernel",
	 OPT_STRING, GLOBAL(from), .is_file = true},
	{0, "read-only", .help = "Refuse every command that would change the system", GLOBAL(read_only)},
	{0, "color", "WHEN", "Colour text: auto, always or never", OPT_CHOICE, GLOBAL(color), color_words},
	{'l', "legacy", .help = "Ignored, for compatibility with older versions of bpftool", GLOBAL(legacy)},
	{'V', "version", .help = "Print the version", GLOBAL(version)},
	{'h', "help", .help = "Print help on the command, the object or the program", GLOBAL(help)},
	{0},
};
