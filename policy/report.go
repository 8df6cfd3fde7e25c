package policy

import (
	"slices"
	"strconv"
	"time"
)

// occurrences calls yield for each occurrence of a rule at t that is not simply kept, in no particular order. It reports whether the
// rule was asked and kept besides.
func (f *fold) occurrences(r int16, t int64, yield func(occurrence)) (kept bool) {
	for i := f.past[r].last; i != none; i = f.found[i].prev {
		yield(f.found[i])
	}
	return f.running(r, t, yield)
}

// running is as occurrences, without those that are finished.
func (f *fold) running(r int16, t int64, yield func(occurrence)) (kept bool) {
	n := &f.w.rules[r]
	kept = f.past[r].kept
	if f.started == never {
		return kept
	}
	switch n.kind {
	case kindDuring:
		if s := &f.durings[n.slot]; s.open && t > s.from {
			o := f.openDuring(r)
			o.measured = t - s.from
			yield(o)
		} else if s.open && n.releaseDue && s.outcome == Breached { // no time has passed: no breach yet, but release is due
			o := f.openDuring(r)
			o.outcome, o.due = Pending, s.from
			yield(o)
		}
	case kindEvery:
		s := &f.everys[n.slot]
		if !s.open || s.applies == No {
			break
		}
		if o, late := f.openGap(r, t, true); late {
			yield(o)
		} else {
			o.outcome, o.known = Pending, f.knownAt(s.optIdx, s.opt)
			if s.unknownIdx != none && !s.broken { // what is due shows the earliest
				o.from, o.idx = s.pes, s.pesIdx
				o.due, o.allowed, o.measured = max(s.pes+s.pesLo, t), s.pesLo, t-s.pes
			}
			yield(o)
		}
	case kindLimit:
		l := &f.limits[n.slot]
		age := f.age(n.phase, t)
		running := n.phase == f.phase
		if age == 0 && !running && n.phase != Held || l.applies == No {
			break
		}
		o := occurrence{rule: r, idx: f.startIdx, closer: none, from: f.started, until: f.since, due: never, measured: age, allowed: l.hi}
		if running {
			o.until = never
			o.due = f.since + l.hi - f.spent[n.phase]
		}
		switch {
		case l.stage == 2 || l.stage == 1:
			o.outcome, o.due = l.outcome, l.crossed
			o.known = f.knownAt(f.startIdx, l.crossed)
			if l.stage == 1 {
				o.allowed = l.lo
			}
			if o.outcome == Undetermined {
				o.missing = l.lacking
			}
			yield(o)
		case running:
			o.outcome, o.due = Pending, f.since+l.lo-f.spent[n.phase]
			o.allowed, o.known = l.lo, f.knownAt(f.startIdx, f.started)
			yield(o)
		default:
			kept = true
		}
	case kindDue:
		for i := range f.duties {
			d := &f.duties[i]
			if d.rule != r {
				continue
			}
			if o := f.settle(d, t); o.outcome == Satisfied {
				kept = true
			} else {
				yield(o)
			}
		}
	}
	return kept
}

// settle is what a duty comes to at t.
func (f *fold) settle(d *duty, t int64) occurrence {
	n := &f.w.rules[d.rule]
	o := occurrence{rule: d.rule, idx: d.anchorIdx, closer: none, age: d.age, from: d.anchor, until: never, due: d.hi, known: f.knownAt(d.anchorIdx, d.anchor)}
	if d.lo < d.hi {
		o.due = d.lo
	}
	if n.before && o.due != never {
		o.due++
	}
	if o.due != never {
		o.allowed = o.due - d.anchor
	}
	done := d.done >= 0 && d.doneAt <= t
	if done {
		o.until, o.closer, o.measured = d.doneAt, d.done, max(0, d.doneAt-d.anchor)
	} else {
		o.measured = t - d.anchor
	}
	unsettled := func() {
		o.outcome = Undetermined
		o.known = f.knownAt(d.anchorIdx, d.lo)
		o.missing = d.lacking
		if d.missing != "" {
			o.missing = append(slices.Clip(o.missing), Missing{Fact: d.missing})
		}
	}
	switch {
	case done && d.doneAt <= d.lo:
		o.outcome = Satisfied
	case d.stage == 0 && d.applies == Yes:
		o.outcome = Pending
	case d.stage == 0:
		o.outcome, o.missing = Undetermined, d.lacking
	case done && d.doneAt <= d.hi, d.stage == 1:
		unsettled()
	default:
		o.outcome, o.missing = d.outcome, d.lacking
		o.due = d.hi
		if n.before {
			o.due++
		}
		o.allowed = o.due - d.anchor
		o.known = f.knownAt(d.anchorIdx, d.hi)
		if o.outcome != Undetermined {
			o.missing = nil
		}
	}
	return o
}

// outcome is what a rule comes to at t: the gravest of its occurrences.
func (f *fold) outcome(r int16, t int64) Outcome {
	gravest := NotApplicable
	kept := f.occurrences(r, t, func(o occurrence) {
		if o.outcome.Severity() > gravest.Severity() {
			gravest = o.outcome
		}
	})
	if kept && gravest == NotApplicable {
		return Satisfied
	}
	return gravest
}

// The rules that every profile has: what the record itself shows. They cite no clause.
const (
	Unexplained  RuleID = "record/unexplained"   // the event has no place where it stands: kept, not applied
	EarlyRecord  RuleID = "record/early"         // recorded before it is said to have happened
	TwiceTold    RuleID = "record/release-twice" // one release under one ID with two contents: both are kept
	BrokenGlass  RuleID = "record/broken-glass"  // somebody acted whatever a gate says; Finding.Subject is who
	NeverStarted RuleID = "record/never-started" // there are events, and none of them begins the incident
	NotInForce   RuleID = "record/not-in-force"  // it began on a day on which the instrument was not in force, so that only rules with dates of their own apply
)

// deemedAs begins the name of the finding that an incident is, by a definition of the profile and for as long as the facts hold, another
// kind than its label says: "record/deemed-seclusion". It cites the definition.
const deemedAs RuleID = "record/deemed-"

var builtins = [...]struct {
	rule   RuleID
	demand string
}{
	{Unexplained, "no place where it stands: kept, and not applied"},
	{EarlyRecord, "recorded before it is said to have happened"},
	{TwiceTold, "told twice under one ID with two contents: both are kept"},
	{BrokenGlass, "the glass was broken: somebody acted whatever a gate says"},
	{NeverStarted, "nothing on record begins the incident"},
	{NotInForce, "begun on a day on which the instrument was not in force"},
}

// finding makes an occurrence into what a reader sees.
func (f *fold) finding(o *occurrence) Finding {
	v := Finding{Kind: f.w.kind, Document: f.w.profile.reg.Short, Outcome: o.outcome, Subject: o.subject, Missing: slices.Clone(o.missing),
		Measured: time.Duration(o.measured), Allowed: time.Duration(o.allowed)}
	if f.startIdx != none {
		v.Incident = f.events[f.startIdx].Incident
	} else if len(f.events) > 0 {
		v.Incident = f.events[0].Incident
	}
	zone := f.zone(o.idx)
	instant := func(t int64) time.Time {
		if t == never || t == -never {
			return time.Time{}
		}
		return time.Unix(0, t).In(zone)
	}
	v.From, v.Until, v.Due, v.KnownSince = instant(o.from), instant(o.until), instant(o.due), instant(o.known)
	v.Rule = f.nameOf(o)
	if o.rule < 0 {
		b := &builtins[-1-o.rule]
		v.Demand, v.builtin = b.demand, true
		if e := &f.events[max(o.idx, 0)]; b.rule == BrokenGlass && e.Glass != nil {
			v.Subject = e.Glass.By.ID
		}
	} else {
		n := &f.w.rules[o.rule]
		v.Demand, v.Force, v.Clauses = n.Demand, n.Force, n.Clauses
		if o.outcome == Excused {
			v.Clauses = slices.Clone(n.Clauses)
			for _, c := range n.Except {
				if !slices.Contains(v.Clauses, c) {
					v.Clauses = append(v.Clauses, c)
				}
			}
		}
		if n.kind == kindEvery && o.outcome != Pending && o.idx != none {
			for i := int(o.idx) + 1; i < f.n && i != int(o.closer); i++ {
				if e := &f.events[i]; e.Activity == n.act.Do && e.at <= o.until {
					v.Discounted = append(v.Discounted, e.ID)
				}
			}
		}
		v.kind, v.builtin = n.kind, n.deems
		v.done = o.closer != none && n.kind == kindDue
		v.Unstated = n.kind == kindDue && n.by.soft() && o.outcome != Satisfied
		if v.releaseDue = n.releaseDue && o.outcome == Breached; v.releaseDue {
			v.Due = v.From
		}
	}
	if o.closer >= 0 {
		v.ClosedBy = f.events[o.closer].ID
	}
	v.Occurrence = f.names(o)
	return v
}

func (f *fold) nameOf(o *occurrence) RuleID {
	if o.rule < 0 {
		return builtins[-1-o.rule].rule
	}
	return f.w.rules[o.rule].Name
}

// names is how a reader tells an occurrence from others of its rule.
func (f *fold) names(o *occurrence) string {
	if o.idx < 0 || int(o.idx) >= len(f.events) {
		return ""
	}
	e := &f.events[o.idx]
	after := o.age
	if after == 0 && o.from != never {
		after = o.from - e.at
	}
	if after == 0 {
		return e.ID
	}
	return e.ID + "+" + time.Duration(after).String() // not the event itself began it, but time
}

// zone is the location in which a reader wants the times: the calendar's, or the offset that an event was entered with.
func (f *fold) zone(idx int32) *time.Location {
	switch {
	case f.cal != nil:
		return f.cal.Location()
	case idx >= 0 && int(idx) < len(f.events):
		return f.events[idx].At.Location()
	}
	return time.UTC
}

// report puts on rows what each rule comes to at t: what the record itself shows, and then the rules in the order of the regulation.
func (f *fold) report(rows []occurrence, t int64) []occurrence {
	for i := range f.found {
		if f.found[i].rule < 0 {
			rows = append(rows, f.found[i])
		}
	}
	if f.started == never && slices.ContainsFunc(f.events[:f.n], func(e entry) bool { return e.Activity != Inspect }) {
		rows = append(rows, occurrence{rule: builtinNotBegun, outcome: Undetermined, from: f.events[0].at, until: never, due: never,
			idx: none, closer: none, known: f.events[0].known})
	}
	for _, r := range f.w.order {
		rows = f.list(rows, r, t)
	}
	return rows
}

// list puts on rows what one rule comes to at t, finished occurrences first. One that is kept, and nothing else, is listed once for
// the incident.
func (f *fold) list(rows []occurrence, r int16, t int64) []occurrence {
	first := len(rows)
	for i := f.past[r].last; i != none; i = f.found[i].prev {
		rows = append(rows, f.found[i])
	}
	slices.Reverse(rows[first:])
	if kept := f.running(r, t, func(o occurrence) { rows = append(rows, o) }); kept && len(rows) == first {
		rows = append(rows, occurrence{rule: r, outcome: Satisfied, idx: none, closer: none, from: never, until: never, due: never, known: never})
	}
	return rows
}

// String says the finding in one line: what was demanded, what was found, and the clause. It carries no name and no free text.
func (f Finding) String() string {
	var buf [256]byte
	return string(f.Append(buf[:0]))
}

// Append appends to dst what [Finding.String] says, and allocates nothing but what dst needs to grow.
func (f *Finding) Append(dst []byte) []byte {
	b := append(dst, f.Demand...)
	if f.builtin {
		return f.cite(b)
	}
	if f.Outcome == Pending {
		b = f.cite(b)
		if !f.Due.IsZero() {
			if f.Unstated {
				b = append(b, ", flagged past "...)
			} else {
				b = append(b, ", by "...)
			}
			b = f.clock(b, f.Due)
		}
		return b
	}
	b = append(b, ": "...)
	switch {
	case f.Rule == "":
		b = append(b, f.Outcome.String()...)
	case f.Outcome == Undetermined:
		b = append(b, "cannot be told, not on record: "...)
		for i := range f.Missing {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = f.Missing[i].append(b)
		}
		if len(f.Missing) == 0 {
			b = append(b, "what would tell"...)
		}
	case f.Outcome == Satisfied || f.Outcome == NotApplicable:
		b = append(b, f.Outcome.String()...)
	case f.kind == kindDue && f.done:
		b = append(append(append(b, "done "...), f.Until.Sub(f.Due).String()...), " late"...)
	case f.kind == kindDue:
		b = f.clock(append(b, "not on record by "...), f.Due)
	case f.kind == kindEvery || f.kind == kindLimit:
		b = append(append(b, f.Measured.String()...), ", "...)
		b = append(append(b, f.Allowed.String()...), " allowed"...)
	case f.kind == kindDuring:
		b = append(append(b, "not so for "...), f.Measured.String()...)
	case f.kind == kindCount:
		b = append(b, "reached"...)
	default:
		b = append(b, "not so"...)
	}
	b = f.cite(b)
	if f.kind == kindAt && !f.From.IsZero() {
		b = f.From.AppendFormat(append(b, ", at "...), time.TimeOnly)
	}
	switch f.Outcome {
	case Excused, Flagged:
		b = append(append(b, ", "...), f.Outcome.String()...)
	}
	return b
}

func (f *Finding) cite(b []byte) []byte {
	before := " "
	if len(f.Clauses) == 0 {
		return b
	}
	b = append(append(b, ", "...), f.Document...)
	for _, c := range f.Clauses {
		b = append(append(b, before...), c...)
		before = ", "
	}
	return b
}

func (f *Finding) clock(b []byte, t time.Time) []byte {
	if h, m, s := t.Clock(); h|m|s == 0 { // a term of days
		return t.AddDate(0, 0, -1).AppendFormat(append(b, "the end of "...), time.DateOnly)
	}
	y, m, d := t.Date()
	if y2, m2, d2 := f.From.In(t.Location()).Date(); y != y2 || m != m2 || d != d2 {
		return t.AppendFormat(b, time.DateTime)
	}
	return t.AppendFormat(b, time.TimeOnly)
}

func (m *Missing) append(b []byte) []byte {
	if b = append(b, m.Fact...); m.Subject != "" {
		b = strconv.AppendQuote(append(b, " of "...), m.Subject)
	}
	return b
}

// String names the fact, and whose it is.
func (m Missing) String() string { return string(m.append(nil)) }
