// Command policydoc prints what a profile demands: the document and its dates, the readings of what it leaves open, what becomes
// of every clause, each definition, and each rule in plain English. It is made from the profile alone, the same that incidents are judged by.
//
//	go run ./examples/policydoc [-format FORMAT] [-kind KIND] [PROFILE]
//
// PROFILE is cbe-ar-3007, which is also what is printed without it, ap-354 or ban-2019.
//
//	-format FORMAT    markdown, a document to publish, diagrams in it; json; or mermaid, the diagrams alone (markdown)
//	-kind KIND        with -format mermaid, the diagram of one kind alone, such as seclusion; without it, of each kind
//
// It never asks what time it is, so that the same profile always prints the same.
//
// # Exit status
//
//   - 0: it was printed.
//   - 1: it was printed in part: writing broke off. Standard error says why.
//   - 2: nothing was printed: an argument is wrong. Standard error says why in one line.
//
// # JSON
//
// One object. A list of nothing is empty, never null. Definitions are not in it.
//
//	profile       the profile's ID
//	title         the title of the document
//	fingerprint   that of the profile under its default readings
//	dates         adopted, from and until (in force), review_due: as far as they are stated
//	clauses       every clause once, in the document's order
//	  id            the document's number
//	  label         what it is about, in our words
//	  source        printed, restored, not-in-source or reported
//	  entry         rules, definition, judgement, silent, deferred or not-in-source
//	  rules         the IDs of the rules that cite it, for an exception too
//	  reason        why no rule carries it, where that is said
//	rules         every rule that stands under the default readings; an ID may come again, for other kinds
//	  id            the rule's name in the profile
//	  kind          at, during, every, limit, due or count
//	  clauses       the clauses that it cites, those of its exception last
//	  force         must, should or may
//	  kinds         the kinds of intervention; none is every kind
//	  gate          whether what would break it is refused beforehand
//	  text          the demand
//	readings      every question that the document leaves open
//	  id, clauses, question
//	  default       the answer by which it is read
//	  alternatives  the other answers
//
// # Mermaid
//
// Each diagram begins with a title of its own, and -kind prints one by itself, which is what Mermaid takes at a time. Its arrows are
// what the machine allows; limits and intervals stand at the states that they bind.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/leastrestrictive/interventions/examples/internal/program"
	"github.com/leastrestrictive/interventions/policy"
)

const usage = `usage: policydoc [-format FORMAT] [-kind KIND] [PROFILE]

Prints what a profile demands, clause by clause and rule by rule. PROFILE is cbe-ar-3007, also
without it, ap-354 or ban-2019. Flags come before it.

  -format FORMAT  markdown, a document to publish; json; or mermaid, the diagrams alone
                  (default markdown)
  -kind KIND      with -format mermaid, the diagram of one kind alone, such as seclusion
                  (default: of each kind)

Exit status: 0 it was printed; 1 only a part of it was; 2 nothing was, standard error says why.
`

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

type format func(w io.Writer, d *document)

func formats(kind policy.Kind) map[string]format {
	return map[string]format{"markdown": writeMarkdown, "json": writeJSON,
		"mermaid": func(w io.Writer, d *document) { writeDiagrams(w, d, kind) }}
}

// run is the program without its process, and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	fail := func(status int, what string) int {
		fmt.Fprintln(stderr, "policydoc: "+strings.Join(strings.Fields(what), " "))
		return status
	}
	write, r, err := parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return 0
	}
	if err != nil {
		return fail(2, err.Error())
	}
	var out bytes.Buffer
	write(&out, gather(r.Profile(), r.Rules()))
	switch n, err := stdout.Write(out.Bytes()); {
	case err != nil && n > 0:
		return fail(1, "writing: "+err.Error())
	case err != nil:
		return fail(2, "writing: "+err.Error())
	}
	return 0
}

func parse(args []string) (format, *program.Regulation, error) {
	fs := flag.NewFlagSet("policydoc", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	name, kind := fs.String("format", "markdown", ""), fs.String("kind", "", "")
	if err := fs.Parse(args); err != nil {
		return nil, nil, err
	}
	write, ok := formats(policy.Kind(*kind))[*name]
	id := program.Default
	switch {
	case !ok:
		return nil, nil, fmt.Errorf("there is no format %q; there is markdown, json, mermaid", *name)
	case *kind != "" && *name != "mermaid":
		return nil, nil, errors.New("-kind goes with -format mermaid")
	case fs.NArg() > 1:
		return nil, nil, errors.New("one profile at a time, and flags come before it")
	case fs.NArg() == 1:
		id = fs.Arg(0)
	}
	r, err := program.Find(id)
	if err != nil {
		return nil, nil, fmt.Errorf("there is no profile %q; there is %s", id, held())
	}
	if *kind != "" {
		if !slices.Contains(kinds, policy.Kind(*kind)) {
			return nil, nil, fmt.Errorf("there is no machine for %q; there is one for %s", *kind, list(kinds))
		}
	}
	return write, r, nil
}

// held lists the profiles that this version holds, the one that is printed by itself first.
func held() string {
	var ids []string
	for _, r := range program.Regulations() {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, ", ")
}

// kinds are those that have a machine, and so a diagram.
var kinds = []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}
