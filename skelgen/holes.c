/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the templates can name. */
#include "skelgen/model.h"

static const struct hole inner_holes[] = {
	HOLE("inner", HOLE_TEXT, struct model_inner, member),
	HOLE("at", HOLE_NUMBER, struct model_inner, offset),
	{0},
};

static const struct hole var_holes[] = {
	HOLE("member", HOLE_TEXT, struct model_var, member),
	HOLE("string", HOLE_TEXT, struct model_var, string),
	HOLE("offset", HOLE_NUMBER, struct model_var, offset),
	HOLE("size", HOLE_NUMBER, struct model_var, size),
	HOLE("index", HOLE_NUMBER, struct model_var, index),
	HOLE_LIST_OF("inners", struct model_var, inner, struct model_inner, inner_holes),
	{0},
};

static const struct hole map_holes[] = {
	HOLE("member", HOLE_TEXT, struct model_map, member),
	HOLE("section", HOLE_TEXT, struct model_map, section_member),
	HOLE("map", HOLE_TEXT, struct model_map, map_member),
	HOLE("loaded_as", HOLE_TEXT, struct model_map, loaded_as),
	HOLE("type", HOLE_TEXT, struct model_map, type),
	HOLE("body", HOLE_TEXT, struct model_map, body),
	HOLE("index", HOLE_NUMBER, struct model_map, index),
	HOLE("value", HOLE_BYTES, struct model_map, value),
	HOLE("value_size", HOLE_NUMBER, struct model_map, value_size),
	HOLE("protection", HOLE_TEXT, struct model_map, protection),
	HOLE("is_mapped", HOLE_FLAG, struct model_map, is_mapped),
	HOLE("is_ops", HOLE_FLAG, struct model_map, is_ops),
	HOLE_LIST_OF("vars", struct model_map, vars, struct model_var, var_holes),
	{0},
};

static const struct hole prog_holes[] = {
	HOLE("member", HOLE_TEXT, struct model_prog, member),
	HOLE("string", HOLE_TEXT, struct model_prog, string),
	HOLE("index", HOLE_NUMBER, struct model_prog, index),
	HOLE("attach", HOLE_TEXT, struct model_prog, attach),
	HOLE("is_attached", HOLE_FLAG, struct model_prog, is_attached),
	{0},
};

const struct hole model_holes[] = {
	HOLE("name", HOLE_TEXT, struct model, name),
	HOLE("NAME", HOLE_TEXT, struct model, upper),
	HOLE("forwards", HOLE_TEXT, struct model, forwards),
	HOLE("bytes", HOLE_BYTES, struct model, bytes),
	HOLE("data", HOLE_BYTES, struct model, data),
	HOLE("insns", HOLE_BYTES, struct model, insns),
	HOLE("libbpf", HOLE_TEXT, struct model, libbpf),
	HOLE("map_count", HOLE_NUMBER, struct model, map_count),
	HOLE("prog_count", HOLE_NUMBER, struct model, prog_count),
	HOLE("var_count", HOLE_NUMBER, struct model, var_count),
	HOLE("has_cxx_names", HOLE_FLAG, struct model, has_cxx_names),
	HOLE("has_inner", HOLE_FLAG, struct model, has_inner),
	HOLE_LIST_OF("maps", struct model, maps, struct model_map, map_holes),
	HOLE_LIST_OF("sections", struct model, sections, struct model_map, map_holes),
	HOLE_LIST_OF("ops", struct model, ops, struct model_map, map_holes),
	HOLE_LIST_OF("progs", struct model, progs, struct model_prog, prog_holes),
	{0},
};
