package register

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// The periods that a [Window] can be of besides those of package policy and a profile's own. No calendar is asked for them.
const (
	Week       policy.Period = "week"        // seven local days each
	SchoolYear policy.Period = "school-year" // it begins on 1 September, unless Window.Begins says otherwise
)

// Window is how far a [Pattern] looks back from a use. It goes along with the uses: it is no term of the school's year. Either it is a
// length of elapsed time, of at most 10 years, or the last days of a kind up to and including that on which the use began:
//
//	Window{Within: 48 * time.Hour}                   // an earlier use just 48 hours before is inside
//	Window{Last: 10}                                 // ten local days, be they of 23, 24 or 25 hours; at most 3660
//	Window{Last: 5, Period: policy.SchoolDay}        // five days of school, as for policy.Count; at most 400
//	Window{Last: 2, Period: register.Week}           // fourteen local days; at most 520 weeks
//	Window{Last: 1, Period: register.SchoolYear}     // since the first local day of this school year; at most 10
//	Window{Last: 5, Period: "ourboard/therapy-day"}  // of days that the host's calendar knows by that name
//
// Local days come from the calendar and from nothing else. Where the use began on a day without the period, that day is the last all
// the same. Where the calendar does not know whether a day has it, or there is none, it cannot be told whether an earlier use is
// inside if a day more or less matters. Nor can it beyond a break of more than 400 days without the period, or further back than
// 4000 days in all for days of a kind.
type Window struct {
	Within time.Duration // elapsed time; or
	Last   int           // so many
	Period policy.Period // of these; zero: policy.LocalDay
	Begins policy.Date   // the month and the day on which a SchoolYear begins, the Year left out; zero: 1 September
}

// Pattern is so many uses, up to and including one, of one student, in one classroom, initiated by one member of staff, or in the
// whole school, which is all that a [Watch] is fed. That it is there is a reason to look, and no breach of anything.
type Pattern struct {
	Name     string        // findings are called "pattern/" and this: at most 100 lower-case letters, digits, hyphens and slashes
	Document string        // how findings cite the document that asks for it; empty where it is the school's own
	Clauses  []string      // of that document
	Of       []policy.Kind // the kinds that are counted; empty: every kind
	Kinds    []policy.Kind // found only where the use is of one of these; empty: of any that is counted
	Per      policy.About  // AboutPlace is the classroom, AboutPerson who initiated it, AboutSchool all
	Reaches  int           // found from so many on
	Window
	From, Until policy.Date // found where the use began on or after, and before, this local day; zero: always
}

// PatternsOf returns the Count rules of a profile that stand under its readings, as patterns that a [Watch] finds where the judge flags
// the incident. A pattern is called as its rule is; where several of one name look at uses of one kind, because a reading is
// undecided, the second is called so with "/2" after it, and so on. A rule with a condition or an exception of its own, Header.When
// and Header.Unless, is left out: they are asked of the incident, of which a Summary does not say enough. Of no profile there are none.
func PatternsOf(p *policy.Profile) []Pattern {
	if p == nil {
		return nil
	}
	var all []Pattern
	names := map[string][]Pattern{}
	for h := range p.Rules() {
		c, ok := h.Count()
		if !ok || !reflect.ValueOf(h.When).IsZero() || !reflect.ValueOf(h.Unless).IsZero() {
			continue
		}
		k := patternOf(&c)
		k.Document = p.Short()
		n := 1
		for _, o := range names[k.Name] {
			if k.overlaps(&o) {
				n++
			}
		}
		names[k.Name] = append(names[k.Name], k)
		if n > 1 {
			k.Name += "/" + strconv.Itoa(n)
		}
		all = append(all, k)
	}
	return all
}

func patternOf(c *policy.Count) Pattern {
	return Pattern{Name: string(c.Name), Clauses: slices.Clone(c.Clauses), Of: c.Of, Kinds: slices.Clone(c.Kinds), Per: c.Per, Reaches: c.Reaches,
		Window: Window{Within: c.Within, Last: c.Days, Period: c.Period}, From: c.From, Until: c.Until}
}

// Lookback is how far back, and at what, the Count rules of a profile look: under every reading, since the judge tries other readings
// too. It is immutable and safe for use by several goroutines. The zero value looks at nothing.
type Lookback struct{ looks []*Pattern }

// LookbackOf returns the lookback of a profile. It compiles the profile under each other answer to its readings: take it once.
// That of no profile looks at nothing.
func LookbackOf(p *policy.Profile) Lookback {
	if p == nil {
		return Lookback{}
	}
	var l Lookback
	of := func(p *policy.Profile) {
		for h := range p.Rules() {
			c, ok := h.Count()
			if !ok {
				continue
			}
			k := patternOf(&c)
			k.Name, k.Clauses, k.From, k.Until = "", nil, policy.Date{}, policy.Date{}
			if !slices.ContainsFunc(l.looks, func(o *Pattern) bool { return reflect.DeepEqual(&k, o) }) {
				l.looks = append(l.looks, &k)
			}
		}
	}
	of(p)
	for r, chosen := range p.Readings() {
		for _, a := range append([]string{r.Default}, r.Alternatives...) {
			if a == chosen {
				continue
			}
			if other, err := p.Choose(policy.Choice{Reading: r.ID, Answer: a}); err == nil {
				of(other)
			}
		}
	}
	return l
}

// Since returns the earliest instant from which an earlier use can count for one that begins at an instant: a host need not fetch what
// is older for [Register.Before], and can forget it. Where the calendar does not know its days, or is nil, that is as far back as the
// windows can reach when no break without school is longer than 400 days. Where nothing is counted it is at itself.
func (l Lookback) Since(cal policy.Calendar, at time.Time) time.Time {
	t := ticks(at)
	d := newDays(cal)
	d.move(t)
	since := t
	for i := range l.looks {
		_, from := d.back(&l.looks[i].Window, t)
		since = min(since, from)
	}
	if since == t {
		return at
	}
	return time.Unix(0, since).In(d.zone(at))
}

// counts reports whether uses of a kind are counted.
func (p *Pattern) counts(k policy.Kind) bool { return len(p.Of) == 0 || slices.Contains(p.Of, k) }

// asked reports whether it is asked at the start of a use of a kind.
func (p *Pattern) asked(k policy.Kind) bool {
	return p.counts(k) && (len(p.Kinds) == 0 || slices.Contains(p.Kinds, k))
}

// overlaps reports whether two patterns can be found at one use.
func (p *Pattern) overlaps(o *Pattern) bool {
	kinds := slices.Concat(p.Of, p.Kinds, o.Of, o.Kinds, []policy.Kind{""}) // "": some other
	return slices.ContainsFunc(kinds, func(k policy.Kind) bool { return p.asked(k) && o.asked(k) })
}

func (p *Pattern) fault() *policy.RecordError {
	bad := func(field, value, want string) *policy.RecordError {
		return &policy.RecordError{Field: field, Value: value, Want: want}
	}
	odd := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '/' }
	switch {
	case p.Name == "" || len(p.Name) > 100 || strings.ContainsFunc(p.Name, odd):
		return bad("name", "", "1 to 100 lower-case letters, digits, hyphens and slashes")
	case p.Per > policy.AboutSchool:
		return bad("per", p.Per.String(), "a student, a place, a person or the school")
	case p.Reaches < 1:
		return bad("reaches", strconv.Itoa(p.Reaches), "1 or more")
	case !isDay(p.From):
		return bad("from", p.From.String(), "a day that there is")
	case !isDay(p.Until):
		return bad("until", p.Until.String(), "a day that there is")
	case !p.From.IsZero() && !p.Until.IsZero() && !p.From.Before(p.Until):
		return bad("until", p.Until.String(), "after from")
	}
	for _, of := range [...]struct {
		field string
		kinds []policy.Kind
	}{{"of", p.Of}, {"kinds", p.Kinds}} {
		for _, k := range of.kinds {
			if e := (&policy.Event{Activity: policy.Initiate, Kind: k, At: time.Unix(0, 0)}); k == "" || e.Check() != nil {
				return bad(of.field, "", "kinds: seclusion, physical-restraint, time-out, or one under a prefix")
			}
		}
	}
	return p.Window.fault(bad)
}

func (w *Window) fault(bad func(field, value, want string) *policy.RecordError) *policy.RecordError {
	most := 400
	switch p := w.period(); {
	case p == policy.LocalDay:
		most = 3660
	case p == Week:
		most = 520
	case p == SchoolYear:
		most = 10
	case p != policy.SchoolDay && (!strings.Contains(string(p), "/") || !policy.WellNamed(string(p))):
		return bad("period", "", "local-day, school-day, week, school-year, or one under a prefix")
	}
	switch {
	case w.Within == 0 && w.Last == 0:
		return bad("last", "0", "a window: Within, or so many days")
	case w.Within != 0 && (w.Last != 0 || w.Period != ""):
		return bad("within", w.Within.String(), "elapsed time, or days of a kind, not both")
	case w.Within < 0 || w.Within > longestWithin:
		return bad("within", w.Within.String(), "more than 0s, and at most 87840h")
	case w.Within == 0 && (w.Last < 1 || w.Last > most):
		return bad("last", strconv.Itoa(w.Last), "1 to "+strconv.Itoa(most))
	case w.Begins.IsZero():
		return nil
	case w.period() != SchoolYear || w.Begins.Year != 0 || !isDay(policy.Date{Year: 2001, Month: w.Begins.Month, Day: w.Begins.Day}):
		return bad("begins", "", "of school years, a month and a day that every year has, without the year")
	}
	return nil
}

// longestWithin is 10 years, as for the rules.
const longestWithin = 10 * 366 * 24 * time.Hour

func isDay(d policy.Date) bool { return d.IsZero() || d.Add(0) == d }

func (w *Window) period() policy.Period {
	if w.Period == "" {
		return policy.LocalDay
	}
	return w.Period
}

// demand says the pattern in few words.
func (p *Pattern) demand() string {
	some := func(n int, of string) string {
		if n != 1 {
			of += "s"
		}
		return strconv.Itoa(n) + " " + of
	}
	s := some(p.Reaches, "use")
	for i, k := range p.Of {
		switch {
		case i == 0:
			s += " of "
		case i == len(p.Of)-1:
			s += " or "
		default:
			s += ", "
		}
		if k == policy.Restraint {
			k = "physical restraint"
		}
		s += string(k)
	}
	s += [...]string{" with one student", " from one classroom", " begun by one member of the staff", " in the school"}[p.Per] + " within "
	switch n := p.period(); {
	case p.Within > 0 && p.Within%time.Hour == 0:
		s += some(int(p.Within/time.Hour), "hour")
	case p.Within > 0:
		s += p.Within.String()
	case n == policy.LocalDay:
		s += some(p.Last, "day")
	default:
		s += some(p.Last, strings.ReplaceAll(string(n), "-", " "))
	}
	return s
}

// Hit is a pattern that was found.
type Hit struct {
	policy.Finding
	Counted []string // the incidents that are counted, in the order in which they began, that of the use last
	Unclear []string // where it is undetermined: those of which it cannot be told whether they count
}

// Watch finds patterns in a stream of uses, in one pass. It is fed each incident once, in the order in which they began, and says of
// each which patterns it completes. It holds what the longest window of its patterns can reach and no more, whatever the stream's
// length, and its time for one use does not grow with the stream either. Where the calendar does not know its days, or there is none,
// windows of days of a kind reach back over more than a year.
//
// # What counts
//
// A use counts for itself and for those after it, never for one before it. A pattern about people counts for each of those who
// initiated the use by themselves. What is not on record is not guessed: where so many are not certain to be inside the
// window, or to be of that student or classroom, but may be, the pattern is undetermined, and Missing says what it would take:
// "calendar", "classroom", "by", "student".
//
// # How it agrees with the judge
//
// A Count rule of a profile and its pattern, see [PatternsOf], come to the same for each incident in which the events of
// [Register.Before] were put on record, but that the calendar and the students tell a Watch more. Where the calendar does not know a day,
// the judge takes any use before that day for one that may count, also one put on record for the sake of another rule; a Watch knows how
// far back the window reaches if each such day was one without school. And the judge takes an earlier use that does not say whose it
// was for one of the same student. Whatever is flagged by one is flagged by the other.
//
// A Watch is for one goroutine at a time; what it returns is for any.
type Watch struct {
	days     days
	day      int64 // when the local day began for which the windows stand
	patterns []watched
	pools    []*pool
	last     struct {
		at       int64
		incident string
	}
}

// watched is a pattern at the use at hand.
type watched struct {
	Pattern
	finding   policy.Finding // of which it fills in the rest
	pool      *pool
	of        *keyed // nil for the school
	sure, may int64  // who began at sure or later is inside the window, who began before may is not
	in        policy.Answer
}

// pool is the uses of some kinds: patterns that count the same kinds share it.
type pool struct {
	kinds []policy.Kind // sorted; nil: every kind
	all   tally
	keyed [3]*keyed
	since int64 // no pattern can look back further
	here  bool  // the use at hand is one of these
}

// keyed is the uses of a pool by student, classroom or staff.
type keyed struct {
	of      map[string]*tally
	unnamed tally    // those that do not say which; none by staff, for whom a use begun by nobody does not count
	keys    []string // of the use at hand
	tallies []*tally
	since   int64 // no pattern can look back further
	added   int   // since those that were out of every window were dropped
	left    int   // how many were left then
}

// NewWatch returns a watch for patterns. The calendar may be nil: then what depends on local days is undetermined. Its error is a
// [*policy.RecordError] for a pattern that is not well-formed, and for two of one name unless they look at uses of different kinds;
// its Field says which: "patterns[2].reaches".
func NewWatch(cal policy.Calendar, patterns ...Pattern) (*Watch, error) {
	w := &Watch{days: newDays(cal)}
	w.day, w.last.at = earliest, earliest
	for i, p := range patterns {
		bad := p.fault()
		if bad == nil && slices.ContainsFunc(patterns[:i], func(o Pattern) bool { return o.Name == p.Name && o.overlaps(&p) }) {
			bad = &policy.RecordError{Field: "name", Value: p.Name, Want: "one pattern of a name for uses of a kind"}
		}
		if bad != nil {
			bad.Field = fmt.Sprintf("patterns[%d].%s", i, bad.Field)
			return nil, bad
		}
		p.Of, p.Kinds, p.Clauses = slices.Clone(p.Of), slices.Clone(p.Kinds), slices.Clip(slices.Clone(p.Clauses))
		k := watched{Pattern: p, finding: reached()}
		k.finding.Rule, k.finding.Document, k.finding.Clauses, k.finding.Demand = policy.RuleID("pattern/"+p.Name), p.Document, p.Clauses, p.demand()
		kinds := slices.Compact(slices.Sorted(slices.Values(p.Of)))
		j := slices.IndexFunc(w.pools, func(o *pool) bool { return slices.Equal(o.kinds, kinds) })
		if j < 0 {
			j = len(w.pools)
			w.pools = append(w.pools, &pool{kinds: kinds})
		}
		k.pool = w.pools[j]
		if p.Per != policy.AboutSchool {
			if k.pool.keyed[p.Per] == nil {
				k.pool.keyed[p.Per] = &keyed{of: map[string]*tally{}}
			}
			k.of = k.pool.keyed[p.Per]
		}
		w.patterns = append(w.patterns, k)
	}
	return w, nil
}

// reached is a finding of the judge that a count is reached, with nothing else in it: it prints as such.
var reached = sync.OnceValue(func() policy.Finding {
	p := (&policy.Regulation{ID: "patterns", Short: "patterns", Rules: []policy.Rule{policy.Count{
		Header: policy.Header{Name: "reached", Clauses: []string{"1"}, Demand: "reached"}, Reaches: 1, Within: time.Hour}}}).MustBuild()
	var found policy.Finding
	c, err := policy.Open(p, script{policy.Seclusion}, nil, "none")
	if err != nil {
		return found
	}
	if _, err = c.Add(policy.Event{Activity: policy.Initiate, At: time.Unix(0, 0)}); err != nil {
		return found
	}
	for f := range c.Assess(time.Unix(0, 0)).Findings() {
		if f.Rule == "reached" {
			found = f
		}
	}
	found.Incident, found.Occurrence = "", ""
	return found
})

// Add takes the next use and returns the patterns that it completes, in the order in which they were given, those about people in the
// order of By. From is when the first use that is counted began, Until when this one did, Subject the student, the classroom or the
// member of staff, and KnownSince when the last of what is counted was recorded. Uses of one instant come in the order of the incidents'
// IDs. The error is a [*policy.RecordError] for a use that is not well-formed, as for [Register.Add], or that began before the last
// one; then nothing has changed. What it returns is not to be written to.
func (w *Watch) Add(s Summary) ([]Hit, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	at := s.At.UnixNano()
	if at < w.last.at || at == w.last.at && s.Incident <= w.last.incident {
		return nil, &policy.RecordError{Incident: s.Incident, Field: "at", Value: s.At.Format(time.RFC3339Nano),
			Want: "uses in the order in which they began, those of one instant in that of their incidents' IDs"}
	}
	w.last.at, w.last.incident = at, s.Incident
	m := moment{at: at, recorded: at}
	if !s.Recorded.IsZero() {
		m.recorded = s.Recorded.UnixNano()
	}
	w.move(at)
	for _, p := range w.pools {
		if p.here = len(p.kinds) == 0 || slices.Contains(p.kinds, s.Kind); p.here {
			p.add(&s, m)
		}
	}
	var hits []Hit
	for i := range w.patterns {
		p := &w.patterns[i]
		switch {
		case !p.pool.here || p.in == policy.No || len(p.Kinds) > 0 && !slices.Contains(p.Kinds, s.Kind):
		case p.of == nil:
			hits = p.find(hits, &s, "", &p.pool.all, nil, w.days.zone(s.At))
		case len(p.of.keys) == 0:
			hits = p.find(hits, &s, "", nil, &p.pool.all, w.days.zone(s.At))
		default:
			for j, key := range p.of.keys {
				hits = p.find(hits, &s, key, p.of.tallies[j], &p.of.unnamed, w.days.zone(s.At))
			}
		}
	}
	return hits, nil
}

// move sets all windows to a use. With a calendar those of days stand for a whole day.
func (w *Watch) move(at int64) {
	w.days.move(at)
	anew := w.days.cal == nil || w.day != w.days.from
	w.day = w.days.from
	for _, p := range w.pools {
		p.since = at
		for _, k := range p.keyed {
			if k != nil {
				k.since = at
			}
		}
	}
	for i := range w.patterns {
		p := &w.patterns[i]
		if anew || p.Within > 0 {
			p.sure, p.may = w.days.back(&p.Window, at)
			p.in = w.days.between(at, p.From, p.Until)
		}
		p.pool.since = min(p.pool.since, p.may)
		if p.of != nil {
			p.of.since = min(p.of.since, p.may)
		}
	}
}

// add puts a use into a pool.
func (p *pool) add(s *Summary, m moment) {
	p.all.forget(p.since)
	p.all.add(s.Incident, m)
	for about, k := range p.keyed {
		if k == nil {
			continue
		}
		k.keys, k.tallies = k.keys[:0], k.tallies[:0]
		switch policy.About(about) {
		case policy.AboutStudent:
			k.add(s.Student, s.Incident, m)
		case policy.AboutPlace:
			k.add(s.Classroom, s.Incident, m)
		default:
			for i := range s.By {
				if id := s.By[i].ID; !slices.Contains(k.keys, id) {
					k.add(id, s.Incident, m)
				}
			}
		}
	}
}

func (k *keyed) add(key, incident string, m moment) {
	k.unnamed.forget(k.since)
	if key == "" {
		k.unnamed.add(incident, m)
		return
	}
	t := k.of[key]
	if t == nil {
		t = &tally{}
		k.of[key] = t
	}
	t.forget(k.since)
	t.add(incident, m)
	k.keys, k.tallies = append(k.keys, key), append(k.tallies, t)
	if k.added++; k.added > k.left+64 { // so seldom that it costs each use little
		for key, t := range k.of {
			if t.list[len(t.list)-1].at < k.since {
				delete(k.of, key)
			}
		}
		k.added, k.left = 0, len(k.of)
	}
}

// find says whether a pattern is found: own are the uses of the subject, that at hand the last of them; others are those of which it is
// not on record whose they are, or, where the use at hand does not say so itself and own is nil, all uses up to it.
func (p *watched) find(hits []Hit, s *Summary, subject string, own, others *tally, zone *time.Location) []Hit {
	var counted, near, far piece // certain; of the subject, but not certain to be inside the window; not certain to be of the subject
	if others != nil {
		n := len(others.list)
		if own == nil {
			n--
			counted = piece{others, n, n + 1}
		}
		far = piece{others, min(others.from(p.may), n), n}
	}
	if own != nil {
		n := len(own.list)
		if far.len() == 0 && (n-own.gone < p.Reaches || own.list[n-p.Reaches].at < p.may) {
			return hits
		}
		sure := min(own.from(p.sure), n-1)
		counted, near = piece{own, sure, n}, piece{own, min(own.from(p.may), sure), sure}
	}
	if counted.len()+near.len()+far.len() < p.Reaches {
		return hits
	}
	h := Hit{Finding: p.finding, Counted: counted.ids()}
	known := counted.known()
	if counted.len() < p.Reaches || p.in != policy.Yes {
		h.Outcome = policy.Undetermined
		if near.len() > 0 || far.len() > 0 && far.of.list[far.i].at < p.sure || p.in != policy.Yes {
			h.Missing = append(h.Missing, policy.Missing{Fact: "calendar"})
		}
		if far.len() > 0 {
			h.Missing = append(h.Missing, policy.Missing{Fact: [...]policy.Fact{"student", "classroom", "by"}[p.Per]})
		}
		h.Unclear = both(near, far)
		known = max(known, near.known(), far.known())
	}
	h.Incident, h.Kind, h.Subject = s.Incident, s.Kind, subject
	h.From = time.Unix(0, counted.of.list[counted.i].at).In(zone)
	h.Until, h.KnownSince = s.At.In(zone), time.Unix(0, known).In(zone)
	return append(hits, h)
}

// tally is uses in the order in which they began. Its incidents are handed out, and so a place that was written to never is again.
type tally struct {
	incidents []string
	list      []moment
	gone      int     // how many of them are out of every window
	peaks     []int32 // of a list in which one was recorded before another ahead of it: the places of those after which none was recorded later
}

type moment struct{ at, recorded int64 }

func (t *tally) add(incident string, m moment) {
	n := len(t.list)
	if t.peaks == nil && n > t.gone && m.recorded < t.list[n-1].recorded {
		t.peaks = append(t.peaks, int32(n-1)) // so far each was recorded after those ahead of it
	}
	t.incidents, t.list = append(t.incidents, incident), append(t.list, m)
	if t.peaks == nil {
		return
	}
	for len(t.peaks) > 0 && t.list[t.peaks[len(t.peaks)-1]].recorded <= m.recorded {
		t.peaks = t.peaks[:len(t.peaks)-1]
	}
	t.peaks = append(t.peaks, int32(n))
}

// forget drops those that began before an instant, when they are as many as those that stay.
func (t *tally) forget(since int64) {
	for t.gone < len(t.list) && t.list[t.gone].at < since {
		t.gone++
	}
	if t.gone < 8 || 2*t.gone < len(t.list) {
		return
	}
	t.incidents = append(make([]string, 0, 2*(len(t.list)-t.gone)), t.incidents[t.gone:]...)
	t.list = append(make([]moment, 0, 2*(len(t.list)-t.gone)), t.list[t.gone:]...)
	var peaks []int32
	for _, i := range t.peaks {
		if int(i) >= t.gone {
			peaks = append(peaks, i-int32(t.gone))
		}
	}
	if t.peaks, t.gone = peaks, 0; slices.IsSortedFunc(t.list, func(a, b moment) int { return cmp.Compare(a.recorded, b.recorded) }) {
		t.peaks = nil
	}
}

// from is the place of the first that began at an instant or later.
func (t *tally) from(at int64) int {
	i, _ := slices.BinarySearchFunc(t.list[t.gone:], at, func(m moment, at int64) int { return cmp.Compare(m.at, at) })
	return t.gone + i
}

// piece is a part of a tally.
type piece struct {
	of   *tally
	i, j int
}

func (p piece) len() int { return p.j - p.i }

func (p piece) ids() []string {
	if p.len() == 0 {
		return nil
	}
	return p.of.incidents[p.i:p.j:p.j]
}

// known is when the last of them was recorded.
func (p piece) known() int64 {
	switch {
	case p.len() == 0:
		return earliest
	case p.of.peaks == nil:
		return p.of.list[p.j-1].recorded
	case p.j == len(p.of.list):
		i, _ := slices.BinarySearch(p.of.peaks, int32(p.i))
		return p.of.list[p.of.peaks[i]].recorded
	}
	latest := earliest
	for _, m := range p.of.list[p.i:p.j] {
		latest = max(latest, m.recorded)
	}
	return latest
}

// both are the incidents of two pieces in order.
func both(a, b piece) []string {
	if a.len() == 0 {
		return b.ids()
	}
	if b.len() == 0 {
		return a.ids()
	}
	ids := make([]string, 0, a.len()+b.len())
	for a.len() > 0 || b.len() > 0 {
		from := &a
		if a.len() == 0 || b.len() > 0 && b.first().before(a.first()) < 0 {
			from = &b
		}
		ids = append(ids, from.of.incidents[from.i])
		from.i++
	}
	return ids
}

func (p piece) first() *use {
	return &use{Summary: Summary{Incident: p.of.incidents[p.i]}, at: p.of.list[p.i].at}
}

// days measures windows that end with the local day of one use after the other.
type days struct {
	cal      policy.Calendar
	in       *time.Location
	today    policy.Date
	from, to int64 // when the local day at hand began, and ends
	known    []*period
}

func newDays(cal policy.Calendar) days {
	d := days{cal: cal, from: earliest, to: earliest}
	if cal != nil {
		d.in = cal.Location()
	}
	return d
}

// zone is that of the calendar, and of at where there is none.
func (d *days) zone(at time.Time) *time.Location {
	if d.in == nil {
		return at.Location()
	}
	return d.in
}

// move goes to the local day of an instant.
func (d *days) move(at int64) {
	if d.cal == nil || d.from <= at && at < d.to {
		return
	}
	d.today = policy.DateOf(time.Unix(0, at), d.in)
	d.from, d.to = ticks(d.today.Start(d.in)), ticks(d.today.Add(1).Start(d.in))
}

// back says how far a window reaches that ends at an instant of the day at hand: what is certain to be inside began at sure or later,
// what is not certain to be outside at may or later. Neither ever goes back as the instants go on.
func (d *days) back(w *Window, at int64) (sure, may int64) {
	const day = int64(24 * time.Hour)
	n, p := w.Last, w.period()
	if p == Week {
		n *= 7
	}
	switch {
	case w.Within > 0:
		return at - int64(w.Within), at - int64(w.Within)
	case p == SchoolYear:
		return d.schoolYears(w, at)
	case d.cal == nil && (p == policy.LocalDay || p == Week): // a day more or less is all that a zone can make: as the judge has it
		return at - int64(n-1)*day + 1, at - int64(n+2)*day + 1
	case d.cal == nil:
		return at + 1, at - int64(longestBreak+2*n+1)*day
	}
	last := number(d.today)
	first, least := last-n+1, last-n+1
	if p != policy.LocalDay && p != Week {
		first, least = d.period(p).back(last, n)
	}
	sure = ticks(dateOf(first).Start(d.in))
	if least == first {
		return sure, sure
	}
	return sure, ticks(dateOf(least).Start(d.in))
}

// schoolYears goes back to the first day of a school year.
func (d *days) schoolYears(w *Window, at int64) (sure, may int64) {
	first := func(day policy.Date) policy.Date {
		b := policy.Date{Year: day.Year, Month: w.Begins.Month, Day: w.Begins.Day}
		if w.Begins.IsZero() {
			b.Month, b.Day = time.September, 1
		}
		if day.Before(b) {
			b.Year--
		}
		b.Year -= w.Last - 1
		return b
	}
	if d.cal != nil {
		sure = ticks(first(d.today).Start(d.in))
		return sure, sure
	}
	lo, hi := anyDay(at)
	return min(at, ticks(first(hi).Start(time.UTC).Add(behind))), ticks(first(lo).Start(time.UTC).Add(-ahead))
}

// between says whether the use at hand began on or after from and before until, where those are dates.
func (d *days) between(at int64, from, until policy.Date) policy.Answer {
	lo, hi := d.today, d.today
	if d.cal == nil {
		lo, hi = anyDay(at)
	}
	switch {
	case !from.IsZero() && hi.Before(from), !until.IsZero() && !lo.Before(until):
		return policy.No
	case !from.IsZero() && lo.Before(from), !until.IsZero() && !hi.Before(until):
		return policy.NotRecorded
	}
	return policy.Yes
}

// How far behind and ahead of the time of Greenwich clocks are.
const behind, ahead = 12 * time.Hour, 14 * time.Hour

// anyDay is the local days that an instant may fall on where there is no calendar, as the judge has it.
func anyDay(at int64) (lo, hi policy.Date) {
	t := time.Unix(0, at)
	return policy.DateOf(t.Add(-behind), time.UTC), policy.DateOf(t.Add(ahead), time.UTC)
}

func (d *days) period(of policy.Period) *period {
	for _, p := range d.known {
		if p.of == of {
			return p
		}
	}
	p := &period{cal: d.cal, of: of}
	d.known = append(d.known, p)
	return p
}

// period is what a calendar said of days in a row. Days are numbered.
type period struct {
	cal   policy.Calendar
	of    policy.Period
	first int
	said  []int8 // from first on: its answer, or notAsked
}

const notAsked int8 = -1

// longestBreak is how many days in a row may be without the period, as for package policy.
const longestBreak = 400

// furthestSearch is how many days are looked through for a window to be certain, as for package policy.
const furthestSearch = 10 * longestBreak

// back goes back from a day, which is the last of n days that have the period. The window is certain from sure on. Where the calendar
// knows the days on the way that is all of it; otherwise it may begin as early as may, if no day that it does not know has the period.
func (p *period) back(day, n int) (sure, may int) {
	k, idle, searched := 1, 0, 0
	certain := true
	for sure = day; k < n && idle <= longestBreak+2*(n-k); searched++ {
		day--
		idle++
		a := p.ask(day)
		if certain = certain && a != policy.NotRecorded && (a == policy.Yes || idle <= longestBreak) && searched < furthestSearch; certain {
			sure = day
		}
		if a == policy.Yes {
			k, idle = k+1, 0
		}
	}
	return sure, day
}

func (p *period) ask(day int) policy.Answer {
	const more = 128
	switch end := p.first + len(p.said); {
	case len(p.said) == 0, day < p.first-40*more, day > end+40*more, len(p.said) > 80*more:
		p.first, p.said = day, p.said[:0]
		p.grow(1)
	case day < p.first:
		was := p.said
		p.first, p.said = day-more, nil
		p.grow(end - p.first)
		copy(p.said[len(p.said)-len(was):], was)
	case day >= end:
		p.grow(day - end + 1)
	}
	said := &p.said[day-p.first]
	if *said == notAsked {
		_, a := p.cal.End(p.of, dateOf(day))
		*said = int8(a)
	}
	return policy.Answer(*said)
}

func (p *period) grow(n int) {
	for range n {
		p.said = append(p.said, notAsked)
	}
}

const secondsOfDay = 24 * 60 * 60

// number counts the days of the civil calendar.
func number(d policy.Date) int {
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay)
}

func dateOf(day int) policy.Date {
	return policy.DateOf(time.Unix(int64(day)*secondsOfDay, 0), time.UTC)
}

const earliest int64 = -1 << 62 // before all instants that can be on record

// ticks is an instant in nanoseconds, none so far away that it would overflow.
func ticks(t time.Time) int64 {
	switch s := t.Unix(); {
	case s < earliest/int64(time.Second):
		return earliest
	case s >= math.MaxInt64/int64(time.Second):
		return math.MaxInt64 - 1
	}
	return t.UnixNano()
}
