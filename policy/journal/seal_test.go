package journal_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// sealing is a log as it is written, with the heads of its incidents.
type sealing struct {
	log   []byte
	lines [][]byte // with their ends
	whose []string // the incident of each line
	heads map[string]*journal.Head
	order []string // of the incidents
}

func (s *sealing) add(tb require.TestingT, e *policy.Event) {
	if s.heads == nil {
		s.heads = map[string]*journal.Head{}
	}
	if s.heads[e.Incident] == nil {
		s.heads[e.Incident] = &journal.Head{}
		s.order = append(s.order, e.Incident)
	}
	before := len(s.log)
	var err error
	s.log, err = journal.AppendSealed(s.log, e, s.heads[e.Incident])
	require.NoError(tb, err)
	s.lines = append(s.lines, bytes.Clone(s.log[before:]))
	s.whose = append(s.whose, e.Incident)
}

// all are the heads in the order in which their incidents begin.
func (s *sealing) all() []journal.Head {
	var heads []journal.Head
	for _, id := range s.order {
		heads = append(heads, *s.heads[id])
	}
	return heads
}

var sealStart = time.Date(2025, 10, 6, 10, 2, 0, 0, time.FixedZone("", -6*3600))

// small is a log of three incidents that are at work at the same time, the third of a single line.
func small(tb require.TestingT) *sealing {
	s := &sealing{}
	minute := func(n int) time.Time { return sealStart.Add(time.Duration(n) * time.Minute) }
	for _, e := range []policy.Event{
		{Incident: "i-1", ID: "e1", Activity: policy.Initiate, At: minute(0), Kind: policy.Seclusion, Student: "st-1"},
		{Incident: "i-2", ID: "e1", Activity: policy.Initiate, At: minute(1), Kind: policy.Restraint, Student: "st-2"},
		{Incident: "i-1", ID: "e2", Activity: policy.Monitor, At: minute(2), Reason: "é"},
		{Incident: "i-2", ID: "e2", Activity: policy.Release, At: minute(2), Recorded: minute(3)},
		{Incident: "i-3", ID: "e1", Activity: policy.Attest, At: minute(3)},
		{Incident: "i-1", ID: "e3", Activity: policy.Release, At: minute(4)},
		{Incident: "i-1", ID: "e4", Activity: policy.Contact, At: minute(4), Recorded: minute(90)},
		{Incident: "i-2", ID: "e3", Activity: policy.Close, At: minute(90)},
	} {
		s.add(tb, &e)
	}
	return s
}

// seal puts a seal to a line as the package comment has it. What seal the line has is taken off first.
func seal(line, prev string) (out, hash string) {
	line = strings.TrimSuffix(bare(line), "}\n")
	if prev != "" {
		line += `,"prev":"` + prev + `"`
	}
	sum := sha256.Sum256([]byte(line))
	hash = hex.EncodeToString(sum[:])
	return line + `,"hash":"` + hash + "\"}\n", hash
}

// sealed puts the seals to lines, as somebody does who rewrites a log.
func sealed(lines ...string) []string {
	tips := map[string]string{}
	var out []string
	for _, line := range lines {
		id := incident(line)
		line, tips[id] = seal(line, tips[id])
		out = append(out, line)
	}
	return out
}

// tip is the hash of a sealed line.
func tip(line []byte) string { return string(line[len(line)-67 : len(line)-3]) }

func incident(line string) string {
	id := struct {
		Incident string `json:"incident"`
	}{}
	_ = json.Unmarshal([]byte(line), &id)
	return id.Incident
}

// bare takes the seal off a line.
func bare(line string) string {
	for _, key := range []string{`,"prev":"`, `,"hash":"`} {
		if head, _, found := strings.Cut(line, key); found {
			return head + "}\n"
		}
	}
	return strings.TrimSuffix(line, "\n") + "\n"
}

func TestASealedLineIsThatOfAppendAndItsSeal(t *testing.T) {
	s := small(t)
	var plain []string
	events, faults := read(bytes.NewReader(s.log))
	require.Empty(t, faults)
	for _, e := range events {
		line, err := journal.Append(nil, &e)
		require.NoError(t, err)
		plain = append(plain, string(line))
	}
	assert.Equal(t, strings.Join(sealed(plain...), ""), string(s.log))

	assert.Equal(t, journal.Head{
		Incident: "i-1", Lines: 4, Recorded: sealStart.Add(90 * time.Minute), Hash: tip(s.lines[6]),
	}, *s.heads["i-1"])
	assert.Equal(t, 1, s.heads["i-3"].Lines)
	assert.Equal(t, sealStart.Add(3*time.Minute), s.heads["i-3"].Recorded, "without Recorded it is At")
}

func TestAppendSealedRefusesAndChangesNothing(t *testing.T) {
	at := sealStart
	full := journal.Head{Incident: "i-1", Lines: 3, Recorded: at, Hash: strings.Repeat("a", 64)}
	const wantHead = "prev: expected a head as the line before left it"
	for _, c := range []struct {
		name   string
		change func(*policy.Event, *journal.Head)
		want   string
	}{
		{"what Append refuses", func(e *policy.Event, _ *journal.Head) { e.Reason = "Zz\xff" }, `event "e4": reason: expected valid UTF-8`},
		{"entered earlier", func(e *policy.Event, _ *journal.Head) { e.Recorded = at.Add(-1) },
			`event "e4": recorded is "2025-10-06T10:01:59.999999999-06:00": expected not before 2025-10-06T10:02:00-06:00, when the line before was entered`},
		{"entered at once and earlier", func(e *policy.Event, _ *journal.Head) { e.At = at.Add(-time.Minute) },
			`event "e4": recorded is "2025-10-06T10:01:00-06:00": expected not before 2025-10-06T10:02:00-06:00, when the line before was entered`},
		{"the head of another incident", func(e *policy.Event, _ *journal.Head) { e.Incident = "i-2" },
			`event "e4": incident is "i-2": expected the incident of the head`},
		{"the head of another incident that has begun nothing", func(e *policy.Event, h *journal.Head) { *h = journal.Head{Incident: "i-2"} },
			`event "e4": incident is "i-1": expected the incident of the head`},
		{"an incident that could be a name", func(e *policy.Event, _ *journal.Head) { e.Incident = "Zz z" },
			`event "e4": incident: expected the incident of the head`},
		{"a head without hash", func(_ *policy.Event, h *journal.Head) { h.Hash = "" }, `event "e4": ` + wantHead},
		{"a head with half a hash", func(_ *policy.Event, h *journal.Head) { h.Hash = h.Hash[:32] }, `event "e4": ` + wantHead},
		{"a head in capitals", func(_ *policy.Event, h *journal.Head) { h.Hash = strings.ToUpper(h.Hash) }, `event "e4": ` + wantHead},
		{"a head without incident", func(_ *policy.Event, h *journal.Head) { h.Incident = "" }, `event "e4": ` + wantHead},
		{"a head of less than no lines", func(_ *policy.Event, h *journal.Head) { h.Lines = -1 }, `event "e4": ` + wantHead},
		{"a hash of no lines", func(_ *policy.Event, h *journal.Head) { h.Lines, h.Recorded = 0, time.Time{} }, `event "e4": ` + wantHead},
		{"no lines, and a time", func(_ *policy.Event, h *journal.Head) { h.Lines, h.Hash = 0, "" }, `event "e4": ` + wantHead},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := policy.Event{Incident: "i-1", ID: "e4", Activity: policy.Close, At: at}
			head := full
			c.change(&e, &head)
			was := head
			log, err := journal.AppendSealed([]byte("before"), &e, &head)
			require.EqualError(t, err, c.want)
			assert.Equal(t, "before", string(log))
			assert.Equal(t, was, head)
			var fault *policy.RecordError
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, "e4", fault.Event)
		})
	}
}

// Two entries at one instant are in order, whatever offset they are written with, and whatever a monotonic clock said.
func TestTheSameInstantIsInOrder(t *testing.T) {
	head := journal.Head{Incident: "i-1"}
	e := policy.Event{Incident: "i-1", ID: "e1", Activity: policy.Close, At: time.Now()}
	log, err := journal.AppendSealed(nil, &e, &head)
	require.NoError(t, err)
	assert.Equal(t, e.At.Round(0), head.Recorded)
	e.Recorded = time.Now()
	log, err = journal.AppendSealed(log, &e, &head)
	require.NoError(t, err)
	assert.NotContains(t, head.Recorded.String(), "m=")
	e.Recorded = time.Time{}
	for n := 2; n < 5; n++ {
		e.ID, e.At = fmt.Sprintf("e%d", n), head.Recorded.In(time.FixedZone("", n*3600))
		log, err = journal.AppendSealed(log, &e, &head)
		require.NoError(t, err)
	}
	chains, faults := verify(log, head)
	require.Empty(t, faults)
	assert.Equal(t, journal.Attested, chains[0].State)
}

func TestAHeadSurvivesAStore(t *testing.T) {
	s := small(t)
	kept, err := json.Marshal(s.heads["i-1"])
	require.NoError(t, err)
	var head journal.Head
	require.NoError(t, json.Unmarshal(kept, &head))
	e := policy.Event{Incident: "i-1", ID: "e9", Activity: policy.Close, At: sealStart.Add(2 * time.Hour)}
	want, err := journal.AppendSealed(s.log, &e, s.heads["i-1"])
	require.NoError(t, err)
	got, err := journal.AppendSealed(bytes.Clone(s.log), &e, &head)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
	assert.Equal(t, s.heads["i-1"].Hash, head.Hash)
}

// The largest event leaves room for its seal.
func TestTheLargestEventIsSealed(t *testing.T) {
	e := largest()
	head := journal.Head{Incident: e.Incident, Lines: 1, Recorded: e.Recorded, Hash: strings.Repeat("a", 64)}
	line, err := journal.AppendSealed(nil, &e, &head)
	require.NoError(t, err)
	assert.Less(t, len(line), journal.MaxLine/2)
	got, err := journal.Parse(line)
	require.NoError(t, err)
	assert.Equal(t, e, got)
}
