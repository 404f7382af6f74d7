/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Reasons by act and number: rows, and the few that have to be asked for. */
#include "mapdump/write/explain.h"

#include <errno.h>

#include "kern/fdinfo.h"
#include "kern/names.h"
#include "kern/rights.h"

enum { ANY_FLAGS = 0 };

/* The first row that fits is the reason. */
static const struct reason {
	uint8_t act;
	int no;
	uint64_t flags; /* one of these was given; 0: whatever was */
	const char *text;
} reasons[] = {
	{WRITE_UPDATE, EEXIST, UPDATE_NOEXIST, "this key is there already"},
	{WRITE_UPDATE, ENOENT, UPDATE_EXIST, "there is no element with this key"},
	{WRITE_UPDATE, ENOENT, ANY_FLAGS,
	 "there is no element with this key, and user space cannot make one"},
	{WRITE_UPDATE, EINVAL, UPDATE_LOCK, "its values have no bpf_spin_lock, or it does not know 'lock'"},
	{WRITE_UPDATE, EINVAL, UPDATE_NOEXIST | UPDATE_EXIST,
	 "the kernel refuses the value, or this type of map knows neither 'exist' nor 'noexist'"},
	{WRITE_UPDATE, EINVAL, ANY_FLAGS, "the kernel refuses the key or the value"},
	{WRITE_UPDATE, EBADF, ANY_FLAGS, "what was given is not what it holds"},
	{WRITE_UPDATE, ENOTSOCK, ANY_FLAGS, "the descriptor is no socket"},
	{WRITE_UPDATE, EOVERFLOW, ANY_FLAGS, "the queue of a CPU has at most 16384 packets"},
	{WRITE_UPDATE, ENODEV, ANY_FLAGS, "this machine has no such CPU"},
	{WRITE_UPDATE, ENOMEM, ANY_FLAGS, "the kernel has no memory for the element"},
	{WRITE_UPDATE, EBUSY, ANY_FLAGS, "a program on this CPU is changing it"},
	{WRITE_UPDATE, ERR_ENOTSUPP, ANY_FLAGS, "user space cannot write to it"},
	{WRITE_UPDATE, EOPNOTSUPP, ANY_FLAGS, "user space cannot write to it"},
	{WRITE_DELETE, EINVAL, ANY_FLAGS, "its elements cannot be deleted"},
	{WRITE_DELETE, ERR_ENOTSUPP, ANY_FLAGS, "its elements cannot be deleted"},
	{WRITE_DELETE, EOPNOTSUPP, ANY_FLAGS, "its elements cannot be deleted"},
	{WRITE_POP, ERR_ENOTSUPP, ANY_FLAGS, "nothing can be taken out of it"},
	{WRITE_POP, EOPNOTSUPP, ANY_FLAGS, "nothing can be taken out of it"},
	{WRITE_POP, EINVAL, ANY_FLAGS, "nothing can be taken out of it"},
	{WRITE_FREEZE, EBUSY, ANY_FLAGS, "it is frozen already, or a process has it mapped for writing"},
	{WRITE_FREEZE, ERR_ENOTSUPP, ANY_FLAGS, "maps like it cannot be frozen"},
};

/* The kernel says no more than "not permitted". */
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

/* Types that can hold only some sockets, or devices that are there, answer as if the flags were wrong. */
static const char *refused_value(const struct write_target *t, int no)
{
	const enum map_word word = t->v.type->value_word;

	if (word == MAP_WORD_SOCKET && (no == EINVAL || no == EOPNOTSUPP || no == EPROTO))
		return "it does not take this socket: its kind or its state is not one that such maps hold";
	if (word == MAP_WORD_DEV && no == EINVAL)
		return "there is no network device with this number";
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
		return err_set(err, 0, "map %u is full: it holds at most %u element%s", t->id,
			       info->max_entries, info->max_entries == 1 ? "" : "s");
	if (act == WRITE_UPDATE && no == EEXIST && t->v.type->order == ORDER_FIXED)
		return err_set(err, 0, "map %u: the elements of an array are always there", t->id);
	if (no == EPERM && act != WRITE_FREEZE && is_frozen(t))
		return err_set(err, 0, "map %u is frozen: user space cannot write to it any more", t->id);
	if (no == EPERM && act == WRITE_FREEZE && is_frozen(t))
		return err_set(err, 0, "map %u is frozen already", t->id);
	if (act == WRITE_FREEZE && no == EBUSY && is_frozen(t))
		return err_set(err, 0, "map %u is frozen already", t->id);
	if (text)
		return err_set(err, no == EINVAL ? EINVAL : 0, "map %u: %s", t->id, text);
	err_wrap(err, "map %u", t->id);
	return rights_explain(err, RIGHTS_LOAD);
}
