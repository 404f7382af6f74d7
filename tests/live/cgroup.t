# What is attached to control groups.
skip-unless root
host

# One control group: the columns that scripts know, then the link.
$ bpfi cgroup show "$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')" | grep -E '^ID|link_id (<l_cg_ingress>|<l_cg_sock>)$'
ID       AttachType      AttachFlags     Name
~ <p_cg_skb> +cgroup_inet_ingress multi           cg_skb  link_id <l_cg_ingress>
~ <p_cg_sock> +cgroup_inet_sock_create multi           cg_sock  link_id <l_cg_sock>
$ bpfi -j cgroup show "$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')" | grep -o '{"id":<p_cg_skb>,[^}]*'
{"id":<p_cg_skb>,"attach_type":"cgroup_inet_ingress","attach_flags":"multi","name":"cg_skb","position":<id>,"link_id":<l_cg_ingress>

# What is in effect has no flags.
$ bpfi cgroup show "$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')" effective | grep -E '^ID|link_id <l_cg_ingress>$'
ID       AttachType      Name
~ <p_cg_skb> +cgroup_inet_ingress cg_skb  link_id <l_cg_ingress>

# Nothing attached is silence, and an empty list.
$ root=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1); mkdir "$root/bpfi-empty"; bpfi cgroup show "$root/bpfi-empty"; bpfi -j cgroup show "$root/bpfi-empty"; rmdir "$root/bpfi-empty"
[]

# Folders that are not control groups, or not there.
$ bpfi cgroup show /tmp
2> bpfi: /tmp is not a control group of the second version
? 1
$ bpfi cgroup show /nosuch
2> bpfi: cgroup /nosuch: No such file or directory (ENOENT)
? 1
$ bpfi -j cgroup show /nosuch
{"error":"cgroup /nosuch: No such file or directory (ENOENT)"}
? 1

# The tree, as the incumbent has it, but for the blanks at the ends and the hooks that it does not know.
skip-unless tool bpftool
$ bpftool cgroup tree | sed 's/ *$//' | grep -v unix >theirs; bpfi cgroup tree | sed 's/  link_id [0-9]*$//' | grep -v unix >ours; sort theirs >a; sort ours >b; diff a b

# Names that hold what a terminal would obey are escaped.
$ root=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1); odd=$root/$(printf 'o\033[31mdd'); mkdir "$odd"; bpfi cgroup show "$odd/x"; bpfi -j cgroup tree >/dev/null; rmdir "$odd"
2~ bpfi: cgroup .*/o\\x1b\[31mdd/x: No such file or directory \(ENOENT\)
