package policy_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

func full() policy.Event {
	at := october(6, 10, 0)
	return policy.Event{
		Incident: "i-1", ID: "x", Activity: policy.Correct, At: at, Recorded: at.Add(time.Hour), Sequence: 2, Kind: policy.Seclusion,
		By: []policy.Person{{ID: "staff-01", Role: policy.Teacher}}, To: []policy.Person{{ID: "parent-01", Role: policy.Parent}},
		Facts:    []policy.Stated{{Fact: policy.Reached, Answer: policy.Yes}},
		Standing: []policy.Credential{{Fact: policy.Trained, Subject: "staff-01", Answer: policy.Yes, From: at, Until: at.Add(time.Hour), Issuer: "board"}},
		Student:  "student-0001", Place: "room-a", Profile: "p@sha256:00", Other: &policy.Part{Incident: "i-0", Kind: policy.Restraint, Classroom: "3b"},
		Amends: &policy.Amendment{Event: "e1", At: at, Facts: []policy.Stated{{Fact: policy.Reached, Answer: policy.No}},
			By: []policy.Person{{ID: "staff-02"}}, To: []policy.Person{{ID: "parent-02"}}},
		Glass: &policy.BreakGlass{By: policy.Person{ID: "principal-01"}, Reason: "why"}, Reason: "why",
	}
}

// Whatever is not well-formed is named: which field, what stands there, what was expected. Nothing is kept of it.
func TestNotWellFormed(t *testing.T) {
	e := full()
	require.NoError(t, e.Check())
	long := strings.Repeat("x", policy.MaxID+1)
	people := make([]policy.Person, policy.MaxPeople+1)
	for i := range people {
		people[i].ID = fmt.Sprint("p", i)
	}
	facts := make([]policy.Stated, policy.MaxFacts+1)
	for i := range facts {
		facts[i].Fact = policy.Fact(fmt.Sprint("ourboard/f", i))
	}
	for want, change := range map[string]func(*policy.Event){
		`activity is "Observe"`:          func(e *policy.Event) { e.Activity = "Observe" },
		`activity: `:                     func(e *policy.Event) { e.Activity = "" },
		`kind is "hug"`:                  func(e *policy.Event) { e.Kind = "hug" },
		`sequence is "negative"`:         func(e *policy.Event) { e.Sequence = -1 },
		`reason: `:                       func(e *policy.Event) { e.Reason = policy.Text(strings.Repeat("x", policy.MaxText+1)) },
		`incident is "xxxxx`:             func(e *policy.Event) { e.Incident = long },
		`student: `:                      func(e *policy.Event) { e.Student = "Jane Doe " },
		`place: `:                        func(e *policy.Event) { e.Place = "room\x00" },
		`profile: `:                      func(e *policy.Event) { e.Profile = "\xff" },
		`at is "1949-12-31`:              func(e *policy.Event) { e.At = time.Date(1949, 12, 31, 23, 59, 59, 0, time.UTC) },
		`at is "0001-01-01`:              func(e *policy.Event) { e.At = time.Time{} },
		`recorded is "2150-01-01`:        func(e *policy.Event) { e.Recorded = time.Date(2150, 1, 1, 0, 0, 0, 0, time.UTC) },
		`by: expected at most 64 people`: func(e *policy.Event) { e.By = people },
		`by.id: `:                        func(e *policy.Event) { e.By = []policy.Person{{}} },
		`to.role is "princpal"`:          func(e *policy.Event) { e.To = []policy.Person{{ID: "a", Role: "princpal"}} },
		`facts: expected at most 64`:     func(e *policy.Event) { e.Facts = facts },
		`facts is "face-to-fase"`:        func(e *policy.Event) { e.Facts = []policy.Stated{{Fact: "face-to-fase"}} },
		`facts.reached is "invalid answer"`: func(e *policy.Event) {
			e.Facts = []policy.Stated{{Fact: policy.Reached, Answer: 3}}
		},
		`facts.reached is "stated twice"`:                        func(e *policy.Event) { e.Facts = append(e.Facts, e.Facts[0]) },
		`standing: expected at most 256`:                         func(e *policy.Event) { e.Standing = make([]policy.Credential, policy.MaxStanding+1) },
		`standing.fact is "consent"`:                             func(e *policy.Event) { e.Standing[0].Fact = "consent" },
		`standing.trained is "not recorded": expected yes or no`: func(e *policy.Event) { e.Standing[0].Answer = policy.NotRecorded },
		`standing.trained.amount is "-1ns"`:                      func(e *policy.Event) { e.Standing[0].Amount = -1 },
		`standing.subject: `:                                     func(e *policy.Event) { e.Standing[0].Subject = " x" },
		`standing.issuer: `:                                      func(e *policy.Event) { e.Standing[0].Issuer = "x\n" },
		`standing.from is "1900`:                                 func(e *policy.Event) { e.Standing[0].From = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC) },
		`standing.until is "2200`:                                func(e *policy.Event) { e.Standing[0].Until = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC) },
		`standing.trained.until is "2025-10-06T10:00:00-06:00": expected after from`: func(e *policy.Event) {
			e.Standing[0].Until = e.Standing[0].From
		},
		`other.kind is "hug"`: func(e *policy.Event) { e.Other.Kind = "hug" },
		`other.incident: `:    func(e *policy.Event) { e.Other.Incident = "a b " },
		`other.classroom: `:   func(e *policy.Event) { e.Other.Classroom = " " },
		`amends is "monitor": expected only where the activity is correct`: func(e *policy.Event) { e.Activity = policy.Monitor },
		`amends: expected the event that is corrected`:                     func(e *policy.Event) { e.Amends = nil },
		`amends.event: `:                       func(e *policy.Event) { e.Amends.Event = "" },
		`amends.at is "1900`:                   func(e *policy.Event) { e.Amends.At = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC) },
		`amends.by.id: `:                       func(e *policy.Event) { e.Amends.By = []policy.Person{{}} },
		`amends.to.id: `:                       func(e *policy.Event) { e.Amends.To = []policy.Person{{}} },
		`amends.facts is "nonsense"`:           func(e *policy.Event) { e.Amends.Facts = []policy.Stated{{Fact: "nonsense"}} },
		`glass.by.id: `:                        func(e *policy.Event) { e.Glass.By.ID = "" },
		`glass.reason: expected a reason`:      func(e *policy.Event) { e.Glass.Reason = "" },
		`reason: expected at most 16384 bytes`: func(e *policy.Event) { e.Glass.Reason = policy.Text(strings.Repeat("x", policy.MaxText+1)) },
		`incident is "i-2": expected i-1`:      func(e *policy.Event) { e.Incident = "i-2" },
		`kind is "time-out": expected seclusion`: func(e *policy.Event) {
			*e = policy.Event{Activity: policy.Initiate, At: e.At, Kind: policy.TimeOut}
		},
	} {
		e := full()
		change(&e)
		c, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), nil, "i-1")
		require.NoError(t, err)
		_, err = c.Add(e)
		bad, ok := errors.AsType[*policy.RecordError](err)
		require.True(t, ok, want)
		require.Contains(t, bad.Error(), want)
		require.NotContains(t, bad.Error(), "Jane")
		require.Error(t, c.Ask(e), want)
		require.Zero(t, c.Len(), want)
	}
}

// Two events are the same only where they say the same in every field, down to the offset that a time was entered with.
func TestAnotherContentUnderOneIDIsSeenInEveryField(t *testing.T) {
	for name, change := range map[string]func(*policy.Event){
		"at":           func(e *policy.Event) { e.At = e.At.Add(1) },
		"offset":       func(e *policy.Event) { e.At = e.At.UTC() },
		"recorded":     func(e *policy.Event) { e.Recorded = e.Recorded.Add(1) },
		"sequence":     func(e *policy.Event) { e.Sequence++ },
		"kind":         func(e *policy.Event) { e.Kind = policy.TimeOut },
		"by":           func(e *policy.Event) { e.By[0].Role = policy.Principal },
		"to":           func(e *policy.Event) { e.To = nil },
		"facts":        func(e *policy.Event) { e.Facts[0].Answer = policy.No },
		"standing":     func(e *policy.Event) { e.Standing[0].Until = e.Standing[0].Until.Add(1) },
		"student":      func(e *policy.Event) { e.Student = "student-0002" },
		"place":        func(e *policy.Event) { e.Place = "room-b" },
		"profile":      func(e *policy.Event) { e.Profile = "q" },
		"other":        func(e *policy.Event) { e.Other.Classroom = "4b" },
		"no other":     func(e *policy.Event) { e.Other = nil },
		"glass":        func(e *policy.Event) { e.Glass.Reason = "another" },
		"reason":       func(e *policy.Event) { e.Reason = "another" },
		"amends event": func(e *policy.Event) { e.Amends.Event = "e2" },
		"amends at":    func(e *policy.Event) { e.Amends.At = time.Time{} },
		"amends facts": func(e *policy.Event) { e.Amends.Facts = nil },
		"amends by":    func(e *policy.Event) { e.Amends.By = nil },
		"nobody":       func(e *policy.Event) { e.Amends.To = []policy.Person{} },
		"withdrawn":    func(e *policy.Event) { e.Amends.Withdrawn = true },
	} {
		c, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), nil, "i-1")
		require.NoError(t, err)
		_, err = c.Add(full())
		require.NoError(t, err)
		_, err = c.Add(full())
		require.NoError(t, err)
		require.Equal(t, 1, c.Len())
		e := full()
		change(&e)
		_, err = c.Add(e)
		require.Error(t, err, name)
		require.Equal(t, 1, c.Len(), name)
	}
}

// Free text prints and logs as a placeholder, however it is printed.
func TestFreeTextIsNeverShown(t *testing.T) {
	const secret = "words about a child"
	e := full()
	e.Reason, e.Glass.Reason = secret, secret
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("event", "reason", e.Reason, "glass", *e.Glass)
	for _, out := range []string{fmt.Sprint(e.Reason), fmt.Sprintf("%v %+v %#v %s", e, e, e, e.Reason), fmt.Sprintf("%v %+v", e.Glass, *e.Glass)} {
		require.NotContains(t, out, secret)
	}
	require.NotContains(t, log.String(), secret)
	require.Equal(t, secret, string(e.Reason), "who wants to read it converts it")
	require.Empty(t, policy.Text("").String())
}

// Errors name what a caller can act on.
func TestRefusalAndTransitionTexts(t *testing.T) {
	c, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), nil, "i-1")
	require.NoError(t, err)
	_, err = c.Do(policy.Event{Activity: policy.Monitor, At: october(6, 10, 0)})
	require.EqualError(t, err, "monitor has no place when the incident is not begun; if it happened, tell it")
	err = c.Ask(policy.Event{Activity: policy.Initiate, At: october(6, 10, 0), By: []policy.Person{{ID: "staff-01"}}, Place: "room-a",
		Facts: []policy.Stated{{Fact: policy.Emergency, Answer: policy.Yes}, {Fact: policy.DangerToSelf, Answer: policy.Yes}, {Fact: policy.LessRestrictiveIneffective, Answer: policy.Yes},
			{Fact: policy.ThreatCanBeDiminished, Answer: policy.Yes}, {Fact: policy.SelfInjuryRisk, Answer: policy.Yes}},
		Standing: []policy.Credential{{Fact: policy.WrittenConsent, Answer: policy.Yes}, {Fact: policy.DesignatedRoom, Subject: "room-a", Answer: policy.No},
			{Fact: policy.Trained, Subject: "staff-01", Answer: policy.Yes}, {Fact: policy.Qualified, Subject: "staff-01", Answer: policy.Yes},
			{Fact: policy.Authorized, Subject: "staff-01", Answer: policy.Yes}}})
	require.EqualError(t, err, "initiate refused (not begun): a secure room designated for seclusion: not so, AR 3007 7(12)(a), 6(3), at 10:00:00; "+
		"no risk of serious self-injury or suicide: not so, AR 3007 7(20)(d), at 10:00:00; to act all the same, break the glass with a name and a reason")
	no, ok := errors.AsType[*policy.RefusedError](err)
	require.True(t, ok)
	require.Equal(t, "room-a", no.Reasons[0].Subject)
	require.Equal(t, "i-1", no.Reasons[0].Incident)

	_, err = policy.Open(nil, seclusion.Lifecycle(), nil, "i-1")
	require.ErrorContains(t, err, "there is none")
	_, err = policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), nil, "")
	require.EqualError(t, err, "incident: expected an ID")
	_, err = policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), nil, " x")
	require.ErrorContains(t, err, "incident: expected")
}

// A host's own IDs and those given by the case never meet.
func TestGivenIDsKeepOutOfTheWay(t *testing.T) {
	c, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), nil, "i-1")
	require.NoError(t, err)
	for i, id := range []string{"", "e3", "", "e9", ""} {
		_, err := c.Add(policy.Event{ID: id, Activity: policy.Attest, At: october(6, 10, i)})
		require.NoError(t, err)
	}
	seen := map[string]bool{}
	for e := range c.Events() {
		require.False(t, seen[e.ID], e.ID)
		seen[e.ID] = true
	}
	require.Len(t, seen, 5)
	require.Equal(t, "i-1", c.Incident())
	require.Equal(t, cbe3007.Profile(), c.Profile())
}

// Where the clocks skip midnight the day begins with the first instant that there is.
func TestADayWhoseMidnightIsSkipped(t *testing.T) {
	zone, err := time.LoadLocation("America/Santiago")
	require.NoError(t, err)
	d := policy.Date{Year: 2024, Month: time.September, Day: 8}
	require.Equal(t, "2024-09-08T01:00:00-03:00", d.Start(zone).Format(time.RFC3339))
	require.Equal(t, d, policy.DateOf(d.Start(zone), zone))
	require.Equal(t, "2024-09-07", policy.DateOf(d.Start(zone).Add(-1), zone).String())
	require.Equal(t, "2024-02-29", policy.Date{Year: 2024, Month: time.February, Day: 28}.Add(1).String())
	require.Equal(t, time.Thursday, policy.Date{Year: 2024, Month: time.February, Day: 29}.Weekday())
	require.Equal(t, time.UTC, (&policy.SchoolCalendar{}).Location())
}
