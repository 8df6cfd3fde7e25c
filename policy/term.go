package policy

import "time"

// Amount is a length of time: a number, one that a student's plan may replace, or one by condition. The zero value is no time.
type Amount struct {
	fixed     time.Duration
	plan      Fact
	when      *Condition
	then, els *Amount
	number    int16 // of plan, once compiled
}

// For is a fixed length of elapsed time, from none to 10 years.
func For(d time.Duration) Amount { return Amount{fixed: d} }

// ByPlan is what a standing fact of the student sets in [Credential].Amount, and d where there is none in force or it sets no amount.
func ByPlan(f Fact, d time.Duration) Amount { return Amount{fixed: d, plan: f} }

// Depending is one amount where a condition holds and another where it does not. Where it cannot be told, whatever the two share holds.
func Depending(c Condition, then, otherwise Amount) Amount {
	return Amount{when: &c, then: &then, els: &otherwise}
}

// Term is by when something is owed, counted from an anchor. Build one with the functions below. On time is at or before the
// instant that it comes to, unless the rule says Before.
type Term struct {
	op     termOp
	amount Amount
	n      int
	period Period
	kids   []Term
	until  Activity
}

type termOp uint8

const (
	opNoTerm termOp = iota
	opWithin
	opDays
	opEndOf
	opEndOfNext
	opUpon
	opEarliest
	opLatest
	opOtherwise
	opUnsettled
	opSoon
	opNotStated
)

// Within is a length of elapsed time after the anchor.
func Within(a Amount) Term { return Term{op: opWithin, amount: a} }

// Days is n days of a kind, 0 to 400, after the anchor's local day, which is day 0. It comes to 00:00 of the local day after the last of them.
func Days(n int, p Period) Term { return Term{op: opDays, n: n, period: p} }

// EndOf is the end of the period of the anchor's own local day. Where that day has none, or it is over, the term does not exist:
// unless [Otherwise] says what counts then, the duty is undetermined.
func EndOf(p Period) Term { return Term{op: opEndOf, period: p} }

// EndOfNext is the end of the first such period on a local day after the anchor's.
func EndOfNext(p Period) Term { return Term{op: opEndOfNext, period: p} }

// BeforeNextUse is the next use of the place. While none is on record, nothing is late.
func BeforeNextUse() Term { return Upon(NextUse) }

// Upon is the first such activity at or after the anchor. While none is on record, nothing is late. Upon([Release]) is whatever
// ends the holding.
func Upon(a Activity) Term { return Term{op: opUpon, until: a} }

// Earliest is the earliest of those that exist.
func Earliest(ts ...Term) Term { return Term{op: opEarliest, kids: ts} }

// Latest is the latest of those that exist.
func Latest(ts ...Term) Term { return Term{op: opLatest, kids: ts} }

// Otherwise is the first that exists.
func Otherwise(ts ...Term) Term { return Term{op: opOtherwise, kids: ts} }

// Unsettled is for a text that leaves the instant open: on time up to the earlier, late after the later, undetermined between.
func Unsettled(a, b Term) Term { return Term{op: opUnsettled, kids: []Term{a, b}} }

// AsSoonAsPossible is for a text that says just that. Nothing is a breach; past the documented default it is flagged.
func AsSoonAsPossible(byDefault Term) Term { return Term{op: opSoon, kids: []Term{byDefault}} }

// NotStated is for a duty without a period. Nothing is a breach; past the documented default it is flagged.
func NotStated(byDefault Term) Term { return Term{op: opNotStated, kids: []Term{byDefault}} }

// never is the instant of a term that has none yet.
const never = int64(1<<63 - 1)

// bounds are what a term comes to: on time up to lo, late after hi.
type bounds struct {
	lo, hi  int64
	exists  bool
	missing Fact // why lo and hi differ
}

// due computes what a term comes to after an anchor, whose local day is that of the instant today. amount resolves amounts; upon
// says when an activity came first since the anchor, and never while it has not.
func (t *Term) due(anchor, today int64, days *almanac, upon func(Activity) int64, amount func(*Amount) (lo, hi time.Duration)) bounds {
	at := func(i int64, ok bool) bounds { return bounds{lo: i, hi: i, exists: ok} }
	unknown := bounds{lo: anchor, hi: never, exists: true, missing: missingCalendar}
	switch t.op {
	case opWithin:
		lo, hi := amount(&t.amount)
		return bounds{lo: anchor + int64(lo), hi: anchor + int64(hi), exists: true} // the facts that the amount lacks are named elsewhere
	case opUpon:
		return at(upon(t.until), true)
	case opDays, opEndOf, opEndOfNext:
		cal := days.cal
		if cal == nil {
			return unknown
		}
		day := days.dateOf(today)
		if t.period == LocalDay && t.op != opEndOfNext { // t.n is 0 for the end of the day itself
			return at(days.endOf(today, t.n), true)
		}
		switch t.op {
		case opEndOf:
			end, a := periodEnd(cal, t.period, day)
			switch a {
			case Yes:
				return at(end.UnixNano(), end.UnixNano() > anchor)
			case No:
				return bounds{}
			}
			return unknown
		case opEndOfNext:
			if _, end, ok := nthDay(cal, t.period, day, 1); ok {
				return at(end.UnixNano(), true)
			}
			return unknown
		}
		day, _, ok := nthDay(cal, t.period, day, t.n)
		if !ok {
			return unknown
		}
		return at(day.Add(1).Start(cal.Location()).UnixNano(), true)
	case opEarliest, opLatest:
		var b bounds
		for i := range t.kids {
			k := t.kids[i].due(anchor, today, days, upon, amount)
			switch {
			case !k.exists:
				continue
			case !b.exists:
				b = k
				continue
			case t.op == opEarliest:
				b.lo, b.hi = min(b.lo, k.lo), min(b.hi, k.hi)
			default:
				b.lo, b.hi = max(b.lo, k.lo), max(b.hi, k.hi)
			}
			if b.missing == "" {
				b.missing = k.missing
			}
		}
		return b
	case opOtherwise:
		for i := range t.kids {
			if k := t.kids[i].due(anchor, today, days, upon, amount); k.exists {
				return k
			}
		}
		return bounds{}
	case opUnsettled:
		a, b := t.kids[0].due(anchor, today, days, upon, amount), t.kids[1].due(anchor, today, days, upon, amount)
		switch {
		case !a.exists:
			return b
		case !b.exists:
			return a
		}
		m := missingUnsettled
		if a.missing == missingCalendar || b.missing == missingCalendar {
			m = missingCalendar
		}
		return bounds{lo: min(a.lo, b.lo), hi: max(a.hi, b.hi), exists: true, missing: m}
	case opSoon, opNotStated:
		return t.kids[0].due(anchor, today, days, upon, amount)
	}
	return bounds{}
}

// almanac is a calendar that remembers the last local day, and the last end of days, that it was asked for: many duties follow one
// release.
type almanac struct {
	cal   Calendar
	at    int64
	date  Date
	ended Date
	end   int64
}

// endOf is the end of the local day n days after that of t.
func (a *almanac) endOf(t int64, n int) int64 {
	if day := a.dateOf(t).Add(n + 1); a.ended != day {
		a.ended, a.end = day, day.Start(a.cal.Location()).UnixNano()
	}
	return a.end
}

func (a *almanac) dateOf(t int64) Date {
	if a.date.IsZero() || a.at != t {
		a.at, a.date = t, DateOf(time.Unix(0, t), a.cal.Location())
	}
	return a.date
}

// soft reports whether a term is one that can only be flagged.
func (t *Term) soft() bool { return t.op == opSoon || t.op == opNotStated }

// awaited calls f for each activity that a term waits for.
func (t *Term) awaited(f func(Activity)) {
	for i := range t.kids {
		t.kids[i].awaited(f)
	}
	if t.op == opUpon {
		f(t.until)
	}
}

// awaits reports whether a term waits for an activity.
func (t *Term) awaits(a Activity) (yes bool) {
	t.awaited(func(b Activity) { yes = yes || a == b })
	return yes
}
