package lifecycle

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/looplab/fsm"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
)

// The life cycle of a seclusion.
type stage uint8

const (
	notBegun stage = iota
	secluded
	steppingDown
	released
	ended
	interrupted
	converted
	debriefed
	closed
)

// seclusion returns the definition anew each time, so that a test may spoil its own.
func seclusion() Definition[stage] {
	return Definition[stage]{
		Kind: policy.Seclusion,
		States: []string{"not begun", "secluded", "stepping down", "released", "ended", "interrupted", "converted", "debriefed",
			"closed"},
		Phases: []policy.Phase{policy.NotBegun, policy.Held, policy.Held, policy.After, policy.After, policy.After, policy.After,
			policy.After, policy.After},
		Moves: []Row[stage]{
			{From: []stage{notBegun}, Do: policy.Initiate, To: secluded},
			{From: []stage{secluded}, Do: policy.StepDown, To: steppingDown},
			{From: []stage{secluded, steppingDown}, Do: policy.Release, To: released},
			{From: []stage{secluded, steppingDown, released}, Do: policy.End, To: ended},
			{From: []stage{secluded, steppingDown, released}, Do: policy.Interrupt, To: interrupted},
			{From: []stage{secluded, steppingDown}, Do: policy.Convert, To: converted},
			{From: []stage{steppingDown, released, ended, interrupted, converted, debriefed, closed}, Do: policy.Resume, To: secluded},
			{From: []stage{ended, interrupted, converted}, Do: policy.Debrief, To: debriefed},
			{From: []stage{released, ended, interrupted, converted, debriefed}, Do: policy.Close, To: closed},
		},
		Stays: []Stay[stage]{
			{In: []stage{secluded, steppingDown}, Do: []policy.Activity{policy.Present, policy.Absent, policy.Observe,
				policy.Explain, policy.Monitor, policy.Review, policy.Approve, policy.Escalate, policy.Contact, policy.Support,
				policy.Document, policy.Report}},
			{In: []stage{steppingDown}, Do: []policy.Activity{policy.StepDown}},
			{In: []stage{released, ended, interrupted, converted, debriefed, closed}, Do: []policy.Activity{policy.Present,
				policy.Absent, policy.Observe, policy.Explain, policy.Monitor, policy.StepDown, policy.Approve, policy.Escalate,
				policy.Contact, policy.Support, policy.Clean, policy.Document, policy.Report}},
			{In: []stage{released}, Do: []policy.Activity{policy.Debrief}},
			{In: []stage{debriefed, closed}, Do: []policy.Activity{policy.Debrief, policy.End}},
		},
	}
}

func seclusionMachine(t testing.TB) *Machine[stage] {
	t.Helper()
	m, err := New(seclusion())
	require.NoError(t, err)
	return m
}

// words are all standard activities, some foreign ones, and some that are nothing.
func words() []policy.Activity {
	return append(policy.Activities(), "ourboard/nurse-called", "x/y", "", "monitr", "Monitor", "/", "/x", "x/")
}

func TestMachineIsALifecycle(t *testing.T) {
	var l policy.Lifecycle = seclusionMachine(t)
	assert.Equal(t, policy.Seclusion, l.Kind())
	assert.Equal(t, seclusion().States, l.States())
	for s, want := range seclusion().Phases {
		assert.Equal(t, want, l.Phase(uint8(s)))
	}
}

func TestNextWalksAnIncident(t *testing.T) {
	m := seclusionMachine(t)
	state := uint8(0)
	for _, step := range []struct {
		do policy.Activity
		to stage
	}{
		{policy.Attest, notBegun}, {policy.Initiate, secluded}, {policy.Monitor, secluded}, {"ourboard/nurse-called", secluded},
		{policy.StepDown, steppingDown}, {policy.StepDown, steppingDown}, {policy.Release, released}, {policy.Resume, secluded},
		{policy.Interrupt, interrupted}, {policy.Debrief, debriefed}, {policy.Close, closed}, {policy.Contact, closed},
		{policy.Correct, closed}, {policy.Resume, secluded}, {policy.Release, released},
	} {
		next, ok := m.Next(state, step.do)
		require.True(t, ok, "%s from %d", step.do, state)
		require.Equal(t, step.to, stage(next), "%s from %d", step.do, state)
		state = next
	}
}

func TestWithoutATransitionTheStateStaysAsItCame(t *testing.T) {
	m := seclusionMachine(t)
	for _, c := range []struct {
		from stage
		do   policy.Activity
	}{
		{notBegun, policy.Release}, {notBegun, policy.Monitor}, {secluded, policy.Initiate}, {secluded, policy.Close},
		{closed, policy.Close}, {released, policy.Release}, {secluded, "monitr"}, {secluded, ""}, {secluded, "/"}, {secluded, "x/"},
	} {
		next, ok := m.Next(uint8(c.from), c.do)
		assert.False(t, ok, "%q from %d", c.do, c.from)
		assert.Equal(t, c.from, stage(next), "%q from %d", c.do, c.from)
	}
}

func TestRecordsStayInEveryState(t *testing.T) {
	m := seclusionMachine(t)
	for _, a := range words() {
		if !a.IsRecord() {
			continue
		}
		for s := range m.States() {
			next, ok := m.Next(uint8(s), a)
			assert.True(t, ok, "%s from %d", a, s)
			assert.Equal(t, s, int(next), "%s from %d", a, s)
		}
	}
}

func TestANumberThatIsNoState(t *testing.T) {
	m := seclusionMachine(t)
	for s := len(m.States()); s < 256; s++ {
		for _, a := range words() {
			next, ok := m.Next(uint8(s), a)
			assert.False(t, ok, "%s from %d", a, s)
			assert.Equal(t, s, int(next), "%s from %d", a, s)
		}
		assert.Equal(t, policy.NotBegun, m.Phase(uint8(s)))
	}
}

func TestTheZeroMachineAllowsNothing(t *testing.T) {
	var m Machine[stage]
	for _, a := range words() {
		_, ok := m.Next(0, a)
		assert.False(t, ok, a)
	}
	assert.Equal(t, policy.NotBegun, m.Phase(0))
	assert.Empty(t, m.States())
	assert.Empty(t, slices.Collect(m.Transitions()))
}

func TestAMachineIsImmutable(t *testing.T) {
	d := seclusion()
	m, err := New(d)
	require.NoError(t, err)
	before := slices.Collect(m.Transitions())

	d.States[1], d.Phases[1], d.Moves[0].To = "spoilt", policy.After, closed
	d.Moves[0].From[0], d.Stays[0].Do[0] = closed, policy.Close
	m.States()[2] = "spoilt"

	assert.Equal(t, seclusion().States, m.States())
	assert.Equal(t, policy.Held, m.Phase(1))
	assert.Equal(t, before, slices.Collect(m.Transitions()))
}

func TestTransitionsAreSortedAndComplete(t *testing.T) {
	m := seclusionMachine(t)
	got := slices.Collect(m.Transitions())

	rank := map[policy.Activity]int{}
	for i, a := range policy.Activities() {
		rank[a] = i
	}
	assert.True(t, slices.IsSortedFunc(got, func(a, b Transition[stage]) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(rank[a.Do], rank[b.Do]))
	}))
	assert.Equal(t, Transition[stage]{From: notBegun, Do: policy.Initiate, To: secluded}, got[4])
	assert.Contains(t, got, Transition[stage]{From: secluded, Do: policy.Monitor, To: secluded, Stay: true})

	var moves, stays, records int
	for _, tr := range got {
		next, ok := m.Next(uint8(tr.From), tr.Do)
		assert.True(t, ok)
		assert.Equal(t, tr.To, stage(next))
		assert.Equal(t, tr.From == tr.To, tr.Stay)
		switch {
		case tr.Do.IsRecord():
			records++
		case tr.Stay:
			stays++
		default:
			moves++
		}
	}
	var rows, listed int
	for _, r := range seclusion().Moves {
		rows += len(r.From)
	}
	for _, s := range seclusion().Stays {
		listed += len(s.In) * len(s.Do)
	}
	assert.Equal(t, rows, moves)
	assert.Equal(t, listed, stays)
	assert.Equal(t, 6*len(m.States()), records)

	for range 20 {
		require.Equal(t, got, slices.Collect(m.Transitions()), "the order is always the same")
	}
	for tr := range m.Transitions() {
		require.Equal(t, got[0], tr)
		break
	}
}

// The table serves; looplab judges. Both are asked about everything.
func TestTableAgreesWithALiveEngine(t *testing.T) {
	m := seclusionMachine(t)
	d := seclusion()
	live := newBare() // stays are rows to it
	for from, name := range d.States {
		for _, a := range words() {
			next, ok := m.Next(uint8(from), a)
			live.SetState(name)
			if a.IsRecord() {
				assert.False(t, live.Can(string(a)), "records are no rows")
				assert.True(t, ok && int(next) == from)
				continue
			}
			require.Equal(t, live.Can(string(a)), ok, "%s from %s", a, name)
			err := bareEvent(live, string(a))
			require.Equal(t, ok, err == nil, "%s from %s: %v", a, name, err)
			require.Equal(t, d.States[next], live.Current(), "%s from %s", a, name)
		}
	}
}

func TestEveryFaultIsFound(t *testing.T) {
	type definition = Definition[stage]
	missing := func(state int, a policy.Activity) policy.Fault {
		return policy.Fault{Where: fmt.Sprintf("state %d", state),
			What: fmt.Sprintf("the student is held and %s has no transition: release is never refused", a)}
	}
	holding := func(state int, a policy.Activity, to string) policy.Fault {
		return policy.Fault{Where: fmt.Sprintf("state %d", state),
			What: fmt.Sprintf("the student is held and %s leads to %q, which is held: expected after", a, to)}
	}
	seizing := func(state int, a policy.Activity, to string) policy.Fault {
		return policy.Fault{Where: fmt.Sprintf("state %d", state),
			What: fmt.Sprintf("%s leads into %q, where the student is held: only initiate and resume begin that", a, to)}
	}
	for name, c := range map[string]struct {
		spoil func(*definition)
		want  policy.Fault
	}{
		"no kind": {func(d *definition) { d.Kind = "" },
			policy.Fault{Where: "Kind", What: `"" is no name that a log can carry`}},
		"a kind that no log carries": {func(d *definition) { d.Kind = "Quiet Room" },
			policy.Fault{Where: "Kind", What: `"Quiet Room" is no name that a log can carry`}},
		"no states": {func(d *definition) { d.States = nil },
			policy.Fault{Where: "States", What: "there are 0: expected 1 to 250"}},
		"too many states": {func(d *definition) {
			for i := len(d.States); i < 251; i++ {
				d.States, d.Phases = append(d.States, fmt.Sprintf("after %d", i)), append(d.Phases, policy.After)
			}
		}, policy.Fault{Where: "States", What: "there are 251: expected 1 to 250"}},
		"a state without a name": {func(d *definition) { d.States[4] = "" },
			policy.Fault{Where: "States", What: "state 4 has no name"}},
		"two states of one name": {func(d *definition) { d.States[4] = "released" },
			policy.Fault{Where: "States", What: `states 3 and 4 are both called "released"`}},
		"a phase too few": {func(d *definition) { d.Phases = d.Phases[:8] },
			policy.Fault{Where: "Phases", What: "there are 8 for 9 states"}},
		"a phase too many": {func(d *definition) { d.Phases = append(d.Phases, policy.After) },
			policy.Fault{Where: "Phases", What: "there are 10 for 9 states"}},
		"state 0 has begun": {func(d *definition) { d.Phases[0] = policy.After },
			policy.Fault{Where: "Phases", What: "state 0 is after: expected not begun"}},
		"a later state has not begun": {func(d *definition) { d.Phases[7] = policy.NotBegun },
			policy.Fault{Where: "Phases", What: "state 7 is not begun: expected held or after"}},
		"the first state has not begun": {func(d *definition) { d.Phases[1] = policy.NotBegun },
			policy.Fault{Where: "Phases", What: "state 1 is not begun: expected held or after"}},
		"a phase that does not exist": {func(d *definition) { d.Phases[7] = 9 },
			policy.Fault{Where: "Phases", What: "state 7 is invalid: expected held or after"}},
		"a move from an unknown state": {func(d *definition) { d.Moves[2].From = append(d.Moves[2].From, 9) },
			policy.Fault{Where: "Moves[2]", What: "there is no state 9"}},
		"a move to an unknown state": {func(d *definition) { d.Moves[2].To = 200 },
			policy.Fault{Where: "Moves[2]", What: "there is no state 200"}},
		"a stay in an unknown state": {func(d *definition) { d.Stays[1].In = append(d.Stays[1].In, 255) },
			policy.Fault{Where: "Stays[1]", What: "there is no state 255"}},
		"a move from nowhere": {func(d *definition) { d.Moves[2].From = nil },
			policy.Fault{Where: "Moves[2]", What: "release leads from nowhere"}},
		"a stay in nothing": {func(d *definition) { d.Stays[1].In = nil },
			policy.Fault{Where: "Stays[1]", What: "it needs states and activities"}},
		"a stay with nothing": {func(d *definition) { d.Stays[1].Do = nil },
			policy.Fault{Where: "Stays[1]", What: "it needs states and activities"}},
		"a misspelt move": {func(d *definition) { d.Moves[2].Do = "relase" },
			policy.Fault{Where: "Moves[2]", What: `"relase" is no standard activity`}},
		"a misspelt stay": {func(d *definition) { d.Stays[0].Do[4] = "monitr" },
			policy.Fault{Where: "Stays[0]", What: `"monitr" is no standard activity`}},
		"a record that moves": {func(d *definition) { d.Moves[8].Do = policy.Correct },
			policy.Fault{Where: "Moves[8]", What: "correct is a record, which stays in every state: no table says so"}},
		"a foreign activity that moves": {func(d *definition) { d.Moves[8].Do = "ourboard/shut" },
			policy.Fault{Where: "Moves[8]", What: "ourboard/shut is a record, which stays in every state: no table says so"}},
		"a record that is listed": {func(d *definition) { d.Stays[1].Do[0] = policy.NextUse },
			policy.Fault{Where: "Stays[1]", What: "next-use is a record, which stays in every state: no table says so"}},
		"a move to itself": {func(d *definition) { d.Moves[8].From = append(d.Moves[8].From, closed) },
			policy.Fault{Where: "Moves[8]", What: `close leads from "closed" to itself: that is for Stays`}},
		"the same move twice in a row": {func(d *definition) { d.Moves[2].From = append(d.Moves[2].From, secluded) },
			policy.Fault{Where: "Moves[2]", What: `release from "secluded" has been given in Moves[2]`}},
		"two moves that differ": {func(d *definition) {
			d.Moves = append(d.Moves, Row[stage]{From: []stage{secluded}, Do: policy.Release, To: ended})
		}, policy.Fault{Where: "Moves[9]", What: `release from "secluded" has been given in Moves[2]`}},
		"a stay that is also a move": {func(d *definition) { d.Stays[1].In[0] = secluded },
			policy.Fault{Where: "Stays[1]", What: `step-down from "secluded" has been given in Moves[1]`}},
		"the same stay twice": {func(d *definition) { d.Stays[4].Do[0] = policy.StepDown },
			policy.Fault{Where: "Stays[4]", What: `step-down from "debriefed" has been given in Stays[2]`}},
		"a state that nothing leads to": {func(d *definition) { d.Moves[5].To = ended },
			policy.Fault{Where: "States", What: `nothing leads to state 6, "converted"`}},
		"two states that lead to each other only": {func(d *definition) {
			d.States, d.Phases = append(d.States, "here", "there"), append(d.Phases, policy.After, policy.After)
			d.Moves = append(d.Moves, Row[stage]{From: []stage{9}, Do: policy.Document, To: 10},
				Row[stage]{From: []stage{10}, Do: policy.Document, To: 9})
		}, policy.Fault{Where: "States", What: `nothing leads to state 9, "here"`}},
		"back to not begun": {func(d *definition) { d.Moves[8].To = notBegun },
			policy.Fault{Where: "Moves[8]", What: `close leads from "released" back to "not begun": what has begun stays so`}},
		"held without a step-down": {func(d *definition) { d.Stays = slices.Delete(d.Stays, 1, 2) },
			missing(2, "step-down")},
		"held without a release": {func(d *definition) { d.Moves[2].From = d.Moves[2].From[:1] },
			missing(2, "release")},
		"held without an end": {func(d *definition) { d.Moves[3].From = d.Moves[3].From[1:] },
			missing(1, "end")},
		"held without an interruption": {func(d *definition) { d.Moves[4].From = d.Moves[4].From[1:] },
			missing(1, "interrupt")},
		"a release that holds": {func(d *definition) {
			d.Moves[2] = Row[stage]{From: []stage{secluded}, Do: policy.Release, To: steppingDown}
			d.Moves = append(d.Moves, Row[stage]{From: []stage{steppingDown}, Do: policy.Release, To: released})
		}, holding(1, "release", "stepping down")},
		"a release that changes nothing": {func(d *definition) {
			d.Moves[2].From = d.Moves[2].From[:1]
			d.Stays[1].Do = append(d.Stays[1].Do, policy.Release)
		}, holding(2, "release", "stepping down")},
		"an end that holds": {func(d *definition) {
			d.Moves[3].From = d.Moves[3].From[1:]
			d.Stays = append(d.Stays, Stay[stage]{In: []stage{secluded}, Do: []policy.Activity{policy.End}})
		}, holding(1, "end", "secluded")},
		"an interruption that holds": {func(d *definition) {
			d.Moves[4].From = d.Moves[4].From[1:]
			d.Stays = append(d.Stays, Stay[stage]{In: []stage{secluded}, Do: []policy.Activity{policy.Interrupt}})
		}, holding(1, "interrupt", "secluded")},
		"held by a check": {func(d *definition) {
			d.Stays[2].In = d.Stays[2].In[1:]
			d.Moves = append(d.Moves, Row[stage]{From: []stage{released}, Do: policy.Monitor, To: secluded})
		}, seizing(3, "monitor", "secluded")},
		"held before it begins": {func(d *definition) {
			d.Moves = append(d.Moves, Row[stage]{From: []stage{notBegun}, Do: policy.StepDown, To: steppingDown})
		}, seizing(0, "step-down", "stepping down")},
	} {
		t.Run(name, func(t *testing.T) {
			d := seclusion()
			c.spoil(&d)
			m, err := New(d)
			assert.Nil(t, m)
			var pe *policy.ProfileError
			require.ErrorAs(t, err, &pe)
			assert.Equal(t, "lifecycle "+string(d.Kind), pe.Profile)
			assert.Contains(t, pe.Faults, c.want)
		})
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	d := seclusion()
	d.Kind = ""
	d.States[8] = d.States[7]
	d.Phases[0] = policy.Held
	d.Moves[1].Do = "stepdown"
	d.Moves[2].From = d.Moves[2].From[:1]
	d.Moves[5].To = 77
	d.Stays[0].In[0] = 99
	_, err := New(d)
	var pe *policy.ProfileError
	require.ErrorAs(t, err, &pe)
	assert.Equal(t, []policy.Fault{
		{Where: "Kind", What: `"" is no name that a log can carry`},
		{Where: "States", What: `states 7 and 8 are both called "debriefed"`},
		{Where: "Phases", What: "state 0 is held: expected not begun"},
		{Where: "Moves[1]", What: `"stepdown" is no standard activity`},
		{Where: "Moves[5]", What: "there is no state 77"},
		{Where: "Stays[0]", What: "there is no state 99"},
		{Where: "States", What: `nothing leads to state 6, "converted"`},
		{Where: "state 0", What: "the student is held and step-down has no transition: release is never refused"},
		{Where: "state 0", What: "the student is held and release has no transition: release is never refused"},
		{Where: "state 0", What: "the student is held and interrupt has no transition: release is never refused"},
		{Where: "state 0", What: "the student is held and end has no transition: release is never refused"},
		{Where: "state 1", What: "the student is held and step-down has no transition: release is never refused"},
		{Where: "state 2", What: "the student is held and release has no transition: release is never refused"},
	}, pe.Faults)
}

func TestTheSmallestAndTheLargestMachine(t *testing.T) {
	d := Definition[stage]{Kind: "ourboard/quiet-corner", States: []string{"not begun"}, Phases: []policy.Phase{policy.NotBegun}}
	m, err := New(d)
	require.NoError(t, err, "a machine that only keeps records")
	_, ok := m.Next(0, policy.Initiate)
	assert.False(t, ok)

	d.States, d.Phases = make([]string, maxStates), make([]policy.Phase, maxStates)
	for i := range d.States {
		d.States[i] = fmt.Sprintf("state %d", i)
		if i > 0 {
			d.Phases[i] = policy.After
			d.Moves = append(d.Moves, Row[stage]{From: []stage{stage(i - 1)}, Do: policy.Document, To: stage(i)})
		}
	}
	m, err = New(d)
	require.NoError(t, err, "as many states as there may be")
	next, ok := m.Next(maxStates-2, policy.Document)
	assert.True(t, ok && next == maxStates-1)
	_, ok = m.Next(maxStates-1, policy.Document)
	assert.False(t, ok)
}

// What the engine might do to us, were it to change: each is a fault of the table, in words, and leaves no trace of looplab.
func TestASurpriseFromTheEngineIsAFault(t *testing.T) {
	d := seclusion()
	written, faults := check(d)
	require.Empty(t, faults)
	rows := func() fsm.Events {
		var events fsm.Events
		for _, r := range d.Moves {
			for _, from := range r.From {
				events = append(events, fsm.EventDesc{Name: string(r.Do), Src: []string{d.States[from]}, Dst: d.States[r.To]})
			}
		}
		return events
	}
	for name, c := range map[string]struct {
		engine func() *fsm.FSM
		want   string
	}{
		"it refuses a move": {func() *fsm.FSM { return fsm.NewFSM("not begun", rows()[1:], nil) },
			`initiate from "not begun": it leads to "not begun", and the table says "secluded"`},
		"it knows another move": {func() *fsm.FSM {
			return fsm.NewFSM("not begun", append(rows(), fsm.EventDesc{Name: "close", Src: []string{"secluded"}, Dst: "closed"}), nil)
		}, `close from "secluded": it leads to "closed", and the table knows no such move`},
		"it moves on a stay": {func() *fsm.FSM {
			return fsm.NewFSM("not begun", append(rows(), fsm.EventDesc{Name: "monitor", Src: []string{"secluded"}, Dst: "closed"}), nil)
		}, `monitor from "secluded": it leads to "closed", and the table knows no such move`},
		"it was told a stay": {func() *fsm.FSM {
			return fsm.NewFSM("not begun", append(rows(), fsm.EventDesc{Name: "monitor", Src: []string{"secluded"}, Dst: "secluded"}), nil)
		}, `monitor from "secluded": it is said to be possible and fails: no transition`},
		"it leads elsewhere": {func() *fsm.FSM {
			return fsm.NewFSM("not begun", append(rows(), fsm.EventDesc{Name: "release", Src: []string{"secluded"}, Dst: "closed"}), nil)
		}, `release from "secluded": it leads to "closed", and the table says "released"`},
		"it moves and fails": {func() *fsm.FSM {
			return fsm.NewFSM("not begun", rows(), fsm.Callbacks{"enter_converted": fail})
		}, `convert from "secluded": it is said to be possible and fails: boom`},
		"it is wedged": {func() *fsm.FSM {
			f := fsm.NewFSM("not begun", rows(), nil)
			wedge(f, "initiate")
			return f
		}, `initiate from "not begun": it leads to "not begun", and the table says "secluded"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := drive(c.engine(), d.States, written)
			assert.Contains(t, faults, policy.Fault{Where: "engine", What: c.want})
		})
	}
	judged, faults := drive(engine(d.States, written), d.States, written)
	assert.Empty(t, faults)
	assert.Equal(t, written, judged)
}

func TestOneMachineServesManyGoroutines(t *testing.T) {
	m := seclusionMachine(t)
	want := slices.Collect(m.Transitions())
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				assert.Equal(t, want, slices.Collect(m.Transitions()))
				for s := range 256 {
					for _, a := range words() {
						m.Next(uint8(s), a)
					}
					m.Phase(uint8(s))
				}
				m.States()[0] = "its own"
			}
		})
	}
	for range 8 {
		all.Go(func() {
			_, err := New(seclusion())
			assert.NoError(t, err)
		})
	}
	all.Wait()
}

// Nothing of looplab outlives New, so that nothing of it can be shared, wedged or replayed.
func TestAMachineHoldsNoEngine(t *testing.T) {
	var holds func(reflect.Type) bool
	holds = func(typ reflect.Type) bool {
		if strings.Contains(typ.PkgPath(), "looplab") {
			return true
		}
		switch typ.Kind() {
		case reflect.Struct:
			for i := range typ.NumField() {
				if holds(typ.Field(i).Type) {
					return true
				}
			}
		case reflect.Map:
			return holds(typ.Key()) || holds(typ.Elem())
		case reflect.Slice, reflect.Array, reflect.Pointer:
			return holds(typ.Elem())
		case reflect.Interface, reflect.Func, reflect.Chan, reflect.UnsafePointer:
			return true // it could hold anything
		}
		return false
	}
	assert.False(t, holds(reflect.TypeFor[Machine[stage]]()))
	assert.True(t, holds(reflect.TypeFor[*fsm.FSM]()), "it would be seen")
}

// The rules of the house that keep looplab's traps shut, read from the source.
func TestLittleOfTheEngineIsUsed(t *testing.T) {
	files, err := os.ReadDir(".")
	require.NoError(t, err)
	used := map[string]int{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if s, ok := n.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "NewFSM" {
					require.Len(t, n.Args, 3)
					callbacks, ok := n.Args[2].(*ast.Ident)
					assert.True(t, ok && callbacks.Name == "nil", "%s: no callbacks", f.Name())
				}
			case *ast.SelectorExpr:
				if p, ok := n.X.(*ast.Ident); ok && (p.Name == "fsm" || p.Name == "context") {
					used[p.Name+"."+n.Sel.Name]++
				}
			case *ast.GoStmt:
				assert.Fail(t, "a goroutine", f.Name())
			}
			return true
		})
	}
	assert.Equal(t, 1, used["fsm.NewFSM"])
	assert.Subset(t, []string{"fsm.NewFSM", "fsm.FSM", "fsm.EventDesc", "context.Background", "context.WithoutCancel"},
		slices.Collect(maps.Keys(used)))
}
