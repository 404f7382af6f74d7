#include "progshow/dump.h"
const struct field dump_jited_fields[]={{0}};
int dump_jited(struct out *o, struct code *c, const struct prog_dump_options *opt, const struct field *list, struct err *err)
{(void)o;(void)c;(void)opt;(void)list;return err_set(err,0,"jited");}
