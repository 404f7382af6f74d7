/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * same_relocs FULL PART OBJECT...: whether libbpf relocates objects for two BTFs alike. Every object is
 * loaded twice, up to the point where the first program would go to the kernel; all instructions are compared
 * then. Numbers of types are alike where the types have the same kind and name.
 */
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROGS_MOST = 256 };

struct code {
	struct bpf_insn *insns;
	size_t count;
};

/* What libbpf made of an object. */
struct loaded {
	struct code progs[PROGS_MOST];
	unsigned int count;
	bool has_code;
};

static struct loaded *filling;
static struct bpf_object *object;

/* Called for the first program, when all are relocated; the error ends the loading. */
static int stop(struct bpf_program *prog, struct bpf_prog_load_opts *opts, long cookie)
{
	struct bpf_program *p;

	(void)prog;
	(void)opts;
	(void)cookie;
	filling->has_code = true;
	bpf_object__for_each_program (p, object) {
		struct code *c = &filling->progs[filling->count];
		size_t size = bpf_program__insn_cnt(p) * sizeof(*c->insns);

		if (filling->count++ == PROGS_MOST)
			break;
		c->count = bpf_program__insn_cnt(p);
		c->insns = malloc(size + 1);
		if (!c->insns)
			exit(2);
		memcpy(c->insns, bpf_program__insns(p), size);
	}
	return -ECANCELED;
}

static void register_sections(void)
{
	static const char *const sections[] = {
		"kprobe+",     "kretprobe+", "uprobe+",         "uretprobe+", "usdt+",     "tp+",
		"tracepoint+", "raw_tp+",    "raw_tracepoint+", "tp_btf+",    "fentry+",   "fexit+",
		"fmod_ret+",   "lsm+",       "iter+",           "perf_event", "ksyscall+", "kretsyscall+",
		"xdp",         "tc",         "socket",          "syscall",    NULL,
	};
	LIBBPF_OPTS(libbpf_prog_handler_opts, opts, .prog_prepare_load_fn = stop);

	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++)
		if (libbpf_register_prog_handler(sections[i], BPF_PROG_TYPE_KPROBE, 0, &opts) < 0)
			exit(2);
}

static bool load(const char *path, const char *btf, struct loaded *ret_loaded)
{
	LIBBPF_OPTS(bpf_object_open_opts, opts, .btf_custom_path = btf);
	struct bpf_program *p;
	struct bpf_map *m;

	*ret_loaded = (struct loaded){0};
	filling = ret_loaded;
	object = bpf_object__open_file(path, &opts);
	if (!object)
		return false;
	bpf_object__for_each_map (m, object)
		bpf_map__set_autocreate(m, false);
	bpf_object__for_each_program (p, object)
		bpf_program__set_autoload(p, true);
	bpf_object__load(object);
	bpf_object__close(object);
	return ret_loaded->has_code;
}

static void forget(struct loaded *l)
{
	for (unsigned int i = 0; i < l->count && i < PROGS_MOST; i++)
		free(l->progs[i].insns);
}

static bool is_same_type(const struct btf *full, const struct btf *part, int id, int other)
{
	const struct btf_type *t = btf__type_by_id(full, (unsigned int)id);
	const struct btf_type *u = btf__type_by_id(part, (unsigned int)other);

	return id && other && t && u && btf_kind(t) == btf_kind(u) &&
	       !strcmp(btf__name_by_offset(full, t->name_off), btf__name_by_offset(part, u->name_off));
}

/* Numbers of types are loaded as constants. */
static bool is_same(const struct btf *full, const struct btf *part, struct bpf_insn a, struct bpf_insn b)
{
	const unsigned int load_wide = BPF_LD | BPF_DW | BPF_IMM, move = BPF_ALU64 | BPF_MOV | BPF_K;
	const int id = a.imm, other = b.imm;

	if (!memcmp(&a, &b, sizeof(a)))
		return true;
	if ((a.code != load_wide && a.code != move && a.code != (BPF_ALU | BPF_MOV | BPF_K)) ||
	    !is_same_type(full, part, id, other))
		return false;
	a.imm = b.imm;
	return !memcmp(&a, &b, sizeof(a));
}

static unsigned long compare(const char *path, const struct btf *full, const struct btf *part,
			     const struct loaded *a, const struct loaded *b)
{
	unsigned long insns = 0, different = 0;

	if (a->count != b->count || a->count > PROGS_MOST)
		return 1;
	for (unsigned int i = 0; i < a->count; i++) {
		if (a->progs[i].count != b->progs[i].count)
			return 1;
		for (size_t j = 0; j < a->progs[i].count; j++) {
			insns++;
			if (is_same(full, part, a->progs[i].insns[j], b->progs[i].insns[j]))
				continue;
			different++;
			printf("%s: program %u, instruction %zu differs: %d and %d\n", path, i, j,
			       a->progs[i].insns[j].imm, b->progs[i].insns[j].imm);
		}
	}
	printf("%s: %u programs, %lu instructions, %lu different\n", path, a->count, insns, different);
	return different;
}

static int silent(enum libbpf_print_level level, const char *format, va_list args)
{
	(void)level;
	(void)format;
	(void)args;
	return 0;
}

int main(int argc, char **argv)
{
	struct btf *full, *part;
	int different = 0;

	if (argc < 4) {
		fprintf(stderr, "usage: same_relocs FULL PART OBJECT...\n");
		return 2;
	}
	if (!getenv("VERBOSE"))
		libbpf_set_print(silent);
	register_sections();
	full = btf__parse(argv[1], NULL);
	part = btf__parse(argv[2], NULL);
	if (!full || !part) {
		fprintf(stderr, "same_relocs: cannot read the BTF\n");
		return 2;
	}
	for (int i = 3; i < argc; i++) {
		struct loaded a, b;
		bool has_a = load(argv[i], argv[1], &a), has_b = load(argv[i], argv[2], &b);

		if (has_a && has_b)
			different |= compare(argv[i], full, part, &a, &b) != 0;
		else
			printf("%s: not relocated for %s\n", argv[i],
			       has_a   ? "the part"
			       : has_b ? "the whole"
				       : "both");
		different |= has_a != has_b;
		forget(&a);
		forget(&b);
	}
	btf__free(full);
	btf__free(part);
	return different;
}
