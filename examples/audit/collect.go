package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
	"github.com/leastrestrictive/interventions/policy/register"
)

// often is after how many lines it is asked what can be judged.
const often = 256

// settling is how long after its start at least a use is taken for what it then is by those that began later, where the horizon
// does not say longer: those that are still open then keep what was counted, and what is too old to count is forgotten.
const settling = 60 * 24 * time.Hour

// collector takes the lines of all logs in one order, which does not depend on the number of cores, and decides what is judged
// when, and after which earlier uses.
type collector struct {
	o      *options
	now    time.Time
	to     func(*job)
	stream *register.Stream
	uses   map[string]*use // of incidents that are not judged yet
	notes  map[string]int
	names  names
	lines  int // that were taken up
	most   int // incidents that were held at once

	all       register.Register
	lookbacks map[*program.Regulation]register.Lookback
	watch     *register.Watch             // of the reader's own patterns; nil: there are none
	watched   map[string]register.Summary // uses that it has not been fed yet

	entered  time.Time           // the latest entry so far
	disorder time.Duration       // how much earlier than the latest entry one was that came after it
	tidied   time.Time           // when it was last asked what is settled
	fed      time.Time           // the watch has been fed what began before
	counted  map[whose]time.Time // before then nothing may begin any more: incidents were judged, or settled, that it would bear on
	settled  time.Time           // what began before is settled: uses that bear on it may be forgotten
	pruned   time.Time           // when counted was last rid of what is too old
	latest   time.Time           // the latest start of an incident that was judged
	waited   time.Time           // the latest entry when it was last asked what can be judged
	named    map[string]bool     // incidents that those judged named as parts of one chain, and that had not come
}

// whose is a student, a classroom or a member of staff; any of them, where the id is empty.
type whose struct {
	about policy.About
	id    string
}

// each calls f for all whose uses one is among.
func each(s *register.Summary, f func(whose)) {
	f(whose{policy.AboutStudent, s.Student})
	f(whose{policy.AboutPlace, s.Classroom})
	for i := range s.By {
		f(whose{policy.AboutPerson, s.By[i].ID})
	}
	if len(s.By) == 0 {
		f(whose{policy.AboutPerson, ""})
	}
}

func newCollector(o *options, now time.Time, to func(*job)) *collector {
	c := &collector{o: o, now: now, to: to, stream: register.NewStream(register.Gap), uses: map[string]*use{}, notes: map[string]int{}, names: names{},
		lookbacks: map[*program.Regulation]register.Lookback{}, counted: map[whose]time.Time{}, named: map[string]bool{}}
	for _, r := range program.Regulations() {
		if o.profile == "" || o.profile == r.ID {
			c.lookbacks[r] = register.LookbackOf(r.Profile())
		}
	}
	if len(o.patterns) > 0 {
		c.watch, _ = register.NewWatch(o.calendar, o.patterns...) // the flags were asked for its error
		c.watched = map[string]register.Summary{}
	}
	return c
}

// use is what an incident's summary is made of.
type use struct {
	starts, corrections []policy.Event
	turns               []string // the entries by which holding begins, goes on or ends, and their corrections, by their IDs
	summary             register.Summary
	on                  bool           // it is in the register
	earlier             []policy.Event // the uses before it, once it is settled
	settled             bool
}

// job is one group of incidents to be judged together, or something to be said in its turn.
type job struct {
	parts []part
	done  chan struct{} // nil where there is nothing to judge

	rows      []byte
	faults    []string
	judged    int // incidents
	summaries []register.Summary
	hits      []hit
	chained   int // parts that are one of several in a chain
	chains    int // of several parts
	empty     int // incidents of which nothing had happened
}

// part is an incident, the regulation that judges it, and the earlier uses of which it is one more.
type part struct {
	register.Part
	regulation *program.Regulation
	earlier    []policy.Event
}

// collect reads all rows. It is the only one that uses the stream and the register.
func (c *collector) collect(feeds []*feed) {
	n := 0
	for r := range merged(feeds) {
		switch {
		case r.line == nil:
			c.say("%s: not read to its end: %v", r.feed.input.name, r.feed.err)
			continue
		case r.err != nil:
			c.say("%s: not read: %v", r.feed.input.name, r.err)
			continue
		}
		c.add(r)
		if n++; n%often == 0 {
			c.settle()
		}
	}
	for _, group := range c.stream.Rest() {
		c.judge(group)
	}
	c.look(time.Time{})
}

func (c *collector) say(format string, args ...any) {
	c.to(&job{faults: []string{fmt.Sprintf(format, args...)}})
}

func (c *collector) add(r row) {
	e := &r.event
	switch t := entered(e); {
	case t.After(c.entered):
		c.entered = t
	default:
		c.disorder = max(c.disorder, c.entered.Sub(t))
	}
	if err := c.stream.Add(*e); err != nil {
		if _, late := errors.AsType[*register.LateError](err); late {
			c.say("%s: line %d: an entry in incident %q, which was judged before it came: that needs the whole log, -horizon whole or a longer one",
				r.feed.input.name, r.number, e.Incident)
			return
		}
		c.say("%s: not taken up: line %d: %v", r.feed.input.name, r.number, err)
		return
	}
	c.lines++
	c.most = max(c.most, c.stream.Len())
	if e.Other != nil && e.Other.Incident != "" && (e.Activity == policy.Initiate || e.Activity == policy.Convert) && c.stream.HandedOut(e.Other.Incident) {
		c.say("incident %q names %q, which was judged before: they may be parts of one chain; that needs the whole log, -horizon whole or a longer one",
			e.Incident, e.Other.Incident)
	}
	switch e.Activity {
	case policy.Initiate, policy.Correct:
		u := c.uses[e.Incident]
		if u == nil {
			u = &use{}
			c.uses[e.Incident] = u
			if c.named[e.Incident] {
				c.say("incident %q was named by one that was judged before it came: they may be parts of one chain; that needs the whole log, "+
					"-horizon whole or a longer one", e.Incident)
			}
		}
		if e.Activity == policy.Correct {
			u.corrections = append(u.corrections, *e)
		} else {
			u.starts = append(u.starts, *e)
			slices.SortStableFunc(u.starts, asRecorded)
		}
		c.register(e.Incident, u)
	}
	c.turn(e)
}

// turn says so where an incident gets another end when one that followed it was judged already.
func (c *collector) turn(e *policy.Event) {
	switch e.Activity {
	case policy.Release, policy.Resume, policy.Convert, policy.Interrupt, policy.End, policy.Correct:
		u := c.uses[e.Incident]
		if u == nil || e.Activity == policy.Correct && !slices.Contains(u.turns, e.Amends.Event) {
			return
		}
		u.turns = append(u.turns, e.ID)
		if at := u.summary.At; u.on && (at.Before(c.settled) || c.counted[whose{policy.AboutStudent, u.summary.Student}].After(at)) {
			c.say("incident %q: when the student was held came, or was changed, after one was judged that followed it, and may be of one chain with it; "+
				"that needs the whole log, -horizon whole or a longer one", e.Incident)
		}
	}
}

// register keeps the register up to date, so that an incident that is judged finds in it all that began before.
func (c *collector) register(incident string, u *use) {
	was, on := u.summary, u.on
	u.sum()
	c.names.slim(&u.summary)
	if u.on && c.all.Add(u.summary) != nil {
		u.on = false // it lacks what is counted by
	}
	if on && !u.on {
		c.all.Remove(incident)
	}
	if c.watch != nil && u.on {
		c.watched[incident] = u.summary
	} else if c.watch != nil {
		delete(c.watched, incident)
	}
	if on && u.on && alike(&was, &u.summary) {
		return
	}
	if on && c.late(&was) || u.on && c.late(&u.summary) {
		delete(c.watched, incident)
		c.say("incident %q: its start came, or was changed, after others were judged that may have counted it, or be of one chain with it; "+
			"that needs the whole log, -horizon whole or a longer one", incident)
	}
}

// late reports whether a use would have to be counted by one that is not counted anew, or may be part of a chain that was judged. One of
// which it is not on record whose it was may be anybody's.
func (c *collector) late(s *register.Summary) bool {
	late := s.At.Before(c.fed) || s.At.Before(c.settled)
	each(s, func(w whose) { // of two at one instant their IDs say which is the earlier
		late = late || !s.At.After(c.counted[w]) || !s.At.After(c.counted[whose{w.about, ""}]) || w.id == "" && !s.At.After(c.latest)
	})
	return late
}

// count marks that a use is not counted anew, and that nothing more can be linked with it until an instant.
func (c *collector) count(s *register.Summary, until time.Time) {
	if s.At.After(c.latest) {
		c.latest = s.At
	}
	each(s, func(w whose) {
		t := s.At
		if w.about == policy.AboutStudent && until.After(t) {
			t = until
		}
		if t.After(c.counted[w]) {
			c.counted[w] = t
		}
	})
}

// linked returns the first instant at which an incident of that student can begin without being a part of one chain with this one.
func linked(events []policy.Event) time.Time {
	var last time.Time
	for i := range events {
		e := &events[i]
		switch e.Activity {
		case policy.Release, policy.Convert, policy.Interrupt, policy.End, policy.Correct:
			t := e.At
			if e.Activity == policy.Correct {
				t = amended(e)
			}
			if t.After(last) {
				last = t
			}
		}
	}
	return last.Add(register.Gap + 1)
}

// names holds identifiers, each once, apart from the lines that they were read from.
type names map[string]string

func (n names) of(id string) string {
	own, ok := n[id]
	if !ok {
		own = strings.Clone(id)
		n[own] = own
	}
	return own
}

// slim has a summary keep its identifiers only, and not the lines that they were read from.
func (n names) slim(s *register.Summary) {
	s.Incident, s.Student, s.Classroom, s.Place = strings.Clone(s.Incident), n.of(s.Student), n.of(s.Classroom), n.of(s.Place)
	s.Kind = policy.Kind(n.of(string(s.Kind)))
	s.By = slices.Clone(s.By)
	for i := range s.By {
		s.By[i] = policy.Person{ID: n.of(s.By[i].ID), Role: policy.Role(n.of(string(s.By[i].Role)))}
	}
}

// alike reports whether two summaries of one incident count alike.
func alike(a, b *register.Summary) bool {
	return a.At.Equal(b.At) && a.Student == b.Student && a.Kind == b.Kind && a.Classroom == b.Classroom && slices.Equal(a.By, b.By)
}

// sum takes the summary from the starts, as they are corrected.
func (u *use) sum() {
	u.on = false
	if len(u.starts) == 0 {
		return
	}
	events := slices.Clone(u.starts)
	bears := map[string]bool{}
	for _, e := range u.starts {
		bears[e.ID] = true
	}
	for more := true; more; {
		more = false
		for _, e := range u.corrections {
			if !bears[e.ID] && bears[e.Amends.Event] {
				bears[e.ID], more = true, true
				events = append(events, e)
			}
		}
	}
	slices.SortStableFunc(events, asRecorded)
	basis, err := program.BasisOf(events, program.Default)
	if err != nil {
		return
	}
	if len(events) == 1 {
		e := &events[0]
		u.summary, u.on = register.Summary{Incident: e.Incident, Student: e.Student, Kind: basis.Kind, By: e.By, At: e.At, Recorded: entered(e), Place: e.Place}, true
		if e.Other != nil {
			u.summary.Classroom = e.Other.Classroom
		}
		return
	}
	open, err := policy.Open(basis.Regulation.Profile(), basis.Lifecycle, nil, events[0].Incident)
	if err != nil {
		return
	}
	last := time.Time{}
	for _, e := range events {
		if _, err := open.Add(e); err != nil {
			continue // said when it is judged
		}
		for _, t := range [...]time.Time{e.At, amended(&e)} {
			if t.After(last) {
				last = t
			}
		}
	}
	s, err := register.Summarize(open.Assess(last))
	if err == nil {
		u.summary, u.on = s, true
	}
}

func amended(e *policy.Event) time.Time {
	if e.Amends == nil {
		return time.Time{}
	}
	return e.Amends.At
}

// settle judges what has been closed for the horizon. A log that is out of order has entries still to come that are as late as
// those that came late so far.
func (c *collector) settle() {
	if c.o.horizon < 0 {
		return
	}
	// By what was the latest entry before the last lines: one of them may be of a year that somebody mistyped, and the next show that.
	latest := c.waited
	c.waited = c.entered
	if latest.IsZero() {
		return
	}
	wait := c.o.horizon + c.disorder
	for _, group := range c.stream.Settled(latest.Add(-wait)) {
		c.judge(group)
	}
	if latest.Sub(c.tidied) >= 24*time.Hour {
		c.tidied = latest
		c.look(latest.Add(-max(wait, settling+c.disorder)))
	}
}

// look takes the uses that began before an instant for settled, all of them where there is none: it looks for patterns in them, and
// forgets what nothing can count any more.
func (c *collector) look(before time.Time) {
	c.patterns(before)
	if before.IsZero() {
		return
	}
	for _, u := range c.uses {
		if u.on && !u.settled && u.summary.At.Before(before) {
			if basis, err := program.BasisOf(u.starts, c.o.profile); err == nil {
				u.earlier, u.settled = c.earlier(basis.Regulation, u.summary), true
				c.count(&u.summary, time.Time{})
			}
		}
	}
	since := before
	for _, l := range c.lookbacks {
		if t := l.Since(c.o.calendar, before); t.Before(since) {
			since = t
		}
	}
	c.all.Forget(since)
	if before.After(c.settled) { // it goes back where the log gets out of order, and what is forgotten does not come back
		c.settled = before
	}
	if c.entered.Sub(c.pruned) >= 30*24*time.Hour {
		c.pruned, c.names = c.entered, names{} // students leave
		maps.DeleteFunc(c.counted, func(_ whose, t time.Time) bool { return t.Before(before) })
	}
}

// patterns looks for the reader's own patterns.
func (c *collector) patterns(before time.Time) {
	if c.watch == nil {
		return
	}
	if before.After(c.fed) {
		c.fed = before
	}
	var uses []register.Summary
	for incident, s := range c.watched {
		if before.IsZero() || s.At.Before(before) {
			uses = append(uses, s)
			delete(c.watched, incident)
		}
	}
	slices.SortFunc(uses, func(a, b register.Summary) int {
		return cmp.Or(a.At.Compare(b.At), strings.Compare(a.Incident, b.Incident))
	})
	j := &job{}
	for _, s := range uses {
		if s.At.After(c.now) {
			continue
		}
		hits, err := c.watch.Add(s)
		if err != nil {
			j.faults = append(j.faults, fmt.Sprintf("incident %q: not counted in patterns: %v", s.Incident, err))
			continue
		}
		for _, h := range hits {
			var err error
			if j.rows, err = program.AppendRow(j.rows, h.Incident, &h.Finding); err == nil {
				j.hits = append(j.hits, hit{entry{h.Document, h.Rule}, h.Demand, "", h.Subject})
			}
		}
	}
	if len(j.rows) > 0 || len(j.faults) > 0 {
		c.to(j)
	}
}

// judge hands on a group of incidents with what each of them needs to be judged.
func (c *collector) judge(group []register.Part) {
	j := &job{done: make(chan struct{})}
	for _, p := range group {
		if !slices.IsSortedFunc(p.Events, asRecorded) {
			slices.SortStableFunc(p.Events, asRecorded)
		}
		basis, err := program.BasisOf(p.Events, c.o.profile)
		u := c.uses[p.Incident]
		delete(c.uses, p.Incident)
		if err != nil {
			j.faults = append(j.faults, fmt.Sprintf("not judged: incident %q: %v", p.Incident, err))
			continue
		}
		if basis.Differs {
			c.notes[fmt.Sprintf("begun under %s, and judged by %s", basis.Pin, basis.Regulation.Profile().Pin())]++
		}
		if basis.Start >= 0 && p.Events[basis.Start].Kind == "" {
			c.notes["whose start names no kind, and judged as a seclusion"]++
		}
		for i := range p.Events {
			if o := p.Events[i].Other; o != nil && o.Incident != "" && p.Events[i].Activity != policy.Earlier && !c.stream.HandedOut(o.Incident) {
				c.named[strings.Clone(o.Incident)] = true
			}
		}
		p.Lifecycle = basis.Lifecycle
		own := part{Part: p, regulation: basis.Regulation}
		if u != nil && u.on {
			c.count(&u.summary, linked(p.Events))
			if own.earlier = u.earlier; !u.settled {
				own.earlier = c.earlier(basis.Regulation, u.summary)
			}
		}
		j.parts = append(j.parts, own)
	}
	if slices.ContainsFunc(j.parts, func(p part) bool { return p.regulation != j.parts[0].regulation }) {
		c.notes["that may be parts of one chain, but are judged by several documents: only those judged by one are told as one"] += len(j.parts)
	}
	c.to(j)
}

// asRecorded orders the entries of an incident as a log in order has them, so that it does not depend on the order of this one
// which of two with one ID comes first.
func asRecorded(a, b policy.Event) int {
	if c := cmp.Or(entered(&a).Compare(entered(&b)), a.At.Compare(b.At), strings.Compare(a.ID, b.ID)); c != 0 || a.ID == "" {
		return c
	}
	x, errX := journal.Append(nil, &a)
	y, errY := journal.Append(nil, &b)
	if errX != nil || errY != nil {
		return 0
	}
	return bytes.Compare(x, y)
}

// earlier returns the uses before one that the regulation counts, as events of it.
func (c *collector) earlier(r *program.Regulation, s register.Summary) []policy.Event {
	events := c.all.Before(s, c.o.calendar, c.lookbacks[r])
	for i := range events {
		events[i].ID = "audit/earlier/" + strconv.Itoa(i+1) // which no system gives to an entry of its own
	}
	return events
}
