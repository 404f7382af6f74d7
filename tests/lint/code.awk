# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# C source as FILE:LINE:CODE, without comments, so that the checks need not know C. Strings stay unless -v bare=1.

function flush_line()
{
	if (code ~ /[^ \t]/)
		print FILENAME ":" FNR ":" code
	code = ""
}

FNR == 1 { is_comment = 0 }

{
	n = length($0)
	quote = ""
	for (i = 1; i <= n; i++) {
		c = substr($0, i, 1)
		two = substr($0, i, 2)
		if (is_comment) {
			if (two == "*/") {
				is_comment = 0
				i++
			}
		} else if (quote != "") {
			if (!bare || c == quote)
				code = code c
			if (c == "\\") {
				i++
				if (!bare)
					code = code substr($0, i, 1)
			} else if (c == quote) {
				quote = ""
			}
		} else if (two == "/*") {
			is_comment = 1
			i++
		} else if (two == "//") {
			break
		} else {
			if (c == "\"" || c == "'")
				quote = c
			code = code c
		}
	}
	flush_line()
}
