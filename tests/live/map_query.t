# Dumps of the elements and the parts that are wanted: of a map of 1000 flows, and of values for each CPU.
host
skip-unless native

# Elements for which an expression holds, the largest first, as a table.
$ "$BUILD/tests/fill_map" hash 1000 <pins>/flows && "$BUILD/tests/fill_map" percpu_hash 3 <pins>/percpu
$ bpfi map dump pinned <pins>/flows --where 'value.packets > 6900 && value.proto == 17' --sort=-value.packets --table \
	--fields key,value.packets,value.comm,value.verdict,value.score,value.marks
key  value.packets  value.comm  value.verdict     value.score  value.marks
996           6972  nginx       VERDICT_PASS               -4  [6,0,1]
992           6944  nginx       VERDICT_REDIRECT           -8  [2,0,1]
988           6916  nginx       VERDICT_DROP              -12  [7,0,1]
$ bpfi map dump pinned <pins>/flows --sort value.score --limit 2 --csv --fields 'key,value.comm,value.marks,value.marks[0]'
key,value.comm,value.marks,value.marks[0]
0,nginx,"[0,0,1]",0
1,postgres,"[1,0,1]",1
$ bpfi map dump pinned <pins>/flows --where 'key == 7' --fields key,value.verdict
[{
        "key": 7,
        "value.verdict": "VERDICT_DROP"
    }
]
$ bpfi -j map dump pinned <pins>/flows --where 'key == 7' --fields key,value.comm
[{"fields":{"key":7,"value.comm":"systemd-resolve"}}]
$ bpfi -J map dump pinned <pins>/flows --where 'key < 2' --sort key --fields key --table
{"fields":{"key":0}}
{"fields":{"key":1}}
$ bpfi map dump pinned <pins>/flows --where 'key == 7' | jq -c '.[0] | [.key, .value.packets]'
[7,49]
$ bpfi map dump pinned <pins>/flows --where 'key == 7' --csv | head -n 1
key,value.packets,value.bytes,value.first_ns,value.last_ns,value.source,value.target,value.source_port,value.target_port,value.proto,value.flags,value.score,value.comm,value.verdict,value.ifindex,value.rtt,value.marks

# What expressions mean: how many of the 1000 there are.
$ for where in 'value.packets >= 6993 || key == 0' '!(key < 990) && value.verdict == VERDICT_DROP' \
	'value.verdict != "VERDICT_DROP" && key < 9' 'value.comm == "nginx"' "value.comm < 'nginy' && value.proto != 6" \
	'value.rtt == -1 || value.score <= -1e3' 'key >= 0x10 && key <= 020' 'value.marks[2] && value.marks[1]' \
	'value.packets < value.bytes' 'key < 1.5' '!value.packets' 'value.comm' 'key == 3 || key == 4 && key == 5' 'false'; do \
	bpfi -j map dump pinned <pins>/flows --where "$where" --fields key | jq -r length; done
2
3
6
250
250
1
1
0
999
2
1
1000
1
0

# Values of each CPU: a row for each, or put together.
$ bpfi map dump pinned <pins>/percpu --where 'key == 1' --agg sum
[{
        "key": 1,
        "value": <n>
    }
]
$ printf 'struct text { char name[8]; } t; int n;\n' >a.c && clang -target bpf -g -c a.c && \
	bpfi map create <pins>/text type percpu_array name text entries 1 btf file a.o key_type int value_type 'struct text' && \
	bpfi map update pinned <pins>/text key hex 0 0 0 0 value hex 61 62 0 1 0 0 0 0 all-cpus && \
	bpfi map update pinned <pins>/text key hex 0 0 0 0 value hex 61 62 0 2 0 0 0 0 cpu 0 && \
	bpfi -j map dump pinned <pins>/text --agg max | jq -c '.[0].formatted.value'
{"name":"ab"}
$ bpfi map update pinned <pins>/text key hex 0 0 0 0 value hex 61 63 0 2 0 0 0 0 cpu 0 && \
	bpfi -j map dump pinned <pins>/text --agg max | jq -c '.[0].formatted.value'
{"name":null}
$ bpfi -j map dump pinned <pins>/percpu --where 'key == 0' --agg max | jq -c '.[0] | [.agg, .cpus, .formatted.key, .formatted.value == (.cpus - 1) * 8]'
~ \["max",[0-9]+,0,true\]
$ bpfi -j map dump pinned <pins>/percpu --where 'key == 0' --agg avg | jq -c '.[0] | .formatted.value == (.cpus - 1) * 4'
true
$ bpfi -j map dump pinned <pins>/percpu --where 'key == 0 && value == 8' --fields key,cpu,value
[{"fields":{"key":0,"cpu":1,"value":8}}]
$ bpfi map dump pinned <pins>/percpu --where 'key == 0 && cpu < 2' --table
key  cpu  value
  0    0      0
  0    1      8
$ bpfi map dump pinned <pins>/percpu --agg sum --sort=-value --limit 1 --fields key
[{
        "key": 2
    }
]

# Maps without types have numbers and bytes.
$ bpfi map dump id <m_array> --where 'value > 7'
key: 01 00 00 00  value: 08 00 00 00 00 00 00 00
key: 02 00 00 00  value: 09 00 00 00 00 00 00 00
Found 2 elements
$ bpfi map dump id <m_array> --sort=-value --limit 2 --table
key  value
  2      9
  1      8
$ bpfi map dump id <m_lpm_trie> --where 'key[0] == 24'
~ .* 192.0.2.0/24
Found 1 element
$ bpfi map dump id <m_percpu_array> --agg sum --limit 1
key:
00 00 00 00
~ value \(sum of [0-9]+ CPUs\): 34181
Found 1 element
$ bpfi -j map dump id <m_percpu_array> --agg min --limit 1 --formatted-only | jq -c '.[0].formatted | keys'
["value"]
$ bpfi map dump id <m_devmap> --where 'key < 2' --csv
key,value
0,
1,1
$ bpfi map dump id <m_rodata> --where 'value.limit == 100' --fields value.limit
[{
        "value.limit": 100
    }
]

# Mistakes name the place, and what may have been meant.
$ bpfi map dump pinned <pins>/flows --where 'value.packet > 5'
2> bpfi: --where, character 1: value.packet: no member 'packet'
2>       did you mean 'packets'?
? 2
$ bpfi -j map dump pinned <pins>/flows --where 'key > 1 && value.verdict == VERDICT_DRIP'
{"error":"--where, character 29: unknown name 'VERDICT_DRIP'","hint":"did you mean 'VERDICT_DROP'?"}
? 2
$ bpfi map dump pinned <pins>/flows --where 'packets > 3'
2> bpfi: --where, character 1: unknown name 'packets'
2>       did you mean 'value.packets'?
? 2
$ for where in ' ' 'key >' 'key > 3 &' '(key' 'key = 3' 'value == 3' 'value.comm == 3' 'value.comm == "x' '3 3' 'key > 3x' 'key.a' 'value.marks[3]' \
	'key == "x"' 'cpu == 1'; do bpfi map dump pinned <pins>/flows --where "$where"; echo $? >>codes; done; sort -u codes
2
2~ bpfi: --where, character 2: expected a part, a number or a string at the end
2> ...
2~ bpfi: --where, character 6: expected a part, a number or a string at the end
2> ...
2~ bpfi: --where, character 9: expected '&&', '\|\|' or the end
2> ...
2~ bpfi: --where, character 5: expected '\)'
2> ...
2~ bpfi: --where, character 5: use '==' to compare
2> ...
2~ bpfi: --where, character 1: this part is a structure or list: .*
2> ...
2~ bpfi: --where, character 15: a number cannot be compared with a string
2> ...
2~ bpfi: --where, character 15: missing closing quote
2> ...
2~ bpfi: --where, character 3: expected '&&', '\|\|' or the end
2> ...
2~ bpfi: --where, character 7: not a number
2> ...
2~ bpfi: --where, character 1: key.a: .*
2> ...
2~ bpfi: --where, character 1: value.marks\[3\]: index is out of range \(3 elements\)
2> ...
2~ bpfi: --where, character 8: a number cannot be compared with a string
2> ...
2~ bpfi: --where, character 1: cpu: .*
2> ...
$ bpfi map dump pinned <pins>/flows --fields key,value.comm,key
2> bpfi: --fields: column key is given twice
2> ...
? 2
$ bpfi map dump pinned <pins>/flows --table --csv
2> bpfi: --table and --csv are mutually exclusive
2> ...
? 2
$ bpfi map dump id <m_ringbuf> --where 'value == 9'
2> bpfi: map <m_ringbuf>: --where applies to map elements, not to a ring buffer
2> ...
? 2
$ bpfi map dump id <m_rodata> var limit --csv
2> bpfi: --csv applies to map elements, not to a variable
2> ...
? 2
$ bpfi map dump name 'traffic.*' --csv
2~ bpfi: --csv requires a single map, but [0-9]+ match
2> ...
? 2
$ bpfi map dump pinned <pins>/flows --limit 0
2> bpfi: --limit 0: must be at least 1
2> ...
? 2
$ bpfi map dump pinned <pins>/flows --agg sum
2~ bpfi: --agg requires a per-CPU map, and map [0-9]+ is not one
2> ...
? 2
$ bpfi map dump pinned <pins>/percpu --sort value
2> bpfi: --sort value: every CPU has a separate value
2>       combine them with --agg
? 2
$ bpfi map dump pinned <pins>/flows --sort value.nothing
2> bpfi: --sort: value.nothing: no member 'nothing'
2> ...
? 2
