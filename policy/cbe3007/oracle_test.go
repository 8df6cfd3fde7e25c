// The oracle: a second judge, under the default readings, of AR 3007 6(6), 6(7), 7(16)(a), 7(16)(b), 7(17), 7(18), 7(19), 7(36), 7(37), 7(38)
// and 7(43) with its items; and of what it says of the other two kinds: 7(25), 7(26), 7(28), 7(30), 7(31), 7(32), 7(35)(a) to (d).
//
// It is written from the text and from what the project decided where the text is open, and shares no code with the engine: of package policy it takes
// plain data and words only, and it knows no calendar, term, condition, fold or machine; only that what is over cannot end, and what is closed cannot be
// closed, once more. It looks at an incident as a whole, as slowly and as plainly as it can: who was held from when to when, what was
// done in between, what was far from what. Thousands of drawn incidents must come to the same under both. Where they do not, one of the two is wrong, and
// the text decides which.
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
)

// oracleRules are the rules that the oracle knows, of each kind.
var oracleRules = func() map[policy.Kind][]policy.RuleID {
	every := []policy.RuleID{cbe3007.ParentsInformedSameDay, cbe3007.DebriefWithinThreeDays, cbe3007.Documented, cbe3007.PreventionDocumented,
		cbe3007.DetailsDocumented, cbe3007.CourseDocumented, cbe3007.UnderstandingDocumented, cbe3007.ContactDocumented, cbe3007.SafetyDocumented}
	emergency := []policy.RuleID{cbe3007.SeenAndHeard, cbe3007.PlanStepsPastThirtyMinutes, cbe3007.ParentsInformedAfterAll}
	return map[policy.Kind][]policy.RuleID{
		policy.Seclusion: slices.Concat(every, emergency, []policy.RuleID{cbe3007.FaceToFaceEveryTwoMinutes, cbe3007.KeyStaffReviewEveryTwoMinutes,
			cbe3007.SeclusionAtMostThirtyMinutes, cbe3007.SomebodyWhoCanCommunicate, cbe3007.DoorOpenedWhenSafe, cbe3007.StudentHelpsDecide,
			cbe3007.ObservedBeforeClass, cbe3007.StudentCanPlan, cbe3007.PlanForReentry}),
		policy.Restraint: slices.Concat(every, emergency, []policy.RuleID{cbe3007.RestraintAtMostThirtyMinutes, cbe3007.RestraintNotToManageBehaviour,
			cbe3007.RestraintNotAsConsequence, cbe3007.RestraintNotAsCorporalPunishment}),
		policy.TimeOut: slices.Concat(every, []policy.RuleID{cbe3007.TimeOutAtMostFifteenMinutes, cbe3007.VisibleAtAllTimes, cbe3007.KeyStaffReviewTimeOut,
			cbe3007.TimeOutNotUniversal, cbe3007.TimeOutNotToCalm, cbe3007.TimeOutNotAsConsequence, cbe3007.TimeOutNotInSecludedSpace}),
	}
}()

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
	kind      policy.Kind
	events    []policy.Event // that have happened by now, in order
	now       time.Time
	zone      *time.Location
	begun     bool
	since     []policy.Event // the start, and what came after it
	stretches []oracleStretch
	walked    map[oracleWay]time.Time
}

// oracleWay is one from an instant over so many midnights.
type oracleWay struct {
	from int64
	days int
}

// oracleStretch is one time of being held, from its beginning to the release.
type oracleStretch struct {
	from, to time.Time
	open     bool           // it goes on: to is now
	begin    policy.Event   // what began it
	nth      int            // which of all events since the start that was, or the resumption out of a step-down
	there    []policy.Event // who came and left before it: all such events
	acts     []policy.Event // what was done meanwhile
	next     []policy.Event // what came after it, until the student was held again
	later    []policy.Event // what came after it at all
	debriefs []policy.Event // those held after it, while the student was not held
}

// oracleRank is the order of the activities of one instant, so far as drawn incidents have them.
var oracleRank = []policy.Activity{policy.Attest, policy.Initiate, policy.Present, policy.Observe, policy.Explain, policy.Monitor, policy.Review,
	policy.Escalate,
	policy.Absent, policy.StepDown, policy.Release, policy.Resume, policy.Interrupt, policy.End, policy.Contact, policy.Document, policy.Debrief,
	policy.Report, policy.Close}

func oracleOf(kind policy.Kind, events []policy.Event, now time.Time, zone *time.Location) *oracle {
	o := &oracle{kind: kind, now: now, zone: zone, walked: map[oracleWay]time.Time{}}
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
	held, steppingDown, ended, interrupted, closed := false, false, false, false, false
	var there []policy.Event
	ender := "" // what ended the last stretch
	for _, e := range o.events {
		last := len(o.stretches) - 1
		lets := e.Activity == policy.Release || e.Activity == policy.End || e.Activity == policy.Interrupt
		again := false // what is over already
		switch {
		case e.Activity == policy.Initiate && !o.begun, e.Activity == policy.Resume && o.begun && !held:
			o.begun, held, steppingDown, ended, interrupted, closed = true, true, false, false, false, false
			o.stretches = append(o.stretches, oracleStretch{from: e.At, to: now, open: true, begin: e, nth: len(o.since), there: slices.Clone(there)})
			last++
		case !o.begun:
			continue
		case held && lets:
			held, ender = false, e.ID
			o.stretches[last].to, o.stretches[last].open = e.At, false
			ended, interrupted = e.Activity == policy.End, e.Activity == policy.Interrupt
		case held && e.Activity == policy.Resume:
			again = !steppingDown
			steppingDown = false
			if !again { // the step-down was broken off: what it held is of another time
				o.stretches[last].nth = len(o.since)
			}
		case held:
			again = e.Activity == policy.Initiate || e.Activity == policy.Debrief || e.Activity == policy.Close
			steppingDown = steppingDown || e.Activity == policy.StepDown
		default:
			switch e.Activity {
			case policy.Initiate, policy.Release, policy.Review:
				again = true
			case policy.Close:
				again, closed, ended, interrupted = closed, true, false, false
			case policy.Interrupt:
				again = ended || interrupted || closed
				interrupted = interrupted || !again
			case policy.End:
				again = ended
				ended = ended || !interrupted && !closed
			case policy.Debrief:
				// After the debrief of what has ended, the end may be put on record once more: its step-down took until then.
				if ended || interrupted {
					ended, interrupted = false, true
				}
			}
		}
		if again {
			continue
		}
		if !held && e.Activity == policy.Debrief {
			for i := range o.stretches {
				o.stretches[i].debriefs = append(o.stretches[i].debriefs, e)
			}
		}
		if held && len(o.stretches) > 0 && o.stretches[last].begin.ID != e.ID {
			o.stretches[last].acts = append(o.stretches[last].acts, e)
		}
		for i := range o.stretches {
			s := &o.stretches[i]
			if s.open || i == last && e.ID == ender {
				continue
			}
			s.later = append(s.later, e)
			if i == last {
				s.next = append(s.next, e)
			}
		}
		switch e.Activity {
		case policy.Initiate, policy.Resume, policy.Present, policy.Absent:
			there = append(there, e)
		}
		o.since = append(o.since, e)
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
	all := func(oracleStretch) []policy.Event { return o.since }
	later := func(s oracleStretch) []policy.Event { return s.later }
	yes := func(policy.Event) policy.Answer { return policy.Yes }
	no := func(policy.Event) policy.Answer { return policy.No }
	stating := func(f policy.Fact, by ...policy.Activity) func(policy.Event) policy.Answer {
		return func(e policy.Event) policy.Answer {
			if !slices.Contains(by, e.Activity) {
				return policy.No
			}
			return o.stated(e, f)
		}
	}
	threeDays := func(s oracleStretch) time.Time { return o.midnight(s.to, 4) }
	// What is on record of a stretch, whenever it came there: from its beginning on, for what was written down before is of an earlier one.
	itsOwn := func(s oracleStretch) []policy.Event { return o.since[s.nth:] }
	onRecord := func(due func(oracleStretch) time.Time, counts func(policy.Event) policy.Answer) oracleVerdict {
		return o.owed(due, itsOwn, counts, no, policy.Flagged)
	}
	document := func(f policy.Fact) oracleVerdict { return onRecord(o.rested, stating(f, policy.Document)) }
	ending := func(f policy.Fact) oracleVerdict {
		return onRecord(threeDays, stating(f, policy.StepDown, policy.End))
	}
	switch r {
	case cbe3007.FaceToFaceEveryTwoMinutes:
		return o.recurring(o.faceToFace)
	case cbe3007.KeyStaffReviewEveryTwoMinutes:
		return o.recurring(o.twoKeyStaff)
	case cbe3007.SeclusionAtMostThirtyMinutes, cbe3007.RestraintAtMostThirtyMinutes:
		return o.limited(30 * time.Minute)
	case cbe3007.TimeOutAtMostFifteenMinutes:
		return o.limited(15 * time.Minute)
	case cbe3007.PlanStepsPastThirtyMinutes:
		return o.steps()
	case cbe3007.ParentsInformedSameDay:
		excuses := o.toParent
		if o.kind == policy.TimeOut { // 7(37) does not name it
			excuses = no
		}
		return o.owed(func(s oracleStretch) time.Time { return o.midnight(s.to, 1) }, all, o.informed, excuses, policy.Breached)
	case cbe3007.ParentsInformedAfterAll:
		return o.afterAll()
	case cbe3007.DebriefWithinThreeDays:
		return o.owed(threeDays, func(s oracleStretch) []policy.Event { return s.debriefs }, yes, no, policy.Breached)
	case cbe3007.SeenAndHeard:
		return o.throughout(func(s oracleStretch, until int) (applies, holds policy.Answer) {
			return policy.Yes, oracleAll(s.lasting(policy.VisualMonitoring, until), s.lasting(policy.AuralMonitoring, until))
		})
	case cbe3007.VisibleAtAllTimes:
		return o.throughout(func(s oracleStretch, until int) (applies, holds policy.Answer) {
			return policy.Yes, s.lasting(policy.VisualMonitoring, until)
		})
	case cbe3007.SomebodyWhoCanCommunicate:
		return o.throughout(func(s oracleStretch, until int) (applies, holds policy.Answer) {
			return o.onFile(policy.SpeechInadequate, ""), o.communicates(s, until)
		})
	case cbe3007.DoorOpenedWhenSafe:
		return onRecord(threeDays, stating(policy.DoorOpened, policy.StepDown, policy.End, policy.Release))
	case cbe3007.StudentHelpsDecide:
		return ending(policy.StudentHelpedDecide)
	case cbe3007.ObservedBeforeClass:
		return ending(policy.ObservationPeriod)
	case cbe3007.StudentCanPlan:
		return ending(policy.PreventionPlanOffered)
	case cbe3007.PlanForReentry:
		return ending(policy.ReentryPlan)
	case cbe3007.Documented:
		return o.owed(o.rested, later, func(e policy.Event) policy.Answer {
			if e.Activity == policy.Document {
				return policy.Yes
			}
			return policy.No
		}, no, policy.Flagged)
	case cbe3007.PreventionDocumented:
		return document(policy.PreventionRecorded)
	case cbe3007.DetailsDocumented:
		return document(policy.DetailsRecorded)
	case cbe3007.CourseDocumented:
		return document(policy.CourseRecorded)
	case cbe3007.SafetyDocumented:
		return document(policy.SafetyMeasuresRecorded)
	case cbe3007.UnderstandingDocumented:
		return onRecord(o.rested, stating(policy.UnderstandingRecorded, policy.Explain, policy.Document))
	case cbe3007.ContactDocumented:
		return o.owed(o.rested, all, o.toParent, no, policy.Flagged) // a parent is told of the whole, also before it goes on
	case cbe3007.RestraintNotToManageBehaviour:
		return o.never(policy.AsBehaviourManagement)
	case cbe3007.RestraintNotAsConsequence, cbe3007.TimeOutNotAsConsequence:
		return o.never(policy.AsConsequence)
	case cbe3007.RestraintNotAsCorporalPunishment:
		return o.never(policy.AsCorporalPunishment)
	case cbe3007.TimeOutNotUniversal:
		return o.never(policy.AsUniversalSupport)
	case cbe3007.TimeOutNotToCalm:
		return o.never(policy.AsCalmingStrategy)
	case cbe3007.TimeOutNotInSecludedSpace:
		return o.never(policy.SecludedSpace)
	case cbe3007.KeyStaffReviewTimeOut:
		return o.reviewed()
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

// limited judges 7(17), 7(25) and 7(32): all stretches together.
func (o *oracle) limited(most time.Duration) oracleVerdict {
	v := oracleVerdict{Outcome: policy.Satisfied}
	if o.held() {
		v.Outcome = policy.Pending
	}
	passed, _ := o.passes(most)
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

// passes is when the student had been held for so long and still was, and in which stretch.
func (o *oracle) passes(most time.Duration) (passed time.Time, in oracleStretch) {
	for _, s := range o.stretches {
		if before := o.inAll(s.from); before <= most && before+s.to.Sub(s.from) > most {
			passed, in = s.from.Add(most-before), s
		}
	}
	return passed, in
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

// owed judges what is owed after the last release. Acts are those that can count after a stretch; one from before the release is done at the
// release. One by then that would excuse turns a breach into an excuse.
func (o *oracle) owed(by func(oracleStretch) time.Time, acts func(oracleStretch) []policy.Event,
	counts, excuses func(policy.Event) policy.Answer, late policy.Outcome) oracleVerdict {
	v := oracleVerdict{Outcome: policy.NotApplicable}
	for i, s := range o.stretches {
		if s.open {
			continue
		}
		due := by(s)
		f := oracleFinding{From: s.to, Due: due, Measured: o.now.Sub(s.to), Allowed: due.Sub(s.to)}
		perhaps, excused := false, policy.No
		for _, e := range acts(s) {
			onTime := !e.At.After(due)
			switch counts(e) {
			case policy.Yes:
				if f.Until.IsZero() || e.At.Before(f.Until) {
					f.Until, f.Measured = e.At, max(0, e.At.Sub(s.to))
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
			f.Outcome = late
		}
		if f.Outcome == policy.Satisfied || f.Outcome == policy.Pending {
			v.Outcome = v.graver(v.Outcome, f.Outcome)
		} else {
			v.Found = append(v.Found, f)
		}
	}
	return v.gravest()
}

// rested is when something first rests on the documentation of what ended with a stretch: a report, a debrief, the closing of the file, or the
// end of the third day.
func (o *oracle) rested(s oracleStretch) time.Time {
	due := o.midnight(s.to, 4)
	for _, e := range s.next {
		if (e.Activity == policy.Report || e.Activity == policy.Debrief || e.Activity == policy.Close) && e.At.Before(due) {
			due = e.At
		}
	}
	return due
}

// from judges one thing that is owed from an instant on, whether the student is held or not.
func (o *oracle) from(anchor, due time.Time, applies policy.Answer, acts []policy.Event, counts func(policy.Event) policy.Answer,
	late policy.Outcome) (f oracleFinding) {
	f = oracleFinding{From: anchor, Due: due, Measured: o.now.Sub(anchor), Allowed: due.Sub(anchor)}
	perhaps := false
	for _, e := range acts {
		if e.At.Before(anchor) {
			continue
		}
		switch counts(e) {
		case policy.Yes:
			if f.Until.IsZero() {
				f.Until, f.Measured = e.At, e.At.Sub(anchor)
			}
		case policy.NotRecorded:
			perhaps = perhaps || !e.At.After(due)
		}
	}
	switch {
	case !f.Until.IsZero() && !f.Until.After(due):
		f.Outcome = policy.Satisfied
	case !o.now.After(due) && applies == policy.Yes:
		f.Outcome = policy.Pending
	case perhaps || applies == policy.NotRecorded:
		f.Outcome = policy.Undetermined
	default:
		f.Outcome = late
	}
	return f
}

// verdictOf puts together what single duties come to.
func verdictOf(fs ...oracleFinding) oracleVerdict {
	v := oracleVerdict{Outcome: policy.NotApplicable}
	for _, f := range fs {
		if f.Outcome == policy.Satisfied || f.Outcome == policy.Pending {
			v.Outcome = v.graver(v.Outcome, f.Outcome)
		} else {
			v.Found = append(v.Found, f)
		}
	}
	return v.gravest()
}

// steps judges 7(18) and 7(26): where there is danger when half an hour is over, the plan's steps are followed within two minutes, unless they
// were followed in that stretch already. To let the student out is to need them no more.
func (o *oracle) steps() oracleVerdict {
	passed, s := o.passes(30 * time.Minute)
	if passed.IsZero() {
		return verdictOf()
	}
	n := 0
	for n < len(s.acts) && !s.acts[n].At.After(passed) {
		n++
	}
	self, others := s.lasting(policy.DangerToSelf, n), s.lasting(policy.DangerToOthers, n)
	danger := policy.NotRecorded
	if self == policy.Yes || others == policy.Yes {
		danger = policy.Yes
	} else if self == policy.No && others == policy.No {
		return verdictOf()
	}
	var calls []policy.Event
	anew := 0 // a step-down that was broken off by then: steps before that were of another time
	for i, e := range s.acts[:n] {
		if e.Activity == policy.Resume {
			anew = i
		}
	}
	for _, e := range s.acts[anew:] {
		if e.Activity == policy.Escalate {
			if e.At.Before(passed) {
				e.At = passed
			}
			calls = append(calls, e)
		}
	}
	if !s.open {
		calls = append(calls, policy.Event{Activity: policy.Release, At: s.to})
	}
	return verdictOf(o.from(passed, passed.Add(2*time.Minute), danger, calls, func(e policy.Event) policy.Answer {
		if e.Activity == policy.Release {
			return policy.Yes
		}
		return o.stated(e, policy.PlanStepsFollowed)
	}, policy.Flagged))
}

// afterAll judges 7(37): from the end of each day on which an attempt was excuse enough, until the bell of the next day with school.
func (o *oracle) afterAll() oracleVerdict {
	var fs []oracleFinding
	for _, was := range o.judge(cbe3007.ParentsInformedSameDay).Found {
		if was.Outcome != policy.Excused {
			continue
		}
		bell := was.Due
		for bell.In(o.zone).Format("15:04") != "15:30" || bell.In(o.zone).Weekday() == time.Saturday || bell.In(o.zone).Weekday() == time.Sunday {
			bell = bell.Add(15 * time.Minute)
		}
		fs = append(fs, o.from(was.Due, bell, policy.Yes, o.since, o.informed, policy.Flagged))
	}
	return verdictOf(fs...)
}

// reviewed judges 7(31): by the time that the student is let go for the first time, key staff have reviewed face to face.
func (o *oracle) reviewed() oracleVerdict {
	first := o.stretches[0]
	due := first.to
	if first.open {
		due = first.to.Add(time.Hour) // nobody knows when yet
	}
	return verdictOf(o.from(first.from, due, policy.Yes, o.since, func(e policy.Event) policy.Answer {
		if e.Activity != policy.Review {
			return policy.No
		}
		who, face := o.keyStaff(e, 1), o.stated(e, policy.FaceToFace)
		switch {
		case who == policy.No || face == policy.No:
			return policy.No
		case who == policy.Yes && face == policy.Yes:
			return policy.Yes
		}
		return policy.NotRecorded
	}, policy.Breached))
}

// never judges a prohibition: what began it, each time, says that it was not so.
func (o *oracle) never(f policy.Fact) oracleVerdict {
	var fs []oracleFinding
	outcome := map[policy.Answer]policy.Outcome{policy.No: policy.Satisfied, policy.Yes: policy.Breached, policy.NotRecorded: policy.Undetermined}
	for _, s := range o.stretches {
		for _, e := range append([]policy.Event{s.begin}, s.acts...) {
			if e.ID == s.begin.ID || e.Activity == policy.Resume { // out of a step-down it begins again too
				fs = append(fs, oracleFinding{From: e.At, Until: e.At, Outcome: outcome[o.stated(e, f)]})
			}
		}
	}
	return verdictOf(fs...)
}

// throughout judges what holds without a gap in each stretch. A time of no length is none, but parts what is before it and after it.
func (o *oracle) throughout(holds func(s oracleStretch, until int) (applies, holds policy.Answer)) oracleVerdict {
	var fs []oracleFinding
	for _, s := range o.stretches {
		var parts []oracleFinding
		for n := 0; n <= len(s.acts); n++ {
			f := oracleFinding{From: s.from, Outcome: policy.Undetermined}
			if n > 0 {
				f.From = s.acts[n-1].At
			}
			switch applies, is := holds(s, n); {
			case applies == policy.No:
				f.Outcome = policy.NotApplicable
			case is == policy.Yes:
				f.Outcome = policy.Satisfied
			case is == policy.No && applies == policy.Yes:
				f.Outcome = policy.Breached
			}
			if len(parts) == 0 || parts[len(parts)-1].Outcome != f.Outcome {
				parts = append(parts, f)
			}
		}
		for i := range parts {
			f := &parts[i]
			f.Until = s.to
			if i+1 < len(parts) {
				f.Until = parts[i+1].From
			}
			f.Measured = f.Until.Sub(f.From)
			if f.Outcome == policy.NotApplicable || f.Outcome != policy.Satisfied && f.Measured == 0 {
				continue
			}
			if s.open && i == len(parts)-1 {
				f.Until = time.Time{}
			}
			fs = append(fs, *f)
		}
	}
	return verdictOf(fs...)
}

// lasting is what a fact is in a stretch after so many acts: what was said of it last.
func (s oracleStretch) lasting(f policy.Fact, acts int) policy.Answer {
	answer := policy.NotRecorded
	for _, e := range append([]policy.Event{s.begin}, s.acts[:acts]...) {
		for _, said := range e.Facts {
			if said.Fact == f && said.Answer != policy.NotRecorded {
				answer = said.Answer
			}
		}
	}
	return answer
}

func oracleAll(as ...policy.Answer) policy.Answer {
	switch {
	case slices.Contains(as, policy.No):
		return policy.No
	case slices.Contains(as, policy.NotRecorded):
		return policy.NotRecorded
	}
	return policy.Yes
}

// communicates says whether somebody is there who can communicate with the student: who came and has not left. It is no once somebody who can has
// left, and nobody is there of whom it is not known.
func (o *oracle) communicates(s oracleStretch, acts int) policy.Answer {
	there, gone := map[string]bool{}, map[string]bool{}
	for _, e := range slices.Concat(s.there, []policy.Event{s.begin}, s.acts[:acts]) {
		for _, p := range e.By {
			switch e.Activity {
			case policy.Initiate, policy.Resume, policy.Present:
				there[p.ID] = true
			case policy.Absent:
				delete(there, p.ID)
				gone[p.ID] = true
			}
		}
	}
	unknown, left := false, false
	for id := range there {
		switch o.onFile(policy.CommunicatesWithThem, id) {
		case policy.Yes:
			return policy.Yes
		case policy.NotRecorded:
			unknown = true
		}
	}
	for id := range gone {
		left = left || o.onFile(policy.CommunicatesWithThem, id) == policy.Yes
	}
	if left && !unknown {
		return policy.No
	}
	return policy.NotRecorded
}

// onFile is what the registers say of somebody, where nothing begins or runs out.
func (o *oracle) onFile(f policy.Fact, subject string) policy.Answer {
	answer := policy.NotRecorded
	for _, e := range o.events {
		for _, c := range e.Standing {
			if c.Fact == f && c.Subject == subject {
				answer = c.Answer
			}
		}
	}
	return answer
}

// day is the local day of an instant, as a reader of the clock on the wall would write it.
func (o *oracle) day(t time.Time) string { return t.In(o.zone).Format("Monday 2 January 2006") }

// midnight walks on from t, a quarter of an hour at a time, until so many local days have begun. It walks each way once.
func (o *oracle) midnight(t time.Time, days int) time.Time {
	way := oracleWay{t.UnixNano(), days}
	there, walked := o.walked[way]
	if !walked {
		there = o.walk(t, days)
		o.walked[way] = there
	}
	return there
}

func (o *oracle) walk(t time.Time, days int) time.Time {
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

func (o *oracle) twoKeyStaff(e policy.Event) policy.Answer {
	if e.Activity != policy.Review {
		return policy.No
	}
	return o.keyStaff(e, 2)
}

// keyStaff says whether so many distinct people reviewed who hold both trainings at that time. Where nobody is named, it is not on record
// who reviewed.
func (o *oracle) keyStaff(e policy.Event, least int) policy.Answer {
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
	case len(sure) >= least:
		return policy.Yes
	case len(perhaps) >= least:
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
	order := []policy.Outcome{policy.NotApplicable, policy.Satisfied, policy.Excused, policy.Pending, policy.Flagged, policy.Undetermined,
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
func engineVerdicts(kind policy.Kind, a policy.Assessment) map[policy.RuleID]oracleVerdict {
	by := map[policy.RuleID]oracleVerdict{}
	for f := range a.Findings() {
		v := by[f.Rule]
		v.Found = append(v.Found, oracleFinding{f.From, f.Until, f.Due, f.Measured, f.Allowed, f.Outcome})
		by[f.Rule] = v
	}
	for _, r := range oracleRules[kind] {
		v := by[r].gravest()
		v.Outcome = a.Outcome(r)
		by[r] = v
	}
	return by
}

// drawnIncident is a drawn one.
type drawnIncident struct {
	kind   policy.Kind
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
	b.WriteString(string(c.kind) + "\n")
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
		50 * time.Hour, 80 * time.Hour}
	drawLimits = []time.Duration{0, 2 * time.Minute, 4 * time.Minute, 30 * time.Minute}
	drawOff    = []time.Duration{0, time.Nanosecond, -time.Nanosecond, time.Second}
	drawAnswer = []policy.Answer{policy.Yes, policy.No, policy.NotRecorded}
	drawNo     = []policy.Answer{policy.No, policy.No, policy.No, policy.Yes, policy.No, policy.NotRecorded, policy.No}
	drawYes    = []policy.Answer{policy.Yes, policy.Yes, policy.NotRecorded, policy.Yes, policy.Yes, policy.Yes, policy.No, policy.Yes}
	drawFiled  = []policy.Answer{policy.Yes, policy.No, policy.Yes, policy.NotRecorded}
	drawStaff  = []string{"ann", "bob", "cay", "dee"}
	drawInside = []policy.Activity{policy.Monitor, policy.Review, policy.Monitor, policy.Release, policy.Review, policy.Monitor,
		policy.Review, policy.StepDown, policy.Observe, policy.Absent, policy.Present, policy.Escalate, policy.Explain}
	drawOutside = []policy.Activity{policy.Contact, policy.Debrief, policy.Contact, policy.Resume, policy.End, policy.Close,
		policy.Resume, policy.Document, policy.Report, policy.StepDown, policy.Document, policy.End, policy.Contact, policy.Contact, policy.Contact}
	drawAny = []policy.Activity{policy.Escalate, policy.Explain, policy.Document, policy.Report, policy.Present, policy.Absent, policy.Observe,
		policy.Release, policy.Monitor, policy.Review, policy.Resume, policy.Contact, policy.End,
		policy.Interrupt, policy.Debrief, policy.Initiate, policy.Attest, policy.Observe, policy.StepDown, policy.Close}
	drawKinds = []policy.Kind{policy.Seclusion, policy.Seclusion, policy.Restraint, policy.TimeOut}
	drawLasts = []policy.Fact{policy.VisualMonitoring, policy.AuralMonitoring, policy.DangerToSelf, policy.DangerToOthers}
	drawNever = []policy.Fact{policy.AsBehaviourManagement, policy.AsConsequence, policy.AsCorporalPunishment, policy.AsUniversalSupport,
		policy.AsCalmingStrategy, policy.SecludedSpace}
	drawEnding = []policy.Fact{policy.DoorOpened, policy.StudentHelpedDecide, policy.ObservationPeriod, policy.PreventionPlanOffered, policy.ReentryPlan}
	drawItems  = []policy.Fact{policy.PreventionRecorded, policy.DetailsRecorded, policy.CourseRecorded, policy.UnderstandingRecorded,
		policy.SafetyMeasuresRecorded}
	drawCalled = [][]policy.Person{{{ID: "mum", Role: policy.Parent}}, {{ID: "mum", Role: policy.Parent}},
		{{ID: "mum", Role: policy.Parent}}, {{ID: "head", Role: policy.Principal}},
		{{ID: "head", Role: policy.Principal}, {ID: "dad", Role: policy.Parent}}, {{ID: "uncle"}}, {}}
)

// incidentWriter puts an incident on paper.
type incidentWriter struct {
	t       *rapid.T
	kind    policy.Kind
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

// limit draws the instant at which the first stretch reaches what is allowed, or 1ns off.
func (w *incidentWriter) limit() time.Time {
	most := 30 * time.Minute
	if w.kind == policy.TimeOut {
		most = 15 * time.Minute
	}
	return w.events[0].At.Add(most).Add(pickOne(w, "off", drawOff))
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
			e.Facts = append(e.Facts, policy.Stated{Fact: f, Answer: answer})
		}
	}
	// A few of them, and of the rest nothing: which is not on record.
	some := func(fs []policy.Fact, as []policy.Answer) {
		answers = as
		for _, f := range fs {
			if w.careful || w.odds(2, "said") {
				state(f)
			}
		}
	}
	team := func(of []string) {
		for range rapid.IntRange(0, 3).Draw(w.t, "by") {
			if id := pickOne(w, "who", of); !slices.ContainsFunc(e.By, func(p policy.Person) bool { return p.ID == id }) {
				e.By = append(e.By, policy.Person{ID: id, Role: policy.Teacher})
			}
		}
	}
	switch a {
	case policy.Initiate, policy.Resume:
		some(drawLasts, answers)
		if w.kind != policy.Seclusion {
			some(drawNever, drawNo)
		}
		team(drawStaff)
	case policy.Observe:
		some([]policy.Fact{pickOne(w, "seen", drawLasts), pickOne(w, "seen", drawLasts)}[:1], drawAnswer)
	case policy.Present, policy.Absent:
		team(drawStaff)
	case policy.Escalate:
		state(policy.PlanStepsFollowed)
	case policy.Explain:
		if w.odds(3, "understanding") {
			state(policy.UnderstandingRecorded)
		}
	case policy.Release, policy.StepDown, policy.End:
		if !w.odds(3, "ending") {
			some(drawEnding, answers)
		}
	case policy.Document:
		if !w.odds(6, "bare") {
			some(drawItems, answers)
		}
	case policy.Monitor:
		state(policy.FaceToFace)
	case policy.Contact:
		state(policy.Reached)
		e.To = pickOne(w, "to", drawCalled)
	case policy.Review:
		if w.kind == policy.TimeOut {
			state(policy.FaceToFace)
		}
		if w.careful && !w.odds(10, "others") {
			e.By = []policy.Person{{ID: "ann", Role: policy.Teacher}, {ID: "bob", Role: policy.Teacher}}
			break
		}
		for range rapid.IntRange(0, 3).Draw(w.t, "by") { // the same person twice, too
			e.By = append(e.By, policy.Person{ID: pickOne(w, "who", drawStaff), Role: policy.Teacher})
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
	for _, c := range []policy.Credential{{Fact: policy.SpeechInadequate}, {Fact: policy.CommunicatesWithThem, Subject: "ann"},
		{Fact: policy.CommunicatesWithThem, Subject: "bob"}, {Fact: policy.CommunicatesWithThem, Subject: "cay"}} {
		if c.Answer = pickOne(w, string(c.Fact), drawFiled); c.Answer != policy.NotRecorded {
			on = append(on, c)
		}
	}
	return on
}

func drawIncident(t *rapid.T) drawnIncident {
	w := &incidentWriter{t: t, careful: rapid.Bool().Draw(t, "careful"), kind: rapid.SampledFrom(drawKinds).Draw(t, "kind")}
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
	c := drawnIncident{kind: w.kind, events: slices.Clone(w.events)}
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
	calendar := oracleSchool()
	same := func(inc *policy.Case, events []policy.Event, now time.Time) {
		o, a := oracleOf(c.kind, events, now, oracleZone()), inc.Assess(now)
		says := engineVerdicts(c.kind, a)
		for _, r := range oracleRules[c.kind] {
			require.Equal(t, o.judge(r).String(), says[r].String(), "%s at %s of\n%s", r, oracleClock(now), c)
		}
		require.Equal(t, o.inAll(now), a.Held(), "held by %s of\n%s", oracleClock(now), c)
	}
	inc := open(t, ar(), c.kind, calendar, c.events[:c.first])
	same(inc, c.events[:c.first], c.nows[0])
	for _, e := range c.events[c.first:] {
		_, err := inc.Add(e)
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

// oracleSchool has school from Monday to Friday until half past three.
func oracleSchool() *policy.SchoolCalendar {
	c := &policy.SchoolCalendar{Zone: oracleZone(), Bells: map[time.Weekday]time.Duration{}}
	for d := time.Monday; d <= time.Friday; d++ {
		c.Bells[d] = 15*time.Hour + 30*time.Minute
	}
	return c
}

func TestTheEngineAgreesWithTheOracle(t *testing.T) {
	for worker := range 4 {
		t.Run(fmt.Sprint(worker), func(t *testing.T) {
			t.Parallel()
			for range 7 { // so often as many as rapid draws: 100, unless it is told otherwise
				rapid.Check(t, func(t *rapid.T) { oracleAgrees(t, drawIncident(t)) })
			}
		})
	}
}

// oracleComes is all that a rule can come to, so far as drawn incidents have it.
func oracleComes(r policy.RuleID) []string {
	known := []string{"not-applicable", "satisfied"}
	late := func(o string) { known = append(known, "pending", o, o+", over", o+", going on") }
	perhaps := func() { known = append(known, "undetermined") }
	switch r {
	case cbe3007.SeclusionAtMostThirtyMinutes, cbe3007.RestraintAtMostThirtyMinutes, cbe3007.TimeOutAtMostFifteenMinutes, cbe3007.DebriefWithinThreeDays:
		late("breached")
	case cbe3007.FaceToFaceEveryTwoMinutes, cbe3007.KeyStaffReviewEveryTwoMinutes, cbe3007.KeyStaffReviewTimeOut:
		late("breached")
		perhaps()
	case cbe3007.ParentsInformedSameDay:
		late("breached")
		late("excused")
		perhaps()
	case cbe3007.SeenAndHeard, cbe3007.VisibleAtAllTimes, cbe3007.SomebodyWhoCanCommunicate:
		known = append(known, "breached, over", "breached, going on", "undetermined, over", "undetermined, going on")
	case cbe3007.Documented:
		late("flagged")
	case cbe3007.ParentsInformedAfterAll:
		return []string{"not-applicable", "pending", "flagged", "flagged, over", "flagged, going on"}
	case cbe3007.RestraintNotToManageBehaviour, cbe3007.RestraintNotAsConsequence, cbe3007.RestraintNotAsCorporalPunishment, cbe3007.TimeOutNotUniversal,
		cbe3007.TimeOutNotToCalm, cbe3007.TimeOutNotAsConsequence, cbe3007.TimeOutNotInSecludedSpace:
		known = append(known, "breached, over")
		perhaps()
	case cbe3007.DoorOpenedWhenSafe: // once it is known to be so, it is so at the release
		known = append(known, "pending", "flagged, going on")
		perhaps()
	default:
		late("flagged")
		perhaps()
	}
	return known
}

// What is drawn must come to everything that the rules can come to, and lie on limits as well as 1ns beyond.
func TestTheOracleIsNotVacuous(t *testing.T) {
	const drawn, least = 2000, 3
	counts := map[string]int{}
	for seed := range drawn {
		c := rapid.Custom(drawIncident).Example(seed)
		seen := map[string]bool{} // each counts once in an incident
		for _, now := range c.nows {
			o := oracleOf(c.kind, c.events, now, oracleZone())
			if len(o.stretches) > 1 {
				seen["held again"] = true
			}
			for _, r := range oracleRules[c.kind] {
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
			if o.inAll(now) == 30*time.Minute && c.kind != policy.TimeOut {
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
	for _, rules := range oracleRules {
		for _, r := range rules {
			for _, c := range oracleComes(r) {
				want = append(want, string(r)+" "+c)
			}
		}
	}
	slices.Sort(want)
	want = slices.Compact(want)
	for _, w := range want {
		t.Logf("%4d of %d: %s", counts[w], drawn, w)
		assert.GreaterOrEqual(t, counts[w], least, w)
	}
}

// oracleEvents reads events as a case below has them: "10:01:00 review ann bob", "2025-10-07 09:00:00 contact parent yes". People
// named at an initiation or an attestation are those whose trainings it puts on record; a fact may be stated as "danger-to-others=yes".
// The day is 2025-10-06 unless it is said.
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
			case strings.Contains(word, "="):
				f, a, _ := strings.Cut(word, "=")
				e.Facts = append(e.Facts, policy.Stated{Fact: policy.Fact(f), Answer: map[string]policy.Answer{"yes": policy.Yes, "no": policy.No}[a]})
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
	const debrief, steps, later = cbe3007.DebriefWithinThreeDays, cbe3007.PlanStepsPastThirtyMinutes, cbe3007.ParentsInformedAfterAll
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
		{"the plan's steps left out", "10:00:00 initiate danger-to-others=yes; 10:33:00 release", "10:35:00", steps,
			"flagged\nflagged from 2025-10-06 10:30:00 MDT until 2025-10-06 10:33:00 MDT, due 2025-10-06 10:32:00 MDT, measured 3m0s, allowed 2m0s"},
		{"the plan's steps left out, and still held", "10:00:00 initiate danger-to-others=yes", "10:35:00", steps,
			"flagged\nflagged from 2025-10-06 10:30:00 MDT until -, due 2025-10-06 10:32:00 MDT, measured 5m0s, allowed 2m0s"},
		{"let out before they were late", "10:00:00 initiate danger-to-others=yes; 10:32:00 release; 10:40:00 resume; 10:50:00 release", "10:55:00",
			steps, "satisfied"},
		{"the plan's steps followed early", "10:00:00 initiate danger-to-others=yes; 10:20:00 escalate plan-steps-followed=yes; 10:40:00 release",
			"10:45:00", steps, "satisfied"},
		{"the plan's steps followed before the student was held again", "10:00:00 initiate; 10:19:00 escalate plan-steps-followed=yes; " +
			"10:20:00 release; 10:40:00 resume danger-to-self=yes; 10:53:00 release", "10:55:00", steps,
			"flagged\nflagged from 2025-10-06 10:50:00 MDT until 2025-10-06 10:53:00 MDT, due 2025-10-06 10:52:00 MDT, measured 3m0s, allowed 2m0s"},
		{"the plan's steps followed", "10:00:00 initiate danger-to-others=yes; 10:32:00 escalate plan-steps-followed=yes", "10:35:00", steps, "satisfied"},
		{"no danger any more", "10:00:00 initiate danger-to-others=yes; 10:30:00 observe danger-to-others=no danger-to-self=no; 10:31:00 release",
			"10:35:00", steps,
			"not-applicable"},
		{"let go at the limit", "10:00:00 initiate danger-to-others=yes; 10:30:00 release", "10:35:00", steps, "not-applicable"},
		{"the next bell is on Monday", "2025-10-10 10:00:00 initiate; 2025-10-10 10:02:00 release; 2025-10-10 10:03:00 contact parent no",
			"2025-10-13 15:30:01", later,
			"flagged\nflagged from 2025-10-11 00:00:00 MDT until -, due 2025-10-13 15:30:00 MDT, measured 63h30m1s, allowed 63h30m0s"},
		{"documented after the debrief", "10:00:00 initiate; 10:02:00 release; 11:00:00 debrief; 11:00:01 document", "12:00:00", cbe3007.Documented,
			"flagged\nflagged from 2025-10-06 10:02:00 MDT until 2025-10-06 11:00:01 MDT, due 2025-10-06 11:00:00 MDT, measured 58m1s, allowed 58m0s"},
		{"documented before it is closed", "10:00:00 initiate; 10:02:00 release; 11:00:00 close; 11:00:00 document", "12:00:00", cbe3007.Documented,
			"satisfied"},
		{"not heard for a minute", "10:00:00 initiate visual-monitoring=yes aural-monitoring=yes; 10:01:00 observe aural-monitoring=no; " +
			"10:02:00 observe aural-monitoring=yes; 10:03:00 release", "10:05:00", cbe3007.SeenAndHeard,
			"breached\nbreached from 2025-10-06 10:01:00 MDT until 2025-10-06 10:02:00 MDT, due -, measured 1m0s, allowed 0s"},
		{"the student helped decide", "10:00:00 initiate; 10:02:00 step-down student-helped-decide=yes; 10:04:00 release", "10:05:00",
			cbe3007.StudentHelpsDecide, "satisfied"},
		{"the student helped decide before it began again",
			"10:00:00 initiate; 10:02:00 step-down student-helped-decide=yes; 10:04:00 release; 10:05:00 resume; 10:06:00 release", "2025-10-10 00:00:01",
			cbe3007.StudentHelpsDecide,
			"flagged\nflagged from 2025-10-06 10:06:00 MDT until -, due 2025-10-10 00:00:00 MDT, measured 85h54m1s, allowed 85h54m0s"},
		{"on record before it began again", "10:00:00 initiate; 10:04:00 release; 10:04:30 document details-recorded=yes; 10:05:00 resume; " +
			"10:06:00 release; 10:07:00 document; 10:08:00 close", "11:00:00", cbe3007.DetailsDocumented,
			"undetermined\nundetermined from 2025-10-06 10:06:00 MDT until -, due 2025-10-06 10:08:00 MDT, measured 54m0s, allowed 2m0s"},
		{"contacted before it began again", "10:00:00 initiate; 10:04:00 release; 10:04:30 contact parent; 10:05:00 resume; " +
			"10:06:00 release; 10:08:00 close", "11:00:00", cbe3007.ContactDocumented, "satisfied"},
		{"of which nothing is said", "10:00:00 initiate; 10:04:00 release; 10:09:00 end", "2025-10-10 00:00:01", cbe3007.StudentHelpsDecide,
			"undetermined\nundetermined from 2025-10-06 10:04:00 MDT until -, due 2025-10-10 00:00:00 MDT, measured 85h56m1s, allowed 85h56m0s"},
		// A debrief follows the last release in the order of the record, not only in time.
		{"a debrief before the last release",
			"10:00:00 initiate; 10:05:00 release #1; 10:05:00 debrief #2; 10:05:00 resume #3; 10:05:00 release #4", "10:06:00", debrief,
			"pending"},
	} {
		t.Run(c.name, func(t *testing.T) {
			events, now := oracleEvents(t, c.events), oracleEvents(t, c.now+" observe")[0].At
			require.Equal(t, c.want, oracleOf(policy.Seclusion, events, now, oracleZone()).judge(c.rule).String(), "the oracle")
			inc := open(t, ar(), policy.Seclusion, oracleSchool(), events)
			require.Equal(t, c.want, engineVerdicts(policy.Seclusion, inc.Assess(now))[c.rule].String(), "the engine")
		})
	}
}
