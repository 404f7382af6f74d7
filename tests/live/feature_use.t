# What is probed against what is loaded: one object of everything.
host
skip-unless root

# Types of loaded programs and of maps are available.
$ bpfi -j feature probe >p; bpfi -j prog show | jq -r '.[].type' | sort -u >types; grep -c . types | sed 's/^[1-9][0-9]*$/some/'; \
	while read -r type; do jq -r ".program_types.have_${type}_prog_type" p | sed "s/^/$type /"; done <types | grep -v 'true$' || true
some
$ bpfi -j map show | jq -r '.[].type' | sort -u >types; grep -c . types | sed 's/^[1-9][0-9]*$/some/'; \
	while read -r type; do jq -r ".map_types.have_${type}_map_type" p | sed "s/^/$type /"; done <types | grep -v 'true$' || true
some

# So are the helpers that their code calls, in programs of that type.
$ bpfi -j feature probe full | jq -r '.helpers | to_entries[] | (.key | sub("_available_helpers"; "")) as $t | .value[] | $t + " " + .' | sort >available; \
	bpfi feature list_builtins helpers >helpers; bpfi -j prog show | jq -r '.[] | "\(.id) \(.type)"' | while read -r id type; do \
	bpfi prog dump xlated id "$id" 2>/dev/null | sed -n 's/.*call \(bpf_[a-z0-9_]*\).*/\1/p' | grep -Fx -f helpers | sed "s/^/$type /"; done | sort -u >used; \
	grep -c . used | sed 's/^[1-9][0-9]*$/some/'; comm -23 used available | grep -v '^ext '
some
? 1
