package journal_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// The generators make events that are well-formed, with all their fields and every bound in reach.

var foreign = rapid.StringMatching(`[a-z][a-z0-9-]{0,20}/[a-z0-9-]{1,20}`)

var ids = rapid.OneOf(
	rapid.StringMatching(`[a-z]{1,3}-[0-9]{1,4}`),
	rapid.StringOfN(rapid.RuneFrom([]rune("\"\\/ aé😀\u2028\u00a0<>&'")), 1, 20, 120).Filter(func(s string) bool {
		return s[0] != ' ' && s[len(s)-1] != ' '
	}),
)

var texts = rapid.OneOf(
	rapid.Just(""),
	rapid.StringN(1, 60, -1),
	rapid.StringOfN(rapid.RuneFrom([]rune("\"\\/\x00\x1f\x7f\b\f\n\r\t\ufffd\ud7ff\ue000\U0010ffff{}[],:")), 1, 20, -1),
)

var instants = rapid.Custom(func(t *rapid.T) time.Time {
	at := time.Unix(rapid.Int64Range(-631_152_000, 5_680_281_600-1).Draw(t, "seconds"), 0)
	if rapid.Bool().Draw(t, "with a fraction") {
		at = at.Add(time.Duration(rapid.Int64Range(0, 999_999_999).Draw(t, "nanoseconds")))
	}
	if minutes := rapid.IntRange(-24*60+1, 24*60-1).Draw(t, "offset"); minutes != 0 {
		return at.In(time.FixedZone("", minutes*60))
	}
	return at.UTC()
})

func orNone[T any](g *rapid.Generator[T]) *rapid.Generator[T] {
	var none T
	return rapid.OneOf(rapid.Just(none), g)
}

var kinds = rapid.OneOf(rapid.SampledFrom([]policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}),
	rapid.Map(foreign, func(s string) policy.Kind { return policy.Kind(s) }))

var activities = rapid.OneOf(rapid.SampledFrom(policy.Activities()),
	rapid.Map(foreign, func(s string) policy.Activity { return policy.Activity(s) }))

var persons = rapid.Custom(func(t *rapid.T) policy.Person {
	return policy.Person{ID: ids.Draw(t, "id"), Role: orNone(rapid.OneOf(rapid.SampledFrom(roles),
		rapid.Map(foreign, func(s string) policy.Role { return policy.Role(s) }))).Draw(t, "role")}
})

var roles = []policy.Role{
	policy.Principal, policy.AssistantPrincipal, policy.Teacher, policy.EducationAssistant, policy.Counsellor, policy.Psychologist,
	policy.SchoolStaff, policy.Parent, policy.Student, policy.Director, policy.AssistantSuperintendent, policy.EmergencyServices,
}

var factNames = rapid.OneOf(rapid.Custom(func(t *rapid.T) policy.Fact { return rapid.SampledFrom(policy.Facts()).Draw(t, "spec").Name }),
	rapid.Map(foreign, func(s string) policy.Fact { return policy.Fact(s) }))

var stated = rapid.Map(rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) policy.Stated {
	return policy.Stated{Fact: factNames.Draw(t, "fact"), Answer: policy.Answer(rapid.IntRange(0, 2).Draw(t, "answer"))}
}), 0, 12, func(s policy.Stated) policy.Fact { return s.Fact }), noneIfEmpty)

var people = rapid.Map(rapid.SliceOfN(persons, 0, 12), noneIfEmpty)

func noneIfEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

var credentials = rapid.Custom(func(t *rapid.T) policy.Credential {
	c := policy.Credential{
		Fact: factNames.Draw(t, "fact"), Subject: orNone(ids).Draw(t, "subject"),
		Answer: policy.Answer(rapid.IntRange(1, 2).Draw(t, "answer")),
		From:   orNone(instants).Draw(t, "from"), Until: orNone(instants).Draw(t, "until"), Issuer: orNone(ids).Draw(t, "issuer"),
		Amount: orNone(rapid.Map(rapid.Int64Range(1, 1<<63-1), func(n int64) time.Duration { return time.Duration(n) })).Draw(t, "amount"),
	}
	if !c.From.IsZero() && !c.Until.IsZero() && !c.From.Before(c.Until) {
		c.Until = time.Time{}
	}
	return c
})

var events = rapid.Custom(func(t *rapid.T) policy.Event {
	e := policy.Event{
		Incident: ids.Draw(t, "incident"), ID: ids.Draw(t, "id"),
		Activity: activities.Draw(t, "activity"),
		At:       instants.Draw(t, "at"), Recorded: orNone(instants).Draw(t, "recorded"), Sequence: orNone(rapid.Int32Min(0)).Draw(t, "sequence"),
		Kind: orNone(kinds).Draw(t, "kind"), By: people.Draw(t, "by"), To: people.Draw(t, "to"), Facts: stated.Draw(t, "facts"),
		Standing: noneIfEmpty(rapid.SliceOfN(credentials, 0, 7).Draw(t, "standing")),
		Student:  orNone(ids).Draw(t, "student"), Place: orNone(ids).Draw(t, "place"), Profile: orNone(ids).Draw(t, "profile"),
		Reason: policy.Text(texts.Draw(t, "reason")),
	}
	if rapid.Bool().Draw(t, "with other") {
		e.Other = &policy.Part{
			Incident: orNone(ids).Draw(t, "other"), Kind: orNone(kinds).Draw(t, "its kind"), Classroom: orNone(ids).Draw(t, "its classroom"),
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "correct") == 0 {
		e.Activity = policy.Correct
	}
	if e.Activity == policy.Correct {
		e.Amends = &policy.Amendment{
			Event: ids.Draw(t, "amended"), At: orNone(instants).Draw(t, "anew"), Facts: stated.Draw(t, "answers"),
			By: orNone(rapid.SliceOfN(persons, 0, 3)).Draw(t, "by anew"), To: orNone(rapid.SliceOfN(persons, 0, 3)).Draw(t, "to anew"),
			Withdrawn: rapid.Bool().Draw(t, "withdrawn"),
		}
	}
	if rapid.Bool().Draw(t, "with glass") {
		why := texts.Filter(func(s string) bool { return s != "" }).Draw(t, "why")
		e.Glass = &policy.BreakGlass{By: persons.Draw(t, "who"), Reason: policy.Text(why)}
	}
	return e
})

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := events.Draw(t, "event")
		line, err := journal.Append([]byte("before"), &e)
		require.NoError(t, err)
		require.Equal(t, "before", string(line[:6]))
		line = line[6:]
		require.Equal(t, 1, bytes.Count(line, []byte("\n")))
		require.Equal(t, byte('\n'), line[len(line)-1])
		require.True(t, json.Valid(line))
		require.True(t, utf8.Valid(line))

		got, err := journal.Parse(line)
		require.NoError(t, err)
		require.Equal(t, e, got)

		again, err := journal.Append(nil, &got)
		require.NoError(t, err)
		require.Equal(t, string(line), string(again))
	})
}

// A line may be written in any order, with any white space and any escapes, and says the same.
func TestTheFormIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := events.Draw(t, "event")
		line, err := journal.Append(nil, &e)
		require.NoError(t, err)
		got, err := journal.Parse(disguise(t, line))
		require.NoError(t, err)
		require.Equal(t, e, got)
	})
}

// disguise writes the members of a line in another order, with white space between all tokens and some characters escaped.
func disguise(t *rapid.T, line []byte) []byte {
	var members []string
	var keys map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(line, &keys))
	for k, v := range keys {
		name, err := json.Marshal(k)
		require.NoError(t, err)
		members = append(members, string(name)+":"+string(v))
	}
	slices.Sort(members)
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	random.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	plain := "{" + strings.Join(members, ",") + "}"

	var b []byte
	space := func() { b = append(b, []string{"", "", " ", "\t", "\r", " \t "}[random.IntN(6)]...) }
	quoted := false
	for i := 0; i < len(plain); i++ {
		switch c := plain[i]; {
		case quoted && c == '\\':
			n := 2
			if plain[i+1] == 'u' {
				n = 6
			}
			b = append(b, plain[i:i+n]...)
			i += n - 1
		case quoted && c != '"' && c < utf8.RuneSelf && random.IntN(10) == 0:
			const hex = "0123456789aBcDeF"
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		case c == '"' && !quoted, !quoted && strings.IndexByte("{}[],:", c) >= 0:
			space()
			b = append(b, c)
			if quoted = c == '"'; !quoted {
				space()
			}
		case c == '"':
			quoted = false
			b = append(b, c)
			space()
		default:
			b = append(b, c)
		}
	}
	return b
}

// A line from which a byte is lost, or into which one slips, is refused or says something else; it is never read as if nothing
// had happened. Left out are bytes that say nothing where they slip in: white space, a backslash before a slash, a 0 at the end of
// a fraction, and durations, which may be written in several ways.
func TestDamageNeverPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := events.Draw(t, "event")
		for i := range e.Standing {
			e.Standing[i].Amount = 0
		}
		line, err := journal.Append(nil, &e)
		require.NoError(t, err)
		line = bytes.TrimSuffix(line, []byte("\n"))
		at := rapid.IntRange(0, len(line)-1).Draw(t, "at")
		damaged := slices.Concat(line[:at], line[at+1:])
		if rapid.Bool().Draw(t, "slipped in") {
			b := rapid.Byte().Filter(func(b byte) bool { return !bytes.ContainsRune([]byte(" \t\r\n\\0"), rune(b)) }).Draw(t, "byte")
			damaged = slices.Concat(line[:at], []byte{b}, line[at:])
		}
		got, err := journal.Parse(damaged)
		if err == nil {
			require.True(t, json.Valid(damaged))
			require.NotEqual(t, e, got)
		}
	})
}
