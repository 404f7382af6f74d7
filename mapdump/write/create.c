/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* From words to the attributes of a new map; then made, then named. */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "kern/change.h"
#include "kern/names.h"
#include "lib/num.h"
#include "lib/out.h"
#include "lib/words.h"
#include "mapdump/write/create_shape.h"
#include "mapdump/write/create_types.h"
#include "mapdump/write/write.h"

enum { FLAG_NUMA_NODE = 1 << 2 };

static int parse_create_btf(const struct arg *a, struct argv_rest *rest, void *dst, struct err *err)
{
	struct map_create *c = (struct map_create *)(void *)((char *)dst - offsetof(struct map_create, btf));

	c->has_btf = true;
	return arg_btf_source.parse(a, rest, &c->btf, err);
}

static void complete_create_btf(struct complete *c, const struct arg *a, const struct argv_rest *given)
{
	arg_btf_source.complete(c, a, given);
}

const struct arg_type arg_create_btf = {
	.token = "SRC",
	.grammar = "id N | prog PROG | map MAP [kv | key | value | all] | file FILE",
	.help = "Source of the types of key and value",
	.parse = parse_create_btf,
	.complete = complete_create_btf,
};

/* A map that is not yet created. */
struct making {
	struct kern *k;
	const struct map_create *c;
	struct map_attrs attrs;
};

static void making_free(struct making *m)
{
	if (m->attrs.inner_map >= 0)
		kern_close(m->k, m->attrs.inner_map);
	if (m->attrs.btf >= 0)
		kern_close(m->k, m->attrs.btf);
	if (m->attrs.value_btf >= 0)
		kern_close(m->k, m->attrs.value_btf);
}

static int read_name(struct making *m, struct err *err)
{
	const char *name = m->c->name;

	for (const char *p = name; *p; p++)
		if (!isalnum((unsigned char)*p) && *p != '_' && *p != '.')
			return err_usage(err, "name '%.64s': may contain only letters, digits, '_' and '.'",
					 name);
	memcpy(m->attrs.name, name, strnlen(name, CHANGE_NAME_LEN - 1));
	return 0;
}

/* Scripts give longer names than the kernel keeps, as bpftool lets them. */
static void note_cut_name(const struct making *m, struct out *o)
{
	auto_buf text = {0};

	if (strlen(m->c->name) < CHANGE_NAME_LEN)
		return;
	buf_printf(&text, "the name was truncated to %d characters: %s", CHANGE_NAME_LEN - 1, m->attrs.name);
	out_note(o, buf_str(&text));
}

static int no_flag(const char *word, struct err *err)
{
	const char *near = NULL;
	auto_buf all = {0};

	for (unsigned int i = 0; i < flags_map.count; i++) {
		const char *name = flags_map.rows[i].name;

		buf_printf(&all, "%s%s", i ? ", " : "", name);
		near = words_are_close(word, name) ? name : near;
	}
	err_usage(err, "unknown map flag '%s'", word);
	if (near)
		err_hint(err, "did you mean '%s'?", near);
	else
		err_hint(err, "must be one of: %.280s, or a number", buf_str(&all));
	return -1;
}

static int read_flag(const char *word, size_t len, uint32_t *flags, struct err *err)
{
	char text[32];
	uint32_t number;

	if (!len || len >= sizeof(text))
		return err_usage(err, "flags '%.64s': unknown flag '%.*s'", word, (int)len, word);
	memcpy(text, word, len);
	text[len] = '\0';
	for (unsigned int i = 0; i < flags_map.count; i++)
		if (!strcmp(flags_map.rows[i].name, text)) {
			*flags |= (uint32_t)flags_map.rows[i].bit;
			return 0;
		}
	if (!isdigit((unsigned char)*text))
		return no_flag(text, err);
	if (num_parse_u32(text, "flags", &number, err))
		return -1;
	*flags |= number;
	return 0;
}

static int read_flags(struct making *m, struct err *err)
{
	for (const char *p = m->c->flags; p;) {
		size_t len = strcspn(p, ",");

		if (read_flag(p, len, &m->attrs.flags, err))
			return -1;
		p = p[len] ? p + len + 1 : NULL;
	}
	return 0;
}

/* A number if no name is known. */
static int read_type(struct making *m, struct err *err)
{
	const char *type = m->c->type;

	return isdigit((unsigned char)*type) ? num_parse_u32(type, "type", &m->attrs.type, err)
					     : names_value(m->k, &names_map_types, type, &m->attrs.type, err);
}

static int read_plain(struct making *m, struct err *err)
{
	const struct map_create *c = m->c;

	if (read_type(m, err) || read_name(m, err) || read_flags(m, err))
		return -1;
	if (c->extra && num_parse_u64(c->extra, UINT64_MAX, "map_extra", &m->attrs.extra, err))
		return -1;
	if (c->exclusive &&
	    num_parse_hex(c->exclusive, m->attrs.exclusive, CHANGE_HASH_LEN, "exclusive", err))
		return -1;
	m->attrs.has_exclusive = c->exclusive != NULL;
	m->attrs.key_size = c->key_size.value;
	m->attrs.value_size = c->value_size.value;
	m->attrs.max_entries = c->max_entries.value;
	m->attrs.numa_node = c->numa_node.value;
	if (c->numa_node.is_given)
		m->attrs.flags |= FLAG_NUMA_NODE;
	return 0;
}

static int read_device(struct making *m, struct err *err)
{
	int r;

	if (!m->c->device)
		return 0;
	r = kern_ifindex(m->k, m->c->device, &m->attrs.ifindex, err);
	return r == KERN_NONE ? err_set(err, 0, "network device '%.64s' not found", m->c->device) : r;
}

static int read_inner(struct making *m, struct err *err)
{
	uint32_t id;
	int r;

	if (m->c->inner.by == REF_ALL)
		return 0;
	if (ref_find_one(m->k, KIND_MAP, &m->c->inner, &id, err))
		return -1;
	r = kern_open(m->k, KIND_MAP, id, &m->attrs.inner_map, err);
	return r == KERN_NONE ? ref_not_there(KIND_MAP, id, err) : r;
}

/* A size that is not given is that of the type; one that is given must match it. */
static int check_size(const struct types *t, const char *what, uint32_t type_id,
		      const struct optional_number *given, uint32_t *size, struct err *err)
{
	uint64_t own;

	if (!type_id)
		return 0;
	if (types_size(t, type_id, &own, err))
		return err_wrap(err, "%s_type", what);
	if (!own || own > UINT32_MAX || (given->is_given && own != given->value))
		return err_set(err, 0, "%s_type has %llu bytes, but the %s has %u", what,
			       (unsigned long long)own, what, given->value);
	*size = (uint32_t)own;
	return 0;
}

static int load_types(struct making *m, const struct types *t, struct err *err)
{
	uint32_t ids[2] = {0}, new_ids[2];
	auto_buf cut = {0};

	if (m->c->key_type && create_find_type(t, m->c->key_type, &ids[0], err))
		return err_wrap(err, "key_type");
	if (m->c->value_type && create_find_type(t, m->c->value_type, &ids[1], err))
		return err_wrap(err, "value_type");
	if (check_size(t, "key", ids[0], &m->c->key_size, &m->attrs.key_size, err) ||
	    check_size(t, "value", ids[1], &m->c->value_size, &m->attrs.value_size, err))
		return -1;
	if (create_cut_types(t, ids, 2, &cut, new_ids, err) ||
	    kern_load_btf(m->k, cut.data, cut.len, &m->attrs.btf, err))
		return -1;
	m->attrs.btf_key_type = new_ids[0];
	m->attrs.btf_value_type = new_ids[1];
	return 0;
}

static int read_types(struct making *m, const char *base_path, struct err *err)
{
	auto_btf l = {0};

	if (!m->c->has_btf)
		return 0;
	if (btf_source_load(m->k, &m->c->btf, base_path, &l, err))
		return -1;
	return load_types(m, l.types, err);
}

/* The kernel requires a program's types even where the value uses the kernel's: any will do. */
static int load_any_types(struct making *m, const struct types *t, struct err *err)
{
	auto_buf cut = {0};
	uint32_t id, new_id;

	if (create_find_type(t, "int", &id, err) || create_cut_types(t, &id, 1, &cut, &new_id, err))
		return -1;
	return kern_load_btf(m->k, cut.data, cut.len, &m->attrs.btf, err);
}

static int read_vmlinux_type(struct making *m, struct err *err)
{
	auto_types *t = NULL;
	const void *data;
	size_t size;
	int r;

	if (!m->c->vmlinux_value_type)
		return 0;
	r = kern_vmlinux(m->k, &data, &size, err);
	if (r)
		return r == KERN_NONE ? err_set(err, 0, "this kernel does not provide BTF") : -1;
	if (types_open(data, size, NULL, &t, err))
		return -1;
	if (create_find_type(t, m->c->vmlinux_value_type, &m->attrs.vmlinux_value_type, err) ||
	    (m->attrs.btf < 0 && load_any_types(m, t, err)))
		return -1;
	return check_size(t, "value", m->attrs.vmlinux_value_type, &m->c->value_size, &m->attrs.value_size,
			  err);
}

static int make(struct making *m, bool may_mount, struct err *err)
{
	auto_handle h = {.handle = -1};

	if (kern_create_map(m->k, &m->attrs, &h.handle, err))
		return create_explain(m->k, m->c, &m->attrs, err);
	h.k = m->k;
	return kern_pin(m->k, KIND_MAP, h.handle, m->c->path, may_mount, err);
}

int map_create(struct kern *k, struct out *o, const struct map_create *c, const char *base_path,
	       bool may_mount, struct err *err)
{
	struct making m = {.k = k, .c = c, .attrs = {.inner_map = -1, .btf = -1, .value_btf = -1}};
	int r = -1;

	if (!read_plain(&m, err) && !read_device(&m, err) && !read_inner(&m, err) &&
	    !create_check_words(c, &m.attrs, err) && !read_types(&m, base_path, err) &&
	    !read_vmlinux_type(&m, err))
		r = make(&m, may_mount, err);
	if (!r)
		note_cut_name(&m, o);
	making_free(&m);
	return r;
}
