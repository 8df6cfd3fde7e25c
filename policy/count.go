package policy

import (
	"slices"
	"time"
)

// count counts the uses in a window, at the start.
func (f *fold) count(r int16, x at) {
	n := &f.w.rules[r]
	c := &n.count
	applies := f.applies(n, x, nil)
	if applies == No || len(c.Of) > 0 && !slices.Contains(c.Of, f.w.kind) {
		return
	}
	var uses []*entry
	told := map[string]bool{}
	for i := range f.events[:x.i] {
		e := &f.events[i]
		if e.Activity != Earlier {
			continue
		}
		if e.Other != nil && e.Other.Incident != "" {
			if told[e.Other.Incident] {
				continue
			}
			told[e.Other.Incident] = true
		}
		if e.Other == nil || e.Other.Kind == "" || len(c.Of) == 0 || slices.Contains(c.Of, e.Other.Kind) {
			uses = append(uses, e)
		}
	}
	tally := func(subject string, is func(*entry) Answer, lack Fact) {
		total, unknown := 1, 0
		var lacks []Missing
		for _, e := range uses {
			within, same := f.inWindow(c, e.at), is(e)
			lack := lack
			if same == Yes && len(c.Of) > 0 && e.Other != nil && e.Other.Kind == "" {
				same, lack = NotRecorded, missingKind
			}
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
		}
		o := occurrence{rule: r, outcome: Flagged, idx: int32(x.i), closer: none, from: x.t, until: x.t, due: never, known: x.e.known, subject: subject}
		switch {
		case total+unknown < c.Reaches:
			f.keep(r)
			return
		case total < c.Reaches:
			o.outcome = Undetermined
		default:
			if o.outcome = brokenAs(applies, f.excuse(n, x)); o.outcome == Breached {
				o.outcome = Flagged
			}
		}
		if o.outcome == Undetermined {
			f.applies(n, x, &lacks)
			if n.Unless.op != opAlways {
				f.ask(&n.Unless, x, &lacks)
			}
			o.missing = lacks
		}
		f.add(o)
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
		tally("", func(e *entry) Answer { // whose it was is left out where all are of one student
			return yes(e.Student == "" || x.e.Student == "" || e.Student == x.e.Student)
		}, "")
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
	for n, idle, searched := 1, 0, 0; ; searched++ {
		switch {
		case !day.Before(first): // no later than that the calendar has to reach
			return Yes
		case n == c.Days:
			return No
		}
		first = first.Add(-1)
		switch _, a := periodEnd(f.cal, c.Period, first); {
		case a == NotRecorded || searched == furthestSearch:
			return NotRecorded
		case a == Yes:
			n, idle = n+1, 0
		case idle == longestSearch: // not one more day without
			return NotRecorded
		default:
			idle++
		}
	}
}

func yes(b bool) Answer {
	if b {
		return Yes
	}
	return No
}
