// Command audit judges the logs of a school or a board: any number of incidents of all kinds, in any order. It prints one outcome or
// finding a line, as examples/incident does with -json, and in the end a table by clause and the patterns.
//
//	go run ./examples/audit [flags] [FILE…]
//
// FILE holds events, one a line, as package policy/journal documents them; it may be packed by gzip. Without FILE it is standard
// input. Several files are one log: of the lines that are next in each, the one that was recorded first comes first.
//
//	-profile ID       judge all by this regulation: cbe-ar-3007, ap-354 or ban-2019; without it each by the one that it pins, and
//	                  by cbe-ar-3007 where it pins none
//	-now TIME         judge as of then (RFC 3339); without it as of the last event or entry in the log, for which the log is read
//	                  twice, and standard input kept in a temporary file meanwhile
//	-horizon TIME     how long an incident has to be closed, and nothing entered in it, before it is judged and let go: 14d, 36h;
//	                  whole holds all of the log (14d)
//	-pattern PATTERN  flag so many uses in a window, such as student:3/10schooldays; may be given several times
//	-zone ZONE        the school's clock, by which days begin and end (America/Edmonton)
//	-bell HH:MM       the end of each school day, Monday to Friday (15:30)
//	-holidays DATES   days without school, with commas: 2025-10-13,2025-11-11
//
// It never asks what time it is, and what it prints does not depend on the number of cores, so that the same log always comes to the
// same.
//
// # What is held
//
// An incident is held in memory until it has been closed for the horizon; those that may be parts of one chain are judged together,
// once all of them have been. What stays of it is its summary, for as long as a rule that counts earlier uses looks back, and a
// mark of 16 bytes by which an entry that comes too late is known; and of each student, place and member of staff the counts. Time
// is that of the log, the latest entry so far. Where entries come out of order, they are waited for longer, by as much as one came
// late so far, so that a log that was shuffled throughout is held whole; one that gets out of order only later may need -horizon
// whole. An incident that is never closed is held to the end, and so is what follows one of which no release is on record, since
// all of it may be one chain.
//
// An entry that comes after its incident was judged is reported, and so is a start or an end that comes, or is corrected, after incidents
// were judged that may have counted it or be of one chain with it. Such a log needs a longer horizon, or -horizon whole. Of two entries with
// one ID and two contents the one that was entered first stands, and the other is reported.
//
// # Patterns
//
// The rules of a regulation that count uses, such as AP 354 6.1, are judged with the earlier uses that the log holds, and are findings
// of the incident that reached the number. A -pattern is one of the reader's own: PER:NUMBER/WINDOW, where PER is student, classroom,
// staff or school, and WINDOW a number and hours, days, schooldays, weeks or schoolyears. A kind and a slash before it counts that kind
// only: seclusion/staff:5/4weeks. It is flagged as pattern/ and what it was given as, and cites no clause.
//
// # Output
//
// Standard output has lines of JSON whose keys are those that the documentation of examples/incident lists. They come in groups: each
// chain once it is judged. Of one log they are always in one order; of the same log in another order they are the same lines.
//
// Standard error says what could not be read or taken up, and in the end how often each clause was kept and broken, the patterns, and
// the numbers by which a school looks at its data (AR 3007 7(44)). On a terminal it shows how far it is, how fast, and how long it
// still takes. Seals are not looked at: examples/incident does that for one incident, and journal.Verify for a log.
//
// # What it takes
//
// Two cores take about as long to audit a log as encoding/json takes on one to decode it into a plain struct, and half as long as one
// core takes; an incident costs the same in a log of a thousand as of a million. Of a board with 50,000 incidents in each school year,
// some 4,500 are held at once, about 30 kB each. Garbage is collected seldom, for the sake of time: GOGC=100 in the environment takes a
// third of the memory, and a fifth longer.
//
// # Exit status
//
//   - 0: all of the log was judged.
//   - 1: only a part. Standard error says which lines were not read or taken up.
//   - 2: nothing was judged, a flag is wrong, or the result could not be written. Standard error says why in one line.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // a machine without zone data has no school days

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/register"
	"golang.org/x/term"
)

const usage = `usage: audit [flags] [FILE…]

Judges all incidents in the logs (one event a line; gzip too; standard input without FILE), in any
order, and prints one outcome or finding a line. A table by clause and the patterns follow on
standard error. Flags come before the files.

  -profile ID        judge all by this regulation: cbe-ar-3007, ap-354 or ban-2019
                     (default: each by the one that it pins, otherwise cbe-ar-3007)
  -now TIME          judge as of then, RFC 3339 such as 2025-10-06T10:12:00-06:00
                     (default: the last event or entry in the log, which is read twice for it)
  -horizon TIME      how long an incident has to be closed before it is judged and let go: 14d, 36h,
                     or whole, which holds all of the log (default 14d)
  -pattern PATTERN   flag so many uses in a window: student:3/10schooldays, seclusion/staff:5/4weeks
                     (once for each; classroom, school; hours, days, weeks, schoolyears)
  -zone ZONE         the school's clock, by which days begin and end (default America/Edmonton)
  -bell HH:MM        the end of each school day, Monday to Friday (default 15:30)
  -holidays DATES    days without school, with commas: 2025-10-13,2025-11-11

Exit status: 0 all of the log was judged; 1 only a part, standard error says which; 2 nothing.
`

func main() {
	tune()
	terminal := term.IsTerminal(int(os.Stderr.Fd())) && !term.IsTerminal(int(os.Stdout.Fd())) // lines would run through the bar
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, terminal))
}

// tune has garbage collected less often, unless the user says how often: little is held here and much passes through, and it saves a
// sixth of the time.
func tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

type options struct {
	profile  string // empty: as each incident pins
	now      time.Time
	horizon  time.Duration // below zero: hold all
	patterns []register.Pattern
	calendar *policy.SchoolCalendar
	files    []string
}

// run is the program without its process, and returns the exit status. On a terminal it shows how far it is.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, terminal bool) int {
	fail := func(what string) int {
		fmt.Fprintln(stderr, "audit: "+program.Plain(what))
		return 2
	}
	o, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return 0
	}
	if err != nil {
		return fail(err.Error())
	}
	inputs := files(o.files)
	if len(inputs) == 0 {
		inputs = []input{once("standard input", stdin)}
		if o.now.IsZero() {
			in, gone, err := inputs[0].kept()
			if err != nil {
				return fail(err.Error())
			}
			defer gone()
			inputs[0] = in
		}
	}
	s := newScreen(stderr, terminal, inputs, o.now.IsZero())
	a := &audit{o: &o, screen: s, out: bufio.NewWriterSize(stdout, blockSize), workers: runtime.GOMAXPROCS(0), tally: newTally(&o)}
	err = a.run(inputs)
	s.close()
	switch {
	case err != nil:
		return fail("writing: " + err.Error())
	case a.incidents == 0:
		return fail(a.hopeless())
	}
	a.tally.write(stderr, a)
	if a.faults > 0 {
		return 1
	}
	return 0
}

func parse(args []string) (options, error) {
	o := options{horizon: 14 * 24 * time.Hour}
	fs := flag.NewFlagSet("audit", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	clock, err := program.Clock(fs)
	if err != nil {
		return o, err
	}
	o.calendar = clock
	fs.Func("profile", "", func(s string) error {
		o.profile = s
		_, err := program.Find(s)
		return err
	})
	fs.Func("now", "", program.Instant(&o.now))
	fs.Func("horizon", "", func(s string) (err error) {
		o.horizon, err = horizon(s)
		return err
	})
	fs.Func("pattern", "", func(s string) error {
		p, err := pattern(s)
		if err == nil {
			_, err = register.NewWatch(nil, p)
		}
		o.patterns = append(o.patterns, p)
		return err
	})
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	o.files = fs.Args()
	for _, name := range o.files {
		if name == "" {
			return o, errors.New("the name of a log is empty")
		}
	}
	_, err = register.NewWatch(o.calendar, o.patterns...)
	return o, err
}

// horizon reads a length: days, as 14d, or as Go writes lengths.
func horizon(s string) (time.Duration, error) {
	const most = 100 * 366 * 24 * time.Hour
	if s == "whole" {
		return -1, nil
	}
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil && n <= uint64(most/(24*time.Hour)) {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	} else if d, err := time.ParseDuration(s); err == nil && d >= 0 && d <= most {
		return d, nil
	}
	return 0, errors.New("expected a time such as 14d or 36h, or whole")
}

// audit is one run.
type audit struct {
	o       *options
	screen  *screen
	out     *bufio.Writer
	workers int
	tally   *tally

	now                               time.Time
	lines, incidents, faults, empties int
	most                              int    // incidents held at once
	first                             string // fault
	notes                             map[string]int
}

// run reads the logs, judges them and writes what comes of it. The error is one of writing.
func (a *audit) run(inputs []input) error {
	r := &reader{workers: a.workers, read: &a.screen.read, spare: make(buffers, 4*a.workers)}
	if a.now = a.o.now; a.now.IsZero() {
		a.now = (&reader{workers: a.workers, read: &a.screen.looked, spare: r.spare}).last(inputs)
	}
	queue, work := make(chan *job, 64*a.workers), make(chan *job, 64*a.workers)
	spare := make(buffers, cap(queue)+cap(work))
	judges := make([]*judge, a.workers)
	count := map[*program.Regulation]map[policy.RuleID]policy.About{}
	for _, r := range program.Regulations() {
		count[r] = countRules(r)
	}
	var judging, collecting sync.WaitGroup
	for i := range judges {
		judges[i] = &judge{o: a.o, now: a.now, done: &a.screen.incidents, table: newTable(), count: count, spare: spare}
		judging.Go(func() {
			for j := range work {
				judges[i].do(j)
			}
		})
	}
	feeds, stop := r.start(inputs, (*block).parse)
	c := newCollector(a.o, a.now, func(j *job) {
		if j.done != nil {
			work <- j
		}
		queue <- j
	})
	collecting.Go(func() {
		c.collect(feeds)
		close(work)
		close(queue)
	})
	var failed error
	for j := range queue {
		if j.done != nil {
			<-j.done
		}
		if failed == nil {
			if failed = a.take(j); failed != nil {
				go stop() // what is still on its way is not looked at
			}
		}
		spare.put(j.rows)
	}
	collecting.Wait()
	judging.Wait()
	stop()
	a.lines, a.most, a.notes = c.lines, c.most, c.notes
	for _, w := range judges {
		a.tally.table.join(w.table)
	}
	if failed == nil {
		failed = a.out.Flush()
	}
	return failed
}

// take writes what a job came to, and counts it.
func (a *audit) take(j *job) error {
	for _, f := range j.faults {
		if a.faults++; a.first == "" {
			a.first = f
		}
		a.screen.say(f)
	}
	a.incidents += j.judged
	a.empties += j.empty
	a.tally.take(j)
	_, err := a.out.Write(j.rows)
	return err
}

// hopeless says in one line why nothing was judged.
func (a *audit) hopeless() string {
	switch {
	case a.first != "":
		return "nothing was judged: " + a.first
	case a.empties > 0:
		return "nothing had happened by then; try a later -now"
	}
	return "there is nothing in it"
}
