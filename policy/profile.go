package policy

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Profile is a regulation that was checked and compiled, under one choice of readings. It is immutable and safe for use by
// several goroutines.
type Profile struct {
	reg         *Regulation
	normals     []normal
	chosen      []Choice // one for each reading, in the order of the regulation
	fingerprint string
	worlds      map[Kind][]*world // what is judged: one world, or one for each way to decide what is undecided
	others      func() map[Kind][]variant
	defining    []*world // the definitions, in each way to decide what is undecided
	acts        map[Activity]int16
	first       map[RuleID]int32 // where each rule stands the first time
	words       []*vocabulary
}

// variant is a profile's other answer to one reading, with just the rules that it touches.
type variant struct {
	reading []string // one
	world   *world
	changes []change
}

// change is a rule that may come to something else: where it stands first in the profile, and in the variant's world, if it does.
type change struct{ rule, there int32 }

// Most worlds that undecided readings may open: each costs a judgement of its own.
const maxWorlds = 64

// Build checks r whole and compiles it under the defaults of its readings. Its error is a [*ProfileError] with all faults at
// once. r must not be changed afterwards.
func (r *Regulation) Build() (*Profile, error) { return r.build(nil) }

// MustBuild is like [Regulation.Build] for a regulation that is part of a program, whose tests would find a fault: it panics where there is
// one.
func (r *Regulation) MustBuild() *Profile {
	p, err := r.Build()
	if err != nil {
		panic(err)
	}
	return p
}

// Choose returns the profile under other answers to its readings; those not named stay as they are. An empty answer leaves a
// reading undecided: then only what its alternatives share is found, and what is due shows the earliest. Its error is a
// [*ProfileError].
func (p *Profile) Choose(choices ...Choice) (*Profile, error) {
	chosen := slices.Clone(p.chosen)
	faults := faults{}
	for _, c := range choices {
		i := slices.IndexFunc(chosen, func(x Choice) bool { return x.Reading == c.Reading })
		if i < 0 {
			faults.add(c.Reading, "no such reading")
			continue
		}
		if rd := p.reg.Readings[i]; c.Answer != "" && c.Answer != rd.Default && !slices.Contains(rd.Alternatives, c.Answer) {
			faults.add(c.Reading, "no such answer; expected one of "+strings.Join(rd.answers(), ", "))
			continue
		}
		chosen[i] = c
	}
	if len(faults.list) > 0 {
		return nil, &ProfileError{Profile: p.reg.ID, Faults: faults.list}
	}
	return p.reg.build(chosen)
}

// ID returns the profile's ID, as logs have it.
func (p *Profile) ID() string { return p.reg.ID }

// Short returns how findings cite the document.
func (p *Profile) Short() string { return p.reg.Short }

// Instrument returns what is known of the document.
func (p *Profile) Instrument() Instrument { return p.reg.Instrument }

// Fingerprint returns "sha256:" and the hash, in hexadecimal, of the canonical encoding of all that judging depends on: the
// ID, the dates, the facts, the rules under every reading, and the readings with the answers chosen. It is the same in every
// process and on every machine. What is written for people, such as Demand or a reading's question, is no part of it.
//
// The encoding has a line for each fact, each reading with its answers and the one chosen, each definition, and each rule in its normal
// form. Every
// value stands under its name in a fixed order; words are quoted, durations are nanoseconds, zero values are left out, parts stand
// in parentheses:
//
//	(every name="face-to-face" clause="7(16)(a)" force="must" phase="held" act=(act do="monitor"
//	holding=(is fact="face-to-face" answer="yes")) first=120000000000 gap=120000000000)
func (p *Profile) Fingerprint() string { return p.fingerprint }

// Pin returns what an incident begun under p says in [Event].Profile.
func (p *Profile) Pin() string { return p.reg.ID + "@" + p.fingerprint }

// Readings returns the readings and the answer chosen for each; an empty answer is undecided.
func (p *Profile) Readings() iter.Seq2[Reading, string] {
	return func(yield func(Reading, string) bool) {
		for i, r := range p.reg.Readings {
			if !yield(r, p.chosen[i].Answer) {
				return
			}
		}
	}
}

// Rules returns the header of every declaration that stands under the chosen readings, in the order of the regulation. One name
// may come more than once: for kinds that exclude each other, or under the answers to a reading that is undecided. A header's Form
// and Text say what its rule demands.
func (p *Profile) Rules() iter.Seq[Header] {
	return func(yield func(Header) bool) {
		for i := range p.normals {
			n := &p.normals[i]
			if !p.mayApply(n) {
				continue
			}
			h := n.Header
			h.of = &declared{rule: n, in: &p.reg.Instrument}
			if !yield(h) {
				return
			}
		}
	}
}

// Words returns what the profile declares besides the standard words: its facts, those under one reading and those under another, its
// activities and its roles.
func (p *Profile) Words() (facts []FactSpec, activities []Activity, roles []Role) {
	return slices.Clone(p.reg.Facts), slices.Clone(p.reg.Activities), slices.Clone(p.reg.Roles)
}

// Ledger returns what becomes of each clause.
func (p *Profile) Ledger() []LedgerEntry { return slices.Clone(p.reg.Ledger) }

func (r *Reading) answers() []string { return append([]string{r.Default}, r.Alternatives...) }

// mayApply reports whether a rule stands under the chosen readings, undecided ones leaving it open.
func (p *Profile) mayApply(n *normal) bool {
	return !slices.ContainsFunc(n.Under, func(u Choice) bool {
		return slices.ContainsFunc(p.chosen, func(c Choice) bool { return c.Reading == u.Reading && c.Answer != "" && c.Answer != u.Answer })
	})
}

type faults struct{ list []Fault }

func (f *faults) add(where, what string) { f.list = append(f.list, Fault{Where: where, What: what}) }

func (r *Regulation) build(chosen []Choice) (*Profile, error) {
	p := &Profile{reg: r, chosen: chosen}
	if chosen == nil {
		p.chosen = make([]Choice, len(r.Readings))
		for i, rd := range r.Readings {
			p.chosen[i] = Choice{rd.ID, rd.Default}
		}
	}
	p.normals = make([]normal, 0, len(r.Rules))
	fs := &faults{}
	for i, rule := range r.Rules {
		n, ok := normalOf(rule)
		if !ok {
			fs.add(fmt.Sprintf("rule %d", i+1), "is nil")
			continue
		}
		if n.From.IsZero() {
			n.From = r.Instrument.From
		}
		if n.Until.IsZero() {
			n.Until = r.Instrument.Until
		}
		p.normals = append(p.normals, n)
	}
	p.first = map[RuleID]int32{}
	for i, n := range slices.Backward(p.normals) {
		p.first[n.Name] = int32(i)
	}
	r.check(p.normals, fs)
	worlds := waysToDecide(r.Readings, p.chosen)
	if len(worlds) > maxWorlds {
		fs.add("readings", fmt.Sprintf("undecided ones open %d worlds; at most %d can be judged at once", len(worlds), maxWorlds))
		worlds = worlds[:1]
	}
	kinds := []Kind{Seclusion, Restraint, TimeOut}
	for i := range p.normals {
		for _, k := range p.normals[i].Kinds {
			if !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	p.acts = map[Activity]int16{}
	for _, a := range slices.Concat(activities[:], r.Activities) {
		if _, twice := p.acts[a]; !twice {
			p.acts[a] = int16(len(p.acts) + 1)
		}
	}
	p.worlds = map[Kind][]*world{}
	var found []Fault
	for _, k := range kinds {
		for _, w := range worlds {
			c, bad := p.compile(k, w, nil)
			found = append(found, bad...)
			p.worlds[k] = append(p.worlds[k], c)
		}
	}
	for i, f := range found { // of each rule once, for the first kind
		if !slices.ContainsFunc(found[:i], func(o Fault) bool { return o.Where == f.Where }) {
			fs.list = append(fs.list, f)
		}
	}
	if len(fs.list) > 0 {
		return nil, &ProfileError{Profile: r.ID, Faults: fs.list}
	}
	for _, w := range worlds {
		p.defining = append(p.defining, p.define(w))
	}
	p.others = sync.OnceValue(p.variants)
	p.fingerprint = p.hash()
	return p, nil
}

// normalOf is a rule's normal form, and whether there is a rule at all: a pointer to one may be nil.
func normalOf(r Rule) (n normal, ok bool) {
	defer func() { ok = recover() == nil }()
	return r.normal(), true
}

// waysToDecide lists the choices with every undecided reading decided in each of its ways.
func waysToDecide(readings []Reading, chosen []Choice) [][]Choice {
	ways := [][]Choice{slices.Clone(chosen)}
	for i := range chosen {
		if chosen[i].Answer != "" {
			continue
		}
		var next [][]Choice
		for _, w := range ways {
			for _, a := range readings[i].answers() {
				v := slices.Clone(w)
				v[i].Answer = a
				next = append(next, v)
			}
		}
		if ways = next; len(ways) > maxWorlds {
			break
		}
	}
	return ways
}

// variants compiles, for each reading that is decided, each other answer, with the rules that it touches and what they ask for.
func (p *Profile) variants() map[Kind][]variant {
	vs := map[Kind][]variant{}
	decided := waysToDecide(p.reg.Readings, p.chosen)[0]
	for i, rd := range p.reg.Readings {
		if p.chosen[i].Answer == "" {
			continue
		}
		for _, a := range rd.answers() {
			if a == p.chosen[i].Answer {
				continue
			}
			other := slices.Clone(decided)
			other[i].Answer = a
			touched := p.touched(rd.ID)
			for k := range p.worlds {
				if w, bad := p.compile(k, other, touched); len(bad) == 0 {
					v := variant{reading: []string{rd.ID}, world: w}
					for i := range p.normals {
						id := p.normals[i].Name
						if there := w.index(id); p.first[id] == int32(i) && (there >= 0 && w.rules[there].shown || p.worlds[k][0].under(id, rd.ID)) {
							v.changes = append(v.changes, change{int32(i), int32(there)})
						}
					}
					vs[k] = append(vs[k], v)
				}
			}
		}
	}
	return vs
}

// touched returns the names of the rules that a reading can change: those under it, those that speak of a fact declared under
// it, those that ask for one of these; and, as false, what they ask for in turn.
func (p *Profile) touched(reading string) map[RuleID]bool {
	under := func(cs []Choice) bool {
		return slices.ContainsFunc(cs, func(c Choice) bool { return c.Reading == reading })
	}
	facts := map[Fact]bool{}
	for i := range p.reg.Facts {
		if under(p.reg.Facts[i].Under) {
			facts[p.reg.Facts[i].Name] = true
		}
	}
	t := map[RuleID]bool{}
	for changed := true; changed; {
		changed = false
		for i := range p.normals {
			n := &p.normals[i]
			hit := under(n.Under) || facts[n.after.fact]
			n.conditions(func(_ string, _ bool, c *Condition) { hit = hit || c.op == opFact && facts[c.fact] })
			for _, id := range n.asks() {
				hit = hit || t[id]
			}
			if hit && !t[n.Name] {
				t[n.Name], changed = true, true
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for i := range p.normals {
			if _, in := t[p.normals[i].Name]; in {
				for _, id := range p.normals[i].asks() {
					if _, in := t[id]; !in {
						t[id], changed = false, true
					}
				}
			}
		}
	}
	return t
}

func (p *Profile) hash() string {
	var c canon
	r := p.reg
	c.open("profile")
	c.word("id", r.ID)
	c.word("from", r.Instrument.From.String())
	c.word("until", r.Instrument.Until.String())
	c.close()
	c.b = append(c.b, '\n')
	for i := range r.Facts {
		c.fact(&r.Facts[i])
	}
	for i, rd := range r.Readings {
		c.open("reading")
		c.word("id", rd.ID)
		words(&c, "answer", rd.answers())
		c.word("chosen", p.chosen[i].Answer)
		c.close()
		c.b = append(c.b, '\n')
	}
	for i := range r.Definitions {
		c.definition(&r.Definitions[i])
	}
	for i := range p.normals {
		c.rule(&p.normals[i])
	}
	sum := sha256.Sum256(c.b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// world is a profile compiled for one kind of intervention under one decision of all readings.
type world struct {
	*vocabulary
	profile *Profile
	kind    Kind
	choices []Choice
	rules   []rule     // those asked for stand before those that ask
	order   []int16    // of those that are shown, in that of the regulation
	touched []*touched // by the number of the activity
	// Indexes into rules, by what wakes them.
	durings, everys, limits, reaching, releasing, expiring, coming, turning, counting []int16
	standing                                                                          bool // standing facts matter between events
	awaitsRelease                                                                     bool // some term waits for the end of holding
}

// vocabulary is what is declared under one decision of all readings. Worlds that declare the same have one.
type vocabulary struct {
	slots   []FactSpec     // lasting facts
	slotOf  map[Fact]int16 // where each is kept
	numbers map[Fact]int16 // of the standing facts, which are looked up by number
	specs   map[Fact]FactSpec
	acts    map[Activity]int16 // numbers from 1; 0 is no word of the profile
	// standing is the first vocabulary with the same numbers.
	standing *vocabulary
}

type rule struct {
	normal
	order int32      // in the regulation
	slot  int16      // in the fold's array of states of its kind
	ticks bool       // its breaking must be seen when it happens, not only when somebody looks
	shown bool       // false: there only because another asks for it
	about uint8      // a bit for each About of whose standing facts it asks
	wakes []Activity // of a condition that is owed and asks only for acts on record, and for the phase: those acts
}

// touched lists the rules that an activity wakes.
type touched struct {
	at, gates, every, act, on []int16
	throughout                bool // what must hold throughout a phase asks whether it is on record
	awaited                   bool // some term waits for it
}

// newWorld is a world without rules: the facts as they are declared under choices.
func (p *Profile) newWorld(kind Kind, choices []Choice) *world {
	w := &world{profile: p, kind: kind, choices: choices, touched: make([]*touched, len(p.acts)+1)}
	v := &vocabulary{slotOf: map[Fact]int16{}, numbers: map[Fact]int16{}, specs: map[Fact]FactSpec{}, acts: p.acts}
	for _, s := range standardFacts {
		v.specs[s.Name] = s
	}
	for _, s := range p.reg.Facts {
		if w.stands(s.Under) {
			s.Under = nil
			v.specs[s.Name] = s
		}
	}
	same := func(a, b FactSpec) bool { return a.Sort == b.Sort && a.About == b.About && a.Lasts == b.Lasts }
	if i := slices.IndexFunc(p.words, func(o *vocabulary) bool { return maps.EqualFunc(o.specs, v.specs, same) }); i >= 0 {
		w.vocabulary = p.words[i]
		return w
	}
	for _, f := range slices.Sorted(maps.Keys(v.specs)) {
		switch s := v.specs[f]; s.Sort {
		case Lasting:
			v.slotOf[f] = int16(len(v.slots))
			v.slots = append(v.slots, s)
		case Standing:
			v.numbers[f] = int16(len(v.numbers))
		}
	}
	v.standing = v
	if i := slices.IndexFunc(p.words, func(o *vocabulary) bool { return maps.Equal(o.numbers, v.numbers) }); i >= 0 {
		v.standing = p.words[i].standing
	}
	w.vocabulary, p.words = v, append(p.words, v)
	return w
}

// stands reports whether what is declared under these choices stands in a world.
func (w *world) stands(under []Choice) bool {
	return !slices.ContainsFunc(under, func(u Choice) bool { return !slices.Contains(w.choices, u) })
}

// compile resolves the rules that stand under choices for a kind. With only, just those are kept.
func (p *Profile) compile(kind Kind, choices []Choice, only map[RuleID]bool) (*world, []Fault) {
	var bad faults
	w := p.newWorld(kind, choices)
	byName := map[RuleID]int{}
	var picked []rule
	for i := range p.normals {
		n := &p.normals[i]
		shown, in := only[n.Name]
		if only != nil && !in || !w.stands(n.Under) || len(n.Kinds) > 0 && !slices.Contains(n.Kinds, kind) {
			continue
		}
		if _, twice := byName[n.Name]; twice {
			bad.add("rule "+string(n.Name), fmt.Sprintf("stands twice for %s under the same readings", kind))
			continue
		}
		byName[n.Name] = len(picked)
		picked = append(picked, rule{normal: *n, order: int32(i), shown: only == nil || shown})
	}
	if only == nil {
		for i, n := range w.deemed() {
			byName[n.Name] = len(picked)
			picked = append(picked, rule{normal: n, order: int32(len(p.normals) + i), shown: true})
		}
	}
	// Those asked for first.
	var sorted []rule
	at := map[RuleID]int16{}
	state := map[RuleID]int{}
	var visit func(id RuleID)
	visit = func(id RuleID) {
		i, ok := byName[id]
		switch {
		case !ok || state[id] == 2: // not a rule for this kind: it comes to not applicable
			return
		case state[id] == 1:
			bad.add("rule "+string(id), "asks for itself in a circle")
			return
		}
		state[id] = 1
		for _, a := range picked[i].asks() {
			visit(a)
		}
		state[id] = 2
		at[id] = int16(len(sorted))
		sorted = append(sorted, picked[i])
	}
	for i := range picked {
		visit(picked[i].Name)
	}
	w.rules = sorted
	res := resolver{w: w, at: at}
	asked := map[RuleID]bool{}
	for i := range w.rules {
		for _, id := range w.rules[i].asks() {
			asked[id] = true
		}
	}
	for i := range w.rules {
		r := &w.rules[i]
		res.rule(&r.normal)
		idx := int16(i)
		r.ticks = asked[r.Name] || r.Unless.op != opAlways
		r.conditions(func(_ string, _ bool, c *Condition) {
			switch {
			case c.op == opFact && c.sort == Standing:
				r.about |= 1 << c.about
			case c.op == opOnStaff:
				r.about |= 1 << AboutSchool
			}
		})
		touch := func(a Activity) *touched {
			t := &w.touched[p.acts[a]]
			if *t == nil {
				*t = &touched{}
			}
			return *t
		}
		into := func(list *[]int16) {
			r.slot = int16(len(*list))
			*list = append(*list, idx)
		}
		switch r.kind {
		case kindAt:
			for _, a := range r.on {
				t := touch(a)
				t.at = append(t.at, idx)
				if r.Gate {
					t.gates = append(t.gates, idx)
				}
			}
		case kindDuring:
			into(&w.durings)
			r.conditions(func(_ string, _ bool, c *Condition) {
				if c.op == opOnRecord {
					touch(c.act.Do).throughout = true
				}
			})
		case kindEvery:
			into(&w.everys)
			r.conditions(func(where string, _ bool, c *Condition) {
				if c.op == opOnRecord && where == "when" {
					touch(c.act.Do).throughout = true
				}
			})
			t := touch(r.act.Do)
			t.every = append(t.every, idx)
		case kindLimit:
			into(&w.limits)
		case kindDue:
			if r.act.Do != "" {
				t := touch(r.act.Do)
				t.act = append(t.act, idx)
			} else {
				r.wakes = onlyActs(&r.holds)
			}
			r.by.awaited(func(a Activity) {
				if a == Release {
					w.awaitsRelease = true
				} else {
					touch(a).awaited = true
				}
			})
			switch r.after.op {
			case opOn:
				t := touch(r.after.act.Do)
				t.on = append(t.on, idx)
			case opTurns:
				w.turning = append(w.turning, idx)
			case opReaches:
				into(&w.reaching)
			case opLastRelease:
				into(&w.releasing)
			case opExpires:
				into(&w.expiring)
			case opComes:
				into(&w.coming)
			}
		case kindCount:
			into(&w.counting)
		}
	}
	w.standing = len(w.expiring) > 0
	for i := range w.rules {
		if k := w.rules[i].kind; k != kindDuring && (k != kindDue || w.rules[i].act.Do != "") {
			continue
		}
		w.rules[i].conditions(func(_ string, _ bool, c *Condition) {
			w.standing = w.standing || c.op == opFact && c.sort == Standing || c.op == opAttended && len(c.who.Holding) > 0 || c.op == opOnStaff
		})
	}
	w.touched[0] = nil // nobody can do what there is no word for
	for i := range w.rules {
		if w.rules[i].shown {
			w.order = append(w.order, int16(i))
		}
	}
	slices.SortFunc(w.order, func(a, b int16) int { return cmp.Compare(w.rules[a].order, w.rules[b].order) })
	return w, bad.list
}

// onlyActs lists the activities of a condition that asks for acts on record and for the phase, and for nothing else; nil where it asks
// for more.
func onlyActs(c *Condition) []Activity {
	switch c.op {
	case opOnRecord:
		return []Activity{c.act.Do}
	case opIn:
		return []Activity{}
	case opAll, opAny, opNot:
		acts := []Activity{}
		for i := range c.kids {
			own := onlyActs(&c.kids[i])
			if own == nil {
				return nil
			}
			acts = append(acts, own...)
		}
		return acts
	}
	return nil
}

// resolver copies the conditions of a rule and fills in what judging needs. The author's own values are never written to.
type resolver struct {
	w  *world
	at map[RuleID]int16
}

func (s *resolver) rule(n *normal) {
	s.condition(&n.When)
	s.condition(&n.Unless)
	s.condition(&n.holds)
	s.act(&n.act)
	s.amount(&n.first)
	s.amount(&n.gap)
	s.act(&n.after.act)
	s.amount(&n.after.at)
	s.amount(&n.after.again)
	s.term(&n.by)
	n.after.slot = s.w.numbers[n.after.fact]
	if n.after.op == opComes {
		n.after.slot = -1
		if i, ok := s.at[n.after.rule]; ok {
			n.after.slot = i
		}
	}
}

func (s *resolver) condition(c *Condition) {
	c.slot = -1
	if c.op == opFact {
		spec := s.w.specs[c.fact]
		c.sort, c.about = spec.Sort, spec.About
		if i, ok := s.w.slotOf[c.fact]; ok {
			c.slot = i
		} else if i, ok := s.w.numbers[c.fact]; ok {
			c.slot = i
		}
	}
	s.who(&c.who)
	if c.op == opRuleIs {
		if i, ok := s.at[c.rule]; ok {
			c.slot = i
		}
	}
	if c.act != nil {
		a := *c.act
		s.act(&a)
		c.act = &a
	}
	c.kids = slices.Clone(c.kids)
	for i := range c.kids {
		s.condition(&c.kids[i])
	}
}

func (s *resolver) act(a *Act) {
	s.who(&a.By)
	s.who(&a.To)
	s.condition(&a.Holding)
}

func (s *resolver) who(w *Who) {
	w.numbers = nil
	for _, f := range w.Holding {
		w.numbers = append(w.numbers, s.w.numbers[f])
	}
}

func (s *resolver) amount(a *Amount) {
	a.number = s.w.numbers[a.plan]
	if a.when != nil {
		c, then, els := *a.when, *a.then, *a.els
		s.condition(&c)
		s.amount(&then)
		s.amount(&els)
		a.when, a.then, a.els = &c, &then, &els
	}
}

func (s *resolver) term(t *Term) {
	s.amount(&t.amount)
	t.kids = slices.Clone(t.kids)
	for i := range t.kids {
		s.term(&t.kids[i])
	}
}

// check finds the faults of a regulation.
func (r *Regulation) check(normals []normal, fs *faults) {
	if !WellNamed(r.ID) || len(r.ID) > longestProfileID {
		fs.add("regulation", "its ID must be lower-case letters, digits and hyphens, 56 bytes at most")
	}
	if r.Short == "" {
		fs.add("regulation", "Short is empty: findings cite it")
	}
	if i := r.Instrument; !i.From.IsZero() && !i.Until.IsZero() && !i.From.Before(i.Until) {
		fs.add("instrument", "in force until "+i.Until.String()+", before it begins")
	}
	for _, d := range [...]Date{r.Instrument.Adopted, r.Instrument.From, r.Instrument.Until, r.Instrument.Repealed} {
		if !d.isDay() {
			fs.add("instrument", d.String()+" is no day")
		}
	}
	own := func(what, name string) {
		if !ownWord(name) {
			fs.add(what+" "+name, "a profile's own words stand under a prefix, such as ourboard/word")
		}
	}
	acts := map[Activity]bool{}
	for _, a := range activities {
		acts[a] = true
	}
	for _, a := range r.Activities {
		own("activity", string(a))
		acts[a] = true
	}
	roles := map[Role]bool{}
	for _, x := range r.Roles {
		own("role", string(x))
		roles[x] = true
	}
	answers := map[string][]string{}
	for _, rd := range r.Readings {
		switch {
		case !WellNamed(rd.ID):
			fs.add("reading "+rd.ID, "its ID must be lower-case letters, digits and hyphens")
		case answers[rd.ID] != nil:
			fs.add("reading "+rd.ID, "stands twice")
		case rd.Default == "" || len(rd.Alternatives) == 0:
			fs.add("reading "+rd.ID, "a default and at least one alternative are needed")
		case slices.Contains(rd.Alternatives, rd.Default):
			fs.add("reading "+rd.ID, "its default is an alternative too")
		case rd.Question == "" || rd.Why == "":
			fs.add("reading "+rd.ID, "a question and a reason for the default are needed")
		}
		answers[rd.ID] = rd.answers()
	}
	under := func(where string, cs []Choice) {
		for _, c := range cs {
			if !slices.Contains(answers[c.Reading], c.Answer) {
				fs.add(where, fmt.Sprintf("stands under reading %q, answer %q, which there is not", c.Reading, c.Answer))
			}
		}
	}
	specs := map[Fact]FactSpec{}
	for _, s := range standardFacts {
		specs[s.Name] = s
	}
	for _, s := range r.Facts {
		if std, ok := specs[s.Name]; ok && !foreign(string(s.Name)) {
			if std.Sort != s.Sort || std.About != s.About {
				fs.add("fact "+string(s.Name), "a standard fact keeps its sort and whose it is")
			}
		} else {
			own("fact", string(s.Name))
		}
		if s.Lasts < 0 || s.Lasts > 0 && s.Sort != Lasting {
			fs.add("fact "+string(s.Name), "only a lasting fact lasts, and not less than no time")
		}
		under("fact "+string(s.Name), s.Under)
		if was, twice := specs[s.Name]; twice && (was.Sort != s.Sort || was.About != s.About) && foreign(string(s.Name)) {
			fs.add("fact "+string(s.Name), "is declared as two sorts, or of two owners")
		}
		specs[s.Name] = s
	}
	carriers := map[string]Carrier{}
	for _, e := range r.Ledger {
		if _, twice := carriers[e.Clause]; twice {
			fs.add("clause "+e.Clause, "stands twice in the ledger")
		}
		if e.Carrier == Unaccounted {
			fs.add("clause "+e.Clause, "is not accounted for")
		}
		if e.Reason == "" && (e.Carrier == LeftToJudgement || e.Carrier == Deferred) {
			fs.add("clause "+e.Clause, "needs a reason")
		}
		carriers[e.Clause] = e.Carrier
	}
	r.checkDefinitions(fs, specs, carriers, under)
	cited := map[string]bool{}
	names := map[RuleID]bool{}
	for i := range normals {
		names[normals[i].Name] = true
	}
	for i := range normals {
		n := &normals[i]
		where := "rule " + string(n.Name)
		if n.Name == "" {
			where = fmt.Sprintf("rule %d, unnamed", i+1)
		}
		bad := func(format string, args ...string) {
			for _, a := range args {
				format = strings.Replace(format, "%s", a, 1)
			}
			fs.add(where, format)
		}
		if !WellNamed(string(n.Name)) {
			bad("its name must be lower-case letters, digits and hyphens")
		}
		if len(n.Clauses) == 0 {
			bad("cites no clause")
		}
		if n.Demand == "" {
			bad("says no demand")
		}
		for _, c := range append(slices.Clone(n.Clauses), n.Except...) {
			cited[c] = true
			if len(r.Ledger) > 0 && carriers[c] != CarriedByRules {
				bad("cites %s, which the ledger does not give to rules", c)
			}
		}
		if n.Force > May {
			bad("has no such force")
		}
		for _, k := range n.Kinds {
			if !k.known() {
				bad("speaks of kind %s, which is neither standard nor under a prefix", string(k))
			}
		}
		if !n.From.IsZero() && !n.Until.IsZero() && !n.From.Before(n.Until) {
			bad("is in force until before it begins")
		}
		for _, d := range [...]Date{n.From, n.Until} {
			if !d.isDay() && d != r.Instrument.From && d != r.Instrument.Until { // the instrument's own are said once
				bad("%s is no day", d.String())
			}
		}
		under(where, n.Under)
		if (n.Unless.op == opAlways) != (len(n.Except) == 0) {
			bad("an exception needs its clause, and a clause its exception")
		}
		n.faults(bad, specs, acts, roles, names)
	}
	for _, e := range r.Ledger {
		if e.Carrier == CarriedByRules && !cited[e.Clause] {
			fs.add("clause "+e.Clause, "the ledger gives it to rules, and no rule cites it")
		}
	}
}

// faults finds what is wrong with one rule.
func (n *normal) faults(bad func(format string, args ...string), specs map[Fact]FactSpec, activities map[Activity]bool,
	roles map[Role]bool, names map[RuleID]bool) {
	known := func(where string, a Activity) {
		if !activities[a] {
			bad("%s names activity %s, which is neither standard nor the profile's own", where, string(a))
		}
	}
	who := func(where string, w *Who) {
		quantities := 0
		for _, b := range [...]bool{w.AtLeast != 0, w.Each, w.Everyone, w.Nobody} {
			if b {
				quantities++
			}
		}
		if !w.isZero() && (quantities != 1 || w.AtLeast < 0) {
			bad("%s must say one of AtLeast, Each, Everyone, Nobody", where)
		}
		if w.Involved && w.Uninvolved {
			bad("%s wants people who took part and who did not", where)
		}
		if w.Role != "" && (!w.Role.known() || foreign(string(w.Role)) && !roles[w.Role]) {
			bad("%s names role %s, which is neither standard nor the profile's own", where, string(w.Role))
		}
		for _, f := range w.Holding {
			if s, ok := specs[f]; !ok || s.Sort != Standing || s.About != AboutPerson {
				bad("%s asks for %s, which is no standing fact of a person", where, string(f))
			}
		}
	}
	n.conditions(func(where string, act bool, c *Condition) {
		switch c.op {
		case opFact:
			if s, ok := specs[c.fact]; !ok {
				bad("%s names fact %s, which is neither standard nor declared", where, string(c.fact))
			} else if s.Sort == OfTheAct && !act {
				bad("%s asks for %s, a fact of an act, where no act is at hand", where, string(c.fact))
			} else if s.Sort == Lasting && strings.HasSuffix(where, "holding") {
				bad("%s asks for %s, a lasting fact: what an act holds is of the act or standing; use When", where, string(c.fact))
			} else if s.Sort == Standing && s.About == AboutPerson {
				bad("%s asks for %s, a fact of a person: say of whom, with By, To or Attended", where, string(c.fact))
			}
		case opIn:
			if c.phase >= phases {
				bad("%s asks for a phase that there is not", where)
			}
		case opBy, opTo, opAttended, opOnStaff:
			who(where, &c.who)
			if c.who.isZero() {
				bad("%s asks for nobody in particular", where)
			}
			if c.op == opOnStaff && (c.who.AtLeast == 0 || len(c.who.Holding) == 0) {
				bad("%s: OnStaff needs AtLeast and Holding", where)
			}
			if (c.op == opBy || c.op == opTo) && !act {
				bad("%s asks who did it where no act is at hand", where)
			}
			if c.op == opAttended && c.who.AtLeast == 0 {
				bad("%s: Attended needs AtLeast", where)
			}
		case opFollows:
			if !c.kind.known() {
				bad("%s names kind %s", where, string(c.kind))
			}
		case opRuleIs:
			if !names[c.rule] {
				bad("%s asks for rule %s, which there is not", where, string(c.rule))
			}
		case opAll, opAny, opNot:
			if len(c.kids) == 0 {
				bad("%s has an All or Any of nothing", where)
			}
		}
	})
	n.acts(func(where string, a *Act) {
		known(where, a.Do)
		who(where+" by", &a.By)
		who(where+" to", &a.To)
	})
	n.plans(func(where string, f Fact) {
		if s, ok := specs[f]; !ok || s.Sort != Standing || s.About != AboutStudent {
			bad("%s is set by %s, which is no standing fact of a student", where, string(f))
		}
	})
	n.lengths(func(where string, d time.Duration) {
		if d < 0 || d > longestLength {
			bad("%s is %s; expected 0s to 10 years", where, d.String())
		}
	})
	phase := func() {
		if n.phase != Held && n.phase != After {
			bad("its phase must be held or after")
		}
	}
	if n.Gate {
		if n.kind != kindAt || n.Force != Must {
			bad("only an At rule with force must can be a gate")
		}
		for _, a := range n.on {
			switch {
			case a == Initiate || a == Resume || a == Review || a == Inspect:
			case a.lets():
				bad("a gate on %s: release is never refused", string(a))
			default:
				bad("a gate on %s: only what begins, resumes or prolongs holding can be refused", string(a))
			}
		}
	}
	switch n.kind {
	case kindAt:
		if len(n.on) == 0 {
			bad("says no activity")
		}
		for _, a := range n.on {
			known("on", a)
		}
		if n.holds.op == opAlways {
			bad("always holds")
		}
	case kindDuring:
		phase()
		if n.holds.op == opAlways {
			bad("always holds")
		}
		n.conditions(func(where string, _ bool, c *Condition) {
			if c.op == opRuleIs {
				bad("%s asks for another rule's outcome, which a During cannot follow", where)
			}
		})
	case kindEvery:
		phase()
		if n.act.Do == "" {
			bad("says no act")
		}
		if n.gap == (Amount{}) {
			bad("has no gap")
		}
	case kindLimit:
		phase()
		if n.gap == (Amount{}) {
			bad("limits to no time at all")
		}
	case kindDue:
		a := &n.after
		if a.op == opNoAnchor {
			bad("follows nothing")
		}
		if n.act.Do == "" && n.holds.op == opAlways || n.act.Do != "" && n.holds.op != opAlways {
			bad("needs an act or a condition, and not both")
		}
		switch a.op {
		case opReaches:
			if a.phase != Held && a.phase != After {
				bad("its phase must be held or after")
			}
		case opTurns, opExpires:
			s, ok := specs[a.fact]
			if !ok {
				bad("follows fact %s, which is neither standard nor declared", string(a.fact))
			} else if (a.op == opExpires) != (s.Sort == Standing) {
				bad("follows %s: a standing fact expires, another turns", string(a.fact))
			}
			if a.op == opTurns && a.answer == NotRecorded {
				bad("follows a fact turning to not recorded")
			}
		case opComes:
			if !names[a.rule] {
				bad("follows rule %s, which there is not", string(a.rule))
			}
		}
		n.by.faults(bad)
		n.by.awaited(func(a Activity) { known("by", a) })
	case kindCount:
		c := &n.count
		windows := 0
		if c.Within > 0 {
			windows++
		}
		if c.Days > 0 {
			windows++
		}
		if c.Per > AboutPerson {
			bad("counts for a student, a classroom, or a member of the staff")
		}
		if c.Reaches < 1 || windows != 1 {
			bad("counts to at least 1, in one window: Within or Days")
		}
		if c.Days > longestSearch {
			bad("counts over at most 400 days")
		}
		if c.Within > 0 && c.Period != "" {
			bad("counts in elapsed time, which has no days of a kind: leave out Period")
		}
		if c.Within == 0 && !c.Period.known() {
			bad("counts over days of kind %s, which is neither standard nor under a prefix", string(c.Period))
		}
		for _, k := range c.Of {
			if !k.known() {
				bad("counts kind %s, which is neither standard nor under a prefix", string(k))
			}
		}
	}
}

// longestProfileID is what leaves room for a fingerprint beside it in Event.Profile.
const longestProfileID = MaxID - len("@sha256:") - 2*sha256.Size

// longestLength is the longest length of time in a rule: nanoseconds must not overflow.
const longestLength = 10 * 366 * 24 * time.Hour

func (t *Term) faults(bad func(format string, args ...string)) {
	switch t.op {
	case opNoTerm:
		bad("says no term: NotStated says that the text has none")
	case opDays:
		if t.n < 0 || t.n > longestSearch {
			bad("a term of days counts 0 to 400")
		}
		fallthrough
	case opEndOf, opEndOfNext:
		if !t.period.known() {
			bad("a term names period %s, which is neither standard nor under a prefix", string(t.period))
		}
	case opEarliest, opLatest, opOtherwise:
		if len(t.kids) == 0 {
			bad("a term is made of nothing")
		}
	}
	for i := range t.kids {
		t.kids[i].faults(bad)
		if t.kids[i].soft() {
			bad("AsSoonAsPossible and NotStated stand outermost")
		}
	}
}
