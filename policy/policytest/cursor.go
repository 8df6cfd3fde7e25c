package policytest

import (
	"slices"
	"strconv"

	"github.com/leastrestrictive/interventions/policy"
)

// cursor reads the tokens of one line. After a fault it reads nothing more.
type cursor struct {
	p      *parser
	line   int
	tokens []token
	bad    *Fault
}

// fail notes what was expected at the next token.
func (c *cursor) fail(field, want string) {
	if c.bad == nil {
		c.bad = &Fault{Line: c.line, Field: field, Want: want}
		if len(c.tokens) > 0 {
			c.bad.Found = c.tokens[0].text
		}
		c.p.fault(*c.bad)
	}
	c.tokens = nil
}

// failAt notes what was expected at a token before.
func (c *cursor) failAt(tokens []token, field, want string) {
	if c.bad == nil {
		c.tokens = tokens
	}
	c.fail(field, want)
}

// peek is the next token; empty at the end, and for what is quoted.
func (c *cursor) peek() string {
	if len(c.tokens) == 0 || c.tokens[0].quoted {
		return ""
	}
	return c.tokens[0].text
}

func (c *cursor) at(text string) bool { return text != "" && c.peek() == text }

func (c *cursor) accept(text string) bool {
	if !c.at(text) {
		return false
	}
	c.tokens = c.tokens[1:]
	return true
}

func (c *cursor) expect(text string) {
	if !c.accept(text) {
		c.fail("line", strconv.Quote(text))
	}
}

func (c *cursor) end() {
	if len(c.tokens) > 0 {
		c.fail("line", "its end")
	}
}

// list calls read for each element of a list with commas.
func (c *cursor) list(read func()) {
	for more := true; more; more = c.accept(",") {
		read()
	}
}

// word reads a word that is not quoted.
func (c *cursor) word(field, want string) string {
	if len(c.tokens) == 0 || c.tokens[0].mark || c.tokens[0].quoted {
		c.fail(field, want)
		return ""
	}
	s := c.tokens[0].text
	c.tokens = c.tokens[1:]
	return s
}

// quoted reads a text.
func (c *cursor) quoted(field string) string {
	if len(c.tokens) == 0 || !c.tokens[0].quoted || c.tokens[0].text == "" {
		c.fail(field, `a text, as "…"`)
		return ""
	}
	s := c.tokens[0].text
	c.tokens = c.tokens[1:]
	return s
}

// id reads an identifier, which is quoted where it would not read as a word.
func (c *cursor) id(field string) string {
	if len(c.tokens) == 0 || c.tokens[0].mark || c.tokens[0].text == "" || !c.tokens[0].quoted && slices.Contains(reserved(), c.tokens[0].text) {
		c.fail(field, "an identifier")
		return ""
	}
	s := c.tokens[0].text
	c.tokens = c.tokens[1:]
	return s
}

// find reads the ID of an event that is written already.
func (c *cursor) find(d *draft) int {
	tokens := c.tokens
	if i := d.index(c.id("event")); i >= 0 || c.bad != nil {
		return i
	}
	c.failAt(tokens, "event", "the ID of an event above")
	return -1
}

func (c *cursor) people(field string) []policy.Person {
	var ps []policy.Person
	c.list(func() { ps = append(ps, c.person(field)) })
	return ps
}

func (c *cursor) peopleOrNobody(field string) []policy.Person {
	if c.accept("nobody") {
		return []policy.Person{}
	}
	return c.people(field)
}

// person reads somebody of the fake school, or anybody with a role: nurse-1 as ourboard/nurse.
func (c *cursor) person(field string) policy.Person {
	tokens := c.tokens
	id := c.id(field)
	p, ok := Person(id)
	p.ID = id
	switch {
	case c.accept("as"):
		if p.Role = ""; !c.accept("unrecorded") {
			p.Role = policy.Role(c.word(field, "a role, or unrecorded"))
		}
	case !ok:
		c.failAt(tokens, field, "somebody of the fake school, or anybody with a role, as nurse-1 as ourboard/nurse")
	}
	return p
}

// facts reads a list of facts, each of which takes the place of what was said of it in those that are given.
func (c *cursor) facts(given []policy.Stated) []policy.Stated {
	given = slices.Clone(given)
	var said []policy.Stated
	c.list(func() {
		s := policy.Stated{Answer: c.answer()}
		tokens := c.tokens
		s.Fact = policy.Fact(c.word("fact", "a fact, no and a fact, or unrecorded and a fact"))
		if spec, ok := c.p.specs[s.Fact]; ok && spec.Sort == policy.Standing {
			c.failAt(tokens, "fact", "a fact that an event can state; what stands on file belongs to on file:")
		}
		given = slices.DeleteFunc(given, func(o policy.Stated) bool { return o.Fact == s.Fact })
		said = append(said, s)
	})
	return append(given, said...)
}

// answer reads what is said of the fact that follows.
func (c *cursor) answer() policy.Answer {
	switch {
	case c.accept("no"):
		return policy.No
	case c.accept("unrecorded"):
		return policy.NotRecorded
	}
	return policy.Yes
}

// credentials reads standing facts of the same subjects, with the same dates. With unrecorded, that nothing is on file may be said.
func (c *cursor) credentials(unrecorded bool) []standing {
	var facts, all []standing
	var subjects []string
	var of standing
	needs := policy.Fact("")
	c.list(func() {
		s := standing{}
		tokens := c.tokens
		if s.Answer = c.answer(); s.Answer == policy.NotRecorded && !unrecorded {
			c.failAt(tokens, "fact", "a standing fact, or no and a standing fact")
		}
		tokens = c.tokens
		s.Fact = policy.Fact(c.word("fact", "a standing fact"))
		if spec, ok := c.p.specs[s.Fact]; ok {
			if spec.Sort != policy.Standing {
				c.failAt(tokens, "fact", "a standing fact; this one belongs to an event")
			}
			if spec.About == policy.AboutPerson || spec.About == policy.AboutPlace {
				needs = s.Fact
			}
		}
		if d, ok := parseLength(c.peek()); ok {
			s.Amount = d
			c.tokens = c.tokens[1:]
		}
		facts = append(facts, s)
	})
	if c.accept("of") {
		c.list(func() { subjects = append(subjects, c.id("of")) })
	} else if subjects = []string{""}; needs != "" {
		c.fail(string(needs), "of, and whose it is")
	}
	if c.accept("from") {
		of.from = c.instant("from")
	}
	if c.accept("until") {
		of.until = c.instant("until")
	}
	if c.accept("by") {
		of.Issuer = c.id("by")
	}
	for _, subject := range subjects {
		for _, s := range facts {
			s.Subject, s.Issuer, s.from, s.until = subject, of.Issuer, of.from, of.until
			all = append(all, s)
		}
	}
	return all
}

// startsInstant reports whether an instant comes next.
func (c *cursor) startsInstant() bool {
	s := c.peek()
	if s == "day" {
		return true
	}
	_, offset := parseOffset(s)
	_, date := parseDate(s)
	return offset || date
}

// instant reads an instant.
func (c *cursor) instant(field string) instant {
	tokens := c.tokens
	fail := func() instant {
		c.failAt(tokens, field, wantInstant)
		return instant{}
	}
	i := instant{set: true}
	var ok bool
	if c.accept("day") {
		n, err := strconv.Atoi(c.word(field, wantInstant))
		if err != nil || n < -maxDays || n > maxDays {
			return fail()
		}
		i.day, i.byDay = n, true
		if i.clock, ok = parseClock(c.word(field, wantInstant)); !ok {
			return fail()
		}
		return i
	}
	s := c.word(field, wantInstant)
	if i.date, i.byDate = parseDate(s); i.byDate {
		if i.clock, ok = parseClock(c.peek()); ok {
			c.tokens = c.tokens[1:]
		}
		return i
	}
	if i.after, ok = parseOffset(s); !ok {
		return fail()
	}
	return i
}
