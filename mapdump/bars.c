/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A bucket of powers of two counts from the number of its bit to the next one: 0 to 1, 2 to 3, 4 to 7. */
#include "mapdump/bars.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_DEFAULT = 80, BAR_LEAST = 10, BAR_MOST = 60 };

const struct field bar_fields[] = {
	{.name = "low", .help = "Lowest value that is counted here", .type = FIELD_U64},
	{.name = "high", .help = "Highest value that is counted here", .type = FIELD_U64},
	{.name = "count", .help = "How many there were", .type = FIELD_U64},
	{0},
};

int bars_add(struct bars *b, uint64_t bucket, uint64_t count, struct err *err)
{
	uint64_t *more;

	if (bucket >= BARS_MOST)
		return count ? err_set(err, 0, "bucket %llu: a histogram has at most %d",
				       (unsigned long long)bucket, BARS_MOST)
			     : 0;
	if (bucket >= b->room) {
		more = reallocarray(b->counts, bucket + 1, sizeof(*more));
		if (!more)
			return err_no_memory(err);
		memset(more + b->room, 0, (bucket + 1 - b->room) * sizeof(*more));
		b->counts = more;
		b->room = bucket + 1;
	}
	b->counts[bucket] += count;
	return 0;
}

void bars_free(struct bars *b)
{
	free(b->counts);
	*b = (struct bars){0};
}

size_t bars_used(const struct bars *b)
{
	size_t used = b->room;

	while (used && !b->counts[used - 1])
		used--;
	return used;
}

static uint64_t low_of(size_t bucket, bool is_linear)
{
	if (is_linear)
		return bucket;
	return bucket ? UINT64_C(1) << bucket : 0;
}

static uint64_t high_of(size_t bucket, bool is_linear)
{
	if (is_linear)
		return bucket;
	return bucket >= BARS_LOG2_MOST - 1 ? UINT64_MAX : (UINT64_C(2) << bucket) - 1;
}

/* Columns of the lines. */
struct shape {
	int low, high, count, bar;
	uint64_t most;
};

static int digits_of(uint64_t v)
{
	return snprintf(NULL, 0, "%" PRIu64, v);
}

static struct shape measure(const struct out *o, const struct bars *b, bool is_linear)
{
	const size_t used = bars_used(b);
	const unsigned int width = out_width(o);
	struct shape s = {0};

	if (!used)
		return s;
	s.low = digits_of(low_of(used - 1, is_linear));
	s.high = is_linear ? 0 : digits_of(high_of(used - 1, is_linear)) + 3;
	for (size_t i = 0; i < used; i++)
		s.most = b->counts[i] > s.most ? b->counts[i] : s.most;
	s.count = digits_of(s.most);
	s.bar = (int)(width ? width : LINE_DEFAULT) - s.low - s.high - s.count - 4;
	s.bar = s.bar < BAR_LEAST ? BAR_LEAST : s.bar > BAR_MOST ? BAR_MOST : s.bar;
	return s;
}

static void print_line(struct out *o, const struct shape *s, size_t bucket, uint64_t count, bool is_linear)
{
	/* The smallest one is seen as well. */
	const int bar = count ? (int)((double)count / (double)s->most * (s->bar - 1)) + 1 : 0;
	auto_buf line = {0};

	buf_printf(&line, "%*" PRIu64, s->low, low_of(bucket, is_linear));
	if (!is_linear)
		buf_printf(&line, " - %-*" PRIu64, s->high - 3, high_of(bucket, is_linear));
	buf_printf(&line, "  %*" PRIu64, s->count, count);
	if (bar)
		buf_add_str(&line, "  ");
	for (int i = 0; i < bar; i++)
		buf_add_char(&line, '#');
	out_strn(o, NULL, buf_str(&line), line.len);
}

static void print_bucket(struct out *o, size_t bucket, uint64_t count, bool is_linear)
{
	out_object(o, NULL);
	out_uint(o, &bar_fields[0], low_of(bucket, is_linear));
	out_uint(o, &bar_fields[1], high_of(bucket, is_linear));
	out_uint(o, &bar_fields[2], count);
	out_end(o);
}

void bars_print(struct out *o, const struct field *f, const struct bars *b, bool is_linear)
{
	static const struct field f_lines = {
		.label = "", .line = 1, .lead = "", .layout = LAYOUT_LINES, .flags = FIELD_TEXT_ONLY};
	static const struct field f_none = {.label = "", .flags = FIELD_TEXT_ONLY};
	const bool is_text = out_shows(o, &f_none);
	const struct shape s = measure(o, b, is_linear);
	const size_t used = bars_used(b);
	size_t i = 0;

	while (i < used && !b->counts[i])
		i++;
	if (!used)
		out_str(o, &f_none, "nothing counted");
	out_list(o, is_text ? &f_lines : f);
	for (; i < used; i++) {
		if (is_text)
			print_line(o, &s, i, b->counts[i], is_linear);
		else
			print_bucket(o, i, b->counts[i], is_linear);
	}
	out_end(o);
}
