package policy

import (
	"cmp"
	"encoding/binary"
	"iter"
	"slices"
	"time"
)

// Assessment is what an incident comes to at an instant. It is a snapshot: events added later do not change it, and it is safe
// for use by several goroutines.
type Assessment struct {
	profile *Profile
	lc      Lifecycle
	now     time.Time
	folds   []fold // one for each world
}

// Assess judges the incident as of now: by the events that happened up to then, whenever they were recorded. Use [Case.Known] for
// what was on record. Asked for an instant in the past, it knows nothing of what happened later.
func (c *Case) Assess(now time.Time) Assessment {
	c.refold()
	t := instantOf(now)
	worlds := c.profile.worlds[c.lc.Kind()]
	a := Assessment{profile: c.profile, lc: c.lc, now: now, folds: make([]fold, len(worlds))}
	known := c.judged
	for len(known) > 0 && known[len(known)-1].at > t {
		known = known[:len(known)-1]
	}
	if len(worlds) == 1 && len(known) == len(c.judged) {
		a.folds = []fold{c.fold.clone()}
		a.folds[0].advance(t)
		return a
	}
	of := newCourse(worlds[0].vocabulary, c.lc, c.cal, known, known)
	of.gather()
	a.folds = of.follow(worlds, func(folds []*fold) { judge(folds, t) })
	return a
}

// instantOf is an instant in nanoseconds, none so far away that they would overflow.
func instantOf(t time.Time) int64 {
	const far = latestInstant + 50*366*86_400
	return time.Unix(min(max(t.Unix(), earliestInstant-86_400), far), int64(t.Nanosecond())).UnixNano()
}

// Now returns the instant as of which was judged.
func (a Assessment) Now() time.Time { return a.now }

// State returns the name of the machine's state.
func (a Assessment) State() string {
	if s, names := a.folds[0].state, a.lc.States(); int(s) < len(names) {
		return names[s]
	}
	return ""
}

// Phase returns the phase that the incident is in.
func (a Assessment) Phase() Phase { return a.folds[0].phase }

// Held returns how long the student has been held in all.
func (a Assessment) Held() time.Duration {
	return time.Duration(a.folds[0].age(Held, instantOf(a.now)))
}

// Started returns when the incident began, zero if it has not.
func (a Assessment) Started() time.Time {
	f := &a.folds[0]
	if f.started == never {
		return time.Time{}
	}
	return time.Unix(0, f.started).In(f.zone(f.startIdx))
}

// Events returns the events by which it was judged: corrected, in their order, up to now.
func (a Assessment) Events() iter.Seq[Event] {
	f := &a.folds[0]
	return func(yield func(Event) bool) {
		for i := range f.n {
			if !yield(*f.events[i].Event) {
				return
			}
		}
	}
}

// Outcome returns what a rule comes to: the gravest of its occurrences, [NotApplicable] for one that does not exist.
func (a Assessment) Outcome(r RuleID) Outcome {
	worst := NotApplicable
	for _, v := range a.list(func(f *fold, o occurrence) bool { return f.nameOf(&o) == r }) {
		if v.Rule == r && v.Outcome.Severity() > worst.Severity() {
			worst = v.Outcome
		}
	}
	return worst
}

// All returns a finding for every rule that applied, in the order of the regulation: one for each occurrence that was not simply
// kept or is pending, or else one that says that the rule is kept.
func (a Assessment) All() iter.Seq[Finding] {
	all := a.list(func(*fold, occurrence) bool { return true })
	a.vary(all)
	return slices.Values(all)
}

// Findings returns what was not simply kept, and is not just pending, in the order in which it began. Of each it says which
// readings would change it.
func (a Assessment) Findings() iter.Seq[Finding] {
	over := func(o Outcome) bool { return o == Satisfied || o == Pending }
	found := a.list(func(_ *fold, o occurrence) bool { return !over(o.outcome) })
	found = slices.DeleteFunc(found, func(v Finding) bool { return over(v.Outcome) })
	a.vary(found)
	slices.SortStableFunc(found, func(x, y Finding) int { return x.From.Compare(y.From) })
	return slices.Values(found)
}

// Due returns what is owed, the earliest first, and so the overdue before all else; what has no instant, whose Due is zero, comes
// last. Where a
// reading is undecided, or a calendar is missing, Due is the earliest instant that it can be.
func (a Assessment) Due() iter.Seq[Finding] {
	owed := a.list(func(_ *fold, o occurrence) bool { return o.open() && o.outcome != Satisfied })
	owed = slices.DeleteFunc(owed, func(v Finding) bool { return !v.owed() })
	slices.SortStableFunc(owed, func(x, y Finding) int {
		if x.Due.IsZero() != y.Due.IsZero() {
			return cmp.Compare(b2i(x.Due.IsZero()), b2i(y.Due.IsZero()))
		}
		return x.Due.Compare(y.Due)
	})
	return slices.Values(owed)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// owed reports whether somebody still has to do something.
func (f *Finding) owed() bool {
	switch f.Outcome {
	case Pending:
		return true
	case Breached, Flagged, Undetermined:
		return f.Until.IsZero() && (f.kind == kindEvery || f.kind == kindLimit || f.kind == kindDue || f.kind == kindDuring && f.releaseDue) &&
			(f.Outcome != Undetermined || !f.Due.IsZero())
	}
	return false
}

// open reports whether an occurrence goes on.
func (o *occurrence) open() bool { return o.until == never || o.until == -never }

// list merges the reports of all worlds. Where there is only one, what is not wanted of it is left out.
func (a Assessment) list(wanted func(f *fold, o occurrence) bool) []Finding {
	t := instantOf(a.now)
	reports := make([][]Finding, len(a.folds))
	var few [64]occurrence
	rows := few[:0]
	for i := range a.folds {
		f := &a.folds[i]
		rows = f.report(rows[:0], t)
		if len(a.folds) == 1 {
			rows = slices.DeleteFunc(rows, func(o occurrence) bool { return !wanted(f, o) })
		}
		reports[i] = make([]Finding, len(rows))
		for k := range rows {
			reports[i][k] = f.finding(&rows[k])
		}
	}
	return merge(a.folds, reports)
}

// merge makes one report of those of all worlds: what they share is found; what they do not share is undetermined, and names the
// readings that it hangs on. The rules stay in their order.
func merge(folds []fold, reports [][]Finding) []Finding {
	if len(reports) == 1 {
		return reports[0]
	}
	var merged []Finding
	for _, id := range rulesOf(folds) {
		of := make([][]Finding, len(reports))
		for k := range reports {
			for _, v := range reports[k] {
				if v.Rule == id {
					of[k] = append(of[k], v)
				}
			}
		}
		for _, same := range pair(of) {
			merged = append(merged, agree(folds, same))
		}
	}
	return merged
}

// rulesOf lists the rules of all worlds in the order of the regulation.
func rulesOf(folds []fold) []RuleID {
	var order []RuleID
	for i := range builtins {
		order = append(order, builtins[i].rule)
	}
	for _, n := range folds[0].w.profile.normals {
		if !slices.Contains(order, n.Name) {
			order = append(order, n.Name)
		}
	}
	for i := range folds {
		for k := range folds[i].w.rules {
			if n := &folds[i].w.rules[k]; n.deems && !slices.Contains(order, n.Name) {
				order = append(order, n.Name)
			}
		}
	}
	return order
}

// sign tells an occurrence from others of its rule.
type sign struct{ occurrence, subject string }

func (f *Finding) sign() sign { return sign{f.Occurrence, f.Subject} }

func (f *fold) sign(o *occurrence) sign { return sign{f.names(o), o.subject} }

// pair groups the findings of one rule by occurrence. Where a duty follows another event in another world, what is left over in each
// is the same duty. A world in which nothing was found of it says so with nil.
func pair(of [][]Finding) [][]*Finding {
	var groups [][]*Finding
	standing := map[sign][]int{} // the groups in which it stands, the first one first
	for k := range of {
		// take gives v the first of these groups that has none of this world yet. What has is not looked at again.
		take := func(in *[]int, v *Finding) bool {
			for g := range *in {
				if at := (*in)[g]; groups[at][k] == nil {
					groups[at][k], *in = v, (*in)[g+1:]
					return true
				}
			}
			*in = nil
			return false
		}
		free := map[sign]*[]int{}
		var left *leftOver
		for i := range of[k] {
			v := &of[k][i]
			s := v.sign()
			if free[s] == nil {
				in := standing[s]
				free[s] = &in
			}
			if take(free[s], v) {
				continue
			}
			if left == nil {
				left = leave(groups, of[k])
			}
			if take(left.fit(v), v) {
				continue
			}
			groups = append(groups, make([]*Finding, len(of)))
			groups[len(groups)-1][k] = v
		}
		for g := range groups {
			if v := groups[g][k]; v != nil {
				in := standing[v.sign()]
				if at, has := slices.BinarySearch(in, g); !has {
					standing[v.sign()] = slices.Insert(in, at, g)
				}
			}
		}
	}
	return groups
}

// leftOver are the groups of which nothing was found in one more world: all of them, those that go on wherever they have a name, and
// those without one.
type leftOver struct{ all, open, unnamed []int }

func leave(groups [][]*Finding, found []Finding) *leftOver {
	here := map[sign]bool{}
	for i := range found {
		here[found[i].sign()] = true
	}
	var left leftOver
	for g := range groups {
		gone, open, unnamed := true, true, true
		for _, o := range groups[g] {
			if o != nil {
				gone, open, unnamed = gone && !here[o.sign()], open && (o.Occurrence == "" || o.Until.IsZero()), unnamed && o.Occurrence == ""
			}
		}
		if gone {
			left.all = append(left.all, g)
		}
		if gone && open {
			left.open = append(left.open, g)
		}
		if gone && unnamed {
			left.unnamed = append(left.unnamed, g)
		}
	}
	return &left
}

// fit lists those that can be one with a finding although they are named after different events: a duty that follows another event
// there, what goes on in both, and whatever the other reading says no more of than that it is kept.
func (l *leftOver) fit(v *Finding) *[]int {
	switch {
	case v.kind == kindDue || v.Occurrence == "":
		return &l.all
	case v.Until.IsZero():
		return &l.open
	}
	return &l.unnamed
}

// agree is what one occurrence comes to in all worlds together.
func agree(folds []fold, in []*Finding) Finding {
	first := in[slices.IndexFunc(in, func(v *Finding) bool { return v != nil })]
	for _, v := range in { // one that says something of an occurrence rather than that the rule is kept
		if v != nil && first.Occurrence == "" && v.Occurrence != "" {
			first = v
		}
	}
	merged, differ := *first, false
	for _, v := range in {
		differ = differ || v == nil || v.Outcome != first.Outcome
		if v != nil && v.owed() && !merged.Until.IsZero() { // still to be done by one reading
			merged.Until, merged.ClosedBy, merged.Measured, merged.done = time.Time{}, "", v.Measured, false
		}
		if v != nil && v.owed() && !v.Due.IsZero() && (merged.Due.IsZero() || v.Due.Before(merged.Due)) {
			merged.Due = v.Due
		}
	}
	if !differ {
		return merged
	}
	merged.Outcome, merged.Missing, merged.Readings, merged.undecided = Undetermined, nil, nil, true
	chosen := func(k, i int) string { return folds[k].w.choices[i].Answer }
	for i, c := range folds[0].w.profile.chosen {
		hangs := false
		for k := range in {
			for l := range in[:k] {
				// Two worlds that differ in this reading alone, and come to different outcomes.
				alone := !slices.ContainsFunc(folds[0].w.profile.chosen, func(o Choice) bool {
					j := slices.Index(folds[0].w.profile.chosen, o)
					return j != i && chosen(k, j) != chosen(l, j)
				})
				hangs = hangs || c.Answer == "" && alone && chosen(k, i) != chosen(l, i) &&
					((in[k] == nil) != (in[l] == nil) || in[k] != nil && in[k].Outcome != in[l].Outcome)
			}
		}
		if hangs {
			merged.Readings = append(merged.Readings, c.Reading)
			merged.Missing = append(merged.Missing, Missing{Fact: missingReading, Subject: c.Reading})
		}
	}
	return merged
}

// vary puts on each finding the readings that would change it, each tried alone. The findings of one rule stand together.
func (a Assessment) vary(found []Finding) {
	main := &a.folds[0]
	type part struct{ from, to int32 }
	of := make([]part, len(a.profile.normals)) // found of a rule, by where it stands first
	for from, i := 0, 1; i <= len(found); i++ {
		if i == len(found) || found[i].Rule != found[from].Rule {
			if n, ok := a.profile.first[found[from].Rule]; ok {
				of[n] = part{int32(from), int32(i)}
			}
			from = i
		}
	}
	others := a.profile.others()[main.w.kind]
	tried, worlds := make([]*variant, 0, len(others)), make([]*world, 0, len(others))
	for i := range others {
		if v := &others[i]; slices.ContainsFunc(v.changes, func(c change) bool { return of[c.rule].to > 0 }) {
			tried, worlds = append(tried, v), append(worlds, v.world)
		}
	}
	var few [16]occurrence
	rows := few[:0]
	t := instantOf(a.now)
	folds := main.follow(worlds, func(folds []*fold) {
		for _, f := range folds {
			f.brief = true
		}
		judge(folds, t)
	})
	for i, v := range tried {
		for _, c := range v.changes {
			if at := of[c.rule]; at.to > 0 {
				rows = rows[:0]
				if c.there >= 0 {
					rows = folds[i].list(rows, int16(c.there), t)
				}
				folds[i].hang(found[at.from:at.to], rows, v.reading)
			}
		}
	}
}

// hang puts a reading on those of a rule's findings that come to something else in the fold of another answer to it. A duty that
// follows another event there has another occurrence, and is then the same duty.
func (f *fold) hang(found []Finding, there []occurrence, reading []string) {
	var few [lookedThrough]sign
	signs := few[:0]
	for i := range there {
		signs = append(signs, f.sign(&there[i]))
	}
	other := indexOf(signs)
	var left outcomes
	for i := range found {
		n := &found[i]
		if n.undecided || slices.Contains(n.Readings, reading[0]) {
			continue
		}
		var same bool
		if k := other.first(n.sign()); k >= 0 {
			same = there[k].outcome == n.Outcome && f.w.rules[there[k].rule].Force == n.Force
		} else {
			if !left.known {
				left = f.left(found, there)
			}
			same = left.may(n)
		}
		switch {
		case same:
		case n.Readings == nil:
			n.Readings = reading
		default:
			n.Readings = append(n.Readings, reading...)
		}
	}
}

// outcomes has a bit for each outcome that something comes to under another reading that has no like here: all of it, what goes on,
// and what has no name.
type outcomes struct {
	all, open, unnamed uint
	known              bool
}

func (f *fold) left(found []Finding, there []occurrence) outcomes {
	var few [lookedThrough]sign
	signs := few[:0]
	for i := range found {
		signs = append(signs, found[i].sign())
	}
	here := indexOf(signs)
	left := outcomes{known: true}
	for i := range there {
		o, is := &there[i], uint(1)<<there[i].outcome
		s := f.sign(o)
		if here.first(s) >= 0 {
			continue
		}
		left.all |= is
		if o.open() {
			left.open |= is
		}
		if s.occurrence == "" {
			left.unnamed |= is
		}
	}
	return left
}

// may reports whether a finding can be one with something of its outcome that is left over, although they are named after different
// events: a duty that follows another event there, what goes on in both, and what either reading says no more of than that it is kept.
func (l *outcomes) may(n *Finding) bool {
	may := l.unnamed
	switch {
	case n.kind == kindDue || n.Occurrence == "":
		may = l.all
	case n.Until.IsZero():
		may |= l.open
	}
	return may>>n.Outcome&1 == 1
}

// index finds signs in a list. A long one has a table.
type index struct {
	signs []sign
	table map[sign]int
}

const lookedThrough = 8

func indexOf(signs []sign) index {
	x := index{signs: signs}
	if len(signs) > lookedThrough {
		x.table = make(map[sign]int, len(signs))
		for i, s := range slices.Backward(signs) {
			x.table[s] = i
		}
	}
	return x
}

// first is where a sign stands first; -1 is nowhere.
func (x *index) first(s sign) int {
	if x.table == nil {
		return slices.Index(x.signs, s)
	}
	if i, ok := x.table[s]; ok {
		return i
	}
	return -1
}

// under reports whether a rule stands under a reading.
func (w *world) under(id RuleID, reading string) bool {
	i := w.index(id)
	return i >= 0 && slices.ContainsFunc(w.rules[i].Under, func(c Choice) bool { return c.Reading == reading })
}

func (w *world) index(id RuleID) int {
	return slices.IndexFunc(w.rules, func(r rule) bool { return r.Name == id })
}

// Situation encodes where the incident stands, relative to now: of two incidents under one profile and one machine with equal
// situations, the same events at the same intervals from now on lead to the same outcomes of what is still open. What is over
// and can change nothing is left out. With a calendar now itself is part of it, since days are not alike.
func (a Assessment) Situation() string {
	t := instantOf(a.now)
	var b []byte
	for i := range a.folds {
		b = a.folds[i].situation(b, t)
	}
	return string(b)
}

func (f *fold) situation(b []byte, now int64) []byte {
	put := func(vs ...int64) {
		for _, v := range vs {
			b = binary.AppendVarint(b, v)
		}
	}
	text := func(s string) {
		put(int64(len(s)))
		b = append(b, s...)
	}
	flag := func(vs ...bool) {
		for _, v := range vs {
			put(int64(b2i(v)))
		}
	}
	rel := func(t int64) {
		if t == never {
			flag(false)
		} else {
			flag(true)
			put(t - now)
		}
	}
	if f.cal != nil {
		put(now)
	}
	put(int64(f.state), int64(f.phase))
	flag(f.started != never)
	if f.started == never {
		return b
	}
	rel(f.since)
	text(f.place)
	for p := range f.spent {
		put(f.spent[p])
	}
	for i := range f.lasting {
		put(int64(f.lasting[i].answer))
		if f.words.slots[i].Lasts > 0 && f.lasting[i].answer != NotRecorded {
			rel(f.lasting[i].since)
		}
	}
	people := slices.Clone(f.people)
	slices.SortFunc(people, func(x, y personState) int { return cmp.Compare(x.id, y.id) })
	put(int64(len(people)))
	for i := range people {
		p := &people[i]
		text(p.id)
		text(string(p.role))
		flag(p.involved, p.present, p.left)
	}
	for i := range f.durings {
		flag(f.durings[i].open, f.durings[i].open && f.durings[i].from < now)
		put(int64(f.durings[i].outcome))
	}
	for i := range f.everys {
		s := &f.everys[i]
		flag(s.open, s.broken, s.ticked, s.unknownIdx != none)
		put(int64(s.applies), int64(s.excuse))
		if s.open {
			rel(s.opt)
			rel(s.pes)
			put(s.optLo, s.optHi, s.pesLo)
		}
	}
	for i := range f.limits {
		put(int64(f.limits[i].stage), f.limits[i].lo, f.limits[i].hi, int64(f.limits[i].applies))
	}
	for i := range f.ages {
		a := &f.ages[i]
		put(int64(a.reached), a.first, a.firstHi, a.again, a.againHi)
	}
	for _, n := range f.comes {
		put(int64(n))
	}
	for i := range f.w.rules {
		r := &f.w.rules[i]
		x := at{t: now, i: f.n - 1}
		put(int64(f.inForce(r, nil)))
		if r.ticks {
			put(int64(f.outcome(int16(i), now)))
		}
		if r.fromStart && r.act.Do != "" {
			put(int64(f.onRecord(&r.act, false, false, x, nil)))
		}
		everyone := func(w *Who, a Activity, to bool) { // who was among those of earlier acts already
			for k := range people {
				is := func(p Person) bool { return p.ID == people[k].id }
				flag(w.Everyone && slices.ContainsFunc(f.events[:f.n], func(e entry) bool {
					return e.Activity == a && (to && slices.ContainsFunc(e.To, is) || !to && slices.ContainsFunc(e.By, is))
				}))
			}
		}
		r.acts(func(_ string, a *Act) {
			everyone(&a.By, a.Do, false)
			everyone(&a.To, a.Do, true)
		})
		r.conditions(func(_ string, _ bool, c *Condition) {
			switch c.op {
			case opOnRecord, opFollows:
				put(int64(f.ask(c, x, nil)))
			case opBy, opTo:
				for _, a := range r.on {
					everyone(&c.who, a, c.op == opTo)
				}
			}
		})
	}
	for i := range f.duties {
		d := &f.duties[i]
		if d.done >= 0 && d.doneAt <= d.lo && d.doneAt <= now {
			continue
		}
		put(int64(d.rule), int64(d.stage), int64(d.applies), int64(d.outcome), d.age)
		rel(d.anchor)
		rel(d.lo)
		rel(d.hi)
		put(max(0, d.certain-now))
		flag(d.shut, d.doubtful, d.unknownIdx != none, d.done >= 0)
		f.w.rules[d.rule].by.awaited(func(a Activity) { rel(f.upon(a, d)) })
		if d.done >= 0 {
			rel(d.doneAt)
		}
	}
	// Of those that hold at once the one with the latest From counts, so their order is kept and what is over says only that.
	creds := slices.Clone(f.creds)
	slices.SortStableFunc(creds, func(x, y credential) int { return cmp.Compare(x.from, y.from) })
	for i := range creds {
		s := &creds[i]
		text(string(s.Fact))
		text(s.Subject)
		put(int64(s.Answer), int64(s.Amount))
		for _, at := range [...]int64{s.from, s.until} {
			if at < now { // begun, or over
				flag(false)
			} else {
				flag(true)
				rel(at)
			}
		}
	}
	return b
}
