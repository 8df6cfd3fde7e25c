// Package lifecycle is the engine under the typed machines: it turns a table of transitions into a [Machine], which the rules see
// as a [policy.Lifecycle].
//
// # The table
//
// A [Definition] names the states by number (0 is "not begun"), says which [policy.Phase] each belongs to, and lists what leads
// where. A real move is a [Row]; an activity that leaves a state as it is, such as a check of the student, is a [Stay]. Nothing
// else has a transition, with one exception: a mere record ([policy.Activity.IsRecord]: a correction, a request, everything under
// a profile's own prefix) stays in every state and is never written into a table.
//
// [New] reads the whole table and reports all of its faults at once. Besides slips of the pen (an unknown number, the same thing
// said twice, a state that nothing leads to) it refuses tables that would be unsafe, so that no machine built here can be:
//
//   - while a student is held, StepDown, Release, End and Interrupt have a transition, and the last three end the holding;
//   - holding begins with Initiate or Resume and by nothing else;
//   - what has begun does not become "not begun" again.
//
// [Intervention] is the one table of a seclusion, a physical restraint and a time-out, to which each gives its names and what is its
// own. [Initiate] and [Replay] open an [Incident], which those packages put their verbs around.
//
// # The judge
//
// What is legal is decided by github.com/looplab/fsm. New gives it the moves, asks it about every state and every activity, once,
// and keeps its answers in a dense table. The engine and the written table must agree on each pair; where they do not, that is a
// fault, and there is no machine. After New nothing of looplab is left: [Machine.Next] reads the table, allocates nothing, and is
// safe for use by several goroutines.
//
// That order of things keeps looplab's traps shut. Each has a test (traps_test.go) that fails when upstream changes:
//
//   - a cancelled context wedges its machine for ever, and so does a panic in a callback: here it gets context.Background, and no
//     callback;
//   - a callback that asks the machine deadlocks it, an error from one comes back although the state has moved, and a misspelt
//     one is dropped in silence: no callback, no Async, and Current is read after each step;
//   - a self-loop is an error: stays are kept from it;
//   - it accepts any name as a state, and of two equal rows the last wins: the table is checked before it is asked;
//   - it answers in map order: [Machine.Transitions] is sorted;
//   - its errors are values that errors.As with a pointer does not find: none gets out of here;
//   - one instance bears one owner, costs some kilobytes, and scans all its rows for a name that it does not know: there is one,
//     inside New.
package lifecycle
