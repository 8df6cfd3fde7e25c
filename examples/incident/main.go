// Command incident judges the log of an incident by a regulation, and prints what a principal wants to read: what happened when
// and whether it was on time, what is due and until when, and each finding with its clause, measured against allowed.
//
//	go run ./examples/incident [flags] [LOG]
//
// LOG is a file of events, one a line, as package policy/journal documents them; - is standard input. Without LOG it judges a
// log that ships with it: a seclusion of some twenty minutes in which things go wrong as they do. A log may hold several
// incidents. Each is judged by itself, but for those that are parts of a chain, as package policy/register finds it: of one student
// and judged by one profile, where one names the other or no more than a few minutes lie between them. They are judged and told
// as one.
//
//	-profile ID       the regulation: cbe-ar-3007, ap-354 or ban-2019; without it the one that the log pins, and otherwise
//	                  cbe-ar-3007
//	-now TIME         judge as of then (RFC 3339); without it as of the last event or entry in the log, or -known if earlier
//	-known TIME       go by what was on record then, and nothing entered later (RFC 3339)
//	-head ID=HASH     the hash of the last line of incident ID, as kept elsewhere; may be given for several incidents
//	-json             print one outcome or finding a line, for every rule that applied
//	-zone ZONE        the school's clock, by which days begin and end (America/Edmonton)
//	-bell HH:MM       the end of each school day, Monday to Friday (15:30)
//	-holidays DATES   days without school, with commas: 2025-10-13,2025-11-11
//
// It never asks what time it is, so that the same log always comes to the same.
//
// It says whether the lines of an incident are sealed, each by its hash and that of the line before it. Without -head nothing shows
// that lines are missing at the end, or that all was written anew.
//
// # Exit status
//
//   - 0: all of the log was judged. Standard error may hold notes: that an incident pins another profile, or names no kind, or
//     that parts of a chain are not told as one.
//   - 1: only a part, or a seal is broken. Standard error says which lines were not read or taken up, which incidents were not
//     judged, and what is wrong with the seal.
//   - 2: nothing was judged, a flag is wrong, or the result could not be written. Standard error says why in one line.
//
// # JSON
//
// With -json each line is an object. There is one for each occurrence of a rule that was not simply kept or is pending, and one
// for each rule that was kept and nothing else. Of a chain they are those of the whole, not of its parts; IDs of events are those
// of the part, and another part's stand behind its ID and a slash. Instants are RFC 3339 with the offset of the
// school's clock, lengths as Go prints them (3m10s). The keys, in their order; one that is not said to stand always is left out
// where nothing is to be said:
//
//	incident     the incident's ID, in a chain that of the part; always
//	kind         the kind of intervention: seclusion, physical-restraint, time-out; always
//	rule         the rule's name in the profile, record/… for what the record itself shows, or chain/… for a chain as a whole; always
//	clauses      the clauses, with those of the exception where it is excused; left out for record/… and where chain/… cites none
//	outcome      satisfied, pending, excused, flagged, undetermined or breached, and not-applicable of chain/held where nothing
//	             limits it; always
//	force        must, should or may; left out where the clauses are
//	occurrence   which time it is: the ID of the event that opened it, behind a + how long after it; left out where it is kept
//	subject      whose: IDs of people or of the place; left out where it is about nobody in particular
//	from         when the occurrence began; left out where it is kept, or the rule has no instant
//	until        when it was over; left out while it goes on
//	due          by when; left out where there is no instant
//	measured     how long it was, until now where it goes on; left out where it has no length
//	allowed      how long it may be; left out where there is no limit in time
//	missing      what it would take to tell; left out where nothing is missing
//	readings     the readings under another answer to which the outcome would be another; left out where there are none
//	known_since  since when the record showed it; left out where it is kept
//	message      the finding in one line, without names and free text; its wording may change; always
//
// # Colour
//
// It is used where standard output is a terminal, unless NO_COLOR is set or TERM is dumb.
package main

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

//go:embed incident.ndjson
var shipped []byte

const shippedName = "incident.ndjson"

const usage = `usage: incident [flags] [LOG]

Judges the incidents in LOG (one event a line; - is standard input) by a regulation. Without LOG it
judges a log that ships with it. Incidents that are parts of a chain are told as one. Flags come
before LOG.

  -profile ID      the regulation: cbe-ar-3007, ap-354 or ban-2019
                   (default: the one that the log pins, otherwise cbe-ar-3007)
  -now TIME        judge as of then, RFC 3339 such as 2025-10-06T10:12:00-06:00
                   (default: the last event or entry in the log, or -known if that is earlier)
  -known TIME      go by what was on record then, and nothing entered later (default: everything)
  -head ID=HASH    the hash of the last line of incident ID, as kept elsewhere (once for each incident)
  -json            one outcome or finding a line, for every rule that applied
  -zone ZONE       the school's clock, by which days begin and end (default America/Edmonton)
  -bell HH:MM      the end of each school day, Monday to Friday (default 15:30)
  -holidays DATES  days without school, with commas: 2025-10-13,2025-11-11

Exit status: 0 all of the log was judged; 1 only a part, or a seal is broken, standard error says
which; 2 nothing.
`

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)) }

type options struct {
	profile    string // empty: as the log pins
	now, known time.Time
	json       bool
	heads      []journal.Head
	log        string // empty: the one that ships
	calendar   *policy.SchoolCalendar
}

// run is the program without its process, and returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, env func(string) string) int {
	fail := func(what string) int {
		fmt.Fprintln(stderr, "incident: "+program.Plain(what))
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
	log, name, err := open(o.log, stdin)
	if err != nil {
		return fail(err.Error())
	}
	defer log.Close()
	b := read(log, o.heads)
	found := b.join(b.judge(&o), &o)
	if len(found) == 0 {
		return fail(name + ": " + b.hopeless(&o))
	}
	for _, s := range append(b.notes, b.faults...) {
		fmt.Fprintln(stderr, program.Plain(name+": "+s))
	}
	var out bytes.Buffer
	if o.json {
		err = writeJSON(&out, found)
	} else {
		writeText(&out, found, b.lost, &o, program.Colourful(stdout, env))
	}
	if err == nil {
		_, err = stdout.Write(out.Bytes())
	}
	switch {
	case err != nil:
		return fail("writing: " + err.Error())
	case len(b.faults) > 0:
		return 1
	}
	return 0
}

func open(name string, stdin io.Reader) (io.ReadCloser, string, error) {
	switch name {
	case "":
		return io.NopCloser(bytes.NewReader(shipped)), shippedName, nil
	case "-":
		return io.NopCloser(stdin), "standard input", nil
	}
	f, err := os.Open(name)
	return f, name, err
}

func parse(args []string) (options, error) {
	var o options
	fs := flag.NewFlagSet("incident", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	var err error
	if o.calendar, err = program.Clock(fs); err != nil {
		return o, err
	}
	fs.BoolVar(&o.json, "json", false, "")
	fs.Func("profile", "", func(s string) error {
		o.profile = s
		_, err := program.Find(s)
		return err
	})
	fs.Func("now", "", program.Instant(&o.now))
	fs.Func("known", "", program.Instant(&o.known))
	fs.Func("head", "", func(s string) error {
		at := strings.LastIndexByte(s, '=')
		hash := s[at+1:]
		if digits, err := hex.DecodeString(hash); at < 1 || err != nil || len(digits) != sha256.Size || hash != strings.ToLower(hash) {
			return errors.New("expected an incident and the hash of its last line, such as incident-0001=3f… with 64 digits")
		}
		o.heads = append(o.heads, journal.Head{Incident: s[:at], Hash: hash})
		return nil
	})
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	if fs.NArg() > 1 {
		return o, errors.New("one log at a time, and flags come before it")
	}
	if o.log = fs.Arg(0); o.log == "" && fs.NArg() == 1 {
		return o, errors.New("the name of the log is empty")
	}
	return o, nil
}
