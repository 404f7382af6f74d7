/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Verifier logs, from their end: totals, the reason in sentences (Linux 7.3), the message, the instructions
 * that led to it, and somewhere before these their source line.
 */
#include "progshow/load/refusal.h"

#include <string.h>

#include "lib/buf.h"
#include "progshow/load/log_lines.h"

enum { LINES_MOST = 11, SOURCE_MOST = 240, WHY_MOST = 400 };

/* Some reasons lack their end of line: what follows is not part of the reason. */
static size_t without_statistics(const char *line, size_t len)
{
	static const char *const words[] = {"verification time ", "processed "};

	for (unsigned int i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *at = memmem(line, len, words[i], strlen(words[i]));

		if (at && at[strlen(words[i])] >= '0' && at[strlen(words[i])] <= '9')
			return (size_t)(at - line);
	}
	return len;
}

/* The line that ends at *end, which moves before it. */
static const char *line_before(const char *log, const char **end, size_t *ret_len)
{
	const char *last = *end, *start;

	start = last;
	while (start > log && start[-1] != '\n')
		start--;
	*ret_len = (size_t)(last - start);
	*end = start > log ? start - 1 : log;
	return start;
}

/*
 * The last line that gives the reason; @end moves before it. A log that ends with lines of the walk does not
 * report a refusal: the verifier reports the reason last. If no instructions are shown, the source line comes
 * after the reason.
 */
static bool find_reason(const char *log, const char **end, struct refusal *r)
{
	while (*end > log) {
		size_t len;
		const char *line = line_before(log, end, &len);
		const enum log_line is = log_line_of(line, len);

		if (is == LOG_TOTAL || is == LOG_WORK || is == LOG_SOURCE)
			continue;
		r->lines = r->messages = r->reason = line;
		r->reason_len = without_statistics(line, len);
		return is == LOG_MESSAGE;
	}
	return false;
}

/* The lines before the reason, as far as they are of the same program and contiguous. */
static const char *find_lines(const char *log, const char *at, struct refusal *r)
{
	for (unsigned int n = 1; at > log && n < LINES_MOST; n++) {
		const char *end = at;
		size_t len;
		const char *line = line_before(log, &end, &len);
		const enum log_line is = log_line_of(line, len);

		if (is != LOG_MESSAGE && is != LOG_WALK)
			break;
		if (r->messages == r->lines && is == LOG_MESSAGE)
			r->messages = line;
		r->lines = line;
		at = end;
	}
	return at;
}

static void find_source(const char *log, const char *end, struct refusal *r)
{
	while (end > log && !r->source) {
		size_t len;
		const char *line = line_before(log, &end, &len);
		const enum log_line is = log_line_of(line, len);

		if (is == LOG_TOTAL)
			return;
		if (is == LOG_SOURCE && len > 1) {
			r->source = line;
			r->source_len = len;
		}
	}
}

/* The headline of a report that no message precedes. */
static bool use_headline(const char *report, struct refusal *r)
{
	const char *line = strchr(report, ':') + 2;

	r->lines = r->messages = r->reason = line;
	r->reason_len = strcspn(line, "\n");
	return r->reason_len > 0;
}

bool refusal_find(const char *log, struct refusal *ret_refusal)
{
	const char *report = log_report(log);
	const char *at = report ? report : log + strlen(log);
	struct refusal r = {0};

	if (!find_reason(log, &at, &r)) {
		if (!report || !use_headline(report, &r))
			return false;
		at = report;
	}
	at = find_lines(log, at, &r);
	r.len = (size_t)(r.reason + r.reason_len - r.lines);
	find_source(log, at, &r);
	if (report) {
		log_section(report, "Reason:", &r.why, &r.why_len);
		log_section(report, "Suggestion:", &r.advice, &r.advice_len);
	}
	*ret_refusal = r;
	return true;
}

/* Lines of a report without their indentation, joined by @joint. */
static void add_section(struct buf *b, const char *lines, size_t len, char joint)
{
	const char *const end = lines ? lines + len : NULL;

	while (lines && lines < end) {
		const char *next;

		lines += strspn(lines, " ");
		next = memchr(lines, '\n', (size_t)(end - lines));
		if (!next)
			next = end;
		buf_add(b, lines, (size_t)(next - lines));
		lines = next < end ? next + 1 : end;
		if (lines < end)
			buf_add(b, &joint, 1);
	}
}

static void tell_hint(const struct refusal *r, struct err *err)
{
	const char *hint = refusal_hint(r->messages, (size_t)(r->reason + r->reason_len - r->messages));
	auto_buf advice = {0};

	add_section(&advice, r->advice, r->advice_len, ' ');
	if (advice.len)
		err_hint(err, "%s", buf_str(&advice));
	else if (hint)
		err_hint(err, "%s", hint);
}

/* The source, as many of the last lines as there is room for, and the kernel's own reason. */
void refusal_tell(const struct refusal *r, struct err *err)
{
	const char *end = r->lines + r->len, *line = r->lines;
	size_t room = sizeof(err->quoted) - 1;
	auto_buf text = {0}, why = {0};

	if (r->why_len) {
		buf_add_str(&why, "\n");
		add_section(&why, r->why, r->why_len < WHY_MOST ? r->why_len : WHY_MOST, '\n');
	}
	if (r->source) {
		buf_add(&text, r->source, r->source_len < SOURCE_MOST ? r->source_len : SOURCE_MOST);
		buf_add_str(&text, r->source_len < SOURCE_MOST ? "\n" : "...\n");
	}
	while ((size_t)(end - line) + text.len + why.len > room) {
		const char *next = memchr(line, '\n', (size_t)(end - line));

		if (!next)
			break;
		line = next + 1;
	}
	buf_add(&text, line, (size_t)(end - line));
	buf_add(&text, buf_str(&why), why.len);
	err_quote(err, buf_str(&text), text.len);
	tell_hint(r, err);
}
