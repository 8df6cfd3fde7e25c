package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// told is what a log says line by line: events as they are written, and faults.
func told(t require.TestingT, seq func(yield func(policy.Event, error) bool)) (all []string) {
	for e, err := range seq {
		if err != nil {
			all = append(all, strings.TrimPrefix(err.Error(), "journal: "))
			continue
		}
		b, err := journal.Append(nil, &e)
		require.NoError(t, err)
		all = append(all, string(b))
	}
	return all
}

// inBlocks reads a log as the audit does.
func inBlocks(r io.Reader, size int) func(yield func(policy.Event, error) bool) {
	return func(yield func(policy.Event, error) bool) {
		for b := range blocks(r, size, nil) {
			b.parse()
			for _, l := range b.lines {
				if !yield(l.event, l.err) {
					return
				}
			}
			if b.err != nil && !yield(policy.Event{}, b.err) {
				return
			}
		}
	}
}

// TestBlocksAreRead holds reading in blocks against reading line by line.
func TestBlocksAreRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{
			`{"incident":"i1","id":"a","activity":"monitor","at":"2025-10-06T10:00:00-06:00"}`,
			`{"incident":"i1","id":"b","activity":"release","at":"2025-10-06T10:07:30.5-06:00","recorded":"2025-10-06T10:09:00-06:00"}`,
			`{"incident":"i1","id":"b","activity":"release","at":"yesterday"}`,
			``, ` `, "\t\r", "\ufeff", "nonsense", "{\"at\"", "\xff", "{}", strings.Repeat("x", 70),
		})
		lines := rapid.SliceOfN(text, 0, 12).Draw(t, "lines")
		log := strings.Join(lines, rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "end"))
		if rapid.Bool().Draw(t, "ends") {
			log += "\n"
		}
		if rapid.Bool().Draw(t, "mark") {
			log = "\ufeff" + log
		}
		size := rapid.IntRange(1, 300).Draw(t, "size")
		want := told(t, journal.Read(strings.NewReader(log)))
		require.Equal(t, want, told(t, inBlocks(strings.NewReader(log), size)))
		require.Equal(t, want, told(t, inBlocks(iotest.DataErrReader(iotest.HalfReader(strings.NewReader(log))), size)))
	})
}

func FuzzBlocksAreRead(f *testing.F) {
	f.Add("\ufeff{}\r\n\n{\"incident\":\"i1\",\"id\":\"a\",\"activity\":\"monitor\",\"at\":\"2025-10-06T10:00:00-06:00\"}\nx", uint16(7))
	f.Fuzz(func(t *testing.T, log string, size uint16) {
		require.Equal(t, told(t, journal.Read(strings.NewReader(log))), told(t, inBlocks(strings.NewReader(log), int(size)+1)))
	})
}

func TestALogThatFailsIsReadAsFarAsItGoes(t *testing.T) {
	const whole = `{"incident":"i1","id":"a","activity":"monitor","at":"2025-10-06T10:00:00-06:00"}` + "\n"
	broken := errors.New("the disk is gone")
	for _, size := range []int{1, 50, 1000} {
		got := told(t, inBlocks(io.MultiReader(strings.NewReader(whole+whole+whole[:30]), iotest.ErrReader(broken)), size))
		require.Equal(t, []string{whole, whole, broken.Error()}, got, "what has no end may have said something else")
	}
}

func TestALineThatIsTooLong(t *testing.T) {
	const before = `{"incident":"i1","id":"a","activity":"monitor","at":"2025-10-06T10:00:00-06:00"}` + "\n"
	for _, n := range []int{journal.MaxLine - 1, journal.MaxLine, journal.MaxLine + 1, journal.MaxLine + 2, 3 * journal.MaxLine} {
		for _, end := range []string{"", "\n", "\n" + before} {
			log := before + strings.Repeat(" ", n-1) + "x" + end
			for _, size := range []int{64 << 10, blockSize, 5 << 20} {
				require.Equal(t, told(t, journal.Read(strings.NewReader(log))), told(t, inBlocks(strings.NewReader(log), size)), "%d %q %d", n, end, size)
			}
		}
	}
}

func packed(t require.TestingT, parts ...string) []byte {
	var b bytes.Buffer
	for _, p := range parts { // each is a member of its own, as logs have that are appended to
		z := gzip.NewWriter(&b)
		_, err := io.WriteString(z, p)
		require.NoError(t, err)
		require.NoError(t, z.Close())
	}
	return b.Bytes()
}

func TestPackedLogs(t *testing.T) {
	const one, two = `{"incident":"i1","id":"a","activity":"monitor","at":"2025-10-06T10:00:00-06:00"}` + "\n",
		`{"incident":"i1","id":"b","activity":"monitor","at":"2025-10-06T10:01:00-06:00"}` + "\n"
	var n atomic.Int64
	log := packed(t, one, two)
	r, c, err := once("log", bytes.NewReader(log)).text(&n)
	require.NoError(t, err)
	require.Equal(t, []string{one, two}, told(t, inBlocks(r, 20)))
	require.NoError(t, c.Close())
	require.EqualValues(t, len(log), n.Load(), "as it is stored")

	r, _, err = once("log", bytes.NewReader(log[:len(log)-10])).text(&n)
	require.NoError(t, err)
	got := told(t, inBlocks(r, 20))
	require.Equal(t, one, got[0])
	require.Equal(t, io.ErrUnexpectedEOF.Error(), got[len(got)-1], "cut short, and it says so")
}

// TestTheLastInstant holds the search for the last instant against looking at every line.
func TestTheLastInstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		offsets := []*time.Location{time.UTC, time.FixedZone("", -7*3600), time.FixedZone("", -6*3600), time.FixedZone("", 13*3600)}
		instant := rapid.Custom(func(t *rapid.T) time.Time {
			at := time.Date(2025, 11, 2, 0, 0, 0, 0, time.UTC).Add(time.Duration(rapid.IntRange(0, 40).Draw(t, "step")) * 30 * time.Minute)
			at = at.Add(time.Duration(rapid.SampledFrom([]int{0, 0, 1, 100_000_000, 500_000_000}).Draw(t, "fraction")))
			return at.In(rapid.SampledFrom(offsets).Draw(t, "offset"))
		})
		var log []byte
		var want time.Time
		for n := range rapid.IntRange(0, 15).Draw(t, "lines") {
			e := policy.Event{Incident: "i", ID: string(rune('a' + n)), Activity: policy.Correct, At: instant.Draw(t, "at"), Reason: `"at":"2099-01-01T00:00:00Z"`,
				Amends: &policy.Amendment{Event: "x", At: instant.Draw(t, "amends")}}
			if rapid.Bool().Draw(t, "late") {
				e.Recorded = instant.Draw(t, "recorded")
			}
			if rapid.Bool().Draw(t, "other") {
				e.Activity, e.Amends, e.Reason = policy.Monitor, nil, ""
			}
			l, err := journal.Append(nil, &e)
			require.NoError(t, err)
			switch rapid.IntRange(0, 5).Draw(t, "how") {
			case 0:
				l = append([]byte("x"), l...) // not to be read
				e.At, e.Recorded = time.Time{}, time.Time{}
			case 1:
				l = bytes.Replace(l, []byte(`"at":"`), []byte(`"at" : "`), 1)
			case 2:
				l = bytes.Replace(l, []byte(`"at":"`), []byte(`"\u0061t":"`), 1)
			}
			log = append(log, l...)
			for _, at := range [...]time.Time{e.At, e.Recorded} {
				if at.After(want) {
					want = at
				}
			}
		}
		var got latest
		for b := range blocks(bytes.NewReader(log), rapid.IntRange(50, 500).Draw(t, "size"), nil) {
			got.of(b)
		}
		require.True(t, got.Equal(want), "%v, expected %v, of\n%s", got.Time, want, log)
	})
}
