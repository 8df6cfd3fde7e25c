package house_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	require.NoError(t, err)
	return string(data)
}

// fenced returns the blocks of code of one language in a Markdown text.
func fenced(text, language string) (blocks []string) {
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(text, -1) {
		blocks = append(blocks, m[1])
	}
	return blocks
}

// A stranger needs two commands. The second is the one that .ci/run takes from the README.
func TestReadmeHasTwoCommands(t *testing.T) {
	assert.Equal(t, []string{"go run ./examples/incident\n", "go test ./...\n"}, fenced(read(t, "README.md"), "sh"))
}

// The README's program is the root package's Example, which the tests run, and prints what the README says.
func TestReadmeProgramIsTheExample(t *testing.T) {
	programs, outputs := fenced(read(t, "README.md"), "go"), fenced(read(t, "README.md"), "text")
	require.Len(t, programs, 1)
	require.Len(t, outputs, 1)
	program, err := format.Source([]byte(programs[0]))
	require.NoError(t, err)
	assert.Equal(t, string(program), programs[0], "gofmt")

	wrote, _ := body(t, "README.md", programs[0], "main")
	runs, comments := body(t, "example_test.go", read(t, "example_test.go"), "Example")
	code, _, _ := strings.Cut(runs, "\n\t// Output:\n")
	assert.Equal(t, strings.TrimSpace(code), strings.TrimSpace(wrote))
	require.NotEmpty(t, comments)
	printed, isOutput := strings.CutPrefix(comments[len(comments)-1].Text(), "Output:\n")
	require.True(t, isOutput)
	assert.Equal(t, printed, outputs[0])
}

// body returns what a function does, as it is written, and the comments in it.
func body(t *testing.T, name, text, function string) (string, []*ast.CommentGroup) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments)
	require.NoError(t, err)
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name != function || f.Recv != nil {
			continue
		}
		in := slices.DeleteFunc(file.Comments, func(c *ast.CommentGroup) bool { return c.Pos() < f.Body.Pos() || c.End() > f.Body.End() })
		return text[fset.Position(f.Body.Lbrace).Offset+1 : fset.Position(f.Body.Rbrace).Offset], in
	}
	require.Fail(t, "no such function", "%s: %s", name, function)
	return "", nil
}

// Every package is on the maps: in the README, and those that a host can name in the comment of the root package.
func TestEveryPackageIsOnTheMap(t *testing.T) {
	w, found := load(t), findings{}
	readme, doc := read(t, "README.md"), read(t, "doc.go")
	for _, pkg := range w.packages() {
		if pkg == "." {
			continue
		}
		if !strings.Contains(readme, "[`"+pkg+"`]("+pkg+")") && !strings.Contains(readme, "./"+pkg+"\n") {
			found.add("README.md", "%s is not in it", pkg)
		}
		if public(pkg) && !strings.Contains(doc, "["+modulePath+"/"+pkg+"]") {
			found.add("doc.go", "%s is not in it", pkg)
		}
	}
	found.none(t)
}

// What the Markdown files link to is there.
func TestLinksLeadSomewhere(t *testing.T) {
	found := findings{}
	for _, name := range load(t).files {
		if filepath.Ext(name) != ".md" {
			continue
		}
		for _, m := range regexp.MustCompile(`\]\(([^)#]+)`).FindAllStringSubmatch(read(t, name), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(name), m[1])); err != nil {
				found.add(name, "%s is not there", m[1])
			}
		}
	}
	found.none(t)
}

// What .ci/run calls is what the README says, so that the two cannot drift apart.
func TestGateTakesItsCommandsFromTheReadme(t *testing.T) {
	info, err := os.Stat(filepath.Join(root, ".ci/run"))
	require.NoError(t, err)
	assert.NotZero(t, info.Mode()&0o100, ".ci/run can be executed")
	gate := []byte(read(t, ".ci/run"))
	assert.False(t, bytes.Contains(gate, []byte("\ngo test ./...\n")), "the test command is read from the README")
	assert.True(t, bytes.Contains(gate, []byte("README.md")))
}
