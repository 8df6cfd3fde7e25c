package journal

import (
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/policy"
)

// Append appends e to dst as one line with its line end, in the one form that this package writes: keys in their order, what is
// empty left out, no white space. It returns dst as it was, and a [*policy.RecordError], if e is not well-formed (see
// [policy.Event.Check]) or a log cannot hold it: without Incident or ID, with a text that is not UTF-8, or with a time whose
// offset is not of whole minutes below 24 hours, as RFC 3339 has them. It allocates nothing but what dst needs to grow.
func Append(dst []byte, e *policy.Event) ([]byte, error) {
	if err := e.Check(); err != nil {
		return dst, err
	}
	if err := writable(e); err != nil {
		return dst, err
	}
	b := append(dst, '{')
	b = text(b, "incident", e.Incident)
	b = text(b, "id", e.ID)
	b = text(b, "activity", string(e.Activity))
	b = instant(b, "at", e.At)
	b = instant(b, "recorded", e.Recorded)
	if e.Sequence != 0 {
		b = strconv.AppendInt(key(b, "sequence"), int64(e.Sequence), 10)
	}
	b = text(b, "kind", string(e.Kind))
	if len(e.By) > 0 {
		b = people(b, "by", e.By)
	}
	if len(e.To) > 0 {
		b = people(b, "to", e.To)
	}
	b = facts(b, e.Facts)
	if len(e.Standing) > 0 {
		b = append(key(b, "standing"), '[')
		for i := range e.Standing {
			b = credential(next(b, '['), &e.Standing[i])
		}
		b = append(b, ']')
	}
	b = text(b, "student", e.Student)
	b = text(b, "place", e.Place)
	b = text(b, "profile", e.Profile)
	if o := e.Other; o != nil {
		b = append(key(b, "other"), '{')
		b = text(b, "incident", o.Incident)
		b = text(b, "kind", string(o.Kind))
		b = append(text(b, "classroom", o.Classroom), '}')
	}
	if a := e.Amends; a != nil {
		b = append(key(b, "amends"), '{')
		b = text(b, "event", a.Event)
		b = instant(b, "at", a.At)
		b = facts(b, a.Facts)
		if a.By != nil { // nobody is not the same as unchanged
			b = people(b, "by", a.By)
		}
		if a.To != nil {
			b = people(b, "to", a.To)
		}
		if a.Withdrawn {
			b = append(key(b, "withdrawn"), "true"...)
		}
		b = append(b, '}')
	}
	if g := e.Glass; g != nil {
		b = append(key(b, "glass"), '{')
		b = person(key(b, "by"), g.By)
		b = append(reason(b, g.Reason), '}')
	}
	b = reason(b, e.Reason)
	return append(b, '}', '\n'), nil
}

// writable reports what a log cannot hold of an event that is well-formed.
func writable(e *policy.Event) error {
	field, value, want := "", "", ""
	offset := func(name string, t time.Time) {
		if _, s := t.Zone(); s%60 != 0 || s <= -24*3600 || s >= 24*3600 {
			field, value, want = name, (time.Duration(s) * time.Second).String(), "an offset of whole minutes below 24 hours"
		}
	}
	offset("at", e.At)
	offset("recorded", e.Recorded)
	for i := range e.Standing {
		offset("standing.from", e.Standing[i].From)
		offset("standing.until", e.Standing[i].Until)
	}
	if e.Amends != nil {
		offset("amends.at", e.Amends.At)
	}
	switch {
	case e.Incident == "":
		field, want = "incident", "an identifier, which every line needs"
	case e.ID == "":
		field, want = "id", "an identifier, which every line needs"
	case !utf8.ValidString(string(e.Reason)):
		field, want = "reason", "valid UTF-8"
	case e.Glass != nil && !utf8.ValidString(string(e.Glass.Reason)):
		field, want = "glass.reason", "valid UTF-8"
	}
	if field == "" {
		return nil
	}
	return &policy.RecordError{Incident: e.Incident, Event: e.ID, Field: field, Value: value, Want: want}
}

// next appends a comma unless something was just opened.
func next(b []byte, opening byte) []byte {
	if b[len(b)-1] == opening {
		return b
	}
	return append(b, ',')
}

// key appends a key of our own, which needs no escape.
func key(b []byte, name string) []byte {
	b = append(next(b, '{'), '"')
	b = append(b, name...)
	return append(b, '"', ':')
}

func text(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	return quote(key(b, name), value)
}

// reason appends a free text, or the reference to one that stands beside the log.
func reason(b []byte, t policy.Text) []byte {
	hash, ok := Detached(t)
	if !ok {
		return text(b, "reason", string(t))
	}
	b = append(key(b, "reason"), '{')
	return append(text(b, "sha256", hash), '}')
}

// quote appends s, which is valid UTF-8, between quotes.
func quote(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			const hex = "0123456789abcdef"
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

func instant(b []byte, name string, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	b = append(key(b, name), '"')
	return append(t.AppendFormat(b, time.RFC3339Nano), '"')
}

func people(b []byte, name string, list []policy.Person) []byte {
	b = append(key(b, name), '[')
	for _, p := range list {
		b = person(next(b, '['), p)
	}
	return append(b, ']')
}

func person(b []byte, p policy.Person) []byte {
	b = append(b, '{')
	b = text(b, "id", p.ID)
	return append(text(b, "role", string(p.Role)), '}')
}

func facts(b []byte, list []policy.Stated) []byte {
	if len(list) == 0 {
		return b
	}
	b = append(key(b, "facts"), '{')
	for _, s := range list {
		b = text(b, string(s.Fact), s.Answer.String())
	}
	return append(b, '}')
}

func credential(b []byte, c *policy.Credential) []byte {
	b = append(b, '{')
	b = text(b, "fact", string(c.Fact))
	b = text(b, "subject", c.Subject)
	b = text(b, "answer", c.Answer.String())
	b = instant(b, "from", c.From)
	b = instant(b, "until", c.Until)
	b = text(b, "issuer", c.Issuer)
	if c.Amount != 0 {
		b = append(key(b, "amount"), '"')
		b = append(append(b, c.Amount.String()...), '"')
	}
	return append(b, '}')
}
