package board

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

const (
	firstYear = 2025 // in which the first school year begins
	years     = 120  // events stay before 2150
	bell      = 15*time.Hour + 30*time.Minute
	minute    = 60
	hour      = 60 * minute
	opens     = 8*hour + 45*minute  // from when on a day incidents begin
	lasts     = 5*hour + 45*minute  // for how long they do
	office    = 15*hour + 40*minute // when the notes of the day are written
	afterwork = 3                   // days on which the office still works after the last day of school
)

// zone is the clock of the schools, with the rule of 2025 for all years. It is made here, since what a machine has of it may be newer
// than this program, and the same seed would come to other bytes.
var zone = sync.OnceValue(func() *time.Location {
	const counts = 6 * 4
	header := "TZif2" + strings.Repeat("\x00", 15)
	data := header + strings.Repeat("\x00", counts) + // what older readers take
		header + strings.Repeat("\x00", counts-8) + "\x00\x00\x00\x01\x00\x00\x00\x04" + // one kind of time, four bytes of names
		"\xff\xff\x9d\x90\x00\x00MST\x00" + // seven hours behind
		"\nMST7MDT,M3.2.0,M11.1.0\n"
	at, err := time.LoadLocationFromTZData("America/Edmonton", []byte(data))
	if err != nil {
		panic(err)
	}
	return at
})

// mondayFrom is the first Monday on or after a day.
func mondayFrom(year int, month time.Month, day int) policy.Date {
	d := policy.Date{Year: year, Month: month, Day: day}
	return d.Add((8 - int(d.Weekday())) % 7)
}

// easter is Easter Sunday, by the calendar of Gauss and its corrections, as the almanacs have it.
func easter(year int) policy.Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return policy.Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}
}

// first is the day after Labour Day, on which the school year that begins in a year begins; last the last Friday of June.
func first(year int) policy.Date { return mondayFrom(year, time.September, 1).Add(1) }
func last(year int) policy.Date  { return mondayFrom(year+1, time.June, 20).Add(4) }

// holidays are the weekdays without school from the first day of a school year to the first of the next.
func holidays(year int) []policy.Date {
	var all []policy.Date
	run := func(from policy.Date, days int) {
		for n := range days {
			if d := from.Add(n); d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
				all = append(all, d)
			}
		}
	}
	run(policy.Date{Year: year, Month: time.September, Day: 30}, 1) // National Day for Truth and Reconciliation
	run(mondayFrom(year, time.October, 8), 1)                       // Thanksgiving
	run(policy.Date{Year: year, Month: time.November, Day: 11}, 1)  // Remembrance Day
	run(mondayFrom(year, time.December, 20), 14)                    // winter break
	run(mondayFrom(year+1, time.February, 15), 1)                   // Family Day
	run(mondayFrom(year+1, time.March, 22), 7)                      // spring break
	run(easter(year+1).Add(-2), 4)                                  // Good Friday to Easter Monday
	run(mondayFrom(year+1, time.May, 18), 1)                        // Victoria Day
	for d := last(year).Add(1); d.Before(first(year + 1)); d = d.Add(1) {
		run(d, 1)
	}
	slices.SortFunc(all, func(a, b policy.Date) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
	})
	return slices.Compact(all)
}

// year is one school year as those need it who make up what happens in it.
type year struct {
	number    int
	days      []int64 // 00:00 of each day of school, and of the days behind them on which the office works
	school    int     // how many of them have school
	august    time.Time
	next      time.Time // August again
	july      time.Time // plans and approvals are made for one year
	incidents int
	schools   int
	students  int
}

func newYear(number, incidents int) *year {
	y := &year{number: number, incidents: incidents, august: august(number), next: august(number + 1),
		july: policy.Date{Year: number + 1, Month: time.July, Day: 15}.Start(zone())}
	free := holidays(number)
	weekday := func(d policy.Date) bool { return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday }
	d := first(number)
	for end := last(number); !end.Before(d); d = d.Add(1) {
		if weekday(d) && !slices.Contains(free, d) {
			y.days = append(y.days, d.Start(zone()).Unix())
		}
	}
	y.school = len(y.days)
	for ; len(y.days) < y.school+afterwork; d = d.Add(1) {
		if weekday(d) {
			y.days = append(y.days, d.Start(zone()).Unix())
		}
	}
	y.students = max(fewest, incidents/uses)
	y.schools = max(1, y.students/perSchool)
	return y
}

func august(year int) time.Time {
	return policy.Date{Year: year, Month: time.August, Day: 25}.Start(zone())
}

// start is when the k-th incident of the year begins: somewhere in its share of the hours of school, so that they come in order.
func (y *year) start(k int, d *dice) (day int, at int64) {
	hours := y.school * lasts
	p := (int64(k)*int64(hours) + int64(d.n(hours))) / int64(y.incidents)
	day = int(p / lasts)
	return day, y.days[day] + opens + p%lasts
}
