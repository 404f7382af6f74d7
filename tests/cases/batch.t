# Batch files.
use everything-6.12

# Commands one after the other, comments, empty lines, joined lines, quotes.
$ printf '%s\n' '# a comment' '' 'map show id 1 # behind' 'map \' 'show "id" 1' "map show name 'hash'" >b; \
	bpfi batch file b | grep -v '^	'
1: hash  name hash  flags 0x0
1: hash  name hash  flags 0x0
1: hash  name hash  flags 0x0
processed 3 commands

# From standard input, with lines that end as on Windows, and a last one that does not end.
$ printf 'version\r\nversion' | bpfi batch file - | tail -n 1
processed 2 commands

# JSON: one array with what each command said.
$ printf 'version\nmap show id 1\nprog show name lwt_in\n' | bpfi -j batch file -
~ \[\{"command":\["version"\],"output":\{"version".*\}\},\{"command":\["map","show","id","1"\],"output":\{"id":1,.*\}\},\{"command":.*\]
$ printf 'version\nmap show id 1\n' | bpfi -J batch file - | cut -c 1-12
{"command":[
{"command":[
$ bpfi -j batch file /dev/null
[]

# The first command that fails ends the batch; its line is told, the exit code is the command's.
$ printf 'version\n\nmap show id 999999\nversion\n' >b; bpfi batch file b | grep -c bpfi; bpfi batch file b >/dev/null
1
2> bpfi: b:3: map 999999: no such map
2> bpfi: b:3: map 999999: no such map
? 1
$ printf 'version\nnonsense\n' | bpfi -j batch file -
~ \[\{"command":\["version"\],"output":.*"error":"unknown object 'nonsense'","hint":".*"\}.*\]
? 2

# As lines of JSON too an error is told once.
$ printf 'map show id 999999\n' | bpfi -J batch file -
{"command":["map","show","id","999999"],"output":{"error":"map 999999: no such map"}}
? 1

# A line that is no command is an entry without words.
$ printf 'version\n"x\n' | bpfi -j batch file - | jq -c '.[1]'
{"command":[],"output":{"error":"standard input:2: missing closing quote"}}
$ printf 'vers\000ion\n' | bpfi -j batch file - 
[{"command":[],"output":{"error":"standard input:1: line contains a NUL byte"}}]
? 1

# What stands right behind a quoted word is the next word, with its own quotes and comments.
$ printf "version 'a''b#c' # d\n" | bpfi -j batch file - | jq -c '.[0].command'
["version","a","b#c"]
2> ...

# What cannot be read as a batch.
$ printf 'map show "id 1\n' | bpfi batch file -
2~ bpfi: .*:1: missing closing quote
? 1
$ printf 'version \\' | bpfi batch file -
2~ bpfi: .*:1: backslash at the end of the file
? 1
$ bpfi batch file nowhere
2> bpfi: nowhere: No such file or directory (ENOENT)
? 1

# A batch in a batch; one that runs itself ends.
$ printf 'version\n' >inner; printf 'batch file inner\n' | bpfi batch file - | tail -n 2
processed 1 commands
processed 1 commands
$ printf 'batch file b\n' >b; bpfi batch file b
2~ bpfi: .*batch files are nested more than [0-9]+ levels deep
? 1

# A long line, many words.
$ awk 'BEGIN { printf "map show name "; for (i = 0; i < 70000; i++) printf "x"; print "" }' | bpfi batch file -
2~ bpfi: .*
? 1

# Options of a command stand in its line, those of all commands outside of the file.
$ printf 'map dump id 1 --limit 1\nmap dump id 1 --fields key --limit=1\n' | bpfi -J batch file - | jq -c '.output | length'
1
1
$ printf 'map dump id 1\nmap dump id 1 --limit\n' | bpfi batch file - >/dev/null
2> bpfi: standard input:2: option '--limit' requires N
? 2
$ printf 'prog show -j\n' | bpfi batch file -
2> bpfi: standard input:1: option '--json' applies to the whole batch: give it on the outer command line
? 2
$ printf 'version --stats\n' | bpfi -j batch file -
[{"command":["version","--stats"],"output":{"error":"option '--stats' does not apply to 'version'","hint":"usage: bpfi version"}}]
? 2
$ printf 'prog show -- --stats\n' | bpfi batch file -
2> bpfi: standard input:1: no program is named '--stats'
? 1
