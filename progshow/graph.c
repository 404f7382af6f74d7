#include "progshow/dump.h"
int dump_graph(struct out *o, struct code *c, const struct prog_dump_options *opt, struct err *err)
{(void)o;(void)c;(void)opt;return err_set(err,0,"graph");}
