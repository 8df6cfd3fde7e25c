package policytest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Write writes events as the lines of a scenario that begins at start, so that an incident from elsewhere can become a test. Reading
// them gives the same events, without what a scenario cannot say: the incident's ID, and the offsets that times were entered with. Days
// and clocks are those of the fake school.
func Write(start time.Time, events []policy.Event) string {
	var b strings.Builder
	w := writer{&b, start.In(zone())}
	for i := range events {
		w.event(&events[i])
		b.WriteString("\n")
	}
	return b.String()
}

type writer struct {
	*strings.Builder
	start time.Time
}

func (w writer) put(word, what string) {
	if what != "" {
		w.WriteString(" " + word + what)
	}
}

func (w writer) event(e *policy.Event) {
	w.WriteString(instantText(e.At, w.start) + " " + string(e.Activity))
	if e.Amends != nil {
		w.put("", idText(e.Amends.Event))
	}
	named := func(word, id string) {
		if id != "" {
			w.put(word+" ", idText(id))
		}
	}
	if e.ID != "" {
		w.put("#", idText(e.ID))
	}
	switch {
	case e.Activity == policy.Initiate && e.Student == "":
		w.put("of ", "unrecorded")
	case e.Activity != policy.Initiate || e.Student != Student:
		named("of", e.Student)
	}
	w.put("by ", peopleText(e.By))
	w.put("to ", peopleText(e.To))
	named("in", e.Place)
	if a := e.Amends; a != nil {
		var changes []string
		if !a.At.IsZero() {
			changes = append(changes, "at "+instantText(a.At, w.start))
		}
		if a.By != nil {
			changes = append(changes, "by "+someText(a.By))
		}
		if a.To != nil {
			changes = append(changes, "to "+someText(a.To))
		}
		if a.Withdrawn {
			changes = append(changes, "withdrawn")
		}
		if len(a.Facts) > 0 {
			changes = append(changes, factsText(a.Facts))
		}
		if len(changes) > 0 {
			w.WriteString(": " + strings.Join(changes, "; "))
		}
	} else if len(e.Facts) > 0 {
		w.WriteString(": " + factsText(e.Facts))
	}
	if tail := w.tail(e); len(tail) > 0 {
		w.WriteString(" (" + strings.Join(tail, "; ") + ")")
	}
}

// tail is what stands in parentheses.
func (w writer) tail(e *policy.Event) []string {
	var tail []string
	add := func(word, what string) {
		if what != "" {
			tail = append(tail, word+" "+what)
		}
	}
	id := func(word, id string) {
		if id != "" {
			add(word, idText(id))
		}
	}
	if !e.Recorded.IsZero() {
		add("recorded", instantText(e.Recorded, w.start))
	}
	if e.Sequence != 0 {
		add("sequence", strconv.Itoa(int(e.Sequence)))
	}
	id("kind", string(e.Kind))
	id("profile", e.Profile)
	if o := e.Other; o != nil {
		if *o == (policy.Part{}) {
			tail = append(tail, "other")
		}
		id("other-kind", string(o.Kind))
		id("other-incident", o.Incident)
		id("other-classroom", o.Classroom)
	}
	for i := range e.Standing {
		add("on file", w.credential(&e.Standing[i]))
	}
	if g := e.Glass; g != nil {
		add("glass by", fmt.Sprintf("%s because %q", personText(g.By), string(g.Reason)))
	}
	if e.Reason != "" {
		add("because", strconv.Quote(string(e.Reason)))
	}
	if e.Amends != nil {
		add("states", factsText(e.Facts))
	}
	return tail
}

func (w writer) credential(s *policy.Credential) string {
	text := answered(s.Answer, s.Fact)
	if s.Amount != 0 {
		text += " " + lengthText(s.Amount)
	}
	if s.Subject != "" {
		text += " of " + idText(s.Subject)
	}
	if !s.From.IsZero() {
		text += " from " + instantText(s.From, w.start)
	}
	if !s.Until.IsZero() {
		text += " until " + instantText(s.Until, w.start)
	}
	if s.Issuer != "" {
		text += " by " + idText(s.Issuer)
	}
	return text
}

func answered(a policy.Answer, f policy.Fact) string {
	switch a {
	case policy.No:
		return "no " + string(f)
	case policy.NotRecorded:
		return "unrecorded " + string(f)
	}
	return string(f)
}

func factsText(of []policy.Stated) string {
	var all []string
	for _, s := range of {
		all = append(all, answered(s.Answer, s.Fact))
	}
	return strings.Join(all, ", ")
}

func personText(p policy.Person) string {
	known, ok := Person(p.ID)
	switch {
	case ok && known.Role == p.Role:
		return idText(p.ID)
	case p.Role == "":
		return idText(p.ID) + " as unrecorded"
	}
	return idText(p.ID) + " as " + string(p.Role)
}

func peopleText(of []policy.Person) string {
	var all []string
	for _, p := range of {
		all = append(all, personText(p))
	}
	return strings.Join(all, ", ")
}

// someText also says nobody.
func someText(of []policy.Person) string {
	if len(of) == 0 {
		return "nobody"
	}
	return peopleText(of)
}
