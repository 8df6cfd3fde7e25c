package main

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/register"
)

// judge judges jobs. Each worker has one, and what it counts is added up in the end.
type judge struct {
	o     *options
	now   time.Time
	done  *atomic.Int64 // incidents
	table *table
	count map[*program.Regulation]map[policy.RuleID]policy.About
	spare buffers
	rows  []byte // of the job at hand
}

// do judges a group of incidents: chain by chain, and those of each regulation by themselves.
func (w *judge) do(j *job) {
	defer close(j.done)
	w.rows = w.spare.get()[:0]
	for len(j.parts) > 0 {
		r := j.parts[0].regulation
		var same, others []part
		for _, p := range j.parts {
			if p.regulation == r {
				same = append(same, p)
			} else {
				others = append(others, p)
			}
		}
		w.under(r, same, j)
		w.done.Add(int64(len(same)))
		j.parts = others
	}
	j.rows = w.rows
}

// under judges the incidents of one regulation.
func (w *judge) under(r *program.Regulation, parts []part, j *job) {
	p := r.Profile()
	told := make([]register.Part, len(parts))
	for i := range parts {
		told[i] = parts[i].told()
	}
	if len(parts) > 1 {
		told = w.begun(r, told, j)
	}
	chains, err := register.Link(p, w.o.calendar, register.Gap, told...)
	if err != nil { // something in it cannot be taken up
		for i := range told {
			told[i] = w.sound(p, told[i], j)
		}
		chains, err = register.Link(p, w.o.calendar, register.Gap, told...)
	}
	if err != nil && len(told) > 1 { // too long for a chain
		j.faults = append(j.faults, fmt.Sprintf("incident %q and %d more are judged one by one: %v", told[0].Incident, len(told)-1, err))
		for _, one := range told {
			w.one(r, one, j)
		}
		return
	}
	if err != nil {
		j.faults = append(j.faults, fmt.Sprintf("not judged: incident %q: %v", told[0].Incident, err))
		return
	}
	for _, c := range chains {
		w.chain(r, c, j)
	}
}

func (w *judge) one(r *program.Regulation, told register.Part, j *job) {
	chains, err := register.Link(r.Profile(), w.o.calendar, register.Gap, told)
	if err != nil {
		j.faults = append(j.faults, fmt.Sprintf("not judged: incident %q: %v", told.Incident, err))
		return
	}
	w.chain(r, chains[0], j)
}

// told is the incident with the earlier uses before it.
func (p *part) told() register.Part {
	if len(p.earlier) > 0 {
		p.Events = slices.Concat(p.earlier, p.Events)
	}
	return p.Part
}

// begun judges those by themselves that had not begun by now, and returns the others, which alone can be parts of chains.
func (w *judge) begun(r *program.Regulation, parts []register.Part, j *job) []register.Part {
	return slices.DeleteFunc(parts, func(part register.Part) bool {
		c, err := policy.Open(r.Profile(), part.Lifecycle, w.o.calendar, part.Incident)
		if err != nil {
			return false
		}
		for _, e := range part.Events {
			if _, err := c.Add(e); err != nil {
				return false // said elsewhere
			}
		}
		if !c.Assess(w.now).Started().IsZero() {
			return false
		}
		w.one(r, part, j)
		return true
	})
}

// sound leaves out the events that the incident does not take up, and says so.
func (w *judge) sound(p *policy.Profile, part register.Part, j *job) register.Part {
	c, err := policy.Open(p, part.Lifecycle, w.o.calendar, part.Incident)
	if err != nil {
		return part
	}
	var sound []policy.Event
	for _, e := range part.Events {
		if _, err := c.Add(e); err != nil {
			j.faults = append(j.faults, fmt.Sprintf("not taken up: incident %q: %v", part.Incident, err))
			continue
		}
		sound = append(sound, e)
	}
	part.Events = sound
	return part
}

// chain writes what a chain comes to, which often is of one part.
func (w *judge) chain(r *program.Regulation, c register.Chain, j *job) {
	a := c.Assess(w.now)
	first := len(j.summaries)
	parts := 0
	for own := range a.Parts() {
		happened := false
		for e := range own.Events() {
			if happened = e.Activity != policy.Earlier; happened {
				break
			}
		}
		if !happened {
			j.empty++
			continue
		}
		parts++
		if s, err := register.Begun(own); err == nil {
			j.summaries = append(j.summaries, s)
		}
	}
	if parts == 0 {
		return
	}
	if j.judged += parts; parts > 1 {
		j.chains++
		j.chained += parts
	}
	own := j.summaries[first:]
	for f := range a.All() {
		i := slices.IndexFunc(own, func(s register.Summary) bool { return s.Incident == f.Incident })
		if i >= 0 {
			own[i].Take(f)
		}
		rows, err := program.AppendRow(w.rows, f.Incident, &f)
		if err != nil {
			j.faults = append(j.faults, fmt.Sprintf("not written: incident %q: %s: %v", f.Incident, f.Rule, err))
			continue
		}
		w.rows = rows
		w.table.add(&f)
		if f.Outcome != policy.Flagged || i < 0 {
			continue
		}
		about, counts := w.count[r][f.Rule]
		if !counts {
			continue
		}
		whose := f.Subject
		switch about {
		case policy.AboutStudent:
			whose = own[i].Student
		case policy.AboutPlace:
			whose = own[i].Classroom
		}
		j.hits = append(j.hits, hit{entry{f.Document, f.Rule}, f.Demand, strings.Join(f.Clauses, ", "), whose})
	}
}

// countRules returns what each rule of a regulation that counts uses is about.
func countRules(r *program.Regulation) map[policy.RuleID]policy.About {
	all := map[policy.RuleID]policy.About{}
	for h := range r.Profile().Rules() {
		if c, ok := h.Count(); ok {
			all[h.Name] = c.Per
		}
	}
	return all
}
