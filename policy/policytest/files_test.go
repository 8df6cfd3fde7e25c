package policytest_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

var rewrite = flag.Bool("update", false, "write what is found into the scenarios")

func TestHarbour(t *testing.T) {
	policytest.Files(t, harbour(), "testdata/harbour", *rewrite)
}

// fake stands in for a test, and keeps what it is told.
type fake struct {
	name string
	said *[]string
}

func (f fake) Helper() {}

func (f fake) Errorf(format string, args ...any) {
	*f.said = append(*f.said, f.name+": "+fmt.Sprintf(format, args...))
}

func (f fake) Run(name string, run func(fake)) bool {
	before := len(*f.said)
	*f.said = append(*f.said, "run "+f.name+"/"+name)
	run(fake{f.name + "/" + name, f.said})
	return len(*f.said) == before+1
}

const flawless = `incident: flawless
kind: physical-restraint
on file: everything
0:00 initiate #start by ash: danger-to-others, visual-monitoring
3:00 release #release by ash
1h contact #call by ash to parent-1: reached
1d debrief by ash, oak
-> kept
`

func TestScenariosReportWhatDiffers(t *testing.T) {
	var said []string
	policytest.Scenarios(fake{"t", &said}, harbour(), flawless+`
incident: other
like: flawless
change start: by maple; no visual-monitoring
change release: at 21:00
-> breached 4 twenty-minutes from 0:00
   until 21:00: 21m0s   of 20m0s
-> breached 1(b),1(c) trained-begin of maple at 0:01
-> kept

incident: silent
like: flawless
`)
	assert.Equal(t, []string{"run t/flawless", "run t/other", `t/other: line 10: other:
	not found:    -> breached 1(b),1(c) trained-begin of maple at 0:01
	not found:    -> kept
	not expected: -> breached 1(b),1(c) trained-begin of maple at 0:00
	not expected: -> breached 2 seen from 0:00 until 21:00: 21m0s`,
		"run t/silent", "t/silent: line 19: silent:\n\tnot expected: -> kept"}, said)
	said = nil
	policytest.Scenarios(fake{"t", &said}, harbour(), "incident: x\n")
	assert.Equal(t, []string{"t: line 1: kind: expected kind: and a kind of intervention, such as seclusion"}, said)
}

func TestCheckJoinsEverything(t *testing.T) {
	require.NoError(t, policytest.Check(harbour(), flawless))
	err := policytest.Check(harbour(), flawless+"incident: a\nlike: flawless\nincident: b\nlike: flawless\nunder: days=never\n-> kept\n"+
		"incident: c\nlike: flawless\njudge: no-such-rule\nincident: d\nlike: flawless\nkind: time-out\n0:00 initiate (kind seclusion)\n")
	assert.EqualError(t, err, `line 9: a:
	not expected: -> kept
line 11: b: profile harbour-12 has 1 faults:
	days: no such answer; expected one of school-days, calendar-days
line 15: c: profile harbour-12 has no rule "no-such-rule" under these readings
line 18: d: event "initiate-1": kind is "seclusion": expected time-out`)
	var differs *policytest.DifferenceError
	require.ErrorAs(t, err, &differs)
	assert.Equal(t, policytest.DifferenceError{Title: "a", Line: 9, Unexpected: []string{"kept"}}, *differs)
	var profile *policy.ProfileError
	require.ErrorAs(t, err, &profile)
	var syntax *policytest.SyntaxError
	require.ErrorAs(t, policytest.Check(harbour(), ""), &syntax)
}

// A scenario that was not read but filled in, with as little as possible.
func TestScenarioFilledIn(t *testing.T) {
	s := policytest.Scenario{}
	_, err := s.Judge(nil)
	assert.EqualError(t, err, "there is no profile")
	_, err = s.Judge(harbour())
	var profile *policy.ProfileError
	require.ErrorAs(t, err, &profile)
	ash, ok := policytest.Person("ash")
	require.True(t, ok)
	start := policytest.Start()
	s = policytest.Scenario{Kind: policy.Restraint, Events: []policy.Event{{Activity: policy.Initiate, At: start, By: []policy.Person{ash},
		Facts: []policy.Stated{{Fact: policy.VisualMonitoring, Answer: policy.Yes}, {Fact: policy.DangerToOthers, Answer: policy.No}}}}}
	s.Rules = []policy.RuleID{"danger", "trained-begin", "record/early"}
	found, err := s.Judge(harbour())
	require.NoError(t, err)
	assert.Equal(t, []string{"breached 1(a) danger at 0:00", "undetermined 1(b),1(c) trained-begin at 0:00; missing trained of ash",
		"not-applicable record/early"}, found)
	s.Rules, s.Now = nil, start.Add(-time.Minute)
	found, err = s.Judge(harbour())
	require.NoError(t, err)
	assert.Equal(t, []string{"kept"}, found, "nothing has happened yet")
}

// Two findings that read alike are told apart.
func TestOccurrenceTellsApart(t *testing.T) {
	s := parsed(t, flawless+"incident: x\nlike: flawless\n1:00 initiate #one\n1:00 initiate #two\n1:30 initiate\n")
	found, err := s.Judge(harbour())
	require.NoError(t, err)
	assert.Equal(t, []string{"undetermined record/unexplained at 1:00 (one)", "undetermined record/unexplained at 1:00 (two)",
		"undetermined record/unexplained at 1:30"}, found)
}

// Inspections are judged by what is on file, and what was known then.
func TestInspection(t *testing.T) {
	s := parsed(t, "incident: x\nkind: seclusion\n-1d attest (on file no designated-room of room-1)\n0:00 inspect in room-1\n"+
		"1d attest (on file designated-room of room-1 from 1d)\n2d inspect in room-1\n60d inspect in room-1\n")
	found, err := s.Judge(harbour())
	require.NoError(t, err)
	assert.Equal(t, []string{"breached 1(d) designated of room-1 at 0:00"}, found)
	s.Known = s.Start.Add(-time.Hour)
	found, err = s.Judge(harbour())
	require.NoError(t, err)
	assert.Equal(t, []string{"kept"}, found)
	s.Kind = "nonsense"
	s.Known = time.Time{}
	_, err = s.Judge(harbour())
	require.Error(t, err)
}

func TestUpdateTouchesNothingButWhatIsExpected(t *testing.T) {
	const text = `# A comment.

incident: x
# Another.

kind: physical-restraint
on file:  everything
0:00  initiate by maple in room-1:
      visual-monitoring, no danger-to-others
# The first holds.
->  breached 1(a) danger
    at 0:00
# This one came otherwise
-> breached 1(b),1(c) trained-begin of
# in the middle
   maple at 0:01
# and this one went.
-> breached 9 nothing at 0:00
30:00 release by maple

# The end.

incident: y
kind: time-out
0:00 initiate`
	const want = `# A comment.

incident: x
# Another.

kind: physical-restraint
on file:  everything
0:00  initiate by maple in room-1:
      visual-monitoring, no danger-to-others
# The first holds.
->  breached 1(a) danger
    at 0:00
# This one came otherwise
-> breached 1(b),1(c) trained-begin of maple at 0:00
# in the middle
# and this one went.
30:00 release by maple
-> breached 4 twenty-minutes from 0:00 until 30:00: 30m0s of 20m0s
-> breached 5(a) parents-told from 30:00, due day 0 15:30
-> breached 6 debrief-held from 30:00, due day 6 00:00

# The end.

incident: y
kind: time-out
0:00 initiate
-> undetermined 1(a) danger at 0:00; missing danger-to-others
-> undetermined 1(b),1(c) trained-begin at 0:00; missing by
-> undetermined 2 seen from 0:00: 30d; missing visual-monitoring
-> breached 4 twenty-minutes from 0:00: 30d of 20m0s`
	require.Error(t, policytest.Check(harbour(), text))
	got, err := policytest.Update(harbour(), text)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	require.NoError(t, policytest.Check(harbour(), got))
	again, err := policytest.Update(harbour(), got)
	require.NoError(t, err)
	assert.Equal(t, got, again)
	indented, err := policytest.Update(harbour(), "\n\tincident: x\n\tkind: time-out\n\tnow: -1:00\n\t0:00 initiate\n")
	require.NoError(t, err)
	assert.Equal(t, "\n\tincident: x\n\tkind: time-out\n\tnow: -1:00\n\t0:00 initiate\n\t-> kept\n", indented)
	crlf, err := policytest.Update(harbour(), "\ufeffincident: x\r\nkind: time-out\r\nnow: -1:00\r\n0:00 initiate\r\n")
	require.NoError(t, err)
	assert.Equal(t, "\ufeffincident: x\r\nkind: time-out\r\nnow: -1:00\r\n0:00 initiate\r\n-> kept\r\n", crlf)
	long, err := policytest.Update(harbour(), "incident: x\nkind: time-out\nnow: 5h\n\t# indented\n0:00 initiate by ash, birch, maple, cedar\n"+
		"3:00 release\n")
	require.NoError(t, err)
	assert.Contains(t, long, "-> undetermined 1(b),1(c) trained-begin at 0:00; missing trained of ash,\n   trained of birch, trained of maple, trained of cedar\n")
	require.NoError(t, policytest.Check(harbour(), long))
	same, err := policytest.Update(harbour(), "incident: x\nkind: time-out\njudge: none\n")
	require.Error(t, err)
	assert.Equal(t, "incident: x\nkind: time-out\njudge: none\n", same)
	_, err = policytest.Update(harbour(), "incident: x\n")
	require.Error(t, err)
}

func TestFiles(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
	read := func(name string) string {
		b, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		return string(b)
	}
	files := func(update bool) (said []string) {
		policytest.Files(fake{"t", &said}, harbour(), folder, update)
		return said
	}
	assert.Equal(t, []string{"t: " + folder + ": there are no scenarios *.txt"}, files(false))
	write("shared.txt", flawless)
	write("a.txt", "# As it is.\nincident: late\nlike: flawless\nchange call: at 10h\n-> kept\n")
	write("b.txt", "incident: broken\n0:00 nonsense\n")
	write("c.txt", "incident: out of another's lines\nlike: flawless\nstart: 2026-03-07 02:30\nchange call: at day 1 02:30\n")
	write("notes.md", "incident: none")
	broken := []string{"run t/b", "t/b: b.txt: line 1: kind: expected kind: and a kind of intervention, such as seclusion\n" +
		"b.txt: line 2: activity is \"nonsense\": expected an activity of package policy, or one under a prefix such as ourboard/word",
		"run t/c", "t/c: c.txt: line 4: at: expected a time that the clocks do not leave out"}
	assert.Equal(t, append([]string{"run t/shared", "run t/shared/flawless", "run t/a", "run t/a/late",
		"t/a/late: line 2: late:\n\tnot found:    -> kept\n\tnot expected: -> breached 5(a) parents-told from 3:00 until 10:00:00, due day 0 15:30"},
		broken...), files(false))
	assert.Equal(t, append([]string{"run t/shared", "run t/shared/flawless", "run t/a", "run t/a/late"}, broken...), files(true))
	assert.Equal(t, flawless, read("shared.txt"))
	assert.Equal(t, "# As it is.\nincident: late\nlike: flawless\nchange call: at 10h\n"+
		"-> breached 5(a) parents-told from 3:00 until 10:00:00, due day 0 15:30\n", read("a.txt"))
	assert.Equal(t, "incident: broken\n0:00 nonsense\n", read("b.txt"))
	require.NoError(t, os.Remove(filepath.Join(folder, "b.txt")))
	require.NoError(t, os.Remove(filepath.Join(folder, "c.txt")))
	assert.Equal(t, files(true), files(false))
	var said []string
	policytest.Files(fake{"t", &said}, harbour(), filepath.Join(folder, "none"), false)
	require.Len(t, said, 1)
	_, err := os.ReadDir(filepath.Join(folder, "none"))
	assert.True(t, errors.Is(err, os.ErrNotExist))
}

// The flawless incident of the library's own profile, with one check late, breaks that one clause.
func TestCBE3007(t *testing.T) {
	policytest.Scenarios(t, cbe3007.Profile(), `
		incident: two checks, and one is late
		kind: seclusion
		judge: face-to-face-every-two-minutes
		0:00 initiate by ash, birch in room-1
		2:00 monitor by ash: face-to-face
		4:01 monitor by ash: face-to-face
		5:00 release by ash
		-> breached 7(16)(a) face-to-face-every-two-minutes
		   from 2:00 until 4:01: 2m1s of 2m0s
	`)
}

// The scenario in the package's documentation is one, and comes out as it says.
func TestDocumentation(t *testing.T) {
	b, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	_, text, ok := strings.Cut(string(b), "//\t# The second check comes a minute late.\n")
	require.True(t, ok)
	text, _, ok = strings.Cut(text, "\n// A row")
	require.True(t, ok)
	text = strings.NewReplacer("//\t", "", "//", "").Replace(text)
	require.Contains(t, text, "-> breached")
	require.NoError(t, policytest.Check(cbe3007.Profile(), text))
}

// A program that reads scenarios links neither package testing nor what tests need, and registers no flag.
func TestKitLinksNoTesting(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").CombinedOutput()
	require.NoError(t, err, string(out))
	deps := strings.Fields(string(out))
	require.Contains(t, deps, "github.com/leastrestrictive/interventions/policy")
	for _, d := range deps {
		assert.NotContains(t, []string{"testing", "flag"}, d)
		assert.False(t, strings.HasPrefix(d, "testing/"), d)
		if host, _, _ := strings.Cut(d, "/"); strings.Contains(host, ".") {
			assert.True(t, strings.HasPrefix(d, "github.com/leastrestrictive/interventions/policy"), d)
		}
	}
}
