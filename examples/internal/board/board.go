package board

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// PerYear is how many incidents a school year has at most, unless the [Board] says otherwise.
const PerYear = 50_000

// How late something is entered, at most.
const (
	MostAfterStart = 5 * 24 * time.Hour
	MostAfterClose = 10 * 24 * time.Hour
)

const (
	uses      = 5  // of one student in a year, on average
	fewest    = 8  // students, so that nobody is in two incidents at once
	perSchool = 10 // students of whom there is an incident
)

// Board is a board of schools that there is not. The same board always makes up the same.
type Board struct {
	Incidents int // how many, exactly
	Seed      uint64
	PerYear   int             // in one school year at most; 0: [PerYear]
	Profile   *policy.Profile // what each incident pins; nil: [cbe3007.Profile]
	Rates     map[Trait]int   // in 10,000; those that are not in it never come. nil: as in [Traits]
}

// Incident is one that was made up.
type Incident struct {
	ID       string
	Kind     policy.Kind
	Student  string
	Follows  string         // the incident that it follows as part of a chain, always the one before it; empty: none
	Traits   []Trait        // in the order of the table
	Began    time.Time      // as it was, whatever was entered first
	Released time.Time      // likewise; the conversion, where it ends with one
	Closed   time.Time      // zero: never
	Events   []policy.Event // in the order in which they stand in the log
}

// Has reports whether the incident has a trait.
func (i *Incident) Has(t Trait) bool { return slices.Contains(i.Traits, t) }

// Mistaken reports whether a trait of the incident is a mistake.
func (i *Incident) Mistaken() bool {
	return slices.ContainsFunc(i.Traits, func(t Trait) bool { return table[t].Group == Mistake })
}

// Check returns an error where there cannot be such a board: fewer than 0 incidents, or more than 120 school years of them, whose events
// would come close to 2150.
func (b *Board) Check() error {
	switch {
	case b.Incidents < 0 || b.PerYear < 0:
		return fmt.Errorf("there are no %d incidents", min(b.Incidents, b.PerYear))
	case b.years() > years:
		return fmt.Errorf("%d incidents take %d school years of %d, and there are %d", b.Incidents, b.years(), b.perYear(), years)
	}
	return nil
}

func (b *Board) perYear() int { return cmp.Or(b.PerYear, PerYear) }

// years is how many school years there are. They have as many incidents each, but for one.
func (b *Board) years() int {
	n := b.Incidents / b.perYear()
	if b.Incidents%b.perYear() > 0 || n == 0 {
		n++
	}
	return n
}

// Calendar returns the school days by which the incidents were made up, those of the year after the last included.
func (b *Board) Calendar() *policy.SchoolCalendar {
	c := &policy.SchoolCalendar{Zone: zone(), Bells: map[time.Weekday]time.Duration{}}
	for d := time.Monday; d <= time.Friday; d++ {
		c.Bells[d] = bell
	}
	for y := range min(b.years(), years) + 1 {
		c.Holidays = append(c.Holidays, holidays(firstYear+y)...)
	}
	return c
}

// All returns the incidents in the order of their IDs: that in which they began, but that a chain is told to its end first. There are
// none where [Board.Check] finds fault.
func (b *Board) All() iter.Seq[Incident] {
	return func(yield func(Incident) bool) {
		for s := range b.stories() {
			in := Incident{ID: s.id, Kind: s.kind, Student: s.student, Follows: s.follows, Began: s.when(s.start), Released: s.when(s.released)}
			if s.closed != 0 {
				in.Closed = s.when(s.closed)
			}
			for t := range traits {
				if s.has[t] {
					in.Traits = append(in.Traits, t)
				}
			}
			slices.SortStableFunc(s.events, func(a, b *policy.Event) int { return cmp.Compare(recorded(a), recorded(b)) })
			for _, e := range s.events {
				in.Events = append(in.Events, *e)
			}
			if !yield(in) {
				return
			}
		}
	}
}

// Events returns the lines of the log, in the order in which they were entered: by Recorded, or At where an event has none. No more is
// held than a day's incidents, and what of older ones is not yet written.
func (b *Board) Events() iter.Seq[policy.Event] {
	return func(yield func(policy.Event) bool) {
		var waiting []line
		flush := func(before int64) bool {
			slices.SortFunc(waiting, line.compare)
			n := 0
			for ; n < len(waiting) && waiting[n].recorded < before; n++ {
				if !yield(*waiting[n].event) {
					return false
				}
			}
			waiting = slices.Delete(waiting, 0, n)
			return true
		}
		today := int64(0)
		for s := range b.stories() {
			if s.today != today { // nothing of it was entered earlier than that day
				if !flush(s.today) {
					return
				}
				today = s.today
			}
			for i, e := range s.events {
				waiting = append(waiting, line{recorded(e), s.number, i, e})
			}
		}
		flush(1 << 62)
	}
}

type line struct {
	recorded     int64
	incident, at int
	event        *policy.Event
}

func (l line) compare(o line) int {
	return cmp.Or(cmp.Compare(l.recorded, o.recorded), cmp.Compare(l.incident, o.incident), cmp.Compare(l.at, o.at))
}

func recorded(e *policy.Event) int64 {
	if e.Recorded.IsZero() {
		return e.At.Unix()
	}
	return e.Recorded.Unix()
}

// Write writes the log, one event a line, as package journal has it. Its error is that of [Board.Check], before anything is written, or
// that of w.
func (b *Board) Write(w io.Writer) error {
	if err := b.Check(); err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 64<<10)
	var buf []byte
	for e := range b.Events() {
		var err error
		if buf, err = journal.Append(buf[:0], &e); err != nil {
			return err
		}
		if _, err = out.Write(buf); err != nil {
			return err
		}
	}
	return out.Flush()
}

// stories makes up the incidents one after another.
func (b *Board) stories() iter.Seq[*story] {
	return func(yield func(*story) bool) {
		if b.Incidents <= 0 || b.Check() != nil {
			return
		}
		profile := b.Profile
		if profile == nil {
			profile = cbe3007.Profile()
		}
		pin, number, all := profile.Pin(), 0, b.years()
		for n := range all {
			y := newYear(firstYear+n, (n+1)*b.Incidents/all-n*b.Incidents/all)
			var before *story
			var busy []stay
			for k := range y.incidents {
				number++
				s := &story{year: y, number: number, id: fmt.Sprintf("incident-%07d", number), pin: pin}
				s.dice.pcg.Seed(b.Seed, uint64(number))
				s.begin(k, before)
				s.draw(b.Rates, k+1 < y.incidents)
				busy = slices.DeleteFunc(busy, func(o stay) bool { return o.until < s.start })
				s.cast(busy)
				s.tell()
				busy = append(busy, stay{s.who, s.released + 90*minute})
				if before = nil; s.leads() {
					before = s
				}
				if !yield(s) {
					return
				}
			}
		}
	}
}

// stay is until when a student is in no other incident but one of the same chain.
type stay struct {
	who   int
	until int64
}
