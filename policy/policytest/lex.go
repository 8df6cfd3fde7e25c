package policytest

import (
	"slices"
	"strconv"
	"strings"
)

// token is a word, a quoted text, or one of the marks , ; : ( ) and #.
type token struct {
	text   string
	quoted bool
	mark   bool
}

// lex splits a line, and returns what it could not read of it. A colon is a mark where a space or the end of the line follows it,
// and otherwise part of its word: 2:30.
func lex(s string) (ts []token, rest string) {
	for s = strings.TrimLeft(s, " \t"); s != ""; s = strings.TrimLeft(s, " \t") {
		switch c := s[0]; {
		case c == '"':
			q, err := strconv.QuotedPrefix(s)
			if err != nil {
				return ts, s
			}
			text, err := strconv.Unquote(q)
			if err != nil {
				return ts, s
			}
			ts, s = append(ts, token{text: text, quoted: true}), s[len(q):]
		case strings.IndexByte(",;()#", c) >= 0:
			ts, s = append(ts, token{text: s[:1], mark: true}), s[1:]
		default:
			n := strings.IndexAny(s, " \t,;()\"")
			if n < 0 {
				n = len(s)
			}
			word, colon := strings.CutSuffix(s[:n], ":")
			if word != "" {
				ts = append(ts, token{text: word})
			}
			if colon {
				ts = append(ts, token{text: ":", mark: true})
			}
			s = s[n:]
		}
	}
	return ts, ""
}

// idText writes an identifier so that it reads as one.
func idText(id string) string {
	plain := func(c rune) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.ContainsRune("-._/+=@:", c)
	}
	if id == "" || strings.HasSuffix(id, ":") || strings.ContainsFunc(id, func(c rune) bool { return !plain(c) }) || slices.Contains(reserved(), id) {
		return strconv.Quote(id)
	}
	return id
}

// reserved are the words that stand for the lack of an identifier.
func reserved() []string { return []string{"nobody", "nowhere", "unrecorded"} }
