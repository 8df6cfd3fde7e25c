package house_test

import (
	"flag"
	"fmt"
	"go/constant"
	"go/types"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the exported API as it is now into testdata/api.txt")

const golden = "testdata/api.txt"

// The surface of the module, one feature a line. A change to it is a change for those who import it: it is made on purpose, with
// go test ./internal/house -update, and read in the diff of the golden file.
func TestExportedAPIIsAsListed(t *testing.T) {
	now := exportedAPI(t)
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(strings.Join(now, "\n")+"\n"), 0o644))
	}
	data, err := os.ReadFile(golden)
	require.NoError(t, err)
	listed := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	found := findings{}
	for _, f := range listed {
		if _, ok := slices.BinarySearch(now, f); !ok {
			found = append(found, "- "+f)
		}
	}
	for _, f := range now {
		if !slices.Contains(listed, f) {
			found = append(found, "+ "+f)
		}
	}
	assert.Empty(t, strings.Join(found, "\n"), "the exported API is not as %s lists it; if that is meant: "+
		"go test ./internal/house -run API -update", golden)
	assert.True(t, slices.IsSorted(listed), "%s is written by this test", golden)
}

func exportedAPI(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, c := range typecheck(t) {
		if !public(c.pkg) {
			continue
		}
		name := c.pkg
		if name == "." {
			name = c.types.Name()
		}
		for _, f := range features(c.types) {
			all = append(all, "pkg "+name+", "+f)
		}
	}
	slices.Sort(all)
	return all
}

// features lists what a package exports, in the manner of the Go project's own lists. The values of constants are among it: logs
// hold them.
func features(p *types.Package) (all []string) {
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	named := func(o *types.Package) string {
		if o == p {
			return ""
		}
		return o.Name()
	}
	text := func(t types.Type) string { return types.TypeString(t, named) }
	signature := func(s *types.Signature) string { return strings.TrimPrefix(text(nameless(s)), "func") }
	for _, n := range p.Scope().Names() {
		o := p.Scope().Lookup(n)
		if !o.Exported() {
			continue
		}
		switch o := o.(type) {
		case *types.Const:
			value := o.Val().ExactString()
			if o.Val().Kind() == constant.String {
				value = fmt.Sprintf("%q", constant.StringVal(o.Val()))
			}
			if b, ok := o.Type().(*types.Basic); ok && b.Info()&types.IsUntyped != 0 {
				add("const %s = %s", n, value)
			} else {
				add("const %s %s = %s", n, text(o.Type()), value)
			}
		case *types.Var:
			add("var %s %s", n, text(o.Type()))
		case *types.Func:
			add("func %s%s", n, signature(o.Signature()))
		case *types.TypeName:
			if o.IsAlias() {
				add("type %s = %s", n, text(types.Unalias(o.Type())))
				continue
			}
			t := o.Type().(*types.Named)
			parameters := ""
			if ps := t.TypeParams(); ps.Len() > 0 {
				_, parameters, _ = strings.Cut(text(t), n)
			}
			switch u := t.Underlying().(type) {
			case *types.Struct:
				add("type %s%s struct", n, parameters)
				for f := range u.Fields() {
					switch {
					case f.Embedded():
						add("type %s%s struct, embedded %s", n, parameters, text(f.Type()))
					case f.Exported():
						add("type %s%s struct, %s %s", n, parameters, f.Name(), text(f.Type()))
					}
				}
			case *types.Interface:
				add("type %s%s interface", n, parameters)
				for m := range u.Methods() {
					if m.Exported() {
						add("type %s%s interface, %s%s", n, parameters, m.Name(), signature(m.Signature()))
					} else {
						add("type %s%s interface, unexported methods", n, parameters)
					}
				}
			default:
				add("type %s%s %s", n, parameters, text(u))
			}
			for m := range t.Methods() {
				if m.Exported() {
					receiver := m.Signature().Recv().Type()
					add("method (%s) %s%s", text(receiver), m.Name(), signature(m.Signature()))
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// nameless is a signature without the names of its parameters, which are not part of the promise.
func nameless(s *types.Signature) *types.Signature {
	strip := func(t *types.Tuple) *types.Tuple {
		var vs []*types.Var
		for v := range t.Variables() {
			vs = append(vs, types.NewParam(v.Pos(), v.Pkg(), "", v.Type()))
		}
		return types.NewTuple(vs...)
	}
	return types.NewSignatureType(nil, nil, nil, strip(s.Params()), strip(s.Results()), s.Variadic())
}
