package board

import (
	"fmt"
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// story is one incident while it is made up. Instants are seconds of Unix time.
type story struct {
	dice    dice
	year    *year
	number  int
	id, pin string
	kind    policy.Kind
	has     [traits]bool
	before  *story // the part of the chain that it follows
	follows string

	day             int // among those of the year
	today           int64
	start, released int64
	closed          int64 // 0: never

	who                        int // the student, among those of the year
	student, classroom, place  string
	silent                     bool // they cannot express themselves by speech alone
	both                       []policy.Person
	third                      []policy.Person // nobody, mostly
	head, parent, child, board []policy.Person

	events          []*policy.Event
	initiated, call *policy.Event
	checked, let    *policy.Event // a check; the release
	over            int64         // the end of the step-down
}

var (
	secludedFor   = []int{150, 210, 270, 340, 410, 480, 550, 630, 710, 800, 890} // seconds; between any two as many incidents
	restrainedFor = []int{45, 70, 95, 120, 150, 180, 220, 270, 340, 460, 780}
	timedOutFor   = []int{240, 330, 400, 470, 540, 600, 660, 720, 780, 840, 890}
)

func (s *story) when(at int64) time.Time { return time.Unix(at, 0).In(zone()) }

// begin says when it begins, and what kind it is.
func (s *story) begin(k int, before *story) {
	s.day, s.start = s.year.start(k, &s.dice)
	switch share := s.dice.n(100); {
	case share < 45:
		s.kind = policy.Seclusion
	case share < 80:
		s.kind = policy.Restraint
	default:
		s.kind = policy.TimeOut
	}
	if before != nil {
		s.before, s.follows, s.kind, s.day, s.start = before, before.id, policy.Seclusion, before.day, before.released
		switch {
		case before.has[FollowedSoon]:
			s.start += int64(s.dice.between(45, 4*minute))
		case before.has[FollowedByName]:
			s.start += int64(s.dice.between(minute, 9*minute))
		}
	}
	s.today = s.year.days[s.day]
}

// draw says which traits it has. more says whether another incident follows that could be the next part of a chain.
func (s *story) draw(rates map[Trait]int, more bool) {
	for t := range traits {
		of := table[t].Of
		if rates != nil {
			of = rates[t]
		}
		s.has[t] = s.dice.often(of) && table[t].can(s.kind) && (more || table[t].Group != Chain)
	}
	for _, together := range clashes {
		already := false
		for _, t := range together {
			s.has[t] = s.has[t] && !already
			already = already || s.has[t]
		}
	}
	if s.leads() {
		clear(s.has[FollowedByName+1:])
	}
	if s.before != nil {
		s.has[StartCorrected] = false
	}
	if s.day+debriefsLate+1 >= len(s.year.days) {
		s.has[DebriefLate] = false
	}
	if s.afterDays(1) > 3 { // before a long weekend, or a break
		s.has[LateStart], s.has[ParentNotReached] = false, false
	}
	if s.before != nil && s.before.kind == policy.TimeOut { // after which an attempt excuses nothing
		s.has[ParentNotReached] = false
	}
}

const debriefsLate = 5 // days of school, at most

// leads reports whether a chain begins with it.
func (s *story) leads() bool { return s.has[Converted] || s.has[FollowedSoon] || s.has[FollowedByName] }

// afterDays is how many days lie between its day and the n-th day of work after it.
func (s *story) afterDays(n int) int {
	return int(s.year.days[s.day+n]-s.today+12*hour) / (24 * hour)
}

// cast says who is in it.
func (s *story) cast(busy []stay) {
	d := &s.dice
	y := s.year
	free := func(who int) bool { return !slices.ContainsFunc(busy, func(o stay) bool { return o.who == who }) }
	s.who = d.n(y.students) * (1 + d.n(y.students)) / y.students // half of them have five in six
	for !free(s.who) {
		s.who = (s.who + 1) % y.students
	}
	if s.before != nil {
		s.who = s.before.who
	}
	school := s.who % y.schools
	s.student = fmt.Sprintf("student-%d-%05d", y.number, s.who+1)
	s.classroom = fmt.Sprintf("classroom-%04d-%d", school+1, s.who/y.schools%4+1)
	s.silent = s.who%8 == 3
	staff := func(n int, role policy.Role) policy.Person {
		return policy.Person{ID: fmt.Sprintf("staff-%04d-%d", school+1, n), Role: role}
	}
	s.head = []policy.Person{staff(0, policy.Principal)}
	s.parent = []policy.Person{{ID: fmt.Sprintf("parent-%d-%05d", y.number, s.who+1), Role: policy.Parent}}
	s.child = []policy.Person{{ID: s.student, Role: policy.Student}}
	s.board = []policy.Person{{ID: "superintendent-1", Role: policy.AssistantSuperintendent}}
	switch s.kind {
	case policy.Seclusion:
		s.place = fmt.Sprintf("room-%04d-a", school+1)
		s.board = append([]policy.Person{{ID: "director-1", Role: policy.Director}}, s.board...)
	case policy.TimeOut:
		s.place = fmt.Sprintf("space-%04d-b", school+1)
	default:
		s.place = s.classroom
	}
	if s.before != nil {
		s.both, s.third = s.before.both, s.before.third
		return
	}
	roles := [...]policy.Role{policy.Teacher, policy.EducationAssistant, policy.EducationAssistant, policy.Counsellor, policy.Teacher,
		policy.EducationAssistant, policy.Psychologist, policy.SchoolStaff}
	one := d.n(len(roles))
	other := (one + d.between(1, len(roles)-2)) % len(roles)
	s.both = []policy.Person{staff(one+1, roles[one]), staff(other+1, roles[other])}
	if d.n(10) < 4 {
		n := one
		for n == one || n == other {
			n = (n + 1) % len(roles)
		}
		s.third = []policy.Person{staff(n+1, roles[n])}
	}
}

func (s *story) involved() []policy.Person { return slices.Concat(s.both, s.third) }

// add puts an event into it.
func (s *story) add(a policy.Activity, at int64, by []policy.Person, facts ...policy.Stated) *policy.Event {
	e := &policy.Event{Incident: s.id, ID: fmt.Sprintf("e%d", len(s.events)+1), Activity: a, At: s.when(at), By: by, Facts: facts}
	s.events = append(s.events, e)
	return e
}

func is(fs ...policy.Fact) []policy.Stated    { return stated(policy.Yes, fs) }
func isNot(fs ...policy.Fact) []policy.Stated { return stated(policy.No, fs) }

func stated(a policy.Answer, fs []policy.Fact) []policy.Stated {
	all := make([]policy.Stated, len(fs))
	for i, f := range fs {
		all[i] = policy.Stated{Fact: f, Answer: a}
	}
	return all
}

// tell makes up its events.
func (s *story) tell() {
	held := s.held()
	s.released = s.start + held
	s.initiate()
	s.whileHeld(held)
	s.ending()
	if s.leads() {
		s.write()
		s.close(s.dice.between(3, 10))
		return
	}
	s.sameDay()
	s.daysAfter()
	s.enter()
	s.correct()
}

// held is how many seconds the student is held.
func (s *story) held() int64 {
	d := &s.dice
	long, usual := 31*minute, secludedFor
	switch s.kind {
	case policy.Restraint:
		usual = restrainedFor
	case policy.TimeOut:
		long, usual = 16*minute, timedOutFor
	}
	n := d.along(usual)
	switch {
	case s.has[HeldTooLong]:
		n = d.between(long, long+14*minute)
	case s.has[ChecksThin]:
		n = d.between(16*minute, 29*minute)
	case s.has[CheckMissed] || s.has[ReviewLate]:
		n = max(n, 6*minute)
	case s.has[NotSeen]:
		n = max(n, 3*minute)
	}
	return int64(n)
}

// initiate is the start, and what the registers say at that time.
func (s *story) initiate() {
	by := s.both
	if s.kind == policy.TimeOut {
		by = s.both[:1]
	}
	e := s.add(policy.Initiate, s.start, by)
	s.initiated = e
	e.Kind, e.Student, e.Place, e.Profile = s.kind, s.student, s.place, s.pin
	e.Other = &policy.Part{Classroom: s.classroom}
	if s.before != nil && !s.before.has[FollowedSoon] {
		e.Other.Incident, e.Other.Kind = s.before.id, s.before.kind
	}
	state := func(f policy.Fact, a policy.Answer) {
		switch {
		case s.has[FactMissing] && (f == policy.Emergency || f == policy.AsConsequence && s.kind == policy.TimeOut):
			return
		case s.has[Prohibited] && (f == policy.SelfInjuryRisk || f == policy.AsConsequence && s.kind != policy.Seclusion):
			a = policy.Yes
		}
		e.Facts = append(e.Facts, policy.Stated{Fact: f, Answer: a})
	}
	yes := func(fs ...policy.Fact) {
		for _, f := range fs {
			state(f, policy.Yes)
		}
	}
	no := func(fs ...policy.Fact) {
		for _, f := range fs {
			state(f, policy.No)
		}
	}
	if s.kind != policy.TimeOut {
		yes(policy.Emergency)
		self := s.dice.n(3)
		if self == 0 {
			yes(policy.DangerToSelf)
		} else {
			no(policy.DangerToSelf)
		}
		yes(policy.DangerToOthers, policy.LessRestrictiveIneffective)
		no(policy.AsBehaviourManagement, policy.AsConsequence, policy.ToForceCompliance, policy.InPlaceOfSupport, policy.StopsPropertyDamage)
	}
	switch s.kind {
	case policy.Seclusion:
		yes(policy.ThreatCanBeDiminished)
		no(policy.SelfInjuryRisk, policy.SelfInjuriousBehaviour)
		yes(policy.DoorShut, policy.Alone, policy.CannotLeave)
	case policy.Restraint:
		no(policy.AsCorporalPunishment)
		if s.has[Converted] {
			yes(policy.ForTransfer)
		} else {
			no(policy.ForTransfer)
		}
		yes(policy.PhysicalContact, policy.RestrictsFreedom)
	case policy.TimeOut:
		no(policy.AsUniversalSupport, policy.AsCalmingStrategy, policy.AsConsequence, policy.SecludedSpace)
		yes(policy.ReducesReinforcement)
		no(policy.DoorShut)
	}
	yes(policy.VisualMonitoring)
	if s.kind != policy.TimeOut {
		yes(policy.AuralMonitoring, policy.MeansToBeMonitored)
	}
	s.registers(e)
	if s.has[BrokenGlass] {
		e.Glass = &policy.BreakGlass{By: s.both[0], Reason: "nobody could be asked in time"}
	}
}

func (s *story) registers(e *policy.Event) {
	put := func(subject string, a policy.Answer, until time.Time, fs ...policy.Fact) {
		for _, f := range fs {
			e.Standing = append(e.Standing, policy.Credential{Fact: f, Subject: subject, Answer: a, From: s.year.august, Until: until})
		}
	}
	expired := func() time.Time { return s.when(s.today - int64(s.dice.n(60))*24*hour) }
	training := policy.Trained
	if s.kind == policy.Restraint {
		training = policy.TrainedTCI
	}
	for i, p := range s.involved() {
		for _, f := range []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized, policy.TrainedTCI, policy.TrainedFBA} {
			put(p.ID, policy.Yes, s.year.next, f)
			if s.has[TrainingExpired] && i == 0 && f == training {
				c := &e.Standing[len(e.Standing)-1]
				c.From, c.Until = august(s.year.number-1), expired()
			}
		}
		if s.silent && s.kind == policy.Seclusion {
			a := policy.No
			if i == 1 {
				a = policy.Yes
			}
			put(p.ID, a, time.Time{}, policy.CommunicatesWithThem)
		}
	}
	approved := s.year.july
	if s.has[RoomExpired] {
		approved = expired()
	}
	approval := func(f policy.Fact) {
		put(s.place, policy.Yes, approved, f)
		e.Standing[len(e.Standing)-1].From, e.Standing[len(e.Standing)-1].Issuer = august(s.year.number-1), "director-1"
	}
	switch s.kind {
	case policy.Seclusion:
		approval(policy.DesignatedRoom)
		put(s.place, policy.Yes, time.Time{}, policy.RoomKeepsDignity, policy.RoomEasyAccess, policy.RoomObservable, policy.RoomAwayFromStairs,
			policy.RoomMeetsRequirements, policy.RoomSafeAndHumane, policy.RoomFreeOfHazards)
		put("", policy.No, time.Time{}, policy.SeclusionContraindicated)
		a := policy.No
		if s.silent {
			a = policy.Yes
		}
		put("", a, time.Time{}, policy.SpeechInadequate)
	case policy.Restraint:
		put("", policy.No, time.Time{}, policy.RestraintContraindicated)
	case policy.TimeOut:
		approval(policy.ApprovedSpace)
		put(s.place, policy.Yes, time.Time{}, policy.ExclusionSpace)
	}
	consent := policy.Yes
	if s.has[ConsentMissing] || s.has[BrokenGlass] {
		consent = policy.No
	}
	put("", consent, s.year.july, policy.WrittenConsent)
	put("", policy.Yes, s.year.july, policy.PlannedMeasure, policy.PlanInputOffered, policy.StudentInvolved, policy.PlanDocumentsPrevention,
		policy.FunctionalData, policy.PlanTransitions, policy.PlanStepDown)
}

// beats are the seconds at which something recurs until the end: so far apart, but for the one gap that is too long.
func (s *story) beats(end, low, high, late, lowLate, highLate int) []int {
	var at []int
	for n := 0; ; {
		step := s.dice.between(low, high)
		if len(at) == late {
			step = s.dice.between(lowLate, highLate)
		}
		if n += step; n >= end {
			return at
		}
		at = append(at, n)
	}
}

// whileHeld is what happens until the release.
func (s *story) whileHeld(held int64) {
	d := &s.dice
	thin := s.has[HeldTooLong] || s.has[ChecksThin]
	first, second := s.both[:1], s.both[1:]
	at := func(n int) int64 { return s.start + int64(n) }
	end := int(held)
	decided := end - min(d.between(12, 40), end/4)
	if s.kind != policy.TimeOut && !s.has[NotExplained] {
		s.add(policy.Explain, at(min(d.between(15, 50), end/2)), second, is(policy.ReasonsForInitiating, policy.UnderstandingRecorded)...)
	}
	if s.kind != policy.TimeOut && d.n(10) < 6 {
		s.add(policy.Escalate, at(min(d.between(10, 40), end/2)), first).To = s.head
	}
	if len(s.third) > 0 {
		s.add(policy.Present, at(min(d.between(20, 60), end/2)), s.third)
	}
	check := func(n int, facts ...policy.Stated) {
		by := second
		if len(s.third) > 0 && n > 2*minute && d.n(2) == 0 {
			by = s.third
		}
		e := s.add(policy.Monitor, at(n), by, facts...)
		if s.checked == nil || d.n(3) == 0 {
			s.checked = e
		}
	}
	review := func(n int, by []policy.Person, goesOn bool) {
		facts := isNot(policy.Continue, policy.DangerToSelf, policy.DangerToOthers)
		switch {
		case s.kind == policy.TimeOut:
			facts = slices.Concat(is(policy.FaceToFace), isNot(policy.Continue))
		case goesOn:
			facts = is(policy.Continue, policy.DangerToOthers)
		}
		s.add(policy.Review, at(n), by, facts...)
	}
	late := func(t Trait) int {
		if s.has[t] {
			return 1
		}
		return -1
	}
	switch s.kind {
	case policy.Seclusion:
		low, high := 85, 115
		if thin {
			low, high = 3*minute, 5*minute
		}
		for _, n := range s.beats(end, low, high, late(CheckMissed), 165, 230) {
			check(n, is(policy.FaceToFace)...)
		}
		for _, n := range s.beats(decided, low, high, late(ReviewLate), 130, 230) {
			review(n, s.both, true)
		}
		review(decided, s.both, false)
	case policy.Restraint:
		low, high := 40, 70
		if thin {
			low, high = 3*minute, 5*minute
		}
		check(min(d.between(20, 40), end/2))
		for _, n := range s.beats(end, low, high, -1, 0, 0) {
			check(n)
		}
		for _, n := range s.beats(decided, 2*low, 2*high, -1, 0, 0) {
			review(n, s.both, true)
		}
		review(decided, s.both, false)
	case policy.TimeOut:
		for _, n := range s.beats(end, 75, 5*minute/2, -1, 0, 0) {
			check(n)
		}
		if s.checked == nil {
			check(end / 2)
		}
		if !s.has[ReviewMissing] {
			review(decided, second, false)
		}
	}
	if end > 15*minute && s.kind != policy.TimeOut {
		s.add(policy.Explain, at(15*minute+d.between(1, 40)), second, is(policy.ReasonsForContinuing)...)
	}
	if end > 30*minute && s.kind != policy.TimeOut {
		s.add(policy.Escalate, at(30*minute+d.between(1, 40)), first, is(policy.PlanStepsFollowed)...)
	}
	if s.has[NotSeen] {
		from := d.between(minute, 2*minute)
		s.add(policy.Observe, at(from), first, isNot(policy.VisualMonitoring)...)
		s.add(policy.Observe, at(from+d.between(15, 50)), first, is(policy.VisualMonitoring)...)
	}
	if s.kind == policy.Seclusion && !s.has[NoStepDown] && !s.leads() {
		s.add(policy.StepDown, at(decided+min(5, (end-decided)/2)), second, is(policy.StudentHelpedDecide)...)
	}
}

// ending is the release and the step-down.
func (s *story) ending() {
	d := &s.dice
	second := s.both[1:]
	if s.has[Converted] {
		s.add(policy.Convert, s.released, s.both).Other = &policy.Part{Incident: fmt.Sprintf("incident-%07d", s.number+1), Kind: policy.Seclusion}
		return
	}
	s.let = s.add(policy.Release, s.released, s.both)
	if s.kind == policy.Seclusion {
		s.let.Facts = slices.Concat(is(policy.DoorOpened), isNot(policy.DoorShut, policy.Alone, policy.CannotLeave))
	}
	if s.kind != policy.TimeOut {
		s.add(policy.Explain, s.released+int64(d.between(5, 40)), second, is(policy.ReasonsForEnding, policy.UnderstandingRecorded)...)
	}
	s.over = s.released + int64(d.between(10*minute, 20*minute))
	switch {
	case s.leads():
		s.over = s.released
		return
	case s.has[NoStepDown] && d.n(3) == 0:
		s.over = s.released + int64(d.between(2*minute, 4*minute))
		s.add(policy.Interrupt, s.over, second).Reason = "the school bus was waiting"
	case s.has[NoStepDown]:
		s.over = s.released + minute
	default:
		if d.n(2) == 0 {
			s.add(policy.Observe, s.released+int64(d.between(3*minute, 8*minute)), second, isNot(policy.DangerToSelf, policy.DangerToOthers)...)
		}
		s.add(policy.End, s.over, second, is(policy.StudentHelpedDecide, policy.ObservationPeriod, policy.PreventionPlanOffered, policy.ReentryPlan)...)
	}
	if len(s.third) > 0 {
		s.add(policy.Absent, s.over, s.third)
	}
}

// sameDay is what is owed after it on that day: the room, the parents, the notes.
func (s *story) sameDay() {
	d := &s.dice
	if s.kind == policy.Seclusion && !s.has[RoomNotCleaned] {
		s.add(policy.Clean, s.over+int64(d.between(1, 10*minute)), []policy.Person{{ID: "custodian-1", Role: policy.SchoolStaff}})
	}
	soon := s.released + int64(d.between(5*minute, 20*minute))
	if bell := s.today + int64(bell/time.Second); s.released < bell-12*minute {
		soon = min(soon, bell-12*minute)
	}
	morning := s.year.days[s.day+1] + 8*hour + int64(d.n(hour))
	call := func(at int64, facts []policy.Stated) *policy.Event {
		e := s.add(policy.Contact, at, s.head, facts...)
		e.To = s.parent
		return e
	}
	answered := soon
	switch {
	case s.has[ParentLate]:
		answered = morning
	case s.has[ParentNotReached]:
		call(soon, isNot(policy.Reached))
		call(soon+int64(d.between(20*minute, 60*minute)), isNot(policy.Reached))
		answered = morning
	}
	s.call = call(answered, is(policy.Reached, policy.ComplaintsExplained))
	s.write()
	if s.kind != policy.TimeOut && !s.has[SupportForgotten] {
		s.add(policy.Support, s.afternoon(), s.head).To = s.involved()
	}
}

// afternoon is when the notes of the day are written.
func (s *story) afternoon() int64 {
	return max(s.today+office, s.over+minute) + int64(s.dice.n(30*minute))
}

// write documents it, and tells the principal.
func (s *story) write() {
	at := s.afternoon()
	if !s.has[NotDocumented] {
		facts := is(policy.PreventionRecorded, policy.DetailsRecorded, policy.CourseRecorded, policy.UnderstandingRecorded, policy.SafetyMeasuresRecorded)
		if s.kind == policy.Restraint || s.before != nil && s.before.has[Converted] {
			facts = append(facts, is(policy.HandsOnJustified)...)
		}
		if s.dice.n(2) == 0 {
			facts = append(facts, is(policy.StrategiesRevised)...)
		}
		s.add(policy.Document, at, s.both[:1], facts...)
	}
	if s.kind != policy.TimeOut {
		s.add(policy.Report, at+int64(s.dice.between(1, 5*minute)), s.both[:1]).To = s.head
	}
}

// daysAfter is the report to the board, the debrief, and the end of the file.
func (s *story) daysAfter() {
	d := &s.dice
	evening := s.today + 17*hour + int64(d.n(30*minute))
	if s.kind != policy.TimeOut && !s.has[NotReported] {
		at := evening
		if s.afterDays(1) <= 3 {
			at = s.year.days[s.day+1] + 9*hour + int64(d.n(3*hour))
		}
		e := s.add(policy.Report, at, s.head)
		e.To = s.board
		if s.kind == policy.Seclusion {
			e.Facts = is(policy.OnDebriefingForm)
		}
	}
	closes := d.between(3, 10)
	if s.has[RoomNotCleaned] {
		s.add(policy.NextUse, s.year.days[s.day+1]+10*hour, nil)
	}
	if !s.has[DebriefMissing] {
		at, days := evening+30*minute, d.between(1, 2)
		for ; days > 0; days-- {
			if s.afterDays(days) <= 3 {
				at = s.year.days[s.day+days] + office + int64(d.n(hour))
				break
			}
		}
		if s.has[DebriefLate] {
			days = d.between(debriefsLate-1, debriefsLate)
			at, closes = s.year.days[s.day+days]+office+int64(d.n(hour)), max(closes, debriefsLate+1)
		}
		e := s.add(policy.Debrief, at, slices.Concat(s.head, s.involved(), s.parent, s.child))
		if s.has[DebriefWithoutStudent] {
			e.By, e.Facts = e.By[:len(e.By)-len(s.child)], isNot(policy.StudentCouldNotTakePart)
		}
	}
	if s.has[NeverClosed] {
		return
	}
	s.close(closes)
	if s.has[AfterClose] {
		at := s.closed + int64(d.between(24*hour, 9*24*hour))
		e := s.add(policy.Contact, s.closed-int64(d.n(hour)), s.head, is(policy.Reached)...)
		e.To, e.Recorded = s.parent, s.when(at)
	}
}

// close closes the file so many school days later.
func (s *story) close(days int) {
	s.closed = s.year.days[min(s.day+days, len(s.year.days)-1)] + 9*hour + int64(s.dice.n(5*hour))
	s.add(policy.Close, s.closed, s.head)
}

// enter says what was not entered when it happened.
func (s *story) enter() {
	d := &s.dice
	late := func(e *policy.Event, at int64) {
		if e.At.Unix() < at {
			e.Recorded = s.when(at)
		}
	}
	if s.has[FromPaper] || s.has[LateStart] {
		at := s.afternoon()
		if s.has[LateStart] {
			day := 1
			if d.n(2) == 0 && s.afterDays(2) <= 4 {
				day = 2
			}
			at = s.year.days[s.day+day] + 8*hour + int64(d.n(4*hour))
		}
		for _, e := range s.events {
			if e.At.Unix() <= s.over && e.Activity != policy.Contact {
				late(e, at)
				at += int64(d.between(5, 40))
			}
		}
	}
	if s.has[LateRelease] {
		late(s.let, s.year.days[s.day+1]+8*hour+int64(d.n(4*hour)))
	}
	if s.has[LateCheck] {
		late(s.checked, s.checked.At.Unix()+int64(d.between(10*minute, 3*hour)))
	}
	if s.has[ClockWrong] {
		s.call.Recorded = s.call.At.Add(-time.Duration(d.between(minute, 5*minute)) * time.Second)
	}
	if s.has[ReleaseTwice] {
		again := *s.let
		again.At, again.Recorded = s.let.At.Add(30*time.Second), s.when(recorded(s.let)+int64(d.between(2*minute, hour)))
		s.events = append(s.events, &again)
	}
}

// correct says what was entered wrongly, and put right on one of the next days.
func (s *story) correct() {
	d := &s.dice
	amend := func(e *policy.Event, as policy.Amendment, why policy.Text) {
		as.Event = e.ID
		c := s.add(policy.Correct, s.year.days[s.day+d.between(1, 2)]+office+int64(d.n(hour)), s.head)
		c.Amends, c.Reason = &as, why
	}
	if s.has[TimeCorrected] {
		right := s.call.At
		s.call.At = right.Add(time.Duration(d.between(2, 8)) * time.Minute)
		s.call.Recorded = s.call.At.Add(time.Duration(d.n(2*minute)) * time.Second)
		amend(s.call, policy.Amendment{At: right}, "by the list of calls")
	}
	if s.has[FactsCorrected] {
		e, f := s.call, policy.Reached
		if s.kind == policy.Seclusion {
			e, f = s.checked, policy.FaceToFace
		}
		e.Facts = slices.Clone(e.Facts)
		for i := range e.Facts {
			if e.Facts[i].Fact == f {
				e.Facts[i].Answer = policy.No
			}
		}
		amend(e, policy.Amendment{Facts: is(f)}, "the wrong box was ticked")
	}
	if s.has[StartCorrected] {
		right := s.initiated.At
		if s.initiated.Recorded.IsZero() {
			s.initiated.Recorded = right
		}
		s.initiated.At = right.Add(-time.Duration(d.between(minute, 3*minute)) * time.Second)
		amend(s.initiated, policy.Amendment{At: right}, "by the clock on the wall")
	}
	if s.has[Withdrawn] {
		e := s.add(policy.Contact, s.released+int64(d.between(30*minute, 50*minute)), s.head, isNot(policy.Reached)...)
		e.To = s.parent
		amend(e, policy.Amendment{Withdrawn: true}, "it belongs to another file")
	}
	if s.has[LineTwice] {
		s.events = append(s.events, s.events[d.n(len(s.events))])
	}
}
