package journal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// FuzzParse holds that nothing panics, that what is accepted comes back from its canonical form as it was, and that the standard
// package reads the same out of it: since no key comes twice or in other case, it must.
func FuzzParse(f *testing.F) {
	for line := range bytes.Lines(golden(f)) {
		f.Add(line)
	}
	for _, more := range []string{
		`"by":[],"facts":{},"standing":[],"sequence":0`, `"other":{},"place":"\ud83d\ude00\u0020x"`, `"sequence":01`, `"at":"x"`,
		`"standing":[{"fact":"plan-limit","answer":"yes","amount":"1.5h"}]`, `"reason":"\"\\\/\b\f\n\r\t\u0000é"`,
		`"recorded":"2025-10-06T10:02:00+00:00"`, `"reason":{"sha256":"` + zeros + `"}`, `"prev":"` + zeros + `","hash":"` + zeros + `"`,
		`"glass":{"by":{"id":"s-1"},"reason":{"sha256":"` + zeros + `"}},"hash":"` + zeros + `"`,
	} {
		f.Add([]byte(with(more)))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		e, err := journal.Parse(line)
		if err != nil {
			var fault *journal.LineError
			require.ErrorAs(t, err, &fault)
			require.NotEmpty(t, fault.Error())
			require.NotEmpty(t, fault.Want)
			require.GreaterOrEqual(t, fault.Offset, 1)
			require.LessOrEqual(t, fault.Offset, len(line)+1)
			require.Equal(t, policy.Event{}, e)
			return
		}
		canonical, err := journal.Append(nil, &e)
		require.NoError(t, err)
		again, err := journal.Parse(canonical)
		require.NoError(t, err)
		require.Equal(t, e, again)
		twice, err := journal.Append(nil, &again)
		require.NoError(t, err)
		require.Equal(t, string(canonical), string(twice))

		require.True(t, json.Valid(line))
		require.Equal(t, reread(t, line), reread(t, canonical))
	})
}

// reread is what the standard package reads out of a line, in its own form.
func reread(t *testing.T, line []byte) string {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	var m mirror
	require.NoError(t, d.Decode(&m))
	m.Prev, m.Hash = "", "" // they seal a line, and are nothing of its event
	for i := range m.Standing {
		if s := &m.Standing[i]; s.Amount != "" { // durations may be written in several ways
			amount, err := time.ParseDuration(s.Amount)
			require.NoError(t, err)
			s.Amount = amount.String()
		}
	}
	out, err := json.Marshal(m)
	require.NoError(t, err)
	return string(out)
}

// FuzzRead holds that a log yields an event or an error for each line that is not blank, and the same as its lines one by one.
func FuzzRead(f *testing.F) {
	f.Add([]byte("{" + base + "}\n{" + base + "\r\n\n{" + base + "}")) // small seeds: minimizing large ones would take all the time
	f.Add([]byte("\ufeff{}\n\n \r\n{" + base + "}\nx"))
	f.Fuzz(func(t *testing.T, log []byte) {
		var want []policy.Event
		faults := 0
		for line := range bytes.Lines(bytes.TrimPrefix(log, []byte("\ufeff"))) {
			if len(bytes.Trim(line, " \t\r\n")) == 0 {
				continue
			}
			if e, err := journal.Parse(line); err != nil {
				faults++
			} else {
				want = append(want, e)
			}
		}
		events, errs := read(bytes.NewReader(log))
		require.Equal(t, want, events)
		require.Len(t, errs, faults)
	})
}

// FuzzVerify holds that nothing panics, that what cannot be read is said as Read says it, that there is one Chain for each incident,
// and that no log but the one that was written is found to be whole by its heads.
func FuzzVerify(f *testing.F) {
	s := small(f)
	heads := s.all()
	want := content(s.log)
	f.Add(s.log)
	f.Add(join(s.lines[0], s.lines[2], s.lines[1]))
	f.Add(slices.Concat(s.lines[4], []byte("\r\n"), s.lines[4]))
	f.Add([]byte("\ufeff" + bare(string(s.lines[4])) + "{}\n"))
	f.Fuzz(func(t *testing.T, log []byte) {
		var unreadable []string
		incidents := map[string]int{}
		for e, err := range journal.Read(bytes.NewReader(log)) {
			if err != nil {
				unreadable = append(unreadable, err.Error())
				continue
			}
			incidents[e.Incident]++
		}
		for _, heads := range [][]journal.Head{heads, nil} {
			clean := true
			var faults []string
			found := map[string]journal.State{}
			for c, err := range journal.Verify(bytes.NewReader(log), heads...) {
				switch fault := (*journal.LineError)(nil); {
				case err == nil:
					_, twice := found[c.Incident]
					require.False(t, twice)
					require.Equal(t, incidents[c.Incident], c.Lines)
					found[c.Incident] = c.State
					clean = clean && c.State == journal.Attested
				case errors.As(err, &fault):
					clean, faults = false, append(faults, err.Error())
				default:
					broken, ok := errors.AsType[*journal.SealError](err)
					require.True(t, ok)
					require.NotContains(t, found, broken.Incident, "what is wrong comes before what it comes to")
					require.NotEmpty(t, broken.Break)
					clean = false
				}
			}
			require.Equal(t, unreadable, faults)
			for id := range incidents {
				require.Contains(t, found, id)
			}
			if heads == nil {
				require.Len(t, found, len(incidents))
				for _, state := range found {
					require.NotEqual(t, journal.Attested, state)
				}
				continue
			}
			if same := assert.ObjectsAreEqual(want, content(log)); clean != same {
				t.Fatalf("clean is %t of a log that is the one written: %t", clean, same)
			}
		}
	})
}

// FuzzAttach holds that of all that could be held for a text only the one taken out is put back.
func FuzzAttach(f *testing.F) {
	e := told()
	e.Glass = nil
	texts, err := journal.Detach(&e, counter(0))
	require.NoError(f, err)
	hash, _ := journal.Detached(e.Reason)
	f.Add(string(texts[hash]))
	f.Add(string(texts[hash]) + " ")
	f.Add("")
	f.Fuzz(func(t *testing.T, held string) {
		got := e
		err := journal.Attach(&got, func(asked string) (policy.Text, bool) {
			require.Equal(t, hash, asked)
			return policy.Text(held), true
		})
		if held == string(texts[hash]) {
			require.NoError(t, err)
			require.Equal(t, told().Reason, got.Reason)
			return
		}
		require.Error(t, err)
		require.Equal(t, e, got)
	})
}
