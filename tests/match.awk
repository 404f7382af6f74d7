# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Compares expected lines (first file) with what came out (second file); says nothing when they fit, else
# prints both, the lines that differ marked. Any awk will do.

function literal(text,    i, c, out)
{
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		out = out (index("[]\\.^$*+?(){}|", c) ? "\\" c : c)
	}
	return out
}

# In literal lines and regular expressions: <n> a number, <id> one above 0, <hex> hex digits, <time> a date with time and offset, <any> anything.
function pattern(line)
{
	line = line ~ /^~ / ? "(" substr(line, 3) ")" : literal(line)
	gsub(/<n>/, "[0-9]+", line)
	gsub(/<id>/, "[1-9][0-9]*", line)
	gsub(/<hex>/, "[0-9a-f]+", line)
	gsub(/<time>/, "20[0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-9:]+[-+][0-9][0-9]:?[0-9][0-9]", line)
	gsub(/<any>/, ".*", line)
	return "^" line "$"
}

function plain(line)
{
	return line ~ /^1> / ? substr(line, 4) : line == "1>" ? "" : line
}

function fits(i, j)
{
	return plain(want[i]) == got[j] || got[j] ~ pattern(plain(want[i]))
}

# Whether want[i..] and got[j..] fit; a line "..." is any number of lines.
function all_fit(i, j)
{
	for (; i <= wants; i++) {
		if (want[i] == "...") {
			for (; j <= gots + 1; j++)
				if (all_fit(i + 1, j))
					return 1
			return 0
		}
		if (j > gots || !fits(i, j))
			return 0
		j++
	}
	return j > gots
}

FILENAME == ARGV[1] { want[++wants] = $0; next }
{ got[++gots] = $0 }

# The next line of got, from j on, that line i asks for; 0: none.
function find(i, j)
{
	for (; j <= gots; j++)
		if (i > wants || fits(i, j))
			return j
	return 0
}

END {
	if (all_fit(1, 1))
		exit 0
	for (i = j = 1; i <= wants; i++) {
		at = find(i, j)
		if (want[i] == "...")
			at = 0
		if (!at) {
			print "- " want[i]
			continue
		}
		for (; j < at; j++)
			print "+ " got[j]
		print "  " got[j++]
	}
	for (; j <= gots; j++)
		print "+ " got[j]
	exit 1
}
