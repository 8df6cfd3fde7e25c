package journal

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/policy"
)

// reference is what a text that stands beside the log begins with in an event, before its hash.
const reference = "sha256:"

// Detached reports whether t is not a text but the reference to one that stands beside the log, and under which hash: "sha256:" and
// the 64 hexadecimal digits of it. It remains in an event where the text was destroyed, or was not put back by [Attach].
func Detached(t policy.Text) (hash string, ok bool) {
	hash, ok = strings.CutPrefix(string(t), reference)
	if !ok || !isHash(hash) {
		return "", false
	}
	return hash, true
}

// Detach takes the free texts out of e, Reason and Glass.Reason, puts a reference in the place of each, and returns what the host
// has to keep, by hash, for as long as it may: a salt of 32 hexadecimal digits and then the text, all under the SHA-256 of all. It
// belongs into the store before the line does. A text is destroyed by deleting that whole value, the salt being what keeps a short
// text from being guessed by its hash. The map is nil where there is no text, or none that is not detached already.
//
// Salts are made of 16 bytes each from random, which is crypto/rand.Reader but in tests; it must not be nil. Its error is returned
// wrapped. A text that a log cannot hold is a [*policy.RecordError], as with [Append]. After an error e is as it was. What Glass points
// to is never written to.
func Detach(e *policy.Event, random io.Reader) (map[string]policy.Text, error) {
	out := *e
	if e.Glass != nil {
		glass := *e.Glass
		out.Glass = &glass
	}
	var texts map[string]policy.Text
	for _, f := range free(&out) {
		if f.text == nil || *f.text == "" {
			continue
		}
		if _, ok := Detached(*f.text); ok {
			continue
		}
		if want := unkept(string(*f.text)); want != "" {
			return nil, &policy.RecordError{Incident: e.Incident, Event: e.ID, Field: f.name, Want: want}
		}
		var salt [saltDigits / 2]byte
		if _, err := io.ReadFull(random, salt[:]); err != nil {
			return nil, fmt.Errorf("journal: reading a salt: %w", err)
		}
		salted := hex.EncodeToString(salt[:]) + string(*f.text)
		sum := sha256.Sum256([]byte(salted))
		hash := hex.EncodeToString(sum[:])
		if texts == nil {
			texts = make(map[string]policy.Text, 2)
		}
		texts[hash] = policy.Text(salted)
		*f.text = policy.Text(reference + hash)
	}
	if texts != nil {
		e.Reason, e.Glass = out.Reason, out.Glass
	}
	return texts, nil
}

// Attach puts the texts that stand beside the log back into e. It asks held for what is kept under a hash, as [Detach] returned it.
// Where held has nothing the text was destroyed, or is not held: the reference stays, and that is no error. What is held and is not
// what was taken out is a [*TextError], one for each text, joined; the reference stays then too. What Glass points to is never
// written to.
func Attach(e *policy.Event, held func(hash string) (policy.Text, bool)) error {
	out := *e
	if e.Glass != nil {
		glass := *e.Glass
		out.Glass = &glass
	}
	var faults []error
	found := false
	for _, f := range free(&out) {
		if f.text == nil {
			continue
		}
		hash, ok := Detached(*f.text)
		if !ok {
			continue
		}
		salted, ok := held(hash)
		if !ok {
			continue
		}
		text, ok := unsalted(string(salted), hash)
		if !ok {
			faults = append(faults, &TextError{Incident: e.Incident, Event: e.ID, Field: f.name, Hash: hash})
			continue
		}
		*f.text, found = text, true
	}
	if found {
		e.Reason, e.Glass = out.Reason, out.Glass
	}
	return errors.Join(faults...)
}

// TextError says that what is held for a text beside the log is not what was taken out of the event.
type TextError struct {
	Incident string
	Event    string // the event's ID
	Field    string // reason or glass.reason
	Hash     string // under which it is held
}

// Error names the event, the field and the hash.
func (e *TextError) Error() string {
	return fmt.Sprintf("event %q: %s: what is held under %s is not the text that was taken out", e.Event, e.Field, e.Hash)
}

type freeText struct {
	name string
	text *policy.Text // nil: there is none
}

func free(e *policy.Event) [2]freeText {
	texts := [2]freeText{{"reason", &e.Reason}, {name: "glass.reason"}}
	if e.Glass != nil {
		texts[1].text = &e.Glass.Reason
	}
	return texts
}

// unkept says what a text must be that a log can hold, and nothing if it is that.
func unkept(s string) string {
	switch {
	case len(s) > policy.MaxText:
		return "at most 16384 bytes"
	case !utf8.ValidString(s):
		return "valid UTF-8"
	}
	return ""
}

// unsalted takes the text out of what is held under a hash, and says whether it belongs there and is such that it could have been
// taken out of an event.
func unsalted(salted, hash string) (policy.Text, bool) {
	if len(salted) <= saltDigits || !isHex(salted[:saltDigits]) || sha256.Sum256([]byte(salted)) != digest(hash) {
		return "", false
	}
	text := salted[saltDigits:]
	_, again := Detached(policy.Text(text))
	return policy.Text(text), !again && unkept(text) == ""
}
