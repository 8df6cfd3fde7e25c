module github.com/leastrestrictive/interventions/examples/audit

go 1.26

require (
	github.com/leastrestrictive/interventions v0.0.0
	github.com/schollz/progressbar/v3 v3.19.1
	golang.org/x/term v0.44.0
)

require (
	github.com/looplab/fsm v1.0.3 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)

require (
	github.com/mitchellh/colorstring v0.0.0-20190213212951-d06e56a500db // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/stretchr/testify v1.12.1
	golang.org/x/sys v0.46.0 // indirect
	pgregory.net/rapid v1.3.0
)

replace github.com/leastrestrictive/interventions => ../..
