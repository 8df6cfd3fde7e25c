package policy

import (
	"fmt"
	"strings"
)

// RefusedError says that gates forbid an activity. Nothing has changed. It holds every reason at once.
type RefusedError struct {
	Incident string
	Activity Activity
	State    string
	Reasons  []Finding // one for each gate: Breached where it forbids, Undetermined where a fact that it needs is missing
}

// Error names the activity and each reason with its clause and what is missing.
func (e *RefusedError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s refused (%s):", e.Activity, e.State)
	for i := range e.Reasons {
		if i > 0 {
			b.WriteString(";")
		}
		b.WriteString(" ")
		b.WriteString(e.Reasons[i].String())
	}
	b.WriteString("; to act all the same, break the glass with a name and a reason")
	return b.String()
}

// TransitionError says that the machine has no such transition at this place. Nothing has changed. If it happened all the same,
// tell it: told events are kept whatever they are.
type TransitionError struct {
	Incident string
	Activity Activity
	State    string
	Err      error // what the engine said, if it was asked
}

// Error names the activity and the state.
func (e *TransitionError) Error() string {
	return fmt.Sprintf("%s has no place when the incident is %s; if it happened, tell it", e.Activity, e.State)
}

// Unwrap returns what the engine said.
func (e *TransitionError) Unwrap() error { return e.Err }

// RecordError says what is not well-formed in an event. Nothing has changed.
type RecordError struct {
	Incident string
	Event    string // the event's ID
	Field    string // as a log has it
	Value    string // what stands there, shortened; never free text
	Want     string // what was expected
}

// Error names the field, what stands there and what was expected.
func (e *RecordError) Error() string {
	var b strings.Builder
	if e.Event != "" {
		fmt.Fprintf(&b, "event %q: ", e.Event)
	}
	fmt.Fprintf(&b, "%s", e.Field)
	if e.Value != "" {
		fmt.Fprintf(&b, " is %q", e.Value)
	}
	fmt.Fprintf(&b, ": expected %s", e.Want)
	return b.String()
}

// ProfileError holds all faults of a profile at once.
type ProfileError struct {
	Profile string
	Faults  []Fault
}

// Fault is one thing wrong with a profile.
type Fault struct {
	Where string // a rule, a reading, a fact, a clause
	What  string
}

// Error lists the faults, one a line.
func (e *ProfileError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "profile %s has %d faults:", e.Profile, len(e.Faults))
	for _, f := range e.Faults {
		fmt.Fprintf(&b, "\n\t%s: %s", f.Where, f.What)
	}
	return b.String()
}
