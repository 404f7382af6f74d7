/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Columns in the width of a terminal: what gives way first, and what never does. */
#include "lib/query/fit.h"

#include <stdio.h>
#include <string.h>

static int failures;

struct expected {
	size_t count;
	const char *titles[4];
	size_t widths[4];
};

/* Two numbers, a text, a number. */
static void check(size_t most, const struct expected *e)
{
	struct fit_column cs[] = {{"key.id", 3, false},
				  {"value.tcp.count", 9, false},
				  {"value.comm", 30, true},
				  {"value.udp.count", 4, false}};
	const size_t count = fit_columns(cs, 4, most);

	if (count != e->count) {
		printf("not ok: %zu: %zu columns, not %zu\n", most, count, e->count);
		failures++;
	}
	for (size_t i = 0; i < e->count; i++) {
		if (!strcmp(cs[i].title, e->titles[i]) && cs[i].width == e->widths[i])
			continue;
		printf("not ok: %zu: column %zu is %s, %zu wide, not %s, %zu\n", most, i, cs[i].title,
		       cs[i].width, e->titles[i], e->widths[i]);
		failures++;
	}
}

int main(void)
{
	const char *const whole[] = {"key.id", "value.tcp.count", "value.comm", "value.udp.count"};
	struct expected e = {4, {whole[0], whole[1], whole[2], whole[3]}, {6, 15, 30, 15}};

	check(0, &e);
	/* 6 + 15 + 30 + 15 and three gaps. */
	check(72, &e);
	e = (struct expected){4, {"id", "tcp.count", "comm", "udp.count"}, {3, 9, 30, 9}};
	check(71, &e);
	check(57, &e);
	e.widths[2] = 29;
	check(56, &e);
	e.widths[2] = 8;
	check(35, &e);
	/* The mark of what is left out takes three. */
	e.count = 3;
	e.widths[2] = 15;
	check(34, &e);
	e.widths[2] = 8;
	check(27, &e);
	e.count = 2;
	check(26, &e);
	e.count = 1;
	check(1, &e);
	return failures != 0;
}
