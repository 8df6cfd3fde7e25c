package program

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/policy"
)

// Basis is by what an incident is judged, besides the calendar.
type Basis struct {
	Kind       policy.Kind      // what the first start that names one says, and a seclusion where none does
	Lifecycle  policy.Lifecycle // the machine of Kind; nil: this version has none
	Regulation *Regulation      // nil: there is none of the ID asked for, or pinned
	Start      int              // where the first start stands among the events, whatever it names; -1: none is on record
	Pin        string           // what the first start that pins a profile says; empty: none does
	Differs    bool             // Pin is of another profile, or of another state of it
}

// BasisOf says by what an incident is judged that is made of events, in the order in which they stand in its log: by the machine
// of its kind, and the regulation of an ID, where that is not empty, otherwise the one that is pinned, otherwise [Default].
//
// The error says that there is no such machine, or no such regulation, and the basis then holds what can be told all the same. It
// allocates nothing where there is none.
func BasisOf(events []policy.Event, id string) (Basis, error) {
	b := Basis{Start: -1}
	for i := range events {
		e := &events[i]
		if e.Activity != policy.Initiate {
			continue
		}
		if b.Start < 0 {
			b.Start = i
		}
		b.Kind, b.Pin = cmp.Or(b.Kind, e.Kind), cmp.Or(b.Pin, e.Profile)
	}
	b.Kind = cmp.Or(b.Kind, policy.Seclusion)
	machine, ok := interventions.Lifecycle(b.Kind)
	if !ok {
		return b, fmt.Errorf("this version has no machine for %s", b.Kind)
	}
	b.Lifecycle = machine
	pinned, fingerprint, _ := strings.Cut(b.Pin, "@")
	r, err := Find(cmp.Or(id, pinned, Default))
	switch {
	case err != nil && id != "":
		return b, err
	case err != nil:
		return b, fmt.Errorf("it was begun under %s: %w", pinned, err)
	}
	b.Regulation = r
	b.Differs = pinned != "" && pinned != r.ID || fingerprint != "" && fingerprint != r.Profile().Fingerprint()
	return b, nil
}

// Note says that an incident is judged by another profile than it was begun under. It is empty where it is not.
func (b *Basis) Note(incident string) string {
	if !b.Differs {
		return ""
	}
	return fmt.Sprintf("note: incident %q was begun under %s, and is judged by %s", incident, b.Pin, b.Regulation.Profile().Pin())
}
