package main

import (
	"encoding/json"
	"io"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// row is one outcome or finding as -json prints it.
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

func writeJSON(w io.Writer, found []*judgement) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, j := range found {
		for _, f := range j.all {
			incident := j.incident
			if j.parts != nil {
				incident = f.Incident
			}
			r := row{Incident: incident, Kind: string(f.Kind), Rule: string(f.Rule), Clauses: f.Clauses,
				Outcome: f.Outcome.String(), Occurrence: f.Occurrence, Subject: f.Subject,
				From: f.From, Until: f.Until, Due: f.Due,
				Measured: elapsed(f.Measured), Allowed: elapsed(f.Allowed), Readings: f.Readings, KnownSince: f.KnownSince,
				Message: f.String()}
			if !ofTheRecord(&f) { // no text demands those
				r.Force = f.Force.String()
			}
			for _, m := range f.Missing {
				r.Missing = append(r.Missing, m.String())
			}
			if err := enc.Encode(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func elapsed(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// ofTheRecord reports whether a finding is about the record itself, or about a chain as such, and cites no clause.
func ofTheRecord(f *policy.Finding) bool {
	return f.Rule.OfRecord() || strings.HasPrefix(string(f.Rule), "chain/") && len(f.Clauses) == 0
}
