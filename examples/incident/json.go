package main

import (
	"bytes"

	"github.com/leastrestrictive/interventions/examples/internal/program"
)

func writeJSON(out *bytes.Buffer, found []*judgement) error {
	for _, j := range found {
		for i := range j.all {
			f := &j.all[i]
			incident := j.incident
			if j.parts != nil {
				incident = f.Incident
			}
			line, err := program.AppendRow(out.AvailableBuffer(), incident, f)
			if err != nil {
				return err
			}
			out.Write(line)
		}
	}
	return nil
}
