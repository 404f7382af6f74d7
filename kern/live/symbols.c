/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Functions by address, from /proc/kallsyms. The kernel spends a third of a microsecond on each line, so no
 * more is read than the questions need: its own symbols come first, by address. Only functions are stored,
 * as the rest of the file is data that no program or link points to.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kern/live/machine.h"
#include "kern/live/sys.h"
#include "kern/rights.h"

enum {
	SYMBOLS_STEP = 64 << 10,
	SYMBOL_MAX_LEN = 1 << 20, /* no function is longer: a larger distance is outside of any function */
};

/* strtoull() takes a third of the time that parsing does. */
static uint64_t read_hex(char *line, char **ret_end)
{
	uint64_t v = 0;

	for (;; line++) {
		if (*line >= '0' && *line <= '9')
			v = v << 4 | (uint64_t)(*line - '0');
		else if (*line >= 'a' && *line <= 'f')
			v = v << 4 | (uint64_t)(*line - 'a' + 10);
		else
			break;
	}
	*ret_end = line;
	return v;
}

/* ADDRESS TYPE NAME [TAB '[' MODULE ']'], changed in place. False if it is not a function. */
static bool split_line(char *line, uint64_t *ret_addr, const char **ret_name, const char **ret_module)
{
	char *end, *module;

	*ret_addr = read_hex(line, &end);
	if (end == line || !*ret_addr || end[0] != ' ' || !end[1] || !strchr("tTwW", end[1]) || end[2] != ' ')
		return false;
	*ret_name = end + 3;
	module = strchr(end + 3, '\t');
	*ret_module = "";
	if (module) {
		*module++ = '\0';
		module += *module == '[';
		module[strcspn(module, "]")] = '\0';
		*ret_module = module;
	}
	return true;
}

static void symbols_add(struct live_symbols *symbols, uint64_t addr, const char *name, const char *module)
{
	size_t off = symbols->names.len;

	if (symbols->count == symbols->room) {
		size_t room = symbols->room ? symbols->room * 2 : 1024;
		void *list = realloc(symbols->list, room * sizeof(*symbols->list));

		if (!list) {
			symbols->names.failed = true;
			return;
		}
		symbols->list = list;
		symbols->room = room;
	}
	symbols->is_mixed |= symbols->count && symbols->list[symbols->count - 1].addr > addr;
	buf_add(&symbols->names, name, strlen(name) + 1);
	buf_add(&symbols->names, module, strlen(module) + 1);
	if (symbols->names.failed || off > UINT32_MAX)
		return;
	symbols->list[symbols->count++] = (struct live_symbol){addr, (uint32_t)off};
}

void live_symbols_parse(struct live_symbols *symbols, char *text)
{
	const char *name, *module;
	char *save = NULL;
	uint64_t addr;

	for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
		if (split_line(line, &addr, &name, &module))
			symbols_add(symbols, addr, name, module);
}

/* Aliases keep the order of the file, so that the first one is found. */
static int compare_symbols(const void *a, const void *b)
{
	const struct live_symbol *x = a, *y = b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	return x->name_off < y->name_off ? -1 : x->name_off > y->name_off;
}

/* Parses the complete lines of what was read and keeps the rest for the next time. */
static void parse_lines(struct live_symbols *symbols, struct buf *text)
{
	char *last = memrchr(text->data, '\n', text->len);
	size_t used;

	if (!last)
		return;
	*last = '\0';
	live_symbols_parse(symbols, text->data);
	used = (size_t)(last + 1 - text->data);
	memmove(text->data, last + 1, text->len - used);
	text->len -= used;
}

/* KERN_NONE: the file does not exist. */
static int symbols_open(struct live_symbols *symbols, struct err *err)
{
	symbols->fd = open("/proc/kallsyms", O_RDONLY | O_CLOEXEC);
	symbols->is_open = symbols->fd >= 0;
	if (symbols->is_open)
		return 0;
	if (errno == ENOENT)
		return KERN_NONE;
	err_set(err, errno, "/proc/kallsyms");
	return rights_explain(err, RIGHTS_ADDRESS);
}

static void symbols_end(struct live_symbols *symbols)
{
	if (symbols->is_open)
		close(symbols->fd);
	symbols->is_open = false;
	symbols->is_read = true;
	if (symbols->is_mixed)
		qsort(symbols->list, symbols->count, sizeof(*symbols->list), compare_symbols);
}

static int read_step(struct live_symbols *symbols, struct err *err)
{
	int r = symbols->is_open ? 0 : symbols_open(symbols, err);
	char *to = buf_room(&symbols->text, SYMBOLS_STEP);
	ssize_t n = 0;

	if (r < 0)
		return -1;
	if (!to)
		return err_no_memory(err);
	if (!r)
		n = read(symbols->fd, to, SYMBOLS_STEP);
	if (n < 0)
		return err_set(err, errno, "/proc/kallsyms");
	symbols->text.len += (size_t)n;
	parse_lines(symbols, &symbols->text);
	if (symbols->names.failed)
		return err_no_memory(err);
	if (!n)
		symbols_end(symbols);
	return 0;
}

static int symbols_read(struct live_symbols *symbols, struct err *err)
{
	if (!read_step(symbols, err))
		return 0;
	live_symbols_free(symbols);
	return -1;
}

/* True when what is not yet read cannot change what lies at @addr. */
static bool has_reached(const struct live_symbols *symbols, uint64_t addr)
{
	return symbols->is_read || (!symbols->is_mixed && symbols->count && symbols->list[0].addr <= addr &&
				    symbols->list[symbols->count - 1].addr > addr);
}

/* The last symbol not after @addr, the first one if several share the address; NULL if not found. */
static const struct live_symbol *symbols_find(const struct live_symbols *symbols, uint64_t addr)
{
	size_t low = 0, high = symbols->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (symbols->list[mid].addr <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return NULL;
	low--;
	while (low && symbols->list[low - 1].addr == symbols->list[low].addr)
		low--;
	return &symbols->list[low];
}

int live_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		size_t module_size, uint64_t *ret_offset, struct err *err)
{
	struct live_symbols *symbols = &((struct live *)k->state)->symbols;
	const struct live_symbol *symbol;
	const char *name;

	while (!has_reached(symbols, addr))
		if (symbols_read(symbols, err))
			return -1;
	symbol = symbols_find(symbols, addr);
	if (!symbol || addr - symbol->addr > SYMBOL_MAX_LEN)
		return KERN_NONE;
	name = symbols->names.data + symbol->name_off;
	snprintf(ret_name, size, "%s", name);
	snprintf(ret_module, module_size, "%s", name + strlen(name) + 1);
	*ret_offset = addr - symbol->addr;
	return 0;
}

int live_address(struct kern *k, const char *name, uint64_t *ret_addr, struct err *err)
{
	struct live_symbols *symbols = &((struct live *)k->state)->symbols;

	for (size_t i = 0;; i++) {
		const char *known;

		while (i == symbols->count && !symbols->is_read)
			if (symbols_read(symbols, err))
				return -1;
		if (i == symbols->count)
			return KERN_NONE;
		known = symbols->names.data + symbols->list[i].name_off;
		/* A module's function of that name is a different one. */
		if (!strcmp(known, name) && !known[strlen(known) + 1]) {
			*ret_addr = symbols->list[i].addr;
			return 0;
		}
	}
}

void live_symbols_free(struct live_symbols *symbols)
{
	if (symbols->is_open)
		close(symbols->fd);
	free(symbols->list);
	buf_free(&symbols->names);
	buf_free(&symbols->text);
	*symbols = (struct live_symbols){0};
}
