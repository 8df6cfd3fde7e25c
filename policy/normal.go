package policy

import (
	"slices"
	"strconv"
	"time"
)

// ruleKind is one of the six.
type ruleKind uint8

const (
	kindAt ruleKind = iota
	kindDuring
	kindEvery
	kindLimit
	kindDue
	kindCount
)

func (k ruleKind) String() string {
	return word(int(k), "at", "during", "every", "limit", "due", "count")
}

// normal is the one form that all six kinds come to. The Go type of a rule is never looked at: it leaks through embedding.
type normal struct {
	Header
	kind       ruleKind
	on         []Activity // at
	holds      Condition  // at, during, due
	phase      Phase      // during, every, limit
	act        Act        // every, due
	first, gap Amount     // every; limit has its Most in gap
	after      Anchor     // due
	by         Term
	fromStart  bool
	before     bool
	releaseDue bool // during
	deems      bool // during: what holds is by a definition another kind; found only where that is certain
	count      Count
}

func (r At) normal() normal {
	return normal{Header: r.Header, kind: kindAt, on: r.On, holds: r.Holds}
}

func (r During) normal() normal {
	return normal{Header: r.Header, kind: kindDuring, phase: r.Phase, holds: r.Holds, releaseDue: r.ReleaseDue}
}

func (r Every) normal() normal {
	n := normal{Header: r.Header, kind: kindEvery, phase: r.Phase, act: r.Act, first: r.First, gap: r.Gap}
	if n.first == (Amount{}) {
		n.first = n.gap
	}
	return n
}

func (r Limit) normal() normal {
	return normal{Header: r.Header, kind: kindLimit, phase: r.Phase, gap: r.Most}
}

func (r Due) normal() normal {
	return normal{Header: r.Header, kind: kindDue, after: r.After, act: r.Act, holds: r.Holds, by: r.By, fromStart: r.FromStart, before: r.Before}
}

func (r Count) normal() normal {
	n := normal{Header: r.Header, kind: kindCount, count: r}
	n.count.Header = Header{}
	if n.count.Period == "" && n.count.Within == 0 {
		n.count.Period = LocalDay
	}
	return n
}

// canon writes the canonical encoding that a fingerprint hashes, as [Profile.Fingerprint] describes it. What a rule is called in
// prose, its Demand, is no part of it.
type canon struct{ b []byte }

func (c *canon) open(name string) { c.b = append(append(c.b, '('), name...) }
func (c *canon) close()           { c.b = append(c.b, ')') }
func (c *canon) key(k string)     { c.b = append(append(append(c.b, ' '), k...), '=') }

func (c *canon) word(k, v string) {
	if v != "" {
		c.key(k)
		c.b = strconv.AppendQuote(c.b, v)
	}
}

func (c *canon) number(k string, n int64) {
	if n != 0 {
		c.key(k)
		c.b = strconv.AppendInt(c.b, n, 10)
	}
}

func (c *canon) flag(k string, v bool) {
	if v {
		c.key(k)
		c.b = append(c.b, "yes"...)
	}
}

func words[S ~string](c *canon, k string, vs []S) {
	for _, v := range vs {
		c.word(k, string(v))
	}
}

func (c *canon) choices(k string, vs []Choice) {
	for _, v := range vs {
		c.word(k, v.Reading+"="+v.Answer)
	}
}

func (c *canon) condition(k string, v *Condition) {
	if v.op == opAlways {
		return
	}
	c.key(k)
	c.open([...]string{"always", "is", "all", "any", "not", "by", "to", "attended", "follows", "on-record", "rule-is", "in", "on-staff"}[v.op])
	switch v.op {
	case opFact:
		c.word("fact", string(v.fact))
		c.word("answer", v.answer.String())
	case opAll, opAny, opNot:
		for i := range v.kids {
			if v.kids[i].op == opAlways {
				c.word("of", "always")
			}
			c.condition("of", &v.kids[i])
		}
	case opBy, opTo, opAttended, opOnStaff:
		c.who("who", &v.who)
	case opIn:
		c.word("phase", v.phase.String())
	case opFollows:
		c.word("kind", string(v.kind))
	case opOnRecord:
		c.act("act", v.act)
		c.flag("that-day", v.thatDay)
		c.flag("anew", v.anew)
	case opRuleIs:
		c.word("rule", string(v.rule))
		c.word("outcome", v.outcome.String())
	}
	c.close()
}

func (c *canon) who(k string, v *Who) {
	if v.isZero() {
		return
	}
	c.key(k)
	c.open("who")
	c.number("at-least", int64(v.AtLeast))
	c.flag("each", v.Each)
	c.flag("everyone", v.Everyone)
	c.flag("nobody", v.Nobody)
	c.word("role", string(v.Role))
	words(c, "holding", v.Holding)
	c.flag("involved", v.Involved)
	c.flag("uninvolved", v.Uninvolved)
	c.close()
}

func (w *Who) isZero() bool {
	return w.AtLeast == 0 && !w.Each && !w.Everyone && !w.Nobody && w.Role == "" && len(w.Holding) == 0 && !w.Involved && !w.Uninvolved
}

func (c *canon) act(k string, v *Act) {
	if v.Do == "" {
		return
	}
	c.key(k)
	c.open("act")
	c.word("do", string(v.Do))
	c.who("by", &v.By)
	c.who("to", &v.To)
	c.condition("holding", &v.Holding)
	c.flag("documented", v.Documented)
	c.close()
}

func (c *canon) amount(k string, v *Amount) {
	switch {
	case v.when != nil:
		c.key(k)
		c.open("depending")
		c.condition("when", v.when)
		c.amount("then", v.then)
		c.amount("otherwise", v.els)
		c.close()
	case v.plan != "":
		c.key(k)
		c.open("by-plan")
		c.word("fact", string(v.plan))
		c.number("otherwise", int64(v.fixed))
		c.close()
	default:
		c.number(k, int64(v.fixed))
	}
}

func (c *canon) term(k string, v *Term) {
	if v.op == opNoTerm {
		return
	}
	c.key(k)
	c.open([...]string{"none", "within", "days", "end-of", "end-of-next", "upon", "earliest", "latest", "otherwise",
		"unsettled", "as-soon-as-possible", "not-stated"}[v.op])
	c.amount("amount", &v.amount)
	c.number("n", int64(v.n))
	c.word("period", string(v.period))
	c.word("activity", string(v.until))
	for i := range v.kids {
		c.term("of", &v.kids[i])
	}
	c.close()
}

func (c *canon) anchor(k string, v *Anchor) {
	if v.op == opNoAnchor {
		return
	}
	c.key(k)
	c.open([...]string{"none", "on", "turns", "reaches", "last-release", "expires", "comes"}[v.op])
	c.act("act", &v.act)
	c.word("fact", string(v.fact))
	if v.op == opTurns {
		c.word("answer", v.answer.String())
	}
	if v.op == opReaches {
		c.word("phase", v.phase.String())
		c.amount("at", &v.at)
		c.amount("again", &v.again)
	}
	if v.op == opComes {
		c.word("rule", string(v.rule))
		c.word("outcome", v.outcome.String())
	}
	c.close()
}

func (c *canon) rule(n *normal) {
	c.open(n.kind.String())
	c.word("name", string(n.Name))
	words(c, "clause", n.Clauses)
	c.word("force", n.Force.String())
	kinds := slices.Clone(n.Kinds)
	slices.Sort(kinds)
	words(c, "kind", kinds)
	c.word("from", n.From.String())
	c.word("until", n.Until.String())
	c.choices("under", n.Under)
	c.condition("when", &n.When)
	c.condition("unless", &n.Unless)
	words(c, "except", n.Except)
	c.flag("gate", n.Gate)
	words(c, "on", n.on)
	if n.kind == kindDuring || n.kind == kindEvery || n.kind == kindLimit {
		c.word("phase", n.phase.String())
	}
	c.condition("holds", &n.holds)
	c.act("act", &n.act)
	c.amount("first", &n.first)
	c.amount("gap", &n.gap)
	c.anchor("after", &n.after)
	c.term("by", &n.by)
	c.flag("from-start", n.fromStart)
	c.flag("before", n.before)
	c.flag("release-due", n.releaseDue)
	if n.kind == kindCount {
		words(c, "of", n.count.Of)
		c.word("per", n.count.Per.String())
		c.number("reaches", int64(n.count.Reaches))
		c.number("within", int64(n.count.Within))
		c.number("days", int64(n.count.Days))
		c.word("period", string(n.count.Period))
	}
	c.close()
	c.b = append(c.b, '\n')
}

func (c *canon) definition(d *At) {
	c.open("definition")
	c.word("name", string(d.Name))
	words(c, "clause", d.Clauses)
	words(c, "kind", d.Kinds)
	c.choices("under", d.Under)
	c.condition("holds", &d.Holds)
	c.close()
	c.b = append(c.b, '\n')
}

func (c *canon) fact(f *FactSpec) {
	c.open("fact")
	c.word("name", string(f.Name))
	c.word("sort", f.Sort.String())
	c.word("about", f.About.String())
	c.flag("world", f.World)
	c.number("lasts", int64(f.Lasts))
	c.choices("under", f.Under)
	c.close()
	c.b = append(c.b, '\n')
}

// conditions calls f for every condition in n, with the name of the place it stands in and whether an act is at hand there.
func (n *normal) conditions(f func(where string, act bool, c *Condition)) {
	var walk func(where string, act bool, c *Condition)
	inAct := func(where string, a *Act) { walk(where+" holding", true, &a.Holding) }
	walk = func(where string, act bool, c *Condition) {
		f(where, act, c)
		for i := range c.kids {
			walk(where, act, &c.kids[i])
		}
		if c.op == opOnRecord {
			inAct(where, c.act)
		}
	}
	walk("when", n.kind == kindAt || n.kind == kindDue && n.after.op == opOn, &n.When)
	walk("unless", n.kind == kindAt, &n.Unless)
	walk("holds", n.kind == kindAt, &n.holds)
	inAct("act", &n.act)
	inAct("after", &n.after.act)
	n.amounts(func(where string, a *Amount) {
		if a.when != nil {
			walk(where, false, a.when)
		}
	})
}

// acts calls f for every act in n.
func (n *normal) acts(f func(where string, a *Act)) {
	if n.act.Do != "" {
		f("act", &n.act)
	}
	if n.after.op == opOn {
		f("after", &n.after.act)
	}
	n.conditions(func(where string, _ bool, c *Condition) {
		if c.op == opOnRecord {
			f(where, c.act)
		}
	})
}

// asks lists the rules whose outcomes n depends on.
func (n *normal) asks() []RuleID {
	var ids []RuleID
	n.conditions(func(_ string, _ bool, c *Condition) {
		if c.op == opRuleIs {
			ids = append(ids, c.rule)
		}
	})
	if n.after.op == opComes {
		ids = append(ids, n.after.rule)
	}
	return ids
}

// amounts calls f for every amount in n, those within others too.
func (n *normal) amounts(f func(where string, a *Amount)) {
	var amount func(where string, a *Amount)
	amount = func(where string, a *Amount) {
		f(where, a)
		if a.when != nil {
			amount(where, a.then)
			amount(where, a.els)
		}
	}
	var term func(t *Term)
	term = func(t *Term) {
		amount("by", &t.amount)
		for i := range t.kids {
			term(&t.kids[i])
		}
	}
	amount("first", &n.first)
	amount("gap", &n.gap)
	amount("after", &n.after.at)
	amount("again", &n.after.again)
	term(&n.by)
}

// lengths calls f for every length of time in n.
func (n *normal) lengths(f func(where string, d time.Duration)) {
	n.amounts(func(where string, a *Amount) { f(where, a.fixed) })
	f("within", n.count.Within)
}

// plans calls f for every fact by which a plan sets an amount.
func (n *normal) plans(f func(where string, by Fact)) {
	n.amounts(func(where string, a *Amount) {
		if a.plan != "" {
			f(where, a.plan)
		}
	})
}
