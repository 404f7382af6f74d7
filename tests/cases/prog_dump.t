# The code of programs of recorded hosts.
use everything-6.12

# Prototype, source lines and instructions; with names of maps and places of lines where they are asked for.
$ bpfi prog dump xlated name drop_or_pass
int drop_or_pass(struct xdp_md * ctx):
; return tunable < 0 ? XDP_PASS : XDP_DROP;
1>    0: (18) r1 = map[id:<id>][0]+0
1>    2: (61) r1 = *(u32 *)(r1 +0)
1>    3: (67) r1 <<= 32
1>    4: (c7) r1 s>>= 32
1>    5: (b7) r0 = 2
1>    6: (b7) r2 = 0
; return tunable < 0 ? XDP_PASS : XDP_DROP;
1>    7: (6d) if r2 s> r1 goto pc+1
1>    8: (b7) r0 = 1
1>    9: (95) exit
$ bpfi prog dump xlated name drop_or_pass linum names opcodes | head -n 4
int drop_or_pass(struct xdp_md * ctx):
; return tunable < 0 ? XDP_PASS : XDP_DROP; [file:<any>/tests/live/objs/traffic.bpf.c line_num:77 line_col:9]
1>    0: (18) r1 = map[id:<id>][0]+0 <.data.tunables>
1>        18 21 00 00 <hex> 00 00 00 00 00 00 00 00 00 00 00

# As JSON, one object an instruction.
$ bpfi -J prog dump xlated name drop_or_pass | tail -n 3
{"src":"return tunable < 0 ? XDP_PASS : XDP_DROP;","disasm":"(6d) if r2 s> r1 goto pc+1"}
{"disasm":"(b7) r0 = 1"}
{"disasm":"(95) exit"}

# The graph as JSON: where each block goes on.
$ bpfi -j prog dump xlated name drop_or_pass visual | jq -c '.[] | [.name, .first, .last, (.blocks | map([.block, .first, .last, .next]))]'
["drop_or_pass",0,9,[[2,0,7,[3,4]],[3,8,8,[4]],[4,9,9,[1]]]]

# Source lines.
$ bpfi prog source name drop_or_pass
int drop_or_pass(struct xdp_md * ctx):
; <any>/tests/live/objs/traffic.bpf.c
~  +77  0-9 +return tunable < 0 \? XDP_PASS : XDP_DROP;

# Functions call each other by symbol and need no addresses for that.
$ bpfi prog dump xlated name 'count_packets*' 2>/dev/null | grep -e '^int' -e '#bpf_prog'
int count_packets_per_source_address(struct xdp_md * ctx):
~  +[0-9]+: \(85\) call pc\+[0-9]+#bpf_prog_[0-9a-f]+_is_admitted
int is_admitted(struct xdp_md * ctx):

# Native code as bytes, whatever machine this is.
$ bpfi prog dump jited name xdp file code && wc -c <code | tr -d ' '
<n>
$ [ "$(wc -c <code)" = "$(bpfi -j prog show name xdp | jq .bytes_jited)" ]

# A name that nothing has.
$ bpfi -j prog dump xlated name nobody
{"error":"no program is named 'nobody'"}
? 1
