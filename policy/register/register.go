package register

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Summary is what counting uses takes of an incident. It carries no name and no text.
type Summary struct {
	Incident  string
	Student   string
	Kind      policy.Kind
	Classroom string          // where it is on record
	By        []policy.Person // who initiated it
	At        time.Time       // when it began
	Recorded  time.Time       // since when this is on record; zero: since it began
}

// Summarize takes the summary of an incident as it was judged. Recorded is that of its start, or of the last correction that bears
// on it: of the start, of such a correction, or of an event that is not there any more, which may have been one. The error is a
// [*policy.RecordError] where it has not begun.
func Summarize(a policy.Assessment) (Summary, error) {
	var s Summary
	began, start := a.Started(), ""
	for e := range a.Events() {
		switch {
		case start == "" && e.Activity == policy.Initiate && e.At.Equal(began):
			start = e.ID
			s = Summary{Incident: e.Incident, Student: e.Student, Kind: e.Kind, By: slices.Clone(e.By), At: e.At, Recorded: e.Recorded}
			if e.Other != nil {
				s.Classroom = e.Other.Classroom
			}
		case start == "" && s.Incident == "":
			s.Incident = e.Incident
		}
	}
	if start == "" {
		return Summary{}, &policy.RecordError{Incident: s.Incident, Field: "activity", Want: string(policy.Initiate)}
	}
	bears := map[string]bool{} // of each event that is there: on the start
	for e := range a.Events() {
		bears[e.ID] = e.ID == start
	}
	for more := true; more; {
		more = false
		for e := range a.Events() {
			if e.Activity != policy.Correct || bears[e.ID] {
				continue
			}
			if on, there := bears[e.Amends.Event]; on || !there {
				bears[e.ID], more = true, true
				s.Recorded = later(s.Recorded, e.Recorded)
			}
		}
	}
	return s, nil
}

// event is the summary as an event of another incident.
func (s *Summary) event() policy.Event {
	return policy.Event{Activity: policy.Earlier, At: s.At, Recorded: s.Recorded, Student: s.Student, By: slices.Clone(s.By),
		Other: &policy.Part{Incident: s.Incident, Kind: s.Kind, Classroom: s.Classroom}}
}

func (s *Summary) before(o *Summary) int {
	return cmp.Or(s.At.Compare(o.At), strings.Compare(s.Incident, o.Incident))
}

// Register holds the summaries of many incidents, such as those of a board, by student, classroom and staff. The host fills it, in any
// order, and prunes it. The zero value is ready. It is for one goroutine at a time.
type Register struct {
	incidents  map[string]*Summary
	students   map[string][]*Summary
	classrooms map[string][]*Summary
	staff      map[string][]*Summary // who initiated
}

// Add puts an incident into the register. The same again is one. Another summary of an incident that is there takes its place if it
// was not recorded before that one: a correction, in whatever order they come. The error is a [*policy.RecordError] for one without an
// incident, a kind or a time, or that is otherwise not well-formed; then nothing has changed.
func (r *Register) Add(s Summary) error {
	e := s.event()
	switch err := e.Check(); {
	case err != nil:
		return err
	case s.Incident == "":
		return &policy.RecordError{Field: "incident", Want: "an ID"}
	case s.Kind == "":
		return &policy.RecordError{Incident: s.Incident, Field: "kind", Want: "a kind"}
	}
	if s.Recorded.IsZero() {
		s.Recorded = s.At
	}
	s.By = slices.Clone(s.By)
	if was := r.incidents[s.Incident]; was != nil {
		if s.Recorded.Before(was.Recorded) {
			return nil
		}
		r.Remove(s.Incident)
	}
	if r.incidents == nil {
		r.incidents, r.students = map[string]*Summary{}, map[string][]*Summary{}
		r.classrooms, r.staff = map[string][]*Summary{}, map[string][]*Summary{}
	}
	r.incidents[s.Incident] = &s
	r.index(&s, func(in map[string][]*Summary, key string) {
		all := in[key]
		i, found := slices.BinarySearchFunc(all, &s, (*Summary).before)
		if !found { // somebody who stands twice in By is one
			in[key] = slices.Insert(all, i, &s)
		}
	})
	return nil
}

// Remove takes an incident out: one that, after all, was none.
func (r *Register) Remove(incident string) {
	s := r.incidents[incident]
	if s == nil {
		return
	}
	delete(r.incidents, incident)
	r.index(s, func(in map[string][]*Summary, key string) {
		i, found := slices.BinarySearchFunc(in[key], s, (*Summary).before)
		if !found {
			return
		}
		if in[key] = slices.Delete(in[key], i, i+1); len(in[key]) == 0 {
			delete(in, key)
		}
	})
}

// index calls f for each list that s belongs in.
func (r *Register) index(s *Summary, f func(in map[string][]*Summary, key string)) {
	if s.Student != "" {
		f(r.students, s.Student)
	}
	if s.Classroom != "" {
		f(r.classrooms, s.Classroom)
	}
	for i := range s.By {
		f(r.staff, s.By[i].ID)
	}
}

// Forget drops the incidents that began before an instant, for a host that counts no further back.
func (r *Register) Forget(before time.Time) {
	for id, s := range r.incidents {
		if s.At.Before(before) {
			delete(r.incidents, id)
		}
	}
	for _, in := range []map[string][]*Summary{r.students, r.classrooms, r.staff} {
		for key, all := range in {
			n, _ := slices.BinarySearchFunc(all, before, func(s *Summary, t time.Time) int { return s.At.Compare(t) })
			switch {
			case n == len(all):
				delete(in, key)
			case n > 0:
				in[key] = slices.Clone(all[n:]) // so that the memory of the others is freed
			}
		}
	}
}

// Len returns how many incidents there are.
func (r *Register) Len() int { return len(r.incidents) }

// Earlier returns the earlier uses that a profile's Count rules need at the start of an incident, as events to be put on record in it
// before it begins: those that began at since or later and before s, the oldest first, each once. Of two that begin at one instant the
// one whose ID sorts first is the earlier. What they are about says which: [policy.AboutStudent] those of the same student,
// [policy.AboutPlace] of the same classroom, [policy.AboutPerson] initiated by one of the same people; any of them together. None named is
// those of the student.
//
// How far back is for the host to say: as long as the longest window of its profile. An event that is too old for a rule does no harm. Its
// Recorded is that of the summary, so that Known shows what could be counted then.
func (r *Register) Earlier(s Summary, since time.Time, about ...policy.About) []policy.Event {
	var found []*Summary
	take := func(all []*Summary) {
		i, _ := slices.BinarySearchFunc(all, since, func(o *Summary, t time.Time) int { return o.At.Compare(t) })
		for ; i < len(all) && all[i].before(&s) < 0; i++ {
			if all[i].Incident != s.Incident {
				found = append(found, all[i])
			}
		}
	}
	if len(about) == 0 {
		about = []policy.About{policy.AboutStudent}
	}
	if s.Student != "" && slices.Contains(about, policy.AboutStudent) {
		take(r.students[s.Student])
	}
	if s.Classroom != "" && slices.Contains(about, policy.AboutPlace) {
		take(r.classrooms[s.Classroom])
	}
	if slices.Contains(about, policy.AboutPerson) {
		for i := range s.By {
			take(r.staff[s.By[i].ID])
		}
	}
	slices.SortFunc(found, (*Summary).before)
	found = slices.Compact(found)
	events := make([]policy.Event, len(found))
	for i := range found {
		events[i] = found[i].event()
	}
	return events
}

// Counted lists the uses that a finding of a Count rule has counted, the oldest first and the incident itself last, and those of which
// it cannot be told whether they count. Each is asked for by itself: the rule is put before that many uses like it, so that window, day
// kinds, kinds and people are those of the rule and of nothing else. Where the incident reaches it alone, no other is listed.
//
// It takes the profile and the calendar by which the incident was judged. Both lists are empty for a finding that is not one of a Count
// rule, or is not flagged or undetermined. The time it takes grows with the square of the number of earlier uses.
func Counted(p *policy.Profile, cal policy.Calendar, a policy.Assessment, f policy.Finding) (counted, unclear []Summary) {
	count := false
	for h := range p.Rules() {
		count = count || h.Name == f.Rule && h.Form() == "count"
	}
	self, err := Summarize(a)
	if !count || err != nil || f.Outcome != policy.Flagged && f.Outcome != policy.Undetermined {
		return nil, nil
	}
	var starts, rest, earlier []policy.Event
	told := map[string]bool{}
	for e := range a.Events() {
		switch {
		case e.Activity == policy.Correct: // applied already
		case e.Activity == policy.Initiate && e.At.Equal(self.At) && len(starts) == 0:
			starts = append(starts, e)
		case e.Activity != policy.Earlier:
			if len(e.Standing) > 0 { // which hold wherever they were put on record
				rest = append(rest, policy.Event{Activity: onFile, At: e.At, Recorded: e.Recorded, Standing: e.Standing})
			}
		case e.Other != nil && e.Other.Incident != "" && told[e.Other.Incident]: // the same use, put on record again
		default:
			earlier = append(earlier, e)
			if e.Other != nil {
				told[e.Other.Incident] = true
			}
		}
	}
	rest = append(rest, starts...)
	if outcome(p, cal, f, rest, policy.Event{}, 0) == policy.Flagged { // the incident is enough by itself
		return []Summary{self}, nil
	}
	for i := range earlier {
		s := summaryOf(&earlier[i])
		switch outcome(p, cal, f, rest, earlier[i], len(earlier)) {
		case policy.Flagged:
			counted = append(counted, s)
		case policy.Undetermined:
			unclear = append(unclear, s)
		}
	}
	return append(counted, self), unclear
}

func summaryOf(e *policy.Event) Summary {
	s := Summary{Student: e.Student, By: slices.Clone(e.By), At: e.At, Recorded: e.Recorded}
	if e.Other != nil {
		s.Incident, s.Kind, s.Classroom = e.Other.Incident, e.Other.Kind, e.Other.Classroom
	}
	return s
}

// outcome is what the rule of a finding comes to where one earlier use stands there n times, and no other.
func outcome(p *policy.Profile, cal policy.Calendar, f policy.Finding, rest []policy.Event, use policy.Event, n int) policy.Outcome {
	c, err := policy.Open(p, script{f.Kind}, cal, "uses")
	if err != nil {
		return policy.NotApplicable
	}
	add := func(e policy.Event) {
		e.Incident, e.ID = "", ""
		if _, failed := c.Add(e); failed != nil {
			err = failed
		}
	}
	if use.Other != nil {
		other := *use.Other
		other.Incident = "" // so that none is taken for another told twice
		use.Other = &other
	}
	for range n {
		add(use)
	}
	for _, e := range rest {
		add(e)
	}
	if err != nil {
		return policy.NotApplicable
	}
	for o := range c.Assess(rest[len(rest)-1].At).Findings() {
		if o.Rule == f.Rule && o.Subject == f.Subject {
			return o.Outcome
		}
	}
	return policy.NotApplicable
}
