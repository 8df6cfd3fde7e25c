package journal

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/policy"
)

// parser reads the one form that a line has. It is written by hand because the standard package takes "AT" for "at" and the
// last of two equal keys, so that a log could say one thing to a reader and another to a machine. The form is closed, so nothing
// recurses and nothing is as deep as a line wants.
//
// The first fault is kept in err, and every loop ends on it; what is read after it in the same step is thrown away.
type parser struct {
	s     string // the line: the texts of the event are pieces of it
	i     int    // what is read of it
	key   string // the last key that was read
	keyAt int    // and where
	cols  [eventKeys]int
	err   *LineError
	zones zones
	prev  string // what seals the line, where it is sealed
	hash  string

	// Room to gather in, so that each list and text is allocated once and in its size.
	unescaped []byte
	people    [8]policy.Person
	facts     [8]policy.Stated
	standing  [4]policy.Credential
}

// The keys of an event, in the order in which they are written.
const (
	keyIncident = iota
	keyID
	keyActivity
	keyAt
	keyRecorded
	keySequence
	keyKind
	keyBy
	keyTo
	keyFacts
	keyStanding
	keyStudent
	keyPlace
	keyProfile
	keyOther
	keyAmends
	keyGlass
	keyReason
	keyPrev
	keyHash
	eventKeys
)

func eventKey(s string) int {
	switch s {
	case "incident":
		return keyIncident
	case "id":
		return keyID
	case "activity":
		return keyActivity
	case "at":
		return keyAt
	case "recorded":
		return keyRecorded
	case "sequence":
		return keySequence
	case "kind":
		return keyKind
	case "by":
		return keyBy
	case "to":
		return keyTo
	case "facts":
		return keyFacts
	case "standing":
		return keyStanding
	case "student":
		return keyStudent
	case "place":
		return keyPlace
	case "profile":
		return keyProfile
	case "other":
		return keyOther
	case "amends":
		return keyAmends
	case "glass":
		return keyGlass
	case "reason":
		return keyReason
	case "prev":
		return keyPrev
	case "hash":
		return keyHash
	}
	return -1
}

// line reads s into e, which is left half-filled where there is an error.
func (p *parser) line(s string, e *policy.Event) *LineError {
	p.s, p.i, p.err, p.cols, p.prev, p.hash = s, 0, nil, [eventKeys]int{}, "", ""
	p.event(e)
	end := p.i
	if p.space(); p.err == nil && p.i < len(s) {
		p.wrong("", "nothing after the closing brace of the event")
	}
	if p.err == nil {
		if err := e.Check(); err != nil {
			p.ill(err, end)
		}
	}
	return p.err
}

// ill keeps what Check found as the fault of the line, whose closing brace is at column end.
func (p *parser) ill(err error, end int) {
	p.err = &LineError{Want: "a well-formed event", Err: err, Offset: end}
	if r, ok := errors.AsType[*policy.RecordError](err); ok {
		p.err.Field, p.err.Value, p.err.Want = r.Field, r.Value, r.Want
		top, _, _ := strings.Cut(r.Field, ".")
		if k := eventKey(top); k >= 0 && p.cols[k] > 0 {
			p.err.Offset = p.cols[k]
		}
	}
}

func (p *parser) event(e *policy.Event) {
	var seen keys
	for n := 0; p.member("", n); n++ {
		k := eventKey(p.key)
		if k < 0 {
			p.unknown("", "a key of an event: incident, id, activity, at, recorded, sequence, kind, by, to, facts, standing, student, "+
				"place, profile, other, amends, glass, reason, prev or hash")
			return
		}
		p.once(&seen, k, "")
		p.cols[k] = p.i + 1
		switch k {
		case keyIncident:
			e.Incident = p.text("")
		case keyID:
			e.ID = p.text("")
		case keyActivity:
			e.Activity = policy.Activity(p.text(""))
		case keyAt:
			e.At = p.instant("")
		case keyRecorded:
			e.Recorded = p.instant("")
		case keySequence:
			e.Sequence = p.number("")
		case keyKind:
			e.Kind = policy.Kind(p.text(""))
		case keyBy:
			e.By = p.persons("by")
		case keyTo:
			e.To = p.persons("to")
		case keyFacts:
			e.Facts = p.answers("facts")
		case keyStanding:
			e.Standing = p.credentials()
		case keyStudent:
			e.Student = p.text("")
		case keyPlace:
			e.Place = p.text("")
		case keyProfile:
			e.Profile = p.text("")
		case keyOther:
			e.Other = p.other()
		case keyAmends:
			e.Amends = p.amends()
		case keyGlass:
			e.Glass = p.glass()
		case keyReason:
			e.Reason = p.free("")
		case keyPrev, keyHash:
			p.seal()
		}
	}
	const needed = 1<<keyIncident | 1<<keyID | 1<<keyActivity | 1<<keyAt
	if p.err == nil && seen&needed != needed {
		for k, name := range [...]string{keyIncident: "incident", keyID: "id", keyActivity: "activity", keyAt: "at"} {
			if seen&(1<<k) == 0 {
				p.fail(p.i-1, name, "", "this key, which every line needs")
			}
		}
	}
}

func (p *parser) persons(path string) []policy.Person {
	list := p.people[:0]
	for n := 0; p.element(path, n); n++ {
		if n == maxPeople {
			p.fail(p.i, path, "", "at most "+strconv.Itoa(maxPeople)+" people")
			return nil
		}
		list = append(list, p.person(path))
	}
	return exact(list)
}

func (p *parser) person(path string) (v policy.Person) {
	var seen keys
	for n := 0; p.member(path, n); n++ {
		switch p.key {
		case "id":
			p.once(&seen, 0, path)
			v.ID = p.text(path)
		case "role":
			p.once(&seen, 1, path)
			v.Role = policy.Role(p.text(path))
		default:
			p.unknown(path, "the key id or role")
		}
	}
	return v
}

func (p *parser) answers(path string) []policy.Stated {
	list := p.facts[:0]
	for n := 0; p.member(path, n); n++ {
		if n == maxFacts {
			p.fail(p.keyAt, path, "", "at most "+strconv.Itoa(maxFacts)+" facts")
			return nil
		}
		f := policy.Fact(p.key)
		for i := range list {
			if list[i].Fact == f {
				p.twice(path)
			}
		}
		list = append(list, policy.Stated{Fact: f, Answer: p.answer(path)})
	}
	return exact(list)
}

func (p *parser) credentials() []policy.Credential {
	const path = "standing"
	list := p.standing[:0]
	for n := 0; p.element(path, n); n++ {
		if n == maxStanding {
			p.fail(p.i, path, "", "at most "+strconv.Itoa(maxStanding)+" credentials")
			return nil
		}
		list = append(list, policy.Credential{})
		p.credential(&list[n], path)
	}
	return exact(list)
}

func (p *parser) credential(v *policy.Credential, path string) {
	var seen keys
	for n := 0; p.member(path, n); n++ {
		switch p.key {
		case "fact":
			p.once(&seen, 0, path)
			v.Fact = policy.Fact(p.text(path))
		case "subject":
			p.once(&seen, 1, path)
			v.Subject = p.text(path)
		case "answer":
			p.once(&seen, 2, path)
			v.Answer = p.answer(path)
		case "from":
			p.once(&seen, 3, path)
			v.From = p.instant(path)
		case "until":
			p.once(&seen, 4, path)
			v.Until = p.instant(path)
		case "issuer":
			p.once(&seen, 5, path)
			v.Issuer = p.text(path)
		case "amount":
			p.once(&seen, 6, path)
			v.Amount = p.duration(path)
		default:
			p.unknown(path, "the key fact, subject, answer, from, until, issuer or amount")
		}
	}
}

func (p *parser) other() *policy.Part {
	const path = "other"
	v := new(policy.Part)
	var seen keys
	for n := 0; p.member(path, n); n++ {
		switch p.key {
		case "incident":
			p.once(&seen, 0, path)
			v.Incident = p.text(path)
		case "kind":
			p.once(&seen, 1, path)
			v.Kind = policy.Kind(p.text(path))
		case "classroom":
			p.once(&seen, 2, path)
			v.Classroom = p.text(path)
		default:
			p.unknown(path, "the key incident, kind or classroom")
		}
	}
	return v
}

func (p *parser) amends() *policy.Amendment {
	const path = "amends"
	v := new(policy.Amendment)
	var seen keys
	for n := 0; p.member(path, n); n++ {
		switch p.key {
		case "event":
			p.once(&seen, 0, path)
			v.Event = p.text(path)
		case "at":
			p.once(&seen, 1, path)
			v.At = p.instant(path)
		case "facts":
			p.once(&seen, 2, path)
			v.Facts = p.answers(path + ".facts")
		case "by":
			p.once(&seen, 3, path)
			v.By = nobody(p.persons(path + ".by"))
		case "to":
			p.once(&seen, 4, path)
			v.To = nobody(p.persons(path + ".to"))
		case "withdrawn":
			p.once(&seen, 5, path)
			v.Withdrawn = p.truth(path)
		default:
			p.unknown(path, "the key event, at, facts, by, to or withdrawn")
		}
	}
	return v
}

// nobody makes an empty list of an absent one: that a correction says "nobody" is not that it says nothing.
func nobody(list []policy.Person) []policy.Person {
	if list == nil {
		return []policy.Person{}
	}
	return list
}

func (p *parser) glass() *policy.BreakGlass {
	const path = "glass"
	v := new(policy.BreakGlass)
	var seen keys
	for n := 0; p.member(path, n); n++ {
		switch p.key {
		case "by":
			p.once(&seen, 0, path)
			v.By = p.person(path + ".by")
		case "reason":
			p.once(&seen, 1, path)
			v.Reason = p.free(path)
		default:
			p.unknown(path, "the key by or reason")
		}
	}
	return v
}

// free reads a free text, or the reference to one that stands beside the log.
func (p *parser) free(path string) policy.Text {
	from, field := p.i, join(path, p.key)
	if from >= len(p.s) || p.s[from] != '{' {
		s := p.text(path)
		if _, ok := Detached(policy.Text(s)); ok { // one form for one thing
			p.fail(from, field, "", `a text; a reference to one is {"sha256": …}`)
		}
		return policy.Text(s)
	}
	hash := ""
	for n := 0; p.member(field, n); n++ {
		if p.key != "sha256" {
			p.unknown(field, "the key sha256")
			break
		}
		if hash != "" {
			p.twice(field)
		}
		at := p.i
		if hash = p.text(field); !isHash(hash) {
			p.fail(at, join(field, p.key), "", wantHash)
		}
	}
	if hash == "" {
		p.fail(from, field, "", "the key sha256")
	}
	return policy.Text(reference + hash)
}

// seal reads the end of a sealed line, from the first of the two keys that was read. It has one form to the byte, so that what is
// hashed and what is not can be told without reading JSON.
func (p *parser) seal() {
	s := strings.TrimSuffix(p.s, "\r")
	from, hash := p.keyAt-len(","), len(s)-hashSize
	ok := hash >= from && s[hash:hash+len(beforeHash)] == beforeHash && s[len(s)-len(afterHash):] == afterHash
	if ok {
		p.hash = s[hash+len(beforeHash) : len(s)-len(afterHash)]
		ok = isHash(p.hash)
	}
	if ok && from < hash {
		ok = hash-from == prevSize && s[from:from+len(beforePrev)] == beforePrev && s[hash-1] == '"'
		if ok {
			p.prev = s[from+len(beforePrev) : hash-1]
			ok = isHash(p.prev)
		}
	}
	if !ok {
		p.fail(p.keyAt, p.key, "", wantSeal)
		return
	}
	p.i = len(s) - len("}")
}

const (
	wantHash = "64 digits of 0-9 and a-f"
	wantSeal = "prev, unless it is the first line of the incident, and hash as the last keys, of " + wantHash + " each, and no white space"
)

// exact copies a list out of the room it was gathered in.
func exact[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	out := make([]T, len(list))
	copy(out, list)
	return out
}

// instant reads the time under the last key. A zero time, which an event cannot tell from none, is refused.
func (p *parser) instant(path string) time.Time {
	from := p.i
	if end := from + len(`"2006-01-02T15:04:05-07:00`); end < len(p.s) && p.s[from] == '"' && p.s[end] == '"' { // the most common form
		if t, ok := p.zones.instant(p.s[from+1 : end]); ok && !t.IsZero() {
			p.i = end + 1
			return t
		}
	}
	s := p.text(path)
	t, ok := p.zones.instant(s)
	switch {
	case !ok:
		p.fail(from, join(path, p.key), clock(s), wantInstant)
	case t.IsZero():
		p.fail(from, join(path, p.key), s, "an instant from 1950 to 2149")
	}
	return t
}

// duration reads the duration under the last key. A zero one, which an event cannot tell from none, is refused.
func (p *parser) duration(path string) time.Duration {
	from := p.i
	s := p.text(path)
	d, err := time.ParseDuration(s)
	if err != nil || d <= 0 {
		p.fail(from, join(path, p.key), word(s), "a duration above 0s, such as 20m or 1h30m")
	}
	return d
}

func (p *parser) answer(path string) policy.Answer {
	from := p.i
	switch s := p.text(path); s {
	case "yes":
		return policy.Yes
	case "no":
		return policy.No
	case "not recorded":
		return policy.NotRecorded
	default:
		p.fail(from, join(path, p.key), word(s), "yes, no or not recorded")
		return policy.NotRecorded
	}
}

func (p *parser) number(path string) int32 {
	from, v := p.i, int64(0)
	for p.i < len(p.s) && p.s[p.i]-'0' <= 9 && v <= maxSequence {
		v = 10*v + int64(p.s[p.i]-'0')
		p.i++
	}
	to := p.i
	for to < len(p.s) && strings.IndexByte("+-.0123456789Ee", p.s[to]) >= 0 {
		to++
	}
	const want = "a whole number from 0 to 2147483647, without quotes, sign, fraction, exponent or leading zero"
	switch {
	case to == from:
		p.wrong(join(path, p.key), want)
	case to > p.i || v > maxSequence || p.s[from] == '0' && p.i > from+1:
		p.fail(from, join(path, p.key), brief(p.s[from:to]), want)
	}
	return int32(v)
}

func (p *parser) truth(path string) bool {
	switch rest := p.s[p.i:]; {
	case strings.HasPrefix(rest, "true"):
		p.i += len("true")
		return true
	case strings.HasPrefix(rest, "false"):
		p.i += len("false")
	default:
		p.wrong(join(path, p.key), "true or false, without quotes")
	}
	return false
}

// text reads the text under the last key. An empty one, which an event cannot tell from none, is refused.
func (p *parser) text(path string) string {
	if p.i >= len(p.s) || p.s[p.i] != '"' {
		p.wrong(join(path, p.key), "a text in quotes")
		return ""
	}
	from := p.i
	s := p.quoted(path, false)
	if s == "" {
		p.fail(from, join(path, p.key), "", "a text that is not empty; leave the key out where there is nothing")
	}
	return s
}

// quoted reads from one quote to the other. It returns a piece of the line where nothing in between is escaped.
func (p *parser) quoted(path string, key bool) string {
	s, from := p.s, p.i+1
	for i := from; i < len(s); i++ {
		if c := s[i]; c == '"' {
			p.i = i + 1
			return s[from:i]
		} else if c < ' ' || c == '\\' || c >= utf8.RuneSelf {
			return p.unusual(path, key, from, i)
		}
	}
	return p.unusual(path, key, from, len(s))
}

// unusual reads on in a text that began at from, where at i something stands that a plain text does not have.
func (p *parser) unusual(path string, key bool, from, i int) string {
	field := func() string {
		if key {
			return path
		}
		return join(path, p.key)
	}
	s, out, escaped := p.s, p.unescaped[:0], false
	for i < len(s) {
		switch c := s[i]; {
		case c == '"':
			p.i = i + 1
			if !escaped {
				return s[from:i]
			}
			p.unescaped = out
			return string(out)
		case c < ' ':
			p.fail(i, field(), "", `no control character in a text; write it as an escape such as \n or \u0009`)
			return ""
		case c == '\\':
			if !escaped {
				out, escaped = append(out, s[from:i]...), true
			}
			r, n := unescape(s[i:])
			if n == 0 {
				p.fail(i, field(), "", `an escape of JSON: \" \\ \/ \b \f \n \r \t, or \u and four hexadecimal digits, surrogates in pairs`)
				return ""
			}
			out, i = utf8.AppendRune(out, r), i+n
		default:
			_, n := utf8.DecodeRuneInString(s[i:])
			if c >= utf8.RuneSelf && n == 1 {
				p.fail(i, field(), "", "valid UTF-8")
				return ""
			}
			if escaped {
				out = append(out, s[i:i+n]...)
			}
			i += n
		}
	}
	p.fail(i, field(), "", "a closing quote; the line ends here")
	return ""
}

// unescape returns what the escape at the start of s stands for, and its length, which is 0 if it is none.
func unescape(s string) (rune, int) {
	if len(s) < 2 {
		return 0, 0
	}
	switch s[1] {
	case '"', '\\', '/':
		return rune(s[1]), 2
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	}
	r := unit(s)
	switch {
	case r < 0:
		return 0, 0
	case !utf16.IsSurrogate(r):
		return r, 6
	}
	if r = utf16.DecodeRune(r, unit(s[6:])); r == utf8.RuneError {
		return 0, 0
	}
	return r, 12
}

// unit returns the number in an escape such as \u00e9, or -1.
func unit(s string) rune {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return -1
	}
	var r rune
	for i := 2; i < 6; i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case 'A' <= c && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			return -1
		}
	}
	return r
}

// member goes on to the value of the next member of the object at path, n of which are read, and says whether there is one.
func (p *parser) member(path string, n int) bool {
	before := byte(',')
	if n == 0 {
		before = '{'
	}
	if p.err == nil && p.compact(before) {
		return true
	}
	if !p.more(path, n, '{', '}', "an object in braces", "a comma or a closing brace") {
		return false
	}
	if p.i >= len(p.s) || p.s[p.i] != '"' {
		p.wrong(path, "a key in quotes")
		return false
	}
	p.keyAt = p.i
	p.key = p.quoted(path, true)
	if p.err != nil {
		return false
	}
	if p.space(); p.i >= len(p.s) || p.s[p.i] != ':' {
		p.wrong(join(path, p.key), "a colon after the key")
		return false
	}
	p.i++
	p.space()
	return true
}

// compact does what member does for a member that is as Append writes it, without white space and escapes: for speed only. If
// the member is not, it does nothing.
func (p *parser) compact(before byte) bool {
	s, i := p.s, p.i
	if i+1 >= len(s) || s[i] != before || s[i+1] != '"' {
		return false
	}
	for j := i + 2; j+2 < len(s); j++ {
		if c := s[j]; c == '"' {
			if s[j+1] != ':' || s[j+2] <= ' ' {
				return false
			}
			p.keyAt, p.key, p.i = i+1, s[i+2:j], j+2
			return true
		} else if c < ' ' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return false
}

// element goes on to the next element of the array at path, n of which are read, and says whether there is one.
func (p *parser) element(path string, n int) bool {
	return p.more(path, n, '[', ']', "a list in brackets", "a comma or a closing bracket")
}

// more goes over the opening or a comma, and says whether something other than the closing follows. After a comma something must.
func (p *parser) more(path string, n int, opening, closing byte, wantOpening, wantMore string) bool {
	if p.err != nil {
		return false
	}
	p.space()
	var c byte
	if p.i < len(p.s) {
		c = p.s[p.i]
	}
	switch {
	case n > 0 && c == ',':
		p.i++
		p.space()
		return true
	case n > 0 && c == closing:
		p.i++
		return false
	case n > 0:
		p.wrong(path, wantMore)
		return false
	case c != opening:
		p.wrong(path, wantOpening)
		return false
	}
	p.i++
	p.space()
	if p.i < len(p.s) && p.s[p.i] == closing {
		p.i++
		return false
	}
	return true
}

// space goes over white space. A line feed is the end of a line, and no line has one inside.
func (p *parser) space() {
	for p.i < len(p.s) && (p.s[p.i] == ' ' || p.s[p.i] == '\t' || p.s[p.i] == '\r') {
		p.i++
	}
}

// keys are the keys of an object that were read.
type keys uint32

// once notes key k of the object at path, which must not have been read before.
func (p *parser) once(seen *keys, k int, path string) {
	if *seen&(1<<k) != 0 {
		p.twice(path)
	}
	*seen |= 1 << k
}

func (p *parser) twice(path string) { p.fail(p.keyAt, join(path, p.key), "", "each key once") }

func (p *parser) unknown(path, want string) { p.fail(p.keyAt, path, word(p.key), want) }

// wrong says that something else than want stands at the place that is read. It shows that only where it is a mark or null, since
// anything else could be a piece of a text that was not quoted as it should be.
func (p *parser) wrong(field, want string) {
	value := ""
	switch rest := p.s[p.i:]; {
	case rest == "":
		want += "; the line ends here"
	case strings.HasPrefix(rest, "null"):
		value, want = "null", want+"; leave the key out where there is nothing"
	case strings.IndexByte(`"{}[]:,`, rest[0]) >= 0:
		value = rest[:1]
	}
	p.fail(p.i, field, value, want)
}

// fail keeps a fault, unless there was one before.
func (p *parser) fail(at int, field, value, want string) {
	if p.err == nil {
		p.err = &LineError{Offset: at + 1, Field: field, Value: value, Want: want}
	}
}
