
# C made from BPF objects, as compilers take it. tests/gen has what it is made from.
skip-unless file $BUILD/tests/gen/plain.bpf.o
skip-unless order

# Compilers take it without a warning, in C and C++, in two units of a program.
skip-unless tool gcc
$ bpfi gen skeleton "$BUILD/tests/gen/plain.bpf.o" >plain.h; "$TOP/tests/gen/compile" plain.h "$TOP/tests/gen/plain.h"
$ bpfi gen skeleton "$BUILD/tests/gen/odd.bpf.o" >odd.h; "$TOP/tests/gen/compile" odd.h
$ bpfi gen skeleton "$BUILD/tests/gen/ops.bpf.o" >ops.h; "$TOP/tests/gen/compile" ops.h
$ for o in "$OBJS"/*.bpf.o; do bpfi gen skeleton "$o" name o >o.h 2>said || { echo "${o##*/}" && grep -q 'no map of type arena' said; continue; }; \
	gcc -x c -fsyntax-only -Wall -Wextra -Werror o.h 2>&1 | grep -v 'incomplete' | grep error; done; true
odd_arena.bpf.o

# What is marked as kptr, ksym or weak is shown as all else; hidden variables, and sections with nothing to show, are not.
skip-unless file $BUILD/tests/gen/marked.bpf.o
skip-unless tool gcc
$ bpfi gen skeleton "$BUILD/tests/gen/marked.bpf.o" name m >m.h; sed -n '/^struct m /,/cplusplus/ { /map \*/p; /m__/,/}/p }' m.h
		struct bpf_map *slots;
		struct bpf_map *data;
		struct bpf_map *data_secret;
		struct bpf_map *bss;
		struct bpf_map *data_held;
	__extension__ struct m__data {
		int replaceable;
	} *data;
	__extension__ struct m__bss {
		unsigned char __pad_0[8];
1> #if __SIZEOF_POINTER__ == 8
		struct task_struct *shown;
1> #else
		unsigned long long shown;
1> #endif
	} *bss;
$ "$TOP/tests/gen/compile" m.h; bpfi gen subskeleton "$BUILD/tests/gen/marked.bpf.o" name m >m.h; "$TOP/tests/gen/compile" m.h

# Objects of the other byte order have the same header around their bytes; loading and linking them is for their machine.
skip-unless tool clang
skip-unless tool gcc
$ for o in plain odd ops; do for e in el eb; do clang -target bpf$e -O2 -g -D__TARGET_ARCH_x86 -I"/usr/include/$(gcc -print-multiarch)" -c "$TOP/tests/gen/$o.bpf.c" -o $o.o; \
	for kind in skeleton subskeleton; do bpfi gen $kind $o.o | sed '/const char data/,/";$/d' >$kind.$e; done; bpfi gen skeleton $o.o >$o.h; done; same skeleton.el skeleton.eb; same subskeleton.el subskeleton.eb; done
$ "$TOP/tests/gen/compile" plain.h "$TOP/tests/gen/plain.h"; "$TOP/tests/gen/compile" odd.h; "$TOP/tests/gen/compile" ops.h
$ bpfi gen object out.o plain.o
2> bpfi: plain.o: byte order differs from this machine
2> ...
? 1
$ bpfi gen skeleton -L plain.o
2> bpfi: plain.o: byte order differs from this machine
2> ...
? 1

# Where types differ, or are not defined, it does not compile.
skip-unless tool gcc
$ bpfi gen skeleton "$BUILD/tests/gen/plain.bpf.o" >plain.h; sed 's/name.16./name[8]/' "$TOP/tests/gen/plain.h" >other.h; \
	gcc -include ./other.h -fsyntax-only -x c plain.h 2>&1 | sed -n 's/.*\(static assertion failed: .*object has [0-9]* bytes\).*/\1/p'
static assertion failed: "unexpected size of \'limits\': the BPF object has 24 bytes

# On hosts of 32 bits members may shift in structures of the same size: the offset of each is asserted there.
skip-unless tool clang
skip-unless shell echo '#include <stdlib.h>' | gcc -m32 -fsyntax-only -x c -
$ printf 'struct shifted { int a; long long b; int c; } __attribute__((aligned(32)));\n' >t.h; printf '#include "t.h"\nstruct shifted v = {1};\n' >a.c; clang -target bpf -g -c a.c; bpfi gen skeleton a.o >a.h; \
	gcc -fsyntax-only -x c -include ./t.h a.h; gcc -m32 -fsyntax-only -x c -include ./t.h a.h 2>&1 | sed -n "s/.*unexpected offset of .'\(.*\).'\(: the BPF object has it at [0-9]*\).*/\1\2/p"
v.b: the BPF object has it at 8
v.c: the BPF object has it at 16

# The object is in it, byte by byte.
skip-unless tool gcc
$ bpfi gen skeleton "$BUILD/tests/gen/plain.bpf.o" name p >p.h; cat "$TOP/tests/gen/plain.h" p.h >all.h; \
	printf '#include "all.h"\n#include <unistd.h>\nint main(void) { size_t n; const void *p = p__elf_bytes(&n); return write(1, p, n) != (long)n; }\n' >m.c; \
	gcc -o m m.c -lbpf && ./m | cmp - "$BUILD/tests/gen/plain.bpf.o"

# Without types there are no variables; the header compiles all the same.
skip-unless tool clang
$ printf 'int x = 1;\nint f(void *c) { return x; }\n' >n.c; clang -target bpf -O2 -c n.c && bpfi gen skeleton n.o name n >n.h && grep -c 'n__data' n.h
0
? 1
$ gcc -fsyntax-only -Wall -Wextra -Wpedantic -Werror -x c n.h

# 'types': the named types of variables are in the skeleton, and two skeletons with the same types go together.
skip-unless tool clang
$ printf 'typedef unsigned char my8; enum color { RED, BLUE }; struct far { int f; };\n' >a.bpf.c; \
	printf 'struct inner { my8 m; enum color c; const char *text; long l; int class; };\n' >>a.bpf.c; \
	printf 'struct outer { struct inner in[2]; struct far *far; enum { ANON = 3 } e; unsigned n; my8 my8; };\n' >>a.bpf.c; \
	printf 'typedef struct { struct outer o; _Bool flag; unsigned bits : 3; } conf_t;\n' >>a.bpf.c; \
	printf 'struct outer counters; conf_t conf; enum color last; struct far *far;\n' >>a.bpf.c; \
	printf 'char _l[] __attribute__((section("license"), used)) = "GPL";\n' >>a.bpf.c; \
	printf '__attribute__((section("socket"), used)) int f(void *c) { return counters.n + conf.flag + last + (long)far; }\n' >>a.bpf.c; \
	clang -target bpf -g -O2 -c a.bpf.c && bpfi gen skeleton a.bpf.o types >a.h && bpfi gen skeleton a.bpf.o name b types >b.h && \
	"$TOP/tests/gen/compile" a.h b.h && sed -n '/^#define BPFI/p; /^struct far/p' a.h
struct far;
#define BPFI_TYPE_typedef_my8
#define BPFI_TYPE_enum_color
#define BPFI_TYPE_struct_inner
#define BPFI_TYPE_value_ANON
#define BPFI_TYPE_struct_outer
#define BPFI_TYPE_typedef_conf_t
$ bpfi gen skeleton -L a.bpf.o name light types >light.h; "$TOP/tests/gen/compile" light.h a.h; grep -c '^#define BPFI_TYPE' light.h
6
$ bpfi gen skeleton a.bpf.o | grep -c BPFI_TYPE
0
? 1
$ bpfi gen subskeleton a.bpf.o types
2> bpfi: unexpected word 'types'
2> ...
? 2

# Members called like their type, or like a word of C++, in structures without a name.
skip-unless tool clang
$ printf 'typedef unsigned long long u64;\n' >types.h; printf '#include "types.h"\nstruct { u64 u64; int class; } inner;\n' >a.bpf.c; \
	printf 'char _l[] __attribute__((section("license"), used)) = "GPL";\n' >>a.bpf.c; \
	printf '__attribute__((section("socket"), used)) int f(void *c) { return inner.u64; }\n' >>a.bpf.c; \
	clang -target bpf -g -O2 -c a.bpf.c && for kind in skeleton subskeleton; do \
	bpfi gen $kind a.bpf.o >a.h && "$TOP/tests/gen/compile" a.h types.h; done

# A subskeleton: pointers to the variables of an object that somebody else opens.
skip-unless tool gcc
$ bpfi gen subskeleton "$BUILD/tests/gen/plain.bpf.o" >plain.h; sed -n '/plain_bpf__data {/,/}/p; s/^\(static.*(.*)\)$/\1/p' plain.h
	__extension__ struct plain_bpf__data {
		struct limits *limits;
		enum mode *mode;
		int *weak;
		struct flags *flags;
		struct tight *tight;
		char (*text)[12];
	} data;
static inline void plain_bpf__destroy(struct plain_bpf *skel)
static inline int plain_bpf__create_subskeleton(struct plain_bpf *obj, const struct bpf_object *src)
static inline struct plain_bpf *plain_bpf__open(const struct bpf_object *src)
$ "$TOP/tests/gen/compile" plain.h "$TOP/tests/gen/plain.h"
$ for o in odd ops; do bpfi gen subskeleton "$BUILD/tests/gen/$o.bpf.o" >o.h; "$TOP/tests/gen/compile" o.h; done
$ bpfi -L gen subskeleton "$BUILD/tests/gen/plain.bpf.o"
2> bpfi: --use-loader applies to skeletons; a subskeleton does not load anything
2> ...
? 2

# A light skeleton: no libbpf in it, attached without it where that can be.
skip-unless tool gcc
skip-unless tool clang
$ bpfi gen skeleton -L "$BUILD/tests/gen/attach.bpf.o" name a >a.h; grep -e 'int fd = ' -e 'Programs of' a.h
	int fd = skel_raw_tracepoint_open("sched_switch", skel->progs.on_switch.prog_fd);
	int fd = skel_raw_tracepoint_open(NULL, skel->progs.on_typed_switch.prog_fd);
	int fd = skel_link_create(skel->progs.each_task.prog_fd, 0, BPF_TRACE_ITER);
	/* Programs of section 'kprobe_x___y' are attached by other means. */
$ "$TOP/tests/gen/compile" a.h
$ bpfi -L gen skeleton "$BUILD/tests/gen/plain.bpf.o" >plain.h; "$TOP/tests/gen/compile" plain.h "$TOP/tests/gen/plain.h"; grep -c 4096 plain.h
0
? 1
$ bpfi -L gen skeleton "$BUILD/tests/gen/ops.bpf.o"
2> bpfi: <any>
2> ...
? 1
$ printf '__attribute__((section("unknown_thing"), used)) int f(void *c) { return 1; }\n' >n.c; clang -target bpf -O2 -g -c n.c && bpfi gen skeleton -L n.o
2> bpfi: n.o: program f: cannot derive a program type from section 'unknown_thing'
2>       name the section after the type: SEC("xdp"), SEC("tc"), ...
? 1
$ bpfi gen skeleton -S -k key.pem -i cert.pem "$BUILD/tests/gen/plain.bpf.o"
2> bpfi: --sign: loader programs cannot be signed by this version
2> ...
? 1

# Objects with bytes changed: an error of one line, or C that compiles (make check-all: a thousand of them).
skip-unless tool gcc
skip-unless file $BUILD/tests/gen/core.bpf.o
$ "$TOP/tests/gen/mutated" "${MUTATED:-12}"
