# Listings of this machine as tables: lines of attachments, owners, what is pinned.
host

# Each attachment in the network namespace is a line.
$ bpfi net show --table --where 'devname == lo && place == xdp'
place  devname  hook     prog_id  name  link_id  netns
~ xdp +lo +generic +<p_xdp>  xdp +[0-9]*
$ bpfi -j net show --where 'place == xdp && devname == lo' | jq -c '.[0] | [(.xdp | length), (.tc | length), .xdp[0].devname]'
[1,0,"lo"]
$ bpfi net show --where 'devname == lo && place == xdp' | grep -c 'lo(1)'
1
$ bpfi -j net show --where 'devname == nosuch'
[]
? 1

# Each program of a control group is a line, in order, with the group in front.
$ bpfi -j cgroup tree --fields cgroup,id,name | jq -c 'map(select(.id == <p_cg_skb>)) | length > 0'
true
$ bpfi cgroup tree >all; bpfi cgroup tree --where 'id == <p_cg_skb>' >some; grep -c ' cg_skb' all >a; grep -c ' cg_skb' some | cmp - a; grep -c CgroupPath some; grep -c ' cg_sock ' some
1
0
? 1
$ bpfi cgroup tree --where 'id == 4294967295'
? 1

# Pins and processes of programs are conditions.
$ bpfi prog show --where 'pinned ~ <bpffs>/* && id == <p_xdp>' --fields id,pinned | tail -n 1 | grep -c '<bpffs>'
1
$ bpfi -j prog show --where 'pids.comm == bpf-host && id == <p_xdp>' --fields id
[{"id":<p_xdp>}]
$ bpfi -j prog show --where 'attached.kind == xdp && id == <p_xdp>' --fields id
[{"id":<p_xdp>}]

# On a terminal a table is as wide as it is, and in color; a limit ends the walk.
skip-unless tool script
$ script -qec 'stty cols 60 rows 24; "$BPFI" prog show --table 2>/dev/null' /dev/null | tr -d '\r' >seen; sed 's/\x1b\[[0-9;]*m//g' seen | sed 's/…/./g' | awk 'length($0) > 60' | wc -l | tr -d ' '; grep -c "$(printf '\033')\[1m *id" seen
0
1
$ script -qec 'stty cols 200; COLUMNS=50 "$BPFI" map show --table 2>/dev/null' /dev/null | tr -d '\r' | sed 's/\x1b\[[0-9;]*m//g; s/…/./g' | awk 'length($0) > 50' | wc -l | tr -d ' '
0
$ bpfi -d prog show --limit 2 2>&1 >/dev/null | grep -c 'fdinfo of prog'
2
