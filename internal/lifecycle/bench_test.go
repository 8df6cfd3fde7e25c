package lifecycle

import (
	"testing"

	"github.com/leastrestrictive/interventions/policy"
)

func BenchmarkNext(b *testing.B) {
	m := seclusionMachine(b)
	b.ReportAllocs()
	state := uint8(secluded)
	for i := 0; b.Loop(); i++ {
		do := policy.Release
		if i%2 == 1 {
			do = policy.Resume
		}
		state, _ = m.Next(state, do)
	}
}

func BenchmarkNextStay(b *testing.B) {
	m := seclusionMachine(b)
	b.ReportAllocs()
	for b.Loop() {
		m.Next(uint8(secluded), policy.Monitor)
	}
}

func BenchmarkNextForeign(b *testing.B) {
	m := seclusionMachine(b)
	b.ReportAllocs()
	for b.Loop() {
		m.Next(uint8(secluded), "ourboard/nurse-called")
	}
}

func BenchmarkNextReplay40(b *testing.B) {
	m := seclusionMachine(b)
	activities := script()
	b.ReportAllocs()
	for b.Loop() {
		state := uint8(0)
		for _, a := range activities {
			state, _ = m.Next(state, a)
		}
		if stage(state) != closed {
			b.Fatal(state)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	d := seclusion()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(d); err != nil {
			b.Fatal(err)
		}
	}
}
