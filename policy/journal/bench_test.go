package journal_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/journal"
)

// fortyLines is the log of one long seclusion, of about 8 KB.
func fortyLines(tb testing.TB) []byte {
	zone := time.FixedZone("", -6*3600)
	start := time.Date(2025, 10, 6, 10, 2, 0, 0, zone)
	teacher := policy.Person{ID: "s-1", Role: policy.Teacher}
	assistant := policy.Person{ID: "s-2", Role: policy.EducationAssistant}
	var log []byte
	for i := range 40 {
		e := policy.Event{Incident: "i-1", ID: fmt.Sprintf("e%d", i+1), At: start.Add(time.Duration(i) * time.Minute)}
		if i%3 == 0 {
			e.Recorded = e.At.Add(20 * time.Minute)
		}
		switch {
		case i == 0:
			e.Activity, e.Kind, e.Student, e.Place = policy.Initiate, policy.Seclusion, "st-1", "r-1"
			e.Profile = "cbe-ar-3007@0123456789abcdef"
			e.By = []policy.Person{teacher, assistant}
			e.Facts = []policy.Stated{{Fact: policy.DangerToSelf, Answer: policy.Yes}, {Fact: policy.DoorShut, Answer: policy.Yes}}
			e.Standing = []policy.Credential{
				{Fact: policy.DesignatedRoom, Subject: "r-1", Answer: policy.Yes, From: start.AddDate(0, -1, 0), Issuer: "d-1"},
				{Fact: policy.Trained, Subject: "s-1", Answer: policy.Yes, From: start.AddDate(-1, 0, 0),
					Until: start.AddDate(1, 0, 0), Issuer: "t-1"},
			}
		case i == 39:
			e.Activity, e.By = policy.Release, []policy.Person{teacher}
			e.Facts = []policy.Stated{{Fact: policy.DoorOpened, Answer: policy.Yes}}
		case i%10 == 0:
			e.Activity, e.By, e.Sequence = policy.Review, []policy.Person{teacher, assistant}, 2
			e.Facts = []policy.Stated{{Fact: policy.Continue, Answer: policy.Yes}, {Fact: policy.DangerToSelf, Answer: policy.Yes}}
		default:
			e.Activity, e.By = policy.Monitor, []policy.Person{assistant}
			e.Facts = []policy.Stated{{Fact: policy.FaceToFace, Answer: policy.Yes}, {Fact: policy.DoorShut, Answer: policy.Yes}}
		}
		var err error
		log, err = journal.Append(log, &e)
		require.NoError(tb, err)
	}
	return log
}

func BenchmarkAppend(b *testing.B) {
	e, err := journal.Parse(bytes.SplitN(fortyLines(b), []byte("\n"), 3)[1])
	require.NoError(b, err)
	buf := make([]byte, 0, 1024)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := journal.Append(buf, &e); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	line := bytes.SplitN(fortyLines(b), []byte("\n"), 3)[1]
	b.ReportAllocs()
	b.SetBytes(int64(len(line)))
	for b.Loop() {
		if _, err := journal.Parse(line); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead40(b *testing.B) {
	log := fortyLines(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		n := 0
		for _, err := range journal.Read(bytes.NewReader(log)) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 40 {
			b.Fatal(n)
		}
	}
}

// fortySealed is the same log sealed, of about 14 KB.
func fortySealed(tb testing.TB) (log []byte, head journal.Head) {
	for e, err := range journal.Read(bytes.NewReader(fortyLines(tb))) {
		require.NoError(tb, err)
		if e.Recorded.Before(head.Recorded) {
			e.Recorded = head.Recorded
		}
		log, err = journal.AppendSealed(log, &e, &head)
		require.NoError(tb, err)
	}
	return log, head
}

// BenchmarkAppendSealed is to be read beside BenchmarkAppend, of which it does all, and hashes the line besides.
func BenchmarkAppendSealed(b *testing.B) {
	e, err := journal.Parse(bytes.SplitN(fortyLines(b), []byte("\n"), 3)[1])
	require.NoError(b, err)
	buf := make([]byte, 0, 1024)
	head := journal.Head{}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := journal.AppendSealed(buf, &e, &head); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadSealed40 and BenchmarkVerify40 are of the same log: the one reads it, the other hashes it too.
func BenchmarkReadSealed40(b *testing.B) {
	log, _ := fortySealed(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		for _, err := range journal.Read(bytes.NewReader(log)) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkVerify40(b *testing.B) {
	log, head := fortySealed(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		for c, err := range journal.Verify(bytes.NewReader(log), head) {
			if err != nil || c.State != journal.Attested {
				b.Fatal(c, err)
			}
		}
	}
}

func BenchmarkDetach(b *testing.B) {
	for b.Loop() {
		e := told()
		if texts, err := journal.Detach(&e, rand.Reader); err != nil || len(texts) != 2 {
			b.Fatal(err)
		}
	}
}

// BenchmarkEncodingJSON40 is what the standard package takes for the same log, without any of the strictness.
func BenchmarkEncodingJSON40(b *testing.B) {
	log := fortyLines(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		d := json.NewDecoder(bytes.NewReader(log))
		for range 40 {
			var m mirror
			if err := d.Decode(&m); err != nil {
				b.Fatal(err)
			}
		}
	}
}
