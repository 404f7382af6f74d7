/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Minimal BTF: one file, or a folder of them, one for each kernel. */
#include "cmd/gen_core.h"

#include <string.h>

#include "cmd/args.h"
#include "cmd/generated.h"
#include "skelgen/skelgen.h"

struct core_args {
	struct path_args words;
	const char *folder;
	bool if_changed;
};

/* What the words are: kernels, objects, and either a file or a folder. */
struct core_plan {
	struct path_args kernels, objects;
	const char *output, *folder;
	bool if_changed;
};

static int plan_file(const struct path_args *words, struct core_plan *ret_plan, struct err *err)
{
	static const char *const missing[] = {"IN", "OUT", "OBJECT..."};
	enum { LEAST = 3 };

	if (words->count < LEAST)
		return err_usage(err, "%s is missing", missing[words->count]);
	ret_plan->kernels = (struct path_args){words->list, 1};
	ret_plan->output = words->list[1];
	ret_plan->objects = (struct path_args){words->list + 2, words->count - 2};
	return 0;
}

static int plan_folder(const struct path_args *words, struct core_plan *ret_plan, struct err *err)
{
	uint32_t at = 0;

	while (at < words->count && strcmp(words->list[at], "objects") != 0)
		at++;
	if (at == words->count || !at || at + 1 == words->count)
		return err_usage(err, "--dir must be used with KERNEL... objects OBJECT...");
	ret_plan->kernels = (struct path_args){words->list, at};
	ret_plan->objects = (struct path_args){words->list + at + 1, words->count - at - 1};
	return 0;
}

/* "vmlinux-6.1.btf" of "dir/vmlinux-6.1.btf.xz". */
static void name_result(const char *kernel, struct buf *ret_name)
{
	static const char *const packed[] = {".xz", ".gz", ".zst", ".lz4"};
	const char *slash = strrchr(kernel, '/'), *name = slash ? slash + 1 : kernel;
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof(packed) / sizeof(packed[0]); i++) {
		const size_t end = strlen(packed[i]);

		if (length > end && !strcmp(name + length - end, packed[i])) {
			length -= end;
			break;
		}
	}
	buf_add(ret_name, name, length);
	if (length < strlen(".btf") || memcmp(name + length - 4, ".btf", 4) != 0)
		buf_add_str(ret_name, ".btf");
}

static int check_names(const struct path_args *kernels, struct err *err)
{
	for (uint32_t i = 0; i < kernels->count; i++) {
		auto_buf name = {0};

		name_result(kernels->list[i], &name);
		for (uint32_t j = 0; j < i; j++) {
			auto_buf other = {0};

			name_result(kernels->list[j], &other);
			if (!strcmp(buf_str(&name), buf_str(&other)))
				return err_usage(err, "the results of %.128s and %.128s would both be %.128s",
						 kernels->list[j], kernels->list[i], buf_str(&name));
		}
	}
	return 0;
}

static int cut_one(struct ctx *c, const struct core_plan *p, const struct core *core, const char *kernel,
		   const char *output, struct err *err)
{
	const struct generated to = {output, p->if_changed};
	auto_buf btf = {0};

	if (skelgen_core_cut(core, c->kern, kernel, c->opts.base_btf, &btf, err))
		return -1;
	return generated_write(c, &to, &btf, err);
}

/* One kernel that cannot be read does not spoil an archive of hundreds. */
static int cut_folder(struct ctx *c, const struct core_plan *p, const struct core *core, struct err *err)
{
	struct err first = {0};
	uint32_t failed = 0;

	if (check_names(&p->kernels, err) || generated_folder(p->folder, err))
		return -1;
	for (uint32_t i = 0; i < p->kernels.count; i++) {
		struct err one = {0};
		auto_buf path = {0};

		buf_printf(&path, "%s/", p->folder);
		name_result(p->kernels.list[i], &path);
		if (!cut_one(c, p, core, p->kernels.list[i], buf_str(&path), &one))
			continue;
		if (!failed++)
			first = one;
	}
	if (!failed)
		return 0;
	if (failed < p->kernels.count)
		return err_partial(err, &first, "%u of %u kernels", failed, p->kernels.count);
	*err = first;
	return -1;
}

static int run_min_core_btf(struct ctx *c, const void *args, struct err *err)
{
	const struct core_args *a = args;
	struct core_plan p = {.folder = a->folder, .if_changed = a->if_changed};
	struct core *core = NULL;
	const char *note;
	int r;

	if (a->folder ? plan_folder(&a->words, &p, err) : plan_file(&a->words, &p, err))
		return -1;
	r = skelgen_core_read(p.objects.list, p.objects.count, &core, err);
	if (!r)
		r = a->folder ? cut_folder(c, &p, core, err)
			      : cut_one(c, &p, core, p.kernels.list[0], p.output, err);
	note = core && r != -1 ? skelgen_core_note(core) : NULL;
	if (note)
		out_note(c->out, note);
	skelgen_core_free(core);
	return r;
}

const struct cmd cmd_min_core_btf = {
	.name = "min_core_btf",
	.rank = 4,
	.summary = "Cut the types that BPF objects need out of a kernel's BTF",
	.about =
		"Writes the part of a kernel's BTF that the CO-RE relocations of the objects look at. "
		"Programs that pass it to libbpf as btf_custom_path run on kernels without BTF, and are relocated as with all of it. "
		"IN is raw BTF, an ELF file, a kernel image or a module, compressed or not; the result for a module does not need the BTF of its kernel. "
		"With --dir, each of several kernels gets a file in DIR, named after the kernel's: KERNEL... objects OBJECT... replaces IN OUT OBJECT...; a kernel that cannot be read is reported and does not stop the others.",
	.args =
		(const struct arg[]){
			{.type = &arg_paths,
			 .token = "IN OUT OBJECT...",
			 .help = "BTF of the kernel, output file, BPF object files",
			 .off = offsetof(struct core_args, words)},
			{0},
		},
	.opts =
		(const struct opt[]){
			{0, "dir", "DIR", "Write a file for each kernel: KERNEL... objects OBJECT...",
			 OPT_STRING, .off = offsetof(struct core_args, folder), .is_file = true},
			{0, "if-changed", .help = "Do not touch a file if its content would not change",
			 .off = offsetof(struct core_args, if_changed)},
			{0},
		},
	.args_size = sizeof(struct core_args),
	.run = run_min_core_btf,
};
