// Package program is what the programs in examples have in common: the regulations that a log or a flag can name, by what an incident
// is judged, the flags of the school's clock, a finding as a line of JSON, and text that is safe for a terminal. It is no part of the
// library.
package program

import (
	"fmt"
	"slices"
	"strings"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/ban2019"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// Default is the ID of the regulation that judges where neither a flag nor a log names one.
const Default = cbe3007.ID

// Regulation is one that logs and flags can name.
type Regulation struct {
	ID      string
	profile func() *policy.Profile
	source  func() *policy.Regulation
}

var held = []*Regulation{
	{cbe3007.ID, cbe3007.Profile, cbe3007.Regulation},
	{ap354.ID, ap354.Profile, ap354.Regulation},
	{ban2019.ID, ban2019.Profile, ban2019.Regulation},
}

// Profile returns it under the defaults of its readings. It is built once.
func (r *Regulation) Profile() *policy.Profile { return r.profile() }

// Rules returns its rules as they are declared, under whatever readings. They are new on each call, which takes its time.
func (r *Regulation) Rules() []policy.Rule { return r.source().Rules }

// Regulations returns those that this version holds, the default first.
func Regulations() []*Regulation { return slices.Clone(held) }

// Find returns the regulation of an ID. The error says that there is none, and which there are.
func Find(id string) (*Regulation, error) {
	for _, r := range held {
		if r.ID == id {
			return r, nil
		}
	}
	return nil, fmt.Errorf("there is no profile %q; there is %s", id, Known())
}

// Known lists the IDs that [Find] finds, sorted, with commas between them.
func Known() string {
	var ids []string
	for _, r := range held {
		ids = append(ids, r.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, ", ")
}
