
# Generated code at work: compiled against the libbpf that is here, and run.
skip-unless root
skip-unless tool gcc

# Opened, changed, loaded, run and read through the skeleton.
$ bpfi gen skeleton "$BUILD/tests/gen/plain.bpf.o" name plain >plain.skel.h && \
	gcc -Wall -Wextra -Werror -I"$TOP" -I. "$TOP/tests/gen/use.c" -o use -lbpf && ./use
least 5, mode 1, words one two, custom 3, weak 9
least 11, custom 21, last 1, kernel 1
bytes 1

# In C++, too.
skip-unless tool g++
$ bpfi gen skeleton "$BUILD/tests/gen/plain.bpf.o" name plain >plain.skel.h && \
	g++ -Wall -Wextra -Werror -I"$TOP" -I. -x c++ "$TOP/tests/gen/use.c" -o use -lbpf && ./use | head -n 1
least 5, mode 1, words one two, custom 3, weak 9

# Variables of an open object, through the subskeleton.
$ bpfi gen subskeleton "$BUILD/tests/gen/plain.bpf.o" name plain >plain.subskel.h && \
	gcc -Wall -Wextra -Werror -I"$TOP" -I. "$TOP/tests/gen/use_sub.c" -o use -lbpf && ./use "$BUILD/tests/gen/plain.bpf.o"
least 5, words two, custom 3

# Linked first, it is the same program.
$ bpfi gen object linked.o "$BUILD/tests/gen/plain.bpf.o" && bpfi gen skeleton linked.o name plain >plain.skel.h && \
	gcc -Wall -Wextra -Werror -I"$TOP" -I. "$TOP/tests/gen/use.c" -o use -lbpf && ./use | tail -n 2
least 11, custom 21, last 1, kernel 1
bytes 1

# Without libbpf, loaded by a program.
$ bpfi gen skeleton -L "$BUILD/tests/gen/plain.bpf.o" name plain >plain.lskel.h && \
	gcc -Wall -Wextra -Werror -I"$TOP" -I. "$TOP/tests/gen/use_light.c" -o use && ./use
least 5, words two, custom 3
least 11, custom 4, last 1

# The kernel's header, in a folder that is made; it stays where nothing has changed.
skip-unless tool clang
$ bpfi gen vmlinux types && printf '#include "types/vmlinux.h"\nint size(void) { return sizeof(struct task_struct); }\n' >a.c && \
	clang -target bpf -O2 -Wall -Werror -c a.c
$ touch -d 2001-01-01 types/vmlinux.h; bpfi gen vmlinux types --if-changed; date -r types/vmlinux.h +%Y
2001
$ chmod 777 . && setpriv --clear-groups --reuid 65534 --regid 65534 "$BPFI" gen vmlinux . && same vmlinux.h types/vmlinux.h
$ bpfi gen vmlinux --split parts && bpfi btf dump file /sys/kernel/btf/vmlinux format c | sed 1,4d >whole && sed 1,4d parts/vmlinux.h | same - whole && \
	ls parts | sed 's/[.]h$//' | sort >headers && ls /sys/kernel/btf | sort | same - headers
$ for header in parts/*.h; do clang -target bpf -O2 -Wall -Werror -x c -fsyntax-only $header || echo $header; done
$ bpfi gen vmlinux /proc/nonexistent
2~ bpfi: /proc/nonexistent: .*
? 1

# A new application is built by its own Makefile, prints what it counts, and ends when it is told to.
skip-unless tool clang
skip-unless tool make
$ bpfi gen project hello && make -s -C hello BPFI="$BPFI" CFLAGS='-O2 -Wall -Wextra -Werror' BPF_CFLAGS='-O2 -g -Wall -Werror'
$ hello/build/hello >out & program=$!; await grep -E '^[1-9][0-9]* programs started' out && bpfi prog show name count_exec | sed 's/^[0-9]*: //' | head -n 1; \
	bpfi map dump name 'hello*bss' | grep -c started; kill $program && wait $program && tail -n 1 out
raw_tracepoint  name count_exec  tag <hex>  gpl
1
<n> programs started
$ make -s -C hello BPFI="$BPFI" verify | grep -c 'count_exec .*verified'
1
$ make -s -C hello clean && ls hello/build
2> ...
? 2

# libbpf relocates alike for a kernel's types and for the part that was cut out of them.
skip-unless file $BUILD/tests/gen/core.bpf.o
$ bpfi gen min_core_btf "$BUILD/tests/gen/core_kernel.bpf.o" part.btf "$BUILD/tests/gen/core.bpf.o"; \
	"$BUILD/tests/same_relocs" "$BUILD/tests/gen/core_kernel.bpf.o" part.btf "$BUILD/tests/gen/core.bpf.o"
~ .*/core.bpf.o: 3 programs, [0-9]+ instructions, 0 different
$ bpfi gen min_core_btf /sys/kernel/btf/vmlinux part.btf "$BUILD"/tests/objs/t*.bpf.o "$BUILD/tests/gen/core.bpf.o" 2>/dev/null; \
	"$BUILD/tests/same_relocs" /sys/kernel/btf/vmlinux part.btf "$BUILD"/tests/objs/t*.bpf.o "$BUILD/tests/gen/core.bpf.o" | grep -v ' 0 different'
? 1
$ test $(stat -c %s part.btf) -lt 10000
$ "$BUILD/tests/same_relocs" /sys/kernel/btf/vmlinux "$BUILD/tests/gen/core_kernel.bpf.o" "$BUILD/tests/gen/core.bpf.o" | grep -c differs
~ [1-9][0-9]*
