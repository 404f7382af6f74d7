# Values as people read them: --as, and addresses in --where. The elements are put into recorded maps.
use everything-6.12
skip-unless tool jq

# Parts are shown in the formats that were asked for; the others by their types.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map dump id 41 --as key.address=ip --as key.port=port,value.packets=hex,value.label=str
[{
        "key": {
            "address": "10.0.0.1",
            "port": 443,
            "flags": 0
        },
        "value": {
            "packets": "0x7",
            "bytes": 1500,
            "label": "example.org, a l"
        }
    },{
        "key": {
            "address": "10.0.0.2",
            "port": 80,
            "flags": 1
        },
        "value": {
            "packets": "0x7",
            "bytes": 1,
            "label": "a"
        }
    }
]
2> bpfi: note: map 41: some bytes not covered by its types (padding, or after the end of a string) are not zero; --json and 'map export' include them
$ bpfi --from filled -j map dump id 41 --formatted-only --as key.address=ip,key.port=port,value.packets=hex,value.label=bytes
[{"formatted":{"key":{"address":"10.0.0.1","port":443,"flags":0},"value":{"packets":"0x7","bytes":1500,"label":"65 78 61 6d 70 6c 65 2e 6f 72 67 2c 20 61 20 6c"}}},{"formatted":{"key":{"address":"10.0.0.2","port":80,"flags":1},"value":{"packets":"0x7","bytes":1,"label":"61 00 00 00 00 00 00 00 aa aa aa aa aa aa aa aa"}}}]
2> bpfi: note: map 41: some bytes not covered by its types (padding, or after the end of a string) are not zero; --json and 'map export' include them
$ bpfi --from filled map dump id 41 --as key.address=ip,key.port=port,value.bytes=ktime --table
key.address  key.port  key.flags  value.packets  value.bytes                      value.label
10.0.0.1          443          0              7  2026-11-21T17:59:12.700001+0000  example.org, a l
10.0.0.2           80          1              7  2026-11-21T17:59:12.700000+0000  a
$ bpfi --from filled map dump id 41 --as key.address=ip --fields key.address,value.packets --csv
key.address,value.packets
10.0.0.1,7
10.0.0.2,7
$ bpfi --from filled -j map dump id 41 --as key.address=ip --fields key.address --limit 1
[{"fields":{"key.address":"10.0.0.1"}}]

# A map without types has a key and a value.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map dump id 35 --as key=ip,value=dec
[{
        "key": "127.0.0.1",
        "value": 4294967282
    },{
        "key": "10.0.0.1",
        "value": 7
    },{
        "key": "192.168.0.1",
        "value": 9
    }
]
$ bpfi --from filled map dump id 35 --as key=bytes --csv
key,value
7f 00 00 01,4294967282
0a 00 00 01,7
c0 a8 00 01,9
$ bpfi --from filled -j map dump id 35 --as key=mac
{"error":"map 35: --as key=mac: the format mac applies to 6 bytes, and this part has 4","hint":"formats that apply to it: ip, time, hex, dec, str, bytes, stack"}
? 2

# Of CPUs, one value each, or one of all.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled -j map dump id 5 --as value=hex
[{"key":["0x01","0x00","0x00","0x00"],"values":[{"cpu":0,"value":["0x42","0x42","0x00","0x00","0x00","0x00","0x00","0x00"]},{"cpu":1,"value":["0x43","0x43","0x00","0x00","0x00","0x00","0x00","0x00"]}],"formatted":{"key":1,"values":[{"cpu":0,"value":"0x4242"},{"cpu":1,"value":"0x4343"}]}},{"key":["0x02","0x00","0x00","0x00"],"values":[{"cpu":0,"value":["0x42","0x42","0x00","0x00","0x00","0x00","0x00","0x00"]},{"cpu":1,"value":["0x43","0x43","0x00","0x00","0x00","0x00","0x00","0x00"]}],"formatted":{"key":2,"values":[{"cpu":0,"value":"0x4242"},{"cpu":1,"value":"0x4343"}]}},{"key":["0x00","0x00","0x00","0x00"],"values":[{"cpu":0,"value":["0x42","0x42","0x00","0x00","0x00","0x00","0x00","0x00"]},{"cpu":1,"value":["0x43","0x43","0x00","0x00","0x00","0x00","0x00","0x00"]}],"formatted":{"key":0,"values":[{"cpu":0,"value":"0x4242"},{"cpu":1,"value":"0x4343"}]}}]
$ bpfi --from filled map dump id 5 --as value=hex --agg sum
[{
        "key": 1,
        "value": "0x8585"
    },{
        "key": 2,
        "value": "0x8585"
    },{
        "key": 0,
        "value": "0x8585"
    }
]

# A stack id shows its stack, or the reason why there is none.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map dump id 35 --as key=ip,value=stack:7
[{
        "key": "127.0.0.1",
        "value": "-14 (Bad address)"
    },{
        "key": "10.0.0.1",
        "value": ["bpf__tcp_congestion_ops_undo_cwnd+0xf08 [bpf]","__bpf_prog_test_run_raw_tp+0x6e","bpf_prog_test_run_raw_tp+0x12b","__sys_bpf+0x89d","__x64_sys_bpf+0x1e","do_syscall_64+0x87","entry_SYSCALL_64_after_hwframe+0x76"
        ]
    },{
        "key": "192.168.0.1",
        "value": null
    }
]
$ bpfi --from filled -j map dump id 35 --as value=stack:stack_trace --fields value
[{"fields":{"value":"-14 (Bad address)"}},{"fields":{"value":["bpf__tcp_congestion_ops_undo_cwnd+0xf08 [bpf]","__bpf_prog_test_run_raw_tp+0x6e","bpf_prog_test_run_raw_tp+0x12b","__sys_bpf+0x89d","__x64_sys_bpf+0x1e","do_syscall_64+0x87","entry_SYSCALL_64_after_hwframe+0x76"]}},{"fields":{"value":null}}]
$ bpfi --from filled map dump id 35 --as value=stack
2> bpfi: map 35: --as value=stack: no program that uses map 35 uses a map of stack traces
2>       name the map: stack:MAP
? 1
$ bpfi --from filled map dump id 35 --as value=stack:9
2> bpfi: map 35: --as value=stack:9: map 9 is not a map of stack traces
? 1

# One element, and the order of keys.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map lookup id 41 key hex 0a 00 00 01 01 bb 00 00 --as key.address=ip,value.label=str
{
    "key": {
        "address": "10.0.0.1",
        "port": 47873,
        "flags": 0
    },
    "value": {
        "packets": 7,
        "bytes": 1500,
        "label": "example.org, a l"
    }
}
$ bpfi --from filled -j map lookup id 41 key hex 0a 00 00 01 01 bb 00 00 --as key=bytes
{"key":["0x0a","0x00","0x00","0x01","0x01","0xbb","0x00","0x00"],"value":["0x07","0x00","0x00","0x00","0x00","0x00","0x00","0x00","0xdc","0x05","0x00","0x00","0x00","0x00","0x00","0x00","0x65","0x78","0x61","0x6d","0x70","0x6c","0x65","0x2e","0x6f","0x72","0x67","0x2c","0x20","0x61","0x20","0x6c"],"formatted":{"key":"0a 00 00 01 01 bb 00 00","value":{"packets":7,"bytes":1500,"label":[101,120,97,109,112,108,101,46,111,114,103,44,32,97,32,108]}}}
$ bpfi --from filled map getnext id 41 --as key.address=ip,key.port=port
{
    "key": null,
    "next_key": {
        "address": "10.0.0.1",
        "port": 443,
        "flags": 0
    }
}
$ bpfi --from filled -j map getnext id 41 key hex 0a 00 00 01 01 bb 00 00 --as key.address=ip
{"key":["0x0a","0x00","0x00","0x01","0x01","0xbb","0x00","0x00"],"next_key":["0x0a","0x00","0x00","0x02","0x00","0x50","0x01","0x00"],"formatted":{"key":{"address":"10.0.0.1","port":47873,"flags":0},"next_key":{"address":"10.0.0.2","port":20480,"flags":1}}}

# A variable of global data.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map dump id 44 var limit --as value.limit=hex
{
    "limit": "0x64"
}

# Addresses are compared with parts of their size, without --as too.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map dump id 41 --where 'key.address == 10.0.0.1' --csv --fields key.address,key.port
key.address,key.port
16777226,47873
$ bpfi --from filled map dump id 41 --where '10.0.0.0/31 == key.address || key.address == 10.0.0.2' --csv --fields value.bytes
value.bytes
1500
1
$ bpfi --from filled map dump id 41 --where 'key.address != 10.0.0.0/31' --csv --fields value.bytes
value.bytes
1
$ bpfi --from filled map dump id 41 --where 'key.address > 10.0.0.1' --csv --fields value.bytes
value.bytes
1
$ bpfi --from filled map dump id 41 --where 'value.label == 6578:616d:706c:652e:6f72:672c:2061:206c' --csv --fields value.bytes
value.bytes
1500
$ bpfi --from filled map dump id 35 --where 'key == 192.168.0.1'
key: c0 a8 00 01  value: 09 00 00 00
Found 1 element

# What --as shows is compared in that format, and sorted as what it means.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map dump id 41 --as key.port=port --where 'key.port == 443' --csv --fields key.port
key.port
443
$ bpfi --from filled map dump id 41 --as key.port=port --sort key.port --csv --fields key.port
key.port
80
443
$ bpfi --from filled map dump id 41 --as value.bytes=ktime --where 'value.bytes > 2026-11-21T17:59:12.7000005' --csv --fields value.bytes
value.bytes
2026-11-21T17:59:12.700001+0000
$ bpfi --from filled map dump id 41 --as value.label=str --where 'value.label == "a"' --csv --fields value.label
value.label
a
$ bpfi --from filled map dump id 41 --as key=bytes --where 'key == "0a 00 00 02 00 50 01 00"' --csv --fields key
key
0a 00 00 02 00 50 01 00

# A format that does not fit says which do.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map dump id 41 --as key.address=ip6
2> bpfi: map 41: --as key.address=ip6: the format ip6 applies to 16 bytes, and this part has 4
2>       formats that apply to it: ip, time, hex, dec, str, bytes, stack
? 2
$ bpfi --from filled map dump id 41 --as value.label=dec
2> bpfi: map 41: --as value.label=dec: the format dec does not apply to this part of 16 bytes
2>       formats that apply to it: ip6, hex, str, bytes
? 2
$ bpfi --from filled map dump id 41 --as key=ip
2> bpfi: map 41: --as key=ip: the format ip applies to 4 bytes, and this part has 8
2>       formats that apply to it: hex, str, bytes
? 2
$ bpfi --from filled map dump id 41 --as value.packets=ktime,value.packets=hex
2> bpfi: map 41: --as value.packets=ktime,value.packets=hex: two formats for one part
? 2

# Mistakes are found.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map dump id 41 --as key.address=ipv4
2> bpfi: map 41: --as key.address=ipv4: unknown format 'ipv4'
2>       must be one of ip, ip6, mac, port, time, ktime, hex, dec, str, bytes, ksym, stack
? 2
$ bpfi --from filled map dump id 41 --as key.address=xyz
2> bpfi: map 41: --as key.address=xyz: unknown format 'xyz'
2>       must be one of ip, ip6, mac, port, time, ktime, hex, dec, str, bytes, ksym, stack
? 2
$ bpfi --from filled map dump id 41 --as key.adress=ip
2> bpfi: map 41: --as key.adress=ip: adress: no member 'adress'
2>       did you mean 'address'?
? 2
$ bpfi --from filled map dump id 41 --as address=ip
2> bpfi: map 41: --as address=ip: address: parts of an element start with key or value
2>       did you mean 'key.address'?
? 2
$ bpfi --from filled map dump id 41 --as key.address
2> bpfi: map 41: --as key.address: expected PATH=FORMAT
2>       for example --as key.saddr=ip
? 2
$ bpfi --from filled -j map dump id 41 --as key.address=ip:7
{"error":"map 41: --as key.address=ip:7: the format ip takes no '7'"}
? 2

# In expressions too.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 41 then .elements = [["0a00000101bb0000", "0700000000000000dc050000000000006578616d706c652e6f72672c2061206c"], ["0a00000200500100", "070000000000000001000000000000006100000000000000aaaaaaaaaaaaaaaa"]] elif .id == 35 then .elements = [["7f000001", "f2ffffff"], ["0a000001", "07000000"], ["c0a80001", "09000000"]] elif .id == 18 then .elements = [["fe800000", "0900000000000000"]] else . end)' >filled
$ bpfi --from filled map dump id 41 --where 'key.address == fe80::1'
2> bpfi: --where, character 16: key.address does not have the 16 bytes of 'fe80::1'
? 2
$ bpfi --from filled map dump id 41 --where 'key.address < 10.0.0.0/8'
2> bpfi: --where, character 15: use '==' or '!=' to compare with a network
? 2
$ bpfi --from filled map dump id 41 --where 'key.address == 10.0.0.0/33'
2> bpfi: --where, character 16: prefix length 33: must be at most 32
? 2
$ bpfi --from filled map dump id 41 --where 'key.address == 10.0.0'
2> bpfi: --where, character 16: '10.0.0' is not an address
? 2
$ bpfi --from filled map dump id 41 --where 'value.bytes > 2026-11-28'
2> bpfi: --where, character 15: '2026-11-28' is not an address
2>       a time is compared with a part that --as shows as time or ktime
? 2
$ bpfi --from filled map dump id 41 --where '10.0.0.1'
2> bpfi: --where, character 1: an address or a time must be compared with a part
? 2
$ bpfi --from filled map dump id 41 --as key.address=ip --where 'key.address == "ten"'
2> bpfi: --where, character 16: 'ten' is not a value of the format ip
? 2

# What can stand after --as: parts of the map's elements, and after the '=' the formats that fit them.
$ bpfi __complete -- map dump 41 --as value.
value.packets=
value.bytes=
value.label=
$ bpfi __complete -- map lookup id 41 --as key.address=ip,key.port= | cut -f 1
key.address=ip,key.port=port
key.address=ip,key.port=hex
key.address=ip,key.port=dec
key.address=ip,key.port=str
key.address=ip,key.port=bytes
$ bpfi __complete -- map pop 41 --as value.label=s
value.label=str	Text up to its first NUL
$ bpfi __complete -- map dump 41 --as nothing.here=
