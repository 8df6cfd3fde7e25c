// Policydocs writes the policy documents of a profile's package, where a Go developer looks for them: its package comment with the
// instrument, the readings and what becomes of each clause, and above each rule's name what the rule demands, an incident that keeps
// it and one that breaks it. It is for go generate, in the package's folder.
//
// The incidents come from testdata/rules, a file for each rule: the scenario "keeps" and the scenario "breaks".
package main

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/ban2019"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// regulations are those whose documents are written here.
func regulations() []*policy.Regulation {
	return []*policy.Regulation{cbe3007.Regulation(), ap354.Regulation(), ban2019.Regulation()}
}

func main() { os.Exit(run(os.Args[1:], ".", os.Stderr)) }

// run writes the documents of one regulation, and returns what the program exits with.
func run(args []string, dir string, errors io.Writer) int {
	all := regulations()
	i := -1
	if len(args) == 1 {
		i = slices.IndexFunc(all, func(r *policy.Regulation) bool { return r.ID == args[0] })
	}
	if i < 0 {
		fmt.Fprintln(errors, "usage: policydocs PROFILE, in the folder of its package")
		return 2
	}
	if err := write(all[i], dir); err != nil {
		fmt.Fprintln(errors, "policydocs:", err)
		return 1
	}
	return 0
}
