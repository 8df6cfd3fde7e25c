package house_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Packages that the library does without, with all below them, and why.
var barred = map[string]string{
	"C":           "it builds wherever Go does",
	"crypto/rand": "a judgement of the same events is the same judgement",
	"flag":        "the host reads its own command line",
	"log":         "the host logs; log/slog is there for values that hide themselves",
	"math/rand":   "a judgement of the same events is the same judgement",
	"net":         "it talks to nobody",
	"os":          "the host opens files and reads the environment",
	"syscall":     "it asks the machine nothing",
	"testing":     "a program that does not test links no test code",
	"time/tzdata": "the host supplies its zone: a Go release's own data can be older than the law",
	"unsafe":      "nothing is so hot",
}

// What single packages may all the same, and why.
var exempt = map[string]map[string]string{
	"policy/policytest": {
		"os":        "a test reads its scenarios from its own folder, and rewrites them when it is told to",
		"math/rand": "the incidents that a battery draws come from a fixed seed",
	},
}

// Names that the library does without, as go/types spells them, and why.
var barredNames = map[string]string{
	"time.Now":                   "time is an input",
	"time.Since":                 "time is an input",
	"time.Until":                 "time is an input",
	"time.Sleep":                 "it never waits",
	"time.After":                 "it never waits",
	"time.AfterFunc":             "it never waits",
	"time.Tick":                  "it never waits",
	"time.NewTimer":              "it never waits",
	"time.NewTicker":             "it never waits",
	"time.Local":                 "the zone is the host's calendar's, not the machine's",
	"(time.Time).Local":          "the zone is the host's calendar's, not the machine's",
	"time.LoadLocation":          "the host supplies its zone: a Go release's own data can be older than the law",
	"context.WithCancel":         "the engine must never see a context that can be cancelled",
	"context.WithTimeout":        "the engine must never see a context that can be cancelled",
	"context.WithDeadline":       "the engine must never see a context that can be cancelled",
	"fmt.Print":                  "it prints nothing",
	"fmt.Printf":                 "it prints nothing",
	"fmt.Println":                "it prints nothing",
	"builtin.print":              "it prints nothing",
	"builtin.println":            "it prints nothing",
	"runtime.GC":                 "it leaves the host's process alone",
	"runtime.SetFinalizer":       "it leaves the host's process alone",
	"runtime.AddCleanup":         "it leaves the host's process alone",
	"runtime/debug.SetGCPercent": "it leaves the host's process alone",
}

// findings are what stands against a rule, a line each.
type findings []string

func (f *findings) add(where, format string, args ...any) {
	*f = append(*f, where+": "+fmt.Sprintf(format, args...))
}

func (f findings) none(t *testing.T) {
	t.Helper()
	assert.Empty(t, strings.Join(f, "\n"), "%d against the rule", len(f))
}

func TestLibraryHasNoClockNoWorldNoOutput(t *testing.T) {
	w, found := load(t), findings{}
	for _, s := range w.sources {
		if s.test || !library(s.pkg) {
			continue
		}
		for _, im := range s.tree.Imports {
			p, err := strconv.Unquote(im.Path.Value)
			require.NoError(t, err)
			for above := p; above != "." && p != "log/slog"; above = path.Dir(above) {
				if why, ok := barred[above]; ok && exempt[s.pkg][above] == "" {
					found.add(w.at(im), "the library does without %s: %s", p, why)
				}
			}
		}
	}
	for _, c := range typecheck(t) {
		for id, o := range c.info.Uses {
			name := fullName(o)
			if why, ok := barredNames[name]; ok {
				found.add(w.at(id), "the library does without %s: %s", name, why)
			}
			if o.Pkg() != nil && o.Pkg().Path() == "log/slog" && o.Parent() == o.Pkg().Scope() &&
				o.Name() != "LogValuer" && o.Name() != "Attr" && !strings.HasSuffix(o.Name(), "Value") {
				found.add(w.at(id), "of log/slog only what makes a value is used, not %s: the host logs", o.Name())
			}
		}
	}
	slices.Sort(found) // Uses is a map
	found.none(t)
}

// fullName says which function or variable an identifier means: "time.Now", "(time.Time).Local", "builtin.print".
func fullName(o types.Object) string {
	switch o := o.(type) {
	case *types.Func:
		return o.FullName()
	case *types.Builtin:
		return "builtin." + o.Name()
	}
	if o.Pkg() == nil || o.Parent() != o.Pkg().Scope() {
		return ""
	}
	return o.Pkg().Path() + "." + o.Name()
}

func TestLibraryStartsNoGoroutine(t *testing.T) {
	w, found := load(t), findings{}
	for _, s := range w.sources {
		if s.test || !library(s.pkg) {
			continue
		}
		ast.Inspect(s.tree, func(n ast.Node) bool {
			if g, ok := n.(*ast.GoStmt); ok {
				found.add(w.at(g), "a goroutine: the host drives the library")
			}
			return true
		})
	}
	found.none(t)
}

// Importing the library does no work, and it keeps no state of its own: a package-level variable is a fixed table, an error, or a
// value made at first use, and nobody assigns to one.
func TestLibraryHasNoGlobals(t *testing.T) {
	w, found := load(t), findings{}
	fault := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
	for _, c := range typecheck(t) {
		global := func(e ast.Expr) *types.Var {
			for {
				switch x := e.(type) {
				case *ast.ParenExpr:
					e = x.X
				case *ast.IndexExpr:
					e = x.X
				case *ast.StarExpr:
					e = x.X
				case *ast.SelectorExpr:
					if v, ok := c.info.Uses[x.Sel].(*types.Var); ok && !v.IsField() {
						return v // of another package
					}
					e = x.X
				case *ast.Ident:
					if v, ok := c.info.Uses[x].(*types.Var); ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
						return v
					}
					return nil
				default:
					return nil
				}
			}
		}
		for _, tree := range c.trees {
			for _, d := range tree.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
					found.add(w.at(f), "func init: importing the library does no work")
				}
				g, ok := d.(*ast.GenDecl)
				if !ok || g.Tok != token.VAR {
					continue
				}
				for _, spec := range g.Specs {
					v := spec.(*ast.ValueSpec)
					for _, n := range v.Names {
						o := c.info.Defs[n]
						if o == nil { // the blank one, a check of the compiler's
							continue
						}
						if n.IsExported() && !types.Implements(o.Type(), fault) {
							found.add(w.at(n), "%s can be changed by anybody: make it a constant or a function", n.Name)
						}
						if named, ok := types.Unalias(o.Type()).(*types.Named); ok && named.Obj().Pkg() != nil &&
							strings.HasPrefix(named.Obj().Pkg().Path(), "sync") {
							found.add(w.at(n), "%s is shared state", n.Name)
						}
					}
					for _, value := range v.Values {
						ast.Inspect(value, func(n ast.Node) bool {
							switch n := n.(type) {
							case *ast.FuncLit:
								return false // runs when it is called
							case *ast.CallExpr:
								allowed := slices.Contains([]string{"sync.OnceValue", "sync.OnceValues", "errors.New"}, called(c.info, n))
								if !allowed && !c.info.Types[n.Fun].IsType() {
									found.add(w.at(n), "a call: importing the library does no work")
								}
							}
							return true
						})
					}
				}
			}
			ast.Inspect(tree, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.AssignStmt:
					for _, e := range n.Lhs {
						if v := global(e); v != nil {
							found.add(w.at(n), "%s is assigned to: the library keeps no state", v.Name())
						}
					}
				case *ast.IncDecStmt:
					if v := global(n.X); v != nil {
						found.add(w.at(n), "%s is assigned to: the library keeps no state", v.Name())
					}
				}
				return true
			})
		}
	}
	found.none(t)
}

func called(info *types.Info, call *ast.CallExpr) string {
	f := call.Fun
	if i, ok := f.(*ast.IndexExpr); ok { // with its type argument written out
		f = i.X
	}
	switch f := f.(type) {
	case *ast.SelectorExpr:
		return fullName(info.Uses[f.Sel])
	case *ast.Ident:
		return fullName(info.Uses[f])
	}
	return ""
}

func TestEveryPackageHasOneComment(t *testing.T) {
	w, found := load(t), findings{}
	for _, pkg := range w.packages() {
		var in []string
		for _, s := range w.sources {
			if s.pkg != pkg || s.test || s.tree.Doc == nil {
				continue
			}
			in = append(in, s.name)
			want := "Package " + s.tree.Name.Name + " "
			if s.tree.Name.Name != "main" && !strings.HasPrefix(s.tree.Doc.Text(), want) {
				found.add(s.name, "the package comment begins with %q", want)
			}
		}
		if len(in) != 1 {
			found.add(pkg, "one file has the package comment, not %d %v", len(in), in)
		}
	}
	found.none(t)
}

func TestEverythingExportedIsDocumented(t *testing.T) {
	w, found := load(t), findings{}
	for _, s := range w.sources {
		if s.test || !library(s.pkg) {
			continue
		}
		for _, d := range s.tree.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && (d.Recv == nil || ast.IsExported(receiver(d))) {
					found.undocumented(w, d.Name, d.Doc)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch spec := spec.(type) {
					case *ast.TypeSpec:
						if spec.Name.IsExported() {
							doc := spec.Doc
							if doc == nil {
								doc = d.Doc
							}
							found.undocumented(w, spec.Name, doc)
						}
					case *ast.ValueSpec:
						for _, n := range spec.Names {
							if n.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
								found.add(w.at(n), "%s is exported and says nothing", n.Name)
							}
						}
					}
				}
			}
		}
	}
	found.none(t)
}

func (f *findings) undocumented(w *whole, name *ast.Ident, doc *ast.CommentGroup) {
	if doc == nil {
		f.add(w.at(name), "%s is exported and says nothing", name.Name)
		return
	}
	text := doc.Text()
	for _, article := range []string{"A ", "An ", "The "} {
		text = strings.TrimPrefix(text, article)
	}
	first, _, _ := strings.Cut(text, " ")
	if strings.TrimRight(first, "\n,.:;") != name.Name {
		f.add(w.at(name), "the comment of %s begins with the name", name.Name)
	}
}

func receiver(d *ast.FuncDecl) string {
	for e := d.Recv.List[0].Type; ; {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// A newcomer reads go doc ./policy in ten minutes: at most two screens of sixty-six lines, fifty-five types, four errors.
func TestPolicyFitsTwoScreens(t *testing.T) {
	doc := exec.Command("go", "doc", "./policy")
	doc.Dir = root
	out, err := doc.Output()
	require.NoError(t, err)
	assert.LessOrEqual(t, strings.Count(string(out), "\n"), 2*66, "lines of go doc ./policy")
	const most, errors = 55, 4
	for _, c := range typecheck(t) {
		if c.pkg != "policy" {
			continue
		}
		fault := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
		var all, faults []string
		for _, n := range c.types.Scope().Names() {
			o, ok := c.types.Scope().Lookup(n).(*types.TypeName)
			if !ok || !o.Exported() {
				continue
			}
			all = append(all, n)
			if types.Implements(types.NewPointer(o.Type()), fault) {
				faults = append(faults, n)
			}
		}
		assert.LessOrEqual(t, len(all), most, "types of policy: %s", strings.Join(all, " "))
		assert.LessOrEqual(t, len(faults), errors, "errors of policy: %s", strings.Join(faults, " "))
		return
	}
	assert.Fail(t, "no package policy")
}

// The top level is the owner's drawing, and what every repository has besides.
var topLevel = []string{"seclusion", "restraint", "timeout", "consent", "policy", "examples", "internal", "go.mod", "go.sum", "doc.go",
	"README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "*_test.go", ".*"}

func TestTopLevelIsAsDrawn(t *testing.T) {
	found := findings{}
	for _, f := range load(t).files {
		first, _, _ := strings.Cut(f, "/")
		drawn := slices.ContainsFunc(topLevel, func(p string) bool {
			ok, err := path.Match(p, first)
			return err == nil && ok
		})
		if !drawn {
			found.add(f, "%s is not in the owner's drawing", first)
		}
	}
	found.none(t)
}

// longest is how many columns a line of the library has, a tab counting as one. A line of a log in a comment cannot be broken; nor
// can those in the tables of tests.
const longest = 160

func TestLinesFit(t *testing.T) {
	found := findings{}
	for _, s := range load(t).sources {
		if strings.HasSuffix(s.name, "_test.go") {
			continue
		}
		eachLine(t, s.name, func(where string, line []byte) {
			if n := utf8.RuneCount(line); n > longest && !bytes.HasPrefix(line, []byte("//\t{")) {
				found.add(where, "%d columns, %d at most", n, longest)
			}
		})
	}
	found.none(t)
}

// What only means something on one machine or at one workplace. The patterns are put together, so that this file does not match.
var elsewhere = []struct {
	what *regexp.Regexp
	why  string
}{
	{regexp.MustCompile(`(^|[^\w./:-])/(work|root|home|Users|tmp)/\w`), "a path of one machine"},
	{regexp.MustCompile(`\b[A-Za-z]:\\(Users|work)`), "a path of one machine"},
	{regexp.MustCompile(`\bDES` + `IGN\b|\banchors\.` + `md\b|\bshared/` + `(regulations|tools|hooks)`), "a document that a clone lacks"},
	{regexp.MustCompile(`\bC` + `EO\b|\bissues ` + `(show|list|note)\b|\bbefore-` + `stop\b`), "a tool that a reader lacks"},
}

func TestNothingIsOfOneMachine(t *testing.T) {
	found := findings{}
	for _, name := range load(t).files {
		eachLine(t, name, func(where string, line []byte) {
			for _, e := range elsewhere {
				if m := e.what.Find(line); m != nil {
					found.add(where, "%q is %s", m, e.why)
				}
			}
		})
	}
	found.none(t)
}

func eachLine(t *testing.T, name string, look func(where string, line []byte)) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	require.NoError(t, err)
	if bytes.IndexByte(data, 0) >= 0 {
		return // not text
	}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		look(fmt.Sprintf("%s:%d", name, n), bytes.TrimRight(line, "\r\n"))
	}
}
