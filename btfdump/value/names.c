/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Keys of objects. Names come from BTF, which is not trusted; a key is plain text and unique. A key that had
 * to be changed ends with '#' and a number, which an unchanged name never does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btfdump/value/plan.h"

struct child {
	const char *name;
	uint32_t step;
};

/* '.' and '#' are reserved for keys made here. */
static bool is_plain(const char *name)
{
	for (const char *c = name; *c; c++)
		if (*c < 0x20 || *c > 0x7e || *c == '.' || *c == '#')
			return false;
	return *name;
}

static int child_rename(struct value_plan *p, struct value_step *s, struct err *err)
{
	size_t size = strlen(s->name) + 16, n = 0;
	char *text = value_plan_text(p, size);

	if (!text)
		return err_no_memory(err);
	for (const char *c = s->name; *c; c++) {
		char one[] = {*c, '\0'};

		text[n++] = (char)(is_plain(one) ? *c : '_');
	}
	snprintf(text + n, size - n, "#%u", ++p->renamed + 1);
	s->name = text;
	return 0;
}

int value_plan_add_symbol(struct value_plan *p, uint32_t i, struct err *err)
{
	struct value_step *s = &p->steps[i];
	size_t size = strlen(s->name) + sizeof(".symbol");
	char *text;

	if (s->op != VALUE_POINTER || !p->opt.symbol)
		return 0;
	text = value_plan_text(p, size);
	if (!text)
		return err_no_memory(err);
	snprintf(text, size, "%s.symbol", s->name);
	s->symbol_key = text;
	return 0;
}

static int by_name(const void *a, const void *b)
{
	const struct child *x = a, *y = b;
	int diff = strcmp(x->name, y->name);

	return diff ? diff : (x->step > y->step) - (x->step < y->step);
}

static int children_name(struct value_plan *p, struct child *list, uint32_t count, struct err *err)
{
	qsort(list, count, sizeof(*list), by_name);
	for (uint32_t i = 0; i < count; i++) {
		bool is_again = i && !strcmp(list[i].name, list[i - 1].name);
		uint32_t step = list[i].step;

		if ((is_again || !is_plain(list[i].name)) && child_rename(p, &p->steps[step], err))
			return -1;
		if (value_plan_add_symbol(p, step, err))
			return -1;
	}
	return 0;
}

int value_plan_name_children(struct value_plan *p, uint32_t i, struct err *err)
{
	uint32_t count = 0, last = p->steps[i].end - 1;
	struct child *list;
	int ret;

	for (uint32_t c = i + 1; c < last; c = step_next(p, c))
		count++;
	list = calloc(count + 1, sizeof(*list));
	if (!list)
		return err_no_memory(err);
	count = 0;
	for (uint32_t c = i + 1; c < last; c = step_next(p, c))
		list[count++] = (struct child){p->steps[c].name, c};
	ret = children_name(p, list, count, err);
	free(list);
	return ret;
}

const char *value_plan_clean(struct value_plan *p, const char *name)
{
	size_t len = strlen(name);
	char *text = value_plan_text(p, len + 1);

	if (!text)
		return NULL;
	for (size_t i = 0; i <= len; i++)
		text[i] = (char)(name[i] && (name[i] < 0x20 || name[i] > 0x7e) ? '_' : name[i]);
	return text;
}
