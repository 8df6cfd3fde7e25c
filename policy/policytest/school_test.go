package policytest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// The clock that comes with the kit is that of Edmonton.
func TestZoneIsEdmonton(t *testing.T) {
	cal := policytest.Calendar()
	edmonton, err := time.LoadLocation("America/Edmonton")
	require.NoError(t, err)
	require.Equal(t, "America/Edmonton", cal.Zone.String())
	for at := cal.From.Start(cal.Zone); at.Before(date(2026, 3, 1).Start(cal.Zone)); at = at.Add(time.Hour) {
		_, want := at.In(edmonton).Zone()
		name, got := at.In(cal.Zone).Zone()
		require.Equal(t, want, got, at)
		require.Equal(t, map[int]string{-7 * 3600: "MST", -6 * 3600: "MDT"}[got], name, at)
	}
}

func TestCalendar(t *testing.T) {
	cal := policytest.Calendar()
	for _, c := range []struct {
		day  policy.Date
		want policy.Answer
		bell string
	}{
		{date(2025, 7, 31), policy.NotRecorded, ""},
		{date(2025, 8, 1), policy.No, ""},
		{date(2025, 9, 1), policy.No, ""},
		{date(2025, 9, 2), policy.Yes, "15:30"},
		{date(2025, 10, 9), policy.Yes, "15:30"},
		{date(2025, 10, 11), policy.No, ""},
		{date(2025, 10, 13), policy.No, ""},
		{date(2025, 12, 19), policy.Yes, "12:00"},
		{date(2025, 12, 22), policy.No, ""},
		{date(2026, 1, 5), policy.Yes, "15:30"},
		{date(2026, 7, 31), policy.No, ""},
		{date(2026, 8, 1), policy.NotRecorded, ""},
	} {
		end, answer := cal.End(policy.SchoolDay, c.day)
		assert.Equal(t, c.want, answer, c.day)
		if c.bell != "" {
			assert.Equal(t, c.day.String()+" "+c.bell, end.Format("2006-01-02 15:04"))
		}
	}
	start := policytest.Start()
	assert.Equal(t, "Thu 2025-10-09 10:00 MDT", start.Format("Mon 2006-01-02 15:04 MST"))
	cal.Holidays[0] = date(2025, 10, 9)
	assert.NotEqual(t, cal.Holidays[0], policytest.Calendar().Holidays[0], "each call returns a calendar of its own")
}

func TestPeople(t *testing.T) {
	for id, want := range map[string]policy.Role{"ash": policy.SchoolStaff, "birch": policy.SchoolStaff, "cedar": policy.SchoolStaff,
		"maple": policy.SchoolStaff, "oak": policy.Principal, "rowan": policy.AssistantPrincipal, "parent-1": policy.Parent,
		"parent-2": policy.Parent, policytest.Student: policy.Student, "director-1": policy.Director,
		"superintendent-1": policy.AssistantSuperintendent, "emergency-1": policy.EmergencyServices} {
		p, ok := policytest.Person(id)
		assert.True(t, ok, id)
		assert.Equal(t, policy.Person{ID: id, Role: want}, p)
	}
	_, ok := policytest.Person("nurse-1")
	assert.False(t, ok)
}

// The registers answer each standing fact of the library once for each subject, and are well-formed.
func TestRegisters(t *testing.T) {
	type key struct {
		fact    policy.Fact
		subject string
	}
	on := map[key]policy.Answer{}
	for _, c := range policytest.Registers() {
		k := key{c.Fact, c.Subject}
		assert.NotContains(t, on, k)
		on[k] = c.Answer
	}
	for _, f := range policy.Facts() {
		switch {
		case f.Sort != policy.Standing || f.Name == policy.PlanLimit:
			assert.NotContains(t, on, key{f.Name, ""})
		case f.About == policy.AboutPerson:
			assert.Equal(t, []policy.Answer{policy.Yes, policy.Yes, policy.No}, []policy.Answer{on[key{f.Name, "ash"}], on[key{f.Name, "birch"}],
				on[key{f.Name, "maple"}]}, f.Name)
		case f.About == policy.AboutPlace:
			assert.Equal(t, []policy.Answer{policy.Yes, policy.No}, []policy.Answer{on[key{f.Name, policytest.Room}],
				on[key{f.Name, policytest.OtherRoom}]}, f.Name)
		default:
			assert.Contains(t, on, key{f.Name, ""})
		}
	}
	assert.Equal(t, policy.Yes, on[key{policy.Trained, "cedar"}])
	assert.Equal(t, policy.No, on[key{policy.DesignatedKeyStaff, "cedar"}])
	assert.Equal(t, policy.Yes, on[key{policy.WrittenConsent, ""}])
	assert.Equal(t, policy.No, on[key{policy.SpeechInadequate, ""}])
	e := policy.Event{Activity: policy.Attest, At: policytest.Start(), Standing: policytest.Registers()}
	assert.NoError(t, e.Check())
}

func date(y int, m time.Month, d int) policy.Date { return policy.Date{Year: y, Month: m, Day: d} }
