/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A new application: a table of files, each with the template that it is made from. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "btfdump/cgen/cgen.h"
#include "skelgen/fill.h"
#include "skelgen/names.h"
#include "skelgen/skelgen.h"
#include "skelgen/templates.h"

/* Longer ones would be cut where the skeleton is named after the object file. */
enum { PROJECT_NAME_MAX = 48 };

static const struct {
	const char *path;
	bool is_suffix; /* after the name of the project */
	const char *text;
} files[SKELGEN_PROJECT_FILES] = {
	{".bpf.c", true, template_project_bpf_c},  {".c", true, template_project_c},
	{"Makefile", false, template_project_mk},  {".gitignore", false, template_project_gitignore},
	{"README.md", false, template_project_md},
};

struct project {
	const char *name;
};

static const struct hole project_holes[] = {
	HOLE("name", HOLE_TEXT, struct project, name),
	{0},
};

/* That of a folder that exists: "." and ".." have one, too. */
static void name_of_folder(const char *folder, struct buf *ret_name)
{
	char *real = realpath(folder, NULL);
	const char *path = real ? real : folder;
	size_t len = strlen(path);
	auto_buf trimmed = {0};

	while (len > 1 && path[len - 1] == '/')
		len--;
	buf_add(&trimmed, path, len);
	names_of_file(ret_name, buf_str(&trimmed));
	free(real);
}

static int project_name(const char *folder, const char *name, struct buf *ret_name, struct err *err)
{
	if (name) {
		const struct skelgen_object object = {.name = name};

		if (skelgen_name(&object, ret_name, err))
			return -1;
	} else {
		name_of_folder(folder, ret_name);
	}
	if (ret_name->len <= PROJECT_NAME_MAX)
		return 0;
	err_usage(err, "name '%.128s': must have at most %d characters", buf_str(ret_name), PROJECT_NAME_MAX);
	err_hint(err, "choose a shorter one with: name NAME");
	return -1;
}

int skelgen_project(const char *folder, const char *name, struct skelgen_file *ret_files, struct err *err)
{
	auto_buf used = {0};
	struct project p;

	if (project_name(folder, name, &used, err))
		return -1;
	p.name = buf_str(&used);
	for (unsigned int i = 0; i < SKELGEN_PROJECT_FILES; i++) {
		struct skelgen_file *f = &ret_files[i];

		buf_printf(&f->path, "%s/%s%s", folder, files[i].is_suffix ? p.name : "", files[i].path);
		fill(&f->text, files[i].text, project_holes, &p, NULL);
		if (!buf_str(&f->path) || f->path.failed || f->text.failed)
			return err_no_memory(err);
	}
	return 0;
}

int skelgen_files_check_new(struct skelgen_file *list, unsigned int count, struct err *err)
{
	for (unsigned int i = 0; i < count; i++) {
		if (faccessat(AT_FDCWD, buf_str(&list[i].path), F_OK, AT_SYMLINK_NOFOLLOW))
			continue;
		err_set(err, 0, "%.256s already exists", buf_str(&list[i].path));
		err_hint(err, "choose another directory");
		return -1;
	}
	return 0;
}

void skelgen_files_remove(struct skelgen_file *list, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++)
		unlink(buf_str(&list[i].path));
}

void skelgen_files_free(struct skelgen_file *list, unsigned int count)
{
	for (unsigned int i = 0; i < count; i++) {
		buf_free(&list[i].path);
		buf_free(&list[i].text);
	}
}
