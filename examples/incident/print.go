package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

const (
	width      = 100
	remarkMost = 22 // of a row in the timeline
	// Minutes are written up when there is time, so only what was entered later than this is worth a remark.
	lateEntry = 15 * time.Minute
)

type colour string

const (
	normal colour = ""
	strong colour = "1"
	faint  colour = "2"
	red    colour = "31"
	green  colour = "32"
	yellow colour = "33"
)

// printer writes one judgement as text.
type printer struct {
	*judgement
	out      *bytes.Buffer
	lost     int  // lines of the log that are not in it
	shipped  bool // nobody named a log
	coloured bool
	calendar *policy.SchoolCalendar
	index    map[string]int   // of an event, by its ID
	number   map[string][]int // findings to remark at an event, by the event's ID
	again    map[int][]string // the IDs of the events of which the finding of an index says the same
}

func writeText(out *bytes.Buffer, found []*judgement, lost int, o *options, coloured bool) {
	for i, j := range found {
		if i > 0 {
			out.WriteString("\n" + strings.Repeat("─", width) + "\n\n")
		}
		if j.parts == nil {
			j.met = met(j, o.calendar)
		} else {
			j.met = metTogether(j, o)
		}
		p := &printer{judgement: j, out: out, lost: lost, shipped: o.log == "", coloured: coloured, calendar: o.calendar}
		p.index, p.number = map[string]int{}, map[string][]int{}
		for i := range p.events {
			p.index[p.events[i].ID] = i
		}
		p.merge()
		p.gather()
		p.attach()
		p.header()
		p.timeline()
		p.owed()
		p.listed()
		p.kept()
		p.summary()
	}
}

// cell is a piece of a row.
type cell struct {
	text  string
	wide  int
	paint colour
}

// row prints cells side by side, each broken into as many lines as it takes.
func (p *printer) row(indent int, cells ...cell) {
	broken := make([][]string, len(cells))
	tall := 0
	for i, c := range cells {
		broken[i] = fold(c.text, c.wide)
		tall = max(tall, len(broken[i]))
	}
	for n := range tall {
		line, blank := "", strings.Repeat(" ", indent)
		for i, c := range cells {
			text := ""
			if n < len(broken[i]) {
				text = broken[i][n]
			}
			if text != "" {
				line += blank + p.ink(c.paint, text)
				blank = ""
			}
			blank += strings.Repeat(" ", max(0, c.wide-utf8.RuneCountInString(text))+2)
		}
		p.out.WriteString(line + "\n")
	}
}

func (p *printer) ink(c colour, text string) string {
	if !p.coloured || c == normal {
		return text
	}
	return "\x1b[" + string(c) + "m" + text + "\x1b[0m"
}

func (p *printer) note(text string, paint colour) { p.row(2, cell{text, width - 2, paint}) }

func (p *printer) heading(text string) {
	p.out.WriteString("\n" + p.ink(strong, text) + "\n")
}

// fold breaks a text into lines, where it has them, and between words where there are any.
func fold(text string, wide int) []string {
	if first, rest, more := strings.Cut(text, "\n"); more {
		return append(fold(first, wide), fold(rest, wide)...)
	}
	var lines []string
	line, long := "", 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		if long > 0 && long+1+n > wide {
			lines, line, long = append(lines, line), "", 0
		}
		if long > 0 {
			line, long = line+" ", long+1
		}
		for ; n > wide; n -= wide {
			cut := len(string([]rune(word)[:wide]))
			lines, word = append(lines, word[:cut]), word[cut:]
		}
		line, long = line+word, long+n
	}
	return append(lines, line)
}

func (p *printer) fact(label, text string, paint colour) {
	head := faint
	if label == "caution" {
		head = paint
	}
	p.row(2, cell{label, 10, head}, cell{text, width - 14, paint})
}

func (p *printer) header() {
	if p.parts != nil {
		p.together()
	} else {
		p.alone()
	}
	in := p.profile.Instrument()
	text := fmt.Sprintf("%s, %s (%s)", p.profile.Short(), in.Issuer, p.profile.ID())
	switch never := !in.Repealed.IsZero() && !in.From.Before(in.Repealed); {
	case never:
		text += ", to be in force from " + in.From.String() + ", repealed before that, " + in.Repealed.String()
	case in.From.IsZero():
		text += ", in force since a day that is not stated"
	default:
		text += ", in force from " + in.From.String()
	}
	if in.TextNotHeld {
		text += ", its text not held"
	}
	if in.ReviewDue != "" {
		text += ", its review due " + in.ReviewDue
	}
	p.fact("judged by", text, normal)
	text = day(p.now()) + ", " + clock(p.now())
	switch {
	case p.known.IsZero():
		text += ", by all that is on record"
	case p.known.Equal(p.Now()):
		text += ", by what was on record then"
	default:
		text += ", by what was on record on " + day(p.local(p.known)) + ", " + clock(p.local(p.known))
	}
	if p.unknown > 0 {
		text += fmt.Sprintf("; without %s", counted(p.unknown, "event entered later", "events entered later"))
	}
	if p.later > 0 {
		text += fmt.Sprintf("; without %s", counted(p.later, "event that came later", "events that came later"))
	}
	p.fact("as of", text, normal)
	bell := p.calendar.Bells[time.Monday]
	hour, minute := bell/time.Hour, bell%time.Hour/time.Minute
	text = fmt.Sprintf("%s; school Monday to Friday until %02d:%02d", p.calendar.Location(), hour, minute)
	if n := len(p.calendar.Holidays); n > 0 {
		text += ", but for " + counted(n, "day", "days")
	}
	p.fact("clock", text, normal)
	if p.lost > 0 {
		text = counted(p.lost, "line", "lines") + " of the log could not be read or taken up"
		p.fact("caution", text, yellow)
	}
}

// alone prints whose incident it is.
func (p *printer) alone() {
	begin, started := p.first(policy.Initiate)
	p.out.WriteString(p.ink(strong, strings.ToUpper(kindName(p.kind))+" "+program.Plain(p.incident)) + "\n\n")
	p.sealed()
	if !started {
		p.fact("began", "not on record", normal)
		return
	}
	who := "not on record"
	if begin.Student != "" {
		who = program.Plain(begin.Student)
	}
	if begin.Place != "" {
		who += ", in " + program.Plain(begin.Place)
	}
	p.fact("student", who, normal)
	p.fact("began", day(p.Started())+", "+clock(p.Started()), normal)
	held := length(p.Held())
	if p.Phase() == policy.Held {
		held += " so far"
	}
	p.fact("held", held+"; now "+p.State(), normal)
}

// sealed prints whose log it is, and what its hashes show.
func (p *printer) sealed() {
	text, paint := sealed(p.seal)
	if p.shipped {
		text = "the one that ships with this program; " + text
	}
	p.fact("log", text, paint)
}

func sealed(s *seal) (string, colour) {
	switch {
	case s == nil:
		return "not read to its end", yellow
	case s.state == journal.Broken:
		return "its seal is broken: " + program.Plain(strings.Join(s.faults, "; ")), red
	}
	return s.state.String(), normal
}

func (p *printer) first(a policy.Activity) (policy.Event, bool) {
	if i := slices.IndexFunc(p.events, func(e policy.Event) bool { return e.Activity == a }); i >= 0 {
		return p.events[i], true
	}
	return policy.Event{}, false
}

func (p *printer) local(t time.Time) time.Time { return t.In(p.calendar.Location()) }
func (p *printer) now() time.Time              { return p.local(p.Now()) }

// merge makes one finding of those that say of one act after another that the same was not recorded.
func (p *printer) merge() {
	p.again = map[int][]string{}
	var kept []policy.Finding
	for _, f := range p.findings {
		says := func(o policy.Finding) bool {
			_, at := p.rules[f.Rule].(policy.At)
			return at && f.Outcome == policy.Undetermined && o.Outcome == f.Outcome && o.Rule == f.Rule && o.Incident == f.Incident &&
				o.Subject == f.Subject &&
				slices.Equal(o.Missing, f.Missing) && slices.Equal(o.Readings, f.Readings)
		}
		if i := slices.IndexFunc(kept, says); i >= 0 {
			p.again[i] = append(p.again[i], f.Occurrence)
			continue
		}
		kept = append(kept, f)
	}
	p.findings = kept
}

// gather makes one finding of all that has no place since nothing begins the incident.
func (p *printer) gather() {
	if !p.Started().IsZero() {
		return
	}
	var others []policy.Finding
	for _, f := range p.findings {
		e, ok := p.event(f.Occurrence)
		switch {
		case f.Rule == policy.Unexplained && ok && e.Activity != policy.Correct: // a correction has no place for a reason of its own
			p.number[e.ID] = []int{1}
		case f.Rule != policy.NeverStarted:
			others = append(others, f)
		}
	}
	if n := len(p.number); n > 0 {
		demand := counted(n, "event has", "events have") + " no place, since no start is on record"
		p.findings = append([]policy.Finding{{Rule: policy.NeverStarted, Demand: demand, Outcome: policy.Undetermined}}, others...)
	}
}

// attach finds the events at which the reader of the timeline wants to see that there is a finding.
func (p *printer) attach() {
	for i := range p.findings {
		f := &p.findings[i]
		at := p.opened(f)
		switch p.rules[f.Rule].(type) {
		case policy.Every, policy.Due:
			at = f.ClosedBy
		}
		if at != "" {
			p.number[at] = append(p.number[at], i+1)
		}
		for _, id := range slices.Concat(f.Discounted, p.again[i]) {
			if !slices.Contains(p.number[id], i+1) {
				p.number[id] = append(p.number[id], i+1)
			}
		}
	}
}

// opened returns the ID of the event that opened an occurrence.
func (p *printer) opened(f *policy.Finding) string {
	id := f.Occurrence
	if _, ok := p.event(id); ok {
		return id
	}
	if i := strings.LastIndexByte(id, '+'); i > 0 { // the age of a phase stands behind
		id = id[:i]
	}
	return id
}

func (p *printer) event(id string) (policy.Event, bool) {
	if i, ok := p.index[id]; ok {
		return p.events[i], true
	}
	return policy.Event{}, false
}

func (p *printer) timeline() {
	line := func(at, what, who, due, remark string, head, paint colour) {
		p.row(2, cell{at, 8, head}, cell{what, 32, head}, cell{who, 18, head}, cell{due, 10, faint}, cell{remark, remarkMost, paint})
	}
	corrected := map[string]bool{}
	for _, e := range p.events {
		if e.Activity == policy.Correct && e.Amends != nil {
			corrected[e.Amends.Event] = true
		}
	}
	events := slices.Concat(p.events, p.withdrawn())
	slices.SortStableFunc(events, func(a, b policy.Event) int { return a.At.Compare(b.At) })
	var shown time.Time
	part := ""
	for i := range events {
		e := &events[i]
		at := p.local(e.At)
		if i == 0 || day(at) != day(shown) {
			p.heading(day(at))
			if i == 0 {
				line("at", "what", "who", "due by", "", faint, faint)
			}
			part = ""
		}
		shown = at
		if p.parts != nil && part != e.Incident {
			part = e.Incident
			p.note(p.whose(&policy.Finding{Incident: part}), strong)
		}
		if _, judged := p.index[e.ID]; !judged {
			line(clock(at), p.describe(e), list(e.By), "", "withdrawn", faint, faint)
			p.standing(e, faint)
			continue
		}
		due, remark, paint := p.remark(e, corrected[e.ID])
		line(clock(at), p.describe(e), list(e.By), due, remark, normal, paint)
		p.standing(e, normal)
	}
}

// withdrawn returns the events up to now that a correction has withdrawn, as they were entered.
func (p *printer) withdrawn() (gone []policy.Event) {
	ids := map[string]bool{}
	for _, e := range p.written {
		if e.Activity == policy.Correct && e.Amends.Withdrawn {
			ids[e.Amends.Event] = true
		}
	}
	for id := range ids { // a withdrawal that was withdrawn takes nothing away
		_, judged := p.index[id]
		if e, ok := p.written[id]; ok && !judged && !e.At.After(p.Now()) {
			gone = append(gone, e)
		}
	}
	slices.SortFunc(gone, func(a, b policy.Event) int { return strings.Compare(a.ID, b.ID) })
	return gone
}

// about says whose the standing facts of the library are.
var about = sync.OnceValue(func() map[policy.Fact]policy.About {
	of := map[policy.Fact]policy.About{}
	for _, f := range policy.Facts() {
		of[f.Name] = f.About
	}
	return of
})

// standing prints the standing facts that came on record with an event, those of the same facts together.
func (p *printer) standing(e *policy.Event, paint colour) {
	var order []string
	facts := map[string][]string{} // by subject
	for i := range e.Standing {
		s := &e.Standing[i]
		whose := "the student"
		switch {
		case s.Subject != "":
			whose = program.Plain(s.Subject)
		case about()[s.Fact] == policy.AboutSchool:
			whose = "the school"
		}
		if facts[whose] == nil {
			order = append(order, whose)
		}
		if says := p.credential(s, e.At); !slices.Contains(facts[whose], says) {
			facts[whose] = append(facts[whose], says)
		}
	}
	var says, whose []string
	for _, subject := range order {
		text := strings.Join(facts[subject], ", ")
		if i := slices.Index(says, text); i >= 0 {
			whose[i] += ", " + subject
		} else {
			says, whose = append(says, text), append(whose, subject)
		}
	}
	const indent = 12
	wide := 0
	for _, w := range whose {
		wide = min(max(wide, utf8.RuneCountInString(w)), 32)
	}
	for i := range says {
		p.row(indent, cell{whose[i], wide, paint}, cell{says[i], width - indent - wide - 2, paint})
	}
}

// credential says a standing fact, from when it holds if not yet at an instant, and its end unless it outlasts the incident.
func (p *printer) credential(s *policy.Credential, at time.Time) string {
	says := standing(s.Fact, s.Answer)
	if s.Amount > 0 {
		says += " of " + length(s.Amount)
	}
	date := func(t time.Time, last bool) string {
		t = p.local(t)
		form := "2 Jan"
		if !midnight(t) {
			form += " 15:04:05"
		} else if last { // to a reader midnight is the end of the day before
			t = t.Add(-1)
		}
		if t.Year() != p.local(at).Year() {
			form = strings.Replace(form, "Jan", "Jan 2006", 1)
		}
		return t.Format(form)
	}
	switch {
	case s.From.After(at):
		says += " (only from " + date(s.From, false) + ")"
	case s.Until.IsZero() || s.Until.After(p.events[len(p.events)-1].At):
	case s.Until.After(at):
		says += " (ends " + date(s.Until, true) + ")"
	default:
		says += " (ended " + date(s.Until, true) + ")"
	}
	return says
}

// verdict is what an act was to some of the rules that asked for it.
type verdict struct {
	word    string
	paint   colour
	by      time.Time     // when it was due; of several, where it was latest
	late    time.Duration // so much; less than zero while no rule has come up
	clauses []string
	numbers []int // of the findings
	aside   bool  // none of the rules asked for the act itself, only for what it puts on record
}

// verdicts says of an act whether it was in time for what it was to do, the gravest first.
func (p *printer) verdicts(e *policy.Event) []verdict {
	late, past := verdict{word: "late", paint: yellow, late: -1}, verdict{word: "past the default", paint: yellow, late: -1}
	unclear, timely := verdict{word: "unclear", paint: yellow, late: -1}, verdict{word: "on time", paint: green, late: -1}
	closed := map[policy.RuleID]bool{}
	for i := range p.findings {
		f := &p.findings[i]
		if f.ClosedBy != e.ID {
			continue
		}
		by, over := f.Due, f.Until.Sub(f.Due)
		switch r := p.rules[f.Rule].(type) {
		case policy.Every:
			if r.Act.Do != e.Activity { // a release cuts a gap short
				continue
			}
			over = f.Measured - f.Allowed
			by = f.Until.Add(-over)
		case policy.Due:
		default:
			continue
		}
		closed[f.Rule] = true
		v := &unclear
		switch f.Outcome {
		case policy.Breached:
			v = &late
			v.paint = red
		case policy.Excused:
			v = &late
		case policy.Flagged:
			v = &past
		}
		if over > v.late {
			v.late, v.by = over, by
		}
		v.numbers = append(v.numbers, i+1)
		if len(f.Clauses) > 0 && !slices.Contains(v.clauses, program.Plain(f.Clauses[0])) {
			v.clauses = append(v.clauses, program.Plain(f.Clauses[0]))
		}
	}
	for _, f := range p.met[e.ID] {
		if closed[f.Rule] {
			continue
		}
		v := &timely
		if r, ok := p.rules[f.Rule].(policy.Due); v.late < 0 {
			v.aside = ok && r.Act.Do == ""
		} else {
			v.aside = v.aside && ok && r.Act.Do == ""
		}
		if v.late = 0; !f.Due.IsZero() && (v.by.IsZero() || f.Due.Before(v.by)) {
			v.by = f.Due
		}
		if len(f.Clauses) > 0 && !slices.Contains(v.clauses, program.Plain(f.Clauses[0])) {
			v.clauses = append(v.clauses, program.Plain(f.Clauses[0]))
		}
	}
	all := []verdict{late, past, unclear, timely}
	return slices.DeleteFunc(all, func(v verdict) bool { return v.numbers == nil && v.late < 0 })
}

// remark says of an act by when it was due, and whether it was in time.
func (p *printer) remark(e *policy.Event, corrected bool) (due, remark string, paint colour) {
	var remarks []string
	verdicts := p.verdicts(e)
	var dues, lines []string
	told := map[int]bool{} // findings that stand behind a verdict
	for i := range verdicts {
		v := &verdicts[i]
		if i == 0 {
			paint = v.paint
		}
		by := ""
		if !v.by.IsZero() {
			by = briefly(p.local(v.by), p.local(e.At))
		}
		dues = append(dues, by)
		if len(verdicts) == 1 {
			switch {
			case v.word == "late":
				v.word += " by " + length(v.late)
			case v.aside && len(v.clauses) <= 2:
				v.word += " for " + strings.Join(v.clauses, ", ")
			}
			remarks = append(remarks, v.word)
			break
		}
		text := v.word + " for " + strings.Join(v.clauses, ", ")
		if v.numbers == nil && len(v.clauses) > 2 {
			text = "otherwise " + v.word
		}
		for _, n := range v.numbers {
			text += fmt.Sprintf(" [%d]", n)
			told[n] = true
		}
		lines = append(lines, text)
		if i < len(verdicts)-1 { // the next one stands beside what it was due by
			dues = append(dues, slices.Repeat([]string{""}, len(fold(text, remarkMost))-1)...)
		}
	}
	for i := range p.findings {
		if len(verdicts) == 0 && slices.Contains(p.findings[i].Discounted, e.ID) {
			remarks, paint = append(remarks, "does not count"), red
			break
		}
	}
	if e.Recorded.Sub(e.At) > lateEntry {
		entered := p.local(e.Recorded)
		if day(entered) == day(p.local(e.At)) {
			remarks = append(remarks, "entered "+entered.Format("15:04"))
		} else {
			remarks = append(remarks, "entered "+entered.Format("2 Jan 15:04"))
		}
	}
	if corrected {
		remarks = append(remarks, "as corrected")
	}
	remark = strings.Join(remarks, ", ")
	var numbers []int
	for _, n := range p.number[e.ID] {
		if !told[n] {
			numbers = append(numbers, n)
		}
		if c := outcomeColour(p.findings[n-1].Outcome); paint != red && c != normal {
			paint = c
		}
	}
	if remark = strings.TrimSpace(remark + " " + ranges(numbers)); remark != "" {
		lines = append(lines, remark)
	}
	return strings.Join(dues, "\n"), strings.Join(lines, "\n"), paint
}

// ranges prints the numbers of findings, three and more in a row as a range.
func ranges(numbers []int) string {
	slices.Sort(numbers)
	var says []string
	for i := 0; i < len(numbers); i++ {
		end := i
		for end+1 < len(numbers) && numbers[end+1] == numbers[end]+1 {
			end++
		}
		if end < i+2 {
			says = append(says, fmt.Sprintf("[%d]", numbers[i]))
			continue
		}
		says = append(says, fmt.Sprintf("[%d]–[%d]", numbers[i], numbers[end]))
		i = end
	}
	return strings.Join(says, " ")
}

func outcomeColour(o policy.Outcome) colour {
	switch o {
	case policy.Breached:
		return red
	case policy.Flagged, policy.Undetermined, policy.Excused:
		return yellow
	}
	return normal
}

// owed prints what is due, the overdue first.
func (p *printer) owed() {
	p.heading("Due")
	if len(p.due) == 0 {
		p.note("nothing", normal)
	}
	const wordMost, byMost, leftMost = 7, 16, 10
	clauses := p.wide(p.due)
	demandMost := width - 2 - (wordMost + 2) - (clauses + 2) - 2 - (byMost + 2) - leftMost
	line := func(word, clause, demand, by, left string, paint, others colour) {
		p.row(2, cell{word, wordMost, paint}, cell{clause, clauses, others}, cell{demand, demandMost, others},
			cell{by, byMost, others}, cell{left, leftMost, others})
	}
	if len(p.due) > 0 {
		line("", "", "what", "by", "left", faint, faint)
	}
	for i := range p.due {
		f := &p.due[i]
		word, paint, left, by := "open", normal, "", "no set time"
		if !f.Due.IsZero() {
			by = p.day(f.Due)
		}
		switch f.Outcome {
		case policy.Pending:
			if !f.Due.IsZero() {
				left = length(f.Due.Sub(p.Now()))
			}
		case policy.Breached:
			word, paint = "overdue", red
		case policy.Flagged: // the text sets no time
			word, paint = "flagged", yellow
		default:
			word, paint = "unclear", yellow
		}
		demand := program.Plain(f.Demand)
		if _, ok := p.rules[f.Rule].(policy.During); ok {
			demand += ": release is due"
		}
		if f.Unstated && !f.Due.IsZero() {
			demand += " (the text sets no time; flagged past this)"
		}
		if p.parts != nil {
			demand += "\n" + p.whose(f)
		}
		line(word, cite(f), demand, by, left, paint, normal)
	}
}

// day is a due instant in sixteen places.
func (p *printer) day(t time.Time) string {
	switch t = p.local(t); {
	case midnight(t):
		return "end of " + t.Add(-1).Format("Mon 2 Jan")
	case day(t) == day(p.now()):
		return clock(t)
	case t.Year() == p.now().Year():
		return t.Format("Mon 2 Jan 15:04")
	}
	return t.Format("2006-01-02 15:04")
}

// wide is how wide a column of clauses must be.
func (p *printer) wide(of []policy.Finding) int {
	most := 8
	for i := range of {
		most = max(most, utf8.RuneCountInString(cite(&of[i])))
	}
	return min(most, 16)
}

func cite(f *policy.Finding) string {
	if len(f.Clauses) == 0 {
		return "the record"
	}
	return program.Plain(strings.Join(f.Clauses, ", "))
}

// listed prints the findings.
func (p *printer) listed() {
	p.heading("Findings")
	if len(p.findings) == 0 {
		p.note("none", normal)
	}
	clauses := p.wide(p.findings)
	questions := map[string]string{}
	for r, chosen := range p.profile.Readings() {
		questions[r.ID] = r.Question
		if chosen != "" {
			questions[r.ID] += " Judged here as " + chosen + "."
		}
	}
	for i := range p.findings {
		f := &p.findings[i]
		rest := width - 2 - 6 - clauses - 2 - 14
		line := func(number, clause, outcome, text string, paint colour) {
			p.row(2, cell{number, 4, normal}, cell{clause, clauses, normal}, cell{outcome, 12, paint}, cell{text, rest, normal})
		}
		demand := program.Plain(f.Demand)
		if f.Force != policy.Must {
			demand += " (a " + f.Force.String() + ")"
		}
		if p.parts != nil {
			demand += "\n" + p.whose(f)
		}
		line(fmt.Sprintf("[%d]", i+1), cite(f), f.Outcome.String(), demand, outcomeColour(f.Outcome))
		for n, s := range p.explain(f) {
			line("", "", "", s, normal)
			if last, ok := p.event(lastOf(p.again[i])); ok && n == 0 {
				line("", "", "", fmt.Sprintf("and %d more times, last at the %s of %s", len(p.again[i]), verb(&last), p.moment(last.At)), normal)
			}
		}
		for _, id := range f.Readings {
			line("", "", "", "Another reading would change this: "+questions[id], normal)
		}
	}
}

func lastOf(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[len(ids)-1]
}

// explain says what was measured against what, and what would tell.
func (p *printer) explain(f *policy.Finding) (says []string) {
	span := func() string {
		if f.Until.IsZero() {
			return "since " + p.moment(f.From)
		}
		return "from " + p.moment(f.From) + " to " + p.moment(f.Until)
	}
	measured := length(f.Measured) + ", " + length(f.Allowed) + " allowed"
	opening, found := p.event(p.opened(f))
	act := ""
	if found {
		act = "at the " + verb(&opening) + " of " + p.moment(opening.At)
		if len(opening.By) > 0 {
			act += " by " + list(opening.By)
		}
	}
	switch p.rules[f.Rule].(type) {
	case policy.Every:
		says = append(says, measured+", "+span())
	case policy.Limit:
		says = append(says, measured+", since "+p.moment(f.Due))
	case policy.During:
		says = append(says, "not so for "+length(f.Measured)+", "+span())
		if f.Outcome == policy.Undetermined {
			says[0] = "not known for " + length(f.Measured) + ", " + span()
		}
	case policy.Due:
		switch {
		case f.Due.IsZero():
			says = append(says, "owed since "+p.moment(f.From))
		case f.Until.IsZero() && f.Due.After(p.Now()):
			says = append(says, "not on record so far, due by "+p.deadline(f.Due))
		case f.Until.IsZero():
			says = append(says, "not on record by "+p.deadline(f.Due))
		case f.Until.After(f.Due):
			says = append(says, "done "+p.moment(f.Until)+", due by "+p.deadline(f.Due)+": "+length(f.Until.Sub(f.Due))+" late")
		default:
			says = append(says, "done "+p.moment(f.Until)+", due by "+p.deadline(f.Due))
		}
		if f.Outcome == policy.Flagged {
			says = append(says, "the text sets no time; this is past the default of the profile")
		}
	default:
		if act != "" {
			says = append(says, act)
		}
	}
	switch {
	case f.Subject == "":
	case f.Rule == policy.BrokenGlass:
		says = append(says, "by "+program.Plain(f.Subject))
	default:
		says = append(says, "of "+program.Plain(f.Subject))
	}
	for _, id := range f.Discounted {
		if e, ok := p.event(id); ok {
			says = append(says, "does not count: the "+verb(&e)+" of "+p.moment(e.At)+" by "+list(e.By))
		}
	}
	if len(f.Missing) > 0 {
		var lacks []string
		for _, m := range f.Missing {
			lack := program.Plain(string(m.Fact))
			if m.Subject != "" {
				lack += " of " + program.Plain(m.Subject)
			}
			if m.Fact == "instant" { // of no record
				says = append(says, "by when it is owed the text leaves open")
				continue
			}
			lacks = append(lacks, lack)
		}
		if len(lacks) > 0 {
			says = append(says, "not on record: "+strings.Join(lacks, ", "))
		}
	}
	over := f.From
	for _, t := range [...]time.Time{f.Until, f.Due} {
		if t.After(over) {
			over = t
		}
	}
	if f.KnownSince.Sub(over) > lateEntry {
		says = append(says, "on record only since "+p.moment(f.KnownSince))
	}
	return says
}

// kept prints the clauses that were kept, and how much was not judged.
func (p *printer) kept() {
	p.heading("Kept")
	open := map[string]bool{}
	for _, f := range p.all {
		for _, c := range f.Clauses {
			open[c] = open[c] || f.Outcome != policy.Satisfied && f.Outcome != policy.Excused
		}
	}
	kept, hangs, readings := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, f := range p.all {
		if f.Outcome != policy.Satisfied {
			continue
		}
		for _, c := range f.Clauses {
			kept[c] = !open[c]
			hangs[c] = hangs[c] || len(f.Readings) > 0
		}
		for _, r := range f.Readings {
			readings[r] = true
		}
	}
	var clauses []string
	left := map[policy.Carrier]int{}
	for _, e := range p.profile.Ledger() { // in the document's order
		if kept[e.Clause] && hangs[e.Clause] {
			clauses = append(clauses, e.Clause+"*")
		} else if kept[e.Clause] {
			clauses = append(clauses, e.Clause)
		}
		left[e.Carrier]++
	}
	text := "nothing"
	if len(clauses) > 0 {
		text = program.Plain(strings.Join(clauses, ", "))
	}
	p.note(text, normal)
	if len(readings) > 0 {
		p.note("* not so under another reading of "+strings.Join(slices.Sorted(maps.Keys(readings)), ", "), faint)
	}
	var not []string
	for _, c := range [...]struct {
		carrier policy.Carrier
		why     string
	}{{policy.LeftToJudgement, "left to the judgement of people"}, {policy.Deferred, "not in this version"}, {policy.NotInSource, "not in our copy of the text"}} {
		if n := left[c.carrier]; n > 0 {
			not = append(not, fmt.Sprintf("%d %s", n, c.why))
		}
	}
	if len(not) > 0 {
		p.note("Not judged, of the clauses of "+p.profile.Short()+": "+strings.Join(not, ", ")+".", faint)
	}
}

// summary prints it all in one line.
func (p *printer) summary() {
	parts := []string{"never begun on record"}
	if !p.Started().IsZero() {
		parts = []string{length(p.Held()) + " held"}
		if p.parts != nil {
			parts[0] += fmt.Sprintf(" in %d parts", len(p.parts))
		}
		if p.Phase() == policy.Held {
			parts[0] += " so far"
		}
	}
	count, all := map[policy.Outcome]int{}, 0
	for i, f := range p.findings {
		count[f.Outcome] += 1 + len(p.again[i])
		all += 1 + len(p.again[i])
	}
	var by []string
	for _, o := range [...]policy.Outcome{policy.Breached, policy.Flagged, policy.Undetermined, policy.Excused} {
		if count[o] > 0 {
			by = append(by, fmt.Sprintf("%d %s", count[o], o))
		}
	}
	if len(by) == 0 {
		parts = append(parts, "no findings")
	} else {
		parts = append(parts, counted(all, "finding", "findings")+": "+strings.Join(by, ", "))
	}
	duties := map[policy.Outcome]int{}
	var until time.Time
	for _, f := range p.due {
		if duties[f.Outcome]++; f.Outcome == policy.Pending && until.IsZero() {
			until = f.Due
		}
	}
	var owed []string
	for i, o := range [...]policy.Outcome{policy.Breached, policy.Flagged, policy.Undetermined, policy.Pending} {
		word := [...]string{"overdue", "past default", "unclear", "open"}[i]
		switch n := duties[o]; {
		case n > 0 && n == len(p.due):
			owed = append(owed, counted(n, "duty", "duties")+" "+word)
		case n > 0:
			owed = append(owed, strconv.Itoa(n)+" "+word)
		}
	}
	text := "nothing due"
	if len(owed) > 0 {
		text = strings.Join(owed, ", ")
	}
	if !until.IsZero() {
		if duties[policy.Pending] > 1 {
			text += ", first"
		}
		text += " until " + p.day(until)
	}
	p.out.WriteString("\n")
	p.row(0, cell{strings.Join(append(parts, text), "; "), width, strong})
}

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}

// length prints a duration as Go does, but for no seconds after hours, and days before them.
func length(d time.Duration) string {
	days := d / (24 * time.Hour)
	switch {
	case days == 0 && d >= time.Hour && d%time.Minute == 0:
		return strings.TrimSuffix(d.String(), "0s")
	case days == 0:
		return d.String()
	}
	rest := strings.TrimSuffix((d % (24 * time.Hour)).Truncate(time.Minute).String(), "0s")
	if rest == "" {
		return fmt.Sprintf("%dd", days)
	}
	return fmt.Sprintf("%dd %s", days, rest)
}

func day(t time.Time) string   { return t.Format("Monday 2 January 2006") }
func clock(t time.Time) string { return t.Format("15:04:05") }

func midnight(t time.Time) bool {
	h, m, s := t.Clock()
	return h|m|s|t.Nanosecond() == 0
}

// moment is an instant as it stands in a sentence: the clock on the day of the start, otherwise the day as well.
func (p *printer) moment(t time.Time) string {
	t = p.local(t)
	start := p.events[0].At
	if !p.Started().IsZero() {
		start = p.Started()
	}
	start = p.local(start)
	switch {
	case day(t) == day(start):
		return clock(t)
	case t.Year() == start.Year():
		return t.Format("Mon 2 January 15:04:05")
	}
	return t.Format("2006-01-02 15:04:05")
}

// deadline is moment for a due instant: to a reader midnight is the end of the day before.
func (p *printer) deadline(t time.Time) string {
	if t = p.local(t); midnight(t) {
		return "the end of " + t.Add(-1).Format("Monday 2 January")
	}
	return p.moment(t)
}

// briefly is a due instant in ten places.
func briefly(t, from time.Time) string {
	switch before := t.Add(-1); {
	case midnight(t) && day(before) == day(from):
		return "end of day"
	case midnight(t) && t.Sub(from) < 6*24*time.Hour:
		return "end of " + before.Format("Mon")
	case day(t) == day(from):
		return clock(t)
	case t.Sub(from).Abs() < 6*24*time.Hour:
		return t.Format("Mon 15:04")
	}
	return t.Format(time.DateOnly)
}

func list(people []policy.Person) string {
	ids := make([]string, len(people))
	for i, p := range people {
		ids[i] = program.Plain(p.ID)
	}
	return strings.Join(ids, ", ")
}
