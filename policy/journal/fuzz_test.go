package journal_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

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
		`"recorded":"2025-10-06T10:02:00+00:00"`,
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
