
# C made from BPF objects. tests/gen has what they are made from.
skip-unless file $BUILD/tests/gen/plain.bpf.o
skip-unless order

# A skeleton: maps, programs, links, and the sections with their variables; static and hidden ones left out.
$ bpfi gen skeleton "$BUILD/tests/gen/plain.bpf.o" | sed -n '/^struct/,/^#ifdef/p'
struct plain_bpf {
	struct bpf_object_skeleton *skeleton;
	struct bpf_object *obj;
	struct {
		struct bpf_map *table;
		struct bpf_map *events;
		struct bpf_map *rodata;
		struct bpf_map *data;
		struct bpf_map *data_my_sec;
		struct bpf_map *bss;
		struct bpf_map *kconfig;
	} maps;
	struct {
		struct bpf_program *count_packets;
		struct bpf_program *pass;
	} progs;
	struct {
		struct bpf_link *count_packets;
		struct bpf_link *pass;
	} links;
	__extension__ struct plain_bpf__rodata {
...
	} *rodata;
	__extension__ struct plain_bpf__data {
		struct limits limits;
		enum mode mode;
		int weak;
		struct flags flags;
		struct tight tight;
		char text[12];
	} *data;
	__extension__ struct plain_bpf__data_my_sec {
		int custom;
	} *data_my_sec;
	__extension__ struct plain_bpf__bss {
...
	} *bss;
	__extension__ struct plain_bpf__kconfig {
		int LINUX_KERNEL_VERSION;
		bool CONFIG_BPF_JIT;
	} *kconfig;

#ifdef __cplusplus
$ bpfi gen skeleton "$BUILD/tests/gen/plain.bpf.o" | grep -c -e 'hidden;' -e 'calls;'
0
? 1

# It is called after the file, or as it is told; the same bytes twice; JSON or not, it is C.
$ cp "$BUILD/tests/gen/ops.bpf.o" 1-x.y.o; bpfi gen skeleton 1-x.y.o | grep '^#.*SKEL_H'
1> #ifndef ___1_X_Y_SKEL_H__
1> #define ___1_X_Y_SKEL_H__
1> #endif /* ___1_X_Y_SKEL_H__ */
$ bpfi gen skeleton 1-x.y.o name my_ops >a; bpfi gen s 1-x.y.o n my_ops >b; same a b
$ "$BPFI" -j gen skeleton 1-x.y.o name my_ops | same - a

# As many functions and members as bpftool's header has.
skip-unless tool bpftool
$ for o in plain odd ops; do \
	names() { grep -oE '\b(open|load|attach|detach|destroy|elf_bytes|create_skeleton|assert|open_opts|open_and_load)\b|struct bpf_[a-z_]+ \*[a-z_]+;' | sort -u; }; \
	bpftool gen skeleton "$BUILD/tests/gen/$o.bpf.o" 2>/dev/null | names >theirs; \
	bpfi gen skeleton "$BUILD/tests/gen/$o.bpf.o" | sed 's/CGEN_CXX_NAME(\([a-z]*\))/\1/; s/bool_/bool/' | names >ours; comm -23 theirs ours; done

# Operations of structures, whatever libbpf knows of them; variables in an arena.
$ bpfi gen skeleton "$BUILD/tests/gen/ops.bpf.o" | grep -e '\*[a-z_]*_ops;' -e '} .arena;' -e 'obj->arena'
...
		} *plain_ops;
...
		} *linked_ops;
...
	} *arena;
	map->mmaped = (void **)&obj->arena;

# Words of C get a '_', those of C++ only there; what two sections or variables would both be called is refused.
$ bpfi gen skeleton "$BUILD/tests/gen/odd.bpf.o" | grep -E 'bpf_map .*(new|bool)|(nullptr|linux).*;'
		struct bpf_map *CGEN_CXX_NAME(new);
		struct bpf_map *bool_;
		int nullptr_;
		int linux_;
...

# Into a file: whole or not at all, and left alone where nothing has changed.
$ bpfi gen skeleton "$BUILD/tests/gen/ops.bpf.o" -o ops.h; bpfi gen skeleton "$BUILD/tests/gen/ops.bpf.o" | same - ops.h
$ touch -d 2001-01-01 ops.h; bpfi gen skeleton --if-changed -o ops.h "$BUILD/tests/gen/ops.bpf.o"; date -r ops.h +%Y
2001
$ bpfi gen skeleton -o ops.h "$BUILD/tests/gen/ops.bpf.o"; date -r ops.h +%Y | grep -c 2001
0
? 1
$ bpfi gen skeleton -o ops.h --if-changed /dev/null; grep -c 'struct ops' ops.h | grep -v '^0'
2> bpfi: /dev/null: not an ELF object
2>       compile it for BPF: clang -target bpf -O2 -g -c FILE.bpf.c
~ [0-9]+
$ bpfi gen skeleton --if-changed "$BUILD/tests/gen/ops.bpf.o"
2> bpfi: --if-changed requires --output FILE
2> ...
? 2
$ "$BPFI" gen skeleton "$BUILD/tests/gen/ops.bpf.o" >/dev/full
2~ bpfi: writing standard output: .*ENOSPC.*
? 1

# What is wrong is one line, and nothing is printed.
$ bpfi gen skeleton /nonexistent
2> bpfi: /nonexistent: No such file or directory (ENOENT)
? 1
$ bpfi gen skeleton /bin/sh
2> bpfi: <any>: compiled for <any>
2>       compile it for BPF: clang -target bpf -O2 -g -c FILE.bpf.c
? 1
$ head -c 5000 "$BUILD/tests/gen/plain.bpf.o" >cut.o; bpfi gen skeleton cut.o
2> bpfi: cut.o: section header table lies outside the file
2>       compile it for BPF: clang -target bpf -O2 -g -c FILE.bpf.c
? 1
$ bpfi gen skeleton "$BUILD/tests/gen/plain.bpf.o" name 'bad name-1'
2> bpfi: name 'bad name-1': not a valid C name
2>       only letters, digits and '_' are allowed, and not a digit first
? 2

# Names that are no names of C, and two that become one.
skip-unless tool clang
$ printf 'int x __asm__("x; }");\nint y __attribute__((section(".data.a-b"))) = 1;\nint z __attribute__((section(".data.a_b"))) = 1;\n' >n.c; \
	clang -target bpf -g -c n.c && bpfi gen skeleton n.o
2> bpfi: n.o: <any>
? 1
$ sed -i 1d n.c; clang -target bpf -g -c n.c && bpfi gen skeleton n.o
2> bpfi: n.o: maps '.data.a-b' and '.data.a_b' are both 'data_a_b' in C
2>       rename one of them in the BPF program
? 1

# Programs and maps that loaders refuse.
skip-unless tool clang
$ printf '__attribute__((section("xdp"), used)) static int f(void *c) { return 1; }\n' >n.c; clang -target bpf -O2 -g -c n.c && bpfi gen skeleton n.o
2> bpfi: n.o: program 'f' in section 'xdp' is static
2>       remove 'static': loaders support only global functions
? 1
$ printf 'struct { int (*type)[1]; } m __attribute__((section(".maps")));\n' >n.c; clang -target bpf -g -fvisibility=hidden -c n.c && bpfi gen skeleton n.o
2> bpfi: n.o: map 'm' is static or hidden
2~       loaders support only global maps: .*-fvisibility=hidden.*
? 1

# Objects are linked into one; linked again and again it stays the same.
skip-unless tool clang
$ printf 'int shared = 1;\nchar L[] __attribute__((section("license"))) = "GPL";\n' >a.c; \
	printf 'extern int shared;\nint own;\n__attribute__((section("xdp"))) int f(void *c) { return shared + own; }\n' >b.c; \
	clang -target bpf -g -O2 -c a.c && clang -target bpf -g -O2 -c b.c; \
	bpfi gen object ab.o a.o b.o && bpfi gen skeleton ab.o | sed -n '/ab__[a-z]* {/,/}/p'
	__extension__ struct ab__data {
		int shared;
	} *data;
	__extension__ struct ab__bss {
		int own;
	} *bss;
$ bpfi gen object ab2.o ab.o; bpfi gen object ab3.o ab2.o; cmp ab2.o ab3.o
$ touch -d 2001-01-01 ab3.o; bpfi gen object ab3.o ab2.o --if-changed; date -r ab3.o +%Y
2001

# A map and a variable that another object defines, though the section is here too; linked, each is where its symbol is.
skip-unless tool clang
$ printf '#include <linux/bpf.h>\n#include <bpf/bpf_helpers.h>\n#define ARENA { __uint(type, 33); __uint(map_flags, BPF_F_MMAPABLE); __uint(max_entries, 10); }\n' >ar.h; \
	printf '#include "ar.h"\nstruct ARENA arena SEC(".maps");\nint first SEC(".addr_space.1") = 7;\nlong second SEC(".addr_space.1") = 9;\nSEC("xdp") int f(void *c) { return first + second + (&arena == c); }\n' >a.c; \
	printf '#include "ar.h"\nextern struct ARENA arena SEC(".maps");\nextern long second SEC(".addr_space.1");\nint third SEC(".addr_space.1") = 3;\nSEC("xdp") int g(void *c) { return second + third + (&arena == c); }\n' >b.c; \
	clang -target bpf -O2 -g -I"/usr/include/$(clang -print-multiarch 2>/dev/null || gcc -print-multiarch)" -c a.c b.c; bpfi gen object ba.o b.o a.o && bpfi gen skeleton ba.o | sed -n 's/.*OFFSET(arena, \(.*\));/\1/p'
third, 0
first, 8
second, 16
$ bpfi gen skeleton b.o
2> bpfi: b.o: variables in section '.addr_space.1', but no map of type arena
2>       declare one; if another object has it, link them first: bpfi gen object OUT.o IN.o...
? 1

# A hundred objects are linked in their order; of several errors the first one is reported.
skip-unless tool clang
$ printf 'int v100 = 1;\n' >one.c; clang -target bpf -g -O2 -c one.c; for i in $(seq 101 199); do LC_ALL=C sed "s/v100/v$i/g" one.o >in$i.o; done; \
	bpfi gen object all.o in*.o && bpfi gen skeleton all.o | sed -n 's/.*OFFSET(data, \(v[0-9]*, [0-9]*\));/\1/p' | awk '$1 != "v" 101 + n++ "," || $2 != 4 * (n - 1)' && bpfi gen skeleton all.o | grep -c 'OFFSET(data, v'
99
$ head -c 300 in170.o >cut.o; bpfi gen object no.o in1[0-6]?.o cut.o in17*.o
2> bpfi: cut.o: section header table lies outside the file
2>       copy or compile it again
? 1
$ bpfi gen object no.o in1[0-6]?.o in160.o cut.o; ls no.o
2> bpfi: 'v160' is defined in in160.o (section .data) and in in160.o (section .data)
2>       make it extern in one of them, __weak in both, or static
2~ ls: .*
? 2

# What cannot be linked leaves no file, and the old one as it was.
skip-unless tool clang
$ printf 'int x;\n' >a.c; printf 'int x = 1;\n' >b.c; clang -target bpf -g -c a.c b.c; bpfi gen object ab.o a.o b.o
2> bpfi: 'x' is defined in a.o (section .bss) and in b.o (section .data)
2>       make it extern in one of them, __weak in both, or static
? 1
$ bpfi gen object ab.o a.o /dev/null
2> bpfi: /dev/null: empty
2> ...
? 1
$ bpfi gen object ab.o
2> bpfi: FILE... is missing
2> ...
? 2
$ ls ab.o
2> ...
? 2

# Options stand before, between or after the words, old ones too; the header stays the same.
$ o=$BUILD/tests/gen/plain.bpf.o; bpfi gen skeleton "$o" >plain.h; for words in "-d gen skeleton $o" "gen -d skeleton $o" "gen skeleton $o -d" "--legacy gen skeleton $o" \
	"-l gen s $o" "gen skeleton $o -n -f -m" "gen skeleton $o name plain_bpf --debug"; do "$BPFI" $words 2>/dev/null | same - plain.h || echo "$words"; done
$ o=$BUILD/tests/gen/plain.bpf.o; bpfi gen skeleton -L "$o" >light.h; for words in "-L gen skeleton $o" "gen skeleton $o --use-loader" "-d gen skeleton $o -L"; do "$BPFI" $words 2>said | same - light.h || echo "$words"; done; grep -c libbpf said | grep -v '^0'
~ [0-9]+

# No generator asks the kernel: builds run without rights, and where bpf() is not allowed.
skip-unless tool strace
$ o=$BUILD/tests/gen/plain.bpf.o; for words in "skeleton $o" "skeleton -L $o" "subskeleton $o" "object out.o $o" "min_core_btf $BUILD/tests/gen/core_kernel.bpf.o out.btf $BUILD/tests/gen/core.bpf.o"; do \
	ASAN_OPTIONS=detect_leaks=0 strace -f -qq -e trace=bpf -e signal=none -o calls "$BPFI" gen $words >out || echo "$words"; cat calls; done

# What scripts look for before they use it.
$ bpfi gen help 2>&1 | grep -c 'gen skeleton.*name'
1
$ bpfi help 2>&1 | grep -cw gen
1

# A new application: named after its folder or as it is told; what is there already is kept.
$ bpfi gen project "5-a b"/ && ls -A "5-a b"
.gitignore
Makefile
README.md
_5_a_b.bpf.c
_5_a_b.c
$ mkdir x && cd x && bpfi gen project . && ls *.c && grep -rlE '@[a-z]+@|[?]@' . ; cd ..
x.bpf.c
x.c
$ rm x/x.c && echo mine >x/Makefile && bpfi gen project x name y
2> bpfi: x/Makefile already exists
2>       choose another directory
? 1
$ ls x && cat x/Makefile
Makefile
README.md
x.bpf.c
mine
$ bpfi gen project z name 1x
2> bpfi: name '1x': not a valid C name
2> ...
? 2
$ bpfi gen project z name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
2> bpfi: name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa': must have at most 48 characters
2> ...
? 2
$ bpfi gen project /proc/nonexistent
2> bpfi: /proc/nonexistent: No such file or directory (ENOENT)
? 1
$ ls z
2> ...
? 2
