package main

import (
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/leastrestrictive/interventions/policy"
)

// The files that are written, and the folder that is read.
const (
	namesFile   = "names.go"
	clausesFile = "doc_clauses.go"
	rulesFolder = "testdata/rules"
)

// write writes the documents of a regulation into the folder of its package; where anything is wrong, none of them.
func write(r *policy.Regulation, dir string) error {
	n, err := readNames(filepath.Join(dir, namesFile))
	if err != nil {
		return err
	}
	d, err := gather(r, n)
	if err != nil {
		return err
	}
	if err := readIncidents(d, &n, filepath.Join(dir, rulesFolder)); err != nil {
		return err
	}
	files := map[string]string{namesFile: d.names(n), clausesFile: d.packageComment(n.pkg)}
	for file, text := range files {
		out, err := format.Source([]byte(text))
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		files[file] = string(out)
	}
	for file, text := range files {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// columns is how wide a comment is written: go doc indents it by four where it stands above a constant.
const columns = 76

// comment is a doc comment in the making, in the form that gofmt gives it.
type comment struct{ strings.Builder }

// part begins something new.
func (c *comment) part() {
	if c.Len() > 0 {
		c.WriteString("//\n")
	}
}

func (c *comment) heading(text string) {
	c.part()
	c.WriteString("// # " + text + "\n")
}

func (c *comment) paragraph(text string) {
	c.part()
	for _, l := range wrap(text, columns) {
		c.WriteString("// " + l + "\n")
	}
}

func (c *comment) list(items []string) {
	c.part()
	for _, item := range items {
		mark := "//   - "
		for _, l := range wrap(item, columns-4) {
			c.WriteString(mark + l + "\n")
			mark = "//     "
		}
	}
}

func (c *comment) code(lines []string) {
	c.part()
	for _, l := range lines {
		c.WriteString("//\t" + l + "\n")
	}
}

// row is what a table says under a key; a key that is too long for its column stands on a line of its own.
func row(key, value string) []string {
	const column = 16
	var out []string
	if len(key) > column-2 {
		out, key = append(out, key), ""
	}
	for _, l := range wrap(value, columns-column) {
		out, key = append(out, strings.TrimRight(fmt.Sprintf("%-*s%s", column, key, l), " ")), ""
	}
	return out
}

// wrap breaks a text into lines. A word that is too long stays whole.
func wrap(text string, width int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			out, line = append(out, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(out, line)
}

// and lists words: "a, b and c".
func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

func unique[E comparable](es []E) []E {
	var out []E
	for _, e := range es {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}
