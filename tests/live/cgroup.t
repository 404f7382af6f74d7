# What is attached to control groups.
skip-unless root
host

# One control group: the columns that scripts know, then the link.
$ bpfi cgroup show "$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')" | grep -E '^ID|link_id (<l_cg_ingress>|<l_cg_sock>)$'
ID       AttachType      AttachFlags     Name
~ <p_cg_skb> +cgroup_inet_ingress multi           cg_skb  link_id <l_cg_ingress>
~ <p_cg_sock> +cgroup_inet_sock_create multi           cg_sock  link_id <l_cg_sock>
$ bpfi -j cgroup show "$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')" | grep -o '{"id":<p_cg_skb>,[^}]*"link_id":[0-9]*'
{"id":<p_cg_skb>,"attach_type":"cgroup_inet_ingress","attach_flags":"multi","name":"cg_skb","position":<id>,"link_id":<l_cg_ingress>

# Each change counts the revision of a chain up; kernels before 6.17 do not tell.
skip-unless kernel 6.17
$ at=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1)/bpfi-rev-$$; mkdir "$at"; revision() { bpfi -j cgroup show "$at" $1 | jq -c '[.[].revision]'; }; \
  bpfi cgroup attach "$at" egress id <p_cg_skb> multi; revision; bpfi cgroup detach "$at" egress id <p_cg_skb>; bpfi cgroup attach "$at" egress id <p_cg_skb> multi; revision; revision effective | tr -d '0-9]['; rmdir "$at"
[2]
[4]
~ (null,?)+

# What is in effect has no flags.
$ bpfi cgroup show "$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')" effective | grep -E '^ID|link_id <l_cg_ingress>$'
ID       AttachType      Name
~ <p_cg_skb> +cgroup_inet_ingress cg_skb  link_id <l_cg_ingress>

# Nothing attached is silence, and an empty list.
$ root=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1); mkdir "$root/bpfi-empty"; bpfi cgroup show "$root/bpfi-empty"; bpfi -j cgroup show "$root/bpfi-empty"; rmdir "$root/bpfi-empty"
[]

# Folders that are not control groups, or not there.
$ bpfi cgroup show /tmp
2> bpfi: /tmp is not a control group (cgroup2)
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

# Attached and detached by bpftool's words: flags have to agree, from the top down.
skip-unless native
$ root=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1)/bpfi-flags-$$; mkdir -p "$root/a/b"; echo "$root" >root; cd "$root" && bpfi cgroup attach . egress id <p_cg_skb>; bpfi cgroup show .
ID       AttachType      AttachFlags     Name
~ <p_cg_skb> +cgroup_inet_egress                 cg_skb
$ cd "$(cat root)" && bpfi cgroup attach . egress id <p_cg_skb> multi
2> bpfi: program <p_cg_skb>, cgroup .: attaching: Operation not permitted (EPERM)
2>       program <p_cg_skb> is attached there with no flags; other programs must be attached with the same flags
? 1
$ cd "$(cat root)" && bpfi cgroup attach a egress id <p_cg_skb>
2> bpfi: program <p_cg_skb>, cgroup a: attaching: Operation not permitted (EPERM)
2>       a parent control group has a program attached without multi or override
? 1
$ cd "$(cat root)" && bpfi cgroup detach . cgroup_inet_egress id <p_cg_skb>; bpfi cgroup detach . egress id <p_cg_skb>
2> bpfi: program <p_cg_skb>, cgroup .: detaching: No such file or directory (ENOENT)
2>       it is not attached there by this hook
? 1
$ cd "$(cat root)" && for d in . a a/b; do bpfi cgroup attach $d egress id <p_cg_skb> multi; done; bpfi cgroup tree . | sed "s/  *[0-9][0-9]* */ /; s,^$PWD,.,"; bpfi cgroup show a/b effective | wc -l
CgroupPath
ID       AttachType      AttachFlags     Name
.
1>  cgroup_inet_egress multi           cg_skb
./a
1>  cgroup_inet_egress multi           cg_skb
./a/b
1>  cgroup_inet_egress multi           cg_skb
4
$ cd "$(cat root)" && bpfi -j cgroup attach . egress id <p_cg_skb> multi
~ \{"error":".*: attaching: .*\((EEXIST|EINVAL)\)","hint":"this program is already attached there"\}
? 1
$ root=$(cat root); rmdir "$root/a/b" "$root/a" "$root"

# Without multi the one that is there is replaced, which is told; so is the one that was named to be replaced.
skip-unless native
$ bpfi prog loadall "$OBJS/chain.bpf.o" <pins>/chain; root=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1)/bpfi-gone-$$; mkdir "$root"; echo "$root" >root; \
	bpfi cgroup attach "$root" egress pinned <pins>/chain/skb_first; bpfi cgroup attach "$root" egress pinned <pins>/chain/skb_second; bpfi cgroup show "$root" | tail -n 1
~ [0-9]+ +cgroup_inet_egress                 skb_second
2~ bpfi: note: program [0-9]+ \(skb_first\), pinned at <pins>/chain/skb_first: replaced
$ root=$(cat root); bpfi cgroup detach "$root" egress pinned <pins>/chain/skb_second; bpfi cgroup attach "$root" egress pinned <pins>/chain/skb_first multi; \
	bpfi cgroup attach "$root" egress pinned <pins>/chain/skb_second multi replace pinned <pins>/chain/skb_first; bpfi cgroup show "$root" | tail -n 1
~ [0-9]+ +cgroup_inet_egress multi           skb_second
2~ bpfi: note: program [0-9]+ \(skb_first\), pinned at <pins>/chain/skb_first: replaced
$ bpfi cgroup attach "$(cat root)" egress pinned <pins>/chain/skb_first multi; bpfi cgroup attach "$(cat root)" egress pinned <pins>/chain/skb_second multi replace pinned <pins>/chain/skb_first
2~ bpfi: program [0-9]+, cgroup .*: attaching: Invalid argument \(EINVAL\)
2>       this program is already attached there
? 1
$ bpfi cgroup detach "$(cat root)" egress pinned <pins>/chain/skb_second; bpfi cgroup attach "$(cat root)" egress id <p_cg_skb> multi replace pinned <pins>/chain/skb_second
2~ bpfi: program <p_cg_skb>, cgroup .*: attaching: No such file or directory \(ENOENT\)
2~       program [0-9]+ is not attached there
? 1
$ rmdir "$(cat root)"

# With override a child's program is the one that runs there, and another one replaces it.
skip-unless native
$ bpfi prog loadall "$OBJS/chain.bpf.o" <pins>/over; root=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1)/bpfi-over-$$; mkdir -p "$root/a"; echo "$root" >root; cd "$root"; \
	bpfi cgroup attach . egress pinned <pins>/over/skb_first override; bpfi cgroup attach a egress pinned <pins>/over/skb_second override; for d in . a; do bpfi cgroup show $d | sed '1d; s/^[0-9]* *//'; done; \
	bpfi cgroup show a effective | sed '1d; s/^[0-9]* *//; s/ *$//; s/  */ /g'
cgroup_inet_egress override        skb_first
cgroup_inet_egress override        skb_second
cgroup_inet_egress skb_second
$ cd "$(cat root)"; bpfi cgroup attach a egress pinned <pins>/over/skb_first override; bpfi cgroup attach a egress pinned <pins>/over/skb_second multi
2~ bpfi: note: program [0-9]+ \(skb_second\), pinned at <pins>/over/skb_second: replaced
2~ bpfi: program [0-9]+, cgroup a: attaching: Operation not permitted \(EPERM\)
2~       program [0-9]+ is attached there with override; other programs must be attached with the same flags
? 1
$ root=$(cat root); rmdir "$root/a" "$root"

# A folder that is not a control group.
$ bpfi cgroup attach . egress id <p_cg_skb>
2> bpfi: . is not a control group (cgroup2)
? 1
$ bpfi -j cgroup detach . egress id <p_cg_skb>
{"error":". is not a control group (cgroup2)"}
? 1

# Before and after others of the same hook (6.17); preorder.
skip-unless kernel 6.17
$ bpfi prog loadall "$OBJS/chain.bpf.o" <pins>/order; root=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1)/bpfi-order-$$; mkdir "$root"; echo "$root" >root; \
	bpfi cgroup attach "$root" egress pinned <pins>/order/skb_first multi; bpfi cgroup attach "$root" egress pinned <pins>/order/skb_second multi before pinned <pins>/order/skb_first; \
	bpfi cgroup show "$root" | sed 's/^[0-9]* *//'
ID       AttachType      AttachFlags     Name
cgroup_inet_egress multi           skb_second
cgroup_inet_egress multi           skb_first
$ root=$(cat root); bpfi cgroup detach "$root" egress pinned <pins>/order/skb_first; bpfi cgroup attach "$root" egress id <p_cg_skb> multi; bpfi cgroup attach "$root" egress pinned <pins>/order/skb_first multi after pinned <pins>/order/skb_second; \
	bpfi cgroup show "$root" | sed 1d | sed 's/^[0-9]* *//'
cgroup_inet_egress multi           skb_second
cgroup_inet_egress multi           skb_first
cgroup_inet_egress multi           cg_skb
$ root=$(cat root); bpfi cgroup detach "$root" egress pinned <pins>/order/skb_second; bpfi cgroup attach "$root" egress pinned <pins>/order/skb_second multi preorder; rmdir "$root"

# Where a link holds the place it is named.
skip-unless native
$ root=$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p'); bpfi cgroup detach "$root" ingress id <p_cg_skb>
2~ bpfi: program <p_cg_skb>, cgroup /.*: detaching: No such file or directory \(ENOENT\)
2~       link <l_cg_ingress> is attached there, held by bpf-host\(<pid_host>\).*; to detach it: bpfi link detach id <l_cg_ingress>
? 1

# Hooks that nobody knows, programs of another type.
$ bpfi cgroup attach / zzz id <p_xdp> 2>&1 | head -n 1
bpfi: unknown ATTACH_TYPE 'zzz'
$ root=$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p'); bpfi cgroup attach "$root" connect_unix id <p_xdp>
2~ bpfi: program <p_xdp>, cgroup /.*: attaching: Invalid argument \(EINVAL\)
2>       the program has type xdp, but cgroup_unix_connect requires cgroup_sock_addr
? 1

# LSM programs show the hook that they are at.
skip-unless object l_lsm_cgroup
$ bpfi cgroup show "$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')" | grep ' lsm_cgroup '
~ <p_lsm_cgroup> +lsm_cgroup +multi +lsm_cgroup bpf_lsm_socket_bind.*

# Control groups that come and go while the tree is read.
skip-unless native
$ root=$(sed -n 's/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p' /proc/mounts | head -n 1); (while [ ! -e stop ]; do mkdir -p "$root/bpfi-churn/a/b"; rmdir "$root/bpfi-churn/a/b" "$root/bpfi-churn/a" "$root/bpfi-churn"; done) & \
	for i in 1 2 3 4 5 6 7 8 9 10; do bpfi cgroup tree >out || echo "cgroup tree: $?"; done; touch stop; wait

# A mount that another one covers is passed over; if there is no other, that is the error.
$ unshare -m sh -c 'at=$(sed -n "s/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p" /proc/mounts | head -n 1); mkdir free; mount --bind "$at" free; mount -t tmpfs none "$at"; "$BPFI" cgroup tree | grep -c "^$PWD/free/.*bpf-host$"'
<id>
$ unshare -m sh -c 'for at in $(sed -n "s/^[^ ]* \([^ ]*\) cgroup2 .*/\1/p" /proc/mounts); do mount -t tmpfs none "$at"; done; "$BPFI" cgroup tree'
2~ bpfi: /.*: another filesystem is mounted over the cgroup2 filesystem
? 1

# However its path is given, a control group is shown by its full path.
$ cd "$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')"; bpfi cgroup tree . | sed -n 3p | grep -c '^/.*/bpf-host$'; bpfi -j attached cgroup ../bpf-host | grep -o '"cgroup":"/[^"]*/bpf-host"' | sort -u
1
~ "cgroup":"/.*/bpf-host"

# Names are null without the right to list programs; all hooks are then asked.
skip-unless tool capsh
skip-unless kernel 6.6
$ capsh --drop=cap_sys_admin -- -c '"$BPFI" cgroup tree' 2>err | grep -c '<p_cg_skb> .*cgroup_inet_ingress'; head -n 1 err
1
~ bpfi: some attachments could not be read: listing links: .*\(EPERM\)
$ cg="$(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')"; export cg; for view in 'cgroup show' 'cgroup tree' 'attached cgroup'; do \
	capsh --drop=cap_sys_admin -- -c "\"\$BPFI\" $view $cg" >out 2>err; echo "$?: $(grep -c <p_cg_skb> out)"; head -n 1 err; done
3: 1
~ bpfi: some attachments could not be read: listing links: .*\(EPERM\)
3: 1
~ bpfi: some attachments could not be read: listing links: .*\(EPERM\)
3: 1
~ bpfi: some attachments could not be read: listing links: .*\(EPERM\)

# The first of several missing rights is the one of the control group.
skip-unless tool capsh
skip-unless kernel 6.6
$ for view in show tree; do capsh --drop=cap_sys_admin,cap_net_admin -- -c "\"\$BPFI\" cgroup $view $(bpfi link show id <l_cg_ingress> | sed -n 's/^.cgroup_path //p')" 2>&1 >out | grep bpfi:; done
~ bpfi: /.*: querying programs: .*\(EPERM\)
~ bpfi: /.*: querying programs: .*\(EPERM\)
