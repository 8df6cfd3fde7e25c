package register

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// ChainAssessment is what a chain comes to at an instant. It is a snapshot, and safe for use by several goroutines.
//
// In its findings, Incident and Occurrence name the part and the event of it that opened the finding. What Occurrence, ClosedBy or
// Discounted name of another part stands as that part's incident, a slash, and the event's ID.
type ChainAssessment struct {
	c     Chain
	now   time.Time
	own   []policy.Assessment
	parts []view
	kinds []wholeView
	total policy.Finding // the time held in all
}

type wholeView struct {
	alone view
	among map[kindSet]view
}

// Assess judges the chain as of now: by what happened up to then, whenever it was recorded. Use [Chain.Known] for what was on record.
func (c Chain) Assess(now time.Time) ChainAssessment {
	a := ChainAssessment{c: c, now: now}
	for _, m := range c.members {
		a.own = append(a.own, m.own.Assess(now))
	}
	if !c.apart {
		for i := range c.parts {
			a.parts = append(a.parts, c.parts[i].assess(now))
		}
		for i := range c.kinds {
			k := &c.kinds[i]
			v := wholeView{k.alone.assess(now), map[kindSet]view{}}
			for set, t := range k.among {
				v.among[set] = t.assess(now)
			}
			a.kinds = append(a.kinds, v)
		}
	}
	a.total = c.total(now)
	return a
}

// Now returns the instant as of which was judged.
func (a ChainAssessment) Now() time.Time { return a.now }

// Parts returns what each part comes to by itself, in the order in which they began.
func (a ChainAssessment) Parts() iter.Seq[policy.Assessment] { return slices.Values(a.own) }

// Held returns how long the student has been held in all parts together. Where two overlap that is counted once.
func (a ChainAssessment) Held() time.Duration {
	if len(a.own) == 1 {
		return a.own[0].Held()
	}
	return a.c.held(a.now)
}

// All returns a finding for every rule that applied to some part, in the order of the regulation, as [policy.Assessment.All] does; those
// of [HeldInAll], where there are several parts, and [Incomplete] come last.
func (a ChainAssessment) All() iter.Seq[policy.Finding] {
	if a.alone() {
		return a.own[0].All()
	}
	return slices.Values(a.gather(policy.Assessment.All))
}

// alone reports whether there is nothing to be said but of one part by itself.
func (a *ChainAssessment) alone() bool { return len(a.own) == 1 && len(a.c.members[0].loose) == 0 }

// Findings returns what was not simply kept, and is not just pending, in the order in which it began.
func (a ChainAssessment) Findings() iter.Seq[policy.Finding] {
	found := slices.DeleteFunc(a.gather(policy.Assessment.All), func(f policy.Finding) bool {
		return f.Outcome == policy.Satisfied || f.Outcome == policy.Pending || f.Outcome == policy.NotApplicable
	})
	slices.SortStableFunc(found, func(x, y policy.Finding) int { return x.From.Compare(y.From) })
	return slices.Values(found)
}

// Due returns what is owed, the earliest first, and so the overdue before all else; what has no instant, whose Due is zero, comes
// last.
func (a ChainAssessment) Due() iter.Seq[policy.Finding] {
	owed := slices.DeleteFunc(a.gather(policy.Assessment.Due), func(f policy.Finding) bool {
		return f.Rule == Incomplete || f.Rule == HeldInAll && (f.Due.IsZero() || !f.Until.IsZero())
	})
	slices.SortStableFunc(owed, func(x, y policy.Finding) int {
		if x.Due.IsZero() != y.Due.IsZero() {
			return y.Due.Compare(x.Due)
		}
		return x.Due.Compare(y.Due)
	})
	return slices.Values(owed)
}

// gather puts together what all tellings come to.
func (a *ChainAssessment) gather(pick func(policy.Assessment) iter.Seq[policy.Finding]) []policy.Finding {
	var found []policy.Finding
	if len(a.kinds) == 0 { // one part, or each by itself
		for i := range a.own {
			found = slices.AppendSeq(found, pick(a.own[i]))
		}
	} else {
		found = a.merge(pick)
	}
	if len(a.c.members) > 1 {
		found = append(found, a.total)
	}
	for _, m := range a.c.members {
		for _, n := range m.loose {
			if n.event.At.After(a.now) {
				continue
			}
			at := n.event.At.In(a.c.zone(n.event.At))
			found = append(found, policy.Finding{Incident: m.incident, Kind: m.lc.Kind(), Rule: Incomplete, Demand: "linked with an incident that is at hand",
				Outcome: policy.Undetermined, Document: a.c.profile.Short(), Occurrence: n.event.ID, Subject: n.incident, From: at, Until: at,
				Missing: []policy.Missing{{Fact: "incident", Subject: n.incident}}, KnownSince: later(at, n.event.Recorded)})
		}
	}
	return found
}

// merge takes from each telling what it can tell.
func (a *ChainAssessment) merge(pick func(policy.Assessment) iter.Seq[policy.Finding]) []policy.Finding {
	rows := make([]row, 0, 256)
	take := func(v view, wanted func(r *row) bool) {
		for f := range pick(v.a) {
			if r := v.t.row(&a.c, f); !f.Rule.OfRecord() && wanted(&r) {
				rows = append(rows, r)
			}
		}
	}
	for i := range a.own {
		for f := range pick(a.own[i]) {
			if f.Rule.OfRecord() || a.c.members[i].start.IsZero() {
				rows = append(rows, row{Finding: f, opener: origin{part: i}})
			}
		}
		if a.c.members[i].start.IsZero() {
			continue
		}
		take(a.parts[i], func(r *row) bool {
			switch r.form {
			case "at":
				return r.opener.part == i || !a.has(i, r.opener.activity)
			case "due":
				return r.opener.start && r.exact
			}
			return r.form == "during" || r.form == "count"
		})
	}
	kinds := a.c.kindsOf()
	for k := range a.kinds {
		w := &a.kinds[k]
		covers := func(r *row) kindSet {
			if set := a.c.rules.covers(r.Rule, kinds); set.has(k) {
				return set
			}
			return 1 << k
		}
		take(w.alone, func(r *row) bool {
			switch {
			case r.form == "every" || r.form == "limit":
				return true
			case r.form != "due" || r.opener.start && r.exact:
				return false
			}
			return covers(r) == 1<<k || r.opener.id != "" && !(r.opener.ends && r.exact)
		})
		for _, set := range sorted(w.among) {
			take(w.among[set], func(r *row) bool {
				return r.form == "due" && covers(r) == set && (r.opener.id == "" || r.opener.ends && r.exact)
			})
		}
	}
	rows = a.once(rows)
	order := func(r policy.RuleID) int {
		if n, ok := a.c.rules.order[r]; ok {
			return n
		}
		return -1
	}
	slices.SortStableFunc(rows, func(x, y row) int {
		return cmp.Or(cmp.Compare(order(x.Rule), order(y.Rule)), cmp.Compare(x.opener.part, y.opener.part))
	})
	found := make([]policy.Finding, len(rows))
	for i := range rows {
		found[i] = rows[i].Finding
	}
	return found
}

func sorted(among map[kindSet]view) []kindSet {
	sets := make([]kindSet, 0, len(among))
	for s := range among {
		sets = append(sets, s)
	}
	slices.Sort(sets)
	return sets
}

// has reports whether a part has a record of its own of an activity.
func (a *ChainAssessment) has(part int, activity policy.Activity) bool {
	return slices.ContainsFunc(a.c.members[part].events, func(s step) bool {
		return s.placed && s.Activity == activity && !s.At.After(a.now)
	})
}

// once leaves out what two tellings say of the same. The graver stays: what one kind has not kept, another cannot keep for it.
func (a *ChainAssessment) once(rows []row) []row {
	kept := rows[:0]
	for _, r := range rows {
		i := slices.IndexFunc(kept, func(o row) bool { return same(&o, &r) })
		switch {
		case i < 0:
			kept = append(kept, r)
		case r.Outcome.Severity() > kept[i].Outcome.Severity() ||
			r.Outcome.Severity() == kept[i].Outcome.Severity() && r.Kind == a.c.members[r.opener.part].lc.Kind():
			kept[i] = r
		}
	}
	// That a rule is kept is said only where nothing else is said of it: of a duty in the whole chain, otherwise of the kind.
	return slices.DeleteFunc(kept, func(r row) bool {
		return r.Outcome == policy.Satisfied && r.opener.id == "" && slices.ContainsFunc(kept, func(o row) bool {
			return o.Rule == r.Rule && (o.opener.id != "" || o.Outcome != policy.Satisfied) && (r.form == "due" || o.Kind == r.Kind)
		})
	})
}

func same(a, b *row) bool {
	if a.Rule != b.Rule || a.form == "" {
		return false
	}
	if a.opener.id == "" || b.opener.id == "" {
		return a.opener.id == b.opener.id && a.Kind == b.Kind
	}
	event := a.Incident == b.Incident && a.Occurrence == b.Occurrence
	switch a.form {
	case "at":
		return event && a.Subject == b.Subject
	case "due":
		return event || a.Kind != b.Kind && a.From.Equal(b.From) && a.Due.Equal(b.Due) && slices.Equal(a.Clauses, b.Clauses)
	}
	return false
}

// together are the stretches in which the student was held by any part, up to now.
func (c *Chain) together(now time.Time) []span {
	var all []span
	for _, m := range c.members {
		for _, s := range m.spans {
			if s.open || s.until.After(now) {
				s.until, s.open = now, true
			}
			if !s.from.After(now) {
				all = append(all, s)
			}
		}
	}
	slices.SortFunc(all, func(a, b span) int { return a.from.Compare(b.from) })
	var joined []span
	for _, s := range all {
		if n := len(joined) - 1; n >= 0 && !s.from.After(joined[n].until) {
			joined[n].until, joined[n].open = later(joined[n].until, s.until), joined[n].open || s.open
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

func (c *Chain) held(now time.Time) (d time.Duration) {
	for _, s := range c.together(now) {
		d += s.until.Sub(s.from)
	}
	return d
}

// total is how long the student was held in all, against the longest limit that any part had when it began to hold.
func (c *Chain) total(now time.Time) policy.Finding {
	if len(c.members) < 2 {
		return policy.Finding{}
	}
	f := policy.Finding{Document: c.profile.Short()}
	for _, m := range c.members {
		for _, s := range m.spans {
			if s.from.After(now) {
				continue
			}
			for l := range m.own.Assess(s.from).Due() {
				if c.rules.form[ruleOf{l.Rule, l.Kind}] == "limit" && l.Allowed > f.Allowed {
					f = l
				}
			}
		}
	}
	spans := c.together(now)
	f.Incident, f.Kind, f.Rule, f.Demand = c.members[0].incident, c.members[0].lc.Kind(), HeldInAll, "held in all, against the longest limit"
	f.Occurrence, f.ClosedBy, f.Subject, f.Missing, f.Readings, f.Until, f.Due = "", "", "", nil, nil, time.Time{}, time.Time{}
	f.Outcome, f.Measured, f.KnownSince = policy.NotApplicable, c.held(now), time.Time{}
	if f.Allowed == 0 {
		f.Demand = "held in all, where no part has a limit"
	}
	if len(spans) == 0 {
		return f
	}
	f.From = spans[0].from.In(c.zone(spans[0].from))
	if last := spans[len(spans)-1]; !last.open {
		f.Until = last.until.In(c.zone(last.until))
	}
	if f.Allowed == 0 {
		return f
	}
	f.Outcome = policy.Satisfied
	left := f.Allowed
	for _, s := range spans {
		d := s.until.Sub(s.from)
		if d > left || s.open {
			f.Due = s.from.Add(left).In(c.zone(s.from))
			break
		}
		left -= d
	}
	switch {
	case f.Measured > f.Allowed:
		f.Outcome, f.KnownSince = policy.Flagged, f.Due
	case f.Until.IsZero():
		f.Outcome = policy.Pending
	}
	return f
}

// zone is where a reader wants the times of the chain.
func (c *Chain) zone(t time.Time) *time.Location {
	if c.cal != nil {
		return c.cal.Location()
	}
	return t.Location()
}
