package policy

import (
	"cmp"
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
	since    int64 // when this phase began
	sinceIdx int32
	spent    [phases]int64 // time in earlier stretches of each phase
	edge     int           // the next of edges
	dayLo    Date          // the local day of the start: two where there is no calendar
	dayHi    Date
	place    string
	student  string
	nextUse  int64
	changed  bool // something that breakpoints or watchers depend on

	unplaced []int32 // events that have no place, and so count for nothing

	lasting []lastingState
	people  []personState
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
	from, until int64
	number      int16 // of the fact
}

type lastingState struct {
	since  int64
	answer Answer
}

type personState struct {
	id       string
	role     Role
	involved bool
	present  bool
	left     bool // was present, and left
}

type duringState struct {
	from    int64
	idx     int32
	open    bool
	ticked  bool      // time has passed since from
	outcome Outcome   // since from: broken, excused or not known
	lacking []Missing // what it lacked then
}

type everyState struct {
	opt, pes                   int64 // the last act, counting those of unknown quality, and not counting them
	optLo, optHi, pesLo        int64 // how long the gap after it may be: the least and the most, by what was on record then
	lacking                    []Missing
	optIdx, pesIdx, unknownIdx int32
	open                       bool
	broken                     bool // a gap broken whatever counts, since pes
	ticked                     bool // the current gap has been judged at its end already
	applies                    Answer
	excuse                     Answer // at the instant at which the current gap was over
}

// ageState is at which ages of a phase something is owed, by what was on record when the phase began: the least and the most.
type ageState struct {
	reached        int32 // how often
	first, firstHi int64
	again, againHi int64
	lacking        []Missing
}

type limitState struct {
	lo, hi  int64 // allowed in this stretch
	crossed int64 // when it was passed
	stage   uint8 // 1: past lo, 2: past hi
	outcome Outcome
	applies Answer
	lacking []Missing // why it is undetermined
}

// duty is one occurrence of a Due rule.
type duty struct {
	rule       int16
	stage      uint8 // 1: past lo, 2: past hi
	applies    Answer
	outcome    Outcome // once stage is 2
	void       bool
	anchorIdx  int32
	age        int64 // of the phase, where an age is the anchor
	anchor     int64
	today      int64 // of the local day that counts as the anchor's
	certain    int64 // from when on it is certain that the anchor has come, where that is later
	lo, hi     int64
	missing    Fact // why lo and hi differ
	done       int32
	unknownIdx int32 // an act on time whose quality is not on record
	doneAt     int64
	lacking    []Missing
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
)

const none = int32(-1)

func newFold(w *world, lc Lifecycle, cal Calendar, events []entry) fold {
	f := fold{w: w, lc: lc, almanac: almanac{cal: cal}, events: events, next: never, started: never, nextUse: never, startIdx: none, sinceIdx: none, now: -never}
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
			c := credential{Credential: s, from: -never, until: never, number: number}
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
	if phase != f.phase {
		f.turnPhase(phase, x)
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
	if e.Activity == NextUse && f.phase == After && f.nextUse == never {
		f.nextUse = e.at
		for d := range f.duties {
			if d := &f.duties[d]; d.stage == 0 && f.w.rules[d.rule].by.awaitsUse() {
				f.bound(d)
			}
		}
		f.changed = true
	}
	if t != nil {
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
		f.fulfil(x)
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

func (f *fold) begin(e *entry, i int) {
	f.started, f.startIdx, f.place, f.student = e.at, int32(i), e.Place, e.Student
	f.dayLo, f.dayHi = f.daysOf(e.at)
	f.edge, _ = slices.BinarySearch(f.edges, e.at+1)
	f.changed = true
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
	for k := range f.people {
		if p := &f.people[k]; p.id == by.ID {
			if by.Role != "" {
				p.role = by.Role
			}
			return p
		}
	}
	f.people = append(f.people, personState{id: by.ID, role: by.Role})
	return &f.people[len(f.people)-1]
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
			f.closeGap(r, x.t, x.i, true)
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
			}
			if l.stage == 0 {
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
	switch {
	case to == After && old == Held:
		f.duties = slices.Grow(f.duties, len(f.w.releasing))
		for _, r := range f.w.releasing {
			f.owe(r, x, Yes, duty{})
		}
	case to == Held && old == After:
		f.nextUse = never
		for d := range f.duties {
			if d := &f.duties[d]; f.w.rules[d.rule].after.op == opLastRelease && d.stage < 2 {
				d.void = true
			}
		}
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

// advance fires the breakpoints before t.
func (f *fold) advance(t int64) {
	for f.next < t {
		f.now = f.next
		f.fire(f.now)
		f.settleChanges(f.now, f.now-1, f.now+1) // what comes of a day's end belongs to the day that has ended
	}
	f.now = max(f.now, t)
}

// settleChanges lets duties follow outcomes that have come, and finds the next breakpoint.
func (f *fold) settleChanges(t, today, asked int64) {
	f.changed = false
	for _, r := range f.w.coming {
		n := &f.w.rules[r]
		if f.started == never || n.after.slot < 0 {
			continue
		}
		came := int32(0)
		kept := f.occurrences(n.after.slot, asked, func(o occurrence) {
			if o.outcome == n.after.outcome {
				came++
			}
		})
		if n.after.outcome == Satisfied && kept {
			came = max(came, 1)
		}
		for ; f.comes[n.slot] < came; f.comes[n.slot]++ {
			f.owe(r, at{t: t, i: int(f.startIdx)}, Yes, duty{today: today})
		}
	}
	f.next = f.schedule()
}

// schedule finds the next breakpoint.
func (f *fold) schedule() int64 {
	next := never
	sooner := func(b int64) { next = min(next, b) }
	if f.started == never {
		return never
	}
	for i, r := range f.w.limits {
		n, l := &f.w.rules[r], &f.limits[i]
		if n.phase != f.phase || l.applies == No {
			continue
		}
		switch l.stage {
		case 0:
			sooner(f.since + l.lo - f.spent[n.phase])
		case 1:
			sooner(f.since + l.hi - f.spent[n.phase])
		}
	}
	for i, r := range f.w.reaching {
		if n := &f.w.rules[r]; n.after.phase == f.phase {
			if age, _, ok := f.ages[i].next(); ok {
				sooner(f.since + age - f.spent[f.phase])
			}
		}
	}
	for i := range f.duties {
		d := &f.duties[i]
		switch {
		case d.void || d.stage == 2 || d.done >= 0 && d.doneAt <= d.lo:
		case d.stage == 0 && d.lo < d.hi:
			sooner(d.lo)
		default:
			sooner(d.hi)
		}
	}
	for i, r := range f.w.everys {
		if n, s := &f.w.rules[r], &f.everys[i]; n.ticks && s.open && !s.ticked {
			sooner(s.opt + s.optHi)
		}
	}
	for i, r := range f.w.durings {
		if s := &f.durings[i]; f.w.rules[r].ticks && s.open && !s.ticked {
			sooner(s.from)
		}
	}
	for i := range f.lasting {
		if l := &f.lasting[i]; f.w.slots[i].Lasts > 0 && l.answer != NotRecorded {
			sooner(l.since + int64(f.w.slots[i].Lasts))
		}
	}
	if f.w.standing && f.edge < len(f.edges) {
		sooner(f.edges[f.edge])
	}
	return next
}

// fire lets pass what falls on b.
func (f *fold) fire(b int64) {
	x := at{t: b, i: int(f.startIdx)} // what time begins is named after the start: it stays the same under late entries
	stated := false
	for i := range f.lasting {
		if l, lasts := &f.lasting[i], int64(f.w.slots[i].Lasts); lasts > 0 && l.answer != NotRecorded && l.since+lasts <= b {
			l.answer = NotRecorded
			stated = true
		}
	}
	if f.w.standing && f.edge < len(f.edges) && f.edges[f.edge] <= b {
		f.edge++
		stated = true
		for _, r := range f.w.expiring {
			f.expire(r, x)
		}
	}
	for i, r := range f.w.limits {
		n, l := &f.w.rules[r], &f.limits[i]
		if n.phase != f.phase || l.applies == No || l.stage == 2 {
			continue
		}
		reached := b - f.since + f.spent[n.phase]
		if l.stage == 0 && reached >= l.lo {
			l.stage, l.crossed, l.outcome = 1, b, Undetermined
		}
		if l.stage == 1 && reached >= l.hi {
			l.stage, l.crossed = 2, b
			if l.outcome = f.broken(n, x, l.applies); l.outcome == Undetermined && n.Unless.op != opAlways {
				l.lacking = slices.Clip(l.lacking)
				f.ask(&n.Unless, x, &l.lacking)
			}
		}
	}
	for i := range f.durings {
		if s := &f.durings[i]; s.open && s.from <= b {
			s.ticked = true
		}
	}
	for i, r := range f.w.everys {
		if n, s := &f.w.rules[r], &f.everys[i]; n.ticks && s.open && !s.ticked {
			if s.opt+s.optHi <= b {
				s.ticked = true
				s.excuse = f.excuse(n, x)
			}
		}
	}
	for i := range f.duties {
		d := &f.duties[i]
		if d.void || d.stage == 2 || d.done >= 0 && d.doneAt <= d.lo {
			continue
		}
		if b >= d.lo {
			d.stage = 1
		}
		if b >= d.hi {
			d.stage = 2
			if d.done < 0 || d.doneAt > d.hi {
				f.miss(d, x)
			}
		}
	}
	for i, r := range f.w.reaching {
		n := &f.w.rules[r]
		if n.after.phase != f.phase {
			continue
		}
		if age, certain, ok := f.ages[i].next(); ok && f.since+age-f.spent[f.phase] <= b {
			f.ages[i].reached++
			d := duty{age: age}
			if certain > age {
				d.certain = b + certain - age
				d.lacking = slices.Clip(f.ages[i].lacking)
			}
			f.owe(r, x, Yes, d)
		}
	}
	if stated {
		f.judgeDurings(x)
		f.reapply(x)
	}
	f.fulfil(x)
}

// mostAges bounds how often one phase can owe the same again: by then nobody closed the file.
const mostAges = 100

// next is the age at which a phase owes next, and the one from which on that is certain.
func (s *ageState) next() (age, certain int64, ok bool) {
	n := int64(s.reached)
	if n > 0 && s.again <= 0 || n >= mostAges {
		return 0, 0, false
	}
	return s.first + n*s.again, s.firstHi + n*s.againHi, true
}

// expire owes what follows a standing fact that runs out at x.
func (f *fold) expire(r int16, x at) {
	n := &f.w.rules[r]
	for i := range f.creds {
		s := &f.creds[i]
		if s.number == n.after.slot && s.Answer == Yes && s.until == x.t && f.concerns(s) && f.holds(s.number, s.Subject, x.t) != Yes {
			f.owe(r, x, Yes, duty{})
			return
		}
	}
}

// concerns reports whether a credential is of this incident's place or student, or of somebody who takes part or is there.
func (f *fold) concerns(c *credential) bool {
	switch f.w.specs[c.Fact].About {
	case AboutPlace:
		return c.Subject == f.place
	case AboutPerson:
		return slices.ContainsFunc(f.people, func(p personState) bool { return p.id == c.Subject && (p.involved || p.present) })
	}
	return c.Subject == "" || f.student == "" || c.Subject == f.student
}

// applies says whether a rule speaks of this incident at all, by its dates and its When.
func (f *fold) applies(n *rule, x at, lack *[]Missing) Answer {
	in := f.inForce(n, lack)
	if in == No || n.When.op == opAlways {
		return in
	}
	switch f.ask(&n.When, x, lack) {
	case No:
		return No
	case Yes:
		return in
	}
	return NotRecorded
}

func (f *fold) inForce(n *rule, lack *[]Missing) Answer {
	if n.From.IsZero() && n.Until.IsZero() {
		return Yes
	}
	lo, hi := f.dayLo, f.dayHi
	if f.started == never { // what precedes the start is judged by the day of the start
		i := slices.IndexFunc(f.events, func(e entry) bool { return e.Activity == Initiate })
		if i < 0 {
			need(lack, missingCalendar, "")
			return NotRecorded
		}
		lo, hi = f.daysOf(f.events[i].at)
	}
	switch {
	case !n.From.IsZero() && hi.Before(n.From), !n.Until.IsZero() && !lo.Before(n.Until):
		return No
	case !n.From.IsZero() && lo.Before(n.From), !n.Until.IsZero() && !hi.Before(n.Until):
		need(lack, missingCalendar, "")
		return NotRecorded
	}
	return Yes
}

// excuse asks a rule's exception: No where there is none.
func (f *fold) excuse(n *rule, x at) Answer {
	if n.Unless.op == opAlways {
		return No
	}
	return f.ask(&n.Unless, x, nil)
}

// broken is what a rule that is not kept comes to.
func (f *fold) broken(n *rule, x at, applies Answer) Outcome {
	return brokenAs(applies, f.excuse(n, x))
}

func brokenAs(applies, excuse Answer) Outcome {
	switch {
	case excuse == Yes:
		return Excused
	case applies == Yes && excuse == No:
		return Breached
	}
	return Undetermined
}

// judgeAt judges a condition that must hold when an activity takes place.
func (f *fold) judgeAt(r int16, x at) {
	o, lack, subject := f.verdictAt(r, x)
	switch o {
	case NotApplicable:
	case Satisfied:
		f.keep(r)
	default:
		f.found = append(f.found, occurrence{rule: r, outcome: o, idx: int32(x.i), closer: none, from: x.t, until: x.t, due: never,
			known: x.e.known, missing: lack, subject: subject})
		f.changed = true
	}
}

// keep notes that a rule was asked and kept.
func (f *fold) keep(r int16) {
	if !f.kept[r] {
		f.kept[r], f.changed = true, true
	}
}

func (f *fold) verdictAt(r int16, x at) (o Outcome, lack []Missing, subject string) {
	n := &f.w.rules[r]
	applies := f.applies(n, x, nil)
	if applies == No {
		return NotApplicable, nil, ""
	}
	holds := f.ask(&n.holds, x, nil)
	if holds == Yes {
		return Satisfied, nil, ""
	}
	excuse := f.excuse(n, x)
	if holds == No {
		o = brokenAs(applies, excuse)
	}
	if o == Undetermined {
		f.applies(n, x, &lack)
		if holds == NotRecorded {
			f.ask(&n.holds, x, &lack)
		}
		if excuse == NotRecorded {
			f.ask(&n.Unless, x, &lack)
		}
	}
	return o, lack, f.culprits(&n.holds, x)
}

// judgeDurings looks whether what must hold throughout a phase has turned.
func (f *fold) judgeDurings(x at) {
	for _, r := range f.w.durings {
		n := &f.w.rules[r]
		if n.phase != f.phase {
			continue
		}
		s := &f.durings[n.slot]
		holds, applies := f.ask(&n.holds, x, nil), f.applies(n, x, nil)
		o := Satisfied
		switch {
		case applies == No:
			o = NotApplicable
		case holds == No:
			o = f.broken(n, x, applies)
		case holds == NotRecorded:
			o = Undetermined
		}
		if s.open && s.outcome == o {
			continue
		}
		f.closeDuring(r, x)
		if o == Satisfied || o == NotApplicable {
			if o == Satisfied {
				f.keep(r)
			}
			continue
		}
		*s = duringState{from: x.t, idx: int32(x.i), open: true, outcome: o}
		if o == Undetermined {
			f.applies(n, x, &s.lacking)
			f.ask(&n.holds, x, &s.lacking)
			if n.Unless.op != opAlways {
				f.ask(&n.Unless, x, &s.lacking)
			}
		}
		f.changed = true
	}
}

// reapply looks whether what recurs has begun or ceased to be demanded, where that depends on facts.
func (f *fold) reapply(x at) {
	for _, r := range f.w.everys {
		n := &f.w.rules[r]
		s := &f.everys[n.slot]
		if !s.open || n.When.op == opAlways {
			continue
		}
		if a := f.applies(n, x, nil); a != s.applies {
			f.closeGap(r, x.t, x.i, true)
			*s = everyState{open: true, applies: a}
			f.openAt(s, &n.gap, x, true)
			f.changed = true
		}
	}
}

func (f *fold) closeDuring(r int16, x at) {
	s := &f.durings[f.w.rules[r].slot]
	if s.open && x.t > s.from {
		o := f.openDuring(r)
		o.until, o.measured = x.t, x.t-s.from
		if x.e != nil { // else time ended it
			o.closer = int32(x.i)
		}
		f.found = append(f.found, o)
		f.changed = true
	}
	s.open = false
}

// openDuring is the occurrence that runs.
func (f *fold) openDuring(r int16) occurrence {
	n := &f.w.rules[r]
	s := &f.durings[n.slot]
	o := occurrence{rule: r, outcome: s.outcome, idx: s.idx, closer: none, from: s.from, until: never, due: never, known: f.knownAt(s.idx, s.from),
		missing: s.lacking}
	return o
}

// knownAt is since when the record could show what began with an event at t.
func (f *fold) knownAt(idx int32, t int64) int64 {
	if idx < 0 || int(idx) >= len(f.events) {
		return t
	}
	return max(t, f.events[idx].known)
}

// openAt begins a gap with an act that counts, or with the phase.
func (f *fold) openAt(s *everyState, a *Amount, x at, sure bool) {
	lo, hi := f.amount(a, x)
	s.opt, s.optIdx, s.optLo, s.optHi, s.lacking, s.ticked = x.t, int32(x.i), int64(lo), int64(hi), nil, false
	if lo != hi {
		f.lacks(a, x, &s.lacking)
	}
	if sure {
		s.pes, s.pesIdx, s.pesLo, s.unknownIdx, s.broken = s.opt, s.optIdx, s.optLo, none, false
	}
}

// recur takes up an act that may count for a rule that wants it again and again.
func (f *fold) recur(r int16, x at) {
	n := &f.w.rules[r]
	s := &f.everys[n.slot]
	if !s.open {
		return
	}
	m := f.matches(&n.act, x, nil)
	if m == No {
		return
	}
	f.closeGap(r, x.t, x.i, m == Yes)
	s.applies = f.applies(n, x, nil)
	f.openAt(s, &n.gap, x, m == Yes)
	if m != Yes && s.unknownIdx == none {
		s.unknownIdx = int32(x.i)
	}
	if n.ticks {
		f.changed = true
	}
}

// closeGap judges the gap that ends at t. Acts of unknown quality are counted first: what is broken then is broken whatever they
// were. What is broken only without them is undetermined.
func (f *fold) closeGap(r int16, t int64, i int, sure bool) {
	n := &f.w.rules[r]
	s := &f.everys[n.slot]
	if !s.open || s.applies == No {
		return
	}
	if o, ok := f.openGap(r, t, sure); ok {
		o.until, o.closer = t, int32(i)
		f.found = append(f.found, o)
		f.changed = true
		if o.from == s.opt {
			s.broken = true
		}
	} else if sure {
		f.keep(r)
	}
}

// openGap is the gap that runs at t, if it is too long by then.
func (f *fold) openGap(r int16, t int64, sure bool) (occurrence, bool) {
	n := &f.w.rules[r]
	s := &f.everys[n.slot]
	if !s.open || s.applies == No {
		return occurrence{}, false
	}
	least, most := s.optLo, s.optHi
	o := occurrence{rule: r, idx: s.optIdx, closer: none, from: s.opt, until: never, due: s.opt + least, measured: t - s.opt, allowed: least}
	if t-s.opt > most {
		excuse := No
		if n.Unless.op != opAlways {
			excuse = NotRecorded
			if s.ticked {
				excuse = s.excuse
			}
		}
		o.outcome = brokenAs(s.applies, excuse)
		o.due, o.allowed = s.opt+most, most
		o.known = f.knownAt(s.optIdx, o.due)
		if o.outcome == Undetermined {
			f.applies(n, at{t: s.opt, i: int(s.optIdx)}, &o.missing)
			if excuse == NotRecorded {
				f.ask(&n.Unless, at{t: t, i: f.n - 1}, &o.missing)
			}
		}
		return o, true
	}
	if t-s.opt > least {
		o.known = f.knownAt(s.optIdx, o.due)
		o.missing = s.lacking
		return o, true
	}
	if !sure || s.broken || s.unknownIdx == none {
		return o, false
	}
	allowed := s.pesLo
	if t-s.pes <= allowed {
		return o, false
	}
	o.outcome = Undetermined
	o.idx, o.from, o.due, o.measured, o.allowed = s.pesIdx, s.pes, s.pes+allowed, t-s.pes, allowed
	o.known = f.knownAt(s.pesIdx, o.due)
	u := &f.events[s.unknownIdx]
	f.matches(&n.act, at{t: u.at, e: u, i: int(s.unknownIdx)}, &o.missing)
	return o, true
}

// owe opens a duty. What d holds already is more than the anchor says.
func (f *fold) owe(r int16, x at, sure Answer, d duty) {
	n := &f.w.rules[r]
	lack := d.lacking
	applies := f.applies(n, x, &lack)
	if applies == No {
		return
	}
	if sure != Yes {
		applies = NotRecorded
		if x.e != nil {
			f.matches(&n.after.act, x, &lack)
		}
	}
	d.rule, d.applies, d.anchor, d.anchorIdx, d.done, d.unknownIdx, d.lacking = r, applies, x.t, int32(x.i), none, none, lack
	if d.today == 0 {
		d.today = x.t
	}
	f.bound(&d)
	if n.act.Do != "" && (n.fromStart || x.e == nil) {
		for i := f.n - 1; i >= int(f.startIdx) && (n.fromStart || f.events[i].at >= x.t); i-- {
			if e := &f.events[i]; e.Activity == n.act.Do && e != x.e && f.placed(i) {
				f.take(&d, at{t: e.at, e: e, i: i})
			}
		}
	}
	if n.act.Do == "" && f.ask(&n.holds, x, nil) == Yes {
		d.done, d.doneAt = int32(x.i), x.t
	}
	f.duties = append(f.duties, d)
	f.changed = true
}

// bound computes by when a duty is owed.
func (f *fold) bound(d *duty) {
	n := &f.w.rules[d.rule]
	x := at{t: d.anchor, i: int(d.anchorIdx)}
	b := n.by.due(d.anchor, d.today, &f.almanac, f.nextUse, func(a *Amount) (time.Duration, time.Duration) { return f.amount(a, x) })
	if !b.exists { // no such period that day, and nothing said otherwise
		b = bounds{lo: d.anchor, hi: never, missing: missingUnsettled}
	}
	d.lo, d.hi, d.missing = b.lo, b.hi, b.missing
	if d.lo != d.hi {
		f.termLacks(&n.by, x, &d.lacking)
	}
	if d.certain > d.anchor && d.hi != never {
		d.hi += d.certain - d.anchor
	}
	if n.before && d.lo != never {
		d.lo--
	}
	if n.before && d.hi != never {
		d.hi--
	}
}

// termLacks puts on a list what it would take to tell the amounts of a term.
func (f *fold) termLacks(t *Term, x at, lack *[]Missing) {
	f.lacks(&t.amount, x, lack)
	for i := range t.kids {
		f.termLacks(&t.kids[i], x, lack)
	}
}

// perform lets an act count for the duties of a rule.
func (f *fold) perform(r int16, x at) {
	for i := range f.duties {
		if d := &f.duties[i]; d.rule == r && !d.void && x.t >= d.anchor {
			f.take(d, x)
			f.changed = true
		}
	}
}

// take lets one act count for one duty.
func (f *fold) take(d *duty, x at) {
	n := &f.w.rules[d.rule]
	m := f.matches(&n.act, x, nil)
	if m == No {
		return
	}
	when := x.t
	if n.act.Documented {
		when = max(when, x.e.Recorded.UnixNano())
	}
	if m == Yes {
		if d.done < 0 || when < d.doneAt {
			d.done, d.doneAt = int32(x.i), when
		}
	} else if d.unknownIdx == none && when <= d.hi {
		d.unknownIdx = int32(x.i)
	}
}

// fulfil lets conditions that have come to hold count for the duties that owe them. A condition that asks only for acts on record
// can come to hold only with one of those.
func (f *fold) fulfil(x at) {
	for i := range f.duties {
		d := &f.duties[i]
		n := &f.w.rules[d.rule]
		if n.act.Do != "" || d.void || d.done >= 0 || x.t < d.anchor || x.e != nil && len(n.wakes) > 0 && !slices.Contains(n.wakes, x.e.Activity) {
			continue
		}
		if f.ask(&n.holds, x, nil) == Yes {
			d.done, d.doneAt = int32(x.i), x.t
			f.changed = true
		}
	}
}

// miss decides what a duty comes to whose term has passed.
func (f *fold) miss(d *duty, x at) {
	n := &f.w.rules[d.rule]
	d.lacking = slices.Clip(d.lacking) // a clone shares it
	x.day = d.today
	doubt := No
	if d.unknownIdx != none { // what it lacked may have come since
		u := &f.events[d.unknownIdx]
		if doubt = f.matches(&n.act, at{t: u.at, e: u, i: int(d.unknownIdx)}, &d.lacking); doubt == Yes {
			d.done, d.doneAt = d.unknownIdx, d.anchor
			return
		}
	}
	switch {
	case doubt == NotRecorded:
		d.outcome = Undetermined
	case n.act.Do == "" && f.ask(&n.holds, x, nil) == NotRecorded:
		d.outcome = Undetermined
		f.ask(&n.holds, x, &d.lacking)
	default:
		d.outcome = f.broken(n, x, d.applies)
		if d.outcome == Undetermined && d.applies == Yes {
			f.ask(&n.Unless, x, &d.lacking)
		}
		if d.outcome == Breached && n.by.soft() {
			d.outcome = Flagged
		}
	}
}

// turn owes what follows a fact that has turned at this event.
func (f *fold) turn(x at) {
	for _, r := range f.w.turning {
		n := &f.w.rules[r]
		if x.e.Answer(n.after.fact) != n.after.answer {
			continue
		}
		if slot, ok := f.w.slotOf[n.after.fact]; ok && f.statedBefore(slot, n, x) {
			continue // it was so already
		}
		f.owe(r, x, Yes, duty{})
	}
}

// statedBefore reports whether a lasting fact had its answer already when this event stated it once more.
func (f *fold) statedBefore(slot int16, n *rule, x at) bool {
	lasts := int64(f.w.slots[slot].Lasts)
	for i := x.i - 1; i >= 0 && i >= int(f.sinceIdx); i-- {
		e := &f.events[i]
		if a := e.Answer(n.after.fact); a != NotRecorded && f.placed(i) {
			return a == n.after.answer && (lasts == 0 || x.t-e.at <= lasts)
		}
	}
	return false
}

// count counts the uses in a window, at the start.
func (f *fold) count(r int16, x at) {
	n := &f.w.rules[r]
	c := &n.count
	applies := f.applies(n, x, nil)
	if applies == No || len(c.Of) > 0 && !slices.Contains(c.Of, f.w.kind) {
		return
	}
	earlier := func(yield func(*entry)) {
		for i := range f.events[:x.i] {
			e := &f.events[i]
			told := e.Other != nil && e.Other.Incident != "" && slices.ContainsFunc(f.events[:i], func(o entry) bool {
				return o.Activity == Earlier && o.Other != nil && o.Other.Incident == e.Other.Incident
			})
			if e.Activity == Earlier && !told && (e.Other == nil || len(c.Of) == 0 || slices.Contains(c.Of, e.Other.Kind)) {
				yield(e)
			}
		}
	}
	tally := func(subject string, is func(*entry) Answer, lack Fact) {
		total, unknown := 1, 0
		var lacks []Missing
		earlier(func(e *entry) {
			within, same := f.inWindow(c, e.at), is(e)
			switch {
			case within == No || same == No:
			case within == Yes && same == Yes:
				total++
			default:
				unknown++
				if within == NotRecorded {
					need(&lacks, missingCalendar, "")
				}
				if same == NotRecorded {
					need(&lacks, lack, "")
				}
			}
		})
		o := occurrence{rule: r, outcome: Flagged, idx: int32(x.i), closer: none, from: x.t, until: x.t, due: never, known: x.e.known, subject: subject}
		switch {
		case total >= c.Reaches && applies == Yes:
		case total+unknown >= c.Reaches:
			f.applies(n, x, &lacks)
			o.outcome, o.missing = Undetermined, lacks
		default:
			f.keep(r)
			return
		}
		f.found = append(f.found, o)
		f.changed = true
	}
	switch c.Per {
	case AboutPlace:
		tally("", func(e *entry) Answer {
			if e.Other == nil || x.e.Other == nil || e.Other.Classroom == "" || x.e.Other.Classroom == "" {
				return NotRecorded
			}
			return yes(e.Other.Classroom == x.e.Other.Classroom)
		}, missingClassroom)
	case AboutPerson:
		if len(x.e.By) == 0 {
			tally("", func(*entry) Answer { return NotRecorded }, missingBy)
		}
		for i := range x.e.By {
			is := func(p Person) bool { return p.ID == x.e.By[i].ID }
			if !slices.ContainsFunc(x.e.By[:i], is) {
				tally(x.e.By[i].ID, func(e *entry) Answer { return yes(slices.ContainsFunc(e.By, is)) }, missingBy)
			}
		}
	default:
		tally("", func(*entry) Answer { return Yes }, "")
	}
}

// inWindow says whether an earlier use falls into a window that ends with the start of this one.
func (f *fold) inWindow(c *Count, t int64) Answer {
	if c.Within > 0 {
		return yes(f.started-t <= int64(c.Within))
	}
	if f.cal == nil {
		// A day more or less is all that a zone can make.
		switch days := (f.started - t) / int64(24*time.Hour); {
		case c.Period == LocalDay && days < int64(c.Days)-1:
			return Yes
		case days > int64(c.Days)+1 && c.Period == LocalDay:
			return No
		}
		return NotRecorded
	}
	day := DateOf(time.Unix(0, t), f.cal.Location())
	first := f.dayLo
	for n, searched := 1, 0; n < c.Days; searched++ {
		first = first.Add(-1)
		switch _, a := periodEnd(f.cal, c.Period, first); {
		case a == NotRecorded || searched > longestSearch:
			return NotRecorded
		case a == Yes:
			n++
		}
	}
	return yes(!day.Before(first))
}

func yes(b bool) Answer {
	if b {
		return Yes
	}
	return No
}
