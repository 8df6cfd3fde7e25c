package journal_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

func golden(tb testing.TB) []byte {
	log, err := os.ReadFile("testdata/golden.ndjson")
	require.NoError(tb, err)
	return log
}

// read is what Read yields: the events, and what went wrong.
func read(r io.Reader) (events []policy.Event, faults []error) {
	for e, err := range journal.Read(r) {
		if err != nil {
			faults = append(faults, err)
			continue
		}
		events = append(events, e)
	}
	return events, faults
}

func write(tb testing.TB, events []policy.Event) []byte {
	var log []byte
	for i := range events {
		var err error
		log, err = journal.Append(log, &events[i])
		require.NoError(tb, err)
	}
	return log
}

func TestGoldenLogComesBackByteForByte(t *testing.T) {
	events, faults := read(bytes.NewReader(golden(t)))
	require.Empty(t, faults)
	assert.Equal(t, string(golden(t)), string(write(t, events)))
}

// Otherwise a key could be written and read in a way of its own, and no released log would hold it to that.
func TestGoldenLogHasEveryKey(t *testing.T) {
	for _, key := range []string{
		"incident", "id", "activity", "at", "recorded", "sequence", "kind", "by", "to", "facts", "standing", "student", "place", "profile", "other",
		"amends", "glass", "reason", "role", "fact", "subject", "answer", "from", "until", "issuer", "amount", "classroom", "event", "withdrawn",
	} {
		assert.Contains(t, string(golden(t)), `"`+key+`":`)
	}
}

func TestReadersOfEverySort(t *testing.T) {
	want, _ := read(bytes.NewReader(golden(t)))
	for name, r := range map[string]io.Reader{
		"a byte at a time":     iotest.OneByteReader(bytes.NewReader(golden(t))),
		"half of it":           iotest.HalfReader(bytes.NewReader(golden(t))),
		"the end with data":    iotest.DataErrReader(bytes.NewReader(golden(t))),
		"half, end with data":  iotest.DataErrReader(iotest.HalfReader(bytes.NewReader(golden(t)))),
		"no line end":          bytes.NewReader(bytes.TrimSuffix(golden(t), []byte("\n"))),
		"other line ends":      bytes.NewReader(bytes.ReplaceAll(golden(t), []byte("\n"), []byte("\r\n"))),
		"a byte order mark":    io.MultiReader(strings.NewReader("\ufeff"), bytes.NewReader(golden(t))),
		"empty lines":          bytes.NewReader(bytes.ReplaceAll(golden(t), []byte("\n"), []byte("\n\n \t\r\n"))),
		"a mark and a blank":   io.MultiReader(strings.NewReader("\ufeff \n"), bytes.NewReader(golden(t))),
		"lines over a buffer":  bytes.NewReader(bytes.ReplaceAll(golden(t), []byte("{\"inc"), append(bytes.Repeat([]byte(" "), 5000), "{\"inc"...))),
		"lines of a buffer":    bytes.NewReader(padded(golden(t), 4096)),
		"lines over it by one": bytes.NewReader(padded(golden(t), 4097)),
		"the longest lines":    bytes.NewReader(padded(golden(t), journal.MaxLine+1)),
	} {
		t.Run(name, func(t *testing.T) {
			events, faults := read(r)
			assert.Empty(t, faults)
			assert.Equal(t, want, events)
		})
	}
}

// padded makes every line size bytes long, its end counted.
func padded(log []byte, size int) []byte {
	var out []byte
	for line := range bytes.Lines(log) {
		out = append(out, bytes.Repeat([]byte(" "), size-len(line))...)
		out = append(out, line...)
	}
	return out
}

func TestEmptyLogs(t *testing.T) {
	for _, log := range []string{"", "\n", "\r\n\n", " ", "\ufeff", "\ufeff\n", "\t\n \n"} {
		events, faults := read(strings.NewReader(log))
		assert.Empty(t, events, "%q", log)
		assert.Empty(t, faults, "%q", log)
	}
}

func TestADamagedLineTakesNothingElseWithIt(t *testing.T) {
	lines := bytes.SplitAfter(bytes.TrimSpace(golden(t)), []byte("\n"))
	all, _ := read(bytes.NewReader(golden(t)))
	for i := range lines {
		for name, damage := range map[string]func([]byte) []byte{
			"cut":         func(l []byte) []byte { return append(bytes.Clone(l[:len(l)/2]), '\n') },
			"cut in two":  func(l []byte) []byte { return []byte(string(l[:len(l)/2]) + "\n" + string(l[len(l)/2:])) },
			"overwritten": func(l []byte) []byte { return append(bytes.Repeat([]byte{0}, len(l)-1), '\n') },
			"too long":    func(l []byte) []byte { return append(bytes.Repeat([]byte("x"), journal.MaxLine+1), '\n') },
			"much too long": func(l []byte) []byte {
				return append(append(bytes.Repeat([]byte("x"), 3*journal.MaxLine), l...), '\n')
			},
		} {
			var log []byte
			for j, line := range lines {
				if i == j {
					line = damage(line)
				}
				log = append(log, line...)
			}
			events, faults := read(bytes.NewReader(log))
			assert.Equal(t, append(append([]policy.Event(nil), all[:i]...), all[i+1:]...), events, "%s at line %d", name, i+1)
			require.NotEmpty(t, faults, "%s at line %d", name, i+1)
			for n, err := range faults {
				var fault *journal.LineError
				require.ErrorAs(t, err, &fault)
				assert.Equal(t, i+1+n, fault.Line, "%s at line %d", name, i+1)
			}
		}
	}
}

func TestErrorsOfLines(t *testing.T) {
	good := "{" + base + "}\n"
	log := "\ufeff" + `{"AT":1}` + "\n" + // the mark counts as part of the line
		good + "\n" + `{"incident":"i-1"}` + "\r\n" +
		strings.Repeat(" ", journal.MaxLine+1) + "\n" +
		with(`"by":[{"id":"s-1","role":"princpal"}]`) + "\n" + good + `{"incident":"i`
	events, faults := read(strings.NewReader(log))
	assert.Len(t, events, 2)
	var text []string
	for _, err := range faults {
		text = append(text, err.Error())
	}
	assert.Equal(t, []string{
		`line 1, column 5: found "AT", expected ` + wantKey,
		`line 4, column 18: id: expected this key, which every line needs`,
		`line 5, column 1048577: expected a line of at most 1048576 bytes`,
		`line 6, column 86: by.role: found "princpal", expected a role of package policy, or one under a prefix such as ourboard/word`,
		`line 8, column 15: incident: expected a closing quote; the line ends here`,
	}, text)
}

func TestAFailingReaderEndsTheLog(t *testing.T) {
	boom := errors.New("boom")
	good := "{" + base + "}\n"
	for _, c := range []struct {
		name, log string
		events    int
		want      string
	}{
		{"at once", "", 0, "journal: reading line 1: boom"},
		{"after a line", good, 1, "journal: reading line 2: boom"},
		{"in a line", good + good + `{"incident":`, 2, "journal: reading line 3: boom"},
		{"where a line seems whole", good + "{" + base + "}", 1, "journal: reading line 2: boom"},
		{"in a line that is longer than the buffer", good + strings.Repeat(" ", 10_000), 1, "journal: reading line 2: boom"},
		{"in a line that is too long", good + strings.Repeat(" ", journal.MaxLine+10), 1, "journal: reading line 2: boom"},
	} {
		for name, r := range map[string]io.Reader{
			"error after data": io.MultiReader(strings.NewReader(c.log), iotest.ErrReader(boom)),
			"error with data":  iotest.DataErrReader(io.MultiReader(strings.NewReader(c.log), iotest.ErrReader(boom))),
		} {
			t.Run(c.name+", "+name, func(t *testing.T) {
				events, faults := read(r)
				assert.Len(t, events, c.events)
				require.Len(t, faults, 1)
				require.ErrorIs(t, faults[0], boom)
				require.EqualError(t, faults[0], c.want)
				var fault *journal.LineError
				assert.NotErrorAs(t, faults[0], &fault)
			})
		}
	}
}

func TestAReaderThatGivesNothing(t *testing.T) {
	events, faults := read(nothing{})
	assert.Empty(t, events)
	require.Len(t, faults, 1)
	assert.ErrorIs(t, faults[0], io.ErrNoProgress)
}

type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, nil }

func TestReadGoesOnAfterABreakAndEndsOnce(t *testing.T) {
	log := journal.Read(bytes.NewReader(fortyLines(t)))
	n := 0
	for e, err := range log {
		require.NoError(t, err)
		n++
		require.Equal(t, fmt.Sprintf("e%d", n), e.ID)
		if n == 3 {
			break
		}
	}
	for e, err := range log {
		require.NoError(t, err)
		n++
		require.Equal(t, fmt.Sprintf("e%d", n), e.ID)
	}
	assert.Equal(t, 40, n)
	for range log {
		n++
	}
	assert.Equal(t, 40, n)

	log = journal.Read(strings.NewReader("x\nx\nx\n"))
	for _, err := range log {
		require.Error(t, err)
		break
	}
	for _, err := range log {
		require.ErrorContains(t, err, "line 2")
		break
	}
}

// What is too long is not held: reading 200 MiB without a line end takes little more than the longest line.
func TestALineThatNeverEndsIsNotHeld(t *testing.T) {
	endless := io.MultiReader(io.LimitReader(spaces{}, 200<<20), strings.NewReader("\n{"+base+"}\n"))
	var events []policy.Event
	allocated := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		if b.N == 1 {
			events, _ = read(endless)
		}
	}).AllocedBytesPerOp()
	assert.Less(t, allocated, int64(16<<20))
	assert.Len(t, events, 1)
}

type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestEventsOutliveTheBuffer(t *testing.T) {
	log := fortyLines(t)
	events, faults := read(bytes.NewReader(log))
	require.Empty(t, faults)
	assert.Equal(t, string(log), string(write(t, events)))
	line := bytes.Clone(bytes.SplitAfter(log, []byte("\n"))[0])
	e, err := journal.Parse(line)
	require.NoError(t, err)
	clear(line)
	assert.Equal(t, events[0], e)
}
