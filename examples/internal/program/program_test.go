package program_test

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

func TestRegulations(t *testing.T) {
	var ids []string
	for _, r := range program.Regulations() {
		ids = append(ids, r.ID)
		found, err := program.Find(r.ID)
		require.NoError(t, err)
		assert.Same(t, r, found)
		assert.Equal(t, r.ID, r.Profile().ID())
		assert.Same(t, r.Profile(), r.Profile(), "built once")
		assert.NotEmpty(t, r.Rules())
	}
	assert.Equal(t, []string{"cbe-ar-3007", "ap-354", "ban-2019"}, ids, "the default first")
	assert.Equal(t, program.Default, ids[0])
	assert.Equal(t, "ap-354, ban-2019, cbe-ar-3007", program.Known())
	program.Regulations()[0] = nil
	assert.NotNil(t, program.Regulations()[0], "a list of one's own")
	for _, id := range []string{"", "AP-354", "ap-354 ", "a\nb"} {
		_, err := program.Find(id)
		assert.EqualError(t, err, fmt.Sprintf("there is no profile %q; there is ap-354, ban-2019, cbe-ar-3007", id))
	}
}

func TestDefaultIsARegulation(t *testing.T) {
	r, err := program.Find(program.Default)
	require.NoError(t, err)
	assert.Same(t, cbe3007.Profile(), r.Profile())
}

// begun is a log of a check, and then of a start under each pin, of which the last alone names its kind.
func begun(pins ...string) []policy.Event {
	all := []policy.Event{{Incident: "a", ID: "e0", Activity: policy.Monitor, Profile: "ban-2019", Kind: policy.TimeOut}}
	for i, pin := range pins {
		all = append(all, policy.Event{Incident: "a", ID: fmt.Sprintf("e%d", i+1), Activity: policy.Initiate, Profile: pin})
	}
	all[len(all)-1].Kind = policy.Restraint
	return all
}

func TestBasis(t *testing.T) {
	own, old := cbe3007.Profile().Pin(), "cbe-ar-3007@sha256:00"
	for _, test := range []struct {
		name    string
		pins    []string
		id      string
		judges  string
		pin     string
		differs bool
	}{
		{"nothing pinned", []string{""}, "", "cbe-ar-3007", "", false},
		{"nothing pinned, and one asked for", []string{""}, "ap-354", "ap-354", "", false},
		{"pinned", []string{own}, "", "cbe-ar-3007", own, false},
		{"pinned, and asked for", []string{own}, "cbe-ar-3007", "cbe-ar-3007", own, false},
		{"pinned, another asked for", []string{own}, "ap-354", "ap-354", own, true},
		{"another pinned", []string{ap354.Profile().Pin()}, "", "ap-354", ap354.Profile().Pin(), false},
		{"another state of it", []string{old}, "", "cbe-ar-3007", old, true},
		{"without a state", []string{"ban-2019"}, "", "ban-2019", "ban-2019", false},
		{"a state alone", []string{"@sha256:00"}, "", "cbe-ar-3007", "@sha256:00", true},
		{"the first that pins one", []string{"", "ap-354", own}, "", "ap-354", "ap-354", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			on, err := program.BasisOf(begun(test.pins...), test.id)
			require.NoError(t, err)
			assert.Equal(t, test.judges, on.Regulation.ID)
			assert.Equal(t, test.pin, on.Pin)
			assert.Equal(t, test.differs, on.Differs)
			assert.Equal(t, policy.Restraint, on.Kind)
			assert.Equal(t, policy.Restraint, on.Lifecycle.Kind())
			assert.Equal(t, 1, on.Start, "whatever it names")
			want := ""
			if test.differs {
				want = `note: incident "a\nb" was begun under ` + test.pin + ", and is judged by " + on.Regulation.Profile().Pin()
			}
			assert.Equal(t, want, on.Note("a\nb"))
		})
	}
}

func TestBasisWithoutAStart(t *testing.T) {
	for _, events := range [][]policy.Event{nil, {{Activity: policy.Monitor, Kind: policy.TimeOut, Profile: "ap-354"}}} {
		on, err := program.BasisOf(events, "")
		require.NoError(t, err)
		assert.Equal(t, -1, on.Start)
		assert.Equal(t, policy.Seclusion, on.Kind)
		assert.Equal(t, policy.Seclusion, on.Lifecycle.Kind())
		assert.Equal(t, program.Default, on.Regulation.ID)
		assert.Empty(t, on.Note("a"))
	}
}

func TestBasisThatThereIsNot(t *testing.T) {
	events := begun("our-board@sha256:00")
	on, err := program.BasisOf(events, "")
	assert.EqualError(t, err, `it was begun under our-board: there is no profile "our-board"; there is ap-354, ban-2019, cbe-ar-3007`)
	assert.Nil(t, on.Regulation)
	assert.NotNil(t, on.Lifecycle, "what can be told all the same")
	assert.Empty(t, on.Note("a"))

	_, err = program.BasisOf(events, "no-such")
	assert.EqualError(t, err, `there is no profile "no-such"; there is ap-354, ban-2019, cbe-ar-3007`)

	on, err = program.BasisOf(events, "ap-354")
	require.NoError(t, err)
	assert.True(t, on.Differs)

	events[1].Kind = "ourboard/quiet-room"
	on, err = program.BasisOf(events, "")
	assert.EqualError(t, err, "this version has no machine for ourboard/quiet-room")
	assert.Nil(t, on.Lifecycle)
	assert.Equal(t, policy.Kind("ourboard/quiet-room"), on.Kind)
	assert.Empty(t, on.Note("a"))
}

func clock(t *testing.T, args ...string) (*policy.SchoolCalendar, error) {
	t.Helper()
	fs := flag.NewFlagSet("test", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	c, err := program.Clock(fs)
	require.NoError(t, err)
	return c, fs.Parse(args)
}

func TestClock(t *testing.T) {
	edmonton, err := time.LoadLocation("America/Edmonton")
	require.NoError(t, err)
	days := func(bell time.Duration) map[time.Weekday]time.Duration {
		return map[time.Weekday]time.Duration{time.Monday: bell, time.Tuesday: bell, time.Wednesday: bell, time.Thursday: bell, time.Friday: bell}
	}
	const half = 15*time.Hour + 30*time.Minute
	c, err := clock(t)
	require.NoError(t, err)
	assert.Equal(t, &policy.SchoolCalendar{Zone: edmonton, Bells: days(half)}, c)

	c, err = clock(t, "-zone", "UTC", "-bell", "12:05", "-holidays", "2025-10-13, 2025-11-11")
	require.NoError(t, err)
	assert.Equal(t, &policy.SchoolCalendar{Zone: time.UTC, Bells: days(12*time.Hour + 5*time.Minute),
		Holidays: []policy.Date{{Year: 2025, Month: 10, Day: 13}, {Year: 2025, Month: 11, Day: 11}}}, c)

	c, err = clock(t, "-bell", "00:00", "-holidays", "2025-10-13", "-bell", "23:59", "-holidays", "2025-12-25")
	require.NoError(t, err)
	assert.Equal(t, []policy.Date{{Year: 2025, Month: 12, Day: 25}}, c.Holidays, "the last word")
	assert.Equal(t, slices.Sorted(maps.Keys(days(0))), slices.Sorted(maps.Keys(c.Bells)))
	assert.Equal(t, 23*time.Hour+59*time.Minute, c.Bells[time.Friday])

	for _, test := range [][3]string{
		{"-zone", "Alberta", "expected the name of a time zone, such as America/Edmonton"},
		{"-zone", "Local", "expected the name of a time zone, such as America/Edmonton"},
		{"-zone", "", "expected the name of a time zone, such as America/Edmonton"},
		{"-bell", "24:00", "expected a time of the day such as 15:30"},
		{"-bell", "3pm", "expected a time of the day such as 15:30"},
		{"-holidays", "Easter", "expected days with commas between them, such as 2025-10-13,2025-11-11"},
		{"-holidays", "2025-10-13,", "expected days with commas between them, such as 2025-10-13,2025-11-11"},
		{"-holidays", "2025-02-29", "expected days with commas between them, such as 2025-10-13,2025-11-11"},
	} {
		_, err := clock(t, test[0], test[1])
		assert.ErrorContains(t, err, test[2], test[1])
	}
}

func TestInstant(t *testing.T) {
	var at time.Time
	read := program.Instant(&at)
	for _, s := range []string{"1950-01-01T00:00:00Z", "2149-12-31T23:59:59.999999999Z", "2025-10-06T10:12:00-06:00"} {
		require.NoError(t, read(s))
		assert.Equal(t, s, at.Format(time.RFC3339Nano))
	}
	was := at
	for _, s := range []string{"", "noon", "2025-10-06", "2025-10-06T10:12:00", "1949-12-31T23:59:59.999999999Z", "2150-01-01T00:00:00Z"} {
		assert.EqualError(t, read(s), "expected an instant such as 2025-10-06T10:12:00-06:00", s)
		assert.Equal(t, was, at, "as it was")
	}
}

func TestPlain(t *testing.T) {
	for s, want := range map[string]string{
		"": "", "staff-01 é €": "staff-01 é €", "a\nb": `a\nb`, "\x1b[31m": `\x1b[31m`, "a\u00a0b": `a\u00a0b`, "\u202e": `\u202e`, `a\nb`: `a\nb`, "a\x9bb": "a\ufffdb",
	} {
		assert.Equal(t, want, program.Plain(s))
	}
}

// terminal is a buffer that says what it is.
type terminal struct {
	bytes.Buffer
	mode fs.FileMode
	err  error
}

func (t *terminal) Stat() (fs.FileInfo, error) { return t, t.err }
func (t *terminal) Name() string               { return "tty" }
func (t *terminal) Size() int64                { return 0 }
func (t *terminal) Mode() fs.FileMode          { return t.mode }
func (t *terminal) ModTime() time.Time         { return time.Time{} }
func (t *terminal) IsDir() bool                { return false }
func (t *terminal) Sys() any                   { return nil }

func TestColourful(t *testing.T) {
	const device = fs.ModeDevice | fs.ModeCharDevice
	for _, test := range []struct {
		out  io.Writer
		env  string
		want bool
	}{
		{&terminal{mode: device}, "", true},
		{&terminal{mode: device}, "TERM=xterm", true},
		{&terminal{mode: device}, "TERM=dumb", false},
		{&terminal{mode: device}, "NO_COLOR=1", false},
		{&terminal{mode: device, err: fs.ErrInvalid}, "", false},
		{&terminal{mode: fs.ModeNamedPipe}, "", false},
		{&terminal{}, "", false},
		{&bytes.Buffer{}, "", false},
	} {
		env := func(k string) string {
			if name, value, _ := strings.Cut(test.env, "="); name == k {
				return value
			}
			return ""
		}
		assert.Equal(t, test.want, program.Colourful(test.out, env), "%T %s", test.out, test.env)
	}
}
