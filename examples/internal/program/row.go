package program

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/policy"
)

// AppendRow appends a finding of an incident to dst as one line of JSON, with its line end: what -json prints. The package comment of
// examples/incident says which keys there are, in which order, and when one is left out.
//
// It is what encoding/json writes without HTML escapes, byte for byte, and so is its error: an instant whose year or offset RFC 3339
// cannot write. dst is then returned as it was. Besides the words of the finding, and of what it misses, it allocates nothing but what
// dst needs to grow.
func AppendRow(dst []byte, incident string, f *policy.Finding) ([]byte, error) {
	b := text(append(dst, `{"incident":`...), incident)
	b = text(append(b, `,"kind":`...), string(f.Kind))
	b = text(append(b, `,"rule":`...), string(f.Rule))
	b = texts(b, `,"clauses":[`, f.Clauses)
	b = text(append(b, `,"outcome":`...), f.Outcome.String())
	if !ofTheRecord(f) {
		b = text(append(b, `,"force":`...), f.Force.String())
	}
	if f.Occurrence != "" {
		b = text(append(b, `,"occurrence":`...), f.Occurrence)
	}
	if f.Subject != "" {
		b = text(append(b, `,"subject":`...), f.Subject)
	}
	var err error
	var at instants
	if b, err = at.append(b, `,"from":"`, f.From); err != nil {
		return dst, err
	}
	if b, err = at.append(b, `,"until":"`, f.Until); err != nil {
		return dst, err
	}
	if b, err = at.append(b, `,"due":"`, f.Due); err != nil {
		return dst, err
	}
	b = length(b, `,"measured":"`, f.Measured)
	b = length(b, `,"allowed":"`, f.Allowed)
	before := `,"missing":[`
	for _, m := range f.Missing {
		b = text(append(b, before...), m.String())
		before = ","
	}
	if len(f.Missing) > 0 {
		b = append(b, ']')
	}
	b = texts(b, `,"readings":[`, f.Readings)
	if b, err = at.append(b, `,"known_since":"`, f.KnownSince); err != nil {
		return dst, err
	}
	var buf [256]byte
	b = append(b, `,"message":`...)
	if m := f.Append(buf[:0]); plain(m) {
		b = append(append(append(b, '"'), m...), '"')
	} else {
		b = text(b, string(m))
	}
	return append(b, "}\n"...), nil
}

// ofTheRecord reports whether a finding is about the record itself, or about a chain as such, and cites no clause: no text demands it.
func ofTheRecord(f *policy.Finding) bool {
	return f.Rule.OfRecord() || strings.HasPrefix(string(f.Rule), "chain/") && len(f.Clauses) == 0
}

// texts appends a list, unless it is empty.
func texts(b []byte, before string, list []string) []byte {
	for _, s := range list {
		b = text(append(b, before...), s)
		before = ","
	}
	if len(list) > 0 {
		b = append(b, ']')
	}
	return b
}

// instants writes the instants of a row. Many are one and the same, as when an act begins and ends at once, and to find the offset of a
// zone takes time.
type instants struct {
	was      time.Time // the last one, and where it stands in the row
	from, to int
}

func (i *instants) append(b []byte, before string, t time.Time) ([]byte, error) {
	if t.IsZero() {
		return b, nil
	}
	b = append(b, before...)
	if t == i.was {
		return append(append(b, b[i.from:i.to]...), '"'), nil
	}
	from := len(b)
	b, err := t.AppendText(b)
	if err != nil {
		_, err = t.MarshalJSON() // in its words
		return nil, &json.MarshalerError{Type: reflect.TypeFor[time.Time](), Err: err}
	}
	*i = instants{t, from, len(b)}
	return append(b, '"'), nil
}

func length(b []byte, before string, d time.Duration) []byte {
	if d == 0 {
		return b
	}
	return append(append(append(b, before...), d.String()...), '"')
}

// text appends s in quotes. A byte that is not UTF-8 becomes the replacement character, and what is a line end to JavaScript is escaped.
func text(b []byte, s string) []byte {
	b = append(b, '"')
	if plain(s) {
		return append(append(b, s...), '"')
	}
	const hex = "0123456789abcdef"
	for i, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\b':
			b = append(b, `\b`...)
		case r == '\f':
			b = append(b, `\f`...)
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[r>>4], hex[r&0xf])
		case r == '\u2028' || r == '\u2029':
			b = append(b, '\\', 'u', '2', '0', '2', hex[r&0xf])
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			b = append(b, `\ufffd`...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}

// plain reports whether s is of ASCII and nothing in it is escaped, eight bytes at a time: the highest bit of a byte is set in x where
// it is no ASCII, and else where it is less than what was taken from it.
func plain[T string | []byte](s T) bool {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	for ; len(s) >= 8; s = s[8:] {
		x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		if (x|(x-' '*ones)|((x^'"'*ones)-ones)|((x^'\\'*ones)-ones))&high != 0 {
			return false
		}
	}
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
