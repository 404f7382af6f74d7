/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Addresses into bytes, where exactly the address's size is needed. */
#include "mapdump/address.h"

#include <arpa/inet.h>
#include <string.h>

#include "lib/num.h"

enum { MAC_LEN = 6, IPV4_LEN = 4, IPV6_LEN = 16 };

static int wrong_size(const struct data_form *f, const char *text, size_t size, struct err *err)
{
	return err_usage(err, "%s: %.64s has %zu bytes, expected %zu%s%.64s%s", f->what, text, size, f->size,
			 *f->type ? " (" : "", f->type, *f->type ? ")" : "");
}

/* Removes the length from the text; without one it is the whole address. */
static int split_length(char *text, const char *what, uint32_t most, uint32_t *ret_length, struct err *err)
{
	char *slash = strchr(text, '/');
	uint64_t length = most;

	if (slash && num_parse_u64(slash + 1, most, what, &length, err))
		return -1;
	if (slash)
		*slash = '\0';
	*ret_length = (uint32_t)length;
	return 0;
}

int write_read_ip(const char *text, const struct data_form *f, struct buf *ret_bytes, struct err *err)
{
	bool is_v6 = strchr(text, ':') != NULL;
	size_t len = is_v6 ? IPV6_LEN : IPV4_LEN;
	unsigned char address[IPV6_LEN];
	uint32_t prefix = 0;
	char copy[64];

	if (strlen(text) >= sizeof(copy) || (strchr(text, '/') && !f->is_prefix))
		return err_usage(err, "%s: '%.64s' is not an IP address", f->what, text);
	memcpy(copy, text, strlen(text) + 1);
	if (split_length(copy, "prefix length", (uint32_t)len * 8, &prefix, err))
		return -1;
	if (inet_pton(is_v6 ? AF_INET6 : AF_INET, copy, address) != 1)
		return err_usage(err, "%s: '%.64s' is not an IP address", f->what, text);
	if (f->size != len + (f->is_prefix ? sizeof(prefix) : 0))
		return wrong_size(f, text, len + (f->is_prefix ? sizeof(prefix) : 0), err);
	buf_reset(ret_bytes);
	if (f->is_prefix)
		buf_add(ret_bytes, &prefix, sizeof(prefix));
	buf_add(ret_bytes, address, len);
	return ret_bytes->failed ? err_no_memory(err) : 0;
}

int write_read_mac(const char *text, const struct data_form *f, struct buf *ret_bytes, struct err *err)
{
	uint8_t address[MAC_LEN];
	const char *p = text;

	for (unsigned int i = 0; i < MAC_LEN; i++) {
		struct err ignored = {0};
		char two[3] = {p[0], p[0] ? p[1] : '\0', '\0'};

		if (num_parse_hex(two, &address[i], 1, "", &ignored))
			return err_usage(err, "%s: '%.64s' is not a MAC address", f->what, text);
		p += 2;
		if (i + 1 < MAC_LEN && *p != ':' && *p != '-')
			return err_usage(err, "%s: '%.64s' is not a MAC address", f->what, text);
		p += i + 1 < MAC_LEN;
	}
	if (*p)
		return err_usage(err, "%s: '%.64s' is not a MAC address", f->what, text);
	if (f->size != MAC_LEN)
		return wrong_size(f, text, MAC_LEN, err);
	buf_reset(ret_bytes);
	buf_add(ret_bytes, address, MAC_LEN);
	return ret_bytes->failed ? err_no_memory(err) : 0;
}
