package policy

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"strconv"
	"time"
)

// Case is the running judgement of one incident: the events as they were accepted, and what they come to under a profile, a
// machine and a calendar. It has no clock: time comes in with the events and with the questions. A Case is for one goroutine
// at a time; what it returns is for any.
//
// Elapsed time is elapsed time; local days come from the calendar and from nothing else, and without one what depends on them is
// undetermined. On time is at or before the instant; more time without events never removes a breach.
//
// A host that keeps its own events uses a Case by itself. The typed machines, such as package seclusion, put static types and a
// lock around one.
type Case struct {
	profile  *Profile
	lc       Lifecycle
	cal      Calendar
	incident string
	accepted []*Event          // as they came
	named    bool              // some event came with an ID of its own
	ids      map[string]*Event // of those accepted, once they are many
	twice    []*Event          // releases whose ID was on record with another content
	judged   []entry           // corrected and in order
	fold     fold              // of the first world, over judged
	dirty    bool              // judged and fold must be made anew
	amended  bool              // some event is a correction
}

// Open returns the case of an incident in which nothing has happened yet. The calendar may be nil: then whatever depends on local
// days is undetermined. What an event's Profile pins is not compared with p: that is for the host. It returns a [*RecordError] for
// an incident ID that is not well-formed, and a [*ProfileError] where there is no profile or it does not know the machine's kind.
func Open(p *Profile, l Lifecycle, cal Calendar, incident string) (*Case, error) {
	if p == nil {
		return nil, &ProfileError{Faults: []Fault{{Where: "profile", What: "there is none"}}}
	}
	if incident == "" {
		return nil, &RecordError{Field: "incident", Want: "an ID"}
	}
	if !idOrNone(incident) {
		return nil, &RecordError{Field: "incident", Value: brief(incident), Want: wantID}
	}
	ws, ok := p.worlds[l.Kind()]
	if !ok {
		return nil, &ProfileError{Profile: p.ID(), Faults: []Fault{{Where: "kind " + string(l.Kind()), What: "no rule speaks of it"}}}
	}
	c := &Case{profile: p, lc: l, cal: cal, incident: incident}
	c.fold = newFold(ws[0], l, cal, nil)
	return c, nil
}

// Profile returns the profile by which the case is judged.
func (c *Case) Profile() *Profile { return c.profile }

// State returns the number of the state that the machine is in after all events.
func (c *Case) State() uint8 {
	c.refold()
	return c.fold.state
}

// Incident returns the incident's ID.
func (c *Case) Incident() string { return c.incident }

// Len returns the number of events accepted.
func (c *Case) Len() int { return len(c.accepted) }

// Events returns the events as they were accepted, in the order in which they came.
func (c *Case) Events() iter.Seq[Event] {
	events := c.accepted[:len(c.accepted):len(c.accepted)]
	return func(yield func(Event) bool) {
		for _, e := range events {
			if !yield(*e) {
				return
			}
		}
	}
}

// prepare fills in what a writer may leave out, and checks the form.
func (c *Case) prepare(e *Event) error {
	switch e.Incident {
	case "":
		e.Incident = c.incident
	case c.incident:
	default:
		return &RecordError{Incident: c.incident, Event: e.ID, Field: "incident", Value: brief(e.Incident), Want: c.incident}
	}
	e.At, e.Recorded = e.At.Round(0), e.Recorded.Round(0)
	if e.Recorded.IsZero() {
		e.Recorded = e.At
	}
	if e.Activity == Initiate {
		switch e.Kind {
		case "":
			e.Kind = c.lc.Kind()
		case c.lc.Kind():
		default:
			return &RecordError{Incident: c.incident, Event: e.ID, Field: "kind", Value: brief(string(e.Kind)), Want: string(c.lc.Kind())}
		}
		if e.Profile == "" {
			e.Profile = c.profile.Pin()
		}
	}
	if e.ID == "" {
		e.ID = c.nextID()
	}
	return e.Check()
}

func (c *Case) nextID() string {
	var b [12]byte
	for n := len(c.accepted) + 1; ; n++ {
		if id := string(strconv.AppendInt(append(b[:0], 'e'), int64(n), 10)); !c.named || c.byID(id) == nil {
			return id
		}
	}
}

func (c *Case) byID(id string) *Event {
	if c.ids != nil {
		return c.ids[id]
	}
	for _, e := range c.accepted {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// Do is for whoever asks before acting: it adds e if [Case.Ask] has nothing against it, or if e.Glass says who breaks the glass
// and why. It returns the event as accepted, for the host to store under the incident and the event's ID.
func (c *Case) Do(e Event) (Event, error) { return c.take(e, true) }

// Add is for whoever says what has happened: paper notes, an import, an audit. Every well-formed event is accepted, in any order.
// One that has no place in the machine is kept and is a finding of its own. The same event twice is one; another content under an
// ID that is on record is a [*RecordError], except that a release is kept all the same, under an ID of its own, and flagged. It
// returns the event as accepted.
func (c *Case) Add(e Event) (Event, error) { return c.take(e, false) }

// Ask says what would stand against e if somebody did it now: a [*RefusedError] with the reason of every gate that forbids it or
// lacks a fact, a [*TransitionError] where the machine has no such transition, a [*RecordError] where e is not well-formed.
// Nothing changes. Only what begins, resumes or prolongs holding is ever refused; never a release: Do takes one while the student
// is held even where Ask says that at its instant it has no place.
func (c *Case) Ask(e Event) error {
	if _, on, err := c.admit(&e); err != nil || on != nil {
		return err
	}
	return c.ask(&e)
}

func (c *Case) take(given Event, live bool) (Event, error) {
	e := &given // the one copy that is kept
	named := e.ID != ""
	was, on, err := c.admit(e)
	if err != nil {
		return Event{}, err
	}
	if on != nil {
		return *on, nil
	}
	if live {
		if err := c.ask(e); err != nil {
			_, refused := errors.AsType[*RefusedError](err)
			// Whoever lets a student out is not turned away because two clocks differ: it is kept, and is a finding.
			letsGo := !refused && e.Activity.lets() && c.lc.Phase(c.fold.state) == Held
			if !letsGo && (!refused || e.Glass == nil) {
				return Event{}, err
			}
		}
	}
	if was != nil {
		c.twice = append(c.twice, e)
	}
	c.named = c.named || named
	c.add(e)
	return *e, nil
}

// admit completes e, checks its form and its ID. It returns the event that holds that ID with another content, which only a release
// may share, and then e has an ID of its own; and the event on record that says just what e says, if there is one.
func (c *Case) admit(e *Event) (was, on *Event, err error) {
	named := e.ID != ""
	if err := c.prepare(e); err != nil {
		return nil, nil, err
	}
	full := func() error {
		if len(c.accepted) < MaxEvents || e.Activity.lets() { // a way out is never refused
			return nil
		}
		return &RecordError{Incident: c.incident, Event: e.ID, Field: "events", Want: "at most 10000 in one incident"}
	}
	if !named {
		return nil, nil, full()
	}
	id := e.ID
	for n := 2; ; n++ {
		on := c.byID(e.ID)
		switch {
		case on == nil:
			if e.ID != id { // a longer one
				err = e.Check()
			}
			return was, nil, cmp.Or(err, full())
		case on.same(e):
			return was, on, nil
		case e.Activity != Release:
			return nil, nil, &RecordError{Incident: c.incident, Event: e.ID, Field: "id", Value: e.ID,
				Want: "another ID: this one is on record with another content"}
		}
		was = on
		e.ID = id + "#" + strconv.Itoa(n)
	}
}

func (c *Case) ask(e *Event) error {
	c.refold()
	i := len(c.judged)
	if i > 0 && c.judged[i-1].before(e) > 0 {
		i, _ = slices.BinarySearchFunc(c.judged, e, func(a entry, b *Event) int { return a.before(b) })
	}
	state := c.fold.state
	if i < len(c.judged) { // something later is on record: the state is that of its own time
		f := newFold(c.fold.w, c.lc, c.cal, c.judged)
		for f.n < i {
			step([]*fold{&f})
		}
		state = f.state
	}
	if _, ok := c.lc.Next(state, e.Activity); !ok {
		return &TransitionError{Incident: c.incident, Activity: e.Activity, State: c.stateName(state)}
	}
	if e.Activity != Initiate && e.Activity != Resume && (e.Activity != Review || e.Answer(Continue) != Yes) {
		return nil // nothing else is ever refused
	}
	x := entry{Event: e, at: e.At.UnixNano(), known: e.Recorded.UnixNano()}
	events := slices.Insert(slices.Clone(c.judged[:i]), i, x)
	worlds := c.profile.worlds[c.lc.Kind()]
	of := newCourse(worlds[0].vocabulary, c.lc, c.cal, events, slices.Concat(events, c.judged[i:]))
	of.gather()
	folds := of.follow(worlds, func(folds []*fold) {
		for f := folds[0]; f.n < i; {
			step(folds)
		}
		advance(folds, x.at)
		folds[0].n = i + 1
		arrive(folds, i)
	})
	reports := make([][]Finding, len(folds))
	for k := range folds {
		f := &folds[k]
		if t := f.w.touched[f.words.acts[e.Activity]]; t != nil {
			for _, r := range t.gates {
				o, lack, subject := f.verdictAt(r, at{t: x.at, e: &events[i], i: i})
				reports[k] = append(reports[k], f.finding(&occurrence{rule: r, outcome: o, idx: int32(i), closer: none, from: x.at, until: x.at,
					due: never, known: x.known, missing: lack, subject: subject}))
			}
		}
	}
	var reasons []Finding
	for _, v := range merge(folds, reports) {
		if v.Outcome == Breached || v.Outcome == Undetermined && e.Activity != Review {
			v.Incident = c.incident
			reasons = append(reasons, v)
		}
	}
	if len(reasons) > 0 {
		return &RefusedError{Incident: c.incident, Activity: e.Activity, State: c.stateName(state), Reasons: reasons}
	}
	return nil
}

func (c *Case) stateName(s uint8) string {
	if names := c.lc.States(); int(s) < len(names) {
		return names[s]
	}
	return "in no state"
}

// many is from how many events on an index is worth its memory.
const many = 64

func (c *Case) add(e *Event) {
	c.accepted = append(c.accepted, e)
	if c.ids != nil {
		c.ids[e.ID] = e
	} else if len(c.accepted) == many {
		c.ids = make(map[string]*Event, 2*many)
		for _, e := range c.accepted {
			c.ids[e.ID] = e
		}
	}
	c.amended = c.amended || e.Activity == Correct
	last := len(c.judged) - 1
	if c.dirty || c.amended || len(e.Standing) > 0 || last >= 0 && (e.Activity == Initiate || c.judged[last].before(e) > 0) {
		c.dirty = true
		return
	}
	c.judged = append(c.judged, entry{Event: e, at: e.At.UnixNano(), known: e.Recorded.UnixNano(),
		twice: len(c.twice) > 0 && c.twice[len(c.twice)-1] == e})
	c.fold.events, c.fold.record = c.judged, c.judged
	step([]*fold{&c.fold})
}

// refold judges the events anew where some came late, corrected others, or put standing facts on record.
func (c *Case) refold() {
	if !c.dirty {
		return
	}
	c.judged = effective(c.accepted, c.twice)
	c.fold = newFold(c.fold.w, c.lc, c.cal, c.judged)
	run([]*fold{&c.fold}, never)
	c.dirty = false
}

// Known returns the case as it was on record at an instant: with the events recorded by then, and nothing that came later.
func (c *Case) Known(recorded time.Time) *Case {
	k := &Case{profile: c.profile, lc: c.lc, cal: c.cal, incident: c.incident, dirty: true}
	k.fold = newFold(c.fold.w, c.lc, c.cal, nil)
	for _, e := range c.accepted {
		if !e.Recorded.After(recorded) {
			k.accepted = append(k.accepted, e)
			k.amended = k.amended || e.Activity == Correct
		}
	}
	for _, e := range c.twice {
		if !e.Recorded.After(recorded) {
			k.twice = append(k.twice, e)
		}
	}
	k.named = true
	return k
}

// effective applies the corrections, and puts the events in order.
func effective(accepted, twice []*Event) []entry {
	events := make([]entry, len(accepted))
	var corrections []int
	for i, e := range accepted {
		events[i] = entry{Event: e, at: e.At.UnixNano(), known: e.Recorded.UnixNano(), twice: e.Activity == Release && slices.Contains(twice, e)}
		if e.Activity == Correct {
			corrections = append(corrections, i)
		}
	}
	if len(corrections) > 0 {
		events = amend(events, corrections)
	}
	if inOrder := func(a, b entry) int { return a.before(b.Event) }; !slices.IsSortedFunc(events, inOrder) {
		slices.SortFunc(events, inOrder)
	}
	return events
}

// amend applies corrections in the order in which they were recorded, each as it is after its own corrections. A correction may
// amend only what was on record before it, which keeps them from amending each other in a circle; one that amends nothing is
// kept and is a finding.
func amend(events []entry, corrections []int) []entry {
	byRecord := func(a, b int) int {
		x, y := events[a].Event, events[b].Event
		if c := x.Recorded.Compare(y.Recorded); c != 0 {
			return c
		}
		return x.before(y)
	}
	slices.SortFunc(corrections, byRecord)
	index := make(map[string]int, len(events))
	for i := range events {
		index[events[i].ID] = i
	}
	of := map[int][]int{} // the corrections of an event, in order
	for _, ci := range corrections {
		ti, ok := index[events[ci].Amends.Event]
		if !ok || events[ti].Activity == Correct && byRecord(ti, ci) >= 0 {
			events[ci].orphan = true
			continue
		}
		of[ti] = append(of[ti], ci)
	}
	type result struct {
		v         entry
		withdrawn bool
	}
	done := make(map[int]result, len(corrections)) // of corrections: each is asked for once more by what it amends
	var final func(i int) (v entry, withdrawn bool)
	final = func(i int) (v entry, withdrawn bool) {
		if r, ok := done[i]; ok {
			return r.v, r.withdrawn
		}
		v = events[i]
		for _, ci := range of[i] {
			c, gone := final(ci)
			if gone {
				continue
			}
			withdrawn = withdrawn || c.Amends.Withdrawn
			e := *v.Event
			e.amend(c.Amends)
			v.Event, v.at, v.known = &e, e.At.UnixNano(), max(v.known, c.known)
		}
		if v.Activity == Correct {
			done[i] = result{v, withdrawn}
		}
		return v, withdrawn
	}
	kept := make([]entry, 0, len(events))
	for i := range events {
		if v, withdrawn := final(i); !withdrawn {
			kept = append(kept, v)
		}
	}
	return kept
}

// amend changes what a says. What amends a correction changes what that correction says.
func (e *Event) amend(a *Amendment) {
	at, facts, by, to := &e.At, &e.Facts, &e.By, &e.To
	if e.Activity == Correct {
		own := *e.Amends
		e.Amends = &own
		at, facts, by, to = &own.At, &own.Facts, &own.By, &own.To
	}
	if !a.At.IsZero() {
		*at = a.At
	}
	if a.By != nil {
		*by = a.By
	}
	if a.To != nil {
		*to = a.To
	}
	*facts = slices.Clone(*facts)
	for _, s := range a.Facts {
		switch i := slices.IndexFunc(*facts, func(o Stated) bool { return o.Fact == s.Fact }); {
		case i >= 0 && s.Answer == NotRecorded && e.Activity != Correct: // taken back: as if it had not been said
			*facts = slices.Delete(*facts, i, i+1)
		case i >= 0:
			(*facts)[i].Answer = s.Answer
		default:
			*facts = append(*facts, s)
		}
	}
}
