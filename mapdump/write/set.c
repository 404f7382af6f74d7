/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The words after 'set': FIELD=VALUE, or FIELD+=N, -=, |=, &= for integers. The result is written as a value
 * that was given would be, so that what does not fit is refused.
 */
#include "mapdump/write/set.h"

#include <string.h>

#include "mapdump/target.h"

enum { NUMBER_DIGITS = 48 }; /* more than 128 bits have */

/* A word taken apart. */
struct change {
	const char *path, *text;
	size_t path_len;
	char op; /* '=' for a new value */
};

static struct change change_of(const char *word)
{
	struct change c = {.path = word, .path_len = strcspn(word, "="), .op = '='};

	c.text = word + c.path_len + 1;
	if (c.path_len > 1 && strchr("+-|&", word[c.path_len - 1]))
		c.op = word[--c.path_len];
	return c;
}

int set_check(const struct map_sets *sets, struct err *err)
{
	for (unsigned int i = 0; i < sets->count; i++)
		for (unsigned int j = 0; j < i; j++) {
			const struct change a = change_of(sets->list[i]), b = change_of(sets->list[j]);

			if (a.path_len == b.path_len && !memcmp(a.path, b.path, a.path_len))
				return err_usage(err, "set: %.*s is given twice", (int)a.path_len, a.path);
		}
	return 0;
}

/* False if it is too large even for the widest integers. */
static bool add(struct number *n, const struct number *by, bool is_less)
{
	const bool is_negative = by->is_negative != is_less;
	const uwide was = n->magnitude;

	if (n->is_negative == is_negative || !by->magnitude)
		return !__builtin_add_overflow(was, by->magnitude, &n->magnitude);
	if (was >= by->magnitude) {
		n->magnitude = was - by->magnitude;
		n->is_negative &= n->magnitude != 0;
	} else {
		n->magnitude = by->magnitude - was;
		n->is_negative = is_negative;
	}
	return true;
}

static bool combine(struct number *n, char op, const struct number *by)
{
	if (op == '+' || op == '-')
		return add(n, by, op == '-');
	if (n->is_negative || by->is_negative)
		return false;
	n->magnitude = op == '|' ? n->magnitude | by->magnitude : n->magnitude & by->magnitude;
	return true;
}

static const char *number_text(const struct number *n, char text[NUMBER_DIGITS])
{
	char *at = text + NUMBER_DIGITS - 1;
	uwide rest = n->magnitude;

	*at = '\0';
	do
		*--at = (char)('0' + (char)(rest % 10));
	while (rest /= 10);
	if (n->is_negative)
		*--at = '-';
	return at;
}

/* The number that the member becomes, as text. */
static int new_number(const struct value_plan *plan, const struct value_field *field, const struct change *c,
		      const char *path, const char *value, size_t size, char text[NUMBER_DIGITS],
		      const char **ret_text, struct err *err)
{
	struct number n, by;

	if (value_field_class(plan, field) != VALUE_IS_NUMBER ||
	    !value_field_number(plan, field, value, size, &n) || n.is_real)
		return err_usage(err, "%s: '%c=' requires an integer", path, c->op);
	if (number_scan(c->text, strlen(c->text), &by) != NUMBER_OK)
		return err_usage(err, "%s%c=%.64s: expected an integer", path, c->op, c->text);
	if (!combine(&n, c->op, &by))
		return err_usage(err, "%s%c=%.64s: the result does not fit", path, c->op, c->text);
	*ret_text = number_text(&n, text);
	return 0;
}

static int set_member(const struct write_target *t, const char *word, char *value, struct err *err)
{
	const struct value_plan *plan = t->v.value_plan;
	const size_t size = write_info(t)->value_size;
	const struct change c = change_of(word);
	auto_buf path = {0}, quoted = {0};
	char number[NUMBER_DIGITS];
	const char *text = c.text;
	struct value_field field;

	if (!plan)
		return err_set(err, 0, "map %u has no types, which 'set' requires", t->id);
	buf_add(&path, c.path, c.path_len);
	if (path.failed)
		return err_no_memory(err);
	if (value_field_find(plan, buf_str(&path), &field, err))
		return -1;
	if (c.op != '=') {
		if (new_number(plan, &field, &c, buf_str(&path), value, size, number, &text, err))
			return -1;
	} else if (value_field_class(plan, &field) == VALUE_IS_TEXT && map_data_quote(c.text, &quoted)) {
		text = buf_str(&quoted);
	}
	return value_field_parse(plan, &field, buf_str(&path), text, value, size, err);
}

int set_members(const struct write_target *t, const struct map_sets *sets, char *value, struct err *err)
{
	for (unsigned int i = 0; i < sets->count; i++)
		if (set_member(t, sets->list[i], value, err))
			return -1;
	return 0;
}
