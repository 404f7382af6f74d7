# JSON Schema of what commands print; every document of every case is held against it at the end of a run.

# Of one command: what it prints, as one record, a list of them, or null.
$ bpfi -j schema prog show | jq -r '.title, ."$schema", (.anyOf | length)'
prog show
https://json-schema.org/draft/2020-12/schema
3
$ bpfi schema btf | jq -r 'keys[]' | head -n 2
btf diff
btf dump

# Of all commands: none is missing, the ones that only change things print null or an error.
$ bpfi -j schema | jq -r 'keys[]' >a; bpfi -j __doc | jq -r '.commands[].name' | sort >b; sort a | cmp - b && [ -s b ]
$ bpfi -j schema map pin | jq -c '."$defs".record.anyOf'
[{"$ref":"#/$defs/error"}]

# An unknown key would not pass.
$ bpfi -j schema map show | jq '[.. | objects | select(.additionalProperties == false)] | length > 0'
true

$ bpfi schema nonsense
2> bpfi: unknown object 'nonsense'
2> ...
? 2
$ bpfi schema prog nonsense
2> bpfi: prog: unknown command 'nonsense'
2> ...
? 2
