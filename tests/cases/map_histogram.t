# Counters of recorded maps as histograms.
use everything-6.12
skip-unless tool jq

# The elements of an array are buckets; lines fit 80 columns, and on a terminal its width.
$ zcat -f "$BPFI_FROM" | jq -c '.maps |= map(if .id == 2 then .elements = [["00000000","0700000000000000"],["01000000","0800000000000000"],["02000000","2900000000000000"],["06000000","e803000000000000"]] else . end)' >filled
$ bpfi --from filled map histogram id 2
1>  0 - 1       7  #
1>  2 - 3       8  #
1>  4 - 7      41  ###
1>  8 - 15      0
16 - 31      0
32 - 63      0
64 - 127  1000  ############################################################
$ bpfi --from filled -j map histogram id 2 --linear | jq -c '.[0].buckets | [length, .[0], .[-1]]'
[7,{"low":0,"high":0,"count":7},{"low":6,"high":6,"count":1000}]
$ bpfi --from filled map histogram id 2 value --linear | awk '{ print (length($0) > 80) }' | sort -u
0

# A terminal that is narrow has short bars.
skip-unless tool script
$ script -qec "stty cols 30; '$BPFI' --from '$BPFI_FROM' map histogram id 2" /dev/null </dev/null | tr -d '\r'
0 - 1  7  ###############
2 - 3  8  #################
4 - 7  9  ####################

# What has no counters says so.
$ bpfi map histogram id 26
2> bpfi: map 26: it has no elements that are counters
? 1
$ bpfi map histogram id 22
2> bpfi: map 22: it has no keys, and its values are not lists of counters
? 1
$ bpfi map histogram id 41
2> bpfi: map 41: its values have no list of counters
? 2
$ bpfi map histogram id 41 value.packets
2> bpfi: map 41: its keys are not numbers of buckets, and have no member 'slot'
? 1
$ bpfi map histogram id 2 value.nope
2> bpfi: map 2: nope: no member 'nope'
? 2
