package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

const chainLog = "testdata/chain.ndjson"

// two is a log of two incidents, a of five minutes from ten, and b from a minute of that hour.
func two(minute int, ofA, ofB string) string {
	const begin = `{"incident":"%s","id":"e1","activity":"initiate","at":"2025-10-06T10:%02d:00-06:00","kind":"%s"%s}` + "\n"
	const release = `{"incident":"%s","id":"e2","activity":"release","at":"2025-10-06T10:%02d:00-06:00"}` + "\n"
	return fmt.Sprintf(begin, "a", 0, "physical-restraint", ofA) + fmt.Sprintf(release, "a", 5) +
		fmt.Sprintf(begin, "b", minute, "seclusion", ofB) + fmt.Sprintf(release, "b", minute+5)
}

var titles = regexp.MustCompile(`(?m)^[A-Z][A-Z -]+ [a-z0-9-]+(, [A-Z][A-Z -]+ [a-z0-9-]+)*$`)

func TestWhatIsToldAsOne(t *testing.T) {
	const student, other = `,"student":"st-1"`, `,"student":"st-2"`
	const under354, under3007 = `,"profile":"ap-354@x"`, `,"profile":"cbe-ar-3007@x"`
	pin := strings.NewReplacer("ap-354@x", ap354.Profile().Pin(), "cbe-ar-3007@x", cbe3007.Profile().Pin())
	apart, together := []string{"PHYSICAL RESTRAINT a", "SECLUSION b"}, []string{"PHYSICAL RESTRAINT a, SECLUSION b"}
	const divided = `note: incidents "a", "b" are parts of one chain, but judged by several profiles`
	tests := []struct {
		name, log string
		args      []string
		want      []string
		note      string
	}{
		{"within the gap", two(10, student, student), nil, together, ""},
		{"past the gap", two(11, student, student), nil, apart, ""},
		{"past the gap, and named", two(31, student, student+`,"other":{"incident":"a"}`), nil, together, ""},
		{"another student", two(6, student, other), nil, apart, ""},
		{"another student, and named", two(6, student, other+`,"other":{"incident":"a"}`), nil, apart, ""},
		{"no student", two(6, "", ""), nil, apart, ""},
		{"no student, and named", two(6, "", `,"other":{"incident":"a"}`), nil, together, ""},
		{"two profiles", two(6, student+under354, student+under3007), nil, apart, divided},
		{"two profiles, and one asked for", two(6, student+under354, student+under354), []string{"-profile", "ap-354"}, together, ""},
		{"two profiles, past the gap", two(11, student+under354, student+under3007), nil, apart, ""},
		{"before the second", two(6, student, student), []string{"-now", "2025-10-06T10:05:59-06:00"}, apart[:1], ""},
		{"while the second goes on", two(6, student, student), []string{"-now", "2025-10-06T10:07:00-06:00"}, together, ""},
		{"before the second was on record", two(6, student, student), []string{"-known", "2025-10-06T10:05:59-06:00"}, apart[:1], ""},
		{"before the link was on record", two(31, student, student+`,"other":{"incident":"a"},"recorded":"2025-10-07T10:00:00-06:00"`),
			[]string{"-known", "2025-10-06T12:00:00-06:00"}, apart, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out, errs, code := start(t, pin.Replace(test.log), append(test.args, "-")...)
			require.Zero(t, code, errs)
			assert.Equal(t, test.want, titles.FindAllString(out, -1))
			if test.note == "" {
				assert.Empty(t, errs)
			} else {
				assert.Contains(t, errs, test.note)
			}
		})
	}
}

// Incidents that are no chain are printed as each is by itself.
func TestWithoutAChainAsBefore(t *testing.T) {
	log := two(11, `,"student":"st-1"`, `,"student":"st-1"`)
	lines := slices.Collect(strings.Lines(log))
	const now = "-now=2025-10-06T12:00:00-06:00"
	for _, format := range []string{"-json=false", "-json"} {
		both, errs, code := start(t, log, now, format, "-")
		require.Zero(t, code, errs)
		a, _, _ := start(t, strings.Join(lines[:2], ""), now, format, "-")
		b, _, _ := start(t, strings.Join(lines[2:], ""), now, format, "-")
		between := ""
		if format != "-json" {
			between = "\n" + strings.Repeat("─", width) + "\n\n"
		}
		assert.Equal(t, a+between+b, both)
	}
}

// The log of a chain is there to show just these, and nothing besides. Each names the part that it is about.
func TestShippedChainBreaksWhatIsMeant(t *testing.T) {
	found := func(args ...string) (found []string) {
		for _, r := range rows(t, append(args, chainLog)...) {
			if r.Outcome != "satisfied" && r.Outcome != "pending" {
				found = append(found, strings.Join([]string{r.Incident, strings.Join(r.Clauses, ", "), r.Outcome, r.Measured}, " "))
			}
		}
		return found
	}
	assert.Equal(t, []string{"incident-0012 7(16)(a) breached 3m30s", "incident-0012 7(36) breached 19h0m40s", "incident-0011 7(25) flagged 33m0s"}, found())
	assert.Equal(t, []string{"incident-0012 5.1 breached 19h0m40s", "incident-0011  not-applicable 33m0s"}, found("-profile", "ap-354"))
}

// The order of the lines says nothing, and neither does the order of the incidents.
func TestOrderOfLinesOfAChainDoesNotMatter(t *testing.T) {
	log, err := os.ReadFile(chainLog)
	require.NoError(t, err)
	lines := slices.Collect(strings.Lines(string(log)))
	slices.Reverse(lines)
	want, _, _ := start(t, "", chainLog)
	got, errs, code := start(t, strings.Join(lines, ""), "-")
	assert.Zero(t, code, errs)
	assert.Equal(t, want, got)
}

// A call that is entered with one part does what is owed for the other.
func TestACallForAllParts(t *testing.T) {
	call := `{"incident":"b","id":"e3","activity":"contact","at":"2025-10-06T11:00:00-06:00","by":[{"id":"s-1","role":"principal"}],` +
		`"to":[{"id":"p-1","role":"parent"}],"facts":{"reached":"yes"}}` + "\n"
	rows := timeline(t, two(6, `,"student":"st-1"`, `,"student":"st-1"`)+call)
	assert.True(t, slices.ContainsFunc(rows, func(r string) bool {
		return strings.HasPrefix(r, "11:00:00 call to p-1: reached s-1 end of day on time")
	}), rows)
	out, _, _ := start(t, two(6, `,"student":"st-1"`, `,"student":"st-1"`)+call, "-")
	_, due, _ := strings.Cut(out, "\nDue\n")
	due, _, _ = strings.Cut(due, "\nFindings\n")
	assert.Equal(t, 1, strings.Count(due, "debrief within three days"))
	assert.NotContains(t, due, "parents informed")
}
