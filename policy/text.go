package policy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// declared is the rule that a header was taken from, and the document that it stands in.
type declared struct {
	rule *normal
	in   *Instrument
}

// Form returns which of the six kinds of rule h heads: "at", "during", "every", "limit", "due" or "count"; or
// "definition". It is empty for a header that did not come from [Profile.Rules] or [Profile.Definitions].
func (h Header) Form() string {
	if h.of == nil {
		return ""
	}
	if h.of.rule.defines() {
		return "definition"
	}
	return h.of.rule.kind.String()
}

// Count returns the declaration that h heads, and whether it is a [Count]: for who counts uses over many incidents by the rules of a
// profile. It is none for a header that did not come from [Profile.Rules]. A window of days has its Period.
func (h Header) Count() (Count, bool) {
	if h.of == nil || h.of.rule.kind != kindCount {
		return Count{}, false
	}
	c := h.of.rule.count
	c.Header, c.Of = h, slices.Clone(c.Of)
	return c, true
}

// Text says in English what the rule demands, with its numbers, as it came from [Profile.Rules]: it is made of what is judged, and
// of all of it. Rules of one profile that differ in more than name and clauses differ in their texts. Dates are said where they are
// not the document's; facts, activities and roles of a profile's own show as they are. It is empty for a header that did not come
// from there. Its wording may change.
func (h Header) Text() string {
	if h.of == nil {
		return ""
	}
	return h.of.rule.text(h.of.in)
}

// defines reports whether n is a definition, which asks at no activity.
func (n *normal) defines() bool { return n.kind == kindAt && len(n.on) == 0 }

// text is a sentence that says what is demanded, and one for each thing that bounds it.
func (n *normal) text(in *Instrument) string {
	main := ""
	switch n.kind {
	case kindAt:
		if n.defines() {
			main = n.Demand + ", where " + n.holds.text()
		} else {
			main = n.takesPlace()
		}
	case kindDuring:
		main = "as long as the student is held, "
		if n.phase == After {
			main = "at all times after the release, "
		}
		main += n.holds.demand(n.Force)
	case kindEvery:
		main = n.recurs()
	case kindLimit:
		longer := " not be held for more than "
		main = "the student "
		if n.phase == After {
			main, longer = "the time after the release ", " not last more than "
		}
		main += n.Force.String() + longer
		if n.Force == May { // what may not be must not be
			main = strings.Replace(strings.Replace(main, " not ", " ", 1), " more than ", " up to ", 1)
		}
		main += n.gap.text() + " in all"
		if n.gap.depends() {
			main += ", as it stood when the stretch began"
		}
	case kindDue:
		main = n.owes()
	case kindCount:
		main = n.count.text(n.Force)
	}
	if len(n.Kinds) > 0 && !n.defines() {
		main = joined("and", n.Kinds, kindText) + ": " + main
	}
	if len(n.Kinds) == 0 || !foreign(string(n.Kinds[0])) {
		main = capital(main)
	}
	says := []string{main}
	say := func(s string) { says = append(says, s) }
	if n.releaseDue {
		say("While this is broken, release is due")
	}
	if _, said := n.which(); n.When.op != opAlways && !said {
		say([...]string{kindAt: "This applies where, at that time, ", kindDuring: "This applies for as long as ",
			kindEvery: "This applies for as long as ", kindLimit: "This applies where, as the stretch begins, ",
			kindDue: "This applies where, at that time, ", kindCount: "This applies where, at the start, "}[n.kind] + n.When.text())
	}
	if n.Unless.op != opAlways || len(n.Except) > 0 {
		say("Excused by " + strings.Join(n.Except, " and ") + " where " + n.Unless.text())
	}
	if n.Gate {
		n.refuses(say)
	}
	from, until := !n.From.IsZero() && n.From != in.From, !n.Until.IsZero() && n.Until != in.Until
	switch {
	case from && until:
		say("Incidents that begin on " + n.From.String() + " or later, and before " + n.Until.String())
	case from:
		say("Incidents that begin on " + n.From.String() + " or later")
	case until:
		say("Incidents that begin before " + n.Until.String())
	}
	if len(n.Under) > 0 {
		under := "Under the readings "
		if len(n.Under) == 1 {
			under = "Under the reading "
		}
		say(under + joined("and", n.Under, func(c Choice) string { return c.Reading + ": “" + c.Answer + "”" }))
	}
	return strings.Join(says, ". ") + "."
}

// takesPlace is the demand of an At. What must not begin without it says just that.
func (n *normal) takesPlace() string {
	if starts := []Activity{Initiate, Resume}; n.Gate && (slices.Equal(n.on, starts) || slices.Equal(n.on, append(starts, Inspect))) {
		s := "it may begin, and begin again, only where " + n.holds.text()
		if len(n.on) > 2 {
			s += "; an inspection asks the same"
		}
		return s
	}
	if s, ok := n.which(); ok {
		return "at " + s + ", " + n.holds.demand(n.Force)
	}
	return "at " + joined("and", n.on, each) + ", " + n.holds.demand(n.Force)
}

// which says of one activity when it counts, where that fits into a few words behind it.
func (n *normal) which() (string, bool) {
	if n.kind != kindAt || len(n.on) != 1 {
		return "", false
	}
	a := Act{Do: n.on[0]}
	switch w := &n.When; {
	case w.op == opFact && w.fact.ofAct(w.answer) != "":
		a.Holding = *w
	case w.op == opTo:
		a.To = w.who
	default:
		return "", false
	}
	return a.text(each), true
}

// refuses says what a gate does not let pass. An inspection is nothing that could be refused to staff.
func (n *normal) refuses(say func(string)) {
	if !slices.Equal(n.on, []Activity{Review}) {
		say("Where that does not hold, or is not on record, it is refused")
	}
	if slices.Contains(n.on, Review) {
		say("A review that decides to go on is refused where that does not hold, and never for what is not on record")
	}
}

func (n *normal) recurs() string {
	begin, last := "the start", "from the last to the release"
	if n.phase == After {
		begin, last = "the release", "on from the last"
	}
	main := "while the student is held, there "
	if n.phase == After {
		main = "after the release, there "
	}
	main += n.Force.String() + " be " + n.act.text(Activity.text)
	if !n.act.By.isZero() || !n.act.To.isZero() || n.act.Documented {
		main += ","
	}
	if first, gap := n.first.text(), n.gap.text(); first != gap {
		return main + " at most " + first + " after " + begin + ", and then at least every " + gap + ": from each to the next, and " + last
	}
	return main + " at least every " + n.gap.text() + ": from " + begin + " to the first, from each to the next, and " + last
}

func (n *normal) owes() string {
	main := n.after.text() + ", "
	if n.act.Do != "" {
		main += "there " + n.Force.String() + " be " + n.act.text(Activity.text)
	} else {
		main += n.holds.demand(n.Force)
	}
	switch t := &n.by; t.op {
	case opSoon:
		main += ", as soon as possible; " + t.kids[0].past(n.before) + ", it is flagged"
	case opNotStated:
		main += "; no period is stated; " + t.kids[0].past(n.before) + ", it is flagged"
	case opWithin:
		main += map[bool]string{true: ", in less than ", false: ", within "}[n.before] + t.amount.text()
	default:
		main += map[bool]string{true: ", before ", false: ", by "}[n.before] + t.text()
	}
	if n.fromStart {
		main += "; what was done from the start on counts too"
	}
	return main
}

func (c *Count) text(f Force) string {
	s := fmt.Sprintf("%d or more uses", c.Reaches)
	if len(c.Of) > 0 {
		s += " of " + joined("or", c.Of, kindText)
	}
	s += [...]string{AboutStudent: " with one student", AboutPlace: " from one classroom", AboutPerson: " begun by one member of the staff"}[c.Per]
	if c.Within > 0 {
		s += " within " + length(c.Within)
	}
	if c.Days > 0 {
		s += fmt.Sprintf(" within %d %ss", c.Days, c.Period.one())
	}
	return s + ", up to and including this one, " + f.String() + " be flagged"
}

// text is a statement that is true where c holds. What is made of others stands in parentheses within another.
func (c *Condition) text() string {
	switch c.op {
	case opFact:
		return c.fact.text(c.answer)
	case opAll, opAny:
		return c.several()
	case opNot:
		return "it is not so that " + c.kids[0].within()
	case opBy, opTo, opAttended, opOnStaff:
		return c.crowd("")
	case opFollows:
		return "this follows from a use of " + kindText(c.kind)
	case opOnRecord:
		return c.recorded() + c.act.text(Activity.text)
	case opIn:
		return [...]string{NotBegun: "it has not begun", Held: "the student is held", After: "the student is no longer held"}[c.phase]
	case opRuleIs:
		return "the rule " + string(c.rule) + " comes out as " + spaced(c.outcome.String())
	}
	return "nothing is asked"
}

// demand is the statement that c must, should or may hold.
func (c *Condition) demand(f Force) string {
	must := f.String()
	s := c.text()
	switch c.op {
	case opFact:
		says := c.fact.says()
		for _, be := range [...]string{" is [|not ]", " are [|not ]"} {
			if strings.Contains(says, be) {
				return answered(strings.Replace(says, be, " "+must+" [|not ]be ", 1), c.answer)
			}
		}
		if there, ok := strings.CutPrefix(s, "there is "); ok {
			return "there " + must + " be " + there
		}
	case opBy, opTo, opAttended, opOnStaff:
		return c.crowd(must)
	case opOnRecord, opAny:
		if there, ok := strings.CutPrefix(s, onRecord); ok && (c.op == opOnRecord || c.anywhere() != "") {
			return "there " + must + " be on record" + there
		}
	case opIn:
		if c.phase == After {
			return "the student " + must + " no longer be held"
		}
	}
	if parts := c.alike(); len(parts) > 1 {
		if said := c.kids[0].demand(f); !strings.HasPrefix(said, "this ") {
			return said + strings.TrimPrefix(s, parts[0])
		}
	}
	return "this " + must + " hold: " + s
}

// within is text as it stands inside another.
func (c *Condition) within() string {
	if c.op == opFact || c.op == opAlways {
		return c.text()
	}
	return "(" + c.text() + ")"
}

func (c *Condition) several() string {
	word, one := "and", "all of this: "
	if c.op == opAny {
		word, one = "or", "any of this: "
	}
	if len(c.kids) == 1 {
		return one + c.kids[0].within()
	}
	if s := c.anywhere(); s != "" {
		return s
	}
	parts := c.alike()
	if parts == nil {
		for i := range c.kids {
			parts = append(parts, c.kids[i].within())
		}
	}
	return strings.Join(parts, " "+word+" ")
}

// alike says facts in turn that begin with the same words, these only once. What is denied is said in full.
func (c *Condition) alike() []string {
	if c.op != opAll && c.op != opAny {
		return nil
	}
	var all [][]string
	for i := range c.kids {
		if k := &c.kids[i]; k.op != opFact || k.answer != Yes || k.fact.says() == "" {
			return nil
		}
		all = append(all, strings.Fields(c.kids[i].text()))
	}
	same := 0
	for ; slices.IndexFunc(all, func(w []string) bool { return len(w) <= same+1 || w[same] != all[0][same] }) < 0; same++ {
	}
	if same < 3 {
		return nil
	}
	var parts []string
	for i, w := range all {
		if i > 0 {
			w = w[same:]
		}
		parts = append(parts, strings.Join(w, " "))
	}
	return parts
}

// onRecord begins the statement that an act is on record.
const onRecord = "there is on record"

func (c *Condition) recorded() string {
	if c.thatDay {
		return onRecord + " that day "
	}
	if c.anew {
		return onRecord + ", since holding began the last time, "
	}
	return onRecord + " "
}

// anywhere says in one breath that one of several acts is on record; empty where c is something else.
func (c *Condition) anywhere() string {
	first := &c.kids[0]
	if c.op != opAny || len(c.kids) == 1 || slices.ContainsFunc(c.kids, func(k Condition) bool {
		return k.op != opOnRecord || k.thatDay != first.thatDay || k.anew != first.anew
	}) {
		return ""
	}
	var does []Activity
	var acts []string
	alike := true
	for i := range c.kids {
		a := c.kids[i].act
		same := *a
		same.Do = first.act.Do
		alike = alike && a.Do != Contact && same.text(Activity.text) == first.act.text(Activity.text)
		does, acts = append(does, a.Do), append(acts, a.text(Activity.text))
	}
	if alike {
		return first.recorded() + first.act.text(func(Activity) string { return joined("or", does, Activity.text) })
	}
	return first.recorded() + "either " + strings.Join(acts, ", or ")
}

// crowd says of those who do something, or are somewhere, how many of them count; with a must, how many have to.
func (c *Condition) crowd(must string) string {
	w := &c.who
	is, are, all := "is", "are", "are all"
	if must != "" {
		is, are, all = must+" be", must+" be", must+" all be"
	}
	where, those := "among those who do it", "those who do it"
	switch c.op {
	case opTo:
		where, those = "among those to whom it is done", "those to whom it is done"
	case opAttended:
		where, those = "there", "those who are there"
	case opOnStaff:
		where, those = "on the staff", "those on the staff"
	}
	switch {
	case w.Nobody:
		return "no " + w.people(1) + " " + is + " " + where
	case w.Everyone:
		return w.everyone() + " " + is + " " + where + ", at once or over several"
	case w.Each && w.Role == "" && len(w.Holding) > 0 && !w.Involved && !w.Uninvolved:
		return those + ", at least one, " + all + " " + w.able()
	case w.Each:
		return those + ", at least one, " + all + " " + w.people(2)
	case w.AtLeast == 1:
		return "at least one " + w.people(1) + " " + is + " " + where
	}
	return "at least " + number(w.AtLeast) + " " + w.people(w.AtLeast) + " " + are + " " + where
}

// text names those who do an act, or to whom it is done.
func (w *Who) text() string {
	switch {
	case w.Nobody && w.plain():
		return "nobody"
	case w.Nobody:
		return "no " + w.people(1)
	case w.Everyone:
		return w.everyone()
	case w.Each && w.plain():
		return "somebody"
	case w.Each:
		return "one or more " + w.people(2) + " and nobody else"
	case w.AtLeast == 1:
		return article(w.people(1))
	}
	return "at least " + number(w.AtLeast) + " " + w.people(w.AtLeast)
}

func (w *Who) everyone() string {
	if w.plain() {
		return "everyone who took part in the incident"
	}
	return "everyone who took part in the incident and is one of the " + w.people(2)
}

// plain reports whether anybody counts.
func (w *Who) plain() bool {
	return w.Role == "" && len(w.Holding) == 0 && !w.Involved && !w.Uninvolved
}

// people names n of those who count.
func (w *Who) people(n int) string {
	s, be := w.Role.text(n), "are "
	if n == 1 {
		be = "is "
	}
	var who []string
	if len(w.Holding) > 0 {
		who = append(who, be+w.able())
	}
	if w.Involved {
		who = append(who, "took part in the incident")
	}
	if w.Uninvolved {
		who = append(who, "took no part in the incident")
	}
	if len(who) > 0 {
		s += " who " + strings.Join(who, " and who ")
	}
	return s
}

func (w *Who) able() string { return joined("and", w.Holding, Fact.able) }

// text names an act, noun what it is.
func (a *Act) text(noun func(Activity) string) string {
	const successful Activity = "successful-attempt-at-contact"
	s := noun(a.Do)
	h := &a.Holding
	before, behind := "", ""
	switch is := h.op == opFact && h.answer == Yes; {
	case is && h.fact == Reached && a.Do == Contact:
		s = noun(successful)
	case is && h.fact == FaceToFace:
		before = " face to face"
	case h.op == opFact && h.fact.ofAct(h.answer) != "":
		behind = " " + h.fact.ofAct(h.answer)
	case h.op != opAlways:
		behind = " where " + h.within()
	}
	s += before
	if !a.By.isZero() {
		s += " by " + a.By.text()
	}
	if !a.To.isZero() {
		s += map[bool]string{true: " with ", false: " to "}[a.Do == Contact] + a.To.text()
	}
	s += behind
	if a.Documented {
		s += ", put on record in time too"
	}
	return s
}

func (a *Anchor) text() string {
	switch a.op {
	case opOn:
		return "after " + a.act.text(each)
	case opTurns:
		return "each time it comes to this, that " + a.fact.text(a.answer)
	case opReaches:
		s := "once the time after the release has lasted longer than "
		if a.phase == Held {
			s = "once the student has been held for longer than "
		}
		if s += a.at.text() + " in all"; a.again.text() != length(0) {
			s += ", and again after every further " + a.again.text()
		}
		return s
	case opLastRelease:
		return "after the last release"
	case opExpires:
		return "once " + a.fact.quoted() + " runs out"
	case opComes:
		return "each time the rule " + string(a.rule) + " comes out as " + spaced(a.outcome.String())
	}
	return "after nothing"
}

// text names the instant that a term comes to, counted from it, the anchor.
func (t *Term) text() string {
	several := func(op string) string {
		return op + " of these: " + joined("or", t.kids, func(k Term) string { return k.within() })
	}
	switch t.op {
	case opWithin:
		return t.amount.text() + " after it"
	case opDays:
		switch {
		case t.n == 0:
			return "the end of the day itself, day 0 of its " + t.period.one() + "s"
		case t.period == LocalDay:
			return "the end of the " + ordinal(t.n) + " day after it"
		}
		return "midnight after the " + ordinal(t.n) + " " + t.period.one() + " after it"
	case opEndOf:
		if t.period == SchoolDay {
			return "the bell of the same day"
		}
		return "the end of the same " + t.period.one()
	case opEndOfNext:
		if t.period == SchoolDay {
			return "the bell of the next school day"
		}
		return "the end of the next " + t.period.one()
	case opUpon:
		switch t.until {
		case Release:
			return "the end of the holding"
		case NextUse:
			return "the next use of the place"
		}
		if t.until.one() {
			return t.until.text()
		}
		return "the first " + t.until.noun() + " after it"
	case opEarliest:
		return several("the earliest")
	case opLatest:
		return several("the latest")
	case opOtherwise:
		return several("the first that exists")
	case opUnsettled:
		return "an instant that the text leaves open, between " + joined("and", t.kids, func(k Term) string { return k.within() })
	}
	return "no instant"
}

// past says that a term is over, at the very instant too where the text says before.
func (t *Term) past(before bool) string {
	switch {
	case t.op == opWithin && before:
		return t.amount.text() + " or more after it"
	case t.op == opWithin:
		return "more than " + t.amount.text() + " after it"
	case before:
		return "from " + t.text() + " on"
	}
	return "past " + t.text()
}

// within is text as it stands inside another.
func (t *Term) within() string {
	if len(t.kids) == 0 && !t.amount.depends() {
		return t.text()
	}
	return "(" + t.text() + ")"
}

func (a *Amount) text() string {
	switch {
	case a.when != nil:
		return "(" + a.then.text() + " where " + a.when.within() + ", otherwise " + a.els.text() + ")"
	case a.plan != "":
		return "(what the student's plan sets by " + a.plan.quoted() + ", otherwise " + length(a.fixed) + ")"
	}
	return length(a.fixed)
}

func (a *Amount) depends() bool { return a.when != nil || a.plan != "" }

// length is a length of elapsed time in words.
func length(d time.Duration) string {
	const day = 24 * time.Hour
	if d == 0 {
		return "no time"
	}
	if d >= 2*day && d%day == 0 {
		return fmt.Sprintf("%d days of 24 hours", d/day)
	}
	var parts []string
	add := func(n, unit string) {
		if n != "0" {
			parts = append(parts, n+" "+unit+map[bool]string{true: "", false: "s"}[n == "1"])
		}
	}
	add(strconv.FormatInt(int64(d/time.Hour), 10), "hour")
	add(strconv.FormatInt(int64(d%time.Hour/time.Minute), 10), "minute")
	rest := d % time.Minute
	add(strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%09d", rest/time.Second, rest%time.Second), "0"), "."), "second")
	return strings.Join(parts, " ")
}

func (p Period) one() string {
	switch p {
	case LocalDay:
		return "day"
	case SchoolDay:
		return "school day"
	}
	return string(p)
}

func (a Activity) text() string {
	if a.one() {
		return "the " + a.noun()
	}
	return article(a.noun())
}

func article(noun string) string {
	if strings.IndexByte("aeiou", noun[0]) >= 0 {
		return "an " + noun
	}
	return "a " + noun
}

// each says every time that it takes place.
func each(a Activity) string {
	if a.one() {
		return "the " + a.noun()
	}
	return "each " + a.noun()
}

// one reports whether it takes place once.
func (a Activity) one() bool { return a == Initiate || a == End || a == Close || a == NextUse }

func (a Activity) noun() string {
	switch a {
	case Earlier:
		return "earlier use put on record"
	case Attest:
		return "entry of standing facts"
	case Inspect:
		return "inspection"
	case Initiate:
		return "start"
	case Present:
		return "arrival"
	case Observe:
		return "observation"
	case Explain:
		return "explanation to the student"
	case Monitor:
		return "check"
	case Approve:
		return "approval"
	case Escalate:
		return "call for help"
	case Absent:
		return "departure"
	case Resume:
		return "new start"
	case Convert:
		return "change to another kind"
	case Interrupt:
		return "interruption"
	case End:
		return "end of the step-down"
	case Contact:
		return "attempt at contact"
	case Support:
		return "briefing on supports"
	case Clean:
		return "cleaning of the place"
	case Document:
		return "record of what happened"
	case NextUse:
		return "next use of the place"
	case Correct:
		return "correction"
	case Close:
		return "closing of the file"
	case StepDown, Request, Review, Release, Debrief, Report:
		return string(a)
	}
	if a.IsForeign() {
		return string(a)
	}
	return spaced(string(a))
}

// text names n who play the part.
func (r Role) text(n int) string {
	one, more := "", ""
	switch r {
	case "":
		one, more = "person", "people"
	case Parent:
		one, more = "parent or guardian", "parents or guardians"
	case SchoolStaff:
		one, more = "other member of the staff", "other members of the staff"
	case Director:
		one, more = "director of Inclusive Education", "directors of Inclusive Education"
	case EmergencyServices:
		one, more = "member of the emergency services", "members of the emergency services"
	case Principal, AssistantPrincipal, Teacher, EducationAssistant, Counsellor, Psychologist, Student, AssistantSuperintendent:
		one = spaced(string(r))
		more = one + "s"
	default:
		one, more = "person in the role "+string(r), "people in the role "+string(r)
	}
	if n == 1 {
		return one
	}
	return more
}

// text is a statement that is true where f has that answer.
func (f Fact) text(a Answer) string {
	s := f.says()
	if s == "" {
		return f.quoted() + " is " + a.String()
	}
	return answered(s, a)
}

// answered takes one of the two ways that a fact is said.
func answered(says string, a Answer) string {
	before, rest, _ := strings.Cut(says, "[")
	choice, after, _ := strings.Cut(rest, "]")
	yes, no, _ := strings.Cut(choice, "|")
	if a == No {
		return before + no + after
	}
	return before + yes + after
}

// says is what a fact states, with what stands in its place for yes and for no in brackets; empty for one without words.
func (f Fact) says() string {
	switch f {
	case FaceToFace:
		return "it is [|not ]face to face"
	case Continue:
		return "it decides [|not ]to go on"
	case Reached:
		return "it [succeeds|does not succeed]"
	case DoorOpened:
		return "the door was [|not ]opened when it was safe"
	case StudentHelpedDecide:
		return "the student [helped|did not help] decide when they were ready"
	case ObservationPeriod:
		return "readiness for class was [|not ]observed for a while"
	case PreventionPlanOffered:
		return "the student [could|could not] plan how to prevent the next one"
	case ReentryPlan:
		return "there is [a|no] plan for coming back to class"
	case UnderstandingRecorded:
		return "it [says|does not say] how far the student understood"
	case LessRestrictiveIneffective:
		return "less restrictive interventions [are not possible or do not work|are possible and work]"
	case ThreatCanBeDiminished:
		return "it [can|cannot] diminish the threat"
	case PlanStepsFollowed:
		return "the steps of the student's plan were [|not ]followed"
	case StopsPropertyDamage:
		return "it is [|not ]used to stop damage to property"
	case Emergency:
		return "there is [an emergency, or another exceptional circumstance|no emergency, and no other exceptional circumstance]"
	case AsBehaviourManagement:
		return "it is [|not ]used to manage behaviour"
	case AsConsequence:
		return "it is [|not ]used as a consequence or a punishment"
	case AsCorporalPunishment:
		return "it is [|not ]used as a physical punishment"
	case AsUniversalSupport:
		return "it is [|not ]used as a support for everybody"
	case AsCalmingStrategy:
		return "it is [|not ]used to calm"
	case SecludedSpace:
		return "the place is [|not ]one where the student is secluded"
	case ForTransfer:
		return "hands were [|not ]laid on to bring the student into seclusion"
	case ReasonsForInitiating:
		return "it [says|does not say] why it began"
	case ReasonsForContinuing:
		return "it [says|does not say] why it goes on"
	case ReasonsForEnding:
		return "it [says|does not say] why it ends"
	case PreventionRecorded:
		return "it [holds|does not hold] the prevention strategies used"
	case DetailsRecorded:
		return "it [holds|does not hold] date, time, location and staff involved"
	case CourseRecorded:
		return "it [holds|does not hold] how it began, was observed and ended"
	case SafetyMeasuresRecorded:
		return "it [holds|does not hold] what was done for the safety of student, peers and staff"
	case HandsOnJustified:
		return "it [describes and justifies|does not describe and justify] the hands-on restraint"
	case OnDebriefingForm:
		return "it is [|not ]on the form that the board has for it"
	case ComplaintsExplained:
		return "it [tells|does not tell] how to complain and appeal"
	case StudentCouldNotTakePart:
		return "it was [not |]possible to involve the student"
	case ToForceCompliance:
		return "it is [|not ]used to force compliance"
	case InPlaceOfSupport:
		return "it is [|not ]used in place of educational support"
	case StrategiesRevised:
		return "it [reviews and revises|does not review and revise] the strategies of prevention and intervention"
	case PhysicalContact:
		return "somebody [touches or holds|neither touches nor holds] the student"
	case RestrictsFreedom:
		return "the contact [restricts or immobilizes|neither restricts nor immobilizes]"
	case Escort:
		return "the contact is [|not ]an escort to a safe place, brief and without immobilizing"
	case MovesFromDanger:
		return "the contact is [|not ]there to move the student from danger or to break up a fight"
	case TeachingGuidance:
		return "the contact is [|not ]there to guide or prompt while a skill is taught"
	case ReducesReinforcement:
		return "reinforcement is [|not ]limited for a short time to decrease a behaviour"
	case SelfInjuriousBehaviour:
		return "the student is [|not ]injuring themselves severely"
	case Alone:
		return "the student is [|not ]alone in a room or an area"
	case CannotLeave:
		return "the student [cannot leave freely, or is prevented from it|can leave freely]"
	case AskedForPlace:
		return "the student [asked to be there and has not asked to leave|did not ask to be there, or has asked to leave]"
	case DangerToSelf:
		return "there is [|no ]imminent danger of harm to the student"
	case DangerToOthers:
		return "there is [|no ]imminent danger of harm to somebody else"
	case SelfInjuryRisk:
		return "there is [a|no] risk of serious self-injury or suicide"
	case VisualMonitoring:
		return "the student is [|not ]seen without a gap"
	case AuralMonitoring:
		return "the student is [|not ]heard without a gap"
	case MeansToBeMonitored:
		return "the student [can choose, or has the means,|cannot choose and has no means] to be seen and heard by staff"
	case DoorShut:
		return "the door is [|not ]locked, blocked or held shut"
	}
	return f.saysStanding()
}

func (f Fact) saysStanding() string {
	switch f {
	case ExemptRoom:
		return "the place is [|not ]exempted from a ban on seclusion rooms"
	case InformedConsent:
		return "the parents gave [|no ]informed consent"
	case PlannedMeasure:
		return "it is [|not ]planned beforehand as a measure for emergencies"
	case SeclusionContraindicated:
		return "[a|no] known condition makes seclusion dangerous"
	case RestraintContraindicated:
		return "[a|no] known condition makes restraint dangerous"
	case ExemptStudent:
		return "the student is [|not ]exempted from a ban on seclusion rooms"
	case DesignatedRoom:
		return "the place is [|not ]a secure room designated for seclusion and approved"
	case ApprovedSpace:
		return "the place is [|not ]approved as an exclusion time-out space"
	case ExclusionSpace:
		return "the place is [|not ]an exclusion time-out space"
	case RoomKeepsDignity:
		return "where the place lies, the student's dignity is [|not ]kept"
	case RoomEasyAccess:
		return "staff [get|do not get] to the place promptly and easily"
	case RoomObservable:
		return "in the place the student can[|not] be observed continuously"
	case RoomAwayFromStairs:
		return "the place is [|not ]away from elevators, stairs and exits"
	case RoomMeetsRequirements:
		return "the place [meets|does not meet] the requirements for safety and facilities"
	case RoomSafeAndHumane:
		return "the place is [|not ]safe and humane, well lit, ventilated and warm enough"
	case RoomFreeOfHazards:
		return "[nothing|something] in the place may harm a student"
	case WrittenConsent:
		return "[|no ]written informed consent covers it"
	case SpeechInadequate:
		return "the student [cannot|can] express themselves adequately through speech alone"
	case PlanLimit:
		return "the student's plan sets [a|no] limit of its own"
	case StudentInvolved:
		return "the student was [|not ]involved beforehand, as far as they can be"
	case PlanDocumentsPrevention:
		return "the student's plan [documents|does not document] interventions and preventive measures"
	case FunctionalData:
		return "functional data was [|not ]collected and informs the use"
	case PlanInputOffered:
		return "parents and student [could|could not] give input to the plans"
	case PlanTransitions:
		return "the student's plan [says|does not say] how to pass between spaces"
	case PlanStepDown:
		return "the student's plan [holds|does not hold] the step-down process"
	case TrainingPositiveSupports:
		return "staff training [covers|does not cover] positive behaviour supports"
	case TrainingEmergencies:
		return "staff training [covers|does not cover] behavioural emergencies and aggression"
	case TrainingTraumaInformed:
		return "staff training [covers|does not cover] trauma, crisis without violence and solving problems together"
	case TrainingFunctionalAssessment:
		return "staff training [covers|does not cover] functional assessment"
	case ExpectationsCommunicated:
		return "staff [know|do not know] the expectations and guidelines"
	case PreventionProcedures:
		return "there are [|no ]formal procedures for preventing seclusion"
	case StaffAvailable:
		return "staff are [|not ]available to provide it appropriately"
	}
	return ""
}

// ofAct is a fact of an act as it stands behind the act; empty where it takes a clause.
func (f Fact) ofAct(a Answer) string {
	no := a == No
	switch {
	case f == Continue && no:
		return "that decides not to go on"
	case f == PlanStepsFollowed && !no:
		return "that follows the steps of the student's plan"
	}
	switch f {
	case Continue, Reached, UnderstandingRecorded, ReasonsForInitiating, ReasonsForContinuing, ReasonsForEnding, PreventionRecorded,
		DetailsRecorded, CourseRecorded, SafetyMeasuresRecorded, HandsOnJustified, ComplaintsExplained, OnDebriefingForm, StrategiesRevised:
		return "that" + strings.TrimPrefix(f.text(a), "it")
	}
	return ""
}

// able is a fact of a person, as it stands behind "is".
func (f Fact) able() string {
	switch f {
	case Trained, Qualified, Authorized:
		return string(f)
	case TrainedTCI:
		return "trained in therapeutic crisis intervention"
	case TrainedFBA:
		return "trained in functional behaviour analysis"
	case DesignatedKeyStaff:
		return "named as key staff"
	case TrainedDeescalation:
		return "trained in de-escalation, crisis intervention without violence and positive supports"
	case ResourceStaff:
		return "named as the school's resource on these measures"
	case CommunicatesWithThem:
		return "able to communicate with the student"
	}
	return "on record as " + f.quoted()
}

// quoted is a fact as a name.
func (f Fact) quoted() string {
	if foreign(string(f)) {
		return string(f)
	}
	return "“" + spaced(string(f)) + "”"
}

func kindText(k Kind) string {
	if k == Restraint {
		return "physical restraint"
	}
	return string(k)
}

func number(n int) string {
	if n < 0 || n > 10 {
		return strconv.Itoa(n)
	}
	return word(n, "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
}

func ordinal(n int) string {
	switch {
	case n <= 10:
		return word(n, "0th", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
	case n%100 >= 11 && n%100 <= 13:
		return strconv.Itoa(n) + "th"
	}
	return strconv.Itoa(n) + [...]string{"th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th"}[n%10]
}

// spaced is a word of the library's own for people.
func spaced(word string) string { return strings.ReplaceAll(word, "-", " ") }

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// joined lists what the elements are called: "a, b and c".
func joined[E any](last string, es []E, called func(E) string) string {
	var b strings.Builder
	for i, e := range es {
		switch {
		case i == 0:
		case i == len(es)-1:
			b.WriteString(" " + last + " ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(called(e))
	}
	return b.String()
}
