/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Capstone without its headers: six functions, and the offsets of two strings in its instructions. These
 * differ between major versions, which the library's names distinguish.
 */
#include "progshow/code/native.h"

#include <stdlib.h>
#include <string.h>

#include "kern/kern.h"

#ifndef BPFI_STATIC
#include <dlfcn.h>
#endif

struct machine {
	const char *name; /* as the kernel calls it */
	int arch, mode;
	bool is_att;
	unsigned int since; /* first version of the library that supports it */
};

static const struct machine machines[] = {
	{"x86_64", 3, 1 << 3, true, 4},   {"aarch64", 1, 0, false, 4},
	{"ppc64le", 4, 1 << 3, false, 4}, {"s390x", 6, INT32_MIN, false, 4},
	{"armv7l", 0, 0, false, 4},       {"riscv64", 15, 1 << 1 | 1 << 2, false, 5},
};

/* A version: the library's name, and its struct of an instruction. */
struct version {
	unsigned int number;
	const char *file;
	size_t size_off, operation_off, operands_off;
};

enum { OPTION_SYNTAX = 1, SYNTAX_ATT = 2 };

struct native {
	void *library;
	const struct version *version;
	size_t handle;
	void *insn;
	int (*begin)(int arch, int mode, size_t *handle);
	int (*option)(size_t handle, int type, size_t value);
	void *(*alloc)(size_t handle);
	bool (*decode)(size_t handle, const uint8_t **code, size_t *size, uint64_t *addr, void *insn);
	void (*free)(void *insn, size_t count);
	int (*end)(size_t *handle);
};

static const struct machine *find_machine(struct kern *k)
{
	const char *name = "";
	struct err ignored = {0};
	auto_buf text = {0};

#if defined(__x86_64__)
	name = "x86_64";
#elif defined(__aarch64__)
	name = "aarch64";
#elif defined(__s390x__)
	name = "s390x";
#elif defined(__riscv)
	name = "riscv64";
#elif defined(__powerpc64__)
	name = "ppc64le";
#endif
	/* Kernels before 6.1 do not report it; a recording of one is assumed to be of a machine like this. */
	if (!kern_read_file(k, "/proc/sys/kernel/arch", &text, &ignored))
		name = buf_str(&text);
	for (size_t i = 0; i < sizeof(machines) / sizeof(machines[0]); i++)
		if (!strncmp(name, machines[i].name, strcspn(name, "\n")) && *name)
			return &machines[i];
	return NULL;
}

#ifdef BPFI_STATIC
static bool load(struct native *n)
{
	(void)n;
	return false;
}

static void unload(struct native *n)
{
	(void)n;
}
#else
static const struct version versions[] = {
	{5, "libcapstone.so.5", 16, 42, 74},
	{4, "libcapstone.so.4", 16, 34, 66},
};

static bool find_functions(struct native *n)
{
	const struct {
		const char *name;
		void *to;
	} functions[] = {
		{"cs_open", &n->begin},         {"cs_option", &n->option}, {"cs_malloc", &n->alloc},
		{"cs_disasm_iter", &n->decode}, {"cs_free", &n->free},     {"cs_close", &n->end},
	};

	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		void *found = dlsym(n->library, functions[i].name);

		if (!found)
			return false;
		memcpy(functions[i].to, &found, sizeof(found));
	}
	return true;
}

static void unload(struct native *n)
{
	if (n->library)
		dlclose(n->library);
}

static bool load(struct native *n)
{
	for (size_t i = 0; i < sizeof(versions) / sizeof(versions[0]) && !n->library; i++) {
		n->version = &versions[i];
		n->library = dlopen(versions[i].file, RTLD_NOW | RTLD_LOCAL);
	}
	return n->library && find_functions(n);
}
#endif

static bool open_for(struct native *n, const struct machine *machine)
{
	if (n->version->number < machine->since || n->begin(machine->arch, machine->mode, &n->handle)) {
		n->handle = 0;
		return false;
	}
	if (machine->is_att && n->option(n->handle, OPTION_SYNTAX, SYNTAX_ATT))
		return false;
	n->insn = n->alloc(n->handle);
	return n->insn != NULL;
}

struct native *native_open(struct kern *k, const char **ret_why)
{
	const struct machine *machine = find_machine(k);
	struct native *n = machine ? calloc(1, sizeof(*n)) : NULL;

	if (!n) {
		*ret_why = "no disassembler is available for this architecture";
		return NULL;
	}
	if (!load(n)) {
		*ret_why = "no disassembler: install Capstone (Debian: libcapstone4, Fedora: capstone)";
#ifdef BPFI_STATIC
		*ret_why = "no disassembler: a static build of bpfi cannot load Capstone";
#endif
	} else if (!open_for(n, machine)) {
		*ret_why = "no disassembler: this version of Capstone does not support the architecture";
	} else {
		return n;
	}
	native_close(n);
	return NULL;
}

void native_close(struct native *n)
{
	if (!n)
		return;
	if (n->insn)
		n->free(n->insn, 1);
	if (n->handle)
		n->end(&n->handle);
	unload(n);
	free(n);
}

bool native_decode(struct native *n, const uint8_t *code, size_t len, uint64_t addr,
		   struct native_insn *ret_insn)
{
	const char *insn = n->insn;
	uint16_t size;

	if (!n->decode(n->handle, &code, &len, &addr, n->insn))
		return false;
	memcpy(&size, insn + n->version->size_off, sizeof(size));
	*ret_insn =
		(struct native_insn){insn + n->version->operation_off, insn + n->version->operands_off, size};
	return size != 0;
}
