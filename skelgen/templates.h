/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The files of skelgen/templates, as the build has put them into the program. */
#ifndef BPFI_SKELGEN_TEMPLATES_H
#define BPFI_SKELGEN_TEMPLATES_H

extern const char template_skeleton[], template_subskeleton[], template_light[];
/* Files of a new application. */
extern const char template_project_bpf_c[], template_project_c[], template_project_mk[],
	template_project_gitignore[], template_project_md[];

#endif
