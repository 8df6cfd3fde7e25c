package journal_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// verify is what Verify yields: what it found of each incident, and what went wrong.
func verify(log []byte, heads ...journal.Head) (chains []journal.Chain, faults []error) {
	for c, err := range journal.Verify(bytes.NewReader(log), heads...) {
		if err != nil {
			faults = append(faults, err)
			continue
		}
		chains = append(chains, c)
	}
	return chains, faults
}

// whole reports whether Verify has nothing against a log.
func whole(log []byte, heads ...journal.Head) bool {
	chains, faults := verify(log, heads...)
	return len(faults) == 0 && !slices.ContainsFunc(chains, func(c journal.Chain) bool { return c.State != journal.Attested })
}

func states(chains []journal.Chain) string {
	var all []string
	for _, c := range chains {
		all = append(all, fmt.Sprintf("%s %d %s", c.Incident, c.Lines, c.State))
	}
	return strings.Join(all, "; ")
}

func join(lines ...[]byte) []byte { return bytes.Join(lines, nil) }

// content is what a log says: the lines of each incident in their order, without line ends, blank lines and a byte order mark.
func content(log []byte) map[string][]string {
	lines := map[string][]string{}
	for line := range bytes.Lines(bytes.TrimPrefix(log, []byte("\ufeff"))) {
		line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if len(bytes.Trim(line, " \t\r")) == 0 {
			continue
		}
		id := "unreadable"
		if e, err := journal.Parse(line); err == nil {
			id = e.Incident
		}
		lines[id] = append(lines[id], string(line))
	}
	return lines
}

func TestALogAsItWasWritten(t *testing.T) {
	s := small(t)
	chains, faults := verify(s.log, s.all()...)
	require.Empty(t, faults)
	assert.Equal(t, "i-1 4 sealed and attested; i-2 3 sealed and attested; i-3 1 sealed and attested", states(chains))
	bareChains, faults := verify(s.log)
	require.Empty(t, faults)
	assert.Equal(t, "i-1 4 sealed, its end not attested; i-2 3 sealed, its end not attested; i-3 1 sealed, its end not attested",
		states(bareChains))
	for _, found := range [][]journal.Chain{chains, bareChains} {
		for _, c := range found {
			head := *s.heads[c.Incident]
			assert.True(t, head.Recorded.Equal(c.Head.Recorded))
			head.Recorded, c.Head.Recorded = time.Time{}, time.Time{}
			assert.Equal(t, head, c.Head)
		}
	}
	some, faults := verify(s.log, *s.heads["i-2"])
	require.Empty(t, faults)
	assert.Equal(t, "i-1 4 sealed, its end not attested; i-2 3 sealed and attested; i-3 1 sealed, its end not attested", states(some))
}

// A head that Verify returns is one that the next line can be sealed with.
func TestTheHeadFoundGoesOn(t *testing.T) {
	s := small(t)
	chains, _ := verify(s.log)
	e := policy.Event{Incident: "i-1", ID: "e9", Activity: policy.Close, At: sealStart.Add(2 * time.Hour)}
	log, err := journal.AppendSealed(s.log, &e, &chains[0].Head)
	require.NoError(t, err)
	assert.True(t, whole(log, chains[0].Head, *s.heads["i-2"], *s.heads["i-3"]))
}

func TestEveryBitThatFlipsIsFound(t *testing.T) {
	s := small(t)
	heads := s.all()
	for i := range s.log {
		for bit := range 8 {
			s.log[i] ^= 1 << bit
			if _, faults := verify(s.log); len(faults) == 0 {
				t.Errorf("byte %d, bit %d: not found", i, bit)
			}
			if whole(s.log, heads...) {
				t.Errorf("byte %d, bit %d: attested", i, bit)
			}
			s.log[i] ^= 1 << bit
		}
	}
	assert.True(t, whole(s.log, heads...))
}

// What is cut off in a line is found. What is cut off after one is the end of some incidents, which only heads can show. The last
// line end is nothing that a log says.
func TestEveryCutIsFoundOrNotAttested(t *testing.T) {
	s := small(t)
	between := map[int]bool{0: true}
	for at, line := 0, 0; line < len(s.lines); line++ {
		at += len(s.lines[line])
		between[at-1], between[at] = true, true
	}
	for at := range len(s.log) + 1 {
		chains, faults := verify(s.log[:at])
		assert.Equal(t, between[at], len(faults) == 0, "cut at %d", at)
		for _, c := range chains {
			assert.Equal(t, journal.Sealed, c.State, "cut at %d", at)
		}
		assert.Equal(t, at >= len(s.log)-1, whole(s.log[:at], s.all()...), "cut at %d", at)
	}
	for at := 1; at <= len(s.log); at++ { // and from the other side
		_, faults := verify(s.log[at:])
		lost := len(content(s.log[at:])) < 3 && at > len(s.log)-len(s.lines[7])-1
		assert.False(t, len(faults) == 0 && !lost && at < len(s.log)-1, "cut up to %d", at)
		assert.False(t, whole(s.log[at:], s.all()...), "cut up to %d", at)
	}
}

func TestEveryLineRemovedIsFoundOrNotAttested(t *testing.T) {
	s := small(t)
	for i := range s.lines {
		log := join(slices.Delete(slices.Clone(s.lines), i, i+1)...)
		last := !slices.Contains(s.whose[i+1:], s.whose[i])
		chains, faults := verify(log)
		if last {
			assert.Empty(t, faults, "line %d", i+1)
			for _, c := range chains {
				assert.Equal(t, journal.Sealed, c.State, "line %d", i+1)
			}
		} else {
			require.Len(t, faults, 1, "line %d", i+1)
			var fault *journal.SealError
			require.ErrorAs(t, faults[0], &fault)
			assert.Equal(t, journal.Misplaced, fault.Break)
			assert.Equal(t, s.whose[i], fault.Incident)
		}
		_, faults = verify(log, s.all()...)
		assert.Len(t, faults, 1, "line %d: one fault for one line", i+1)
		assert.False(t, whole(log, s.all()...), "line %d", i+1)
	}
	for _, id := range s.order {
		var rest [][]byte
		for i, line := range s.lines {
			if s.whose[i] != id {
				rest = append(rest, line)
			}
		}
		chains, faults := verify(join(rest...))
		assert.Empty(t, faults)
		assert.Len(t, chains, 2)
		chains, faults = verify(join(rest...), s.all()...)
		require.Len(t, faults, 1)
		assert.Equal(t, &journal.SealError{Incident: id, Break: journal.Missing}, faults[0])
		assert.Equal(t, journal.Chain{Incident: id}, chains[2])
	}
}

// Lines of two incidents may change places as long as each incident keeps its own order: then the log says the same.
func TestEveryTwoLinesSwappedAreFound(t *testing.T) {
	s := small(t)
	same := 0
	for i := range s.lines {
		for j := range i {
			lines := slices.Clone(s.lines)
			lines[i], lines[j] = lines[j], lines[i]
			log := join(lines...)
			equal := assert.ObjectsAreEqual(content(s.log), content(log))
			if equal {
				same++
			}
			chains, faults := verify(log)
			assert.Equal(t, equal, len(faults) == 0, "lines %d and %d", j+1, i+1)
			assert.Len(t, chains, 3)
			assert.Equal(t, equal, whole(log, s.all()...), "lines %d and %d", j+1, i+1)
		}
	}
	assert.Positive(t, same)
}

func TestEveryLineInsertedIsFound(t *testing.T) {
	s := small(t)
	var elsewhere []string // the same incidents in another log
	for _, line := range s.lines {
		elsewhere = append(elsewhere, strings.Replace(string(line), "-06:00", "-05:00", 1))
	}
	elsewhere = sealed(elsewhere...)
	for at := range len(s.lines) + 1 {
		found := func(line string, endsIt bool, what string, args ...int) {
			log := join(slices.Insert(slices.Clone(s.lines), at, []byte(line))...)
			chains, faults := verify(log)
			assert.Equal(t, endsIt, len(faults) == 0, "before line %d: %s %v", at+1, what, args)
			assert.False(t, slices.ContainsFunc(chains, func(c journal.Chain) bool { return c.State > journal.Sealed }))
			_, faults = verify(log, s.all()...)
			assert.NotEmpty(t, faults, "before line %d: %s %v", at+1, what, args)
		}
		for i, line := range s.lines {
			found(string(line), false, "line again", i+1)
			found(bare(string(line)), false, "line without its seal", i+1)
			found(elsewhere[i], false, "line of another log", i+1)
		}
		for _, id := range s.order {
			forged := `{"incident":"` + id + `","id":"f1","activity":"close","at":"2025-10-07T10:02:00-06:00"}` + "\n"
			first, _ := seal(forged, "")
			found(forged, false, "without seal")
			found(first, false, "a first one")
			found(strings.Replace(first, tip([]byte(first)), zeros, 1), false, "with a hash of its own making")
			for i := range at {
				if s.whose[i] == id {
					linked, _ := seal(forged, tip(s.lines[i]))
					ends := !slices.Contains(s.whose[i+1:], id) // such an end is for a head to show
					found(linked, ends, "following line", i+1)
				}
			}
		}
	}
}

// An incident of which no head speaks may have begun since. It is no fault, and is not attested.
func TestAnIncidentPutIn(t *testing.T) {
	s := small(t)
	line, _ := seal(strings.Replace(string(s.lines[0]), "i-1", "i-9", 1), "")
	chains, faults := verify(append(s.log, line...), s.all()...)
	require.Empty(t, faults)
	assert.Equal(t, "i-1 4 sealed and attested; i-2 3 sealed and attested; i-3 1 sealed and attested; i-9 1 sealed, its end not attested",
		states(chains))
	assert.False(t, whole(append(s.log, line...), s.all()...))
	chains, faults = verify(append(s.log, bare(line)...), s.all()...)
	require.Empty(t, faults)
	assert.Contains(t, states(chains), "i-9 1 unsealed")
}

// Whoever can change a line can make all that follows anew. Without a head nothing shows it, and no more is claimed.
func TestARewrittenLogIsFoundByTheHeadAlone(t *testing.T) {
	s := small(t)
	for i := range s.lines {
		var lines []string
		for j, line := range s.lines {
			if j == i {
				line = bytes.Replace(line, []byte(`"id":"`), []byte(`"id":"x`), 1)
			}
			lines = append(lines, string(line))
		}
		log := []byte(strings.Join(sealed(lines...), ""))
		chains, faults := verify(log)
		assert.Empty(t, faults)
		assert.Equal(t, "i-1 4 sealed, its end not attested; i-2 3 sealed, its end not attested; i-3 1 sealed, its end not attested", states(chains))
		_, faults = verify(log, s.all()...)
		require.Len(t, faults, 1, "line %d", i+1)
		var fault *journal.SealError
		require.ErrorAs(t, faults[0], &fault)
		last := map[string]int{"i-1": 7, "i-2": 8, "i-3": 5}[s.whose[i]]
		assert.Equal(t, journal.SealError{Line: last, Incident: s.whose[i], Break: journal.Ended}, *fault)
	}
}

// What ends a line, blank lines and a byte order mark at the start say nothing, and are not sealed. All other white space is.
func TestWhiteSpace(t *testing.T) {
	s := small(t)
	for name, log := range map[string][]byte{
		"other line ends":   bytes.ReplaceAll(s.log, []byte("\n"), []byte("\r\n")),
		"no last line end":  bytes.TrimSuffix(s.log, []byte("\n")),
		"blank lines":       bytes.ReplaceAll(s.log, []byte("\n"), []byte("\n\n \t\r\n\r\n")),
		"a byte order mark": append([]byte("\ufeff"), s.log...),
	} {
		assert.True(t, whole(log, s.all()...), name)
		assert.Equal(t, content(s.log), content(log), name)
	}
	for name, log := range map[string][]byte{
		"before a line":                bytes.Replace(s.log, []byte("{"), []byte(" {"), 1),
		"in a line":                    bytes.Replace(s.log, []byte(","), []byte(", "), 1),
		"before the seal":              bytes.Replace(s.log, []byte(`,"hash"`), []byte(` ,"hash"`), 1),
		"in the seal":                  bytes.Replace(s.log, []byte(`"hash":`), []byte(`"hash": `), 1),
		"after a line":                 bytes.Replace(s.log, []byte("}\n"), []byte("} \n"), 1),
		"two carriage returns":         bytes.Replace(s.log, []byte("}\n"), []byte("}\r\r\n"), 1),
		"a byte order mark in between": join(s.lines[0], []byte("\ufeff"), join(s.lines[1:]...)),
	} {
		_, faults := verify(log)
		assert.NotEmpty(t, faults, name)
	}
}

func TestFaults(t *testing.T) {
	s := small(t)
	lines := func(change func(l []string) []string) string {
		var all []string
		for _, line := range s.lines {
			all = append(all, string(line))
		}
		return strings.Join(change(all), "")
	}
	heads := func(incidents ...string) (all []journal.Head) {
		for _, id := range incidents {
			all = append(all, *s.heads[id])
		}
		return all
	}
	head := func(id string, line []byte) journal.Head { return journal.Head{Incident: id, Hash: tip(line)} }
	const unattested = "; i-2 3 sealed, its end not attested; i-3 1 sealed, its end not attested"
	for _, c := range []struct {
		name   string
		log    string
		heads  []journal.Head
		faults []string
		states string
	}{
		{"a line altered", lines(func(l []string) []string { l[2] = strings.Replace(l[2], "10:04", "10:03", 1); return l }), nil,
			[]string{`line 3, incident "i-1": altered: it is not what its hash was made of`}, "i-1 4 broken" + unattested},
		{"a hash altered", lines(func(l []string) []string { l[2] = strings.Replace(l[2], tip([]byte(l[2])), zeros, 1); return l }), nil,
			[]string{`line 3, incident "i-1": altered: it is not what its hash was made of`}, "i-1 4 broken" + unattested},
		{"the last line altered, with a head", lines(func(l []string) []string { l[6] = strings.Replace(l[6], "e4", "e5", 1); return l }), heads("i-1"),
			[]string{`line 7, incident "i-1": altered: it is not what its hash was made of`}, "i-1 4 broken" + unattested},
		{"the last hash altered, with a head", lines(func(l []string) []string { l[6] = strings.Replace(l[6], tip([]byte(l[6])), zeros, 1); return l }),
			heads("i-1"), []string{`line 7, incident "i-1": altered: it is not what its hash was made of`}, "i-1 4 broken" + unattested},
		{"a line altered and its hash made anew", lines(func(l []string) []string {
			l[2], _ = seal(strings.Replace(l[2], "10:04", "10:03", 1), tip([]byte(l[0])))
			return l
		}), nil, []string{`line 6, incident "i-1": misplaced: it does not follow line 3: a line is missing between them, or one of them was put in or moved`},
			"i-1 4 broken" + unattested},
		{"a line given to another incident", lines(func(l []string) []string { l[2] = strings.Replace(l[2], "i-1", "i-2", 1); return l }), nil,
			[]string{
				`line 3, incident "i-2": altered: it is not what its hash was made of`,
				`line 6, incident "i-1": misplaced: it does not follow line 1: a line is missing between them, or one of them was put in or moved`,
			}, "i-1 3 broken; i-2 4 broken; i-3 1 sealed, its end not attested"},
		{"the beginning removed", lines(func(l []string) []string { return l[1:] }), nil,
			[]string{`line 2, incident "i-1": misplaced: it is not the first of its incident, and what came before is missing`},
			"i-2 3 sealed, its end not attested; i-1 3 broken; i-3 1 sealed, its end not attested"},
		{"a line removed", lines(func(l []string) []string { return slices.Delete(l, 2, 3) }), heads("i-1", "i-2", "i-3"),
			[]string{`line 5, incident "i-1": misplaced: it does not follow line 1: a line is missing between them, or one of them was put in or moved`},
			"i-1 3 broken; i-2 3 sealed and attested; i-3 1 sealed and attested"},
		{"two lines swapped", lines(func(l []string) []string { l[2], l[5] = l[5], l[2]; return l }), nil,
			[]string{
				`line 3, incident "i-1": misplaced: it does not follow line 1: a line is missing between them, or one of them was put in or moved`,
				`line 7, incident "i-1": misplaced: it does not follow line 6: a line is missing between them, or one of them was put in or moved`,
			}, "i-1 4 broken" + unattested},
		{"a line twice", lines(func(l []string) []string { return slices.Insert(l, 3, l[2]) }), heads("i-1"),
			[]string{`line 4, incident "i-1": repeated: it is line 3 once more`}, "i-1 5 broken" + unattested},
		{"the first line twice", lines(func(l []string) []string { return slices.Insert(l, 1, l[0]) }), nil,
			[]string{`line 2, incident "i-1": repeated: it is line 1 once more`}, "i-1 5 broken" + unattested},
		{"the last line twice", lines(func(l []string) []string { return append(l, l[6]) }), heads("i-1"),
			[]string{`line 9, incident "i-1": repeated: it is line 7 once more`}, "i-1 5 broken" + unattested},
		{"an earlier line again", lines(func(l []string) []string { return slices.Insert(l, 6, l[2]) }), heads("i-1"),
			[]string{`line 7, incident "i-1": misplaced: it does not follow line 6: a line is missing between them, or one of them was put in or moved`},
			"i-1 5 broken" + unattested},
		{"an incident that begins twice", lines(func(l []string) []string {
			again, _ := seal(l[6], "")
			return append(l, again)
		}), nil, []string{`line 9, incident "i-1": misplaced: it does not follow line 7: a line is missing between them, or one of them was put in or moved`},
			"i-1 5 broken" + unattested},
		{"a first line that says it follows one of zeros", lines(func(l []string) []string {
			l[4], _ = seal(l[4], zeros)
			return l[4:5]
		}), nil, []string{`line 1, incident "i-3": misplaced: it is not the first of its incident, and what came before is missing`}, "i-3 1 broken"},
		{"one that follows what is long past", lines(func(l []string) []string {
			late, _ := seal(l[6], tip([]byte(l[0])))
			return []string{l[0], l[5], l[2], late}
		}), nil, []string{
			`line 2, incident "i-1": misplaced: it does not follow line 1: a line is missing between them, or one of them was put in or moved`,
			`line 4, incident "i-1": misplaced: it does not follow line 3: a line is missing between them, or one of them was put in or moved`,
		}, "i-1 4 broken"},
		{"entered earlier", lines(func(l []string) []string {
			l[6] = strings.Replace(l[6], "11:32", "10:05", 1)
			return sealed(l...)
		}), nil, []string{`line 7, incident "i-1": backdated: it was recorded earlier than line 6`}, "i-1 4 broken" + unattested},
		{"not sealed from some line on", lines(func(l []string) []string { l[5], l[6] = bare(l[5]), bare(l[6]); return l }), nil,
			[]string{`line 6, incident "i-1": mixed: of it and line 3 only one has a hash`}, "i-1 4 broken" + unattested},
		{"sealed from some line on", lines(func(l []string) []string {
			l[0] = bare(l[0])
			l[2], _ = seal(l[2], "")
			l[5], _ = seal(l[5], tip([]byte(l[2])))
			l[6], _ = seal(l[6], tip([]byte(l[5])))
			return l
		}), nil, []string{`line 3, incident "i-1": mixed: of it and line 1 only one has a hash`}, "i-1 4 broken" + unattested},
		{"one line not sealed", lines(func(l []string) []string { return slices.Insert(l, 4, bare(l[2])) }), heads("i-1"),
			[]string{
				`line 5, incident "i-1": mixed: of it and line 3 only one has a hash`,
				`line 7, incident "i-1": mixed: of it and line 5 only one has a hash`,
			}, "i-1 5 broken" + unattested},
		{"not sealed at all", lines(func(l []string) []string {
			for i := range l {
				l[i] = bare(l[i])
			}
			return l
		}), nil, nil, "i-1 4 unsealed; i-2 3 unsealed; i-3 1 unsealed"},
		{"one incident not sealed", lines(func(l []string) []string { l[4] = bare(l[4]); return l }), heads("i-1"), nil,
			"i-1 4 sealed and attested; i-2 3 sealed, its end not attested; i-3 1 unsealed"},
		{"one incident not sealed that should be", lines(func(l []string) []string { l[4] = bare(l[4]); return l }), heads("i-3"),
			[]string{`line 5, incident "i-3": ended: the last line that the head speaks of is not there`},
			"i-1 4 sealed, its end not attested; i-2 3 sealed, its end not attested; i-3 1 broken"},
		{"the end cut off", lines(func(l []string) []string { return l[:6] }), heads("i-1", "i-2", "i-3"),
			[]string{
				`line 6, incident "i-1": ended: the last line that the head speaks of is not there`,
				`line 4, incident "i-2": ended: the last line that the head speaks of is not there`,
			}, "i-1 3 broken; i-2 2 broken; i-3 1 sealed and attested"},
		{"it goes on after the head", string(s.log), []journal.Head{head("i-1", s.lines[2])},
			[]string{`line 7, incident "i-1": continued: lines follow the last one that the head speaks of`}, "i-1 4 broken" + unattested},
		{"older heads too", string(s.log), []journal.Head{head("i-1", s.lines[2]), *s.heads["i-1"], {Incident: "i-1"}, head("i-1", s.lines[0])}, nil,
			"i-1 4 sealed and attested" + unattested},
		{"an older head that is of something else", string(s.log), []journal.Head{*s.heads["i-1"], head("i-1", s.lines[1])},
			[]string{`line 7, incident "i-1": ended: the last line that the head speaks of is not there`}, "i-1 4 broken" + unattested},
		{"a head that is none", string(s.log), []journal.Head{{Incident: "i-1", Hash: "x"}, {Incident: "i-2", Hash: zeros}},
			[]string{
				`line 7, incident "i-1": ended: the last line that the head speaks of is not there`,
				`line 8, incident "i-2": ended: the last line that the head speaks of is not there`,
			}, "i-1 4 broken; i-2 3 broken; i-3 1 sealed, its end not attested"},
		{"nothing was written", string(s.log), []journal.Head{{Incident: "i-1"}, {Incident: "i-8"}, {}},
			[]string{`line 7, incident "i-1": continued: lines follow the last one that the head speaks of`},
			"i-1 4 broken" + unattested + "; i-8 0 sealed and attested"},
		{"nothing was sealed", lines(func(l []string) []string { return []string{bare(l[4])} }), []journal.Head{{Incident: "i-3"}},
			[]string{`line 1, incident "i-3": continued: lines follow the last one that the head speaks of`}, "i-3 1 broken"},
		{"nothing is there", "", heads("i-2", "i-1"),
			[]string{`incident "i-2": missing: the head speaks of it, and there is no line`, `incident "i-1": missing: the head speaks of it, and there is no line`},
			"i-2 0 broken; i-1 0 broken"},
		{"a line that cannot be read", lines(func(l []string) []string { return slices.Insert(l, 3, "{\n") }), heads("i-1", "i-2", "i-3"),
			[]string{`line 4, column 2: expected a key in quotes; the line ends here`},
			"i-1 4 sealed and attested; i-2 3 sealed and attested; i-3 1 sealed and attested"},
		{"a line torn", lines(func(l []string) []string { l[7] = l[7][:20]; return l }), heads("i-2"),
			[]string{
				`line 8, column 21: expected a closing quote; the line ends here`,
				`line 4, incident "i-2": ended: the last line that the head speaks of is not there`,
			}, "i-1 4 sealed, its end not attested; i-2 2 broken; i-3 1 sealed, its end not attested"},
		{"many things at once", lines(func(l []string) []string {
			l[1] = strings.Replace(l[1], "st-2", "st-1", 1)
			l = slices.Insert(l, 4, l[2])
			return l[1:8]
		}), heads("i-1", "i-2"), []string{
			`line 1, incident "i-2": altered: it is not what its hash was made of`,
			`line 2, incident "i-1": misplaced: it is not the first of its incident, and what came before is missing`,
			`line 4, incident "i-1": repeated: it is line 2 once more`,
			`line 3, incident "i-2": ended: the last line that the head speaks of is not there`,
		}, "i-2 2 broken; i-1 4 broken; i-3 1 sealed, its end not attested"},
	} {
		t.Run(c.name, func(t *testing.T) {
			chains, faults := verify([]byte(c.log), c.heads...)
			var text []string
			for _, err := range faults {
				text = append(text, err.Error())
			}
			assert.Equal(t, c.faults, text)
			assert.Equal(t, c.states, states(chains))
			for _, chain := range chains {
				if chain.State < journal.Sealed {
					assert.Zero(t, chain.Head, "what is broken is not gone on with")
				}
			}
		})
	}
}

func TestAFaultOfASealIsTyped(t *testing.T) {
	s := small(t)
	log := bytes.Replace(s.log, []byte("st-1"), []byte("st-7"), 1)
	_, faults := verify(log)
	require.Len(t, faults, 1)
	fault, ok := errors.AsType[*journal.SealError](faults[0])
	require.True(t, ok)
	assert.Equal(t, journal.SealError{Line: 1, Incident: "i-1", Break: journal.Altered}, *fault)
}

func TestVerifyingAFailingReader(t *testing.T) {
	boom := errors.New("boom")
	s := small(t)
	n := 0
	for c, err := range journal.Verify(io.MultiReader(bytes.NewReader(s.log), iotest.ErrReader(boom)), s.all()...) {
		n++
		assert.Zero(t, c)
		assert.ErrorIs(t, err, boom)
	}
	assert.Equal(t, 1, n, "of a log that was not read to its end nothing is said")
}

func TestABreakEndsVerify(t *testing.T) {
	s := small(t)
	s.log = bytes.ReplaceAll(s.log, []byte("10:02"), []byte("10:01"))
	for most := 1; most < 6; most++ {
		all, n := journal.Verify(bytes.NewReader(s.log), *s.heads["i-3"], journal.Head{Incident: "i-4", Hash: zeros}), 0
		for range all {
			if n++; n == most {
				break
			}
		}
		assert.Equal(t, most, n)
		for range all {
			n++
		}
		assert.Equal(t, most, n)
	}
}

// Neither the lines nor the faults are held: of an incident no more than some words.
func TestVerifyHoldsNoLines(t *testing.T) {
	const incidents = 2000
	text := strings.Repeat("x", policy.MaxText)
	line := 0
	var most uint64
	var before runtime.MemStats
	lines := generator(func() []byte {
		if line++; line > incidents {
			return nil
		}
		if line%500 == 0 {
			var now runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
		}
		sealed, _ := seal(fmt.Sprintf(`{"incident":"i-%d","id":"e1","activity":"close","at":"2025-10-06T10:02:00Z","reason":"%s"}`, line, text), "")
		return []byte(sealed)
	})
	runtime.GC()
	runtime.ReadMemStats(&before)
	chains := 0
	for c, err := range journal.Verify(&lines) {
		require.NoError(t, err)
		require.Equal(t, journal.Sealed, c.State)
		chains++
	}
	assert.Equal(t, incidents, chains)
	assert.Less(t, most-min(most, before.HeapAlloc), uint64(incidents*1024), "the lines have %d bytes", incidents*len(text))
}

// lines is a reader of lines that are made as they are asked for.
type lines struct {
	next func() []byte
	rest []byte
}

func generator(next func() []byte) lines { return lines{next: next} }

func (l *lines) Read(p []byte) (int, error) {
	if len(l.rest) == 0 {
		if l.rest = l.next(); l.rest == nil {
			return 0, io.EOF
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

var sealings = rapid.Custom(func(t *rapid.T) *sealing {
	s := &sealing{}
	clocks := map[string]time.Time{}
	names := rapid.SliceOfNDistinct(ids, 1, 4, rapid.ID).Draw(t, "incidents")
	for range rapid.IntRange(1, 12).Draw(t, "lines") {
		e := events.Draw(t, "event")
		e.Incident = rapid.SampledFrom(names).Draw(t, "incident")
		if clocks[e.Incident].IsZero() {
			clocks[e.Incident] = sealStart
		}
		e.Recorded = clocks[e.Incident].Add(time.Duration(rapid.Int64Range(0, 1e12).Draw(t, "later"))).In(e.At.Location())
		clocks[e.Incident] = e.Recorded
		if rapid.Bool().Draw(t, "detached") {
			_, err := journal.Detach(&e, counter(1))
			require.NoError(t, err)
		}
		s.add(t, &e)
	}
	return s
})

func TestWhatIsWrittenIsAttested(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sealings.Draw(t, "log")
		chains, faults := verify(s.log, s.all()...)
		require.Empty(t, faults)
		require.Len(t, chains, len(s.order))
		for i, c := range chains {
			want := *s.heads[s.order[i]]
			require.Equal(t, journal.Attested, c.State)
			require.True(t, want.Recorded.Equal(c.Head.Recorded))
			c.Head.Recorded, want.Recorded = time.Time{}, time.Time{}
			require.Equal(t, want, c.Head)
		}
		var plain []string
		for _, line := range s.lines {
			plain = append(plain, bare(string(line)))
		}
		require.Equal(t, strings.Join(sealed(plain...), ""), string(s.log))
		again := &sealing{}
		events, faults := read(bytes.NewReader(s.log))
		require.Empty(t, faults)
		for i := range events {
			again.add(t, &events[i])
		}
		require.Equal(t, string(s.log), string(again.log))
	})
}

// Whatever is done to the lines, by somebody who does not have the heads: either the log says the same as before, or not all of it
// is attested.
func TestWhatIsNotWrittenIsNotAttested(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sealings.Draw(t, "log")
		lines := slices.Clone(s.lines)
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			if len(lines) == 0 {
				break
			}
			i := rapid.IntRange(0, len(lines)-1).Draw(t, "line")
			j := rapid.IntRange(0, len(lines)-1).Draw(t, "and line")
			switch rapid.IntRange(0, 6).Draw(t, "what") {
			case 0:
				lines = slices.Delete(lines, i, i+1)
			case 1:
				lines[i], lines[j] = lines[j], lines[i]
			case 2:
				lines = slices.Insert(lines, i, lines[j])
			case 3:
				lines[i] = []byte(bare(string(lines[i])))
			case 4: // all is made anew, one line being another
				lines[i] = bytes.Replace(lines[i], []byte(`"id":"`), []byte(`"id":"x`), 1)
				var all []string
				for _, line := range lines {
					all = append(all, string(line))
				}
				lines = nil
				for _, line := range sealed(all...) {
					lines = append(lines, []byte(line))
				}
			case 5:
				at := rapid.IntRange(0, len(lines[i])-1).Draw(t, "byte")
				lines[i] = slices.Clone(lines[i])
				lines[i][at] = rapid.Byte().Draw(t, "value")
			case 6:
				forged, _ := seal(`{"incident":"`+incident(string(lines[i]))+`","id":"f1","activity":"close","at":"2100-10-07T10:02:00Z"}`, incidentTip(lines[i]))
				lines = slices.Insert(lines, i+1, []byte(forged))
			}
		}
		log := join(lines...)
		if !assert.ObjectsAreEqual(content(s.log), content(log)) {
			require.False(t, whole(log, s.all()...))
		}
	})
}

func incidentTip(line []byte) string {
	if !bytes.Contains(line, []byte(`,"hash":"`)) || len(line) < 100 {
		return zeros
	}
	return tip(line)
}
