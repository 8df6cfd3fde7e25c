package register_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
)

func date(y int, m time.Month, d int) policy.Date { return policy.Date{Year: y, Month: m, Day: d} }

func watch(t require.TestingT, cal policy.Calendar, patterns ...register.Pattern) *register.Watch {
	w, err := register.NewWatch(cal, patterns...)
	require.NoError(t, err)
	return w
}

func feed(t require.TestingT, w *register.Watch, uses ...register.Summary) (hits []register.Hit) {
	for _, s := range uses {
		found, err := w.Add(s)
		require.NoError(t, err)
		hits = append(hits, found...)
	}
	return hits
}

// At the very limit an earlier use is inside, and a nanosecond before it is not.
func TestWindowsAtTheTick(t *testing.T) {
	cal := policytest.Calendar()
	local := func(y int, m time.Month, d, h, min int) time.Time { return time.Date(y, m, d, h, min, 0, 0, cal.Zone) }
	midnight := func(y int, m time.Month, d int) time.Time { return date(y, m, d).Start(cal.Zone) }
	begins := date(0, time.August, 28)
	begins.Year = 0
	for name, c := range map[string]struct {
		window    register.Window
		use, from time.Time
	}{
		"hours":                           {register.Window{Within: 48 * time.Hour}, t0, t0.Add(-48 * time.Hour)},
		"hours across spring":             {register.Window{Within: 24 * time.Hour}, local(2026, 3, 8, 12, 0), local(2026, 3, 7, 11, 0)},
		"hours across autumn":             {register.Window{Within: 24 * time.Hour}, local(2025, 11, 2, 12, 0), local(2025, 11, 1, 13, 0)},
		"one day":                         {register.Window{Last: 1}, t0, midnight(2025, 10, 9)},
		"a day of 23 hours":               {register.Window{Last: 2}, local(2026, 3, 9, 0, 0), midnight(2026, 3, 8)},
		"before a day of 23 hours":        {register.Window{Last: 2}, local(2026, 3, 8, 23, 59), midnight(2026, 3, 7)},
		"a day of 25 hours":               {register.Window{Last: 2}, local(2025, 11, 3, 0, 0), midnight(2025, 11, 2)},
		"the end of a day of 25 hours":    {register.Window{Last: 1}, local(2025, 11, 2, 23, 59), midnight(2025, 11, 2)},
		"a week":                          {register.Window{Last: 1, Period: register.Week}, t0, midnight(2025, 10, 3)},
		"weeks across autumn":             {register.Window{Last: 2, Period: register.Week}, local(2025, 11, 9, 23, 0), midnight(2025, 10, 27)},
		"school days":                     {register.Window{Last: 5, Period: policy.SchoolDay}, t0, midnight(2025, 10, 3)},
		"over a holiday":                  {register.Window{Last: 3, Period: policy.SchoolDay}, local(2025, 10, 14, 8, 0), midnight(2025, 10, 9)},
		"from a day without school":       {register.Window{Last: 2, Period: policy.SchoolDay}, local(2025, 10, 13, 8, 0), midnight(2025, 10, 10)},
		"only a day without school":       {register.Window{Last: 1, Period: policy.SchoolDay}, local(2025, 10, 12, 8, 0), midnight(2025, 10, 12)},
		"over winter and its break":       {register.Window{Last: 2, Period: policy.SchoolDay}, local(2026, 1, 5, 8, 0), midnight(2025, 12, 19)},
		"a school year":                   {register.Window{Last: 1, Period: register.SchoolYear}, local(2026, 6, 1, 8, 0), midnight(2025, 9, 1)},
		"the first day of a school year":  {register.Window{Last: 1, Period: register.SchoolYear}, local(2025, 9, 1, 0, 0), midnight(2025, 9, 1)},
		"the last day of a school year":   {register.Window{Last: 1, Period: register.SchoolYear}, local(2025, 8, 31, 23, 59), midnight(2024, 9, 1)},
		"three school years":              {register.Window{Last: 3, Period: register.SchoolYear}, t0, midnight(2023, 9, 1)},
		"a school year that begins early": {register.Window{Last: 1, Period: register.SchoolYear, Begins: begins}, local(2025, 8, 28, 9, 0), midnight(2025, 8, 28)},
		"and the day before":              {register.Window{Last: 1, Period: register.SchoolYear, Begins: begins}, local(2025, 8, 27, 9, 0), midnight(2024, 8, 28)},
	} {
		for _, edge := range []time.Duration{-ns, 0, ns} {
			w := watch(t, cal, register.Pattern{Name: "second", Reaches: 2, Window: c.window})
			first, second := use("a", policy.TimeOut, c.from.Add(edge), "ash"), use("b", policy.TimeOut, c.use, "birch")
			if first.At.After(second.At) {
				second.At = first.At
			}
			hits := feed(t, w, first, second)
			if edge < 0 {
				assert.Empty(t, hits, "%s: %s", name, edge)
				continue
			}
			require.Len(t, hits, 1, "%s: %s", name, edge)
			assert.Equal(t, policy.Flagged, hits[0].Outcome, name)
			assert.Equal(t, []string{"a", "b"}, hits[0].Counted, name)
		}
	}
}

// Without a calendar a window of days is certain but for a day more or less, one of school days never is, and a school year hangs on the
// hours in which it begins somewhere.
func TestWindowsWithoutCalendar(t *testing.T) {
	day, year := 24*time.Hour, date(2025, time.September, 1).Start(time.UTC)
	for name, c := range map[string]struct {
		window    register.Window
		use       time.Time
		sure, may time.Time // the first instants that are certain to be inside, and not certain to be outside
	}{
		"hours":        {register.Window{Within: day}, t0, t0.Add(-day), t0.Add(-day)},
		"days":         {register.Window{Last: 10}, t0, t0.Add(-9*day + ns), t0.Add(-12*day + ns)},
		"weeks":        {register.Window{Last: 2, Period: register.Week}, t0, t0.Add(-13*day + ns), t0.Add(-16*day + ns)},
		"school days":  {register.Window{Last: 10, Period: policy.SchoolDay}, t0, t0.Add(ns), t0.Add(-421 * day)},
		"school years": {register.Window{Last: 1, Period: register.SchoolYear}, t0, year.Add(12 * time.Hour), year.Add(-14 * time.Hour)},
		"as it begins": {register.Window{Last: 1, Period: register.SchoolYear}, year.Add(time.Hour), year.Add(time.Hour), year.AddDate(-1, 0, 0).Add(-14 * time.Hour)},
	} {
		for edge, want := range map[time.Time]string{c.sure: "flagged", c.sure.Add(-ns): "undetermined", c.may: "undetermined", c.may.Add(-ns): "none"} {
			if edge.After(c.use) {
				continue
			}
			if c.sure.Equal(c.may) && want == "undetermined" {
				continue
			}
			w := watch(t, nil, register.Pattern{Name: "second", Reaches: 2, Window: c.window})
			hits := feed(t, w, use("a", policy.TimeOut, edge, "ash"), use("b", policy.TimeOut, c.use, "birch"))
			if want == "none" {
				assert.Empty(t, hits, "%s: %s", name, edge)
				continue
			}
			require.Len(t, hits, 1, "%s: %s", name, edge)
			assert.Equal(t, want, hits[0].Outcome.String(), "%s: %s", name, edge)
			if want == "undetermined" {
				assert.Equal(t, []policy.Missing{{Fact: "calendar"}}, hits[0].Missing)
				assert.Equal(t, []string{"b"}, hits[0].Counted)
				assert.Equal(t, []string{"a"}, hits[0].Unclear)
			}
		}
	}
}

// Where the calendar ends, what may still be inside is, and what cannot be is not.
func TestWindowsWhereTheCalendarEnds(t *testing.T) {
	cal := policytest.Calendar() // it knows nothing of before August
	w := watch(t, cal, register.Pattern{Name: "second", Reaches: 2, Window: register.Window{Last: 5, Period: policy.SchoolDay}})
	june, first, third := time.Date(2025, 6, 20, 9, 0, 0, 0, cal.Zone), time.Date(2025, 9, 2, 9, 0, 0, 0, cal.Zone), time.Date(2025, 9, 8, 9, 0, 0, 0, cal.Zone)
	hits := feed(t, w, use("a", policy.TimeOut, june, "ash"), use("b", policy.TimeOut, first, "ash"))
	require.Len(t, hits, 1)
	assert.Equal(t, policy.Undetermined, hits[0].Outcome, "1 September is a holiday, and of July nobody knows")
	hits = feed(t, w, use("c", policy.TimeOut, third, "ash"))
	require.Len(t, hits, 1)
	assert.Equal(t, []string{"b", "c"}, hits[0].Counted)
	assert.Empty(t, hits[0].Unclear)
	// Two breaks of which nobody knows, with one day of school between them, are each no longer than a break may be.
	far := &school{SchoolCalendar: policytest.Calendar()}
	far.From, far.Until = policy.Date{}, policy.Date{}
	day := policy.DateOf(first, cal.Zone)
	for i := 1; i < 710; i++ {
		if d := day.Add(-i); i != 300 {
			far.unknown = append(far.unknown, d)
		} else {
			require.NotContains(t, []time.Weekday{time.Saturday, time.Sunday}, d.Weekday())
		}
	}
	for back, found := range map[int]int{599: 1, 703: 1, 704: 0} { // 400 days and two for the day that is still to be found, and a day more
		w = watch(t, far, register.Pattern{Name: "second", Reaches: 2, Window: register.Window{Last: 3, Period: policy.SchoolDay}})
		assert.Len(t, feed(t, w, use("a", policy.TimeOut, day.Add(-back).Start(cal.Zone), "ash"), use("b", policy.TimeOut, first, "ash")), found, "%d days", back)
	}
	// Fifteen months ago is too far back for five days of school, whatever the days were.
	w = watch(t, cal, register.Pattern{Name: "second", Reaches: 2, Window: register.Window{Last: 5, Period: policy.SchoolDay}})
	assert.Empty(t, feed(t, w, use("a", policy.TimeOut, june.AddDate(-1, 0, 0), "ash"), use("b", policy.TimeOut, first, "ash")))
}

// termly has a period every so many days, counted back from a day.
type termly struct {
	*policy.SchoolCalendar
	from policy.Date
	days int
}

func (c *termly) End(_ policy.Period, day policy.Date) (time.Time, policy.Answer) {
	if int(c.from.Start(time.UTC).Sub(day.Start(time.UTC))/(24*time.Hour))%c.days == 0 {
		return day.Start(c.Location()).Add(15 * time.Hour), policy.Yes
	}
	return time.Time{}, policy.No
}

// Windows at their largest are certain where the calendar knows each day, no break is longer than 400 days, and they reach back over at
// most 4000: for the judge as for the watch.
func TestLargestWindowsAreCertain(t *testing.T) {
	today := policy.DateOf(t0, policytest.Calendar().Zone)
	for _, c := range []struct {
		apart, last int
		back        map[int]string
	}{
		{1, 400, map[int]string{399: "flagged", 400: "none"}},
		{2, 300, map[int]string{401: "flagged", 402: "flagged", 598: "flagged", 599: "none"}},
		{7, 400, map[int]string{2793: "flagged", 2794: "none"}},
		{401, 3, map[int]string{802: "flagged", 803: "none"}},
		{402, 3, map[int]string{400: "flagged", 401: "undetermined", 804: "undetermined"}},
		{400, 400, map[int]string{4000: "flagged", 4001: "undetermined"}},
	} {
		cal := &termly{&policy.SchoolCalendar{Zone: policytest.Calendar().Zone}, today, c.apart}
		p, err := (&policy.Regulation{ID: "ours", Short: "Ours", Rules: []policy.Rule{policy.Count{Header: policy.Header{Name: "second", Clauses: []string{"1"}, Demand: "a second"},
			Reaches: 2, Days: c.last, Period: policy.SchoolDay}}}).Build()
		require.NoError(t, err)
		for back, outcome := range c.back {
			uses := []register.Summary{use("a", policy.TimeOut, today.Add(-back).Start(cal.Zone), "ash"), use("b", policy.TimeOut, t0, "ash")}
			var want []string
			if outcome != "none" {
				want = []string{"b second " + outcome}
			}
			assert.Equal(t, want, comes(watched(t, p, cal, uses)), "every %d days, %d back", c.apart, back)
			assert.Equal(t, want, comes(judged(t, p, cal, uses)), "every %d days, %d back", c.apart, back)
		}
	}
}

func TestHit(t *testing.T) {
	cal := policytest.Calendar()
	w := watch(t, cal, register.Pattern{Name: "third-in-a-week", Document: "Policy 7", Clauses: []string{"2.1"}, Per: policy.AboutPerson, Reaches: 3,
		Of: []policy.Kind{policy.Seclusion, policy.Restraint}, Window: register.Window{Last: 1, Period: register.Week}})
	late := use("b", policy.Restraint, at(-days), "ash", "birch", "ash")
	late.Recorded = at(5 * time.Hour)
	hits := feed(t, w, use("a", policy.Seclusion, at(-2*days), "ash", "birch"), late, use("c", policy.TimeOut, at(-time.Hour), "ash"),
		use("d", policy.Seclusion, t0.UTC(), "birch", "ash", "cedar"))
	require.Len(t, hits, 2)
	for i, id := range []string{"birch", "ash"} { // in the order of By
		h := hits[i]
		assert.Equal(t, id, h.Subject)
		assert.Equal(t, []string{"a", "b", "d"}, h.Counted)
		assert.Equal(t, policy.RuleID("pattern/third-in-a-week"), h.Rule)
		assert.Equal(t, "d", h.Incident)
		assert.Equal(t, policy.Seclusion, h.Kind)
		assert.Equal(t, at(-2*days), h.From)
		assert.Equal(t, t0, h.Until)
		assert.Equal(t, at(5*time.Hour), h.KnownSince)
		assert.Empty(t, h.Occurrence)
		assert.Equal(t, "3 uses of seclusion or physical restraint begun by one member of the staff within 1 week: reached, Policy 7 2.1, flagged", h.String())
	}
}

// What a use does not say is not guessed.
func TestWatchOfWhatIsNotOnRecord(t *testing.T) {
	week := register.Window{Last: 1, Period: register.Week}
	said := func(h register.Hit) string {
		return fmt.Sprint(h.Rule, " ", h.Subject, " ", h.Outcome, " ", h.Counted, " ", h.Unclear, " ", h.Missing)
	}
	w := watch(t, policytest.Calendar(), register.Pattern{Name: "room", Per: policy.AboutPlace, Reaches: 2, Window: week},
		register.Pattern{Name: "staff", Per: policy.AboutPerson, Reaches: 2, Window: week}, register.Pattern{Name: "student", Reaches: 2, Window: week},
		register.Pattern{Name: "school", Per: policy.AboutSchool, Reaches: 3, Window: week})
	a, b, c := use("a", policy.TimeOut, at(-3*days), "ash"), use("b", policy.TimeOut, at(-2*days)), use("c", policy.TimeOut, at(-days), "birch")
	a.Student, b.Student, c.Student = "student-2", "", "student-3"
	a.Classroom = ""
	assert.Empty(t, feed(t, w, a))
	var got []string
	for _, h := range feed(t, w, b, c) {
		got = append(got, said(h))
	}
	assert.Equal(t, []string{
		"pattern/room class-1 undetermined [b] [a] [classroom]",
		"pattern/staff  undetermined [b] [a] [by]",
		"pattern/student  undetermined [b] [a] [student]",
		"pattern/room class-1 flagged [b c] [] []",
		"pattern/student student-3 undetermined [c] [b] [student]",
		"pattern/school  flagged [a b c] [] []"}, got)
}

func TestWatchErrors(t *testing.T) {
	good := register.Pattern{Name: "good", Reaches: 2, Window: register.Window{Last: 5}}
	for field, change := range map[string]func(*register.Pattern){
		"name":    func(p *register.Pattern) { p.Name = "Third use" },
		"per":     func(p *register.Pattern) { p.Per = 9 },
		"reaches": func(p *register.Pattern) { p.Reaches = 0 },
		"of":      func(p *register.Pattern) { p.Of = []policy.Kind{"hold"} },
		"kinds":   func(p *register.Pattern) { p.Kinds = []policy.Kind{""} },
		"from":    func(p *register.Pattern) { p.From = date(2025, 2, 30) },
		"until":   func(p *register.Pattern) { p.From, p.Until = date(2025, 2, 2), date(2025, 2, 2) },
		"last":    func(p *register.Pattern) { p.Last = 0 },
		"within":  func(p *register.Pattern) { p.Within = time.Hour },
		"period":  func(p *register.Pattern) { p.Period = "month" },
		"begins":  func(p *register.Pattern) { p.Begins = date(0, time.September, 1) },
	} {
		bad := good
		change(&bad)
		_, err := register.NewWatch(nil, register.Pattern{Name: "other", Reaches: 1, Window: register.Window{Within: time.Hour}}, bad)
		var e *policy.RecordError
		require.ErrorAs(t, err, &e, field)
		assert.Equal(t, "patterns[1]."+field, e.Field)
		assert.NotEmpty(t, e.Want)
	}
	for name, window := range map[string]register.Window{"too many days": {Last: 3661}, "too many weeks": {Last: 521, Period: register.Week},
		"too many school days": {Last: 401, Period: policy.SchoolDay}, "too many years": {Last: 11, Period: register.SchoolYear}, "too long": {Within: 87841 * time.Hour},
		"negative": {Last: -1}, "negative length": {Within: -1}, "29 February": {Last: 1, Period: register.SchoolYear, Begins: date(0, time.February, 29)},
		"a year": {Last: 1, Period: register.SchoolYear, Begins: date(2025, time.August, 28)}} {
		_, err := register.NewWatch(nil, register.Pattern{Name: "x", Reaches: 1, Window: window})
		assert.Error(t, err, name)
	}
	for _, window := range []register.Window{{Last: 3660}, {Last: 520, Period: register.Week}, {Last: 400, Period: policy.SchoolDay}, {Last: 10, Period: register.SchoolYear},
		{Within: 87840 * time.Hour}, {Last: 400, Period: "ourboard/therapy-day"}, {Last: 1, Period: register.SchoolYear, Begins: date(0, time.August, 28)}} {
		_, err := register.NewWatch(nil, register.Pattern{Name: "x", Reaches: 1, Window: window})
		assert.NoError(t, err)
	}
	for _, month := range []time.Month{-3, 0, 13, 99} { // a month that there is not has no days either
		for field, change := range map[string]func(*register.Pattern){"from": func(p *register.Pattern) { p.From = date(2025, month, 5) },
			"until":  func(p *register.Pattern) { p.Until = date(2025, month, 28) },
			"begins": func(p *register.Pattern) { p.Period, p.Begins = register.SchoolYear, date(0, month, 5) }} {
			bad := good
			change(&bad)
			_, err := register.NewWatch(nil, bad)
			require.ErrorContains(t, err, field, "%d", month)
		}
	}
	_, err := register.NewWatch(nil, good, good)
	require.ErrorContains(t, err, "patterns[1].name")
	one, other := good, good
	one.Of, other.Of = []policy.Kind{policy.Seclusion}, []policy.Kind{policy.Restraint}
	_, err = register.NewWatch(nil, one, other)
	require.NoError(t, err, "no use is of both kinds")
}

// A use that is out of order, or is none, changes nothing.
func TestWatchOutOfOrder(t *testing.T) {
	w := watch(t, nil, register.Pattern{Name: "third", Reaches: 3, Window: register.Window{Within: time.Hour}})
	feed(t, w, use("b", policy.TimeOut, t0, "ash"))
	var e *policy.RecordError
	for field, bad := range map[string]register.Summary{"at": use("c", policy.TimeOut, at(-ns), "ash"), "incident": use("", policy.TimeOut, at(minute), "ash"),
		"kind": use("c", "", at(minute), "ash"), "held": {Incident: "c", Kind: policy.TimeOut, At: at(minute), Held: -1}} {
		_, err := w.Add(bad)
		require.ErrorAs(t, err, &e, field)
		assert.Equal(t, field, e.Field)
	}
	for _, twin := range []string{"a", "b"} {
		_, err := w.Add(use(twin, policy.TimeOut, t0, "ash"))
		require.ErrorAs(t, err, &e, "of one instant, by the order of their IDs")
		assert.NotContains(t, err.Error(), policytest.Student)
	}
	hits := feed(t, w, use("c", policy.TimeOut, t0, "ash"), use("a", policy.TimeOut, at(ns), "ash"))
	require.Len(t, hits, 1)
	assert.Equal(t, []string{"b", "c", "a"}, hits[0].Counted)
}

// school is a calendar that does not know of some days.
type school struct {
	*policy.SchoolCalendar
	unknown []policy.Date
}

func (s *school) End(p policy.Period, day policy.Date) (time.Time, policy.Answer) {
	if slices.Contains(s.unknown, day) {
		return time.Time{}, policy.NotRecorded
	}
	return s.SchoolCalendar.End(p, day)
}

// calendars draws a calendar in which days are holidays and some are not known, or none.
func calendars(t *rapid.T, known bool) policy.Calendar {
	c := policytest.Calendar()
	if known {
		c.From, c.Until = policy.Date{}, policy.Date{}
		return c
	}
	switch rapid.IntRange(0, 3).Draw(t, "calendar") {
	case 0:
		return nil
	case 1:
		c.From, c.Until = date(2025, time.October, 6), date(2025, time.November, 5)
	case 2:
		s := &school{SchoolCalendar: c}
		for range rapid.IntRange(1, 4).Draw(t, "unknown") {
			s.unknown = append(s.unknown, date(2025, time.October, 1).Add(rapid.IntRange(0, 60).Draw(t, "day")))
		}
		return s
	}
	return c
}

// streams draws uses in order, about both clock changes or one of them, at edges of days and of elapsed time, as crowded as it likes.
func streams(t *rapid.T, whole bool) []register.Summary {
	zone := policytest.Calendar().Zone
	first := rapid.SampledFrom([]policy.Date{date(2025, time.October, 20), date(2026, time.February, 27), date(2025, time.September, 1)}).Draw(t, "about")
	spread := rapid.SampledFrom([]int{3, 12, 40, 170}).Draw(t, "days")
	some := func(of string, ids ...string) string { return rapid.SampledFrom(ids).Draw(t, of) }
	none := func(id string) string {
		if whole {
			return id
		}
		return some("on record", id, id, id, "")
	}
	var all []register.Summary
	for i := range rapid.IntRange(1, 40).Draw(t, "uses") {
		began := first.Add(rapid.IntRange(0, spread).Draw(t, "day")).Start(zone)
		began = began.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 2, 3, 9, 12, 23, 24}).Draw(t, "hour")) * time.Hour).Add(time.Duration(rapid.IntRange(-1, 1).Draw(t, "ns")))
		s := register.Summary{Incident: fmt.Sprintf("i-%02d", i), At: began, Kind: rapid.SampledFrom([]policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}).Draw(t, "kind"),
			Student: some("student", "student-1", "student-2"), Classroom: none(some("classroom", "class-1", "class-2"))}
		for range rapid.IntRange(0, 3).Draw(t, "staff") {
			s.By = append(s.By, policy.Person{ID: some("by", "ash", "birch", "cedar")})
		}
		if len(s.By) == 0 && whole {
			s.By = people("ash")
		}
		s.Recorded = began.Add(time.Duration(rapid.IntRange(0, 100).Draw(t, "recorded")) * time.Hour)
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b register.Summary) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return strings.Compare(a.Incident, b.Incident)
	})
	return all
}

var kindsOf = rapid.SampledFrom([][]policy.Kind{nil, {policy.TimeOut}, {policy.Seclusion, policy.Restraint}, {policy.Restraint, policy.Seclusion}})

func windows(t *rapid.T) register.Window {
	n := rapid.IntRange(1, 12).Draw(t, "last")
	return rapid.SampledFrom([]register.Window{{Within: time.Duration(n) * 12 * time.Hour}, {Last: n}, {Last: n, Period: policy.SchoolDay}, {Last: n, Period: policy.SchoolDay},
		{Last: min(n, 3), Period: register.Week}, {Last: min(n, 2), Period: register.SchoolYear},
		{Last: 1, Period: register.SchoolYear, Begins: date(0, time.November, 2)}}).Draw(t, "window")
}

// inside says by plain counting of days whether an earlier use is in the window of a later one.
func inside(cal policy.Calendar, w register.Window, e, x time.Time) policy.Answer {
	yes := func(b bool) policy.Answer {
		if b {
			return policy.Yes
		}
		return policy.No
	}
	if w.Within > 0 {
		return yes(x.Sub(e) <= w.Within)
	}
	n := w.Last
	if w.Period == register.Week {
		n *= 7
	}
	plain := w.Period == "" || w.Period == register.Week
	begins := func(year int) policy.Date {
		if w.Begins.IsZero() {
			return date(year, time.September, 1)
		}
		return date(year, w.Begins.Month, w.Begins.Day)
	}
	year := func(d policy.Date) int {
		if d.Before(begins(d.Year)) {
			return d.Year - 1
		}
		return d.Year
	}
	if cal == nil {
		switch {
		case plain:
			whole := int(x.Sub(e) / (24 * time.Hour))
			if whole < n-1 {
				return policy.Yes
			}
			if whole > n+1 {
				return policy.No
			}
			return policy.NotRecorded
		case w.Period == register.SchoolYear: // in every zone, or in none, or in some
			offsets := []time.Duration{-12 * time.Hour, 14 * time.Hour}
			for y := e.Year() - 1; y <= x.Year()+1; y++ { // those that make it midnight just then
				for _, at := range []time.Time{e, e.Add(ns), x, x.Add(ns)} {
					if o := begins(y).Start(time.UTC).Sub(at); -12*time.Hour <= o && o <= 14*time.Hour {
						offsets = append(offsets, o)
					}
				}
			}
			in, out := false, false
			for _, o := range offsets {
				if year(policy.DateOf(x.Add(o), time.UTC))-year(policy.DateOf(e.Add(o), time.UTC)) < n {
					in = true
				} else {
					out = true
				}
			}
			if in && out {
				return policy.NotRecorded
			}
			return yes(in)
		}
		return policy.NotRecorded // the streams are shorter than what it may reach
	}
	zone := cal.Location()
	from, to := policy.DateOf(e, zone), policy.DateOf(x, zone)
	switch {
	case w.Period == register.SchoolYear:
		return yes(year(to)-year(from) < n)
	case plain:
		return yes(!from.Before(to.Add(-(n - 1))))
	}
	if !from.Before(to) {
		return policy.Yes
	}
	certain, possible, unknown := 1, 1, false // days of the window after that of e: at most, and at least
	for d := to.Add(-1); from.Before(d); d = d.Add(-1) {
		switch _, a := cal.End(w.Period, d); a {
		case policy.Yes:
			certain++
			possible++
		case policy.NotRecorded:
			unknown = true
			certain++
		}
	}
	_, a := cal.End(w.Period, from)
	switch {
	case possible >= n:
		return policy.No // it has its days already
	case unknown || a == policy.NotRecorded:
		return policy.NotRecorded
	case a == policy.Yes || certain < n:
		return policy.Yes
	}
	return policy.No
}

// A watch finds just what a count of every use against every other finds.
func TestWatchIsANaiveCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cal, uses := calendars(t, false), streams(t, false)
		var patterns []register.Pattern
		for i := range rapid.IntRange(1, 4).Draw(t, "patterns") {
			p := register.Pattern{Name: fmt.Sprint("p", i), Of: kindsOf.Draw(t, "of"), Kinds: kindsOf.Draw(t, "kinds"),
				Per:     rapid.SampledFrom([]policy.About{policy.AboutStudent, policy.AboutPlace, policy.AboutPerson, policy.AboutSchool}).Draw(t, "per"),
				Reaches: rapid.IntRange(1, 5).Draw(t, "reaches"), Window: windows(t)}
			if cal != nil && rapid.Bool().Draw(t, "dates") {
				p.From = date(2025, time.November, 2)
			}
			patterns = append(patterns, p)
		}
		w := watch(t, cal, patterns...)
		for i, x := range uses {
			hits, err := w.Add(x)
			require.NoError(t, err)
			var want []string
			for _, p := range patterns {
				want = append(want, naive(cal, p, uses[:i], x)...)
			}
			var got []string
			for _, h := range hits {
				got = append(got, fmt.Sprint(h.Rule, h.Subject, h.Outcome, h.Counted, h.Unclear, h.Missing, h.From.UnixNano(), h.KnownSince.UnixNano(), h.Until.UnixNano(), h.Kind, h.Incident))
			}
			require.Equal(t, want, got)
		}
	})
}

func naive(cal policy.Calendar, p register.Pattern, before []register.Summary, x register.Summary) []string {
	in := func(of []policy.Kind, k policy.Kind) bool { return len(of) == 0 || slices.Contains(of, k) }
	if !in(p.Of, x.Kind) || !in(p.Kinds, x.Kind) || !p.From.IsZero() && policy.DateOf(x.At, cal.Location()).Before(p.From) {
		return nil
	}
	subjects := []string{""}
	switch {
	case p.Per == policy.AboutStudent:
		subjects[0] = x.Student
	case p.Per == policy.AboutPlace:
		subjects[0] = x.Classroom
	case p.Per == policy.AboutPerson && len(x.By) > 0:
		subjects = nil
		for _, b := range x.By {
			if !slices.Contains(subjects, b.ID) {
				subjects = append(subjects, b.ID)
			}
		}
	}
	var found []string
	for _, subject := range subjects {
		var counted, unclear []string
		var missing []policy.Missing
		lack := func(f policy.Fact) {
			if !slices.Contains(missing, policy.Missing{Fact: f}) {
				missing = append(missing, policy.Missing{Fact: f})
			}
		}
		from, known, perhaps := x.At, x.Recorded, x.Recorded
		for _, e := range slices.Backward(before) {
			var same policy.Answer
			is := func(id string) {
				switch {
				case id == "" || subject == "":
					same = policy.NotRecorded
				case id == subject:
					same = policy.Yes
				default:
					same = policy.No
				}
			}
			var fact policy.Fact
			switch p.Per {
			case policy.AboutStudent:
				is(e.Student)
				fact = "student"
			case policy.AboutPlace:
				is(e.Classroom)
				fact = "classroom"
			case policy.AboutPerson:
				fact = "by"
				same = policy.No
				if subject == "" {
					same = policy.NotRecorded
				} else if slices.ContainsFunc(e.By, func(b policy.Person) bool { return b.ID == subject }) {
					same = policy.Yes
				}
			default:
				same = policy.Yes
			}
			within := inside(cal, p.Window, e.At, x.At)
			switch {
			case !in(p.Of, e.Kind) || same == policy.No || within == policy.No:
				continue
			case same == policy.Yes && within == policy.Yes:
				counted = append(counted, e.Incident)
				from = e.At
				if known.Before(e.Recorded) {
					known = e.Recorded
				}
				continue
			}
			unclear = append(unclear, e.Incident)
			if perhaps.Before(e.Recorded) {
				perhaps = e.Recorded
			}
			if within == policy.NotRecorded {
				lack("calendar")
			}
			if same == policy.NotRecorded {
				lack(fact)
			}
		}
		slices.Reverse(counted)
		slices.Reverse(unclear)
		counted = append(counted, x.Incident)
		outcome := policy.Flagged
		switch {
		case len(counted) >= p.Reaches:
			unclear, missing = nil, nil
		case len(counted)+len(unclear) >= p.Reaches:
			outcome = policy.Undetermined
			slices.SortFunc(missing, func(a, b policy.Missing) int {
				return -strings.Compare(map[bool]string{true: "z", false: ""}[a.Fact == "calendar"], map[bool]string{true: "z", false: ""}[b.Fact == "calendar"])
			})
			if known.Before(perhaps) {
				known = perhaps
			}
		default:
			continue
		}
		found = append(found, fmt.Sprint("pattern/", p.Name, subject, outcome, counted, unclear, missing, from.UnixNano(), known.UnixNano(), x.At.UnixNano(), x.Kind, x.Incident))
	}
	return found
}

// judged are what the judge makes of the Count rules of a profile in each incident, with the earlier uses of the register put on record.
func judged(t require.TestingT, p *policy.Profile, cal policy.Calendar, uses []register.Summary) []string {
	var r register.Register
	l := lookback(p)
	count := map[policy.RuleID]bool{}
	for h := range p.Rules() {
		if _, ok := h.Count(); ok {
			count[h.Name] = true
		}
	}
	var found []string
	for _, s := range uses {
		if r.Len() > 0 {
			require.False(t, l.Since(cal, s.At).After(s.At))
			r.Forget(l.Since(cal, s.At))
		}
		require.NoError(t, r.Add(s))
		c, err := policy.Open(p, policytest.Lifecycle(s.Kind), cal, s.Incident)
		require.NoError(t, err)
		for _, e := range append(r.Before(s, cal, l), policy.Event{Activity: policy.Initiate, At: s.At, By: s.By, Student: s.Student, Other: &policy.Part{Classroom: s.Classroom}}) {
			_, err := c.Add(e)
			require.NoError(t, err)
		}
		for f := range c.Assess(s.At).Findings() {
			if count[f.Rule] {
				found = append(found, fmt.Sprint(s.Incident, " ", f.Rule, " ", f.Outcome, " ", lacks(f.Missing)))
			}
		}
	}
	return found
}

func lacks(ms []policy.Missing) []string {
	var all []string
	for _, m := range ms {
		all = append(all, m.String())
	}
	slices.Sort(all)
	return all
}

func watched(t require.TestingT, p *policy.Profile, cal policy.Calendar, uses []register.Summary) []string {
	w := watch(t, cal, register.PatternsOf(p)...)
	var found []string
	for _, h := range feed(t, w, uses...) {
		found = append(found, fmt.Sprint(h.Incident, " ", strings.TrimPrefix(string(h.Rule), "pattern/"), " ", h.Outcome, " ", lacks(h.Missing)))
	}
	return found
}

var documents = []*policy.Profile{ap354.Profile(), cbe3007.Profile(), chosen(ap354.Profile(), ap354.ReadingKindsTogether, ap354.EachByItself),
	chosen(ap354.Profile(), ap354.ReadingRepeated, ap354.SecondInTenSchoolDays), chosen(cbe3007.Profile(), cbe3007.ReadingRecurrent, cbe3007.FifthInTwentySchoolDays)}

var lookbacks = map[*policy.Profile]register.Lookback{}

// lookback is taken once for each profile.
func lookback(p *policy.Profile) register.Lookback {
	l, ok := lookbacks[p]
	if !ok {
		l = register.LookbackOf(p)
		lookbacks[p] = l
	}
	return l
}

func chosen(p *policy.Profile, reading, answer string) *policy.Profile {
	q, err := p.Choose(policy.Choice{Reading: reading, Answer: answer})
	if err != nil {
		panic(err)
	}
	return q
}

// Of a calendar that knows its days a watch and the judge make the same, whatever else is not on record.
func TestWatchAgreesWithTheJudge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, cal, uses := documents[rapid.IntRange(0, len(documents)-1).Draw(t, "document")], calendars(t, true), streams(t, false)
		assert.Equal(t, judged(t, p, cal, uses), watched(t, p, cal, uses))
	})
}

// Where the calendar does not know its days, they flag the same, and what a watch cannot tell the judge cannot either.
func TestWatchTellsNoMoreThanTheJudge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, cal, uses := documents[rapid.IntRange(0, len(documents)-1).Draw(t, "document")], calendars(t, false), streams(t, false)
		by, of := judged(t, p, cal, uses), watched(t, p, cal, uses)
		unclear := func(s string) bool { return strings.Contains(s, " undetermined ") }
		assert.Equal(t, fmt.Sprint(slices.DeleteFunc(slices.Clone(by), unclear)), fmt.Sprint(slices.DeleteFunc(slices.Clone(of), unclear)))
		told := comes(by)
		for _, s := range comes(of) {
			assert.Contains(t, told, s)
		}
	})
}

// comes leaves out what is missing: of uses that may count the judge is told only as many as it takes.
func comes(found []string) (outcomes []string) {
	for _, s := range found {
		before, _, _ := strings.Cut(s, " [")
		outcomes = append(outcomes, before)
	}
	return outcomes
}

// Where a profile counts in one window only, they make the same of any calendar.
func TestWatchAgreesOnOneWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "days")
		count := policy.Count{Header: policy.Header{Name: "pattern", Clauses: []string{"1"}, Demand: "a pattern", Kinds: kindsOf.Draw(t, "kinds")}, Of: kindsOf.Draw(t, "of"),
			Per: rapid.SampledFrom([]policy.About{policy.AboutStudent, policy.AboutPlace, policy.AboutPerson}).Draw(t, "per"), Reaches: rapid.IntRange(1, 5).Draw(t, "reaches")}
		switch rapid.IntRange(0, 2).Draw(t, "window") {
		case 0:
			count.Within = time.Duration(n) * 11 * time.Hour
		case 1:
			count.Days, count.Period = n, policy.SchoolDay
		default:
			count.Days = n
		}
		reg := policy.Regulation{ID: "ours", Short: "Ours", Rules: []policy.Rule{count}}
		if rapid.Bool().Draw(t, "dates") {
			reg.Instrument.From, reg.Instrument.Until = date(2025, time.October, 25), date(2026, time.March, 8)
		}
		p, err := reg.Build()
		require.NoError(t, err)
		cal, uses := calendars(t, false), streams(t, false)
		assert.Equal(t, comes(judged(t, p, cal, uses)), comes(watched(t, p, cal, uses)))
	})
}

func TestPatternsOf(t *testing.T) {
	open, err := ap354.Profile().Choose(policy.Choice{Reading: ap354.ReadingRepeated})
	require.NoError(t, err)
	var said []string
	w, err := register.NewWatch(nil, register.PatternsOf(open)...)
	require.NoError(t, err)
	for _, p := range register.PatternsOf(open) {
		said = append(said, fmt.Sprint(p.Name, " ", p.Document, " ", p.Clauses, " ", p.Per, " ", p.Reaches, " in ", p.Last, " ", p.Period))
	}
	assert.Equal(t, []string{
		"repeated-for-student AP 354 [6.1] student 3 in 20 school-day", "repeated-for-student/2 AP 354 [6.1] student 2 in 10 school-day",
		"repeated-for-student/3 AP 354 [6.1] student 5 in 40 school-day",
		"multiple-in-classroom AP 354 [6.2] place 3 in 20 school-day", "multiple-in-classroom/2 AP 354 [6.2] place 2 in 10 school-day",
		"multiple-in-classroom/3 AP 354 [6.2] place 5 in 40 school-day",
		"repeated-by-one AP 354 [6.3] person 3 in 20 school-day", "repeated-by-one/2 AP 354 [6.3] person 2 in 10 school-day",
		"repeated-by-one/3 AP 354 [6.3] person 5 in 40 school-day"}, said)
	hits := feed(t, w, use("a", policy.Seclusion, at(-days), "ash"), use("b", policy.Restraint, t0, "birch"))
	require.NotEmpty(t, hits)
	assert.Equal(t, policy.RuleID("pattern/repeated-for-student/2"), hits[0].Rule)

	when := policy.Count{Header: policy.Header{Name: "in-danger", Clauses: []string{"1"}, Demand: "in danger", When: policy.Is(policy.DangerToSelf)}, Reaches: 2, Within: 90 * minute}
	p, err := (&policy.Regulation{ID: "ours", Short: "Ours", Rules: []policy.Rule{when}}).Build()
	require.NoError(t, err)
	assert.Empty(t, register.PatternsOf(p), "whether there was danger a summary does not say")
	assert.Equal(t, at(-90*minute), register.LookbackOf(p).Since(nil, t0), "but the judge can ask")
	unless := when
	unless.When, unless.Unless, unless.Except = policy.Condition{}, policy.Is(policy.WrittenConsent), []string{"2"}
	p, err = (&policy.Regulation{ID: "ours", Short: "Ours", Rules: []policy.Rule{unless}}).Build()
	require.NoError(t, err)
	assert.Empty(t, register.PatternsOf(p), "whether it is excused a summary does not say")
	assert.Equal(t, at(-90*minute), register.LookbackOf(p).Since(nil, t0))
	assert.Empty(t, register.PatternsOf(nil))
	assert.Equal(t, t0, register.LookbackOf(nil).Since(nil, t0), "of no profile nothing is counted")
	assert.Equal(t, date(2020, time.August, 31), register.PatternsOf(cbe3007.Profile())[0].From, "the document's own dates go with it")
}

func TestHeaderCount(t *testing.T) {
	n := 0
	for h := range ap354.Profile().Rules() {
		c, ok := h.Count()
		require.Equal(t, h.Form() == "count", ok)
		if !ok {
			assert.Zero(t, c.Reaches)
			continue
		}
		n++
		assert.Equal(t, h.Name, c.Name)
		assert.Equal(t, []policy.Kind{policy.Seclusion, policy.Restraint}, sortedKinds(c.Of))
		c.Of[0] = "none"
		again, _ := h.Count()
		assert.NotContains(t, again.Of, policy.Kind("none"), "what it gives is the host's to change")
	}
	assert.Equal(t, 3, n)
	_, ok := policy.Header{Name: "repeated-for-student"}.Count()
	assert.False(t, ok, "it does not come from a profile")
}

func sortedKinds(ks []policy.Kind) []policy.Kind {
	ks = slices.Sorted(slices.Values(ks))
	slices.Reverse(ks)
	return ks
}

func TestLookback(t *testing.T) {
	cal, l := policytest.Calendar(), register.LookbackOf(ap354.Profile())
	// Forty days of school back from 9 January, by the reading that looks furthest, is 3 November: over the break of winter and of autumn.
	at := time.Date(2026, 1, 9, 10, 0, 0, 0, cal.Zone)
	back, n := policy.DateOf(at, cal.Zone), 1
	for ; n < 40; back = back.Add(-1) {
		if _, a := cal.End(policy.SchoolDay, back.Add(-1)); a == policy.Yes {
			n++
		}
	}
	assert.Equal(t, back.Start(cal.Zone), l.Since(cal, at))
	assert.Equal(t, at, register.Lookback{}.Since(cal, at))
	assert.Equal(t, at.Add(-481*24*time.Hour), l.Since(nil, at))
	assert.True(t, l.Since(cal, time.Time{}).Before(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)), "an instant that nobody has is no reason to panic")

	var r register.Register
	assert.Empty(t, r.Before(use("x", policy.Seclusion, at), cal, l))
	old, edge := use("old", policy.Seclusion, back.Start(cal.Zone).Add(-ns), "ash"), use("edge", policy.Seclusion, back.Start(cal.Zone), "ash")
	for _, s := range []register.Summary{old, edge, use("other-kind", policy.TimeOut, at.Add(-time.Hour), "ash"), use("twin", policy.Restraint, at, "ash")} {
		require.NoError(t, r.Add(s))
	}
	assert.Equal(t, []string{"edge", "twin"}, ids(r.Before(use("x", policy.Seclusion, at, "ash"), cal, l)))
	assert.Equal(t, []string{"edge"}, ids(r.Before(use("a", policy.Seclusion, at, "ash"), cal, l)), "of one instant, by the order of their IDs")
	assert.Empty(t, r.Before(use("x", policy.TimeOut, at, "ash"), cal, l), "AP 354 does not count time-outs")
}

// steady is a stream of a school board: 240 uses a day of 20,000 students, each of whom has a classroom, a room and a few staff.
func steady() func(i int) register.Summary {
	kinds := []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}
	first := date(2015, time.September, 1).Start(policytest.Calendar().Zone)
	return func(i int) register.Summary {
		k := uint64(i) * 0x9e3779b97f4a7c15
		student := int(k>>40) % 20_000
		began := first.Add(time.Duration(i) * 6 * time.Minute)
		return register.Summary{Incident: fmt.Sprintf("i-%08d", i), Student: fmt.Sprint("student-", student), Kind: kinds[k>>33%3], Classroom: fmt.Sprint("class-", student/20),
			Place: fmt.Sprint("room-", student/100), By: []policy.Person{{ID: fmt.Sprint("staff-", student/20*3+int(k>>50%3))}}, At: began, Recorded: began.Add(time.Duration(k>>45%48) * time.Hour),
			Released: true, Held: time.Duration(k>>30%2400) * time.Second, Outcome: policy.Outcome(k >> 20 % 7)}
	}
}

// What a watch holds is set by its windows. Students who do not come up again are forgotten too.
func TestWatchForgets(t *testing.T) {
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	w := watch(t, policytest.Calendar(), register.Pattern{Name: "a", Reaches: 1000, Window: register.Window{Within: time.Hour}},
		register.Pattern{Name: "b", Per: policy.AboutPerson, Reaches: 1000, Window: register.Window{Last: 1}},
		register.Pattern{Name: "c", Per: policy.AboutSchool, Reaches: 1000, Window: register.Window{Last: 1, Period: policy.SchoolDay}})
	before := heap()
	for i := range 50_000 {
		s := use(fmt.Sprintf("i-%08d", i), policy.TimeOut, t0.Add(time.Duration(i)*time.Hour), fmt.Sprint("staff-", i))
		s.Student = fmt.Sprint("student-", i)
		hits, err := w.Add(s)
		require.NoError(t, err)
		require.Empty(t, hits)
	}
	assert.Less(t, int64(heap())-int64(before), int64(1_000_000), "of fifty thousand students")
	runtime.KeepAlive(w)
}

// A use that completes nothing costs what holding it costs.
func TestWatchAllocates(t *testing.T) {
	cal := policytest.Calendar()
	w := watch(t, cal, register.PatternsOf(cbe3007.Profile())...)
	uses := make([]register.Summary, 2000)
	for i := range uses {
		uses[i] = use(fmt.Sprintf("i-%08d", i), policy.TimeOut, t0.Add(time.Duration(i)*minute), "ash")
		uses[i].Student = fmt.Sprint("student-", i%1000)
	}
	i := 0
	assert.LessOrEqual(t, testing.AllocsPerRun(len(uses)-1, func() {
		hits, err := w.Add(uses[i])
		if err != nil || len(hits) > 0 {
			t.Fatal(hits, err)
		}
		i++
	}), 5.0)
}

func BenchmarkWatch(b *testing.B) {
	open, err := ap354.Profile().Choose(policy.Choice{Reading: ap354.ReadingRepeated})
	if err != nil {
		b.Fatal(err)
	}
	always := policytest.Calendar()
	always.From, always.Until = policy.Date{}, policy.Date{}
	for _, n := range []int{10_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			next := steady()
			batch := make([]register.Summary, 0, 1000)
			hits, adding, heap := 0, time.Duration(0), uint64(0)
			for b.Loop() {
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				w := watch(b, always, register.PatternsOf(open)...)
				hits = 0
				for i := 0; i < n; i += len(batch) {
					batch = batch[:0]
					for j := i; j < min(i+1000, n); j++ {
						batch = append(batch, next(j))
					}
					began := time.Now()
					for _, s := range batch {
						found, err := w.Add(s)
						if err != nil {
							b.Fatal(err)
						}
						hits += len(found)
					}
					adding += time.Since(began)
				}
				clear(batch[:cap(batch)])
				runtime.GC()
				runtime.ReadMemStats(&after)
				heap = after.HeapAlloc - before.HeapAlloc
				runtime.KeepAlive(w)
			}
			b.ReportMetric(float64(adding.Nanoseconds())/float64(b.N)/float64(n), "ns/use")
			b.ReportMetric(float64(hits)/float64(n), "hits/use")
			b.ReportMetric(float64(heap)/1e6, "MB")
		})
	}
}
