// The oracle: a second judge of AR 3007 7(16)(a), 7(16)(b), 7(17), 7(36) with 7(37), and 7(38) under the default readings.
//
// It is written from the text and from what the project decided where the text is open, and shares no code with the engine: of package policy it takes
// plain data and words only, and it knows no calendar, term, condition, fold or machine. It looks at an incident as a whole, as
// slowly and as plainly as it can: who was held from when to when, what was done in between, what was far from what. Thousands of
// drawn incidents must come to the same under both. Where they do not, one of the two is wrong, and the text decides which.
package cbe3007_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// oracleRules are the rules that the oracle knows.
var oracleRules = []policy.RuleID{cbe3007.FaceToFaceEveryTwoMinutes, cbe3007.KeyStaffReviewEveryTwoMinutes,
	cbe3007.SeclusionAtMostThirtyMinutes, cbe3007.ParentsInformedSameDay, cbe3007.DebriefWithinThreeDays}

// oracleVerdict is what one rule comes to.
type oracleVerdict struct {
	Outcome policy.Outcome
	Found   []oracleFinding // what was not kept, excused or cannot be told
}

// oracleFinding is one occurrence.
type oracleFinding struct {
	From, Until, Due  time.Time // Until is zero while it goes on
	Measured, Allowed time.Duration
	Outcome           policy.Outcome
}

// oracle is an incident as it stands at an instant.
type oracle struct {
	events    []policy.Event // that have happened by now, in order
	now       time.Time
	zone      *time.Location
	begun     bool
	since     []policy.Event // the start, and what came after it
	stretches []oracleStretch
}

// oracleStretch is one time of being held, from its beginning to the release.
type oracleStretch struct {
	from, to time.Time
	open     bool           // it goes on: to is now
	acts     []policy.Event // what was done meanwhile
	debriefs []policy.Event // those held after it, while the student was not held
}

// oracleRank is the order of the activities of one instant, so far as drawn incidents have them.
var oracleRank = []policy.Activity{policy.Attest, policy.Initiate, policy.Observe, policy.Monitor, policy.Review, policy.StepDown,
	policy.Release, policy.Resume, policy.Interrupt, policy.End, policy.Contact, policy.Debrief, policy.Close}

func oracleOf(events []policy.Event, now time.Time, zone *time.Location) *oracle {
	o := &oracle{now: now, zone: zone}
	for _, e := range events {
		told := slices.ContainsFunc(o.events, func(was policy.Event) bool { return was.ID == e.ID })
		if !e.At.After(now) && !told {
			o.events = append(o.events, e)
		}
	}
	slices.SortFunc(o.events, func(a, b policy.Event) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Sequence, b.Sequence),
			cmp.Compare(slices.Index(oracleRank, a.Activity), slices.Index(oracleRank, b.Activity)), cmp.Compare(a.ID, b.ID))
	})
	held := false
	for _, e := range o.events {
		last := len(o.stretches) - 1
		switch {
		case e.Activity == policy.Initiate && !o.begun, e.Activity == policy.Resume && o.begun && !held:
			o.begun, held = true, true
			o.stretches = append(o.stretches, oracleStretch{from: e.At, to: now, open: true})
		case held && (e.Activity == policy.Release || e.Activity == policy.End || e.Activity == policy.Interrupt):
			held = false
			o.stretches[last].to, o.stretches[last].open = e.At, false
		case held:
			o.stretches[last].acts = append(o.stretches[last].acts, e)
		case o.begun && e.Activity == policy.Debrief:
			for i := range o.stretches {
				o.stretches[i].debriefs = append(o.stretches[i].debriefs, e)
			}
		}
		if o.begun {
			o.since = append(o.since, e)
		}
	}
	return o
}

func (o *oracle) held() bool {
	return len(o.stretches) > 0 && o.stretches[len(o.stretches)-1].open
}

func (o *oracle) judge(r policy.RuleID) oracleVerdict {
	if !o.begun {
		return oracleVerdict{Outcome: policy.NotApplicable}
	}
	switch r {
	case cbe3007.FaceToFaceEveryTwoMinutes:
		return o.recurring(o.faceToFace)
	case cbe3007.KeyStaffReviewEveryTwoMinutes:
		return o.recurring(o.twoKeyStaff)
	case cbe3007.SeclusionAtMostThirtyMinutes:
		return o.limited()
	case cbe3007.ParentsInformedSameDay:
		return o.owed(1, func(oracleStretch) []policy.Event { return o.since }, o.informed, o.toParent)
	case cbe3007.DebriefWithinThreeDays:
		held := func(policy.Event) policy.Answer { return policy.Yes }
		nothing := func(policy.Event) policy.Answer { return policy.No }
		return o.owed(4, func(s oracleStretch) []policy.Event { return s.debriefs }, held, nothing)
	}
	panic("the oracle does not know " + r)
}

// recurring judges 7(16): in each stretch, from its beginning to the first act, between acts, and from the last to its end.
func (o *oracle) recurring(counts func(policy.Event) policy.Answer) oracleVerdict {
	const most = 2 * time.Minute
	v := oracleVerdict{Outcome: policy.Satisfied}
	for _, s := range o.stretches {
		with, sure := []time.Time{s.from}, []time.Time{s.from}
		for _, e := range s.acts {
			switch counts(e) {
			case policy.Yes:
				with, sure = append(with, e.At), append(sure, e.At)
			case policy.NotRecorded:
				with = append(with, e.At)
			}
		}
		with, sure = append(with, s.to), append(sure, s.to)
		tooFar := func(points []time.Time, outcome policy.Outcome) (gaps []oracleFinding) {
			for i, from := range points[:len(points)-1] {
				until := points[i+1]
				if until.Sub(from) <= most {
					continue
				}
				g := oracleFinding{From: from, Until: until, Due: from.Add(most), Measured: until.Sub(from), Allowed: most, Outcome: outcome}
				if s.open && i == len(points)-2 {
					g.Until = time.Time{}
				}
				gaps = append(gaps, g)
			}
			return gaps
		}
		broken := tooFar(with, policy.Breached)
		v.Found = append(v.Found, broken...)
		for _, g := range tooFar(sure, policy.Undetermined) {
			end := g.From.Add(g.Measured)
			within := func(b oracleFinding) bool { return !b.From.Before(g.From) && b.From.Before(end) }
			if !slices.ContainsFunc(broken, within) { // else it was broken whatever those acts were
				v.Found = append(v.Found, g)
			}
		}
		if s.open {
			v.Outcome = policy.Pending
		}
	}
	return v.gravest()
}

// limited judges 7(17): all stretches together.
func (o *oracle) limited() oracleVerdict {
	const most = 30 * time.Minute
	v := oracleVerdict{Outcome: policy.Satisfied}
	if o.held() {
		v.Outcome = policy.Pending
	}
	var passed time.Time
	for _, s := range o.stretches {
		if before := o.inAll(s.from); before <= most && before+s.to.Sub(s.from) > most {
			passed = s.from.Add(most - before)
		}
	}
	if passed.IsZero() {
		return v
	}
	last := o.stretches[len(o.stretches)-1]
	f := oracleFinding{From: o.stretches[0].from, Until: last.to, Due: passed, Measured: o.inAll(o.now), Allowed: most,
		Outcome: policy.Breached}
	if last.open {
		f.Until = time.Time{}
	}
	v.Found = []oracleFinding{f}
	return v.gravest()
}

// inAll is how long the student had been held by an instant.
func (o *oracle) inAll(by time.Time) (sum time.Duration) {
	for _, s := range o.stretches {
		switch {
		case !s.to.After(by):
			sum += s.to.Sub(s.from)
		case s.from.Before(by):
			sum += by.Sub(s.from)
		}
	}
	return sum
}

// owed judges what is owed after the last release, by the beginning of the local day so many days after it. Acts are those that
// can count after a stretch. An act by then that would excuse turns a breach into an excuse.
func (o *oracle) owed(days int, acts func(oracleStretch) []policy.Event,
	counts, excuses func(policy.Event) policy.Answer) oracleVerdict {
	v := oracleVerdict{Outcome: policy.NotApplicable}
	for i, s := range o.stretches {
		if s.open {
			continue
		}
		due := o.midnight(s.to, days)
		f := oracleFinding{From: s.to, Due: due, Measured: o.now.Sub(s.to), Allowed: due.Sub(s.to)}
		perhaps, excused := false, policy.No
		for _, e := range acts(s) {
			onTime := !e.At.After(due)
			switch counts(e) {
			case policy.Yes:
				if f.Until.IsZero() || e.At.Before(f.Until) {
					f.Until, f.Measured = e.At, e.At.Sub(s.to)
				}
			case policy.NotRecorded:
				perhaps = perhaps || onTime
			}
			thatDay := o.day(e.At) == o.day(s.to) || e.At.Equal(due)
			if a := excuses(e); onTime && thatDay && (a == policy.Yes || a == policy.NotRecorded && excused == policy.No) {
				excused = a
			}
		}
		done := !f.Until.IsZero() && !f.Until.After(due)
		if i+1 < len(o.stretches) && (done || !o.stretches[i+1].from.After(due)) {
			continue // held again before it was late: this was not the last release
		}
		switch {
		case done:
			f.Outcome = policy.Satisfied
		case !o.now.After(due):
			f.Outcome = policy.Pending
		case perhaps:
			f.Outcome = policy.Undetermined
		case excused == policy.Yes:
			f.Outcome = policy.Excused
		case excused == policy.NotRecorded:
			f.Outcome = policy.Undetermined
		default:
			f.Outcome = policy.Breached
		}
		if f.Outcome == policy.Satisfied || f.Outcome == policy.Pending {
			v.Outcome = v.graver(v.Outcome, f.Outcome)
		} else {
			v.Found = append(v.Found, f)
		}
	}
	return v.gravest()
}

// day is the local day of an instant, as a reader of the clock on the wall would write it.
func (o *oracle) day(t time.Time) string { return t.In(o.zone).Format("Monday 2 January 2006") }

// midnight walks on from t, a quarter of an hour at a time, until so many local days have begun.
func (o *oracle) midnight(t time.Time, days int) time.Time {
	for t = t.Truncate(15 * time.Minute); days > 0; {
		day := t.In(o.zone).Day()
		if t = t.Add(15 * time.Minute); t.In(o.zone).Day() != day {
			days--
		}
	}
	return t
}

func (o *oracle) faceToFace(e policy.Event) policy.Answer {
	if e.Activity != policy.Monitor {
		return policy.No
	}
	return o.stated(e, policy.FaceToFace)
}

// twoKeyStaff says whether two distinct people reviewed who hold both trainings at that time. Where nobody is named, it is not
// on record who reviewed.
func (o *oracle) twoKeyStaff(e policy.Event) policy.Answer {
	if e.Activity != policy.Review {
		return policy.No
	}
	if len(e.By) == 0 {
		return policy.NotRecorded
	}
	sure, perhaps := map[string]bool{}, map[string]bool{}
	for _, p := range e.By {
		fba, tci := o.trained(policy.TrainedFBA, p.ID, e.At), o.trained(policy.TrainedTCI, p.ID, e.At)
		if fba == policy.No || tci == policy.No {
			continue
		}
		perhaps[p.ID] = true
		if fba == policy.Yes && tci == policy.Yes {
			sure[p.ID] = true
		}
	}
	switch {
	case len(sure) >= 2:
		return policy.Yes
	case len(perhaps) >= 2:
		return policy.NotRecorded
	}
	return policy.No
}

// trained looks through all that is on record of a person's training: the latest that is in force counts, and where none is, no.
func (o *oracle) trained(f policy.Fact, person string, at time.Time) policy.Answer {
	answer, latest := policy.NotRecorded, time.Time{}
	for _, e := range o.events {
		for _, c := range e.Standing {
			if c.Fact == f && c.Subject == person && answer == policy.NotRecorded {
				answer = policy.No
			}
		}
	}
	for _, e := range o.events {
		for _, c := range e.Standing {
			inForce := !at.Before(c.From) && (c.Until.IsZero() || at.Before(c.Until))
			if c.Fact == f && c.Subject == person && inForce && !c.From.Before(latest) {
				answer, latest = c.Answer, c.From
			}
		}
	}
	return answer
}

// toParent says whether a contact was one with a parent, reached or not.
func (o *oracle) toParent(e policy.Event) policy.Answer {
	if e.Activity != policy.Contact {
		return policy.No
	}
	answer := policy.No
	for _, p := range e.To {
		if p.Role == policy.Parent {
			return policy.Yes
		}
		if p.Role == "" {
			answer = policy.NotRecorded
		}
	}
	if len(e.To) == 0 {
		return policy.NotRecorded
	}
	return answer
}

// informed says whether a parent was reached.
func (o *oracle) informed(e policy.Event) policy.Answer {
	parent, reached := o.toParent(e), o.stated(e, policy.Reached)
	switch {
	case parent == policy.No || reached == policy.No:
		return policy.No
	case parent == policy.Yes && reached == policy.Yes:
		return policy.Yes
	}
	return policy.NotRecorded
}

func (o *oracle) stated(e policy.Event, f policy.Fact) policy.Answer {
	for _, s := range e.Facts {
		if s.Fact == f {
			return s.Answer
		}
	}
	return policy.NotRecorded
}

// gravest puts the occurrences in order, and lets the rule come to the gravest.
func (v oracleVerdict) gravest() oracleVerdict {
	for i := range v.Found {
		v.Outcome = v.graver(v.Outcome, v.Found[i].Outcome)
	}
	slices.SortFunc(v.Found, func(a, b oracleFinding) int {
		return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Measured, b.Measured), cmp.Compare(a.Outcome, b.Outcome))
	})
	return v
}

func (oracleVerdict) graver(a, b policy.Outcome) policy.Outcome {
	order := []policy.Outcome{policy.NotApplicable, policy.Satisfied, policy.Excused, policy.Pending, policy.Undetermined,
		policy.Breached}
	return order[max(slices.Index(order, a), slices.Index(order, b))]
}

// String says a verdict in full. Two that say the same are the same.
func (v oracleVerdict) String() string {
	s := v.Outcome.String()
	for _, f := range v.Found {
		s += fmt.Sprintf("\n%s from %s until %s, due %s, measured %s, allowed %s", f.Outcome, oracleClock(f.From), oracleClock(f.Until),
			oracleClock(f.Due), f.Measured, f.Allowed)
	}
	return s
}

func oracleClock(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.In(oracleZone()).Format("2006-01-02 15:04:05.999999999 MST")
}

// engineVerdicts puts what the engine says in the same form.
func engineVerdicts(a policy.Assessment) map[policy.RuleID]oracleVerdict {
	by := map[policy.RuleID]oracleVerdict{}
	for f := range a.Findings() {
		v := by[f.Rule]
		v.Found = append(v.Found, oracleFinding{f.From, f.Until, f.Due, f.Measured, f.Allowed, f.Outcome})
		by[f.Rule] = v
	}
	for _, r := range oracleRules {
		v := by[r].gravest()
		v.Outcome = a.Outcome(r)
		by[r] = v
	}
	return by
}

// drawnIncident is a drawn one.
type drawnIncident struct {
	events []policy.Event // in the order in which they were told, some twice
	first  int            // so many are told before it is assessed for the first time
	nows   []time.Time
	known  time.Time
}

// String tells it as one would report it: in order of time, from the first instant on.
func (c drawnIncident) String() string {
	events := slices.Clone(c.events)
	slices.SortStableFunc(events, func(a, b policy.Event) int { return a.At.Compare(b.At) })
	var b strings.Builder
	for _, e := range events {
		fmt.Fprintf(&b, "\t%s %s %s by %v to %v facts %v", oracleClock(e.At), e.ID, e.Activity, e.By, e.To, e.Facts)
		if e.Sequence > 0 {
			fmt.Fprintf(&b, " sequence %d", e.Sequence)
		}
		if !e.Recorded.IsZero() {
			fmt.Fprintf(&b, " recorded %s", oracleClock(e.Recorded))
		}
		for _, s := range e.Standing {
			fmt.Fprintf(&b, "\n\t\t%s of %s: %s from %s until %s", s.Fact, s.Subject, s.Answer, oracleClock(s.From), oracleClock(s.Until))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// oracleZone is read once: reading it is slow.
var oracleZone = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("America/Edmonton")
	if err != nil {
		panic(err)
	}
	return zone
})

// drawStarts are an ordinary day, a weekend, shortly before midnight, and the nights and days before and of both clock changes.
func drawStarts() []time.Time {
	var ts []time.Time
	for _, s := range []string{"2025-10-06 10:00", "2025-10-10 14:45", "2025-10-06 23:40", "2025-10-31 10:00", "2025-11-01 23:50",
		"2025-11-02 00:40", "2025-11-02 10:00", "2026-03-05 13:00", "2026-03-07 23:45", "2026-03-08 01:40", "2026-03-08 10:00"} {
		t, err := time.ParseInLocation("2006-01-02 15:04", s, oracleZone())
		if err != nil {
			panic(err)
		}
		ts = append(ts, t)
	}
	return ts
}

// The writer of an incident draws from these. What stands twice is drawn twice as often.
var (
	drawQuick = []time.Duration{time.Minute, 2 * time.Minute, 90 * time.Second, 30 * time.Second, time.Second, 0, 119 * time.Second}
	drawSlow  = []time.Duration{time.Minute, 2 * time.Minute, 0, 121 * time.Second, 3 * time.Minute, 4 * time.Minute, 7 * time.Minute,
		14 * time.Minute}
	drawWild = []time.Duration{0, 0, 0, 0, time.Minute, time.Minute, time.Minute, 3 * time.Minute, 20 * time.Minute,
		26 * time.Hour}
	drawLater = []time.Duration{time.Minute, 10 * time.Minute, time.Hour, 3 * time.Hour, 10 * time.Hour, 26 * time.Hour,
		50 * time.Hour}
	drawLimits = []time.Duration{0, 2 * time.Minute, 4 * time.Minute, 30 * time.Minute}
	drawOff    = []time.Duration{0, time.Nanosecond, -time.Nanosecond, time.Second}
	drawAnswer = []policy.Answer{policy.Yes, policy.No, policy.NotRecorded}
	drawYes    = []policy.Answer{policy.Yes, policy.Yes, policy.NotRecorded, policy.Yes, policy.Yes, policy.Yes, policy.No, policy.Yes}
	drawStaff  = []string{"ann", "bob", "cay", "dee"}
	drawInside = []policy.Activity{policy.Monitor, policy.Review, policy.Monitor, policy.Release, policy.Review, policy.Monitor,
		policy.Review, policy.StepDown}
	drawOutside = []policy.Activity{policy.Contact, policy.Debrief, policy.Contact, policy.Resume, policy.End, policy.Close,
		policy.Resume}
	drawAny = []policy.Activity{policy.Release, policy.Monitor, policy.Review, policy.Resume, policy.Contact, policy.End,
		policy.Interrupt, policy.Debrief, policy.Initiate, policy.Attest, policy.Observe, policy.StepDown, policy.Close}
	drawCalled = [][]policy.Person{{{ID: "mum", Role: policy.Parent}}, {{ID: "mum", Role: policy.Parent}},
		{{ID: "mum", Role: policy.Parent}}, {{ID: "head", Role: policy.Principal}},
		{{ID: "head", Role: policy.Principal}, {ID: "dad", Role: policy.Parent}}, {{ID: "uncle"}}, {}}
)

// incidentWriter puts an incident on paper.
type incidentWriter struct {
	t       *rapid.T
	clock   time.Time
	events  []policy.Event
	careful bool
	wild    bool
}

func pickOne[V any](w *incidentWriter, label string, of []V) V {
	return rapid.SampledFrom(of).Draw(w.t, label)
}

// odds draws true once in n.
func (w *incidentWriter) odds(n int, label string) bool {
	return rapid.IntRange(0, n-1).Draw(w.t, label) == n-1
}

// instant draws one that lies where something may turn: at a limit after something, at a midnight, 1ns off.
func (w *incidentWriter) instant() time.Time {
	from := w.clock
	if len(w.events) > 0 {
		from = pickOne(w, "event", w.events).At
	}
	switch rapid.IntRange(0, 3).Draw(w.t, "turn") {
	case 0:
		return from.Add(pickOne(w, "limit", drawLimits)).Add(pickOne(w, "off", drawOff))
	case 1:
		return w.midnight(from)
	case 2:
		return from.Add(pickOne(w, "later", drawLater))
	}
	return from.Add(time.Duration(rapid.Int64Range(-600, 3000).Draw(w.t, "seconds")) * time.Second)
}

// midnight draws one some days after, or 1ns off.
func (w *incidentWriter) midnight(after time.Time) time.Time {
	y, m, d := after.In(oracleZone()).Date()
	return time.Date(y, m, d+pickOne(w, "days", []int{1, 4, 0, 2, 5}), 0, 0, 0, 0, oracleZone()).Add(pickOne(w, "off", drawOff))
}

// limit draws the instant at which the first stretch reaches half an hour, or 1ns off.
func (w *incidentWriter) limit() time.Time {
	return w.events[0].At.Add(30 * time.Minute).Add(pickOne(w, "off", drawOff))
}

// add writes one event down at an instant.
func (w *incidentWriter) add(a policy.Activity, at time.Time) *policy.Event {
	e := policy.Event{ID: fmt.Sprintf("e%02d", len(w.events)), Activity: a, At: at}
	if w.odds(10, "ordered") || w.wild && rapid.Bool().Draw(w.t, "order") {
		e.Sequence = rapid.Int32Range(1, 3).Draw(w.t, "sequence")
	}
	answers := drawAnswer
	if w.careful && a != policy.Contact {
		answers = drawYes
	}
	state := func(f policy.Fact) {
		if answer := pickOne(w, string(f), answers); answer != policy.NotRecorded {
			e.Facts = []policy.Stated{{Fact: f, Answer: answer}}
		}
	}
	switch a {
	case policy.Monitor:
		state(policy.FaceToFace)
	case policy.Contact:
		state(policy.Reached)
		e.To = pickOne(w, "to", drawCalled)
	case policy.Review:
		team := []string{"ann", "bob"}
		if !w.careful || w.odds(10, "others") {
			team = nil
			for range rapid.IntRange(0, 3).Draw(w.t, "by") {
				team = append(team, pickOne(w, "who", drawStaff))
			}
		}
		for _, id := range team {
			e.By = append(e.By, policy.Person{ID: id, Role: policy.Teacher})
		}
	}
	w.events = append(w.events, e)
	return &w.events[len(w.events)-1]
}

// trainings draws what the registers say of each: nothing, yes, no, expired, to come, withdrawn, lapsed for a while.
func (w *incidentWriter) trainings() (on []policy.Credential) {
	for i, id := range drawStaff {
		for _, f := range []policy.Fact{policy.TrainedFBA, policy.TrainedTCI} {
			c := policy.Credential{Fact: f, Subject: id, Answer: policy.Yes}
			if i < 2 && w.careful && !w.odds(20, "unsound") {
				on = append(on, c)
				continue
			}
			turn := w.instant()
			no, ends, comes := c, c, c
			no.Answer, ends.Until, comes.From = policy.No, turn, turn
			switch pickOne(w, "training", []int{0, 0, 0, 1, 2, 3, 4, 5, 6}) {
			case 0:
				on = append(on, c)
			case 2:
				on = append(on, no)
			case 3:
				on = append(on, ends)
			case 4:
				on = append(on, comes)
			case 5:
				no.From = turn
				on = append(on, c, no)
			case 6:
				comes.From = turn.Add(3 * time.Minute)
				on = append(on, ends, comes)
			}
		}
	}
	return on
}

func drawIncident(t *rapid.T) drawnIncident {
	w := &incidentWriter{t: t, careful: rapid.Bool().Draw(t, "careful")}
	w.wild = w.odds(4, "wild")
	w.clock = pickOne(w, "start", drawStarts()).Add(time.Duration(rapid.IntRange(0, 59).Draw(t, "second")) * time.Second)
	held := false
	if !w.odds(15, "without a start") {
		w.add(policy.Initiate, w.clock)
		held = true
	}
	for range rapid.IntRange(0, 40).Draw(t, "events") {
		steps := drawSlow
		if w.careful {
			steps = drawQuick
		}
		activities := drawInside
		if !held {
			steps, activities = drawLater, drawOutside
		}
		if w.wild || w.odds(12, "any") {
			activities = drawAny
		}
		if w.wild {
			steps = drawWild
		}
		a := pickOne(w, "activity", activities)
		switch {
		case len(w.events) > 0 && a == policy.Release && w.odds(4, "on the limit"):
			w.clock = w.limit()
			w.add(a, w.clock)
		case (a == policy.Contact || a == policy.Debrief) && w.odds(4, "at midnight"):
			w.add(a, w.midnight(w.clock))
		case w.odds(8, "apart"):
			w.add(a, w.instant())
		default:
			w.clock = w.clock.Add(pickOne(w, "step", steps))
			w.add(a, w.clock)
		}
		if w.careful && a == policy.Monitor {
			w.add(policy.Review, w.clock)
		} else if w.careful && a == policy.Review {
			w.add(policy.Monitor, w.clock)
		}
		switch a {
		case policy.Initiate, policy.Resume:
			held = true
		case policy.Release, policy.End, policy.Interrupt:
			held = false
		}
	}
	if held && !w.odds(4, "without a release") {
		at := w.clock.Add(pickOne(w, "step", drawQuick))
		if rapid.Bool().Draw(t, "on the limit") {
			at = w.limit()
		}
		w.add(policy.Release, at)
	}
	for _, c := range w.trainings() {
		var on *policy.Event
		if len(w.events) > 0 && !w.odds(12, "attested apart") {
			on = &w.events[0]
		} else {
			on = w.add(policy.Attest, w.instant())
		}
		on.Standing = append(on.Standing, c)
	}
	zones := []*time.Location{oracleZone(), time.UTC, time.FixedZone("", 9*60*60)}
	for i := range w.events {
		e := &w.events[i]
		e.At = e.At.In(pickOne(w, "zone", zones))
		if w.odds(3, "late entry") {
			e.Recorded = e.At.Add(pickOne(w, "entered", drawLater))
		}
	}
	c := drawnIncident{events: slices.Clone(w.events)}
	if rapid.Bool().Draw(t, "shuffled") {
		for i := range c.events {
			j := rapid.IntRange(i, len(c.events)-1).Draw(t, "told")
			c.events[i], c.events[j] = c.events[j], c.events[i]
		}
	}
	if len(c.events) > 0 && w.odds(5, "twice") {
		c.events = append(c.events, pickOne(w, "again", c.events))
	}
	c.first = rapid.IntRange(0, len(c.events)).Draw(t, "first")
	for range 2 {
		c.nows = append(c.nows, w.instant())
	}
	c.nows = append(c.nows, w.clock, w.clock.AddDate(0, 1, 0))
	c.known = w.instant()
	return c
}

// oracleAgrees demands that the engine says of an incident what the oracle says: while it is told, after, and by what was on
// record then.
func oracleAgrees(t require.TestingT, c drawnIncident) {
	calendar := &policy.SchoolCalendar{Zone: oracleZone()}
	same := func(inc *seclusion.Incident, events []policy.Event, now time.Time) {
		o, a := oracleOf(events, now, oracleZone()), inc.Assess(now)
		says := engineVerdicts(a)
		for _, r := range oracleRules {
			require.Equal(t, o.judge(r).String(), says[r].String(), "%s at %s of\n%s", r, oracleClock(now), c)
		}
		require.Equal(t, o.inAll(now), a.Held(), "held by %s of\n%s", oracleClock(now), c)
	}
	inc, err := seclusion.Replay(cbe3007.Profile(), calendar, "i-1", slices.Values(c.events[:c.first]))
	require.NoError(t, err)
	same(inc, c.events[:c.first], c.nows[0])
	for _, e := range c.events[c.first:] {
		_, err := inc.Tell(e)
		require.NoError(t, err)
	}
	for _, now := range c.nows {
		same(inc, c.events, now)
	}
	var known []policy.Event
	for _, e := range c.events {
		recorded := e.Recorded
		if recorded.IsZero() {
			recorded = e.At
		}
		if !recorded.After(c.known) {
			known = append(known, e)
		}
	}
	same(inc.Known(c.known), known, c.nows[len(c.nows)-1])
}

func TestTheEngineAgreesWithTheOracle(t *testing.T) {
	for worker := range 4 {
		t.Run(fmt.Sprint(worker), func(t *testing.T) {
			t.Parallel()
			for range 10 { // so often as many as rapid draws: 100, unless it is told otherwise
				rapid.Check(t, func(t *rapid.T) { oracleAgrees(t, drawIncident(t)) })
			}
		})
	}
}

// What is drawn must come to everything that the rules can come to, and lie on limits as well as 1ns beyond.
func TestTheOracleIsNotVacuous(t *testing.T) {
	const drawn, least = 2000, 10
	counts := map[string]int{}
	for seed := range drawn {
		c := rapid.Custom(drawIncident).Example(seed)
		seen := map[string]bool{} // each counts once in an incident
		for _, now := range c.nows {
			o := oracleOf(c.events, now, oracleZone())
			if len(o.stretches) > 1 {
				seen["held again"] = true
			}
			for _, r := range oracleRules {
				v := o.judge(r)
				seen[string(r)+" "+v.Outcome.String()] = true
				for _, f := range v.Found {
					how := "over"
					if f.Until.IsZero() {
						how = "going on"
					}
					seen[fmt.Sprintf("%s %s, %s", r, f.Outcome, how)] = true
					if f.Measured-f.Allowed == 1 {
						seen["1ns too long"] = true
					}
				}
				if v.Outcome == policy.Breached && len(v.Found) > 1 {
					seen["several breaches of one rule"] = true
				}
			}
			for _, s := range o.stretches {
				acts := []time.Time{s.from, s.to}
				for _, e := range s.acts {
					if o.faceToFace(e) == policy.Yes || o.twoKeyStaff(e) == policy.Yes {
						acts = append(acts, e.At)
					}
				}
				slices.SortFunc(acts, time.Time.Compare)
				for i := range acts[1:] {
					if acts[i+1].Sub(acts[i]) == 2*time.Minute {
						seen["exactly two minutes"] = true
					}
				}
			}
			if o.inAll(now) == 30*time.Minute {
				seen["exactly thirty minutes"] = true
			}
			for _, e := range o.since {
				if h, m, s := e.At.In(oracleZone()).Clock(); h|m|s|e.At.Nanosecond() == 0 && !o.held() {
					seen["exactly at midnight"] = true
				}
			}
		}
		for s := range seen {
			counts[s]++
		}
	}
	want := []string{"held again", "1ns too long", "several breaches of one rule", "exactly two minutes", "exactly thirty minutes",
		"exactly at midnight"}
	for i, r := range oracleRules {
		comes := []string{" not-applicable", " satisfied", " pending", " breached", " breached, going on", " breached, over"}
		if i < 2 || r == cbe3007.ParentsInformedSameDay {
			comes = append(comes, " undetermined", " undetermined, over", " undetermined, going on")
		}
		if r == cbe3007.ParentsInformedSameDay {
			comes = append(comes, " excused", " excused, over", " excused, going on")
		}
		for _, c := range comes {
			want = append(want, string(r)+c)
		}
	}
	for _, w := range want {
		t.Logf("%4d of %d: %s", counts[w], drawn, w)
		assert.GreaterOrEqual(t, counts[w], least, w)
	}
}

// oracleEvents reads events as a case below has them: "10:01:00 review ann bob", "2025-10-07 09:00:00 contact parent yes". People
// named at an initiation or an attestation are those whose trainings it puts on record. The day is 2025-10-06 unless it is said.
func oracleEvents(t *testing.T, lines string) []policy.Event {
	var events []policy.Event
	for line := range strings.SplitSeq(lines, "; ") {
		words := strings.Fields(line)
		if !strings.Contains(words[0], "-") {
			words = slices.Insert(words, 0, "2025-10-06")
		}
		at, err := time.ParseInLocation(time.DateTime, words[0]+" "+words[1], oracleZone())
		require.NoError(t, err)
		e := policy.Event{ID: fmt.Sprintf("e%02d", len(events)), Activity: policy.Activity(words[2]), At: at}
		for _, word := range words[3:] {
			answer, said := map[string]policy.Answer{"yes": policy.Yes, "no": policy.No}[word]
			fact := map[policy.Activity]policy.Fact{policy.Monitor: policy.FaceToFace, policy.Contact: policy.Reached}[e.Activity]
			switch {
			case said:
				e.Facts = []policy.Stated{{Fact: fact, Answer: answer}}
			case word[0] == '#':
				e.Sequence = int32(word[1] - '0')
			case e.Activity == policy.Contact:
				e.To = append(e.To, policy.Person{ID: word, Role: policy.Role(word)})
			case e.Activity == policy.Review:
				e.By = append(e.By, policy.Person{ID: word})
			default:
				e.Standing = append(e.Standing, policy.Credential{Fact: policy.TrainedFBA, Subject: word, Answer: policy.Yes},
					policy.Credential{Fact: policy.TrainedTCI, Subject: word, Answer: policy.Yes})
			}
		}
		events = append(events, e)
	}
	return events
}

// What both judges must say of small incidents, worked out by hand.
func TestTheOracleAndTheEngineByHand(t *testing.T) {
	const check, review = cbe3007.FaceToFaceEveryTwoMinutes, cbe3007.KeyStaffReviewEveryTwoMinutes
	const limit, parents = cbe3007.SeclusionAtMostThirtyMinutes, cbe3007.ParentsInformedSameDay
	const debrief = cbe3007.DebriefWithinThreeDays
	for _, c := range []struct {
		name, events, now string
		rule              policy.RuleID
		want              string
	}{
		{"two minutes are two minutes", "10:00:00 initiate; 10:02:00 monitor yes; 10:04:00 release", "10:05:00", check, "satisfied"},
		{"a nanosecond more is too long", "10:00:00 initiate; 10:02:00.000000001 monitor yes; 10:04:00 release", "10:05:00", check,
			"breached\nbreached from 2025-10-06 10:00:00 MDT until 2025-10-06 10:02:00.000000001 MDT, due 2025-10-06 10:02:00 MDT, " +
				"measured 2m0.000000001s, allowed 2m0s"},
		{"one that does not say", "10:00:00 initiate; 10:01:30 monitor; 10:03:00 monitor yes; 10:04:00 release", "10:05:00", check,
			"undetermined\nundetermined from 2025-10-06 10:00:00 MDT until 2025-10-06 10:03:00 MDT, due 2025-10-06 10:02:00 MDT, " +
				"measured 3m0s, allowed 2m0s"},
		{"too long whatever it was", "10:00:00 initiate; 10:01:00 monitor; 10:04:00 monitor yes", "10:05:00", check,
			"breached\nbreached from 2025-10-06 10:01:00 MDT until 2025-10-06 10:04:00 MDT, due 2025-10-06 10:03:00 MDT, " +
				"measured 3m0s, allowed 2m0s"},
		{"the same person twice is one", "10:00:00 initiate ann bob; 10:01:00 review ann ann", "10:02:30", review,
			"breached\nbreached from 2025-10-06 10:00:00 MDT until -, due 2025-10-06 10:02:00 MDT, measured 2m30s, allowed 2m0s"},
		{"held twice, half an hour in all", "10:00:00 initiate; 10:20:00 release; 10:40:00 resume; 10:50:00 release", "11:00:00", limit,
			"satisfied"},
		{"held twice, longer in all", "10:00:00 initiate; 10:20:00 release; 10:40:00 resume; 10:51:00 release", "11:00:00", limit,
			"breached\nbreached from 2025-10-06 10:00:00 MDT until 2025-10-06 10:51:00 MDT, due 2025-10-06 10:50:00 MDT, " +
				"measured 31m0s, allowed 30m0s"},
		{"informed before the release", "10:00:00 initiate; 10:01:00 contact parent yes; 10:02:00 release", "10:03:00", parents,
			"satisfied"},
		{"an attempt that day", "10:00:00 initiate; 10:02:00 release; 10:03:00 contact parent no", "2025-10-07 00:00:01", parents,
			"excused\nexcused from 2025-10-06 10:02:00 MDT until -, due 2025-10-07 00:00:00 MDT, measured 13h58m1s, allowed 13h58m0s"},
		{"an attempt with somebody else", "10:00:00 initiate; 10:02:00 release; 10:03:00 contact principal yes",
			"2025-10-07 00:00:01", parents,
			"breached\nbreached from 2025-10-06 10:02:00 MDT until -, due 2025-10-07 00:00:00 MDT, measured 13h58m1s, allowed 13h58m0s"},
		{"days across a clock change", "2025-11-01 23:00:00 initiate; 2025-11-01 23:02:00 release; 2025-11-05 00:00:00 debrief",
			"2025-11-06 00:00:00", debrief, "satisfied"},
		{"debriefed too late", "2026-03-07 23:00:00 initiate; 2026-03-07 23:02:00 release; 2026-03-11 00:00:01 debrief",
			"2026-03-12 00:00:00", debrief,
			"breached\nbreached from 2026-03-07 23:02:00 MST until 2026-03-11 00:00:01 MDT, due 2026-03-11 00:00:00 MDT, " +
				"measured 71h58m1s, allowed 71h58m0s"},
		// A stretch that is over before the first act is owed was kept: what was due by 10:02 does not become a rule that never spoke.
		{"over before a check was owed", "10:00:00 initiate; 10:01:30 release", "10:05:00", check, "satisfied"},
		{"over before a review was owed", "10:00:00 initiate ann bob; 10:01:30 release", "10:05:00", review, "satisfied"},
		// People write minutes: the seclusion took place, and did not last longer than half an hour.
		{"begun and over in one minute", "10:00:00 initiate; 10:00:00 release", "10:05:00", limit, "satisfied"},
		// Asked for an instant in the past, the assessment knows nothing of what happened later: bob's trainings were not on record.
		{"attested later", "10:00:00 initiate ann; 10:01:00 review ann bob; 10:03:00 release; 11:00:00 attest bob", "10:05:00", review,
			"undetermined\nundetermined from 2025-10-06 10:00:00 MDT until 2025-10-06 10:03:00 MDT, due 2025-10-06 10:02:00 MDT, " +
				"measured 3m0s, allowed 2m0s"},
		// What has no place where it stands is kept and not applied, and so is no debrief: the writer says that it came first.
		{"a debrief before the release", "10:00:00 initiate; 10:01:00 debrief #1; 10:01:00 release #2", "10:05:00", debrief, "pending"},
		// A debrief follows the last release in the order of the record, not only in time.
		{"a debrief before the last release",
			"10:00:00 initiate; 10:05:00 release #1; 10:05:00 debrief #2; 10:05:00 resume #3; 10:05:00 release #4", "10:06:00", debrief,
			"pending"},
	} {
		t.Run(c.name, func(t *testing.T) {
			events, now := oracleEvents(t, c.events), oracleEvents(t, c.now+" observe")[0].At
			require.Equal(t, c.want, oracleOf(events, now, oracleZone()).judge(c.rule).String(), "the oracle")
			inc, err := seclusion.Replay(cbe3007.Profile(), &policy.SchoolCalendar{Zone: oracleZone()}, "i-1", slices.Values(events))
			require.NoError(t, err)
			require.Equal(t, c.want, engineVerdicts(inc.Assess(now))[c.rule].String(), "the engine")
		})
	}
}
