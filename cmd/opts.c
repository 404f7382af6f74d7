/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The global options: every command takes them. */
#include <stddef.h>
#include <stdlib.h>

#include "btfdump/load/load.h"
#include "cmd/cmd.h"

static const char *const color_words[] = {"auto", "always", "never", NULL};

#define GLOBAL(member) .off = offsetof(struct globals, member)

const struct opt global_opts[] = {
	{'j', "json", .help = "Print JSON", GLOBAL(json)},
	{'p', "pretty", .help = "Print indented JSON", GLOBAL(pretty)},
	{'J', "jsonl", .help = "Print JSON lines, one record per line", GLOBAL(jsonl)},
	{'f', "bpffs", .help = "Show where objects are pinned", GLOBAL(bpffs), .field = "pinned"},
	{'n', "nomount", .help = "Never mount a bpffs or tracefs", GLOBAL(nomount)},
	{'d', "debug", .help = "Log requests to the kernel and messages of libbpf to standard error",
	 GLOBAL(debug)},
	{'m', "mapcompat", .help = "When loading, ignore unknown members of map definitions",
	 GLOBAL(mapcompat)},
	{'L', "use-loader", .help = "Load through a generated loader program", GLOBAL(use_loader)},
	{'B', "base-btf", "FILE", "Base of split BTF", OPT_STRING, GLOBAL(base_btf), .is_file = true},
	{'S', "sign", .help = "Not supported: load through a signed loader program", GLOBAL(sign)},
	{'k', "sign-key", "FILE", "Private key for --sign", OPT_STRING, GLOBAL(sign_key), .is_file = true},
	{'i', "sign-cert", "FILE", "Certificate for --sign", OPT_STRING, GLOBAL(sign_cert), .is_file = true},
	{0, "from", "RECORDING", "Answer from a recording (made by snapshot save) instead of the kernel",
	 OPT_STRING, GLOBAL(from), .is_file = true, .suffix = ".bpfi"},
	{0, "read-only", .help = "Refuse every command that would change the system", GLOBAL(read_only)},
	{0, "color", "WHEN", "Colour text: auto, always or never", OPT_CHOICE, GLOBAL(color), color_words},
	{'l', "legacy", .help = "Ignored, for compatibility with older versions of bpftool", GLOBAL(legacy)},
	{'V', "version", .help = "Print the version", GLOBAL(version)},
	{'h', "help", .help = "Print help on the command, the object or the program", GLOBAL(help)},
	{0},
};

static int check_signing(const struct globals *opts, struct err *err)
{
	if (!opts->sign && !opts->sign_key && !opts->sign_cert)
		return 0;
	if (!opts->sign)
		return err_usage(err, "'-%c' requires --sign", opts->sign_key ? 'k' : 'i');
	if (!opts->sign_key || !opts->sign_cert)
		return err_usage(err, "--sign requires both '-k KEY' and '-i CERTIFICATE'");
	err_set(err, 0, "--sign: loader programs cannot be signed by this version");
	err_hint(
		err,
		"signatures require libbpf 1.7 (this is %s) and a kernel that verifies them: leave --sign out",
		kern_libbpf_version());
	return -1;
}

static int check_base(const char *path, struct err *err)
{
	auto_types *base = NULL;

	return types_load_file(path, NULL, &base, err) ? err_wrap(err, "base BTF") : 0;
}

int opts_check(const struct globals *opts, struct err *err)
{
	if (check_signing(opts, err))
		return -1;
	return opts->base_btf ? check_base(opts->base_btf, err) : 0;
}

/* @word is in lower case, @text need not be. */
static bool is_word(const char *text, const char *word)
{
	while (*word && (*text | ('a' ^ 'A')) == *word)
		text++, word++;
	return !*text && !*word;
}

enum objfile_detail opts_detail(const struct globals *opts, enum objfile_detail unasked)
{
	static const struct {
		const char *word;
		enum objfile_detail detail;
	} levels[] = {{"warn", TELL_WARNINGS}, {"info", TELL_INFO}, {"debug", TELL_DEBUG}};
	const char *level = getenv("LIBBPF_LOG_LEVEL");

	if (opts->debug)
		return TELL_EVERYTHING;
	for (size_t i = 0; level && i < sizeof(levels) / sizeof(levels[0]); i++)
		if (is_word(level, levels[i].word))
			return levels[i].detail;
	return unasked;
}
