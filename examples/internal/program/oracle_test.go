package program_test

import (
	"encoding/json"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// row is a finding for encoding/json: what the standard package makes of it is the oracle for what we make of it.
type row struct {
	Incident   string    `json:"incident"`
	Kind       string    `json:"kind"`
	Rule       string    `json:"rule"`
	Clauses    []string  `json:"clauses,omitempty"`
	Outcome    string    `json:"outcome"`
	Force      string    `json:"force,omitempty"`
	Occurrence string    `json:"occurrence,omitempty"`
	Subject    string    `json:"subject,omitempty"`
	From       time.Time `json:"from,omitzero"`
	Until      time.Time `json:"until,omitzero"`
	Due        time.Time `json:"due,omitzero"`
	Measured   string    `json:"measured,omitempty"`
	Allowed    string    `json:"allowed,omitempty"`
	Missing    []string  `json:"missing,omitempty"`
	Readings   []string  `json:"readings,omitempty"`
	KnownSince time.Time `json:"known_since,omitzero"`
	Message    string    `json:"message"`
}

func encoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

func encode(enc *json.Encoder, incident string, f *policy.Finding) error {
	elapsed := func(d time.Duration) string {
		if d == 0 {
			return ""
		}
		return d.String()
	}
	r := row{Incident: incident, Kind: string(f.Kind), Rule: string(f.Rule), Clauses: f.Clauses,
		Outcome: f.Outcome.String(), Occurrence: f.Occurrence, Subject: f.Subject,
		From: f.From, Until: f.Until, Due: f.Due,
		Measured: elapsed(f.Measured), Allowed: elapsed(f.Allowed), Readings: f.Readings, KnownSince: f.KnownSince,
		Message: f.String()}
	if !f.Rule.OfRecord() && (!strings.HasPrefix(string(f.Rule), "chain/") || len(f.Clauses) > 0) { // no text demands those
		r.Force = f.Force.String()
	}
	for _, m := range f.Missing {
		r.Missing = append(r.Missing, m.String())
	}
	return enc.Encode(r)
}

// logs are those of the program that judges one incident.
var logs = []string{"../../incident/incident.ndjson", "../../incident/testdata/chain.ndjson", "../../incident/testdata/messy.ndjson"}

// judged is what the rules come to for every incident of some logs, each under every regulation.
func judged(tb testing.TB, names ...string) (all []policy.Finding) {
	tb.Helper()
	edmonton, err := time.LoadLocation("America/Edmonton")
	require.NoError(tb, err)
	cal := &policy.SchoolCalendar{Zone: edmonton, Bells: map[time.Weekday]time.Duration{time.Monday: 15 * time.Hour}}
	for _, name := range names {
		log, err := os.Open(name)
		require.NoError(tb, err)
		defer log.Close()
		events := map[string][]policy.Event{}
		var ids []string
		var last time.Time
		for e, err := range journal.Read(log) {
			if err != nil {
				continue
			}
			if events[e.Incident] == nil {
				ids = append(ids, e.Incident)
			}
			events[e.Incident] = append(events[e.Incident], e)
			if e.At.After(last) {
				last = e.At
			}
		}
		for _, id := range ids {
			for _, r := range program.Regulations() {
				on, err := program.BasisOf(events[id], r.ID)
				if err != nil {
					continue
				}
				c, err := policy.Open(on.Regulation.Profile(), on.Lifecycle, cal, id)
				require.NoError(tb, err)
				for _, e := range events[id] {
					_, _ = c.Add(e) // what is refused is no event of it
				}
				a := c.Assess(last)
				all = slices.AppendSeq(all, a.All())
			}
		}
	}
	require.NotEmpty(tb, all)
	return all
}
