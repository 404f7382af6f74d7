# The command line: words, shortened words, numbers, options.
use everything-6.12

# An id that does not fit 32 bits is refused, not truncated.
$ bpfi prog show id 4294967404
2> bpfi: id 4294967404: must be at most 4294967295
2>       usage: bpfi prog show [PROG] [interval SECONDS] [count N] [--stats] [--verbose] [--attached]
? 2

# Numbers are whole.
$ bpfi prog show id 12x
2> bpfi: id '12x': not a number
2> ...
? 2
$ bpfi prog show id ''
2~ bpfi: id '': .*
2> ...
? 2
$ bpfi map show id -- -1
2~ bpfi: id '-1': .*
2> ...
? 2
$ bpfi map show id 1.5
2~ bpfi: id '1.5': .*
2> ...
? 2

# Numbers may be hexadecimal.
$ bpfi -j map show id 0x1 | cut -c 1-8
{"id":1,

# An object alone means its show, list is show.
$ bpfi map >a; bpfi map show >b; bpfi map list >c; same a b && same b c

# Mistakes call a command as it was called.
$ for word in pop dequeue deq; do bpfi map $word id 1 2>&1; bpfi map $word id 1 --follow 2>&1; "$BPFI" --read-only map $word 2>&1; "$BPFI" map $word 2>&1 | sed 's/ MAP.*//'; done
bpfi: map pop cannot be used with --from: a recording cannot be changed
bpfi: map pop cannot be used with --from: a recording cannot be changed
bpfi: map pop would change the system, which --read-only forbids
bpfi:
      usage: bpfi map pop
bpfi: map dequeue cannot be used with --from: a recording cannot be changed
bpfi: map dequeue cannot be used with --from: a recording cannot be changed
bpfi: map dequeue would change the system, which --read-only forbids
bpfi:
      usage: bpfi map dequeue
bpfi: map dequeue cannot be used with --from: a recording cannot be changed
bpfi: map dequeue cannot be used with --from: a recording cannot be changed
bpfi: map dequeue would change the system, which --read-only forbids
bpfi:
      usage: bpfi map dequeue
$ bpfi map peek id 1 --follow
2> bpfi: option '--follow' does not apply to 'peek'
2~       usage: bpfi map peek MAP \[key DATA\].*
? 2

# A shortened word means what it means to bpftool: its first word that fits, in the order of its tables.
$ for words in 'p s' 'p' 'pr l'; do bpfi $words >a; bpfi prog show >b; same a b; done
$ for words in 'p s i 14' 'prog s id 14' 'p l n xdp' 'prog show na xdp'; do bpfi $words | sed -n '1 s/:.*//p'; done | sort -u
14
$ bpfi m d i 1 >a; bpfi map dump id 1 >b; same a b
$ bpfi map po i 1
2> bpfi: map pop cannot be used with --from: a recording cannot be changed
? 1
$ bpfi b >/dev/null
2> bpfi: 'file FILE' is missing
2> ...
? 2
$ bpfi map h >a; bpfi help map >b; same a b

# A shortened word of ours has enough letters to be the only one.
$ bpfi li sh >a; bpfi link show >b; same a b
$ bpfi sna save a | sed 's/:.*//'
a
$ bpfi prog so id 54 >a; bpfi prog source id 54 >b; same a b
$ bpfi btf u
2> bpfi: TYPE is missing
2> ...
? 2

# A word nobody knows, and one that is close to a known one.
$ bpfi nonsense
2> bpfi: unknown object 'nonsense'
2~  +must be one of: prog, map, link, attached, net, cgroup, perf, feature, struct_ops, iter, token, orphans, btf, .*
? 2
$ bpfi porg show
2> bpfi: unknown object 'porg'
2>       did you mean 'prog'?
? 2
$ bpfi prog shwo
2> bpfi: prog: unknown command 'shwo'
2>       did you mean 'show'?
? 2

# Too many words, too few.
$ bpfi prog show id 1 2
2> bpfi: unexpected word '2'
2>       usage: bpfi prog show [PROG] [interval SECONDS] [count N] [--stats] [--verbose] [--attached]
? 2
$ bpfi prog show id
2> bpfi: 'id' must be followed by a value
2>       usage: bpfi prog show [PROG] [interval SECONDS] [count N] [--stats] [--verbose] [--attached]
? 2
$ bpfi version now
2> bpfi: unexpected word 'now'
2>       usage: bpfi version
? 2

# A way to name an object that its kind has not.
$ bpfi map show tag 0011223344556677
2> bpfi: unknown map reference 'tag'
2>       must be one of: id, name, pinned
? 2

# A tag has 16 digits.
$ bpfi prog show tag 0011
2> bpfi: tag '0011': expected 16 hexadecimal digits
2> ...
? 2
$ bpfi prog show tag 00112233445566778
2> bpfi: tag '00112233445566778': expected 16 hexadecimal digits
2> ...
? 2

# Options stand anywhere, bundled too; -J goes over -p, -p over -j.
$ bpfi map show id 1 -j | cut -c 1-8
{"id":1,
$ bpfi -fj map show id 1 | cut -c 1-8
{"id":1,
$ bpfi map --json show id 1 | cut -c 1-8
{"id":1,
$ bpfi --pretty map show id 1 | head -n 2
{
    "id": 1,
$ bpfi -pj map show id 1 | head -n 2
{
    "id": 1,
$ bpfi map -p show id 1 -J | cut -c 1-8
{"id":1,

# -- ends the options.
$ bpfi -- version --json
2~ bpfi: unexpected word '--json'
2> ...
? 2

# Options nobody knows, options without their value, values that are none.
$ bpfi -z
2> bpfi: unknown option '-z'
2> ...
? 2
$ bpfi --nonsense
2> bpfi: unknown option '--nonsense'
2>       see --help for the list of options
? 2
$ bpfi --jsno
2> bpfi: unknown option '--jsno'
2>       did you mean '--json'?
? 2
$ bpfi --fo
2> bpfi: option '--fo' is ambiguous: --formatted-only, --follow
? 2
$ bpfi --=x
2> bpfi: unknown option '--=x'
? 2
$ bpfi --color
2> bpfi: option '--color' requires WHEN
? 2
$ bpfi --color green version
2> bpfi: --color 'green': must be one of auto, always, never
? 2

# Help is standard output and success; it knows objects and commands.
$ bpfi --help | sed -n '3p'
Usage: bpfi [OPTIONS] OBJECT [COMMAND [ARGUMENTS]]
$ bpfi >a; bpfi help >b; bpfi -h >c; same a b && same b c
$ bpfi prog show --help | head -n 1
Usage: bpfi prog show [PROG] [interval SECONDS] [count N] [--stats] [--verbose]
$ bpfi help prog show >a; bpfi prog show -h >b; same a b
$ bpfi prog help | head -n 1
bpfi prog: Programs
$ bpfi -j help | cut -c 1-9
{"help":"

# Every command has help, and it begins with its usage.
$ bpfi -j __doc | sed 's/"commands":/\n/' | tail -n 1 | grep -o '"synopsis":"[^"]*"' | cut -d '"' -f 4 >all; \
	while read -r name object command rest; do \
	case $command in '' | [A-Z[]*) command='' ;; esac; \
	"$BPFI" $object $command --help </dev/null | head -n 1 | grep -q "^Usage: bpfi $object" || echo "no help: $object $command"; \
	done <all

# The version, in words and as JSON.
$ bpfi version
~ bpfi v[0-9]+[.][0-9]+[.][0-9]+
~ using libbpf v[0-9]+[.][0-9]+
~ features:.*
$ bpfi -jV
~ \{"version":"[0-9.]+","libbpf_version":"[0-9.]+","features":\{.*\}\}

# Errors under -j are in the document and not repeated: 2>&1 | jq works.
$ bpfi -j nonsense
~ \{"error":"unknown object 'nonsense'","hint":"must be one of: prog, map, .*"\}
? 2
$ bpfi -p prog show id 4294967295
{
    "error": "prog 4294967295: no such program"
}
? 1
$ bpfi -J map show name nonsense
{"error":"no map is named 'nonsense'"}
? 1

# What the user typed is escaped in JSON, whatever it is.
$ bpfi -j "$(printf 'a"\\\001\377\n')"
~ \{"error":"unknown object 'a\\".*'","hint":".*"\}
? 2

# In messages, too: no character changes the direction of others, and no name looks like an escape.
$ bpfi "$(printf 'a\033\342\200\256b\342\201\246\330\234 \\x1b \\\\ \\d ü')"
2> bpfi: unknown object 'a\x1b\xe2\x80\xaeb\xe2\x81\xa6\xd8\x9c \\x1b \\\ \d ü'
2> ...
? 2

# The answer has the format that is asked for behind a mistake, too; the first mistake is told.
$ bpfi --nonsense -j --more version
{"error":"unknown option '--nonsense'","hint":"see --help for the list of options"}
? 2

# An option's value is not empty.
$ "$BPFI" --from= version
2> bpfi: option '--from' requires RECORDING
? 2
$ "$BPFI" -B '' version
2> bpfi: option '--base-btf' requires FILE
? 2

# Help takes no more than an object and a command, and no options of commands.
$ bpfi help prog show id
2> bpfi: unexpected word 'id'
2>       usage: bpfi help [OBJECT] [COMMAND]
? 2
$ bpfi help version now
2> bpfi: 'version' has no commands
? 2
$ bpfi help prog show --stats
2> bpfi: option '--stats' does not apply to 'help'
2>       usage: bpfi help [OBJECT] [COMMAND]
? 2
$ bpfi help --help | head -n 1
Usage: bpfi help [OBJECT] [COMMAND]

# A standard output that does not block is waited for, without wasting time.
skip-unless tool perl
$ perl -MFcntl -e 'pipe(R, W); fcntl(W, F_SETFL, O_NONBLOCK); if (!fork) { close R; open STDOUT, ">&W"; exec $ENV{BPFI}, "-j", "__doc" } close W; sleep 2; $n += length while <R>; wait; print $n > 70000 ? "whole" : "cut", " $?\n"; print((times)[2] + (times)[3] < 0.5 ? "waited\n" : "spun\n")'
whole 0
waited

# In JSON the name of a map is the kernel's 15 bytes, as bpftool has it; the full one stands beside it where it differs.
$ bpfi -j map show id 41 | jq -c '[.name, .full_name]'
["connections_by_","connections_by_source_address"]
$ bpfi -j map show | jq -c 'map(select(.full_name and (.full_name == .name or (.name | length) != 15))) | length'
0
$ bpfi -j prog show id 54 | jq -c '[.name, .full_name]'
["count_packets_per_source_address",null]
