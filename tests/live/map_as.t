# Formats of values that programs made.
host

# Records of a ring buffer as the struct that the program fills; one that is too short stays bytes.
$ mkdir <pins>/p && bpfi prog loadall "$OBJS/records.bpf.o" <pins>/p pinmaps <pins>/m && for prog in send send_short; do "$BPFI" prog run pinned <pins>/p/$prog >ran || cat ran; done
$ bpfi map dump pinned <pins>/m/events --as data=event,data.saddr=ip,data.port=port,data.more.list=ip,data.more.six=ip6,data.more.mac=mac,data.more.high=hex
consumer 0  producer 72  pending 72B  size 4096B
at 0  size 48B
data: {"saddr":"10.0.0.1","port":443,"comm":"sender","more":{"list":["10.0.0.2","10.0.0.3"],"six":"fe80::1","mac":"02:00:00:00:00:01","low":3,"high":"0xabc"}}
at 56  size 4B
data:
07 00 00 00
$ bpfi -j map dump pinned <pins>/m/events --as 'data=struct event' --as data.more.six=ip6 | jq -c '.[] | [.size, .formatted.more.six, .formatted.saddr, .data[0]]'
[48,"fe80::1",16777226,"0x0a"]
[4,null,null,"0x07"]
$ bpfi map dump pinned <pins>/m/events --as data=hex | tail -n 1
data: 07000000
$ bpfi map event_pipe pinned <pins>/m/events --as data=event,data.saddr=ip duration 0
== size: 48 =====
~ [{]"saddr":"10.0.0.1","port":47873,"comm":"sender",.*[}]
== size: 4 =====
07 00 00 00
$ "$BPFI" prog run pinned <pins>/p/send >ran; bpfi -j map event_pipe pinned <pins>/m/events --as data=event,data.more.list=ip duration 0 | jq -c '.[0].formatted.more.list'
["10.0.0.2","10.0.0.3"]

# Perf events too, as they arrive.
$ "$BPFI" map event_pipe pinned <pins>/m/by_perf --as data=event,data.saddr=ip,data.port=port,data.more.mac=mac count 1 >seen & p=$!; \
	while kill -0 $p 2>/dev/null; do "$BPFI" prog run pinned <pins>/p/send_perf >ran; done; tail -n +2 seen
~ [{]"saddr":"10.0.0.1","port":443,"comm":"sender",.*"mac":"02:00:00:00:00:01".*

# What is not a struct of the programs, or not a part of it, is refused.
$ bpfi map dump pinned <pins>/m/events --as data=even
2> bpfi: map <id>: --as data=even: 'even' is neither a format nor a struct of the programs that use map <id>
2>       types are in a program only where it refers to them: a global variable of the type is enough
? 2
$ bpfi map dump pinned <pins>/m/events --as data.saddr=ip
2> bpfi: map <id>: --as data.saddr=ip: data has no type
2>       name it first: --as data=STRUCT
? 2
$ bpfi map dump pinned <pins>/m/events --as data=event,data.port=ip
2> bpfi: map <id>: --as data=event,data.port=ip: the format ip applies to 4 bytes, and this part has 2
? 2
$ bpfi map dump pinned <pins>/m/events --as data=event,data.more.high=ip
2> bpfi: map <id>: --as data=event,data.more.high=ip: the format ip applies to whole bytes, and this part is or has bit fields
? 2
$ bpfi map dump pinned <pins>/m/events --as data=event,key=ip
2> bpfi: map <id>: --as data=event,key=ip: the parts of a record are data and its members
? 2

# A stack id shows the stack in the only map of stacks that the same program uses.
$ "$BPFI" prog run pinned <pins>/p/trace >ran; bpfi -j map dump pinned <pins>/m/by_stack --as key=stack --formatted-only | jq -c '.[0].formatted.key | map(select(startswith("bpf_prog_test_run_raw_tp+"))) | length'
1
$ bpfi map dump pinned <pins>/m/by_stack --as key=stack:<pins>/m/stacks --csv | grep -c 'bpf_prog_test_run_raw_tp+0x'
1
