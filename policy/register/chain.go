package register

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Gap is how long a student may have been free between two parts of one chain unless the host reads it otherwise. No document says.
const Gap = 5 * time.Minute

// MaxEvents is how many events the parts of one chain may have together, where there is more than one; an earlier use that several of
// them put on record is one.
const MaxEvents = policy.MaxEvents / 2

// The findings that a chain has besides those of its profile. They cite no clause of their own.
const (
	HeldInAll  policy.RuleID = "chain/held"       // how long all parts together lasted, against the longest limit that any of them has, whose clause it cites
	Incomplete policy.RuleID = "chain/incomplete" // a part names an incident that is not at hand, or is another student's: Finding.Subject is its ID
)

// Part is one incident, as the host has it: its machine, which says its kind, and its events in any order. It is told what has
// happened, and nothing in it is refused but what is not well-formed.
type Part struct {
	Incident  string
	Lifecycle policy.Lifecycle
	Events    []policy.Event
}

// Chain is one intervention of one student in parts, in the order in which they began; often there is one. It is for one goroutine
// at a time; what it returns is for any.
type Chain struct {
	profile *policy.Profile
	cal     policy.Calendar
	gap     time.Duration
	apart   bool
	members []*member
	rules   *rules
	parts   []telling
	kinds   []whole
}

// Link finds the chains among incidents, in the order in which they began. Every incident is in one of them. Two belong together
// where they are of one student and
//
//   - one names the other in Event.Other of its start, or of its conversion; or
//   - the student was free between them for no longer than gap, 0 for none at all, or they overlap. A negative gap leaves that out.
//
// Where one of two students is not on record, only a name links. The calendar may be nil, as for [policy.Open]. The error is a
// [*policy.RecordError] for an incident that stands twice or has no machine, for an event that is not well-formed, and for a chain
// of more than [MaxEvents] events; and a [*policy.ProfileError] for a kind of which no rule speaks.
func Link(p *policy.Profile, cal policy.Calendar, gap time.Duration, parts ...Part) ([]Chain, error) {
	members := make([]*member, 0, len(parts))
	seen := make(map[string]bool, len(parts))
	for _, part := range parts {
		switch {
		case seen[part.Incident]:
			return nil, &policy.RecordError{Incident: part.Incident, Field: "incident", Want: "each incident once"}
		case part.Lifecycle == nil:
			return nil, &policy.RecordError{Incident: part.Incident, Field: "lifecycle", Want: "a machine"}
		}
		seen[part.Incident] = true
		c, err := policy.Open(p, part.Lifecycle, cal, part.Incident)
		if err != nil {
			return nil, err
		}
		for i := range part.Events {
			if _, err := c.Add(part.Events[i]); err != nil {
				return nil, err
			}
		}
		members = append(members, &member{incident: c.Incident(), lc: part.Lifecycle, own: c})
	}
	return link(Chain{profile: p, cal: cal, gap: gap}, members)
}

// link makes the chains of members, each like c.
func link(c Chain, members []*member) ([]Chain, error) {
	if len(members) == 1 && !members[0].namesAny() { // most are: nothing has to be known of it
		c.members = members
		return []Chain{c}, nil
	}
	for _, m := range members {
		m.look()
	}
	slices.SortFunc(members, func(a, b *member) int {
		return cmp.Or(a.first.Compare(b.first), cmp.Compare(a.incident, b.incident))
	})
	g := newGroups(members)
	g.byName()
	if c.gap >= 0 {
		g.byGap(c.gap)
	}
	var chains []Chain
	at := map[int]int{}
	for i, m := range members {
		root := g.root(i)
		k, ok := at[root]
		if !ok {
			k = len(chains)
			at[root] = k
			chains = append(chains, c)
		}
		chains[k].members = append(chains[k].members, m)
	}
	for i := range chains {
		if err := chains[i].tell(); err != nil {
			return nil, err
		}
	}
	return chains, nil
}

// Parts returns the incidents of the chain as they were accepted, in the order in which they began.
func (c Chain) Parts() iter.Seq[Part] {
	return func(yield func(Part) bool) {
		for _, m := range c.members {
			if !yield(Part{m.incident, m.lc, slices.Collect(m.own.Events())}) {
				return
			}
		}
	}
}

// Student returns whose chain it is; empty where no part says.
func (c Chain) Student() string {
	for _, m := range c.members {
		if m.look(); m.student != "" {
			return m.student
		}
	}
	return ""
}

// EachPart returns the chain under the other reading: each part is judged by itself, with what was told of it, and only the time held
// in all is of the whole.
func (c Chain) EachPart() Chain {
	c.apart = true
	return c
}

// Known returns what was on record at an instant: the chains that the events recorded by then make, in the order in which they
// began. There may be several where the link was recorded later, and none where nothing was.
func (c Chain) Known(recorded time.Time) []Chain {
	var members []*member
	for _, m := range c.members {
		if known := m.own.Known(recorded); known.Len() > 0 {
			members = append(members, &member{incident: m.incident, lc: m.lc, own: known})
		}
	}
	chains, err := link(Chain{profile: c.profile, cal: c.cal, gap: c.gap, apart: c.apart}, members)
	if err != nil {
		return nil // it cannot be: each event was accepted before, and there are no more of them
	}
	return chains
}

// member is a part, and below its case what is known of it by itself once somebody has looked.
type member struct {
	incident string
	lc       policy.Lifecycle
	own      *policy.Case
	raw      map[string]*policy.Event // as accepted, by its ID
	events   []step                   // corrected, and in order
	first    time.Time                // when anything began
	start    time.Time                // when holding began; zero where it never did
	student  string
	spans    []span
	names    []name
	loose    []name // those that lead nowhere
}

// step is an event in its place.
type step struct {
	policy.Event
	placed bool // it has a place in the part's own machine
	held   bool // the student is held after it
	turns  bool // holding begins or ends with it
	begins bool // it is the start
}

// span is a stretch of holding.
type span struct {
	from, until time.Time
	open        bool // no release is on record
}

// name is an incident that an event names.
type name struct {
	incident string
	event    step
}

// namesAny reports whether some event may name another incident.
func (m *member) namesAny() bool {
	for e := range m.own.Events() {
		if names(&e) {
			return true
		}
	}
	return false
}

// look takes up what is known of the part. A second time it does nothing.
func (m *member) look() {
	if m.raw != nil {
		return
	}
	m.raw, m.events = make(map[string]*policy.Event, m.own.Len()), make([]step, 0, m.own.Len())
	var last time.Time
	for e := range m.own.Events() {
		m.raw[e.ID] = &e
		if last = later(last, e.At); e.Amends != nil {
			last = later(last, e.Amends.At)
		}
	}
	state, held := uint8(0), false
	for e := range m.own.Assess(last).Events() {
		s := step{Event: e}
		next, ok := m.lc.Next(state, e.Activity)
		if m.first.IsZero() {
			m.first = e.At
		}
		if s.placed = ok; ok {
			state = next
			now := m.lc.Phase(state) == policy.Held
			s.turns, held = now != held, now
			if e.Activity == policy.Initiate && m.start.IsZero() {
				m.first, m.start, m.student, s.begins = e.At, e.At, e.Student, true
			}
			switch {
			case s.turns && held:
				m.spans = append(m.spans, span{from: e.At, open: true})
			case s.turns:
				m.spans[len(m.spans)-1].until, m.spans[len(m.spans)-1].open = e.At, false
			}
			if names(&e) {
				m.names = append(m.names, name{e.Other.Incident, s})
			}
		}
		s.held = held
		m.events = append(m.events, s)
	}
}

// names reports whether an event says with which other incident its own belongs together.
func names(e *policy.Event) bool {
	return (e.Activity == policy.Initiate || e.Activity == policy.Convert) && e.Other != nil && e.Other.Incident != "" && e.Other.Incident != e.Incident
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// groups joins members.
type groups struct {
	members []*member
	parent  []int
	student []string // of each root
}

func newGroups(members []*member) *groups {
	g := &groups{members: members, parent: make([]int, len(members)), student: make([]string, len(members))}
	for i, m := range members {
		g.parent[i], g.student[i] = i, m.student
	}
	return g
}

func (g *groups) root(i int) int {
	for g.parent[i] != i {
		g.parent[i] = g.parent[g.parent[i]]
		i = g.parent[i]
	}
	return i
}

// join reports false where the two are of two students.
func (g *groups) join(i, j int) bool {
	a, b := g.root(i), g.root(j)
	if g.student[a] != "" && g.student[b] != "" && g.student[a] != g.student[b] {
		return false
	}
	a, b = min(a, b), max(a, b)
	g.student[a] = cmp.Or(g.student[a], g.student[b])
	g.parent[b] = a
	return true
}

func (g *groups) byName() {
	at := make(map[string]int, len(g.members))
	for i, m := range g.members {
		at[m.incident] = i
	}
	for i, m := range g.members {
		m.loose = nil
		for _, n := range m.names {
			if j, ok := at[n.incident]; !ok || !g.join(i, j) {
				m.loose = append(m.loose, n)
			}
		}
	}
}

// byGap joins those of one student between which the student was free for no longer than gap.
func (g *groups) byGap(gap time.Duration) {
	type held struct {
		span
		member int
	}
	of := map[string][]held{}
	for i, m := range g.members {
		for _, s := range m.spans {
			if m.student != "" {
				of[m.student] = append(of[m.student], held{s, i})
			}
		}
	}
	for _, all := range of { // what is joined does not depend on whose turn it is
		slices.SortStableFunc(all, func(a, b held) int { return a.from.Compare(b.from) })
		last := all[0] // the one that ends last so far
		for _, h := range all[1:] {
			if last.open || h.from.Sub(last.until) <= gap {
				g.join(last.member, h.member)
			}
			if !last.open && (h.open || h.until.After(last.until)) {
				last = h
			}
		}
	}
}

// rules is what the headers of a profile say of its rules.
type rules struct {
	order map[policy.RuleID]int
	form  map[ruleOf]string
}

type ruleOf struct {
	rule policy.RuleID
	kind policy.Kind
}

func newRules(p *policy.Profile, kinds []policy.Kind) *rules {
	r := &rules{map[policy.RuleID]int{}, map[ruleOf]string{}}
	for h := range p.Rules() {
		if _, ok := r.order[h.Name]; !ok {
			r.order[h.Name] = len(r.order)
		}
		for _, k := range kinds {
			if len(h.Kinds) == 0 || slices.Contains(h.Kinds, k) {
				r.form[ruleOf{h.Name, k}] = h.Form()
			}
		}
	}
	return r
}

// covers is the set of the chain's kinds that a rule speaks of.
func (r *rules) covers(rule policy.RuleID, kinds []policy.Kind) (set kindSet) {
	for i, k := range kinds {
		if r.form[ruleOf{rule, k}] != "" {
			set |= 1 << i
		}
	}
	return set
}

// kindSet has a bit for each kind of a chain.
type kindSet uint64

func (s kindSet) has(i int) bool { return s>>i&1 == 1 }

// whole is all parts of one kind, told as one.
type whole struct {
	kind  policy.Kind
	alone telling
	among map[kindSet]telling // with the parts of other kinds, of which some rules speak too
}

// tell builds the cases by which a chain of several parts is judged.
func (c *Chain) tell() error {
	if len(c.members) < 2 {
		return nil
	}
	return c.tellAll()
}

func (c *Chain) tellAll() error {
	total := 0
	var kinds []policy.Kind
	uses := map[string]bool{}
	for _, m := range c.members {
		m.look()
		for e := range m.own.Events() {
			if use := earlierUse(&e); use == "" || !uses[use] {
				uses[use] = true
				total++
			}
		}
		if k := m.lc.Kind(); !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	if total > MaxEvents && len(c.members) > 1 || len(kinds) > 64 {
		return &policy.RecordError{Incident: c.members[0].incident, Field: "events", Value: strconv.Itoa(total),
			Want: "at most " + strconv.Itoa(MaxEvents) + " in one chain, of at most 64 kinds"}
	}
	c.rules = newRules(c.profile, kinds)
	all := c.order()
	for i := range c.members {
		t, err := c.telling(all, c.members[i].lc.Kind(), func(j int) bool { return j == i }, nobody)
		if err != nil {
			return err
		}
		c.parts = append(c.parts, t)
	}
	index := make([]int, len(c.members))
	for i, m := range c.members {
		index[i] = slices.Index(kinds, m.lc.Kind())
	}
	for k, kind := range kinds {
		w := whole{kind: kind, among: map[kindSet]telling{}}
		of := func(i int) bool { return index[i] == k }
		var err error
		if w.alone, err = c.telling(all, kind, of, nobody); err != nil {
			return err
		}
		for r := range c.rules.order {
			set := c.rules.covers(r, kinds)
			if _, ok := w.among[set]; ok || !set.has(k) || set == 1<<k || c.rules.form[ruleOf{r, kind}] != "due" {
				continue
			}
			t, err := c.telling(all, kind, of, func(i int) bool { return index[i] != k && set.has(index[i]) })
			if err != nil {
				return err
			}
			w.among[set] = t
		}
		c.kinds = append(c.kinds, w)
	}
	return nil
}

func nobody(int) bool { return false }

// kindsOf lists the kinds of the chain in the order of their bits.
func (c *Chain) kindsOf() []policy.Kind {
	kinds := make([]policy.Kind, len(c.kinds))
	for i := range c.kinds {
		kinds[i] = c.kinds[i].kind
	}
	return kinds
}

// serves reports whether one record of this activity serves all parts of a chain.
func serves(a policy.Activity) bool {
	switch a {
	case policy.Contact, policy.Support, policy.Document, policy.Debrief, policy.Report:
		return true
	}
	return a.IsForeign() && !strings.HasPrefix(string(a), prefix)
}
