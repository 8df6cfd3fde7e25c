package policy

import (
	"slices"
	"time"
)

// need puts what a judgement lacks on a list, once.
func need(lack *[]Missing, f Fact, subject string) {
	if lack == nil {
		return
	}
	if m := (Missing{f, subject}); !slices.Contains(*lack, m) {
		*lack = append(*lack, m)
	}
}

// ask answers a condition at x: yes, no, or not recorded, and then puts on lack what it would take to tell.
func (f *fold) ask(c *Condition, x at, lack *[]Missing) Answer {
	switch c.op {
	case opAlways:
		return Yes
	case opFact:
		a := f.answer(c, x)
		if a == NotRecorded {
			need(lack, c.fact, "")
			return NotRecorded
		}
		return yes(a == c.answer)
	case opAll, opAny:
		decides, held := No, 0
		if c.op == opAny {
			decides = Yes
		}
		if lack != nil {
			held = len(*lack)
		}
		result := Yes + No - decides
		for i := range c.kids {
			switch f.ask(&c.kids[i], x, lack) {
			case decides:
				if lack != nil { // what the others lack does not matter
					*lack = (*lack)[:held]
				}
				return decides
			case NotRecorded:
				result = NotRecorded
			}
		}
		return result
	case opNot:
		return not(f.ask(&c.kids[0], x, lack))
	case opBy:
		if x.e == nil {
			return NotRecorded
		}
		return f.peopleAnswer(&c.who, x.e.By, missingBy, x, lack)
	case opTo:
		if x.e == nil {
			return NotRecorded
		}
		return f.peopleAnswer(&c.who, x.e.To, missingTo, x, lack)
	case opAttended:
		return f.attended(&c.who, x, lack)
	case opFollows:
		e := x.e
		if e == nil || e.Activity != Initiate {
			if f.startIdx == none {
				return NotRecorded
			}
			e = &f.events[f.startIdx]
		}
		return yes(e.Other != nil && e.Other.Kind == c.kind)
	case opOnRecord:
		return f.onRecord(c.act, c.thatDay, c.anew, x, lack)
	case opRuleIs:
		if c.slot < 0 {
			return yes(c.outcome == NotApplicable)
		}
		o := f.outcome(c.slot, x.t)
		if o == Undetermined && c.outcome != Undetermined {
			need(lack, Fact(c.rule), "")
			return NotRecorded
		}
		return yes(o == c.outcome)
	case opIn:
		return yes(f.phase == c.phase)
	case opOnStaff:
		return f.onStaff(&c.who, x, lack)
	}
	return NotRecorded
}

func not(a Answer) Answer {
	switch a {
	case Yes:
		return No
	case No:
		return Yes
	}
	return NotRecorded
}

// answer is what a fact is at x.
func (f *fold) answer(c *Condition, x at) Answer {
	if c.sort != Standing && x.e != nil {
		if a := x.e.Answer(c.fact); a != NotRecorded {
			return a
		}
	}
	switch c.sort {
	case Lasting:
		if c.slot >= 0 {
			l := &f.lasting[c.slot]
			if lasts := int64(f.w.slots[c.slot].Lasts); lasts == 0 || x.t-l.since <= lasts {
				return l.answer
			}
		}
	case Standing:
		subject := ""
		if c.about == AboutPlace {
			if subject = f.place; x.e != nil && x.e.Place != "" {
				subject = x.e.Place
			}
			if subject == "" {
				return NotRecorded
			}
		}
		return f.holds(c.slot, subject, x.t)
	}
	return NotRecorded
}

// standing finds the credential that counts for a subject at t. It also says whether any is on record for that subject.
func (f *fold) standing(number int16, subject string, t int64) (best *credential, any bool) {
	if len(f.byFact) == 0 {
		return nil, false
	}
	of := f.creds[f.byFact[number]:f.byFact[number+1]]
	for i := range of {
		s := &of[i]
		if s.subject != subject && (subject != "" || f.student != "" && s.subject != f.student) {
			continue
		}
		any = true
		if s.from <= t && t < s.until && (best == nil || s.from >= best.from) {
			best = s
		}
	}
	return best, any
}

// holds is what a standing fact is at t: no where some are on record for the subject and none is in force.
func (f *fold) holds(number int16, subject string, t int64) Answer {
	switch s, any := f.standing(number, subject, t); {
	case s != nil:
		return s.Answer
	case any:
		return No
	}
	return NotRecorded
}

// amount is what an amount comes to at x: the least and the most that it can be by what is on record.
func (f *fold) amount(a *Amount, x at) (lo, hi time.Duration) {
	if a.when != nil {
		switch f.ask(a.when, x, nil) {
		case Yes:
			return f.amount(a.then, x)
		case No:
			return f.amount(a.els, x)
		}
		lo, hi = f.amount(a.then, x)
		l, h := f.amount(a.els, x)
		return min(lo, l), max(hi, h)
	}
	if a.plan != "" {
		if s, _ := f.standing(a.number, "", x.t); s != nil && s.Answer == Yes && s.Amount > 0 {
			d := min(s.Amount, longestLength) // nanoseconds must not overflow
			return d, d
		}
	}
	return a.fixed, a.fixed
}

// lacks puts on a list what it would take to tell an amount.
func (f *fold) lacks(a *Amount, x at, lack *[]Missing) {
	if a.when != nil {
		f.ask(a.when, x, lack)
		f.lacks(a.then, x, lack)
		f.lacks(a.els, x, lack)
	}
}

// counts says whether a person counts for w at t.
func (f *fold) counts(w *Who, p *Person, t int64, lack *[]Missing) Answer {
	if w.Role != "" {
		role := p.Role
		if role == "" {
			if i := f.known(p.ID); i >= 0 {
				role = f.people[i].role
			}
		}
		if role == "" {
			need(lack, Fact(w.Role), p.ID)
			return NotRecorded
		}
		if role != w.Role {
			return No
		}
	}
	if (w.Involved || w.Uninvolved) && f.took(p.ID) != w.Involved {
		return No
	}
	result := Yes
	for i, number := range w.numbers {
		switch f.holds(number, p.ID, t) {
		case No:
			return No
		case NotRecorded:
			need(lack, w.Holding[i], p.ID)
			result = NotRecorded
		}
	}
	return result
}

// took reports whether a person is on record as having taken part.
func (f *fold) took(id string) bool {
	i := f.known(id)
	return i >= 0 && f.people[i].involved
}

// peopleAnswer answers a Who for the people of an act.
func (f *fold) peopleAnswer(w *Who, ps []Person, whose Fact, x at, lack *[]Missing) Answer {
	if w.isZero() {
		return Yes
	}
	if w.Everyone {
		return f.everyone(w, whose, x, lack)
	}
	if len(ps) == 0 {
		need(lack, whose, "")
		return NotRecorded
	}
	held := 0
	if lack != nil {
		held = len(*lack)
	}
	sure, unknown, out := 0, 0, 0
	for i := range ps {
		if slices.ContainsFunc(ps[:i], func(p Person) bool { return p.ID == ps[i].ID }) {
			continue // the same person twice is one
		}
		switch f.counts(w, &ps[i], x.t, lack) {
		case Yes:
			sure++
		case NotRecorded:
			unknown++
		default:
			out++
		}
	}
	a := NotRecorded
	switch {
	case w.Each && out > 0, w.Nobody && sure > 0, w.AtLeast > 0 && sure+unknown < w.AtLeast:
		a = No
	case w.AtLeast > 0 && sure >= w.AtLeast, w.AtLeast == 0 && unknown == 0:
		a = Yes
	}
	if a != NotRecorded && lack != nil {
		*lack = (*lack)[:held]
	}
	return a
}

// everyone answers whether each who took part and counts is among the people of this act or of earlier ones of its kind.
func (f *fold) everyone(w *Who, whose Fact, x at, lack *[]Missing) Answer {
	result, anybody := Yes, false
	recorded := whose == missingBy && len(x.e.By) > 0 || whose == missingTo && len(x.e.To) > 0
	for i := range f.people {
		p := &f.people[i]
		if !p.involved || p.id == "" {
			continue
		}
		anybody = true
		is := func(o Person) bool { return o.ID == p.id }
		among := func(e *entry) bool {
			if whose == missingTo {
				return slices.ContainsFunc(e.To, is)
			}
			return slices.ContainsFunc(e.By, is)
		}
		reached := among(x.e)
		for j := x.i - 1; j >= 0 && !reached; j-- {
			reached = f.events[j].Activity == x.e.Activity && f.placed(j) && among(&f.events[j])
		}
		if reached {
			continue
		}
		switch a := f.counts(w, &Person{ID: p.id, Role: p.role}, x.t, lack); {
		case a == Yes && recorded:
			return No
		case a != No:
			result = NotRecorded
			if !recorded {
				need(lack, whose, "")
			}
		}
	}
	if !anybody {
		need(lack, missingBy, "")
		return NotRecorded
	}
	return result
}

// attended answers a Who for those who are there.
func (f *fold) attended(w *Who, x at, lack *[]Missing) Answer {
	held := 0
	if lack != nil {
		held = len(*lack)
	}
	sure, unknown, left := 0, 0, false
	for i := range f.people {
		p := &f.people[i]
		if !p.present && !p.left {
			continue
		}
		switch a := f.counts(w, &Person{ID: p.id, Role: p.role}, x.t, lack); {
		case p.present && a == Yes:
			sure++
		case p.present && a == NotRecorded:
			unknown++
		case f.once(w, p, x.t): // gone, or there and no longer somebody who would do
			left = true
		}
	}
	a := NotRecorded
	switch {
	case sure >= w.AtLeast:
		a = Yes
	case sure+unknown < w.AtLeast && (left || sure > 0):
		a = No
	default:
		need(lack, missingPresence, "")
	}
	if a != NotRecorded && lack != nil {
		*lack = (*lack)[:held]
	}
	return a
}

// onStaff answers a Who for all people of whom one of its standing facts is on record.
func (f *fold) onStaff(w *Who, x at, lack *[]Missing) Answer {
	var ids []string
	sure := 0
	for i := range f.creds {
		s := &f.creds[i]
		if !slices.Contains(w.numbers, s.number) || slices.Contains(ids, s.subject) {
			continue
		}
		ids = append(ids, s.subject)
		p := Person{ID: s.subject}
		if k := f.known(p.ID); k >= 0 {
			p.Role = f.people[k].role
		}
		if f.counts(w, &p, x.t, nil) == Yes {
			sure++
		}
	}
	if len(ids) == 0 {
		for _, fact := range w.Holding {
			need(lack, fact, "")
		}
		return NotRecorded
	}
	return yes(sure >= w.AtLeast)
}

// once reports whether a person is on record as one who counts, or who counted before t.
func (f *fold) once(w *Who, p *personState, t int64) bool {
	if w.Role != "" && p.role != w.Role || (w.Involved || w.Uninvolved) && p.involved != w.Involved {
		return false
	}
	for _, number := range w.numbers {
		if !slices.ContainsFunc(f.creds, func(c credential) bool {
			return c.number == number && c.Subject == p.id && c.Answer == Yes && c.from <= t
		}) {
			return false
		}
	}
	return true
}

// onRecord answers whether an act that counts has taken place since the start, on the day that counts, or since holding began the last
// time.
func (f *fold) onRecord(a *Act, thatDay, anew bool, x at, lack *[]Missing) Answer {
	from, until, first := f.started, x.t, f.startIdx
	if anew {
		first = f.heldIdx
	}
	if thatDay {
		if f.cal == nil {
			need(lack, missingCalendar, "")
			return NotRecorded
		}
		if x.day == 0 {
			x.day = x.t
		}
		day := DateOf(time.Unix(0, x.day), f.cal.Location()) // not dateOf, which remembers: an assessment asks too
		from = max(from, day.Start(f.cal.Location()).UnixNano())
		until = min(until, day.Add(1).Start(f.cal.Location()).UnixNano()) // its very end is still in time, as for a term
	}
	result := No
	for i := max(0, int(first)); i < f.n && f.startIdx != none; i++ {
		e := &f.events[i]
		if e.Activity != a.Do || e.at < from || e.at > until || !f.placed(i) {
			continue
		}
		switch f.matches(a, at{t: e.at, e: e, i: i}, lack) {
		case Yes:
			return Yes
		case NotRecorded:
			result = NotRecorded
		}
	}
	return result
}

// matches says whether an event is an act that counts.
func (f *fold) matches(a *Act, x at, lack *[]Missing) Answer {
	if x.e == nil || x.e.Activity != a.Do {
		return No
	}
	by := f.peopleAnswer(&a.By, x.e.By, missingBy, x, lack)
	to := f.peopleAnswer(&a.To, x.e.To, missingTo, x, lack)
	holds := f.ask(&a.Holding, x, lack)
	switch {
	case by == No || to == No || holds == No:
		return No
	case by == Yes && to == Yes && holds == Yes:
		return Yes
	}
	return NotRecorded
}

// culprits names the people for whom a demand on those who do an act fails, or the place for which one on places fails.
func (f *fold) culprits(c *Condition, x at) string {
	var ids []byte
	var walk func(c *Condition)
	walk = func(c *Condition) {
		for i := range c.kids {
			walk(&c.kids[i])
		}
		if c.op == opFact && c.sort == Standing && c.about == AboutPlace && x.e != nil && f.ask(c, x, nil) != Yes && len(ids) == 0 {
			ids = append(ids, x.e.Place...)
		}
		if x.e == nil || c.op != opBy && c.op != opTo {
			return
		}
		ps, bad := x.e.By, No
		if c.op == opTo {
			ps = x.e.To
		}
		switch {
		case c.who.Everyone && len(ps) > 0: // those who are not among them
			var absent []Person
			for i := range f.people {
				p := Person{ID: f.people[i].id, Role: f.people[i].role}
				if f.people[i].involved && !slices.ContainsFunc(ps, func(o Person) bool { return o.ID == p.ID }) {
					absent = append(absent, p)
				}
			}
			ps, bad = absent, Yes
		case !c.who.Each && !c.who.Nobody:
			return
		}
		if c.who.Nobody {
			bad = Yes
		}
		for i := range ps {
			if f.counts(&c.who, &ps[i], x.t, nil) == bad {
				if len(ids) > 0 {
					ids = append(ids, ", "...)
				}
				ids = append(ids, ps[i].ID...)
			}
		}
	}
	walk(c)
	return string(ids)
}
