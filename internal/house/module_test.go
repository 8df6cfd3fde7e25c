package house_test

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

const modulePath = "github.com/leastrestrictive/interventions"

// root is the folder of the module as a test in here sees it.
const root = "../.."

// source is a Go file, parsed.
type source struct {
	name string // from the root: "policy/case.go"
	pkg  string // its folder: "policy", "." for the root
	test bool
	tree *ast.File
}

// whole is what the tests look at: every file of the module, and what the Go files among them say.
type whole struct {
	files   []string // every file that a clone has, from the root
	fset    *token.FileSet
	sources []source
}

var module = sync.OnceValues(func() (*whole, error) {
	w := &whole{fset: token.NewFileSet()}
	return w, filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(strings.TrimPrefix(p, root), string(filepath.Separator)))
		switch {
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules" || strings.HasSuffix(name, "testdata/rapid")):
			return filepath.SkipDir
		case d.IsDir(), strings.HasSuffix(name, ".test"), strings.HasSuffix(name, ".prof"): // as .gitignore has it
			return nil
		}
		w.files = append(w.files, name)
		if path.Ext(name) != ".go" || strings.Contains(name, "testdata/") {
			return nil
		}
		tree, err := parser.ParseFile(w.fset, p, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		w.sources = append(w.sources, source{name: name, pkg: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), tree: tree})
		return nil
	})
})

func load(t *testing.T) *whole {
	t.Helper()
	w, err := module()
	require.NoError(t, err)
	require.NotEmpty(t, w.sources)
	return w
}

// packages lists the folders with Go code that is not test code.
func (w *whole) packages() []string {
	var ps []string
	for _, s := range w.sources {
		if !s.test && !slices.Contains(ps, s.pkg) {
			ps = append(ps, s.pkg)
		}
	}
	slices.Sort(ps)
	return ps
}

// library reports whether a package is part of what a host links: all but examples and the programs and tests of the house.
func library(pkg string) bool {
	return pkg != "internal/house" && pkg != "internal/policydocs" && pkg != "examples" && !strings.HasPrefix(pkg, "examples/")
}

// public reports whether a package is one that a host can name.
func public(pkg string) bool { return library(pkg) && !strings.HasPrefix(pkg, "internal/") }

// at says where something stands, as an editor understands it.
func (w *whole) at(n ast.Node) string { return w.place(n.Pos()) }

func (w *whole) place(p token.Pos) string {
	where := w.fset.Position(p)
	return fmt.Sprintf("%s:%d", strings.TrimPrefix(filepath.ToSlash(where.Filename), root+"/"), where.Line)
}

// checked is a library package with its types.
type checked struct {
	pkg   string
	types *types.Package
	info  *types.Info
	trees []*ast.File
}

// typed type-checks the library as it is built on this machine. What the packages import comes from the build cache, so this asks
// the go command once and no network.
var typed = sync.OnceValues(func() ([]checked, error) {
	w, err := module()
	if err != nil {
		return nil, err
	}
	exports, err := exportData(w)
	if err != nil {
		return nil, err
	}
	imports := importer.ForCompiler(w.fset, "gc", func(p string) (io.ReadCloser, error) {
		if file, ok := exports[p]; ok {
			return os.Open(file)
		}
		return nil, fmt.Errorf("no export data of %s", p)
	})
	var all []checked
	for _, pkg := range w.packages() {
		if !library(pkg) {
			continue
		}
		c := checked{pkg: pkg, info: &types.Info{Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
			Types: map[ast.Expr]types.TypeAndValue{}}}
		for _, s := range w.sources {
			if s.pkg != pkg || s.test {
				continue
			}
			built, err := build.Default.MatchFile(filepath.Join(root, pkg), path.Base(s.name))
			if err != nil {
				return nil, err
			}
			if built {
				c.trees = append(c.trees, s.tree)
			}
		}
		conf := types.Config{Importer: imports}
		if c.types, err = conf.Check(path.Join(modulePath, pkg), w.fset, c.trees, c.info); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
})

func exportData(w *whole) (map[string]string, error) {
	cmd := exec.Command("go", "list", "-export", "-deps", "-f", "{{with .Export}}{{$.ImportPath}}\t{{.}}{{end}}")
	for _, pkg := range w.packages() {
		if library(pkg) {
			cmd.Args = append(cmd.Args, "./"+pkg)
		}
	}
	cmd.Dir, cmd.Stderr = root, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if p, file, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			exports[p] = file
		}
	}
	return exports, nil
}

func typecheck(t *testing.T) []checked {
	t.Helper()
	all, err := typed()
	require.NoError(t, err)
	require.NotEmpty(t, all)
	return all
}
