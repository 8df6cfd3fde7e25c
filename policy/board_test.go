package policy_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// The words of a board that there is not: facts, a role and activities of its own.
const (
	obNurseTold    policy.Fact     = "ourboard/nurse-told"       // of the act: the nurse was told what happened
	obBreathing    policy.Fact     = "ourboard/breathing-seen"   // of the act: the check looked at breathing
	obFaceDown     policy.Fact     = "ourboard/face-down"        // of the act: the technique used
	obInjury       policy.Fact     = "ourboard/injury-seen"      // of the act
	obDistress     policy.Fact     = "ourboard/distress"         // lasting, for three minutes
	obFirstAid     policy.Fact     = "ourboard/first-aid"        // of a person: a training
	obLicence      policy.Fact     = "ourboard/room-licence"     // of a place: on a register, until a date
	obPlanLimit    policy.Fact     = "ourboard/plan-limit"       // of the student: the plan sets a limit
	obNurse        policy.Role     = "ourboard/nurse"            //
	obProtection   policy.Role     = "ourboard/child-protection" //
	obVolunteer    policy.Role     = "ourboard/volunteer"        //
	obNurseCalled  policy.Activity = "ourboard/nurse-called"     //
	obWithheld     policy.Activity = "ourboard/notice-withheld"  //
	obRoomLicensed policy.Activity = "ourboard/room-licensed"    //
)

// Its rules, each named after the sentence that it carries.
const (
	obNurseInTenMinutes    policy.RuleID = "nurse-in-ten-minutes"
	obFirstAiderThroughout policy.RuleID = "first-aider-throughout"
	obApprovalOwed         policy.RuleID = "approval-owed"
	obApprovalRecurs       policy.RuleID = "approval-recurs"
	obHourOrBell           policy.RuleID = "hour-or-bell"
	obLimitOfPlan          policy.RuleID = "limit-of-plan"
	obLimitByRisk          policy.RuleID = "limit-by-risk"
	obThirdUse             policy.RuleID = "third-use"
	obThirdUseReviewed     policy.RuleID = "third-use-reviewed"
	obThirdUseApproved     policy.RuleID = "third-use-approved"
	obUsesInDays           policy.RuleID = "uses-in-days"
	obUsesInClassroom      policy.RuleID = "uses-in-classroom"
	obUsesByStaff          policy.RuleID = "uses-by-staff"
	obSeclusionsInDays     policy.RuleID = "seclusions-in-school-days"
	obNeverFaceDown        policy.RuleID = "never-face-down"
	obReportByAnother      policy.RuleID = "report-by-another"
	obCheckWithContent     policy.RuleID = "check-with-content"
	obNoticeUnlessWithheld policy.RuleID = "notice-unless-withheld"
	obLicenceRenewed       policy.RuleID = "licence-renewed"
	obHelpOnRisk           policy.RuleID = "help-on-risk"
	obNurseOnInjury        policy.RuleID = "nurse-on-injury"
	obRequestAnswered      policy.RuleID = "request-answered"
	obEverybodyTold        policy.RuleID = "everybody-told"
	obTeachersTold         policy.RuleID = "teachers-told"
	obAfterSeclusion       policy.RuleID = "after-seclusion"
	obFromNovember         policy.RuleID = "from-november"
	obLatestOfTwo          policy.RuleID = "latest-of-two"
	obBellOrDay            policy.RuleID = "bell-or-a-day"
	obCleanBeforeUse       policy.RuleID = "clean-before-use"
	obCalm                 policy.RuleID = "calm"
	obNoVolunteer          policy.RuleID = "no-volunteer"
	obDoorUnlessHelp       policy.RuleID = "door-unless-emergency"
	obDoorAfterDanger      policy.RuleID = "door-after-danger"
	obUntilNovember        policy.RuleID = "until-november"
)

// ourBoard is its regulation, whole: the sentences stand as comments.
func ourBoard() *policy.Regulation {
	rule := func(name policy.RuleID, clause string, kinds ...policy.Kind) policy.Header {
		return policy.Header{Name: name, Clauses: []string{clause}, Demand: string(name), Kinds: kinds}
	}
	unless := func(h policy.Header, c policy.Condition, clause string) policy.Header {
		h.Unless, h.Except = c, []string{clause}
		return h
	}
	when := func(h policy.Header, c policy.Condition) policy.Header { h.When = c; return h }
	gate := func(h policy.Header) policy.Header { h.Gate = true; return h }
	from := func(h policy.Header, d policy.Date) policy.Header { h.From = d; return h }
	until := func(h policy.Header, d policy.Date) policy.Header { h.Until = d; return h }
	minutes := func(n int) policy.Amount { return policy.For(time.Duration(n) * time.Minute) }
	one := func(r policy.Role) policy.Who { return policy.Who{AtLeast: 1, Role: r} }
	start := policy.On(policy.Act{Do: policy.Initiate})
	byPrincipal := policy.Act{Do: policy.Approve, By: one(policy.Principal)}
	nurseTold := policy.Act{Do: obNurseCalled, To: one(obNurse), Holding: policy.Is(obNurseTold)}
	begins := []policy.Activity{policy.Initiate, policy.Resume}

	rules := []policy.Rule{
		// 1.1 The nurse is called within ten minutes of the start, and told.
		policy.Due{Header: rule(obNurseInTenMinutes, "1.1"), After: start, Act: nurseTold, By: policy.Within(minutes(10))},
		// 1.2 Somebody with first aid is there throughout.
		policy.During{Header: rule(obFirstAiderThroughout, "1.2"), Phase: policy.Held,
			Holds: policy.Attended(policy.Who{AtLeast: 1, Holding: []policy.Fact{obFirstAid}})},
		// 2.1 Past ten minutes, and each ten minutes after, the principal approves within a minute.
		policy.Due{Header: rule(obApprovalOwed, "2.1"), After: policy.Reaches(policy.Held, minutes(10), minutes(10)),
			Act: byPrincipal,
			By:  policy.Within(minutes(1))},
		// 2.2 The other way to say it: approved by ten minutes, and at most ten apart.
		policy.Every{Header: rule(obApprovalRecurs, "2.2"), Phase: policy.Held, Act: byPrincipal, First: minutes(10),
			Gap: minutes(10)},
		// 3.1 Documented within one hour or by the end of the school day, whichever is earlier.
		policy.Due{Header: rule(obHourOrBell, "3.1"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Document},
			By: policy.Earliest(policy.Within(minutes(60)), policy.EndOf(policy.SchoolDay))},
		// 4.1 At most twenty minutes, or what the student's plan says.
		policy.Limit{Header: rule(obLimitOfPlan, "4.1"), Phase: policy.Held, Most: policy.ByPlan(obPlanLimit, 20*time.Minute)},
		// 4.2 At most five minutes where there is a risk of self-injury, thirty otherwise.
		policy.Limit{Header: rule(obLimitByRisk, "4.2"), Phase: policy.Held,
			Most: policy.Depending(policy.Is(policy.SelfInjuryRisk), minutes(5), minutes(30))},
		// 5.1 A third use in thirty times 24 hours calls for a debrief within three days, and for an approval at the start.
		policy.Count{Header: rule(obThirdUse, "5.1"), Reaches: 3, Within: 30 * 24 * time.Hour},
		policy.Due{Header: rule(obThirdUseReviewed, "5.2"), After: policy.Comes(obThirdUse, policy.Flagged),
			Act: policy.Act{Do: policy.Debrief}, By: policy.Days(3, policy.LocalDay)},
		policy.Due{Header: when(rule(obThirdUseApproved, "5.3"), policy.RuleIs(obThirdUse, policy.Flagged)), After: start,
			Act: byPrincipal, By: policy.Within(minutes(5))},
		// 5.4 So many in a number of days, in a classroom, by a member of staff, of one kind.
		policy.Count{Header: rule(obUsesInDays, "5.4"), Reaches: 2, Days: 30},
		policy.Count{Header: rule(obUsesInClassroom, "5.5"), Reaches: 2, Days: 30, Per: policy.AboutPlace},
		policy.Count{Header: rule(obUsesByStaff, "5.6"), Reaches: 2, Days: 30, Per: policy.AboutPerson},
		policy.Count{Header: rule(obSeclusionsInDays, "5.7"), Reaches: 2, Days: 5, Period: policy.SchoolDay,
			Of: []policy.Kind{policy.Seclusion}},
		// 6.1 Nobody is ever held face down.
		policy.At{Header: gate(rule(obNeverFaceDown, "6.1", policy.Restraint)), On: begins, Holds: policy.IsNot(obFaceDown)},
		// 6.2 Somebody who took no part reports it within a day.
		policy.Due{Header: rule(obReportByAnother, "6.2"), After: policy.LastRelease(),
			Act: policy.Act{Do: policy.Report, By: policy.Who{AtLeast: 1, Uninvolved: true}}, By: policy.Within(minutes(24 * 60))},
		// 6.3 A check each five minutes: face to face, and looking at breathing.
		policy.Every{Header: rule(obCheckWithContent, "6.3"), Phase: policy.Held, Gap: minutes(5),
			Act: policy.Act{Do: policy.Monitor, Holding: policy.All(policy.Is(policy.FaceToFace), policy.Is(obBreathing))}},
		// 7.1 Parents are told within two hours; child protection may withhold it (7.2).
		policy.Due{Header: unless(rule(obNoticeUnlessWithheld, "7.1"),
			policy.OnRecord(policy.Act{Do: obWithheld, By: one(obProtection)}), "7.2"),
			After: policy.LastRelease(), Act: policy.Act{Do: policy.Contact, To: one(policy.Parent)},
			By: policy.Within(minutes(120))},
		// 8.1 A room's licence that runs out is renewed within ten minutes.
		policy.Due{Header: rule(obLicenceRenewed, "8.1"), After: policy.Expires(obLicence), Act: policy.Act{Do: obRoomLicensed},
			By: policy.Within(minutes(10))},
		// 8.2 When a risk of self-injury arises, help is called within a minute. 8.3 For each injury seen, the nurse within five.
		policy.Due{Header: rule(obHelpOnRisk, "8.2"), After: policy.Turns(policy.SelfInjuryRisk, policy.Yes),
			Act: policy.Act{Do: policy.Escalate, To: one(policy.EmergencyServices)}, By: policy.Within(minutes(1))},
		policy.Due{Header: rule(obNurseOnInjury, "8.3"), After: policy.Turns(obInjury, policy.Yes), Act: nurseTold,
			By: policy.Within(minutes(5))},
		// 8.4 A parent who asks gets a report within two school days.
		policy.Due{Header: rule(obRequestAnswered, "8.4"), After: policy.On(policy.Act{Do: policy.Request, By: one(policy.Parent)}),
			Act: policy.Act{Do: policy.Report, To: one(policy.Parent)}, By: policy.Days(2, policy.SchoolDay)},
		// 9.1 Each who took part is told of the supports within a day, one by one. 9.2 Each teacher among them within an hour.
		policy.Due{Header: rule(obEverybodyTold, "9.1"), After: policy.LastRelease(),
			Act: policy.Act{Do: policy.Support, To: policy.Who{Everyone: true}}, By: policy.Within(minutes(24 * 60))},
		policy.Due{Header: rule(obTeachersTold, "9.2"), After: policy.LastRelease(),
			Act: policy.Act{Do: policy.Support, To: policy.Who{Everyone: true, Role: policy.Teacher}},
			By:  policy.Within(minutes(60))},
		// 10.1 A restraint that follows a seclusion lasts at most two minutes.
		policy.Limit{Header: when(rule(obAfterSeclusion, "10.1", policy.Restraint), policy.Follows(policy.Seclusion)),
			Phase: policy.Held, Most: minutes(2)},
		// 10.2 From the first of November on the principal initiates with them; before that, a teacher.
		policy.At{Header: from(rule(obFromNovember, "10.2"), policy.Date{Year: 2025, Month: time.November, Day: 1}),
			On: begins, Holds: policy.By(one(policy.Principal))},
		policy.At{Header: until(rule(obUntilNovember, "10.2"), policy.Date{Year: 2025, Month: time.November, Day: 1}),
			On: begins, Holds: policy.By(one(policy.Teacher))},
		// 10.3 Cleaned an hour after, or by the bell, whichever is later. 10.4 Told by the bell, or else within a day.
		policy.Due{Header: rule(obLatestOfTwo, "10.3"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Clean},
			By: policy.Latest(policy.Within(minutes(60)), policy.EndOf(policy.SchoolDay))},
		policy.Due{Header: rule(obBellOrDay, "10.4"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Report},
			By: policy.Otherwise(policy.EndOf(policy.SchoolDay), policy.Within(minutes(24*60)))},
		// 11.1 Cleaned before the next use.
		policy.Due{Header: rule(obCleanBeforeUse, "11.1"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Clean},
			By: policy.BeforeNextUse(), Before: true},
		// 11.2 Never in distress while held; distress that was seen counts for three minutes.
		policy.During{Header: rule(obCalm, "11.2"), Phase: policy.Held, Holds: policy.IsNot(obDistress), ReleaseDue: true},
		// 11.3 No volunteer takes hold.
		policy.At{Header: gate(rule(obNoVolunteer, "11.3")), On: begins,
			Holds: policy.By(policy.Who{Nobody: true, Role: obVolunteer})},
		// 11.4 The door is never shut, except while emergency services are on their way (11.5).
		policy.During{Header: unless(rule(obDoorUnlessHelp, "11.4", policy.Seclusion), policy.OnRecord(policy.Act{Do: policy.Escalate,
			To: one(policy.EmergencyServices)}), "11.5"), Phase: policy.Held, Holds: policy.IsNot(policy.DoorShut)},
		// 11.6 Once danger is over the door stands open within a minute.
		policy.Due{Header: rule(obDoorAfterDanger, "11.6", policy.Seclusion), After: policy.Turns(policy.DangerToSelf, policy.No),
			Holds: policy.IsNot(policy.DoorShut), By: policy.Within(minutes(1))},
	}
	return &policy.Regulation{
		ID: "ourboard", Short: "OB 1",
		Facts: []policy.FactSpec{
			{Name: obNurseTold}, {Name: obBreathing}, {Name: obFaceDown}, {Name: obInjury, World: true},
			{Name: obDistress, Sort: policy.Lasting, World: true, Lasts: 3 * time.Minute},
			{Name: obFirstAid, Sort: policy.Standing, About: policy.AboutPerson, World: true},
			{Name: obLicence, Sort: policy.Standing, About: policy.AboutPlace, World: true},
			{Name: obPlanLimit, Sort: policy.Standing, About: policy.AboutStudent, World: true},
		},
		Roles:      []policy.Role{obNurse, obProtection, obVolunteer},
		Activities: []policy.Activity{obNurseCalled, obWithheld, obRoomLicensed},
		Rules:      rules,
	}
}

// board opens an incident of our board on a Monday at ten.
func board(t *testing.T, cal policy.Calendar) *scene {
	t.Helper()
	return boardAt(t, restraintMachine(), cal, october(6, 10, 0))
}

func boardAt(t *testing.T, l policy.Lifecycle, cal policy.Calendar, start time.Time) *scene {
	t.Helper()
	return openScene(t, buildOK(t, ourBoard()), l, cal, start)
}

// boardHeld begins at once, with whatever the start says.
func boardHeld(t *testing.T, ds ...detail) *scene {
	t.Helper()
	s := board(t, schoolYear())
	s.tell(0, policy.Initiate, ds...)
	return s
}

const minute = time.Minute

func TestTheBoardBuilds(t *testing.T) {
	p := buildOK(t, ourBoard())
	n := 0
	for range p.Rules() {
		n++
	}
	assert.Equal(t, len(ourBoard().Rules), n)
}

// A fact, a role and an activity of its own.

func TestBoard_1_1_TheNurseIsCalledWithinTenMinutes(t *testing.T) {
	boardHeld(t).flips(10*minute, obNurseInTenMinutes, policy.Pending, policy.Pending, policy.Breached)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := boardHeld(t)
		s.tell(10*minute+shift, obNurseCalled, doneTo(obNurse, "nell"), stating(policy.Yes, obNurseTold))
		return s.outcome(time.Hour, obNurseInTenMinutes)
	})
}

func TestBoard_1_1_ACallThatTellsNothingDoesNotCount(t *testing.T) {
	for _, c := range []struct {
		how  []detail
		want policy.Outcome
		lack []string
	}{
		{[]detail{doneTo(obNurse, "nell"), stating(policy.No, obNurseTold)}, policy.Breached, nil},
		{[]detail{doneTo(policy.Teacher, "nell"), stating(policy.Yes, obNurseTold)}, policy.Breached, nil},
		{[]detail{doneTo(obNurse, "nell")}, policy.Undetermined, []string{string(obNurseTold)}},
		{[]detail{doneTo("", "nell"), stating(policy.Yes, obNurseTold)}, policy.Undetermined, []string{`ourboard/nurse of "nell"`}},
		{[]detail{stating(policy.Yes, obNurseTold)}, policy.Undetermined, []string{"to"}},
	} {
		s := boardHeld(t)
		s.tell(5*minute, obNurseCalled, c.how...)
		f := s.one(time.Hour, obNurseInTenMinutes)
		assert.Equal(t, c.want, f.Outcome)
		assert.Equal(t, c.lack, lacks(f))
	}
}

// A training of its own.

func TestBoard_1_2_AFirstAiderIsThereThroughout(t *testing.T) {
	s := boardHeld(t, doneBy("lee", "kim"), holding("lee", obFirstAid),
		attesting(policy.Credential{Fact: obFirstAid, Subject: "kim", Answer: policy.No}))
	assert.Equal(t, policy.Satisfied, s.outcome(20*minute, obFirstAiderThroughout), "kept")
	s.tell(20*minute, policy.Absent, doneBy("lee"))
	s.flips(20*minute, obFirstAiderThroughout, policy.Satisfied, policy.Satisfied, policy.Breached)
	s.tell(22*minute, policy.Present, doneBy("lee"))
	f := s.one(time.Hour, obFirstAiderThroughout)
	assert.Equal(t, policy.Breached, f.Outcome)
	assert.Equal(t, 2*minute, f.Measured)
}

func TestBoard_1_2_ATrainingThatRunsOutWhileTheyHold(t *testing.T) {
	s := board(t, nil)
	s.tell(0, policy.Initiate, doneBy("lee"), attesting(policy.Credential{Fact: obFirstAid, Subject: "lee", Answer: policy.Yes,
		Until: s.t0.Add(8 * minute)}))
	s.flips(8*minute, obFirstAiderThroughout, policy.Satisfied, policy.Satisfied, policy.Breached)
}

func TestBoard_1_2_ATrainingThatIsNotOnRecord(t *testing.T) {
	s := boardHeld(t, doneBy("lee"))
	f := s.one(minute, obFirstAiderThroughout)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Contains(t, lacks(f), `ourboard/first-aid of "lee"`)
}

// An approval by the principal past ten minutes, and every ten after.

func TestBoard_2_1_ApprovalIsOwedPastTenMinutesAndEveryTen(t *testing.T) {
	s := boardHeld(t)
	assert.Equal(t, policy.NotApplicable, s.outcome(10*minute, obApprovalOwed), "at ten minutes nothing is owed")
	f := s.one(10*minute+tick, obApprovalOwed)
	assert.Equal(t, policy.Pending, f.Outcome)
	assert.Equal(t, "e1+10m0s", f.Occurrence)
	assert.True(t, f.From.Equal(s.t0.Add(10*minute)) && f.Due.Equal(s.t0.Add(11*minute)), "%v to %v", f.From, f.Due)
	s.flips(11*minute, obApprovalOwed, policy.Pending, policy.Pending, policy.Breached)

	s.tell(10*minute+30*time.Second, policy.Approve, doneAs(policy.Principal, "pat"))
	assert.Equal(t, policy.Satisfied, s.outcome(20*minute, obApprovalOwed))
	f = s.one(20*minute+tick, obApprovalOwed)
	assert.Equal(t, "e1+20m0s", f.Occurrence)
	s.flips(21*minute, obApprovalOwed, policy.Pending, policy.Pending, policy.Breached)
	assert.Len(t, s.all(35*minute, obApprovalOwed), 2, "at twenty and at thirty")
}

func TestBoard_2_1_OnlyThePrincipalApproves(t *testing.T) {
	s := boardHeld(t)
	s.tell(10*minute+30*time.Second, policy.Approve, doneAs(policy.Teacher, "lee"))
	assert.Equal(t, policy.Breached, s.outcome(12*minute, obApprovalOwed))

	s = boardHeld(t)
	s.tell(10*minute+30*time.Second, policy.Approve, doneBy("pat"))
	f := s.one(12*minute, obApprovalOwed)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{`principal of "pat"`}, lacks(f))
}

func TestBoard_2_1_ApprovedAtTenSharpCountsAndBeforeItDoesNot(t *testing.T) {
	around(t, policy.Breached, policy.Satisfied, policy.Satisfied, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := boardHeld(t)
		s.tell(10*minute+shift, policy.Approve, doneAs(policy.Principal, "pat"))
		return s.outcome(15*minute, obApprovalOwed)
	})
}

func TestBoard_2_1_AgesCountOnAfterAResumption(t *testing.T) {
	s := boardHeld(t)
	s.tell(6*minute, policy.Release)
	s.tell(16*minute, policy.Resume)
	assert.Equal(t, policy.NotApplicable, s.outcome(20*minute, obApprovalOwed), "six, and four")
	assert.Equal(t, policy.Pending, s.outcome(20*minute+tick, obApprovalOwed))
	s.tell(20*minute, policy.Release)
	assert.Equal(t, policy.NotApplicable, s.outcome(time.Hour, obApprovalOwed), "let go at ten minutes, not past them")
}

func TestBoard_2_2_ApprovalsAtMostTenMinutesApart(t *testing.T) {
	boardHeld(t).flips(10*minute, obApprovalRecurs, policy.Pending, policy.Pending, policy.Breached)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := boardHeld(t)
		s.tell(4*minute, policy.Approve, doneAs(policy.Principal, "pat"))
		s.tell(14*minute+shift, policy.Approve, doneAs(policy.Principal, "pat"))
		s.tell(20*minute, policy.Release)
		return s.outcome(time.Hour, obApprovalRecurs)
	})
	s := boardHeld(t)
	s.tell(5*minute, policy.Approve, doneAs(policy.Teacher, "lee"))
	s.tell(12*minute, policy.Release)
	f := s.one(time.Hour, obApprovalRecurs)
	assert.Equal(t, policy.Breached, f.Outcome)
	assert.Equal(t, 12*minute, f.Measured)
	assert.Equal(t, []string{"e2"}, f.Discounted, "a teacher's approval did not count")
}

// A deadline that is the earlier of one hour and the end of the school day.

func TestBoard_3_1_OneHourOrTheBellWhicheverIsEarlier(t *testing.T) {
	for _, c := range []struct {
		released time.Time
		allowed  time.Duration
	}{
		{october(6, 10, 0), 60 * minute},
		{october(6, 14, 30), 60 * minute},
		{october(6, 14, 31), 59 * minute},
		{october(6, 15, 0), 30 * minute},
		{october(6, 15, 31), 60 * minute}, // past the bell there is none
		{october(11, 10, 0), 60 * minute}, // nor is there on a Saturday
	} {
		released := func() *scene {
			s := boardAt(t, restraintMachine(), schoolYear(), c.released)
			s.tell(-minute, policy.Initiate)
			s.tell(0, policy.Release)
			return s
		}
		f := released().one(0, obHourOrBell)
		assert.Equal(t, c.allowed, f.Allowed, "%v", c.released)
		released().flips(c.allowed, obHourOrBell, policy.Pending, policy.Pending, policy.Breached)
		around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
			s := released()
			s.tell(c.allowed+shift, policy.Document)
			return s.outcome(2*time.Hour, obHourOrBell)
		})
	}
}

func TestBoard_3_1_WithoutACalendarTheHourIsCertain(t *testing.T) {
	s := board(t, nil)
	s.tell(-minute, policy.Initiate)
	s.tell(0, policy.Release)
	f := s.one(30*minute, obHourOrBell)
	assert.Equal(t, policy.Undetermined, f.Outcome, "there may have been a bell")
	assert.Equal(t, []string{"calendar"}, lacks(f))
	s.flips(60*minute, obHourOrBell, policy.Undetermined, policy.Undetermined, policy.Breached)
}

// A limit that the student's plan may replace.

func TestBoard_4_1_TheLimitIsThatOfThePlan(t *testing.T) {
	boardHeld(t).flips(20*minute, obLimitOfPlan, policy.Pending, policy.Pending, policy.Breached)
	plan := policy.Credential{Fact: obPlanLimit, Answer: policy.Yes, Amount: 5 * minute}
	for name, c := range map[string]struct {
		from, until time.Duration
		answer      policy.Answer
		limit       time.Duration
	}{
		"in force":              {-time.Hour, time.Hour, policy.Yes, 5 * minute},
		"from that instant on":  {0, time.Hour, policy.Yes, 5 * minute},
		"a tick too late":       {tick, time.Hour, policy.Yes, 20 * minute},
		"ended at that instant": {-time.Hour, 0, policy.Yes, 20 * minute},
		"ended a tick later":    {-time.Hour, tick, policy.Yes, 5 * minute},
		"the plan sets none":    {-time.Hour, time.Hour, policy.No, 20 * minute},
	} {
		t.Run(name, func(t *testing.T) {
			s := board(t, nil)
			p := plan
			p.From, p.Until, p.Answer = s.t0.Add(c.from), s.t0.Add(c.until), c.answer
			s.tell(0, policy.Initiate, attesting(p))
			s.flips(c.limit, obLimitOfPlan, policy.Pending, policy.Pending, policy.Breached)
		})
	}
	longer := plan
	longer.Amount = 40 * minute
	boardHeld(t, attesting(longer)).flips(40*minute, obLimitOfPlan, policy.Pending, policy.Pending, policy.Breached)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := boardHeld(t, attesting(plan))
		s.tell(5*minute+shift, policy.Release)
		return s.outcome(time.Hour, obLimitOfPlan)
	})
}

// An amount by condition.

func TestBoard_4_2_TheLimitGoesByTheRisk(t *testing.T) {
	boardHeld(t, stating(policy.Yes, policy.SelfInjuryRisk)).flips(5*minute, obLimitByRisk, policy.Pending, policy.Pending,
		policy.Breached)
	boardHeld(t, stating(policy.No, policy.SelfInjuryRisk)).flips(30*minute, obLimitByRisk, policy.Pending, policy.Pending,
		policy.Breached)
	s := boardHeld(t)
	s.flips(5*minute, obLimitByRisk, policy.Pending, policy.Pending, policy.Undetermined)
	s.flips(30*minute, obLimitByRisk, policy.Undetermined, policy.Undetermined, policy.Breached)
	f := s.one(10*minute, obLimitByRisk)
	assert.Equal(t, []string{string(policy.SelfInjuryRisk)}, lacks(f))
}

func TestBoard_4_2_TheLimitIsThatOfTheStartOfTheStretch(t *testing.T) {
	s := boardHeld(t, stating(policy.No, policy.SelfInjuryRisk))
	s.tell(2*minute, policy.Observe, stating(policy.Yes, policy.SelfInjuryRisk))
	assert.Equal(t, policy.Pending, s.outcome(10*minute, obLimitByRisk))

	s = boardHeld(t)
	s.tell(2*minute, policy.Observe, stating(policy.Yes, policy.SelfInjuryRisk))
	f := s.one(10*minute, obLimitByRisk)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{string(policy.SelfInjuryRisk)}, lacks(f), "what it was at the start is still not on record")
}

// The other kinds judge an amount by condition likewise: what the two amounts share holds, and between them it cannot be told.

func depending(t *testing.T, rule policy.Rule, ds ...detail) *scene {
	t.Helper()
	p := buildOK(t, &policy.Regulation{ID: "ourboard", Short: "OB 1", Rules: []policy.Rule{rule}})
	s := openScene(t, p, restraintMachine(), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate, ds...)
	return s
}

var byRisk = policy.Depending(policy.Is(policy.SelfInjuryRisk), policy.For(1*minute), policy.For(5*minute))

func TestDepending_OfEvery(t *testing.T) {
	rule := policy.Every{Header: policy.Header{Name: "checks", Clauses: []string{"1"}, Demand: "checks"}, Phase: policy.Held,
		Act: policy.Act{Do: policy.Monitor}, Gap: byRisk}
	depending(t, rule, stating(policy.Yes, policy.SelfInjuryRisk)).flips(1*minute, "checks", policy.Pending, policy.Pending,
		policy.Breached)
	depending(t, rule, stating(policy.No, policy.SelfInjuryRisk)).flips(5*minute, "checks", policy.Pending, policy.Pending,
		policy.Breached)
	s := depending(t, rule)
	s.flips(1*minute, "checks", policy.Pending, policy.Pending, policy.Undetermined)
	s.flips(5*minute, "checks", policy.Undetermined, policy.Undetermined, policy.Breached)
	assert.Equal(t, []string{string(policy.SelfInjuryRisk)}, lacks(s.all(3*minute, "checks")...))
	s.tell(3*minute, policy.Monitor)
	s.tell(3*minute, policy.Release)
	assert.Equal(t, policy.Undetermined, s.outcome(time.Hour, "checks"))
}

func TestDepending_OfDue(t *testing.T) {
	rule := policy.Due{Header: policy.Header{Name: "call", Clauses: []string{"1"}, Demand: "call"},
		After: policy.On(policy.Act{Do: policy.Initiate}),
		Act:   policy.Act{Do: policy.Escalate}, By: policy.Within(byRisk)}
	depending(t, rule, stating(policy.Yes, policy.SelfInjuryRisk)).flips(1*minute, "call", policy.Pending, policy.Pending,
		policy.Breached)
	depending(t, rule, stating(policy.No, policy.SelfInjuryRisk)).flips(5*minute, "call", policy.Pending, policy.Pending,
		policy.Breached)
	s := depending(t, rule)
	s.flips(1*minute, "call", policy.Pending, policy.Pending, policy.Undetermined)
	s.flips(5*minute, "call", policy.Undetermined, policy.Undetermined, policy.Breached)
	assert.Equal(t, []string{string(policy.SelfInjuryRisk)}, lacks(s.all(3*minute, "call")...), "the fact is named")
}

func TestDepending_OfReaches(t *testing.T) {
	rule := policy.Due{Header: policy.Header{Name: "call", Clauses: []string{"1"}, Demand: "call"},
		After: policy.Reaches(policy.Held, byRisk, policy.Amount{}), Act: policy.Act{Do: policy.Escalate},
		By: policy.Within(policy.For(0))}
	depending(t, rule, stating(policy.Yes, policy.SelfInjuryRisk)).flips(1*minute, "call", policy.NotApplicable,
		policy.NotApplicable, policy.Breached)
	depending(t, rule, stating(policy.No, policy.SelfInjuryRisk)).flips(5*minute, "call", policy.NotApplicable,
		policy.NotApplicable, policy.Breached)
	s := depending(t, rule)
	s.flips(1*minute, "call", policy.NotApplicable, policy.NotApplicable, policy.Undetermined)
	s.flips(5*minute, "call", policy.Undetermined, policy.Undetermined, policy.Breached)
}

// A duty owed only after a third use in thirty days.

// earlier puts a use on record that began at an instant.
func (s *scene) earlier(at time.Time, incident string, ds ...detail) {
	s.t.Helper()
	s.tell(at.Sub(s.t0), policy.Earlier, append(ds, linkedIfNone(policy.Part{Incident: incident, Kind: policy.Restraint}))...)
}

func linkedIfNone(p policy.Part) detail {
	return func(e *policy.Event) {
		if e.Other == nil {
			e.Other = &p
		}
	}
}

func TestBoard_5_1_AThirdUseInThirtyDaysToTheTick(t *testing.T) {
	window := 30 * 24 * time.Hour
	around(t, policy.Satisfied, policy.Flagged, policy.Flagged, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := board(t, nil)
		s.earlier(s.t0.Add(-window+shift), "a")
		s.earlier(s.t0.Add(-time.Hour), "b")
		s.tell(0, policy.Initiate)
		return s.outcome(0, obThirdUse)
	})
	s := boardHeld(t)
	s.earlier(s.t0.Add(-time.Hour), "a")
	assert.Equal(t, policy.Satisfied, s.outcome(0, obThirdUse), "a second use")
	s.earlier(s.t0.Add(-2*time.Hour), "b", entered(s.t0.Add(24*time.Hour)))
	assert.Equal(t, policy.Flagged, s.outcome(0, obThirdUse), "recorded late, it counts all the same")
	assert.Equal(t, policy.Satisfied, s.c.Known(s.t0.Add(23*time.Hour)).Assess(s.t0).Outcome(obThirdUse), "and was not known before")
}

func TestBoard_5_2_OnlyAThirdUseOwesAReview(t *testing.T) {
	s := boardHeld(t)
	s.earlier(s.t0.Add(-time.Hour), "a")
	assert.Equal(t, policy.NotApplicable, s.outcome(240*time.Hour, obThirdUseReviewed), "a second use owes nothing")

	limit := october(10, 0, 0)
	third := func() *scene {
		s := boardHeld(t)
		s.earlier(s.t0.Add(-time.Hour), "a")
		s.earlier(s.t0.Add(-2*time.Hour), "b")
		s.tell(10*minute, policy.Release)
		return s
	}
	third().flips(limit.Sub(s.t0), obThirdUseReviewed, policy.Pending, policy.Pending, policy.Breached)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := third()
		s.tell(limit.Sub(s.t0)+shift, policy.Debrief)
		return s.outcome(240*time.Hour, obThirdUseReviewed)
	})
}

func TestBoard_5_3_AThirdUseWantsAnApproval(t *testing.T) {
	s := boardHeld(t)
	s.earlier(s.t0.Add(-time.Hour), "a")
	assert.Equal(t, policy.NotApplicable, s.outcome(time.Hour, obThirdUseApproved))
	s.earlier(s.t0.Add(-2*time.Hour), "b")
	s.flips(5*minute, obThirdUseApproved, policy.Pending, policy.Pending, policy.Breached)
	s.tell(5*minute, policy.Approve, doneAs(policy.Principal, "pat"))
	assert.Equal(t, policy.Satisfied, s.outcome(time.Hour, obThirdUseApproved))
}

func TestBoard_5_4_DaysBeginAtMidnight(t *testing.T) {
	first := onDate(2025, time.September, 7, 0, 0) // 30 days, the 6th of October being the last
	around(t, policy.Satisfied, policy.Flagged, policy.Flagged, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := boardHeld(t)
		s.earlier(first.Add(shift), "a")
		return s.outcome(0, obUsesInDays)
	})
}

func TestBoard_5_4_WithoutACalendarTheEdgeCannotBeTold(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want policy.Outcome
	}{
		{onDate(2025, time.September, 1, 0, 0), policy.Satisfied},
		{onDate(2025, time.September, 7, 0, 0), policy.Undetermined},
		{onDate(2025, time.September, 6, 23, 0), policy.Undetermined},
		{onDate(2025, time.September, 20, 0, 0), policy.Flagged},
	} {
		s := board(t, nil)
		s.tell(0, policy.Initiate)
		s.earlier(c.at, "a")
		f := s.one(0, obUsesInDays)
		assert.Equal(t, c.want, f.Outcome, "%v", c.at)
		if c.want == policy.Undetermined {
			assert.Equal(t, []string{"calendar"}, lacks(f))
		}
	}
}

func TestBoard_5_5_PerClassroom(t *testing.T) {
	room := func(id string) detail {
		return linked(policy.Part{Incident: "x", Kind: policy.Restraint, Classroom: id})
	}
	s := boardHeld(t, room("4b"))
	s.earlier(s.t0.Add(-time.Hour), "a", room("5a"))
	assert.Equal(t, policy.Satisfied, s.outcome(0, obUsesInClassroom), "in another classroom")
	s.earlier(s.t0.Add(-2*time.Hour), "b", room("4b"))
	assert.Equal(t, policy.Flagged, s.outcome(0, obUsesInClassroom))
}

func TestBoard_5_6_PerMemberOfStaff(t *testing.T) {
	s := boardHeld(t, doneBy("lee", "kim"))
	s.earlier(s.t0.Add(-time.Hour), "a", doneBy("robin"))
	assert.Equal(t, policy.Satisfied, s.outcome(0, obUsesByStaff), "by somebody else")
	s.earlier(s.t0.Add(-2*time.Hour), "b", doneBy("kim", "robin"))
	f := s.one(0, obUsesByStaff)
	assert.Equal(t, policy.Flagged, f.Outcome)
	assert.Equal(t, "kim", f.Subject)
}

func TestBoard_5_7_OfOneKindInSchoolDays(t *testing.T) {
	first := october(7, 0, 0) // five school days: 7, 8, 9, 10, and Tuesday the 14th, after a weekend and a holiday
	seclusionOf := linked(policy.Part{Incident: "a", Kind: policy.Seclusion})
	around(t, policy.Satisfied, policy.Flagged, policy.Flagged, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := boardAt(t, seclusion.Lifecycle(), schoolYear(), october(14, 10, 0))
		s.earlier(first.Add(shift), "a", seclusionOf)
		s.tell(0, policy.Initiate)
		return s.outcome(0, obSeclusionsInDays)
	})
	s := boardAt(t, seclusion.Lifecycle(), schoolYear(), october(14, 10, 0))
	s.earlier(october(10, 10, 0), "a") // a restraint
	s.tell(0, policy.Initiate)
	assert.Equal(t, policy.Satisfied, s.outcome(0, obSeclusionsInDays))
	s = boardHeld(t)
	assert.Equal(t, policy.NotApplicable, s.outcome(0, obSeclusionsInDays), "nor does it speak of a restraint")
}

// A technique that is banned.

func TestBoard_6_1_FaceDownIsBanned(t *testing.T) {
	assert.Equal(t, policy.Satisfied, boardHeld(t, stating(policy.No, obFaceDown)).outcome(0, obNeverFaceDown))
	assert.Equal(t, policy.Breached, boardHeld(t, stating(policy.Yes, obFaceDown)).outcome(0, obNeverFaceDown))
	f := boardHeld(t).one(0, obNeverFaceDown)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{string(obFaceDown)}, lacks(f))

	s := board(t, nil)
	lee := doneAs(policy.Teacher, "lee")
	assert.NoError(t, s.ask(0, policy.Initiate, lee, stating(policy.No, obFaceDown)))
	assert.Equal(t, []policy.RuleID{obNeverFaceDown}, rulesOf(refusal(t,
		s.ask(0, policy.Initiate, lee, stating(policy.Yes, obFaceDown))).Reasons))
	assert.Equal(t, []string{string(obFaceDown)}, lacks(refusal(t, s.ask(0, policy.Initiate, lee)).Reasons...))
}

// A duty of whoever did not take part.

func TestBoard_6_2_ReportedBySomebodyWhoTookNoPart(t *testing.T) {
	told := func(by ...detail) *scene {
		s := boardHeld(t, doneBy("lee"))
		s.tell(2*minute, policy.Monitor, doneBy("kim"))
		s.tell(5*minute, policy.Release)
		s.tell(time.Hour, policy.Report, by...)
		return s
	}
	now := 100 * time.Hour
	assert.Equal(t, policy.Satisfied, told(doneBy("robin")).outcome(now, obReportByAnother), "kept")
	assert.Equal(t, policy.Breached, told(doneBy("lee")).outcome(now, obReportByAnother), "who began it")
	assert.Equal(t, policy.Breached, told(doneBy("kim")).outcome(now, obReportByAnother), "who checked")
	assert.Equal(t, policy.Satisfied, told(doneBy("lee", "robin")).outcome(now, obReportByAnother))
	f := told().one(now, obReportByAnother)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{"by"}, lacks(f))

	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := boardHeld(t, doneBy("lee"))
		s.tell(5*minute, policy.Release)
		s.tell(5*minute+24*time.Hour+shift, policy.Report, doneBy("robin"))
		return s.outcome(now, obReportByAnother)
	})
}

// A check that must carry content.

func TestBoard_6_3_ACheckWithoutItsContentDoesNotCount(t *testing.T) {
	full := stating(policy.Yes, policy.FaceToFace, obBreathing)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := boardHeld(t)
		s.tell(4*minute, policy.Monitor, full)
		s.tell(9*minute+shift, policy.Monitor, full)
		s.tell(10*minute, policy.Release)
		return s.outcome(time.Hour, obCheckWithContent)
	})

	s := boardHeld(t)
	s.tell(4*minute, policy.Monitor, stating(policy.Yes, policy.FaceToFace), stating(policy.No, obBreathing))
	s.tell(7*minute, policy.Release)
	f := s.one(time.Hour, obCheckWithContent)
	assert.Equal(t, policy.Breached, f.Outcome)
	assert.Equal(t, 7*minute, f.Measured, "it restarted no clock")
	assert.Equal(t, []string{"e2"}, f.Discounted)
}

func TestBoard_6_3_AContentNotRecordedMattersOnlyWhereItDiffers(t *testing.T) {
	checked := func(released time.Duration) *scene {
		s := boardHeld(t)
		s.tell(4*minute, policy.Monitor, stating(policy.Yes, policy.FaceToFace))
		s.tell(released, policy.Release)
		return s
	}
	f := checked(7*minute).one(time.Hour, obCheckWithContent)
	assert.Equal(t, policy.Undetermined, f.Outcome, "with it kept, without it broken")
	assert.Equal(t, []string{string(obBreathing)}, lacks(f))
	assert.Equal(t, policy.Satisfied, checked(5*minute).outcome(time.Hour, obCheckWithContent), "kept either way")
	assert.Equal(t, policy.Breached, checked(9*minute+tick).outcome(time.Hour, obCheckWithContent), "broken either way")
}

// A notice withheld by a named role.

func TestBoard_7_1_ParentsAreToldUnlessChildProtectionWithholdsIt(t *testing.T) {
	released := func() *scene {
		s := boardHeld(t)
		s.tell(0, policy.Release)
		return s
	}
	limit := 2 * time.Hour
	released().flips(limit, obNoticeUnlessWithheld, policy.Pending, policy.Pending, policy.Breached)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := released()
		s.tell(limit+shift, policy.Contact, doneTo(policy.Parent, "sam"))
		return s.outcome(5*time.Hour, obNoticeUnlessWithheld)
	})

	s := released()
	s.tell(time.Hour, obWithheld, doneAs(obProtection, "ada"))
	s.flips(limit, obNoticeUnlessWithheld, policy.Pending, policy.Pending, policy.Excused)
	assert.Equal(t, []string{"7.1", "7.2"}, s.one(5*time.Hour, obNoticeUnlessWithheld).Clauses, "the exception is printed")

	s = released()
	s.tell(time.Hour, obWithheld, doneAs(policy.Principal, "pat"))
	assert.Equal(t, policy.Breached, s.outcome(5*time.Hour, obNoticeUnlessWithheld), "not the principal's to withhold")

	s = released()
	s.tell(time.Hour, obWithheld, doneBy("ada"))
	f := s.one(5*time.Hour, obNoticeUnlessWithheld)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{`ourboard/child-protection of "ada"`}, lacks(f))

	around(t, policy.Excused, policy.Excused, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := released()
		s.tell(limit+shift, obWithheld, doneAs(obProtection, "ada"))
		return s.outcome(5*time.Hour, obNoticeUnlessWithheld)
	})
}

// A duty on a date on a register, on a fact turning, on a request.

func TestBoard_8_1_ALicenceThatRunsOutIsRenewed(t *testing.T) {
	licensed := func(until time.Duration, more ...policy.Credential) *scene {
		s := boardAt(t, seclusion.Lifecycle(), nil, october(6, 10, 0))
		s.tell(0, policy.Initiate, inPlace("r1"), attesting(append(more,
			policy.Credential{Fact: obLicence, Subject: "r1", Answer: policy.Yes,
				Until: s.t0.Add(until)})...))
		return s
	}
	s := licensed(5 * minute)
	assert.Equal(t, policy.NotApplicable, s.outcome(5*minute, obLicenceRenewed))
	assert.Equal(t, policy.Pending, s.outcome(5*minute+tick, obLicenceRenewed))
	assert.True(t, s.one(6*minute, obLicenceRenewed).From.Equal(s.t0.Add(5*minute)), "from the date on the register")
	s.flips(15*minute, obLicenceRenewed, policy.Pending, policy.Pending, policy.Breached)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := licensed(5 * minute)
		s.tell(15*minute+shift, obRoomLicensed)
		return s.outcome(time.Hour, obLicenceRenewed)
	})

	next := policy.Credential{Fact: obLicence, Subject: "r1", Answer: policy.Yes, From: october(6, 10, 4)}
	assert.Equal(t, policy.NotApplicable, licensed(5*minute, next).outcome(time.Hour, obLicenceRenewed), "renewed before it ran out")
	next.From = october(6, 10, 5).Add(tick)
	assert.Equal(t, policy.Breached, licensed(5*minute, next).outcome(time.Hour, obLicenceRenewed), "a tick without one")
	assert.Equal(t, policy.NotApplicable, licensed(-minute).outcome(time.Hour, obLicenceRenewed), "before the start")
}

func TestBoard_8_2_HelpIsCalledWhenARiskArises(t *testing.T) {
	risk := stating(policy.Yes, policy.SelfInjuryRisk)
	s := boardHeld(t)
	assert.Equal(t, policy.NotApplicable, s.outcome(time.Hour, obHelpOnRisk))
	s.tell(3*minute, policy.Observe, risk)
	s.flips(4*minute, obHelpOnRisk, policy.Pending, policy.Pending, policy.Breached)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := boardHeld(t)
		s.tell(3*minute, policy.Observe, risk)
		s.tell(4*minute+shift, policy.Escalate, doneTo(policy.EmergencyServices, "911"))
		return s.outcome(time.Hour, obHelpOnRisk)
	})

	s.tell(6*minute, policy.Observe, risk)
	assert.Len(t, s.all(10*minute, obHelpOnRisk), 1, "said again, it has not turned again")
	s.tell(11*minute, policy.Observe, stating(policy.No, policy.SelfInjuryRisk))
	s.tell(12*minute, policy.Observe, risk)
	assert.Len(t, s.all(20*minute, obHelpOnRisk), 2, "over, and there again")
	assert.Equal(t, policy.Breached, boardHeld(t, risk).outcome(2*minute, obHelpOnRisk), "there from the start")
}

func TestBoard_8_3_TheNurseForEachInjury(t *testing.T) {
	s := boardHeld(t)
	s.tell(3*minute, policy.Monitor, stating(policy.Yes, obInjury))
	s.tell(4*minute, policy.Monitor, stating(policy.No, obInjury))
	s.tell(9*minute, policy.Monitor, stating(policy.Yes, obInjury))
	s.flips(8*minute, obNurseOnInjury, policy.Pending, policy.Pending, policy.Breached)
	s.tell(10*minute, obNurseCalled, doneTo(obNurse, "nell"), stating(policy.Yes, obNurseTold))
	found := s.all(time.Hour, obNurseOnInjury)
	require.Len(t, found, 1, "the second was in time")
	assert.Equal(t, "e2", found[0].Occurrence)
	assert.True(t, found[0].Until.Equal(s.t0.Add(10*minute)), "and answers the first, late")
}

func TestBoard_8_4_AParentWhoAsksIsAnswered(t *testing.T) {
	asked := func(ds ...detail) *scene {
		s := boardHeld(t)
		s.tell(5*minute, policy.Release)
		s.tell(october(10, 9, 0).Sub(s.t0), policy.Request, ds...) // a Friday
		return s
	}
	limit := october(16, 0, 0).Sub(october(6, 10, 0)) // Tuesday and Wednesday are the two school days
	parent := doneAs(policy.Parent, "sam")
	asked(parent).flips(limit, obRequestAnswered, policy.Pending, policy.Pending, policy.Breached)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := asked(parent)
		s.tell(limit+shift, policy.Report, doneTo(policy.Parent, "sam"))
		return s.outcome(1000*time.Hour, obRequestAnswered)
	})
	assert.Equal(t, policy.NotApplicable, asked(doneAs(policy.Teacher, "lee")).outcome(1000*time.Hour, obRequestAnswered))
	f := asked(doneBy("sam")).one(1000*time.Hour, obRequestAnswered)
	assert.Equal(t, policy.Undetermined, f.Outcome, "who asked is not on record as a parent")
	assert.Equal(t, []string{`parent of "sam"`}, lacks(f))

	s := board(t, nil)
	s.tell(0, policy.Initiate)
	s.tell(minute, policy.Request, parent)
	f = s.one(1000*time.Hour, obRequestAnswered)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{"calendar"}, lacks(f))
}

// Something told to every participant, one by one.

func TestBoard_9_1_EachWhoTookPartIsToldOneByOne(t *testing.T) {
	held := func() *scene {
		s := boardHeld(t, doneAs(policy.Teacher, "lee"))
		s.tell(2*minute, policy.Monitor, doneAs(policy.EducationAssistant, "kim"))
		s.tell(5*minute, policy.Release)
		return s
	}
	last := 24*time.Hour + 5*minute
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := held()
		s.tell(time.Hour, policy.Support, doneTo("", "kim"))
		s.tell(last+shift, policy.Support, doneTo("", "lee"))
		return s.outcome(100*time.Hour, obEverybodyTold)
	})
	s := held()
	s.tell(time.Hour, policy.Support, doneTo("", "kim"))
	assert.Equal(t, policy.Pending, s.outcome(2*time.Hour, obEverybodyTold), "one of two")
	assert.Equal(t, policy.Breached, s.outcome(100*time.Hour, obEverybodyTold))
	s = held()
	s.tell(time.Hour, policy.Support, doneTo("", "lee", "kim"))
	assert.Equal(t, policy.Satisfied, s.outcome(100*time.Hour, obEverybodyTold), "or together")
}

func TestBoard_9_2_EachTeacherAmongThem(t *testing.T) {
	s := boardHeld(t, doneAs(policy.Teacher, "lee"))
	s.tell(2*minute, policy.Monitor, doneAs(policy.EducationAssistant, "kim"))
	s.tell(5*minute, policy.Release)
	s.tell(10*minute, policy.Support, doneTo("", "lee"))
	assert.Equal(t, policy.Satisfied, s.outcome(2*time.Hour, obTeachersTold))

	s = boardHeld(t, doneBy("lee"))
	s.tell(5*minute, policy.Release)
	s.tell(10*minute, policy.Support, doneTo("", "robin"))
	f := s.one(2*time.Hour, obTeachersTold)
	assert.Equal(t, policy.Undetermined, f.Outcome, "whether lee is a teacher is not on record")
	assert.Equal(t, []string{`teacher of "lee"`}, lacks(f))
}

// What came before in the chain, a rule with a date, the other terms.

func TestBoard_10_1_ARestraintThatFollowsASeclusion(t *testing.T) {
	s := boardHeld(t, linked(policy.Part{Incident: "i-0", Kind: policy.Seclusion}))
	s.flips(2*minute, obAfterSeclusion, policy.Pending, policy.Pending, policy.Breached)
	s = boardHeld(t, linked(policy.Part{Incident: "i-0", Kind: policy.TimeOut}))
	assert.Equal(t, policy.NotApplicable, s.outcome(time.Hour, obAfterSeclusion))
	assert.Equal(t, policy.NotApplicable, boardHeld(t).outcome(time.Hour, obAfterSeclusion), "follows nothing")
}

func TestBoard_10_2_InForceFromADate(t *testing.T) {
	begun := func(cal policy.Calendar, start time.Time) *scene {
		s := boardAt(t, restraintMachine(), cal, start)
		s.tell(0, policy.Initiate, doneAs(policy.Teacher, "lee"))
		return s
	}
	november := onDate(2025, time.November, 1, 0, 0)
	around(t, policy.NotApplicable, policy.Breached, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		return begun(schoolYear(), november.Add(shift)).outcome(0, obFromNovember)
	})
	around(t, policy.Satisfied, policy.NotApplicable, policy.NotApplicable, func(t *testing.T, shift time.Duration) policy.Outcome {
		return begun(schoolYear(), november.Add(shift)).outcome(0, obUntilNovember)
	})
	s := boardAt(t, restraintMachine(), schoolYear(), november)
	s.tell(0, policy.Initiate, doneAs(policy.Principal, "pat"))
	assert.Equal(t, policy.Satisfied, s.outcome(0, obFromNovember), "kept")

	s = begun(schoolYear(), november.Add(-time.Hour))
	s.tell(minute, policy.Release)
	s.tell(2*time.Hour, policy.Resume, doneAs(policy.Teacher, "lee"))
	assert.Equal(t, policy.NotApplicable, s.outcome(3*time.Hour, obFromNovember), "by the day of the start")

	f := begun(nil, november).one(0, obFromNovember)
	assert.Equal(t, policy.Undetermined, f.Outcome, "the local day is not known without a calendar")
	assert.Equal(t, []string{"calendar"}, lacks(f))
	assert.Equal(t, policy.NotApplicable, begun(nil, november.AddDate(0, 0, -3)).outcome(0, obFromNovember))
	assert.Equal(t, policy.Breached, begun(nil, november.AddDate(0, 0, 3)).outcome(0, obFromNovember))
}

func TestBoard_10_3_TheLaterOfTwo(t *testing.T) {
	for _, c := range []struct {
		released time.Time
		allowed  time.Duration
	}{
		{october(6, 14, 0), 90 * minute},
		{october(6, 14, 30), 60 * minute},
		{october(6, 15, 0), 60 * minute},
		{october(11, 10, 0), 60 * minute}, // no bell on a Saturday
	} {
		s := boardAt(t, restraintMachine(), schoolYear(), c.released)
		s.tell(-minute, policy.Initiate)
		s.tell(0, policy.Release)
		s.flips(c.allowed, obLatestOfTwo, policy.Pending, policy.Pending, policy.Breached)
		s.tell(c.allowed, policy.Clean)
		assert.Equal(t, policy.Satisfied, s.outcome(5*time.Hour, obLatestOfTwo))
	}
	s := board(t, nil)
	s.tell(-minute, policy.Initiate)
	s.tell(0, policy.Release)
	s.flips(60*minute, obLatestOfTwo, policy.Pending, policy.Pending,
		policy.Undetermined) // an hour is certain, a later bell is not known
	assert.Equal(t, []string{"calendar"}, lacks(s.one(2*time.Hour, obLatestOfTwo)))
}

func TestBoard_10_4_OtherwiseIsTheFirstThatExists(t *testing.T) {
	for _, c := range []struct {
		released time.Time
		allowed  time.Duration
	}{
		{october(6, 14, 0), 90 * minute},
		{october(6, 15, 30).Add(tick), 24 * time.Hour},
		{october(11, 10, 0), 24 * time.Hour},
	} {
		s := boardAt(t, restraintMachine(), schoolYear(), c.released)
		s.tell(-minute, policy.Initiate)
		s.tell(0, policy.Release)
		s.flips(c.allowed, obBellOrDay, policy.Pending, policy.Pending, policy.Breached)
	}
	s := board(t, nil)
	s.tell(0, policy.Initiate)
	s.tell(0, policy.Release)
	assert.Equal(t, []string{"calendar"}, lacks(s.one(time.Hour, obBellOrDay)))
}

func TestBoard_11_1_CleanedBeforeTheNextUse(t *testing.T) {
	released := func() *scene {
		s := boardHeld(t)
		s.tell(0, policy.Release)
		return s
	}
	assert.Equal(t, policy.Pending, released().outcome(10_000*time.Hour, obCleanBeforeUse),
		"while there is no next use nothing is late")
	around(t, policy.Satisfied, policy.Breached, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := released()
		s.tell(5*time.Hour+shift, policy.Clean)
		s.tell(5*time.Hour, policy.NextUse)
		return s.outcome(10*time.Hour, obCleanBeforeUse)
	})
	s := released()
	s.tell(5*time.Hour, policy.NextUse)
	assert.Equal(t, policy.Pending, s.outcome(5*time.Hour-tick, obCleanBeforeUse))
	f := s.one(6*time.Hour, obCleanBeforeUse)
	assert.Equal(t, policy.Breached, f.Outcome)
	assert.True(t, f.Due.Equal(s.t0.Add(5*time.Hour)), "%v", f.Due)
}

func TestBoard_11_2_DistressThatWasSeenLastsThreeMinutes(t *testing.T) {
	s := boardHeld(t, stating(policy.No, obDistress))
	s.flips(3*minute, obCalm, policy.Satisfied, policy.Satisfied, policy.Undetermined)
	f := s.one(4*minute, obCalm)
	assert.Equal(t, []string{string(obDistress)}, lacks(f), "calm was seen three minutes ago, and nobody looked since")

	s = boardHeld(t, stating(policy.No, obDistress))
	s.tell(2*minute, policy.Observe, stating(policy.Yes, obDistress))
	s.tell(4*minute, policy.Observe, stating(policy.Yes, obDistress))
	s.flips(2*minute, obCalm, policy.Satisfied, policy.Pending, policy.Breached)
	found := s.all(10*minute, obCalm)
	require.Len(t, found, 2)
	assert.Equal(t, policy.Breached, found[0].Outcome)
	assert.Equal(t, 5*minute, found[0].Measured, "from two to seven: said again at four, it lasts until seven")
	assert.Equal(t, policy.Undetermined, found[1].Outcome, "and after that nobody knows")
}

func TestBoard_11_3_NoVolunteerTakesHold(t *testing.T) {
	safe := stating(policy.No, obFaceDown)
	s := board(t, nil)
	assert.NoError(t, s.ask(0, policy.Initiate, doneAs(policy.Teacher, "lee"), safe))
	no := refusal(t, s.ask(0, policy.Initiate, doneAs(policy.Teacher, "lee"), doneAs(obVolunteer, "vic"), safe))
	require.Len(t, no.Reasons, 1)
	assert.Equal(t, policy.Breached, no.Reasons[0].Outcome)
	assert.Equal(t, "vic", no.Reasons[0].Subject)
	no = refusal(t, s.ask(0, policy.Initiate, doneBy("lee"), safe))
	assert.Equal(t, []string{`ourboard/volunteer of "lee"`}, lacks(no.Reasons...))
	s.tell(0, policy.Initiate, doneAs(obVolunteer, "vic"))
	assert.Equal(t, policy.Breached, s.outcome(0, obNoVolunteer))
}

// An exception from what must hold throughout.

func TestBoard_11_4_TheDoorIsOpenExceptWhileHelpIsOnItsWay(t *testing.T) {
	shut := func(ds ...detail) *scene {
		s := boardAt(t, seclusion.Lifecycle(), nil, october(6, 10, 0))
		s.tell(0, policy.Initiate, stating(policy.No, policy.DoorShut))
		if ds != nil {
			s.tell(minute, policy.Escalate, ds...)
		}
		s.tell(2*minute, policy.Observe, stating(policy.Yes, policy.DoorShut))
		s.tell(5*minute, policy.Release)
		return s
	}
	f := shut().one(time.Hour, obDoorUnlessHelp)
	assert.Equal(t, policy.Breached, f.Outcome)
	assert.Equal(t, 3*minute, f.Measured)

	f = shut(doneTo(policy.EmergencyServices, "911")).one(time.Hour, obDoorUnlessHelp)
	assert.Equal(t, policy.Excused, f.Outcome)
	assert.Equal(t, []string{"11.4", "11.5"}, f.Clauses, "and the exception is printed")

	f = shut(doneTo("", "911")).one(time.Hour, obDoorUnlessHelp)
	assert.Equal(t, policy.Undetermined, f.Outcome, "whether help was called is not certain")
	assert.Equal(t, []string{`emergency-services of "911"`}, lacks(f))
}

// A duty of a condition that must come to hold.

func TestBoard_11_6_OnceDangerIsOverTheDoorStandsOpenWithinAMinute(t *testing.T) {
	over := func() *scene {
		s := boardAt(t, seclusion.Lifecycle(), nil, october(6, 10, 0))
		s.tell(0, policy.Initiate, stating(policy.Yes, policy.DangerToSelf, policy.DoorShut))
		s.tell(5*minute, policy.Observe, stating(policy.No, policy.DangerToSelf))
		return s
	}
	over().flips(6*minute, obDoorAfterDanger, policy.Pending, policy.Pending, policy.Breached)
	around(t, policy.Satisfied, policy.Satisfied, policy.Breached, func(t *testing.T, shift time.Duration) policy.Outcome {
		s := over()
		s.tell(6*minute+shift, policy.Observe, stating(policy.No, policy.DoorShut))
		return s.outcome(time.Hour, obDoorAfterDanger)
	})
	s := boardAt(t, seclusion.Lifecycle(), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate, stating(policy.Yes, policy.DangerToSelf))
	s.tell(5*minute, policy.Observe, stating(policy.No, policy.DangerToSelf))
	f := s.one(time.Hour, obDoorAfterDanger)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{string(policy.DoorShut)}, lacks(f))
}

// A finding's key is stable: what is entered late, and has nothing to do with it, changes none.

func TestBoard_KeysStayTheSameUnderLateEntries(t *testing.T) {
	keys := func(late bool) []string {
		s := boardAt(t, restraintMachine(), schoolYear(), october(6, 23, 30))
		s.earlier(s.t0.Add(-48*time.Hour), "a")
		s.earlier(s.t0.Add(-49*time.Hour), "b")
		s.tell(0, policy.Initiate, doneBy("lee"), inPlace("r1"), stating(policy.No, obDistress, policy.SelfInjuryRisk), attesting(
			policy.Credential{Fact: obLicence, Subject: "r1", Answer: policy.Yes, Until: s.t0.Add(17 * minute)},
			policy.Credential{Fact: obFirstAid, Subject: "lee", Answer: policy.Yes, Until: s.t0.Add(18 * minute)}))
		s.tell(25*minute, policy.Release)
		if late { // an explanation before each of what comes by itself: a lapse, an age, a date
			for i, after := range []time.Duration{minute, 9 * minute, 16 * minute, 17*minute + 30*time.Second, 19 * minute,
				29 * minute} {
				s.tell(after, policy.Explain, entered(s.t0.Add(200*time.Hour)),
					func(e *policy.Event) { e.ID = "late" + string(rune('a'+i)) })
			}
		}
		return keysOf(slices.Collect(s.at(100 * time.Hour).Findings()))
	}
	assert.Equal(t, keys(false), keys(true))
}

func TestAfterAnAttempt_KeysStayTheSameUnderLateEntries(t *testing.T) {
	attempted := func(late bool) []string {
		s := openScene(t, cbe3007.Profile(), restraintMachine(), schoolYear(), october(6, 10, 0))
		s.tell(0, policy.Initiate)
		s.tell(5*minute, policy.Release)
		s.tell(time.Hour, policy.Contact, reached(policy.No)...)
		if late {
			s.tell(2*time.Hour, policy.Support, entered(october(8, 10, 0)))
		}
		return keysOf(s.all(16*time.Hour, cbe3007.ParentsInformedAfterAll))
	}
	assert.Equal(t, attempted(false), attempted(true))
}

// Words of another prefix are kept and judged without; a word without a prefix that is not known is an error.

func TestBoard_WordsOfAnotherPrefixAreKept(t *testing.T) {
	s := boardHeld(t)
	before := s.at(time.Hour)
	s.tell(minute, "otherboard/rang", doneAs("otherboard/porter", "joe"), stating(policy.Yes, "otherboard/heard"))
	assert.Equal(t, before.Outcome(obNurseInTenMinutes), s.outcome(time.Hour, obNurseInTenMinutes))
	assert.Empty(t, ofRule(s.at(time.Hour).All(), policy.Unexplained))
	assert.Equal(t, 2, s.c.Len())
	for _, e := range []policy.Event{
		{Activity: "nurse-called", At: s.t0},
		{Activity: policy.Monitor, At: s.t0, Facts: []policy.Stated{{Fact: "nurse-told", Answer: policy.Yes}}},
		{Activity: policy.Monitor, At: s.t0, By: []policy.Person{{ID: "joe", Role: "porter"}}},
	} {
		_, err := s.c.Add(e)
		var bad *policy.RecordError
		assert.ErrorAs(t, err, &bad)
	}
}

// Exceptions of the other kinds.

func TestUnless_OfEveryAndOfLimit(t *testing.T) {
	called := policy.OnRecord(policy.Act{Do: policy.Escalate, To: policy.Who{AtLeast: 1, Role: policy.EmergencyServices}})
	head := func(name policy.RuleID) policy.Header {
		return policy.Header{Name: name, Clauses: []string{"1"}, Demand: string(name), Unless: called, Except: []string{"2"}}
	}
	p := buildOK(t, &policy.Regulation{ID: "ourboard", Short: "OB 1", Rules: []policy.Rule{
		policy.Every{Header: head("checks"), Phase: policy.Held, Act: policy.Act{Do: policy.Monitor}, Gap: policy.For(2 * minute)},
		policy.Limit{Header: head("limit"), Phase: policy.Held, Most: policy.For(2 * minute)},
		policy.At{Header: head("by-day"), On: []policy.Activity{policy.Release},
			Holds: policy.By(policy.Who{AtLeast: 1, Role: policy.Principal})},
	}})
	for _, c := range []struct {
		to   []detail
		want policy.Outcome
	}{
		{nil, policy.Breached},
		{[]detail{doneTo(policy.EmergencyServices, "911")}, policy.Excused},
		{[]detail{doneTo("", "911")}, policy.Undetermined},
	} {
		s := openScene(t, p, restraintMachine(), nil, october(6, 10, 0))
		s.tell(0, policy.Initiate)
		if c.to != nil {
			s.tell(minute, policy.Escalate, c.to...)
		}
		s.tell(5*minute, policy.Release, doneAs(policy.Teacher, "lee"))
		for _, r := range []policy.RuleID{"checks", "limit", "by-day"} {
			f := s.one(time.Hour, r)
			assert.Equal(t, c.want, f.Outcome, "%s", r)
			switch c.want {
			case policy.Excused:
				assert.Equal(t, []string{"1", "2"}, f.Clauses, "%s", r)
			case policy.Undetermined:
				assert.Equal(t, []string{`emergency-services of "911"`}, lacks(f), "%s", r)
			}
		}
	}
}
