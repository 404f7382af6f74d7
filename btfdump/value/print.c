/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Running a plan over data: no allocation, no types, no check that the plan has already made. */
#include <string.h>

#include "btfdump/value/float.h"
#include "btfdump/value/number.h"

enum { FLAGS_TEXT_LEN = 1024, SYMBOL_LEN = 256 };

struct printer {
	struct out *o;
	const struct value_plan *p;
	const struct field *row; /* of the whole */
	const struct value_step *whole;
	const struct value_copies *copies; /* NULL: there is one value */
};

/* Keys come from the steps; rows only say what kind of value follows. */
static const struct field row_plain, row_address = {.style = STYLE_POINTER};

static inline const struct field *step_row(const struct printer *pr, const struct value_step *s)
{
	if (s == pr->whole)
		return pr->row;
	if (s->name)
		out_key(pr->o, s->name);
	return &row_plain;
}

static void print_int(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	const struct field *f = step_row(pr, s);
	char hex[WIDE_HEX_LEN];

	if (s->at.bits > 64)
		out_str(pr->o, f, wide_hex(bits_load_any(s->at, from), s->at.bits, s->is_signed, hex));
	else if (s->is_signed)
		out_int(pr->o, f, bits_extend(bits_load(s->at, from), s->at.bits));
	else
		out_uint(pr->o, f, bits_load(s->at, from));
}

/* A bool that is neither is worth showing, and not as a number, which would look like a mistake. */
static void print_bool(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	struct wide v = bits_load_any(s->at, from);
	char hex[WIDE_HEX_LEN];

	if (v.low > 1 || v.high)
		out_str(pr->o, step_row(pr, s), wide_hex(v, s->at.bits, false, hex));
	else
		out_bool(pr->o, step_row(pr, s), v.low);
}

static void print_char(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	char c = (char)*from;

	if (c < 0x20 || c > 0x7e)
		print_int(pr, s, from);
	else
		out_strn(pr->o, step_row(pr, s), &c, 1);
}

static void print_enum(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	const struct value_table *table = &pr->p->tables[s->table];
	uint64_t v = bits_load(s->at, from);
	const char *name = pr->p->opt.is_numeric ? NULL : value_table_name(table, v);
	char flags[FLAGS_TEXT_LEN];

	if (!name && !pr->p->opt.is_numeric && value_table_flags(table, v, flags, sizeof(flags)))
		name = flags;
	if (name)
		out_str(pr->o, step_row(pr, s), name);
	else
		print_int(pr, s, from);
}

static void print_pointer(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	const struct field *f = step_row(pr, s);
	uint64_t v = bits_load(s->at, from);
	struct field address;
	char symbol[SYMBOL_LEN];

	if (f == &row_plain || !f) {
		out_uint(pr->o, &row_address, v);
	} else {
		address = *f;
		address.style = STYLE_POINTER;
		out_uint(pr->o, &address, v);
	}
	if (!s->symbol_key || !v || !pr->p->opt.symbol(pr->p->opt.symbol_arg, v, symbol, sizeof(symbol)))
		return;
	out_key(pr->o, s->symbol_key);
	out_str(pr->o, &row_plain, symbol);
}

static void print_float(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	char text[FLOAT_TEXT_LEN];

	if (float_write(bits_load_any(s->at, from), s->at.bits, text))
		out_number(pr->o, step_row(pr, s), text);
	else
		out_str(pr->o, step_row(pr, s), text);
}

/* Line ends may be in text, as in message formats; but text does not begin with one. */
static inline bool is_text_char(uint8_t c, size_t at)
{
	return c >= 0x20 ? c <= 0x7e : at && (c == '\n' || c == '\t');
}

bool value_is_string(const uint8_t *from, size_t size, bool is_exact, size_t *ret_len)
{
	size_t len = 0;

	while (len < size && is_text_char(from[len], len))
		len++;
	if (len == size || from[len])
		return false;
	*ret_len = len;
	for (size_t i = len; is_exact && i < size; i++)
		if (from[i])
			return false;
	return true;
}

static void print_text(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	size_t len;

	if (value_is_string(from, s->count, pr->p->opt.is_exact, &len)) {
		out_strn(pr->o, step_row(pr, s), (const char *)from, len);
		return;
	}
	out_list(pr->o, step_row(pr, s));
	for (uint64_t i = 0; i < s->count; i++) {
		if (s->is_signed)
			out_int(pr->o, NULL, (int8_t)from[i]);
		else
			out_uint(pr->o, NULL, from[i]);
	}
	out_end(pr->o);
}

static void print_one(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	switch (s->op) {
	case VALUE_INT:
		print_int(pr, s, from);
		break;
	case VALUE_BOOL:
		print_bool(pr, s, from);
		break;
	case VALUE_CHAR:
		print_char(pr, s, from);
		break;
	case VALUE_ENUM:
		print_enum(pr, s, from);
		break;
	case VALUE_POINTER:
		print_pointer(pr, s, from);
		break;
	case VALUE_FLOAT:
		print_float(pr, s, from);
		break;
	case VALUE_TEXT:
		print_text(pr, s, from);
		break;
	default:
		out_null(pr->o, step_row(pr, s));
		break;
	}
}

static bool copies_agree(const struct value_step *s, const uint8_t *from, const struct value_copies *copies)
{
	for (uint32_t i = 1; i < copies->count; i++) {
		const uint8_t *other = from + i * copies->stride;
		struct wide a = {0}, b = {0};

		if (s->op == VALUE_TEXT && strncmp((const char *)from, (const char *)other, s->count) != 0)
			return false;
		if (s->op != VALUE_TEXT && s->at.bits) {
			a = bits_load_any(s->at, from);
			b = bits_load_any(s->at, other);
		}
		if (a.low != b.low || a.high != b.high)
			return false;
	}
	return true;
}

static void print_agg(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	struct number n;
	char text[VALUE_NUMBER_LEN];

	if (!number_read_agg(s, from, pr->copies, &n)) {
		if (copies_agree(s, from, pr->copies))
			print_one(pr, s, from);
		else
			out_null(pr->o, step_row(pr, s));
	} else if (value_number_write(&n, text)) {
		out_number(pr->o, step_row(pr, s), text);
	} else {
		out_str(pr->o, step_row(pr, s), text);
	}
}

static inline void print_scalar(const struct printer *pr, const struct value_step *s, const uint8_t *from)
{
	if (pr->copies)
		print_agg(pr, s, from);
	else
		print_one(pr, s, from);
}

/* The bytes of all copies. */
static bool copies_are_equal(const uint8_t *from, uint64_t size, const struct value_copies *copies)
{
	for (uint32_t i = 1; i < copies->count; i++)
		if (memcmp(from, from + i * copies->stride, size) != 0)
			return false;
	return true;
}

static bool read_as_number(const struct printer *pr, const struct value_as *as, const struct value_step *s,
			   const uint8_t *base, struct number *ret_number)
{
	if (pr->copies && !as->format->is_swapped &&
	    number_read_agg(s, base + s->offset, pr->copies, ret_number))
		return true;
	if (pr->copies && !copies_are_equal(base + as->at, as->size, pr->copies))
		return false;
	return value_as_number(pr->p, as, &(struct value_field){0}, base, ret_number);
}

/* As its format shows it. */
static void print_as(const struct printer *pr, const struct value_as *as, const uint8_t *base)
{
	const struct value_step *s = &pr->p->steps[as->step];
	const struct field *f = step_row(pr, s);
	struct number n;

	if (read_as_number(pr, as, s, base, &n) && !n.is_real)
		as->format->print_number(pr->o, f, as, &n);
	else if (as->format->print && (!pr->copies || copies_are_equal(base + as->at, as->size, pr->copies)))
		as->format->print(pr->o, f, as, base + as->at);
	else
		out_null(pr->o, f);
}

typedef void print_steps_fn(const struct printer *pr, uint32_t first, uint32_t end, const uint8_t *base);

/* Steps [first, end) over the element at @base; a list runs its own, with @again, for each element. */
static inline __attribute__((always_inline)) void run_steps(const struct printer *pr, uint32_t first,
							    uint32_t end, const uint8_t *base,
							    bool has_formats, print_steps_fn *again)
{
	for (uint32_t i = first; i < end; i++) {
		const struct value_step *s = &pr->p->steps[i];
		const struct value_as *as = has_formats ? step_as(pr->p, i) : NULL;

		if (as) {
			print_as(pr, as, base);
			i = step_next(pr->p, i) - 1;
			continue;
		}
		switch (s->op) {
		case VALUE_OBJECT:
			out_object(pr->o, step_row(pr, s));
			break;
		case VALUE_SECTION:
			out_list(pr->o, step_row(pr, s));
			break;
		case VALUE_END:
			out_end(pr->o);
			break;
		case VALUE_LIST:
			out_list(pr->o, step_row(pr, s));
			for (uint64_t n = 0; n < s->count && !out_is_dead(pr->o); n++)
				again(pr, i + 1, s->end - 1, base + s->offset + n * s->stride);
			out_end(pr->o);
			i = s->end - 1;
			break;
		default:
			print_scalar(pr, s, base + s->offset);
			break;
		}
	}
}

static void print_steps(const struct printer *pr, uint32_t first, uint32_t end, const uint8_t *base)
{
	run_steps(pr, first, end, base, false, print_steps);
}

/* Apart, so that values without formats cost nothing more. */
static void print_steps_as(const struct printer *pr, uint32_t first, uint32_t end, const uint8_t *base)
{
	run_steps(pr, first, end, base, true, print_steps_as);
}

static int print_part(struct printer *pr, const struct value_field *field, const void *data, size_t size,
		      struct err *err)
{
	const struct value_plan *p = pr->p;

	if (size < p->size)
		return err_set(err, 0, "%zu bytes of data, but the type has %llu", size,
			       (unsigned long long)p->size);
	pr->whole = &p->steps[field->step];
	(p->as_count ? print_steps_as : print_steps)(pr, field->step, step_next(p, field->step),
						     (const uint8_t *)data + field->offset);
	/* Where nothing is shown, the last key was not used. */
	if (step_is_container(pr->whole))
		out_key(pr->o, NULL);
	return 0;
}

int value_field_print(struct out *o, const struct field *f, const struct value_plan *p,
		      const struct value_field *field, const void *data, size_t size, struct err *err)
{
	struct printer pr = {.o = o, .p = p, .row = f};

	return print_part(&pr, field, data, size, err);
}

int value_print_agg(struct out *o, const struct field *f, const struct value_plan *p,
		    const struct value_field *field, const struct value_copies *copies, struct err *err)
{
	struct printer pr = {.o = o, .p = p, .row = f, .copies = copies};

	return print_part(&pr, field, copies->data, copies->stride, err);
}

int value_print(struct out *o, const struct field *f, const struct value_plan *p, const void *data,
		size_t size, struct err *err)
{
	return value_field_print(o, f, p, &(struct value_field){0}, data, size, err);
}
