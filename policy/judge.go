package policy

import (
	"slices"
)

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

type limitState struct {
	lo, hi  int64 // allowed in this stretch
	crossed int64 // when it was passed
	stage   uint8 // 1: past lo, 2: past hi
	outcome Outcome
	applies Answer
	lacking []Missing // why it is undetermined
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
			i = slices.IndexFunc(f.events, func(e entry) bool { return e.Activity == Inspect })
		}
		if i < 0 {
			need(lack, missingCalendar, "")
			return NotRecorded
		}
		lo, hi = f.daysOf(f.events[i].at)
	}
	a := within(lo, hi, n.From, n.Until)
	if a == NotRecorded {
		need(lack, missingCalendar, "")
	}
	return a
}

// within says whether a day that is one of lo to hi lies on or after from and before until, where those are dates.
func within(lo, hi, from, until Date) Answer {
	switch {
	case !from.IsZero() && hi.Before(from), !until.IsZero() && !lo.Before(until):
		return No
	case !from.IsZero() && lo.Before(from), !until.IsZero() && !hi.Before(until):
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
		f.add(occurrence{rule: r, outcome: o, idx: int32(x.i), closer: none, from: x.t, until: x.t, due: never,
			known: x.e.known, missing: lack, subject: subject})
	}
}

// keep notes that a rule was asked and kept.
func (f *fold) keep(r int16) {
	if !f.past[r].kept {
		f.past[r].kept, f.changed = true, true
	}
}

func (f *fold) verdictAt(r int16, x at) (o Outcome, lack []Missing, subject string) {
	n := &f.w.rules[r]
	if x.e.Activity == Inspect && n.about&^x.e.inspected() != 0 {
		return NotApplicable, nil, "" // it asks of something else
	}
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
		lack = f.undecided(n, x)
	}
	return o, lack, f.culprits(&n.holds, x)
}

// undecided lists what it would take to tell whether a rule applies, holds and is excused.
func (f *fold) undecided(n *rule, x at) (lack []Missing) {
	if f.brief {
		return nil
	}
	f.applies(n, x, &lack)
	f.ask(&n.holds, x, &lack)
	if n.Unless.op != opAlways {
		f.ask(&n.Unless, x, &lack)
	}
	return lack
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
		if n.deems { // nobody says of every hold whether the student is alone
			switch o {
			case Breached:
				o = Flagged
			default:
				o = NotApplicable
			}
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
			s.lacking = f.undecided(n, x)
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
			f.closeGap(r, x, true)
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
		o.until, o.measured, o.closer = x.t, x.t-s.from, x.closer()
		f.add(o)
	}
	s.open = false
}

// openDuring is the occurrence that runs.
func (f *fold) openDuring(r int16) occurrence {
	n := &f.w.rules[r]
	s := &f.durings[n.slot]
	return occurrence{rule: r, outcome: s.outcome, idx: s.idx, closer: none, from: s.from, until: never, due: never,
		known: f.knownAt(s.idx, s.from), missing: s.lacking}
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
	f.closeGap(r, x, m == Yes)
	s.applies = f.applies(n, x, nil)
	f.openAt(s, &n.gap, x, m == Yes)
	if m != Yes && s.unknownIdx == none {
		s.unknownIdx = int32(x.i)
	}
	if n.ticks {
		f.changed = true
	}
}

// closeGap judges the gap that ends at x. Acts of unknown quality are counted first: what is broken then is broken whatever they
// were. What is broken only without them is undetermined.
func (f *fold) closeGap(r int16, x at, sure bool) {
	n := &f.w.rules[r]
	s := &f.everys[n.slot]
	if !s.open || s.applies == No {
		return
	}
	if o, ok := f.openGap(r, x.t, sure); ok {
		o.until, o.closer = x.t, x.closer()
		f.add(o)
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
