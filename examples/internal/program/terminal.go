package program

import (
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain makes what came from outside safe for a terminal and for one line: what cannot be printed stands escaped, as Go has it.
func Plain(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			q := strconv.QuoteRuneToASCII(r)
			b.WriteString(q[1 : len(q)-1])
		}
	}
	return b.String()
}

// Colourful reports whether out is a terminal whose user wants colour: not where NO_COLOR is set, or TERM is dumb.
func Colourful(out io.Writer, env func(string) string) bool {
	f, ok := out.(interface{ Stat() (os.FileInfo, error) })
	if !ok || env("NO_COLOR") != "" || env("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
