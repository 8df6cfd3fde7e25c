package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/examples/internal/board"
	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/journal"
	"github.com/stretchr/testify/require"
)

// did is what a run came to.
type did struct {
	status         int
	stdout, stderr string
}

func (d did) lines() []string { return slices.Sorted(strings.Lines(d.stdout)) }

func audits(stdin string, args ...string) did {
	var out, err bytes.Buffer
	status := run(args, strings.NewReader(stdin), &out, &err, false)
	return did{status, out.String(), err.String()}
}

// made is the log of a board, in the order in which it was written.
func made(t require.TestingT, b board.Board) string {
	var log bytes.Buffer
	require.NoError(t, b.Write(&log))
	return log.String()
}

// calendar are the flags of the calendar by which a board is made up.
func calendar(b board.Board) []string {
	var days []string
	for _, d := range b.Calendar().Holidays {
		days = append(days, d.String())
	}
	return []string{"-holidays", strings.Join(days, ",")}
}

// mixed is the log of two boards that know different documents, in the order in which it was written.
var mixed = sync.OnceValues(func() (string, error) {
	type entry struct {
		at   time.Time
		line string
	}
	var all []entry
	for i, p := range []*policy.Profile{cbe3007.Profile(), ap354.Profile()} {
		var log bytes.Buffer
		if err := (&board.Board{Incidents: 100, Seed: uint64(i) + 3, Profile: p}).Write(&log); err != nil {
			return "", err
		}
		for l := range strings.Lines(log.String()) {
			l = strings.ReplaceAll(l, `"incident":"`, fmt.Sprintf(`"incident":"%s/`, p.ID()))
			e, err := journal.Parse([]byte(l))
			if err != nil {
				return "", err
			}
			all = append(all, entry{entered(&e), l})
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.at.Compare(b.at) })
	var log strings.Builder
	for _, e := range all {
		log.WriteString(e.line)
	}
	return log.String(), nil
})

func shuffled(log string, seed uint64) string {
	lines := slices.Collect(strings.Lines(log))
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	return strings.Join(lines, "")
}

func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	require.NoError(t, os.WriteFile(name, content, 0o600))
	return name
}

func TestAShuffledLogComesToTheSame(t *testing.T) {
	log, err := mixed()
	require.NoError(t, err)
	for _, extra := range [][]string{nil, {"-now", "2026-03-01T00:00:00Z"}, {"-profile", ap354.ID}, {"-pattern", "student:3/10schooldays"}} {
		ordered := audits(log, extra...)
		require.Zero(t, ordered.status, "%s", ordered.stderr)
		require.Greater(t, len(ordered.lines()), 3000)
		for seed := range uint64(2) {
			got := audits(shuffled(log, seed), extra...)
			require.Zero(t, got.status, "%.1000s", got.stderr)
			require.Equal(t, ordered.lines(), got.lines())
			require.Equal(t, table0(ordered.stderr), table0(got.stderr))
		}
		whole := audits(log, append(extra, "-horizon", "whole")...)
		require.Equal(t, ordered.lines(), whole.lines(), "the horizon changes nothing but what is held")
	}
}

// table0 is what stands on standard error but for how many were held, which depends on the order.
func table0(stderr string) string {
	first, rest, _ := strings.Cut(stderr, "\n")
	first, _, _ = strings.Cut(first, ";")
	return first + rest
}

func TestSeveralFilesAreOneLog(t *testing.T) {
	log, err := mixed()
	require.NoError(t, err)
	var parts [3]bytes.Buffer
	r := rand.New(rand.NewPCG(7, 7))
	for l := range strings.Lines(log) {
		parts[r.IntN(3)].WriteString(l)
	}
	var z bytes.Buffer
	packing := gzip.NewWriter(&z)
	_, err = packing.Write(parts[1].Bytes())
	require.NoError(t, errors.Join(err, packing.Close()))
	got := audits("", write(t, "a", parts[0].Bytes()), write(t, "b.gz", z.Bytes()), write(t, "c", parts[2].Bytes()))
	require.Zero(t, got.status, got.stderr)
	require.Equal(t, audits(log).lines(), got.lines())
}

// TestTheNumberOfCoresChangesNothing compares byte for byte.
func TestTheNumberOfCoresChangesNothing(t *testing.T) {
	log, err := mixed()
	require.NoError(t, err)
	log = strings.Replace(log, "\n", "\nnot a line\n", 3)
	name := write(t, "log", []byte(log))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := audits("", name)
	require.Equal(t, 1, one.status)
	for _, cores := range []int{2, 5} {
		runtime.GOMAXPROCS(cores)
		for range 2 {
			require.Equal(t, one, audits("", name))
		}
	}
}

// TestALogThatIsDamagedSaysWhatItSays holds a damaged log against one that never had the lines that cannot be read.
func TestALogThatIsDamagedSaysWhatItSays(t *testing.T) {
	log := made(t, board.Board{Incidents: 25, Seed: 9})
	lines := slices.Collect(strings.Lines(log))
	last := "2026-08-01T00:00:00Z"
	r := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		i := r.IntN(len(lines))
		damaged := slices.Clone(lines)
		at := r.IntN(len(lines[i]) - 1)
		damaged[i] = lines[i][:at] + "\x00" + lines[i][at+1:]
		got := audits(strings.Join(damaged, ""), "-now", last)
		require.Equal(t, 1, got.status)
		require.Contains(t, got.stderr, fmt.Sprintf("standard input: not read: line %d, column ", i+1))
		want := audits(strings.Join(slices.Delete(slices.Clone(lines), i, i+1), ""), "-now", last)
		require.Equal(t, want.lines(), got.lines())
	}
	for range 15 { // cut anywhere
		at := r.IntN(len(log)-1) + 1
		whole := log[:strings.LastIndexByte(log[:at], '\n')+1]
		if log[at] == '\n' { // only the line end is missing
			whole = log[:at]
		}
		got, want := audits(log[:at], "-now", last), audits(whole, "-now", last)
		require.Equal(t, want.lines(), got.lines())
		if at > len(whole) {
			require.NotZero(t, got.status)
			require.Contains(t, got.stderr, fmt.Sprintf("line %d, ", strings.Count(whole, "\n")+1))
		}
	}
	packed := packed(t, log)
	name := write(t, "cut.gz", packed[:len(packed)/2])
	got := audits("", "-now", last, name)
	require.Equal(t, 1, got.status)
	require.Contains(t, got.stderr, name+": not read to its end: unexpected EOF")
	require.NotEmpty(t, got.lines())
	got = audits("", "-now", last, filepath.Join(t.TempDir(), "none"), write(t, "log", []byte(log)))
	require.Equal(t, 1, got.status)
	require.Contains(t, got.stderr, "none: not read to its end: open ")
	require.Equal(t, audits(log, "-now", last).lines(), got.lines())
}

// TestTheFindingsAreThoseOfEachIncident judges each incident by itself, without the audit.
func TestTheFindingsAreThoseOfEachIncident(t *testing.T) {
	b := board.Board{Incidents: 120, Seed: 11}
	log := made(t, b)
	at := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	got := audits(log, append(calendar(b), "-now", at.Format(time.RFC3339))...)
	require.Zero(t, got.status, got.stderr)
	of := map[string][]policy.Event{}
	for e, err := range journal.Read(strings.NewReader(log)) {
		require.NoError(t, err)
		of[e.Incident] = append(of[e.Incident], e)
	}
	var chained []string // of which the whole is judged
	for in := range b.All() {
		if in.Follows != "" {
			chained = append(chained, in.ID, in.Follows)
		}
	}
	compared := 0
	for id, events := range of {
		// Time-outs are left out: how often they are used is counted under another reading, which takes the other incidents.
		if slices.Contains(chained, id) || strings.Contains(got.stdout, `{"incident":"`+id+`","kind":"time-out"`) {
			continue
		}
		basis, err := program.BasisOf(events, "")
		require.NoError(t, err)
		machine, _ := interventions.Lifecycle(basis.Kind)
		c, err := policy.Open(basis.Regulation.Profile(), machine, b.Calendar(), id)
		require.NoError(t, err)
		for _, e := range events {
			_, err := c.Add(e)
			require.NoError(t, err)
		}
		var want []byte
		for f := range c.Assess(at).All() {
			want, err = program.AppendRow(want, id, &f)
			require.NoError(t, err)
		}
		require.Contains(t, got.stdout, string(want))
		compared++
	}
	require.Greater(t, compared, 60)
}

// one is a short incident, closed.
func one(t require.TestingT, id, student string, start time.Time) []string {
	var lines []string
	add := func(e policy.Event) {
		e.Incident, e.ID = id, fmt.Sprintf("%s-%d", id, len(lines)+1)
		l, err := journal.Append(nil, &e)
		require.NoError(t, err)
		lines = append(lines, string(l))
	}
	by := []policy.Person{{ID: "staff-1"}}
	add(policy.Event{Activity: policy.Initiate, At: start, Kind: policy.Seclusion, Student: student, By: by, Place: "room-1", Profile: ap354.ID,
		Other: &policy.Part{Classroom: "class-1"}})
	add(policy.Event{Activity: policy.Release, At: start.Add(3 * time.Minute), By: by})
	add(policy.Event{Activity: policy.End, At: start.Add(4 * time.Minute), By: by})
	add(policy.Event{Activity: policy.Close, At: start.Add(time.Hour), By: by})
	return lines
}

var monday = time.Date(2025, 10, 6, 16, 0, 0, 0, time.UTC)

// TestALaterEntryNeedsTheWholeLog is at the limit, one nanosecond before and after it.
func TestALaterEntryNeedsTheWholeLog(t *testing.T) {
	const horizon = 10 * 24 * time.Hour
	closed := monday.Add(time.Hour)
	for after, late := range map[time.Duration]bool{horizon - 1: false, horizon: false, horizon + 1: true} {
		lines := one(t, "first", "student-1", monday)
		for n := range 2 * often { // by which it is asked what is settled
			e := policy.Event{Incident: "other", ID: fmt.Sprint("m", n), Activity: policy.Monitor, At: closed.Add(after)}
			l, err := journal.Append(nil, &e)
			require.NoError(t, err)
			lines = append(lines, string(l))
		}
		e := policy.Event{Incident: "first", ID: "late", Activity: policy.Contact, At: closed.Add(after)}
		l, err := journal.Append(nil, &e)
		require.NoError(t, err)
		log := strings.Join(lines, "") + string(l)
		got := audits(log, "-horizon", "10d", "-now", "2025-12-01T00:00:00Z")
		if !late {
			require.Zero(t, got.status, got.stderr)
			continue
		}
		require.Equal(t, 1, got.status)
		require.Contains(t, got.stderr, fmt.Sprintf(`standard input: line %d: an entry in incident "first", which was judged before it came`, len(lines)+1))
		require.Equal(t, audits(strings.Join(lines, ""), "-now", "2025-12-01T00:00:00Z").lines(), got.lines(), "what had come by then stands")
		require.Zero(t, audits(log, "-horizon", "whole").status)
	}
}

// TestAStartThatComesTooLateIsNotCountedSilently has an earlier use come to light when a later one was judged.
func TestAStartThatComesTooLateIsNotCountedSilently(t *testing.T) {
	lines := append(one(t, "second", "student-1", monday.Add(24*time.Hour)), one(t, "third", "student-1", monday.Add(48*time.Hour))...)
	for n := range 2 * often {
		e := policy.Event{Incident: "other", ID: fmt.Sprint("m", n), Activity: policy.Monitor, At: monday.Add(30 * 24 * time.Hour)}
		l, err := journal.Append(nil, &e)
		require.NoError(t, err)
		lines = append(lines, string(l))
	}
	late := one(t, "first", "student-1", monday)
	for i, l := range late {
		late[i] = strings.Replace(l, `Z"`, `Z","recorded":"2025-11-06T00:00:00Z"`, 1)
	}
	lines = slices.Clip(lines)
	log := strings.Join(append(lines, late...), "")
	got := audits(log)
	require.Equal(t, 1, got.status)
	require.Contains(t, got.stderr, `incident "first": its start came, or was changed, after others were judged`)
	third := fmt.Sprintf(`{"incident":"third","kind":"seclusion","rule":%q,"clauses":["6.1"],"outcome":`, ap354.RepeatedForStudent)
	require.Contains(t, got.stdout, third+`"satisfied"`)
	whole := audits(log, "-horizon", "whole")
	require.Zero(t, whole.status, whole.stderr)
	chained := one(t, "chained", "student-1", monday.Add(48*time.Hour+5*time.Minute)) // not earlier than any, but next to the third
	for i, l := range chained {
		chained[i] = strings.Replace(l, `Z"`, `Z","recorded":"2025-11-06T00:00:00Z"`, 1)
	}
	require.Contains(t, audits(strings.Join(append(lines, chained...), "")).stderr, `incident "chained": its start came`)
	require.Contains(t, whole.stdout, third+`"flagged"`)
}

// quiet are lines of many incidents that nobody closes, one a day, which let the time of a log pass.
func quiet(t require.TestingT, from time.Time, days int) (lines []string) {
	for d := range days {
		for n := range 16 {
			e := policy.Event{Incident: fmt.Sprint("quiet-", d), ID: fmt.Sprint("m", n), Activity: policy.Monitor, At: from.AddDate(0, 0, d)}
			l, err := journal.Append(nil, &e)
			require.NoError(t, err)
			lines = append(lines, string(l))
		}
	}
	return lines
}

// enteredAt has lines entered at an instant.
func enteredAt(lines []string, at time.Time) []string {
	out := slices.Clone(lines)
	for i, l := range out {
		out[i] = strings.Replace(l, `Z"`, `Z","recorded":"`+at.Format(time.RFC3339)+`"`, 1)
	}
	return out
}

// TestWhatWasForgottenIsSaid has a use that is entered so late that those before it, which it is one too many with, are not held any more.
func TestWhatWasForgottenIsSaid(t *testing.T) {
	var lines []string
	for n := range 3 {
		lines = append(lines, one(t, fmt.Sprint("i", n), "student-1", monday.AddDate(0, 0, n))...)
	}
	lines = append(lines, quiet(t, monday.AddDate(0, 0, 4), 160)...)
	lines = append(lines, enteredAt(one(t, "late", "student-1", monday.AddDate(0, 0, 3)), monday.AddDate(0, 0, 165))...)
	log := strings.Join(lines, "")
	got := audits(log)
	require.Equal(t, 1, got.status)
	require.Contains(t, got.stderr, `incident "late": its start came, or was changed, after others were judged`)
	require.Zero(t, audits(log, "-horizon", "whole").status)
}

// TestAUseOfNobodyMayBeAnybodys has a late start without a classroom, or without those who initiated it, which the rules count as one that
// may be of any.
func TestAUseOfNobodyMayBeAnybodys(t *testing.T) {
	for _, cut := range []string{`,"other":{"classroom":"class-1"}`, `,"by":[{"id":"staff-1"}]`} {
		without := func(id, student string, day int) []string {
			lines := one(t, id, student, monday.AddDate(0, 0, day))
			require.Contains(t, lines[0], cut)
			lines[0] = strings.Replace(lines[0], cut, "", 1)
			return lines
		}
		lines := slices.Concat(without("a1", "student-1", 0), without("a2", "student-2", 2), quiet(t, monday.AddDate(0, 0, 3), 64))
		late := enteredAt(without("b", "student-3", 1), monday.AddDate(0, 0, 66))
		require.Contains(t, audits(strings.Join(append(lines, late...), "")).stderr, `incident "b": its start came`)
	}
}

// TestAChainByNameThatComesTooLateIsSaid has one part entered when the other was judged already, whichever names which.
func TestAChainByNameThatComesTooLateIsSaid(t *testing.T) {
	names := func(lines []string, other string) []string {
		lines[0] = strings.Replace(lines[0], `"other":{`, `"other":{"incident":"`+other+`",`, 1)
		return lines
	}
	pass := quiet(t, monday.AddDate(0, 0, 1), 45)
	// So long after the first that neither time nor any count joins them.
	first, second := monday.Add(-24*time.Hour), monday.AddDate(0, 0, 44)
	got := audits(strings.Join(slices.Concat(names(one(t, "first", "student-1", first), "second"), pass, one(t, "second", "student-1", second)), ""))
	require.Equal(t, 1, got.status)
	require.Contains(t, got.stderr, `incident "second" was named by one that was judged before it came`)
	got = audits(strings.Join(slices.Concat(one(t, "first", "student-1", first), pass, names(one(t, "second", "student-1", second), "first")), ""))
	require.Equal(t, 1, got.status)
	require.Contains(t, got.stderr, `incident "second" names "first", which was judged before`)
}

// TestAnEndThatComesLateMayJoinAChain has a student held again, or longer, by an incident that is still open when the one after it was judged.
func TestAnEndThatComesLateMayJoinAChain(t *testing.T) {
	x, y := one(t, "x", "student-1", monday)[:3], one(t, "y", "student-1", monday.Add(40*time.Minute))
	for _, days := range []int{45, 160} {
		at := monday.AddDate(0, 0, days)
		for _, late := range []policy.Event{
			{Activity: policy.Resume, At: monday.Add(30 * time.Minute)},
			{Activity: policy.Correct, At: at, Amends: &policy.Amendment{Event: "x-2", At: monday.Add(38 * time.Minute)}},
			{Activity: policy.Correct, At: at, Amends: &policy.Amendment{Event: "x-2", Withdrawn: true}},
		} {
			late.Incident, late.ID, late.Recorded = "x", "late", at
			l, err := journal.Append(nil, &late)
			require.NoError(t, err)
			log := strings.Join(slices.Concat(x, y, quiet(t, monday.AddDate(0, 0, 1), days), []string{string(l)}), "")
			got := audits(log)
			require.Equal(t, 1, got.status)
			require.Contains(t, got.stderr, `incident "x": when the student was held came, or was changed`)
			require.Zero(t, audits(log, "-horizon", "whole").status)
		}
	}
}

// TestALateStartAtTheInstantOfAnother is earlier by its ID, and so counted by the other.
func TestALateStartAtTheInstantOfAnother(t *testing.T) {
	lines := slices.Concat(one(t, "m", "student-1", monday), quiet(t, monday.AddDate(0, 0, 1), 45))
	late := enteredAt(one(t, "a", "student-2", monday), monday.AddDate(0, 0, 46))
	require.Contains(t, audits(strings.Join(append(lines, late...), "")).stderr, `incident "a": its start came`)
}

// TestDisorderAfterQuietForgetsNothingSilently has a log get out of order by months after as much was forgotten, and then a use of long ago.
func TestDisorderAfterQuietForgetsNothingSilently(t *testing.T) {
	open := one(t, "open", "student-9", monday)
	lines := slices.Concat(open[:1], one(t, "z", "student-1", monday.AddDate(0, 0, 10)), quiet(t, monday.AddDate(0, 0, 11), 150), open[1:2],
		quiet(t, monday.AddDate(0, 0, 162), 40), enteredAt(one(t, "late", "student-1", monday.AddDate(0, 0, 9)), monday.AddDate(0, 0, 203)))
	require.Contains(t, audits(strings.Join(lines, "")).stderr, `incident "late": its start came`)
}

// TestAYearThatSomebodyMistypedJudgesNothingTooEarly puts it where it is asked what is settled.
func TestAYearThatSomebodyMistypedJudgesNothingTooEarly(t *testing.T) {
	lines := slices.Collect(strings.Lines(made(t, board.Board{Incidents: 60, Seed: 4})))
	const typo = `{"incident":"typo","id":"e1","activity":"observe","at":"2099-01-01T00:00:00Z"}` + "\n"
	for _, at := range []int{often - 1, 2*often - 1, 2 * often, 1000} {
		got := audits(strings.Join(slices.Insert(slices.Clone(lines), at, typo), ""), "-now", "2026-08-01T00:00:00Z")
		require.Zero(t, got.status, "%.500s", got.stderr)
	}
}

func TestPatternsOfTheReadersOwn(t *testing.T) {
	var lines []string
	for n := range 4 {
		lines = append(lines, one(t, fmt.Sprint("i", n), "student-1", monday.Add(time.Duration(n)*24*time.Hour))...)
	}
	got := audits(strings.Join(lines, ""), "-pattern", "seclusion/student:3/48hours", "-pattern", "school:4/1weeks", "-pattern", "time-out/staff:1/9days")
	require.Zero(t, got.status, got.stderr)
	require.Equal(t, 2, strings.Count(got.stdout, `"rule":"pattern/seclusion/student-3/48hours"`), "the third and the fourth")
	require.Equal(t, 1, strings.Count(got.stdout, `"rule":"pattern/school-4/1weeks"`))
	require.NotContains(t, got.stdout, "pattern/time-out")
	require.Contains(t, got.stderr, "of 1; most often student-1 2\n")
}

func TestNotes(t *testing.T) {
	first, second := one(t, "i1", "student-1", monday), one(t, "i2", "student-1", monday.Add(4*time.Minute))
	log := strings.Join(first, "") + strings.ReplaceAll(strings.Join(second, ""), `"profile":"ap-354"`, `"profile":"cbe-ar-3007@0000"`)
	got := audits(strings.Replace(log, `"kind":"seclusion",`, "", 1))
	require.Zero(t, got.status, got.stderr)
	for _, note := range []string{
		"note: 1 incident begun under cbe-ar-3007@0000, and judged by " + cbe3007.Profile().Pin() + "\n",
		"note: 1 incident whose start names no kind, and judged as a seclusion\n",
		"note: 2 incidents that may be parts of one chain, but are judged by several documents: only those judged by one are told as one\n",
	} {
		require.Contains(t, got.stderr, note)
	}
	require.NotContains(t, got.stdout, "chain/held")
	got = audits(log, "-profile", ap354.ID, "-now", "2025-10-06T16:01:00Z")
	require.Contains(t, got.stderr, "note: 1 incident of which nothing had happened by then, and not judged\n")
	require.Contains(t, audits(log, "-profile", ap354.ID).stdout, "chain/held")
}

func TestOneIDWithTwoContentsIsSaid(t *testing.T) {
	lines := one(t, "i1", "student-1", monday)
	twice := strings.Replace(lines[2], "16:04", "16:05", 1)
	for _, log := range []string{strings.Join(lines, "") + twice, twice + strings.Join(lines, "")} {
		got := audits(log, "-now", "2025-10-07T00:00:00Z")
		require.Equal(t, 1, got.status)
		require.Contains(t, got.stderr, "not taken up: ")
		require.Contains(t, got.stderr, "i1-3")
		require.Equal(t, audits(strings.Join(lines, ""), "-now", "2025-10-07T00:00:00Z").lines(), got.lines(), "the one entered first stands")
	}
	got := audits(strings.Join(lines, "") + lines[2])
	require.Zero(t, got.status, "the same line twice is one: %s", got.stderr)
}

// TestWhatIsHeldDependsOnTheHorizon audits logs of one and of four school years.
func TestWhatIsHeldDependsOnTheHorizon(t *testing.T) {
	held := func(n int, horizon string) int {
		o, err := parse([]string{"-horizon", horizon, "-now", now, write(t, "log", []byte(made(t, board.Board{Incidents: n, Seed: 2, PerYear: 300})))})
		require.NoError(t, err)
		a := &audit{o: &o, screen: newScreen(io.Discard, false, nil, false), out: nothing(), workers: 2, tally: newTally(&o)}
		require.NoError(t, a.run(files(o.files)))
		require.Equal(t, n, a.incidents)
		return a.most
	}
	one, four := held(300, "14d"), held(1200, "14d")
	require.Less(t, one, 100)
	require.Less(t, four, one+30, "four times the log")
	require.Less(t, held(300, "1d"), one)
	require.Equal(t, 300, held(300, "whole"))
}

func TestProgressOnATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		s := newScreen(&out, true, []input{{size: 600_000}, {size: 400_000}}, false)
		for range 10 {
			s.read.Add(25_000)
			s.incidents.Add(123)
			time.Sleep(time.Second)
		}
		synctest.Wait()
		s.say("not read: line 7")
		s.close()
		require.Regexp(t, `1,230 incidents  25% \|█+ +\| \(2\d kB/s\) \[\d+s:\d+s\]`, out.String(), "how far, how fast, how long still")
		require.Regexp(t, `\rnot read: line 7\n`, out.String(), "on a line of its own")
	})
	var out, err bytes.Buffer
	name := write(t, "log", []byte("nonsense\n"+made(t, board.Board{Incidents: 20, Seed: 2})))
	require.Equal(t, 1, run([]string{name}, nil, &out, &err, true))
	require.Contains(t, err.String(), "not read: line 1, column 1")
	require.Equal(t, audits("", name).lines(), did{stdout: out.String()}.lines())
	require.NotContains(t, audits("", name).stderr, "\r", "and nothing of it where there is no terminal")
}

func TestFlags(t *testing.T) {
	for _, c := range []struct{ args, want string }{
		{"-horizon 3", "expected a time such as 14d or 36h, or whole"},
		{"-horizon -1h", "expected a time such as 14d or 36h, or whole"},
		{"-horizon 99999d", "expected a time such as 14d or 36h, or whole"},
		{"-now yesterday", "expected an instant such as"},
		{"-profile ar", `there is no profile "ar"`},
		{"-pattern x", "expected a pattern such as"},
		{"-pattern x:1/2days", "expected whose"},
		{"-pattern hug/staff:1/2days", "expected a kind"},
		{"-pattern staff:1/2moons", "expected a window"},
		{"-pattern staff:99999999999999999999/2days", "expected a pattern such as"},
		{"-pattern staff:0/2days", "reaches"},
		{"-pattern staff:2/0days", "last"},
		{"-pattern staff:2/2days -pattern staff:2/2days", "one pattern of a name"},
		{"-zone Nowhere", "expected the name of a time zone"},
		{"-x", "flag provided but not defined"},
	} {
		got := audits("", strings.Fields(c.args)...)
		require.Equal(t, 2, got.status, c.args)
		require.Contains(t, got.stderr, c.want)
		require.Equal(t, 1, strings.Count(got.stderr, "\n"), "one line: %s", got.stderr)
		require.Empty(t, got.stdout)
	}
	got := audits("", "-h")
	require.Zero(t, got.status)
	require.Equal(t, usage, got.stdout)
	for log, want := range map[string]string{"": "there is nothing in it", "\n \n": "there is nothing in it", "x\n": "nothing was judged: standard input: not read: line 1"} {
		got := audits(log)
		require.Equal(t, 2, got.status)
		require.Contains(t, got.stderr, want)
	}
	got = audits(strings.Join(one(t, "i", "s", monday), ""), "-now", "2025-01-01T00:00:00Z")
	require.Equal(t, 2, got.status)
	require.Contains(t, got.stderr, "nothing had happened by then; try a later -now")
}

// full takes so many bytes and no more.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errors.New("no space left")
	}
	return len(p), nil
}

func TestAResultThatCannotBeWritten(t *testing.T) {
	log := made(t, board.Board{Incidents: 200, Seed: 2})
	for _, left := range []int{0, 100_000, 1_000_000} {
		var err bytes.Buffer
		require.Equal(t, 2, run(nil, strings.NewReader(log), &full{left}, &err, false))
		require.Equal(t, "audit: writing: no space left\n", err.String())
	}
}

func nothing() *bufio.Writer { return bufio.NewWriter(io.Discard) }
