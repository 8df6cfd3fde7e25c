package policytest_test

import (
	"sync"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// harbour is the regulation of a board that does not exist.
var harbour = sync.OnceValue(func() *policy.Profile {
	p, err := harbourRegulation().Build()
	if err != nil {
		panic(err)
	}
	return p
})

func harbourRegulation() *policy.Regulation {
	const (
		days       = "days"
		schoolDays = "school-days"
		nurseTold  = "harbour/nurse-told"
		nurse      = "harbour/nurse"
	)
	h := func(name policy.RuleID, clauses ...string) policy.Header {
		return policy.Header{Name: name, Clauses: clauses, Demand: string(name)}
	}
	seclusions := func(h policy.Header) policy.Header {
		h.Kinds = []policy.Kind{policy.Seclusion}
		return h
	}
	debrief := func(p policy.Period, answer string) policy.Rule {
		h := h("debrief-held", "6")
		h.Under = []policy.Choice{{Reading: days, Answer: answer}}
		return policy.Due{Header: h, After: policy.LastRelease(), Act: policy.Act{Do: policy.Debrief}, By: policy.Days(2, p)}
	}
	told := h("parents-told", "5(a)")
	told.Unless = policy.OnRecordThatDay(policy.Act{Do: policy.Contact, To: policy.Who{AtLeast: 1, Role: policy.Parent}})
	told.Except = []string{"5(b)"}
	return &policy.Regulation{
		ID: "harbour-12", Short: "Policy 12",
		Facts:      []policy.FactSpec{{Name: "harbour/quiet", Sort: policy.Standing, About: policy.AboutPlace}, {Name: "harbour/calm", Sort: policy.Lasting}},
		Activities: []policy.Activity{nurseTold},
		Roles:      []policy.Role{nurse},
		Readings: []policy.Reading{{ID: days, Clauses: []string{"6"}, Question: "Which days?", Default: schoolDays,
			Alternatives: []string{"calendar-days"}, Why: "nobody is asked on a day without school"}},
		Rules: []policy.Rule{
			policy.At{Header: h("danger", "1(a)"), On: []policy.Activity{policy.Initiate, policy.Resume}, Holds: policy.Is(policy.DangerToOthers)},
			policy.At{Header: h("trained-begin", "1(b)", "1(c)"), On: []policy.Activity{policy.Initiate},
				Holds: policy.By(policy.Who{Each: true, Holding: []policy.Fact{policy.Trained}})},
			policy.At{Header: seclusions(h("designated", "1(d)")), On: []policy.Activity{policy.Initiate, policy.Inspect}, Holds: policy.Is(policy.DesignatedRoom)},
			policy.During{Header: h("seen", "2"), Phase: policy.Held, Holds: policy.Is(policy.VisualMonitoring)},
			policy.Every{Header: seclusions(h("checked", "3")), Phase: policy.Held, Act: policy.Act{Do: policy.Monitor, Holding: policy.Is(policy.FaceToFace)},
				Gap: policy.For(5 * time.Minute)},
			policy.Limit{Header: h("twenty-minutes", "4"), Phase: policy.Held, Most: policy.ByPlan(policy.PlanLimit, 20*time.Minute)},
			policy.Due{Header: told, After: policy.LastRelease(), Act: policy.Act{Do: policy.Contact, To: policy.Who{AtLeast: 1, Role: policy.Parent},
				Holding: policy.Is(policy.Reached)}, By: policy.EndOf(policy.SchoolDay)},
			debrief(policy.SchoolDay, schoolDays), debrief(policy.LocalDay, "calendar-days"),
			policy.Due{Header: seclusions(h("nurse-told", "7")), After: policy.LastRelease(), Act: policy.Act{Do: nurseTold, By: policy.Who{AtLeast: 1, Role: nurse}},
				By: policy.Within(policy.For(30 * time.Minute))},
			policy.Count{Header: h("third-in-a-month", "8"), Reaches: 3, Within: 30 * 24 * time.Hour},
		},
	}
}
