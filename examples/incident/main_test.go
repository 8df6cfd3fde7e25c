package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/journal"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func noEnv(string) string { return "" }

// start runs the program with a log on standard input, if there is one.
func start(t *testing.T, log string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(args, strings.NewReader(log), &out, &errs, noEnv)
	return out.String(), errs.String(), code
}

func TestGolden(t *testing.T) {
	messy, err := os.ReadFile("testdata/messy.ndjson")
	require.NoError(t, err)
	tests := []struct {
		golden string
		log    string
		args   []string
		code   int
	}{
		{"shipped.txt", "", nil, 0},
		{"shipped.json", "", []string{"-json"}, 0},
		{"known-at-half-past-ten.txt", "", []string{"-known", "2025-10-06T10:30:00-06:00"}, 0},
		{"while-held.txt", "", []string{"-now", "2025-10-06T10:15:20-06:00"}, 0},
		{"two-weeks-later.txt", "", []string{"-now", "2025-10-20T12:00:00-06:00"}, 0},
		{"ap-354.txt", "", []string{"-profile", "ap-354"}, 0},
		{"ap-354-while-held.txt", "", []string{"-profile", "ap-354", "-now", "2025-10-06T10:12:00-06:00"}, 0},
		{"ban-2019.txt", "", []string{"-profile", "ban-2019"}, 0},
		{"messy.txt", string(messy), []string{"-"}, 1},
		{"chain.txt", "", []string{chainLog}, 0},
		{"chain.json", "", []string{"-json", chainLog}, 0},
		{"chain-ap-354.txt", "", []string{"-profile", "ap-354", chainLog}, 0},
		{"chain-ban-2019.txt", "", []string{"-profile", "ban-2019", chainLog}, 0},
	}
	for _, test := range tests {
		t.Run(test.golden, func(t *testing.T) {
			out, errs, code := start(t, test.log, test.args...)
			assert.Equal(t, test.code, code)
			if test.code == 0 {
				assert.Empty(t, errs)
			}
			file := filepath.Join("testdata", test.golden+".golden")
			if *update {
				require.NoError(t, os.WriteFile(file, []byte(out), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			assert.Equal(t, string(want), out)
			again, _, _ := start(t, test.log, test.args...)
			assert.Equal(t, out, again, "twice the same")
			if !slices.Contains(test.args, "-json") {
				for line := range strings.Lines(out) {
					assert.LessOrEqual(t, utf8.RuneCountInString(strings.TrimRight(line, "\n")), 100, line)
					assert.Equal(t, strings.TrimRight(line, " \n"), strings.TrimRight(line, "\n"), "space at the end")
				}
			}
		})
	}
}

func rows(t *testing.T, args ...string) []row {
	t.Helper()
	out, errs, code := start(t, "", append([]string{"-json"}, args...)...)
	require.Zero(t, code, errs)
	var all []row
	for line := range strings.Lines(out) {
		var r row
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		require.NoError(t, d.Decode(&r))
		all = append(all, r)
	}
	return all
}

// The log that ships is there to show just these, and nothing besides.
func TestShippedLogBreaksWhatIsMeant(t *testing.T) {
	var found []string
	for _, r := range rows(t) {
		if r.Outcome != "satisfied" {
			hangs := strings.Join(append(r.Missing, r.Readings...), ", ")
			found = append(found, strings.Join([]string{strings.Join(r.Clauses, ", "), r.Outcome, r.Measured, hangs}, " "))
		}
	}
	assert.Equal(t, []string{
		`6(8) undetermined  authorized of "staff-05"`,
		"6(7) breached 2m30s ",
		"7(16)(a) breached 3m10s ",
		"7(16)(b) breached 3m40s key-staff, reviewing",
		"7(36), 7(37) excused 21h57m30s ",
		"7(39)(c) breached  ",
		"7(45) pending 75h27m30s ",
	}, found)
}

// By another regulation the same log shows other things: what AP 354 asks and nobody recorded, one gap, and two reports that nobody made.
func TestShippedLogUnderTheOtherProfiles(t *testing.T) {
	found := map[string]int{}
	for _, r := range rows(t, "-profile", "ap-354") {
		if r.Outcome != "satisfied" {
			found[strings.Join(r.Clauses, ", ")+" "+r.Outcome+" "+strings.Join(r.Missing, ", ")]++
		}
		assert.NotContains(t, r.Message, "debrief", "of which AP 354 says nothing")
	}
	assert.Equal(t, map[string]int{
		"1 undetermined as-behaviour-management":    1,
		"2.4 undetermined self-injurious-behaviour": 11, // at the start, throughout, and at nine reviews
		"2.5 breached ":                              1,
		"3.1 undetermined as-consequence":            1,
		"3.1 undetermined to-force-compliance":       1,
		"3.3, 1.1 undetermined in-place-of-support":  1,
		"3.4 undetermined seclusion-contraindicated": 2,
		"7.1 flagged ":                               2,
	}, found)
	out, _, _ := start(t, "", "-profile", "ap-354")
	assert.Equal(t, 1, strings.Count(out, "no going on during severe self-injury\n"), "what says the same nine times is said once")
	assert.Contains(t, out, "and 8 more times, last at the review of 10:18:40")
	assert.Contains(t, out, "20 findings: 1 breached, 2 flagged, 17 undetermined")

	ban := rows(t, "-profile", "ban-2019")
	require.Len(t, ban, 1)
	assert.Equal(t, []string{"exempt-student", "exempt-room"}, ban[0].Missing)
}

// Where the text leaves open until when something is owed, that is said, and not that a record is missing.
func TestAnInstantThatTheTextLeavesOpen(t *testing.T) {
	log := begun + `{"incident":"a","id":"e2","activity":"release","at":"2025-10-06T16:00:00-06:00"}` + "\n"
	out, _, code := start(t, log, "-profile", "ap-354", "-now", "2025-10-07T10:00:00-06:00", "-")
	require.Zero(t, code)
	assert.Contains(t, out, "by when it is owed the text leaves open")
	assert.NotContains(t, out, "not on record: instant")
}

// A check that was entered an hour late cures a gap: whoever looked before saw one more breach.
func TestKnownBeforeTheLateEntry(t *testing.T) {
	gaps := func(known string) (gaps []string) {
		for _, r := range rows(t, "-known", known) {
			if r.Rule == "face-to-face-every-two-minutes" {
				gaps = append(gaps, r.From.Format("15:04:05")+" "+r.Measured)
			}
		}
		return gaps
	}
	assert.Equal(t, []string{"10:05:40 3m10s", "10:14:10 3m40s"}, gaps("2025-10-06T11:19:59-06:00"))
	assert.Equal(t, []string{"10:05:40 3m10s"}, gaps("2025-10-06T11:20:00-06:00"))
}

func TestNowWhileHeldShowsWhatIsDue(t *testing.T) {
	due := map[string]string{}
	for _, r := range rows(t, "-now", "2025-10-06T10:15:20-06:00") {
		if !r.Due.IsZero() && r.Until.IsZero() {
			due[r.Clauses[0]] = r.Outcome + " " + r.Due.Format("15:04:05")
		}
	}
	want := map[string]string{"7(16)(a)": "pending 10:16:10", "7(16)(b)": "breached 10:15:10", "7(17)": "pending 10:32:10"}
	assert.Equal(t, want, due)
}

func TestKeysOfJSONStandInTheirOrder(t *testing.T) {
	order := []string{"incident", "kind", "rule", "clauses", "outcome", "force", "occurrence", "subject", "from", "until", "due",
		"measured", "allowed", "missing", "readings", "known_since", "message"}
	out, _, _ := start(t, "", "-json")
	for line := range strings.Lines(out) {
		d := json.NewDecoder(strings.NewReader(line))
		last, depth := -1, 0
		for key := true; ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			require.NoError(t, err)
			switch v := token.(type) {
			case json.Delim:
				if v == '{' || v == '[' {
					depth++
				} else if depth--; depth == 1 {
					key = true
				}
			case string:
				if depth != 1 {
					continue
				}
				if key {
					at := slices.Index(order, v)
					assert.Greater(t, at, last, "%s in %s", v, line)
					last = at
				}
				key = !key
			}
		}
	}
}

func TestOrderOfLinesDoesNotMatter(t *testing.T) {
	lines := slices.Collect(strings.Lines(unsealed(t)))
	slices.Reverse(lines)
	want, _, _ := start(t, "")
	want = strings.Replace(want, "the one that ships with this program; sealed, its end not attested", "unsealed", 1)
	got, errs, code := start(t, strings.Join(lines, ""), "-")
	assert.Equal(t, want, got)
	assert.Empty(t, errs)
	assert.Zero(t, code)
}

// The log is in the form in which the library writes it, sealed. With -update it is sealed anew, and the next run judges that one.
func TestShippedLogIsCanonicalAndSealed(t *testing.T) {
	var b []byte
	var head journal.Head
	for e, err := range journal.Read(bytes.NewReader(shipped)) {
		require.NoError(t, err)
		b, err = journal.AppendSealed(b, &e, &head)
		require.NoError(t, err)
	}
	if *update {
		require.NoError(t, os.WriteFile(shippedName, b, 0o644))
		return
	}
	assert.Equal(t, string(b), string(shipped))
}

// unsealed is the log that ships, without its hashes.
func unsealed(t *testing.T) string {
	t.Helper()
	var b []byte
	for e, err := range journal.Read(bytes.NewReader(shipped)) {
		require.NoError(t, err)
		b, err = journal.Append(b, &e)
		require.NoError(t, err)
	}
	return string(b)
}

// What the hashes show stands in the first line; a broken seal is no success either, whatever could be judged.
func TestSeal(t *testing.T) {
	whole := string(shipped)
	lines := slices.Collect(strings.Lines(whole))
	hash := regexp.MustCompile(`"hash":"([0-9a-f]{64})"`)
	head := func(line string) string { return "-head=incident-0001=" + hash.FindStringSubmatch(line)[1] }
	last, before := head(lines[len(lines)-1]), head(lines[len(lines)-2])
	tests := []struct {
		name, log string
		args      []string
		says      string
		stderr    string // pieces, with a bar between them, each on a line of its own; none where nothing is wrong
	}{
		{"no hash", unsealed(t), nil, "unsealed", ""},
		{"sealed", whole, nil, "sealed, its end not attested", ""},
		{"attested", whole, []string{last}, "sealed and attested", ""},
		{"the end cut off", strings.Join(lines[:len(lines)-1], ""), []string{last}, "its seal is broken: line 42 ended", "seal broken: line 42, "},
		{"lines after the head", whole, []string{before}, "its seal is broken: line 43 continued", "seal broken: line 43, "},
		{"a word changed", strings.Replace(whole, `"reached":"no"`, `"reached":"yes"`, 1), nil, "its seal is broken: line 37 altered", "seal broken: line 37, "},
		{"a line taken out", strings.Join(slices.Delete(slices.Clone(lines), 11, 12), ""), nil, "its seal is broken: line 12 misplaced", "seal broken: line 12, "},
		{"one line without a hash", whole + strings.Replace(begun, `"a"`, `"incident-0001"`, 1), nil, "its seal is broken: line 44 mixed",
			"not taken up: line 44|seal broken: line 44, "},
		{"a head of another incident", whole, []string{strings.Replace(last, "0001", "0002", 1)}, "sealed, its end not attested",
			`seal broken: incident "incident-0002": missing`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out, errs, code := start(t, test.log, append(test.args, "-")...)
			assert.Contains(t, out, "  log         "+test.says+"\n")
			assert.Equal(t, test.stderr != "", code == 1)
			assert.Less(t, code, 2)
			if test.stderr == "" {
				assert.Empty(t, errs)
				return
			}
			for piece := range strings.SplitSeq(test.stderr, "|") {
				assert.Contains(t, errs, piece)
			}
		})
	}
}

const begun = `{"incident":"a","id":"e1","activity":"initiate","at":"2025-10-06T10:00:00-06:00","kind":"seclusion"}` + "\n"

func TestExit(t *testing.T) {
	const (
		other    = `{"incident":"b","id":"e1","activity":"initiate","at":"2025-10-06T10:00:00-06:00","kind":`
		check    = `{"incident":"a","id":"e2","activity":"monitor","at":"2025-10-06T10:01:00-06:00"}`
		misspelt = `{"incident":"a","id":"e2","activity":"report","at":"2025-10-06T10:01:00-06:00","to":[{"id":"d","role":"directr"}]}`
		held     = "there is ap-354, ban-2019, cbe-ar-3007"
	)
	again := strings.Replace(begun, `"at":"2025-10-06T10:00`, `"at":"2025-10-06T10:01`, 1)
	folder := t.TempDir()
	tests := []struct {
		name   string
		log    string
		args   []string
		code   int
		stderr []string // pieces of each line in turn
	}{
		{"no argument", "", nil, 0, nil},
		{"help", "", []string{"-h"}, 0, nil},
		{"a log on standard input", begun, []string{"-"}, 0, nil},
		{"a profile that there is", begun, []string{"-profile", "cbe-ar-3007", "-"}, 0, nil},
		{"another one", begun, []string{"-profile", "ap-354", "-"}, 0, nil},
		{"one whose text is not held", begun, []string{"-profile", "ban-2019", "-"}, 0, nil},
		{"its own zone", begun, []string{"-zone", "Europe/Zurich", "-"}, 0, nil},
		{"its own bell and holidays", begun, []string{"-bell", "12:00", "-holidays", "2025-10-06, 2025-10-07", "-"}, 0, nil},
		{"no start on record", check, []string{"-"}, 0, nil},

		{"a start without a kind", strings.Replace(begun, `,"kind":"seclusion"`, "", 1), []string{"-"}, 0,
			[]string{`note: line 1: the start of incident "a" names no kind; it is judged as a seclusion`}},

		{"a line that is no event", "x\n\n" + begun, []string{"-"}, 1,
			[]string{"standard input: not read: line 1, column 1: expected"}},
		{"a misspelt role", begun + "\r\n" + misspelt, []string{"-"}, 1, []string{`not read: line 3, column`}},
		{"one ID, two contents", "\ufeff" + begun + "\n" + again, []string{"-"}, 1, []string{`not taken up: line 3: event "e1"`}},
		{"one of a kind without a machine", begun + other + `"ourboard/quiet-room"}`, []string{"-"}, 1,
			[]string{`not judged: incident "b": this version has no machine for ourboard/quiet-room`}},
		{"one of each kind", begun + other + `"physical-restraint"}` + "\n" + strings.Replace(other, `"b"`, `"c"`, 1) + `"time-out"}`, []string{"-"}, 0, nil},
		{"one begun under a profile that nobody knows", begun + other + `"seclusion","profile":"our-board"}`, []string{"-"}, 1,
			[]string{`not judged: incident "b": it was begun under our-board: there is no profile "our-board"; ` + held}},
		{"one begun under another profile", begun + other + `"seclusion","profile":"` + ap354.Profile().Pin() + `"}`, []string{"-"}, 0, nil},

		{"another fingerprint", other + `"seclusion","profile":"cbe-ar-3007@sha256:00"}`, []string{"-"}, 0,
			[]string{`note: incident "b" was begun under cbe-ar-3007@sha256:00, and is judged by cbe-ar-3007@sha256:`}},
		{"another than it pins", other + `"seclusion","profile":"ap-354@sha256:00"}`, []string{"-profile", "cbe-ar-3007", "-"}, 0,
			[]string{`note: incident "b" was begun under ap-354@sha256:00, and is judged by cbe-ar-3007@sha256:`}},

		{"no such file", "", []string{filepath.Join(folder, "nothing.ndjson")}, 2, []string{"nothing.ndjson: no such file"}},
		{"a folder", "", []string{folder}, 2, []string{"is a directory"}},
		{"nothing in it", "", []string{"-"}, 2, []string{"incident: standard input: there is nothing in it"}},
		{"nothing readable", "id,activity\n1,monitor\n2,monitor\n", []string{"-"}, 2,
			[]string{"line 1, column 1: expected an object in braces (and 2 more like it)"}},
		{"nothing of a kind with a machine", other + `"ourboard/quiet-room"}`, []string{"-"}, 2, []string{"no machine for ourboard/quiet-room"}},
		{"an empty name", "", []string{""}, 2, []string{"the name of the log is empty"}},
		{"two logs", begun, []string{"-", "-"}, 2, []string{"one log at a time"}},
		{"a flag behind the log", "", []string{"-", "-json"}, 2, []string{"flags come before it"}},
		{"no such flag", "", []string{"-no\nsuch"}, 2, []string{"flag provided but not defined"}},
		{"no such profile", "", []string{"-profile", "x"}, 2, []string{`there is no profile "x"; ` + held}},
		{"no instant", "", []string{"-now", "10:15"}, 2, []string{"expected an instant such as"}},
		{"an instant without offset", "", []string{"-known", "2025-10-06T10:00:00"}, 2, []string{"expected an instant such as"}},
		{"the wrong century", "", []string{"-now", "9025-10-06T10:00:00Z"}, 2, []string{"expected an instant such as"}},
		{"a head without an incident", "", []string{"-head", strings.Repeat("0", 64)}, 2, []string{"expected an incident and the hash"}},
		{"a head that is no hash", "", []string{"-head", "a=12"}, 2, []string{"expected an incident and the hash"}},
		{"no zone", "", []string{"-zone", "Alberta"}, 2, []string{"expected the name of a time zone"}},
		{"the zone of this machine", "", []string{"-zone", "Local"}, 2, []string{"expected the name of a time zone"}},
		{"no bell", "", []string{"-bell", "3pm"}, 2, []string{"expected a time of the day such as 15:30"}},
		{"no holiday", "", []string{"-holidays", "Easter"}, 2, []string{"expected days with commas"}},
		{"before it was on record", "", []string{"-known", "2025-10-01T00:00:00Z"}, 2, []string{"nothing was on record"}},
		{"before it began", "", []string{"-now", "2025-10-01T00:00:00Z"}, 2, []string{"nothing had happened by then"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out, errs, code := start(t, test.log, test.args...)
			assert.Equal(t, test.code, code)
			assert.Equal(t, code == 2, out == "")
			lines := slices.Collect(strings.Lines(errs))
			require.Len(t, lines, len(test.stderr), errs)
			for i, piece := range test.stderr {
				assert.Contains(t, lines[i], piece)
			}
			if code == 2 {
				assert.True(t, strings.HasPrefix(errs, "incident: "))
			}
		})
	}
}

func TestReadingFails(t *testing.T) {
	var out, errs bytes.Buffer
	broken := io.MultiReader(strings.NewReader(begun+`{"incident":"a"`), iotest.ErrReader(errors.New("the disk is gone")))
	assert.Equal(t, 1, run([]string{"-"}, broken, &out, &errs, noEnv))
	assert.Equal(t, "standard input: not read to its end: reading line 2: the disk is gone\n", errs.String())
	assert.Contains(t, out.String(), "1 line of the log could not be read")
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

func TestWritingFails(t *testing.T) {
	for _, args := range [][]string{nil, {"-json"}} {
		var errs bytes.Buffer
		assert.Equal(t, 2, run(args, strings.NewReader(""), full{}, &errs, noEnv))
		assert.Equal(t, "incident: writing: the disk is full\n", errs.String())
	}
}

// A line is counted as an editor counts it, however it ends and however it is read.
func TestLineNumbers(t *testing.T) {
	second := strings.Replace(begun, `"at":"2025-10-06T10:00`, `"at":"2025-10-06T10:01`, 1)
	long := strings.Repeat(" ", 100_000) + "\n"
	logs := []string{"\n\n" + begun + second, begun + long + "\r\n" + second, begun + "\n\n" + strings.TrimSpace(second)}
	for _, log := range logs {
		whole := func(r io.Reader) io.Reader { return r }
		for _, in := range []func(io.Reader) io.Reader{whole, iotest.OneByteReader, iotest.DataErrReader} {
			var out, errs bytes.Buffer
			assert.Equal(t, 1, run([]string{"-"}, in(strings.NewReader(log)), &out, &errs, noEnv))
			assert.Contains(t, errs.String(), "not taken up: line 4: ")
		}
	}
}

// terminal is a buffer that says that it is one, or that it is a pipe.
type terminal struct {
	bytes.Buffer
	mode fs.FileMode
}

func (t *terminal) Stat() (fs.FileInfo, error) { return t, nil }
func (t *terminal) Name() string               { return "tty" }
func (t *terminal) Size() int64                { return 0 }
func (t *terminal) Mode() fs.FileMode          { return t.mode }
func (t *terminal) ModTime() time.Time         { return time.Time{} }
func (t *terminal) IsDir() bool                { return false }
func (t *terminal) Sys() any                   { return nil }

func TestColourOnTerminalsOnly(t *testing.T) {
	plain, _, _ := start(t, "")
	const device = fs.ModeDevice | fs.ModeCharDevice
	tests := []struct {
		name     string
		mode     fs.FileMode
		env      map[string]string
		args     []string
		coloured bool
	}{
		{"a terminal", device, nil, nil, true},
		{"a terminal with a name", device, map[string]string{"TERM": "xterm", "NO_COLOR": ""}, nil, true},
		{"NO_COLOR", device, map[string]string{"NO_COLOR": "1"}, nil, false},
		{"a dumb terminal", device, map[string]string{"TERM": "dumb"}, nil, false},
		{"a pipe", fs.ModeNamedPipe, nil, nil, false},
		{"a file", 0, nil, nil, false},
		{"JSON", device, nil, []string{"-json"}, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out := &terminal{mode: test.mode}
			require.Zero(t, run(test.args, strings.NewReader(""), out, io.Discard, func(k string) string { return test.env[k] }))
			assert.Equal(t, test.coloured, strings.Contains(out.String(), "\x1b["))
			if test.args == nil {
				assert.Equal(t, plain, regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAllString(out.String(), ""))
			}
		})
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	out, _, _ := start(t, "", "-h")
	flags := []string{"-profile ID", "-now TIME", "-known TIME", "-head ID=HASH", "-json", "-zone ZONE", "-bell HH:MM", "-holidays DATES"}
	for _, f := range flags {
		assert.Contains(t, out, "  "+f)
	}
	source, err := os.ReadFile("main.go")
	require.NoError(t, err)
	for _, f := range regexp.MustCompile(`(?m)^  (-[a-z]+)`).FindAllStringSubmatch(out, -1) {
		assert.Contains(t, string(source), "\n//\t"+f[1]+" ", "the package comment")
	}
}

func TestKeysOfJSONAreDocumented(t *testing.T) {
	source, err := os.ReadFile("main.go")
	require.NoError(t, err)
	_, doc, _ := strings.Cut(string(source), "\n// # JSON\n")
	for f := range reflect.TypeFor[row]().Fields() {
		key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := strings.Index(doc, "\n//\t"+key+" ")
		require.GreaterOrEqual(t, at, 0, key)
		doc = doc[at:]
	}
}

// timeline returns the rows of the timeline and what goes before, the lines of each in one, with single spaces.
func timeline(t *testing.T, log string, args ...string) (rows []string) {
	t.Helper()
	out, _, code := start(t, log, append(args, "-")...)
	require.Zero(t, code)
	out, _, _ = strings.Cut(out, "\nDue\n")
	begins := regexp.MustCompile(`^  \d\d:\d\d:\d\d  |^            [^ ]+, |^            [^ ]+  `)
	for line := range strings.Lines(out) {
		text := strings.Join(strings.Fields(line), " ")
		if begins.MatchString(line) || len(rows) == 0 {
			rows = append(rows, text)
		} else {
			rows[len(rows)-1] += " " + text
		}
	}
	return rows
}

func TestStandingFactsShowAnswerAndSubject(t *testing.T) {
	const log = begun + `{"incident":"a","id":"e0","activity":"attest","at":"2025-10-06T09:00:00-06:00","standing":[` +
		`{"fact":"written-consent","answer":"no"},{"fact":"designated-room","subject":"room-a","answer":"yes"},` +
		`{"fact":"trained","subject":"s-1","answer":"yes"},{"fact":"trained-tci","subject":"s-1","answer":"yes"},` +
		`{"fact":"trained","subject":"s-2","answer":"yes"},{"fact":"trained-tci","subject":"s-2","answer":"yes","until":"2025-10-07T00:00:00-06:00"},` +
		`{"fact":"trained-fba","subject":"s-3","answer":"no","until":"2025-10-01T00:00:00-06:00"},` +
		`{"fact":"trained","subject":"s-4","answer":"yes","until":"2025-10-06T09:59:00-06:00"},` +
		`{"fact":"authorized","subject":"s-4","answer":"yes","from":"2025-10-07T00:00:00-06:00"},` +
		`{"fact":"plan-limit","subject":"st-1","answer":"yes","amount":"15m0s"},{"fact":"ourboard/fit","subject":"s-5","answer":"no"}]}` + "\n"
	rows := timeline(t, log)
	for _, want := range []string{"09:00:00 on record: the student no written consent", "room-a designated room", "s-1, s-2 trained, trained in TCI",
		"s-3 not trained in FBA (ended 30 Sep)", "s-4 trained (ends 6 Oct 09:59:00), authorized (only from 7 Oct)",
		"st-1 plan sets a limit of 15m0s", "s-5 ourboard/fit: no"} {
		assert.Contains(t, rows, want)
	}
}

func TestCorrectionsSayWhatChanged(t *testing.T) {
	const (
		check  = `{"incident":"a","id":"%s","activity":"monitor","at":"2025-10-06T%s-06:00","facts":{"face-to-face":"yes"}}` + "\n"
		change = `{"incident":"a","id":"%s","activity":"correct","at":"2025-10-06T%s-06:00","amends":{"event":%s},"reason":"SECRET"}` + "\n"
	)
	log := begun + fmt.Sprintf(check, "e2", "10:01:00") + fmt.Sprintf(check, "e3", "10:02:00") +
		`{"incident":"a","id":"e4","activity":"release","at":"2025-10-06T10:07:00-06:00"}` + "\n" +
		fmt.Sprintf(change, "e5", "11:00:00", `"e2","at":"2025-10-06T10:01:10-06:00"`) +
		fmt.Sprintf(change, "e6", "11:01:00", `"e3","facts":{"face-to-face":"no"}`) +
		fmt.Sprintf(change, "e7", "11:02:00", `"e4","withdrawn":true`) +
		fmt.Sprintf(change, "e8", "11:03:00", `"e9","withdrawn":true`) +
		fmt.Sprintf(change, "e10", "11:04:00", `"e2","withdrawn":true`) +
		fmt.Sprintf(change, "e11", "11:05:00", `"e10","withdrawn":true`)
	rows := timeline(t, log)
	for _, want := range []string{
		"10:07:00 released withdrawn",
		"11:00:00 correction: the check of 10:01:00 was at 10:01:10",
		"11:01:00 correction: the check of 10:02:00 was not face to face",
		"11:02:00 withdrawn: the release of 10:07:00",
		"11:04:00 withdrawn: the check of 10:01:10 withdrawn",
		"11:05:00 withdrawn: the correction of 11:04:00",
	} {
		assert.Contains(t, rows, want)
	}
	assert.True(t, slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, "10:01:10 check: face to face ") }), rows)
	assert.True(t, slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, "11:03:00 correction: e9 is not on record") }), rows)
	assert.NotContains(t, strings.Join(rows, " "), "SECRET")
}

func TestWithoutStartOneFinding(t *testing.T) {
	var log strings.Builder
	for i := range 15 {
		fmt.Fprintf(&log, `{"incident":"a","id":"e%d","activity":"monitor","at":"2025-10-06T10:%02d:00-06:00"}`+"\n", i, i)
	}
	out, errs, code := start(t, log.String(), "-")
	assert.Zero(t, code, errs)
	assert.Contains(t, out, "  15 events have no place, since no start is on record\n")
	assert.Contains(t, out, "1 finding: 1 undetermined")
	assert.Equal(t, 16, strings.Count(out, "[1]"), "at each event, and where it is said")
	out, _, _ = start(t, log.String(), "-json", "-")
	assert.Equal(t, 16, strings.Count(out, "\n"), "each event, and that there is no start")
}

// What is marked at an act agrees with its findings.
func TestLateForOneRuleInTimeForAnother(t *testing.T) {
	rows := timeline(t, string(shipped))
	row := regexp.MustCompile(`^08:20:00 call to parent-01: reached, told staff-04 end of Mon late for 7\(36\) \[\d+\] how to complain ` +
		`15:30:00 on time for 7\(37\), 7\(48\)$`)
	assert.True(t, slices.ContainsFunc(rows, row.MatchString), rows)
}

func TestShippedLogSaysSo(t *testing.T) {
	const row = "  log         the one that ships with this program; sealed, "
	out, _, _ := start(t, "")
	assert.Contains(t, out, row)
	out, _, _ = start(t, string(shipped), "-")
	assert.NotContains(t, out, row)
}

// Free text may hold anything about a child; identifiers come from outside.
func TestNoFreeTextAndNoControlCharacters(t *testing.T) {
	for _, args := range [][]string{{"testdata/messy.ndjson"}, {"-json", "testdata/messy.ndjson"}} {
		out, errs, code := start(t, "", args...)
		assert.Equal(t, 1, code)
		assert.NotContains(t, out+errs, "SECRET")
		if len(args) == 1 {
			assert.Less(t, strings.IndexFunc(out+errs, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }), 0)
		}
	}
}

func FuzzRun(f *testing.F) {
	messy, err := os.ReadFile("testdata/messy.ndjson")
	require.NoError(f, err)
	f.Add("", string(shipped))
	f.Add("", string(messy))
	f.Add("-json", string(messy))
	f.Add("-now 2025-10-06T10:15:20-06:00 -zone Pacific/Apia -bell 09:00", string(shipped))
	f.Add("-known 2025-10-06T10:30:00-06:00 -json -holidays 2025-10-07", string(shipped))
	f.Add("-profile ap-354", begun)
	chain, err := os.ReadFile(chainLog)
	require.NoError(f, err)
	f.Add("-now 2025-10-06T13:20:00-06:00", string(chain))
	f.Fuzz(func(t *testing.T, args, log string) {
		var out, errs bytes.Buffer
		// The last argument keeps any other from being taken for the name of a file.
		code := run(append(strings.Fields(args), "-"), strings.NewReader(log), &out, &errs, noEnv)
		if code < 2 && !slices.Contains(strings.Fields(args), "-json") { // before a regulation is in force no rule of it applies
			assert.NotEmpty(t, out.String())
		}
		switch code {
		case 0:
		case 1:
			assert.NotEmpty(t, errs.String())
		case 2:
			assert.Empty(t, out.String())
			assert.Equal(t, 1, strings.Count(errs.String(), "\n"), "one line")
		default:
			t.Fatalf("exit status %d", code)
		}
		if !utf8.Valid(out.Bytes()) {
			t.Fatal("not UTF-8")
		}
	})
}
