package policy

import (
	"slices"
	"time"
)

// duty is one occurrence of a Due rule.
type duty struct {
	rule       int16
	stage      uint8 // 1: past lo, 2: past hi
	applies    Answer
	outcome    Outcome // once stage is 2
	doubtful   bool    // what was on record before a step-down was broken off may have been it
	shut       bool    // late, and one of so many that no act closes it any more
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

// mostLate is how many late duties of one rule an act can still close. More come only of a log that nobody wrote, and each act would
// be held against all of them.
const mostLate = 100

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
	late := 0
	for i := len(f.duties) - 1; i >= 0; i-- {
		if o := &f.duties[i]; o.rule == r && o.stage == 2 && o.done < 0 && !o.shut {
			if late++; late > mostLate {
				o.shut = true
			}
		}
	}
	if n.act.Do != "" && (n.fromStart || x.e == nil) {
		for i := f.n - 1; i >= max(0, int(f.startIdx)) && (n.fromStart || f.events[i].at >= x.t); i-- {
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
	b := n.by.due(d.anchor, d.today, &f.almanac, func(a Activity) int64 { return f.upon(a, d) },
		func(a *Amount) (time.Duration, time.Duration) { return f.amount(a, x) })
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

// upon is when an activity came first since a duty's anchor.
func (f *fold) upon(a Activity, d *duty) int64 {
	if a == Release { // whatever let go
		for _, t := range f.releases {
			if t >= d.anchor {
				return t
			}
		}
		return never
	}
	for i := max(0, int(d.anchorIdx)); i < f.n; i++ {
		if e := &f.events[i]; e.Activity == a && e.at >= d.anchor && f.placed(i) {
			return e.at
		}
	}
	return never
}

// await bounds anew the duties whose term waits for an activity that has come.
func (f *fold) await(a Activity) {
	for i := range f.duties {
		if d := &f.duties[i]; d.stage == 0 && f.w.rules[d.rule].by.awaits(a) {
			f.bound(d)
			f.changed = true
		}
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
		if d := &f.duties[i]; d.rule == r && !d.shut && x.t >= d.anchor {
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
// can come to hold only with one of those, or where holding has begun or ended.
func (f *fold) fulfil(x at, turned bool) {
	for i := range f.duties {
		d := &f.duties[i]
		n := &f.w.rules[d.rule]
		if n.act.Do != "" || d.done >= 0 || d.shut || x.t < d.anchor ||
			n.wakes != nil && !turned && (x.e == nil || !slices.Contains(n.wakes, x.e.Activity)) {
			continue
		}
		if f.ask(&n.holds, x, nil) == Yes {
			d.done, d.doneAt = int32(x.i), x.t
			f.changed = true
		}
	}
}

// doubt keeps in mind of the conditions that are owed whether they may have come to hold by what will not count any more from x on.
func (f *fold) doubt(x at) {
	for i := range f.duties {
		d := &f.duties[i]
		n := &f.w.rules[d.rule]
		if n.act.Do != "" || d.done >= 0 || d.stage == 2 || f.ask(&n.holds, x, nil) != NotRecorded {
			continue
		}
		d.doubtful, d.lacking = true, slices.Clip(d.lacking)
		f.ask(&n.holds, x, &d.lacking)
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
	case d.doubtful || n.act.Do == "" && f.ask(&n.holds, x, nil) == NotRecorded:
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
		if slot, ok := f.w.slotOf[n.after.fact]; ok && f.lasting[slot].turned != int32(x.i) {
			continue // it was so already
		}
		f.owe(r, x, Yes, duty{})
	}
}
