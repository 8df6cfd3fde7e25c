package main

import (
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/policy"
)

// markdown writes a document to publish, a paragraph or a row at a time.
type markdown struct {
	w io.Writer
	d *document
}

func writeMarkdown(w io.Writer, d *document) {
	m := &markdown{w, d}
	i := d.profile.Instrument()
	m.para("# ", text(i.Title))
	m.para(text(capital(strings.Join(stated(i.Issuer, i.Number), ", "))), ". What the profile `", d.Profile, "` demands by it.")
	numbering := "Clauses are cited in the document's own numbering. "
	if i.TextNotHeld {
		numbering = "Clauses are numbered as they were reported: the text of the document is not held. "
	}
	m.para("This is made from the profile alone, the same that incidents are judged by. ", numbering,
		"What they demand is said in words of ours, and is no substitute for the document: where the two differ, the document counts.")
	m.instrument(&i)
	m.readings()
	m.clauses()
	m.definitions()
	m.rules()
	m.uncarried()
	m.diagrams()
}

func (m *markdown) row(parts ...string) {
	_, _ = io.WriteString(m.w, strings.Join(parts, "")+"\n") // a buffer
}

func (m *markdown) para(parts ...string) {
	m.row(parts...)
	m.row()
}

func (m *markdown) cells(cells ...string) { m.row("| ", strings.Join(cells, " | "), " |") }

func (m *markdown) instrument(i *policy.Instrument) {
	date := func(s string) string {
		if s == "" {
			return "not stated"
		}
		return text(capital(s))
	}
	m.para("## The document and its status")
	m.cells("", "")
	m.cells("---", "---")
	m.cells("Issuer", date(i.Issuer))
	m.cells("Number", date(i.Number))
	m.cells("Adopted", date(i.Adopted.String()))
	m.cells("In force from", date(i.From.String()))
	m.cells("In force until", date(i.Until.String()))
	if !i.Repealed.IsZero() {
		m.cells("Repealed", date(i.Repealed.String()))
	}
	m.cells("Next review due", date(i.ReviewDue))
	m.cells("Status of our copy", date(i.Note))
	m.cells("Profile", "`"+m.d.Profile+"`")
	m.cells("Fingerprint", "`"+m.d.Fingerprint+"`")
	m.row()
	under := " under the readings below"
	if len(m.d.Readings) == 0 {
		under = ""
	}
	m.para("The fingerprint is that of the profile", under, ". Each incident names it from its start on: two incidents ",
		"with one fingerprint are judged by the same rules.")
}

func (m *markdown) readings() {
	if len(m.d.Readings) == 0 {
		return
	}
	m.para("## Readings")
	m.para("What the document leaves open, how it is read here, and why. A board may decide for another answer; findings that hang on one say so.")
	for r, chosen := range m.d.profile.Readings() {
		m.para("### Reading ", r.ID)
		m.para(text(r.Question), " Of ", text(strings.Join(r.Clauses, ", ")), ".")
		switch chosen {
		case r.Default:
			m.row("- Read as **", text(chosen), "**, the default.")
		case "":
			m.row("- Not decided. The default is **", text(r.Default), "**.")
		default:
			m.row("- Read as **", text(chosen), "**. The default is **", text(r.Default), "**.")
		}
		m.row("- Other answers: ", text(strings.Join(r.Alternatives, ", ")), ".")
		m.para("- Why the default: ", text(r.Why))
	}
}

func (m *markdown) clauses() {
	m.para("## Clauses")
	m.para("Every clause, and what becomes of it.")
	m.cells("Clause", "What it is about", "In our copy", "Carried by")
	m.cells("---", "---", "---", "---")
	for _, c := range m.d.Clauses {
		by := entry(c.Entry)
		var links []string
		switch c.Entry {
		case policy.CarriedByRules.String():
			for _, r := range c.Rules {
				links = append(links, link("Rule", r))
			}
			by = strings.Join(links, ", ")
		case policy.CarriedByDefinition.String():
			for h := range m.d.profile.Definitions() {
				if slices.Contains(h.Clauses, c.ID) {
					links = append(links, link("Definition", string(h.Name)))
				}
			}
			by = strings.Join(stated(by, strings.Join(links, ", ")), " ")
		}
		if c.Reason != "" {
			by = strings.Join(stated(by, text(c.Reason)), ": ")
		}
		m.cells(text(c.ID), text(c.Label), text(strings.ReplaceAll(c.Source, "-", " ")), by)
	}
	m.row()
}

// definitions says what a contact with a student, or a space, is. The first that fits counts.
func (m *markdown) definitions() {
	first := true
	for h := range m.d.profile.Definitions() {
		if first {
			m.para("## Definitions")
			m.para("What a contact with a student, or a space that they are in, is. The first that fits counts, whatever it is called; a fact that is ",
				"not on record leaves open what hangs on it.")
			first = false
		}
		m.para("### Definition ", string(h.Name))
		kind := "none of the kinds"
		if len(h.Kinds) > 0 {
			kind = list(h.Kinds)
		}
		m.para("**", text(strings.Join(h.Clauses, ", ")), "** – ", text(h.Demand), " (", kind, ")")
		m.para("> ", text(h.Text()))
		m.under(&h)
	}
}

// under says under which readings something stands.
func (m *markdown) under(h *policy.Header) {
	var links []string
	for _, u := range h.Under {
		links = append(links, link("Reading", u.Reading)+" ("+text(u.Answer)+")")
	}
	if len(links) > 0 {
		m.para("It stands under ", strings.Join(links, ", "), ".")
	}
}

func (m *markdown) rules() {
	m.para("## Rules")
	m.para("What is demanded, as it is judged. *Gate* means that what would break the rule is refused beforehand; what has happened is ",
		"never refused, and neither is a release. Where an exception is not met and the demand is not kept, a *must* is breached.")
	for i, first := range m.d.Rules {
		if slices.ContainsFunc(m.d.Rules[:i], func(r rule) bool { return r.ID == first.ID }) {
			continue
		}
		m.para("### Rule ", first.ID)
		for j, r := range m.d.Rules[i:] {
			if r.ID == first.ID {
				m.rule(&r, &m.d.declared[i+j])
			}
		}
	}
}

func (m *markdown) rule(r *rule, h *declaration) {
	kinds := "every kind"
	if len(h.Kinds) > 0 {
		kinds = list(h.Kinds)
	}
	traits := []string{kinds, r.Force, r.Kind}
	if r.Gate {
		traits = append(traits, "*gate*")
	}
	m.para("**", text(strings.Join(r.Clauses, ", ")), "** – ", text(h.Demand), " (", strings.Join(traits, "; "), ")")
	m.para("> ", text(r.Text))
	m.under(&h.Header)
}

// uncarried lists what no rule carries, by what becomes of it and why.
func (m *markdown) uncarried() {
	m.para("## What no rule carries")
	m.para("Silence here is never compliance: of these clauses the record of an incident shows nothing.")
	for _, of := range [...]policy.Carrier{policy.CarriedByDefinition, policy.LeftToJudgement, policy.Silent, policy.Deferred, policy.NotInSource} {
		var reasons []string
		clauses := map[string][]string{}
		for _, c := range m.d.Clauses {
			if c.Entry != of.String() {
				continue
			}
			if clauses[c.Reason] == nil {
				reasons = append(reasons, c.Reason)
			}
			clauses[c.Reason] = append(clauses[c.Reason], text(c.ID)+" ("+text(c.Label)+")")
		}
		if len(reasons) == 0 {
			continue
		}
		m.para("### ", strings.ToUpper(entry(of.String())[:1])+entry(of.String())[1:])
		for _, why := range reasons {
			if why != "" {
				m.para(strings.ToUpper(text(why)[:1])+text(why)[1:], ":")
			}
			for _, c := range clauses[why] {
				m.row("- ", c)
			}
			m.row()
		}
	}
}

func (m *markdown) diagrams() {
	m.para("## Courses")
	m.para("What may follow what, as the machine of a kind allows it, with the limits and intervals at the states that they bind.")
	for _, k := range kinds {
		m.para("### Course of ", words(string(k)))
		m.row("```mermaid")
		writeDiagrams(m.w, m.d, k)
		m.row("```")
		m.row()
	}
}

func entry(carrier string) string {
	switch carrier {
	case policy.CarriedByDefinition.String():
		return "definition"
	case policy.LeftToJudgement.String():
		return "left to judgement"
	case policy.Silent.String():
		return "silent: it demands nothing that an incident could keep or break"
	case policy.Deferred.String():
		return "deferred: not in this version"
	case policy.NotInSource.String():
		return "not in the source: the text is lost in our copy"
	}
	return carrier
}

// link leads to a heading as the usual renderers name it.
func link(what, id string) string {
	anchor := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, what+" "+id)
	return "[" + id + "](#" + anchor + ")"
}

// text is plain text in Markdown, also in a cell of a table.
func text(s string) string {
	var b strings.Builder
	s = strings.Join(strings.Fields(s), " ")
	for i, r := range s {
		if strings.ContainsRune("\\`*_<>[]|#~", r) || r == '&' && !strings.HasPrefix(s[i:], "& ") {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// capital begins a text, as it stands in a sentence, with a capital.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// stated leaves out what is empty.
func stated(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}
