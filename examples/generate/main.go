// Command generate makes up the log of a board of schools: seclusions, physical restraints and time-outs over one school year or many,
// with what is entered late, corrected, forgotten and done wrong, each at a rate that is stated. It is for load tests, benchmarks and
// documentation, and is no data about real children.
//
//	go run ./examples/generate [flags] > board.ndjson
//
//	-incidents N   how many, exactly; up to 50,000 are one school year, more take several, 120 at most (100)
//	-seed S        the same seed, the same bytes (1)
//	-profile ID    the regulation that each incident pins: cbe-ar-3007, ap-354 or ban-2019 (cbe-ar-3007)
//	-rates         print what comes how often, and no log
//	-holidays      print the days without school, as -holidays of examples/incident and examples/audit takes them, and no log
//
// Standard output has events, one a line, as package policy/journal documents them, in the order in which they were entered. They are
// not sealed. What has no mistake keeps AR 3007 and AP 354 alike, whichever is pinned; ban-2019 forbids what they allow.
//
// What is made up, and how, is in the documentation of the package that does it: go doc ./examples/internal/board. A log is some
// 8.5 kB an incident. Memory is that of the incidents that are open at once, however many there are.
//
// To judge such a log, hand its days without school on: without them, what depends on days of school comes out otherwise.
//
//	go run ./examples/audit -holidays "$(go run ./examples/generate -holidays)" board.ndjson
//
// It never asks what time it is.
//
// # Exit status
//
//   - 0: all was written.
//   - 2: a flag is wrong, and nothing was written, or the log could not be written to its end. Standard error says why in one line.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/leastrestrictive/interventions/examples/internal/board"
	"github.com/leastrestrictive/interventions/examples/internal/program"
)

const usage = `usage: generate [flags]

Makes up the log of a board of schools and prints it, one event a line. It is no data about real
children.

  -incidents N  how many; up to 50,000 are one school year, more take several (default 100)
  -seed S       the same seed, the same bytes (default 1)
  -profile ID   the regulation that each incident pins: cbe-ar-3007, ap-354 or ban-2019
                (default cbe-ar-3007)
  -rates        print what comes how often, and no log
  -holidays     print the days without school, as incident and audit take them, and no log

Exit status: 0 all was written; 2 a flag is wrong, or writing failed, standard error says why.
`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the program without its process, and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	fail := func(what string) int {
		fmt.Fprintln(stderr, "generate: "+program.Plain(what))
		return 2
	}
	write, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return 0
	}
	if err != nil {
		return fail(err.Error())
	}
	if err := write(stdout); err != nil {
		return fail("writing: " + err.Error())
	}
	return 0
}

// parse returns what the flags ask to be written.
func parse(args []string) (func(io.Writer) error, error) {
	fs := flag.NewFlagSet("generate", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	b := board.Board{}
	fs.IntVar(&b.Incidents, "incidents", 100, "")
	fs.Uint64Var(&b.Seed, "seed", 1, "")
	id := fs.String("profile", program.Default, "")
	rates, holidays := fs.Bool("rates", false, ""), fs.Bool("holidays", false, "")
	if err := fs.Parse(args); err != nil {
		return nil, err
	}
	if fs.NArg() > 0 {
		return nil, fmt.Errorf("%q is no flag, and there is nothing else to say", fs.Arg(0))
	}
	r, err := program.Find(*id)
	if err != nil {
		return nil, err
	}
	b.Profile = r.Profile()
	if err := b.Check(); err != nil {
		return nil, err
	}
	switch {
	case *rates && *holidays:
		return nil, errors.New("-rates or -holidays, one at a time")
	case *rates:
		return writeRates, nil
	case *holidays:
		return func(w io.Writer) error { return writeHolidays(w, &b) }, nil
	}
	return b.Write, nil
}

// writeRates prints the table of traits, one a line.
func writeRates(w io.Writer) error {
	var out bytes.Buffer
	group := board.Group("")
	for _, r := range board.Traits() {
		says := r.Says
		if len(r.Kinds) > 0 {
			var kinds []string
			for _, k := range r.Kinds {
				kinds = append(kinds, string(k))
			}
			says = strings.Join(kinds, ", ") + ": " + says
		}
		shown := r.Group
		if shown == group {
			shown = ""
		}
		group = r.Group
		fmt.Fprintf(&out, "%-11s %-24s %5.1f %%  %s\n", shown, r.Name, float64(r.Of)/100, says)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// writeHolidays prints the days without school, with commas.
func writeHolidays(w io.Writer, b *board.Board) error {
	var days []string
	for _, d := range b.Calendar().Holidays {
		days = append(days, d.String())
	}
	_, err := fmt.Fprintln(w, strings.Join(days, ","))
	return err
}
