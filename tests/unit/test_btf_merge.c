/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Several files as one: what is alike is there once, names alone say nothing, declarations find definitions.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "tests/unit/test_btf_print.h"

enum { FILES_MAX = 4 };

struct files {
	int fds[FILES_MAX];
	char paths[FILES_MAX][64];
	const char *list[FILES_MAX];
	uint32_t count;
};

static void files_add(struct files *f, struct make *m)
{
	int fd = memfd_create("part", MFD_CLOEXEC);

	make_image(m);
	if (write(fd, m->image.data, m->image.len) != (ssize_t)m->image.len)
		abort();
	f->fds[f->count] = fd;
	snprintf(f->paths[f->count], sizeof(f->paths[0]), "/proc/self/fd/%d", fd);
	f->list[f->count] = f->paths[f->count];
	f->count++;
}

static void files_close(struct files *f)
{
	while (f->count)
		close(f->fds[--f->count]);
}

static int print_raw(struct out *o, const struct types *t, const void *arg, struct err *err)
{
	(void)arg;
	return types_dump_raw(o, t, NULL, err);
}

static void check_merged(const struct files *f, const struct types *base, const char *should,
			 const char *what)
{
	auto_types *t = NULL;
	struct err err = {0};

	if (types_load_merged(f->list, f->count, base, &t, &err)) {
		check(false, what);
		printf("# %s\n", err.text);
		return;
	}
	check_text(written_by(print_raw, OUT_TEXT, t, NULL), should, what);
}

static void check_not_merged(const struct files *f, const struct types *base, const char *words,
			     const char *what)
{
	auto_types *t = NULL;
	struct err err = {0};
	bool is_ok = types_load_merged(f->list, f->count, base, &t, &err) && strstr(err.text, words);

	check(is_ok, what);
	if (!is_ok)
		printf("# %s\n", err.text);
}

/* struct list { struct list *next; int v; }, with ids in one order or another; and a struct of that name. */
static void make_part(struct make *m, bool is_turned, const char *own, uint32_t own_size)
{
	uint32_t i = 0;

	if (is_turned)
		i = make_int(m, "int", 4, INT_SIGNED);
	make_type(m, "list", BK_STRUCT, 2, false, 16);
	make_member(m, "next", is_turned ? 3 : 2, 0);
	make_member(m, "v", is_turned ? i : 3, 64);
	make_type(m, "", BK_PTR, 0, false, is_turned ? 2 : 1);
	if (!is_turned)
		make_int(m, "int", 4, INT_SIGNED);
	make_type(m, own, BK_STRUCT, 0, false, own_size);
}

static void test_alike(bool is_foreign)
{
	auto_make a = {.is_foreign = is_foreign}, b = {.is_foreign = is_foreign};
	struct files f = {0};

	make_part(&a, false, "own", 1);
	make_part(&b, true, "own", 2);
	files_add(&f, &a);
	files_add(&f, &b);
	files_add(&f, &a);
	check_merged(&f, NULL,
		     "[1] STRUCT 'list' size=16 vlen=2\n"
		     "\t'next' type_id=2 bits_offset=0\n"
		     "\t'v' type_id=3 bits_offset=64\n"
		     "[2] PTR '(anon)' type_id=1\n"
		     "[3] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED\n"
		     "[4] STRUCT 'own' size=1 vlen=0\n"
		     "[5] STRUCT 'own' size=2 vlen=0\n",
		     "what is alike is there once, in whatever order");
	files_close(&f);
}

/* "to", a struct of that size or (0) a declaration, and a pointer to it. */
static void make_pointer(struct make *m, uint32_t size)
{
	make_type(m, "to", size ? BK_STRUCT : BK_FWD, 0, false, size);
	make_type(m, "", BK_PTR, 0, false, 1);
}

static void test_forwards(void)
{
	auto_make declares = {0}, defines = {0}, differs = {0};
	struct files f = {0};

	make_pointer(&declares, 0);
	make_pointer(&defines, 4);
	make_pointer(&differs, 8);
	files_add(&f, &declares);
	files_add(&f, &defines);
	check_merged(&f, NULL, "[1] STRUCT 'to' size=4 vlen=0\n[2] PTR '(anon)' type_id=1\n",
		     "a declaration is what another file defines");
	files_add(&f, &differs);
	check_merged(&f, NULL,
		     "[1] FWD 'to' fwd_kind=struct\n"
		     "[2] PTR '(anon)' type_id=1\n"
		     "[3] STRUCT 'to' size=4 vlen=0\n"
		     "[4] PTR '(anon)' type_id=3\n"
		     "[5] STRUCT 'to' size=8 vlen=0\n"
		     "[6] PTR '(anon)' type_id=5\n",
		     "unless two define it differently");
	files_close(&f);
}

/* Split BTF over a base: a typedef of its [1]. */
static void split_begin(struct make *m, const struct types *base, const char *own)
{
	m->is_split = true;
	make_word(m, base->str_end);
	make_word(m, BK_TYPEDEF << 24);
	make_word(m, 1);
	buf_add(&m->strings, own, strlen(own) + 1);
}

static void test_base(void)
{
	auto_make base_make = {0}, a = {0}, b = {0};
	struct files f = {0};
	struct err err = {0};
	auto_types *base = NULL;

	make_int(&base_make, "int", 4, INT_SIGNED);
	make_type(&base_make, "to", BK_STRUCT, 0, false, 4);
	base = make_open(&base_make, NULL, &err);
	split_begin(&a, base, "alike");
	split_begin(&b, base, "alike");
	make_word(&b, 5); /* "to" in the base's strings: declared, [4] */
	make_word(&b, (uint32_t)BK_FWD << 24);
	make_word(&b, 0);
	make_word(&b, 0);
	make_word(&b, (uint32_t)BK_PTR << 24);
	make_word(&b, 4);
	files_add(&f, &base_make);
	check_not_merged(&f, base, "beyond their base", "the base alone is nothing to merge");
	files_add(&f, &a);
	files_add(&f, &b);
	check_merged(&f, base, "[3] TYPEDEF 'alike' type_id=1\n[4] PTR '(anon)' type_id=2\n",
		     "parts over a base refer to it");
	files_close(&f);
	files_add(&f, &a);
	check_not_merged(&f, NULL, "its base", "a part without its base");
	files_close(&f);
}

static void test_refused(void)
{
	auto_make a = {0}, b = {.is_foreign = true}, newer = {.layout_count = 30};
	struct files f = {0};

	make_part(&a, false, "own", 1);
	make_part(&b, false, "own", 1);
	files_add(&f, &a);
	files_add(&f, &b);
	check_not_merged(&f, NULL, "different machines", "files of either byte order");
	files_close(&f);
	make_type(&newer, "", 25, 0, false, 0);
	files_add(&f, &a);
	files_add(&f, &newer);
	check_not_merged(&f, NULL, "kind 25", "kinds that nobody knows yet");
	files_close(&f);
}

int main(void)
{
	test_alike(false);
	test_alike(true);
	test_forwards();
	test_base();
	test_refused();
	return failures != 0;
}
