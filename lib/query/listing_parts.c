/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Parts of caught records: what lies at the end of a path. Beyond a list those are the values of its
 * elements. */
#include <string.h>

#include "lib/query/listing.h"

static int each_path(const void *over, query_path_fn *fn, void *arg, struct err *err)
{
	(void)over;
	(void)fn;
	(void)arg;
	return err_usage(err, "--fields is missing");
}

/* The cell at the end of a way, the one after @skip others. */
struct search {
	const struct caught *caught;
	const struct listing_way *way;
	uint8_t hidden; /* of cells of one name, those with this flag are chosen last; 0: all are found */
	bool is_whole;  /* a list is found, not its elements */
	size_t skip;
	uint32_t found;
};

static bool note_found(struct search *s, uint32_t cell)
{
	if (s->skip) {
		s->skip--;
		return false;
	}
	s->found = cell;
	return true;
}

static bool search(struct search *s, uint32_t cell, unsigned int part);

static bool is_hidden(const struct search *s, uint32_t cell)
{
	const struct field *f = s->caught->cells[cell].field;

	return f && f->flags & s->hidden;
}

static bool search_object(struct search *s, uint32_t cell, unsigned int part)
{
	const struct caught_cell *cells = s->caught->cells;
	uint32_t chosen = 0;

	for (uint32_t i = cell + 1; i < cells[cell].next; i = cells[i].next) {
		const char *name = caught_name(s->caught, i);

		if (!name || strcmp(name, s->way->parts[part]) != 0)
			continue;
		if (!s->hidden && search(s, i, part + 1))
			return true;
		if (!chosen || is_hidden(s, chosen))
			chosen = i;
	}
	return s->hidden && chosen && search(s, chosen, part + 1);
}

static bool search(struct search *s, uint32_t cell, unsigned int part)
{
	const struct caught_cell *cells = s->caught->cells;
	const bool is_end = part == s->way->count;

	if (is_end && (s->is_whole || cells[cell].kind != CAUGHT_LIST))
		return note_found(s, cell);
	if (!is_end && cells[cell].kind == CAUGHT_OBJECT)
		return search_object(s, cell, part);
	if (cells[cell].kind != CAUGHT_LIST)
		return false;
	for (uint32_t i = cell + 1; i < cells[cell].next; i = cells[i].next)
		if (search(s, i, part))
			return true;
	return false;
}

static bool find_cell(const struct listing_path *p, const struct listing_way *w,
		      const struct listing_rec *rec, size_t skip, bool is_whole, bool is_one,
		      uint32_t *ret_cell)
{
	struct search s = {
		.caught = &rec->caught,
		.way = w,
		.hidden = !is_one         ? 0
			  : p->l->is_text ? FIELD_JSON_ONLY
					  : FIELD_TEXT_ONLY,
		.is_whole = is_whole,
		.skip = skip,
	};

	if (w->is_place) {
		*ret_cell = rec->list;
		return rec->list && !skip;
	}
	if (!search(&s, w->is_in_row ? rec->row : 0, 0))
		return false;
	*ret_cell = s.found;
	return true;
}

/* The first way that the record has something on. */
static const struct listing_way *way_of(const struct listing_path *p, const struct listing_rec *rec)
{
	uint32_t ignored;

	if (p->count == 1)
		return p->ways;
	for (unsigned int i = 0; i < p->count; i++)
		if (find_cell(p, &p->ways[i], rec, 0, true, false, &ignored))
			return &p->ways[i];
	return p->ways;
}

static bool read_digits(const struct listing *l, const struct caught *c, const struct caught_cell *cell,
			struct query_cell *ret_value)
{
	struct buf spare = l->digits[0];

	/* Two values are compared with each other. */
	l->digits[0] = l->digits[1];
	l->digits[1] = spare;
	buf_reset(&l->digits[1]);
	for (uint32_t i = 0; i < cell->len; i++)
		buf_printf(&l->digits[1], "%02x", (unsigned char)c->texts[cell->value + i]);
	*ret_value =
		(struct query_cell){.is_text = true, .text = buf_str(&l->digits[1]), .len = l->digits[1].len};
	return true;
}

static uint64_t children_of(const struct caught *c, uint32_t cell)
{
	uint64_t n = 0;

	for (uint32_t i = cell + 1; i < c->cells[cell].next; i = c->cells[i].next)
		n++;
	return n;
}

static bool read_cell(const struct listing *l, const struct caught *c, uint32_t at, struct query_cell *v)
{
	const struct caught_cell *cell = &c->cells[at];

	*v = (struct query_cell){.number.magnitude = cell->value};
	switch (cell->kind) {
	case CAUGHT_UINT:
	case CAUGHT_BOOL:
		return true;
	case CAUGHT_INT:
	case CAUGHT_TIME:
		v->number.is_negative = (int64_t)cell->value < 0;
		if (v->number.is_negative)
			v->number.magnitude = -cell->value;
		return true;
	case CAUGHT_NUMBER:
		return number_parse(c->texts + cell->value, cell->len - 1, &v->number);
	case CAUGHT_STR:
	case CAUGHT_TEXT:
		*v = (struct query_cell){.is_text = true, .text = c->texts + cell->value, .len = cell->len};
		return true;
	case CAUGHT_BYTES:
		return read_digits(l, c, cell, v);
	case CAUGHT_LIST:
	case CAUGHT_OBJECT:
		v->number.magnitude = children_of(c, at);
		return true;
	default:
		return false;
	}
}

static bool read_part(const struct query_column *c, const void *rec, size_t row, struct query_cell *ret_value)
{
	const struct listing_rec *r = rec;
	const struct listing_path *p = c->place;
	const struct listing_way *w = way_of(p, r);
	uint32_t cell;

	if (!find_cell(p, w, r, row, c->class == QUERY_NEITHER, false, &cell))
		return false;
	if (!w->is_place)
		return read_cell(p->l, &r->caught, cell, ret_value);
	ret_value->is_text = true;
	ret_value->text = caught_name(&r->caught, cell);
	ret_value->len = strlen(ret_value->text);
	return true;
}

/* The elements' values, where the path goes on after the list. */
static void print_values(struct out *o, const struct field *f, const struct listing_path *p,
			 const struct listing_way *w, const struct listing_rec *r)
{
	uint32_t cell;

	out_list(o, f);
	for (size_t i = 0; find_cell(p, w, r, i, true, true, &cell); i++)
		out_caught_as(o, &r->caught, cell, NULL);
	out_end(o);
}

static bool is_beyond_list(const struct listing_path *p)
{
	return p->is_list && p->field->type != FIELD_LIST;
}

static void print_part(struct out *o, const struct field *f, const struct query_column *c, const void *rec,
		       size_t row)
{
	const struct listing_rec *r = rec;
	const struct listing_path *p = c->place;
	const struct listing_way *w = way_of(p, r);
	struct field own = {0};
	uint32_t cell;

	(void)row;
	if (!find_cell(p, w, r, 0, true, true, &cell)) {
		out_null(o, f);
	} else if (w->is_place) {
		out_str(o, f, caught_name(&r->caught, cell));
	} else if (is_beyond_list(p)) {
		print_values(o, f, p, w, r);
	} else {
		/* Its style without its flags: it was asked for. */
		if (r->caught.cells[cell].field)
			own = *r->caught.cells[cell].field;
		own.flags = 0;
		out_caught_as(o, &r->caught, cell, &own);
	}
}

/* As it would be in the record's text, without a label. */
static struct field bare_row(const struct field *f)
{
	return (struct field){
		.label = "",
		.lead = "",
		.name = f ? f->name : NULL,
		.style = f ? f->style : STYLE_PLAIN,
		.flags = f ? f->flags & FIELD_TEXT_NONZERO : 0,
	};
}

static void write_value(const struct listing *l, const struct listing_path *p, const struct listing_way *w,
			const struct listing_rec *r, uint32_t cell)
{
	const struct caught_cell *one = &r->caught.cells[cell];
	const struct field row = bare_row(is_beyond_list(p) ? p->field : one->field);

	if (w->is_place)
		out_str(l->words, &row, caught_name(&r->caught, cell));
	else if (is_beyond_list(p))
		print_values(l->words, &row, p, w, r);
	else if (one->kind == CAUGHT_BOOL)
		out_str(l->words, &row, one->value ? "true" : "false");
	else
		out_caught_as(l->words, &r->caught, cell, &row);
}

static bool is_number(uint32_t kind)
{
	return kind == CAUGHT_UINT || kind == CAUGHT_INT || kind == CAUGHT_NUMBER || kind == CAUGHT_NULL;
}

static bool write_part(struct buf *to, const struct query_column *c, const void *rec, size_t row)
{
	static const struct field f_line;
	const struct listing_rec *r = rec;
	const struct listing_path *p = c->place;
	const struct listing *l = p->l;
	const struct listing_way *w = way_of(p, r);
	struct err ignored = {0};
	uint32_t cell;

	(void)row;
	if (!find_cell(p, w, r, 0, true, true, &cell))
		return false;
	if (r->caught.cells[cell].kind == CAUGHT_NULL)
		return false;
	buf_reset(l->text);
	out_object(l->words, &f_line);
	write_value(l, p, w, r, cell);
	out_end(l->words);
	out_flush(l->words, &ignored);
	for (size_t i = 0; i + 1 < l->text->len; i++)
		buf_add_char(to,
			     l->text->data[i] == '\n' || l->text->data[i] == '\t' ? ' ' : l->text->data[i]);
	return is_beyond_list(p) || w->is_place || !is_number(r->caught.cells[cell].kind);
}

struct stored {
	uint32_t count, texts_len, list, row;
};

static size_t stored_size(const void *rec)
{
	const struct caught *c = &((const struct listing_rec *)rec)->caught;

	return sizeof(struct stored) + c->count * sizeof(*c->cells) + c->texts_len;
}

static void store(const void *rec, void *to)
{
	const struct listing_rec *r = rec;
	const struct caught *c = &r->caught;
	const struct stored head = {c->count, c->texts_len, r->list, r->row};
	const size_t cells = c->count * sizeof(*c->cells);

	memcpy(to, &head, sizeof(head));
	memcpy((char *)to + sizeof(head), c->cells, cells);
	memcpy((char *)to + sizeof(head) + cells, c->texts, c->texts_len);
}

static void restore(const void *over, const void *from, void *ret_rec)
{
	const struct stored *head = from;
	const struct caught_cell *cells = (const struct caught_cell *)(const void *)(head + 1);

	(void)over;
	_Static_assert(sizeof(struct listing_rec) <= QUERY_REC_MOST, "a query has room for it");
	*(struct listing_rec *)ret_rec = (struct listing_rec){
		.caught = {cells, (const char *)(cells + head->count), head->count, head->texts_len},
		.list = head->list,
		.row = head->row,
	};
}

const struct query_source parts_of_listing = {
	.find = listing_find,
	.has_word = listing_has_word,
	.has_plain_words = true,
	.is_flat = true,
	.each_path = each_path,
	.read = read_part,
	.print = print_part,
	.write = write_part,
	.stored_size = stored_size,
	.store = store,
	.restore = restore,
};
