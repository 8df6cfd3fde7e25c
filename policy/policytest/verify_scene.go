package policytest

import (
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// A scene is an incident in the making: a rich one in which everybody does everything with everybody, and changes to it. It is a
// plain value, so that it can be changed once more, judged, and put aside.
type scene struct{ changes []change }

func (s scene) with(c ...change) scene {
	return scene{append(slices.Clip(s.changes), c...)}
}

// change is one thing that is otherwise than in the rich incident. What a field says depends on the op.
type change struct {
	op     op
	do     policy.Activity // "" is every activity
	which  which           // of the events of that activity
	fact   policy.Fact     // "" is every fact
	answer policy.Answer
	who    string // a person, or whose a standing fact is
	n      int
	d      time.Duration // since the start, or as long
}

type op uint8

const (
	opState   op = iota // a fact is answered so
	opDrop              // not done
	opShift             // done later by d
	opAdd               // done once more at d
	opBy                // n of who is who does it
	opTo                // n of who is to whom
	opRoles             // nobody's role is on record
	opRecord            // recorded d later than it happened
	opFile              // a standing fact is answered so, from d on
	opExpire            // a standing fact runs out at d
	opAmount            // a standing fact sets d
	opEarlier           // n earlier uses, each d before the next; which says how they differ
	opFollows           // it follows from one of kind who
	opPlace             // it is somewhere else: in who
	opLeave             // who leaves at d; "" is everybody
	opHeld              // held for d
	opPace              // what recurs does so every d
	opQuiet             // nothing recurs after d
	opAgain             // held again after the release, for d
	opEnding            // how it ends: n
	opStart             // on which day and hour it begins: n
	opNow               // looked at when it is d old
	opNoDays            // without a calendar
	opInspect           // nothing happens: it is looked at what the registers say
)

type which uint8

const (
	all which = iota
	first
	last
	middle
	later // at or after d
)

// People in By and To.
const (
	nobody = iota
	only
	also
	without
	everybody
)

// Endings.
const (
	asUsual = iota
	withoutStepDown
	interrupts
	ends
	converts
	heldOn
	endings
)

// Earlier uses.
const (
	ofTheSame which = iota
	ofNoClassroom
	ofOtherPeople
	ofNobody
	earlierWays
)

const (
	sceneStudent, scenePlace, elsewhere = "student-01", "room-01", "room-02"
	sceneClassroom, otherClassroom      = "classroom-01", "classroom-02"
	trainee, newcomer                   = "trainee-01", "newcomer-01" // of whom every standing fact is no, and none is on record
	firstStaff, secondStaff, uninvolved = "staff-01", "staff-02", "staff-03"
	longAfter                           = 90 * 24 * time.Hour
	mostFacts, mostStanding             = policy.MaxFacts, policy.MaxStanding
	defaultHeld, defaultPace            = 8 * time.Minute, 2 * time.Minute
	begin                               = time.Second // between what follows at once
	aDay                                = 24 * time.Hour
)

// stage is what scenes are played with: the words, the people, the days. It grows as words of the profile's own become known.
type stage struct {
	stated   []policy.Fact     // on every event
	standing []policy.FactSpec // in the registers
	own      []policy.Activity // records of the profile's own
	people   []policy.Person
	starts   []time.Time
	lasting  map[policy.Fact]bool // or may be
	asked    map[policy.Fact]bool // judgements lacked it
}

func newStage(p *policy.Profile) *stage {
	g := &stage{lasting: map[policy.Fact]bool{}, asked: map[policy.Fact]bool{}}
	facts, activities, _ := p.Words()
	g.own = activities
	for _, s := range policy.Facts() {
		if s.Sort == policy.Standing {
			g.standing = append(g.standing, s)
		} else {
			g.stated = append(g.stated, s.Name)
			g.lasting[s.Name] = s.Sort == policy.Lasting
		}
	}
	for _, id := range []string{firstStaff, secondStaff, uninvolved} {
		g.people = append(g.people, policy.Person{ID: id, Role: policy.SchoolStaff})
	}
	for _, r := range standardRoles() {
		g.people = append(g.people, policy.Person{ID: string(r) + "-01", Role: r})
	}
	for _, s := range facts { // a duty may follow one for which no condition asks
		if s.Sort != policy.Standing && strings.Contains(string(s.Name), "/") {
			g.learn(policy.Missing{Fact: s.Name})
		}
	}
	g.starts = startsOf(p)
	return g
}

func standardRoles() []policy.Role {
	return []policy.Role{policy.Principal, policy.AssistantPrincipal, policy.Teacher, policy.EducationAssistant, policy.Counsellor, policy.Psychologist,
		policy.Parent, policy.Student, policy.Director, policy.AssistantSuperintendent, policy.EmergencyServices}
}

// days is a calendar with school from Monday to Friday until half past three, whatever a profile calls its periods.
type days struct{}

func (days) Location() *time.Location { return sceneZone() }

func (days) End(_ policy.Period, day policy.Date) (time.Time, policy.Answer) {
	if d := day.Weekday(); d == time.Saturday || d == time.Sunday {
		return time.Time{}, policy.No
	}
	return day.Start(sceneZone()).Add(15*time.Hour + 30*time.Minute), policy.Yes
}

func sceneZone() *time.Location { return time.FixedZone("", -7*60*60) }

// startsOf lists when scenes begin: on a Monday morning while everything is in force, at other hours and on other days of that week,
// and before and after each date in the profile.
func startsOf(p *policy.Profile) []time.Time {
	from, until := p.Instrument().From, p.Instrument().Until
	dates := []policy.Date{}
	for h := range p.Rules() {
		for _, d := range []policy.Date{h.From, h.Until} {
			if !d.IsZero() && !slices.Contains(dates, d) {
				dates = append(dates, d)
			}
		}
		if !h.From.IsZero() && from.Before(h.From) {
			from = h.From
		}
	}
	if from.IsZero() {
		from = policy.Date{Year: 2025, Month: time.September, Day: 29}
		if !until.IsZero() {
			from = until.Add(-60)
		}
	}
	monday := func(d policy.Date) policy.Date {
		for d.Weekday() != time.Monday {
			d = d.Add(1)
		}
		return d
	}
	day := monday(from.Add(7))
	if !until.IsZero() && !day.Before(until) {
		day = from
	}
	at := func(d policy.Date, clock time.Duration) time.Time { return d.Start(sceneZone()).Add(clock) }
	const morning = 10 * time.Hour
	starts := []time.Time{at(day, morning), at(day, 23*time.Hour+56*time.Minute), at(day.Add(4), morning), at(day.Add(5), morning),
		at(day.Add(3), morning), at(day, 15*time.Hour+20*time.Minute), at(day, 17*time.Hour), at(day, 8*time.Hour)}
	for _, d := range dates {
		starts = append(starts, at(d, morning), at(d.Add(-1), morning))
	}
	return starts
}

// learn takes up a word that a judgement lacked.
func (g *stage) learn(m policy.Missing) {
	g.asked[m.Fact] = true
	if !strings.Contains(string(m.Fact), "/") {
		return // the library's own, or "by", "present" and the like
	}
	if slices.Contains(g.stated, m.Fact) {
		return
	}
	// It may be a fact of any sort, or a role: whatever it is not, no judgement asks for.
	g.stated = append(g.stated, m.Fact)
	g.lasting[m.Fact] = true
	for _, about := range []policy.About{policy.AboutStudent, policy.AboutPlace, policy.AboutPerson} {
		g.standing = append(g.standing, policy.FactSpec{Name: m.Fact, Sort: policy.Standing, About: about})
	}
	if len(g.people) == policy.MaxPeople-2 { // each may be joined by one who is not of them
		return
	}
	g.people = append(g.people, policy.Person{ID: strings.ReplaceAll(string(m.Fact), "/", "-") + "-01", Role: policy.Role(m.Fact)})
}

// sort puts the facts for which judgements ask before those for which an event may have no more room.
func (g *stage) sort() {
	slices.SortStableFunc(g.stated, func(a, b policy.Fact) int {
		switch {
		case g.asked[a] == g.asked[b]:
			return 0
		case g.asked[a]:
			return -1
		}
		return 1
	})
}

// played is a scene as events.
type played struct {
	events  []policy.Event
	now     time.Time
	cal     policy.Calendar
	start   time.Time
	inspect bool
	files   []policy.Credential
}

func (g *stage) play(s scene, kind policy.Kind) played {
	p := played{start: g.starts[0], cal: days{}}
	held, pace, again, quiet, ending := defaultHeld, defaultPace, time.Duration(0), time.Duration(-1), asUsual
	look := longAfter
	for i := range s.changes {
		switch c := &s.changes[i]; c.op {
		case opHeld:
			held = c.d
		case opPace:
			pace = c.d
		case opAgain:
			again = c.d
		case opQuiet:
			quiet = c.d
		case opEnding:
			ending = c.n
		case opStart:
			p.start = g.starts[c.n]
		case opNow:
			look = c.d
		case opNoDays:
			p.cal = nil
		case opInspect:
			p.inspect = true
		}
	}
	p.now = p.start.Add(look)
	p.files = g.registers()
	t := template{stage: g, start: p.start}
	if !p.inspect {
		t.write(kind, held, pace, again, quiet, ending)
	}
	p.events = t.events
	for i := range s.changes {
		g.apply(&p, s.changes[i])
	}
	for len(p.files) > 0 {
		n := min(len(p.files), mostStanding)
		p.events = append(p.events, policy.Event{Activity: policy.Attest, At: p.start.Add(-aDay), Standing: p.files[:n:n]})
		p.files = p.files[n:]
	}
	return p
}

// registers are what stands on file: everything, of everybody but two.
func (g *stage) registers() []policy.Credential {
	var on []policy.Credential
	for _, s := range g.standing {
		c := policy.Credential{Fact: s.Name, Answer: policy.Yes}
		switch s.About {
		case policy.AboutPerson:
			for i := range g.people {
				c.Subject = g.people[i].ID
				on = append(on, c)
				if !g.asked[s.Name] {
					break // nothing but its running out can matter
				}
			}
			c.Subject, c.Answer = trainee, policy.No
		case policy.AboutPlace:
			c.Subject = scenePlace
		}
		on = append(on, c)
	}
	return on
}

// template writes the rich incident.
type template struct {
	*stage
	start  time.Time
	events []policy.Event
	two    []policy.Person
	facts  []policy.Stated // all of them
	asked  []policy.Stated // those for which judgements ask, and the lasting ones
}

func (t *template) put(at time.Duration, activities ...policy.Activity) {
	for _, a := range activities {
		by := t.people
		switch a {
		case policy.Initiate, policy.Monitor, policy.Review, policy.Explain, policy.StepDown, policy.Release, policy.Resume, policy.Convert,
			policy.Interrupt, policy.End:
			by = t.two
		}
		t.events = append(t.events, policy.Event{Activity: a, At: t.start.Add(at), By: by, To: t.people, Facts: t.asked})
	}
}

func (t *template) write(kind policy.Kind, held, pace, again, quiet time.Duration, ending int) {
	n := len(t.people)
	t.people = t.people[:n:n]
	t.two = t.people[:2:2]
	t.facts = make([]policy.Stated, 0, len(t.stated))
	for _, f := range t.stated[:min(len(t.stated), mostFacts)] {
		t.facts = append(t.facts, policy.Stated{Fact: f, Answer: policy.Yes})
		if t.stage.asked[f] || t.lasting[f] {
			t.asked = append(t.asked, policy.Stated{Fact: f, Answer: policy.Yes})
		}
	}
	t.facts, t.asked = slices.Clip(t.facts), slices.Clip(t.asked)
	t.events = make([]policy.Event, 0, 80)
	hold := func(from, held time.Duration) time.Duration {
		end := from + held
		for i, at := 0, from+begin; at < end && i < 400; i++ {
			if quiet < 0 || at <= quiet {
				t.put(at, policy.Observe, policy.Explain, policy.Monitor, policy.Review, policy.Approve, policy.Escalate)
			}
			at += pace
			if i == 0 {
				at -= begin
			}
		}
		last := held / 8
		if last > 30*time.Second {
			last = 30 * time.Second
		}
		if ending != withoutStepDown && ending != heldOn {
			t.put(end-last, policy.StepDown)
		}
		switch ending {
		case interrupts:
			t.put(end, policy.Interrupt)
		case ends:
			t.put(end, policy.End)
		case converts:
			t.put(end, policy.Convert)
			t.events[len(t.events)-1].Other = &policy.Part{Incident: "incident-02", Kind: other(kind), Classroom: sceneClassroom}
		case heldOn:
		default:
			t.put(end, policy.Release)
		}
		return end
	}
	t.put(0, policy.Initiate)
	t.events[0].Facts = t.facts // one may be followed by a duty though nobody asks for it
	t.events[0].Place, t.events[0].Student, t.events[0].Other = scenePlace, sceneStudent, &policy.Part{Classroom: sceneClassroom}
	t.put(begin, policy.Present, policy.Request)
	t.put(begin, t.own...)
	end := hold(0, held)
	if again > 0 {
		t.put(end+time.Minute, policy.Resume)
		t.events[len(t.events)-1].Place = scenePlace
		quiet = -1
		end = hold(end+time.Minute, again)
	}
	t.put(end+10*time.Second, policy.Observe, policy.Explain, policy.Monitor, policy.Request)
	t.put(end+30*time.Second, policy.Approve, policy.Escalate, policy.Document, policy.Contact, policy.Support, policy.Clean)
	t.put(end+time.Minute, policy.End, policy.Report)
	t.put(end+time.Minute, t.own...)
	t.put(end+2*time.Minute, policy.Debrief)
	t.put(end+50*time.Minute, policy.Document, policy.Contact, policy.Support, policy.Report)
	t.put(end+55*time.Minute, policy.Debrief)
	t.put(end+90*time.Minute, policy.NextUse)
	t.put(end+2*time.Hour, policy.Close)
}

func other(k policy.Kind) policy.Kind {
	if k == policy.Restraint {
		return policy.Seclusion
	}
	return policy.Restraint
}

// apply puts one change into a scene that is played.
func (g *stage) apply(p *played, c change) {
	at := p.start.Add(c.d)
	switch c.op {
	case opFile, opExpire, opAmount:
		p.file(c, at)
		return
	case opAdd:
		e := policy.Event{Activity: c.do, At: at, By: g.people, To: g.people}
		for _, f := range g.stated[:min(len(g.stated), mostFacts)] {
			e.Facts = append(e.Facts, policy.Stated{Fact: f, Answer: policy.Yes})
		}
		p.events = append(p.events, e)
		return
	case opLeave:
		e := policy.Event{Activity: policy.Absent, At: at, By: g.people}
		if c.who != "" {
			e.By = []policy.Person{{ID: c.who}}
		}
		p.events = append(p.events, e)
		return
	case opEarlier:
		for i := range c.n {
			e := policy.Event{Activity: policy.Earlier, At: p.start.Add(-time.Duration(i+1) * c.d), By: g.people[:2],
				Other: &policy.Part{Kind: policy.Kind(c.who), Classroom: sceneClassroom}}
			switch c.which {
			case ofNoClassroom:
				e.Other.Classroom = otherClassroom
			case ofOtherPeople:
				e.By = g.people[2:3]
			case ofNobody:
				e.By = nil
			}
			p.events = append(p.events, e)
		}
		return
	}
	n, count := 0, 0
	for i := range p.events {
		if c.do == "" || p.events[i].Activity == c.do {
			count++
		}
	}
	kept := p.events[:0]
	for i := range p.events {
		e := &p.events[i]
		if c.do != "" && e.Activity != c.do {
			kept = append(kept, *e)
			continue
		}
		n++
		hit := c.which == all || c.which == first && n == 1 || c.which == last && n == count || c.which == middle && n == (count+1)/2 ||
			c.which == later && !e.At.Before(at)
		if !hit {
			kept = append(kept, *e)
			continue
		}
		switch c.op {
		case opState:
			e.Facts = g.state(e.Facts, c)
		case opDrop:
			continue
		case opShift:
			e.At = e.At.Add(c.d)
		case opBy:
			e.By = g.crew(e.By, c)
		case opTo:
			e.To = g.crew(e.To, c)
		case opRoles:
			e.By, e.To = nameless(e.By), nameless(e.To)
		case opRecord:
			e.Recorded = e.At.Add(c.d)
		case opFollows:
			if e.Activity == policy.Initiate {
				e.Other = &policy.Part{Incident: "incident-00", Kind: policy.Kind(c.who), Classroom: sceneClassroom}
			}
		case opPlace:
			if e.Activity == policy.Initiate || e.Activity == policy.Resume {
				e.Place = c.who
			}
		}
		kept = append(kept, *e)
	}
	p.events = kept
}

func nameless(ps []policy.Person) []policy.Person {
	ps = slices.Clone(ps)
	for i := range ps {
		ps[i].Role = ""
	}
	return ps
}

// state answers a fact in an event, or all of them.
func (g *stage) state(facts []policy.Stated, c change) []policy.Stated {
	if c.fact == "" {
		if c.answer == policy.NotRecorded {
			return nil
		}
		facts = make([]policy.Stated, 0, len(g.stated))
		for _, f := range g.stated[:min(len(g.stated), mostFacts)] {
			facts = append(facts, policy.Stated{Fact: f, Answer: c.answer})
		}
		return facts
	}
	for i := range facts {
		if facts[i].Fact != c.fact {
			continue
		}
		facts = slices.Clone(facts)
		if c.answer == policy.NotRecorded {
			return slices.Delete(facts, i, i+1)
		}
		facts[i].Answer = c.answer
		return facts
	}
	if c.answer == policy.NotRecorded || len(facts) >= mostFacts {
		return facts
	}
	return append(slices.Clip(facts), policy.Stated{Fact: c.fact, Answer: c.answer})
}

func (g *stage) person(id string) policy.Person {
	for _, p := range g.people {
		if p.ID == id {
			return p
		}
	}
	if id == newcomer {
		return policy.Person{ID: id}
	}
	return policy.Person{ID: id, Role: policy.SchoolStaff}
}

func (g *stage) crew(ps []policy.Person, c change) []policy.Person {
	switch c.n {
	case nobody:
		return nil
	case only:
		return []policy.Person{g.person(c.who)}
	case also:
		return append(slices.Clip(ps), g.person(c.who))
	case everybody:
		return g.people
	}
	return slices.DeleteFunc(slices.Clone(ps), func(p policy.Person) bool { return p.ID == c.who })
}

// file changes what the registers say.
func (p *played) file(c change, at time.Time) {
	files := p.files[:0]
	var added []policy.Credential
	for _, s := range p.files {
		if s.Fact != c.fact && c.fact != "" || c.who != "" && s.Subject != c.who {
			files = append(files, s)
			continue
		}
		switch {
		case c.op == opExpire:
			s.Until = at
		case c.op == opAmount:
			s.Amount, s.Answer = c.d, policy.Yes
		case c.answer == policy.NotRecorded:
			continue
		case c.d != 0:
			n := s
			n.Answer, n.From = c.answer, at
			added = append(added, n)
		default:
			s.Answer = c.answer
		}
		files = append(files, s)
	}
	p.files = append(files, added...)
}

// activities are the standard ones, and the records of the profile's own.
func (g *stage) activities() []policy.Activity { return append(policy.Activities(), g.own...) }
