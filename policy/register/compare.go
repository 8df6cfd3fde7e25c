package register

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/policy"
)

// Judged is an incident as one profile judged it.
type Judged struct {
	Profile    *policy.Profile
	Assessment policy.Assessment
}

// Replay judges the same events under several profiles, as of one instant. What the start pins stays as it is. The error is a
// [*policy.RecordError] for an event that is not well-formed, and a [*policy.ProfileError] for a profile that is missing or does not
// know the machine's kind.
func Replay(l policy.Lifecycle, cal policy.Calendar, now time.Time, events []policy.Event, under ...*policy.Profile) ([]Judged, error) {
	var all []Judged
	for _, p := range under {
		incident := "replay"
		if len(events) > 0 {
			incident = cmp.Or(events[0].Incident, incident)
		}
		c, err := policy.Open(p, l, cal, incident)
		if err != nil {
			return nil, err
		}
		for _, e := range events {
			if _, err := c.Add(e); err != nil {
				return nil, err
			}
		}
		all = append(all, Judged{p, c.Assess(now)})
	}
	return all, nil
}

// Comparison is one incident as several profiles judge it, document by document. Rules of different documents are not taken for the
// same, whatever they demand; under one document, by its ID, they are the same where they have the same name. It prints well, and
// carries no name and no text.
type Comparison struct{ verdicts []Verdict }

// Verdict is what one profile says of the incident.
type Verdict struct {
	Profile  string           // its ID
	Document string           // how it is cited: "AR 3007"
	Choices  []policy.Choice  // the answers to its readings that are not the defaults
	Findings []policy.Finding // for every rule that applied, the gravest outcome first, and in the order of the regulation
}

// Difference is a rule of one document that does not come to the same under all readings compared. Outcomes are in the order of
// that document's verdicts.
type Difference struct {
	Profile  string
	Rule     policy.RuleID
	Clauses  []string
	Demand   string
	Outcomes []policy.Outcome
}

// Compare sets side by side how several profiles judge one incident, in the order given. One without a profile is left out.
func Compare(judged ...Judged) Comparison {
	var c Comparison
	for _, j := range judged {
		if j.Profile == nil {
			continue
		}
		v := Verdict{Profile: j.Profile.ID(), Document: j.Profile.Short(), Findings: slices.Collect(j.Assessment.All())}
		for r, answer := range j.Profile.Readings() {
			if answer != r.Default {
				v.Choices = append(v.Choices, policy.Choice{Reading: r.ID, Answer: answer})
			}
		}
		slices.SortStableFunc(v.Findings, func(x, y policy.Finding) int { return cmp.Compare(y.Outcome.Severity(), x.Outcome.Severity()) })
		c.verdicts = append(c.verdicts, v)
	}
	return c
}

// Verdicts returns what each profile says, in the order in which they were given.
func (c Comparison) Verdicts() iter.Seq[Verdict] { return slices.Values(c.verdicts) }

// Count returns how many findings come to an outcome.
func (v Verdict) Count(o policy.Outcome) (n int) {
	for i := range v.Findings {
		if v.Findings[i].Outcome == o {
			n++
		}
	}
	return n
}

// Outcome returns what a rule comes to: the gravest of its findings, [policy.NotApplicable] where there is none.
func (v Verdict) Outcome(r policy.RuleID) policy.Outcome {
	if i := v.first(r); i >= 0 {
		return v.Findings[i].Outcome
	}
	return policy.NotApplicable
}

func (v *Verdict) first(r policy.RuleID) int {
	return slices.IndexFunc(v.Findings, func(f policy.Finding) bool { return f.Rule == r })
}

// Differences returns the rules that do not come to the same under several verdicts of one document, in the order in which they first
// stand there.
func (c Comparison) Differences() iter.Seq[Difference] {
	return func(yield func(Difference) bool) {
		var done []string
		for i := range c.verdicts {
			id := c.verdicts[i].Profile
			of := c.of(id)
			if slices.Contains(done, id) || len(of) < 2 {
				continue
			}
			done = append(done, id)
			var seen []policy.RuleID
			for _, v := range of {
				for _, f := range v.Findings {
					if slices.Contains(seen, f.Rule) {
						continue
					}
					seen = append(seen, f.Rule)
					d := Difference{Profile: id, Rule: f.Rule, Clauses: f.Clauses, Demand: f.Demand}
					for _, o := range of {
						d.Outcomes = append(d.Outcomes, o.Outcome(f.Rule))
					}
					if len(slices.Compact(slices.Clone(d.Outcomes))) > 1 && !yield(d) {
						return
					}
				}
			}
		}
	}
}

// of returns the verdicts of one document.
func (c Comparison) of(profile string) []Verdict {
	return slices.DeleteFunc(slices.Clone(c.verdicts), func(v Verdict) bool { return v.Profile != profile })
}

// width is how many columns a comparison has at most.
const width = 100

// String returns a section for each document: how often each outcome comes, and every finding that is not simply kept, the gravest first,
// with its clauses; then what differs between readings of one document. No line is longer than 100 columns, but for a word that is.
func (c Comparison) String() string {
	var b strings.Builder
	for i := range c.verdicts {
		v := &c.verdicts[i]
		if i > 0 {
			b.WriteByte('\n')
		}
		head := v.Document + ": " + v.counts()
		for _, ch := range v.Choices {
			head += "; " + ch.Reading + "=" + cmp.Or(ch.Answer, "undecided")
		}
		wrap(&b, "", head)
		wide := 0
		for _, f := range v.Findings {
			if f.Outcome != policy.Satisfied {
				wide = max(wide, utf8.RuneCountInString(strings.Join(f.Clauses, ", ")))
			}
		}
		wide = min(wide, 24)
		for _, f := range v.Findings {
			if f.Outcome != policy.Satisfied {
				wrap(&b, fmt.Sprintf("  %-12s  %-*s  ", f.Outcome, wide, strings.Join(f.Clauses, ", ")), says(f))
			}
		}
	}
	first := true
	for d := range c.Differences() {
		if first {
			b.WriteString("\nNot the same under each reading:\n")
			first = false
		}
		words := make([]string, len(d.Outcomes))
		for i, o := range d.Outcomes {
			words[i] = o.String()
		}
		of := c.of(d.Profile)
		wrap(&b, "  ", of[0].Document+" "+strings.Join(d.Clauses, ", ")+" "+d.Demand+": "+strings.Join(words, " | "))
	}
	return b.String()
}

// counts says how often each outcome comes, the gravest first.
func (v *Verdict) counts() string {
	var parts []string
	for _, o := range []policy.Outcome{policy.Breached, policy.Undetermined, policy.Flagged, policy.Pending, policy.Excused, policy.Satisfied} {
		if n := v.Count(o); n > 0 {
			parts = append(parts, fmt.Sprint(n, " ", o))
		}
	}
	if len(parts) == 0 {
		return "it says nothing of this"
	}
	return strings.Join(parts, ", ")
}

// says is what a finding says in few words, without anybody's ID.
func says(f policy.Finding) string {
	s := f.Demand
	switch {
	case f.Outcome == policy.Undetermined:
		var lacks []string
		for _, m := range f.Missing {
			if !slices.Contains(lacks, string(m.Fact)) {
				lacks = append(lacks, string(m.Fact))
			}
		}
		if len(lacks) > 0 {
			s += "; not on record: " + strings.Join(lacks, ", ")
		}
	case !f.Due.IsZero():
		s += ", by " + f.Due.Format(time.DateTime)
	case f.Allowed > 0:
		s += ": " + f.Measured.String() + " of " + f.Allowed.String()
	}
	return s
}

// wrap writes lines of at most width columns, those after the first under the text of the first. What takes more than half of them
// before the text is broken with it.
func wrap(b *strings.Builder, before, text string) {
	indent := utf8.RuneCountInString(before)
	if indent > width/2 {
		before, text, indent = "  ", before+" "+text, 4
	}
	b.WriteString(before)
	at := utf8.RuneCountInString(before)
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i > 0 && at+1+n > width:
			b.WriteByte('\n')
			b.WriteString(strings.Repeat(" ", indent))
			at = indent
		case i > 0:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	b.WriteByte('\n')
}
