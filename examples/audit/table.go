package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/register"
)

// table counts what each rule came to, in findings.
type table struct {
	of   map[entry]*counts
	last *counts // that was counted
}

// entry is a rule as a document has it.
type entry struct {
	document string
	rule     policy.RuleID
}

type counts struct {
	entry
	demand string
	of     [shown]int
	next   *counts // what was counted after it the last time: incidents of one kind come to findings of the same rules in one order
}

// columns are the outcomes, the gravest first.
var columns = []policy.Outcome{policy.Breached, policy.Undetermined, policy.Flagged, policy.Excused, policy.Pending, policy.Satisfied}

const shown = int(policy.Breached) + 1

func newTable() *table {
	t := &table{of: map[entry]*counts{}, last: &counts{}}
	t.last.next = t.last
	return t
}

func (t *table) add(f *policy.Finding) {
	if f.Outcome == policy.NotApplicable {
		return
	}
	n := t.last.next
	if e := (entry{f.Document, f.Rule}); n.entry != e {
		n = t.at(e)
		t.last.next = n
	}
	n.demand = max(n.demand, f.Demand)
	n.of[f.Outcome]++
	t.last = n
}

func (t *table) at(e entry) *counts {
	n := t.of[e]
	if n == nil {
		n = &counts{entry: e}
		n.next = n
		t.of[e] = n
	}
	return n
}

func (t *table) join(o *table) {
	for e, n := range o.of {
		own := t.at(e)
		own.demand = max(own.demand, n.demand) // one and the same whoever judged last
		for i := range n.of {
			own.of[i] += n.of[i]
		}
	}
}

// hit is one use that completes what a rule or a pattern counts.
type hit struct {
	entry
	demand, clauses string
	whose           string // the student, the classroom, the member of the staff
}

// found counts them.
type found struct {
	demand, clauses string
	of              map[string]int // by whose
}

// tally is what an audit comes to as a whole.
type tally struct {
	o        *options
	table    *table
	flags    map[entry]*found
	analysis register.Analysis
	chains   int
	chained  int
	names    names
}

func newTally(o *options) *tally {
	return &tally{o: o, table: newTable(), flags: map[entry]*found{}, names: names{}, analysis: register.Analysis{Calendar: o.calendar}}
}

func (t *tally) take(j *job) {
	t.chains += j.chains
	t.chained += j.chained
	for _, s := range j.summaries {
		t.names.slim(&s)
		t.analysis.Add(s)
	}
	for _, h := range j.hits {
		f := t.flags[h.entry]
		if f == nil {
			f = &found{h.demand, h.clauses, map[string]int{}}
			t.flags[h.entry] = f
		}
		f.of[t.names.of(h.whose)]++
	}
}

// write prints it all.
func (t *tally) write(out io.Writer, a *audit) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s of %s as of %s", entries(a.lines), plural(a.incidents, "incident"), a.now.In(t.o.calendar.Location()).Format(time.RFC3339))
	if t.chains > 0 {
		fmt.Fprintf(&b, ", %d of them parts of %s", t.chained, plural(t.chains, "chain"))
	}
	fmt.Fprintf(&b, "; at most %s held at once\n", grouped(a.most))
	if a.empties > 0 {
		a.notes["of which nothing had happened by then, and not judged"] = a.empties
	}
	for _, n := range slices.Sorted(maps.Keys(a.notes)) {
		fmt.Fprintf(&b, "note: %s %s\n", plural(a.notes[n], "incident"), n)
	}
	t.clauses(&b)
	t.patterns(&b)
	t.uses(&b)
	io.WriteString(out, b.String())
}

// clauses prints what each rule came to, document by document in the order of its clauses, and what the records themselves show.
func (t *tally) clauses(b *strings.Builder) {
	done := map[entry]bool{}
	line := func(clauses string, e entry) {
		n := t.table.of[e]
		if n == nil || done[e] {
			return
		}
		done[e] = true
		fmt.Fprintf(b, "  %s  %s", padded(clauses, 22), padded(n.demand, 44))
		for _, o := range columns {
			count := "-"
			if n.of[o] > 0 {
				count = grouped(n.of[o])
			}
			fmt.Fprintf(b, " %12s", count)
		}
		b.WriteByte('\n')
	}
	head := func(title string) {
		fmt.Fprintf(b, "\n%s", padded(title, 70))
		for _, o := range columns {
			fmt.Fprintf(b, " %12s", o)
		}
		b.WriteByte('\n')
	}
	documents := map[string]bool{}
	for e := range t.table.of {
		documents[e.document] = documents[e.document] || ruled(e.rule)
	}
	for _, r := range program.Regulations() {
		p := r.Profile()
		if !documents[p.Short()] {
			continue
		}
		head(p.Short() + ", findings by clause")
		for h := range p.Rules() {
			line(strings.Join(h.Clauses, ", "), entry{p.Short(), h.Name})
		}
	}
	var rest []entry
	for e := range t.table.of {
		if !done[e] {
			rest = append(rest, e)
		}
	}
	if len(rest) == 0 {
		return
	}
	head("of the record, and of chains")
	slices.SortFunc(rest, func(x, y entry) int { return cmp.Or(cmp.Compare(x.rule, y.rule), cmp.Compare(x.document, y.document)) })
	for _, e := range rest {
		line(string(e.rule), e)
	}
}

// ruled reports whether a rule is one that a document has.
func ruled(r policy.RuleID) bool { return !r.OfRecord() && !strings.HasPrefix(string(r), "chain/") }

// padded brings a text to a width.
func padded(s string, width int) string {
	n := utf8.RuneCountInString(s)
	if n > width {
		r := []rune(s)
		return string(r[:width-1]) + "…"
	}
	return s + strings.Repeat(" ", width-n)
}

// most is how many of those that a pattern was found of, or that a count is about, are named.
const most = 5

// patterns prints how often each pattern was found, and of whom most often.
func (t *tally) patterns(b *strings.Builder) {
	b.WriteString("\npatterns\n")
	if len(t.flags) == 0 {
		b.WriteString("  none found\n")
	}
	keys := slices.SortedFunc(maps.Keys(t.flags), func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.document, y.document), cmp.Compare(t.flags[x].clauses, t.flags[y].clauses), cmp.Compare(x.rule, y.rule))
	})
	for _, e := range keys {
		f := t.flags[e]
		total := 0
		for _, n := range f.of {
			total += n
		}
		whose := slices.SortedFunc(maps.Keys(f.of), func(x, y string) int { return cmp.Or(f.of[y]-f.of[x], cmp.Compare(x, y)) })
		title := strings.TrimSpace(e.document + " " + f.clauses)
		fmt.Fprintf(b, "  %s  %s: %s", padded(cmp.Or(title, string(e.rule)), 22), f.demand, plural(total, "time"))
		if len(whose) > 1 || whose[0] != "" {
			fmt.Fprintf(b, ", of %s; most often %s", grouped(len(whose)), named(whose, func(s string) int { return f.of[s] }))
		}
		b.WriteByte('\n')
	}
}

// uses prints the counts by which a school looks at what it collects.
func (t *tally) uses(b *strings.Builder) {
	total := t.analysis.Total()
	fmt.Fprintf(b, "\nuses, as a school counts them (AR 3007 7(44)): %s with %s, %s held in all\n", plural(total.Uses, "use"),
		plural(total.Students, "student"), total.Held.Round(time.Second))
	for _, d := range [...]register.Dimension{register.ByKind, register.ByOutcome, register.ByDuration, register.ByHour, register.ByWeekday, register.ByMonth} {
		t.counts(b, d, math.MaxInt)
	}
	for _, d := range [...]register.Dimension{register.ByPlace, register.ByClassroom, register.ByStaff, register.ByStudent} {
		t.counts(b, d, most)
	}
}

// counts prints the first rows of a dimension, in lines of a hundred columns.
func (t *tally) counts(b *strings.Builder, d register.Dimension, first int) {
	rows := t.analysis.Rows(d)
	if len(rows) == 0 {
		return
	}
	const wide = 100
	line := "  by " + padded(d.String(), 10)
	for i, r := range rows {
		if i == first {
			break
		}
		cell := fmt.Sprintf(" %s %s", cmp.Or(program.Plain(r.Key), "(not on record)"), grouped(r.Uses))
		switch {
		case i > 0 && utf8.RuneCountInString(line+cell)+1 > wide:
			b.WriteString(line + ",\n")
			line = strings.Repeat(" ", 15) + cell
		case i > 0:
			line += "," + cell
		default:
			line += cell
		}
	}
	if len(rows) > first {
		line += fmt.Sprintf(" and %s more", grouped(len(rows)-first))
	}
	b.WriteString(line + "\n")
}

// named lists the first few, with a number each.
func named(ids []string, of func(string) int) string {
	var parts []string
	for _, id := range ids[:min(most, len(ids))] {
		parts = append(parts, fmt.Sprintf("%s %s", cmp.Or(program.Plain(id), "(not on record)"), grouped(of(id))))
	}
	return strings.Join(parts, ", ")
}

// grouped writes a number with commas.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// plural writes a number of things.
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + one + "s"
}

func entries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return grouped(n) + " entries"
}
