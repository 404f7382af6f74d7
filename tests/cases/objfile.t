# Files that are no objects to load: what is wrong with them is said before the kernel is asked.
skip-unless tool cc

# Nothing, and no ELF.
$ : >empty.o; "$BPFI" prog load empty.o /nowhere/p
2> bpfi: empty.o: empty
2> ...
? 1
$ echo 'int main(void) { return 0; }' >x.c; "$BPFI" prog load x.c /nowhere/p
2> bpfi: x.c: not an ELF object
2>       compile it for BPF: clang -target bpf -O2 -g -c FILE.bpf.c
? 1
$ "$BPFI" prog load gone.o /nowhere/p
2> bpfi: gone.o: No such file or directory (ENOENT)
? 1

# Code for the machine itself.
$ echo 'int main(void) { return 0; }' >x.c; cc -c x.c; "$BPFI" prog load x.o /nowhere/p
2~ bpfi: x.o: compiled for [a-z0-9-]+, not for BPF
2>       compile it for BPF: clang -target bpf -O2 -g -c FILE.bpf.c
? 1
$ "$BPFI" -j prog verify x.o | jq -r '.[].error' | grep -c 'not for BPF'
1

# Linked, of the other byte order, of 32 bits: bytes of the header patched into an object for BPF.
skip-unless order
$ patch() { cp "$OBJS"/traffic.bpf.o "$1"; printf "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null; "$BPFI" prog load "$1" /nowhere/p; }; \
	patch linked.o 16 '\002\000'; patch swapped.o 5 '\002'; patch short.o 4 '\001'; patch other.o 18 '\377\001'
2> bpfi: linked.o: linked file, not a relocatable object
2>       specify the .o file that the compiler wrote
2~ bpfi: swapped.o: .*
2> ...
2~ bpfi: short.o: .*
2> ...
2> bpfi: other.o: compiled for machine 511, not for BPF
2> ...
? 1

# Cut off anywhere: refused, never a crash.
skip-unless order
$ size=$(wc -c <"$OBJS"/traffic.bpf.o); for n in 1 16 63 64 65 100 1000 $((size / 2)) $((size - 1)); do \
	head -c $n "$OBJS"/traffic.bpf.o >cut.o; "$BPFI" prog load cut.o /nowhere/p 2>&1 | head -n 1; done | \
	sed 's/^bpfi: cut.o: //' | sort | uniq -c | tr -s ' '
 3 not an ELF object
 6 section header table lies outside the file

# An object file where a loaded program is needed: the two commands that do it.
$ bpfi net attach xdp obj x.bpf.o sec S dev lo
2> bpfi: unexpected word 'x.bpf.o'
2>       load it first: bpfi prog load x.bpf.o /sys/fs/bpf/NAME, then bpfi net attach ATTACH_TYPE pinned /sys/fs/bpf/NAME dev DEVICE
? 2
$ bpfi net attach xdp obj build/prog sec S dev lo
2> bpfi: unexpected word 'build/prog'
2>       load it first: bpfi prog load build/prog /sys/fs/bpf/NAME, then bpfi net attach ATTACH_TYPE pinned /sys/fs/bpf/NAME dev DEVICE
? 2
$ bpfi cgroup attach x.bpf.o /sys/fs/cgroup
2> bpfi: unknown ATTACH_TYPE '/sys/fs/cgroup'
2>       load it first: bpfi prog load x.bpf.o /sys/fs/bpf/NAME, then bpfi cgroup attach CGROUP ATTACH_TYPE pinned /sys/fs/bpf/NAME
? 2
$ bpfi net attach xdp
2> bpfi: PROG is missing
2>       usage: bpfi net attach ATTACH_TYPE PROG dev NAME <any>
? 2
