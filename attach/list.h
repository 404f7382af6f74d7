/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Internals of the walk: the list that finders append to. */
#ifndef BPFI_ATTACH_LIST_H
#define BPFI_ATTACH_LIST_H

#include "attach/attach.h"

/* Copies, including texts. */
int list_add(struct attachments *list, const struct kern_attachment *at, bool is_link, struct err *err);
void list_note(struct attachments *list, const struct err *why);

/* The finder that does not use kern_attachments(). */
int find_links(struct attachments *list, struct err *err);

/* Joins records of links with the records of the same places that were found in another way. */
int join_links(struct attachments *list, struct err *err);

/* Copies what descriptors know to links that do not report it; true if a link is the same as the descriptor.
 */
void probes_learn(struct attachments *list);
bool probe_has_link(const struct attachments *list, const struct attachment *task);

#endif
