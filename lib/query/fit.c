/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* First shorter titles, then narrower texts, then fewer columns: numbers are never cut. */
#include "lib/query/fit.h"

#include <string.h>

/* A text is not made narrower than this; a column that is left out is shown as one character. */
enum { TEXT_LEAST = 8, MARK = FIT_GAP + 1 };

static size_t width_of(const struct fit_column *c)
{
	const size_t title = strlen(c->title);

	return c->width > title ? c->width : title;
}

static size_t total(const struct fit_column *columns, size_t count)
{
	size_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += width_of(&columns[i]) + (i ? FIT_GAP : 0);
	return sum;
}

/* Does a path end with these words? */
static bool has_end(const char *path, const char *end)
{
	const size_t len = strlen(path), end_len = strlen(end);

	return len >= end_len && !strcmp(path + len - end_len, end) &&
	       (len == end_len || path[len - end_len - 1] == '.');
}

static bool is_alone(const struct fit_column *columns, size_t count, size_t own, const char *title)
{
	for (size_t i = 0; i < count; i++)
		if (i != own && has_end(columns[i].title, title))
			return false;
	return true;
}

/* "value.tcp.count" becomes "tcp.count" if another one is "value.udp.count". */
static const char *short_title(const struct fit_column *columns, size_t count, size_t own)
{
	const char *title = columns[own].title, *shortest = title;

	for (const char *dot = strchr(title, '.'); dot; dot = strchr(dot + 1, '.'))
		if (dot[1] && is_alone(columns, count, own, dot + 1))
			shortest = dot + 1;
	return shortest;
}

/* One after the other: what a title still has in front keeps it apart from those that are already short. */
static void shorten_titles(struct fit_column *columns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		columns[i].title = short_title(columns, count, i);
}

static struct fit_column *widest_text(struct fit_column *columns, size_t count)
{
	struct fit_column *widest = NULL;

	for (size_t i = 0; i < count; i++)
		if (columns[i].is_text && columns[i].width > TEXT_LEAST &&
		    (!widest || columns[i].width > widest->width))
			widest = &columns[i];
	return widest;
}

static size_t sum_of_widths(const struct fit_column *columns, size_t count)
{
	size_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += columns[i].width + (i ? FIT_GAP : 0);
	return sum;
}

static void narrow_texts(struct fit_column *columns, size_t count, size_t most)
{
	size_t sum = sum_of_widths(columns, count);
	struct fit_column *c;

	for (; sum > most && (c = widest_text(columns, count)); sum--)
		c->width--;
}

/* With all texts as narrow as they get. */
static bool is_possible(const struct fit_column *columns, size_t count, size_t most)
{
	size_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (columns[i].is_text && columns[i].width > TEXT_LEAST ? TEXT_LEAST : columns[i].width) +
		       (i ? FIT_GAP : 0);
	return sum <= most;
}

size_t fit_columns(struct fit_column *columns, size_t count, size_t most)
{
	size_t room_of_mark = 0;

	if (most && total(columns, count) > most)
		shorten_titles(columns, count);
	for (size_t i = 0; i < count; i++)
		columns[i].width = width_of(&columns[i]);
	if (!most)
		return count;
	while (!is_possible(columns, count, most - room_of_mark) && count > 1) {
		room_of_mark = most > MARK ? MARK : 0;
		count--;
	}
	narrow_texts(columns, count, most - room_of_mark);
	return count;
}
