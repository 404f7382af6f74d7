/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Inside of the walk: what the finders add to. */
#ifndef BPFI_ATTACH_LIST_H
#define BPFI_ATTACH_LIST_H

#include "attach/attach.h"

/* Copies, texts too. */
int list_add(struct attachments *list, const struct kern_attachment *at, bool is_link, struct err *err);
void list_note(struct attachments *list, const struct err *why);

/* The finder that does not ask kern_attachments(). */
int find_links(struct attachments *list, struct err *err);

/* Records of links that are places which were found otherwise too become one with them. */
int join_links(struct attachments *list, struct err *err);

#endif
