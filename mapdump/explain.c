/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reasons by operation and error number: rows, and the few that need a query. */
#include "mapdump/explain.h"

#include <errno.h>

#include "kern/kern.h"
#include "kern/names.h"
#include "kern/rights.h"

enum { ANY_FLAGS = 0 };

/* The first row that matches is the reason. */
static const struct reason {
	uint8_t act;
	int no;
	uint64_t flags; /* one of these was given; 0: any */
	const char *text;
} reasons[] = {
	{WRITE_UPDATE, EEXIST, UPDATE_NOEXIST, "this key already exists"},
	{WRITE_UPDATE, ENOENT, UPDATE_EXIST, "key not found"},
	{WRITE_UPDATE, ENOENT, ANY_FLAGS, "key not found, and user space cannot create it"},
	{WRITE_UPDATE, EINVAL, UPDATE_LOCK,
	 "its values do not contain a bpf_spin_lock, or it does not support 'lock'"},
	{WRITE_UPDATE, EINVAL, UPDATE_NOEXIST | UPDATE_EXIST,
	 "the kernel rejected the value, or this map type does not support 'exist' and 'noexist'"},
	{WRITE_UPDATE, EINVAL, ANY_FLAGS, "the kernel rejected the key or the value"},
	{WRITE_UPDATE, EBADF, ANY_FLAGS, "the given object is not of the kind that this map holds"},
	{WRITE_UPDATE, ENOTSOCK, ANY_FLAGS, "the file descriptor is not a socket"},
	{WRITE_UPDATE, EOVERFLOW, ANY_FLAGS, "the queue of a CPU can hold at most 16384 packets"},
	{WRITE_UPDATE, ENODEV, ANY_FLAGS, "no such CPU on this machine"},
	{WRITE_UPDATE, ENOMEM, ANY_FLAGS, "the kernel could not allocate memory for the element"},
	{WRITE_UPDATE, EBUSY, ANY_FLAGS, "a program on this CPU is modifying it"},
	{WRITE_UPDATE, ERR_ENOTSUPP, ANY_FLAGS, "user space cannot write to this map type"},
	{WRITE_UPDATE, EOPNOTSUPP, ANY_FLAGS, "user space cannot write to this map type"},
	{WRITE_DELETE, EINVAL, ANY_FLAGS, "elements of this map type cannot be deleted"},
	{WRITE_DELETE, ERR_ENOTSUPP, ANY_FLAGS, "elements of this map type cannot be deleted"},
	{WRITE_DELETE, EOPNOTSUPP, ANY_FLAGS, "elements of this map type cannot be deleted"},
	{WRITE_POP, ERR_ENOTSUPP, ANY_FLAGS, "elements of this map type cannot be popped"},
	{WRITE_POP, EOPNOTSUPP, ANY_FLAGS, "elements of this map type cannot be popped"},
	{WRITE_POP, EINVAL, ANY_FLAGS, "elements of this map type cannot be popped"},
	{WRITE_FREEZE, EBUSY, ANY_FLAGS, "it is already frozen, or a process has it mapped for writing"},
	{WRITE_FREEZE, ERR_ENOTSUPP, ANY_FLAGS, "this map cannot be frozen"},
};

/* The kernel only reports "not permitted". */
static bool is_frozen(const struct write_target *t)
{
	struct err ignored = {0};
	uint64_t frozen = 0;
	auto_buf text = {0};

	return !kern_fdinfo(t->k, KIND_MAP, t->v.h.handle, &text, &ignored) &&
	       fdinfo_number(buf_str(&text), "frozen", &frozen) && frozen;
}

static const char *find_reason(enum write_act act, int no, uint64_t flags)
{
	for (unsigned int i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (reasons[i].act == act && reasons[i].no == no &&
		    (!reasons[i].flags || reasons[i].flags & flags))
			return reasons[i].text;
	return NULL;
}

/* Types that can hold only some sockets, or existing devices, fail as if the flags were wrong. */
static const char *refused_value(const struct write_target *t, int no)
{
	const enum map_word word = t->v.type->value_word;

	if (word == MAP_WORD_SOCKET && (no == EINVAL || no == EOPNOTSUPP || no == EPROTO))
		return "this map type does not accept the socket in its type or state";
	if (word == MAP_WORD_DEV && no == EINVAL)
		return "no network device with this index";
	return NULL;
}

int write_explain(const struct write_target *t, enum write_act act, uint64_t flags, struct err *err)
{
	const struct uapi_map_info *info = write_info(t);
	const char *why = act == WRITE_UPDATE ? refused_value(t, err->no) : NULL, *text;
	int no = err->no;

	if (why)
		return err_set(err, 0, "map %u: %s", t->id, why);
	text = find_reason(act, no, flags);
	if (act == WRITE_UPDATE && (no == E2BIG || no == ENOSPC))
		return err_set(err, 0, "map %u is full (at most %u element%s)", t->id, info->max_entries,
			       info->max_entries == 1 ? "" : "s");
	if (act == WRITE_UPDATE && no == EEXIST && t->v.type->order == ORDER_FIXED)
		return err_set(err, 0, "map %u: elements of an array always exist", t->id);
	if (no == EPERM && act != WRITE_FREEZE && is_frozen(t))
		return err_set(err, 0, "map %u is frozen: user space can no longer write to it", t->id);
	if (no == EPERM && act == WRITE_FREEZE && is_frozen(t))
		return err_set(err, 0, "map %u is already frozen", t->id);
	if (act == WRITE_FREEZE && no == EBUSY && is_frozen(t))
		return err_set(err, 0, "map %u is already frozen", t->id);
	if (text)
		return err_set(err, no == EINVAL ? EINVAL : 0, "map %u: %s", t->id, text);
	err_wrap(err, "map %u", t->id);
	return rights_explain(err, RIGHTS_LOAD);
}
