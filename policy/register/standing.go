package register

import (
	"cmp"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Standing is a register of standing facts, such as a board has them of its rooms, schools, students' plans and people: what is approved,
// consented to, trained, and until when. [Standing.Check] asks whether a room, a plan or a school may be used at an instant, and which
// clause says no; [Standing.Ends] what runs out when; [Standing.Ended] what has run out and was not renewed; [Standing.Lapses] which
// clauses that bears on.
//
// What holds is what [policy.Credential] says and what a judgement makes of the same credentials in an incident: From is included, Until
// is not; of several that hold the one with the latest From counts, of those with one From the one that was put in last; where some are
// on record and none holds, the answer is no. Instants are exact, also where a clause speaks of a day: a training that is valid through a
// day ends at 00:00 of the next one.
//
// A credential that was put in stays. A later one corrects it: one that ends too late is cut short by one with the answer no from that
// instant on, and not by the same again with another Until. A host may also make the register anew, or that of one subject, after
// [Standing.Remove].
//
// A school is known by its staff, and by a fact of [policy.Facts] that is about a school and names it; by one of a profile's own, of which
// only the profile says whose it is, where it is judged by that and no school is known otherwise. While one school with a name is known,
// an empty ID of a school is that one, and what was put in without a Subject is of it, whichever came first. Of a register of several it
// is of none of them.
//
// The zero value is ready. It is for one goroutine at a time. What it returns stays as it was when it was asked for, except that
// [Standing.Lapses] judges by what is on record when it is ranged over.
type Standing struct {
	sheets  map[string][]*sheet // by subject, and there by fact
	staff   map[string][]string // of each school
	schools map[string]bool     // those with a name that are known, whatever the profile
	home    string              // under which subject that is which has none: the only one of the schools
	about   map[policy.Fact]policy.About
	puts    int
	fresh   []*sheet // those whose endings are not in ends as they are now
	ends    []mark   // every ending, in order
}

// sheet holds what is on record of one fact of one subject.
type sheet struct {
	fact    policy.Fact
	subject string
	on      []filed  // in the order in which they were put in
	courses []course // what they come to; nil where that is to be made anew
	was     []course // of a fresh one, those whose endings are in the list
	fresh   bool
}

type filed struct {
	policy.Credential
	kind policy.Kind
	put  int // in which order
}

// course is which credential counts when, for a kind of intervention: what was put in for every kind and for this one. It is never
// written to once it is made.
type course struct {
	*sheet
	kind   policy.Kind
	on     []filed // of the sheet, as it was then
	shifts []shift
}

type shift struct {
	at int64
	on int32 // which of the sheet counts from then on; -1 is none
}

// mark is where an ending stands.
type mark struct {
	at    int64
	of    *course
	shift int
}

const (
	always = math.MinInt64
	never  = math.MaxInt64
)

// Ending is an instant at which a standing fact that was so ceases to be so, or at which the amount that it sets becomes another one. It
// is what is on record by now: a renewal that is put in later takes it away.
type Ending struct {
	// Kind is for which kind of intervention it holds, one for which something was put in by itself, whether what ends is that or was put
	// in for every kind. It is empty for all that have nothing of their own.
	Kind       policy.Kind
	Credential policy.Credential // what counts just before, the last of those that carried on
	At         time.Time         // the first instant at which it does not hold; zero: it goes on without an end
	Then       policy.Credential // what counts from At on: a withdrawal, another amount; its Fact is empty where nothing does
	// Again is when it is so again by what is on record: missing from At until then. It is zero where it is not, and At where only the
	// amount changes.
	Again time.Time
}

// Question says of what a standing check is: of a place, of a student's plan and consent, of both at once, or, where neither is named, of
// a school. A rule that asks of a place and a student together is asked only where both are named. Of people no rule asks before
// somebody acts: see [Standing.Holding] and [Standing.Lapses].
type Question struct {
	Kind    policy.Kind // for which kind of intervention
	At      time.Time   // as of when
	Place   string
	Student string
	School  string // empty: the one school of a register that knows one
}

// Lapse is an ending and what comes of it: the findings of the rules that are worse for it, each with its clauses, for each kind of
// intervention that was asked for.
type Lapse struct {
	Ending   Ending
	Findings []policy.Finding
}

// Put puts credentials on record, in the order in which they came to be: between two with one From the later one counts. The kind says for
// which kind of intervention, empty for every kind. A consent, a contraindication and the limit of a plan often are of one: what is said
// of one kind says nothing of another. The same credential again counts as put in last.
//
// What an incident has on record is put in by the events of [policy.Assessment.Events], in that order, under the incident's kind, with
// the student's or the school's ID where Subject was left out. The error is a [*policy.RecordError] for a credential that is not
// well-formed, or that says nobody's: only one of a school may leave Subject out, and not where two schools are known, those that are
// named by the same call among them. Then nothing has changed.
func (s *Standing) Put(kind policy.Kind, cs ...policy.Credential) error {
	for some := range slices.Chunk(cs, policy.MaxStanding) {
		e := policy.Event{Activity: policy.Attest, At: time.Unix(0, 0), Kind: kind, Standing: some}
		if err := e.Check(); err != nil {
			return err
		}
		for i := range some {
			if some[i].Subject == "" && !mayBeSchools(some[i].Fact) {
				return &policy.RecordError{Field: "standing.subject", Want: "whose: a place, a student or a person"}
			}
		}
	}
	if slices.ContainsFunc(cs, func(c policy.Credential) bool { return c.Subject == "" }) {
		known := maps.Clone(s.schools)
		for i := range cs {
			if s.names(cs[i].Subject, cs[i].Fact) {
				known = with(known, cs[i].Subject)
			}
		}
		if len(known) > 1 {
			return &policy.RecordError{Field: "standing.subject", Want: "which of the schools: more than one is known"}
		}
	}
	for _, c := range cs {
		c.From, c.Until = c.From.Round(0), c.Until.Round(0)
		x := s.sheet(s.whose(c.Subject), c.Fact)
		if i := slices.IndexFunc(x.on, func(o filed) bool { return o.kind == kind && sameCredential(&o.Credential, &c) }); i >= 0 {
			x.on = slices.Delete(slices.Clone(x.on), i, i+1) // it would never count before the one put in now
		}
		s.puts++
		x.on = append(x.on, filed{c, kind, s.puts})
		s.changed(x)
		if s.names(c.Subject, c.Fact) {
			s.schools = with(s.schools, c.Subject)
		}
	}
	s.move()
	return nil
}

// Staff says who works at a school, in place of who was said to before. A rule on how many people of a school hold a training is asked of
// them and of nobody else; at a school of which nobody was named it is undetermined. In a register that knows no more than one school, and
// in which no staff was named at all, all people on record work there. The error is a [*policy.RecordError] for an ID that is not
// well-formed, and for no ID of the school where two are known; then nothing has changed.
func (s *Standing) Staff(school string, people ...string) error {
	for _, id := range append([]string{school}, people...) {
		e := policy.Event{Activity: policy.Attest, At: time.Unix(0, 0), Place: id}
		if e.Check() != nil {
			return &policy.RecordError{Field: "staff", Want: "1 to 128 printable bytes without spaces at the ends"}
		}
	}
	if slices.Contains(people, "") {
		return &policy.RecordError{Field: "staff", Want: "an ID of each person"}
	}
	if school == "" && len(s.schools) > 1 {
		return &policy.RecordError{Field: "staff", Want: "which of the schools: more than one is known"}
	}
	if s.staff == nil {
		s.staff = map[string][]string{}
	}
	people = slices.Clone(people)
	slices.Sort(people)
	school = s.whose(school)
	s.staff[school] = slices.Compact(people)
	if school != "" {
		s.schools = with(s.schools, school)
	}
	s.move()
	return nil
}

// Remove takes out all credentials that are on record of a subject: a student who has moved away, a room that is no more. Who was said to
// work at a school stays, and so it stays known.
func (s *Standing) Remove(subject string) {
	subject = s.whose(subject)
	for _, x := range s.sheets[subject] {
		x.on = nil
		s.changed(x)
	}
	delete(s.sheets, subject)
	if _, ok := s.staff[subject]; !ok {
		delete(s.schools, subject)
	}
	s.move()
}

// Len returns how many credentials are on record.
func (s *Standing) Len() (n int) {
	for _, xs := range s.sheets {
		for _, x := range xs {
			n += len(x.on)
		}
	}
	return n
}

// Holds says whether a standing fact is so of a subject at an instant: not recorded where nothing of it is on record for that kind.
func (s *Standing) Holds(kind policy.Kind, f policy.Fact, subject string, at time.Time) policy.Answer {
	subject = s.whose(subject)
	i, ok := s.find(subject, f)
	if !ok {
		return policy.NotRecorded
	}
	switch c, any := s.sheets[subject][i].counts(kind, ticks(at)); {
	case c != nil:
		return c.Answer
	case any:
		return policy.No
	}
	return policy.NotRecorded
}

// Holding returns what is so of a subject at an instant, by fact and kind, each with its ending: the trainings of a person and until when
// they hold. A rule can be broken by a person only who does something, so this is all that can be said of one who does nothing.
func (s *Standing) Holding(subject string, at time.Time) iter.Seq[Ending] {
	var all []Ending
	for _, x := range s.sheets[s.whose(subject)] {
		cs := x.made()
		for k := range cs {
			c := &cs[k]
			i := c.index(ticks(at))
			if i < 0 || !c.so(i) {
				continue
			}
			last := i
			for i++; i < len(c.shifts) && !c.ends(i); i++ {
				last = i
			}
			if i < len(c.shifts) {
				all = append(all, c.ending(i))
			} else {
				all = append(all, Ending{Kind: c.kind, Credential: c.on[c.shifts[last].on].Credential})
			}
		}
	}
	return slices.Values(all)
}

// Ends returns what runs out after from and by until, in order of time, then by subject, fact and kind. A credential that is good until an
// instant runs out at that instant, so what ends just at from is not among them, what ends just at until is, and of two windows that
// meet each ending is in one. Nothing runs out where another credential carries on. What was put in for every kind, and for one by itself
// too, may run out once for that one and once for the others, at one instant or at two. A zero from is since ever, a zero until without
// an end.
func (s *Standing) Ends(from, until time.Time) iter.Seq[Ending] {
	ms := s.between(from, until)
	return func(yield func(Ending) bool) {
		for _, m := range ms {
			if !yield(m.of.ending(m.shift)) {
				return
			}
		}
	}
}

// Ended returns what has run out or was withdrawn by now and is not so again, in order of time, then by subject, fact and kind. What is
// out at an instant and what runs out after it, as [Standing.Ends] has it, are all that will be missing.
func (s *Standing) Ended(now time.Time) iter.Seq[Ending] {
	ms := s.between(time.Time{}, now)
	return func(yield func(Ending) bool) {
		for _, m := range ms {
			if again := m.of.again(m.shift); again >= 0 && m.of.shifts[again].at <= ticks(now) {
				continue
			}
			if !yield(m.of.ending(m.shift)) {
				return
			}
		}
	}
}

// Questions returns what can be asked of all that is on record, and of what the host names besides, as of an instant: each place, student
// and school once, in this order and by ID. Name what may be missing from the register, such as every room of the school: of a room of
// which nothing is on record only then is anything said. Kind and At of what is named do not matter. Where one school is known by a name
// it is asked of by that alone, and where none is it is the one without a name.
func (s *Standing) Questions(p *policy.Profile, kind policy.Kind, at time.Time, also ...Question) iter.Seq[Question] {
	about, school := aboutOf(p), false
	only, _ := s.only(about)
	asked := map[Question]bool{}
	add := func(q Question) {
		if q.Place == "" && q.Student == "" {
			school, q.School = true, cmp.Or(q.School, only)
		}
		q.Kind, q.At = kind, at
		asked[q] = true
	}
	for subject, xs := range s.sheets {
		for _, x := range xs {
			a, ok := about[x.fact]
			switch {
			case !ok:
			case a == policy.AboutPlace:
				add(Question{Place: subject})
			case a == policy.AboutStudent:
				add(Question{Student: subject})
			case a == policy.AboutSchool:
				add(Question{School: subject})
			}
		}
	}
	for id := range s.staff {
		add(Question{School: id})
	}
	for _, q := range also {
		add(q)
	}
	if !school {
		add(Question{})
	}
	order := func(a, b Question) int {
		return cmp.Or(cmp.Compare(a.sort(), b.sort()), strings.Compare(a.Place, b.Place), strings.Compare(a.Student, b.Student), strings.Compare(a.School, b.School))
	}
	return slices.Values(slices.SortedFunc(maps.Keys(asked), order))
}

// sort orders questions by what they are of.
func (q *Question) sort() int {
	switch {
	case q.Place != "" && q.Student != "":
		return 1
	case q.Place != "":
		return 0
	case q.Student != "":
		return 2
	}
	return 3
}

// Check asks [policy.Profile.Inspect] by what is on record: may this room, this plan, this school be used at that instant, and if not,
// which clause says so? Where [policy.Assessment.Findings] is empty nothing stands against it; what is not on record is undetermined. The
// events of the assessment hold what counted. Of a school with a staff of which more is on record than one event can hold, that is what
// the rules ask for; and where that is more too, each finding comes once for every event that it takes.
//
// The assessment is of that instant alone. To know of another, ask again: its Later, Due and Changes say nothing of what runs out, which
// [Standing.Ends] does.
//
// The error is a [*policy.RecordError] for a question that is not well-formed, or that names a school besides a place or a student, and a
// [*policy.ProfileError] where there is no profile or no rule of it speaks of the kind.
func (s *Standing) Check(p *policy.Profile, cal policy.Calendar, q Question) (policy.Assessment, error) {
	if q.School != "" && (q.Place != "" || q.Student != "") {
		return policy.Assessment{}, &policy.RecordError{Field: "school", Want: "a school by itself, or a place, a student, or both of these"}
	}
	at := ticks(q.At)
	return s.inspect(p, cal, q, func(x *sheet) (policy.Credential, bool) {
		c, any := x.counts(q.Kind, at)
		if c == nil && any { // what has run out, or is to come, shows that something is on record
			for i := range x.on {
				if x.on[i].of(q.Kind) {
					c = &x.on[i].Credential
				}
			}
		}
		if c == nil {
			return policy.Credential{}, false
		}
		return *c, true
	})
}

// Lapses returns what [Standing.Ends] does, for kinds of intervention, each with the rules that are worse for it: what
// [Standing.Check] finds of the place, the student or the school at that instant, and would not have found just before, were this fact
// the only one that ended there and then. It ends for all who have it until that instant, as a course does that several took together. What
// was put in for another kind is left out, and so is what ends only for kinds that have nothing of their own where each of the kinds that
// are asked for has. A kind that is named twice is asked for once. An amount that changes breaks no rule by itself.
//
// The Subject of a finding about a school is its name, also where the credential leaves it out. Where a training of a person ends, the
// findings are those of the schools at which they work; and those that there would be if that person, alone, did everything that is done
// in an incident at that very instant, of the rules that ask who does it. Nothing of the kind has happened: these are of the incident
// [Supposed]. A rule that asks for several people, or for somebody who is there all the time, is not among them.
//
// The error is a [*policy.RecordError] where no kind is named and a [*policy.ProfileError] where there is no profile or no rule of it
// speaks of a kind.
func (s *Standing) Lapses(p *policy.Profile, cal policy.Calendar, from, until time.Time, kinds ...policy.Kind) (iter.Seq[Lapse], error) {
	if len(kinds) == 0 {
		return nil, &policy.RecordError{Field: "kind", Want: "the kinds of intervention to ask of"}
	}
	var each []policy.Kind
	for _, kind := range kinds {
		if _, err := policy.Open(p, script{kind}, cal, Supposed); err != nil {
			return nil, err
		}
		if !slices.Contains(each, kind) {
			each = append(each, kind)
		}
	}
	b := bearing{s: s, p: p, cal: cal, about: aboutOf(p), asksWho: map[policy.RuleID]bool{}}
	for h := range p.Rules() {
		if h.Form() == "at" {
			b.asksWho[h.Name] = true
		}
	}
	ms := s.between(from, until)
	return func(yield func(Lapse) bool) {
		b := b
		b.schools = s.workplaces(b.about)
		for _, m := range ms {
			l := Lapse{Ending: m.of.ending(m.shift)}
			x := s.now(m.of.sheet)
			if l.Ending.Kind != "" && !slices.Contains(each, l.Ending.Kind) || l.Ending.Kind == "" && x.apart(each) {
				continue
			}
			for _, kind := range each {
				l.Findings = append(l.Findings, b.findings(x, &l.Ending, kind)...)
			}
			if !yield(l) {
				return
			}
		}
	}, nil
}

// Supposed is the incident of the findings that a [Lapse] has of a person: what would be found if they acted.
const Supposed = "supposed"

// bearing asks which rules an ending bears on.
type bearing struct {
	s       *Standing
	p       *policy.Profile
	cal     policy.Calendar
	about   map[policy.Fact]policy.About
	schools map[string][]string // at which each person works
	asksWho map[policy.RuleID]bool
}

// findings are those of the rules that are worse for an ending. Both sides are judged at its instant, by what stood just before it, so
// that nothing else that begins or ends then is taken for it.
func (b *bearing) findings(x *sheet, e *Ending, kind policy.Kind) (found []policy.Finding) {
	about, ok := b.about[x.fact]
	if c := x.course(kind); !ok || e.Again.Equal(e.At) || c == nil || c.kind != e.Kind {
		return nil
	}
	stood := func(ended bool) func(o *sheet) (policy.Credential, bool) {
		return func(o *sheet) (policy.Credential, bool) {
			t := ticks(e.At)
			if o.fact != x.fact || !ended { // a course that several took together ends for all of them at once
				t--
			}
			c, any := o.counts(kind, t)
			if c == nil {
				return policy.Credential{Fact: o.fact, Subject: o.subject, Answer: policy.No}, any
			}
			still := *c
			still.From, still.Until = time.Time{}, time.Time{}
			return still, true
		}
	}
	only, several := b.s.only(b.about)
	ask := func(q Question) {
		q.Kind, q.At = kind, e.At
		if about == policy.AboutSchool || about == policy.AboutPerson {
			q.School = cmp.Or(q.School, only)
		}
		before, err := b.s.inspect(b.p, b.cal, q, stood(false))
		if err != nil {
			return // it cannot be: the kind was asked for, and the subject is on record
		}
		if after, err := b.s.inspect(b.p, b.cal, q, stood(true)); err == nil {
			for _, f := range worse(before, after, nil) {
				if f.Subject == "" {
					f.Subject = q.School
				}
				found = append(found, f)
			}
		}
	}
	switch about {
	case policy.AboutPlace:
		ask(Question{Place: x.subject})
	case policy.AboutStudent:
		ask(Question{Student: x.subject})
	case policy.AboutSchool:
		ask(Question{School: x.subject})
	case policy.AboutPerson:
		schools := b.schools[x.subject]
		if len(b.s.staff) == 0 && !several {
			schools = []string{only}
		}
		for _, school := range schools {
			if asked := asks(b.p, b.cal, Question{Kind: kind, At: e.At}); asked == nil || asked[x.fact] {
				ask(Question{School: school})
			}
		}
		before, err := b.suppose(x.subject, kind, e.At, stood(false))
		if err != nil {
			return found // as above
		}
		if after, err := b.suppose(x.subject, kind, e.At, stood(true)); err == nil {
			found = append(found, worse(before, after, b.asksWho)...)
		}
	}
	return found
}

// worse are the findings of the rules that come to something graver, one for each rule; of those in among, where that is given.
func worse(before, after policy.Assessment, among map[policy.RuleID]bool) (found []policy.Finding) {
	graver := map[policy.RuleID]bool{}
	for f := range after.All() {
		if !f.Rule.OfRecord() && (among == nil || among[f.Rule]) && f.Outcome.Severity() > before.Outcome(f.Rule).Severity() {
			graver[f.Rule] = true
		}
	}
	if len(graver) == 0 {
		return nil
	}
	for f := range after.Findings() {
		if graver[f.Rule] && f.Outcome == after.Outcome(f.Rule) {
			found = append(found, f)
			delete(graver, f.Rule)
		}
	}
	return found
}

// suppose judges an incident in which a person does, at one instant and alone, whatever is done in one.
func (b *bearing) suppose(person string, kind policy.Kind, at time.Time, stood func(*sheet) (policy.Credential, bool)) (policy.Assessment, error) {
	var es []policy.Event
	var cs []policy.Credential
	for _, x := range b.s.sheets[person] {
		if c, ok := stood(x); ok && b.about[x.fact] == policy.AboutPerson {
			cs = append(cs, c)
		}
	}
	for some := range slices.Chunk(cs, policy.MaxStanding) {
		es = append(es, policy.Event{Activity: policy.Attest, Standing: some})
	}
	who := []policy.Person{{ID: person}}
	_, own, _ := b.p.Words()
	for _, a := range append(policy.Activities(), own...) {
		switch a {
		case policy.Earlier, policy.Attest, policy.Request, policy.Inspect, policy.Resume, policy.Convert, policy.Interrupt, policy.NextUse, policy.Correct:
		default:
			es = append(es, policy.Event{ID: string(a), Activity: a, By: who, To: who})
		}
	}
	c, err := policy.Open(b.p, script{kind}, b.cal, Supposed)
	if err != nil {
		return policy.Assessment{}, err
	}
	for _, e := range es {
		e.At = at
		if _, err := c.Add(e); err != nil {
			return policy.Assessment{}, err
		}
	}
	return c.Assess(at), nil
}

// inspect asks a question by what stands on the sheets of those it is of.
func (s *Standing) inspect(p *policy.Profile, cal policy.Calendar, q Question, stands func(*sheet) (policy.Credential, bool)) (policy.Assessment, error) {
	e := policy.Event{Activity: policy.Inspect, Kind: q.Kind, At: q.At, Place: q.Place, Student: q.Student}
	about := map[policy.Fact]policy.About(nil)
	var cs []policy.Credential
	take := func(subject string, of policy.About) {
		for _, x := range s.sheets[subject] {
			if a, ok := about[x.fact]; about != nil && (!ok || a != of) {
				continue
			}
			if c, ok := stands(x); ok {
				cs = append(cs, c)
			}
		}
	}
	if q.Place == "" && q.Student == "" {
		about = aboutOf(p)
		only, several := s.only(about)
		school := cmp.Or(q.School, only)
		if school == only && school != s.home { // one that only the profile knows
			take(s.home, policy.AboutSchool)
		}
		take(school, policy.AboutSchool)
		for _, id := range s.people(school, only, several) {
			take(id, policy.AboutPerson)
		}
	} else {
		if q.Place != "" {
			take(q.Place, policy.AboutPlace)
		}
		if q.Student != "" && q.Student != q.Place {
			take(q.Student, policy.AboutStudent)
		}
	}
	if len(cs) > policy.MaxStanding {
		cs = fewer(cs, about, asks(p, cal, q))
	}
	if len(cs) <= policy.MaxStanding {
		e.Standing = cs
		return p.Inspect(cal, e)
	}
	if _, err := p.Inspect(cal, e); err != nil { // one error for one fault, however much is on record
		return policy.Assessment{}, err
	}
	c, err := policy.Open(p, script{q.Kind}, cal, "inspection")
	if err != nil {
		return policy.Assessment{}, err
	}
	for some := range slices.Chunk(cs, policy.MaxStanding) { // standing facts hold wherever they were put on record
		e.Standing = some
		if _, err := c.Add(e); err != nil {
			return policy.Assessment{}, err
		}
	}
	return c.Assess(q.At), nil
}

// asks are the facts that the rules of an inspection ask for: those that they lack where nothing is on record. It is nil where that does
// not tell.
func asks(p *policy.Profile, cal policy.Calendar, q Question) map[policy.Fact]bool {
	a, err := p.Inspect(cal, policy.Event{Kind: q.Kind, At: q.At, Place: q.Place, Student: q.Student})
	if err != nil {
		return nil
	}
	about, asked := aboutOf(p), map[policy.Fact]bool{}
	for f := range a.All() {
		if f.Outcome == policy.Undetermined && len(f.Missing) == 0 {
			return nil
		}
		for _, m := range f.Missing {
			if _, ok := about[m.Fact]; !ok {
				return nil // a reading, a date, another rule
			}
			asked[m.Fact] = true
		}
	}
	return asked
}

// fewer leaves out what no rule asks for, and of people what they do not hold: rules count those who do. One stays of each fact, since
// something is on record.
func fewer(cs []policy.Credential, about map[policy.Fact]policy.About, asked map[policy.Fact]bool) []policy.Credential {
	if asked == nil {
		return cs
	}
	var rest, without []policy.Credential
	held := map[policy.Fact]bool{}
	for _, c := range cs {
		switch a, ok := about[c.Fact]; {
		case !asked[c.Fact]:
		case ok && a == policy.AboutPerson && c.Answer == policy.No:
			without = append(without, c)
		default:
			rest, held[c.Fact] = append(rest, c), true
		}
	}
	for _, c := range without {
		if !held[c.Fact] {
			rest, held[c.Fact] = append(rest, c), true
		}
	}
	return rest
}

// aboutOf says of each standing fact of a profile whose it is.
func aboutOf(p *policy.Profile) map[policy.Fact]policy.About {
	about := map[policy.Fact]policy.About{}
	for _, f := range policy.Facts() {
		if f.Sort == policy.Standing {
			about[f.Name] = f.About
		}
	}
	if p == nil {
		return about
	}
	own, _, _ := p.Words()
	for _, f := range own {
		stands := f.Sort == policy.Standing
		for _, under := range f.Under {
			for r, answer := range p.Readings() {
				stands = stands && (r.ID != under.Reading || answer == "" || answer == under.Answer)
			}
		}
		if stands {
			about[f.Name] = f.About
		}
	}
	return about
}

// mayBeSchools reports whether a fact may be one of a school. Of those of a profile's own only the profile knows.
func mayBeSchools(f policy.Fact) bool {
	for _, s := range policy.Facts() {
		if s.Name == f {
			return s.Sort == policy.Standing && s.About == policy.AboutSchool
		}
	}
	return true
}

// whose is under which subject something of a subject is put.
func (s *Standing) whose(subject string) string { return cmp.Or(subject, s.home) }

// names reports whether a credential makes a school known.
func (s *Standing) names(subject string, f policy.Fact) bool {
	if s.about == nil {
		s.about = aboutOf(nil)
	}
	a, ok := s.about[f]
	return ok && a == policy.AboutSchool && subject != ""
}

func with(schools map[string]bool, school string) map[string]bool {
	if schools == nil {
		schools = map[string]bool{}
	}
	schools[school] = true
	return schools
}

// move brings what has no subject to where it belongs, where another number of schools is known than before.
func (s *Standing) move() {
	was, home := s.home, ""
	if len(s.schools) == 1 {
		for school := range s.schools {
			home = school
		}
	}
	if home == was {
		return
	}
	s.home = home
	var left []*sheet
	for _, x := range s.sheets[was] {
		var stay, more []filed
		for _, o := range x.on {
			if o.Subject == "" {
				more = append(more, o)
			} else {
				stay = append(stay, o)
			}
		}
		if len(stay) > 0 {
			left = append(left, x)
		}
		if len(more) == 0 {
			continue
		}
		to := s.sheet(home, x.fact)
		to.on = slices.Concat(to.on, more)
		slices.SortFunc(to.on, func(a, b filed) int { return cmp.Compare(a.put, b.put) })
		s.changed(to)
		x.on = stay
		s.changed(x)
	}
	if len(left) > 0 {
		s.sheets[was] = left
	} else {
		delete(s.sheets, was)
	}
}

// only is the one school with a name that is known, if there is one, and whether there are several. What a profile's own facts are about
// counts where there is no other.
func (s *Standing) only(about map[policy.Fact]policy.About) (school string, several bool) {
	if len(s.schools) > 0 {
		return s.home, len(s.schools) > 1
	}
	own := false
	for f, a := range about {
		own = own || a == policy.AboutSchool && strings.Contains(string(f), "/")
	}
	if !own {
		return "", false
	}
	for subject, xs := range s.sheets {
		if subject != "" && slices.ContainsFunc(xs, func(x *sheet) bool { a, ok := about[x.fact]; return ok && a == policy.AboutSchool }) {
			if school != "" {
				return "", true
			}
			school = subject
		}
	}
	return school, false
}

// people are those who work at a school.
func (s *Standing) people(school, only string, several bool) []string {
	people, ok := s.staff[school]
	switch {
	case ok || school != only:
		return people
	case len(s.staff) > 0:
		return s.staff[""]
	case several:
		return nil
	}
	return slices.Sorted(maps.Keys(s.sheets))
}

// workplaces are the schools at which each person works.
func (s *Standing) workplaces(about map[policy.Fact]policy.About) map[string][]string {
	only, several := s.only(about)
	at := map[string][]string{}
	for _, school := range slices.Sorted(maps.Keys(s.staff)) {
		school = cmp.Or(school, only)
		for _, id := range s.people(school, only, several) {
			if !slices.Contains(at[id], school) { // staff may have been named without it, and by it
				at[id] = append(at[id], school)
			}
		}
	}
	return at
}

// now is the sheet as it stands: another one where its subject was taken out and put in again, or what is of a school without a name has
// been moved to one that has.
func (s *Standing) now(x *sheet) *sheet {
	for _, subject := range []string{x.subject, s.home} {
		if i, ok := s.find(subject, x.fact); ok && (subject == x.subject || x.subject == "") {
			return s.sheets[subject][i]
		}
	}
	return x
}

// apart reports whether each kind has something of its own here.
func (x *sheet) apart(kinds []policy.Kind) bool {
	for _, kind := range kinds {
		if c := x.course(kind); c == nil || c.kind == "" {
			return false
		}
	}
	return true
}

func sameCredential(a, b *policy.Credential) bool {
	return a.Subject == b.Subject && a.Answer == b.Answer && a.From.Equal(b.From) && a.Until.Equal(b.Until) && a.Issuer == b.Issuer && a.Amount == b.Amount
}

// find says where the sheet of a fact stands among those of a subject.
func (s *Standing) find(subject string, f policy.Fact) (int, bool) {
	return slices.BinarySearchFunc(s.sheets[subject], f, func(x *sheet, f policy.Fact) int { return strings.Compare(string(x.fact), string(f)) })
}

func (s *Standing) sheet(subject string, f policy.Fact) *sheet {
	i, ok := s.find(subject, f)
	if !ok {
		if s.sheets == nil {
			s.sheets = map[string][]*sheet{}
		}
		s.sheets[subject] = slices.Insert(s.sheets[subject], i, &sheet{fact: f, subject: subject})
	}
	return s.sheets[subject][i]
}

func (s *Standing) changed(x *sheet) {
	if !x.fresh {
		x.was, x.fresh, s.fresh = x.courses, true, append(s.fresh, x)
	}
	x.courses = nil
}

// settle brings the list of endings up to date.
func (s *Standing) settle() {
	if len(s.fresh) == 0 {
		return
	}
	var gone, more []mark
	for _, x := range s.fresh {
		gone, more = marks(gone, x.was), marks(more, x.made())
		x.was, x.fresh = nil, false
	}
	slices.SortFunc(gone, mark.compare)
	slices.SortFunc(more, mark.compare)
	all := make([]mark, 0, len(s.ends)-len(gone)+len(more)) // never in place: somebody may be ranging over it
	for _, m := range s.ends {
		if len(gone) > 0 && gone[0] == m {
			gone = gone[1:]
			continue
		}
		for len(more) > 0 && more[0].compare(m) < 0 {
			all, more = append(all, more[0]), more[1:]
		}
		all = append(all, m)
	}
	s.ends, s.fresh = append(all, more...), nil
}

func marks(to []mark, cs []course) []mark {
	for i := range cs {
		for j := range cs[i].shifts {
			if cs[i].ends(j) {
				to = append(to, mark{cs[i].shifts[j].at, &cs[i], j})
			}
		}
	}
	return to
}

// between are the endings after from and by until.
func (s *Standing) between(from, until time.Time) []mark {
	s.settle()
	after := func(t time.Time) int {
		i, _ := slices.BinarySearchFunc(s.ends, ticks(t), func(m mark, t int64) int {
			if m.at <= t {
				return -1
			}
			return 1
		})
		return i
	}
	lo, hi := 0, len(s.ends)
	if !from.IsZero() {
		lo = after(from)
	}
	if !until.IsZero() {
		hi = after(until)
	}
	return s.ends[lo:max(lo, hi)]
}

func (m mark) compare(o mark) int {
	if c := cmp.Compare(m.at, o.at); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(m.of.subject, o.of.subject),
		strings.Compare(string(m.of.fact), string(o.of.fact)), strings.Compare(string(m.of.kind), string(o.of.kind)))
}

func (c *filed) from() int64 {
	if c.From.IsZero() {
		return always
	}
	return c.From.UnixNano()
}

func (c *filed) until() int64 {
	if c.Until.IsZero() {
		return never
	}
	return c.Until.UnixNano()
}

func (c *filed) of(kind policy.Kind) bool { return c.kind == "" || c.kind == kind }

// made returns the courses of a sheet: for every kind, where something was put in for that, and then for each kind of its own.
func (x *sheet) made() []course {
	if x.courses != nil {
		return x.courses
	}
	var kinds []policy.Kind
	for i := range x.on {
		if !slices.Contains(kinds, x.on[i].kind) {
			kinds = append(kinds, x.on[i].kind)
		}
	}
	slices.Sort(kinds)
	x.courses = make([]course, 0, len(kinds))
	for _, kind := range kinds {
		x.courses = append(x.courses, course{x, kind, x.on, x.run(kind)})
	}
	return x.courses
}

// run says which credential counts when. The latest From counts, so those that hold stand on a stack, and what ends below the top one has
// no effect until that ends.
func (x *sheet) run(kind policy.Kind) []shift {
	var ids, stack []int32
	for i := range x.on {
		if x.on[i].of(kind) {
			ids = append(ids, int32(i))
		}
	}
	slices.SortStableFunc(ids, func(a, b int32) int { return cmp.Compare(x.on[a].from(), x.on[b].from()) })
	shifts := make([]shift, 0, len(ids)+1)
	turn := func(at int64, on int32) {
		if n := len(shifts); n > 0 && shifts[n-1].at == at {
			shifts = shifts[:n-1]
		}
		shifts = append(shifts, shift{at, on})
	}
	top := func() *filed { return &x.on[stack[len(stack)-1]] }
	runOut := func(by int64) {
		for len(stack) > 0 && top().until() <= by {
			end := top().until()
			for len(stack) > 0 && top().until() <= end {
				stack = stack[:len(stack)-1]
			}
			if len(stack) > 0 {
				turn(end, stack[len(stack)-1])
			} else {
				turn(end, -1)
			}
		}
	}
	for _, id := range ids {
		runOut(x.on[id].from())
		stack = append(stack, id)
		turn(x.on[id].from(), id)
	}
	runOut(never - 1)
	return shifts
}

// course is what holds for a kind: its own, or that of every kind.
func (x *sheet) course(kind policy.Kind) *course {
	cs := x.made()
	for i := len(cs) - 1; i >= 0; i-- { // that of every kind comes first
		if cs[i].kind == kind || cs[i].kind == "" {
			return &cs[i]
		}
	}
	return nil
}

// counts is the credential that counts at an instant, and whether any is on record.
func (x *sheet) counts(kind policy.Kind, t int64) (*policy.Credential, bool) {
	c := x.course(kind)
	if c == nil {
		return nil, false
	}
	if i := c.index(t); i >= 0 && c.shifts[i].on >= 0 {
		return &c.on[c.shifts[i].on].Credential, true
	}
	return nil, true
}

// index is the last shift by an instant; -1 is none.
func (c *course) index(t int64) int {
	i, _ := slices.BinarySearchFunc(c.shifts, t, func(s shift, t int64) int {
		if s.at <= t {
			return -1
		}
		return 1
	})
	return i - 1
}

// so reports whether it is so from a shift on.
func (c *course) so(i int) bool {
	return c.shifts[i].on >= 0 && c.on[c.shifts[i].on].Answer == policy.Yes
}

// ends reports whether what was so ceases to be so at a shift, or sets another amount.
func (c *course) ends(i int) bool {
	return i > 0 && c.so(i-1) && (!c.so(i) || c.on[c.shifts[i-1].on].Amount != c.on[c.shifts[i].on].Amount)
}

// again is the first shift from i on from which it is so; -1 is none.
func (c *course) again(i int) int {
	for ; i < len(c.shifts); i++ {
		if c.so(i) {
			return i
		}
	}
	return -1
}

// when is the instant of a shift as the register has it, with its zone.
func (c *course) when(i int) time.Time {
	if on := c.shifts[i].on; on >= 0 && c.on[on].from() == c.shifts[i].at {
		return c.on[on].From
	}
	return c.on[c.shifts[i-1].on].Until
}

func (c *course) ending(i int) Ending {
	e := Ending{Kind: c.kind, Credential: c.on[c.shifts[i-1].on].Credential, At: c.when(i)}
	if on := c.shifts[i].on; on >= 0 {
		e.Then = c.on[on].Credential
	}
	if again := c.again(i); again >= 0 {
		e.Again = c.when(again)
	}
	return e
}
