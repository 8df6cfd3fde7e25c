package journal_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

func TestAppendRefuses(t *testing.T) {
	at := time.Date(2025, 10, 6, 10, 2, 0, 0, time.UTC)
	odd := at.In(time.FixedZone("odd", -7*3600-1))
	const (
		wantID       = "expected an identifier, which every line needs"
		wantInstant  = "expected an instant from 1950 to 2149"
		wantActivity = "expected an activity of package policy, or one under a prefix such as ourboard/word"
		wantOffset   = "expected an offset of whole minutes below 24 hours"
	)
	for _, c := range []struct {
		name   string
		change func(*policy.Event)
		want   string
	}{
		{"no incident", func(e *policy.Event) { e.Incident = "" }, `event "e1": incident: ` + wantID},
		{"no id", func(e *policy.Event) { e.ID = "" }, `id: ` + wantID},
		{"no time", func(e *policy.Event) { e.At = time.Time{} }, `event "e1": at is "0001-01-01T00:00:00Z": ` + wantInstant},
		{"no activity", func(e *policy.Event) { e.Activity = "" }, `event "e1": activity: ` + wantActivity},
		{"a reason that is not UTF-8", func(e *policy.Event) { e.Reason = "Zz\xff" }, `event "e1": reason: expected valid UTF-8`},
		{"another reason that is not", func(e *policy.Event) {
			e.Glass = &policy.BreakGlass{By: policy.Person{ID: "s-1"}, Reason: "Zz\xc0\xaf"}
		}, `event "e1": glass.reason: expected valid UTF-8`},
		{"an offset with seconds", func(e *policy.Event) { e.At = odd }, `event "e1": at is "-7h0m1s": ` + wantOffset},
		{"an offset of a day", func(e *policy.Event) { e.At = at.In(time.FixedZone("", 24*3600)) },
			`event "e1": at is "24h0m0s": ` + wantOffset},
		{"in recorded", func(e *policy.Event) { e.Recorded = odd }, `event "e1": recorded is "-7h0m1s": ` + wantOffset},
		{"in from", func(e *policy.Event) {
			e.Standing = []policy.Credential{{Fact: policy.Trained, Answer: policy.Yes, From: odd}}
		}, `event "e1": standing.from is "-7h0m1s": ` + wantOffset},
		{"in until", func(e *policy.Event) {
			e.Standing = []policy.Credential{{Fact: policy.Trained, Answer: policy.Yes, Until: odd}}
		}, `event "e1": standing.until is "-7h0m1s": ` + wantOffset},
		{"in a correction", func(e *policy.Event) { e.Activity, e.Amends = policy.Correct, &policy.Amendment{Event: "e0", At: odd} },
			`event "e1": amends.at is "-7h0m1s": ` + wantOffset},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := policy.Event{Incident: "i-1", ID: "e1", Activity: policy.Close, At: at}
			c.change(&e)
			log, err := journal.Append([]byte("before"), &e)
			require.EqualError(t, err, c.want)
			assert.Equal(t, "before", string(log))
			var fault *policy.RecordError
			require.ErrorAs(t, err, &fault)
		})
	}
}

func TestAppendLeavesOutWhatIsEmpty(t *testing.T) {
	line, err := journal.Append(nil, &policy.Event{
		Incident: "i-1", ID: "e1", Activity: policy.Close, At: time.Date(2025, 10, 6, 10, 2, 0, 0, time.FixedZone("MDT", -6*3600)),
		By: []policy.Person{}, To: []policy.Person{}, Facts: []policy.Stated{}, Standing: []policy.Credential{},
	})
	require.NoError(t, err)
	assert.Equal(t, "{"+base+"}\n", string(line))
}

// The reading of a monotonic clock is no part of a log, and the name of a zone is none.
func TestOnlyTheWallAndTheOffsetAreWritten(t *testing.T) {
	zone, err := time.LoadLocation("America/Edmonton")
	require.NoError(t, err)
	now := time.Now().In(zone)
	e := policy.Event{Incident: "i-1", ID: "e1", Activity: policy.Close, At: now}
	line, err := journal.Append(nil, &e)
	require.NoError(t, err)
	got, err := journal.Parse(line)
	require.NoError(t, err)
	assert.True(t, got.At.Equal(now))
	_, want := now.Zone()
	_, offset := got.At.Zone()
	assert.Equal(t, want, offset)
	again, err := journal.Append(nil, &got)
	require.NoError(t, err)
	assert.Equal(t, string(line), string(again))
}
