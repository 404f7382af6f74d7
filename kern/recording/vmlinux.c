/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The kernel's own BTF, made again from the few types of it that were recorded. Every type has its old id and
 * every string its old place; what lies between is `const void`, and empty names.
 */
#include <string.h>

#include "kern/recording/model.h"
#include "wire/btf.h"

enum {
	TYPES_MAX = 8 << 20, /* kernels of today: 127 thousand, with all modules below a million */
	STRINGS_MAX = 64 << 20,
	RECORDS_MAX = 192 << 20,
};

static int read_type(struct recording *s, const struct node *n, void *item, unsigned int arg, struct err *err)
{
	struct recording_btf_type *type = item;
	struct node record;

	(void)arg;
	if (node_need_uint(n, "id", s->vmlinux.type_count, &type->id, err) ||
	    node_need(n, "record", &record, err) || node_hex(&record, &s->arena, &type->record, err))
		return -1;
	if (!type->id)
		return node_fail(n, err, "type 0 cannot have a record");
	if (type->record.len < sizeof(struct wire_type) || type->record.len % sizeof(uint32_t))
		return node_fail(&record, err, "not a BTF record (%zu bytes)", type->record.len);
	return 0;
}

static int read_string(struct recording *s, const struct node *n, void *item, unsigned int arg,
		       struct err *err)
{
	struct recording_btf_string *string = item;
	uint32_t size = s->vmlinux.str_size;

	(void)arg;
	if (node_need_uint(n, "off", size, &string->off, err) ||
	    node_get_text(n, "text", &s->arena, &string->text, err))
		return -1;
	/* The NUL after it must fit too: the last byte of the section stays one. */
	if (string->text.len >= size || string->off >= size - string->text.len)
		return node_fail(n, err, "offset outside the string section of %u bytes", size);
	return 0;
}

int section_read_vmlinux(struct recording *s, const struct node *n, struct err *err)
{
	struct recording_vmlinux *v = &s->vmlinux;
	uint64_t types, strings;
	struct node list, bytes;

	if (node_need_object(n, err))
		return -1;
	if (node_get(n, "bytes", &bytes)) {
		v->is_there = true;
		v->str_size = 1;
		return node_hex(&bytes, &s->arena, &v->whole, err);
	}
	if (node_need_uint(n, "type_count", TYPES_MAX, &types, err) ||
	    node_need_uint(n, "str_size", STRINGS_MAX, &strings, err))
		return -1;
	v->type_count = (uint32_t)types;
	v->str_size = strings ? (uint32_t)strings : 1;
	v->is_there = true;
	if (node_get(n, "types", &list) &&
	    recording_read_list(s, &list, sizeof(struct recording_btf_type), read_type, 0, &v->types, err))
		return -1;
	if (!node_get(n, "strings", &list))
		return 0;
	return recording_read_list(s, &list, sizeof(struct recording_btf_string), read_string, 0, &v->strings,
				   err);
}

static void add_types(const struct recording_vmlinux *v, struct buf *to)
{
	static const struct wire_type blank = {.info = (uint32_t)BK_CONST << 24};
	const struct recording_btf_type *type = v->types.items, *end = type + v->types.count;

	for (uint32_t id = 1; id <= v->type_count; id++) {
		if (type < end && type->id == id) {
			buf_add(to, type->record.data, type->record.len);
			type++;
		} else {
			buf_add(to, &blank, sizeof(blank));
		}
	}
}

static void add_strings(const struct recording_vmlinux *v, struct buf *to)
{
	const struct recording_btf_string *strings = v->strings.items;
	char *room = buf_room(to, v->str_size);

	if (!room)
		return;
	memset(room, 0, v->str_size);
	for (size_t i = 0; i < v->strings.count; i++)
		memcpy(room + strings[i].off, strings[i].text.data, strings[i].text.len);
	room[0] = '\0';
	to->len += v->str_size;
}

static int build(struct recording_vmlinux *v, struct err *err)
{
	struct wire_header header = {.magic = WIRE_MAGIC,
				     .version = WIRE_VERSION,
				     .hdr_len = WIRE_HEADER_LEN};
	struct buf *bytes = &v->bytes;

	buf_reset(bytes);
	buf_add(bytes, &header, WIRE_HEADER_LEN);
	add_types(v, bytes);
	if (!bytes->failed && bytes->len > RECORDS_MAX)
		return err_set(err, 0, "vmlinux: more than %d MiB of types", RECORDS_MAX >> 20);
	header.type_len = header.str_off = (uint32_t)(bytes->len - WIRE_HEADER_LEN);
	header.str_len = v->str_size;
	add_strings(v, bytes);
	if (bytes->failed) {
		buf_free(bytes);
		return err_no_memory(err);
	}
	memcpy(bytes->data, &header, WIRE_HEADER_LEN);
	return 0;
}

/* The bytes of the kernel's own BTF object, where they were recorded. */
static struct blob whole_vmlinux(const struct recording *s)
{
	const struct recording_list *list = &s->objects[KIND_BTF];
	const struct recording_object *objects = list->items;

	for (size_t i = 0; i < list->count; i++) {
		const struct recording_array *bytes =
			recording_array_of(&objects[i], &info_arrays[INFO_BTF_BYTES]);
		struct uapi_btf_info info = {0};

		if (!bytes || objects[i].info.len < sizeof(info))
			continue;
		memcpy(&info, objects[i].info.data, sizeof(info));
		for (size_t j = 0; info.kernel_btf && j < objects[i].array_count; j++)
			if (objects[i].arrays[j].row->is_text &&
			    !strcmp(objects[i].arrays[j].bytes.data, "vmlinux"))
				return bytes->bytes;
	}
	return s->vmlinux.whole;
}

int recording_vmlinux(struct kern *k, const void **ret_data, size_t *ret_size, struct err *err)
{
	struct recording *s = recording_of(k);
	struct blob whole = whole_vmlinux(s);

	if (whole.len) {
		*ret_data = whole.data;
		*ret_size = whole.len;
		return 0;
	}
	if (!s->vmlinux.is_there)
		return KERN_NONE;
	if (!s->vmlinux.bytes.len && build(&s->vmlinux, err))
		return -1;
	*ret_data = s->vmlinux.bytes.data;
	*ret_size = s->vmlinux.bytes.len;
	return 0;
}
