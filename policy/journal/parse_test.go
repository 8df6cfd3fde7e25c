package journal_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

const base = `"incident":"i-1","id":"e1","activity":"close","at":"2025-10-06T10:02:00-06:00"`

// with is a line that has what every line needs, and more. What follows the comma begins at column 81.
func with(more string) string { return `{` + base + `,` + more + `}` }

func TestTheColumnOfWhatFollows(t *testing.T) {
	assert.Equal(t, 80, strings.Index(with("X"), "X"))
}

const (
	wantKey = "a key of an event: incident, id, activity, at, recorded, sequence, kind, by, to, facts, standing, student, place, profile, " +
		"other, amends, glass, reason, prev or hash"
	wantTime   = "a time of RFC 3339 with its offset, such as 2025-10-06T10:02:00-06:00"
	wantNumber = "a whole number from 0 to 2147483647, without quotes, sign, fraction, exponent or leading zero"
	wantEscape = `an escape of JSON: \" \\ \/ \b \f \n \r \t, or \u and four hexadecimal digits, surrogates in pairs`
	wantPlain  = `no control character in a text; write it as an escape such as \n or \u0009`
	wantFilled = "a text that is not empty; leave the key out where there is nothing"
	wantAmount = "a duration above 0s, such as 20m or 1h30m"
	wantSeal   = "prev, unless it is the first line of the incident, and hash as the last keys, of 64 digits of 0-9 and a-f each, and no white space"
	wantID     = "1 to 128 printable bytes without spaces at the ends"
)

var zeros = strings.Repeat("0", 64)

func TestRefusals(t *testing.T) {
	many := func(n int, what string) string { return strings.TrimSuffix(strings.Repeat(what+",", n), ",") }
	facts := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `,"ourboard/f%d":"yes"`, i)
		}
		return "{" + b.String()[1:] + "}"
	}
	for _, c := range []struct{ name, line, want string }{
		// Not a line of the form.
		{"nothing", "", `column 1: expected an object in braces; the line ends here`},
		{"white space", " \t\r\n", `column 4: expected an object in braces; the line ends here`},
		{"a list", `[{` + base + `}]`, `column 1: found "[", expected an object in braces`},
		{"a text", `"incident"`, `column 1: found "\"", expected an object in braces`},
		{"null", `null`, `column 1: found "null", expected an object in braces; leave the key out where there is nothing`},
		{"a byte order mark in the middle", "\ufeff{" + base + `}`, `column 1: expected an object in braces`},
		{"trailing bytes", `{` + base + `} x`, `column 82: expected nothing after the closing brace of the event`},
		{"two events in a line", `{` + base + `}{` + base + `}`, `column 81: found "{", expected nothing after the closing brace of the event`},
		{"two lines", "{" + base + "}\n{" + base + "}\n", `column 81: expected nothing after the closing brace of the event`},
		{"a line feed inside", "{" + base + ",\n\"reason\":\"x\"}", `column 81: expected a key in quotes`},
		{"a form feed as white space", "{\f" + base + "}", `column 2: expected a key in quotes`},
		{"a comma before the end", with(``), `column 81: found "}", expected a key in quotes`},
		{"a comma at the start", `{,` + base + `}`, `column 2: found ",", expected a key in quotes`},
		{"two commas", with(`,"place":"r-1"`), `column 81: found ",", expected a key in quotes`},
		{"no comma", `{` + base + ` "place":"r-1"}`, `column 81: found "\"", expected a comma or a closing brace`},
		{"a key without quotes", with(`place:"r-1"`), `column 81: expected a key in quotes`},
		{"no colon", with(`"place" "r-1"`), `column 89: place: found "\"", expected a colon after the key`},
		{"no value", with(`"place":`), `column 89: place: found "}", expected a text in quotes`},
		{"a comment", with(`/* "place":"r-1" */`), `column 81: expected a key in quotes`},
		{"cut after the opening", `{`, `column 2: expected a key in quotes; the line ends here`},
		{"cut in a key", `{"inci`, `column 7: expected a closing quote; the line ends here`},
		{"cut after a key", `{"incident"`, `column 12: incident: expected a colon after the key; the line ends here`},
		{"cut after a colon", `{"incident":`, `column 13: incident: expected a text in quotes; the line ends here`},
		{"cut in a text", `{"incident":"i-`, `column 16: incident: expected a closing quote; the line ends here`},
		{"cut in an escape", `{"incident":"i-\u00`, `column 16: incident: expected ` + wantEscape},
		{"cut at a backslash", `{"incident":"i-\`, `column 16: incident: expected ` + wantEscape},
		{"cut before the end", `{` + base, `column 80: expected a comma or a closing brace; the line ends here`},
		{"cut in a list", `{` + base + `,"by":[{"id":"s-1"}`, `column 99: by: expected a comma or a closing bracket; the line ends here`},

		// Needed keys.
		{"an empty object", `{}`, `column 2: incident: expected this key, which every line needs`},
		{"without incident", `{"id":"e1","activity":"close","at":"2025-10-06T10:02:00Z"}`, `column 58: incident: expected this key, which every line needs`},
		{"without id", `{"incident":"i-1","activity":"close","at":"2025-10-06T10:02:00Z"}`, `column 65: id: expected this key, which every line needs`},
		{"without activity", `{"incident":"i-1","id":"e1","at":"2025-10-06T10:02:00Z"}`, `column 56: activity: expected this key, which every line needs`},
		{"without at", `{"incident":"i-1","id":"e1","activity":"close"}`, `column 47: at: expected this key, which every line needs`},

		// Unknown keys, in every object.
		{"an unknown key", with(`"colour":"red"`), `column 81: found "colour", expected ` + wantKey},
		{"a key in other case", with(`"PLACE":"r-1"`), `column 81: found "PLACE", expected ` + wantKey},
		{"at in other case", `{"AT":"2025-10-06T10:02:00Z",` + base + `}`, `column 2: found "AT", expected ` + wantKey},
		{"a key folded by Unicode", with(`"\u212aind":"seclusion"`), `column 81: expected ` + wantKey},
		{"an empty key", with(`"":"x"`), `column 81: expected ` + wantKey},
		{"a key that could be a piece of a text", with(`"she said":1`), `column 81: expected ` + wantKey},
		{"a long key", with(`"` + strings.Repeat("k", 50) + `":1`), `column 81: found "` + strings.Repeat("k", 40) + `…", expected ` + wantKey},
		{"a hash that is none", with(`"hash":"0"`), `column 81: hash: expected ` + wantSeal},
		{"prev without hash", with(`"prev":"` + zeros + `"`), `column 81: prev: expected ` + wantSeal},
		{"prev after hash", with(`"hash":"` + zeros + `","prev":"` + zeros + `"`), `column 81: hash: expected ` + wantSeal},
		{"hash before another key", with(`"hash":"` + zeros + `","place":"r-1"`), `column 81: hash: expected ` + wantSeal},
		{"prev before another key", with(`"prev":"` + zeros + `","place":"r-1","hash":"` + zeros + `"`), `column 81: prev: expected ` + wantSeal},
		{"prev twice", with(`"prev":"` + zeros + `","prev":"` + zeros + `","hash":"` + zeros + `"`), `column 81: prev: expected ` + wantSeal},
		{"hash twice", with(`"hash":"` + zeros + `","hash":"` + zeros + `"`), `column 81: hash: expected ` + wantSeal},
		{"nothing but hash", `{"hash":"` + zeros + `"}`, `column 2: hash: expected ` + wantSeal},
		{"capitals in hash", with(`"hash":"` + zeros[1:] + `A"`), `column 81: hash: expected ` + wantSeal},
		{"a short hash", with(`"hash":"` + zeros[1:] + `"`), `column 81: hash: expected ` + wantSeal},
		{"a long hash", with(`"hash":"` + zeros + `0"`), `column 81: hash: expected ` + wantSeal},
		{"an empty hash", with(`"hash":""`), `column 81: hash: expected ` + wantSeal},
		{"no text in hash", with(`"hash":7`), `column 81: hash: expected ` + wantSeal},
		{"capitals in prev", with(`"prev":"F` + zeros[1:] + `","hash":"` + zeros + `"`), `column 81: prev: expected ` + wantSeal},
		{"a short prev", with(`"prev":"` + zeros[1:] + `","hash":"` + zeros + `"`), `column 81: prev: expected ` + wantSeal},
		{"prev without a closing quote", with(`"prev":"` + zeros + `0,"hash":"` + zeros + `"`), `column 81: prev: expected ` + wantSeal},
		{"prev of nothing", with(`"prev":","hash":"` + zeros + `"`), `column 81: prev: expected ` + wantSeal},
		{"an empty prev", with(`"prev":"","hash":"` + zeros + `"`), `column 81: prev: expected ` + wantSeal},
		{"white space before hash", with(` "hash":"` + zeros + `"`), `column 82: hash: expected ` + wantSeal},
		{"white space in hash", with(`"hash": "` + zeros + `"`), `column 81: hash: expected ` + wantSeal},
		{"white space after hash", with(`"hash":"`+zeros+`"`) + " ", `column 81: hash: expected ` + wantSeal},
		{"white space before the brace", with(`"hash":"` + zeros + `" `), `column 81: hash: expected ` + wantSeal},
		{"two carriage returns after hash", with(`"hash":"`+zeros+`"`) + "\r\r\n", `column 81: hash: expected ` + wantSeal},
		{"white space after prev", with(`"prev":"` + zeros + `", "hash":"` + zeros + `"`), `column 81: prev: expected ` + wantSeal},
		{"an escape in the key hash", with(`"h\u0061sh":"` + zeros + `"`), `column 81: hash: expected ` + wantSeal},
		{"something after a sealed event", with(`"hash":"`+zeros+`"`) + "x", `column 81: hash: expected ` + wantSeal},
		{"hash in another object", with(`"other":{"hash":"` + zeros + `"}`), `column 90: other: found "hash", expected the key incident, kind or classroom`},

		// References to texts.
		{"a reference to nothing", with(`"reason":{}`), `column 90: reason: expected the key sha256`},
		{"a reference by another hash", with(`"reason":{"md5":"` + zeros[:32] + `"}`), `column 91: reason: found "md5", expected the key sha256`},
		{"a reference with more", with(`"reason":{"sha256":"` + zeros + `","salt":"0"}`), `column 167: reason: found "salt", expected the key sha256`},
		{"a reference twice", with(`"reason":{"sha256":"` + zeros + `","sha256":"` + zeros + `"}`), `column 167: reason.sha256: expected each key once`},
		{"a short reference", with(`"reason":{"sha256":"` + zeros[1:] + `"}`), `column 100: reason.sha256: expected 64 digits of 0-9 and a-f`},
		{"capitals in a reference", with(`"reason":{"sha256":"` + zeros[1:] + `F"}`), `column 100: reason.sha256: expected 64 digits of 0-9 and a-f`},
		{"an empty reference", with(`"reason":{"sha256":""}`), `column 100: reason.sha256: expected ` + wantFilled},
		{"null for a reference", with(`"reason":{"sha256":null}`), `column 100: reason.sha256: found "null", expected a text in quotes; leave the key out where there is nothing`},
		{"a reference as a text", with(`"reason":"sha256:` + zeros + `"`), `column 90: reason: expected a text; a reference to one is {"sha256": …}`},
		{"a list for a reason", with(`"reason":["` + zeros + `"]`), `column 90: reason: found "[", expected a text in quotes`},
		{"a short reference in glass", with(`"glass":{"by":{"id":"s-1"},"reason":{"sha256":"0"}}`), `column 127: glass.reason.sha256: expected 64 digits of 0-9 and a-f`},
		{"a reference as a text in glass", with(`"glass":{"by":{"id":"s-1"},"reason":"sha256:` + zeros + `"}`), `column 117: glass.reason: expected a text; a reference to one is {"sha256": …}`},
		{"a reference elsewhere", with(`"place":{"sha256":"` + zeros + `"}`), `column 89: place: found "{", expected a text in quotes`},

		// Unknown keys, in every object that is left.
		{"in by", with(`"by":[{"ID":"s-1"}]`), `column 88: by: found "ID", expected the key id or role`},
		{"in to", with(`"to":[{"id":"s-1","name":"x"}]`), `column 99: to: found "name", expected the key id or role`},
		{"in standing", with(`"standing":[{"Fact":"trained"}]`), `column 94: standing: found "Fact", expected the key fact, subject, answer, from, until, issuer or amount`},
		{"in other", with(`"other":{"id":"i-2"}`), `column 90: other: found "id", expected the key incident, kind or classroom`},
		{"in amends", with(`"amends":{"id":"e1"}`), `column 91: amends: found "id", expected the key event, at, facts, by, to or withdrawn`},
		{"in the people of amends", with(`"amends":{"by":[{"x":1}]}`), `column 98: amends.by: found "x", expected the key id or role`},
		{"in glass", with(`"glass":{"why":"x"}`), `column 90: glass: found "why", expected the key by or reason`},
		{"in the person of glass", with(`"glass":{"by":{"x":1}}`), `column 96: glass.by: found "x", expected the key id or role`},

		// The same key twice, in every object.
		{"at twice", with(`"at":"2025-10-06T10:02:00-06:00"`), `column 81: at: expected each key once`},
		{"at twice, once escaped", with(`"\u0061t":"2025-10-06T10:02:00-06:00"`), `column 81: at: expected each key once`},
		{"a fact twice", with(`"facts":{"door-shut":"yes","door-shut":"no"}`), `column 108: facts.door-shut: expected each key once`},
		{"a fact twice, once escaped", with(`"facts":{"door-shut":"yes","door\u002dshut":"yes"}`), `column 108: facts.door-shut: expected each key once`},
		{"twice in by", with(`"by":[{"id":"s-1","id":"s-2"}]`), `column 99: by.id: expected each key once`},
		{"role twice", with(`"by":[{"role":"teacher","role":"teacher"}]`), `column 105: by.role: expected each key once`},
		{"twice in standing", with(`"standing":[{"fact":"trained","fact":"trained"}]`), `column 111: standing.fact: expected each key once`},
		{"twice in other", with(`"other":{"kind":"seclusion","kind":"seclusion"}`), `column 109: other.kind: expected each key once`},
		{"twice in amends", with(`"amends":{"withdrawn":true,"withdrawn":false}`), `column 108: amends.withdrawn: expected each key once`},
		{"a fact of amends twice", with(`"amends":{"facts":{"reached":"no","reached":"no"}}`), `column 115: amends.facts.reached: expected each key once`},
		{"twice in glass", with(`"glass":{"reason":"x","reason":"x"}`), `column 103: glass.reason: expected each key once`},

		// Texts.
		{"null for a text", with(`"place":null`), `column 89: place: found "null", expected a text in quotes; leave the key out where there is nothing`},
		{"null for a list", with(`"by":null`), `column 86: by: found "null", expected a list in brackets; leave the key out where there is nothing`},
		{"null for facts", with(`"facts":null`), `column 89: facts: found "null", expected an object in braces; leave the key out where there is nothing`},
		{"null for a number", with(`"sequence":null`), `column 92: sequence: found "null", expected ` + wantNumber + `; leave the key out where there is nothing`},
		{"a number for a text", with(`"place":7`), `column 89: place: expected a text in quotes`},
		{"an object for a text", with(`"place":{"id":"r-1"}`), `column 89: place: found "{", expected a text in quotes`},
		{"an empty text", with(`"student":""`), `column 91: student: expected ` + wantFilled},
		{"an empty role", with(`"by":[{"id":"s-1","role":""}]`), `column 106: by.role: expected ` + wantFilled},
		{"an empty time", with(`"recorded":""`), `column 92: recorded: expected ` + wantFilled},
		{"a tab in a text", with("\"place\":\"r\t1\""), `column 91: place: expected ` + wantPlain},
		{"a line feed in a text", with("\"place\":\"r\n1\""), `column 91: place: expected ` + wantPlain},
		{"a NUL in a key", with("\"pl\x00ace\":\"r\""), `column 84: expected ` + wantPlain},
		{"invalid UTF-8", with("\"place\":\"r\xff\""), `column 91: place: expected valid UTF-8`},
		{"UTF-8 that is cut", with("\"place\":\"r\xc3\""), `column 91: place: expected valid UTF-8`},
		{"UTF-8 that is too long", with("\"place\":\"\xc0\xaf\""), `column 90: place: expected valid UTF-8`},
		{"a surrogate in UTF-8", with("\"place\":\"\xed\xa0\x80\""), `column 90: place: expected valid UTF-8`},
		{"invalid UTF-8 in a fact", with("\"facts\":{\"a/\xff\":\"yes\"}"), `column 93: facts: expected valid UTF-8`},
		{"half a pair", with(`"reason":"\ud83d"`), `column 91: reason: expected ` + wantEscape},
		{"the other half", with(`"reason":"\ude00"`), `column 91: reason: expected ` + wantEscape},
		{"a pair in the wrong order", with(`"reason":"\ude00\ud83d"`), `column 91: reason: expected ` + wantEscape},
		{"half a pair and another escape", with(`"reason":"\ud83d\u0041"`), `column 91: reason: expected ` + wantEscape},
		{"an unknown escape", with(`"reason":"\x41"`), `column 91: reason: expected ` + wantEscape},
		{"an escape of Go", with(`"reason":"\a"`), `column 91: reason: expected ` + wantEscape},
		{"an escape that is no number", with(`"reason":"\u00g1"`), `column 91: reason: expected ` + wantEscape},
		{"a quote in a text that is not escaped", with(`"reason":"she said "stop" to him"`), `column 101: expected a comma or a closing brace`},
		{"a text in single quotes", with(`"place":'r-1'`), `column 89: place: expected a text in quotes`},

		// Numbers and truth.
		{"a negative number", with(`"sequence":-1`), `column 92: sequence: found "-1", expected ` + wantNumber},
		{"minus zero", with(`"sequence":-0`), `column 92: sequence: found "-0", expected ` + wantNumber},
		{"a fraction", with(`"sequence":1.0`), `column 92: sequence: found "1.0", expected ` + wantNumber},
		{"an exponent", with(`"sequence":1e3`), `column 92: sequence: found "1e3", expected ` + wantNumber},
		{"a leading zero", with(`"sequence":01`), `column 92: sequence: found "01", expected ` + wantNumber},
		{"a plus", with(`"sequence":+1`), `column 92: sequence: found "+1", expected ` + wantNumber},
		{"too large a number", with(`"sequence":2147483648`), `column 92: sequence: found "2147483648", expected ` + wantNumber},
		{"far too large a number", with(`"sequence":99999999999999999999999`), `column 92: sequence: found "99999999999999999999999", expected ` + wantNumber},
		{"a number in quotes", with(`"sequence":"1"`), `column 92: sequence: found "\"", expected ` + wantNumber},
		{"no number", with(`"sequence":NaN`), `column 92: sequence: expected ` + wantNumber},
		{"digits of another script", with(`"sequence":٣`), `column 92: sequence: expected ` + wantNumber},
		{"truth in quotes", with(`"amends":{"withdrawn":"true"}`), `column 103: amends.withdrawn: found "\"", expected true or false, without quotes`},
		{"truth in other case", with(`"amends":{"withdrawn":True}`), `column 103: amends.withdrawn: expected true or false, without quotes`},
		{"more than truth", with(`"amends":{"withdrawn":trueish}`), `column 107: amends: expected a comma or a closing brace`},

		// Lists and objects.
		{"an object for a list", with(`"by":{"id":"s-1"}`), `column 86: by: found "{", expected a list in brackets`},
		{"texts for people", with(`"by":["s-1"]`), `column 87: by: found "\"", expected an object in braces`},
		{"a list in a list", with(`"by":[[]]`), `column 87: by: found "[", expected an object in braces`},
		{"a comma at the end of a list", with(`"by":[{"id":"s-1"},]`), `column 100: by: found "]", expected an object in braces`},
		{"a comma at the end of an object", with(`"by":[{"id":"s-1",}]`), `column 99: by: found "}", expected a key in quotes`},
		{"no comma in a list", with(`"by":[{"id":"s-1"}{"id":"s-2"}]`), `column 99: by: found "{", expected a comma or a closing bracket`},
		{"a list for facts", with(`"facts":["door-shut"]`), `column 89: facts: found "[", expected an object in braces`},
		{"an object for standing", with(`"standing":{}`), `column 92: standing: found "{", expected a list in brackets`},
		{"a list for other", with(`"other":[]`), `column 89: other: found "[", expected an object in braces`},
		{"deeper than the form", with(`"place":` + strings.Repeat("[", 10_000)), `column 89: place: found "[", expected a text in quotes`},
		{"objects in objects", with(strings.Repeat(`"other":{`, 10_000)), `column 90: other: found "other", expected the key incident, kind or classroom`},

		// Answers, times, durations.
		{"an answer in other case", with(`"facts":{"door-shut":"Yes"}`), `column 102: facts.door-shut: found "Yes", expected yes, no or not recorded`},
		{"true for an answer", with(`"facts":{"door-shut":true}`), `column 102: facts.door-shut: expected a text in quotes`},
		{"an empty answer", with(`"facts":{"door-shut":""}`), `column 102: facts.door-shut: expected ` + wantFilled},
		{"a time without offset", with(`"recorded":"2025-10-06T10:02:00"`), `column 92: recorded: found "2025-10-06T10:02:00", expected ` + wantTime},
		{"a time in words", with(`"recorded":"yesterday, a little before the bell rang twice"`), `column 92: recorded: expected ` + wantTime},
		{"a day that is not", with(`"recorded":"2025-02-29T10:02:00Z"`), `column 92: recorded: found "2025-02-29T10:02:00Z", expected ` + wantTime},
		{"a time in full", with(`"recorded":"6/10/2025 10:02:00.000000000 in the morning of it"`), `column 92: recorded: expected ` + wantTime},
		{"a long time", with(`"recorded":"2025-10-06T10:02:00.00000000000000000000000000000Z"`), `column 92: recorded: found "2025-10-06T10:02:00.00000000000000000000…", expected ` + wantTime},
		{"a leap second", with(`"recorded":"2016-12-31T23:59:60Z"`), `column 92: recorded: found "2016-12-31T23:59:60Z", expected ` + wantTime},
		{"24 o'clock", with(`"recorded":"2025-10-06T24:00:00Z"`), `column 92: recorded: found "2025-10-06T24:00:00Z", expected ` + wantTime},
		{"a zone by name", with(`"recorded":"2025-10-06T10:02:00 MDT"`), `column 92: recorded: found "2025-10-06T10:02:00 MDT", expected ` + wantTime},
		{"a space for T", with(`"recorded":"2025-10-06 10:02:00-06:00"`), `column 92: recorded: found "2025-10-06 10:02:00-06:00", expected ` + wantTime},
		{"ten digits of a second", with(`"recorded":"2025-10-06T10:02:00.1234567891Z"`), `column 92: recorded: found "2025-10-06T10:02:00.1234567891Z", expected ` + wantTime},
		{"a number for a time", with(`"recorded":1759766520`), `column 92: recorded: expected a text in quotes`},
		{"the zero time", with(`"recorded":"0001-01-01T00:00:00Z"`), `column 92: recorded: found "0001-01-01T00:00:00Z", expected an instant from 1950 to 2149`},
		{"the zero time elsewhere", with(`"recorded":"0000-12-31T18:00:00-06:00"`), `column 92: recorded: found "0000-12-31T18:00:00-06:00", expected an instant from 1950 to 2149`},
		{"a duration without a unit", with(`"standing":[{"fact":"plan-limit","answer":"yes","amount":"20"}]`), `column 138: standing.amount: found "20", expected ` + wantAmount},
		{"a negative duration", with(`"standing":[{"fact":"plan-limit","answer":"yes","amount":"-1m"}]`), `column 138: standing.amount: found "-1m", expected ` + wantAmount},
		{"no duration", with(`"standing":[{"fact":"plan-limit","answer":"yes","amount":"0s"}]`), `column 138: standing.amount: found "0s", expected ` + wantAmount},
		{"a number for a duration", with(`"standing":[{"fact":"plan-limit","answer":"yes","amount":20}]`), `column 138: standing.amount: expected a text in quotes`},

		// Limits.
		{"a person too many", with(`"by":[` + many(65, `{"id":"s"}`) + `]`), `column 791: by: expected at most 64 people`},
		{"a fact too many", with(`"facts":` + facts(65)), `column 1424: facts: expected at most 64 facts`},
		{"a credential too many", with(`"standing":[` + many(257, `{"fact":"trained","answer":"no"}`) + `]`), `column 8541: standing: expected at most 256 credentials`},
		{"too long a line", with(`"reason":"` + strings.Repeat("x", journal.MaxLine) + `"`), `column 1048577: expected a line of at most 1048576 bytes`},

		// What policy.Event.Check finds, with the column of the key's value.
		{"an unknown activity", `{"incident":"i-1","id":"e1","activity":"obseve","at":"2025-10-06T10:02:00Z"}`, `column 40: activity: found "obseve", expected an activity of package policy, or one under a prefix such as ourboard/word`},
		{"an activity in other case", `{"incident":"i-1","id":"e1","activity":"Observe","at":"2025-10-06T10:02:00Z"}`, `column 40: activity: found "Observe", expected an activity of package policy, or one under a prefix such as ourboard/word`},
		{"an unknown kind", with(`"kind":"restraint"`), `column 88: kind: found "restraint", expected seclusion, physical-restraint, time-out, or a kind under a prefix`},
		{"an unknown role", with(`"by":[{"id":"s-1","role":"princpal"}]`), `column 86: by.role: found "princpal", expected a role of package policy, or one under a prefix such as ourboard/word`},
		{"an unknown fact", with(`"facts":{"door-shot":"yes"}`), `column 89: facts: found "door-shot", expected a fact of package policy, or one under a prefix such as ourboard/word`},
		{"an empty fact", with(`"facts":{"":"yes"}`), `column 89: facts: expected a fact of package policy, or one under a prefix such as ourboard/word`},
		{"an empty prefix", with(`"facts":{"/calm":"yes"}`), `column 89: facts: found "/calm", expected a fact of package policy, or one under a prefix such as ourboard/word`},
		{"a person without id", with(`"to":[{"role":"parent"}]`), `column 86: to.id: expected ` + wantID},
		{"spaces at the ends", with(`"student":" st-1"`), `column 91: student: expected ` + wantID},
		{"a control character in an id", with(`"student":"st\u00001"`), `column 91: student: expected ` + wantID},
		{"too long an id", with(`"student":"` + strings.Repeat("s", 129) + `"`), `column 91: student: found "` + strings.Repeat("s", 40) + `…", expected ` + wantID},
		{"the wrong century", with(`"recorded":"1925-10-06T10:02:00Z"`), `column 92: recorded: found "1925-10-06T10:02:00Z", expected an instant from 1950 to 2149`},
		{"a standing fact without answer", with(`"standing":[{"fact":"trained"}]`), `column 92: standing.trained: found "not recorded", expected yes or no`},
		{"a standing fact that ends before it begins", with(`"standing":[{"fact":"trained","answer":"yes","from":"2025-10-06T10:02:00Z","until":"2025-10-06T10:02:00Z"}]`), `column 92: standing.trained.until: found "2025-10-06T10:02:00Z", expected after from`},
		{"a correction of nothing", `{"incident":"i-1","id":"e1","activity":"correct","at":"2025-10-06T10:02:00Z"}`, `column 77: amends: expected the event that is corrected, and what is changed`},
		{"an amendment elsewhere", with(`"amends":{"event":"e0"}`), `column 90: amends: found "close", expected only where the activity is correct`},
		{"an amendment that is missing, before white space", `{"incident":"i-1","id":"e1","activity":"correct","at":"2025-10-06T10:02:00Z"} ` + "\t\r\n", `column 77: amends: expected the event that is corrected, and what is changed`},
		{"broken glass without a reason", with(`"glass":{"by":{"id":"s-1"}}`), `column 89: glass.reason: expected a reason`},
		{"too long a reason", with(`"reason":"` + strings.Repeat("x", policy.MaxText+1) + `"`), `column 90: reason: expected at most 16384 bytes`},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := journal.Parse([]byte(c.line))
			require.EqualError(t, err, c.want)
			assert.Zero(t, e)
			var fault *journal.LineError
			require.ErrorAs(t, err, &fault)
			assert.Zero(t, fault.Line)
			assert.LessOrEqual(t, len(fault.Value), 43)
		})
	}
}

func TestFreeTextIsNeverShown(t *testing.T) {
	for _, line := range []string{
		with(`"reason":"Zz`),
		with(`"reason":"Zz\x"`),
		with("\"reason\":\"Zz\xff\""),
		with(`"reason":"a "Zz" b"`),
		with(`"reason":Zz`),
		with(`"reason":["Zz"]`),
		with(`"facts":{"ourboard/notes":"Zz did it"}`),
		with(`"facts":{"Zz did it":"Yes"}`),
		with(`"recorded":"Zz"`),
		with(`"recorded":"3 who saw Zz"`),
		with(`"standing":[{"amount":"Zz did it"}]`),
		with(`"reason":"a","Zz zz":"b"`),
		with(`"reason":"a","reason":"Zz"`),
		with(`"glass":{"by":{"id":"s-1"},"reason":"Zz}`),
		with(`"reason":"` + strings.Repeat("Zz", policy.MaxText) + `"`),
		with(`"glass":{"by":{"id":"s-1"},"reason":"` + strings.Repeat("Zz", policy.MaxText) + `"}`),
		with(`"amends":{"event":"e0"},"reason":"Zz"`),
		with(`"reason":{"sha256":"Zz"}`),
		with(`"reason":{"Zz zz":"Zz"}`),
		with(`"reason":{"sha256":Zz}`),
		with(`"hash":"Zz"`),
		with(`"prev":"Zz","hash":"Zz"`),
		with(`"reason":"Zz","hash":"Zz"`),
	} {
		_, err := journal.Parse([]byte(line))
		require.Error(t, err)
		assert.NotContains(t, err.Error(), "Zz")
		assert.NotContains(t, fmt.Sprintf("%+v", err), "Zz")
	}
}

func TestWhereCheckIsAskedItsErrorIsReached(t *testing.T) {
	_, err := journal.Parse([]byte(with(`"by":[{"id":"s-1","role":"princpal"}]`)))
	var record *policy.RecordError
	require.ErrorAs(t, err, &record)
	assert.Equal(t, policy.RecordError{
		Incident: "i-1", Event: "e1", Field: "by.role", Value: "princpal",
		Want: "a role of package policy, or one under a prefix such as ourboard/word",
	}, *record)

	_, err = journal.Parse([]byte(`{}`))
	assert.NotErrorAs(t, err, &record)
}

func TestAccepted(t *testing.T) {
	at := time.Date(2025, 10, 6, 10, 2, 0, 0, time.FixedZone("", -6*3600))
	plain := policy.Event{Incident: "i-1", ID: "e1", Activity: policy.Close, At: at}
	but := func(change func(*policy.Event)) policy.Event {
		e := plain
		change(&e)
		return e
	}
	for _, c := range []struct {
		name, line string
		want       policy.Event
	}{
		{"as it is written", "{" + base + "}\n", plain},
		{"without a line end", "{" + base + "}", plain},
		{"with another line end", "{" + base + "}\r\n", plain},
		{"in another order", `{"at":"2025-10-06T10:02:00-06:00","activity":"close","id":"e1","incident":"i-1"}`, plain},
		{"with white space", "\t{ \"incident\" : \"i-1\" ,\r\"id\"\t:\"e1\", \"activity\":\"close\" , \"at\": \"2025-10-06T10:02:00-06:00\" } ", plain},
		{"with escapes", `{"\u0069ncident":"i\u002D1","id":"\u0065\u0031","activity":"cl\u006fse","at":"2025\u002d10-06T10:02:00-06:00"}`, plain},
		{"with nothing in lists", with(`"by":[],"to":[ ],"facts":{},"standing":[],"sequence":0`), plain},
		{"the largest number", with(`"sequence":2147483647`), but(func(e *policy.Event) { e.Sequence = 2147483647 })},
		{"UTC", with(`"recorded":"2025-10-06T16:02:00Z"`), but(func(e *policy.Event) { e.Recorded = at.UTC() })},
		{"UTC in digits", with(`"recorded":"2025-10-06T16:02:00+00:00"`), but(func(e *policy.Event) { e.Recorded = at.UTC() })},
		{"an odd offset", with(`"recorded":"2025-10-06T21:47:00.000000001+05:45"`), but(func(e *policy.Event) {
			e.Recorded = at.Add(1).In(time.FixedZone("", 5*3600+45*60))
		})},
		{"every escape", with(`"reason":"\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00 é😀\u0000\ufffd"`), but(func(e *policy.Event) {
			e.Reason = "\"\\/\b\f\n\r\té😀 é😀\x00\ufffd"
		})},
		{"foreign words", with(`"kind":"ourboard/calm-room","by":[{"id":"s-1","role":"ourboard/nurse"}],"facts":{"ourboard/calm":"no"}`), but(func(e *policy.Event) {
			e.Kind = "ourboard/calm-room"
			e.By = []policy.Person{{ID: "s-1", Role: "ourboard/nurse"}}
			e.Facts = []policy.Stated{{Fact: "ourboard/calm", Answer: policy.No}}
		})},
		{"short durations", with(`"standing":[{"fact":"plan-limit","answer":"yes","amount":"1.5h"}]`), but(func(e *policy.Event) {
			e.Standing = []policy.Credential{{Fact: policy.PlanLimit, Answer: policy.Yes, Amount: 90 * time.Minute}}
		})},
		{"sealed, the first", with(`"hash":"` + zeros + `"`), plain},
		{"sealed", with(`"prev":"`+zeros+`","hash":"`+zeros+`"`) + "\r\n", plain},
		{"sealed by others", " { \"place\" : \"r-1\" ," + base + ` ,"hash":"` + zeros + `"}`, but(func(e *policy.Event) { e.Place = "r-1" })},
		{"a reference", with(`"reason":{ "\u0073ha256" : "` + zeros + `" }`), but(func(e *policy.Event) { e.Reason = policy.Text("sha256:" + zeros) })},
		{"what is almost a reference", with(`"reason":"sha256:` + zeros[1:] + `"`), but(func(e *policy.Event) { e.Reason = policy.Text("sha256:" + zeros[1:]) })},
		{"a reference in glass", with(`"glass":{"reason":{"sha256":"` + zeros + `"},"by":{"id":"s-1"}}`), but(func(e *policy.Event) {
			e.Glass = &policy.BreakGlass{By: policy.Person{ID: "s-1"}, Reason: policy.Text("sha256:" + zeros)}
		})},
		{"an empty part", with(`"other":{}`), but(func(e *policy.Event) { e.Other = &policy.Part{} })},
		{"nobody, and nothing", `{"incident":"i-1","id":"e1","activity":"correct","at":"2025-10-06T10:02:00-06:00","amends":{"event":"e0","by":[],"withdrawn":false}}`,
			but(func(e *policy.Event) {
				e.Activity, e.Amends = policy.Correct, &policy.Amendment{Event: "e0", By: []policy.Person{}}
			})},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := journal.Parse([]byte(c.line))
			require.NoError(t, err)
			assert.Equal(t, c.want, e)
			assert.True(t, json.Valid([]byte(c.line)))
		})
	}
}

func TestOrderOfFactsAndPeopleIsKept(t *testing.T) {
	e, err := journal.Parse([]byte(with(`"facts":{"door-shut":"no","calm/it":"not recorded","continue":"yes"},"by":[{"id":"b"},{"id":"a"},{"id":"b"}]`)))
	require.NoError(t, err)
	assert.Equal(t, []policy.Stated{{Fact: "door-shut", Answer: policy.No}, {Fact: "calm/it"}, {Fact: "continue", Answer: policy.Yes}}, e.Facts)
	assert.Equal(t, []policy.Person{{ID: "b"}, {ID: "a"}, {ID: "b"}}, e.By)
}

func TestLongListsAreReadWhole(t *testing.T) {
	e := largest()
	line, err := journal.Append(nil, &e)
	require.NoError(t, err)
	assert.Less(t, len(line), journal.MaxLine/2, "the limit on lines must leave room for the largest event")
	got, err := journal.Parse(line)
	require.NoError(t, err)
	assert.Equal(t, e, got)
}

// largest is the event that takes the longest line.
func largest() policy.Event {
	at := time.Date(2025, 10, 6, 10, 2, 0, 123456789, time.FixedZone("", -6*3600))
	id := strings.Repeat(`"`, policy.MaxID)
	text := policy.Text(strings.Repeat("\x01", policy.MaxText))
	name := func(i int) string { return fmt.Sprintf("%s/%03d", strings.Repeat("a", 60), i) }
	e := policy.Event{
		Incident: id, ID: id, Activity: policy.Correct, At: at, Recorded: at, Sequence: 1<<31 - 1, Kind: policy.Kind(name(0)),
		Student: id, Place: id, Profile: id, Other: &policy.Part{Incident: id, Kind: policy.Kind(name(0)), Classroom: id},
		Amends: &policy.Amendment{Event: id, At: at, Withdrawn: true}, Reason: text,
		Glass: &policy.BreakGlass{By: policy.Person{ID: id, Role: policy.Role(name(0))}, Reason: text},
	}
	for range policy.MaxPeople {
		e.By = append(e.By, policy.Person{ID: id, Role: policy.Role(name(0))})
	}
	for i := range policy.MaxFacts {
		e.Facts = append(e.Facts, policy.Stated{Fact: policy.Fact(name(i))})
	}
	for i := range policy.MaxStanding {
		e.Standing = append(e.Standing, policy.Credential{
			Fact: policy.Fact(name(i)), Subject: id, Answer: policy.Yes, From: at, Until: at.Add(1), Issuer: id, Amount: 1<<63 - 1,
		})
	}
	e.To, e.Amends.By, e.Amends.To, e.Amends.Facts = e.By, e.By, e.By, e.Facts
	return e
}
