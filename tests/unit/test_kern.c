/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The parts of kern/ that need no kernel: the table of arrays, BTF scanning, mounts, symbols, the boot time.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kern/arrays.h"
#include "kern/live/machine.h"
#include "kern/live/owners.h"
#include "kern/live/storage.h"
#include "kern/mounts.h"
#include "kern/ops.h"
#include "kern/rights.h"
#include "wire/btf.h"
#include "wire/scan.h"

static int failures;

static void check(bool ok, const char *name)
{
	printf("%s %s\n", ok ? "ok" : "not ok", name);
	failures += !ok;
}

/* A kernel that has one object, and answers for it like the real one, or worse. */
struct fake {
	struct uapi_prog_info prog;
	struct uapi_link_info link;
	uint32_t map_count;    /* of the program */
	uint32_t late_maps;    /* how many more there are from the second question on */
	uint64_t foreign;      /* the pointer it gives back instead of the caller's */
	const char *text;      /* of the link: iterator target or file name */
	bool is_silent_length; /* tells no size of a text to those who bring no room */
	bool is_length_without_nul;
	unsigned int asked;
};

static void fake_prog(struct fake *f, struct uapi_prog_info *info)
{
	uint32_t room = info->nr_map_ids;
	uint32_t *ids = (uint32_t *)(uintptr_t)info->map_ids;
	uint32_t count = f->map_count + (f->asked > 1 ? f->late_maps : 0);
	uint64_t ptr = info->map_ids;

	for (uint32_t i = 0; ids && i < room && i < count && count < 1000; i++)
		ids[i] = 100 + i;
	*info = f->prog;
	info->map_ids = f->foreign ? f->foreign : ptr;
	info->nr_map_ids = count;
}

static void fake_text(struct fake *f, char *to, uint32_t *len)
{
	uint32_t need = (uint32_t)strlen(f->text) + 1;

	if (to)
		snprintf(to, *len, "%s", f->text);
	if (to || !f->is_silent_length)
		*len = need - f->is_length_without_nul;
}

static void fake_link(struct fake *f, struct uapi_link_info *info)
{
	struct uapi_link_info asked = *info;

	info->type = f->link.type;
	if (info->type == UAPI_LINK_ITER)
		fake_text(f, (char *)(uintptr_t)asked.iter.target_name, &info->iter.target_name_len);
	if (info->type == UAPI_LINK_PERF_EVENT) {
		info->perf.type = f->link.perf.type;
		fake_text(f, (char *)(uintptr_t)asked.perf.uprobe.name, &info->perf.uprobe.name_len);
	}
}

static int fake_info(struct kern *k, enum kern_kind kind, int handle, void *info, uint32_t *len,
		     struct err *err)
{
	struct fake *f = k->state;

	(void)handle;
	(void)err;
	f->asked++;
	if (kind == KIND_PROG)
		fake_prog(f, info);
	else
		fake_link(f, info);
	*len = kind == KIND_PROG ? sizeof(struct uapi_prog_info) : sizeof(struct uapi_link_info);
	return 0;
}

static const struct kern_ops fake_ops = {.name = "fake", .info = fake_info};

static void test_applies(void)
{
	struct uapi_link_info link = {.type = UAPI_LINK_PERF_EVENT};
	const struct info_array *ids = &info_arrays[INFO_MAP_IDS];
	unsigned int count = 0;

	link.perf.type = UAPI_PERF_URETPROBE;
	for (unsigned int i = 0; i < info_array_count; i++)
		count += info_array_applies(&info_arrays[i], KIND_LINK, &link, sizeof(link));
	check(count == 1, "a uretprobe link has one array");
	link.perf.type = UAPI_PERF_EVENT;
	count = 0;
	for (unsigned int i = 0; i < info_array_count; i++)
		count += info_array_applies(&info_arrays[i], KIND_LINK, &link, sizeof(link));
	check(count == 0, "a perf event link has none");
	check(info_array_applies(ids, KIND_PROG, &link, 64), "a row applies when its members are there");
	check(!info_array_applies(ids, KIND_PROG, &link, ids->ptr_off + 7), "not when they are cut");
	check(!info_array_applies(ids, KIND_MAP, &link, sizeof(link)), "not to another kind");
}

static void test_full_prog(void)
{
	struct fake f = {.map_count = 3};
	struct kern k = {.ops = &fake_ops, .state = &f};
	struct info_full full = {0};
	struct err err = {0};
	const uint32_t *ids;

	check(!info_full_read(&k, KIND_PROG, 0, &full, &err) && f.asked == 1, "few maps: asked once");
	ids = (const uint32_t *)(uintptr_t)full.prog.map_ids;
	check(full.prog.nr_map_ids == 3 && ids && ids[2] == 102, "few maps: all there");

	f = (struct fake){.map_count = 200, .late_maps = 5};
	check(!info_full_read(&k, KIND_PROG, 0, &full, &err) && f.asked == 2, "many maps: asked twice");
	ids = (const uint32_t *)(uintptr_t)full.prog.map_ids;
	check(full.prog.nr_map_ids == 200 && ids && ids[199] == 299, "no more than there was room for");

	f = (struct fake){.map_count = UINT32_MAX};
	check(info_full_read(&k, KIND_PROG, 0, &full, &err) < 0, "a count beyond reason is refused");

	f = (struct fake){.map_count = 2, .foreign = 0x1234};
	check(!info_full_read(&k, KIND_PROG, 0, &full, &err) && !full.prog.map_ids,
	      "a pointer that is not ours is dropped");

	f = (struct fake){.map_count = 1};
	f.prog.xlated_prog_len = 64;
	f.prog.xlated_prog_insns = 99;
	check(!info_full_read(&k, KIND_PROG, 0, &full, &err) && !full.prog.xlated_prog_insns &&
		      full.prog.xlated_prog_len == 64,
	      "lazy rows are not fetched");
	info_full_free(&full);
}

static void test_full_text(void)
{
	struct fake f = {.text = "bpf_map"};
	struct kern k = {.ops = &fake_ops, .state = &f};
	struct info_full full = {0};
	struct err err = {0};
	const char *name;

	f.link.type = UAPI_LINK_ITER;
	for (int i = 0; i < 2; i++) {
		f.is_length_without_nul = i;
		check(!info_full_read(&k, KIND_LINK, 0, &full, &err), "a text is read");
		name = (const char *)(uintptr_t)full.link.iter.target_name;
		check(name && !strcmp(name, "bpf_map") && full.link.iter.target_name_len == 8,
		      "its length counts the NUL, whatever the kernel counts");
	}
	f.link.type = UAPI_LINK_PERF_EVENT;
	f.link.perf.type = UAPI_PERF_UPROBE;
	f.is_silent_length = true;
	check(!info_full_read(&k, KIND_LINK, 0, &full, &err), "a text of unknown length is read");
	name = (const char *)(uintptr_t)full.link.perf.uprobe.name;
	check(name && !strcmp(name, "bpf_map") && full.link.perf.uprobe.name_len == 8, "and measured");
	info_full_free(&full);
}

/* A BTF that is written word by word. */
struct writer {
	struct buf types, strings;
	uint32_t count;
};

static uint32_t put_string(struct writer *w, const char *s)
{
	uint32_t off = (uint32_t)w->strings.len;

	buf_add(&w->strings, s, strlen(s) + 1);
	return off;
}

static void put_words(struct writer *w, const uint32_t *words, size_t count)
{
	buf_add(&w->types, words, count * sizeof(*words));
}

static uint32_t put_type(struct writer *w, const char *name, uint32_t kind, uint32_t vlen, uint32_t size)
{
	uint32_t words[] = {*name ? put_string(w, name) : 0, kind << 24 | vlen, size};

	put_words(w, words, 3);
	return ++w->count;
}

static void put_three(struct writer *w, uint32_t a, uint32_t b, uint32_t c)
{
	uint32_t words[] = {a, b, c};

	put_words(w, words, 3);
}

/* @layout_len bytes of a layout section for kinds from zero on, 0: none. */
static void finish(struct writer *w, const struct wire_layout *layout, uint32_t kinds, struct buf *ret_btf)
{
	struct wire_header h = {.magic = WIRE_MAGIC, .version = WIRE_VERSION};

	h.hdr_len = kinds ? WIRE_HEADER_LEN_LAYOUT : WIRE_HEADER_LEN;
	h.type_len = (uint32_t)w->types.len;
	h.str_off = h.type_len;
	h.str_len = (uint32_t)w->strings.len;
	h.layout_off = h.str_off + h.str_len;
	h.layout_len = kinds * (uint32_t)sizeof(*layout);
	buf_reset(ret_btf);
	buf_add(ret_btf, &h, h.hdr_len);
	buf_add(ret_btf, w->types.data, w->types.len);
	buf_add(ret_btf, w->strings.data, w->strings.len);
	buf_add(ret_btf, layout, h.layout_len);
	buf_free(&w->types);
	buf_free(&w->strings);
}

/*
 * 1 int, 2 struct outer { int a; struct { int b; union { int c; } }; int bits : 3; }, 3 and 4 its inner ones,
 * 5 enum, 6 variables and 8 the section with them, 9 a plain section, 10 func
 */
static void make_btf(struct buf *ret_btf)
{
	struct writer w = {0};
	uint32_t word = 32;

	put_string(&w, "");
	put_type(&w, "int", BK_INT, 0, 4);
	put_words(&w, &word, 1);
	put_type(&w, "outer", BK_STRUCT, 3, 16);
	put_three(&w, put_string(&w, "a"), 1, 0);
	put_three(&w, 0, 3, 32);
	put_three(&w, put_string(&w, "bits"), 1, 99);
	put_type(&w, "", BK_STRUCT, 2, 8);
	put_three(&w, put_string(&w, "b"), 1, 0);
	put_three(&w, 0, 4, 32);
	put_type(&w, "", BK_UNION, 1, 4);
	put_three(&w, put_string(&w, "c"), 1, 0);
	put_type(&w, "colour", BK_ENUM, 1, 4);
	word = put_string(&w, "RED");
	put_words(&w, &word, 1);
	word = 7;
	put_words(&w, &word, 1);
	for (int i = 0; i < 2; i++) {
		put_type(&w, i ? "other_map" : "a_map_with_a_long_name", BK_VAR, 0, 1);
		word = 1;
		put_words(&w, &word, 1);
	}
	put_type(&w, ".maps", BK_DATASEC, 2, 0);
	put_three(&w, 6, 0, 4);
	put_three(&w, 7, 4, 4);
	put_type(&w, ".rodata.str", BK_DATASEC, 0, 0);
	put_type(&w, "a_func", BK_FUNC, 0, 1);
	finish(&w, NULL, 0, ret_btf);
}

static void test_scan_members(const struct wire_scan *scan)
{
	struct wire_scan_want wants[] = {
		{.name = "outer", .kind = BK_STRUCT},
		{.name = "a_func", .kind = BK_FUNC},
		{.name = "outer", .kind = BK_UNION},
		{.name = "oute", .kind = BK_STRUCT},
	};
	const struct wire_scan_type *outer = &wants[0].ret_type;
	uint32_t off = 77;

	check(wire_scan_find(scan, wants, 4) == 2, "two of four types are there");
	check(outer->id == 2 && wants[1].ret_type.id == 10 && !wants[2].ret_type.id, "with their ids");
	check(wire_scan_member(scan, outer, "a", &off) && off == 0, "a member");
	check(wire_scan_member(scan, outer, "b", &off) && off == 4, "a member of an anonymous struct");
	check(wire_scan_member(scan, outer, "c", &off) && off == 8, "a member of a union inside");
	check(!wire_scan_member(scan, outer, "bits", &off), "no byte offset of bits");
	check(!wire_scan_member(scan, outer, "d", &off) && off == 8, "no such member");
}

static void test_scan_names(const struct wire_scan *scan)
{
	const char *name = wire_scan_enumerator(scan, "colour", 7);

	check(name && !strcmp(name, "RED"), "an enumerator by value");
	check(!wire_scan_enumerator(scan, "colour", 8) && !wire_scan_enumerator(scan, "color", 7),
	      "no such enumerator, no such enum");
	name = wire_scan_type_name(scan, 10);
	check(name && !strcmp(name, "a_func"), "the name of a type");
	check(!wire_scan_type_name(scan, 3) && !wire_scan_type_name(scan, 0) &&
		      !wire_scan_type_name(scan, 11),
	      "no name, no type");
	name = wire_scan_section_name(scan, 9);
	check(name && !strcmp(name, ".rodata.str"), "the name of a section");
	check(!wire_scan_section_name(scan, 2), "a struct is no section");
	name = wire_scan_map_var(scan, "a_map_with_a_lo");
	check(name && !strcmp(name, "a_map_with_a_long_name"), "the full name of a map");
	check(!wire_scan_map_var(scan, "nosuch") && !wire_scan_map_var(scan, ""), "none, and more than one");
}

/* Everything there is to ask, of bytes that nobody checked. */
static void ask_all(const char *data, size_t len)
{
	struct wire_scan_want want = {.name = "outer", .kind = BK_STRUCT};
	struct wire_scan scan;
	struct err err;
	uint32_t off;

	if (wire_scan_open(&scan, data, len, &err))
		return;
	if (wire_scan_find(&scan, &want, 1))
		wire_scan_member(&scan, &want.ret_type, "c", &off);
	wire_scan_enumerator(&scan, "colour", 7);
	wire_scan_section_name(&scan, 9);
	wire_scan_map_var(&scan, "a_map_with_a_lo");
	for (uint32_t id = 0; id < 14; id++)
		wire_scan_type_name(&scan, id);
}

/* Cut anywhere, and with every byte changed in several ways. Copied, so that a sanitizer sees its end. */
static void test_scan_hostile(const struct buf *btf)
{
	static const unsigned char values[] = {0, 1, 0x7f, 0x80, 0xff, 3, 4, 15, 0x84};

	for (size_t len = 0; len <= btf->len; len++) {
		char *copy = malloc(len ? len : 1);

		memcpy(copy, btf->data, len);
		ask_all(copy, len);
		free(copy);
	}
	for (size_t at = 0; at < btf->len; at++) {
		char *copy = malloc(btf->len);

		for (size_t i = 0; i < sizeof(values); i++) {
			memcpy(copy, btf->data, btf->len);
			copy[at] = (char)values[i];
			ask_all(copy, btf->len);
		}
		free(copy);
	}
	check(true, "hostile BTF is survived");
}

/* A struct that contains itself without a name must end the search. */
static void test_scan_cycle(void)
{
	struct writer w = {0};
	auto_buf btf = {0};
	struct wire_scan_want want = {.name = "ring", .kind = BK_STRUCT};
	struct wire_scan scan;
	struct err err;
	uint32_t off;

	put_string(&w, "");
	put_type(&w, "ring", BK_STRUCT, 100, 8);
	for (int i = 0; i < 100; i++)
		put_three(&w, 0, 1, 0);
	finish(&w, NULL, 0, &btf);
	check(!wire_scan_open(&scan, btf.data, btf.len, &err) && wire_scan_find(&scan, &want, 1) == 1 &&
		      !wire_scan_member(&scan, &want.ret_type, "x", &off),
	      "a struct inside itself ends");
}

/* A kind of tomorrow: skipped where the layout section says how long it is, the end where none does. */
static void test_scan_unknown(void)
{
	struct wire_layout layout[22] = {[21] = {.fixed = 4, .elem = 8}};

	for (int has_layout = 0; has_layout < 2; has_layout++) {
		struct writer w = {0};
		auto_buf btf = {0};
		struct wire_scan scan;
		struct err err;
		const char *name = NULL;
		uint32_t word = 0;

		put_string(&w, "");
		put_type(&w, "tomorrow", 21, 1, 0);
		put_words(&w, &word, 1);
		put_words(&w, (const uint32_t[]){1, 2}, 2);
		put_type(&w, "behind", BK_FLOAT, 0, 4);
		finish(&w, layout, has_layout ? 22 : 0, &btf);
		if (!wire_scan_open(&scan, btf.data, btf.len, &err))
			name = wire_scan_type_name(&scan, 2);
		check(has_layout ? name && !strcmp(name, "behind") : !name,
		      has_layout ? "an unknown kind is skipped by the layout" : "or ends the walk");
	}
}

static void test_mounts(void)
{
	const char *text = "25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
			   "30 25 0:25 / /sys/fs/bpf rw shared:7 master:3 - bpf bpf rw,mode=700\n"
			   "31 25 0:26 / /mnt/a\\040b\\134c\\12 rw - bpf none rw\n"
			   "32 25 0:27 / /mnt/bpf - rw - tmpfs bpf rw\n"
			   "cut 25 0:28 /\n"
			   "\n"
			   "33 25 0:29 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw";
	const char *at = text;
	char path[64], small[6];

	check(mounts_next(&at, "bpf", path, sizeof(path)) && !strcmp(path, "/sys/fs/bpf"), "a mount");
	check(mounts_next(&at, "bpf", path, sizeof(path)) && !strcmp(path, "/mnt/a b\\c\\12"),
	      "blanks and backslashes in its path");
	check(!mounts_next(&at, "bpf", path, sizeof(path)), "other types are passed over");
	at = text;
	check(mounts_next(&at, "cgroup2", path, sizeof(path)) && !strcmp(path, "/sys/fs/cgroup"),
	      "the last line without its end");
	at = text;
	check(!mounts_next(&at, "bpf", small, sizeof(small)), "a path that is too long is passed over");
}

static void test_symbols(void)
{
	char text[] = "ffffffff81000000 T start\n"
		      "ffffffff81000000 t alias\n"
		      "ffffffff82000000 D data\n"
		      "garbage\n"
		      "ffffffffc0000010 t helper\t[nf_tables]\n"
		      "0000000000000000 T hidden\n"
		      "ffffffffc0000020 t prog_x\t[bpf]";
	struct live_symbols symbols = {0};

	live_symbols_parse(&symbols, text);
	check(symbols.count == 4, "only functions with addresses are kept");
	check(symbols.count == 4 &&
		      !memcmp(symbols.names.data + symbols.list[2].name_off, "helper\0nf_tables", 17),
	      "with their modules");
	live_symbols_free(&symbols);
}

static void test_boot_time(void)
{
	const int64_t first[] = {1700000000123456789, 1700000000120000900, 1700000000999999999};
	const int64_t second[] = {1700000000119999800, 1700000000555555555, 1700000000123456789};
	const int64_t widths_first[] = {900, 40, 5000}, widths_second[] = {30, 800, 800};

	check(live_boot_round(first, widths_first, 3) == 1700000000120000000, "the best reading counts");
	check(live_boot_round(second, widths_second, 3) == 1700000000120000000, "two runs agree");
	check(live_boot_round((const int64_t[]){-7000000}, widths_first, 1) == -10000000, "before the epoch");
}

static void test_owners(void)
{
	struct kern_owner list[] = {
		{.id = 2, .pid = 9}, {.id = 1, .pid = 5}, {.id = 2, .pid = 3},
		{.id = 1, .pid = 5}, {.id = 2, .pid = 9},
	};

	check(owners_sort(list, 5) == 3, "an owner is told once");
	check(list[0].id == 1 && list[1].pid == 3 && list[2].pid == 9, "by id, then by process");
	check(owners_sort(list, 0) == 0, "no owners");
}

/* Some kernels refuse iterators that could write, whoever loads them. */
static void test_refused_iterator(void)
{
	struct err err = {0};

	check(storage_sockets_refused(NULL, EPERM, &err) < 0 && err.no == EPERM,
	      "a refused iterator is an error");
	check(strstr(err.text, "iter/bpf_sk_storage_map"), "it says what was refused");
	check(strstr(err.hint, rights_has(RIGHTS_TRACE) ? "map lookup MAP key fd PID N" : "missing"),
	      "it says what is left to do");
}

int main(void)
{
	auto_buf btf = {0};
	struct wire_scan scan;
	struct err err;

	test_applies();
	test_full_prog();
	test_full_text();
	test_refused_iterator();
	make_btf(&btf);
	if (wire_scan_open(&scan, btf.data, btf.len, &err)) {
		check(false, "BTF is opened");
	} else {
		test_scan_members(&scan);
		test_scan_names(&scan);
	}
	test_scan_hostile(&btf);
	test_scan_cycle();
	test_scan_unknown();
	test_mounts();
	test_symbols();
	test_boot_time();
	test_owners();
	return failures != 0;
}
