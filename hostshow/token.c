/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What each bpffs delegates to those who make a token of it. The kernel writes the delegations as mount
 * options, in words; bits that it has no word for as a number.
 */
#include <string.h>

#include "hostshow/hostshow.h"
#include "kern/mounts.h"
#include "kern/names.h"
#include "lib/number.h"

#define MOUNTINFO "/proc/self/mountinfo"
#define OPTION    "delegate_"

enum { MASK_BITS = 64, COLUMN = 20 };

struct token {
	struct kern *k;
	const char *options; /* separated by commas */
	size_t len;
	char path[MOUNT_PATH_LEN];
	uint32_t pid; /* 0: in this mount namespace */
};

/* A mount option, and the names of its bits; NULL: bpfi has none. */
struct delegation {
	const char *option;
	const struct names *names;
};

/* The text up to @stop, off the front of @from. */
static bool next_part(const char **from, size_t *len, char stop, const char **ret_part, size_t *ret_len)
{
	const char *end;

	if (!*len)
		return false;
	end = memchr(*from, stop, *len);
	*ret_part = *from;
	*ret_len = end ? (size_t)(end - *from) : *len;
	*len -= *ret_len + (end != NULL);
	*from += *ret_len + (end != NULL);
	return true;
}

static bool find_option(const struct token *t, const char *option, const char **ret_value, size_t *ret_len)
{
	const size_t name = strlen(option);
	const char *from = t->options, *part;
	size_t left = t->len, len;

	while (next_part(&from, &left, ',', &part, &len)) {
		if (len <= name || strncmp(part, option, name) != 0 || part[name] != '=')
			continue;
		*ret_value = part + name + 1;
		*ret_len = len - name - 1;
		return true;
	}
	return false;
}

/* Words for the bits of a number, and a number for those without a word. */
static void print_mask(const struct token *t, struct out *o, const struct names *names, uint64_t mask)
{
	static const struct field f_rest = {.label = "", .layout = LAYOUT_COLUMNS, .width = COLUMN};
	char text[NAMES_TEXT_SIZE];
	auto_buf rest = {0};

	for (uint32_t i = 0; i < MASK_BITS && names; i++) {
		if (!(mask >> i & 1) || !names_text(t->k, names, i, text, sizeof(text)))
			continue;
		out_str(o, NULL, text);
		mask &= ~(UINT64_C(1) << i);
	}
	if (!mask)
		return;
	buf_printf(&rest, "0x%llx", (unsigned long long)mask);
	out_str(o, &f_rest, buf_str(&rest));
}

static void print_part(const struct token *t, struct out *o, const struct names *names, const char *part,
		       size_t len)
{
	struct number mask;

	if (len < 3 || strncmp(part, "0x", 2) != 0 || number_scan(part, len, &mask) != NUMBER_OK ||
	    mask.magnitude > UINT64_MAX)
		out_strn(o, NULL, part, len);
	else
		print_mask(t, o, names, (uint64_t)mask.magnitude);
}

static void emit_allowed(struct out *o, const struct field *f, const void *rec)
{
	const struct delegation *d = f->arg;
	const struct token *t = rec;
	const char *value, *part;
	size_t left, len;

	out_list(o, f);
	if (find_option(t, d->option, &value, &left))
		while (next_part(&value, &left, ':', &part, &len))
			print_part(t, o, d->names, part, len);
	out_end(o);
}

#define ROW_ALLOWED(key, at, what, option, table)                                                   \
	{                                                                                           \
		.name = "allowed_" key, .label = "allowed_" key ":", .line = (at), .width = COLUMN, \
		.layout = LAYOUT_COLUMNS, .type = FIELD_LIST, .sub_type = FIELD_STR,                \
		.help = what "; 'any' means all", .emit = emit_allowed,                             \
		.arg = &(const struct delegation){OPTION option, table},                            \
	}

static const struct field token_fields[] = {
	{.name = "token_info",
	 .label = "token_info ",
	 .help = "Mount point of the bpffs",
	 .style = STYLE_PATH,
	 .type = FIELD_STR,
	 .off = offsetof(struct token, path),
	 .size = sizeof(((struct token *)0)->path)},
	{.name = "pid",
	 .help = "A process in whose mount namespace it is; absent for the current one",
	 .type = FIELD_U32,
	 .flags = FIELD_NONZERO,
	 .off = offsetof(struct token, pid)},
	ROW_ALLOWED("cmds", 1, "Commands of the bpf system call", "cmds", NULL),
	ROW_ALLOWED("maps", 2, "Map types", "maps", &names_map_types),
	ROW_ALLOWED("progs", 3, "Program types", "progs", &names_prog_types),
	ROW_ALLOWED("attachs", 4, "Attach types", "attachs", &names_attach_types),
	{0},
};
const struct record token_record = {.name = "token", .fields = token_fields};

static bool has_delegations(const struct token *t)
{
	const char *value;
	size_t len;

	for (const struct field *f = token_fields; f->name; f++)
		if (f->arg && find_option(t, ((const struct delegation *)f->arg)->option, &value, &len))
			return true;
	return false;
}

/* A listing; what is mounted in several namespaces is one. */
struct token_listing {
	struct token t;
	struct out *out;
	struct buf seen; /* devices, each with a NUL */
};

static bool is_seen(struct token_listing *l, const struct mount_details *d)
{
	for (size_t at = 0; at < l->seen.len; at += strlen(l->seen.data + at) + 1)
		if (strlen(l->seen.data + at) == d->device_len &&
		    !memcmp(l->seen.data + at, d->device, d->device_len))
			return true;
	buf_add(&l->seen, d->device, d->device_len);
	buf_add_char(&l->seen, '\0');
	return false;
}

/* The mounts of one namespace. */
static int show_mounts(void *arg, uint32_t pid, const char *text, struct err *err)
{
	struct token_listing *l = arg;
	struct mount_details d;

	(void)err;
	l->t.pid = pid;
	while (mounts_next_details(&text, "bpf", l->t.path, sizeof(l->t.path), &d)) {
		l->t.options = d.options;
		l->t.len = d.options_len;
		if (has_delegations(&l->t) && (!is_seen(l, &d) || !pid))
			record_print(l->out, &token_record, &l->t);
	}
	return 0;
}

int token_show(struct kern *k, struct out *o, bool has_all, struct err *err)
{
	struct token_listing l = {.t.k = k, .out = o};
	auto_buf text = {0};
	int r = kern_read_file(k, MOUNTINFO, &text, err);

	if (r)
		return r == KERN_NONE ? err_set(err, 0, MOUNTINFO " not found") : -1;
	if (has_all && kern_source(k))
		return err_set(err, 0, "%s has the mounts of one namespace only", kern_source(k));
	out_list(o, NULL);
	show_mounts(&l, 0, buf_str(&text), err);
	if (has_all)
		r = kern_mounts(k, show_mounts, &l, err);
	buf_free(&l.seen);
	if (!r || err->kind == ERR_PARTIAL)
		out_end(o);
	return r;
}
