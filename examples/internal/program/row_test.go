package program_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
)

// same holds that a line, and the error in its place, are those of the standard package, behind whatever stood there.
func same(t require.TestingT, incident string, f *policy.Finding) {
	var want bytes.Buffer
	fault := encode(encoder(&want), incident, f)
	const before = "{}\n"
	got, err := program.AppendRow([]byte(before), incident, f)
	require.Equal(t, before+want.String(), string(got))
	if fault == nil {
		require.NoError(t, err)
	} else {
		require.EqualError(t, err, fault.Error())
	}
}

func TestRowIsWhatTheStandardPackageWrites(t *testing.T) {
	outcomes := map[policy.Outcome]bool{}
	lacks, hangs, ofTheRecord := false, false, false
	for _, f := range judged(t, logs...) {
		same(t, f.Incident, &f)
		outcomes[f.Outcome] = true
		lacks, hangs, ofTheRecord = lacks || len(f.Missing) > 0, hangs || len(f.Readings) > 0, ofTheRecord || f.Rule.OfRecord()
	}
	assert.GreaterOrEqual(t, len(outcomes), 5, "the logs show most outcomes: %v", outcomes)
	assert.True(t, lacks && hangs && ofTheRecord)
}

var words = []string{
	"", "plain", "7(16)(a)", "eight by", "eight byt", "eight bytes, and more of them", "\"", "\\", "\b\f\n\r\t", "\x00", "\x1f", " ", "~", "\x7f", "<a href=x>&amp;",
	"seven: \"", "seven..\x1f", "seven..\x7f", "seven..\x80", "é", "\u2027\u2028\u2029\u202a", "\ufffd", "\xff", "\xc3", "\xe2\x80", "a\xe2\x80z", "\xed\xa0\x80",
	"\U0001f600", "\xf0\x9f\x98", "chain/held", "record/never-started", "<\u00e9>\x00 of \"staff-01\"",
}

func TestTextIsEscapedAsByTheStandardPackage(t *testing.T) {
	for b := range 256 {
		for at := range 9 { // in each place of eight bytes, and behind them
			word := []byte("abcdefghi")
			word[at] = byte(b)
			same(t, string(word), &policy.Finding{Subject: string(word)})
		}
	}
	for _, w := range words {
		for _, before := range words {
			same(t, before+w, &policy.Finding{Kind: policy.Kind(w), Rule: policy.RuleID(w), Document: w, Clauses: []string{before, w}, Demand: w, Occurrence: w, Subject: w,
				Missing: []policy.Missing{{Fact: policy.Fact(w)}, {Fact: policy.Fact(before), Subject: w}}, Readings: []string{w, before}})
		}
	}
}

// What RFC 3339 cannot write is an error, and one instant before or after is none.
func TestInstantsThatCannotBeWritten(t *testing.T) {
	const most = 24 * 60 * 60 // of an offset, in seconds
	first, last := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC).Add(-1)
	noon := time.Date(2025, 10, 6, 12, 0, 0, 1, time.UTC)
	for _, test := range []struct {
		at      time.Time
		written bool
	}{
		{time.Time{}, true}, {time.Time{}.Add(1), true}, {time.Time{}.In(time.FixedZone("", 3600)), true},
		{first, true}, {first.Add(-1), false}, {last, true}, {last.Add(1), false},
		{noon, true}, {noon.Add(-1), true}, {noon.In(time.FixedZone("", 29)), true}, {noon.In(time.FixedZone("", -30)), true},
		{noon.In(time.FixedZone("", most-1)), true}, {noon.In(time.FixedZone("", most)), false},
		{noon.In(time.FixedZone("", 1-most)), true}, {noon.In(time.FixedZone("", -most)), false},
	} {
		for _, f := range []policy.Finding{{From: test.at}, {Until: test.at}, {Due: test.at}, {KnownSince: test.at}} {
			same(t, "a", &f)
			_, err := program.AppendRow(nil, "a", &f)
			assert.Equal(t, test.written, err == nil, "%v", test.at)
		}
	}
	both := policy.Finding{From: noon.In(time.FixedZone("", most)), Due: last.Add(1)}
	same(t, "a", &both) // the error of the first
}

// An error leaves what stood there, and more is not written over.
func TestErrorLeavesWhatStoodThere(t *testing.T) {
	dst := make([]byte, 0, 1024)
	dst = append(dst, "before"...)
	got, err := program.AppendRow(dst, "a", &policy.Finding{KnownSince: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)})
	require.Error(t, err)
	assert.Equal(t, "before", string(got))
	assert.Equal(t, cap(dst), cap(got))
}

var (
	texts = rapid.OneOf(rapid.SampledFrom(words), rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	lists = rapid.SliceOfN(texts, 0, 3)
	times = rapid.Custom(func(t *rapid.T) time.Time {
		at := time.Unix(rapid.Int64Range(-70e9, 260e9).Draw(t, "second"), rapid.Int64Range(0, 1e9-1).Draw(t, "nano"))
		if rapid.Bool().Draw(t, "zero") {
			at = time.Time{}
		}
		return at.In(time.FixedZone("", rapid.IntRange(-90_000, 90_000).Draw(t, "offset")))
	})
	lengths = rapid.Map(rapid.Int64(), func(n int64) time.Duration { return time.Duration(n) })
)

// Findings of real rules say more than those made of their fields alone, so each is drawn from one of those.
func TestPropertyRowIsWhatTheStandardPackageWrites(t *testing.T) {
	found := append(judged(t, logs...), policy.Finding{})
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SampledFrom(found).Draw(t, "finding")
		maybe := func(what string, change func()) {
			if rapid.Bool().Draw(t, what) {
				change()
			}
		}
		maybe("words", func() {
			f.Kind, f.Rule = policy.Kind(texts.Draw(t, "kind")), policy.RuleID(texts.Draw(t, "rule"))
			f.Document, f.Demand = texts.Draw(t, "document"), texts.Draw(t, "demand")
			f.Occurrence, f.Subject = texts.Draw(t, "occurrence"), texts.Draw(t, "subject")
		})
		maybe("lists", func() {
			f.Clauses, f.Readings, f.Missing = lists.Draw(t, "clauses"), lists.Draw(t, "readings"), nil
			for _, s := range lists.Draw(t, "missing") {
				f.Missing = append(f.Missing, policy.Missing{Fact: policy.Fact(s), Subject: texts.Draw(t, "of")})
			}
		})
		maybe("outcome", func() {
			f.Outcome, f.Force = policy.Outcome(rapid.Byte().Draw(t, "outcome")), policy.Force(rapid.Byte().Draw(t, "force"))
			f.Unstated = rapid.Bool().Draw(t, "unstated")
		})
		maybe("times", func() {
			f.From, f.Until, f.Due, f.KnownSince = times.Draw(t, "from"), times.Draw(t, "until"), times.Draw(t, "due"), times.Draw(t, "known")
		})
		maybe("lengths", func() { f.Measured, f.Allowed = lengths.Draw(t, "measured"), lengths.Draw(t, "allowed") })
		same(t, texts.Draw(t, "incident"), &f)
	})
}

func FuzzRow(f *testing.F) {
	for i, w := range words {
		f.Add(w, strings.Join(words[:i], "|"), int64(i)*1e9, int64(i)*250e9, -i*3600, int64(i)*1e8, uint8(i), uint16(1<<i))
	}
	found := append(judged(f, logs...), policy.Finding{})
	f.Fuzz(func(t *testing.T, incident, says string, second, more int64, offset int, length int64, outcome uint8, bits uint16) {
		bit := func(n int) bool { return bits>>n&1 != 0 }
		of := found[int(bits)%len(found)]
		list := strings.Split(says, "|")
		word := func(n int) string { return list[n%len(list)] }
		zone := time.FixedZone("", offset)
		instant := func(n int) time.Time {
			if bit(n) {
				return time.Time{}
			}
			return time.Unix(second+int64(n)*more, more).In(zone)
		}
		if bit(0) {
			of.Kind, of.Rule, of.Document, of.Demand = policy.Kind(word(0)), policy.RuleID(word(1)), word(2), word(3)
			of.Occurrence, of.Subject, of.Clauses, of.Readings = word(4), word(5), list, slices.Clone(list)[len(list)/2:]
			of.Missing = []policy.Missing{{Fact: policy.Fact(word(6)), Subject: word(7)}}
		}
		if bit(1) {
			of.From, of.Until, of.Due, of.KnownSince = instant(2), instant(3), instant(4), instant(5)
			of.Measured, of.Allowed = time.Duration(length), time.Duration(more)
		}
		if bit(6) {
			of.Outcome, of.Force, of.Unstated = policy.Outcome(outcome), policy.Force(outcome/8), bit(7)
		}
		same(t, incident, &of)
	})
}
