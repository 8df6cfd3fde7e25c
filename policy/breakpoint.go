package policy

import (
	"slices"
)

// advance fires the breakpoints before t of folds that follow one course. What lapses is a breakpoint of each of them.
func advance(folds []*fold, t int64) {
	for {
		b := t
		for _, f := range folds {
			b = min(b, f.next)
		}
		if b == t {
			return
		}
		lapsed := folds[0].lapse(b)
		for _, f := range folds {
			if f.next == b {
				f.fire(b, lapsed)
				f.settleChanges(b, b-1, b+1) // what comes of a day's end belongs to the day that has ended
			}
		}
	}
}

func (f *fold) advance(t int64) { advance([]*fold{f}, t) }

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
		case d.stage == 2 || d.done >= 0 && d.doneAt <= d.lo:
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
func (f *fold) fire(b int64, stated bool) {
	x := at{t: b, i: int(f.startIdx)} // what time begins is named after the start: it stays the same under late entries
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
		if d.stage == 2 || d.done >= 0 && d.doneAt <= d.lo {
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
	f.fulfil(x, false)
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
