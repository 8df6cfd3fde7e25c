package main

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/examples/internal/board"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/journal"
)

func start(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(args, &out, &errs)
	return out.String(), errs.String(), code
}

// printed is what the program prints where all is well.
func printed(t *testing.T, args ...string) string {
	t.Helper()
	out, errs, code := start(t, args...)
	require.Zero(t, code, errs)
	require.Empty(t, errs)
	return out
}

func TestLogIsThatOfTheBoard(t *testing.T) {
	for _, c := range []struct {
		args []string
		of   board.Board
	}{
		{nil, board.Board{Incidents: 100, Seed: 1}},
		{[]string{"-incidents", "0"}, board.Board{}},
		{[]string{"-incidents", "30", "-seed", "18446744073709551615"}, board.Board{Incidents: 30, Seed: 1<<64 - 1}},
		{[]string{"-seed=0", "-profile", "ap-354"}, board.Board{Incidents: 100, Profile: ap354.Profile()}},
	} {
		var want bytes.Buffer
		require.NoError(t, c.of.Write(&want))
		assert.Equal(t, want.String(), printed(t, c.args...), c.args)
	}
	assert.NotEqual(t, printed(t), printed(t, "-seed", "2"))
}

func TestEachLineIsReadAndPins(t *testing.T) {
	begun := 0
	for e, err := range journal.Read(strings.NewReader(printed(t, "-incidents", "50"))) {
		require.NoError(t, err)
		if e.Activity == policy.Initiate && e.Profile == cbe3007.Profile().Pin() {
			begun++
		}
	}
	assert.GreaterOrEqual(t, begun, 50) // a line may stand twice
}

func TestRatesNameEveryTrait(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(printed(t, "-rates"), "\n"), "\n")
	require.Len(t, lines, len(board.Traits()))
	for i, r := range board.Traits() {
		assert.Contains(t, lines[i], " "+r.Name+" ")
		assert.Contains(t, lines[i], r.Says)
		assert.LessOrEqual(t, len(lines[i]), 140)
	}
	assert.Equal(t, "mistake     held-too-long              1.5 %  31 to 45 minutes, checks 3 to 5 minutes apart; a time-out 16 to 30",
		lines[board.HeldTooLong])
	assert.Equal(t, "            checks-thin                3.0 %  seclusion: 16 to 29 minutes, checks and reviews 3 to 5 minutes apart",
		lines[board.ChecksThin])
}

// TestHolidaysAreThoseOfTheBoard reads them as the programs do that judge.
func TestHolidaysAreThoseOfTheBoard(t *testing.T) {
	b := board.Board{Incidents: 60_000}
	var read []policy.Date
	for day := range strings.SplitSeq(strings.TrimSpace(printed(t, "-holidays", "-incidents", "60000")), ",") {
		at, err := time.Parse(time.DateOnly, day)
		require.NoError(t, err)
		read = append(read, policy.DateOf(at, time.UTC))
	}
	assert.Equal(t, b.Calendar().Holidays, read)
}

func TestExitStatus(t *testing.T) {
	for _, test := range []struct {
		args []string
		says string
	}{
		{[]string{"-incidents", "-1"}, "there are no -1 incidents"},
		{[]string{"-incidents", "6000001"}, "6000001 incidents take 121 school years of 50000, and there are 120"},
		{[]string{"-incidents", "many"}, `invalid value "many" for flag -incidents: parse error`},
		{[]string{"-seed", "-1"}, `invalid value "-1" for flag -seed: parse error`},
		{[]string{"-profile", "ar-3007"}, `there is no profile "ar-3007"; there is ap-354, ban-2019, cbe-ar-3007`},
		{[]string{"-profile", "a\nb"}, `there is no profile "a\nb"; there is ap-354, ban-2019, cbe-ar-3007`},
		{[]string{"-rates", "-holidays"}, "-rates or -holidays, one at a time"},
		{[]string{"100"}, `"100" is no flag, and there is nothing else to say`},
		{[]string{"-now", "2026-01-01"}, "flag provided but not defined: -now"},
		{[]string{"-seed"}, "flag needs an argument: -seed"},
	} {
		out, errs, code := start(t, test.args...)
		assert.Equal(t, 2, code, test.args)
		assert.Empty(t, out)
		assert.Equal(t, "generate: "+test.says+"\n", errs)
	}
}

func TestHelpNamesEveryFlag(t *testing.T) {
	for _, h := range []string{"-h", "-help"} {
		assert.Equal(t, usage, printed(t, h))
	}
	source, err := os.ReadFile("main.go")
	require.NoError(t, err)
	for _, f := range []string{"-incidents N", "-seed S", "-profile ID", "-rates", "-holidays"} {
		assert.Contains(t, usage, "\n  "+f)
		assert.Contains(t, string(source), "\n//\t"+f+" ", "the package comment")
	}
	for line := range strings.Lines(usage) {
		assert.LessOrEqual(t, len(line), 101)
	}
}

// broken takes so many bytes.
type broken int

func (b *broken) Write(p []byte) (int, error) {
	n := min(int(*b), len(p))
	if *b -= broken(n); n < len(p) {
		return n, errors.New("the disk is full")
	}
	return n, nil
}

func TestWritingFails(t *testing.T) {
	for _, args := range [][]string{nil, {"-incidents", "1"}, {"-rates"}, {"-holidays"}} {
		for _, takes := range []broken{0, 100} {
			var errs bytes.Buffer
			assert.Equal(t, 2, run(args, &takes, &errs))
			assert.Equal(t, "generate: writing: the disk is full\n", errs.String())
		}
	}
}
