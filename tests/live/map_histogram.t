# Counters as histograms.
host
skip-unless native

# A list in each value, elements numbered by their key or by its member slot; values of all CPUs are added up.
$ bpfi prog load "$OBJS/slots.bpf.o" <pins>/count pinmaps <pins>/maps
$ bpfi map update pinned <pins>/maps/by_disk key 8 value '{"total": 71, "slots": [0, 0, 1, 4, 60, 6]}'
$ bpfi map histogram pinned <pins>/maps/by_disk
key 8
1>  4 - 7    1  #
1>  8 - 15   4  ####
16 - 31  60  ############################################################
32 - 63   6  ######
$ bpfi map histogram pinned <pins>/maps/by_disk value.slots --linear
key 8
2   1  #
3   4  ####
4  60  ############################################################
5   6  ######
$ bpfi -j map histogram pinned <pins>/maps/by_disk slots
[{"key":8,"buckets":[{"low":4,"high":7,"count":1},{"low":8,"high":15,"count":4},{"low":16,"high":31,"count":60},{"low":32,"high":63,"count":6}]}]
$ bpfi map update pinned <pins>/maps/by_place key '{"address": 16777226, "slot": 3}' value 5
$ bpfi map update pinned <pins>/maps/by_place key '{"address": 16777226, "slot": 4}' value 50
$ bpfi map histogram pinned <pins>/maps/by_place --as key.address=ip
key {"address":"10.0.0.1","slot":0}
1>  8 - 15   5  ######
16 - 31  50  ############################################################
$ bpfi -j map histogram pinned <pins>/maps/by_place
[{"key":{"address":16777226,"slot":0},"buckets":[{"low":8,"high":15,"count":5},{"low":16,"high":31,"count":50}]}]
$ bpfi map update pinned <pins>/maps/by_place key '{"address": 0, "slot": 63}' value 1
$ bpfi map histogram pinned <pins>/maps/by_place | grep '[^ ] - [0-9]\{4\}\|^key' | sort
9223372036854775808 - 18446744073709551615  1  #################################
key {"address":0,"slot":0}
key {"address":16777226,"slot":0}
$ bpfi map update pinned <pins>/maps/by_bucket key 2 value 2
$ bpfi map histogram pinned <pins>/maps/by_bucket
4 - 7  <n>  <any>

# Without a name it must be clear which list is meant.
$ bpfi prog load "$OBJS/slots.bpf.o" <pins>/again pinmaps <pins>/maps2
$ bpfi map histogram pinned <pins>/maps2/by_kind
2> bpfi: map <id>: its values have several lists of counters
2>       name one: value.reads, value.writes
? 2
$ bpfi map histogram pinned <pins>/maps2/by_kind value.reads
nothing counted
$ bpfi -j map histogram pinned <pins>/maps2/by_kind value.reads
[{"buckets":[]}]
$ bpfi map histogram pinned <pins>/maps2/by_kind value
2> bpfi: map <id>: the value is not a list of numbers
? 2
$ bpfi map histogram pinned <pins>/maps2/by_kind value.read
2> bpfi: map <id>: read: no member 'read'
2>       did you mean 'reads'?
? 2
$ bpfi map histogram pinned <pins>/maps2/by_kind key
2> bpfi: map <id>: key: no member 'key'
? 2
