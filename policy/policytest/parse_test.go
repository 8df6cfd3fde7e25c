package policytest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// parsed is the one scenario of a text.
func parsed(tb testing.TB, text string) policytest.Scenario {
	tb.Helper()
	ss, err := policytest.Parse(text)
	require.NoError(tb, err)
	require.NotEmpty(tb, ss)
	return ss[len(ss)-1]
}

// event is the last event of a scenario with these lines.
func event(tb testing.TB, lines string) policy.Event {
	tb.Helper()
	s := parsed(tb, "incident: x\nkind: seclusion\n"+lines)
	return s.Events[len(s.Events)-1]
}

func clock(day int, h, m time.Duration) time.Time {
	return policytest.Start().AddDate(0, 0, day).Add((h-10)*time.Hour + m*time.Minute)
}

func TestEveryElementOfAnEvent(t *testing.T) {
	start := policytest.Start()
	ash, birch := policy.Person{ID: "ash", Role: policy.SchoolStaff}, policy.Person{ID: "birch", Role: policy.SchoolStaff}
	parent := policy.Person{ID: "parent-1", Role: policy.Parent}
	is := func(a policy.Answer, fs ...policy.Fact) (ss []policy.Stated) {
		for _, f := range fs {
			ss = append(ss, policy.Stated{Fact: f, Answer: a})
		}
		return ss
	}
	at := func(d time.Duration) time.Time { return start.Add(d) }
	monitor := func(d time.Duration) policy.Event {
		return policy.Event{ID: "monitor-1", Activity: policy.Monitor, At: at(d)}
	}
	for line, want := range map[string]policy.Event{
		"2:00 monitor":             monitor(2 * time.Minute),
		"90:00 monitor":            monitor(90 * time.Minute),
		"1:02:03 monitor":          monitor(time.Hour + 2*time.Minute + 3*time.Second),
		"-1:30.5 monitor":          monitor(-90*time.Second - 500*time.Millisecond),
		"2:00.000000001 monitor":   monitor(2*time.Minute + 1),
		"2m0.000000001s monitor":   monitor(2*time.Minute + 1),
		"1d2h monitor":             monitor(26 * time.Hour),
		"-30d monitor":             monitor(-30 * 24 * time.Hour),
		"0s monitor":               monitor(0),
		"day 1 09:00 monitor":      {ID: "monitor-1", Activity: policy.Monitor, At: clock(1, 9, 0)},
		"day -2 9:00 monitor":      {ID: "monitor-1", Activity: policy.Monitor, At: clock(-2, 9, 0)},
		"day 0 15:30:05 monitor":   {ID: "monitor-1", Activity: policy.Monitor, At: clock(0, 15, 30).Add(5 * time.Second)},
		"2025-10-10 monitor":       {ID: "monitor-1", Activity: policy.Monitor, At: clock(1, 0, 0)},
		"2025-10-10 08:15 monitor": {ID: "monitor-1", Activity: policy.Monitor, At: clock(1, 8, 15)},
		// The clocks go back on 2 November: the day is 25 hours long.
		"day 25 10:00 monitor": monitor(25*24*time.Hour + time.Hour),
		"2:00 monitor #first by ash, birch to parent-1 in room-1": {ID: "first", Activity: policy.Monitor, At: at(2 * time.Minute),
			By: []policy.Person{ash, birch}, To: []policy.Person{parent}, Place: "room-1"},
		`2:00 monitor #"a b" in "by the stairs"`: {ID: "a b", Activity: policy.Monitor, At: at(2 * time.Minute), Place: "by the stairs"},
		"2:00 monitor by ash as teacher, nurse-1 as ourboard/nurse, birch as unrecorded": {ID: "monitor-1", Activity: policy.Monitor,
			At: at(2 * time.Minute), By: []policy.Person{{ID: "ash", Role: policy.Teacher}, {ID: "nurse-1", Role: "ourboard/nurse"}, {ID: "birch"}}},
		"2:00 monitor: face-to-face, no continue, unrecorded reached": {ID: "monitor-1", Activity: policy.Monitor, At: at(2 * time.Minute),
			Facts: append(is(policy.Yes, policy.FaceToFace), policy.Stated{Fact: policy.Continue, Answer: policy.No}, policy.Stated{Fact: policy.Reached})},
		"2:00 ourboard/told: ourboard/quiet": {ID: "ourboard/told-1", Activity: "ourboard/told", At: at(2 * time.Minute), Facts: is(policy.Yes, "ourboard/quiet")},
		"0:00 initiate":                      {ID: "initiate-1", Activity: policy.Initiate, At: start, Student: policytest.Student},
		"0:00 initiate of unrecorded":        {ID: "initiate-1", Activity: policy.Initiate, At: start},
		`0:00 initiate of "unrecorded"`:      {ID: "initiate-1", Activity: policy.Initiate, At: start, Student: "unrecorded"},
		"0:00 initiate of student-2":         {ID: "initiate-1", Activity: policy.Initiate, At: start, Student: "student-2"},
		"2:00 inspect of student-2":          {ID: "inspect-1", Activity: policy.Inspect, At: at(2 * time.Minute), Student: "student-2"},
		"0:00 initiate (kind seclusion; profile a@sha256:00)": {ID: "initiate-1", Activity: policy.Initiate, At: start, Student: policytest.Student,
			Kind: policy.Seclusion, Profile: "a@sha256:00"},
		"2:00 monitor (recorded 1d2h)":      {ID: "monitor-1", Activity: policy.Monitor, At: at(2 * time.Minute), Recorded: at(26 * time.Hour)},
		"2:00 monitor (sequence 3)":         {ID: "monitor-1", Activity: policy.Monitor, At: at(2 * time.Minute), Sequence: 3},
		"2:00 convert (other)":              {ID: "convert-1", Activity: policy.Convert, At: at(2 * time.Minute), Other: &policy.Part{}},
		`2:00 interrupt (because "a\n")`:    {ID: "interrupt-1", Activity: policy.Interrupt, At: at(2 * time.Minute), Reason: "a\n"},
		"-3d earlier (other-kind time-out)": {ID: "earlier-1", Activity: policy.Earlier, At: at(-72 * time.Hour), Other: &policy.Part{Kind: policy.TimeOut}},
		"2:00 convert (other-kind physical-restraint; other-incident i-2; other-classroom class-1)": {ID: "convert-1", Activity: policy.Convert,
			At: at(2 * time.Minute), Other: &policy.Part{Kind: policy.Restraint, Incident: "i-2", Classroom: "class-1"}},
		`0:00 resume (glass by oak because "no other way")`: {ID: "resume-1", Activity: policy.Resume, At: start,
			Glass: &policy.BreakGlass{By: policy.Person{ID: "oak", Role: policy.Principal}, Reason: "no other way"}},
		"1d attest (on file trained, no qualified of ash, birch from 3:00 until 1h by board-1; on file plan-limit 20m)": {ID: "attest-1",
			Activity: policy.Attest, At: at(24 * time.Hour), Standing: []policy.Credential{
				{Fact: policy.Trained, Subject: "ash", Answer: policy.Yes, From: at(3 * time.Minute), Until: at(time.Hour), Issuer: "board-1"},
				{Fact: policy.Qualified, Subject: "ash", Answer: policy.No, From: at(3 * time.Minute), Until: at(time.Hour), Issuer: "board-1"},
				{Fact: policy.Trained, Subject: "birch", Answer: policy.Yes, From: at(3 * time.Minute), Until: at(time.Hour), Issuer: "board-1"},
				{Fact: policy.Qualified, Subject: "birch", Answer: policy.No, From: at(3 * time.Minute), Until: at(time.Hour), Issuer: "board-1"},
				{Fact: policy.PlanLimit, Answer: policy.Yes, Amount: 20 * time.Minute}}},
		"1d correct monitor-1": {ID: "correct-1", Activity: policy.Correct, At: at(24 * time.Hour), Amends: &policy.Amendment{Event: "monitor-1"}},
		`1d correct "a b" #fix by oak: at 4:00; by ash; to nobody; no face-to-face, unrecorded reached (because "misread"; states continue)`: {
			ID: "fix", Activity: policy.Correct, At: at(24 * time.Hour), By: []policy.Person{{ID: "oak", Role: policy.Principal}},
			Amends: &policy.Amendment{Event: "a b", At: at(4 * time.Minute), By: []policy.Person{ash}, To: []policy.Person{},
				Facts: append(is(policy.No, policy.FaceToFace), policy.Stated{Fact: policy.Reached})},
			Reason: "misread", Facts: is(policy.Yes, policy.Continue)},
		"1d correct monitor-1: withdrawn": {ID: "correct-1", Activity: policy.Correct, At: at(24 * time.Hour),
			Amends: &policy.Amendment{Event: "monitor-1", Withdrawn: true}},
	} {
		t.Run(line, func(t *testing.T) {
			got := event(t, line)
			want.At, want.Recorded = want.At.Round(0), want.Recorded.Round(0)
			assert.True(t, want.At.Equal(got.At), "at %s", got.At)
			got.At = want.At
			assert.Equal(t, want, got)
		})
	}
}

func TestHeadings(t *testing.T) {
	s := parsed(t, `
		# Indented as in a program.
		incident: a   title
		kind: time-out
		under: key-staff=named-by-principal
		under: days =
		under: days = school-days
		judge: one,
			two
		start: 2025-11-03 09:30
		calendar: none
		now: day 1 00:00
		known: 2d

		on file: trained of ash
		-> breached 1  one
		   at 0:00
	`)
	start := time.Date(2025, 11, 3, 9, 30, 0, 0, policytest.Calendar().Zone)
	assert.Equal(t, policytest.Scenario{Title: "a title", Line: 3, Kind: policy.TimeOut, Text: s.Text,
		Under: []policy.Choice{{Reading: "key-staff", Answer: "named-by-principal"}, {Reading: "days", Answer: "school-days"}},
		Rules: []policy.RuleID{"one", "two"}, Start: start, Now: start.Add(14*time.Hour + 30*time.Minute), Known: start.Add(48 * time.Hour),
		Events: []policy.Event{{ID: "on-file", Activity: policy.Attest, At: start,
			Standing: []policy.Credential{{Fact: policy.Trained, Subject: "ash", Answer: policy.Yes}}}},
		Expected: []string{"breached 1 one at 0:00"}}, s)
	assert.True(t, strings.HasPrefix(s.Text, "\t\tincident: a   title\n"))
	assert.True(t, strings.HasSuffix(s.Text, "\n\t\t   at 0:00"))
	s = parsed(t, "\ufeffincident: x\r\nkind: seclusion\r\ncalendar: school\r\n")
	assert.Equal(t, policytest.Calendar(), s.Calendar)
	assert.Equal(t, policytest.Start(), s.Start)
	assert.Equal(t, policytest.Start().Add(30*24*time.Hour), s.Now)
	assert.Zero(t, s.Known)
}

// What stands on file without dates takes the place of what stood there; what has dates stands beside it.
func TestOnFile(t *testing.T) {
	texts := func(lines string) []string {
		var out []string
		for _, e := range parsed(t, "incident: x\nkind: seclusion\n"+lines).Events {
			for _, c := range e.Standing {
				out = append(out, fmt.Sprintf("%s %s of %q", c.Answer, c.Fact, c.Subject))
				if !c.From.IsZero() {
					out[len(out)-1] += " from " + c.From.Sub(policytest.Start()).String()
				}
			}
		}
		return out
	}
	assert.Equal(t, []string{`no trained of "ash"`}, texts("on file: trained of ash; no trained of ash"))
	assert.Equal(t, []string{`yes trained of "ash"`, `no trained of "ash" from 3m0s`}, texts("on file: trained of ash; no trained of ash from 3:00"))
	assert.Equal(t, []string{`yes trained of "birch"`}, texts("on file: trained of ash, birch; unrecorded trained of ash"))
	assert.Equal(t, []string{`yes written-consent of ""`}, texts("on file: everything\non file: nothing\non file: written-consent"))
	assert.Len(t, texts("on file: everything"), len(policytest.Registers()))
	assert.Empty(t, texts("on file: nothing"))
	assert.Equal(t, []string{`yes staff-available of ""`, `yes ourboard/quiet of "room-1"`}, texts("on file: staff-available; ourboard/quiet of room-1"))
}

func TestLike(t *testing.T) {
	ss, err := policytest.Parse(`
incident: base
kind: seclusion
start: 2025-11-03 09:30
now: 1h
judge: one
on file: trained of ash
0:00 initiate by ash: danger-to-others, visual-monitoring
2:00 monitor by ash: face-to-face
4:00 monitor by ash: face-to-face
-> kept

incident: derived
like: base
start: 2025-11-10 09:30
drop monitor-1
change monitor-2: at 4:30; by birch, cedar; to parent-1; in room-1; of student-1; no face-to-face, reached; recorded 1h
change initiate-1: by nobody; unrecorded visual-monitoring
6:00 monitor
`)
	require.NoError(t, err)
	base, d := ss[0], ss[1]
	require.Len(t, base.Events, 4, "the base is as it was")
	assert.Len(t, base.Events[1].Facts, 2)
	assert.Equal(t, d.Start.Add(time.Hour), d.Now)
	assert.Equal(t, 10, d.Start.Day())
	assert.Empty(t, d.Rules)
	assert.Empty(t, d.Expected)
	require.Len(t, d.Events, 4)
	assert.Equal(t, "on-file", d.Events[0].ID)
	assert.Equal(t, policy.Event{ID: "initiate-1", Activity: policy.Initiate, At: d.Start, By: nil, Student: policytest.Student,
		Facts: []policy.Stated{{Fact: policy.DangerToOthers, Answer: policy.Yes}}}, func() policy.Event {
		e := d.Events[1]
		assert.Empty(t, e.By)
		e.By = nil
		return e
	}())
	birch, _ := policytest.Person("birch")
	cedar, _ := policytest.Person("cedar")
	parent, _ := policytest.Person("parent-1")
	assert.Equal(t, policy.Event{ID: "monitor-2", Activity: policy.Monitor, At: d.Start.Add(4*time.Minute + 30*time.Second), Recorded: d.Start.Add(time.Hour),
		By: []policy.Person{birch, cedar}, To: []policy.Person{parent}, Place: "room-1", Student: "student-1",
		Facts: []policy.Stated{{Fact: policy.FaceToFace, Answer: policy.No}, {Fact: policy.Reached, Answer: policy.Yes}}}, d.Events[2])
	assert.Equal(t, "monitor-3", d.Events[3].ID)
}

func TestFaultsNameTheLineAndWhatWasExpected(t *testing.T) {
	const (
		before = "incident: x\nkind: seclusion\n0:00 initiate #start by ash\n"
		quoted = `one between quotation marks, in which " and \ are written \" and \\`
		rare   = "recorded, sequence, kind, profile, other-kind, other-incident, other-classroom, other, on file, glass, because or states"
	)
	for line, want := range map[string]policytest.Fault{
		"kind: seclusion":          {4, "kind", "kind", "it once in a scenario"},
		"like: y":                  {4, "like", "like", "it as the first line after the title"},
		"nonsense":                 {4, "line", "nonsense", "a heading such as kind:, an event that begins with its time, drop, change or ->"},
		"#x":                       {4, "line", "#", "a heading such as kind:, an event that begins with its time, drop, change or ->"},
		"2:00":                     {4, "activity", "", "an activity"},
		"2:00 montor":              {4, "activity", "montor", "an activity of package policy, or one under a prefix such as ourboard/word"},
		"2:60 monitor":             {4, "line", "2:60", "a heading such as kind:, an event that begins with its time, drop, change or ->"},
		"day x 09:00 monitor":      {4, "at", "day", "a time such as 2:30, 1:02:03, 1d2h, day 1 09:00 or 2025-10-09 10:00"},
		"day 1 25:00 monitor":      {4, "at", "day", "a time such as 2:30, 1:02:03, 1d2h, day 1 09:00 or 2025-10-09 10:00"},
		"2026-03-08 02:30 monitor": {4, "at", "", "a time that the clocks do not leave out"},
		`2:00 monitor in "\z"`:     {4, "text", `"\z"`, quoted},
		"an explanation that somebody forgot to begin with a hash sign, or to leave out, goes on": {4, "line", "an",
			"a heading such as kind:, an event that begins with its time, drop, change or ->"},
		"2:00 monitor by " + strings.Repeat("é", 40): {4, "by", strings.Repeat("é", 30) + "…",
			"somebody of the fake school, or anybody with a role, as nurse-1 as ourboard/nurse"},
		"2160-01-01 monitor":                            {4, "at", "2160-01-01T00:00:00-07:00", "an instant from 1950 to 2149"},
		"2:00 monitor at ash":                           {4, "event", "at", "by, to, in, of or #id, a colon and facts, or more in parentheses"},
		"2:00 monitor by ash by birch":                  {4, "by", "by", "it once in an event"},
		"2:00 monitor by":                               {4, "by", "", "an identifier"},
		"2:00 monitor by nobody":                        {4, "by", "nobody", "an identifier"},
		"2:00 monitor by nurse-1":                       {4, "by", "nurse-1", "somebody of the fake school, or anybody with a role, as nurse-1 as ourboard/nurse"},
		"2:00 monitor by nurse-1 as nurse":              {4, "by.role", "nurse", "a role of package policy, or one under a prefix such as ourboard/word"},
		"2:00 monitor: face-to-faec":                    {4, "facts", "face-to-faec", "a fact of package policy, or one under a prefix such as ourboard/word"},
		"2:00 monitor: trained":                         {4, "fact", "trained", "a fact that an event can state; what stands on file belongs to on file:"},
		"2:00 monitor: continue, no continue":           {4, "facts.continue", "stated twice", "each fact once"},
		"2:00 monitor:":                                 {4, "fact", "", "a fact, no and a fact, or unrecorded and a fact"},
		"2:00 monitor: face-to-face ash":                {4, "line", "ash", "its end"},
		"2:00 monitor (recorded 1d":                     {4, "line", "", `")"`},
		"2:00 monitor (late)":                           {4, "event", "late", rare},
		"2:00 monitor (sequence x)":                     {4, "sequence", "x", "a number from 1"},
		"2:00 monitor (states continue)":                {4, "event", "states", rare},
		"2:00 monitor (because late)":                   {4, "because", "late", `a text, as "…"`},
		`2:00 monitor (because "late)`:                  {4, "text", `"late)`, quoted},
		"2:00 initiate #start":                          {4, "id", "start", "one that no other event has; only a release may be told twice"},
		"2:00 correct":                                  {4, "correct", "", "an identifier"},
		"drop stat":                                     {4, "event", "stat", "the ID of an event above"},
		"drop start now":                                {4, "line", "now", "its end"},
		"change start at 1:00":                          {4, "line", "at", `":"`},
		"change start: at x":                            {4, "at", "x", "a time such as 2:30, 1:02:03, 1d2h, day 1 09:00 or 2025-10-09 10:00"},
		"under: x":                                      {4, "under", "x", "a reading and an answer, as key-staff=named-by-principal"},
		"start: 2:00":                                   {4, "start", "2:00", "a local day and time, as 2025-10-09 10:00"},
		"start: 2026-03-08 02:30":                       {4, "start", "2026-03-08", "a time that the clocks do not leave out"},
		"calendar: mine":                                {4, "calendar", "mine", "none or school"},
		"now: later":                                    {4, "now", "later", "a time such as 2:30, 1:02:03, 1d2h, day 1 09:00 or 2025-10-09 10:00"},
		"judge:":                                        {4, "judge", "", "an identifier"},
		"on file: trained":                              {4, "trained", "", "of, and whose it is"},
		"on file: continue":                             {4, "fact", "continue", "a standing fact; this one belongs to an event"},
		"on file: traned of ash":                        {4, "standing.fact", "traned", "a fact of package policy, or one under a prefix such as ourboard/word"},
		"on file: trained of ash from 2:00 until 1:00":  {4, "standing.trained.until", "2025-10-09T10:01:00-06:00", "after from"},
		"1d attest (on file unrecorded trained of ash)": {4, "fact", "unrecorded", "a standing fact, or no and a standing fact"},
	} {
		t.Run(line, func(t *testing.T) {
			_, err := policytest.Parse(before + line + "\n")
			var syntax *policytest.SyntaxError
			require.ErrorAs(t, err, &syntax)
			require.Len(t, syntax.Faults, 1)
			got := syntax.Faults[0]
			if want.Want == "" {
				want.Want = got.Want
			}
			assert.Equal(t, want, got)
			assert.Contains(t, err.Error(), "line 4: "+want.Field)
			assert.Contains(t, err.Error(), "expected "+want.Want)
		})
	}
	_, err := policytest.Parse("kind: seclusion\nincident:\nincident: a\nincident: a\nkind: odd\nincident: b\nlike: c\n")
	assert.EqualError(t, err, `line 1: line is "kind: seclusion": expected incident: and a title, with which a scenario begins
line 2: incident: expected a title
line 2: kind: expected kind: and a kind of intervention, such as seclusion
line 3: kind: expected kind: and a kind of intervention, such as seclusion
line 4: incident is "a": expected another title: there is one already
line 4: kind is "odd": expected seclusion, physical-restraint, time-out, or a kind under a prefix
line 6: kind: expected kind: and a kind of intervention, such as seclusion
line 7: like is "c": expected the title of a scenario above, or of one that is shared`)
	_, err = policytest.Parse("incident: a\nkind: seclusion\nincident: b\n-> kept\nlike: a\nkind: seclusion\n")
	assert.EqualError(t, err, `line 5: like is "like": expected it as the first line after the title`)
	_, err = policytest.Parse("# nothing\n")
	assert.EqualError(t, err, "line 1: text: expected a scenario, which begins with incident: and a title")
}

func TestWhatIsNoTime(t *testing.T) {
	for _, at := range []string{"1:2:3:4", "1:2", "1:60", "1:02:60", "99999999:00", "999999:59:59", "1:00.x", "1:00.0123456789",
		"70000d", "40000d", "1d-2h", "1d+2h",
		"+1:00", "--1:00", "1", "1x", "876601h", "day 1", "day 1 9", "day 1 9:0", "day 1 09:60", "day 1 24:00", "day 40000 09:00", "2025-02-30", "tomorrow"} {
		_, err := policytest.Parse("incident: x\nkind: seclusion\nnow: " + at + "\n")
		assert.ErrorContains(t, err, "line 3: now", at)
	}
}

// Two hours of one night have one name: the second is written as so long after the start.
func TestRepeatedHour(t *testing.T) {
	second := time.Date(2025, 11, 2, 8, 30, 0, 0, time.UTC)
	for start, want := range map[string]string{"2025-11-01 10:00": "16h30m0s", "2025-11-03 11:00": "-1d9h30m0s", "2025-11-02 00:30": "2:00:00"} {
		s := parsed(t, "incident: x\nkind: seclusion\nstart: "+start+"\n0:00 initiate\n")
		written := policytest.Write(s.Start, []policy.Event{{ID: "a", Activity: policy.Monitor, At: second},
			{ID: "b", Activity: policy.Monitor, At: second.Add(-time.Hour)}})
		assert.True(t, strings.HasPrefix(written, want+" monitor #a\n"), written)
		s = parsed(t, "incident: x\nkind: seclusion\nstart: "+start+"\n"+written)
		assert.True(t, s.Events[0].At.Equal(second))
		assert.True(t, s.Events[1].At.Equal(second.Add(-time.Hour)))
	}
}

// A fault in what another scenario begins with is reported once.
func TestFaultsAreReportedOnce(t *testing.T) {
	_, err := policytest.Parse("incident: a\nkind: seclusion\n0:00 montor\nincident: b\nlike: a\nincident: c\nlike: a\n")
	assert.EqualError(t, err, `line 3: activity is "montor": expected an activity of package policy, or one under a prefix such as ourboard/word`)
}

// What is written reads as it was.
func TestWriteAndParse(t *testing.T) {
	facts, standing := policy.Facts(), policy.Facts()
	facts = keep(facts, func(f policy.FactSpec) bool { return f.Sort != policy.Standing })
	standing = keep(standing, func(f policy.FactSpec) bool { return f.Sort == policy.Standing })
	id := rapid.OneOf(rapid.SampledFrom([]string{"ash", "birch", "oak", "nobody", "nowhere", "unrecorded", "by", "a b", "x:", "#1", "é",
		`q"`, "(", "id@sha256:0", "day"}),
		rapid.StringMatching(`[!-~]([ -~]{0,6}[!-~])?`))
	start := policytest.Start()
	instant := rapid.Custom(func(t *rapid.T) time.Time {
		d := rapid.OneOf(rapid.Int64Range(0, int64(time.Hour)), rapid.Int64Range(-int64(400*24*time.Hour), int64(400*24*time.Hour)),
			rapid.Map(rapid.Int64Range(-4000, 4000), func(n int64) int64 { return n * int64(time.Second) }),
			rapid.Map(rapid.Int64Range(0, 60*24), func(n int64) int64 { return n * int64(30*time.Minute) })).Draw(t, "after")
		return start.Add(time.Duration(d))
	})
	person := rapid.Custom(func(t *rapid.T) policy.Person {
		return policy.Person{ID: id.Draw(t, "person"),
			Role: rapid.SampledFrom([]policy.Role{"", policy.SchoolStaff, policy.Principal, "ourboard/nurse"}).Draw(t, "role")}
	})
	people := rapid.SliceOfN(person, 0, 3)
	stated := rapid.Custom(func(t *rapid.T) []policy.Stated {
		var ss []policy.Stated
		for _, f := range rapid.SliceOfNDistinct(rapid.SampledFrom(facts), 0, 4, func(f policy.FactSpec) policy.Fact { return f.Name }).Draw(t, "facts") {
			ss = append(ss, policy.Stated{Fact: f.Name, Answer: policy.Answer(rapid.IntRange(0, 2).Draw(t, "answer"))})
		}
		return ss
	})
	maybe := func(t *rapid.T) bool { return rapid.IntRange(0, 3).Draw(t, "maybe") == 0 }
	credential := rapid.Custom(func(t *rapid.T) policy.Credential {
		c := policy.Credential{Fact: rapid.SampledFrom(standing).Draw(t, "fact").Name, Subject: id.Draw(t, "subject"),
			Answer: policy.Answer(rapid.IntRange(1, 2).Draw(t, "answer"))}
		if maybe(t) {
			c.From, c.Issuer = instant.Draw(t, "from"), id.Draw(t, "issuer")
		}
		if maybe(t) {
			c.Until = instant.Draw(t, "until")
			if !c.From.IsZero() && !c.From.Before(c.Until) {
				c.Until = c.From.Add(time.Nanosecond)
			}
			c.Amount = time.Duration(rapid.Int64Range(0, int64(90*24*time.Hour)).Draw(t, "amount"))
		}
		return c
	})
	text := rapid.Map(rapid.StringN(1, 8, -1), func(s string) policy.Text { return policy.Text(s) })
	rapid.Check(t, func(t *rapid.T) {
		var events []policy.Event
		for i := range rapid.IntRange(1, 5).Draw(t, "events") {
			e := policy.Event{ID: fmt.Sprint(id.Draw(t, "id"), i), At: instant.Draw(t, "at"), By: people.Draw(t, "by"), To: people.Draw(t, "to"),
				Facts: stated.Draw(t, "facts"), Activity: rapid.SampledFrom(append(policy.Activities(), "ourboard/told")).Draw(t, "activity")}
			if maybe(t) {
				e.Recorded, e.Sequence = instant.Draw(t, "recorded"), rapid.Int32Range(0, 9).Draw(t, "sequence")
			}
			if maybe(t) {
				e.Student, e.Place, e.Profile = id.Draw(t, "student"), id.Draw(t, "place"), id.Draw(t, "profile")
			}
			if maybe(t) {
				e.Student, e.Kind = policytest.Student, policy.Restraint
			}
			if maybe(t) {
				e.Other = &policy.Part{}
				if maybe(t) {
					e.Other = &policy.Part{Incident: id.Draw(t, "other"), Kind: policy.TimeOut, Classroom: id.Draw(t, "classroom")}
				}
			}
			if maybe(t) {
				e.Glass, e.Reason = &policy.BreakGlass{By: person.Draw(t, "glass"), Reason: text.Draw(t, "why")}, text.Draw(t, "reason")
			}
			if maybe(t) {
				e.Standing = rapid.SliceOfN(credential, 0, 3).Draw(t, "standing")
			}
			if e.Activity == policy.Correct {
				e.Amends = &policy.Amendment{Event: id.Draw(t, "amends"), Facts: stated.Draw(t, "facts"), Withdrawn: maybe(t)}
				if maybe(t) {
					e.Amends.At, e.Amends.By, e.Amends.To = instant.Draw(t, "at"), people.Draw(t, "by"), people.Draw(t, "to")
				}
			}
			events = append(events, e)
			require.NoError(t, e.Check())
		}
		written := policytest.Write(start, events)
		ss, err := policytest.Parse("incident: x\nkind: seclusion\n" + written)
		require.NoError(t, err, written)
		require.Len(t, ss[0].Events, len(events))
		require.Equal(t, plain(events), plain(ss[0].Events), written)
		require.Equal(t, written, policytest.Write(start, ss[0].Events))
	})
}

func keep[T any](of []T, f func(T) bool) (kept []T) {
	for _, x := range of {
		if f(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// plain makes events comparable: none is none, and an instant is an instant. Only an amendment tells nobody from not said.
func plain(events []policy.Event) []policy.Event {
	var out []policy.Event
	none := func(ps []policy.Person) []policy.Person {
		if len(ps) == 0 {
			return nil
		}
		return ps
	}
	for _, e := range events {
		e.At, e.Recorded, e.By, e.To = e.At.UTC(), e.Recorded.UTC(), none(e.By), none(e.To)
		var cs []policy.Credential
		for _, c := range e.Standing {
			c.From, c.Until = c.From.UTC(), c.Until.UTC()
			cs = append(cs, c)
		}
		e.Standing = cs
		if e.Amends != nil {
			a := *e.Amends
			a.At = a.At.UTC()
			e.Amends = &a
		}
		out = append(out, e)
	}
	return out
}

func FuzzParse(f *testing.F) {
	f.Add("incident: x\nkind: seclusion\n0:00 initiate by ash: danger-to-others\n-> kept\n")
	f.Add("incident: x\nkind: seclusion\nunder: a=\nstart: 2025-10-09 10:00\non file: everything; plan-limit 5m; no trained of ash from 3:00\n" +
		"1d correct \"a b\" #c: at 4:00; by nobody; withdrawn (glass by oak because \"x\"; states reached; other-kind time-out)\n\n" +
		"incident: y\nlike: x\ndrop c\nnow: day 3 09:00\nknown: 1:00\n-> kept\n# z\n-> breached 1 a\n  b\n")
	f.Add("\ufeff\tincident: x\r\n\tkind: ourboard/hold\r\n\tjudge: a, b\r\n\t-1:00.5 inspect of student-2 in \"a b\"\r\n")
	f.Add("incident: x\nkind: seclusion\nday 1 09:00 ourboard/told by nurse-1 as ourboard/nurse " +
		"(recorded 1d2h; sequence 3)\nchange ourboard/told-1: in nowhere\n")
	f.Fuzz(func(t *testing.T, text string) {
		ss, err := policytest.Parse(text)
		if err != nil {
			var syntax *policytest.SyntaxError
			require.ErrorAs(t, err, &syntax)
			require.NotEmpty(t, syntax.Faults)
			for _, f := range syntax.Faults {
				require.Positive(t, f.Line)
				require.LessOrEqual(t, f.Line, strings.Count(text, "\n")+1)
				require.NotEmpty(t, f.Want)
			}
			return
		}
		require.NotEmpty(t, ss)
		for _, s := range ss {
			for _, e := range s.Events {
				require.NoError(t, e.Check())
			}
			again, err := policytest.Parse("incident: x\nkind: seclusion\nstart: " +
				s.Start.Format("2006-01-02 15:04:05.999999999") + "\n" + policytest.Write(s.Start, s.Events))
			require.NoError(t, err)
			require.Equal(t, plain(s.Events), plain(again[0].Events), "what was read can be written, and reads the same")
		}
		updated, err := policytest.Update(harbour(), text)
		if err == nil {
			require.NoError(t, policytest.Check(harbour(), updated), updated)
			twice, err := policytest.Update(harbour(), updated)
			require.NoError(t, err)
			require.Equal(t, updated, twice)
		}
	})
}

// An incident from elsewhere keeps its instants, whatever the offset that they were entered with.
func TestWriteKeepsInstantsOfAnotherZone(t *testing.T) {
	begun := time.Date(2025, time.October, 9, 16, 0, 0, 0, time.UTC)
	events := []policy.Event{{ID: "start", Activity: policy.Initiate, At: begun, Student: policytest.Student},
		{ID: "call", Activity: policy.Contact, At: begun.Add(20 * time.Hour)}}
	ss, err := policytest.Parse("incident: from elsewhere\nkind: seclusion\n" + policytest.Write(begun, events) + "-> kept\n")
	require.NoError(t, err)
	require.Len(t, ss[0].Events, len(events))
	for i := range events {
		assert.True(t, events[i].At.Equal(ss[0].Events[i].At), "%v", ss[0].Events[i].At)
	}
}
