package policy

import "time"

// Incident returns the ID of the incident; empty where nothing of it has happened by then.
func (a Assessment) Incident() string {
	if len(a.folds) == 0 || a.folds[0].n == 0 {
		return ""
	}
	return a.folds[0].events[0].Incident
}

// Later judges the same incident further, as of a later instant up to which nothing else has happened: it says what [Case.Assess]
// would of a case that holds the events of a and no others. What a case holds besides, of after a.Now, it does not know. An instant
// that is not after a.Now gives a itself. Nothing about a changes.
func (a Assessment) Later(now time.Time) Assessment {
	if !now.After(a.now) {
		return a
	}
	t := instantOf(now)
	a.now = now
	for i := range a.folds {
		if a.folds[i].next < t {
			return a.advanced(t)
		}
	}
	return a // nothing falls in between, and what grows is measured when it is asked for
}

func (a Assessment) advanced(t int64) Assessment {
	folds := make([]fold, len(a.folds))
	for i := range folds {
		folds[i] = a.folds[i].clone()
		folds[i].advance(t)
	}
	a.folds = folds
	return a
}

// Changes returns the first instant after a.Now at which, if nothing happens until then, what is due or what a rule comes to may be
// another: the first at which [Assessment.Later] may say so, in the calendar's zone. Since on time is at or before a limit, it is
// mostly one nanosecond past one. Until then only what is measured grows. It is never too late; it can be too early, and then
// nothing is another yet. False says that time alone changes nothing any more.
//
// Which readings would change a finding, and what an undetermined one lacks, can change at other instants.
func (a Assessment) Changes() (time.Time, bool) {
	t, next := instantOf(a.now), never
	for i := range a.folds {
		next = min(next, a.folds[i].turns(t))
	}
	if next == never || instantOf(time.Unix(0, next)) != next { // no question reaches that far
		return time.Time{}, false
	}
	f := &a.folds[0]
	return time.Unix(0, next).In(f.zone(f.startIdx)), true
}

// turns is the first instant after t at which a report may say something else: past the next breakpoint, or one that a report sees
// although nothing fires at it.
func (f *fold) turns(t int64) int64 {
	next := never
	sooner := func(b int64) {
		if b > t {
			next = min(next, b)
		}
	}
	if b := f.breaks(t); b != never {
		sooner(b + 1)
	}
	for i := range f.durings {
		if s := &f.durings[i]; s.open { // what has lasted no time is no breach yet
			sooner(s.from + 1)
		}
	}
	for i := range f.everys {
		s := &f.everys[i]
		if !s.open || s.applies == No {
			continue
		}
		sooner(s.opt + s.optLo + 1)
		sooner(s.opt + s.optHi + 1)
		if s.unknownIdx != none && !s.broken {
			sooner(s.pes + s.pesLo + 1)
		}
	}
	for i := range f.duties {
		if d := &f.duties[i]; d.done >= 0 { // done, and not yet recorded
			sooner(d.doneAt)
		}
	}
	return next
}

// breaks is the next breakpoint that can change anything. A training that runs out a year after all is over does not.
func (f *fold) breaks(t int64) int64 {
	if !f.w.standing || f.edge >= len(f.edges) || f.edges[f.edge] != f.next || f.standsOn() {
		return f.next
	}
	rest := f.clone()
	rest.edge = len(rest.edges)
	rest.settleChanges(t, t, t)
	for i := range rest.comes { // an outcome has come that was not followed yet, which the next breakpoint would do
		if rest.comes[i] != f.comes[i] {
			return f.next
		}
	}
	return rest.next
}

// standsOn reports whether anything that is judged between events may hang on a standing fact.
func (f *fold) standsOn() bool {
	if len(f.w.expiring) > 0 {
		return true
	}
	for _, r := range f.w.durings {
		if f.w.rules[r].phase == f.phase {
			return true
		}
	}
	for i, r := range f.w.everys {
		if f.everys[i].open && f.w.rules[r].When.op != opAlways {
			return true
		}
	}
	for i := range f.duties {
		d := &f.duties[i]
		if n := &f.w.rules[d.rule]; n.act.Do == "" && n.wakes == nil && d.done < 0 && !d.shut {
			return true
		}
	}
	return false
}
