/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Printing of completion candidates. */
#include "lib/complete.h"

#include <string.h>

#include "lib/out.h"

static void complete_line(struct complete *c, const char *word, const char *about)
{
	static const struct field f_record = {.name = "candidate"};
	static const struct field f_word = {.name = "word", .label = ""};
	static const struct field f_about = {.name = "about", .label = "", .lead = "\t"};

	out_object(c->out, &f_record);
	out_str(c->out, &f_word, word);
	if (about && *about)
		out_str(c->out, &f_about, about);
	out_end(c->out);
}

void complete_add(struct complete *c, const char *word, const char *about)
{
	if (!strncmp(word, c->begun, strlen(c->begun)))
		complete_line(c, word, about);
}

void complete_files(struct complete *c)
{
	complete_line(c, ":files", NULL);
}
