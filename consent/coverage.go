package consent

import (
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Coverage says whether a kind of intervention is covered at an instant, and why not. The zero value claims nothing.
type Coverage struct {
	// Answer is yes where written informed consent covers it, AR 3007 6(9); no where it does not; and not recorded where that cannot
	// be told.
	Answer policy.Answer
	// Informed is the same without asking for writing, AP 354 5.
	Informed policy.Answer
	// Reasons are why Answer is not yes, all at once: of a no, whatever makes it one; else each record that is missing.
	Reasons []Reason
	// From and Until are since when and until when Answer and Informed are what they are, by what is on record; zero is no bound.
	From, Until time.Time
	Plan        string // under which plan, where one consent is given and begun
}

// Reason is one thing that stands against a coverage.
type Reason struct {
	Why     Why
	Consent string      // the consent that it is about
	At      time.Time   // the instant from which it is so, where there is one: refused, withdrawn, superseded, expired, begins
	Other   string      // WasSuperseded: the consent that has taken its place
	Missing policy.Fact // NotOnRecord: which record is missing
}

// Why is a reason why something is not covered.
type Why uint8

// The reasons.
const (
	NobodyAsked   Why = iota // nothing is on record
	NotAnswered              // they were asked, and have not answered
	OfAnotherKind            // they gave it, but not to this kind
	NotInformed              // it was not explained to them before they gave it, or they did not understand it
	NotInWriting             // they gave it in words only
	NotYetBegun              // it begins at Reason.At
	HasExpired               // its time was over at Reason.At
	WasRefused               // they said no at Reason.At
	WasWithdrawn             // they took it back, with effect from Reason.At
	WasSuperseded            // another consent took its place at Reason.At
	NotOnRecord              // it cannot be told: Reason.Missing
)

// What can be missing, so that it cannot be told whether something is covered.
const (
	MissingKinds      policy.Fact = "consent/kinds"      // to which kinds: neither what was given nor what was asked for says so
	MissingExplained  policy.Fact = "consent/explained"  // what was explained
	MissingLanguage   policy.Fact = "consent/language"   // in which language
	MissingUnderstood policy.Fact = "consent/understood" // whether they understood it
	MissingWritten    policy.Fact = "consent/written"    // whether it is in writing
)

// String returns the words for w.
func (w Why) String() string {
	words := [...]string{"nobody was asked", "not answered", "given for another kind", "not informed", "not in writing", "begins", "expired",
		"refused", "withdrawn", "superseded", "not on record"}
	if int(w) < len(words) {
		return words[w]
	}
	return "invalid"
}

// String returns the reason in words, with its instant. It holds IDs and no names.
func (r Reason) String() string {
	var b strings.Builder
	b.WriteString(r.Why.String())
	if r.Missing != "" {
		b.WriteString(": ")
		b.WriteString(strings.TrimPrefix(string(r.Missing), "consent/"))
	}
	if r.Other != "" {
		b.WriteString(" by ")
		b.WriteString(r.Other)
	}
	if !r.At.IsZero() {
		b.WriteString(" at ")
		b.WriteString(r.At.Format(time.RFC3339Nano))
	}
	return b.String()
}

// String returns the answer and the reasons in words.
func (c Coverage) String() string {
	var b strings.Builder
	switch c.Answer {
	case policy.NotRecorded:
		b.WriteString("cannot be told")
	default:
		b.WriteString(c.Answer.String())
	}
	for i, r := range c.Reasons {
		b.WriteString([...]string{": ", "; "}[min(i, 1)])
		b.WriteString(r.String())
	}
	return b.String()
}

// both is what two demands come to that are both made.
func both(a, b policy.Answer) policy.Answer {
	switch {
	case a == policy.No || b == policy.No:
		return policy.No
	case a == policy.NotRecorded || b == policy.NotRecorded:
		return policy.NotRecorded
	}
	return policy.Yes
}

// either is what two demands come to of which one is enough.
func either(a, b policy.Answer) policy.Answer {
	switch {
	case a == policy.Yes || b == policy.Yes:
		return policy.Yes
	case a == policy.NotRecorded || b == policy.NotRecorded:
		return policy.NotRecorded
	}
	return policy.No
}

// register answers what one consent or several come to, and knows at which instants the answers can change.
type register struct {
	student, issuer string
	edges           func(kind policy.Kind) []time.Time
	ask             func(kind policy.Kind, at time.Time) Coverage
	involved        func(at time.Time) policy.Answer
	inputOffered    func(at time.Time) policy.Answer
	involvements    []time.Time // when the last two can change
}

// covers is ask with the time around it in which the answers are the same.
func (r register) covers(kind policy.Kind, at time.Time) Coverage {
	c := r.ask(kind, at)
	edges := r.edges(kind)
	same := func(t time.Time) bool {
		o := r.ask(kind, t)
		return o.Answer == c.Answer && o.Informed == c.Informed
	}
	next, _ := slices.BinarySearchFunc(edges, at, func(e, at time.Time) int {
		if e.After(at) {
			return 1
		}
		return -1
	})
	for i := next; i < len(edges); i++ {
		if !same(edges[i]) {
			c.Until = edges[i]
			break
		}
	}
	for i := next - 1; i >= 0; i-- {
		before := time.Time{} // earlier than all
		if i > 0 {
			before = edges[i-1]
		}
		if !same(before) {
			c.From = edges[i]
			break
		}
	}
	return c
}

// standing lists the credentials of a kind as of at.
func (r register) standing(kind policy.Kind, at time.Time) []policy.Credential {
	edges := r.edges(kind)
	all := r.credentials(nil, policy.WrittenConsent, edges, at, func(t time.Time) policy.Answer { return r.ask(kind, t).Answer })
	all = r.credentials(all, policy.InformedConsent, edges, at, func(t time.Time) policy.Answer { return r.ask(kind, t).Informed })
	all = r.credentials(all, policy.StudentInvolved, r.involvements, at, r.involved)
	return r.credentials(all, policy.PlanInputOffered, r.involvements, at, r.inputOffered)
}

// credentials says at each edge anew what the answer is from there on, so that what was taken earlier, as the record stood then, is
// overruled wherever it said otherwise: of those that hold the one with the latest From counts. Before the first edge the answer is no
// for want of any that holds.
func (r register) credentials(all []policy.Credential, f policy.Fact, edges []time.Time, at time.Time,
	ask func(time.Time) policy.Answer) []policy.Credential {
	if ask(at) == policy.NotRecorded {
		return all
	}
	if len(edges) == 0 {
		return append(all, policy.Credential{Fact: f, Subject: r.student, Answer: ask(at), Issuer: r.issuer})
	}
	first := len(all)
	for _, from := range edges {
		c := policy.Credential{Fact: f, Subject: r.student, Answer: ask(from), From: from, Issuer: r.issuer}
		if c.Answer == policy.NotRecorded {
			c.Answer = policy.No // a credential is yes or no, and nobody can show this one
		}
		for i := len(all) - 1; i >= first && all[i].Until.IsZero() && all[i].Answer != c.Answer; i-- {
			all[i].Until = from
		}
		all = append(all, c)
	}
	return all
}

func sortInstants(ts []time.Time) []time.Time {
	slices.SortFunc(ts, time.Time.Compare)
	return slices.CompactFunc(ts, time.Time.Equal)
}
