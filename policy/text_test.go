package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
)

// textOf is what a profile of one rule says that it demands.
func textOf(t *testing.T, rules ...policy.Rule) string {
	t.Helper()
	for h := range buildOK(t, sketch(rules...)).Rules() {
		return h.Text()
	}
	require.Fail(t, "no rule")
	return ""
}

func TestTextSaysTheDemandWithItsNumbers(t *testing.T) {
	h := head("r")
	with := func(change func(h *policy.Header)) policy.Header {
		other := h
		change(&other)
		return other
	}
	seclusion := with(func(h *policy.Header) { h.Kinds = []policy.Kind{policy.Seclusion} })
	check := policy.Act{Do: policy.Monitor, Holding: policy.Is(policy.FaceToFace)}
	begins := []policy.Activity{policy.Initiate, policy.Resume}
	debrief := policy.Act{Do: policy.Debrief}
	for want, rule := range map[string]policy.Rule{
		"Seclusion: while the student is held, there must be a check face to face at least every 2 minutes: " +
			"from the start to the first, from each to the next, and from the last to the release.": policy.Every{Header: seclusion, Phase: policy.Held, Act: check, Gap: policy.For(2 * time.Minute)},
		"After the release, there must be a check face to face at most 5 minutes after the release, and then at least every 1 hour: " +
			"from each to the next, and on from the last.": policy.Every{Header: h, Phase: policy.After, Act: check, First: policy.For(5 * time.Minute), Gap: policy.For(time.Hour)},
		"The student must not be held for more than (what the student's plan sets by “plan limit”, otherwise 30 minutes) in all, as it stood when the stretch began.": policy.Limit{
			Header: h, Phase: policy.Held, Most: policy.ByPlan(policy.PlanLimit, 30*time.Minute)},
		"It may begin, and begin again, only where there is imminent danger of harm to the student or somebody else. " +
			"Where that does not hold, or is not on record, it is refused.": policy.At{Header: with(func(h *policy.Header) { h.Gate = true }), On: begins,
			Holds: policy.Any(policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers))},
		"At each review that decides to go on, the door must not be locked, blocked or held shut. " +
			"A review that decides to go on is refused where that does not hold, and never for what is not on record.": policy.At{
			Header: with(func(h *policy.Header) { h.Gate, h.When = true, policy.Is(policy.Continue) }), On: []policy.Activity{policy.Review}, Holds: policy.IsNot(policy.DoorShut)},
		"As long as the student is held, there should be no risk of serious self-injury or suicide. While this is broken, release is due. " +
			"This applies for as long as the place is an exclusion time-out space.": policy.During{
			Header: with(func(h *policy.Header) { h.Force, h.When = policy.Should, policy.Is(policy.ExclusionSpace) }),
			Phase:  policy.Held, Holds: policy.IsNot(policy.SelfInjuryRisk), ReleaseDue: true},
		"After the last release, there must be a debrief; no period is stated; past the end of the third day after it, it is flagged.": policy.Due{Header: h,
			After: policy.LastRelease(), Act: debrief, By: policy.NotStated(policy.Days(3, policy.LocalDay))},
		"Each time the rule r comes out as excused, there may be a debrief, as soon as possible; more than 2 hours after it, it is flagged.": policy.Due{
			Header: with(func(h *policy.Header) { h.Name, h.Force = "s", policy.May }), After: policy.Comes("r", policy.Excused), Act: debrief,
			By: policy.AsSoonAsPossible(policy.Within(policy.For(2 * time.Hour)))},
		"Once the student has been held for longer than 30 minutes in all, and again after every further 10 minutes, there must be a debrief by a principal, before " +
			"the bell of the next school day; what was done from the start on counts too. Excused by 2 where there is on record that day a debrief.": policy.Due{
			Header: with(func(h *policy.Header) { h.Unless, h.Except = policy.OnRecordThatDay(debrief), []string{"2"} }),
			After:  policy.Reaches(policy.Held, policy.For(30*time.Minute), policy.For(10*time.Minute)),
			Act:    policy.Act{Do: policy.Debrief, By: policy.Who{AtLeast: 1, Role: policy.Principal}}, By: policy.EndOfNext(policy.SchoolDay), FromStart: true, Before: true},
		"3 or more uses of time-out with one student within 10 school days, up to and including this one, must be flagged.": policy.Count{Header: h,
			Of: []policy.Kind{policy.TimeOut}, Reaches: 3, Days: 10, Period: policy.SchoolDay},
		"The student must not be held for more than 1 hour in all. Incidents that begin on 2021-09-01 or later, and before 2022-01-01.": policy.Limit{
			Header: with(func(h *policy.Header) {
				h.From, h.Until = policy.Date{Year: 2021, Month: 9, Day: 1}, policy.Date{Year: 2022, Month: 1, Day: 1}
			}),
			Phase: policy.Held, Most: policy.For(time.Hour)},
		"At each inspection, at least two people who are trained must be on the staff.": policy.At{Header: h, On: []policy.Activity{policy.Inspect},
			Holds: policy.OnStaff(policy.Who{AtLeast: 2, Holding: []policy.Fact{policy.Trained}})},
		"After the start, the student must no longer be held, by the end of the holding.": policy.Due{Header: h, After: policy.On(policy.Act{Do: policy.Initiate}),
			Holds: policy.In(policy.After), By: policy.Upon(policy.Release)},
	} {
		rules := []policy.Rule{rule}
		if due, ok := rule.(policy.Due); ok && due.Name != "r" { // it follows another
			rules = append(rules, policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(1)})
		}
		assert.Equal(t, want, textOf(t, rules...))
	}
}

// A date that is the document's own is said there, and not in each rule.
func TestTextSaysDatesThatAreNotTheDocuments(t *testing.T) {
	day := policy.Date{Year: 2020, Month: 8, Day: 31}
	h := head("r")
	later := head("s")
	later.From = day.Add(1)
	r := sketch(policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(time.Hour)}, policy.Limit{Header: later, Phase: policy.Held, Most: policy.For(time.Hour)})
	r.Instrument.From = day
	var texts []string
	for h := range buildOK(t, r).Rules() {
		texts = append(texts, h.Text())
	}
	assert.Equal(t, []string{"The student must not be held for more than 1 hour in all.",
		"The student must not be held for more than 1 hour in all. Incidents that begin on 2020-09-01 or later."}, texts)
}

func TestAHeaderOfNoProfileSaysNothing(t *testing.T) {
	h := head("r")
	assert.Empty(t, h.Form())
	assert.Empty(t, h.Text())
	assert.Empty(t, policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(time.Hour)}.Text())
}

// A header that came from a profile makes the same rule as before.
func TestAHeaderOfAProfileChangesNothing(t *testing.T) {
	rule := policy.Limit{Header: head("r"), Phase: policy.Held, Most: policy.For(time.Hour)}
	p := buildOK(t, sketch(rule))
	for h := range p.Rules() {
		assert.Equal(t, "limit", h.Form())
		rule.Header = h
	}
	again := buildOK(t, sketch(rule))
	assert.Equal(t, p.Fingerprint(), again.Fingerprint())
	rule.Most = policy.For(2 * time.Hour)
	for h := range buildOK(t, sketch(rule)).Rules() {
		assert.Equal(t, "The student must not be held for more than 2 hours in all.", h.Text())
	}
}

func TestEachFormIsNamed(t *testing.T) {
	h := func(name policy.RuleID) policy.Header { return head(name) }
	act := policy.Act{Do: policy.Monitor}
	var forms []string
	for h := range buildOK(t, sketch(
		policy.At{Header: h("a"), On: []policy.Activity{policy.Initiate}, Holds: policy.Is(policy.DangerToSelf)},
		policy.During{Header: h("b"), Phase: policy.Held, Holds: policy.Is(policy.DangerToSelf)},
		policy.Every{Header: h("c"), Phase: policy.Held, Act: act, Gap: policy.For(1)},
		policy.Limit{Header: h("d"), Phase: policy.Held, Most: policy.For(1)},
		policy.Due{Header: h("e"), After: policy.LastRelease(), Act: act, By: policy.Days(1, policy.LocalDay)},
		policy.Count{Header: h("f"), Reaches: 1, Days: 1},
	)).Rules() {
		forms = append(forms, h.Form())
	}
	assert.Equal(t, []string{"at", "during", "every", "limit", "due", "count"}, forms)
}

// One name declared for kinds that exclude each other is a demand for each.
func TestRulesYieldsEveryDeclaration(t *testing.T) {
	of := func(k policy.Kind, most time.Duration) policy.Rule {
		h := head("r")
		h.Kinds = []policy.Kind{k}
		return policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(most)}
	}
	var texts []string
	for h := range buildOK(t, sketch(of(policy.Seclusion, time.Hour), of(policy.TimeOut, time.Minute))).Rules() {
		texts = append(texts, h.Text())
	}
	assert.Equal(t, []string{"Seclusion: the student must not be held for more than 1 hour in all.", "Time-out: the student must not be held for more than 1 minute in all."}, texts)
}
