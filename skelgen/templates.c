/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The build turns each template into a C string: see the Makefile. */
#include "skelgen/templates.h"

const char template_skeleton[] =
#include "skelgen/skeleton.h.inc"
	;

const char template_subskeleton[] =
#include "skelgen/subskeleton.h.inc"
	;

const char template_light[] =
#include "skelgen/light.h.inc"
	;

const char template_project_bpf_c[] =
#include "skelgen/project.bpf.c.inc"
	;

const char template_project_c[] =
#include "skelgen/project.c.inc"
	;

const char template_project_mk[] =
#include "skelgen/project.mk.inc"
	;

const char template_project_gitignore[] =
#include "skelgen/project.gitignore.inc"
	;

const char template_project_md[] =
#include "skelgen/project.md.inc"
	;
