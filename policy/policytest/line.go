package policytest

import (
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// kept is the line for an incident of which nothing was found.
const kept = "kept"

// judgement collects what is found of a scenario.
type judgement struct {
	start, now time.Time
	rules      []policy.RuleID
	found      []policy.Finding
}

func (j *judgement) take(a policy.Assessment) {
	if len(j.rules) == 0 {
		j.found = slices.AppendSeq(j.found, a.Findings())
		return
	}
	for f := range a.All() {
		if slices.Contains(j.rules, f.Rule) {
			j.found = append(j.found, f)
		}
	}
}

// lines writes what was found. Two findings that would read alike are told apart by their occurrence.
func (j *judgement) lines(p *policy.Profile) []string {
	lines := make([]string, len(j.found))
	for i := range j.found {
		lines[i] = j.line(&j.found[i])
	}
	plain := slices.Clone(lines)
	for i, s := range plain {
		if j.found[i].Occurrence != "" && (slices.Contains(plain[:i], s) || slices.Contains(plain[i+1:], s)) {
			lines[i] += " (" + idText(j.found[i].Occurrence) + ")"
		}
	}
	for _, r := range j.rules {
		if !slices.ContainsFunc(j.found, func(f policy.Finding) bool { return f.Rule == r }) {
			none := policy.Finding{Rule: r, Outcome: policy.NotApplicable}
			for h := range p.Rules() {
				if h.Name == r && none.Clauses == nil {
					none.Clauses = h.Clauses
				}
			}
			lines = append(lines, j.line(&none))
		}
	}
	if len(lines) == 0 {
		return []string{kept}
	}
	return lines
}

// shortTerm is up to how much the allowed length says enough, and the instant at which it is over need not be written.
const shortTerm = time.Hour

// line writes one finding: what it comes to, of whom, when, by how much, and what it hangs on. What follows from the rest is left
// out: the end of a short length, the length up to an instant by the clock.
func (j *judgement) line(f *policy.Finding) string {
	var b strings.Builder
	b.WriteString(f.Outcome.String())
	if len(f.Clauses) > 0 {
		b.WriteString(" " + strings.Join(f.Clauses, ","))
	}
	b.WriteString(" " + string(f.Rule))
	if f.Subject != "" {
		b.WriteString(" of " + f.Subject)
	}
	at := func(word string, t time.Time) {
		if !t.IsZero() {
			b.WriteString(" " + word + " " + instantText(t, j.start))
		}
	}
	lasted := j.now.Sub(f.From)
	if !f.Until.IsZero() {
		lasted = f.Until.Sub(f.From)
	}
	if f.From.Equal(f.Until) {
		at("at", f.From)
	} else {
		at("from", f.From)
		at("until", f.Until)
	}
	ends := f.Due.Equal(f.From.Add(f.Allowed)) // the length and the instant say the same
	switch {
	case f.Due.IsZero() || ends && f.Allowed > 0 && f.Allowed <= shortTerm:
	case f.Allowed > shortTerm:
		b.WriteString(", due " + clockText(f.Due, j.start))
	default:
		b.WriteString(", due " + instantText(f.Due, j.start))
	}
	switch {
	case f.Allowed > 0 && (!ends || f.Allowed <= shortTerm || f.Measured != max(0, lasted)):
		b.WriteString(": " + lengthText(f.Measured) + " of " + lengthText(f.Allowed))
	case f.Allowed == 0 && f.Measured > 0:
		b.WriteString(": " + lengthText(f.Measured))
	}
	for i, m := range f.Missing {
		b.WriteString(listed(i, "; missing ") + string(m.Fact))
		if m.Subject != "" {
			b.WriteString(" of " + idText(m.Subject))
		}
	}
	for i, r := range f.Readings {
		b.WriteString(listed(i, "; hangs on ") + r)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func listed(i int, first string) string {
	if i == 0 {
		return first
	}
	return ", "
}

// width is how long a line may be before it goes on in the next.
const width = 76

// wrapped is an expected line as a scenario has it.
func wrapped(line string) []string {
	var out []string
	row := "->"
	for _, word := range strings.Fields(line) {
		if len(row)+1+len(word) > width && row != "->" {
			out, row = append(out, row), "  "
		}
		row += " " + word
	}
	return append(out, row)
}
