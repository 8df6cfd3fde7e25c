package policy

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// entry is an event as it is judged: corrected, and in its place.
type entry struct {
	*Event
	at    int64 // At
	known int64 // since when it is on record as it is judged: the latest of its own and its corrections' Recorded

	orphan bool // a correction of nothing that was on record before it
	twice  bool // a release under an ID that was on record with another content
}

// fold is a judgement in progress: what the events up to now come to under one world. One step folds one event in; there is no
// other logic. It is a plain value: clone copies it, and what is shared is never written.
//
// Between events only breakpoints change anything: a limit passed, an age reached, a duty overdue, a fact run out. One at b
// fires when judging moves beyond b, so that at b itself nothing is late.
type fold struct {
	w  *world
	lc Lifecycle
	almanac
	events []entry      // in order; shared
	creds  []credential // all standing facts, by number; shared
	byFact []int32      // where the credentials of each number begin
	edges  []int64      // instants at which a standing fact begins or ends, sorted; shared
	n      int          // events folded

	now  int64 // judged up to and including
	next int64 // the next breakpoint

	state    uint8
	phase    Phase
	started  int64 // when the incident began; never before that
	startIdx int32
	heldIdx  int32 // the event with which holding began the last time
	since    int64 // when this phase began
	sinceIdx int32
	spent    [phases]int64 // time in earlier stretches of each phase
	edge     int           // the next of edges
	dayLo    Date          // the local day of the start: two where there is no calendar
	dayHi    Date
	place    string
	student  string
	releases []int64 // when holding ended, each time; only where a term waits for it
	changed  bool    // something that breakpoints or watchers depend on

	unplaced []int32 // events that have no place, and so count for nothing

	lasting []lastingState
	people  []personState
	crowd   map[string]int32 // where each of them stands, once they are many
	durings []duringState
	everys  []everyState
	limits  []limitState
	ages    []ageState
	comes   []int32 // how often an outcome has come, by rule
	kept    []bool  // by rule: it was asked, and kept
	duties  []duty
	found   []occurrence
}

// credential is a standing fact with what is looked up most beside it.
type credential struct {
	*Credential
	subject     string // whose; of the school it does not matter which
	from, until int64
	number      int16 // of the fact
}

type lastingState struct {
	since  int64
	turned int32 // the event that gave the answer first
	answer Answer
}

type personState struct {
	id       string
	role     Role
	involved bool
	present  bool
	left     bool // was present, and left
}

// ageState is at which ages of a phase something is owed, by what was on record when the phase began: the least and the most.
type ageState struct {
	reached        int32 // how often
	first, firstHi int64
	again, againHi int64
	lacking        []Missing
}

// occurrence is a finding in the making.
type occurrence struct {
	rule             int16
	outcome          Outcome
	idx, closer      int32 // the events that opened and closed it
	age              int64
	from, until, due int64
	measured         int64
	allowed          int64
	known            int64
	subject          string
	missing          []Missing
}

// builtin occurrences stand under these in place of a rule.
const (
	builtinUnexplained int16 = -1 - iota
	builtinEarly
	builtinTwice
	builtinGlass
	builtinNotBegun
	builtinNotInForce
)

const none = int32(-1)

func newFold(w *world, lc Lifecycle, cal Calendar, events []entry) fold {
	f := fold{w: w, lc: lc, almanac: almanac{cal: cal}, events: events, next: never, started: never, startIdx: none, heldIdx: none, sinceIdx: none, now: -never}
	f.lasting = make([]lastingState, len(w.slots))
	f.durings = make([]duringState, len(w.durings))
	f.everys = make([]everyState, len(w.everys))
	f.limits = make([]limitState, len(w.limits))
	f.ages = make([]ageState, len(w.reaching))
	f.comes = make([]int32, len(w.coming))
	f.kept = make([]bool, len(w.rules))
	f.gather(events)
	return f
}

// gather collects the standing facts, which hold from and until instants of their own, wherever they were put on record.
func (f *fold) gather(events []entry) {
	total := 0
	for i := range events {
		total += len(events[i].Standing)
	}
	if total == 0 {
		return
	}
	f.creds, f.edges = make([]credential, 0, total), nil
	for i := range events {
		for j := range events[i].Standing {
			s := &events[i].Standing[j]
			number, ok := f.w.numbers[s.Fact]
			if !ok {
				continue // no word of this profile
			}
			c := credential{Credential: s, subject: s.Subject, from: -never, until: never, number: number}
			if f.w.specs[s.Fact].About == AboutSchool {
				c.subject = ""
			}
			if !s.From.IsZero() {
				c.from = s.From.UnixNano()
				f.edges = append(f.edges, c.from)
			}
			if !s.Until.IsZero() {
				c.until = s.Until.UnixNano()
				f.edges = append(f.edges, c.until)
			}
			f.creds = append(f.creds, c)
		}
	}
	slices.Sort(f.edges)
	f.edges = slices.Compact(f.edges)
	slices.SortStableFunc(f.creds, func(a, b credential) int { return cmp.Compare(a.number, b.number) })
	f.byFact = make([]int32, len(f.w.numbers)+1)
	for i, n := 0, 0; n < len(f.byFact); n++ {
		for i < len(f.creds) && int(f.creds[i].number) < n {
			i++
		}
		f.byFact[n] = int32(i)
	}
}

func (f *fold) clone() fold {
	c := *f
	c.lasting = slices.Clone(f.lasting)
	c.people = slices.Clone(f.people)
	c.crowd = maps.Clone(f.crowd)
	c.durings = slices.Clone(f.durings)
	c.everys = slices.Clone(f.everys)
	c.limits = slices.Clone(f.limits)
	c.ages = slices.Clone(f.ages)
	c.comes = slices.Clone(f.comes)
	c.kept = slices.Clone(f.kept)
	c.duties = slices.Clone(f.duties)
	c.found, c.unplaced = slices.Clip(f.found), slices.Clip(f.unplaced) // only ever appended to
	return c
}

// run folds in all events up to and including now.
func (f *fold) run(now int64) {
	for f.n < len(f.events) && f.events[f.n].at <= now {
		f.step(f.n)
	}
}

// step folds in the event at index i, which is the next one.
func (f *fold) step(i int) {
	e := &f.events[i]
	f.advance(e.at)
	f.n = i + 1
	if e.known < e.at {
		f.note(builtinEarly, i, Flagged)
	}
	if e.Glass != nil {
		f.note(builtinGlass, i, Flagged)
	}
	if e.twice {
		f.note(builtinTwice, i, Flagged)
	}
	if e.orphan {
		f.note(builtinUnexplained, i, Undetermined)
	}
	next, ok := f.lc.Next(f.state, e.Activity)
	if !ok {
		f.note(builtinUnexplained, i, Undetermined)
		f.unplaced = append(f.unplaced, int32(i))
		return
	}
	t := f.arrive(i)
	x := at{t: e.at, e: e, i: i}
	if t != nil {
		for _, r := range t.at {
			f.judgeAt(r, x)
		}
		for _, r := range t.every {
			f.recur(r, x)
		}
	}
	phase := f.lc.Phase(next)
	f.state = next
	turned := phase != f.phase || e.Activity == Resume
	if phase != f.phase {
		f.turnPhase(phase, x)
	}
	if e.Activity == Resume && phase == Held { // a step-down that was broken off is of another time
		if f.heldIdx != int32(i) {
			f.doubt(x)
		}
		f.heldIdx = int32(i)
	}
	stated := false
	for j := range e.Facts {
		if f.hold(&e.Facts[j], x) {
			stated = true
		}
	}
	moved := e.Place != "" && e.Place != f.place && (e.Activity == Initiate || e.Activity == Resume)
	came := len(e.By) > 0 && (e.Activity == Present || e.Activity == Absent || e.Activity == Resume)
	if stated || moved || came || t != nil && t.throughout {
		if moved {
			f.place = e.Place
		}
		f.judgeDurings(x)
		f.reapply(x)
	}
	if t != nil {
		if t.awaited {
			f.await(e.Activity)
		}
		for _, r := range t.act {
			f.perform(r, x)
		}
		for _, r := range t.on {
			if m := f.matches(&f.w.rules[r].after.act, x, nil); m != No {
				f.owe(r, x, m, duty{})
			}
		}
	}
	if len(f.w.turning) > 0 {
		f.turn(x)
	}
	if len(f.duties) > 0 {
		f.fulfil(x, turned)
	}
	if f.changed {
		f.settleChanges(e.at, e.at, e.at)
	}
}

// arrive takes up what the event at index i says before it is judged: that the incident begins, who is there, and who takes part.
// It returns the rules that the activity wakes.
func (f *fold) arrive(i int) *touched {
	e := &f.events[i]
	if f.started == never && e.Activity == Initiate {
		f.begin(e, i)
		for _, r := range f.w.counting {
			f.count(r, at{t: e.at, e: e, i: i})
		}
	}
	if f.started == never && e.Activity == Inspect {
		f.place, f.student = e.Place, e.Student
		f.dayLo, f.dayHi = f.daysOf(e.at)
		f.noteDates(i)
	}
	t := f.w.touched[e.Activity]
	if len(e.By) > 0 {
		f.attend(e, t != nil && t.involves)
	}
	return t
}

// placed reports whether the event at index i has a place in the machine.
func (f *fold) placed(i int) bool {
	return len(f.unplaced) == 0 || !slices.Contains(f.unplaced, int32(i))
}

// at is where a condition is asked: an instant, and the act at hand, if any.
type at struct {
	t   int64
	e   *entry
	i   int
	day int64 // an instant of the local day that counts; where it is zero, t
}

// closer is the event that ends what ends at x; none where time does.
func (x at) closer() int32 {
	if x.e == nil {
		return none
	}
	return int32(x.i)
}

func (f *fold) begin(e *entry, i int) {
	f.started, f.startIdx, f.place, f.student = e.at, int32(i), e.Place, e.Student
	f.dayLo, f.dayHi = f.daysOf(e.at)
	f.noteDates(i)
	f.edge, _ = slices.BinarySearch(f.edges, e.at+1)
	f.changed = true
}

// noteDates notes that the instrument is not in force on the day: silence would look like compliance.
func (f *fold) noteDates(i int) {
	of := &f.w.profile.reg.Instrument
	if within(f.dayLo, f.dayHi, of.From, of.Until) == No {
		f.note(builtinNotInForce, i, Flagged)
	}
}

// daysOf are the local days that an instant may fall on: one where there is a calendar, and without one what lies between all zones.
func (f *fold) daysOf(at int64) (lo, hi Date) {
	t := time.Unix(0, at)
	if f.cal != nil {
		lo = DateOf(t, f.cal.Location())
		return lo, lo
	}
	return DateOf(t.Add(-12*time.Hour), time.UTC), DateOf(t.Add(14*time.Hour), time.UTC)
}

func (f *fold) note(rule int16, i int, o Outcome) {
	e := &f.events[i]
	f.found = append(f.found, occurrence{rule: rule, outcome: o, idx: int32(i), closer: none, from: e.at, until: e.at, due: never, known: e.known})
	f.changed = true
}

// attend keeps who is there and who takes part.
func (f *fold) attend(e *entry, involves bool) {
	arrives := e.Activity == Initiate || e.Activity == Resume || e.Activity == Present
	if !involves && !arrives && e.Activity != Absent {
		return
	}
	involves = involves && f.started != never && (f.phase == Held || e.Activity == Initiate || e.Activity == Resume)
	for j := range e.By {
		p := f.person(&e.By[j])
		p.involved = p.involved || involves
		if arrives {
			p.present = true
		} else if e.Activity == Absent {
			p.left, p.present = true, false
		}
	}
}

func (f *fold) person(by *Person) *personState {
	i := f.known(by.ID)
	if i < 0 {
		i = len(f.people)
		f.people = append(f.people, personState{id: by.ID})
		switch {
		case f.crowd != nil:
			f.crowd[by.ID] = int32(i)
		case len(f.people) == crowded:
			f.crowd = make(map[string]int32, 2*crowded)
			for k := range f.people {
				f.crowd[f.people[k].id] = int32(k)
			}
		}
	}
	p := &f.people[i]
	if by.Role != "" {
		p.role = by.Role
	}
	return p
}

// crowded is from how many people on an index is worth its memory.
const crowded = 32

// known finds a person among those who came up so far; -1 is nobody. It only reads: an assessment asks too.
func (f *fold) known(id string) int {
	if f.crowd == nil {
		return slices.IndexFunc(f.people, func(p personState) bool { return p.id == id })
	}
	if i, ok := f.crowd[id]; ok {
		return int(i)
	}
	return -1
}

// hold takes up a lasting fact and reports whether its answer has changed.
func (f *fold) hold(s *Stated, x at) bool {
	slot, ok := f.w.slotOf[s.Fact]
	if !ok || s.Answer == NotRecorded { // to say nothing is not to say otherwise
		return false
	}
	l := &f.lasting[slot]
	was := l.answer
	l.answer, l.since = s.Answer, x.t
	if was != s.Answer {
		l.turned = int32(x.i)
	}
	if f.w.slots[slot].Lasts > 0 {
		f.changed = true
	}
	return was != s.Answer
}

// turnPhase closes what runs in the old phase and opens what runs in the new one.
func (f *fold) turnPhase(to Phase, x at) {
	old := f.phase
	for _, r := range f.w.everys {
		if n := &f.w.rules[r]; n.phase == old {
			f.closeGap(r, x, true)
			f.everys[n.slot] = everyState{}
		}
	}
	for _, r := range f.w.durings {
		if n := &f.w.rules[r]; n.phase == old {
			f.closeDuring(r, x)
		}
	}
	f.spent[old] = f.age(old, x.t)
	for i := range f.duties { // the phase was over before it was certain that it had come to that age
		if d := &f.duties[i]; d.certain > x.t {
			d.applies = NotRecorded
		}
	}
	f.phase, f.since, f.sinceIdx = to, x.t, int32(x.i)
	if to == Held {
		f.heldIdx = f.sinceIdx
	}
	clear(f.lasting)
	for j := range x.e.Facts {
		f.hold(&x.e.Facts[j], x)
	}
	if x.e.Place != "" && to == Held {
		f.place = x.e.Place
	}
	for _, r := range f.w.everys {
		if n := &f.w.rules[r]; n.phase == to {
			s := &f.everys[n.slot]
			*s = everyState{open: true, applies: f.applies(n, x, nil)}
			f.openAt(s, &n.first, x, true)
		}
	}
	for _, r := range f.w.limits {
		n := &f.w.rules[r]
		if l := &f.limits[n.slot]; n.phase == to && l.stage < 2 {
			lo, hi := f.amount(&n.gap, x)
			if l.stage == 0 {
				l.lo, l.lacking = int64(lo), nil
				if l.applies = f.applies(n, x, nil); l.applies == NotRecorded {
					f.applies(n, x, &l.lacking)
				}
				if lo != hi {
					f.lacks(&n.gap, x, &l.lacking)
				}
				l.lo = max(l.lo, f.spent[to]) // a limit that came too late is passed when holding begins again
			}
			l.hi = max(int64(hi), l.lo, f.spent[to])
		}
	}
	for i, r := range f.w.reaching {
		if n, s := &f.w.rules[r], &f.ages[i]; n.after.phase == to {
			lo, hi := f.amount(&n.after.at, x)
			again, againHi := f.amount(&n.after.again, x)
			s.first, s.firstHi, s.again, s.againHi, s.lacking = int64(lo), int64(hi), int64(again), int64(againHi), nil
			f.lacks(&n.after.at, x, &s.lacking)
			f.lacks(&n.after.again, x, &s.lacking)
		}
	}
	f.judgeDurings(x)
	if old == Held && f.w.awaitsRelease {
		f.releases = append(slices.Clip(f.releases), x.t)
		f.await(Release)
	}
	switch {
	case to == After && old == Held:
		f.duties = slices.Grow(f.duties, len(f.w.releasing))
		for _, r := range f.w.releasing {
			f.owe(r, x, Yes, duty{})
		}
	case to == Held && old == After:
		f.duties = slices.DeleteFunc(f.duties, func(d duty) bool { return f.w.rules[d.rule].after.op == opLastRelease && d.stage < 2 })
	}
	f.changed = true
}

// age is how long a phase has gone on in all.
func (f *fold) age(p Phase, t int64) int64 {
	if p == f.phase && f.sinceIdx != none {
		return f.spent[p] + t - f.since
	}
	return f.spent[p]
}
