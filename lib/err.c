/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Error values. Texts are truncated to the size of their fields, never rejected. */
#include "lib/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ERR_PRINTF(4, 0) static int err_fill(struct err *err, enum err_kind kind, int no, const char *fmt, va_list ap)
{
	err->kind = kind;
	err->no = no;
	err->is_refused = false;
	err->hint[0] = err->quoted[0] = '\0';
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	return -1;
}

int err_set(struct err *err, int no, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_fill(err, ERR_FAILED, no, fmt, ap);
	va_end(ap);
	return -1;
}

int err_usage(struct err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_fill(err, ERR_USAGE, 0, fmt, ap);
	va_end(ap);
	return -1;
}

int err_no_memory(struct err *err)
{
	return err_set(err, ENOMEM, "out of memory");
}

int err_answer_no(struct err *err)
{
	err_clear(err);
	err->kind = ERR_NO;
	return -1;
}

int err_wrap(struct err *err, const char *fmt, ...)
{
	char old[sizeof(err->text)];
	va_list ap;
	int n;

	memcpy(old, err->text, sizeof(old));
	va_start(ap, fmt);
	n = vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof(err->text))
		snprintf(err->text + n, sizeof(err->text) - n, "%s%.400s", *old ? ": " : "", old);
	return -1;
}

void err_hint(struct err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(err->hint, sizeof(err->hint), fmt, ap);
	va_end(ap);
}

void err_quote(struct err *err, const char *lines, unsigned long len)
{
	const char *from = lines, *end = lines + len, *next;

	while (end > from && end[-1] == '\n')
		end--;
	while ((size_t)(end - from) >= sizeof(err->quoted)) {
		next = memchr(from, '\n', (size_t)(end - from));
		from = next ? next + 1 : end - sizeof(err->quoted) + 1;
	}
	memcpy(err->quoted, from, (size_t)(end - from));
	err->quoted[end - from] = '\0';
}

void err_clear(struct err *err)
{
	err->kind = ERR_OK;
	err->no = 0;
	err->is_refused = false;
	err->text[0] = '\0';
	err->hint[0] = '\0';
	err->quoted[0] = '\0';
}

int err_exit_code(const struct err *err)
{
	static const int codes[] = {
		[ERR_OK] = 0, [ERR_FAILED] = 1, [ERR_USAGE] = 2, [ERR_PARTIAL] = 3, [ERR_NO] = 1,
	};

	return codes[err->kind];
}

/* Not every C library can name them. */
#ifndef EFTYPE
#define EFTYPE (EHWPOISON + 1) /* newer than most headers */
#endif
#define N(no) [no] = #no
static const char *const error_names[] = {N(EPERM),
					  N(ENOENT),
					  N(ESRCH),
					  N(EINTR),
					  N(EIO),
					  N(ENXIO),
					  N(E2BIG),
					  N(ENOEXEC),
					  N(EBADF),
					  N(ECHILD),
					  N(EAGAIN),
					  N(ENOMEM),
					  N(EACCES),
					  N(EFAULT),
					  N(ENOTBLK),
					  N(EBUSY),
					  N(EEXIST),
					  N(EXDEV),
					  N(ENODEV),
					  N(ENOTDIR),
					  N(EISDIR),
					  N(EINVAL),
					  N(ENFILE),
					  N(EMFILE),
					  N(ENOTTY),
					  N(ETXTBSY),
					  N(EFBIG),
					  N(ENOSPC),
					  N(ESPIPE),
					  N(EROFS),
					  N(EMLINK),
					  N(EPIPE),
					  N(EDOM),
					  N(ERANGE),
					  N(EDEADLK),
					  N(ENAMETOOLONG),
					  N(ENOLCK),
					  N(ENOSYS),
					  N(ENOTEMPTY),
					  N(ELOOP),
					  N(ENOMSG),
					  N(EIDRM),
					  N(ECHRNG),
					  N(EL2NSYNC),
					  N(EL3HLT),
					  N(EL3RST),
					  N(ELNRNG),
					  N(EUNATCH),
					  N(ENOCSI),
					  N(EL2HLT),
					  N(EBADE),
					  N(EBADR),
					  N(EXFULL),
					  N(ENOANO),
					  N(EBADRQC),
					  N(EBADSLT),
					  N(EBFONT),
					  N(ENOSTR),
					  N(ENODATA),
					  N(ETIME),
					  N(ENOSR),
					  N(ENONET),
					  N(ENOPKG),
					  N(EREMOTE),
					  N(ENOLINK),
					  N(EADV),
					  N(ESRMNT),
					  N(ECOMM),
					  N(EPROTO),
					  N(EMULTIHOP),
					  N(EDOTDOT),
					  N(EBADMSG),
					  N(EOVERFLOW),
					  N(ENOTUNIQ),
					  N(EBADFD),
					  N(EREMCHG),
					  N(ELIBACC),
					  N(ELIBBAD),
					  N(ELIBSCN),
					  N(ELIBMAX),
					  N(ELIBEXEC),
					  N(EILSEQ),
					  N(ERESTART),
					  N(ESTRPIPE),
					  N(EUSERS),
					  N(ENOTSOCK),
					  N(EDESTADDRREQ),
					  N(EMSGSIZE),
					  N(EPROTOTYPE),
					  N(ENOPROTOOPT),
					  N(EPROTONOSUPPORT),
					  N(ESOCKTNOSUPPORT),
					  N(EOPNOTSUPP),
					  N(EPFNOSUPPORT),
					  N(EAFNOSUPPORT),
					  N(EADDRINUSE),
					  N(EADDRNOTAVAIL),
					  N(ENETDOWN),
					  N(ENETUNREACH),
					  N(ENETRESET),
					  N(ECONNABORTED),
					  N(ECONNRESET),
					  N(ENOBUFS),
					  N(EISCONN),
					  N(ENOTCONN),
					  N(ESHUTDOWN),
					  N(ETOOMANYREFS),
					  N(ETIMEDOUT),
					  N(ECONNREFUSED),
					  N(EHOSTDOWN),
					  N(EHOSTUNREACH),
					  N(EALREADY),
					  N(EINPROGRESS),
					  N(ESTALE),
					  N(EUCLEAN),
					  N(ENOTNAM),
					  N(ENAVAIL),
					  N(EISNAM),
					  N(EREMOTEIO),
					  N(EDQUOT),
					  N(ENOMEDIUM),
					  N(EMEDIUMTYPE),
					  N(ECANCELED),
					  N(ENOKEY),
					  N(EKEYEXPIRED),
					  N(EKEYREVOKED),
					  N(EKEYREJECTED),
					  N(EOWNERDEAD),
					  N(ENOTRECOVERABLE),
					  N(ERFKILL),
					  N(EHWPOISON),
					  N(EFTYPE)};
#undef N

const char *err_name(int no)
{
	return no > 0 && (size_t)no < sizeof(error_names) / sizeof(error_names[0]) ? error_names[no] : NULL;
}

void err_describe(const struct err *err, char *buf, unsigned long size)
{
	const char *name;

	if (!err->no) {
		snprintf(buf, size, "%s", err->text);
		return;
	}
	if (err->no == ERR_ENOTSUPP) {
		snprintf(buf, size, "%s: Not supported by this kernel (ENOTSUPP)", err->text);
		return;
	}
	name = err_name(err->no);
	if (name)
		snprintf(buf, size, "%s: %s (%s)", err->text, strerror(err->no), name);
	else
		snprintf(buf, size, "%s: error %d", err->text, err->no);
}

int err_partial(struct err *err, const struct err *first, const char *fmt, ...)
{
	char why[sizeof(err->text)];
	va_list ap;
	size_t n;

	err_describe(first, why, sizeof(why));
	va_start(ap, fmt);
	err_fill(err, ERR_PARTIAL, 0, fmt, ap);
	va_end(ap);
	n = strlen(err->text);
	if (*why)
		snprintf(err->text + n, sizeof(err->text) - n, ": %.400s", why);
	memcpy(err->hint, first->hint, sizeof(err->hint));
	memcpy(err->quoted, first->quoted, sizeof(err->quoted));
	return -1;
}
