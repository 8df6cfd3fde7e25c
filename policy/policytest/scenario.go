package policytest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Scenario is one incident and what is expected to be found of it. [Parse] reads them from a text; a test may as well fill one in.
type Scenario struct {
	Title    string
	Line     int    // of the title in its text
	Text     string // its own lines
	Kind     policy.Kind
	Under    []policy.Choice // answers to readings; the others stay as the profile has them
	Rules    []policy.RuleID // the only rules shown, and these also where they are kept; none: all that were not simply kept
	Start    time.Time       // what offsets count from; zero: as [Start]
	Now      time.Time       // as of when it is judged; zero: 30 days after the start
	Known    time.Time       // judged by what was on record then; zero: by all
	Calendar policy.Calendar // nil: judged without one
	Events   []policy.Event
	Expected []string // the lines that are expected, without their arrow
}

// DifferenceError says how what was found of a scenario differs from what it expects.
type DifferenceError struct {
	Title      string
	Line       int
	Missing    []string // expected, and not found
	Unexpected []string // found, and not expected
}

// Error lists the lines that differ as the scenario would have them.
func (e *DifferenceError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d: %s:", e.Line, e.Title)
	for _, s := range e.Missing {
		b.WriteString("\n\tnot found:    -> " + s)
	}
	for _, s := range e.Unexpected {
		b.WriteString("\n\tnot expected: -> " + s)
	}
	return b.String()
}

// Check judges every scenario of a text by p. Its error joins a [*DifferenceError] for each that comes out otherwise than it expects,
// or is the [*SyntaxError] of the text.
func Check(p *policy.Profile, text string) error {
	ss, err := Parse(text)
	if err != nil {
		return err
	}
	var faults []error
	for i := range ss {
		faults = append(faults, ss[i].Check(p))
	}
	return errors.Join(faults...)
}

// Check judges s by p and compares what is found with what is expected, line by line and in any order. Its error is a
// [*DifferenceError], or what kept it from being judged.
func (s *Scenario) Check(p *policy.Profile) error {
	found, err := s.Judge(p)
	if err != nil {
		return fmt.Errorf("line %d: %s: %w", s.Line, s.Title, err)
	}
	missing, unexpected := compare(s.Expected, found)
	if len(missing)+len(unexpected) == 0 {
		return nil
	}
	return &DifferenceError{Title: s.Title, Line: s.Line, Missing: missing, Unexpected: unexpected}
}

// compare returns what is only in one of two lists.
func compare(expected, found []string) (missing, unexpected []string) {
	unexpected = slices.Clone(found)
	for _, e := range expected {
		e = strings.Join(strings.Fields(e), " ")
		if i := slices.Index(unexpected, e); i >= 0 {
			unexpected = slices.Delete(unexpected, i, i+1)
		} else {
			missing = append(missing, e)
		}
	}
	return missing, unexpected
}

// Judge returns what is found of s by p: a line for each finding, in the order of [policy.Assessment.Findings], or "kept". With
// Rules, in that of [policy.Assessment.All], and then a line for each of them of which nothing is found. A scenario
// in which nothing begins and something is inspected is judged as [policy.Profile.Inspect] does.
func (s *Scenario) Judge(p *policy.Profile) ([]string, error) {
	if p == nil {
		return nil, errors.New("there is no profile")
	}
	if len(s.Under) > 0 {
		var err error
		if p, err = p.Choose(s.Under...); err != nil {
			return nil, err
		}
	}
	j := judgement{start: s.Start, now: s.Now, rules: s.Rules}
	if j.start.IsZero() {
		j.start = Start()
	}
	if j.now.IsZero() {
		j.now = j.start.Add(defaultNow)
	}
	for _, r := range s.Rules {
		if err := ruleOf(p, r); err != nil {
			return nil, err
		}
	}
	about := func(a policy.Activity) bool {
		return slices.ContainsFunc(s.Events, func(e policy.Event) bool { return e.Activity == a })
	}
	judge := s.judge
	if about(policy.Inspect) && !about(policy.Initiate) {
		judge = s.inspect
	}
	if err := judge(p, &j); err != nil {
		return nil, err
	}
	return j.lines(p), nil
}

func (s *Scenario) judge(p *policy.Profile, j *judgement) error {
	c, err := policy.Open(p, Lifecycle(s.Kind), s.Calendar, "incident-1")
	if err != nil {
		return err
	}
	for _, e := range s.Events {
		if _, err := c.Add(e); err != nil {
			return err
		}
	}
	if !s.Known.IsZero() {
		c = c.Known(s.Known)
	}
	j.take(c.Assess(j.now))
	return nil
}

// inspect judges each inspection by all that stands on file.
func (s *Scenario) inspect(p *policy.Profile, j *judgement) error {
	var onFile []policy.Credential
	known := func(e policy.Event) bool {
		return s.Known.IsZero() || !e.At.After(s.Known) && !e.Recorded.After(s.Known)
	}
	for _, e := range s.Events {
		if known(e) {
			onFile = append(onFile, e.Standing...)
		}
	}
	for _, e := range s.Events {
		if e.Activity != policy.Inspect || e.At.After(j.now) || !known(e) {
			continue
		}
		e.Kind, e.Standing = cmp.Or(e.Kind, s.Kind), onFile
		a, err := p.Inspect(s.Calendar, e)
		if err != nil {
			return err
		}
		j.take(a)
	}
	return nil
}

// defaultNow is long enough for every term of days to be over.
const defaultNow = 30 * 24 * time.Hour

// ruleOf reports a rule that p does not have.
func ruleOf(p *policy.Profile, r policy.RuleID) error {
	if r.OfRecord() {
		return nil
	}
	for h := range p.Rules() {
		if h.Name == r {
			return nil
		}
	}
	return fmt.Errorf("profile %s has no rule %q under these readings", p.ID(), string(r))
}
