
# The part of a kernel's types that relocations look at. tests/gen/core.bpf.c asks, core_kernel.bpf.c is the kernel.
skip-unless file $BUILD/tests/gen/core.bpf.o

# Members that are read, with all that leads to them; structs without members where only the name or size counts.
$ bpfi gen min_core_btf "$BUILD/tests/gen/core_kernel.bpf.o" part.btf "$BUILD/tests/gen/core.bpf.o"
$ bpfi btf dump file part.btf | grep -A6 -e "'core_task'" -e "'core_task___old'" -e "'core_inner'" -e "'core_state'"
[1] STRUCT 'core_task' size=240 vlen=6
	'(anon)' type_id=<n> bits_offset=128
	'inner' type_id=<any> bits_offset=256
	'mode' type_id=<any> bits_offset=1797 bitfield_size=7
	'usage' type_id=<any> bits_offset=1824
	'(anon)' type_id=<any> bits_offset=1856
	'flexible' type_id=<any> bits_offset=1920
...
[<any>] STRUCT 'core_inner' size=48 vlen=2
	'list' type_id=<any> bits_offset=192
	'last' type_id=<any> bits_offset=320
...
[<any>] STRUCT 'core_task___old' size=3 vlen=0
...
[<any>] ENUM 'core_state' encoding=UNSIGNED size=4 vlen=3
	'CORE_IDLE' val=0
	'CORE_BUSY' val=1
	'CORE_ASLEEP' val=2
...
$ bpfi btf dump file part.btf | grep -c -e core_far -e callback -e other -e not_last
0
? 1

# The same again; unchanged, the file keeps its time. Several objects, one of them without relocations.
$ bpfi gen min_core_btf "$BUILD/tests/gen/core_kernel.bpf.o" part.btf "$BUILD/tests/gen/core.bpf.o"; touch -d 2001-01-01 part.btf
$ bpfi gen min_core_btf "$BUILD/tests/gen/core_kernel.bpf.o" part.btf --if-changed \
	"$BUILD/tests/gen/core.bpf.o" "$BUILD/tests/gen/core.bpf.o" "$BUILD/tests/gen/odd.bpf.o"; date -r part.btf +%Y
2001
$ bpfi gen min_core_btf part.btf again.btf "$BUILD/tests/gen/core.bpf.o"; cmp part.btf again.btf

# A kernel of the other byte order: so is its part.
skip-unless tool clang
$ clang -target bpfeb -g -c "$TOP/tests/gen/core_kernel.bpf.c" -o big.o; clang -target bpfel -g -c "$TOP/tests/gen/core_kernel.bpf.c" -o little.o; \
	for e in big little; do bpfi gen min_core_btf $e.o $e.btf "$BUILD/tests/gen/core.bpf.o"; od -An -tx1 -N2 $e.btf; bpfi btf dump file $e.btf >$e.txt; done; cmp big.txt little.txt
 eb 9f
 9f eb

# A kernel each into a folder, under its own name; one that cannot be read does not stop the others.
skip-unless tool xz
$ bpfi gen min_core_btf "$BUILD/tests/gen/core_kernel.bpf.o" v "$BUILD/tests/gen/core.bpf.o"; cp v k.btf; xz -k k.btf
$ bpfi gen min_core_btf --dir parts v k.btf.xz objects "$BUILD/tests/gen/core.bpf.o"; ls parts; cmp parts/v.btf parts/k.btf; cmp parts/v.btf v
k.btf
v.btf
$ bpfi gen min_core_btf --dir parts /dev/null v missing objects "$BUILD/tests/gen/core.bpf.o"
2> bpfi: 2 of 3 kernels: /dev/null: <any>
2> ...
? 3
$ bpfi gen min_core_btf --dir parts missing objects "$BUILD/tests/gen/core.bpf.o"
2> bpfi: missing: No such file or directory (ENOENT)
? 1
$ bpfi gen min_core_btf --dir parts k.btf k.btf.xz objects "$BUILD/tests/gen/core.bpf.o"
2> bpfi: the results of k.btf and k.btf.xz would both be k.btf
2> ...
? 2
$ bpfi gen min_core_btf --dir parts k.btf objects
2> bpfi: --dir must be used with KERNEL... objects OBJECT...
2> ...
? 2

# Programs that need more than a part.
skip-unless file $BUILD/tests/objs/congestion.bpf.o
$ bpfi gen min_core_btf "$BUILD/tests/gen/core_kernel.bpf.o" c.btf "$BUILD/tests/objs/congestion.bpf.o"
2> bpfi: note: <any>/congestion.bpf.o: programs such as 'struct_ops/<any>' require a kernel that has BTF
$ bpfi gen min_core_btf "$BUILD/tests/gen/core_kernel.bpf.o" c.btf "$BUILD/tests/gen/marked.bpf.o"
2~ bpfi: note: .*/marked.bpf.o: '(bpf_prog_active|kernel_function)' of the kernel requires a kernel that has BTF

# What is wrong is one line, and no file is left.
$ bpfi gen min_core_btf "$BUILD/tests/gen/core_kernel.bpf.o" v "$BUILD/tests/gen/core.bpf.o"
$ bpfi gen min_core_btf v no.btf
2> bpfi: OBJECT... is missing
2> ...
? 2
$ bpfi gen min_core_btf missing no.btf "$BUILD/tests/gen/core.bpf.o"
2> bpfi: missing: No such file or directory (ENOENT)
? 1
$ bpfi gen min_core_btf v no.btf v
2> bpfi: v: not an ELF object
2>       specify a BPF object, as clang -target bpf -g -c writes it
? 1
$ bpfi gen min_core_btf v no.btf /bin/sh
2> bpfi: <any>: compiled for machine <any>
2>       specify a BPF object, as clang -target bpf -g -c writes it
? 1
$ bpfi gen min_core_btf "$TOP/README.md" no.btf "$BUILD/tests/gen/core.bpf.o"
2> bpfi: <any>/README.md: <any>
2> ...
? 1
$ head -c 6000 "$BUILD/tests/gen/core.bpf.o" >cut.o; bpfi -j gen min_core_btf v no.btf cut.o
{"error":"cut.o: section header table lies outside the file","hint":"<any>"}
? 1
$ ls no.btf
2> ...
? 2

# Without types there is nothing to relocate by.
skip-unless tool clang
$ printf 'int x;\n' >n.c; clang -target bpf -c n.c && bpfi gen min_core_btf "$BUILD/tests/gen/core_kernel.bpf.o" no.btf n.o
2> bpfi: n.o: no BTF with relocations (.BTF and .BTF.ext)
2>       compile it with -g
? 1
