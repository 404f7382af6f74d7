/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What is to be written: words of a command line, and files to be imported, JSON or text. What is accepted
 * has exactly the bytes of a key and of a value.
 *
 * The input: a byte that chooses the map, then the words (a blank between them) or the file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mapdump/transfer/text.h"
#include "tests/unit/test_value_make.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WORDS_MOST = 64, CPUS = 3 };

static const struct {
	uint32_t type, key_size, value_size;
	bool is_typed;
} maps[] = {
	{BPF_MAP_TYPE_HASH, 4, 20, false},    {BPF_MAP_TYPE_HASH, 4, 16, true},
	{BPF_MAP_TYPE_ARRAY, 4, 16, true},    {BPF_MAP_TYPE_PERCPU_HASH, 4, 12, false},
	{BPF_MAP_TYPE_LPM_TRIE, 8, 4, false}, {BPF_MAP_TYPE_HASH_OF_MAPS, 4, 4, false},
	{BPF_MAP_TYPE_DEVMAP, 4, 8, false},   {BPF_MAP_TYPE_PERCPU_ARRAY, 4, 16, true},
};

static struct value_plan *key_plan, *value_plan;

/* struct { u32 number; char text[12]; }, and an int for keys. */
static void make_plans(void)
{
	static struct make m;
	uint32_t number = make_int(&m, "unsigned int", 4, 0), c = make_int(&m, "char", 1, INT_SIGNED);
	uint32_t text = make_array(&m, c, 12), s = make_type(&m, "s", BK_STRUCT, 2, false, 16);
	static struct types *t; /* the plans point into it */
	struct err err;

	make_member(&m, "number", number, 0);
	make_member(&m, "text", text, 32);
	t = make_open(&m, NULL, &err);
	if (!t || value_plan_make(t, number, NULL, &key_plan, &err) ||
	    value_plan_make(t, s, NULL, &value_plan, &err))
		abort();
}

static void open_target(struct write_target *t, unsigned int which)
{
	struct uapi_map_info *info = &t->v.full.map;
	static struct cpu cpus[CPUS] = {{0, false}, {1, false}, {2, true}};

	info->type = maps[which].type;
	info->key_size = maps[which].key_size;
	info->value_size = maps[which].value_size;
	info->max_entries = 1000;
	t->v.type = map_type(info->type);
	t->v.cpus = (struct cpus){cpus, CPUS};
	t->v.key_plan = maps[which].is_typed ? key_plan : NULL;
	t->v.value_plan = maps[which].is_typed ? value_plan : NULL;
}

static void must(bool is_so, const char *what)
{
	if (is_so)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

static void check_words(const struct write_target *t, char *text)
{
	const struct data_form forms[] = {write_key_form(t), write_value_form(t)};
	char *words[WORDS_MOST], *rest = NULL;
	struct elem_bytes given = {0};
	struct argv_rest argv = {words, 0};
	auto_buf bytes = {0};
	struct err err = {0};

	for (char *word = strtok_r(text, " ", &rest); word && argv.left < WORDS_MOST;
	     word = strtok_r(NULL, " ", &rest))
		words[argv.left++] = word;
	if (!argv.left ||
	    arg_map_data.parse(&(struct arg){.key = "key", .type = &arg_map_data}, &argv, &given, &err))
		return;
	for (size_t i = 0; i < 2; i++)
		if (!map_data_read(&given, &forms[i], &bytes, &err))
			must(bytes.len == forms[i].size, "words of another size");
}

static void check_file(struct write_target *t, const char *text, size_t size)
{
	struct transfer_file f = {.data = text, .size = size};
	struct transfer_element e = {0};
	struct err err = {0};
	struct transfer_line line;
	int r = 0;

	transfer_rewind(&f);
	while (!r) {
		if (f.is_text)
			r = transfer_next_text(&f, t, &e, &err);
		else if (!(r = transfer_next(&f, &line, &err)))
			r = transfer_is_description(&line) ? 0 : transfer_read_element(t, &line, &e, &err);
		if (!r && (f.is_text || !transfer_is_description(&line)))
			must(e.key.len == write_info(t)->key_size && e.value.len == write_value_room(t),
			     "an element of another size");
	}
	transfer_element_free(&e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct write_target t = {0};
	char *text;

	if (!key_plan)
		make_plans();
	if (!size)
		return 0;
	text = malloc(size);
	memcpy(text, data + 1, size - 1);
	text[size - 1] = '\0';
	open_target(&t, (data[0] & 0x7f) % (sizeof(maps) / sizeof(maps[0])));
	if (data[0] & 0x80)
		check_words(&t, text);
	else
		check_file(&t, text, size - 1);
	free(text);
	return 0;
}
