package policy

import (
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

// course is what has happened up to now, whatever is demanded: worlds that know the same facts see one course.
type course struct {
	lc Lifecycle
	almanac
	words  *vocabulary
	events []entry      // in order; shared
	record []entry      // where standing facts stand: wherever they were put on record, they hold
	creds  []credential // all standing facts, by number; shared
	byFact []int32      // where the credentials of each number begin
	edges  []int64      // instants at which a standing fact begins or ends, sorted; shared
	n      int          // events folded

	state    uint8
	phase    Phase
	started  int64 // when the incident began; never before that
	startIdx int32
	heldIdx  int32 // the event with which holding began the last time
	since    int64 // when this phase began
	sinceIdx int32
	spent    [phases]int64 // time in earlier stretches of each phase
	dayLo    Date          // the local day of the start: two where there is no calendar
	dayHi    Date
	place    string
	student  string
	releases []int64 // when holding ended, each time; only where a term waits for it

	unplaced []int32 // events that have no place, and so count for nothing

	lasting []lastingState
	people  []personState
	crowd   map[string]int32 // where each of them stands, once they are many
}

// fold is a judgement in progress: what the events up to now come to under one world. One step folds one event into a course, and
// into each fold that follows it; there is no other logic. clone copies it, and what is shared is never written.
//
// Between events only breakpoints change anything: a limit passed, an age reached, a duty overdue, a fact run out. One at b
// fires when judging moves beyond b, so that at b itself nothing is late.
type fold struct {
	*course
	w       *world
	next    int64 // the next breakpoint
	edge    int   // the next of edges
	changed bool  // something that breakpoints or watchers depend on
	brief   bool  // nobody asks what it would take to tell

	durings []duringState
	everys  []everyState
	limits  []limitState
	ages    []ageState
	comes   []int32 // how often an outcome has come, by rule
	past    []past  // by rule
	duties  []duty
	found   []occurrence // each names the one before of its rule
}

// past is what a rule has come to.
type past struct {
	last int32 // of its occurrences in found
	kept bool  // it was asked, and kept
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
	prev             int32 // of the same rule
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

func newCourse(words *vocabulary, lc Lifecycle, cal Calendar, events, record []entry) *course {
	return &course{lc: lc, almanac: almanac{cal: cal}, words: words, events: events, record: record, started: never, startIdx: none, heldIdx: none,
		sinceIdx: none, lasting: make([]lastingState, len(words.slots))}
}

// anew is a course of the same events that has not begun, in other words.
func (c *course) anew(words *vocabulary) *course {
	n := newCourse(words, c.lc, c.cal, c.events, c.record)
	n.people = make([]personState, 0, len(c.people))
	if words.standing == c.words.standing {
		n.creds, n.byFact, n.edges = c.creds, c.byFact, c.edges
	} else {
		n.gather()
	}
	return n
}

// open is a fold that has judged nothing yet of a course that has not begun.
func (c *course) open(w *world, rules []past) fold {
	f := fold{course: c, w: w, next: never, past: rules}
	f.durings = make([]duringState, len(w.durings))
	f.everys = make([]everyState, len(w.everys))
	f.limits = make([]limitState, len(w.limits))
	f.ages = make([]ageState, len(w.reaching))
	f.comes = make([]int32, len(w.coming))
	for i := range f.past {
		f.past[i].last = none
	}
	return f
}

func newFold(w *world, lc Lifecycle, cal Calendar, events []entry) fold {
	c := newCourse(w.vocabulary, lc, cal, events, events)
	c.gather()
	return c.open(w, make([]past, len(w.rules)))
}

// follow judges a course under several worlds, each in a fold of its own. Those that share their words share how it goes on: judge is
// called for each such course with its folds.
func (c *course) follow(worlds []*world, judge func(folds []*fold)) []fold {
	folds, shared, rules := make([]fold, len(worlds)), make([]*fold, 0, len(worlds)), 0
	for _, w := range worlds {
		rules += len(w.rules)
	}
	all := make([]past, rules)
	for i, w := range worlds {
		if folds[i].course != nil {
			continue
		}
		own := c.anew(w.vocabulary)
		shared = shared[:0]
		for k := i; k < len(worlds); k++ {
			if n := len(worlds[k].rules); worlds[k].vocabulary == w.vocabulary {
				folds[k] = own.open(worlds[k], all[:n:n])
				shared, all = append(shared, &folds[k]), all[n:]
			}
		}
		judge(shared)
	}
	return folds
}

// judge judges a course up to and including t.
func judge(folds []*fold, t int64) {
	run(folds, t)
	advance(folds, t)
}

// gather collects the standing facts, which hold from and until instants of their own, wherever they were put on record.
func (c *course) gather() {
	if !slices.ContainsFunc(c.record, func(e entry) bool { return len(e.Standing) > 0 }) {
		return
	}
	each := func(yield func(s *Credential, number int16)) {
		for i := range c.record {
			for j := range c.record[i].Standing {
				s := &c.record[i].Standing[j]
				if number, ok := c.words.numbers[s.Fact]; ok { // otherwise it is no word of this profile
					yield(s, number)
				}
			}
		}
	}
	total, begin := 0, make([]int32, len(c.words.numbers)+2)
	each(func(_ *Credential, number int16) {
		total++
		begin[number+2]++
	})
	for i := range begin[1:] {
		begin[i+1] += begin[i]
	}
	c.creds, c.byFact = make([]credential, total), begin[:len(begin)-1]
	each(func(s *Credential, number int16) {
		of := &c.creds[begin[number+1]]
		begin[number+1]++
		*of = credential{Credential: s, subject: s.Subject, from: -never, until: never, number: number}
		if c.words.specs[s.Fact].About == AboutSchool {
			of.subject = ""
		}
		if !s.From.IsZero() {
			of.from = s.From.UnixNano()
			c.edges = append(c.edges, of.from)
		}
		if !s.Until.IsZero() {
			of.until = s.Until.UnixNano()
			c.edges = append(c.edges, of.until)
		}
	})
	slices.Sort(c.edges)
	c.edges = slices.Compact(c.edges)
}

func (f *fold) clone() fold {
	c, of := *f, *f.course
	of.lasting = slices.Clone(f.lasting)
	of.people = slices.Clone(f.people)
	of.crowd = maps.Clone(f.crowd)
	of.unplaced = slices.Clip(f.unplaced) // only ever appended to
	c.course = &of
	c.durings = slices.Clone(f.durings)
	c.everys = slices.Clone(f.everys)
	c.limits = slices.Clone(f.limits)
	c.ages = slices.Clone(f.ages)
	c.comes = slices.Clone(f.comes)
	c.past = slices.Clone(f.past)
	c.duties = slices.Clone(f.duties)
	c.found = slices.Clip(f.found) // only ever appended to
	return c
}

// add puts an occurrence beside those that were found.
func (f *fold) add(o occurrence) {
	if o.rule >= 0 {
		p := &f.past[o.rule]
		o.prev, p.last = p.last, int32(len(f.found))
	}
	f.found = append(f.found, o)
	f.changed = true
}

// run folds in all events up to and including now, of one course.
func run(folds []*fold, now int64) {
	for c := folds[0].course; c.n < len(c.events) && c.events[c.n].at <= now; {
		step(folds)
	}
}

// step folds in the next event of a course.
func step(folds []*fold) {
	c := folds[0].course
	i := c.n
	e := &c.events[i]
	advance(folds, e.at)
	c.n = i + 1
	next, ok := c.lc.Next(c.state, e.Activity)
	if !ok || e.known < e.at || e.Glass != nil || e.twice || e.orphan {
		for _, f := range folds {
			f.remark(i, ok)
		}
	}
	if !ok {
		c.unplaced = append(c.unplaced, int32(i))
		return
	}
	arrive(folds, i)
	x := at{t: e.at, e: e, i: i}
	act := c.words.acts[e.Activity]
	for _, f := range folds {
		if t := f.w.touched[act]; t != nil {
			for _, r := range t.at {
				f.judgeAt(r, x)
			}
			for _, r := range t.every {
				f.recur(r, x)
			}
		}
	}
	phase := c.lc.Phase(next)
	c.state = next
	turned := phase != c.phase || e.Activity == Resume
	if phase != c.phase {
		turnPhase(folds, phase, x)
	}
	if e.Activity == Resume && phase == Held { // a step-down that was broken off is of another time
		if c.heldIdx != int32(i) {
			for _, f := range folds {
				f.doubt(x)
			}
		}
		c.heldIdx = int32(i)
	}
	stated, lapses := c.hold(x)
	moved := e.Place != "" && e.Place != c.place && (e.Activity == Initiate || e.Activity == Resume)
	came := len(e.By) > 0 && (e.Activity == Present || e.Activity == Absent || e.Activity == Resume)
	if moved {
		c.place = e.Place
	}
	stirred := stated || moved || came
	for _, f := range folds {
		f.changed = f.changed || lapses
		if t := f.w.touched[act]; t != nil || stirred || f.changed || len(f.duties) > 0 || len(f.w.turning) > 0 {
			f.follows(t, x, stirred, turned)
		}
	}
}

// remark notes what the record itself shows of an event, and whether the machine has a place for it.
func (f *fold) remark(i int, placed bool) {
	e := &f.events[i]
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
	if !placed {
		f.note(builtinUnexplained, i, Undetermined)
	}
}

// follows judges what comes of an event that has changed the course. stirred says that what holds may have turned by it.
func (f *fold) follows(t *touched, x at, stirred, turned bool) {
	if stirred || t != nil && t.throughout {
		f.judgeDurings(x)
		f.reapply(x)
	}
	if t != nil {
		if t.awaited {
			f.await(x.e.Activity)
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
		f.settleChanges(x.t, x.t, x.t)
	}
}

// arrive takes up what the event at index i says before it is judged: that the incident begins, who is there, and who takes part.
func arrive(folds []*fold, i int) {
	c := folds[0].course
	e := &c.events[i]
	if c.started == never && e.Activity == Initiate {
		c.started, c.startIdx, c.place, c.student = e.at, int32(i), e.Place, e.Student
		c.dayLo, c.dayHi = c.daysOf(e.at)
		for _, f := range folds {
			f.begin(i)
		}
	}
	if c.started == never && e.Activity == Inspect {
		c.place, c.student = e.Place, e.Student
		c.dayLo, c.dayHi = c.daysOf(e.at)
		for _, f := range folds {
			f.noteDates(i)
		}
	}
	if len(e.By) > 0 {
		c.attend(e)
	}
}

// placed reports whether the event at index i has a place in the machine.
func (c *course) placed(i int) bool {
	return len(c.unplaced) == 0 || !slices.Contains(c.unplaced, int32(i))
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

// begin judges that the incident begins with the event at index i.
func (f *fold) begin(i int) {
	e := &f.events[i]
	f.noteDates(i)
	f.edge, _ = slices.BinarySearch(f.edges, e.at+1)
	f.changed = true
	for _, r := range f.w.counting {
		f.count(r, at{t: e.at, e: e, i: i})
	}
}

// noteDates notes that the instrument is not in force on the day: silence would look like compliance.
func (f *fold) noteDates(i int) {
	of := &f.w.profile.reg.Instrument
	if within(f.dayLo, f.dayHi, of.From, of.Until) == No {
		f.note(builtinNotInForce, i, Flagged)
	}
}

// daysOf are the local days that an instant may fall on: one where there is a calendar, and without one what lies between all zones.
func (c *course) daysOf(at int64) (lo, hi Date) {
	t := time.Unix(0, at)
	if c.cal != nil {
		lo = DateOf(t, c.cal.Location())
		return lo, lo
	}
	return DateOf(t.Add(-12*time.Hour), time.UTC), DateOf(t.Add(14*time.Hour), time.UTC)
}

func (f *fold) note(rule int16, i int, o Outcome) {
	e := &f.events[i]
	f.add(occurrence{rule: rule, outcome: o, idx: int32(i), closer: none, from: e.at, until: e.at, due: never, known: e.known})
}

// attend keeps who is there and who takes part.
func (c *course) attend(e *entry) {
	involves, arrives := e.Activity.involves(), e.Activity == Initiate || e.Activity == Resume || e.Activity == Present
	if !involves && !arrives && e.Activity != Absent {
		return
	}
	involves = involves && c.started != never && (c.phase == Held || e.Activity == Initiate || e.Activity == Resume)
	for j := range e.By {
		p := c.person(&e.By[j])
		p.involved = p.involved || involves
		if arrives {
			p.present = true
		} else if e.Activity == Absent {
			p.left, p.present = true, false
		}
	}
}

func (c *course) person(by *Person) *personState {
	i := c.known(by.ID)
	if i < 0 {
		i = len(c.people)
		c.people = append(c.people, personState{id: by.ID})
		switch {
		case c.crowd != nil:
			c.crowd[by.ID] = int32(i)
		case len(c.people) == crowded:
			c.crowd = make(map[string]int32, 2*crowded)
			for k := range c.people {
				c.crowd[c.people[k].id] = int32(k)
			}
		}
	}
	p := &c.people[i]
	if by.Role != "" {
		p.role = by.Role
	}
	return p
}

// crowded is from how many people on an index is worth its memory.
const crowded = 32

// known finds a person among those who came up so far; -1 is nobody. It only reads: an assessment asks too.
func (c *course) known(id string) int {
	if c.crowd == nil {
		return slices.IndexFunc(c.people, func(p personState) bool { return p.id == id })
	}
	if i, ok := c.crowd[id]; ok {
		return int(i)
	}
	return -1
}

// hold takes up the lasting facts of an event. It reports whether an answer has changed, and whether one will lapse.
func (c *course) hold(x at) (changed, lapses bool) {
	for j := range x.e.Facts {
		s := &x.e.Facts[j]
		slot, ok := c.words.slotOf[s.Fact]
		if !ok || s.Answer == NotRecorded { // to say nothing is not to say otherwise
			continue
		}
		l := &c.lasting[slot]
		if l.answer != s.Answer {
			l.turned, changed = int32(x.i), true
		}
		l.answer, l.since = s.Answer, x.t
		lapses = lapses || c.words.slots[slot].Lasts > 0
	}
	return changed, lapses
}

// lapse takes back the answers that do not last beyond b, and reports whether there are any.
func (c *course) lapse(b int64) (lapsed bool) {
	for i := range c.lasting {
		if l, lasts := &c.lasting[i], int64(c.words.slots[i].Lasts); lasts > 0 && l.answer != NotRecorded && l.since+lasts <= b {
			l.answer, lapsed = NotRecorded, true
		}
	}
	return lapsed
}

// turnPhase closes what runs in the old phase and opens what runs in the new one.
func turnPhase(folds []*fold, to Phase, x at) {
	c := folds[0].course
	old := c.phase
	for _, f := range folds {
		f.leave(old, x)
	}
	c.spent[old] = c.age(old, x.t)
	c.phase, c.since, c.sinceIdx = to, x.t, int32(x.i)
	if to == Held {
		c.heldIdx = c.sinceIdx
	}
	clear(c.lasting)
	c.hold(x)
	if x.e.Place != "" && to == Held {
		c.place = x.e.Place
	}
	if old == Held && slices.ContainsFunc(folds, func(f *fold) bool { return f.w.awaitsRelease }) {
		c.releases = append(slices.Clip(c.releases), x.t)
	}
	for _, f := range folds {
		f.enter(old, x)
	}
}

// leave closes what runs in a phase.
func (f *fold) leave(old Phase, x at) {
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
	for i := range f.duties { // the phase was over before it was certain that it had come to that age
		if d := &f.duties[i]; d.certain > x.t {
			d.applies = NotRecorded
		}
	}
}

// enter opens what runs in the phase that has begun.
func (f *fold) enter(old Phase, x at) {
	to := f.phase
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
func (c *course) age(p Phase, t int64) int64 {
	if p == c.phase && c.sinceIdx != none {
		return c.spent[p] + t - c.since
	}
	return c.spent[p]
}
