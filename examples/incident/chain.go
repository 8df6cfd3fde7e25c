package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/register"
)

// Each Link takes up all events, so that replaying a chain takes time that grows with its square, and more of it than an incident.
const mostReplayedTogether = 300

// join puts one judgement in place of those of the parts of a chain, where the first of them stood. A part that has not begun
// is none yet.
func (b *book) join(found []*judgement, o *options) []*judgement {
	of := map[string]*judgement{}
	var begun []*judgement
	var profiles []*policy.Profile
	for _, j := range found {
		if j.Started().IsZero() {
			continue
		}
		of[j.incident] = j
		begun = append(begun, j)
		if !slices.ContainsFunc(profiles, func(p *policy.Profile) bool { return p.ID() == j.profile.ID() }) {
			profiles = append(profiles, j.profile)
		}
	}
	if len(begun) < 2 {
		return found
	}
	whole := map[string]*judgement{} // by the incident of each part
	for _, p := range profiles {
		same := slices.DeleteFunc(slices.Clone(begun), func(j *judgement) bool { return j.profile.ID() != p.ID() })
		chains, err := link(p, o, same)
		if err != nil {
			b.notes = append(b.notes, fmt.Sprintf("note: incidents judged by %s are told one by one: %v", p.ID(), err))
		}
		for _, c := range chains {
			if parts := partsOf(c, of); len(parts) > 1 {
				j := compose(c, parts)
				for _, part := range parts {
					whole[part.incident] = j
				}
			}
		}
	}
	if len(profiles) > 1 {
		b.divided(profiles, o, begun, of)
	}
	var told []*judgement
	for _, j := range found {
		if w := whole[j.incident]; w != nil {
			j = w
		}
		if !slices.Contains(told, j) {
			told = append(told, j)
		}
	}
	return told
}

// divided notes the chains that are not told as one, since their parts are judged by several profiles.
func (b *book) divided(profiles []*policy.Profile, o *options, begun []*judgement, of map[string]*judgement) {
	for _, p := range profiles { // which one does not matter, if it speaks of all kinds
		chains, err := link(p, o, begun)
		if err != nil {
			continue
		}
		for _, c := range chains {
			parts := partsOf(c, of)
			var ids []string
			mixed := false
			for _, j := range parts {
				ids = append(ids, fmt.Sprintf("%q", j.incident))
				mixed = mixed || j.profile.ID() != parts[0].profile.ID()
			}
			if mixed {
				b.notes = append(b.notes, fmt.Sprintf("note: incidents %s are parts of one chain, but judged by several profiles; "+
					"only those judged by one are told as one", strings.Join(ids, ", ")))
			}
		}
		return
	}
}

func link(p *policy.Profile, o *options, of []*judgement) ([]register.Chain, error) {
	parts := make([]register.Part, len(of))
	for i, j := range of {
		machine, _ := interventions.Lifecycle(j.kind)
		events := slices.SortedFunc(maps.Values(j.written), func(a, b policy.Event) int { return strings.Compare(a.ID, b.ID) })
		parts[i] = register.Part{Incident: j.incident, Lifecycle: machine, Events: events}
	}
	return register.Link(p, o.calendar, register.Gap, parts...)
}

// partsOf returns the judgements of the parts of a chain, in the order in which they began.
func partsOf(c register.Chain, of map[string]*judgement) (parts []*judgement) {
	for part := range c.Parts() {
		parts = append(parts, of[part.Incident])
	}
	return parts
}

// compose makes one judgement of a chain. An event is known in it by its incident and its ID.
func compose(c register.Chain, parts []*judgement) *judgement {
	first := parts[0]
	a := c.Assess(first.Now())
	j := &judgement{Assessment: first.Assessment, incident: first.incident, kind: first.kind, profile: first.profile, known: first.known,
		parts: parts, held: a.Held(), all: slices.Collect(a.All()), written: map[string]policy.Event{}, rules: maps.Clone(first.rules)}
	j.rules[register.HeldInAll] = policy.Limit{} // it reads as one
	for _, part := range parts {
		j.later += part.later
		j.unknown += part.unknown
		for _, e := range part.events {
			j.events = append(j.events, within(e))
		}
		for _, e := range part.written {
			e = within(e)
			j.written[e.ID] = e
		}
	}
	slices.SortStableFunc(j.events, func(a, b policy.Event) int { return a.At.Compare(b.At) })
	for f := range a.Findings() {
		j.findings = append(j.findings, j.placed(f))
	}
	for f := range a.Due() {
		j.due = append(j.due, j.placed(f))
	}
	return j
}

func key(incident, id string) string { return incident + "/" + id }

// within names an event, and the one that it amends, as a chain does.
func within(e policy.Event) policy.Event {
	e.ID = key(e.Incident, e.ID)
	if e.Amends != nil {
		amends := *e.Amends
		amends.Event = key(e.Incident, amends.Event)
		e.Amends = &amends
	}
	return e
}

// placed names the events of a finding as a chain does. Those of another part are named so already.
func (j *judgement) placed(f policy.Finding) policy.Finding {
	name := func(id string) string {
		if id == "" {
			return ""
		}
		own := key(f.Incident, id)
		for _, n := range [...]string{own, id} {
			if _, ok := j.written[n]; ok {
				return n
			}
			if i := strings.LastIndexByte(n, '+'); i > 0 { // the age of a phase stands behind
				if _, ok := j.written[n[:i]]; ok {
					return n
				}
			}
		}
		return own
	}
	f.Occurrence, f.ClosedBy = name(f.Occurrence), name(f.ClosedBy)
	f.Discounted = slices.Clone(f.Discounted)
	for i, id := range f.Discounted {
		f.Discounted[i] = name(id)
	}
	return f
}

// Held is that of all parts together.
func (j *judgement) Held() time.Duration {
	if j.parts == nil {
		return j.Assessment.Held()
	}
	return j.held
}

// Phase is Held as long as one part is.
func (j *judgement) Phase() policy.Phase {
	phase := j.Assessment.Phase()
	for _, part := range j.parts {
		if phase = part.Phase(); phase == policy.Held {
			break
		}
	}
	return phase
}

// whose names the part that a finding of a chain is about.
func (j *judgement) whose(f *policy.Finding) string {
	if f.Rule == register.HeldInAll {
		return "all parts"
	}
	for _, part := range j.parts {
		if part.incident == f.Incident {
			return part.title()
		}
	}
	return program.Plain(f.Incident)
}

func (j *judgement) title() string {
	return kindName(j.kind) + " " + program.Plain(j.incident)
}

// metTogether is met for the parts of a chain: an act may do what was owed for another part.
func metTogether(j *judgement, o *options) map[string][]policy.Finding {
	acts := map[string][]policy.Finding{}
	if len(j.events) > mostReplayedTogether {
		return acts
	}
	var so []*register.Part // far
	at := map[string]*register.Part{}
	var acted []policy.Event
	for _, part := range j.parts {
		machine, _ := interventions.Lifecycle(part.kind)
		p := &register.Part{Incident: part.incident, Lifecycle: machine}
		so, at[part.incident] = append(so, p), p
		for _, e := range part.events {
			switch e.Activity {
			case policy.Attest: // as in met
				p.Events = append(p.Events, e)
			case policy.Correct:
			default:
				acted = append(acted, e)
			}
		}
	}
	slices.SortStableFunc(acted, func(a, b policy.Event) int { return a.At.Compare(b.At) })
	chains := func() []register.Chain {
		var parts []register.Part
		for _, p := range so {
			if len(p.Events) > 0 {
				parts = append(parts, *p)
			}
		}
		linked, err := register.Link(j.profile, o.calendar, register.Gap, parts...)
		if err != nil {
			return nil
		}
		return linked
	}
	was := chains()
	for _, e := range acted {
		at[e.Incident].Events = append(at[e.Incident].Events, e)
		is := chains()
		before, held := owedBy(was, &e)
		after, stays := owedBy(is, &e)
		was = is
		if held != stays { // as in met
			continue
		}
		for _, f := range before {
			same := func(o policy.Finding) bool {
				return o.Rule == f.Rule && o.Incident == f.Incident && o.Occurrence == f.Occurrence && o.Subject == f.Subject
			}
			if _, condition := j.rules[f.Rule].(policy.During); !condition && !slices.ContainsFunc(after, same) {
				id := key(e.Incident, e.ID)
				acts[id] = append(acts[id], f)
			}
		}
	}
	return acts
}

// owedBy returns what is due in chains at the instant of an event, and the phase of its part.
func owedBy(chains []register.Chain, e *policy.Event) (due []policy.Finding, phase policy.Phase) {
	for _, c := range chains {
		a := c.Assess(e.At)
		due = slices.AppendSeq(due, a.Due())
		parts := slices.Collect(c.Parts())
		for i, own := range slices.Collect(a.Parts()) {
			if parts[i].Incident == e.Incident {
				phase = own.Phase()
			}
		}
	}
	return due, phase
}

// together prints whose chain it is, and its parts.
func (p *printer) together() {
	var titles []string
	student := "not on record"
	for _, part := range p.parts {
		titles = append(titles, strings.ToUpper(kindName(part.kind))+" "+program.Plain(part.incident))
		if i := slices.IndexFunc(part.events, func(e policy.Event) bool { return e.Student != "" }); i >= 0 && student == "not on record" {
			student = program.Plain(part.events[i].Student)
		}
	}
	p.row(0, cell{strings.Join(titles, ", "), width, strong})
	p.out.WriteString("\n")
	logs := map[string]bool{}
	for _, part := range p.parts {
		text, _ := sealed(part.seal)
		logs[text] = true
	}
	for i, part := range p.parts {
		switch text, paint := sealed(part.seal); {
		case len(logs) > 1:
			p.fact("log", program.Plain(part.incident)+": "+text, paint)
		case i == 0:
			p.fact("log", text, paint)
		}
	}
	p.fact("student", student, normal)
	for i, part := range p.parts {
		text := part.title()
		if at := slices.IndexFunc(part.events, func(e policy.Event) bool { return e.Activity == policy.Initiate }); part.events[at].Place != "" {
			text += ", in " + program.Plain(part.events[at].Place)
		}
		text += ", from " + p.moment(part.Started()) + ": " + length(part.Held()) + " held"
		if part.Phase() == policy.Held {
			text += " so far"
		}
		label := ""
		if i == 0 {
			label = "parts"
		}
		p.fact(label, text+"; now "+part.State(), normal)
	}
	p.fact("began", day(p.local(p.Started()))+", "+clock(p.local(p.Started())), normal)
	held := length(p.Held()) + " in all parts together"
	if p.Phase() == policy.Held {
		held += " so far"
	}
	p.fact("held", held, normal)
}
