package register

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Summary is what counting uses takes of an incident: a line that carries no name and no text. The fields up to Recorded say what
// began, and are all that a [Register] and a [Watch] ask for; the others say what became of it, for an [Analysis].
type Summary struct {
	Incident  string
	Student   string
	Kind      policy.Kind
	Classroom string          // where it is on record
	By        []policy.Person // who initiated it
	At        time.Time       // when it began
	Recorded  time.Time       // since when this is on record; zero: since it began

	Place    string         // where it began
	Released bool           // the student is not held any more
	Held     time.Duration  // how long the student was held in all, until then where there is no release
	Outcome  policy.Outcome // the gravest that a must came to
	Breached []string       // the clauses of the musts that were not kept, each once: "AR 3007 7(36)"
}

// Summarize takes the summary of an incident as it was judged: [Begun], and every finding. The error is a [*policy.RecordError]
// where it has not begun.
func Summarize(a policy.Assessment) (Summary, error) {
	s, err := Begun(a)
	if err != nil {
		return Summary{}, err
	}
	for f := range a.All() {
		s.Take(f)
	}
	return s, nil
}

// Take adds what a finding says to Outcome and Breached: for who has the findings at hand already, or those of a chain, each of which
// is for the part that its Incident names. Outcome is the gravest of all rules that the text says must be kept, in the order of
// [policy.Outcome.Severity], and of what the record itself shows; pending where nothing worse is found and something is owed, and
// satisfied where nothing is.
func (s *Summary) Take(f policy.Finding) {
	if f.Force != policy.Must {
		return
	}
	if f.Outcome.Severity() > s.Outcome.Severity() {
		s.Outcome = f.Outcome
	}
	if f.Outcome != policy.Breached {
		return
	}
	for _, c := range f.Clauses {
		cited := f.Document + " " + c
		if !slices.Contains(s.Breached, cited) { // it is the host's, and need not be sorted
			i, _ := slices.BinarySearch(s.Breached, cited)
			s.Breached = slices.Insert(s.Breached, i, cited)
		}
	}
}

// Begun takes what a summary says before any finding is taken into it: how the incident began, how long the student was held, and
// whether they were released. Recorded is that of its start, or of the last correction that bears on it: of the start, of such a
// correction, or of an event that is not there any more, which may have been one. Outcome is satisfied. The error is a
// [*policy.RecordError] where it has not begun.
func Begun(a policy.Assessment) (Summary, error) {
	var s Summary
	if a.Incident() == "" { // the zero value, which judged nothing
		return s, &policy.RecordError{Field: "activity", Want: string(policy.Initiate)}
	}
	began, start, corrected := a.Started(), "", false
	for e := range a.Events() {
		corrected = corrected || e.Activity == policy.Correct
		switch {
		case start == "" && e.Activity == policy.Initiate && e.At.Equal(began):
			start = e.ID
			s = Summary{Incident: e.Incident, Student: e.Student, Kind: e.Kind, Place: e.Place, By: slices.Clone(e.By), At: e.At, Recorded: e.Recorded}
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
	s.Held, s.Released, s.Outcome = a.Held(), a.Phase() == policy.After, policy.Satisfied
	if !corrected {
		return s, nil
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

// check reports what is not well-formed in s, as a [*policy.RecordError], or nil.
func (s *Summary) check() error {
	e := policy.Event{Activity: policy.Initiate, Kind: s.Kind, At: s.At, Recorded: s.Recorded, Student: s.Student, Place: s.Place, By: s.By,
		Incident: s.Incident, Other: &policy.Part{Classroom: s.Classroom}}
	switch err := e.Check(); {
	case err != nil:
		return err
	case s.Incident == "":
		return &policy.RecordError{Field: "incident", Want: "an ID"}
	case s.Kind == "":
		return &policy.RecordError{Incident: s.Incident, Field: "kind", Want: "a kind"}
	case s.Held < 0:
		return &policy.RecordError{Incident: s.Incident, Field: "held", Value: s.Held.String(), Want: "not less than 0s"}
	case slices.Contains(s.Breached, ""):
		return &policy.RecordError{Incident: s.Incident, Field: "breached", Want: "clauses, none of them empty"}
	}
	return nil
}

// use is a summary in a register.
type use struct {
	Summary
	at   int64 // At
	heap int   // where it stands in Register.oldest
}

func (u *use) before(o *use) int {
	return cmp.Or(cmp.Compare(u.at, o.at), strings.Compare(u.Incident, o.Incident))
}

// Register holds the summaries of many incidents, such as those of a board, by student, classroom and staff. The host fills it, in any
// order, and prunes it. The zero value is ready. It is for one goroutine at a time.
type Register struct {
	incidents  map[string]*use
	students   map[string]*uses
	classrooms map[string]*uses // "": where it is not on record
	staff      map[string]*uses // who initiated; "": where nobody is on record
	oldest     []aged           // a heap: the one that began first on top
}

// uses are in the order in which they began.
type uses struct {
	list []*use
	gone int // how many places of list's array are before it
}

// Add puts an incident into the register. The same again is one. Another summary of an incident that is there takes its place if it
// was not recorded before that one: a correction, in whatever order they come. The error is a [*policy.RecordError] for one without an
// incident, a kind or a time, or that is otherwise not well-formed; then nothing has changed.
func (r *Register) Add(s Summary) error {
	if err := s.check(); err != nil {
		return err
	}
	if s.Recorded.IsZero() {
		s.Recorded = s.At
	}
	s.By, s.Breached = slices.Clone(s.By), slices.Clone(s.Breached)
	if was := r.incidents[s.Incident]; was != nil {
		if s.Recorded.Before(was.Recorded) {
			return nil
		}
		r.Remove(s.Incident)
	}
	if r.incidents == nil {
		r.incidents, r.students, r.classrooms, r.staff = map[string]*use{}, map[string]*uses{}, map[string]*uses{}, map[string]*uses{}
	}
	u := &use{Summary: s, at: s.At.UnixNano()}
	r.incidents[s.Incident] = u
	r.oldest = pushed(r.oldest, aged{u})
	r.index(u, func(in map[string]*uses, key string) {
		of := in[key]
		if of == nil {
			of = &uses{}
			in[key] = of
		}
		i, found := len(of.list), false
		if i > 0 && of.list[i-1].before(u) >= 0 { // mostly they come as they began
			i, found = slices.BinarySearchFunc(of.list, u, (*use).before)
		}
		if !found { // somebody who stands twice in By is one
			of.list = slices.Insert(of.list, i, u)
		}
	})
	return nil
}

// Remove takes an incident out: one that, after all, was none.
func (r *Register) Remove(incident string) {
	u := r.incidents[incident]
	if u == nil {
		return
	}
	delete(r.incidents, incident)
	r.oldest = removed(r.oldest, u.heap)
	r.index(u, func(in map[string]*uses, key string) {
		of := in[key]
		if of == nil {
			return
		}
		i, found := slices.BinarySearchFunc(of.list, u, (*use).before)
		switch {
		case !found:
		case len(of.list) == 1:
			delete(in, key)
		case i > 0:
			of.list = slices.Delete(of.list, i, i+1)
		default: // as when the oldest are forgotten
			of.list[0] = nil
			of.list = of.list[1:]
			if of.gone++; of.gone > len(of.list) {
				of.list, of.gone = slices.Clone(of.list), 0
			}
		}
	})
}

// index calls f for each list that u belongs in.
func (r *Register) index(u *use, f func(in map[string]*uses, key string)) {
	if u.Student != "" {
		f(r.students, u.Student)
	}
	f(r.classrooms, u.Classroom)
	for i := range u.By {
		f(r.staff, u.By[i].ID)
	}
	if len(u.By) == 0 {
		f(r.staff, "")
	}
}

// aged orders uses by when they began.
type aged struct{ *use }

func (u aged) before(o aged) bool { return u.at < o.at }
func (u aged) stands(at int)      { u.heap = at }

// Forget drops the incidents that began before an instant, for a host that counts no further back: [Lookback.Since] says how far a
// profile counts. It costs time for those that it drops and for no others, so it may be called for each incident that is added.
func (r *Register) Forget(before time.Time) {
	for len(r.oldest) > 0 && r.oldest[0].At.Before(before) {
		r.Remove(r.oldest[0].Incident)
	}
}

// Len returns how many incidents there are.
func (r *Register) Len() int { return len(r.incidents) }

// Earlier returns the earlier uses of somebody as events to be put on record in an incident before it begins: those that began at since
// or later and before s, the oldest first, each once. Of two that begin at one instant the one whose ID sorts first is the earlier.
// What they are about says which: [policy.AboutStudent] those of the same student, [policy.AboutPlace] of the same classroom,
// [policy.AboutPerson] initiated by one of the same people; any of them together. None named is those of the student.
//
// How far back is for the host to say. An event that is too old for a rule does no harm. [Register.Before] gives just those that the
// Count rules of a profile need. Their Recorded is that of the summary, so that Known shows what could be counted then.
func (r *Register) Earlier(s Summary, since time.Time, about ...policy.About) []policy.Event {
	g := gathering{self: use{Summary: s, at: ticks(s.At)}}
	all := []look{{&Pattern{}, ticks(since)}}
	if len(about) == 0 {
		about = []policy.About{policy.AboutStudent}
	}
	if s.Student != "" && slices.Contains(about, policy.AboutStudent) {
		g.take(r.students[s.Student], all)
	}
	if s.Classroom != "" && slices.Contains(about, policy.AboutPlace) {
		g.take(r.classrooms[s.Classroom], all)
	}
	if slices.Contains(about, policy.AboutPerson) {
		for i := range s.By {
			g.take(r.staff[s.By[i].ID], all)
		}
	}
	return g.events()
}

// Before returns the earlier uses that the Count rules of a profile need at the start of an incident, as events to be put on record in
// it before it begins, the oldest first, each once: those within the window of a rule that is asked at the start of such a kind, of
// the kinds that it counts, and about the student, the classroom or the people that it counts for. Windows of days are measured by
// the calendar; where it does not know its days, or is nil, they are taken as far back as they can reach.
//
// Where it is not on record in which classroom a use was, or who initiated s, an earlier use may count or may not. Of these there are
// as many of the latest as it takes for the rule to say so. That is not so of students: where it is not on record whose s was, nothing
// is taken for the sake of a rule about the student, and a use of which it is not on record whose it was is nobody's earlier one.
func (r *Register) Before(s Summary, cal policy.Calendar, l Lookback) []policy.Event {
	g := gathering{self: use{Summary: s, at: ticks(s.At)}}
	d := newDays(cal)
	d.move(g.self.at)
	of := [3][]look{} // by what they are about
	for i := range l.looks {
		if k := l.looks[i]; k.asked(s.Kind) {
			_, from := d.back(&k.Window, g.self.at)
			of[k.Per] = append(of[k.Per], look{k, from})
		}
	}
	if k := of[policy.AboutStudent]; s.Student != "" {
		g.take(r.students[s.Student], k)
	}
	if k := of[policy.AboutPlace]; s.Classroom != "" {
		g.take(r.classrooms[s.Classroom], k)
		g.latest(map[string]*uses{"": r.classrooms[""]}, k)
	} else {
		g.latest(r.classrooms, k)
	}
	if k := of[policy.AboutPerson]; len(s.By) > 0 {
		for i := range s.By {
			g.take(r.staff[s.By[i].ID], k)
		}
	} else {
		g.latest(r.staff, k)
	}
	return g.events()
}

// look is what is to be counted, and from when on.
type look struct {
	*Pattern
	from int64
}

// gathering is what is to be put on record in an incident.
type gathering struct {
	self  use
	found []*use
	lists int // how many found comes from
}

// earlier are those that began at from or later and before the incident.
func (g *gathering) earlier(of *uses, from int64) []*use {
	if of == nil {
		return nil
	}
	i, _ := slices.BinarySearchFunc(of.list, from, func(u *use, at int64) int { return cmp.Compare(u.at, at) })
	list := of.list[i:]
	if n := len(list); n > 0 && list[n-1].before(&g.self) >= 0 {
		i, _ = slices.BinarySearchFunc(list, &g.self, (*use).before)
		list = list[:i]
	}
	return list
}

// take takes those that are counted for the sake of one of the looks.
func (g *gathering) take(of *uses, looks []look) {
	if len(looks) == 0 {
		return
	}
	from := looks[0].from
	for i := range looks {
		from = min(from, looks[i].from)
	}
	n := len(g.found)
	for _, u := range g.earlier(of, from) {
		for i := range looks {
			if looks[i].from <= u.at && looks[i].counts(u.Kind) && u.Incident != g.self.Incident {
				g.found = append(g.found, u)
				break
			}
		}
	}
	if len(g.found) > n {
		g.lists++
	}
}

// latest takes, for each look, the latest of anybody, as many as may make up what it takes.
func (g *gathering) latest(in map[string]*uses, looks []look) {
	var few []*use
	for i := range looks {
		k := &looks[i]
		few = few[:0]
		for _, of := range in {
			n := len(few)
			for _, u := range slices.Backward(g.earlier(of, k.from)) {
				if len(few)-n == k.Reaches-1 {
					break
				}
				if u.Incident != g.self.Incident && k.counts(u.Kind) {
					few = append(few, u)
				}
			}
		}
		slices.SortFunc(few, (*use).before)
		few = slices.Compact(few)
		if few = few[max(0, len(few)-k.Reaches+1):]; len(few) > 0 {
			g.found = append(g.found, few...)
			g.lists++
		}
	}
}

// events puts what was found in order, each once, and says it as events. They share few pieces of memory.
func (g *gathering) events() []policy.Event {
	found := g.found
	if g.lists > 1 {
		slices.SortFunc(found, (*use).before)
		found = slices.Compact(found)
	}
	people := 0
	for _, u := range found {
		people += len(u.By)
	}
	events, parts, by := make([]policy.Event, len(found)), make([]policy.Part, len(found)), make([]policy.Person, 0, people)
	for i, u := range found {
		e := &events[i]
		e.Activity, e.At, e.Recorded, e.Student = policy.Earlier, u.At, u.Recorded, u.Student
		if n := len(by); len(u.By) > 0 {
			by = append(by, u.By...)
			e.By = by[n:len(by):len(by)]
		}
		parts[i] = policy.Part{Incident: u.Incident, Kind: u.Kind, Classroom: u.Classroom}
		e.Other = &parts[i]
	}
	return events
}

// Counted lists the uses that a finding of a Count rule has counted, the oldest first and the incident itself last, and those of which
// it cannot be told whether they count. Each is asked for by itself: the rule is put before that many uses like it, so that window, day
// kinds, kinds and people are those of the rule and of nothing else. Where the incident reaches it alone, no other is listed. Where the
// finding hangs on a reading that is undecided, a use counts if it does under each answer, but for those under which the incident
// reaches it alone, and is unclear if it does, or may, under some: such as where the rule is there under one of them only, or wants
// more than 101 uses under one and there are not so many.
//
// It takes the profile and the calendar by which the incident was judged. Both lists are empty for a finding that is not one of a Count
// rule, or is not flagged or undetermined, and where there is no profile. The time it takes grows with the square of the number of earlier uses.
func Counted(p *policy.Profile, cal policy.Calendar, a policy.Assessment, f policy.Finding) (counted, unclear []Summary) {
	if p == nil {
		return nil, nil
	}
	count, most := false, 0 // the most that the rule wants under any reading
	for h := range p.Rules() {
		if c, ok := h.Count(); ok && h.Name == f.Rule {
			count, most = true, max(most, c.Reaches)
		}
	}
	self, err := Begun(a)
	if !count || err != nil || f.Outcome != policy.Flagged && f.Outcome != policy.Undetermined {
		return nil, nil
	}
	var starts, rest, earlier []policy.Event
	told := map[string]bool{}
	for e := range a.Events() {
		own := e.Activity == policy.Initiate && e.At.Equal(self.At) && len(starts) == 0
		if len(e.Standing) > 0 && !own { // which hold wherever they were put on record
			rest = append(rest, policy.Event{Activity: onFile, At: e.At, Recorded: e.Recorded, Standing: e.Standing})
			e.Standing = nil
		}
		switch {
		case own:
			starts = append(starts, e)
		case e.Activity != policy.Earlier: // a correction is applied already
		case e.Other != nil && e.Other.Incident != "" && told[e.Other.Incident]: // the same use, put on record again
		default:
			earlier = append(earlier, e)
			if e.Other != nil {
				told[e.Other.Incident] = true
			}
		}
	}
	rest = append(rest, starts...)
	ways := slices.DeleteFunc(decided(p, f), func(p *policy.Profile) bool { // where the incident is enough by itself
		return outcome(p, cal, f, rest, policy.Event{}, 0) == policy.Flagged
	})
	if len(ways) == 0 {
		return []Summary{self}, nil
	}
	n := max(len(earlier), min(most-1, 100)) // so many that the rule is reached under each answer; 100 only bounds the time
	for i := range earlier {
		certain, perhaps := 0, 0
		for _, p := range ways {
			switch outcome(p, cal, f, rest, earlier[i], n) {
			case policy.Flagged:
				certain++
			case policy.Undetermined:
				perhaps++
			}
		}
		switch {
		case certain == len(ways):
			counted = append(counted, summaryOf(&earlier[i]))
		case certain+perhaps > 0:
			unclear = append(unclear, summaryOf(&earlier[i]))
		}
	}
	return append(counted, self), unclear
}

// decided is a profile under each way to decide the readings that a finding wants decided.
func decided(p *policy.Profile, f policy.Finding) []*policy.Profile {
	ways := []*policy.Profile{p}
	for r, answer := range p.Readings() {
		if answer != "" || !slices.Contains(f.Missing, policy.Missing{Fact: "reading", Subject: r.ID}) {
			continue
		}
		var next []*policy.Profile
		for _, w := range ways {
			for _, a := range append([]string{r.Default}, r.Alternatives...) {
				if d, err := w.Choose(policy.Choice{Reading: r.ID, Answer: a}); err == nil {
					next = append(next, d)
				}
			}
		}
		ways = next
	}
	return ways
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
