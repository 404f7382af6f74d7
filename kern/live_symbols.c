/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Functions by address, from /proc/kallsyms. Read once, when first asked; only the functions are kept, as the
 * rest of the file is data that no program or link points to.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kern/live.h"
#include "kern/rights.h"
#include "kern/sys.h"

enum {
	SYMBOLS_STEP = 64 << 10,
	SYMBOL_MAX_LEN = 1 << 20, /* no function is longer: what lies further off is in no function */
};

/* ADDRESS TYPE NAME [TAB '[' MODULE ']'], changed in place. False when it is no function. */
static bool split_line(char *line, uint64_t *ret_addr, const char **ret_name, const char **ret_module)
{
	char *end, *module;

	*ret_addr = strtoull(line, &end, 16);
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

static int symbols_read(struct live_symbols *symbols, struct err *err)
{
	auto_close fd = open("/proc/kallsyms", O_RDONLY | O_CLOEXEC);
	auto_buf text = {0};
	ssize_t n = 1;

	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0) {
		err_set(err, errno, "/proc/kallsyms");
		return rights_explain(err, RIGHTS_ADDRESS);
	}
	while (n > 0) {
		char *to = buf_room(&text, SYMBOLS_STEP);

		if (!to)
			return err_no_memory(err);
		n = read(fd, to, SYMBOLS_STEP);
		if (n < 0)
			return err_set(err, errno, "/proc/kallsyms");
		text.len += (size_t)n;
		parse_lines(symbols, &text);
	}
	if (symbols->names.failed)
		return err_no_memory(err);
	if (symbols->count)
		qsort(symbols->list, symbols->count, sizeof(*symbols->list), compare_symbols);
	return 0;
}

/* The last symbol that does not lie behind @addr, the first one of several there; NULL if there is none. */
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

static int symbols_need(struct live_symbols *symbols, struct err *err)
{
	if (symbols->is_read)
		return 0;
	if (symbols_read(symbols, err)) {
		live_symbols_free(symbols);
		return -1;
	}
	symbols->is_read = true;
	return 0;
}

int live_symbol(struct kern *k, uint64_t addr, char *ret_name, size_t size, char *ret_module,
		size_t module_size, uint64_t *ret_offset, struct err *err)
{
	struct live_symbols *symbols = &((struct live *)k->state)->symbols;
	const struct live_symbol *symbol;
	const char *name;

	if (symbols_need(symbols, err))
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

	if (symbols_need(symbols, err))
		return -1;
	for (size_t i = 0; i < symbols->count; i++) {
		const char *known = symbols->names.data + symbols->list[i].name_off;

		/* A module's function of that name is another one. */
		if (!strcmp(known, name) && !known[strlen(known) + 1]) {
			*ret_addr = symbols->list[i].addr;
			return 0;
		}
	}
	return KERN_NONE;
}

void live_symbols_free(struct live_symbols *symbols)
{
	free(symbols->list);
	buf_free(&symbols->names);
	*symbols = (struct live_symbols){0};
}
