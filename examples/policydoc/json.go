package main

import (
	"encoding/json"
	"io"
	"slices"

	"github.com/leastrestrictive/interventions/policy"
)

// document is what -format json prints, and what the other formats are made of besides the profile itself.
type document struct {
	Profile     string    `json:"profile"`
	Title       string    `json:"title"`
	Fingerprint string    `json:"fingerprint"`
	Dates       dates     `json:"dates"`
	Clauses     []clause  `json:"clauses"`
	Rules       []rule    `json:"rules"`
	Readings    []reading `json:"readings"`

	profile  *policy.Profile
	declared []declaration // of Rules, one for one
}

// declaration is a rule as it stands in the regulation.
type declaration struct {
	policy.Header
	bounds policy.Phase // of a limit, and of what recurs
}

type dates struct {
	Adopted   string `json:"adopted,omitempty"`
	From      string `json:"from,omitempty"`
	Until     string `json:"until,omitempty"`
	ReviewDue string `json:"review_due,omitempty"`
}

type clause struct {
	ID     string   `json:"id"`
	Label  string   `json:"label"`
	Source string   `json:"source"`
	Entry  string   `json:"entry"`
	Rules  []string `json:"rules"`
	Reason string   `json:"reason"`
}

type rule struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"`
	Clauses []string `json:"clauses"`
	Force   string   `json:"force"`
	Kinds   []string `json:"kinds"`
	Gate    bool     `json:"gate"`
	Text    string   `json:"text"`
}

type reading struct {
	ID           string   `json:"id"`
	Clauses      []string `json:"clauses"`
	Question     string   `json:"question"`
	Default      string   `json:"default"`
	Alternatives []string `json:"alternatives"`
}

// gather takes what a profile says together. Which phase a rule bounds, its declaration says.
func gather(p *policy.Profile, declared []policy.Rule) *document {
	i := p.Instrument()
	d := &document{Profile: p.ID(), Title: i.Title, Fingerprint: p.Fingerprint(), Clauses: []clause{}, Rules: []rule{}, Readings: []reading{}, profile: p,
		Dates: dates{Adopted: i.Adopted.String(), From: i.From.String(), Until: i.Until.String(), ReviewDue: i.ReviewDue}}
	for h := range p.Rules() {
		r := rule{ID: string(h.Name), Kind: h.Form(), Clauses: slices.Clone(h.Clauses), Force: h.Force.String(), Kinds: []string{}, Gate: h.Gate, Text: h.Text()}
		for _, c := range h.Except {
			if !slices.Contains(r.Clauses, c) {
				r.Clauses = append(r.Clauses, c)
			}
		}
		for _, k := range h.Kinds {
			r.Kinds = append(r.Kinds, string(k))
		}
		d.Rules, d.declared = append(d.Rules, r), append(d.declared, declaration{h, bounds(&h, declared)})
	}
	for _, e := range p.Ledger() {
		c := clause{ID: e.Clause, Label: e.Label, Source: e.Source, Entry: e.Carrier.String(), Rules: []string{}, Reason: e.Reason}
		for _, r := range d.Rules {
			if slices.Contains(r.Clauses, c.ID) && !slices.Contains(c.Rules, r.ID) {
				c.Rules = append(c.Rules, r.ID)
			}
		}
		d.Clauses = append(d.Clauses, c)
	}
	for r := range p.Readings() {
		d.Readings = append(d.Readings, reading{r.ID, append([]string{}, r.Clauses...), r.Question, r.Default, append([]string{}, r.Alternatives...)})
	}
	return d
}

// bounds returns the phase that a rule bounds, and NotBegun for one that bounds none.
func bounds(h *policy.Header, declared []policy.Rule) policy.Phase {
	same := func(o *policy.Header) bool {
		return h.Name == o.Name && slices.Equal(h.Kinds, o.Kinds) && slices.Equal(h.Under, o.Under)
	}
	for _, r := range declared {
		switch r := r.(type) {
		case policy.Limit:
			if same(&r.Header) {
				return r.Phase
			}
		case policy.Every:
			if same(&r.Header) {
				return r.Phase
			}
		}
	}
	return policy.NotBegun
}

func writeJSON(w io.Writer, d *document) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(d); err != nil {
		panic(err) // strings and lists of them, into a buffer
	}
}
