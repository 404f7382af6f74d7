/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Checked steps through a document. */
#include "kern/recording/node.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { PATH_ROOM = 200, HEX_BAD = 16 };

static size_t path_add(const struct node *n, char *path, size_t len)
{
	if (!n->up)
		return len;
	len = path_add(n->up, path, len);
	if (len >= PATH_ROOM)
		return len;
	if (n->key)
		len += (size_t)snprintf(path + len, PATH_ROOM - len, "%s%.64s", len ? "." : "", n->key);
	else
		len += (size_t)snprintf(path + len, PATH_ROOM - len, "[%zu]", n->index);
	return len;
}

int node_fail(const struct node *n, struct err *err, const char *fmt, ...)
{
	char path[PATH_ROOM] = "";
	va_list ap;

	err_set(err, 0, "%s", "");
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	path_add(n, path, 0);
	if (*path)
		err_wrap(err, "%s", path);
	return -1;
}

static int node_expect(const struct node *n, json_type type, const char *what, struct err *err)
{
	return json_typeof(n->json) == type ? 0 : node_fail(n, err, "expected %s", what);
}

int node_need_object(const struct node *n, struct err *err)
{
	return node_expect(n, JSON_OBJECT, "an object", err);
}

bool node_get(const struct node *of, const char *key, struct node *ret)
{
	const json_t *json = json_object_get(of->json, key);

	if (!json || json_is_null(json))
		return false;
	*ret = (struct node){.json = json, .up = of, .key = key};
	return true;
}

int node_need(const struct node *of, const char *key, struct node *ret, struct err *err)
{
	if (node_get(of, key, ret))
		return 0;
	node_fail(of, err, "missing \"%s\"", key);
	return -1;
}

int node_count(const struct node *list, size_t *ret_count, struct err *err)
{
	if (node_expect(list, JSON_ARRAY, "a list", err))
		return -1;
	*ret_count = json_array_size(list->json);
	return 0;
}

struct node node_at(const struct node *list, size_t index)
{
	return (struct node){.json = json_array_get(list->json, index), .up = list, .index = index};
}

static unsigned int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned int)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned int)(c - 'a' + 10);
	if (c >= 'A' && c <= 'F')
		return (unsigned int)(c - 'A' + 10);
	return HEX_BAD;
}

static int hex_number(const struct node *n, uint64_t *ret_value, struct err *err)
{
	const char *s = json_string_value(n->json);
	size_t len = json_string_length(n->json);
	uint64_t value = 0;

	if (len < 3 || len > 18 || s[0] != '0' || s[1] != 'x')
		return node_fail(n, err, "expected a number, or 0x and up to 16 hexadecimal digits");
	for (size_t i = 2; i < len; i++) {
		if (hex_value(s[i]) == HEX_BAD)
			return node_fail(n, err, "not a hexadecimal number");
		value = value << 4 | hex_value(s[i]);
	}
	*ret_value = value;
	return 0;
}

int node_uint(const struct node *n, uint64_t max, uint64_t *ret_value, struct err *err)
{
	uint64_t value = 0;

	if (json_is_string(n->json)) {
		if (hex_number(n, &value, err))
			return -1;
	} else {
		if (node_expect(n, JSON_INTEGER, "a number", err))
			return -1;
		if (json_integer_value(n->json) < 0)
			return node_fail(n, err, "negative number");
		value = (uint64_t)json_integer_value(n->json);
	}
	if (value > max)
		return node_fail(n, err, "larger than %llu", (unsigned long long)max);
	*ret_value = value;
	return 0;
}

int node_int(const struct node *n, int64_t *ret_value, struct err *err)
{
	if (node_expect(n, JSON_INTEGER, "a number", err))
		return -1;
	*ret_value = json_integer_value(n->json);
	return 0;
}

int node_bool(const struct node *n, bool *ret_value, struct err *err)
{
	if (!json_is_boolean(n->json))
		return node_fail(n, err, "expected true or false");
	*ret_value = json_is_true(n->json);
	return 0;
}

int node_hex(const struct node *n, struct arena *a, struct blob *ret_bytes, struct err *err)
{
	const char *s;
	size_t len;
	char *bytes;

	if (node_expect(n, JSON_STRING, "a string of hexadecimal digits", err))
		return -1;
	s = json_string_value(n->json);
	len = json_string_length(n->json);
	if (len % 2)
		return node_fail(n, err, "odd number of hexadecimal digits");
	bytes = arena_alloc(a, len / 2 + 1);
	if (!bytes)
		return err_no_memory(err);
	for (size_t i = 0; i < len; i += 2) {
		unsigned int high = hex_value(s[i]), low = hex_value(s[i + 1]);

		if ((high | low) >= HEX_BAD)
			return node_fail(n, err, "not a hexadecimal digit at offset %zu",
					 high == HEX_BAD ? i : i + 1);
		bytes[i / 2] = (char)(high << 4 | low);
	}
	*ret_bytes = (struct blob){bytes, len / 2};
	return 0;
}

static int plain_text(const struct node *n, struct arena *a, struct blob *ret_text, struct err *err)
{
	size_t len = json_string_length(n->json);
	char *text = arena_alloc(a, len + 1);

	if (!text)
		return err_no_memory(err);
	memcpy(text, json_string_value(n->json), len);
	*ret_text = (struct blob){text, len};
	return 0;
}

int node_text(const struct node *n, struct arena *a, struct blob *ret_text, struct err *err)
{
	struct node hex;

	if (json_is_string(n->json))
		return plain_text(n, a, ret_text, err);
	if (!json_is_object(n->json))
		return node_fail(n, err, "expected a string");
	if (node_need(n, "hex", &hex, err))
		return -1;
	return node_hex(&hex, a, ret_text, err);
}

int node_need_uint(const struct node *of, const char *key, uint64_t max, uint64_t *ret_value, struct err *err)
{
	struct node n = *of;

	if (node_need(of, key, &n, err))
		return -1;
	return node_uint(&n, max, ret_value, err);
}

int node_need_u32(const struct node *of, const char *key, uint32_t *ret_value, struct err *err)
{
	uint64_t value = 0;

	if (node_need_uint(of, key, UINT32_MAX, &value, err))
		return -1;
	*ret_value = (uint32_t)value;
	return 0;
}

int node_get_bool(const struct node *of, const char *key, bool *ret_value, struct err *err)
{
	struct node n;

	if (node_get(of, key, &n))
		return node_bool(&n, ret_value, err);
	*ret_value = false;
	return 0;
}

int node_get_text(const struct node *of, const char *key, struct arena *a, struct blob *ret_text,
		  struct err *err)
{
	struct node n;

	if (node_get(of, key, &n))
		return node_text(&n, a, ret_text, err);
	*ret_text = (struct blob){"", 0};
	return 0;
}

int node_copy_text(const struct node *of, const char *key, char *ret_text, size_t size, struct err *err)
{
	__attribute__((cleanup(arena_free))) struct arena scratch = {0};
	struct node n = *of;
	struct blob text = {"", 0};

	if (node_get(of, key, &n) && node_text(&n, &scratch, &text, err))
		return -1;
	if (text.len >= size)
		return node_fail(&n, err, "longer than %zu bytes", size - 1);
	if (memchr(text.data, '\0', text.len))
		return node_fail(&n, err, "name contains a NUL byte");
	memset(ret_text, 0, size);
	memcpy(ret_text, text.data, text.len);
	return 0;
}

int node_need_text(const struct node *of, const char *key, struct arena *a, struct blob *ret_text,
		   struct err *err)
{
	struct node n;
	struct blob text;

	if (node_need(of, key, &n, err) || node_text(&n, a, &text, err))
		return -1;
	if (memchr(text.data, '\0', text.len))
		return node_fail(&n, err, "text contains a NUL byte");
	*ret_text = text;
	return 0;
}
