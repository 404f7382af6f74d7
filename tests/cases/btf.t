# Types from files: what is read, how it is shown, what is refused. $OBJS holds objects made by clang.
skip-unless file $OBJS/traffic.bpf.o

# Types as they are recorded; root_id prints only those named.
$ bpfi btf dump file "$OBJS/traffic.bpf.o" root_id 2 root_id 1
[2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
[1] PTR '(anon)' type_id=3
$ bpfi -j btf dump file "$OBJS/traffic.bpf.o" root_id 2
{"types":[{"id":2,"kind":"INT","name":"int","size":4,"bits_offset":0,"nr_bits":32,"encoding":"SIGNED"}]}
$ bpfi btf dump file "$OBJS/traffic.bpf.o" | grep -c '^\[' >text; bpfi -J btf dump file "$OBJS/traffic.bpf.o" | wc -l | same - text && grep -c '^[1-9]' text
1

# JSON lines: a type a line.
$ bpfi -J btf dump file "$OBJS/traffic.bpf.o" root_id 1 root_id 2
{"id":1,"kind":"PTR","name":"(anon)","type_id":3}
{"id":2,"kind":"INT","name":"int","size":4,"bits_offset":0,"nr_bits":32,"encoding":"SIGNED"}

# As the incumbent prints them.
skip-unless tool bpftool
$ bpftool btf dump file "$OBJS/traffic.bpf.o" >theirs; bpfi btf dump file "$OBJS/traffic.bpf.o" >ours; same theirs ours

# A C header of some types and what they need.
$ bpfi btf dump file "$OBJS/traffic.bpf.o" format c type source type 'traff*' | sed -n '/^struct/,/^}/p'
struct source {
	__u32 address;
	__u16 port;
	__u16 flags;
};
struct traffic {
	__u64 packets;
	__u64 bytes;
	char label[16];
};
$ bpfi -j btf dump file "$OBJS/traffic.bpf.o" format c type source | cut -c 1-36
{"c":"/*\n * Types of traffic.bpf.o:
$ bpfi btf dump file "$OBJS/traffic.bpf.o" format c type source asserts | grep '^__ASSERT_[SO].*source'
__ASSERT_SIZE(struct source, 8);
__ASSERT_OFFSET(struct source, address, 0);
__ASSERT_OFFSET(struct source, port, 4);
__ASSERT_OFFSET(struct source, flags, 6);

# The same bytes twice.
$ bpfi btf dump file "$OBJS/traffic.bpf.o" format c >a; bpfi btf dump file "$OBJS/traffic.bpf.o" format c >b; same a b

# Members, holes and cache lines.
$ bpfi btf layout file "$OBJS/traffic.bpf.o" source
~ struct source  id [0-9]+  size 8  cachelines 1  hole_count 0  hole_bytes 0  padding 0
	offset    size    line  member
~ 	0 +4 +0 +__u32 address
~ 	4 +2 +0 +__u16 port
~ 	6 +2 +0 +__u16 flags

# Members of structures without a name, in named members too; what differs in them is told by its path.
skip-unless tool clang
$ printf 'struct s { union { int a; struct { char b; } c; }; struct { int d; struct { short e; } f[2]; } g; } s;\n' >a.c; \
	sed 's/short e/int e/' a.c >b.c; for i in a b; do clang -target bpf -g -c $i.c; done; bpfi btf layout file a.o s | sed 1,2d
~ 	0 +4 +0 +union {...}
~ 	0 +4 +0 +  int a
~ 	0 +1 +0 +  struct {...} c
~ 	0 +1 +0 +    char b
~ 	4 +8 +0 +struct {...} g
~ 	4 +4 +0 +  int d
~ 	8 +4 +0 +  struct {...} f\[2\]
~ 	8 +2 +0 +    short e
$ bpfi -j btf layout file a.o s | jq -c '[.holes, [.members[] | [.name, .depth, .offset]]]'
[[],[["",0,0],["a",1,0],["c",1,0],["b",2,0],["g",0,4],["d",1,4],["f",1,8],["e",2,8]]]
$ bpfi btf diff file a.o file b.o | grep 'g.f.e'
	member g.f.e  was short at 8  now int at 8

# A rule where a cache line begins, once for all members of a union; a member may reach into it.
skip-unless tool clang
$ printf 'struct l { char a[60]; long b __attribute__((packed)); union { struct { char c[60]; int d; } e; long f[20]; } g; int h; } l;\n' >l.c; clang -target bpf -g -c l.c; bpfi btf layout l.o l | sed 1d
	offset    size    line  member
	0         60      0     char a[60]
	60        8       0     long b
	---- cache line 1, from byte 64, 4 bytes above ----
	68        4       1     -- hole --
	72        160     1     union {...} g
	72        64      1       struct {...} e
	72        60      1         char c[60]
	---- cache line 2, from byte 128, 4 bytes above ----
	132       4       2         int d
	72        160     1       long f[20]
	---- cache line 3, from byte 192, 40 bytes above ----
	232       4       3     int h
	236       4       3     -- padding --

# What is found by name, and who uses it.
$ bpfi btf find file "$OBJS/traffic.bpf.o" 'traff*'
<id>: STRUCT traffic  size 32B
$ bpfi btf users file "$OBJS/traffic.bpf.o" traffic
~ points_to STRUCT \(anon\)  id [0-9]+  struct traffic \*value
$ bpfi btf stats file "$OBJS/traffic.bpf.o" | head -n 1
types <n>  first_id 1  bytes <n>  type_bytes <n>  string_bytes <n>  byte_order little  pointer_size 8

# The keyword is not needed for files, nor quotes for a type of two words.
$ bpfi btf find "$OBJS/traffic.bpf.o" 'traff*' | cut -d ' ' -f 2-
STRUCT traffic  size 32B
$ cp "$OBJS/traffic.bpf.o" types && bpfi btf layout types struct traffic | head -n 1 | cut -d ' ' -f 1-2
struct traffic
$ bpfi btf dump "$OBJS/traffic.bpf.o" root_id 2 format raw
[2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
$ bpfi btf dump f "$OBJS/traffic.bpf.o" root_id 2 f r
[2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
$ bpfi btf diff "$OBJS/traffic.bpf.o" types
$ bpfi btf diff "$OBJS/traffic.bpf.o" "$OBJS/congestion.bpf.o" type 'sour*'
removed STRUCT source
? 1
$ bpfi btf layout "$OBJS/traffic.bpf.o" trafic
2> bpfi: type 'trafic' not found
2>       did you mean 'traffic'?
? 1
$ bpfi btf stats ./nowhere
2> bpfi: ./nowhere: No such file or directory (ENOENT)
? 1
$ bpfi btf layout
2> bpfi: TYPE is missing
2> ...
? 2
$ bpfi btf layout file types
2> bpfi: TYPE is missing
2> ...
? 2

# The kernel's types of a recording, and a name that is none.
use everything-6.12
$ bpfi btf stats vmlinuz
2> bpfi: 'vmlinuz' is neither a file nor a loaded module
2>       did you mean 'vmlinux'?
? 1
$ bpfi btf stats
2> bpfi: the recording contains only those types of the kernel that its objects need
2> ...
? 1

# Names of types are completed from the source on the line; all of them would be too many.
$ cp "$OBJS/traffic.bpf.o" types; bpfi __complete -- btf layout types tra
traffic
$ bpfi __complete -- btf layout types struct so
source
$ bpfi __complete -- btf dump file types format c type sou
source
$ bpfi __complete -- btf find types nothing
$ bpfi __complete -- btf users types ''

# Colours: what was added is green, what was removed red, what was changed yellow.
skip-unless tool clang
$ printf 'struct s { int a, b; } s; struct old { int a; } o;\n' >a.c; printf 'struct s { int a; short c; } s; struct new { int a; } o;\n' >b.c; for i in a b; do clang -target bpf -g -c $i.c; done; bpfi --color always btf diff a.o b.o | sed 's/\x1b\[\([0-9;]*\)m/<\1>/g' | grep -E 'STRUCT|member'
<32>added<0>   STRUCT <1;36>new<0>
<31>removed<0> STRUCT <1;36>old<0>
<33>changed<0> STRUCT <1;36>s<0>
	member <1;36>b<0>  was <31>int at 4<0>
	member <1;36>c<0>  now <32>short at 4<0>

# Two sources compared: the exit code tells.
$ bpfi btf diff file "$OBJS/traffic.bpf.o" file "$OBJS/traffic.bpf.o"
$ bpfi btf diff file "$OBJS/traffic.bpf.o" file "$OBJS/congestion.bpf.o" type 'sour*'
removed STRUCT source
? 1

# Compressed files are unpacked, whatever they are called.
$ gzip -c "$OBJS/traffic.bpf.o" >a && bpfi btf dump file a root_id 2
[2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED

# The same of xz.
skip-unless tool xz
$ xz -c "$OBJS/traffic.bpf.o" >a && bpfi btf dump file a root_id 2
[2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
$ head -c 500 a >b; bpfi btf dump file b
2~ bpfi: b: xz: corrupt.*
? 1

# The same of zstd.
skip-unless tool zstd
$ zstd -qc "$OBJS/traffic.bpf.o" >a && bpfi btf dump file a root_id 2
[2] INT 'int' size=4 bits_offset=0 nr_bits=32 encoding=SIGNED
$ head -c 500 a >b; bpfi btf dump file b
2> bpfi: b: zstd: corrupt data
? 1

# Several files as one set: what is alike is there once, a declaration is what another file defines.
skip-unless tool clang
$ printf 'struct other; struct holds { struct other *o; int n; } a;\n' >a.c; \
	printf 'struct other { int real; } o; struct holds { struct other *o; int n; } b;\n' >b.c; \
	clang -target bpf -g -c a.c && clang -target bpf -g -c b.c && \
	bpfi btf dump file a.o file b.o format c asserts >h && bpfi btf dump a.o ./b.o format c asserts | tail -n +4 >bare && tail -n +4 h | same - bare && sed -n '/^struct.*{/,/^}/p' h
struct holds {
	struct other *o;
	int n;
};
struct other {
	int real;
};
$ clang -fsyntax-only -Werror -x c h
$ bpfi btf dump file a.o file /nonexistent
2> bpfi: /nonexistent: No such file or directory (ENOENT)
? 1

# Only what an object needs: what its relocations refer to, and what its own types name; what is not there is told.
skip-unless tool clang
$ printf '#define core __attribute__((preserve_access_index))\n' >a.c; \
	printf 'struct s___v2 { int b; } core; struct gone { int c; } core; struct t *p; enum e { LOW = 1 } e;\n' >>a.c; \
	printf 'int f(struct s___v2 *s, struct gone *g) { return s->b + g->c; }\n' >>a.c; \
	printf 'struct s { long a; int b; } s; struct t { int d; } t; struct u { int d; } u; enum e { LOW = 1 } e;\n' >k.c; \
	clang -target bpf -g -O2 -c a.c && clang -target bpf -g -c k.c && \
	bpfi btf dump file k.o format c from a.o | sed -n '/Needed/p; /^struct/p; /^enum/p'
 * Needed but not found: struct gone.
enum e {
struct s {
struct t;
$ printf 'struct u *u; int f(void) { return u->d; }\n' >b.c && sed 's/struct u [*]u/struct u { int d; } *u/' b.c >c.c && \
	clang -target bpf -g -O2 -c c.c && bpfi btf dump file k.o format c from c.o | sed -n '/relocations/p; /^struct/p'
 * No CO-RE relocations in c.o.
struct u {
$ printf 'struct none { int d; } *n;\n' >d.c && clang -target bpf -g -O2 -c d.c && bpfi btf dump file k.o format c from d.o
2> bpfi: d.o: none of the types it names exist in this BTF
2>       No CO-RE relocations in d.o.
? 1
$ bpfi btf dump file a.o format c from /dev/null
2> bpfi: /dev/null: file is empty
? 1
$ bpfi btf dump file a.o format c from
2> bpfi: 'from' must be followed by FILE
2> ...
? 2
$ bpfi btf dump file a.o format c from a.c /nonexistent
2> bpfi: /nonexistent: No such file or directory (ENOENT)
? 1

# Only what a C source needs, which need not compile yet: names, members on the way to others, headers in quotes.
skip-unless tool clang
$ printf 'struct dentry { int ino; }; struct path { struct dentry *dentry; }; struct mm { int x; }; struct dentry d;\n' >k.c; \
	printf 'struct file { struct path path; struct mm *mm; } f; struct inode { int n; } i; typedef int pid_t; pid_t pid;\n' >>k.c; \
	printf 'enum { ONE = 1, TWO } e; enum color { RED } c; struct unused { int u; } u; struct quoted { int q; } q;\n' >>k.c; \
	printf 'struct bpf_iter_pid { int it; } it; enum { BPF_ANY } any; typedef unsigned int __u32; __u32 n;\n' >>k.c; \
	clang -target bpf -g -c k.c && mkdir sub && printf '#include "../back.h"\nstruct quoted a;\n' >sub/own.h && \
	printf '#include "sub/own.h"\nstruct inode b;\n' >back.h && printf 'struct unused c;\n' >vmlinux.h && \
	printf '/* about */\n#ifndef __VMLINUX_H__\nstruct unused d;\n#endif\n' >other.h && \
	printf '#include "vmlinux.h"\n#include "other.h"\n#include "sub/own.h"\n#include "none.h"\n#include <unused.h>\n' >a.c && \
	printf '/* struct unused */ // unused \\\nunused\nchar *s = "unused \\" unused", x = 0unused;\n#define F(f) (f)->path.dentry->ino\n' >>a.c && \
	printf "struct file *f; int n = TWO; pid_t p; bpf_for_each(pid, f)\\n#error don't stop\n" >>a.c && printf 'int y = RED;' >b.c && \
	bpfi btf dump file k.o format c from a.c b.c unsorted | sed -n '/found/p; /^struct/p; /^typedef [^b]/p; /^enum/p'
 * Headers not found: none.h.
struct dentry {
struct path {
struct mm;
struct file {
struct inode {
typedef int pid_t;
enum {
enum color {
struct quoted {
struct bpf_iter_pid {
enum {
typedef unsigned int __u32;
$ bpfi btf dump file k.o format c type unused | sed -n '/^struct/p; /^typedef [^b]/p; /BPF_ANY/p'
	BPF_ANY = 0,
typedef unsigned int __u32;
struct unused {

# Structures without a name: as a parameter, and in a typedef of an array or a pointer. In C++ they have linkage.
skip-unless tool clang
skip-unless tool g++
$ printf 'typedef struct { int a; } arr[2]; typedef struct { int b; } *ptr; typedef struct { int c; } one, two;\n' >k.c; \
	printf 'typedef int (*fun)(struct { struct { int d; } e; } *, union { int f; } *);\n' >>k.c; \
	printf 'struct holder { arr a; ptr b; one c; two d; fun e; struct { int x; } f; } h;\n' >>k.c; \
	clang -target bpf -g -w -c k.c && bpfi btf dump file k.o format c asserts >h && sed -n '/^typedef int/p' h
~ typedef int \(\*fun\)\(struct anonymous___[0-9]+ \*, union anonymous___[0-9]+ \*\);
$ printf '#include "h"\nstruct holder x;\n' >a.cc && g++ -Wall -Wextra -Werror -c a.cc && \
	for c in gcc clang; do $c -x c -Wall -Wextra -Werror -fsyntax-only h; done; clang++ -x c++ -Werror -Wall -fsyntax-only h

# Headers of different sources have different guards; only a kernel's is that of vmlinux.h.
skip-unless tool clang
skip-unless tool gcc
$ echo 'struct a { int x; } a;' >a.c; echo 'struct b { int y; } b;' >b.c; for i in a b; do clang -target bpf -g -c $i.c && \
	bpfi btf dump file $i.o format c >$i.h; done; printf '#include "a.h"\n#include "b.h"\nint f(struct a *a, struct b *b) { return a->x + b->y; }\n' >c.c && \
	gcc -Wall -Wextra -Werror -c c.c && grep -c vmlinux a.h b.h
a.h:1
b.h:1
$ sed -n '3p' a.h
 * These are not the types of a kernel; the include guard is not that of vmlinux.h.

# Into a file: only as a whole, and not touched where nothing changes.
skip-unless tool clang
$ echo 'struct a { int x; } a;' >a.c; clang -target bpf -g -c a.c && bpfi btf dump file a.o format c -o a.h && \
	bpfi btf dump file a.o format c | same - a.h && touch -d 2001-01-01 a.h && bpfi btf dump file a.o format c -o a.h --if-changed && date -r a.h +%Y
2001
$ bpfi btf dump file a.o format c type none -o a.h; date -r a.h +%Y
2> bpfi: no type 'none' in this BTF
2001
$ bpfi btf dump file a.o -o a.h
2> bpfi: --output requires 'format c'
2> ...
? 2
$ bpfi btf dump file a.o format c --if-changed
2> bpfi: --if-changed requires --output FILE
2> ...
? 2
$ bpfi btf dump file a.o format c -o /nonexistent/a.h
2> bpfi: /nonexistent/a.h: No such file or directory (ENOENT)
? 1

# On top of another header: only the BTF of a module has a base, and the header's name is no C.
$ bpfi btf dump file "$OBJS/traffic.bpf.o" format c on vmlinux.h
2> bpfi: 'on vmlinux.h': only the BTF of a module has a base
? 1
$ bpfi btf dump file "$OBJS/traffic.bpf.o" format c on 'a" b'
2> bpfi: on 'a" b': only letters, digits and '_./+-' are allowed
2> ...
? 2
$ bpfi btf dump file "$OBJS/traffic.bpf.o" format c on a.h type source
2> bpfi: 'on' cannot be combined with 'type', 'kfunc', 'from' or 'root_id'
2> ...
? 2

# Files that are no types.
$ bpfi btf dump file /nonexistent
2> bpfi: /nonexistent: No such file or directory (ENOENT)
? 1
$ echo 'no types' >a; bpfi btf dump file a
2> bpfi: a: not BTF, an ELF file or a kernel image
? 1
$ bpfi btf dump file .
2~ bpfi: \.: .*
? 1
$ head -c 600 "$OBJS/traffic.bpf.o" >a; bpfi -j btf dump file a
{"error":"<any>"}
? 1
$ : >a; bpfi btf dump file a
2> bpfi: a: file is empty
? 1

# Types that are not there.
$ bpfi btf dump file "$OBJS/traffic.bpf.o" root_id 4000
2~ bpfi: type id 4000 is out of range \(the last one is [0-9]+\)
? 1
$ bpfi -j btf layout file "$OBJS/traffic.bpf.o" nosuch
{"error":"type 'nosuch' not found"}
? 1
$ bpfi btf layout file "$OBJS/traffic.bpf.o" limit
2> bpfi: 'limit' is not a struct or union
? 1
$ bpfi btf find file "$OBJS/traffic.bpf.o" trafic
2> bpfi: no type or enumerator matches 'trafic'
2>       did you mean 'traffic'?
? 1
$ bpfi btf find file "$OBJS/traffic.bpf.o" 'trafic*'
2> bpfi: no type or enumerator matches 'trafic*'
2>       did you mean 'traffic'?
? 1
$ bpfi btf dump file "$OBJS/traffic.bpf.o" format c type nosuch
2> bpfi: no type 'nosuch' in this BTF
? 1

# Words that do not fit together.
$ bpfi btf dump file "$OBJS/traffic.bpf.o" format d
2> bpfi: unknown format 'd'
2> ...
? 2
$ bpfi btf dump file "$OBJS/traffic.bpf.o" unsorted
2> bpfi: 'type', 'kfunc', 'from', 'on', 'unsorted' and 'asserts' require 'format c'
? 2
$ bpfi btf dump file "$OBJS/traffic.bpf.o" format c type source root_id 1
2> bpfi: 'root_id' cannot be combined with 'type', 'kfunc' or 'from'
? 2
$ bpfi btf dump file "$OBJS/traffic.bpf.o" root_id 1 root_id 1
2> bpfi: root_id 1 is given twice
2> ...
? 2
$ bpfi btf dump files x
2> bpfi: unexpected word 'x'
2> ...
? 2

# Types made to grow or to take long: one line, in two seconds and ten times their size.
skip-unless file $BUILD/unit/test_btf_hostile
skip-unless file $BUILD/bpfi
$ ask() { \
		"$BUILD/unit/test_btf_hostile" "$1" >"$1" || return; \
		size=$(wc -c <"$1") && shift; \
		(ulimit -v $((20000 + size * 10 / 1024)); timeout 2 "$BUILD/bpfi" btf "$@" >out); \
	}; \
	ask one_chain dump file one_chain; ask vlen stats file vlen; ask shared dump file shared format c; \
	ask itself layout file itself s; ask doubling layout file doubling s; ask ring dump file ring format c
2~ bpfi: one_chain: BTF type [0-9]+: chain of references is too long or contains a cycle
2> bpfi: vlen: BTF type 1: truncated by the end of the type section
2~ bpfi: the C header would be larger than [0-9]+ bytes
2> bpfi: s: anonymous members are nested too deeply or contain themselves
2~ bpfi: s: too many members \(at most [0-9]+\)
2> bpfi: ring: BTF type 1: chain of references is too long or contains a cycle
? 1
