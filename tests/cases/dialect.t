# Called as bpftool: its version line, usage, errors and exit codes.
use everything-6.12

# The version is that of the bpftool whose words are spoken; builds take the first number they find.
$ ln -s "$BPFI" bpftool && ./bpftool version | head -n 2 | sed 's/libbpf v.*/libbpf/'
bpftool v7.8.0
using libbpf
$ ./bpftool --version | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1
7.8.0
$ ./bpftool -j version | jq -r .version
7.8.0

# How builds find out what it is: the first number, the word gen, the name argument of skeletons.
$ ln -s "$BPFI" bpftool; ./bpftool version | head -n 1 | sed 's/^bpftool v//' | awk -F. '$1 > 5 || ($1 == 5 && $2 >= 13) { print "new enough" }'
new enough
$ ./bpftool help 2>&1 | grep -wq gen && ./bpftool gen help 2>&1 | grep -c 'gen skeleton.*name'
1
$ ./bpftool version | sed -n 3p | grep -o 'libbpf_strict, skeletons'
libbpf_strict, skeletons
$ ./bpftool feature help 2>&1 | grep -c 'list_builtins'
1

# Help is a usage text on standard error, null in JSON, and no failure.
$ ln -s "$BPFI" bpftool; ./bpftool help 2>&1 >/dev/null | head -n 3
Usage: bpftool [OPTIONS] OBJECT { COMMAND | help }
       bpftool batch file FILE
       bpftool version
$ ./bpftool help 2>/dev/null; ./bpftool 2>/dev/null; ./bpftool prog help 2>/dev/null
$ ./bpftool help 2>&1 | grep -c 'OBJECT := { prog | map | link'
1
$ ./bpftool map help 2>&1 | sed -n '1p; /^ *MAP :=/p'
Usage: bpftool map { show | list } [MAP]
       MAP := { [id] N | [name] NAME | [pinned] PATH }
$ ./bpftool -j prog help
null
$ for words in help 'prog help' 'map help' 'btf help' 'link help'; do ./bpftool $words 2>&1; done | grep -v ' OBJECT := ' | grep -cE '.{80}| $'
0
? 1

# Errors: one word in front, one exit code.
$ ln -s "$BPFI" bpftool && ./bpftool --from "$TOP/tests/recordings/everything-6.12.bpfi" prog show id 999999
2> Error: prog 999999: no such program
? 255
$ ./bpftool prog nonsense >/dev/null 2>err; echo $?; head -n 1 err; grep -c '^Usage: bpftool prog' err
255
Error: prog: unknown command 'nonsense'
1
$ ./bpftool nonsense >/dev/null 2>err; echo $?; grep -c '^Usage: bpftool .OPTIONS. OBJECT' err
255
1
$ ./bpftool -j nonsense
~ \{"error":"unknown object 'nonsense'",.*\}
? 255

# Commands whose failures have codes of their own.
$ ln -s "$BPFI" bpftool; for words in 'net attach xdp' 'net detach xdp frob a0' 'net attach frob id 5 dev a0' 'net frob' 'link detach' 'link frob'; do ./bpftool $words >out 2>&1; echo "$words $?"; done
net attach xdp 234
net detach xdp frob a0 234
net attach frob id 5 dev a0 234
net frob 255
link detach 1
link frob 255
$ echo 'net detach xdp' >lines; ./bpftool batch file lines >out 2>&1; echo $?
255

# An old option that does nothing any more.
$ ln -s "$BPFI" bpftool; ./bpftool -l --from "$TOP/tests/recordings/everything-6.12.bpfi" -j map show id 1 | cut -c 1-8
{"id":1,
$ bpfi --legacy version | head -n 1 | cut -d ' ' -f 1
bpfi

# Signing is refused with the reason, whatever the command; its options need each other.
$ ln -s "$BPFI" bpftool; ./bpftool -S -k key -i cert prog load x y
2> Error: --sign: loader programs cannot be signed by this version
2~        signatures require libbpf 1.7 \(this is [0-9.]+\) and a kernel that verifies them: leave --sign out
? 255
$ bpfi -k key version
2> bpfi: '-k' requires --sign
? 2
$ bpfi --sign -i cert gen skeleton x.o
2> bpfi: --sign requires both '-k KEY' and '-i CERTIFICATE'
? 2

# The base of split types is read whether the command needs it or not.
$ for words in version 'prog show' 'btf show' help; do bpfi -B /nosuch $words; echo $?; done 2>&1 | sort | uniq -c | sed 's/^ *//'
4 1
4 bpfi: base BTF: /nosuch: No such file or directory (ENOENT)
$ bpfi -j -B "$TOP/README.md" map show
{"error":"base BTF: <any>/README.md: not BTF, an ELF file or a kernel image"}
? 1

# By any other name the program is bpfi.
$ ln -s "$BPFI" bpftool; ln -s "$BPFI" bpftool-7 && ./bpftool-7 version | head -n 1 | cut -d ' ' -f 1
bpfi
$ ./bpftool-7 prog nonsense 2>/dev/null
? 2
