/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What clang-tidy cannot see across files: setting an error always returns -1. */
#include "lib/err.h"

#define err_set(...)       (err_set(__VA_ARGS__), -1)
#define err_usage(...)     (err_usage(__VA_ARGS__), -1)
#define err_wrap(...)      (err_wrap(__VA_ARGS__), -1)
#define err_partial(...)   (err_partial(__VA_ARGS__), -1)
#define err_no_memory(...) (err_no_memory(__VA_ARGS__), -1)
