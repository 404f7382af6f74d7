/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Files that hold BTF, wrapped in ELF, compression and kernel images; and those that only look like it. */
#include <elf.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "btfdump/load/unpack.h"
#include "tests/unit/test_btf_make.h"

/* A file that exists in memory only, under a path. */
static struct types *file_load(const struct buf *content, size_t len, struct err *err)
{
	int fd = memfd_create("file", MFD_CLOEXEC);
	struct types *t = NULL;
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (write(fd, content->data, len) != (ssize_t)len)
		abort();
	if (types_load_file(path, NULL, &t, err))
		t = NULL;
	close(fd);
	return t;
}

static void check_file(const struct buf *content, bool is_fine, const char *words, const char *what)
{
	struct err err = {0};
	auto_types *t = file_load(content, content->len, &err);
	bool is_ok = t ? is_fine && !err.text[0] && !strcmp(types_name(t, 1), "int")
		       : !is_fine && strstr(err.text, words);

	check(is_ok, what);
	if (!is_ok)
		printf("# %s\n", err.text);
}

static void check_all_cuts(const struct buf *content, const char *what)
{
	bool is_refused = true;

	for (size_t len = 0; len < content->len && is_refused; len++) {
		struct err err = {0};
		auto_types *t = file_load(content, len, &err);

		is_refused = !t && err.text[0];
	}
	check(is_refused, what);
}

static void put_number(struct buf *b, uint64_t v, size_t width, bool is_big)
{
	for (size_t i = 0; i < width; i++)
		buf_add_char(b, (char)(v >> 8 * (is_big ? width - 1 - i : i)));
}

struct section {
	uint64_t name, type, offset, size;
};

static void put_section(struct buf *b, const struct section *s, bool is_64, bool is_big)
{
	size_t word = is_64 ? 8 : 4;

	put_number(b, s->name, 4, is_big);
	put_number(b, s->type, 4, is_big);
	put_number(b, 0, word, is_big);
	put_number(b, 0, word, is_big);
	put_number(b, s->offset, word, is_big);
	put_number(b, s->size, word, is_big);
	put_number(b, 0, 4, is_big);
	put_number(b, 0, 4, is_big);
	put_number(b, 0, word, is_big);
	put_number(b, 0, word, is_big);
}

enum { PARTS_MAX = 3 };

/* Sections of an ELF file; the last has no content. */
struct part {
	const char *name;
	const struct buf *content;
};

static void put_header(struct buf *b, size_t headers_at, unsigned int sections, bool is_64, bool is_big)
{
	size_t word = is_64 ? 8 : 4;

	buf_add(b, ELFMAG, SELFMAG);
	buf_add_char(b, is_64 ? ELFCLASS64 : ELFCLASS32);
	buf_add_char(b, is_big ? ELFDATA2MSB : ELFDATA2LSB);
	put_number(b, 1, 8, false);
	put_number(b, 0, 2, false);
	put_number(b, 1, 2, is_big);
	put_number(b, 247, 2, is_big);
	put_number(b, 1, 4, is_big);
	put_number(b, 0, word, is_big);
	put_number(b, 0, word, is_big);
	put_number(b, headers_at, word, is_big);
	put_number(b, 0, 4, is_big);
	for (int i = 0; i < 3; i++)
		put_number(b, 0, 2, is_big);
	put_number(b, is_64 ? sizeof(Elf64_Shdr) : sizeof(Elf32_Shdr), 2, is_big);
	put_number(b, sections, 2, is_big);
	put_number(b, sections - 1, 2, is_big);
}

/* The content of the sections, their names, and section headers behind it. */
static void elf_make_parts(struct buf *b, const struct part *parts, bool is_64, bool is_big)
{
	size_t at = is_64 ? sizeof(Elf64_Ehdr) : sizeof(Elf32_Ehdr);
	struct section sections[PARTS_MAX + 2] = {{0}};
	unsigned int count = 1;
	auto_buf names = {0}, content = {0};

	buf_add_char(&names, '\0');
	for (; parts[count - 1].name; count++) {
		const struct part *p = &parts[count - 1];

		sections[count] =
			(struct section){names.len, SHT_PROGBITS, at + content.len, p->content->len};
		buf_add(&names, p->name, strlen(p->name) + 1);
		buf_add(&content, p->content->data, p->content->len);
	}
	sections[count++] = (struct section){0, SHT_STRTAB, at + content.len, names.len};
	put_header(b, at + content.len + names.len, count, is_64, is_big);
	buf_add(b, content.data, content.len);
	buf_add(b, names.data, names.len);
	for (unsigned int i = 0; i < count; i++)
		put_section(b, &sections[i], is_64, is_big);
}

static void elf_make(struct buf *b, const struct buf *content, const char *name, bool is_64, bool is_big)
{
	elf_make_parts(b, (const struct part[]){{name, content}, {0}}, is_64, is_big);
}

static void btf_make(struct make *m)
{
	make_int(m, "int", 4, INT_SIGNED);
	make_image(m);
}

static void test_elf(void)
{
	for (int bits = 0; bits < 4; bits++) {
		bool is_64 = bits & 1, is_big = bits & 2;
		auto_make m = {.is_foreign = is_big};
		auto_buf elf = {0}, other = {0};

		btf_make(&m);
		elf_make(&elf, &m.image, ".BTF", is_64, is_big);
		check_file(&elf, true, "", "ELF of either class and byte order");
		elf_make(&other, &m.image, ".BTX", is_64, is_big);
		check_file(&other, false, "without a .BTF", "ELF without BTF");
		check_all_cuts(&elf, "ELF is refused wherever it is cut off");
		elf.len -= 10;
		check_file(&elf, false, "section headers", "ELF that is cut off");
	}
}

/* BTF that continues the one of btf_make(): a typedef of its int. */
static void split_make(struct make *m, const struct make *base)
{
	m->is_split = true;
	make_word(m, (uint32_t)base->strings.len);
	make_word(m, BK_TYPEDEF << 24);
	make_word(m, 1);
	buf_add(&m->strings, "mine", sizeof("mine"));
	make_image(m);
}

static void check_split(const struct types *t, const struct err *err, const char *what)
{
	bool is_ok = t && t->base && !strcmp(types_name(t, t->first_id), "mine") &&
		     !strcmp(types_name(t, types_resolve(t, t->first_id)), "int");

	check(is_ok, what);
	if (!is_ok)
		printf("# %s\n", err->text);
}

/* A module that brings its base along, in either byte order. */
static void test_own_base(bool is_big)
{
	auto_make base = {.is_foreign = is_big}, m = {.is_foreign = is_big};
	auto_buf elf = {0};
	struct err err = {0};
	auto_types *t = NULL;

	btf_make(&base);
	split_make(&m, &base);
	elf_make_parts(&elf, (const struct part[]){{".BTF", &m.image}, {".BTF.base", &base.image}, {0}}, true,
		       is_big);
	t = file_load(&elf, elf.len, &err);
	check_split(t, &err, "a base in the same file");
}

static void file_write(const char *path, const struct buf *content)
{
	FILE *f = fopen(path, "we");

	if (!f || fwrite(content->data, 1, content->len, f) != content->len)
		abort();
	fclose(f);
}

static struct types *path_load(const char *path, const struct types *base, struct err *err)
{
	struct types *t;

	return types_load_file(path, base, &t, err) ? NULL : t;
}

/* Runs a script with the folder as $1. */
static void shell(const char *script, const char *dir)
{
	auto_buf command = {0};

	buf_printf(&command, "set -- %s; %s", dir, script);
	if (system(buf_str(&command)))
		abort();
}

static void module_write(const char *path, const struct make *m)
{
	static const char text[] = "license=GPL\0vermagic=9.9-test SMP preempt";
	struct buf modinfo = {.data = (char *)(uintptr_t)text, .len = sizeof(text)};
	auto_buf elf = {0};

	elf_make_parts(&elf, (const struct part[]){{".BTF", &m->image}, {".modinfo", &modinfo}, {0}}, true,
		       false);
	file_write(path, &elf);
}

static void check_no_module(const char *path, const struct types *base, const char *words, const char *what)
{
	struct err err = {0};
	auto_types *t = path_load(path, base, &err);

	check(!t && strstr(err.text, words) && strstr(err.hint, "9.9-test"), what);
}

static void check_base_found(const char *path)
{
	struct err err = {0};
	auto_types *t = path_load(path, NULL, &err);

	check_split(t, &err, "a module finds its kernel");
}

/* Of a module that has a name inside of the base's string "int": that cannot be what it meant. */
static void check_other_kernel(const char *path, struct make *base_make, struct make *m)
{
	struct err err = {0};
	auto_types *base = make_open(base_make, NULL, &err);

	make_word(m, 2);
	make_word(m, BK_TYPEDEF << 24);
	make_word(m, 1);
	make_image(m);
	module_write(path, m);
	check_no_module(path, base, "does not match", "the base of another kernel is refused");
}

/* What lies where the kernel would is split too, with itself as its kernel; or it is no file. */
static void check_split_kernel(const char *module, const char *kernel)
{
	auto_make base = {0}, m = {0};
	auto_buf script = {0};

	btf_make(&base);
	split_make(&m, &base);
	module_write(module, &m);
	module_write(kernel, &m);
	for (int i = 0; i < 2; i++) {
		struct err err = {0};
		auto_types *t = path_load(i ? kernel : module, NULL, &err);

		check(!t && strstr(err.text, i ? "base" : "cannot be used as a base"),
		      "a base does not look for a base");
	}
	buf_printf(&script, "rm %s; mkfifo %s", kernel, kernel);
	shell(buf_str(&script), "");
	check_no_module(module, NULL, "requires its base", "a pipe in the place of a kernel is not read");
}

/* A kernel's package, unpacked somewhere: the module finds its kernel, and takes no other. */
static void test_module(const char *kernel_place, const char *lib)
{
	char dir[] = "/tmp/bpfi-unit.XXXXXX", kernel[96], module[96];
	auto_make base = {0}, m = {0};

	if (!mkdtemp(dir))
		abort();
	snprintf(kernel, sizeof(kernel), "%s/%s", dir, kernel_place);
	snprintf(module, sizeof(module), "%s/%s/modules/9.9-test/m.ko", dir, lib);
	shell("mkdir -p $1/boot $1/lib/modules/9.9-test $1/usr/lib/modules/9.9-test", dir);
	btf_make(&base);
	split_make(&m, &base);
	module_write(module, &m);
	check_no_module(module, NULL, "requires its base", "a module whose kernel is not there");
	file_write(kernel, &base.image);
	check_base_found(module);
	check_other_kernel(module, &base, &m);
	check_split_kernel(module, kernel);
	shell("rm -r $1", dir);
}

static void gzip(const struct buf *from, struct buf *to)
{
	z_stream z = {.next_in = (Bytef *)from->data, .avail_in = (uInt)from->len};
	size_t room = from->len + 100;

	deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
	z.next_out = (Bytef *)buf_room(to, room);
	z.avail_out = (uInt)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	to->len = room - z.avail_out;
	deflateEnd(&z);
}

/* As x86 kernels are: setup sectors, then the payload that the header points to. */
static void bzimage_make(struct buf *to, const struct buf *payload)
{
	enum { SECTORS = 2, SECTOR = 512 };

	buf_room(to, SECTORS * SECTOR);
	memset(to->data, 0, SECTORS * SECTOR);
	to->data[0x1f1] = SECTORS - 1;
	memcpy(to->data + 0x202, "HdrS\x08\x02", 6);
	to->len = 0x24c;
	put_number(to, payload->len, 4, false);
	to->len = SECTORS * SECTOR;
	buf_add(to, payload->data, payload->len);
}

static void test_wrapped(void)
{
	auto_make m = {0};
	auto_buf elf = {0}, packed = {0}, kernel = {0}, text = {0}, empty = {0};

	btf_make(&m);
	check_file(&m.image, true, "", "raw BTF");
	elf_make(&elf, &m.image, ".BTF", true, false);
	gzip(&elf, &packed);
	check_file(&packed, true, "", "compressed ELF");
	bzimage_make(&kernel, &packed);
	check_file(&kernel, true, "", "kernel image");
	packed.len -= 20;
	check_file(&packed, false, "corrupt", "compressed file that is cut off");
	buf_add_str(&text, "nothing of the kind");
	check_file(&text, false, "not BTF", "some text");
	check_file(&empty, false, "empty", "an empty file");
}

/* A raw image with BTF somewhere in it: found by its header. */
static void image_make(struct buf *to, const struct make *m)
{
	if (!buf_room(to, 2 << 20))
		abort();
	memset(to->data, 0x9f, 2 << 20);
	to->len = 1 << 20;
	/* A header alone, in front of the real one, is not believed. */
	buf_add(to, m->image.data, WIRE_HEADER_LEN);
	to->len += 100;
	buf_add(to, m->image.data, m->image.len);
	to->len = 2 << 20;
}

/* One that unpacks itself: what looks like the start of something packed, then that. */
static void unpacker_make(struct buf *to, const struct buf *image)
{
	auto_buf packed = {0};

	gzip(image, &packed);
	if (!buf_room(to, 2 << 20))
		abort();
	memset(to->data, 0x9f, 2 << 20);
	memcpy(to->data + 1000, "\x1f\x8b\x08\x28\xb5\x2f\xfd", 7);
	to->len = 1 << 20;
	buf_add(to, packed.data, packed.len);
	to->len = 2 << 20;
}

static void test_search(bool is_foreign, bool has_layouts)
{
	auto_make m = {.is_foreign = is_foreign};
	auto_buf image = {0}, unpacker = {0};

	for (unsigned int kind = 0; has_layouts && kind < BK_COUNT; kind++)
		m.layouts[m.layout_count++] = (struct wire_layout){.fixed = wire_kind_facts(kind)->fixed,
								   .elem = wire_kind_facts(kind)->elem};
	btf_make(&m);
	image_make(&image, &m);
	check_file(&image, true, "", "BTF inside of an unknown image");
	unpacker_make(&unpacker, &image);
	check_file(&unpacker, true, "", "BTF inside of an image that unpacks itself");
	unpacker.data[(1 << 20) + 20] ^= 0xff;
	check_file(&unpacker, false, "or a kernel image", "the same, damaged");
}

static void test_lz4(void)
{
	/* "abcabcabcabcabcd!" with a match that overlaps itself, then what a kernel's build appends. */
	static const unsigned char good[] = {0x02, 0x21, 0x4c, 0x18, 12,  0,   0,   0,   0x38, 'a', 'b', 'c',
					     3,    0,    0x50, 'd',  '!', '!', '!', '!', 20,   0,   0,   0};
	static const unsigned char far[] = {0x02, 0x21, 0x4c, 0x18, 6, 0, 0, 0, 0x10, 'a', 9, 0, 0x10, 'b'};
	auto_buf out = {0}, none = {0};
	struct err err = {0};

	check(!unpack(good, sizeof(good), &(struct unpack_budget){.times = UNPACK_TIMES}, &out, &err) &&
		      !strcmp(buf_str(&out), "abcabcabcabcabcd!!!!"),
	      "lz4 with an overlapping match");
	check(unpack(far, sizeof(far), &(struct unpack_budget){.times = UNPACK_TIMES}, &none, &err) &&
		      strstr(err.text, "corrupt"),
	      "lz4 match before the start");
}

static void zeros(struct buf *to, size_t len)
{
	if (!buf_room(to, len))
		abort();
	memset(to->data + to->len, 0, len);
	to->len += len;
}

/* What counts is what was consumed of the file: not the hole at its end, and all layers together. */
static void test_bombs(void)
{
	auto_buf large = {0}, file = {0}, nested = {0}, inner = {0}, outer = {0};

	zeros(&large, 60 << 20);
	gzip(&large, &file);
	zeros(&file, 8 << 20);
	check_file(&file, false, "times larger", "a bomb in a file with a hole");
	large.len = 12 << 20;
	gzip(&large, &inner);
	buf_add(&nested, inner.data, inner.len);
	zeros(&nested, 12 << 20);
	gzip(&nested, &outer);
	check_file(&outer, false, "times larger", "a bomb of two layers");
}

int main(void)
{
	test_bombs();
	test_elf();
	test_own_base(false);
	test_own_base(true);
	test_module("boot/vmlinuz-9.9-test", "lib");
	test_module("boot/vmlinuz-9.9-test", "usr/lib");
	test_module("lib/modules/9.9-test/vmlinuz", "lib");
	test_module("usr/lib/modules/9.9-test/vmlinuz", "usr/lib");
	test_wrapped();
	test_search(false, false);
	test_search(false, true);
	test_search(true, false);
	test_search(true, true);
	test_lz4();
	return failures != 0;
}
