package policytest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// SyntaxError holds all faults of a text at once.
type SyntaxError struct {
	File   string // empty for a text that is in no file
	Faults []Fault
}

// Fault is one thing wrong with a text.
type Fault struct {
	Line  int
	Field string // "kind", "by", "recorded"
	Found string // what stands there; empty where nothing does
	Want  string // what was expected
}

// Error lists the faults, one a line.
func (e *SyntaxError) Error() string {
	var b strings.Builder
	for i, f := range e.Faults {
		if i > 0 {
			b.WriteString("\n")
		}
		if e.File != "" {
			b.WriteString(e.File + ": ")
		}
		fmt.Fprintf(&b, "line %d: %s", f.Line, f.Field)
		if f.Found != "" {
			fmt.Fprintf(&b, " is %q", f.Found)
		}
		b.WriteString(": expected " + f.Want)
	}
	return b.String()
}

// Parse reads the scenarios of a text. Its error is a [*SyntaxError].
func Parse(text string) ([]Scenario, error) {
	ss, _, err := parse(text, nil)
	return ss, err
}

// parse also returns the drafts, for other texts to begin with.
func parse(text string, shared []*draft) ([]Scenario, []*draft, error) {
	p := &parser{shared: shared, specs: map[policy.Fact]policy.FactSpec{}}
	for _, f := range policy.Facts() {
		p.specs[f.Name] = f
	}
	p.lines = strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	p.read()
	ss := make([]Scenario, len(p.drafts))
	for i, d := range p.drafts {
		ss[i] = p.scenario(d)
	}
	if len(p.faults) == 0 {
		return ss, p.drafts, nil
	}
	slices.SortStableFunc(p.faults, func(a, b Fault) int { return a.Line - b.Line })
	return nil, nil, &SyntaxError{Faults: p.faults}
}

// draft is a scenario whose instants wait for its start.
type draft struct {
	title      string
	line, last int // 1-based
	kind       policy.Kind
	under      []policy.Choice
	rules      []policy.RuleID
	start      time.Time
	now, known located
	noCalendar bool
	onFile     []standing
	onFileAt   int
	entries    []entry
	expected   []expectation
	said       []string                // the headings that it has had
	begun      bool                    // past its first line
	named      map[policy.Activity]int // how many of each were given an ID
}

// located is an instant and where it stands.
type located struct {
	instant
	line int
}

// expectation is an expected line, and where it stands: the first and the last of its rows.
type expectation struct {
	text        string
	first, last int
}

// standing is a credential whose instants wait.
type standing struct {
	policy.Credential
	from, until instant
}

// entry is an event whose instants wait.
type entry struct {
	line              int
	event             policy.Event
	at, recorded, was instant // was is Amends.At
	standing          []standing
}

type parser struct {
	lines  []string
	shared []*draft
	drafts []*draft
	faults []Fault
	specs  map[policy.Fact]policy.FactSpec
}

func (p *parser) fault(f Fault) {
	if len(f.Found) > 60 {
		f.Found = strings.ToValidUTF8(f.Found[:60], "") + "…"
	}
	if !slices.Contains(p.faults, f) { // what another scenario begins with is read once
		p.faults = append(p.faults, f)
	}
}

// read goes through the rows: one that begins with a space goes on with the line before it.
func (p *parser) read() {
	indent := p.indent()
	first, joined := 0, ""
	flush := func(last int) {
		if first > 0 {
			p.statement(joined, first, last)
		}
		first, joined = 0, ""
	}
	last := 0
	for i, row := range p.lines {
		row = strings.TrimPrefix(strings.TrimSuffix(row, "\r"), indent)
		bare := strings.TrimSpace(row)
		switch {
		case bare == "" || bare == "#" || strings.HasPrefix(bare, "# ") || strings.HasPrefix(bare, "##"):
			continue
		case first > 0 && (row[0] == ' ' || row[0] == '\t'):
			joined += " " + bare
		default:
			flush(last)
			first, joined = i+1, bare
		}
		last = i + 1
	}
	flush(last)
	if len(p.drafts) == 0 && len(p.faults) == 0 {
		p.fault(Fault{Line: 1, Field: "text", Want: "a scenario, which begins with incident: and a title"})
	}
}

// indent is what all rows begin with, as in a text within a program.
func (p *parser) indent() string {
	common, some := "", false
	for _, row := range p.lines {
		row = strings.TrimSuffix(row, "\r")
		if strings.TrimSpace(row) == "" {
			continue
		}
		lead := row[:len(row)-len(strings.TrimLeft(row, " \t"))]
		if !some {
			common, some = lead, true
		}
		for !strings.HasPrefix(lead, common) {
			common = common[:len(common)-1]
		}
	}
	return common
}

// statement reads one line, which ends before a fault of it.
func (p *parser) statement(text string, first, last int) {
	if title, ok := strings.CutPrefix(text, "incident:"); ok {
		p.begin(strings.Join(strings.Fields(title), " "), first, last)
		return
	}
	if len(p.drafts) == 0 {
		p.fault(Fault{Line: first, Field: "line", Found: text, Want: "incident: and a title, with which a scenario begins"})
		return
	}
	d := p.drafts[len(p.drafts)-1]
	begun := d.begun
	d.last, d.begun = last, true
	if line, ok := strings.CutPrefix(text, "->"); ok {
		d.expected = append(d.expected, expectation{strings.Join(strings.Fields(line), " "), first, last})
		return
	}
	c := &cursor{p: p, line: first}
	var bad string
	if c.tokens, bad = lex(text); bad != "" {
		c.failAt([]token{{text: bad}}, "text", `one between quotation marks, in which " and \ are written \" and \\`)
		return
	}
	for _, h := range headings() {
		if rest, ok := strings.CutPrefix(text, h.name+":"); ok {
			if h.once && slices.Contains(d.said, h.name) {
				c.fail(h.name, "it once in a scenario")
				return
			}
			if h.name == "like" && begun {
				c.fail("like", "it as the first line after the title")
				return
			}
			d.said = append(d.said, h.name)
			c.tokens, _ = lex(rest)
			h.read(d, c, strings.TrimSpace(rest))
			c.end()
			return
		}
	}
	switch {
	case c.accept("drop"):
		if i := c.find(d); i >= 0 {
			d.entries = slices.Delete(d.entries, i, i+1)
		}
		c.end()
	case c.accept("change"):
		d.change(c)
	default:
		d.happen(c)
	}
}

func (p *parser) begin(title string, first, last int) {
	d := &draft{title: title, line: first, last: last, start: Start(), named: map[policy.Activity]int{}}
	if title == "" {
		p.fault(Fault{Line: first, Field: "incident", Want: "a title"})
	} else if p.lookup(title, false) != nil {
		p.fault(Fault{Line: first, Field: "incident", Found: title, Want: "another title: there is one already"})
	}
	p.drafts = append(p.drafts, d)
}

func (p *parser) lookup(title string, alsoShared bool) *draft {
	from := p.drafts
	if alsoShared {
		from = slices.Concat(p.drafts, p.shared)
	}
	if i := slices.IndexFunc(from, func(d *draft) bool { return d.title == title }); i >= 0 {
		return from[i]
	}
	return nil
}

type heading struct {
	name string
	once bool
	read func(d *draft, c *cursor, rest string)
}

func headings() []heading {
	return []heading{
		{"kind", true, func(d *draft, c *cursor, _ string) { d.kind = policy.Kind(c.id("kind")) }},
		{"under", false, func(d *draft, c *cursor, rest string) {
			reading, answer, ok := strings.Cut(rest, "=")
			tokens := c.tokens
			if c.tokens = nil; !ok || reading == "" {
				c.failAt(tokens, "under", "a reading and an answer, as key-staff=named-by-principal")
				return
			}
			choice := policy.Choice{Reading: strings.TrimSpace(reading), Answer: strings.TrimSpace(answer)}
			if i := slices.IndexFunc(d.under, func(o policy.Choice) bool { return o.Reading == choice.Reading }); i >= 0 {
				d.under[i] = choice
			} else {
				d.under = append(d.under, choice)
			}
		}},
		{"judge", true, func(d *draft, c *cursor, _ string) {
			c.list(func() { d.rules = append(d.rules, policy.RuleID(c.id("judge"))) })
		}},
		{"start", true, func(d *draft, c *cursor, _ string) {
			tokens := c.tokens
			t := c.instant("start")
			if !t.byDate {
				c.failAt(tokens, "start", "a local day and time, as 2025-10-09 10:00")
				return
			}
			var ok bool
			if d.start, ok = t.resolve(Start()); !ok {
				c.failAt(tokens, "start", wantOnClock)
			}
		}},
		{"calendar", true, func(d *draft, c *cursor, _ string) {
			if d.noCalendar = c.accept("none"); !d.noCalendar && !c.accept("school") {
				c.fail("calendar", "none or school")
			}
		}},
		{"like", true, (*draft).like},
		{"now", true, func(d *draft, c *cursor, _ string) { d.now = located{c.instant("now"), c.line} }},
		{"known", true, func(d *draft, c *cursor, _ string) { d.known = located{c.instant("known"), c.line} }},
		{"on file", false, (*draft).file},
	}
}

// like begins with what another scenario holds, all but the rules that it shows and what it expects.
func (d *draft) like(c *cursor, title string) {
	tokens := c.tokens
	c.tokens = nil
	of := c.p.lookup(strings.Join(strings.Fields(title), " "), true)
	if of == nil || of == d {
		c.failAt(tokens, "like", "the title of a scenario above, or of one that is shared")
		return
	}
	own := *of
	own.title, own.line, own.last, own.said, own.begun, own.rules, own.expected = d.title, d.line, d.last, d.said, d.begun, nil, nil
	own.under, own.onFile, own.entries = slices.Clone(of.under), slices.Clone(of.onFile), slices.Clone(of.entries)
	own.named = maps.Clone(of.named)
	if !slices.Contains(c.p.drafts, of) { // its lines are those of another text
		own.onFileAt, own.now.line, own.known.line = c.line, c.line, c.line
		for i := range own.entries {
			own.entries[i].line = c.line
		}
	}
	*d = own
}

// file puts standing facts on file. One without dates takes the place of what was on file before it.
func (d *draft) file(c *cursor, _ string) {
	d.onFileAt = c.line
	off := func(o policy.Credential) {
		d.onFile = slices.DeleteFunc(d.onFile, func(s standing) bool { return s.Fact == o.Fact && s.Subject == o.Subject })
	}
	for more := true; more; more = c.accept(";") {
		switch {
		case c.accept("nothing"):
			d.onFile = nil
		case c.accept("everything"):
			d.onFile = nil
			for _, r := range Registers() {
				d.onFile = append(d.onFile, standing{Credential: r})
			}
		default:
			for _, s := range c.credentials(true) {
				if !s.from.set && !s.until.set {
					off(s.Credential)
				}
				if s.Answer != policy.NotRecorded {
					d.onFile = append(d.onFile, s)
				}
			}
		}
	}
}

// happen reads an event.
func (d *draft) happen(c *cursor) {
	e := entry{line: c.line}
	if !c.startsInstant() {
		c.fail("line", "a heading such as kind:, an event that begins with its time, drop, change or ->")
		return
	}
	e.at = c.instant("at")
	e.event.Activity = policy.Activity(c.word("activity", "an activity"))
	if e.event.Activity == policy.Initiate {
		e.event.Student = Student
	}
	correct := e.event.Activity == policy.Correct
	if correct {
		e.event.Amends = &policy.Amendment{}
		e.event.Amends.Event = c.id("correct")
	}
	e.main(c, correct)
	if c.bad != nil {
		return
	}
	if id := e.event.ID; id == "" {
		e.event.ID = d.name(e.event.Activity)
	} else if i := d.index(id); i >= 0 && (e.event.Activity != policy.Release || d.entries[i].event.Activity != policy.Release) {
		c.failAt([]token{{text: id}}, "id", "one that no other event has; only a release may be told twice")
		return
	}
	d.entries = append(d.entries, e)
}

// main reads an event from after its activity on.
func (e *entry) main(c *cursor, correct bool) {
	ev := &e.event
	for said := []string{}; c.bad == nil; {
		word := c.peek()
		if word == ":" || word == "(" || word == "" {
			break
		}
		if slices.Contains(said, word) {
			c.fail(word, "it once in an event")
			return
		}
		said = append(said, word)
		switch {
		case c.accept("#"):
			ev.ID = c.id("id")
		case c.accept("by"):
			ev.By = c.people("by")
		case c.accept("to"):
			ev.To = c.people("to")
		case c.accept("in"):
			ev.Place = c.id("in")
		case c.accept("of"):
			ev.Student = ""
			if !c.accept("unrecorded") {
				ev.Student = c.id("of")
			}
		default:
			c.fail("event", "by, to, in, of or #id, a colon and facts, or more in parentheses")
		}
	}
	if c.accept(":") {
		if correct {
			for more := true; more; more = c.accept(";") {
				e.amend(c)
			}
		} else {
			ev.Facts = c.facts(nil)
		}
	}
	if c.accept("(") {
		for more := true; more; more = c.accept(";") {
			e.tail(c)
		}
		c.expect(")")
	}
	c.end()
}

// amend reads one thing that a correction changes.
func (e *entry) amend(c *cursor) {
	a := e.event.Amends
	switch {
	case c.accept("at"):
		e.was = c.instant("at")
	case c.accept("by"):
		a.By = c.peopleOrNobody("by")
	case c.accept("to"):
		a.To = c.peopleOrNobody("to")
	case c.accept("withdrawn"):
		a.Withdrawn = true
	default:
		a.Facts = c.facts(a.Facts)
	}
}

// tail reads one of the rare things that stand in parentheses.
func (e *entry) tail(c *cursor) {
	if !e.rare(c) {
		c.fail("event", "recorded, sequence, kind, profile, other-kind, other-incident, other-classroom, other, on file, glass, because or states")
	}
}

func (e *entry) rare(c *cursor) bool {
	ev := &e.event
	part := func() *policy.Part {
		var own policy.Part
		if ev.Other != nil {
			own = *ev.Other
		}
		ev.Other = &own
		return ev.Other
	}
	switch {
	case c.accept("recorded"):
		e.recorded = c.instant("recorded")
	case c.accept("sequence"):
		tokens := c.tokens
		n, err := strconv.ParseInt(c.word("sequence", "a number from 1"), 10, 32)
		if err != nil || n < 1 {
			c.failAt(tokens, "sequence", "a number from 1")
		}
		ev.Sequence = int32(n)
	case c.accept("kind"):
		ev.Kind = policy.Kind(c.id("kind"))
	case c.accept("profile"):
		ev.Profile = c.id("profile")
	case c.accept("other-kind"):
		part().Kind = policy.Kind(c.id("other-kind"))
	case c.accept("other-incident"):
		part().Incident = c.id("other-incident")
	case c.accept("other-classroom"):
		part().Classroom = c.id("other-classroom")
	case c.accept("other"):
		part()
	case c.accept("on"):
		c.expect("file")
		e.standing = slices.Concat(e.standing, c.credentials(false))
	case c.accept("glass"):
		c.expect("by")
		g := &policy.BreakGlass{By: c.person("glass")}
		c.expect("because")
		g.Reason = policy.Text(c.quoted("glass"))
		ev.Glass = g
	case c.accept("because"):
		ev.Reason = policy.Text(c.quoted("because"))
	case ev.Amends != nil && c.accept("states"):
		ev.Facts = c.facts(ev.Facts)
	default:
		return false
	}
	return true
}

// change reads what is otherwise in an event that is written already.
func (d *draft) change(c *cursor) {
	i := c.find(d)
	c.expect(":")
	if c.bad != nil {
		return
	}
	e := d.entries[i]
	e.line = c.line
	for more := true; more && c.bad == nil; more = c.accept(";") {
		switch {
		case c.accept("at"):
			e.at = c.instant("at")
		case c.accept("by"):
			e.event.By = c.peopleOrNobody("by")
		case c.accept("to"):
			e.event.To = c.peopleOrNobody("to")
		case c.accept("in"):
			e.event.Place = ""
			if !c.accept("nowhere") {
				e.event.Place = c.id("in")
			}
		case c.accept("of"):
			e.event.Student = ""
			if !c.accept("unrecorded") {
				e.event.Student = c.id("of")
			}
		case !e.rare(c):
			e.event.Facts = slices.DeleteFunc(c.facts(e.event.Facts), func(s policy.Stated) bool { return s.Answer == policy.NotRecorded })
		}
	}
	c.end()
	if c.bad == nil {
		d.entries[i] = e
	}
}

// name is the ID of an event that has none: its activity, and which of them it is.
func (d *draft) name(a policy.Activity) string {
	for {
		d.named[a]++
		if id := string(a) + "-" + strconv.Itoa(d.named[a]); d.index(id) < 0 {
			return id
		}
	}
}

func (d *draft) index(id string) int {
	return slices.IndexFunc(d.entries, func(e entry) bool { return e.event.ID == id })
}

// scenario resolves the instants of a draft, and checks its events.
func (p *parser) scenario(d *draft) Scenario {
	s := Scenario{Title: d.title, Line: d.line, Text: p.source(d), Kind: d.kind, Under: slices.Clone(d.under), Rules: d.rules, Start: d.start}
	if !d.noCalendar {
		s.Calendar = Calendar()
	}
	probe := policy.Event{Activity: policy.Initiate, At: Start(), Kind: d.kind}
	if err, ok := probe.Check().(*policy.RecordError); d.kind == "" {
		p.fault(Fault{Line: d.line, Field: "kind", Want: "kind: and a kind of intervention, such as seclusion"})
	} else if ok {
		p.fault(Fault{Line: d.line, Field: "kind", Found: string(d.kind), Want: err.Want})
	}
	at := func(i instant, field string, line int) time.Time {
		if !i.set {
			return time.Time{}
		}
		t, ok := i.resolve(d.start)
		if !ok {
			p.fault(Fault{Line: line, Field: field, Want: wantOnClock})
		}
		return t
	}
	s.Now, s.Known = at(d.now.instant, "now", d.now.line), at(d.known.instant, "known", d.known.line)
	if s.Now.IsZero() {
		s.Now = d.start.Add(defaultNow)
	}
	credentials := func(of []standing, line int) []policy.Credential {
		var cs []policy.Credential
		for _, o := range of {
			o.From, o.Until = at(o.from, "from", line), at(o.until, "until", line)
			cs = append(cs, o.Credential)
		}
		return cs
	}
	put := func(e policy.Event, line int) {
		if err, ok := e.Check().(*policy.RecordError); ok {
			p.fault(Fault{Line: line, Field: err.Field, Found: err.Value, Want: err.Want})
		}
		s.Events = append(s.Events, e)
	}
	if len(d.onFile) > 0 {
		id := "on-file"
		for d.index(id) >= 0 {
			id += "-"
		}
		put(policy.Event{ID: id, Activity: policy.Attest, At: d.start, Standing: credentials(d.onFile, d.onFileAt)}, d.onFileAt)
	}
	for i := range d.entries {
		e := &d.entries[i]
		ev := e.event
		ev.At, ev.Recorded = at(e.at, "at", e.line), at(e.recorded, "recorded", e.line)
		ev.By, ev.To, ev.Facts = slices.Clone(ev.By), slices.Clone(ev.To), slices.Clone(ev.Facts)
		ev.Standing = credentials(e.standing, e.line)
		if ev.Amends != nil {
			a := *ev.Amends
			a.At = at(e.was, "at", e.line)
			ev.Amends = &a
		}
		put(ev, e.line)
	}
	for _, x := range d.expected {
		s.Expected = append(s.Expected, x.text)
	}
	return s
}

// source is the rows of a draft.
func (p *parser) source(d *draft) string {
	return strings.Join(p.lines[d.line-1:d.last], "\n")
}
