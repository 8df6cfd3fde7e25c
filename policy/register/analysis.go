package register

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Dimension is what an [Analysis] counts by.
type Dimension uint8

// What can be counted by. A [Row] whose Key is empty is of the uses of which that is not on record.
const (
	ByKind      Dimension = iota
	ByStudent             // the ID
	ByClassroom           // that of the start
	ByPlace               // that of the start
	ByStaff               // who initiated it; one that two initiated counts for each of them
	ByHour                // of the local day on which it began: "09:00" is from nine until before ten
	ByWeekday             // of that day: "Monday"
	ByMonth               // of that day: "2025-10"
	ByDuration            // how long the student was held in all: one of [Bands], or "no release"
	ByOutcome             // the gravest that a must came to, by its word
	ByClause              // those that were breached; a use counts for each of them, and for none where nothing was
	dimensions
)

// String returns the word for d.
func (d Dimension) String() string {
	if d >= dimensions {
		return "invalid"
	}
	return [...]string{"kind", "student", "classroom", "place", "staff", "hour", "weekday", "month", "duration", "outcome", "clause"}[d]
}

// Bands returns the bands of [ByDuration], from the shortest. Like a limit, each includes its end: a student who was held for just 30
// minutes was held "up to 30 min".
func Bands() []string {
	return []string{"up to 2 min", "up to 5 min", "up to 10 min", "up to 20 min", "up to 30 min", "up to 60 min", "over 60 min"}
}

// minutes are the ends of the bands.
var minutes = [...]time.Duration{2, 5, 10, 20, 30, 60}

const noRelease = "no release"

// Row is the uses that have one thing in common.
type Row struct {
	Key      string        // an ID, or a word as the [Dimension] has it; empty where it is not on record
	Uses     int           // how many
	Students int           // of how many students; those whose student is not on record are not among them
	Held     time.Duration // how long they were held in all, but for those without a release, of which nobody can say
	Longest  time.Duration // and in one of them at most
}

// Analysis is the counts for a school's own analysis of what it collects. AR 3007 7(44) has each school analyse its data of all three
// kinds so that it informs its practice, and names neither what to count by nor any number. The dimensions here are what the record of
// each use holds, by 7(43) and by AP 354 6 and 7: who, where, when, by whom, how long, and what came of it. Nothing is compared with
// anything: what is much, and what follows from it, is for those who know the school.
//
// Uses go in in any order, each incident once. Memory grows with the number of students, staff, places and months, and of the pairs of
// a student with each of these, not with the number of uses.
//
// Small numbers tell of a child. A row of a school in which one student is in it is that student's record, whatever its key is, and
// students or staff by ID always are. Nothing is left out here, since the school needs it; Row.Students says of how many a row is, so
// that whoever shows rows to others can.
//
// The zero value is ready. It is for one goroutine at a time.
type Analysis struct {
	// Calendar is where hours, weekdays and months come from: to be set before the first use is added. Without it they are not on record.
	Calendar policy.Calendar

	total    counts
	pupils   map[string]*pupil
	unnamed  counts // whose student is not on record
	keyed    [dimensions]map[string]*cell
	months   map[int]*cell
	hours    [24 + 1]cell // the last: not on record
	weekdays [7 + 1]cell
	bands    [len(minutes) + 2]cell // the last: no release
	outcomes [policy.Breached + 1]cell
	cells    uint32
}

type counts struct {
	uses, students int
	held, longest  time.Duration
}

// cell is what a row is made of.
type cell struct {
	counts
	id uint32 // from 1; 0: nothing is counted yet
}

// pupil is a student, and the cells in which they are counted.
type pupil struct {
	counts
	cells []uint32 // sorted
}

// Add counts a use. The error is a [*policy.RecordError] where it is not well-formed, as for [Register.Add], or has an outcome that
// there is not; then nothing has changed.
func (a *Analysis) Add(s Summary) error {
	if err := s.check(); err != nil {
		return err
	}
	if s.Outcome > policy.Breached {
		return &policy.RecordError{Incident: s.Incident, Field: "outcome", Value: s.Outcome.String(), Want: "an outcome"}
	}
	if a.pupils == nil {
		a.pupils, a.months = map[string]*pupil{}, map[int]*cell{}
		for _, d := range [...]Dimension{ByKind, ByClassroom, ByPlace, ByStaff, ByClause} {
			a.keyed[d] = map[string]*cell{}
		}
	}
	band := len(a.bands) - 1
	if s.Released {
		band = slices.IndexFunc(minutes[:], func(m time.Duration) bool { return s.Held <= m*time.Minute })
		if band < 0 {
			band = len(minutes)
		}
	} else {
		s.Held = 0
	}
	var who *pupil
	if s.Student != "" {
		if who = a.pupils[s.Student]; who == nil {
			who = &pupil{counts: counts{students: 1}}
			a.pupils[s.Student] = who
			a.total.students++
		}
		who.add(s.Held)
	} else {
		a.unnamed.add(s.Held)
	}
	a.total.add(s.Held)
	a.key(ByKind, string(s.Kind), who, s.Held)
	a.key(ByClassroom, s.Classroom, who, s.Held)
	a.key(ByPlace, s.Place, who, s.Held)
	for i := range s.By {
		if !slices.ContainsFunc(s.By[:i], func(p policy.Person) bool { return p.ID == s.By[i].ID }) {
			a.key(ByStaff, s.By[i].ID, who, s.Held)
		}
	}
	if len(s.By) == 0 {
		a.key(ByStaff, "", who, s.Held)
	}
	for i, c := range s.Breached {
		if !slices.Contains(s.Breached[:i], c) {
			a.key(ByClause, c, who, s.Held)
		}
	}
	hour, weekday, month := len(a.hours)-1, len(a.weekdays)-1, notOnRecord
	if a.Calendar != nil {
		t := s.At.In(a.Calendar.Location())
		hour, weekday, month = t.Hour(), int(t.Weekday()), t.Year()*12+int(t.Month())-1
	}
	m := a.months[month]
	if m == nil {
		m = &cell{}
		a.months[month] = m
	}
	for _, c := range [...]*cell{m, &a.hours[hour], &a.weekdays[weekday], &a.bands[band], &a.outcomes[s.Outcome]} {
		a.count(c, who, s.Held)
	}
	return nil
}

// notOnRecord stands for a month where there is no calendar.
const notOnRecord = -1

func (a *Analysis) key(d Dimension, key string, who *pupil, held time.Duration) {
	c := a.keyed[d][key]
	if c == nil {
		c = &cell{}
		a.keyed[d][key] = c
	}
	a.count(c, who, held)
}

func (a *Analysis) count(c *cell, who *pupil, held time.Duration) {
	if c.id == 0 {
		a.cells++
		c.id = a.cells
	}
	c.add(held)
	if who == nil {
		return
	}
	if i, in := slices.BinarySearch(who.cells, c.id); !in {
		who.cells = slices.Insert(who.cells, i, c.id)
		c.students++
	}
}

func (c *counts) add(held time.Duration) {
	c.uses++
	if c.held += held; c.held < 0 { // no sum of what anybody was held
		c.held = math.MaxInt64
	}
	c.longest = max(c.longest, held)
}

func (c *counts) row(key string) Row {
	return Row{Key: key, Uses: c.uses, Students: c.students, Held: c.held, Longest: c.longest}
}

// Total returns the row of all uses. Its Key is empty.
func (a *Analysis) Total() Row { return a.total.row("") }

// Rows returns the rows of a dimension that have any use, those with the most uses first, of equal ones by their Key. Uses add up to
// those of Total but for [ByStaff] and [ByClause].
func (a *Analysis) Rows(d Dimension) []Row {
	var rows []Row
	put := func(key string, c *counts) {
		if c.uses > 0 {
			rows = append(rows, c.row(key))
		}
	}
	switch d {
	case ByStudent:
		for id, p := range a.pupils {
			put(id, &p.counts)
		}
		put("", &a.unnamed)
	case ByHour:
		for i := range a.hours {
			key := ""
			if i < 24 {
				key = fmt.Sprintf("%02d:00", i)
			}
			put(key, &a.hours[i].counts)
		}
	case ByWeekday:
		for i := range a.weekdays {
			key := ""
			if i < 7 {
				key = time.Weekday(i).String()
			}
			put(key, &a.weekdays[i].counts)
		}
	case ByMonth:
		for m, c := range a.months {
			key := ""
			if m != notOnRecord {
				key = fmt.Sprintf("%04d-%02d", m/12, m%12+1)
			}
			put(key, &c.counts)
		}
	case ByDuration:
		for i, key := range append(Bands(), noRelease) {
			put(key, &a.bands[i].counts)
		}
	case ByOutcome:
		for i := range a.outcomes {
			put(policy.Outcome(i).String(), &a.outcomes[i].counts)
		}
	default:
		if d < dimensions {
			for key, c := range a.keyed[d] {
				put(key, &c.counts)
			}
		}
	}
	slices.SortFunc(rows, func(x, y Row) int { return cmp.Or(cmp.Compare(y.Uses, x.Uses), strings.Compare(x.Key, y.Key)) })
	return rows
}
