/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the files that change this machine share; live.c and they include it. */
#ifndef BPFI_KERN_LIVE_CHANGE_H
#define BPFI_KERN_LIVE_CHANGE_H

#include "kern/change.h"

int live_change(struct kern *k, const struct kern_change *change, struct err *err);

/* live_change_create.c */
int live_create(const struct kern_change *change, struct err *err);
int live_load_btf(const struct kern_change *change, struct err *err);

/* live_change_pin.c */
int live_pin(const struct kern_change *change, struct err *err);
int live_unpin(const struct kern_change *change, struct err *err);
int live_check_pin(const struct kern_change *change, struct err *err);
int live_make_folder(const struct kern_change *change, struct err *err);
int live_drop_folder(const struct kern_change *change, struct err *err);

/* live_change_prog.c */
int live_attach(const struct kern_change *change, struct err *err);
int live_detach(const struct kern_change *change, struct err *err);
int live_run(const struct kern_change *change, struct err *err);
int live_run_loader(const struct kern_change *change, struct err *err);

/* live_change_count.c */
int live_load_tracing(const struct kern_change *change, struct err *err);
int live_link_tracing(const struct kern_change *change, struct err *err);
int live_open_counter(const struct kern_change *change, struct err *err);
int live_enable_stats(const struct kern_change *change, struct err *err);

/* live_listen.c */
int live_open_trace(const struct kern_change *change, struct err *err);
int live_read(const struct kern_change *change, struct err *err);
int live_read_stream(const struct kern_change *change, struct err *err);

/* live_events.c, live_events_ring.c, live_events_find.c */
int live_open_events(const struct kern_change *change, struct err *err);
int live_open_ring(const struct kern_change *change, struct err *err);
int live_find_perf_event(const struct kern_change *change, struct err *err);

/* live_change_means.c */
int live_find_dev(const struct kern_change *change, struct err *err);
int live_open_process(const struct kern_change *change, struct err *err);
int live_open_path(const struct kern_change *change, struct err *err);
int live_take_fd(const struct kern_change *change, struct err *err);

#endif
