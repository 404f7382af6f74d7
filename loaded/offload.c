/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Offload devices. A device of another network namespace is shown without a name. */
#include "loaded/offload.h"

#include <net/if.h>
#include <stdio.h>

#include "lib/out.h"

const struct field offload_fields[] = {
	{.name = "ifindex", .help = "Index of the device", .type = FIELD_U32},
	{.name = "ns_dev", .help = "Device number of its network namespace", .type = FIELD_U64},
	{.name = "ns_inode", .help = "Inode of its network namespace", .type = FIELD_U64},
	{.name = "ifname",
	 .help = "Name of the device, if it is in this network namespace",
	 .type = FIELD_STR,
	 .flags = FIELD_OPTIONAL},
	{0},
};

void offload_print(struct out *o, const struct field *f, const struct offload *dev)
{
	const struct field in_text = {.name = "offloaded_to",
				      .line = f->line,
				      .style = STYLE_NAME,
				      .flags = FIELD_TEXT_ONLY};
	const struct field in_json = {.name = f->name, .flags = FIELD_JSON_ONLY};
	char name[IF_NAMESIZE] = "", unknown[96];
	struct err ignored = {0};
	bool is_known;

	if (!dev->ifindex)
		return;
	is_known = !kern_ifname(dev->k, dev->ifindex, name, sizeof(name), &ignored);
	out_object(o, &in_json);
	out_uint(o, &offload_fields[0], dev->ifindex);
	out_uint(o, &offload_fields[1], dev->netns_dev);
	out_uint(o, &offload_fields[2], dev->netns_ino);
	if (is_known)
		out_str(o, &offload_fields[3], name);
	out_end(o);
	snprintf(unknown, sizeof(unknown), "ifindex %u ns_dev %llu ns_ino %llu", dev->ifindex,
		 (unsigned long long)dev->netns_dev, (unsigned long long)dev->netns_ino);
	out_str(o, &in_text, is_known ? name : unknown);
}
